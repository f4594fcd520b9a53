//! `git-credential`: git's credential helper protocol, as gitcredentials(7) and git-credential(1) have it.

use std::io;
use std::sync::OnceLock;

use anyhow::Context as _;

use super::{Context, print};
use crate::error::Error;
use crate::oauth::ServiceUrl;
use crate::report;
use crate::secret::SecretBytes;
use crate::service::Target;
use crate::settings::config::Config;
use crate::settings::{Settings, check_profile_name};
use crate::store::Record;

/// What git asks for: `key=value` lines.
struct Request(String);

impl Request {
    /// What is on standard input; whoever asks again gets the same.
    fn read() -> Result<&'static Self, Error> {
        static REQUEST: OnceLock<Request> = OnceLock::new();
        if let Some(request) = REQUEST.get() {
            return Ok(request);
        }
        let bytes = SecretBytes::read(io::stdin()).context("cannot read git's request")?;
        // a path may be anything
        Ok(REQUEST.get_or_init(|| Self(String::from_utf8_lossy(bytes.expose()).into_owned())))
    }

    fn values<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        let pairs = self.0.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.split_once('='));
        pairs.filter_map(move |(found, value)| (found == key).then_some(value))
    }

    fn value<'a>(&'a self, key: &'a str) -> Option<&'a str> {
        self.values(key).last()
    }

    /// Whether it's about the server at `url`, and about `username` if it names somebody.
    fn is_for(&self, url: &str, username: Option<&str>) -> bool {
        let (Some(protocol), Some(host)) = (self.value("protocol"), self.value("host")) else { return false };
        let asked = ServiceUrl::parse(&format!("{protocol}://{host}"), true);
        let same_server =
            matches!((asked, ServiceUrl::parse(url, true)), (Ok(asked), Ok(url)) if asked.has_origin_of(&url));
        same_server && self.value("username").is_none_or(|asked| username.is_none_or(|known| known == asked))
    }
}

/// Says nothing where the request is for no profile's server, so that git asks elsewhere. Tokens aren't git's to store
/// or to erase, and operations that don't exist yet are to be ignored.
pub(super) fn run(context: Context<'_>, operation: &str) -> Result<(), Error> {
    let request = Request::read()?;
    if operation != "get" {
        return Ok(());
    }
    let Some(profile) = profile(context, request)? else {
        log::debug!("no profile matches git's request");
        return Ok(());
    };
    let given = context.given.clone().with("profile", &profile);
    let context = Context { given: &given, ..context };
    let (_, record) = print::token(context, false)?;
    report::payload(&answer(request, &record))
}

/// Answers `get` with a cached login, if that's for the server that git asks about.
pub(super) fn from_cache(record: &Record) -> Option<Result<(), Error>> {
    let target = &record.obtained_for;
    match Request::read() {
        Ok(request) if request.is_for(&target.url, Some(target.username.as_deref().unwrap_or_default())) => {
            Some(report::payload(&answer(request, record)))
        }
        Ok(_) => None,
        Err(error) => Some(Err(error)),
    }
}

/// The profile that is for the server that git asks about: the one that applies here, else the first.
fn profile(context: Context<'_>, request: &Request) -> Result<Option<String>, Error> {
    let settings = Settings::read(context.given)?;
    let target = Target::of(&settings)?;
    if target.url.is_some_and(|url| request.is_for(&url, target.username.as_deref())) {
        return Ok(Some(settings.profile));
    }
    if settings.profile_named {
        return Ok(None);
    }
    let config = Config::read(&settings.paths.config)?;
    // nobody can have logged in under what is no name
    for name in config.profile_names().into_iter().filter(|name| check_profile_name(name).is_ok()) {
        let profile = config.profile(&name)?;
        // a profile without a user is for nobody whom git names
        let username = profile.text("username")?.unwrap_or_default();
        if profile.text("url")?.is_some_and(|url| request.is_for(&url, Some(&username))) {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

fn answer(request: &Request, record: &Record) -> String {
    let token = record.token.access_token.expose();
    let end = record.token.expires_at().map(|end| format!("password_expiry_utc={}\n", end.as_second()));
    let end = end.unwrap_or_default();
    // git (since 2.46) says what it can, and what the server asks for
    let mut challenges = request.values("wwwauth[]").map(|challenge| challenge.split(' ').next().unwrap_or_default());
    let takes_bearer = request.value("wwwauth[]").is_none() || challenges.any(|it| it.eq_ignore_ascii_case("bearer"));
    if takes_bearer && request.values("capability[]").any(|capability| capability == "authtype") {
        return format!("capability[]=authtype\nauthtype=Bearer\ncredential={token}\nephemeral=1\n{end}");
    }
    format!("username={}\npassword={token}\n{end}", record.obtained_for.who().replace(['\n', '\0'], ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_for_one_origin() {
        for (request, is_for) in [
            ("protocol=https\nhost=space.example.com\n", true),
            ("protocol=https\nhost=space.example.com:443\npath=git/x\n\n", true),
            ("protocol=https\nhost=space.example.com\nusername=bob\n", true),
            ("protocol=https\nhost=space.example.com\nusername=eve\n", false),
            ("protocol=http\nhost=space.example.com\n", false),
            ("protocol=https\nhost=space.example.com:8443\n", false),
            ("protocol=https\nhost=evil.example\nhost=space.example.com.evil.example\n", false),
            ("protocol=https\nhost=space.example.com@evil.example\n", false),
            ("protocol=https\n\nhost=space.example.com\n", false),
            ("", false),
        ] {
            let request = Request(request.to_owned());
            assert_eq!(request.is_for("https://space.example.com/org", Some("bob")), is_for, "{}", request.0);
        }
    }
}
