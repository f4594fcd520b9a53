//! A real terminal (pty) with the program on it. Linux: setsid(1) of util-linux makes it the controlling one.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::fd::AsFd;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use nix::fcntl::OFlag;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::pty::{grantpt, posix_openpt, ptsname_r, unlockpt};

use super::in_session;
use crate::support::PATIENCE;

/// The program on a terminal. Dropping it closes the terminal, as the window's button does.
pub struct Terminal {
    child: Child,
    /// The end that a terminal emulator has; `None` once it is closed.
    screen: Option<File>,
    /// What was shown and not yet taken by [`Terminal::expect`].
    shown: Vec<u8>,
}

impl Terminal {
    pub(super) fn start(mut command: Command) -> Self {
        // closed on exec, so that no other test's program keeps this terminal open
        let flags = OFlag::O_RDWR | OFlag::O_NOCTTY | OFlag::O_CLOEXEC;
        let master = posix_openpt(flags).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let path = ptsname_r(&master).unwrap();
        let slave = OpenOptions::new().read(true).write(true).custom_flags(OFlag::O_NOCTTY.bits()).open(path).unwrap();
        in_session(&mut command, "--ctty");
        command.stdin(slave.try_clone().unwrap()).stdout(slave.try_clone().unwrap()).stderr(slave);
        let child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let screen = File::from(master.as_fd().try_clone_to_owned().unwrap());
        Self { child, screen: Some(screen), shown: Vec::new() }
    }

    /// Waits for `text`; what came before it.
    #[track_caller]
    pub fn expect(&mut self, text: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(start) = self.shown.windows(text.len()).position(|window| window == text.as_bytes()) {
                let before = self.shown.drain(..start).collect();
                self.shown.drain(..text.len());
                return decoded(before);
            }
            let more = self.read(deadline);
            assert!(
                more == Some(true),
                "waiting for {text:?}, this was shown: {}",
                String::from_utf8_lossy(&self.shown)
            );
        }
    }

    /// Takes what the program shows next, if it comes before the deadline; `Some(false)` at the end.
    fn read(&mut self, deadline: Instant) -> Option<bool> {
        let screen = self.screen.as_mut().unwrap();
        let left = deadline.saturating_duration_since(Instant::now());
        let ready = poll(&mut [PollFd::new(screen.as_fd(), PollFlags::POLLIN)], PollTimeout::try_from(left).unwrap());
        if ready.unwrap() == 0 {
            return None;
        }
        let mut bytes = [0; 4096];
        // EIO: nobody has the terminal open any more
        let count = screen.read(&mut bytes).unwrap_or(0);
        self.shown.extend_from_slice(&bytes[..count]);
        Some(count > 0)
    }

    /// Types `text` and Enter.
    pub fn type_line(&mut self, text: &str) {
        self.type_bytes(format!("{text}\n").as_bytes());
    }

    /// Types `text` without Enter.
    pub fn type_keys(&mut self, text: &str) {
        self.type_bytes(text.as_bytes());
    }

    /// Types a control character: `c` for Ctrl-C.
    pub fn control(&mut self, key: char) {
        self.type_bytes(&[u8::try_from(key).unwrap() & 0x1f]);
    }

    fn type_bytes(&mut self, bytes: &[u8]) {
        self.screen.as_mut().unwrap().write_all(bytes).unwrap();
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
        let deadline = Instant::now() + PATIENCE;
        while self
            .read(deadline)
            .unwrap_or_else(|| panic!("it does not end; this was shown: {}", String::from_utf8_lossy(&self.shown)))
        {
        }
        let status = self.child.wait().unwrap();
        let code = status.code().unwrap_or_else(|| 128 + status.signal().unwrap());
        (decoded(std::mem::take(&mut self.shown)), code)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        drop(self.screen.take());
        let deadline = Instant::now() + PATIENCE;
        while matches!(self.child.try_wait(), Ok(None)) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(2));
        }
        // what outlives its terminal is not left behind
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn decoded(shown: Vec<u8>) -> String {
    String::from_utf8(shown).unwrap()
}
/// The shell's prompt, which nothing else prints.
const PROMPT: &str = "@@@";

/// A bash on a terminal, with job control.
pub struct Shell {
    terminal: Terminal,
    pid: String,
    lines: usize,
}

impl Shell {
    pub(super) fn start(mut command: Command) -> Self {
        command.env("PS1", PROMPT).env("HISTFILE", "/dev/null");
        let mut shell = Self { terminal: Terminal::start(command), pid: String::new(), lines: 0 };
        shell.pid = shell.answer_of("$$");
        shell
    }

    /// Waits for the shell's prompt, then types a command.
    #[track_caller]
    pub fn command(&mut self, text: &str) {
        self.expect(PROMPT);
        self.line(text);
    }

    /// Types a line.
    pub fn line(&mut self, text: &str) {
        self.terminal.type_line(text);
    }

    /// Types what the keyboard sends, where Enter is a carriage return.
    pub fn keys(&mut self, bytes: &[u8]) {
        self.terminal.type_bytes(bytes);
    }

    /// Types a control character.
    pub fn control(&mut self, key: char) {
        self.terminal.control(key);
    }

    /// Waits for `text`; what came before it.
    #[track_caller]
    pub fn expect(&mut self, text: &str) -> String {
        self.terminal.expect(text)
    }

    /// The exit code of the last command.
    pub fn code(&mut self) -> i32 {
        self.answer_of("$?").parse().unwrap()
    }

    /// The terminal's modes, as stty has them.
    pub fn modes(&mut self) -> String {
        self.answer_of("$(stty -g)")
    }

    /// Sends a signal to the program that runs in the shell.
    pub fn signal_program(&mut self, signal: &str) {
        let status = Command::new("kill").arg(format!("-{signal}")).arg(self.program_pid().to_string()).status();
        assert!(status.unwrap().success());
    }

    /// The process of the program that runs in the shell.
    pub fn program_pid(&self) -> u32 {
        let shell = &self.pid;
        let children = std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children")).unwrap();
        children.split_whitespace().last().unwrap().parse().unwrap()
    }

    /// What the shell makes of `expression`; marked, so that the echo of the question is not taken for it.
    fn answer_of(&mut self, expression: &str) -> String {
        self.lines += 1;
        let number = self.lines;
        self.command(&format!("echo \"<${{x:-}}{number}:{expression}>\""));
        self.expect(&format!("<{number}:"));
        self.expect(">")
    }
}
