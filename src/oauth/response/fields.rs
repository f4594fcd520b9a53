//! The fields of an answer, read as loosely as servers write them.

use std::fmt;

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::{self, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::error::{ServerSaid, clean};
use crate::secret::Secret;
use crate::token::Token;

/// An object and nothing else: serde would take a list for a struct as well.
///
/// # Errors
/// Where the body is not that.
pub fn parse<T: de::DeserializeOwned>(body: &[u8]) -> serde_json::Result<T> {
    match body.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'[') => Err(de::Error::custom("a list")),
        _ => serde_json::from_slice(body),
    }
}

/// The fields of both kinds of answer. Unknown ones are ignored; one that is there twice is an error,
/// since nobody can tell which is meant.
#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    access_token: Value,
    #[serde(default)]
    token_type: Value,
    #[serde(default)]
    expires_in: Value,
    #[serde(default)]
    refresh_token: Value,
    #[serde(default)]
    scope: Value,
    #[serde(default)]
    pub(super) error: Value,
    #[serde(default)]
    error_description: Value,
}

impl Fields {
    /// What the server said, cleaned.
    pub(super) fn said(self, status: u16) -> ServerSaid {
        ServerSaid {
            status,
            error: self.error.into_shown(),
            description: self.error_description.into_shown(),
            retry_after: None,
        }
    }

    /// The token, counted from `sent_at`.
    ///
    /// # Errors
    /// Why there is none, in words for the user.
    pub(super) fn into_token(self, sent_at: Timestamp) -> Result<Token, String> {
        let Value::Text(access_token) = self.access_token else {
            return Err("its answer has no access_token".to_owned());
        };
        let token_type = match self.token_type {
            Value::Text(text) => text.expose().to_owned(),
            _ => "Bearer".to_owned(),
        };
        if !token_type.eq_ignore_ascii_case("bearer") {
            return Err("its token's type isn't Bearer".to_owned());
        }
        let refresh_token = match self.refresh_token {
            Value::Text(token) if !token.is_empty() => Some(token),
            _ => None,
        };
        let scope = match self.scope {
            Value::Text(scope) if !unprintable(&scope) => Some(scope.expose().to_owned()),
            _ => None,
        };
        if access_token.is_empty()
            || [Some(&access_token), refresh_token.as_ref()].into_iter().flatten().any(unprintable)
        {
            return Err("its token is empty or contains control characters".to_owned());
        }
        let lifetime = self.expires_in.into_seconds();
        Ok(Token { access_token, token_type, obtained_at: sent_at, lifetime, refresh_token, scope })
    }
}

/// A control character in a token could write to the terminal, or add a line to a file that is evaluated.
fn unprintable(token: &Secret) -> bool {
    token.expose().chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
}

/// A JSON value of any type: servers put strings where numbers belong, and the other way round.
#[derive(Default)]
pub(super) enum Value {
    #[default]
    Absent,
    Text(Secret),
    Number(f64),
    Other,
}

impl Value {
    /// Whether it is missing or null.
    pub(super) fn is_none(&self) -> bool {
        matches!(self, Self::Absent)
    }

    fn into_shown(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(clean(text.expose())).filter(|text| !text.is_empty()),
            Self::Number(number) => Some(number.to_string()),
            Self::Absent | Self::Other => None,
        }
    }

    fn into_seconds(self) -> Option<u64> {
        let seconds = match self {
            Self::Number(number) => number,
            Self::Text(text) => text.expose().trim().parse().ok()?,
            Self::Absent | Self::Other => return None,
        };
        // a float-to-integer cast saturates; a lifetime below nothing is nothing
        seconds.is_finite().then_some(seconds as u64)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(Secret::new(text.to_owned())))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(Secret::new(text)))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Absent)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }
}
