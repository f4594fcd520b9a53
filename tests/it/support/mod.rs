//! The sealed environment: an empty environment, a home of its own, and on demand a D-Bus with a real
//! gnome-keyring. Nothing of the developer's machine gets in, and nothing gets out.
//!
//! What needs Linux is in [`linux`]. Elsewhere there is neither D-Bus nor terminal, and the keyring is the system's.

#[cfg(target_os = "linux")]
mod linux;
mod outcome;
pub mod tools;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use sandbox::Sandbox;
use tempfile::TempDir;

#[cfg(target_os = "linux")]
pub use linux::{Bus, Nginx, Shell, Terminal};
pub use outcome::Outcome;

/// The built program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_space-token");

/// The sandbox's credentials.
pub const CLIENT_ID: &str = "valid-service-id";
/// The secret of [`CLIENT_ID`].
pub const CLIENT_SECRET: &str = "valid-service-secret";
/// A user of the sandbox.
pub const USERNAME: &str = "bob";
/// The password of [`USERNAME`].
pub const PASSWORD: &str = "correct horse";

/// One user's world.
pub struct World {
    home: TempDir,
    #[cfg(target_os = "linux")]
    bus: Option<Bus>,
    variables: BTreeMap<String, OsString>,
}

impl World {
    /// A home, and nothing else: no D-Bus, no terminal, no variables but `HOME` and `PATH`.
    pub fn new() -> Self {
        let home = tempfile::Builder::new().prefix("space-token-").tempdir().unwrap();
        let mut world = Self {
            #[cfg(target_os = "linux")]
            bus: None,
            variables: BTreeMap::new(),
            home,
        };
        if cfg!(windows) {
            // its folders are the user's, whatever a variable says: a configuration file of its own makes a world
            std::fs::write(world.config(), "").unwrap();
            world.set("SPACE_TOKEN_CONFIG", world.config()).set("SystemRoot", r"C:\windows");
        } else {
            world.set("HOME", world.home().to_owned()).set("PATH", "/usr/local/bin:/usr/bin:/bin");
        }
        world
    }

    /// The same with a keyring: an unlocked gnome-keyring on a D-Bus.
    #[cfg(target_os = "linux")]
    pub fn with_keyring() -> Self {
        Self::with_bus(Bus::with_gnome_keyring)
    }

    /// The same: the system's keyring is there for all.
    #[cfg(not(target_os = "linux"))]
    pub fn with_keyring() -> Self {
        Self::new()
    }

    /// The home folder.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// `config.toml`
    pub fn config(&self) -> PathBuf {
        self.home().join(match () {
            () if cfg!(windows) => "config.toml",
            () if cfg!(target_os = "macos") => "Library/Application Support/space-token/config.toml",
            () => ".config/space-token/config.toml",
        })
    }

    /// The state folder.
    #[cfg(unix)]
    pub fn state(&self) -> PathBuf {
        let macos = cfg!(target_os = "macos");
        self.home().join(if macos { "Library/Application Support/space-token" } else { ".local/state/space-token" })
    }

    /// Sets a variable for every run.
    pub fn set(&mut self, name: &str, value: impl Into<OsString>) -> &mut Self {
        self.variables.insert(name.to_owned(), value.into());
        self
    }

    /// Removes a variable for every run.
    pub fn unset(&mut self, name: &str) -> &mut Self {
        self.variables.remove(name);
        self
    }

    /// Sets all credentials for `server`, as a CI job would.
    pub fn set_credentials(&mut self, server: &Sandbox) -> &mut Self {
        self.set("SPACE_TOKEN_URL", server.url())
            .set("SPACE_TOKEN_CLIENT_ID", CLIENT_ID)
            .set("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET)
            .set("SPACE_TOKEN_USERNAME", USERNAME)
            .set("SPACE_TOKEN_PASSWORD", PASSWORD)
    }

    /// The program with `arguments`, to be run.
    pub fn command(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(PROGRAM);
        command.args(arguments);
        self.seal(command)
    }

    /// Any other program, sealed alike; the built program is in its `PATH`.
    pub fn other(&self, program: &str, arguments: &[&str]) -> Run {
        let mut command = Command::new(program);
        command.args(arguments);
        let mut run = self.seal(command);
        let folder = Path::new(PROGRAM).parent().unwrap();
        run.command.env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", folder.display()));
        run
    }

    fn seal(&self, mut command: Command) -> Run {
        // without a controlling terminal, whatever the tests were started from
        command.env_clear().envs(&self.variables).current_dir(self.home());
        Run { command, stdin: Vec::new() }
    }

    /// Starts the program, and goes on.
    pub fn start(&self, arguments: &[&str]) -> Running {
        self.command(arguments).start()
    }

    /// Runs the program.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        self.command(arguments).run()
    }

    /// Logs in with the sandbox's credentials, given for this run alone.
    pub fn log_in(&self, server: &Sandbox, arguments: &[&str]) -> Outcome {
        self.login(server, arguments).run()
    }

    /// As [`World::log_in`], to be run.
    pub fn login(&self, server: &Sandbox, arguments: &[&str]) -> Run {
        let mut login = vec!["login", "--url"];
        let url = server.url();
        login.extend([url.as_str(), "--client-id", CLIENT_ID, "--username", USERNAME]);
        login.extend(arguments);
        self.command(&login).env("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET).env("SPACE_TOKEN_PASSWORD", PASSWORD)
    }

    /// Every file below the home, with its content.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut folders = vec![self.home().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                match entry.file_type().unwrap() {
                    kind if kind.is_dir() => folders.push(entry.path()),
                    kind if kind.is_file() => found.push((entry.path(), std::fs::read(entry.path()).unwrap())),
                    _ => {}
                }
            }
        }
        found
    }
}

/// One run to be.
pub struct Run {
    command: Command,
    stdin: Vec<u8>,
}

impl Run {
    /// Sets a variable for this run.
    pub fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.command.env(name, value.into());
        self
    }

    /// Removes a variable for this run.
    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// What standard input holds; empty unless said.
    pub fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    /// Runs it to its end, without a controlling terminal.
    pub fn run(self) -> Outcome {
        #[cfg(target_os = "linux")]
        return self.detached().start().finish();
        #[cfg(not(target_os = "linux"))]
        self.start().finish()
    }

    /// Starts it, and goes on.
    pub fn start(mut self) -> Running {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap_or_else(|error| panic!("{:?}: {error}", self.command));
        let mut stdin = child.stdin.take().unwrap();
        thread::spawn(move || {
            // a program that does not read is none the worse
            let _ = stdin.write_all(&self.stdin);
        });
        Running { command: format!("{:?}", self.command), child }
    }
}

/// A run under way.
pub struct Running {
    command: String,
    child: Child,
}

impl Running {
    /// Waits for its end.
    pub fn finish(self) -> Outcome {
        Outcome::new(self.command, self.child.wait_with_output().unwrap())
    }

    /// The process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

/// How long to wait for what must come to be: so long that no load of the machine makes it too short.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Waits for what must come to be.
#[track_caller]
pub fn wait_until(condition: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !condition() {
        assert!(Instant::now() < deadline, "it never came to that");
        thread::sleep(Duration::from_millis(5));
    }
}
