//! A plain `print`: the run that stands in prompts and loops. A cached token is printed before the
//! configuration is read or a keyring asked. Whatever is out of the ordinary goes the ordinary way.

use jiff::Timestamp;

use crate::cache;
use crate::cli::PlainPrint;
use crate::lock::Turn;
use crate::secret::Secret;
use crate::settings::{Environment, Paths, check_profile_name, cold_start_lock, profile_lock};

/// How a run goes on.
pub enum Way {
    /// This is to be printed, and that is all.
    Fast(Secret),
    /// The ordinary way; others who would take it for the same token wait until the turn is dropped.
    Ordinary(Option<Turn>),
}

/// What to print, if nothing but the command line says how, and a token is cached.
///
/// Where tokens are cached as a rule and none is, one process goes the ordinary way and the others wait for
/// what comes of it: a keyring that a hundred ask at once takes a hundred times as long.
pub fn way(plain: &PlainPrint, environment: &Environment, now: fn() -> Timestamp) -> Way {
    let Some(write) = plain.format.unwrap_or_default().of_access_token() else { return Way::Ordinary(None) };
    let Some(profile) = profile(plain, environment) else { return Way::Ordinary(None) };
    let profile = profile.as_deref();
    let paths = Paths::find(None, environment);
    let look = || {
        let token = cache::access_token(profile, &paths.config, |profile| profile_lock(&paths, profile), now())?;
        Some(Secret::new(write(token.expose())))
    };
    if let Some(payload) = look() {
        return Way::Fast(payload);
    }
    // without a configuration nobody has logged in, and nothing is to be touched
    if !paths.config.exists() || !cache::is_usual(profile) {
        return Way::Ordinary(None);
    }
    match cold_start_lock(&paths, profile).turn() {
        Ok(Turn::Passed) => look().map_or(Way::Ordinary(None), Way::Fast),
        turn => Way::Ordinary(turn.ok()),
    }
}

/// The profile named by the command line or the environment, if any; `None` if the environment says more.
fn profile(plain: &PlainPrint, environment: &Environment) -> Option<Option<String>> {
    if environment.has_settings() {
        return None;
    }
    let profile = match &plain.profile {
        Some(profile) => Some(profile.clone()),
        None => environment.text("PROFILE").ok()?.map(|(_, profile)| profile),
    };
    if let Some(profile) = &profile {
        check_profile_name(profile).ok()?;
    }
    Some(profile)
}
