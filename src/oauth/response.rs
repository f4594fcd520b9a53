//! What came back, as a pure function of status and bytes: a token, a refusal, or a response that was not expected.

mod fields;

use jiff::Timestamp;

use super::hints::{CLIENT_CERTIFICATE, FORBIDDEN, PROXY_PASSWORD, TRY_LATER, UNEXPECTED, WANTS_HTTPS, WRONG_PLACE};
use crate::error::{Error, ErrorResponse, Kind, clean};
use crate::token::Token;
use fields::Fields;

/// The longest body that is read (bytes): a hundred times the longest token known.
pub const LONGEST_BODY: usize = 1024 * 1024;

/// What an HTTP answer means.
#[derive(Debug)]
pub enum Answer {
    /// A token was given.
    Token(Token),
    /// The server said no (RFC 6749 §5.2), in these words. Only this ends anything.
    Refused(ErrorResponse),
    /// Not an answer of a token endpoint, or not one for now: nothing is known, nothing changes.
    Unexpected(UnexpectedResponse),
}

/// Why a response was not expected. Displayed, it follows what failed, such as `cannot get a token from URL: `.
#[derive(Debug, PartialEq, Eq)]
pub struct UnexpectedResponse {
    /// What came instead of a token or a refusal, without the server's own words.
    pub what: String,
    /// What the server said.
    pub said: ErrorResponse,
    /// What to do about it.
    pub cure: &'static str,
}

impl std::fmt::Display for UnexpectedResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.what, self.said)
    }
}

impl UnexpectedResponse {
    /// The error that says what `failed` and why, with the cure.
    pub fn error(self, failed: &str) -> Error {
        Error::new(Kind::Unreachable, format!("{failed}: {self}")).hint(self.cure).with_response(self.said)
    }

    /// Whether nothing that could be asked for a token answers there.
    pub fn is_wrong_place(&self) -> bool {
        self.cure == WRONG_PLACE
    }

    /// Whether it's refused in a way that may be about credentials, or may not.
    pub fn is_forbidden(&self) -> bool {
        self.cure == FORBIDDEN
    }

    pub(super) fn new(what: impl Into<String>, said: ErrorResponse, cure: &'static str) -> Self {
        Self { what: what.into(), said, cure }
    }

    /// A server that cannot answer now: 429, 5xx, or an error code that says so.
    pub(super) fn of_trouble(said: ErrorResponse) -> Self {
        let what = match said.status {
            429 => "too many requests",
            503 => "the server is unavailable for now",
            _ => "the server failed",
        };
        Self::new(what, said, TRY_LATER)
    }
}

/// Reads an answer: a token with 2xx; a refusal as RFC 6749 §5.2 has it, with 400 or 401, or with 403 or
/// 429 and one of its codes; nothing else is known from any other.
///
/// `said` is what [`error_response`] makes of it; `sent_at` is when the request went out (UTC), from which the token's
/// life is counted.
pub fn read(said: ErrorResponse, body: &[u8], sent_at: Timestamp) -> Answer {
    match (said.status, Fields::read(body)) {
        (200..=299, Ok(fields)) if said.error.is_none() => match fields.into_token(sent_at) {
            Ok(token) => Answer::Token(token),
            Err(what) => Answer::Unexpected(UnexpectedResponse::new(what, bare(said.status), UNEXPECTED)),
        },
        (200..=299, Err(_)) => Answer::Unexpected(match is_page(body) {
            true => UnexpectedResponse::new("it answers with a web page", bare(said.status), WRONG_PLACE),
            // not a word of it: it may be half a token
            false => UnexpectedResponse::new("its answer isn't a token response", bare(said.status), UNEXPECTED),
        }),
        _ => without_token(said, body),
    }
}

/// What an answer means that has no token in it.
fn without_token(said: ErrorResponse, body: &[u8]) -> Answer {
    let (what, cure) = match said.status {
        400 | 401 if says_try_later(&said) => return Answer::Unexpected(UnexpectedResponse::of_trouble(said)),
        400 | 401 if !is_page(body) => return Answer::Refused(said),
        403 | 429 if said.code().is_some() => return Answer::Refused(said),
        429 | 500.. => return Answer::Unexpected(UnexpectedResponse::of_trouble(said)),
        200..=299 => ("it answers with an error instead of a token", UNEXPECTED),
        300..=399 => ("it redirects, and a password is never sent on to another URL", WRONG_PLACE),
        // only a proxy says so (RFC 9110 §15.5.8), here to a request that is not in a tunnel
        407 => ("the proxy wants a user name and password", PROXY_PASSWORD),
        400 if mentions(body, "SSL certificate") => ("it wants a client certificate", CLIENT_CERTIFICATE),
        400 if mentions(body, "HTTPS port") => ("it wants https on that port", WANTS_HTTPS),
        401 => ("it refuses the request with a web page", FORBIDDEN),
        403 => ("it forbids the request", FORBIDDEN),
        404 | 405 | 410 => ("there is no token endpoint", WRONG_PLACE),
        _ => ("it doesn't answer as a token endpoint does", UNEXPECTED),
    };
    Answer::Unexpected(UnexpectedResponse::new(what, said, cure))
}

/// Error codes of servers that mean 503.
fn says_try_later(said: &ErrorResponse) -> bool {
    const CODES: [&str; 4] = ["server_error", "temporarily_unavailable", "rate-limited", "slow_down"];
    said.error.as_deref().is_some_and(|code| CODES.contains(&code))
}

/// What a server says of a request that it does not carry out, at the token endpoint or elsewhere: the
/// JSON of RFC 6749 §5.2, else plain words.
pub fn error_response(status: u16, body: &[u8]) -> ErrorResponse {
    // a text in another encoding than UTF-8 takes nothing from the code beside it
    match Fields::read(String::from_utf8_lossy(body).as_bytes()) {
        Ok(fields) => fields.error_response(status),
        // a success has no words for people: what isn't understood may be half a token
        Err(_) if is_page(body) || matches!(status, 200..=299) => bare(status),
        Err(_) => ErrorResponse { description: words(body), ..bare(status) },
    }
}

/// A status and no words.
fn bare(status: u16) -> ErrorResponse {
    ErrorResponse { status, ..ErrorResponse::default() }
}

/// Whether the body is HTML: no API says a thing that way.
pub(super) fn is_page(body: &[u8]) -> bool {
    body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}

/// Whether a page has these words: web servers have no other way to say it.
fn mentions(body: &[u8], words: &str) -> bool {
    is_page(body) && body.windows(words.len()).any(|window| window == words.as_bytes())
}

/// A plain-text refusal's own words; not those of broken JSON, which may be half a token, nor of what is no text.
fn words(body: &[u8]) -> Option<String> {
    let text = clean(&String::from_utf8_lossy(body));
    (!text.is_empty() && !text.contains(['{', '[', '"', char::REPLACEMENT_CHARACTER])).then_some(text)
}

#[cfg(test)]
mod tests;
