//! Ctrl-C and its kin: the terminal is restored on every way out, and a refresh that has been sent gets a moment to be
//! saved. What another program made this one ignore stays ignored, here and in the program that `exec` runs.

#[cfg_attr(unix, path = "signals/unix.rs")]
#[cfg_attr(windows, path = "signals/windows.rs")]
mod platform;

use std::fs::File;
use std::io::{self, Write};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use platform::Prompt;
#[cfg(unix)]
pub use platform::restore;
#[cfg(windows)]
pub use platform::{console_output, leave_to_command};
pub use platform::{drop_input, starting, watch};

/// How long an answer and its save may still take once somebody wants the process to end.
const GRACE: Duration = Duration::from_secs(2);

/// What the thread that hears signals has to know.
struct State {
    critical: bool,
    ending: bool,
    prompt: Option<Prompt>,
    /// Whether a line stands on the terminal that is to go with the process.
    has_passing_line: bool,
}

impl State {
    fn erase(&mut self) {
        if std::mem::take(&mut self.has_passing_line) {
            draw("");
        }
    }
}

/// A terminal that is gone needs no line, and in the background the line is the shell's.
fn draw(line: &str) {
    let mut stderr = io::stderr().lock();
    if !platform::is_in_foreground(&stderr) {
        return;
    }
    let _ = write!(stderr, "\r\x1b[K{line}").and_then(|()| stderr.flush());
}

/// Shows `line` on standard error, a terminal, in place of the one before. Whatever ends the process takes it away.
pub fn show_passing_line(line: &str) {
    let mut state = state();
    draw(line);
    state.has_passing_line = true;
}

/// Takes it away.
pub fn erase_passing_line() {
    state().erase();
}

static STATE: Mutex<State> =
    Mutex::new(State { critical: false, ending: false, prompt: None, has_passing_line: false });
static CHANGED: Condvar = Condvar::new();

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends the process by `kill`, tidily. Goes on as before if that doesn't end it, or only stops it for a while.
fn end(kill: impl FnOnce()) {
    let mut state = state();
    state.ending = true;
    let (mut state, _) =
        CHANGED.wait_timeout_while(state, GRACE, |state| state.critical).unwrap_or_else(PoisonError::into_inner);
    state.erase();
    if let Some(prompt) = &state.prompt {
        prompt.restore();
        prompt.end_line();
    }
    kill();
    if let Some(prompt) = &state.prompt {
        prompt.resume();
    }
    state.ending = false;
    CHANGED.notify_all();
}

/// The process goes on after a stop. [`end`] has seen to it already, unless it was SIGSTOP.
#[cfg(unix)]
fn go_on() {
    if let Some(prompt) = &state().prompt {
        prompt.go_on();
    }
}

/// While it lives, a signal waits for it, but not for long.
#[derive(Debug)]
pub struct Critical(());

impl Critical {
    /// A refresh token is about to be spent.
    pub fn begin() -> Self {
        state().critical = true;
        Self(())
    }
}

impl Drop for Critical {
    fn drop(&mut self) {
        let mut state = state();
        state.critical = false;
        CHANGED.notify_all();
        // the thread that heard a signal ends the process, unless the signal turns out to be ignored
        drop(CHANGED.wait_while(state, |state| state.ending));
    }
}

/// Writes `question` to `terminal`, and hides what is typed there if `hide`, while `read` reads the answer. The terminal
/// is as before afterwards, whatever ends that.
///
/// # Errors
/// If it is no terminal, or a terminal that cannot hide; else as `read`.
pub fn asking<T>(terminal: &File, question: &str, hide: bool, read: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let mut watched = state();
    watched.prompt = Some(Prompt::begin(terminal, question, hide)?);
    drop(watched);
    let answer = read();
    if let Some(prompt) = state().prompt.take() {
        prompt.restore();
    }
    answer
}
