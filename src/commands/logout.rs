//! `logout`: deletes what is stored, and has it revoked where the server can. Doing it again is fine.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{Context, endpoints, session};
use crate::cli::{GlobalArgs, LogoutArgs, RequestArgs, ServerArgs};
use crate::error::{Error, Kind};
use crate::report;
use crate::service::{Farewell, Removed};
use crate::settings::config::Config;
use crate::settings::{Paths, Settings};
use crate::store::{self, Record};

pub(super) fn run(context: Context<'_>, args: &LogoutArgs) -> Result<(), Error> {
    let profiles = match args.all {
        true => Config::read(&Paths::find(context.global.config.as_deref(), context.environment).config)?
            .profile_names()
            .into_iter()
            .map(Some)
            .collect(),
        false => vec![context.global.profile.clone()],
    };
    // all are deleted before any server is asked, and one that fails keeps no other from being logged out
    let (gone, failed): (Vec<_>, Vec<_>) =
        profiles.into_iter().map(|profile| Gone::from_store(context, args, profile)).partition(Result::is_ok);
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
    let args = LogoutArgs { server: ServerArgs::default(), all: false, no_revoke: false };
    let gone = Gone::from_store(context, &args, Some(name.to_owned()))?;
    gone.say_farewell(context, &args, &mut BTreeSet::new());
    Ok(())
}

/// A login that is gone here.
struct Gone {
    settings: Settings,
    removed: Removed,
}

impl Gone {
    fn from_store(context: Context<'_>, args: &LogoutArgs, profile: Option<String>) -> Result<Self, Error> {
        let global = GlobalArgs { profile, ..context.global.clone() };
        let request = RequestArgs { server: args.server.clone(), ..RequestArgs::default() };
        let settings = Settings::read(&global, &request, None, context.environment)?;
        let store = match store::open(settings.store.value, &settings.paths.state) {
            Err(error) if !session::has_chosen_store(&settings) => {
                log::debug!("{error}; nobody has logged in, so nothing is lost");
                None
            }
            opened => opened?,
        };
        let removed = match &store {
            Some(store) => session::service(context, &settings, Some(store.as_ref())).logout(store.as_ref())?,
            None => Removed::Nothing,
        };
        Ok(Self { settings, removed })
    }

    /// `silent`: the servers that did not answer, and are not asked again.
    fn say_farewell(&self, context: Context<'_>, args: &LogoutArgs, silent: &mut BTreeSet<String>) {
        let profile = &self.settings.profile;
        match &self.removed {
            Removed::Nothing => log::info!("Nobody was logged in (profile {profile})."),
            Removed::Unreadable(error) => {
                log::warn!("logged out (profile {profile}), but what was stored could not be revoked: {error}");
            }
            Removed::Login(_) if args.no_revoke => {
                log::info!("Logged out (profile {profile}): deleted here, not revoked (--no-revoke).");
            }
            Removed::Login(record) => {
                let url = &record.obtained_for.url;
                if silent.contains(url) {
                    return log::warn!("logged out (profile {profile}), but not revoked: {url} did not answer before");
                }
                let outcome = self.revoke(context, record);
                if matches!(&outcome, Err(error) if error.kind() == Kind::Unreachable && error.server().is_none()) {
                    silent.insert(url.clone());
                }
                tell(profile, record, outcome, (context.now)());
            }
        }
    }

    fn revoke(&self, context: Context<'_>, record: &Record) -> Result<Farewell, Error> {
        let mut service = session::service(context, &self.settings, None);
        // whatever it takes, nobody waits for a log-out longer than for one request
        service.client = service.client.with_one_deadline();
        let way = endpoints::revocation(&self.settings, &service.client, &record.obtained_for)?;
        service.revoke(record, &way)
    }
}

/// One line: what was done, and what was not.
fn tell(profile: &str, record: &Record, outcome: Result<Farewell, Error>, now: Timestamp) {
    let url = &record.obtained_for.url;
    match outcome {
        Ok(Farewell::Revoked) => log::info!("Logged out (profile {profile}): deleted here, revoked at {url}."),
        Ok(Farewell::NothingLeft) => {
            log::info!("Logged out (profile {profile}): deleted here; nothing was left to revoke at {url}.");
        }
        Ok(Farewell::Impossible(why)) => {
            log::info!("Logged out (profile {profile}): deleted here, not revoked: {why}; {}.", remaining(record, now));
        }
        Ok(Farewell::RefreshTokenRevoked(error)) => {
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
