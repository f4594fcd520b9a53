//! What came back, as a pure function of status and bytes: a token, a refusal, or no answer at all.

mod fields;

use jiff::Timestamp;

use crate::error::{ServerSaid, clean};
use crate::token::Token;
use fields::Fields;
pub use fields::parse;

/// The longest body that is read (bytes): a hundred times the longest token known.
pub const LONGEST_BODY: usize = 1024 * 1024;

/// What an HTTP answer means.
#[derive(Debug)]
pub enum Answer {
    /// A token was given.
    Token(Token),
    /// The server said no. Only this ends anything.
    Refused(Refusal),
    /// Not an answer of a token endpoint, or not one for now: nothing is known, nothing changes.
    NoAnswer(NoAnswer),
}

/// A refusal (RFC 6749 §5.2) and what the server said.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The error code, sorted.
    pub code: Code,
    /// The words, for the user.
    pub said: ServerSaid,
}

/// The error codes that make a difference. Real servers use them loosely, or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
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
    /// A code of the server's own, or none.
    Other,
}

/// Why an answer is none, in words for the user.
#[derive(Debug, PartialEq, Eq)]
pub struct NoAnswer {
    /// Follows what failed, such as `cannot get a token from URL: `.
    pub why: String,
    /// What the server said, if it was a JSON error all the same.
    pub said: ServerSaid,
    /// Whether the thing that answered does not look like the right place, rather than one in trouble.
    pub wrong_place: bool,
}

impl NoAnswer {
    /// A server that answers, and cannot answer now: 429, 5xx, or an error code that says so.
    pub(super) fn of_trouble(status: u16, said: ServerSaid) -> Self {
        let why = if status == 429 { "it is asked too often" } else { "it is in trouble" };
        Self { why: format!("{why} (HTTP {status})"), said, wrong_place: false }
    }
}

/// Reads an answer.
///
/// `sent_at` is when the request went out (UTC); the token's life is counted from then.
pub fn read(status: u16, body: &[u8], sent_at: Timestamp) -> Answer {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let parsed = parse::<Fields>(body);
    match (status, parsed) {
        (200..=299, Ok(fields)) if fields.error.is_none() => match fields.into_token(sent_at) {
            Ok(token) => Answer::Token(token),
            Err(why) => no_answer(status, why, false),
        },
        (200..=299, Ok(fields)) => refused_or_troubled(fields.said(status)),
        (200..=299, Err(error)) => no_answer(status, unreadable(body, &error), looks_like_html(body)),
        (300..=399, _) => no_answer(
            status,
            format!("it redirects (HTTP {status}), and a password is not sent on to another place"),
            true,
        ),
        // only a proxy says so (RFC 9110 §15.5.8), here to a request that is not in a tunnel
        (407, _) => {
            no_answer(status, "the proxy wants a user name and password, in HTTP_PROXY (HTTP 407)".to_owned(), false)
        }
        (429 | 500..=599, parsed) => {
            let unsaid = ServerSaid { status, ..ServerSaid::default() };
            Answer::NoAnswer(NoAnswer::of_trouble(status, parsed.map_or(unsaid, |fields| fields.said(status))))
        }
        (404 | 405 | 410, Ok(fields)) if fields.error.is_none() => not_there(status),
        (404 | 405 | 410, Err(_)) => not_there(status),
        (_, Ok(fields)) => refused_or_troubled(fields.said(status)),
        (400 | 401 | 403, Err(_)) if !looks_like_html(body) => Answer::Refused(Refusal {
            code: Code::Other,
            said: ServerSaid { status, error: None, description: words(body) },
        }),
        (_, Err(_)) => not_there(status),
    }
}

/// What a server says of a request that it does not carry out, at the token endpoint or elsewhere: the
/// JSON of RFC 6749 §5.2, else plain words.
pub fn said(status: u16, body: &[u8]) -> ServerSaid {
    match parse::<Fields>(body) {
        Ok(fields) => fields.said(status),
        Err(_) if looks_like_html(body) => ServerSaid { status, ..ServerSaid::default() },
        Err(_) => ServerSaid { status, error: None, description: words(body) },
    }
}

fn refused_or_troubled(said: ServerSaid) -> Answer {
    let code = match said.error.as_deref() {
        Some("invalid_client") => Code::InvalidClient,
        Some("invalid_grant") => Code::InvalidGrant,
        Some("invalid_request") => Code::InvalidRequest,
        Some("invalid_scope") => Code::InvalidScope,
        Some("unauthorized_client") => Code::UnauthorizedClient,
        Some("unsupported_grant_type") => Code::UnsupportedGrantType,
        Some("server_error" | "temporarily_unavailable" | "rate-limited" | "slow_down") => {
            return Answer::NoAnswer(NoAnswer::of_trouble(said.status, said));
        }
        _ => Code::Other,
    };
    Answer::Refused(Refusal { code, said })
}

fn not_there(status: u16) -> Answer {
    no_answer(status, format!("there is no token endpoint (HTTP {status})"), true)
}

fn no_answer(status: u16, why: String, wrong_place: bool) -> Answer {
    Answer::NoAnswer(NoAnswer { why, said: ServerSaid { status, ..ServerSaid::default() }, wrong_place })
}

/// The position of the fault, and never the text around it: it may be half a token.
fn unreadable(body: &[u8], error: &serde_json::Error) -> String {
    if body.is_empty() {
        "its answer is empty".to_owned()
    } else if looks_like_html(body) {
        "it answers with a web page".to_owned()
    } else if error.is_data() {
        "its answer is JSON, but no token (RFC 6749 §5.1)".to_owned()
    } else {
        format!("its answer is no JSON (line {}, column {})", error.line(), error.column())
    }
}

fn looks_like_html(body: &[u8]) -> bool {
    body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}

/// A plain-text refusal's own words; not those of broken JSON, which may be half a token.
fn words(body: &[u8]) -> Option<String> {
    let text = clean(&String::from_utf8_lossy(body));
    (!text.is_empty() && !text.contains(['{', '[', '"'])).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        Timestamp::from_second(1_564_504_830).unwrap()
    }

    fn token(body: &str) -> Token {
        match read(200, body.as_bytes(), now()) {
            Answer::Token(token) => token,
            other => panic!("{other:?} for {body}"),
        }
    }

    fn refusal(status: u16, body: &str) -> Refusal {
        match read(status, body.as_bytes(), now()) {
            Answer::Refused(refusal) => refusal,
            other => panic!("{other:?} for {status} {body}"),
        }
    }

    fn nothing(status: u16, body: &[u8]) -> NoAnswer {
        match read(status, body, now()) {
            Answer::NoAnswer(nothing) => nothing,
            other => panic!("{other:?} for {status} {body:?}"),
        }
    }

    #[test]
    fn half_a_token_is_nobodys_words() {
        for body in ["{\"access_token\":\"eyJhbGci", "[\"eyJhbGci", "\"eyJhbGci"] {
            assert_eq!(refusal(400, body).said.description, None, "{body}");
        }
    }

    #[test]
    fn the_help_pages_answer() {
        let token = token(
            r#"{"token_type": "Bearer", "expires_in": 600, "access_token": "eyJ.x.y", "refresh_token": null, "scope": "**"}"#,
        );
        assert_eq!(token.access_token.expose(), "eyJ.x.y");
        assert_eq!((token.lifetime, token.refresh_token, token.scope.as_deref()), (Some(600), None, Some("**")));
        assert_eq!(token.obtained_at, now());
    }

    #[test]
    fn what_real_servers_vary() {
        assert_eq!(token(r#"{"access_token":"a","expires_in":"599"}"#).lifetime, Some(599));
        assert_eq!(token(r#"{"access_token":"a","expires_in":599.7}"#).lifetime, Some(599));
        assert_eq!(token(r#"{"access_token":"a","expires_in":-1}"#).lifetime, Some(0));
        assert_eq!(
            token(r#"{"access_token":"a","expires_in":1e999999}"#.replace("1e999999", "1e300").as_str()).lifetime,
            Some(u64::MAX)
        );
        assert_eq!(token(r#"{"access_token":"a","expires_in":"soon"}"#).lifetime, None);
        assert_eq!(token(r#"{"access_token":"a","expires_in":null}"#).lifetime, None);
        assert_eq!(token(r#"{"access_token":"a","token_type":"bearer"}"#).token_type, "bearer");
        assert_eq!(token(r#"{"access_token":"a","refresh_token":""}"#).refresh_token, None);
        assert_eq!(token(r#"{"access_token":"a","refresh_token":"r"}"#).refresh_token.unwrap().expose(), "r");
        assert_eq!(token("{\"access_token\":\"a\",\"extra\":{\"x\":[1]}}").scope, None);
        assert_eq!(token("\u{feff}{\"access_token\":\"a\"}").access_token.expose(), "a");
        assert_eq!(token(r#"{"access_token":"$`'\" é"}"#).access_token.expose(), "$`'\" é");
    }

    #[test]
    fn refusals_by_code() {
        for (error, code) in [
            ("invalid_client", Code::InvalidClient),
            ("invalid_grant", Code::InvalidGrant),
            ("invalid_request", Code::InvalidRequest),
            ("invalid_scope", Code::InvalidScope),
            ("unauthorized_client", Code::UnauthorizedClient),
            ("unsupported_grant_type", Code::UnsupportedGrantType),
            ("no_idea", Code::Other),
        ] {
            for status in [400, 401, 403, 200, 422] {
                let refusal = refusal(status, &format!(r#"{{"error":"{error}","error_description":"no\u001b[2J"}}"#));
                assert_eq!(refusal.code, code);
                assert_eq!(refusal.said.error.as_deref(), Some(error));
                assert_eq!(refusal.said.description.as_deref(), Some("no [2J"));
            }
        }
    }

    #[test]
    fn refusals_without_a_code() {
        for status in [400, 401, 403] {
            assert_eq!(refusal(status, "").said, ServerSaid { status, error: None, description: None });
            assert_eq!(refusal(status, "Bad credentials\n").said.description.as_deref(), Some("Bad credentials"));
            assert_eq!(refusal(status, r#"{"error":42}"#).said.error.as_deref(), Some("42"));
            assert_eq!(refusal(status, "{}").code, Code::Other);
        }
    }

    #[test]
    fn what_is_no_answer() {
        for status in [301, 302, 307, 308, 404, 405] {
            assert!(nothing(status, b"<html>").wrong_place, "{status}");
        }
        for status in [429, 500, 502, 503, 504] {
            for body in ["", "<html>", r#"{"error":"invalid_grant"}"#, "{"] {
                assert!(!nothing(status, body.as_bytes()).wrong_place, "{status}");
            }
        }
        assert!(nothing(403, b" <!doctype html>").wrong_place, "a firewall's page says nothing about a password");
        assert!(!nothing(400, br#"{"error":"temporarily_unavailable"}"#).wrong_place);
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        for body in [
            &b""[..],
            b"{",
            b"null",
            b"[]",
            br#"["a"]"#,
            b"\"a\"",
            b"{}",
            br#"{"access_token":7}"#,
            br#"{"access_token":""}"#,
            br#"{"access_token":"a","access_token":"b"}"#,
            br#"{"access_token":"a","token_type":"mac"}"#,
            b"{\"access_token\":\"\xff\"}",
            br#"{"access_token":"a\u0000"}"#,
            br#"{"access_token":"a\nb"}"#,
            br#"{"access_token":"a\u001b[31m"}"#,
            br#"{"access_token":"a","refresh_token":"r\r"}"#,
            br#"{"access_token":"a\u2028"}"#,
            b"<html>",
            b"\x1f\x8b\x08\x00",
            deep.as_bytes(),
        ] {
            nothing(200, body);
        }
    }

    #[test]
    fn an_answer_that_cannot_be_read_is_not_quoted() {
        let said = nothing(200, br#"{"access_token":"planted-secret" "#).why;
        assert!(!said.contains("planted"), "{said}");
    }
}
