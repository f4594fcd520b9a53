//! `space-token print`, and nothing else on the command line: the run that stands in prompts and loops.
//! A cached token is printed before the command line is parsed, the configuration read or a keyring asked.
//! Whatever is out of the ordinary goes the ordinary way.

use std::ffi::OsString;

use jiff::Timestamp;

use crate::cache;
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

/// What to print, if `words` (without the program's name) ask for a token and no more, and one is cached.
///
/// Where tokens are cached as a rule and none is, one process goes the ordinary way and the others wait for
/// what comes of it: a keyring that a hundred ask at once takes a hundred times as long.
pub fn way(words: impl Iterator<Item = OsString>, environment: &Environment, now: fn() -> Timestamp) -> Way {
    let Some(profile) = plain_profile(words, environment) else { return Way::Ordinary(None) };
    let profile = profile.as_deref();
    let paths = Paths::find(None, environment);
    let look = || {
        let token = cache::access_token(profile, &paths.config, |profile| profile_lock(&paths, profile), now())?;
        Some(Secret::new(format!("{}\n", token.expose())))
    };
    if let Some(token) = look() {
        return Way::Fast(token);
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

/// The profile named by a plain command line or the environment, if any; `None` if the run is not plain.
fn plain_profile(words: impl Iterator<Item = OsString>, environment: &Environment) -> Option<Option<String>> {
    let profile = plain_print(words)?;
    if environment.has_settings() {
        return None;
    }
    let profile = match profile {
        Some(profile) => Some(profile),
        None => environment.text("PROFILE").ok()?.map(|(_, profile)| profile),
    };
    if let Some(profile) = &profile {
        check_profile_name(profile).ok()?;
    }
    Some(profile)
}

/// The profile that `print`, `-p NAME print` or `print -p NAME` names, if any; `None` for anything else.
fn plain_print(words: impl Iterator<Item = OsString>) -> Option<Option<String>> {
    let words: Vec<String> = words.take(4).map(|word| word.into_string().ok()).collect::<Option<_>>()?;
    match &words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["print"] => Some(None),
        ["-p" | "--profile", profile, "print"] | ["print", "-p" | "--profile", profile] => {
            Some(Some((*profile).to_owned()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_plainest_command_lines() {
        let parse = |line: &str| plain_print(line.split_whitespace().map(OsString::from));
        assert_eq!(parse("print"), Some(None));
        for line in ["-p work print", "print -p work", "--profile work print"] {
            assert_eq!(parse(line), Some(Some("work".to_owned())), "{line}");
        }
        for line in ["", "login", "print -v", "print --format token", "print print", "-p work print -v", "-p print"] {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
