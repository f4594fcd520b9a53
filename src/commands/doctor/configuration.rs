//! The configuration file, and the profile that applies.

use std::path::Path;

use super::super::Context;
use super::check::Check;
use crate::error::{Error, clean};
use crate::oauth::name_of;
use crate::settings::Settings;
use crate::settings::config::{self, Config};

const FILE: &str = "configuration";
const PROFILE: &str = "profile";

pub(super) fn file(context: Context<'_>, path: &Path) -> Check {
    let named = config::check_named(context.given, context.environment);
    let config = match named.and_then(|()| Config::read(path)) {
        Ok(config) => config,
        Err(error) => return Check::failed(FILE, &error),
    };
    let shown = path.display();
    let unknown = config.unknown_keys();
    if !path.exists() {
        return Check::ok(FILE, format!("no file at {shown}; using options and environment variables only"));
    }
    if !unknown.is_empty() {
        let unknown = unknown.join(", ");
        return Check::warn(
            FILE,
            format!("{shown} has unknown keys: {unknown}"),
            "correct or remove them; 'space-token print --help' names the settings",
        );
    }
    let number = config.profile_names().len();
    Check::ok(FILE, format!("{shown}: {number} {}", if number == 1 { "profile" } else { "profiles" }))
}

/// What is set, and not to what: who somebody is has no place in a bug report.
pub(super) fn profile(settings: Result<&Settings, &Error>) -> Check {
    let settings = match settings {
        Ok(settings) => settings,
        Err(error) => return Check::failed(PROFILE, error),
    };
    let url = settings.url.as_ref().map_or_else(|| "no URL".to_owned(), |url| url.value.to_string());
    let set = |is_set: bool| if is_set { "set" } else { "not set" };
    let found = format!(
        "'{}': {url}, client {}, user {}, grant {}, store {}",
        clean(&settings.profile),
        set(settings.client_id.is_some()),
        set(settings.username.is_some()),
        name_of(&settings.grant),
        name_of(&settings.store.value),
    );
    if settings.profile_exists || settings.url.is_some() {
        return Check::ok(PROFILE, found);
    }
    Check::warn(PROFILE, found, "log in to create the profile: space-token login; or choose another with -p")
}
