//! `exec`: runs a program with the token in its environment, and in this one's place.

use std::ffi::{OsStr, OsString};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::process::Command;

use super::{Context, print};
use crate::error::{Error, Kind, clean};
use crate::output::variables;
use crate::settings::environment;
use crate::store::Record;

/// What an earlier `eval "$(space-token print --format sh)"` may have left in the environment.
const EXPORTED: [&str; 5] =
    ["SPACE_ACCESS_TOKEN", "SPACE_REFRESH_TOKEN", "SPACE_TOKEN_TYPE", "SPACE_ACCESS_TOKEN_EXPIRES_AT", "SPACE_URL"];

/// How a shell is asked to run what is built into it. On Windows that includes `.cmd` files that are named without
/// their ending.
const A_SHELL: &str = if cfg!(windows) { "cmd /c …" } else { "sh -c '…'" };

/// Returns only if the program could not be run.
pub(super) fn run(context: Context<'_>, command: &[OsString]) -> Result<(), Error> {
    let (_, record) = print::token(context, false)?;
    replace(command, &record)
}

/// Runs `command` with the token of `record`.
pub(super) fn replace(command: &[OsString], record: &Record) -> Result<(), Error> {
    let (program, arguments) = command.split_first().ok_or_else(|| Error::new(Kind::Usage, "no command to run"))?;
    let mut command = Command::new(program);
    command.args(arguments);
    // the token and its companions, never the refresh token, and none of what this program alone was told
    for name in environment::secret_names().chain(EXPORTED.map(str::to_owned)) {
        command.env_remove(name);
    }
    command.envs(variables(record, None).iter().map(|(name, value)| (name, value.expose())));
    log::debug!("running {}", clean(&program.to_string_lossy()));
    Err(cannot_run(program, &replace_this_process(command)))
}

/// The program becomes this process: same id, same terminal, and signals reach it without a go-between.
#[cfg(unix)]
fn replace_this_process(mut command: Command) -> io::Error {
    use std::os::unix::process::CommandExt;
    crate::hardening::restore();
    crate::signals::restore();
    command.exec()
}

/// Windows cannot replace a process: this one waits, and ends as the program does. Ctrl-C goes to both; what
/// it means is for the program to say.
#[cfg(windows)]
fn replace_this_process(mut command: Command) -> io::Error {
    crate::signals::leave_to_command();
    match command.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => error,
    }
}

/// 126 and 127 as shells have them.
fn cannot_run(program: &OsStr, error: &io::Error) -> Error {
    let shown = clean(&program.to_string_lossy());
    let fails = |kind, why: &str| Error::new(kind, format!("cannot run '{shown}': {why}"));
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::PermissionDenied if !is_there(program) => {
            fails(Kind::NotFound, "command not found").hint(format!(
                "check the spelling and PATH; shell built-ins need a shell: space-token exec -- {A_SHELL}"
            ))
        }
        ErrorKind::NotFound => fails(Kind::CannotRun, "its interpreter is missing").hint(
            "its first line, after #!, names a program that isn't on this system; Windows line endings cause this too",
        ),
        ErrorKind::PermissionDenied if program.as_encoded_bytes().contains(&b'/') && Path::new(program).is_dir() => {
            fails(Kind::CannotRun, "it's a folder").hint("name a program in it")
        }
        ErrorKind::PermissionDenied => fails(Kind::CannotRun, "permission denied")
            .hint("it must be an executable file; chmod +x makes a script executable"),
        _ => fails(Kind::CannotRun, &error.to_string())
            .hint("check that it's a program for this system, and that its arguments aren't too long"),
    }
}

/// Whether the file exists, so that something else is wrong. A name without a folder is looked for, and is a file's.
fn is_there(program: &OsStr) -> bool {
    let path = Path::new(program);
    if path.has_root() || path.components().count() > 1 {
        return path.try_exists().unwrap_or(true);
    }
    let folders = environment::other("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| folder.join(path).is_file())
}
