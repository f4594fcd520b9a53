//! GitHub Actions: the token is masked in the log, and set for the steps that follow.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
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
    let start = if ends_in_mid_line(&mut file)? { "\n" } else { "" };
    let variables = variables(record, None);
    let lines: String = variables.iter().map(|(name, value)| format!("{name}={}\n", value.expose())).collect();
    file.write_all((start.to_owned() + &lines).as_bytes())
}

/// Whether what the step has written so far lacks its last newline, as after `printf NAME=value`.
fn ends_in_mid_line(file: &mut File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_percent_sign_is_escaped_in_a_command() {
        assert_eq!(super::mask("50%25 a:b,c"), "::add-mask::50%2525 a:b,c\n");
    }
}
