//! A sign of life on the terminal, for a person who waits.

use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anstream::{AutoStream, ColorChoice};

use crate::signals;

/// Anything faster needs no sign.
const PATIENCE: Duration = Duration::from_millis(500);

const FRAMES: [char; 4] = ['|', '/', '-', '\\'];

/// While it lives, and after half a second, a line on the terminal says what is being waited for. It's gone with the
/// value, and with the process, without a trace.
#[derive(Debug)]
pub struct Waiting(Option<(mpsc::Sender<()>, JoinHandle<()>)>);

impl Waiting {
    /// Waits for `what`. Nothing is shown where there's no terminal, or one that takes no escapes (TERM=dumb, NO_COLOR),
    /// with `-q`, and with `-v`, which tells more.
    pub fn on(what: &str) -> Self {
        let stderr = io::stderr();
        let can_erase = stderr.is_terminal() && AutoStream::choice(&stderr) != ColorChoice::Never;
        if !can_erase || log::max_level() != log::LevelFilter::Info {
            return Self(None);
        }
        let (end, ended) = mpsc::channel();
        let what = crate::error::clean(what);
        // if no thread can be started, there's no sign
        Self(thread::Builder::new().spawn(move || spin(&what, &ended)).ok().map(|thread| (end, thread)))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.0.take() {
            drop(end);
            // it cannot fail, and has nothing to give
            let _ = thread.join();
        }
    }
}

fn spin(what: &str, ended: &mpsc::Receiver<()>) {
    if ended.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    for frame in FRAMES.iter().cycle() {
        signals::show_passing_line(&fitting(format!("{frame} waiting for {what} …")));
        if ended.recv_timeout(Duration::from_millis(120)) != Err(RecvTimeoutError::Timeout) {
            break;
        }
    }
    signals::erase_passing_line();
}

/// What of `line` fits on the terminal as it is now: what wraps can't be taken back.
fn fitting(line: String) -> String {
    match terminal_size::terminal_size_of(io::stderr()) {
        Some((terminal_size::Width(columns), _)) if columns > 0 => {
            line.chars().take(usize::from(columns) - 1).collect()
        }
        _ => line,
    }
}
