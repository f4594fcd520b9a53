//! What only Linux has: a D-Bus with any keyring on it, terminals, sessions, `/proc`, other times.

mod keepassxc;
mod keyring;
mod kwallet;
mod nginx;
mod terminal;

use std::path::Path;
use std::process::Command;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::{Outcome, PROGRAM, Run, Running, World};

pub use keyring::Bus;
pub use nginx::Nginx;
pub use terminal::{Shell, Terminal};

impl World {
    /// The same with this D-Bus.
    pub fn with_bus(start: impl FnOnce(&Path) -> Bus) -> Self {
        let mut world = Self::new();
        let bus = start(world.home());
        world.variables.insert("DBUS_SESSION_BUS_ADDRESS".into(), bus.address().into());
        world.bus = Some(bus);
        world
    }

    /// The D-Bus.
    pub fn bus(&mut self) -> &mut Bus {
        self.bus.as_mut().expect("this world has a bus")
    }

    /// Runs the program at another time: `ahead` is what faketime(1) takes, such as `11m`.
    pub fn run_later(&self, ahead: &str, arguments: &[&str]) -> Outcome {
        self.other("faketime", &[&["--exclude-monotonic", "-f", &format!("+{ahead}"), PROGRAM], arguments].concat())
            .run()
    }

    /// The program on a terminal of its own.
    pub fn terminal(&self, arguments: &[&str]) -> Terminal {
        self.command(arguments).terminal()
    }

    /// A shell on a terminal of its own, with the built program in its `PATH`.
    pub fn shell(&self) -> Shell {
        Shell::start(self.other("bash", &["--norc", "--noprofile", "--noediting", "-i"]).command)
    }
}

impl Run {
    /// The same in a session of its own, so that it finds no terminal.
    pub(super) fn detached(mut self) -> Self {
        in_session(&mut self.command, "--wait");
        self
    }

    /// Starts it on a terminal of its own.
    pub fn terminal(self) -> Terminal {
        Terminal::start(self.command)
    }
}

impl Running {
    /// Whether it has a file open whose path ends so.
    pub fn has_open(&self, end: &str) -> bool {
        let files = std::fs::read_dir(format!("/proc/{}/fd", self.pid())).into_iter().flatten().flatten();
        files.filter_map(|file| file.path().read_link().ok()).any(|path| path.to_string_lossy().ends_with(end))
    }

    /// Whether a signal to the process waits to be taken (proc(5)).
    pub fn has_pending_signal(&self) -> bool {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap();
        let pending = status.lines().find_map(|line| line.strip_prefix("ShdPnd:")).unwrap();
        pending.trim().contains(|digit| digit != '0')
    }

    /// Sends a signal.
    pub fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(self.pid().try_into().unwrap()), signal).unwrap();
    }
}

/// Has setsid(1) start it, since the call of that name is unsafe between fork and exec.
fn in_session(command: &mut Command, option: &str) {
    let inner = std::mem::replace(command, Command::new("/usr/bin/setsid"));
    command.arg(option).arg(inner.get_program()).args(inner.get_args()).env_clear();
    for (name, value) in inner.get_envs() {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    if let Some(folder) = inner.get_current_dir() {
        command.current_dir(folder);
    }
}
