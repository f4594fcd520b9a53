//! Names of profiles.

use super::config::Config;
use super::{Given, environment};
use crate::error::{Error, Kind, clean};

/// The profile that an option or the environment names.
///
/// # Errors
/// [`Kind::Usage`] or [`Kind::Configuration`] for what is no name.
pub fn named_profile(given: &Given) -> Result<Option<String>, Error> {
    let (name, fault) = match given.text("profile") {
        Some(name) => (Some(name.to_owned()), Kind::Usage),
        None => (environment::text("profile")?, Kind::Configuration),
    };
    if let Some(name) = &name {
        check_profile_name(name).map_err(|why| Error::new(fault, why))?;
    }
    Ok(name)
}

/// The profile's name: as it is named, else `default_profile` of the file, else `default`.
///
/// # Errors
/// As [`named_profile`].
pub(super) fn profile_name(given: &Given, config: &Config) -> Result<String, Error> {
    if let Some(name) = named_profile(given)? {
        return Ok(name);
    }
    let name = config.default_profile()?.unwrap_or_else(|| "default".to_owned());
    check_profile_name(&name).map_err(|why| Error::new(Kind::Configuration, why)).map(|()| name)
}

/// A name goes into file names, keyring entries and messages.
///
/// # Errors
/// Why it is none.
pub fn check_profile_name(name: &str) -> Result<(), String> {
    const LONGEST: usize = 64;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@' | '+');
    if name.starts_with(|c: char| c.is_alphanumeric() || c == '_') && name.chars().all(plain) && name.len() <= LONGEST {
        return Ok(());
    }
    Err(format!(
        "'{}' isn't a valid profile name: use at most {LONGEST} letters, digits and . _ - @ +, beginning with a letter, a digit or _",
        clean(name)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_profiles() {
        for name in ["default", "work", "Work-2", "bob@space.example.com", "büro", "_x"] {
            assert!(check_profile_name(name).is_ok(), "{name}");
        }
        for name in ["", "-p", ".", "../x", "a/b", "a b", "a\nb", "a:b", &"x".repeat(65)] {
            assert!(check_profile_name(name).is_err(), "{name}");
        }
    }
}
