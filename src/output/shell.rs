//! The formats for shells: one statement a variable.

use super::{Payload, variables};

/// All variables, each by `statement(name, value)`.
pub(super) fn render(payload: &Payload<'_>, statement: fn(&str, &str) -> String) -> String {
    variables(payload).iter().map(|(name, value)| statement(name, value.expose())).collect()
}

/// As [`render`], for a shell that cannot take every value.
pub(super) fn try_render(
    payload: &Payload<'_>,
    statement: fn(&str, &str) -> Result<String, String>,
) -> Result<String, String> {
    variables(payload).iter().map(|(name, value)| statement(name, value.expose())).collect()
}
