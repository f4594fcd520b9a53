//! A real terminal (pty) with the program on it.

use std::process::Command;

use rexpect::session::{PtySession, spawn_command};

/// How long to wait for what must appear (milliseconds).
const PATIENCE: u64 = 20_000;

/// The program on a terminal.
pub struct Terminal(PtySession);

impl Terminal {
    pub(super) fn start(command: Command) -> Self {
        Self(spawn_command(command, Some(PATIENCE)).unwrap())
    }

    /// Waits for `text`; what came before it.
    #[track_caller]
    pub fn expect(&mut self, text: &str) -> String {
        let bytes: String = text.bytes().map(char::from).collect();
        self.0
            .exp_string(&bytes)
            .map(|seen| decoded(&seen))
            .unwrap_or_else(|error| panic!("waiting for {text:?}: {error}"))
    }

    /// Types `text` and Enter.
    pub fn type_line(&mut self, text: &str) {
        self.0.send_line(text).unwrap();
    }

    /// Types a control character: `c` for Ctrl-C.
    pub fn control(&mut self, key: char) {
        self.0.send_control(key).unwrap();
    }

    /// Waits for `question`, then types `answer`.
    #[track_caller]
    pub fn answer(&mut self, question: &str, answer: &str) -> String {
        let before = self.expect(question);
        self.type_line(answer);
        before
    }

    /// Everything until the end, and the exit code (128 and the signal, as a shell has it).
    #[track_caller]
    pub fn finish(mut self) -> (String, i32) {
        use nix::sys::wait::WaitStatus;
        let rest = decoded(&self.0.exp_eof().unwrap());
        let code = match self.0.process_mut().wait().unwrap() {
            WaitStatus::Exited(_, code) => code,
            WaitStatus::Signaled(_, signal, _) => 128 + signal as i32,
            other => panic!("{other:?}"),
        };
        (rest, code)
    }
}

/// The terminal library gives each byte as a character of its own.
fn decoded(seen: &str) -> String {
    let bytes: Vec<u8> = seen.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    String::from_utf8(bytes).unwrap()
}
