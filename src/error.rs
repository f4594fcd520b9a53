//! What can go wrong, as the user sees it: one line that says what failed and why, a hint that says
//! what to do, and the exit code, all from the same value.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The classes of failure that scripts can tell apart. The exit codes are part of the command line's contract, and so
/// are the names in `--error-format json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Anything that no other kind covers.
    Other = 1,
    /// The command line is wrong.
    Usage = 2,
    /// The server refused the credentials, the client or the scope.
    Refused = 3,
    /// Nobody is logged in, or the login has ended.
    LoginRequired = 4,
    /// The server cannot be reached, or sends an invalid response.
    Unreachable = 5,
    /// The store is unreachable, locked, or refuses.
    Store = 6,
    /// Something must be asked, and nobody can be asked.
    InputRequired = 7,
    /// The configuration is wrong.
    Configuration = 8,
    /// `exec`: the command is there, and cannot be run.
    CannotRun = 126,
    /// `exec`: command not found.
    NotFound = 127,
    /// Ended by Ctrl-C.
    Interrupted = 130,
}

impl Kind {
    /// The process's exit code.
    pub fn exit_code(self) -> u8 {
        self as u8
    }
}

/// What the server said where it gave nothing else (RFC 6749 §5.2), already cleaned for display.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorResponse {
    /// The HTTP status.
    pub status: u16,
    /// `error`, if the answer had one.
    pub error: Option<String>,
    /// `error_description`, if the answer had one.
    pub description: Option<String>,
    /// `Retry-After`: how long the server asks to wait.
    pub retry_after: Option<Duration>,
}

impl ErrorResponse {
    /// The error code, if it is one of RFC 6749's. Keycloak has another one with the 401 that is about the client.
    pub fn code(&self) -> Option<ErrorCode> {
        match ErrorCode::named(self.error.as_deref()?)? {
            ErrorCode::UnauthorizedClient if self.status == 401 => Some(ErrorCode::InvalidClient),
            code => Some(code),
        }
    }
}

/// `HTTP 429: slow_down: too many logins; retry after 30 s`
impl fmt::Display for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP {}", self.status)?;
        for words in [&self.error, &self.description].into_iter().flatten() {
            write!(f, ": {words}")?;
        }
        self.retry_after.map_or(Ok(()), |wait| write!(f, "; retry after {} s", wait.as_secs()))
    }
}

/// The error codes of RFC 6749 §5.2. Real servers use them loosely, or others, or none at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Unknown client, none, or a wrong secret.
    InvalidClient,
    /// Wrong user name or password; a refresh token invalid, expired, revoked or another client's.
    InvalidGrant,
    /// A parameter is missing, repeated or unsupported; some servers mean `InvalidGrant`.
    InvalidRequest,
    /// Unknown, malformed, or more than was granted.
    InvalidScope,
    /// This client may not use this grant.
    UnauthorizedClient,
    /// The server has no such grant.
    UnsupportedGrantType,
}

impl ErrorCode {
    /// The code with this name, if RFC 6749 has it.
    pub fn named(name: &str) -> Option<Self> {
        serde_json::from_value(name.into()).ok()
    }
}

/// A failure, ready to be shown. Boxed, so that a `Result` stays small.
#[derive(Debug)]
pub struct Error(Box<Failure>);

#[derive(Debug)]
struct Failure {
    kind: Kind,
    message: String,
    hint: Option<String>,
    server: Option<ErrorResponse>,
}

impl Error {
    /// A failure with its one line: `what failed: why`.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self(Box::new(Failure { kind, message: one_line(&message.into()), hint: None, server: None }))
    }

    /// Adds what the user can do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(one_line(&hint.into()));
        self
    }

    /// Adds what the server said, for `--error-format json`.
    #[must_use]
    pub fn with_response(mut self, server: ErrorResponse) -> Self {
        self.0.server = Some(server);
        self
    }

    /// The class of the failure.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// What failed and why, without a trailing full stop.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What to do.
    pub fn hint_text(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }

    /// What the server said, if it said anything.
    pub fn server(&self) -> Option<&ErrorResponse> {
        self.0.server.as_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Error {}

impl From<anyhow::Error> for Error {
    /// Causes are joined with a colon: `cannot read FILE: Permission denied`.
    fn from(error: anyhow::Error) -> Self {
        Self::new(Kind::Other, format!("{error:#}"))
    }
}

/// That all of `names` are missing: `URL is missing`, `URL, client ID and password are missing`.
pub fn are_missing(names: &[&str]) -> String {
    match names {
        [most @ .., last] if !most.is_empty() => format!("{} and {last} are missing", most.join(", ")),
        names => format!("{} is missing", names.concat()),
    }
}

/// Text from outside made fit for a terminal: one line, no control characters (ESC among them), no
/// characters that reorder what is around them, at most 300 characters.
pub fn clean(text: &str) -> String {
    const LONGEST: usize = 300;
    let mut shown = one_line(text);
    if let Some((end, _)) = shown.char_indices().nth(LONGEST) {
        shown.truncate(end);
        shown.push('…');
    }
    shown
}

fn one_line(text: &str) -> String {
    let words = text.split(|c| c == ' ' || is_unprintable(c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Control characters, line and paragraph separators, the marks that change the direction of text, and spaces without a
/// width. All of them are in the basic plane.
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_outside_cannot_steer_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\r\nc\u{9b}1A\u{202e}d"), "a [31mb c 1A d");
        assert_eq!(clean(&"x".repeat(1000)).chars().count(), 301);
        assert_eq!(clean(" \n "), "");
    }

    #[test]
    fn causes_are_told_in_one_line() {
        let io = std::io::Error::other("the\ndisk");
        let error = anyhow::Error::new(io).context("cannot read x");
        assert_eq!(Error::from(error).message(), "cannot read x: the disk");
    }
}
