//! The commands of the program.

mod build;
mod cli;
mod demo;
mod run;
mod serve;

use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;

use sandbox::Sandbox;
use tempfile::NamedTempFile;

pub(crate) use cli::{Cli, Command};
pub(crate) use demo::demo;
pub(crate) use run::run;
pub(crate) use serve::serve;

/// How a command ends.
pub(crate) type Outcome<T = ExitCode> = Result<T, Box<dyn Error>>;

/// The CA of a server as a file, which is deleted when it is dropped.
fn ca_file(server: &Sandbox) -> io::Result<Option<NamedTempFile>> {
    let Some(pem) = server.ca_file_pem() else {
        return Ok(None);
    };
    let mut file = tempfile::Builder::new().prefix("sandbox-ca-").suffix(".pem").tempfile()?;
    file.write_all(pem.as_bytes())?;
    Ok(Some(file))
}
