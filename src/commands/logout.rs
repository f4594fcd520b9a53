//! `logout`: deletes what is stored, and has it revoked where the server can. Doing it again is fine.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{Context, endpoints, session};
use crate::cli::LogoutArgs;
use crate::error::{Error, Kind};
use crate::report;
use crate::service::{Removed, RevocationOutcome};
use crate::settings::config::Config;
use crate::settings::{Paths, Settings};
use crate::store::{self, Record, StoreChoice};

pub(super) fn run(context: Context<'_>, args: &LogoutArgs) -> Result<(), Error> {
    let profiles = match args.all {
        true => Config::read(&Paths::find(context.given.file("config"), context.environment).config)?
            .profile_names()
            .into_iter()
            .map(Some)
            .collect(),
        false => vec![None],
    };
    // all are deleted before any server is asked, and one that fails keeps no other from being logged out
    let (gone, failed): (Vec<_>, Vec<_>) =
        profiles.into_iter().map(|profile| Gone::from_store(context, profile)).partition(Result::is_ok);
    let mut silent = BTreeSet::new();
    for gone in gone.into_iter().flatten() {
        gone.say_farewell(context, args, &mut silent);
    }
    let mut failures = failed.into_iter().filter_map(Result::err);
    let first = failures.next();
    failures.for_each(|error| log::warn!("{error}"));
    first.map_or(Ok(()), Err)
}

/// Logs out of the profile `name`, as `logout` does.
///
/// # Errors
/// As [`run`].
pub(super) fn forget(context: Context<'_>, name: &str) -> Result<(), Error> {
    let args = LogoutArgs { all: false, no_revoke: false };
    let gone = Gone::from_store(context, Some(name.to_owned()))?;
    gone.say_farewell(context, &args, &mut BTreeSet::new());
    Ok(())
}

/// A login that is gone here.
struct Gone {
    settings: Settings,
    removed: Vec<Removed>,
}

impl Gone {
    fn from_store(context: Context<'_>, profile: Option<String>) -> Result<Self, Error> {
        let given = profile.iter().fold(context.given.clone(), |given, name| given.with("profile", name));
        let settings = Settings::read(&given, context.environment)?;
        let chosen = match store::open(settings.store.value, session::place(&settings.paths)) {
            Err(error) if !session::has_chosen_store(&settings) => {
                log::debug!("{error}; there was no login, so nothing is lost");
                None
            }
            opened => opened?,
        };
        let choice = chosen.as_ref().map_or(StoreChoice::None, |store| store.choice());
        let stores: Vec<_> = chosen.into_iter().chain(session::other_stores(&settings, choice, None)).collect();
        let required = usize::from(choice != StoreChoice::None);
        let removed = session::service(context, &settings, None).logout(&stores, required)?;
        Ok(Self { settings, removed })
    }

    /// `silent`: the servers that did not answer, and are not asked again.
    fn say_farewell(&self, context: Context<'_>, args: &LogoutArgs, silent: &mut BTreeSet<String>) {
        let profile = &self.settings.profile;
        if self.removed.is_empty() {
            log::info!("You weren't logged in (profile {profile}).");
        }
        for removed in &self.removed {
            match removed {
                Err(error) => {
                    log::warn!("logged out (profile {profile}), but what was stored could not be revoked: {error}");
                }
                Ok(_) if args.no_revoke => {
                    log::info!("Logged out (profile {profile}): deleted here, not revoked (--no-revoke).");
                }
                Ok(record) => self.revoke_and_tell(context, record, silent),
            }
        }
    }

    fn revoke_and_tell(&self, context: Context<'_>, record: &Record, silent: &mut BTreeSet<String>) {
        let profile = &self.settings.profile;
        let url = &record.obtained_for.url;
        if silent.contains(url) {
            return log::warn!("logged out (profile {profile}), but not revoked: {url} did not answer before");
        }
        let outcome = revoke(context, &self.settings, record);
        if matches!(&outcome, Err(error) if error.kind() == Kind::Unreachable && error.server().is_none()) {
            silent.insert(url.clone());
        }
        tell(profile, record, outcome, (context.now)());
    }
}

fn revoke(context: Context<'_>, settings: &Settings, record: &Record) -> Result<RevocationOutcome, Error> {
    let mut service = session::service(context, settings, None);
    // whatever it takes, nobody waits for a log-out longer than for one request
    service.client = service.client.with_one_deadline();
    let way = endpoints::revocation(settings, &service.client, &record.obtained_for)?;
    service.revoke(record, &way)
}

/// Ends at its server a login that another one has replaced here; `settings` are those that it was made with.
pub(super) fn end_replaced(context: Context<'_>, settings: &Settings, record: &Record) {
    let url = &record.obtained_for.url;
    match revoke(context, settings, record) {
        Ok(RevocationOutcome::Impossible(why)) => log::debug!("the replaced login wasn't revoked: {why}"),
        Ok(_) => log::debug!("the replaced login was revoked at {url}"),
        Err(error) => {
            log::warn!("the replaced login wasn't revoked: {error}; {}", remaining(record, (context.now)()));
        }
    }
}

/// Ends at its server a login that could not be kept, since nobody will ever use it.
pub(super) fn end_unkept(context: Context<'_>, settings: &Settings, record: &Record) {
    match revoke(context, settings, record) {
        Ok(_) => {}
        Err(error) => log::warn!("the tokens that couldn't be stored weren't revoked: {error}"),
    }
}

/// One line: what was done, and what was not.
fn tell(profile: &str, record: &Record, outcome: Result<RevocationOutcome, Error>, now: Timestamp) {
    let url = &record.obtained_for.url;
    match outcome {
        Ok(RevocationOutcome::Revoked) => log::info!("Logged out (profile {profile}): deleted here, revoked at {url}."),
        Ok(RevocationOutcome::NothingLeft) => {
            log::info!("Logged out (profile {profile}): deleted here; nothing was left to revoke at {url}.");
        }
        Ok(RevocationOutcome::Impossible(why)) => {
            log::info!("Logged out (profile {profile}): deleted here, not revoked: {why}; {}.", remaining(record, now));
        }
        Ok(RevocationOutcome::RefreshTokenRevoked(error)) => {
            log::warn!("logged out (profile {profile}), but of its tokens only the refresh token was revoked: {error}");
        }
        Err(error) => {
            log::warn!("logged out (profile {profile}), but not revoked: {error}; {}", remaining(record, now));
        }
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
