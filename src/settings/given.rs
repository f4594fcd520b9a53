//! What the command line says of the settings.

use std::collections::BTreeMap;
use std::fmt;

use clap::parser::ValueSource;
use clap::{ArgMatches, ValueEnum};
use log::LevelFilter;

use super::setting::Setting;
use super::table::{SETTINGS, setting};
use crate::output::Format;

/// The values of the options that were given, by the keys of their settings.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Given(BTreeMap<&'static str, Vec<String>>);

/// Without the values: a command or a token parameter may hold a secret.
impl fmt::Debug for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl Given {
    /// What clap has found.
    pub fn read(mut matches: &ArgMatches) -> Self {
        let mut command = "";
        while let Some((name, of_command)) = matches.subcommand() {
            (command, matches) = (name, of_command);
        }
        let is_given = |key| matches.value_source(key) == Some(ValueSource::CommandLine);
        let rows = SETTINGS.iter().filter(|row| row.is_of(command));
        let given = rows.filter(|row| row.option().is_some() && is_given(row.key)).map(|row| {
            let values = matches.get_raw(row.key).into_iter().flatten();
            (row.key, values.map(|value| value.to_string_lossy().into_owned()).collect())
        });
        Self(given.collect())
    }

    /// With `value` for the setting `key`.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: &str) -> Self {
        self.0.insert(key, vec![value.into()]);
        self
    }

    /// With `value` for the setting `key`, if nothing was given for it before.
    pub fn with_new(self, key: &'static str, value: &str) -> Option<Self> {
        (!self.0.contains_key(key)).then(|| self.with(key, value))
    }

    /// Without the option for `key`.
    #[must_use]
    pub fn without(mut self, key: &str) -> Self {
        self.0.remove(key);
        self
    }

    /// Without what is said of the token that is wanted.
    #[must_use]
    pub fn without_request(&self) -> Self {
        let general = self.0.iter().filter(|(key, _)| setting(key).is_some_and(Setting::is_general));
        Self(general.map(|(key, values)| (*key, values.clone())).collect())
    }

    /// Whether the token is to be written with its refresh token, if there's one.
    pub fn holds_refresh_token(&self) -> bool {
        let format = self.choice::<Format>("format").unwrap_or_default();
        format.holds_refresh_token() && !self.0.contains_key("no_refresh_token")
    }

    /// All values of the option for `key`; none if it wasn't given.
    pub fn all(&self, key: &str) -> Option<&[String]> {
        self.0.get(key).map(Vec::as_slice)
    }

    /// The value of the option for `key`.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.all(key)?.first().map(String::as_str)
    }

    /// What the option for `key` chooses.
    pub fn choice<T: ValueEnum>(&self, key: &str) -> Option<T> {
        T::from_str(self.text(key)?, false).ok()
    }

    /// What is told.
    pub fn level(&self) -> LevelFilter {
        match (self.all("verbose"), self.all("quiet")) {
            (Some(_), _) => LevelFilter::Debug,
            (_, Some(_)) => LevelFilter::Warn,
            _ => LevelFilter::Info,
        }
    }

    /// Whether nothing is said about the token that is wanted, but for the profile.
    pub(super) fn is_neutral(&self) -> bool {
        SETTINGS.iter().filter(|row| self.0.contains_key(row.key)).all(|row| row.neutral)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_values() {
        let given = Given::default().with("token_parameter", "key=planted").with("password_command", "planted");
        assert_eq!(format!("{given:?}"), r#"{"password_command", "token_parameter"}"#);
    }
}
