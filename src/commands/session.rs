//! From settings to what the policy takes.

use super::Context;
use crate::cache::Cache;
use crate::error::{Error, Kind};
use crate::oauth::Client;
use crate::output::{Format, append_to_github_env};
use crate::report;
use crate::service::Service;
use crate::settings::{Settings, Source, environment};
use crate::store::{Record, StoreChoice, TokenStore};

/// The policy for the profile of `settings`, with `store`.
pub(super) fn service<'a>(
    context: Context<'_>,
    settings: &'a Settings,
    store: Option<&'a dyn TokenStore>,
) -> Service<'a> {
    let is_keyring = store.is_some_and(|store| store.choice() == StoreChoice::Keyring);
    let named = settings.profile_named.then_some(settings.profile.as_str());
    // the other stores are as fast, and what is deleted there by hand must be gone at once
    let stamp = settings.stamp.clone().filter(|_| is_keyring);
    let cache = stamp.map(|stamp| Cache::new(&settings.paths.world, named, stamp));
    let client = Client::new(settings.http.clone(), context.now);
    Service { settings, store, cache, client, now: context.now }
}

/// Whether the store was chosen: by name, or by the login that made the profile. Where it was not, nobody
/// has logged in, and a job that brings its own credentials keeps nothing.
pub(super) fn has_chosen_store(settings: &Settings) -> bool {
    settings.profile_exists || settings.store.source != Source::Default
}

/// The store to look in for the token that `settings` wants.
///
/// # Errors
/// [`Kind::Store`]
pub(super) fn open_store(settings: &Settings) -> Result<Option<Box<dyn TokenStore>>, Error> {
    if !has_chosen_store(settings) {
        log::debug!("no profile and no store was named: tokens aren't stored");
        return Ok(None);
    }
    settings.paths.open_store(settings.store.value)
}

/// The stores beside `known` that may have a copy of a login: all that can be opened, and are not `spared`.
pub(super) fn other_stores(
    settings: &Settings,
    known: &[Box<dyn TokenStore>],
    spared: Option<StoreChoice>,
) -> Vec<Box<dyn TokenStore>> {
    let excepted: Vec<_> = known.iter().map(|store| store.choice()).chain(spared).collect();
    let others = [StoreChoice::Keyring, StoreChoice::Kernel, StoreChoice::File];
    let others = others.into_iter().filter(|other| !excepted.contains(other));
    others.filter_map(|other| settings.paths.open_store(other).ok().flatten()).collect()
}

/// What says how the server of `record` is reached and asked: these settings, or `others` if these are for another
/// server.
pub(super) fn made_with<'a>(record: &Record, settings: &'a Settings, others: &'a Settings) -> &'a Settings {
    let url = settings.url.as_ref().map(|url| url.value.to_string());
    if url.as_ref() == Some(&record.obtained_for.url) { settings } else { others }
}

/// The profile's settings and login, offline, with the store that has it: nothing is asked, refreshed or changed.
///
/// # Errors
/// [`Kind::LoginRequired`] if nobody is logged in; [`Kind::Store`].
pub(super) fn stored_login(context: Context<'_>) -> Result<(Settings, (Record, StoreChoice)), Error> {
    super::for_current_profile(context, |settings| {
        let store = open_store(settings)?;
        let record = service(context, settings, store.as_deref()).login()?;
        Ok((record, store.as_ref().map_or(StoreChoice::None, |store| store.choice())))
    })
}

/// Writes the token of `record` to standard output, or where the format says.
///
/// # Errors
/// [`Kind::Other`] if it cannot be written, [`Kind::Configuration`] if GitHub's file is missing.
pub(super) fn write(context: Context<'_>, profile: &str, mut record: Record) -> Result<(), Error> {
    let format: Format = context.given.choice("format").unwrap_or_default();
    record.token.refresh_token.take_if(|_| !context.given.holds_refresh_token());
    let text = format
        .render(&record, profile, (context.now)())
        .map_err(|why| Error::new(Kind::Other, format!("cannot write the token: {why}")))?;
    if format == Format::Github {
        let file = environment::other("GITHUB_ENV").ok_or_else(|| {
            Error::new(Kind::Configuration, "cannot set the token for later steps: GITHUB_ENV is not set")
                .hint("--format github only works in a step of a GitHub Actions job")
        })?;
        append_to_github_env(&record, &file)
            .map_err(|error| Error::new(Kind::Other, format!("cannot append to {}: {error}", file.display())))?;
    }
    report::payload(text.expose())
}

/// What users call the store, and what they should know of it.
pub(super) fn store_name(choice: StoreChoice) -> &'static str {
    match choice {
        StoreChoice::Auto | StoreChoice::Keyring => "keyring",
        StoreChoice::Kernel => "kernel's keyring, in memory, gone at reboot or after three days unused",
        StoreChoice::File => "plain file, not encrypted, that only you can read",
        StoreChoice::None => "none",
    }
}
