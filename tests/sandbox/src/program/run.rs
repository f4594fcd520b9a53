//! `sandbox run`: a command with a server of its own.

use std::ffi::OsString;
use std::io::{self, ErrorKind, Write as _};
use std::process::{ExitCode, ExitStatus};

use sandbox::Sandbox;
use tokio::process::Command;
use tokio::runtime;

use super::cli::ServerArgs;
use super::{Outcome, ca_file};

pub(crate) fn run(args: &ServerArgs, command: &[OsString]) -> Outcome {
    let server = Sandbox::try_with(args.config())?;
    let ca = ca_file(&server)?;
    let (program, arguments) = command.split_first().ok_or("there is no command")?;
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env("SPACE_TOKEN_URL", server.url())
        .env("SPACE_TOKEN_SERVER", args.kind.name())
        .env("SPACE_TOKEN_CLIENT_ID", "valid-service-id")
        .env("SPACE_TOKEN_CLIENT_SECRET", "valid-service-secret")
        .env("SPACE_TOKEN_USERNAME", "bob")
        .env("SPACE_TOKEN_PASSWORD", "correct horse");
    if let Some(ca) = &ca {
        command.env("SPACE_TOKEN_CA_CERT", ca.path());
    }
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    match runtime.block_on(wait(&mut command)) {
        Ok(status) => Ok(code(status)),
        Err(error) => {
            let _ = writeln!(io::stderr(), "sandbox: {}: {error}", program.display());
            Ok(ExitCode::from(if error.kind() == ErrorKind::NotFound { 127 } else { 126 }))
        }
    }
}

/// Runs the command to its end. Ctrl-C reaches it as well, and what that means is its affair.
async fn wait(command: &mut Command) -> io::Result<ExitStatus> {
    let mut child = command.spawn()?;
    loop {
        tokio::select! {
            status = child.wait() => return status,
            pressed = tokio::signal::ctrl_c() => pressed?,
        }
    }
}

/// The command's own exit code; as in a shell, 128 and more is a signal.
fn code(status: ExitStatus) -> ExitCode {
    #[cfg(unix)]
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    #[cfg(not(unix))]
    let signal: Option<i32> = None;
    let code = status.code().or(signal.map(|signal| 128 + signal));
    code.and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from)
}
