//! Signals, and the modes of a terminal.

use std::fs::File;
use std::io::{self, Write};
use std::sync::OnceLock;
use std::thread;

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::{end, state};

static WATCHING: OnceLock<()> = OnceLock::new();
static WATCHING_TERMINAL: OnceLock<()> = OnceLock::new();

/// From now on Ctrl-C and SIGTERM end the process with 130 and 143, tidily. Where signals cannot be
/// watched they end it as ever.
pub(super) fn watch() {
    WATCHING.get_or_init(|| listen(&[SIGINT, SIGTERM]));
}

/// As [`watch`], and a terminal that is closed, or a program that is stopped, finds the terminal restored.
pub(super) fn watch_terminal() {
    watch();
    WATCHING_TERMINAL.get_or_init(|| listen(&[SIGHUP, SIGTSTP, SIGCONT]));
}

fn listen(signals: &[i32]) {
    match Signals::new(signals) {
        Ok(mut signals) => drop(thread::spawn(move || signals.forever().for_each(heard))),
        Err(error) => log::debug!("cannot watch signals: {error}"),
    }
}

fn heard(signal: i32) {
    match signal {
        SIGTSTP => {
            if let Some(prompt) = &state().prompt {
                prompt.restore();
            }
            // a stop that fails leaves the process running, which is what there is
            let _ = emulate_default_handler(SIGTSTP);
        }
        SIGCONT => {
            if let Some(prompt) = &state().prompt {
                prompt.set(&prompt.hidden);
                prompt.ask();
            }
        }
        SIGINT => end(130),
        _ => end(143),
    }
}

/// A question that waits for its answer.
pub(super) struct Prompt {
    terminal: File,
    question: String,
    shown: Termios,
    hidden: Termios,
}

impl Prompt {
    pub(super) fn begin(terminal: &File, question: &str, hide: bool) -> io::Result<Self> {
        let shown = tcgetattr(terminal)?;
        let mut hidden = shown.clone();
        if hide {
            hidden.local_modes.remove(LocalModes::ECHO | LocalModes::ECHOE | LocalModes::ECHOK | LocalModes::ECHONL);
        }
        let prompt = Self { terminal: terminal.try_clone()?, question: question.to_owned(), shown, hidden };
        tcsetattr(terminal, OptionalActions::Now, &prompt.hidden)?;
        prompt.ask();
        Ok(prompt)
    }

    /// The terminal as it was before.
    pub(super) fn restore(&self) {
        self.set(&self.shown);
    }

    pub(super) fn end_line(&self) {
        let _ = (&self.terminal).write_all(b"\n");
    }

    /// A terminal that is gone needs no restoring, so failures are of no interest.
    fn set(&self, modes: &Termios) {
        let _ = tcsetattr(&self.terminal, OptionalActions::Now, modes);
    }

    fn ask(&self) {
        let _ = (&self.terminal).write_all(self.question.as_bytes());
    }
}
