//! What a login lacks, and what a person is told of it.

use crate::error::{Error, Kind, are_missing};
use crate::oauth::{ClientAuth, GrantType};
use crate::settings::Settings;

pub(super) const CLIENT_SECRET: &str = "the client secret";
pub(super) const PASSWORD: &str = "the password";
pub(super) const CODE: &str = "the one-time code";

/// What would have to be asked: what users call it, and how else to supply it.
pub(super) fn missing(settings: &Settings) -> Vec<(&'static str, &'static str)> {
    let user = settings.grant == GrantType::Password;
    let secret = settings.client_auth.value != ClientAuth::None;
    [
        (settings.url.is_none(), "the URL", "--url or SPACE_TOKEN_URL"),
        (settings.client_id.is_none(), "the client ID", "--client-id or SPACE_TOKEN_CLIENT_ID"),
        (user && settings.username.is_none(), "the user name", "--username or SPACE_TOKEN_USERNAME"),
        (
            secret && settings.client_secret.is_none(),
            CLIENT_SECRET,
            "--client-secret-file or SPACE_TOKEN_CLIENT_SECRET",
        ),
        (user && settings.password.is_none(), PASSWORD, "--password-stdin, --password-file or SPACE_TOKEN_PASSWORD"),
        (user && settings.otp.is_some(), CODE, "a terminal, or no --otp"),
    ]
    .into_iter()
    .filter(|(missing, ..)| *missing)
    .map(|(_, what, how)| (what, how))
    .collect()
}

pub(super) fn cannot_ask(settings: &Settings, missing: &[(&str, &str)]) -> Error {
    let why = if settings.no_input { "--no-input is set" } else { "there's no terminal to ask on" };
    let (what, how): (Vec<_>, Vec<_>) = missing.iter().copied().unzip();
    Error::new(Kind::InputRequired, format!("cannot log in: {}, and {why}", are_missing(&what)))
        .hint(format!("use {}", how.join("; ")))
}

/// The failure and the way out of it, for somebody who gets another try.
pub(super) fn with_hint(error: &Error) -> String {
    match error.hint_text() {
        Some(hint) => format!("{error}\nhint: {hint}"),
        None => error.to_string(),
    }
}
