//! Names of profiles.

use super::config::Config;
use super::{Environment, Given, Source};
use crate::error::Error;

/// The profile's name: option, environment, `default_profile` of the file, `default`.
///
/// # Errors
/// `Usage` or `Configuration` for what is no name.
pub(super) fn profile_name(given: &Given, environment: &Environment, config: &Config) -> Result<String, Error> {
    let (name, source) = match (given.file("profile"), environment.text("profile")?) {
        (Some(name), _) => (name.to_string_lossy().into_owned(), Source::Option),
        (None, Some(name)) => (name, Source::Environment),
        (None, None) => match config.default_profile()? {
            Some(name) => (name, Source::Profile),
            None => ("default".to_owned(), Source::Default),
        },
    };
    check_profile_name(&name).map_err(|why| Error::new(source.fault(), why)).map(|()| name)
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
        "'{}' isn't a valid profile name: use at most {LONGEST} letters, digits and . _ - @ +, beginning with a letter or digit",
        crate::error::clean(name)
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
