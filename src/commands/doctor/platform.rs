//! What this is, and what it runs in.

use std::path::Path;

use super::check::Check;
use crate::prompt::Terminal;
use crate::settings::environment;

pub(super) fn versions() -> Check {
    let (program, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    Check::ok("version", format!("{program} {version}, {} {}", std::env::consts::OS, std::env::consts::ARCH))
}

/// What explains why there's no keyring, dialog or prompt.
pub(super) fn session() -> Check {
    let is_set = |name| environment::other(name).is_some();
    let is_container = is_set("container")
        || is_set("KUBERNETES_SERVICE_HOST")
        || ["/.dockerenv", "/run/.containerenv"].iter().any(|file| Path::new(file).exists());
    let facts = [
        (is_set("SSH_CONNECTION"), "SSH"),
        (is_set("WSL_DISTRO_NAME"), "WSL"),
        (is_container, "container"),
        (is_set("CI"), "CI"),
        (Terminal::open().is_none(), "no terminal"),
        (cfg!(target_os = "linux") && !has_bus(), "no D-Bus session"),
    ];
    let facts: Vec<&str> = facts.into_iter().filter(|(is_so, _)| *is_so).map(|(_, fact)| fact).collect();
    Check::ok("session", if facts.is_empty() { "nothing unusual".to_owned() } else { facts.join(", ") })
}

/// The address, or the place where the D-Bus specification has systemd put the socket.
fn has_bus() -> bool {
    let socket = environment::other("XDG_RUNTIME_DIR").map(|folder| folder.join("bus"));
    environment::other("DBUS_SESSION_BUS_ADDRESS").is_some() || socket.is_some_and(|socket| socket.exists())
}
