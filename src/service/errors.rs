//! Why there is no token, and what to do.

use jiff::Timestamp;

use super::credentials::Credentials;
use super::query::PARAMETERS;
use crate::error::{Error, ErrorResponse, Kind, are_missing, clean};
use crate::oauth::{Server, hints};
use crate::report;
use crate::settings::config::Config;
use crate::settings::{Settings, Source, check_profile_name};
use crate::store::{Record, StoreChoice};

pub(super) fn nobody_logged_in(settings: &Settings) -> Error {
    let message = format!("not logged in (profile '{}')", settings.profile);
    let (why, hint) = match settings.store.value {
        StoreChoice::None => {
            (": its store is 'none', which keeps nothing", "give all credentials in the environment, or ")
        }
        _ => ("", ""),
    };
    let mut hint = format!("{hint}{}", log_in(settings));
    let others = if settings.profile_exists { Vec::new() } else { profiles_with_login(settings) };
    if !others.is_empty() {
        hint = format!("{hint}; or use a profile that is logged in: -p {}", others.join(", -p "));
    }
    Error::new(Kind::LoginRequired, message + why).hint(hint)
}

/// The first few profiles that have a login, which may have been meant. A failure waits for nobody: no lock is taken, and
/// of a keyring, which may ask for its password, a profile's word is taken.
fn profiles_with_login(settings: &Settings) -> Vec<String> {
    const MOST: usize = 3;
    let Ok(config) = Config::read(&settings.paths.config) else { return Vec::new() };
    let has_login = |name: &String| match config.profile(name).and_then(|profile| profile.store()) {
        Ok(Some(StoreChoice::Keyring)) => true,
        Ok(Some(choice @ (StoreChoice::Kernel | StoreChoice::File))) => {
            let store = settings.paths.open_store(choice).ok().flatten();
            store.is_some_and(|store| matches!(store.get(&settings.paths.login_name(name)), Ok(Some(_))))
        }
        _ => false,
    };
    let names = config.profile_names().into_iter();
    names.filter(|name| check_profile_name(name).is_ok() && has_login(name)).take(MOST).collect()
}

/// What to do about a login that couldn't be read. Stores tell it of each failure but one: that the login is corrupt.
pub(super) fn unreadable(settings: &Settings, error: Error) -> Error {
    if error.hint_text().is_some() {
        return error;
    }
    error.hint(format!("delete it with '{}', then log in again", command(settings, "logout")))
}

/// Nothing can renew the token, whether it has expired or not.
pub fn cannot_be_refreshed(settings: &Settings, record: &Record, now: Timestamp) -> Error {
    let expired = record.token.expires_at().filter(|_| record.token.is_expired(now));
    let why = match expired.map(|end| report::instant(end, now)) {
        Some(at) => format!("the login has ended: its token expired at {at}, and can't be refreshed"),
        None => "the token can't be refreshed: the login has no refresh token".to_owned(),
    };
    Error::new(Kind::LoginRequired, why).hint(log_in(settings))
}

/// The server has refused the refresh token.
pub(super) fn ended(settings: &Settings, refused: &Error, said: &ErrorResponse) -> Error {
    Error::new(Kind::LoginRequired, format!("the login has ended: {refused}"))
        .hint(log_in(settings))
        .with_response(said.clone())
}

/// The server does not take the access token, whatever its expiry says.
pub(super) fn not_honoured(settings: &Settings, record: &Record, said: &ErrorResponse) -> Error {
    let mut hint = log_in(settings);
    if record.is_renewable() && !ends_the_login(said) {
        hint = format!("refresh it: {}; or {hint}", command(settings, "refresh"));
    }
    Error::new(Kind::LoginRequired, format!("{} doesn't accept the token: {said}", record.obtained_for.url))
        .hint(hint)
        .with_response(said.clone())
}

/// Space's word for a login that is over, whatever is left of the access token.
fn ends_the_login(said: &ErrorResponse) -> bool {
    let words = said.description.as_deref().unwrap_or_default().to_lowercase();
    words.contains("refresh token") && words.contains("revoked")
}

pub(super) fn login_for_other(settings: &Settings, (what, wanted, obtained): (&str, &str, &str)) -> Error {
    // the query of an endpoint may be nobody's business
    let [wanted, obtained] = [wanted, obtained].map(|text| clean(text.split('?').next().unwrap_or_default()));
    let profile = &settings.profile;
    let is_for = match what {
        PARAMETERS => format!("the login of profile '{profile}' was made with other token parameters"),
        _ => format!("the {what} is '{wanted}', but the login of profile '{profile}' is for '{obtained}'"),
    };
    // without the option it would be the same login again
    let login = match what {
        _ if settings.is_plain => "login",
        "URL" => "login --url …",
        "client" => "login --client-id …",
        "user" if wanted.is_empty() => "login --grant client-credentials",
        "user" => "login --username …",
        "scope" => "login --scope …",
        PARAMETERS => "login --token-parameter …",
        _ => "login --token-endpoint …",
    };
    let [other, this] = ["NAME", profile].map(|profile| command_for(settings, profile, login));
    Error::new(Kind::LoginRequired, format!("not logged in with these settings: {is_for}"))
        .hint(format!("log in with a separate profile, '{other}', or in this one: {this}"))
}

pub(super) fn missing(settings: &Settings, names: &[&str]) -> Error {
    Error::new(Kind::InputRequired, format!("cannot get a token: {}", are_missing(names)))
        .hint(format!("set what is missing, or log in once: {}", login(settings)))
}

/// A job has logged in under the `name` that a profile is to get.
pub(super) fn name_is_taken(settings: &Settings, name: &str) -> Error {
    Error::new(Kind::Other, format!("cannot rename: there's a login without a profile under '{name}'"))
        .hint(format!("end it first: {}", command_for(settings, name, "logout")))
}

/// The server has refused `credentials`.
pub(super) fn refused(credentials: &Credentials, said: &ErrorResponse, server: Server) -> Error {
    let Credentials { target, client, grant } = credentials;
    let code = said.error.clone().unwrap_or_else(|| format!("HTTP {}", said.status));
    let words = said.description.as_ref().map(|words| format!(": {words}")).unwrap_or_default();
    Error::new(Kind::Refused, format!("{} refused the {}: {code}{words}", target.url, grant.name()))
        .hint(hints::for_refusal(said, grant, client, &target.scope, server))
        .with_response(said.clone())
}

fn log_in(settings: &Settings) -> String {
    format!("log in: {}", login(settings))
}

fn login(settings: &Settings) -> String {
    command(settings, if settings.store.value == StoreChoice::None { "login --store auto" } else { "login" })
}

/// This program with `words`, for the profile of `settings`.
pub fn command(settings: &Settings, words: &str) -> String {
    command_for(settings, &settings.profile, words)
}

/// This program with `words`, for `profile` of the configuration file that is used now.
pub fn command_for(settings: &Settings, profile: &str, words: &str) -> String {
    let config = settings.said.text("config").filter(|file| file.source == Source::Option);
    let config = config.map(|file| format!(" --config {}", quoted(&file.value))).unwrap_or_default();
    let profile =
        if profile == "default" && !settings.profile_named { String::new() } else { format!(" -p {profile}") };
    format!("space-token{config}{profile} {words}")
}

/// `file` as it is typed in a shell.
fn quoted(file: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '\\' | ':' | '.' | '_' | '-' | '+' | '@');
    match file.chars().all(is_plain) {
        true => file.to_owned(),
        false if cfg!(windows) => format!("\"{file}\""),
        false => format!("'{}'", file.replace('\'', r"'\''")),
    }
}
