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
#[derive(Clone, Copy, Debug)]
pub struct Payload<'a> {
    /// The login.
    pub record: &'a Record,
    /// Whether its refresh token is wanted, in a format that can hold it.
    pub with_refresh_token: bool,
    /// The profile's name.
    pub profile: &'a str,
    /// For the seconds that are left (UTC).
    pub now: Timestamp,
}

impl Payload<'_> {
    fn refresh_token(&self) -> Option<&Secret> {
        self.record.token.refresh_token.as_ref().filter(|_| self.with_refresh_token)
    }
}

impl Format {
    /// The payload as it goes to standard output, its last newline included.
    ///
    /// # Errors
    /// Why this format cannot hold this token, in words that follow `cannot write the token: `.
    pub fn render(self, payload: &Payload<'_>) -> Result<Secret, String> {
        let token = payload.record.token.access_token.expose();
        let text = match self {
            Self::Token => format!("{token}\n"),
            Self::Header => format!("Authorization: Bearer {token}\n"),
            Self::Curl => curl::header(token),
            Self::Json => json::render(payload),
            Self::Sh => statements(payload, |name, value| Ok(sh::export(name, value)))?,
            Self::Fish => statements(payload, |name, value| Ok(fish::set(name, value)))?,
            Self::Powershell => statements(payload, |name, value| Ok(powershell::assignment(name, value)))?,
            Self::Cmd => statements(payload, cmd::set)?,
            Self::Nu => statements(payload, |name, value| Ok(nu::assignment(name, value)))?,
            Self::Dotenv => statements(payload, dotenv::line)?,
            // the mask is for standard output, the rest for a file
            Self::Github => github::mask(token),
        };
        Ok(Secret::new(text))
    }

    /// Whether the refresh token is in it, unless it's left out.
    pub fn holds_refresh_token(self) -> bool {
        !matches!(self, Self::Token | Self::Header | Self::Curl | Self::Github)
    }
}

/// The variables that carry the token of `record` into other programs, in order (the contract's names), and its
/// `refresh_token` if that is to go with it.
pub fn variables(record: &Record, refresh_token: Option<&Secret>) -> Vec<(&'static str, Secret)> {
    let token = &record.token;
    let end = token.expires_at().map(|end| Secret::new(end.to_string()));
    let variables = [
        ("SPACE_ACCESS_TOKEN", Some(token.access_token.clone())),
        ("SPACE_REFRESH_TOKEN", refresh_token.cloned()),
        ("SPACE_TOKEN_TYPE", Some(Secret::new(token.token_type.clone()))),
        ("SPACE_ACCESS_TOKEN_EXPIRES_AT", end),
        ("SPACE_URL", Some(Secret::new(record.obtained_for.url.clone()))),
    ];
    variables.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// One statement a variable, each by `statement(name, value)`, which fails where the reader can't take the value.
fn statements(payload: &Payload<'_>, statement: fn(&str, &str) -> Result<String, String>) -> Result<String, String> {
    let variables = variables(payload.record, payload.refresh_token());
    variables.iter().map(|(name, value)| statement(name, value.expose())).collect()
}
