//! A plain `print`: the run that stands in prompts and loops. A cached token is printed before the
//! configuration is read or a keyring asked. Whatever is out of the ordinary goes the ordinary way.

use jiff::Timestamp;

use crate::cache::{Cache, Stamp};
use crate::cli::PlainPrint;
use crate::secret::Secret;
use crate::settings::{Environment, Paths, check_profile_name};

/// What to print, if nothing but the command line says how, and a token is cached.
pub fn payload(plain: &PlainPrint, environment: &Environment, now: fn() -> Timestamp) -> Option<Secret> {
    let write = plain.format.unwrap_or_default().of_access_token()?;
    let profile = profile(plain, environment)?;
    let paths = Paths::find(None, environment);
    let cache = Cache::new(&paths.world, profile.as_deref(), Stamp::of(&paths.config)?);
    let token = cache.get()?.access_token(now())?;
    Some(Secret::new(write(token.expose())))
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
