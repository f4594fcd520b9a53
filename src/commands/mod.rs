//! The commands, a file each; no policy in them.

mod cached;
mod completions;
mod doctor;
mod exec;
mod git_credential;
mod inspect;
mod login;
mod logout;
mod print;
mod profile;
mod scopes;
mod session;
mod status;

use std::process::ExitCode;

use jiff::Timestamp;

use crate::cache::Stamp;
use crate::cli::{Cli, Command};
use crate::error::{Error, Kind};
use crate::settings::{Given, Settings, config};

/// What every command works with.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The settings on the command line.
    pub given: &'a Given,
    /// The clock (UTC).
    pub now: fn() -> Timestamp,
}

/// Runs the command of a plain `cli` if a cached login is enough for it.
pub fn run_cached(cli: &Cli, now: fn() -> Timestamp) -> Option<Result<ExitCode, Error>> {
    let context = Context { given: &cli.given, now };
    cached::run(context, &cli.command).map(|outcome| outcome.map(|()| ExitCode::SUCCESS))
}

/// Runs the command that `cli` names.
///
/// # Errors
/// Whatever the command fails with.
pub fn run(cli: &Cli, now: fn() -> Timestamp) -> Result<ExitCode, Error> {
    let context = Context { given: &cli.given, now };
    // `login` makes the file, and `doctor` says what is wrong with it
    match &cli.command {
        Command::Login { .. } | Command::Doctor { .. } | Command::Completions { .. } | Command::Scopes(_) => {}
        _ => config::check_named(context.given)?,
    }
    match &cli.command {
        Command::Login { yes } => login::run(context, *yes),
        Command::Print => print::print(context),
        Command::Refresh => print::refresh(context),
        Command::Exec { command } => exec::run(context, command),
        Command::Status { json, check } => status::run(context, *json, *check),
        Command::Inspect { stdin, json } => inspect::run(context, stdin.as_deref(), *json),
        Command::Scopes(command) => scopes::run(command),
        Command::Profile(command) => profile::run(context, command),
        Command::Logout { all, no_revoke } => logout::run(context, *all, *no_revoke),
        Command::Doctor { json } => return doctor::run(context, *json),
        Command::GitCredential { operation } => git_credential::run(context, operation),
        Command::Completions { shell } => completions::run(*shell),
    }
    .map(|()| ExitCode::SUCCESS)
}

/// The settings, and what `find` finds for them. If it finds nobody logged in and another login has changed the profile
/// since it was read, the profile is read again.
///
/// # Errors
/// As reading the settings, and as `find`.
fn for_current_profile<T>(
    context: Context<'_>,
    find: impl Fn(&Settings) -> Result<T, Error>,
) -> Result<(Settings, T), Error> {
    loop {
        let settings = Settings::read(context.given)?;
        let config = &settings.paths.config;
        match find(&settings) {
            Err(error) if error.kind() == Kind::LoginRequired && Stamp::of(config) != settings.stamp => {
                log::debug!("{error}, but {} has changed; reading it again", config.display());
            }
            found => return found.map(|found| (settings, found)),
        }
    }
}
