//! `login`: asks for what is missing, gets a token, keeps it, saves the profile.

mod conversation;

use toml_edit::Value;

use super::{Context, logout, session};
use crate::error::{Error, clean};
use crate::oauth::{ClientAuthMethod, Server, name_of, scope};
use crate::report;
use crate::settings::config::Config;
use crate::settings::{Settings, Source, Sourced};
use crate::store::{Record, StoreChoice};
use conversation::Conversation;

pub(super) fn run(context: Context<'_>, yes: bool) -> Result<(), Error> {
    let settings = Settings::read(context.given)?;
    warn_about_names(&settings);
    // the profile as it is: what it keeps may be replaced
    let before = Settings::saved(&context.given.without_request())?;
    let mut conversation = Conversation::begin(context, settings)?;
    conversation.open_store(&before)?;
    conversation.ask_for_names()?;
    conversation.confirm_replacing(yes)?;
    conversation.ask_for_secrets()?;
    let (record, critical) = conversation.log_in()?;
    let Conversation { settings, store, old, .. } = conversation;
    let choice = store.as_ref().map_or(StoreChoice::None, |store| store.choice());
    // a keyring that the profile doesn't name may be locked, and would ask for its password
    let spared = (before.store.value != StoreChoice::Keyring).then_some(StoreChoice::Keyring);
    let stores: Vec<_> = store.into_iter().collect();
    let elsewhere = session::other_stores(&settings, &stores, spared);
    let replaced = session::service(context, &settings, stores.first().map(AsRef::as_ref))
        .keep(&record, &elsewhere, || save_profile(&settings, &record, choice))
        .inspect_err(|_| {
            logout::end_unused(context, &settings, &record, old.as_ref(), "the login that couldn't be stored");
        })?;
    drop(critical);
    for replaced in &replaced {
        let made_with = session::made_with(replaced, &before, &settings);
        logout::end_unused(context, made_with, replaced, Some(&record), "the replaced login");
    }
    tell(context, &settings.profile, &record, choice);
    warn_about_what_was_not_granted(&settings, &record);
    match context.given.all("format") {
        Some(_) => session::write(context, &settings.profile, record),
        None => Ok(()),
    }
}

/// A server may know names that are not known here, so it is asked all the same.
fn warn_about_names(settings: &Settings) {
    const MOST: usize = 5;
    if settings.server != Server::Space {
        return;
    }
    let doubts = scope::doubts(&settings.scope);
    doubts.iter().take(MOST).for_each(|doubt| log::warn!("{doubt}"));
    if doubts.len() > MOST {
        log::warn!("and {} more: 'space-token scopes check' lists them all", doubts.len() - MOST);
    }
}

/// A server may grant less than was asked for (RFC 6749 §3.3). Hub writes scopes differently from how it reads them.
fn warn_about_what_was_not_granted(settings: &Settings, record: &Record) {
    let Some(granted) = record.token.scope.as_deref().filter(|_| settings.server != Server::Hub) else { return };
    let missing = scope::not_granted(&record.obtained_for.scope, granted);
    if !missing.is_empty() {
        log::warn!("the server granted less than you asked for; missing: {}", clean(&missing.join(" ")));
    }
}

/// Saves what the next command has to know: what was said, what was asked, what the server said, and the store.
fn save_profile(settings: &Settings, record: &Record, store: StoreChoice) -> Result<(), Error> {
    let target = &record.obtained_for;
    // a client without a secret is a public one, and nobody needs to be asked for its secret again
    let auth = if record.client_secret.is_none() { ClientAuthMethod::None } else { settings.client_auth.value };
    let endpoint = |endpoint: &Option<Sourced<String>>| {
        let said = endpoint.as_ref().filter(|endpoint| endpoint.source != Source::Default)?;
        Some(Value::from(&said.value))
    };
    let mut keys = vec![
        ("url", Some(Value::from(&target.url))),
        ("token_endpoint", endpoint(&settings.token_endpoint)),
        ("revocation_endpoint", endpoint(&settings.revocation_endpoint)),
        ("userinfo_endpoint", endpoint(&settings.userinfo_endpoint)),
        ("client_id", Some(Value::from(&target.client_id))),
        ("client_auth", (auth != ClientAuthMethod::Basic).then(|| Value::from(name_of(&auth)))),
        ("username", target.username.as_ref().map(Value::from)),
        ("scope", Some(Value::from(&target.scope))),
        ("store", Some(Value::from(name_of(&store)))),
    ];
    let said = settings.said.kept().into_iter().filter(|(key, _)| keys.iter().all(|(known, _)| key != known));
    keys.extend(said.collect::<Vec<_>>());
    Config::edit(&settings.paths, settings.patience(), |config| config.set_profile(&settings.profile, &keys))
}

/// One line: who is logged in where, until when, and where the token is kept.
fn tell(context: Context<'_>, profile: &str, record: &Record, store: StoreChoice) {
    let target = &record.obtained_for;
    let until = record.token.expires_at().map(|end| report::instant(end, (context.now)())).map_or_else(
        || "the token's expiry is unknown".to_owned(),
        |end| match record.is_renewable() {
            true => format!("token until {end}, then refreshed"),
            false => format!("until {end}, without a refresh token"),
        },
    );
    let kept = match store {
        StoreChoice::None => "not kept".to_owned(),
        StoreChoice::File => format!("kept in a {}", session::store_name(store)),
        _ => format!("kept in the {}", session::store_name(store)),
    };
    let profile = if profile == "default" { String::new() } else { format!(" (profile {profile})") };
    log::info!("Logged in to {} as {}{profile}; {until}; {kept}.", target.url, clean(target.who()));
}
