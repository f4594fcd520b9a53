//! `logout`: deletes what is stored, and has it revoked where the server can. Doing it again is fine.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{Context, session};
use crate::error::{Error, Kind};
use crate::oauth::Server;
use crate::report;
use crate::service::{Removed, RevocationOutcome};
use crate::settings::config::Config;
use crate::settings::{Paths, Settings, check_profile_name};
use crate::store::Record;

pub(super) fn run(context: Context<'_>, all: bool, no_revoke: bool) -> Result<(), Error> {
    let logins = match all {
        true => {
            // a job's login has no profile in the file
            let current = Settings::saved(context.given).map(|settings| settings.profile).ok();
            let names = Config::read(&Paths::find(context.given).config)?.profile_names();
            // nobody can have logged in under what is no name
            let names = current.into_iter().chain(names).filter(|name| check_profile_name(name).is_ok());
            let names: BTreeSet<_> = names.collect();
            names.iter().map(|name| context.given.clone().with("profile", name)).collect()
        }
        false => vec![context.given.clone()],
    };
    // all are deleted before any server is asked, and one that fails keeps no other from being logged out
    let (gone, failed): (Vec<_>, Vec<_>) =
        logins.iter().map(|given| delete(Context { given, ..context }, || ())).partition(Result::is_ok);
    let mut failures: Vec<_> = failed.into_iter().filter_map(Result::err).collect();
    let mut silent = BTreeSet::new();
    for gone in gone.into_iter().flatten() {
        if !all || gone.settings.profile_exists || !gone.removed.is_empty() {
            end_all(context, &gone, no_revoke, &mut silent);
        }
        failures.extend(gone.outcome.err());
    }
    let mut failures = failures.into_iter();
    let first = failures.next();
    failures.for_each(|error| log::warn!("{error}"));
    first.map_or(Ok(()), Err)
}

/// Logs the profile of `context` out, and does `also` before anybody else can log in to it.
///
/// # Errors
/// [`Kind::Store`] if a login is still there; then `also` was not done. And those of `also`.
pub(super) fn with(context: Context<'_>, also: impl FnOnce() -> Result<(), Error>) -> Result<(), Error> {
    let mut outcome = Ok(());
    let gone = delete(context, || outcome = also())?;
    end_all(context, &gone, false, &mut BTreeSet::new());
    gone.outcome.and(outcome)
}

/// A login that is gone here.
struct Gone {
    settings: Settings,
    /// What it was made with, as far as the profile knows.
    saved: Settings,
    removed: Vec<Removed>,
    /// Whether nothing is left where it must not be.
    outcome: Result<(), Error>,
}

/// Deletes a login here. The store that the profile names has it, whatever else names another, where there may be one
/// too.
fn delete(context: Context<'_>, also: impl FnOnce()) -> Result<Gone, Error> {
    let settings = Settings::read(context.given)?;
    let given = context.given.clone().without("store");
    let mut saved = Settings::saved(&given)?;
    let pinned = if saved.profile_exists { &saved } else { &settings };
    let mut choices = vec![pinned.store.value, settings.store.value];
    choices.dedup();
    let mut stores = Vec::new();
    for choice in choices {
        match settings.paths.open_store(choice) {
            Err(error) if !session::has_chosen_store(&settings) => {
                log::debug!("{error}; there was no login, so nothing is lost");
            }
            opened => stores.extend(opened?),
        }
    }
    let required = stores.len();
    stores.extend(session::other_stores(&settings, &stores, None));
    let (removed, outcome) = session::service(context, &settings, None).logout(&stores, required, || {
        // another process may have logged in before it was this one's turn
        saved = Settings::saved(&given).unwrap_or_else(|_| saved.clone());
        also();
    })?;
    Ok(Gone { settings, saved, removed, outcome })
}

/// Ends a login that is gone here at its server, and tells what became of it. The servers that are `silent` did not answer,
/// and are not asked again.
fn end_all(context: Context<'_>, gone: &Gone, no_revoke: bool, silent: &mut BTreeSet<String>) {
    let profile = &gone.settings.profile;
    if gone.removed.is_empty() && gone.outcome.is_ok() {
        log::info!("You weren't logged in (profile {profile}).");
    }
    for removed in &gone.removed {
        let outcome = match removed {
            Err(error) => Err(format!("what was stored could not be revoked: {error}")),
            Ok(_) if no_revoke => Ok("not revoked (--no-revoke)".to_owned()),
            Ok(record) => end(context, session::made_with(record, &gone.settings, &gone.saved), record, silent),
        };
        match outcome {
            Ok(done) => log::info!("Logged out (profile {profile}): deleted here, {done}."),
            Err(failed) => log::warn!("logged out (profile {profile}), but {failed}"),
        }
    }
}

/// Ends a login at its server: what was done, or what wasn't.
fn end(
    context: Context<'_>,
    settings: &Settings,
    record: &Record,
    silent: &mut BTreeSet<String>,
) -> Result<String, String> {
    let url = &record.obtained_for.url;
    if silent.contains(url) {
        return Err(format!("not revoked: {url} did not answer before"));
    }
    let remaining = || remaining(record, (context.now)());
    match session::service(context, settings, None).revoke(record) {
        Ok(RevocationOutcome::Revoked) => Ok(format!("revoked at {url}")),
        Ok(RevocationOutcome::NothingLeft) => Ok(format!("nothing was left to revoke at {url}")),
        Ok(RevocationOutcome::Impossible(why)) => Ok(format!("not revoked: {why}; {}", remaining())),
        Ok(RevocationOutcome::RefreshTokenRevoked(error)) => {
            Err(format!("only the refresh token was revoked: {error}"))
        }
        Err(error) => {
            if error.kind() == Kind::Unreachable && error.server().is_none() {
                silent.insert(url.clone());
            }
            Err(format!("not revoked: {error}; {}", remaining()))
        }
    }
}

/// Ends at its server a login that nobody will use, since it was replaced here or could not be kept: `what` it is in
/// messages. `settings` are those that it was made with. The login that is `kept` must not end with it.
pub(super) fn end_unused(
    context: Context<'_>,
    settings: &Settings,
    record: &Record,
    kept: Option<&Record>,
    what: &str,
) {
    if kept.is_some_and(|kept| record.token.overlaps(&kept.token)) {
        return log::debug!("{what}: it goes on, since the server gave the same token again");
    }
    // where Hub lists one login of a user with a client, nothing says which
    if settings.server == Server::Hub
        && kept.is_some_and(|kept| record.obtained_for.is_same_account(&kept.obtained_for))
    {
        return log::warn!("{what}: not revoked: Hub can't tell it from the one that's kept");
    }
    match end(context, settings, record, &mut BTreeSet::new()) {
        Ok(done) => log::debug!("{what}: {done}"),
        Err(failed) => log::warn!("{what}: {failed}"),
    }
}

/// For how long the tokens are of use to whoever has a copy.
fn remaining(record: &Record, now: Timestamp) -> String {
    match record.token.expires_at() {
        _ if record.token.refresh_token.is_some() => "its tokens stay valid there until they expire".to_owned(),
        Some(end) => format!("its token stays valid there until {}", report::instant(end, now)),
        None => "its token stays valid there".to_owned(),
    }
}
