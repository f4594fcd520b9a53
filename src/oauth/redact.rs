//! Servers that repeat in an error what they were sent: their words are not shown.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use super::response::Code;
use crate::error::{ServerSaid, clean};
use crate::secret::Secret;

/// How much of a secret gives it away (characters): less occurs in any sentence, and more may be cut off.
const TELLING: std::ops::RangeInclusive<usize> = 4..=16;

/// Replaces the words that repeat one of the secrets `sent`; a code of RFC 6749 repeats nothing.
pub fn redact(said: &mut ServerSaid, sent: &[Secret]) {
    for words in [&mut said.error, &mut said.description].into_iter().flatten() {
        if Code::named(words).is_none() && repeats(words, sent) {
            "(message hidden: it repeats a secret)".clone_into(words);
        }
    }
}

/// Whether `words` hold the beginning of one of the secrets, in whatever form.
fn repeats(words: &str, sent: &[Secret]) -> bool {
    let forms = readings(words);
    sent.iter().any(|secret| {
        let plain = Secret::new(clean(secret.expose()));
        let letters = Secret::new(letters_of(secret.expose()));
        forms.iter().any(|form| holds(&clean(form), &plain) || holds(&letters_of(form), &letters))
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

/// What `words` say if they are percent-encoded, a form's, HTML's or a string of JSON, or several of these.
fn readings(words: &str) -> BTreeSet<String> {
    const ROUNDS: usize = 3;
    let mut forms = BTreeSet::from([words.to_owned(), words.replace('+', " ")]);
    for _ in 0..ROUNDS {
        let decoded = forms.iter().flat_map(|form| {
            let percent = percent_decode_str(form).decode_utf8_lossy().into_owned();
            [percent, entities_decoded(form, meaning), without_backslashes(form)]
        });
        let decoded: Vec<String> = decoded.collect();
        forms.extend(decoded);
    }
    forms
}

/// The ASCII letters and digits of `text`, which no encoding changes; of entities, nothing.
fn letters_of(text: &str) -> String {
    let without_entities = entities_decoded(text, |_| Some(' '));
    without_entities.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '…').collect()
}

/// `&amp;`, `&#38;` and `&#x26;` at the beginning of `text`: the name between, and what follows.
fn entity(text: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 10;
    let (name, after) = text.strip_prefix('&')?.split_once(';')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
    (!name.is_empty() && name.len() <= LONGEST && name.chars().all(is_name)).then_some((name, after))
}

/// `text` with its entities as `meaning` has them; one that means nothing stays.
fn entities_decoded(text: &str, meaning: fn(&str) -> Option<char>) -> String {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        decoded.push_str(before);
        let known = entity(from).and_then(|(name, after)| Some((meaning(name)?, after)));
        let (c, after) = known.unwrap_or_else(|| ('&', from.get(1..).unwrap_or_default()));
        decoded.push(c);
        rest = after;
    }
    decoded + rest
}

/// The character of an entity, if it is XML's or a number.
fn meaning(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let hexadecimal = number.strip_prefix(['x', 'X']);
            let code = hexadecimal.map_or_else(|| number.parse(), |digits| u32::from_str_radix(digits, 16));
            char::from_u32(code.ok()?)
        }
    }
}

/// As in a string of JSON: `\"`, `\\`, `\/`, `\u0026`.
fn without_backslashes(text: &str) -> String {
    let quoted = format!("\"{}\"", text.replace('"', "\\\"").replace("\\\\\"", "\\\""));
    serde_json::from_str(&quoted).unwrap_or_else(|_| text.replace('\\', ""))
}

#[cfg(test)]
mod tests {
    use super::super::response::said;
    use super::*;

    const HIDDEN: &str = "(message hidden: it repeats a secret)";

    fn shown(words: &str) -> String {
        let secrets = ["p&ss <wörd>, \"and\" a long one", "or", "Y2xpZW50OnNlY3JldA==", "100%25 + more"]
            .map(|secret| Secret::new(secret.into()));
        let body = serde_json::json!({"error": "invalid_grant", "error_description": words}).to_string();
        let mut said = said(400, body.as_bytes());
        redact(&mut said, &secrets);
        assert_eq!(said.error.as_deref(), Some("invalid_grant"));
        said.description.unwrap()
    }

    #[test]
    fn what_repeats_nothing_is_shown() {
        for words in ["Wrong user name or password", "p&ss", "100%", "&&&;&#;&#x;&#99999999;", "%%%zz\\", "&amp", ""] {
            let expected = if words.is_empty() { None } else { Some(words) };
            assert_eq!(Some(shown(&format!("{words}.")).trim_end_matches('.')), expected.or(Some("")), "{words}");
        }
    }

    #[test]
    fn what_repeats_a_secret_in_any_form_is_not_shown() {
        for words in [
            "no 'p&ss <wörd>, \"and\" a long one'",
            "password=p%26ss+%3Cw%C3%B6rd%3E%2C+%22and%22",
            "p%26ss%20%3cw%c3%b6rd%3e%2c%20%22and",
            "p%2526ss%2520%253Cw%25C3%25B6rd%253E%252C%2520%2522and",
            "p&amp;ss &lt;w&ouml;rd&gt;, &quot;and&quot; a long one",
            "p&#38;ss &#60;w&#xF6;rd&#X3e;, &#34;and&#34; a long one",
            r#"{\"password\":\"p\u0026ss <w\u00f6rd>, \\\"and\\\" a"#,
            "Authorization: Basic Y2xpZW50OnNlY3JldA==",
            "Y2xpZW50OnNlY3JldA%3D%3D",
            "100%25 + more",
            "100%2525%20%2B%20more",
        ] {
            assert_eq!(shown(words), HIDDEN, "{words}");
        }
    }

    #[test]
    fn what_was_cut_off_within_a_secret_is_not_shown() {
        for piece in ["p&ss", "p&ss <w", "p&amp;ss &l"] {
            let long = format!("{}{piece}", ".".repeat(300 - piece.len()));
            assert_eq!(shown(&format!("{long}and so on")), HIDDEN, "{piece}");
        }
    }

    #[test]
    fn a_code_of_the_standard_is_no_repetition() {
        let mut said = ServerSaid { error: Some("invalid_grant".into()), ..ServerSaid::default() };
        redact(&mut said, &[Secret::new("invalid".into())]);
        assert_eq!(said.error.as_deref(), Some("invalid_grant"));
    }
}
