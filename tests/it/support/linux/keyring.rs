//! A private D-Bus with a real gnome-keyring on it.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::{keepassxc, kwallet};
use crate::support::PATIENCE;

/// The password of the login keyring.
const KEYRING_PASSWORD: &str = "keyring password";

/// Who is the Secret Service.
const OWNER: [&str; 5] = [
    "--dest=org.freedesktop.DBus",
    "--print-reply",
    "/",
    "org.freedesktop.DBus.GetNameOwner",
    "string:org.freedesktop.secrets",
];

/// Whether its default collection is locked.
const LOCKED: [&str; 6] = [
    "--dest=org.freedesktop.secrets",
    "--print-reply",
    "/org/freedesktop/secrets/aliases/default",
    "org.freedesktop.DBus.Properties.Get",
    "string:org.freedesktop.Secret.Collection",
    "string:Locked",
];

/// A bus and what runs on it; all of it ends with the value.
pub struct Bus {
    daemon: Child,
    address: String,
    home: PathBuf,
    service: Option<Child>,
}

impl Bus {
    /// A bus with nothing on it, and nothing that could be started on it.
    pub fn empty(home: &Path) -> Self {
        let runtime = home.join("run");
        std::fs::create_dir_all(&runtime).unwrap();
        let config = runtime.join("bus.conf");
        let policy = "<policy context='default'><allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/>\
                      <allow own='*'/></policy>";
        let text = format!(
            "<!DOCTYPE busconfig PUBLIC '-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN' \
             'http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd'>\
             <busconfig><type>session</type><listen>unix:path={}</listen><auth>EXTERNAL</auth>{policy}</busconfig>",
            runtime.join("bus").display()
        );
        std::fs::write(&config, text).unwrap();
        let mut daemon = Command::new("dbus-daemon")
            .args(["--nofork", "--nopidfile", "--print-address=1"])
            .arg(format!("--config-file={}", config.display()))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon is installed");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { daemon, address: address.trim().to_owned(), home: home.to_owned(), service: None }
    }

    /// A bus with a gnome-keyring whose login keyring is unlocked.
    pub fn with_gnome_keyring(home: &Path) -> Self {
        let mut bus = Self::empty(home);
        bus.start_gnome_keyring(&["--unlock"]);
        bus
    }

    /// Starts a gnome-keyring; without `--unlock` its login keyring stays locked.
    pub fn start_gnome_keyring(&mut self, arguments: &[&str]) {
        let mut service = Command::new("gnome-keyring-daemon")
            .args(["--foreground", "--components=secrets"])
            .args(arguments)
            .env_clear()
            .env("HOME", &self.home)
            .env("PATH", "/usr/bin:/bin")
            .env("XDG_RUNTIME_DIR", self.home.join("run"))
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("gnome-keyring is installed");
        service.stdin.take().unwrap().write_all(KEYRING_PASSWORD.as_bytes()).unwrap();
        self.service = Some(service);
        self.wait_for_service();
    }

    /// A bus with a KeePassXC on it, whose database is open.
    pub fn with_keepassxc(home: &Path) -> Self {
        let mut bus = Self::empty(home);
        bus.service = Some(keepassxc::start(home, bus.address()));
        bus.wait_for_service();
        // it is on the bus before its database is open
        bus.wait_for(&LOCKED, "boolean false");
        bus
    }

    /// A bus with a KWallet on it, whose wallet is open.
    pub fn with_kwallet(home: &Path) -> Self {
        let mut bus = Self::empty(home);
        bus.service = Some(kwallet::start(home, bus.address()));
        bus.wait_for(&LOCKED, "boolean ");
        bus
    }

    /// A bus with a KWallet on it in which nobody has made a wallet.
    pub fn with_kwallet_without_a_wallet(home: &Path) -> Self {
        let mut bus = Self::empty(home);
        bus.service = Some(kwallet::without_a_wallet(home, bus.address()));
        bus.wait_for_service();
        bus
    }

    /// The address, as in `DBUS_SESSION_BUS_ADDRESS`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Kills the Secret Service; what it had saved stays on the disk.
    pub fn kill_service(&mut self) {
        if let Some(mut service) = self.service.take() {
            let _ = service.kill();
            let _ = service.wait();
        }
    }

    /// Stops the Secret Service: it takes messages, and never replies.
    pub fn freeze_service(&self) {
        freeze(self.service.as_ref().expect("a service runs"));
    }

    /// Stops the D-Bus itself.
    pub fn freeze(&self) {
        freeze(&self.daemon);
    }

    /// Locks the collection that is the default one.
    pub fn lock(&self) {
        let lock = ["--dest=org.freedesktop.secrets", "--print-reply", "/org/freedesktop/secrets"];
        let arguments =
            ["org.freedesktop.Secret.Service.Lock", "array:objpath:/org/freedesktop/secrets/aliases/default"];
        let done = self.dbus_send(&[&lock[..], &arguments[..]].concat());
        assert!(done, "the collection can be locked");
    }

    /// Sends one message, and waits for its reply.
    pub fn dbus_send(&self, arguments: &[&str]) -> bool {
        self.reply(arguments).is_some()
    }

    fn reply(&self, arguments: &[&str]) -> Option<String> {
        let mut question = Command::new("dbus-send");
        question.arg("--session").args(arguments).env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        let output = question.stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn wait_for_service(&self) {
        self.wait_for(&OWNER, "string");
    }

    fn wait_for(&self, question: &[&str], expected: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.reply(question).is_some_and(|reply| reply.contains(expected)) {
            assert!(Instant::now() < deadline, "the Secret Service comes up");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

fn freeze(process: &Child) {
    kill(Pid::from_raw(process.id().try_into().unwrap()), Signal::SIGSTOP).unwrap();
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.kill_service();
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}
