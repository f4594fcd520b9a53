//! `logout`: deletes what is stored. Doing it again is fine.

use super::{Context, session};
use crate::cli::{GlobalArgs, LogoutArgs, RequestArgs, ServerArgs};
use crate::error::Error;
use crate::settings::config::Config;
use crate::settings::{Paths, Settings};
use crate::store::{self, TokenStore};

pub(super) fn run(context: Context<'_>, args: &LogoutArgs) -> Result<(), Error> {
    let profiles = match args.all {
        true => Config::read(&Paths::find(context.global.config.as_deref(), context.environment).config)?
            .profile_names()
            .into_iter()
            .map(Some)
            .collect(),
        false => vec![context.global.profile.clone()],
    };
    // one that fails keeps no other from being logged out
    let failures: Vec<Error> = profiles.into_iter().filter_map(|profile| one(context, args, profile).err()).collect();
    let mut failures = failures.into_iter();
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
    one(context, &args, Some(name.to_owned()))
}

fn one(context: Context<'_>, args: &LogoutArgs, profile: Option<String>) -> Result<(), Error> {
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
    let existed = match &store {
        Some(store) => delete(context, &settings, store.as_ref())?,
        None => false,
    };
    if existed {
        log::info!("Logged out (profile {}).", settings.profile);
    } else {
        log::info!("Nobody was logged in (profile {}).", settings.profile);
    }
    Ok(())
}

fn delete(context: Context<'_>, settings: &Settings, store: &dyn TokenStore) -> Result<bool, Error> {
    session::service(context, settings, Some(store)).logout(store, |_| {})
}
