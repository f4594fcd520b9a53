//! The variables of the environment that concern this program. Each is read by its name: to copy a large environment
//! would take longer than all the rest of a cached `print`.

use std::ffi::OsString;
use std::path::PathBuf;

use super::setting::{PREFIX, Setting, Type};
use super::table::{SETTINGS, setting};
use crate::error::{Error, Kind, clean};
use crate::oauth::Proxies;
use crate::secret::Secret;

/// What the formats for shells export; a login in the same shell finds it, and it is no mistake.
const EXPORTED: &str = "SPACE_TOKEN_TYPE";

/// Variables that name proxies, in the order in which reqwest heeds them.
const PROXIES: [&str; 8] =
    ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"];

// the one place where the environment is read
#[expect(clippy::disallowed_methods)]
fn get(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

/// The names of all variables that are this program's, known to it or not.
#[expect(clippy::disallowed_methods)]
fn own_names() -> impl Iterator<Item = String> {
    let names = std::env::vars_os().filter_map(|(name, _)| Some(canonical(name.into_string().ok()?)));
    names.filter(|name| name.starts_with(PREFIX))
}

/// The variable of the setting `key`, as a text without the line end of the file that it was made from; an empty one
/// counts as unset.
///
/// # Errors
/// [`Kind::Configuration`] if it isn't UTF-8.
pub fn text(key: &str) -> Result<Option<String>, Error> {
    let value = secret(key)?.map(|value| value.expose().trim_end_matches(['\r', '\n']).to_owned());
    Ok(value.filter(|value| !value.is_empty()))
}

/// As [`text`], for a secret; an empty one is one.
///
/// # Errors
/// As [`text`].
pub fn secret(key: &str) -> Result<Option<Secret>, Error> {
    let Some(name) = setting(key).and_then(Setting::variable) else { return Ok(None) };
    let Some(value) = get(&name) else { return Ok(None) };
    match value.to_str() {
        Some(value) => Ok(Some(Secret::new(value.to_owned()))),
        None => Err(Error::new(Kind::Configuration, format!("{name} is wrong: it isn't UTF-8"))),
    }
}

/// The variable of the setting `key`, as a file.
pub fn file(key: &str) -> Option<PathBuf> {
    other(&setting(key)?.variable()?)
}

/// A variable without the prefix, as a path.
pub fn other(full: &str) -> Option<PathBuf> {
    get(full).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// The names of all variables that are set and hold this program's secrets or lead to them; a name that
/// only begins like one of them may be one misspelt.
pub fn secret_names() -> impl Iterator<Item = String> {
    // what a server is told may be a key of some API
    let secrets = SETTINGS.iter().filter(|row| row.group.is_some() || matches!(row.is, Type::Parameters));
    let secrets: Vec<String> = secrets.filter_map(Setting::variable).collect();
    own_names().filter(move |name| secrets.iter().any(|secret| name.starts_with(secret)))
}

/// The variables that name proxies.
pub fn proxies() -> Proxies {
    Proxies::new(PROXIES.into_iter().filter_map(|name| Some((name, get(name)?))).collect())
}

/// Whether a variable says something about the token that is wanted, but for its profile.
pub fn has_settings() -> bool {
    let mut variables = SETTINGS.iter().filter(|row| !row.neutral).filter_map(Setting::variable);
    variables.any(|name| get(&name).is_some())
}

/// Under `-v`: a name that is misspelt does nothing, silently.
pub(super) fn warn_about_unknown() {
    let known: Vec<String> = SETTINGS.iter().filter_map(Setting::variable).collect();
    for name in own_names() {
        if !known.contains(&name) && name != EXPORTED {
            log::debug!("warning: ignoring {}: unknown variable", clean(&name));
        }
    }
}

/// Windows looks variables up whatever their case; often it is `Path` that is set.
fn canonical(name: String) -> String {
    if cfg!(windows) { name.to_ascii_uppercase() } else { name }
}
