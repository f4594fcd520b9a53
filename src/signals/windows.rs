//! Ctrl-C at a console, and the modes of one, which outlive the program that set them.

use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use winapi_util::console;

use super::end;

static WATCHING: OnceLock<()> = OnceLock::new();
static LEFT_TO_COMMAND: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C and Ctrl-Break end the process with 130, tidily, and not with `STATUS_CONTROL_C_EXIT`.
/// Where they cannot be watched they end it as ever.
pub fn watch() {
    WATCHING.get_or_init(|| {
        let pressed = || {
            if !LEFT_TO_COMMAND.load(Ordering::SeqCst) {
                end(|| std::process::exit(130));
            }
        };
        if let Err(error) = ctrlc::set_handler(pressed) {
            log::debug!("cannot watch Ctrl-C: {error}");
        }
    });
}

/// From now on Ctrl-C does nothing here: it reaches the command that this program waits for as well, and
/// what it means is the command's affair.
pub fn leave_to_command() {
    LEFT_TO_COMMAND.store(true, Ordering::SeqCst);
    watch();
}

/// What `start` gives; a program that it starts is told of Ctrl-C as ever.
pub fn starting<T>(start: impl FnOnce() -> T) -> T {
    start()
}

/// What was typed stays: the call that would drop it is in no crate at hand.
pub fn drop_input(_console: &File) {}

/// Consoles have no background.
pub(super) fn is_in_foreground<T>(_console: T) -> bool {
    true
}

/// A question that waits for its answer.
pub(super) struct Prompt {
    console: File,
    modes: u32,
}

impl Prompt {
    /// Remembers the modes of the console; whoever reads the answer hides it.
    pub(super) fn begin(console: &File, question: &str, _hide: bool) -> io::Result<Self> {
        let prompt = Self { console: console.try_clone()?, modes: console::mode(console)? };
        write(question);
        Ok(prompt)
    }

    /// The console as it was before. One that is gone needs no restoring, so failures are of no interest.
    pub(super) fn restore(&self) {
        let _ = console::set_mode(&self.console, self.modes);
    }

    /// Whoever reads the answer hides it again.
    pub(super) fn resume(&self) {}

    pub(super) fn end_line(&self) {
        write("\r\n");
    }
}

/// The console as a place to write to, whatever was redirected. Standard error, where it is the console, shows
/// letters beyond ASCII whatever the code page.
pub fn console_output() -> Box<dyn Write> {
    if io::stderr().is_terminal() {
        return Box::new(io::stderr());
    }
    match OpenOptions::new().read(true).write(true).open("CONOUT$") {
        Ok(console) => Box::new(console),
        // the question is lost; who can be asked has a console
        Err(_) => Box::new(io::sink()),
    }
}

/// A console that cannot be written to will fail at the next question.
fn write(text: &str) {
    let _ = console_output().write_all(text.as_bytes());
}
