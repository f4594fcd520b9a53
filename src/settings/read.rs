//! The settings of one command, from what is said of each.

use std::time::Duration;

use url::form_urlencoded;

use super::config::{Config, Profile};
use super::said::{Said, parse_duration, yes_or_no};
use super::secrets::{SecretSource, secret_source};
use super::setting::Setting;
use super::table::setting;
use super::{Given, Paths, Settings, Source, Sourced, environment};
use crate::cache::Stamp;
use crate::error::{Error, Kind, clean};
use crate::oauth::scope::Rights;
use crate::oauth::{ClientAuthMethod, Http, OneTimeCode, Server, ServiceUrl, name_of};
use crate::report::ErrorFormat;
use crate::secret::Secret;

/// The parameters that this program sends itself (RFC 6749, 7009, 7521).
const OWN: &str = "grant_type username password scope access_type client_id client_secret refresh_token token \
                   token_type_hint assertion client_assertion client_assertion_type";

impl Settings {
    /// Reads everything for one command, and tells where it comes from.
    ///
    /// # Errors
    /// `Usage` for a wrong option, `Configuration` for a wrong variable or profile.
    pub fn read(given: &Given) -> Result<Self, Error> {
        environment::warn_about_unknown();
        let settings = Self::made(given, |_| true)?;
        settings.said.tell();
        Ok(settings)
    }

    /// As the profile has them: what its login was made for and where it is, is no variable's business. Variables say
    /// how to reach the server, and options are heeded as ever.
    ///
    /// # Errors
    /// As [`Settings::read`].
    pub fn saved(given: &Given) -> Result<Self, Error> {
        Self::made(given, |row| row.transport)
    }

    fn made(given: &Given, heeded: impl Fn(&Setting) -> bool) -> Result<Self, Error> {
        let paths = Paths::find(given);
        // before the file is read: a change meanwhile must not go unseen
        let stamp = Stamp::of(&paths.config);
        let config = Config::read(&paths.config)?;
        let profile = profile_name(given, &config)?;
        let mut said = Said::read(given, &config.profile(&profile)?, heeded)?;
        let allow_http = said.flag("allow_http")?;
        let url = said.parsed("url", |url| ServiceUrl::parse(url, allow_http))?;
        let server = said.choice("server")?.value;
        tell_apart_from_profile(&mut said, &config.profile(&profile)?, url.as_ref(), server)?;
        said.choice::<ErrorFormat>("error_format")?;
        let client_secret = secret_source(&said, "client_secret")?;
        Ok(Self {
            profile_exists: config.has_profile(&profile),
            profile_named: said.text("profile").is_some(),
            stamp,
            is_plain: given.is_neutral() && !environment::has_settings(),
            url,
            server,
            token_endpoint: said.text("token_endpoint"),
            revocation_endpoint: said.text("revocation_endpoint"),
            userinfo_endpoint: said.text("userinfo_endpoint"),
            grant: said.choice("grant")?.value,
            client_id: said.text("client_id"),
            client_auth: client_auth(&said, client_secret.as_ref())?,
            client_secret,
            username: said.text("username"),
            password: secret_source(&said, "password")?,
            otp: otp(&said)?,
            token_parameters: token_parameters(&said)?,
            scope: scope(&said, server)?,
            access_type: said.choice("access_type")?.value,
            store: said.choice("store")?,
            min_ttl: said.parsed("min_ttl", parse_duration)?.map(|ttl| ttl.value),
            http: http(&said)?,
            allow_http,
            no_input: said.flag("no_input")?,
            profile,
            paths,
            said,
        })
    }
}

/// The profile that an option or the environment names.
///
/// # Errors
/// [`Kind::Usage`] or [`Kind::Configuration`] for what is no name.
pub fn named_profile(given: &Given) -> Result<Option<String>, Error> {
    let (name, fault) = match given.text("profile") {
        Some(name) => (Some(name.to_owned()), Kind::Usage),
        None => (environment::text("profile")?, Kind::Configuration),
    };
    if let Some(name) = &name {
        check_profile_name(name).map_err(|why| Error::new(fault, why))?;
    }
    Ok(name)
}

/// The profile's name: as it is named, else `default_profile` of the file, else `default`.
///
/// # Errors
/// As [`named_profile`].
fn profile_name(given: &Given, config: &Config) -> Result<String, Error> {
    if let Some(name) = named_profile(given)? {
        return Ok(name);
    }
    let name = config.default_profile()?.unwrap_or_else(|| "default".to_owned());
    check_profile_name(&name).map_err(|why| Error::new(Kind::Configuration, why)).map(|()| name)
}

/// A name goes into file names, whose bytes are counted, keyring entries and messages.
///
/// # Errors
/// Why it is none.
pub fn check_profile_name(name: &str) -> Result<(), String> {
    const LONGEST: usize = 64;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@' | '+');
    if name.starts_with(|c: char| c.is_alphanumeric() || c == '_') && name.chars().all(plain) && name.len() <= LONGEST {
        return Ok(());
    }
    Err(format!(
        "'{}' isn't a valid profile name: use at most {LONGEST} bytes of letters, digits and . _ - @ +, beginning with a letter, a digit or _",
        clean(name)
    ))
}

fn http(said: &Said) -> Result<Http, Error> {
    let file = |key| said.text(key).map(|file| file.value.into());
    if let (Some(key), None) = (said.text("client_key"), said.text("client_cert")) {
        return Err(said.wrong(key.source, "client_key", "it needs a certificate: add --client-cert"));
    }
    Ok(Http {
        timeout: said.parsed_or_default("timeout", time_limit)?.value,
        ca_cert: file("ca_cert"),
        client_cert: file("client_cert"),
        client_key: file("client_key"),
        proxies: environment::proxies(),
    })
}

fn time_limit(text: &str) -> Result<Duration, String> {
    let limit = parse_duration(text)?;
    if limit.is_zero() { Err("no request is as fast as that; try 30s or 2m".to_owned()) } else { Ok(limit) }
}

/// Tells whether the profile's own token is meant. Unless `url` and `server` are those of the profile, its endpoints are
/// not: they came with them, and go with them. A password for another server is not sent there.
fn tell_apart_from_profile(
    said: &mut Said,
    profile: &Profile<'_>,
    url: Option<&Sourced<ServiceUrl>>,
    server: Server,
) -> Result<(), Error> {
    let own_url = profile.text("url")?;
    let same_url = match (url, &own_url) {
        (Some(url), Some(own)) => ServiceUrl::parse(own, true).as_ref() == Ok(&url.value),
        _ => true,
    };
    let own_kind = profile.text("server")?.unwrap_or_else(|| name_of(&Server::Space));
    let other_server = !same_url || own_kind != name_of(&server);
    if other_server {
        said.forget_profile(&["token_endpoint", "revocation_endpoint", "userinfo_endpoint"]);
    }
    said.is_foreign = own_url.is_some() && (other_server || is_for_another_token(said, profile)?);
    Ok(())
}

/// Whether what's said, but for the server, is for another token than the profile's.
fn is_for_another_token(said: &Said, profile: &Profile<'_>) -> Result<bool, Error> {
    const OF_THE_TOKEN: [&str; 8] = [
        "grant",
        "scope",
        "token_parameter",
        "all_rights",
        "global_right",
        "team_right",
        "profile_right",
        "project_right",
    ];
    // a profile that names none is for any
    for key in ["client_id", "username"] {
        if profile.text(key)?.is_some() && asks_for_another(said, profile, key)? {
            return Ok(true);
        }
    }
    OF_THE_TOKEN.iter().try_fold(false, |found, key| Ok(found || asks_for_another(said, profile, key)?))
}

/// Whether an option or a variable says something else of the setting `key` than the profile does, or its default.
fn asks_for_another(said: &Said, profile: &Profile<'_>, key: &str) -> Result<bool, Error> {
    let Some(it) = said.texts(key).filter(|it| it.source < Source::Profile) else { return Ok(false) };
    let Some(row) = setting(key) else { return Ok(false) };
    let own = profile.value(row)?.or_else(|| row.default.map(str::to_owned));
    Ok(own.as_ref() != it.value.first())
}

/// A profile whose client was public so far has a client with a secret once one is given.
fn client_auth(said: &Said, secret: Option<&Sourced<SecretSource>>) -> Result<Sourced<ClientAuthMethod>, Error> {
    let auth = said.choice("client_auth")?;
    let has_secret = secret.is_some_and(|secret| secret.source != Source::Profile);
    if has_secret && (auth.value, auth.source) == (ClientAuthMethod::None, Source::Profile) {
        return Ok(Sourced { value: ClientAuthMethod::Basic, source: Source::Default });
    }
    Ok(auth)
}

fn scope(said: &Said, server: Server) -> Result<String, Error> {
    let given = |key| said.texts(key).filter(|texts| texts.source == Source::Option);
    let rights = |key| given(key).map(|rights| rights.value).unwrap_or_default();
    let rights = Rights {
        all: said.flag("all_rights")?,
        global: rights("global_right"),
        team: rights("team_right"),
        profile: rights("profile_right"),
        project: rights("project_right"),
        scopes: rights("scope"),
    };
    if !rights.is_unset() {
        return rights.build().map_err(|(key, why)| said.wrong(Source::Option, key, &why));
    }
    Ok(said.text("scope").map_or_else(|| server.default_scope().to_owned(), |scope| scope.value))
}

fn otp(said: &Said) -> Result<Option<OneTimeCode>, Error> {
    Ok(said.parsed("otp", one_time_code)?.and_then(|otp| otp.value))
}

fn token_parameters(said: &Said) -> Result<Vec<(String, Secret)>, Error> {
    let otp = otp(said)?;
    let read = |form: &str| {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(form.as_bytes()).into_owned().collect();
        if pairs.iter().any(|(name, value)| [name, value].iter().any(|it| it.contains(char::REPLACEMENT_CHARACTER))) {
            return Err("it isn't UTF-8".to_owned());
        }
        if let Some(otp) = otp.as_ref().filter(|otp| pairs.iter().any(|(name, _)| *name == otp.parameter)) {
            return Err(format!("'{}' is sent already, by --otp", clean(&otp.parameter)));
        }
        pairs.into_iter().map(|(name, value)| check_name(&name).map(|()| (name, Secret::new(value)))).collect()
    };
    Ok(said.parsed_or_default("token_parameter", read)?.value)
}

/// `NAME`, or whether there is one at all: yes means the usual name. The code itself has yet to be asked for.
fn one_time_code(text: &str) -> Result<Option<OneTimeCode>, String> {
    let parameter = match yes_or_no(text) {
        Some(false) => return Ok(None),
        Some(true) => "totp",
        None => text,
    };
    check_name(parameter)?;
    Ok(Some(OneTimeCode { parameter: parameter.to_owned(), code: Secret::new(String::new()) }))
}

/// What the name of an additional parameter may not be.
fn check_name(name: &str) -> Result<(), String> {
    if name.is_empty() || name.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(format!("'{}' isn't a parameter name", clean(name)));
    }
    if OWN.split(' ').any(|own| own.eq_ignore_ascii_case(name)) {
        return Err(format!("'{name}' is sent already, and has its own options"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_profiles() {
        for name in ["default", "work", "Work-2", "bob@space.example.com", "büro", "_x"] {
            assert!(check_profile_name(name).is_ok(), "{name}");
        }
        for name in ["", "-p", ".", "../x", "a/b", "a b", "a\nb", "a:b", &"x".repeat(65)] {
            assert!(check_profile_name(name).is_err(), "{name}");
        }
    }
}
