//! The system's shell, for commands as users write them.

use std::process::Command;

/// `/bin/sh` runs `command`.
#[cfg(not(windows))]
pub(super) fn shell(command: &str) -> Command {
    let mut shell = Command::new("/bin/sh");
    shell.arg("-c").arg(command);
    shell
}

/// `cmd` runs `command`, without what the registry has it run first. It has rules of its own for quotes: with
/// `/S` it drops the outer pair and takes the rest as it is.
#[cfg(windows)]
pub(super) fn shell(command: &str) -> Command {
    use std::os::windows::process::CommandExt;
    let mut shell = Command::new("cmd");
    shell.args(["/D", "/S", "/C"]).raw_arg(format!("\"{command}\""));
    shell
}
