//! What this is, and what it runs in.

use std::fs;
use std::path::Path;

use super::check::Check;
use crate::prompt::Terminal;
use crate::settings::Environment;

pub(super) fn versions() -> Check {
    let program = concat!("space-token ", env!("CARGO_PKG_VERSION"));
    let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").map(|release| release.trim().to_owned());
    let parts = [Some(program.to_owned()), Some(system), distribution(), kernel.ok()];
    Check::ok("version", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// `PRETTY_NAME` of os-release(5).
fn distribution() -> Option<String> {
    let release = fs::read_to_string("/etc/os-release").ok()?;
    let name = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(name.trim_matches(['"', '\'']).to_owned())
}

/// What explains why there's no keyring, dialog or prompt.
pub(super) fn session(environment: &Environment) -> Check {
    let is_set = |name| environment.other(name).is_some();
    let is_container = is_set("container")
        || is_set("KUBERNETES_SERVICE_HOST")
        || ["/.dockerenv", "/run/.containerenv"].iter().any(|file| Path::new(file).exists());
    let facts = [
        (is_set("SSH_CONNECTION"), "SSH"),
        (is_set("WSL_DISTRO_NAME"), "WSL"),
        (is_container, "container"),
        (is_set("CI"), "CI"),
        (Terminal::open().is_none(), "no terminal"),
        (cfg!(target_os = "linux") && !has_bus(environment), "no D-Bus session"),
    ];
    let facts: Vec<&str> = facts.into_iter().filter(|(is_so, _)| *is_so).map(|(_, fact)| fact).collect();
    Check::ok("session", if facts.is_empty() { "nothing unusual".to_owned() } else { facts.join(", ") })
}

/// The address, or the place where the D-Bus specification has systemd put the socket.
fn has_bus(environment: &Environment) -> bool {
    let socket = environment.other("XDG_RUNTIME_DIR").map(|folder| folder.join("bus"));
    environment.other("DBUS_SESSION_BUS_ADDRESS").is_some() || socket.is_some_and(|socket| socket.exists())
}
