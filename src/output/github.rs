//! GitHub Actions: the token is masked in the log, and set for the steps that follow.

use std::fs::OpenOptions;
use std::io::{self, Read, Write};
use std::path::Path;

use super::variables;
use crate::store::Record;

/// The workflow command that masks `token`; its data escapes `%` (there are no line breaks in a token).
pub(super) fn mask(token: &str) -> String {
    format!("::add-mask::{}\n", token.replace('%', "%25"))
}

/// Appends `NAME=value` lines to the file named by `GITHUB_ENV`, never with the refresh token.
///
/// # Errors
/// As the operating system says.
pub fn append(record: &Record, file: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(file)?;
    let mut written = Vec::new();
    if file.metadata()?.is_file() {
        file.read_to_end(&mut written)?;
    }
    // what was written may lack its last newline, as after `printf NAME=value`
    let start = if written.last().is_none_or(|last| *last == b'\n') { "" } else { "\n" };
    let variables = variables(record, None);
    let lines: String = variables.iter().map(|(name, value)| format!("{name}={}\n", value.expose())).collect();
    file.write_all((start.to_owned() + &lines).as_bytes())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_percent_sign_is_escaped_in_a_command() {
        assert_eq!(super::mask("50%25 a:b,c"), "::add-mask::50%2525 a:b,c\n");
    }
}
