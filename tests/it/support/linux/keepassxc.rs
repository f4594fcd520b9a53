//! A real KeePassXC without a screen, its database served as a Secret Service.

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The password of the database.
const PASSWORD: &str = "database password";

/// Everything is given without a question, since nobody is there to answer.
const SETTINGS: &str = "[General]\nConfigVersion=2\n[GUI]\nCheckForUpdates=false\n\
                        [FdoSecrets]\nEnabled=true\nConfirmAccessItem=false\nConfirmDeleteItem=false\n\
                        UnlockBeforeSearch=false\nShowNotification=false\n";

/// A database whose root group is what the Secret Service shows.
const DATABASE: &str = "<KeePassFile><Meta><CustomData><Item><Key>FDO_SECRETS_EXPOSED_GROUP</Key>\
                        <Value>{00112233-4455-6677-8899-aabbccddeeff}</Value></Item></CustomData></Meta>\
                        <Root><Group><UUID>ABEiM0RVZneImaq7zN3u/w==</UUID><Name>Root</Name></Group></Root></KeePassFile>";

/// Starts it on the bus at `address`.
pub(super) fn start(home: &Path, address: &str) -> Child {
    let (settings, database) = (home.join("keepassxc.ini"), home.join("tokens.kdbx"));
    std::fs::write(&settings, SETTINGS).unwrap();
    create(home, &database);
    let mut keepassxc = sealed("keepassxc", home);
    keepassxc.arg("--config").arg(&settings).arg("--pw-stdin").arg(&database);
    keepassxc.env("QT_QPA_PLATFORM", "offscreen").env("DBUS_SESSION_BUS_ADDRESS", address);
    with_stdin(&mut keepassxc, &format!("{PASSWORD}\n"))
}

fn create(home: &Path, database: &Path) {
    let xml = home.join("database.xml");
    std::fs::write(&xml, DATABASE).unwrap();
    let mut import = sealed("keepassxc-cli", home);
    import.args(["import", "--quiet", "--set-password"]).arg(&xml).arg(database);
    let mut import = with_stdin(&mut import, &format!("{PASSWORD}\n{PASSWORD}\n"));
    assert!(import.wait().unwrap().success());
}

fn sealed(program: &str, home: &Path) -> Command {
    let mut command = Command::new(program);
    // its lock against a second instance is in TMPDIR
    let run = home.join("run");
    command.env_clear().env("HOME", home).env("XDG_RUNTIME_DIR", &run).env("TMPDIR", &run).env("PATH", "/usr/bin:/bin");
    command
}

fn with_stdin(command: &mut Command, text: &str) -> Child {
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("keepassxc is installed");
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    child
}
