//! The sandbox as a program: a server to try the command line against.

mod program;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;

use program::{Cli, Command};

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Serve(server) => program::serve(&server),
        Command::Run { server, command } => program::run(&server, &command),
        Command::Demo => program::demo(),
    };
    outcome.unwrap_or_else(|error| {
        // With standard error closed, the exit code says it alone.
        let _ = writeln!(io::stderr(), "sandbox: {error}");
        ExitCode::FAILURE
    })
}
