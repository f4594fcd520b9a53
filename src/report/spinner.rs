//! A sign of life on the terminal, for a person who waits.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What is faster needs no sign.
const PATIENCE: Duration = Duration::from_millis(500);

const FRAMES: [char; 4] = ['|', '/', '-', '\\'];

/// While it lives, and after half a second, a line on the terminal says what is being waited for. It is gone
/// with the value, without a trace.
#[derive(Debug)]
pub struct Waiting {
    end: Option<mpsc::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Waiting {
    /// Waits for `what`. Nothing is shown where standard error is no terminal, with `-q`, and with `-v`,
    /// which tells more.
    pub fn on(what: &str) -> Self {
        if !io::stderr().is_terminal() || log::max_level() != log::LevelFilter::Info {
            return Self { end: None, thread: None };
        }
        let (end, ended) = mpsc::channel();
        let what = crate::error::clean(what);
        Self { end: Some(end), thread: Some(thread::spawn(move || spin(&what, &ended))) }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.end = None;
        if let Some(thread) = self.thread.take() {
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
        draw(&format!("\r\x1b[K{frame} waiting for {what} …"));
        if ended.recv_timeout(Duration::from_millis(120)) != Err(RecvTimeoutError::Timeout) {
            break;
        }
    }
    draw("\r\x1b[K");
}

/// A terminal that is gone needs no sign.
fn draw(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}
