//! Questions to a person, on the terminal itself: standard input and output may be redirected.

use std::cell::Cell;
use std::fs::{File, OpenOptions};
use std::io;

use crate::error::{Error, Kind};
use crate::secret::{Secret, SecretBytes};
use crate::signals;

/// What fits in a line (bytes): terminals drop the rest without a word. `N_TTY_BUF_SIZE` less the line ending on
/// Linux, `MAX_CANON` on macOS.
const LONGEST_LINE: usize = if cfg!(target_os = "macos") { 1_023 } else { 4_095 };

/// The controlling terminal.
#[derive(Debug)]
pub struct Terminal {
    device: File,
    has_asked: Cell<bool>,
}

/// What was pasted behind the last answer, perhaps a secret, isn't left for the shell to run.
impl Drop for Terminal {
    fn drop(&mut self) {
        if self.has_asked.get() {
            signals::drop_input(&self.device);
        }
    }
}

impl Terminal {
    /// The terminal, or `None` if there isn't one.
    pub fn open() -> Option<Self> {
        let device = OpenOptions::new().read(true).write(true).open(platform::TERMINAL).ok()?;
        Some(Self { device, has_asked: Cell::new(false) })
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

    /// Tells the person, and nobody else, why an answer won't do. What was pasted behind it answers other questions than
    /// the next one.
    pub fn reject(&self, why: &str) {
        signals::drop_input(&self.device);
        platform::write(&self.device, &format!("{why}\n"));
    }

    /// Asks until the answer is text.
    fn line(&self, question: &str, hide: bool) -> Result<Secret, Error> {
        self.has_asked.set(true);
        loop {
            let line = platform::read_line(&self.device, question, hide)
                .map_err(|error| Error::new(Kind::Other, format!("cannot read from the terminal: {error}")))?
                .ok_or_else(|| Error::new(Kind::Interrupted, "cancelled: end of input"))?;
            if line.expose().len() >= LONGEST_LINE {
                let why = format!("your input may be cut off: a line on a terminal holds {} bytes", LONGEST_LINE - 1);
                return Err(Error::new(Kind::Other, why).hint(
                    "put it into a file that only you can read, and use --password-file or --client-secret-file",
                ));
            }
            if let Some(text) = line.into_text() {
                return Ok(text);
            }
            self.reject("That isn't UTF-8. Set the terminal and the locale to UTF-8, or use ASCII alone.");
        }
    }
}

#[cfg(unix)]
mod platform {
    use std::io::{Read, Write};

    use super::{File, LONGEST_LINE, SecretBytes, io};
    use crate::signals;

    pub(super) const TERMINAL: &str = "/dev/tty";

    pub(super) fn write(mut terminal: &File, text: &str) {
        // a terminal that cannot be written to will fail at the next question
        let _ = terminal.write_all(text.as_bytes());
    }

    /// One line without its ending, or `None` at the end of input.
    pub(super) fn read_line(terminal: &File, question: &str, hide: bool) -> io::Result<Option<SecretBytes>> {
        let line = signals::asking(terminal, question, hide, || bytes(terminal))?;
        if hide || line.is_none() {
            // Enter was not shown
            write(terminal, "\n");
        }
        Ok(line)
    }

    /// Unbuffered, since a buffer could swallow the next answer and would not be zeroed.
    #[expect(clippy::unbuffered_bytes)]
    fn bytes(terminal: &File) -> io::Result<Option<SecretBytes>> {
        let mut line = Vec::with_capacity(LONGEST_LINE + 1);
        for byte in terminal.bytes() {
            line.push(byte?);
            if line.ends_with(b"\n") || line.len() > LONGEST_LINE {
                break;
            }
        }
        Ok((!line.is_empty()).then(|| SecretBytes::new(line).into_line()))
    }
}

#[cfg(windows)]
mod platform {
    use std::io::Write;

    use rpassword::ConfigBuilder;

    use super::{File, SecretBytes, io};
    use crate::signals::{self, console_output};

    pub(super) const TERMINAL: &str = "CONIN$";

    pub(super) fn write(_terminal: &File, text: &str) {
        // a console that cannot be written to will fail at the next question
        let _ = console_output().write_all(text.as_bytes());
    }

    /// One line without its ending, or `None` at the end of input. A console speaks UTF-16, which rpassword
    /// reads, key by key.
    pub(super) fn read_line(terminal: &File, question: &str, hide: bool) -> io::Result<Option<SecretBytes>> {
        let config = if hide {
            ConfigBuilder::new().password_feedback_hide()
        } else {
            // everything is shown before the first mask would be
            ConfigBuilder::new().password_feedback_partial_mask('*', usize::MAX)
        };
        let read = || rpassword::read_password_with_config(config.output_writer(console_output()).build());
        match signals::asking(terminal, question, hide, read) {
            Ok(line) => Ok(Some(SecretBytes::new(line.into_bytes()).into_line())),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(error),
        }
    }
}
