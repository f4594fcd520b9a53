//! Questions to a person, on the terminal itself: standard input and output may be redirected.

use std::io;

use crate::error::{Error, Kind};
use crate::secret::{Secret, SecretBytes};

/// What fits in a line (bytes): terminals drop the rest without a word. `N_TTY_BUF_SIZE` less the line ending on
/// Linux, `MAX_CANON` on macOS.
const LONGEST_LINE: usize = if cfg!(target_os = "macos") { 1_023 } else { 4_095 };

/// The controlling terminal.
#[derive(Debug)]
pub struct Terminal(platform::Device);

impl Terminal {
    /// The terminal, or `None` where there is none.
    pub fn open() -> Option<Self> {
        platform::Device::open().map(Self).ok()
    }

    /// Asks `question`; what is typed is shown.
    ///
    /// # Errors
    /// [`Kind::Interrupted`] if the person declines (Ctrl-D); [`Kind::Other`] if the terminal fails.
    pub fn ask(&self, question: &str) -> Result<String, Error> {
        self.line(question, false).map(|line| line.expose().to_owned())
    }

    /// Asks `question`; what is typed is not shown, and is taken as it is, spaces included.
    ///
    /// # Errors
    /// As [`Terminal::ask`].
    pub fn ask_hidden(&self, question: &str) -> Result<Secret, Error> {
        self.line(question, true)
    }

    /// Asks `question`, which only `y` or `yes` affirms.
    ///
    /// # Errors
    /// As [`Terminal::ask`].
    pub fn confirm(&self, question: &str) -> Result<bool, Error> {
        let answer = self.ask(question)?;
        Ok(["y", "yes"].iter().any(|yes| answer.trim().eq_ignore_ascii_case(yes)))
    }

    /// Writes a line to the person, and to nobody else.
    pub fn tell(&self, line: &str) {
        self.0.write(&format!("{line}\n"));
    }

    fn line(&self, question: &str, hide: bool) -> Result<Secret, Error> {
        let typed = self
            .0
            .read_line(question, hide)
            .map_err(|error| Error::new(Kind::Other, format!("cannot read from the terminal: {error}")))?;
        let Some(line) = typed else {
            return Err(Error::new(Kind::Interrupted, "cancelled: end of input"));
        };
        if line.expose().len() >= LONGEST_LINE {
            return Err(Error::new(
                Kind::Other,
                format!("your input may be incomplete: a terminal's line ends at {LONGEST_LINE} bytes"),
            )
            .hint("put it into a file that only you can read, and use --password-file or --client-secret-file"));
        }
        line.into_text().ok_or_else(|| {
            Error::new(Kind::Other, "cannot use your input: it isn't UTF-8")
                .hint("set the terminal and the locale to UTF-8")
        })
    }
}

/// Drops the line ending that Enter made, and nothing else.
fn without_line_ending(mut line: Vec<u8>) -> SecretBytes {
    if line.last() == Some(&b'\n') {
        line.pop();
        if line.last() == Some(&b'\r') {
            line.pop();
        }
    }
    SecretBytes::new(line)
}

#[cfg(unix)]
mod platform {
    use std::fs::{File, OpenOptions};
    use std::io::{Read, Write};

    use super::{LONGEST_LINE, SecretBytes, io, without_line_ending};
    use crate::signals::HiddenInput;

    #[derive(Debug)]
    pub(super) struct Device(File);

    impl Device {
        pub(super) fn open() -> io::Result<Self> {
            OpenOptions::new().read(true).write(true).open("/dev/tty").map(Self)
        }

        pub(super) fn write(&self, text: &str) {
            // a terminal that cannot be written to will fail at the next question
            let _ = (&self.0).write_all(text.as_bytes());
        }

        /// One line without its ending, or `None` at the end of input.
        pub(super) fn read_line(&self, question: &str, hide: bool) -> io::Result<Option<SecretBytes>> {
            let hidden = HiddenInput::begin(&self.0, question, hide)?;
            let line = self.bytes();
            drop(hidden);
            if hide || matches!(line, Ok(None)) {
                // Enter was not shown
                self.write("\n");
            }
            line
        }

        /// Unbuffered, since a buffer could swallow the next answer and would not be zeroed.
        fn bytes(&self) -> io::Result<Option<SecretBytes>> {
            let mut line = Vec::with_capacity(LONGEST_LINE + 1);
            let mut byte = [0];
            loop {
                match (&self.0).read(&mut byte) {
                    Ok(0) if line.is_empty() => return Ok(None),
                    Ok(0) => break,
                    Ok(_) => line.push(byte[0]),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(error) => return Err(error),
                }
                if byte[0] == b'\n' || line.len() > LONGEST_LINE {
                    break;
                }
            }
            Ok(Some(without_line_ending(line)))
        }
    }
}

#[cfg(windows)]
mod platform {
    use std::fs::{File, OpenOptions};
    use std::io::Write;

    use rpassword::ConfigBuilder;

    use super::{SecretBytes, io, without_line_ending};
    use crate::signals::{HiddenInput, console_output};

    #[derive(Debug)]
    pub(super) struct Device(File);

    impl Device {
        pub(super) fn open() -> io::Result<Self> {
            OpenOptions::new().read(true).write(true).open("CONIN$").map(Self)
        }

        pub(super) fn write(&self, text: &str) {
            // a console that cannot be written to will fail at the next question
            let _ = console_output().write_all(text.as_bytes());
        }

        /// One line without its ending, or `None` at the end of input. A console speaks UTF-16, which rpassword
        /// reads, key by key.
        pub(super) fn read_line(&self, question: &str, hide: bool) -> io::Result<Option<SecretBytes>> {
            let _restored = HiddenInput::begin(&self.0, question, hide)?;
            let config = if hide {
                ConfigBuilder::new().password_feedback_hide()
            } else {
                // everything is shown before the first mask would be
                ConfigBuilder::new().password_feedback_partial_mask('*', usize::MAX)
            };
            match rpassword::read_password_with_config(config.output_writer(console_output()).build()) {
                Ok(line) => Ok(Some(without_line_ending(line.into_bytes()))),
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
                Err(error) => Err(error),
            }
        }
    }
}
