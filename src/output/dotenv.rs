//! `KEY="value"` lines. Parsers agree on these and on little else.

use super::{Payload, shell};

/// # Errors
/// For characters that some parsers expand or unescape and others do not: one of them would read another
/// token, or run a command.
pub(super) fn render(payload: &Payload<'_>) -> Result<String, String> {
    shell::try_render(payload, line)
}

fn line(name: &str, value: &str) -> Result<String, String> {
    match value.chars().find(|c| matches!(c, '"' | '\\' | '$' | '`')) {
        Some(c) => Err(format!(
            "{name} has a {c} in it, which readers of dotenv files take in different ways; use --format json"
        )),
        None => Ok(format!("{name}=\"{value}\"\n")),
    }
}
