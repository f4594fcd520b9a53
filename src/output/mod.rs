//! How a token is written: one pure function per format, proved in the program that reads it.

mod cmd;
mod curl;
mod dotenv;
mod fish;
mod github;
mod json;
mod nu;
mod powershell;
mod sh;

use clap::ValueEnum;
use jiff::Timestamp;

use crate::secret::Secret;
use crate::store::Record;

pub use github::append as append_to_github_env;

/// What `--format` takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The access token alone
    #[default]
    Token,
    /// One JSON object
    Json,
    /// Exports for bash, zsh, dash, ksh
    Sh,
    /// Exports for fish
    Fish,
    /// Assignments for PowerShell
    Powershell,
    /// Assignments for cmd.exe
    Cmd,
    /// Assignments for nushell
    Nu,
    /// KEY="value" lines
    Dotenv,
    /// Authorization: Bearer …
    Header,
    /// A line for curl -K -
    Curl,
    /// Masks the token and sets it for later steps of a GitHub job
    Github,
}

/// What is written: a token, and whose it is.
#[derive(Clone, Debug)]
pub struct Payload<'a> {
    /// The login; without its refresh token where that was not asked for.
    pub record: &'a Record,
    /// The profile's name.
    pub profile: &'a str,
    /// For the seconds that are left (UTC).
    pub now: Timestamp,
}

/// What a format is made of.
enum Writer {
    /// The access token alone.
    OfAccessToken(fn(&str) -> String),
    /// All there is, or why it cannot be written.
    OfPayload(fn(&Payload<'_>) -> Result<String, String>),
}

impl Format {
    /// The payload as it goes to standard output, its last newline included.
    ///
    /// # Errors
    /// Why this format cannot hold this token, in words that follow `cannot write the token: `.
    pub fn render(self, payload: &Payload<'_>) -> Result<Secret, String> {
        let text = match self.writer() {
            Writer::OfAccessToken(write) => write(payload.record.token.access_token.expose()),
            Writer::OfPayload(write) => write(payload)?,
        };
        Ok(Secret::new(text))
    }

    /// Whether the refresh token is in it, unless it's left out.
    pub fn holds_refresh_token(self) -> bool {
        !matches!(self, Self::Token | Self::Header | Self::Curl | Self::Github)
    }

    /// What writes an access token of which no more is known; `None` for formats that hold more than it.
    pub fn of_access_token(self) -> Option<fn(&str) -> String> {
        match self.writer() {
            Writer::OfAccessToken(write) => Some(write),
            Writer::OfPayload(_) => None,
        }
    }

    fn writer(self) -> Writer {
        match self {
            Self::Token => Writer::OfAccessToken(|token| format!("{token}\n")),
            Self::Header => Writer::OfAccessToken(|token| format!("Authorization: Bearer {token}\n")),
            Self::Curl => Writer::OfAccessToken(curl::header),
            Self::Json => Writer::OfPayload(|payload| Ok(json::render(payload))),
            Self::Sh => Writer::OfPayload(|payload| Ok(statements(payload, sh::export))),
            Self::Fish => Writer::OfPayload(|payload| Ok(statements(payload, fish::set))),
            Self::Powershell => Writer::OfPayload(|payload| Ok(statements(payload, powershell::assignment))),
            Self::Cmd => Writer::OfPayload(|payload| fallible_statements(payload, cmd::set)),
            Self::Nu => Writer::OfPayload(|payload| Ok(statements(payload, nu::assignment))),
            Self::Dotenv => Writer::OfPayload(|payload| fallible_statements(payload, dotenv::line)),
            // the mask is for standard output, the rest for a file
            Self::Github => Writer::OfPayload(|payload| Ok(github::mask(payload.record.token.access_token.expose()))),
        }
    }
}

/// The variables that carry a token into other programs, in order (the contract's names).
pub fn variables(record: &Record) -> Vec<(&'static str, Secret)> {
    let token = &record.token;
    let mut variables = vec![("SPACE_ACCESS_TOKEN", token.access_token.clone())];
    if let Some(refresh_token) = &token.refresh_token {
        variables.push(("SPACE_REFRESH_TOKEN", refresh_token.clone()));
    }
    variables.push(("SPACE_TOKEN_TYPE", Secret::new(token.token_type.clone())));
    if let Some(end) = token.expires_at() {
        variables.push(("SPACE_ACCESS_TOKEN_EXPIRES_AT", Secret::new(end.to_string())));
    }
    variables.push(("SPACE_URL", Secret::new(record.obtained_for.url.clone())));
    variables
}

/// One statement a variable, each by `statement(name, value)`.
fn statements(payload: &Payload<'_>, statement: fn(&str, &str) -> String) -> String {
    variables(payload.record).iter().map(|(name, value)| statement(name, value.expose())).collect()
}

/// As [`statements`], for a reader that cannot take every value.
fn fallible_statements(
    payload: &Payload<'_>,
    statement: fn(&str, &str) -> Result<String, String>,
) -> Result<String, String> {
    variables(payload.record).iter().map(|(name, value)| statement(name, value.expose())).collect()
}
