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
use crate::token::Token;

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
    /// The token; without its refresh token where that was not asked for.
    pub token: &'a Token,
    /// The service URL.
    pub url: &'a str,
    /// The resource owner, if the grant has one.
    pub username: Option<&'a str>,
    /// The scope: as granted, else as asked for.
    pub scope: Option<&'a str>,
    /// The profile's name.
    pub profile: &'a str,
    /// For the seconds that are left (UTC).
    pub now: Timestamp,
}

impl Format {
    /// The payload as it goes to standard output, its last newline included.
    ///
    /// # Errors
    /// Why this format cannot hold this token, in words that follow `cannot write the token: `.
    pub fn render(self, payload: &Payload<'_>) -> Result<Secret, String> {
        let token = payload.token.access_token.expose();
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

/// The variables that carry a token into other programs, in order (the contract's names).
pub fn variables<'a>(payload: &Payload<'a>) -> Vec<(&'static str, Secret)> {
    let token = payload.token;
    let mut variables = vec![("SPACE_ACCESS_TOKEN", token.access_token.clone())];
    if let Some(refresh_token) = &token.refresh_token {
        variables.push(("SPACE_REFRESH_TOKEN", refresh_token.clone()));
    }
    variables.push(("SPACE_TOKEN_TYPE", Secret::new(token.token_type.clone())));
    if let Some(end) = token.expires_at() {
        variables.push(("SPACE_ACCESS_TOKEN_EXPIRES_AT", Secret::new(end.to_string())));
    }
    variables.push(("SPACE_URL", Secret::new(payload.url.to_owned())));
    variables
}

/// One statement a variable, each by `statement(name, value)`, which may be of a reader that cannot take every value.
fn statements(payload: &Payload<'_>, statement: fn(&str, &str) -> Result<String, String>) -> Result<String, String> {
    variables(payload).iter().map(|(name, value)| statement(name, value.expose())).collect()
}
