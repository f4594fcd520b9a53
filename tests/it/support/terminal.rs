//! A real terminal (pty) with the program on it.

use std::process::Command;

use rexpect::session::{PtySession, spawn_command};

/// How long to wait for what must appear (milliseconds).
const PATIENCE: u64 = 10_000;

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
