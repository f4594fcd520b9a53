//! What a user adds to token requests: parameters of some server's own, and a one-time code.

use super::said::yes_or_no;
use crate::error::clean;
use crate::oauth::OneTimeCode;
use crate::secret::Secret;

/// The parameters that this program sends itself (RFC 6749, 7009, 7521).
const OWN: &str = "grant_type username password scope access_type client_id client_secret refresh_token token \
                   token_type_hint assertion client_assertion client_assertion_type";

/// `NAME`, or whether there is one at all: yes means the usual name. The code itself has yet to be asked for.
pub(super) fn one_time_code(text: &str) -> Result<Option<OneTimeCode>, String> {
    let parameter = match yes_or_no(text) {
        Some(false) => return Ok(None),
        Some(true) => "totp",
        None => text,
    };
    check_name(parameter)?;
    Ok(Some(OneTimeCode { parameter: parameter.to_owned(), code: Secret::new(String::new()) }))
}

/// What the name of an additional parameter may not be.
pub(super) fn check_name(name: &str) -> Result<(), String> {
    if name.is_empty() || name.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(format!("'{}' isn't a parameter name", clean(name)));
    }
    if OWN.split(' ').any(|own| own.eq_ignore_ascii_case(name)) {
        return Err(format!("'{name}' is sent already, and has its own options"));
    }
    Ok(())
}
