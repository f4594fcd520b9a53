//! Ctrl-C at a console, and the modes of one, which outlive the program that set them.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use signal_hook::consts::SIGINT;
use winapi_util::console;

use super::end;

/// How soon a Ctrl-C is noticed: the C runtime can set a flag, and has nothing to wait for.
const TICK: Duration = Duration::from_millis(50);

static PRESSED: AtomicBool = AtomicBool::new(false);
static LEFT_TO_COMMAND: AtomicBool = AtomicBool::new(false);
static CATCHING: OnceLock<()> = OnceLock::new();
static WATCHING: OnceLock<()> = OnceLock::new();

/// From now on Ctrl-C ends the process with 130, tidily, and not with `STATUS_CONTROL_C_EXIT`. Ctrl-Break and
/// a console that is closed end it as ever.
pub(super) fn watch() {
    catch();
    WATCHING.get_or_init(|| drop(thread::spawn(wait_for_press)));
}

/// As [`watch`]: Windows knows no signals of terminals.
pub(super) fn watch_terminal() {
    watch();
}

/// From now on Ctrl-C does nothing here: it reaches the command that this program waits for as well, and
/// what it means is the command's affair.
pub fn leave_to_command() {
    LEFT_TO_COMMAND.store(true, Ordering::SeqCst);
    catch();
}

fn catch() {
    CATCHING.get_or_init(|| {
        if let Err(error) = signal_hook::flag::register(SIGINT, &PRESSED) {
            log::debug!("cannot watch Ctrl-C: {error}");
        }
    });
}

fn wait_for_press() {
    while !PRESSED.load(Ordering::SeqCst) {
        thread::sleep(TICK);
    }
    if !LEFT_TO_COMMAND.load(Ordering::SeqCst) {
        end(130);
    }
}

/// A question that waits for its answer.
pub(super) struct Prompt {
    console: File,
    modes: u32,
}

impl Prompt {
    /// Remembers the modes of the console; who reads the answer hides it.
    pub(super) fn begin(console: &File, question: &str, _hide: bool) -> io::Result<Self> {
        let prompt = Self { console: console.try_clone()?, modes: console::mode(console)? };
        write(question);
        Ok(prompt)
    }

    /// The console as it was before. One that is gone needs no restoring, so failures are of no interest.
    pub(super) fn restore(&self) {
        let _ = console::set_mode(&self.console, self.modes);
    }

    pub(super) fn end_line(&self) {
        write("\r\n");
    }
}

/// A console that cannot be written to will fail at the next question.
fn write(text: &str) {
    if let Ok(mut console) = OpenOptions::new().read(true).write(true).open("CONOUT$") {
        let _ = console.write_all(text.as_bytes());
    }
}
