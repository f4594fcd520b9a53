//! Servers that repeat in an error what they were sent: their words are not shown.

use crate::error::{ErrorCode, ErrorResponse, clean};
use crate::secret::Secret;

/// How much of a secret gives it away (characters): less occurs in any sentence, and more may be cut off.
const TELLING: std::ops::RangeInclusive<usize> = 4..=8;

const HIDDEN: &str = "(message hidden: it may repeat a secret)";

/// Replaces `words` that repeat the `secret` as it is.
pub(super) fn hide(words: &mut String, secret: &Secret) {
    if holds(words, secret) {
        HIDDEN.clone_into(words);
    }
}

/// Replaces the words that repeat one of the secrets `sent`, or may do so in another form, each field by itself or both
/// together; a code of RFC 6749 repeats nothing.
pub fn redact(said: &mut ErrorResponse, sent: &[Secret]) {
    let both = [&said.error, &said.description].into_iter().flatten().map(String::as_str).collect::<String>();
    let is_split = may_repeat(&both, sent);
    for words in [&mut said.error, &mut said.description].into_iter().flatten() {
        if ErrorCode::named(words).is_none() && (is_split || may_repeat(words, sent)) {
            HIDDEN.clone_into(words);
        }
    }
}

/// Whether `words` hold the beginning of one of the secrets. What is encoded is not decoded: it may hold any.
fn may_repeat(words: &str, sent: &[Secret]) -> bool {
    let (is_encoded, words) = (is_encoded(words), words.replace("...", "…"));
    sent.iter().any(|secret| {
        let plain = Secret::new(clean(secret.expose()));
        let letters = Secret::new(letters_of(plain.expose()));
        is_encoded || holds(&words, &plain) || holds(&letters_of(&words), &letters)
    })
}

/// Whether `words` look percent-encoded (`%3c`, `%u003c`), like HTML (`&lt;`) or like a string of a programming language
/// (`\"`, `\u003c`, `\x3c`, `\074`).
fn is_encoded(words: &str) -> bool {
    let any_after = |sign, is_code: fn(&str) -> bool| words.split(sign).skip(1).any(is_code);
    any_after('%', |rest| rest.starts_with(|c: char| c.is_ascii_hexdigit() || c == 'u'))
        || any_after('&', |rest| rest.contains(';'))
        || any_after('\\', |rest| {
            rest.is_empty()
                || rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'u' | 'x' | '"' | '\'' | '/'))
        })
}

/// Whether `text` holds the beginning of `secret`, or less of it at its end, where it was cut off.
fn holds(text: &str, secret: &Secret) -> bool {
    let beginning = |length| secret.expose().chars().take(length).collect::<String>();
    if secret.expose().chars().count() < *TELLING.start() {
        return false;
    }
    let is_cut = text.ends_with('…');
    let end = text.char_indices().rev().nth(*TELLING.end()).map_or(text, |(at, _)| text.split_at(at).1);
    text.contains(&beginning(*TELLING.end())) || is_cut && end.contains(&beginning(*TELLING.start()))
}

/// The ASCII letters and digits of `text`, which most forms leave alone.
fn letters_of(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '…').collect()
}

#[cfg(test)]
mod tests {
    use super::super::response::error_response;
    use super::*;

    fn shown(words: &str) -> String {
        let secrets = ["p*ss <wörd>, \"and\" a long one", "or", "Y2xpZW50OnNlY3JldA==", "100%25 + more"]
            .map(|secret| Secret::new(secret.into()));
        let body = serde_json::json!({"error": "invalid_grant", "error_description": words}).to_string();
        let mut said = error_response(400, body.as_bytes());
        redact(&mut said, &secrets);
        assert_eq!(said.error.as_deref(), Some("invalid_grant"));
        said.description.unwrap()
    }

    #[test]
    fn what_repeats_nothing_is_shown() {
        for words in ["Wrong user name or password", "p ss", "100% of R&D", r"CORP\bob is locked", "(client+user)", ""]
        {
            let expected = if words.is_empty() { None } else { Some(words) };
            assert_eq!(Some(shown(&format!("{words}.")).trim_end_matches('.')), expected.or(Some("")), "{words}");
        }
    }

    #[test]
    fn what_repeats_a_secret_in_any_form_is_not_shown() {
        for words in [
            "no 'p*ss <wörd>, \"and\" a long one'",
            "no p*ss <w?rd>, ''and'' a long one",
            "password=p*ss+%3Cw%C3%B6rd%3E%2C+%22and%22",
            "p*ss &lt;w&ouml;rd&gt;, &quot;and&quot; a long one",
            r#"{\"password\":\"p*ss <w\u00f6rd>, \\\"and\\\" a"#,
            "Authorization: Basic Y2xpZW50OnNlY3JldA==",
            "Y2xpZW50OnNlY3JldA%3D%3D",
            "100%25 + more",
            "p*ss <w%u00f6rd>",
            r"b'p*ss <w\xc3\xb6rd>'",
            r"p*ss <w\303\266rd>",
            "it begins with p*ss <wörd",
            "p*ss...",
        ] {
            assert_eq!(shown(words), HIDDEN, "{words}");
        }
    }

    #[test]
    fn what_was_cut_off_within_a_secret_is_not_shown() {
        for piece in ["p*ss", "p*ss <w", "p*ss <wö"] {
            let long = format!("{}{piece}", ".".repeat(300 - piece.len()));
            assert_eq!(shown(&format!("{long}and so on")), HIDDEN, "{piece}");
        }
    }

    #[test]
    fn what_is_split_over_two_fields_is_not_shown() {
        let mut said = ErrorResponse { error: Some("no hunt".into()), ..ErrorResponse::default() };
        said.description = Some("er2 and more".into());
        redact(&mut said, &[Secret::new("hunter2 and more".into())]);
        assert_eq!([said.error.as_deref(), said.description.as_deref()], [Some(HIDDEN); 2]);
    }

    #[test]
    fn a_code_of_the_standard_is_no_repetition() {
        let mut said = ErrorResponse { error: Some("invalid_grant".into()), ..ErrorResponse::default() };
        redact(&mut said, &[Secret::new("invalid".into())]);
        assert_eq!(said.error.as_deref(), Some("invalid_grant"));
    }
}
