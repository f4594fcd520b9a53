//! Why there is no token, and what to do: pure functions of what happened.

use super::Credentials;
use crate::error::{Error, Kind, ServerSaid, are_missing, clean};
use crate::oauth::{Refusal, Server, hint};
use crate::store::Record;

pub(super) fn nobody_logged_in(profile: &str) -> Error {
    Error::new(Kind::LoginRequired, format!("not logged in (profile '{profile}')")).hint(log_in(profile))
}

/// The token has expired, and nothing can renew it.
pub fn cannot_be_refreshed(profile: &str, record: &Record) -> Error {
    let end =
        record.token.expires_at().map_or_else(|| "has no known end".to_owned(), |end| format!("expired at {end}"));
    Error::new(Kind::LoginRequired, format!("the login has ended: its token {end}, and it cannot be refreshed"))
        .hint(log_in(profile))
}

/// The server has refused the refresh token.
pub(super) fn ended(profile: &str, refused: &Error, refusal: &Refusal) -> Error {
    Error::new(Kind::LoginRequired, format!("the login has ended: {refused}"))
        .hint(log_in(profile))
        .said(refusal.said.clone())
}

/// The server does not take the access token, whatever its expiry says.
pub(super) fn not_honoured(profile: &str, record: &Record, said: &ServerSaid) -> Error {
    let mut hint = log_in(profile);
    if record.is_renewable() && !ends_the_login(said) {
        hint = format!("refresh it: {}; or {hint}", command(profile, "refresh"));
    }
    Error::new(Kind::LoginRequired, format!("{} doesn't accept the token: {said}", record.obtained_for.url))
        .hint(hint)
        .said(said.clone())
}

/// Space's word for a login that is over, whatever is left of the access token.
fn ends_the_login(said: &ServerSaid) -> bool {
    let words = said.description.as_deref().unwrap_or_default().to_lowercase();
    words.contains("refresh token") && words.contains("revoked")
}

pub(super) fn login_for_other(profile: &str, (what, wanted, obtained): (&str, &str, &str)) -> Error {
    // the query of an endpoint may be nobody's business
    let [wanted, obtained] = [wanted, obtained].map(|text| clean(text.split('?').next().unwrap_or_default()));
    let login = command(profile, "login");
    let is_for = format!("the {what} is '{wanted}', but the login of profile '{profile}' is for '{obtained}'");
    Error::new(Kind::LoginRequired, format!("not logged in with these settings: {is_for}"))
        .hint(format!("log in with a separate profile, 'space-token -p NAME login', or in this one: {login}"))
}

pub(super) fn missing(profile: &str, names: &[&str]) -> Error {
    Error::new(Kind::InputRequired, format!("cannot get a token: {}", are_missing(names)))
        .hint(format!("set what is missing, or log in once: {}", command(profile, "login")))
}

/// The server has refused `credentials`.
pub(super) fn refused(credentials: &Credentials, refusal: &Refusal, server: Server) -> Error {
    let Credentials { target, client, grant } = credentials;
    let said = &refusal.said;
    let code = said.error.clone().unwrap_or_else(|| format!("HTTP {}", said.status));
    let words = said.description.as_ref().map(|words| format!(": {words}")).unwrap_or_default();
    Error::new(Kind::Refused, format!("{} refused the {}: {code}{words}", target.url, grant.name()))
        .hint(hint::for_refusal(refusal, grant, client, &target.scope, server))
        .said(said.clone())
}

fn log_in(profile: &str) -> String {
    format!("log in: {}", command(profile, "login"))
}

fn command(profile: &str, name: &str) -> String {
    if profile == "default" { format!("space-token {name}") } else { format!("space-token -p {profile} {name}") }
}
