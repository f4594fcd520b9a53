//! The configuration file, and the profile that applies.

use std::path::Path;

use super::super::Context;
use super::check::Check;
use crate::error::{Error, clean};
use crate::oauth::name_of;
use crate::service::errors;
use crate::settings::Settings;
use crate::settings::config::{self, Config};

pub(super) const FILE: &str = "configuration";
pub(super) const PROFILE: &str = "profile";

pub(super) fn file(context: Context<'_>, path: &Path) -> Result<Check, Error> {
    config::check_named(context.given)?;
    let config = Config::read(path)?;
    let shown = path.display();
    let unknown = config.unknown_keys();
    if !path.exists() {
        return Ok(Check::ok(FILE, format!("no file at {shown}; using options and environment variables only")));
    }
    if !unknown.is_empty() {
        let found = format!("{shown} has unknown keys: {}", unknown.join(", "));
        let cure = "correct or remove them; README.md lists all keys under Settings";
        return Ok(Check::warn(FILE, found, cure));
    }
    let number = config.profile_names().len();
    Ok(Check::ok(FILE, format!("{shown}: {number} {}", if number == 1 { "profile" } else { "profiles" })))
}

/// What is set, and not to what: who somebody is has no place in a bug report.
pub(super) fn profile(settings: &Settings) -> Check {
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
    let login = errors::command(settings, "login");
    Check::warn(PROFILE, found, format!("log in to create the profile: {login}; or choose another with -p"))
}
