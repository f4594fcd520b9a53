//! A real KWallet without a screen, its wallet opened as a login to the desktop opens it.

use std::io::Write;
use std::os::fd::OwnedFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::support::wait_until;

/// What pam_kwallet makes of the user's password.
const KEY: [u8; 56] = [b'k'; 56];

/// Starts it on the bus at `address`, with a wallet that is open.
pub(super) fn start(home: &Path, address: &str) -> Child {
    // the first one makes the wallet, and only another one shows it as a Secret Service
    let mut first = logged_in(home, address);
    let wallet = home.join(".local/share/kwalletd/kdewallet.kwl");
    wait_until(|| wallet.metadata().is_ok_and(|file| file.len() > 0));
    first.kill().unwrap();
    first.wait().unwrap();
    logged_in(home, address)
}

/// The same where nobody has ever made a wallet.
pub(super) fn without_a_wallet(home: &Path, address: &str) -> Child {
    kwalletd(&mut Command::new("kwalletd5"), home, address)
}

/// What PAM does at a login: it hands over the key by one descriptor, and the environment by a socket.
fn logged_in(home: &Path, address: &str) -> Child {
    let (key, socket) = (home.join("run/kwallet.key"), home.join("run/kwallet.socket"));
    std::fs::write(&key, KEY).unwrap();
    let _ = std::fs::remove_file(&socket);
    let listener = UnixListener::bind(&socket).unwrap();
    // it takes no descriptor 0 for one; the shell gives it others
    let mut command = Command::new("sh");
    command.args(["-c", "exec kwalletd5 --pam-login 3 4 3< \"$0\" 4<&0 < /dev/null"]).arg(key);
    command.env("PAM_KWALLET5_LOGIN", &socket).stdin(OwnedFd::from(listener));
    let kwallet = kwalletd(&mut command, home, address);
    let environment = format!("HOME={}\nDBUS_SESSION_BUS_ADDRESS={address}\n", home.display());
    UnixStream::connect(&socket).unwrap().write_all(environment.as_bytes()).unwrap();
    kwallet
}

fn kwalletd(command: &mut Command, home: &Path, address: &str) -> Child {
    let login = command.get_envs().filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())));
    let login: Vec<_> = login.collect();
    command.env_clear().envs(login).env("HOME", home).env("PATH", "/usr/bin:/bin");
    command.env("XDG_RUNTIME_DIR", home.join("run")).env("DBUS_SESSION_BUS_ADDRESS", address);
    command.env("QT_QPA_PLATFORM", "offscreen").stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("kwalletd5 is installed")
}
