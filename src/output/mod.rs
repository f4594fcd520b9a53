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

impl Format {
    /// The token of `record`, a login of `profile`, as it goes to standard output, its last newline included; `now` is
    /// for the seconds that are left (UTC). The refresh token goes along in a format that can hold it.
    ///
    /// # Errors
    /// Why this format cannot hold this token, in words that follow `cannot write the token: `.
    pub fn render(self, record: &Record, profile: &str, now: Timestamp) -> Result<Secret, String> {
        let token = record.token.access_token.expose();
        let text = match self {
            Self::Token => format!("{token}\n"),
            Self::Header => format!("Authorization: Bearer {token}\n"),
            Self::Curl => curl::header(token),
            Self::Json => json::render(record, profile, now),
            Self::Sh => statements(record, |name, value| Ok(sh::export(name, value)))?,
            Self::Fish => statements(record, |name, value| Ok(fish::set(name, value)))?,
            Self::Powershell => statements(record, |name, value| Ok(powershell::assignment(name, value)))?,
            Self::Cmd => statements(record, cmd::set)?,
            Self::Nu => statements(record, |name, value| Ok(nu::assignment(name, value)))?,
            Self::Dotenv => statements(record, dotenv::line)?,
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
fn statements(record: &Record, statement: fn(&str, &str) -> Result<String, String>) -> Result<String, String> {
    let variables = variables(record, record.token.refresh_token.as_ref());
    variables.iter().map(|(name, value)| statement(name, value.expose())).collect()
}
