//! Signals, and the modes of a terminal.
//!
//! Signals are blocked, and a thread waits for them. Nothing is installed in the place of what they do by default or
//! what the parent process wants of them, so nothing has to be put back.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::process;
use std::sync::OnceLock;
use std::thread;

use nix::sys::signal::{SigSet, SigmaskHow, Signal, raise};
use nix::sys::termios::{
    FlowArg, FlushArg, InputFlags, LocalFlags, SetArg, Termios, tcdrain, tcflow, tcflush, tcgetattr, tcsetattr,
};
use nix::unistd::{getpgrp, tcgetpgrp};

use super::{end, go_on};

/// The signals that were blocked when this process was started.
static INHERITED: OnceLock<SigSet> = OnceLock::new();

/// What a terminal, a shell or a service manager sends to end a program, to stop it, or to have it go on.
const WATCHED: [Signal; 6] =
    [Signal::SIGHUP, Signal::SIGINT, Signal::SIGQUIT, Signal::SIGTERM, Signal::SIGTSTP, Signal::SIGCONT];

/// From now on signals wait for what is critical, and find the terminal restored. To be called before any other thread
/// is started. Where signals can't be watched they end the process as ever.
pub fn watch() {
    let signals = SigSet::from_iter(WATCHED);
    let Ok(inherited) = signals.thread_swap_mask(SigmaskHow::SIG_BLOCK) else { return };
    INHERITED.get_or_init(|| inherited);
    let listen = move || {
        while let Ok(signal) = signals.wait() {
            match signal {
                Signal::SIGCONT => go_on(),
                _ => {
                    restart_output();
                    end(|| do_as_ever(signal));
                }
            }
        }
    };
    if let Err(error) = thread::Builder::new().spawn(listen) {
        log::debug!("can't watch signals: {error}");
        restore();
    }
}

/// Ctrl-S stops output, and with it whoever writes to the terminal; Ctrl-C starts it again, and so does every signal
/// that is to end this program.
fn restart_output() {
    if let Ok(terminal) = OpenOptions::new().write(true).open("/dev/tty")
        && is_in_foreground(&terminal)
    {
        // Linux starts what was stopped in the same way
        let _ = tcflow(&terminal, FlowArg::TCOOFF).and_then(|()| tcflow(&terminal, FlowArg::TCOON));
    }
}

/// Gives the program that takes this one's place the signals as this one found them.
pub fn restore() {
    if let Some(inherited) = INHERITED.get() {
        // it cannot fail: the mask came from the system
        let _ = inherited.thread_set_mask();
    }
}

/// What `start` gives; a program that it starts gets the signals as this one found them.
pub fn starting<T>(start: impl FnOnce() -> T) -> T {
    restore();
    let started = start();
    let _ = SigSet::from_iter(WATCHED).thread_block();
    started
}

/// What `signal` does to a process that doesn't watch it: mostly it ends or stops it.
fn do_as_ever(signal: Signal) {
    let signals = SigSet::from_iter([signal]);
    let _ = signals.thread_unblock();
    let _ = raise(signal);
    // the first process of a container is spared what it doesn't handle (pid_namespaces(7))
    if process::id() == 1 && signal != Signal::SIGTSTP && !is_ignored(signal) {
        process::exit(128 + signal as i32);
    }
    let _ = signals.thread_block();
}

/// Whether this process was started with `signal` ignored (proc_pid_status(5)).
fn is_ignored(signal: Signal) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (signal as u32 - 1) & 1 == 1)
}

/// Drops what was typed on `terminal` and not read. To a program in the background none of that was typed.
pub fn drop_input(terminal: &File) {
    if is_in_foreground(terminal) {
        // a terminal that is gone has nothing to drop
        let _ = tcflush(terminal, FlushArg::TCIFLUSH);
    }
}

/// Whether `terminal` is this program's for now, and not the shell's or another program's.
pub(super) fn is_in_foreground(terminal: impl AsFd) -> bool {
    tcgetpgrp(terminal).map_or(true, |group| group == getpgrp())
}

/// A question that waits for its answer.
pub(super) struct Prompt {
    terminal: File,
    question: String,
    before: Termios,
    during: Termios,
}

impl Prompt {
    pub(super) fn begin(terminal: &File, question: &str, hide: bool) -> io::Result<Self> {
        // in the background this stops the process; the modes that are there until it goes on are the shell's own
        tcdrain(terminal)?;
        let before = tcgetattr(terminal)?;
        let mut during = before.clone();
        // the backspace key takes a whole character away
        #[cfg(any(target_os = "linux", target_os = "macos"))]
        during.input_flags.insert(InputFlags::IUTF8);
        if hide {
            during.local_flags.remove(LocalFlags::ECHO | LocalFlags::ECHOE | LocalFlags::ECHOK | LocalFlags::ECHONL);
        }
        let prompt = Self { terminal: terminal.try_clone()?, question: question.to_owned(), before, during };
        tcsetattr(terminal, SetArg::TCSANOW, &prompt.during)?;
        prompt.ask();
        Ok(prompt)
    }

    /// The terminal as it was before. One that is gone needs no restoring, so failures are of no interest.
    pub(super) fn restore(&self) {
        let _ = tcsetattr(&self.terminal, SetArg::TCSANOW, &self.before);
    }

    /// The question again, after the process was stopped and goes on.
    pub(super) fn resume(&self) {
        let _ = tcsetattr(&self.terminal, SetArg::TCSANOW, &self.during);
        self.ask();
    }

    /// After a stop that nobody could foresee (SIGSTOP) the modes are the shell's.
    pub(super) fn go_on(&self) {
        if tcgetattr(&self.terminal).is_ok_and(|modes| modes.local_flags != self.during.local_flags) {
            self.resume();
        }
    }

    pub(super) fn end_line(&self) {
        let _ = (&self.terminal).write_all(b"\n");
    }

    fn ask(&self) {
        let _ = (&self.terminal).write_all(self.question.as_bytes());
    }
}
