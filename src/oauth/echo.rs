//! Servers that repeat in an error what they were sent: their words are not shown.

use url::form_urlencoded::byte_serialize;

use super::Answer;
use crate::error::{ServerSaid, clean};
use crate::secret::Secret;

impl Answer {
    /// This answer without the words that repeat one of the secrets `sent`.
    #[must_use]
    pub fn without(mut self, sent: &[&Secret]) -> Self {
        match &mut self {
            Self::Token(_) => {}
            Self::Refused(refusal) => silence(&mut refusal.said, sent),
            Self::NoAnswer(nothing) => silence(&mut nothing.said, sent),
        }
        self
    }
}

/// Replaces the words that repeat one of the secrets `sent`.
pub(super) fn silence(said: &mut ServerSaid, sent: &[&Secret]) {
    for words in [&mut said.error, &mut said.description].into_iter().flatten() {
        if sent.iter().any(|secret| repeats(words, secret)) {
            "(its words repeat a secret, and are not shown)".clone_into(words);
        }
    }
}

/// Whether `words` hold the beginning of `secret`, as it is or as a form has it.
fn repeats(words: &str, secret: &Secret) -> bool {
    // less is no secret, but a piece of any sentence; and more may be cut off
    const TELLING: std::ops::RangeInclusive<usize> = 4..=16;
    let encoded = Secret::new(byte_serialize(secret.expose().as_bytes()).collect());
    let shown = Secret::new(clean(secret.expose()));
    [secret, &encoded, &shown].into_iter().any(|form| {
        let beginning: Secret = Secret::new(form.expose().chars().take(*TELLING.end()).collect());
        beginning.expose().chars().count() >= *TELLING.start() && words.contains(beginning.expose())
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::super::response::{Code, Refusal, read};
    use super::*;

    #[test]
    fn what_repeats_a_secret_is_not_shown() {
        let secret = Secret::new("p&ss wörd, and a long one".into());
        let shown = |words: &str| {
            let body = serde_json::json!({"error": "invalid_grant", "error_description": words}).to_string();
            match read(400, body.as_bytes(), Timestamp::UNIX_EPOCH).without(&[&secret, &Secret::new("or".into())]) {
                Answer::Refused(Refusal { code: Code::InvalidGrant, said }) => said.description.unwrap(),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(shown("Wrong user name or password"), "Wrong user name or password");
        for words in ["no 'p&ss wörd, and a long one'", "password=p%26ss+w%C3%B6rd%2C+and", "p&ss wörd, and a lon"] {
            assert_eq!(shown(words), "(its words repeat a secret, and are not shown)");
        }
    }
}
