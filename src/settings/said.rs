//! What is said of each setting: by an option, else by a variable, else by the profile.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use clap::ValueEnum;
use toml_edit::Value;

use super::config::{Profile, form_encoded};
use super::setting::{Setting, Type};
use super::table::{SETTINGS, setting};
use super::{Given, Source, Sourced, environment};
use crate::error::{Error, clean};
use crate::oauth::name_of;

/// The settings that somebody said something about, by their keys.
#[derive(Clone)]
pub(crate) struct Said {
    values: BTreeMap<&'static str, Sourced<Vec<String>>>,
    /// Whether options or variables ask for another token than that of the profile, which exists: from another server, for
    /// another client, user, grant or scope, or with other parameters.
    pub(crate) is_foreign: bool,
    /// The profile's name and its file, for errors.
    profile: (String, PathBuf),
}

/// Without the values: a command or a token parameter may hold a secret.
impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.values.keys()).finish()
    }
}

impl Said {
    /// Looks everywhere, but for variables only where they are `heeded`. Secrets are left where they are.
    ///
    /// # Errors
    /// `Usage` or `Configuration` for a value that is no text, or of a wrong type.
    pub(super) fn read(given: &Given, profile: &Profile<'_>, heeded: impl Fn(&Setting) -> bool) -> Result<Self, Error> {
        let place = (profile.name.to_owned(), profile.path.to_owned());
        let mut said = Self { values: BTreeMap::new(), is_foreign: false, profile: place };
        for row in SETTINGS.iter().filter(|row| !matches!(row.is, Type::Secret)) {
            let variable = if heeded(row) { environment::text(row.key)? } else { None };
            let found = match (given.all(row.key), variable) {
                (Some(pairs), _) if matches!(row.is, Type::Parameters) => {
                    let form = form_encoded(pairs.iter().map(|pair| pair.split_once('=')));
                    let form = form.ok_or_else(|| said.wrong(Source::Option, row.key, "it must be NAME=VALUE"))?;
                    Some((vec![form], Source::Option))
                }
                (Some(values), _) => Some((values.to_owned(), Source::Option)),
                (None, Some(value)) => Some((vec![value], Source::Environment)),
                (None, None) => profile.value(row)?.map(|value| (vec![value], Source::Profile)),
            };
            let Some((value, source)) = found else { continue };
            said.values.insert(row.key, Sourced { value, source });
        }
        Ok(said)
    }

    /// Takes back what the profile said of `keys`.
    pub(super) fn forget_profile(&mut self, keys: &[&str]) {
        self.values.retain(|key, said| said.source != Source::Profile || !keys.contains(key));
    }

    /// All texts.
    pub(super) fn texts(&self, key: &str) -> Option<Sourced<Vec<String>>> {
        debug_assert!(setting(key).is_some());
        self.values.get(key).cloned()
    }

    /// A text.
    pub(crate) fn text(&self, key: &str) -> Option<Sourced<String>> {
        let Sourced { value, source } = self.texts(key)?;
        Some(Sourced { value: value.into_iter().next()?, source })
    }

    /// What `read` makes of a text.
    ///
    /// # Errors
    /// Why it is wrong, and who said it.
    pub(super) fn parsed<T>(
        &self,
        key: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<Sourced<T>>, Error> {
        let Some(Sourced { value, source }) = self.text(key) else { return Ok(None) };
        let value = read(&value).map_err(|why| self.wrong(source, key, &why))?;
        Ok(Some(Sourced { value, source }))
    }

    /// As [`Said::parsed`], with the table's default where nobody says anything.
    pub(super) fn parsed_or_default<T>(
        &self,
        key: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Sourced<T>, Error> {
        if let Some(said) = self.parsed(key, &read)? {
            return Ok(said);
        }
        let default = setting(key).and_then(|row| row.default).unwrap_or_default();
        let value = read(default).map_err(|why| self.wrong(Source::Default, key, &why))?;
        Ok(Sourced { value, source: Source::Default })
    }

    /// One of several, or the default one.
    pub(super) fn choice<T: ValueEnum>(&self, key: &str) -> Result<Sourced<T>, Error> {
        self.parsed_or_default(key, parse_choice)
    }

    /// A flag; no, if nobody says anything.
    pub(super) fn flag(&self, key: &str) -> Result<bool, Error> {
        let read = |text: &str| yes_or_no(text).ok_or_else(|| format!("'{}' isn't 1 or 0", clean(text)));
        Ok(self.parsed(key, read)?.is_some_and(|said| said.value))
    }

    /// That `source` says of the setting `key` what cannot be.
    pub(super) fn wrong(&self, source: Source, key: &str, why: &str) -> Error {
        let row = setting(key);
        let place = match source {
            Source::Option => row.and_then(Setting::option).map(|option| format!("--{option}")),
            Source::Environment => row.and_then(Setting::variable),
            Source::Profile => row.and_then(Setting::profile_key).map(|key| {
                let (profile, file) = &self.profile;
                format!("profiles.{profile}.{key} in {}", file.display())
            }),
            Source::Metadata | Source::Default => None,
        };
        Error::new(source.fault(), format!("{} is wrong: {why}", place.unwrap_or_else(|| key.replace('_', " "))))
    }

    /// Under `-v`, who said what.
    pub(super) fn tell(&self) {
        // who reads this has asked for it
        for (key, said) in self.values.iter().filter(|(key, _)| **key != "verbose") {
            // a command may hold what it should not, and so may what a server is told, before it's found to be wrong too
            let is_private = setting(key).is_some_and(|row| matches!(row.is, Type::Command | Type::Parameters))
                || key.ends_with("_endpoint") && said.value.iter().any(|endpoint| endpoint.contains(['@', '?', '#']));
            let shown = if is_private { "set".to_owned() } else { clean(&said.value.join(" ")) };
            log::debug!("{}: {shown} ({})", key.replace('_', " "), said.source);
        }
    }

    /// The keys that `login` keeps in the profile, as they would be written there: what was said elsewhere is set,
    /// what nobody says is removed, and what the profile itself says isn't mentioned.
    pub(crate) fn kept(&self) -> Vec<(&'static str, Option<Value>)> {
        let kept = SETTINGS.iter().filter(|row| row.kept).filter_map(|row| Some((row, row.profile_key()?)));
        let value = |(row, key): (&Setting, _)| match self.values.get(row.key) {
            Some(said) if said.source == Source::Profile => None,
            said => Some((key, said.and_then(|_| self.as_toml(row)))),
        };
        kept.filter_map(value).collect()
    }

    fn as_toml(&self, row: &Setting) -> Option<Value> {
        let text = self.text(row.key)?.value;
        match row.is {
            Type::Flag => yes_or_no(&text).map(Value::from),
            Type::File => std::path::absolute(text).ok().map(|file| file.to_string_lossy().into_owned().into()),
            _ => Some(text.into()),
        }
    }
}

fn parse_choice<T: ValueEnum>(text: &str) -> Result<T, String> {
    let names = || T::value_variants().iter().map(name_of).collect::<Vec<_>>().join(", ");
    T::from_str(text, false).map_err(|_| format!("'{}' is not one of {}", clean(text), names()))
}

/// `1`, `true`, `yes` and `on`, and their opposites.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" | "on" => Some(true),
        "0" | "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// `30`, `30s`, `5m`, `1h 30m`.
pub(super) fn parse_duration(text: &str) -> Result<Duration, String> {
    let unit = if text.trim_end().ends_with(|c: char| c.is_ascii_digit()) { "s" } else { "" };
    let duration = format!("{}{unit}", text.trim()).parse::<jiff::SignedDuration>().ok();
    duration
        .and_then(|duration| Duration::try_from(duration).ok())
        .filter(|duration| *duration <= Duration::from_secs(u32::MAX.into()))
        .ok_or_else(|| format!("'{}' isn't a valid duration; try 30s, 5m or 1h", clean(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_people_write_them() {
        for (text, seconds) in [("30", 30), ("30s", 30), ("5m", 300), ("1h30m", 5_400), ("1h 30m", 5_400), ("0", 0)] {
            assert_eq!(parse_duration(text).unwrap(), Duration::from_secs(seconds), "{text}");
        }
        for text in ["", "-1", "-5m", "soon", "1 fortnight", "99999999999999999999h"] {
            assert!(parse_duration(text).is_err(), "{text}");
        }
    }
}
