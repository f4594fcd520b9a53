//! A token that is shown decoded.
#![no_main]

use fuzz::is_shown_safely;
use libfuzzer_sys::fuzz_target;
use space_token::jwt::{Decoded, Object, decode, numeric_date};
use space_token::secret::Secret;

fuzz_target!(|token: &str| match decode(&Secret::new(token.to_owned())) {
    Decoded::Signed { header, claims } => {
        check(&header, token);
        check(&claims, token);
    }
    Decoded::Encrypted { header } => check(&header, token),
    Decoded::Opaque(why) => assert!(is_shown_safely(&why), "{why:?}"),
});

/// What was decoded is JSON again, no longer than its base64url allows, and has dates or none.
fn check(object: &Object, token: &str) {
    let written = serde_json::to_string(object).expect("JSON");
    let read: Object = serde_json::from_str(&written).expect("the same JSON");
    assert_eq!(read.len(), object.len());
    assert!(object.len() <= token.len());
    for value in object.values() {
        let _ = numeric_date(value);
    }
}
