//! One run of the program: what it was told, what was done to it, and what came of it.

use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::chance::Chance;

/// A process that was continued ends within this, however slow the machine is.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Print,
    Json,
    Exec,
    Refresh,
    Status,
    /// As the user of this number.
    Login(usize),
    Logout {
        revoke: bool,
    },
}

impl Action {
    /// Whether it only wants a token, or to know of one.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Print | Self::Json | Self::Exec | Self::Refresh | Self::Status)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Exit(i32),
    /// By this test.
    Killed,
    /// By another signal.
    Signal(i32),
    /// It didn't end.
    Hung,
}

/// A run that has ended. Times count from the beginning of the round.
#[derive(Clone, Debug)]
pub struct Run {
    pub worker: usize,
    pub action: Action,
    /// Whether the profile was named on the command line.
    pub named: bool,
    pub begin: Duration,
    pub end: Duration,
    pub came: End,
    pub stdout: String,
    pub stderr: String,
    /// What was done to it, and when.
    pub signals: Vec<(Duration, Signal)>,
}

impl Run {
    pub fn succeeded(&self) -> bool {
        self.came == End::Exit(0)
    }

    /// A text of the object that `print --format json` wrote.
    pub fn json(&self, key: &str) -> Option<String> {
        let object: serde_json::Value = serde_json::from_str(&self.stdout).ok()?;
        object[key].as_str().map(str::to_owned)
    }

    pub fn was_killed(&self) -> bool {
        self.came == End::Killed
    }
}

/// When a signal is sent.
#[derive(Clone, Copy)]
pub enum When {
    /// So long after the signal before.
    After(Duration),
    /// As soon as the server has answered a refresh, of this process or another.
    Refreshed,
}

/// Which signals a process gets, one after the other.
pub type Plan = Vec<(When, Signal)>;

/// How long to wait for a refresh that may never come.
const LONGEST_WAIT: Duration = Duration::from_millis(150);

/// Stops with `stop` percent, up to three times; killed in the end with `kill` percent.
pub fn plan(chance: &mut Chance, stop: u32, kill: u32) -> Plan {
    let mut plan = Plan::new();
    let when = |chance: &mut Chance| match chance.percent(20) {
        true => When::Refreshed,
        false => When::After(chance.pause(0.1, 80.0)),
    };
    while plan.len() < 6 && chance.percent(stop) {
        plan.push((when(chance), Signal::SIGSTOP));
        plan.push((When::After(chance.pause(1.0, 400.0)), Signal::SIGCONT));
    }
    if chance.percent(kill) {
        if chance.percent(30) {
            // killed while it's stopped
            plan.pop();
        }
        plan.push((when(chance), Signal::SIGKILL));
    }
    plan
}

/// A run to be.
pub struct Job {
    pub worker: usize,
    pub action: Action,
    pub named: bool,
    pub command: Command,
    pub plan: Plan,
}

impl Job {
    /// Runs it to its end; `refreshes` tells how many the server has answered.
    pub fn run(mut self, start: Instant, refreshes: impl Fn() -> usize) -> Run {
        self.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let refreshed = if self.plan.is_empty() { 0 } else { refreshes() };
        let begin = start.elapsed();
        let mut child = self.command.spawn().expect("the program can be run");
        let pid = Pid::from_raw(child.id().try_into().unwrap());
        // it isn't waited for yet, so that the id is still its own
        let send = |signal| kill(pid, signal).expect("the process is there, be it dead");

        // the end of its output is its end
        let (eof, ended) = mpsc::channel();
        let mut output = child.stdout.take().unwrap();
        let reader = thread::spawn(move || {
            let mut text = Vec::new();
            let _ = output.read_to_end(&mut text);
            let _ = eof.send(());
            text
        });
        let has_ended = |within| !matches!(ended.recv_timeout(within), Err(RecvTimeoutError::Timeout));

        let mut signals = Vec::new();
        for (when, signal) in self.plan {
            let over = match when {
                When::After(pause) => has_ended(pause),
                When::Refreshed => {
                    let until = Instant::now() + LONGEST_WAIT;
                    let mut over = false;
                    while !over && refreshes() == refreshed && Instant::now() < until {
                        over = has_ended(Duration::from_millis(1));
                    }
                    over
                }
            };
            if over {
                break;
            }
            signals.push((start.elapsed(), signal));
            send(signal);
        }
        send(Signal::SIGCONT);
        let hung = !has_ended(PATIENCE);
        if hung {
            send(Signal::SIGKILL);
        }
        let status = child.wait().unwrap();
        let end = start.elapsed();

        let mut stderr = Vec::new();
        let _ = child.stderr.take().unwrap().read_to_end(&mut stderr);
        let killed = signals.last().is_some_and(|(_, signal)| *signal == Signal::SIGKILL);
        let came = match (status.code(), status.signal()) {
            _ if hung => End::Hung,
            (Some(code), _) => End::Exit(code),
            (None, Some(9)) if killed => End::Killed,
            (None, signal) => End::Signal(signal.unwrap_or(0)),
        };
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        let (stdout, stderr) = (text(reader.join().unwrap()), text(stderr));
        let Self { worker, action, named, .. } = self;
        Run { worker, action, named, begin, end, came, stdout, stderr, signals }
    }
}
