//! Commands that a cached login is enough for: they read no configuration and ask no store.

use super::{Context, exec, git_credential, session, status};
use crate::cache::{Cache, Stamp};
use crate::cli::Command;
use crate::error::Error;
use crate::settings::{Paths, environment, named_profile};

/// Runs a command of [`crate::cli::read_plain`], if nothing but the command line says how and a token is cached.
pub(super) fn run(context: Context<'_>, command: &Command) -> Option<Result<(), Error>> {
    if environment::has_settings() {
        return None;
    }
    let profile = named_profile(context.given).ok()?;
    let paths = Paths::find(context.given);
    let cache = Cache::new(&paths.world, profile.as_deref(), Stamp::of(&paths.config)?);
    let now = (context.now)();
    let login = cache.get(now)?;
    match command {
        Command::Print if login.record.leaves_out_refresh_token && context.given.holds_refresh_token() => None,
        Command::Print => Some(session::write(context, &login.profile, login.record)),
        Command::Exec { command } => Some(exec::replace(command, &login.record)),
        Command::Status { json, .. } => {
            let (profile, record, store) = (&login.profile, &login.record, login.store);
            Some(status::Seen { profile, record, store, check: None, now }.show(*json))
        }
        Command::GitCredential { .. } => git_credential::from_cache(&login.record),
        _ => None,
    }
}
