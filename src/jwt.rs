//! JSON Web Tokens (RFC 7519), decoded and never verified: a client has no key for that, and need not trust
//! what it only shows.

use base64::alphabet::URL_SAFE;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};
use base64::prelude::Engine;
use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::secret::Secret;

/// base64url (RFC 7515 §2) as it's met: some encoders leave bits set in the last character.
const BASE64_URL: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, NO_PAD.with_decode_allow_trailing_bits(true));

/// A JSON object.
pub type Object = Map<String, Value>;

/// What can be seen of a token without any key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decoded {
    /// A signed token (RFC 7515): both parts can be read, by anyone.
    Signed {
        /// The JOSE header.
        header: Object,
        /// The claims.
        claims: Object,
    },
    /// An encrypted token (RFC 7516), whose header alone can be read.
    Encrypted {
        /// The JOSE header.
        header: Object,
    },
    /// No JWT, which is no fault (RFC 6749 §1.4): why it is none.
    Opaque(String),
}

/// Decodes `token`, which may have spaces around it and `Authorization: Bearer` before it.
pub fn decode(token: &Secret) -> Decoded {
    let mut words = token.expose().trim_start_matches('\u{feff}').split_whitespace();
    let parts: Vec<&str> = words.find(|word| word.contains('.')).unwrap_or_default().split('.').collect();
    let decoded = match parts.as_slice() {
        [header, claims, _signature] => object(header, "header")
            .and_then(|header| Ok(Decoded::Signed { header, claims: object(claims, "claims")? })),
        [header, _key, _vector, _text, _tag] => object(header, "header").map(|header| Decoded::Encrypted { header }),
        _ => Err("it doesn't have the parts of one".to_owned()),
    };
    decoded.unwrap_or_else(Decoded::Opaque)
}

/// `NumericDate` (RFC 7519 §2): seconds since 1970, perhaps with a fraction, which is cut off. `None` for
/// what isn't a number, and for dates beyond the calendar.
pub fn numeric_date(value: &Value) -> Option<Timestamp> {
    let seconds = value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds as i64))?;
    Timestamp::from_second(seconds).ok()
}

/// The JSON object in one part; what is not UTF-8 there is replaced. Nothing of the part is in the error.
fn object(part: &str, what: &str) -> Result<Object, String> {
    // some pad it, though RFC 7515 §2 says not to
    let bytes = BASE64_URL.decode(part.trim_end_matches('=')).map_err(|_| format!("its {what}: not base64url"))?;
    match serde_json::from_str(&String::from_utf8_lossy(&bytes)) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(format!("its {what}: not a JSON object")),
        // it quotes nothing but positions: `Value` takes any type
        Err(error) => Err(format!("its {what}: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::{URL_SAFE as PADDED, URL_SAFE_NO_PAD};
    use serde_json::json;

    use super::*;

    /// The token of the help page.
    const OF_THE_PAGE: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIzNThlMDRlOS1jNDc1LTRkNGUtOGM4OS1lODA3ZTQxNjk3MmMiLCJhdWQiOiIzNThlMDRlOS1jNDc1LTRkNGUtOGM4OS1lODA3ZTQxNjk3MmMiLCJvcmdEb21haW4iOiJqZXRicmFpbnMudGVhbSIsInNjb3BlIjoiKioiLCJuYW1lIjoiTXkgU2VydmljZSIsImlzcyI6Imh0dHBzOi8vamV0YnJhaW5zLnRlYW0iLCJwcmluY2lwYWxfdHlwZSI6IlNFUlZJQ0UiLCJleHAiOjE1NjQ1MDU0MzAsImlhdCI6MTU2NDUwNDgzMH0._1uLmGWUfeG52p4_LcLdZN29at14CGG_RE4KusWY34A";

    fn decoded(text: &str) -> Decoded {
        decode(&Secret::new(text.to_owned()))
    }

    fn why_opaque(text: &str) -> String {
        match decoded(text) {
            Decoded::Opaque(why) => why,
            other => panic!("{text:?}: {other:?}"),
        }
    }

    fn encoded(bytes: impl AsRef<[u8]>) -> String {
        URL_SAFE_NO_PAD.encode(bytes)
    }

    #[test]
    fn bits_that_mean_nothing_are_let_pass() {
        // {} is e30; the last character's lower two bits belong to no byte
        assert!(matches!(decoded("e31.e32."), Decoded::Signed { .. }), "{:?}", decoded("e31.e32."));
    }

    #[test]
    fn the_token_of_the_help_page() {
        let Decoded::Signed { header, claims } = decoded(OF_THE_PAGE) else { panic!("it is a JWT") };
        assert_eq!(Value::from(header), json!({"alg": "HS256", "typ": "JWT"}));
        let expected = json!({
            "sub": "358e04e9-c475-4d4e-8c89-e807e416972c",
            "aud": "358e04e9-c475-4d4e-8c89-e807e416972c",
            "orgDomain": "jetbrains.team",
            "scope": "**",
            "name": "My Service",
            "iss": "https://jetbrains.team",
            "principal_type": "SERVICE",
            "exp": 1_564_505_430,
            "iat": 1_564_504_830,
        });
        assert_eq!(Value::from(claims), expected);
    }

    #[test]
    fn what_is_copied_with_it_is_dropped() {
        for text in [
            format!("  {OF_THE_PAGE}\r\n"),
            format!("Bearer {OF_THE_PAGE}"),
            format!("\n bearer   {OF_THE_PAGE} "),
            format!("Authorization: Bearer {OF_THE_PAGE}\n"),
            format!("\u{feff}{OF_THE_PAGE}"),
        ] {
            assert_eq!(decoded(&text), decoded(OF_THE_PAGE), "{text:?}");
        }
    }

    #[test]
    fn padding_and_missing_signatures_do_no_harm() {
        let claims = PADDED.encode("{\"a\":1}");
        assert!(claims.ends_with('='));
        assert!(matches!(decoded(&format!("{}.{claims}.", encoded("{}"))), Decoded::Signed { .. }));
    }

    #[test]
    fn an_encrypted_one_shows_its_header() {
        let header = json!({"alg": "RSA-OAEP", "enc": "A256GCM"});
        let Value::Object(expected) = header.clone() else { panic!() };
        assert_eq!(
            decoded(&format!("{}.a.b.c.d", encoded(header.to_string()))),
            Decoded::Encrypted { header: expected }
        );
    }

    #[test]
    fn what_is_no_jwt_is_opaque() {
        let header = encoded("{}");
        let deep = encoded(format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000)));
        for (text, why) in [
            (String::new(), "the parts"),
            ("Bearer".to_owned(), "the parts"),
            ("dG9rZW4".to_owned(), "the parts"),
            ("a.b".to_owned(), "the parts"),
            (".".repeat(100_000), "the parts"),
            ("..".to_owned(), "its header: EOF"),
            ("é.é.é".to_owned(), "its header: not base64url"),
            (format!("{header}.*.x"), "its claims: not base64url"),
            (format!("{header}.{}.x", encoded("no JSON")), "its claims: expected"),
            (format!("{header}.{}.x", encoded("[1]")), "its claims: not a JSON object"),
            (format!("{}.{header}.x", encoded("null")), "its header: not a JSON object"),
            (format!("{header}.{deep}.x"), "its claims: recursion limit"),
            (format!("{header}.{}.x", encoded("{\"exp\":1e999}")), "its claims: number out of range"),
        ] {
            assert!(why_opaque(&text).contains(why), "{:?}", why_opaque(&text));
        }
    }

    #[test]
    fn text_that_is_not_utf_8_is_replaced() {
        let Decoded::Signed { claims, .. } = decoded(&format!("{}.{}.x", encoded("{}"), encoded(b"{\"a\":\"\xff\"}")))
        else {
            panic!("it is a JWT")
        };
        assert_eq!(claims["a"], "\u{fffd}");
    }

    #[test]
    fn dates_are_seconds_and_nothing_else() {
        let at = |second| Timestamp::from_second(second).ok();
        for (value, expected) in [
            (json!(1_564_505_430), at(1_564_505_430)),
            (json!(1_564_505_430.9), at(1_564_505_430)),
            (json!(0), at(0)),
            (json!(-1), at(-1)),
            (json!(1_564_505_430_000_i64), None),
            (json!(u64::MAX), None),
            (json!(i64::MIN), None),
            (json!(-1e300), None),
            (json!("1564505430"), None),
            (json!(null), None),
            (json!([1]), None),
        ] {
            assert_eq!(numeric_date(&value), expected, "{value}");
        }
    }
}
