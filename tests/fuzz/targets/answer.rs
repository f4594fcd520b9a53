//! What a server answers: the first line is the status, the rest the body.
#![no_main]

use fuzz::is_shown_safely;
use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use space_token::error::ErrorResponse;
use space_token::oauth::response::{Answer, error_response, read};
use space_token::token::Token;

fuzz_target!(|input: &[u8]| {
    let Some((status, body)) = status_and_body(input) else { return };
    match read(error_response(status, body), body, Timestamp::UNIX_EPOCH) {
        Answer::Token(token) => {
            assert!((200..300).contains(&status), "a token with HTTP {status}");
            check_token(&token, body);
        }
        Answer::Refused(said) => {
            assert!(matches!(status, 400 | 401 | 403 | 429), "HTTP {status} ends a login");
            check_words(&said, status);
        }
        Answer::Unexpected(no_answer) => {
            let why = no_answer.to_string();
            assert!(is_shown_safely(&why) && why.len() < 4_000, "{why:?}");
            check_words(&no_answer.said, status);
        }
    }
});

fn status_and_body(input: &[u8]) -> Option<(u16, &[u8])> {
    let end = input.iter().position(|byte| *byte == b'\n')?;
    let (status, body) = input.split_at(end);
    let status = std::str::from_utf8(status).ok()?.parse().ok().filter(|status| (100..1000).contains(status))?;
    Some((status, &body[1..]))
}

/// A token is one line of text that is no longer than the answer, and its times can be told.
fn check_token(token: &Token, body: &[u8]) {
    assert!(!token.access_token.is_empty());
    for text in [Some(&token.access_token), token.refresh_token.as_ref()].into_iter().flatten() {
        assert!(!text.expose().contains(|c: char| c.is_control()), "a control character in a token");
        assert!(text.expose().len() <= body.len(), "more than was answered");
    }
    assert!(token.token_type.eq_ignore_ascii_case("bearer"));
    assert!(!token.scope.as_deref().unwrap_or_default().contains(|c: char| c.is_control()));
    assert_eq!(token.expires_at().is_some(), token.lifetime.is_some());
    let _ = token.fresh_until(None);
    for now in [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX] {
        let left = token.expires_in(now);
        assert!(!token.is_fresh(now, None) || left != Some(0), "fresh, and over");
    }
}

fn check_words(said: &ErrorResponse, status: u16) {
    assert_eq!(said.status, status);
    for words in [&said.error, &said.description].into_iter().flatten() {
        assert!(is_shown_safely(words) && words.chars().count() <= 400, "{words:?}");
    }
}
