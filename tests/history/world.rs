//! Where a history takes place: a home with one profile, a server, and the store that was chosen.

use std::path::{Path, PathBuf};
use std::process::Command;

use sandbox::{Config, Sandbox, User};
use tempfile::TempDir;

use crate::command::Action;
use crate::support::Bus;

const CLIENT_ID: &str = "valid-service-id";
const CLIENT_SECRET: &str = "valid-service-secret";
/// User names and their passwords.
const USERS: [(&str, &str); 2] = [("alice", "battery staple"), ("bob", "correct horse")];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    Keyring,
    Kernel,
    File,
}

impl Store {
    pub const ALL: [Self; 3] = [Self::Keyring, Self::Kernel, Self::File];

    pub fn name(self) -> &'static str {
        match self {
            Self::Keyring => "keyring",
            Self::Kernel => "kernel",
            Self::File => "file",
        }
    }
}

pub struct World {
    pub store: Store,
    pub server: Sandbox,
    home: TempDir,
    profile: String,
    bus: Option<Bus>,
}

impl World {
    /// Nobody is logged in yet. The kernel's keyring is shared by all worlds of a user, so `profile` is one's own.
    pub fn new(store: Store, profile: String) -> Self {
        let server = Sandbox::with(Config {
            rotate: true,
            revoke_family_on_reuse: true,
            users: USERS.iter().map(|(name, password)| User::new(name, password, name)).collect(),
            ..Config::default()
        });
        let home = tempfile::Builder::new().prefix("space-token-history-").tempdir().unwrap();
        let bus = (store == Store::Keyring).then(|| Bus::with_gnome_keyring(home.path()));
        let world = Self { store, server, home, profile, bus };
        std::fs::create_dir_all(world.config().parent().unwrap()).unwrap();
        std::fs::write(world.config(), format!("default_profile = \"{}\"\n", world.profile)).unwrap();
        world
    }

    pub fn users(&self) -> Vec<String> {
        USERS.map(|(name, _)| name.to_owned()).to_vec()
    }

    /// What stands in no file that isn't the store's.
    pub fn secrets(&self) -> Vec<String> {
        USERS.iter().map(|(_, password)| *password).chain([CLIENT_SECRET]).map(str::to_owned).collect()
    }

    fn config(&self) -> PathBuf {
        self.home.path().join(".config/space-token/config.toml")
    }

    /// The user that `config.toml` names.
    pub fn configured_user(&self) -> Option<String> {
        let config = std::fs::read_to_string(self.config()).unwrap();
        let name = config.lines().find_map(|line| line.strip_prefix("username = "))?;
        Some(name.trim_matches('"').to_owned())
    }

    /// The program, to be run.
    pub fn command(&self, action: Action, named: bool) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_space-token"));
        command.env_clear().env("HOME", self.home.path()).env("PATH", "/usr/bin:/bin").current_dir(self.home.path());
        if let Some(bus) = &self.bus {
            command.env("DBUS_SESSION_BUS_ADDRESS", bus.address());
        }
        let arguments: &[&str] = match action {
            Action::Print => &["print"],
            Action::Json => &["print", "--format", "json"],
            Action::Exec => &["exec"],
            Action::Refresh => &["refresh"],
            Action::Status => &["status"],
            Action::Login(_) => &["login", "--no-input", "--format", "token"],
            Action::Logout { revoke: true } => &["logout"],
            Action::Logout { revoke: false } => &["logout", "--no-revoke"],
        };
        command.args(arguments);
        if named {
            command.args(["-p", &self.profile]);
        }
        match action {
            Action::Exec => drop(command.args(["--", "printenv", "SPACE_ACCESS_TOKEN"])),
            Action::Login(user) => self.complete_login(&mut command, USERS[user]),
            _ => {}
        }
        command
    }

    fn complete_login(&self, command: &mut Command, (name, password): (&str, &str)) {
        command.args(["--store", self.store.name(), "--url", &self.server.url(), "--client-id", CLIENT_ID]);
        command.args(["--username", name]).env("SPACE_TOKEN_PASSWORD", password);
        command.env("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET);
    }

    /// Whether the keyring, if there is one, is still there and open. Nothing would start it anew.
    pub fn keyring_is_well(&self) -> bool {
        let Some(bus) = &self.bus else { return true };
        let mut question = Command::new("dbus-send");
        question.args(["--session", "--print-reply", "--dest=org.freedesktop.secrets"]);
        question.args(["/org/freedesktop/secrets/aliases/default", "org.freedesktop.DBus.Properties.Get"]);
        question.args(["string:org.freedesktop.Secret.Collection", "string:Locked"]);
        let reply = question.env("DBUS_SESSION_BUS_ADDRESS", bus.address()).output().expect("dbus-send is installed");
        reply.status.success() && String::from_utf8_lossy(&reply.stdout).contains("boolean false")
    }

    /// What the kernel's keyring holds for the profile; what has expired or is being collected isn't there any more.
    pub fn keys(&self) -> Vec<String> {
        let keys = std::fs::read_to_string("/proc/keys").unwrap_or_default();
        let is_there = |line: &&str| {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let (flags, timeout) = (fields[1], fields[3]);
            !flags.contains(['R', 'D', 'i']) && timeout != "expd"
        };
        keys.lines().filter(|line| line.contains(&self.profile)).filter(is_there).map(str::to_owned).collect()
    }

    /// The files that hold one of `secrets`, but for those of the store.
    pub fn files_with(&self, secrets: &[&str], even_the_store: bool) -> Vec<String> {
        let tokens = self.home.path().join(".local/state/space-token/tokens");
        let is_store = |path: &Path| {
            let is_entry = path.parent() == Some(&*tokens) && path.extension().is_some_and(|ending| ending == "json");
            !even_the_store && self.store == Store::File && is_entry
        };
        let mut found = Vec::new();
        let mut folders = vec![self.home.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                let (path, kind) = (entry.path(), entry.file_type().unwrap());
                if kind.is_dir() {
                    folders.push(path);
                } else if kind.is_file() && !is_store(&path) && holds(&path, secrets) {
                    found.push(path.display().to_string());
                }
            }
        }
        found
    }
}

fn holds(path: &Path, secrets: &[&str]) -> bool {
    let content = std::fs::read(path).unwrap_or_default();
    let content = String::from_utf8_lossy(&content);
    secrets.iter().any(|secret| content.contains(secret))
}
