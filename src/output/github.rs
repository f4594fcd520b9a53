//! GitHub Actions: the token is masked in the log, and set for the steps that follow.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use super::{Payload, variables};

/// The workflow command that masks `token`; its data escapes `%` (there are no line breaks in a token).
pub(super) fn mask(token: &str) -> String {
    format!("::add-mask::{}\n", token.replace('%', "%25"))
}

/// Appends `NAME=value` lines to the file named by `GITHUB_ENV`, never with the refresh token.
///
/// # Errors
/// As the operating system says.
pub fn append(payload: &Payload<'_>, file: &Path) -> io::Result<()> {
    let lines: String = variables(payload)
        .iter()
        .filter(|(name, _)| *name != "SPACE_REFRESH_TOKEN")
        .map(|(name, value)| format!("{name}={}\n", value.expose()))
        .collect();
    OpenOptions::new().append(true).create(true).open(file)?.write_all(lines.as_bytes())
}
