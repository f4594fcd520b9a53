//! The fields of an answer, read as loosely as servers write them.

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::Error as _;
use serde_json::Value;

use crate::error::{ErrorResponse, clean, is_unprintable};
use crate::secret::Secret;
use crate::token::Token;

/// The fields of both kinds of answer, of any type: servers put strings where numbers belong, and the other
/// way round. Unknown ones are ignored; a repeated one is an error, since nobody can tell which is
/// meant. The program's allocator zeroes what is dropped of them.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    access_token: Value,
    token_type: Value,
    expires_in: Value,
    refresh_token: Value,
    scope: Value,
    error: Value,
    error_description: Value,
    // what else servers call it: Okta, Spring, FastAPI
    #[serde(rename = "errorSummary")]
    error_summary: Value,
    message: Value,
    detail: Value,
}

impl Fields {
    /// An object and nothing else: serde would take a list for a struct as well.
    pub(super) fn read(body: &[u8]) -> serde_json::Result<Self> {
        match body.iter().find(|byte| !byte.is_ascii_whitespace()) {
            Some(b'[') => Err(serde_json::Error::custom("a list")),
            _ => serde_json::from_slice(body),
        }
    }

    /// What the server said, cleaned.
    pub(super) fn error_response(&self, status: u16) -> ErrorResponse {
        let of_error = self.error.get("message").unwrap_or_default();
        let words = [&self.error_description, &self.error_summary, &self.message, &self.detail, of_error];
        let description = words.into_iter().find_map(shown);
        ErrorResponse { status, error: shown(&self.error), description, retry_after: None }
    }

    /// The token, counted from `sent_at`.
    ///
    /// # Errors
    /// Why there is none, in words for the user.
    pub(super) fn into_token(self, sent_at: Timestamp) -> Result<Token, String> {
        let Value::String(access_token) = self.access_token else {
            return Err("its answer has no access_token".to_owned());
        };
        let token_type = self.token_type.as_str().unwrap_or("Bearer").to_owned();
        if !token_type.eq_ignore_ascii_case("bearer") {
            return Err("its token's type isn't Bearer".to_owned());
        }
        let refresh_token = match self.refresh_token {
            Value::String(token) if !token.is_empty() => Some(token),
            _ => None,
        };
        // these could write to the terminal, or add a line to a file that is evaluated
        let is_odd = |text: &str| text.contains(is_unprintable);
        if access_token.is_empty() || is_odd(&access_token) || refresh_token.as_deref().is_some_and(is_odd) {
            return Err("its token is empty or contains control characters".to_owned());
        }
        Ok(Token {
            access_token: Secret::new(access_token),
            token_type,
            obtained_at: sent_at.as_second(),
            lifetime: seconds(&self.expires_in),
            refresh_token: refresh_token.map(Secret::new),
            scope: self.scope.as_str().filter(|scope| !is_odd(scope)).map(str::to_owned),
        })
    }
}

/// Words that are shown, cleaned; servers put numbers there too.
fn shown(value: &Value) -> Option<String> {
    let text = value.as_str().map(clean).filter(|text| !text.is_empty());
    text.or_else(|| value.as_f64().map(|number| number.to_string()))
}

/// Seconds, as a number or as text.
fn seconds(value: &Value) -> Option<u64> {
    let seconds = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())?;
    // a float-to-integer cast saturates; a lifetime below nothing is nothing
    seconds.is_finite().then_some(seconds as u64)
}
