//! `config.toml`: a table per profile, never a secret; comments and unknown keys survive what is written.
//!
//! ```toml
//! default_profile = "work"
//!
//! [profiles.work]
//! url = "https://space.example.com"
//! ```

mod edit;
mod profile;

use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use toml_edit::{DocumentMut, Item, TableLike};

pub use profile::Profile;
pub(super) use profile::form_encoded;

use super::paths::named_config;
use super::setting::Setting;
use super::table::SETTINGS;
use super::{Given, Paths};
use crate::error::{Error, Kind, clean};
use crate::files;
use crate::lock::Lock;

/// Keys that would be a secret in a file that is none.
const SECRETS: [&str; 4] = ["password", "client_secret", "access_token", "refresh_token"];

/// The configuration file, read.
#[derive(Debug)]
pub struct Config {
    path: PathBuf,
    /// With `\n` alone at the ends of lines.
    document: DocumentMut,
    /// What the file has there.
    line_ending: &'static str,
}

impl Config {
    /// Reads `path`; a file that is missing is an empty one, and so is one in a folder that isn't this user's to enter
    /// (`sudo -E -u`, a container's user with root's `HOME`): nothing can be written there either.
    ///
    /// # Errors
    /// [`Kind::Configuration`] if it cannot be read, isn't valid TOML, or holds a secret.
    pub fn read(path: &Path) -> Result<Self, Error> {
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(path, &text),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                Self::parse(path, "")
            }
            Err(_) if fs::symlink_metadata(path).is_err_and(|error| error.kind() == ErrorKind::PermissionDenied) => {
                log::debug!("{} can't be reached", path.display());
                Self::parse(path, "")
            }
            Err(error) => {
                let cure = match error.kind() {
                    ErrorKind::InvalidData => "save it as UTF-8",
                    ErrorKind::PermissionDenied => "check who owns it and its folder",
                    _ => "make it a file that can be read",
                };
                Err(Error::new(Kind::Configuration, format!("cannot read {}: {error}", path.display()))
                    .hint(format!("{cure}, or name another file with --config")))
            }
        }
    }

    /// Takes `text`, the content of `path`.
    ///
    /// # Errors
    /// [`Kind::Configuration`] if it isn't valid TOML, or holds a secret.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        let line_ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let text = text.replace("\r\n", "\n");
        let document = text.parse::<DocumentMut>().map_err(|error| syntax_error(path, &text, &error))?;
        let config = Self { path: path.to_owned(), document, line_ending };
        config.refuse_secrets()?;
        Ok(config)
    }

    /// Reads the file, makes the `change` and writes it, all under its lock.
    ///
    /// # Errors
    /// As [`Config::read`], `change` and [`Config::write`]; [`Kind::Other`] if another process has the lock for longer than
    /// `patience`.
    pub fn edit(
        paths: &Paths,
        patience: Duration,
        change: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let lock = paths.config_lock().acquire(patience)?;
        let mut config = Self::read(&paths.config)?;
        change(&mut config)?;
        config.write(&lock)
    }

    /// `default_profile`.
    ///
    /// # Errors
    /// [`Kind::Configuration`] if it is no text.
    pub fn default_profile(&self) -> Result<Option<String>, Error> {
        Profile { table: Some(self.document.as_table()), path: &self.path, name: "" }.text("default_profile")
    }

    /// The names of all profiles, in the file's order.
    pub fn profile_names(&self) -> Vec<String> {
        self.profiles().map(|profiles| profiles.iter().map(|(name, _)| name.to_owned()).collect()).unwrap_or_default()
    }

    /// Whether there is a profile `name`.
    pub fn has_profile(&self, name: &str) -> bool {
        self.profiles().is_some_and(|profiles| profiles.contains_key(name))
    }

    /// The profile `name`, an empty one if there is none.
    ///
    /// # Errors
    /// [`Kind::Configuration`] if it isn't a table.
    pub fn profile<'a>(&'a self, name: &'a str) -> Result<Profile<'a>, Error> {
        let item = self.profiles().and_then(|profiles| profiles.get(name));
        match item.map(Item::as_table_like) {
            Some(None) => Err(wrong(&self.path, &format!("profiles.{name} isn't a table"))),
            table => Ok(Profile { table: table.flatten(), path: &self.path, name }),
        }
    }

    /// The keys that nothing reads, as they would be written in one line, and which may be meant:
    /// `profiles.work.usrname (username?)`.
    pub fn unknown_keys(&self) -> Vec<String> {
        let root =
            self.document.iter().map(|(key, _)| key).filter(|key| !["default_profile", "profiles"].contains(key));
        let known: Vec<&str> = SETTINGS.iter().filter_map(Setting::profile_key).collect();
        let mut unknown: Vec<String> = root.map(clean).collect();
        for (name, item) in self.profiles().into_iter().flat_map(TableLike::iter) {
            let keys = item.as_table_like().into_iter().flat_map(TableLike::iter).map(|(key, _)| key);
            unknown.extend(keys.filter(|key| !known.contains(key)).map(|key| {
                let near = known.iter().find(|known| strsim::normalized_damerau_levenshtein(known, key) > 0.8);
                let near = near.map(|near| format!(" ({near}?)")).unwrap_or_default();
                clean(&format!("profiles.{name}.{key}{near}"))
            }));
        }
        unknown
    }

    /// Writes the file, whole or not at all. One that would be the same is left alone, and its time with it. The `lock` is
    /// the configuration file's.
    ///
    /// # Errors
    /// [`Kind::Configuration`] if it cannot be written.
    pub fn write(&self, lock: &Lock) -> Result<(), Error> {
        if self.path.as_os_str().is_empty() {
            return Err(Error::new(Kind::Configuration, "there's no place for config.toml: you have no home folder")
                .hint("set HOME to your home folder, an absolute path, or name a file with --config"));
        }
        let text = self.to_string();
        if fs::read(&self.path).is_ok_and(|present| present == text.as_bytes()) {
            return Ok(());
        }
        // without a lock they may be those of another process that is still writing
        if lock.is_exclusive() {
            files::remove_leftovers(&self.path);
        }
        files::replace(&self.path, text.as_bytes()).map_err(|error| {
            let cure = match error.kind() {
                ErrorKind::ResourceBusy => {
                    "if the file itself is a mount, it can't be replaced: mount its folder instead"
                }
                ErrorKind::InvalidInput => "only a file can be written",
                _ => "make it writable",
            };
            Error::new(Kind::Configuration, format!("cannot write {}: {error}", self.path.display()))
                .hint(format!("{cure}, or name another file with --config"))
        })
    }

    fn profiles(&self) -> Option<&dyn TableLike> {
        self.document.get("profiles").and_then(Item::as_table_like)
    }

    fn refuse_secrets(&self) -> Result<(), Error> {
        let profiles = self.profiles().into_iter().flat_map(TableLike::iter);
        let tables = profiles.filter_map(|(_, item)| item.as_table_like()).chain([self.document.as_table() as _]);
        let mut keys = tables.flat_map(TableLike::iter).map(|(key, _)| key);
        match keys.find(|key| SECRETS.contains(key)) {
            Some(key) => Err(wrong(&self.path, &format!("'{key}' is a secret, and doesn't belong in this file"))
                .hint("remove it; 'space-token login' asks for it, or use password_command or client_secret_file")),
            None => Ok(()),
        }
    }
}

/// The file as it would be written.
impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.document.to_string().replace('\n', self.line_ending))
    }
}

/// Whether the configuration file is there, if an option or a variable names it.
///
/// # Errors
/// [`Kind::Configuration`] if it isn't.
pub fn check_named(given: &Given) -> Result<(), Error> {
    let Some(file) = named_config(given) else { return Ok(()) };
    if fs::metadata(files::real_path(&file)).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        return Err(Error::new(Kind::Configuration, format!("cannot read {}: there's no such file", file.display()))
            .hint("check --config or SPACE_TOKEN_CONFIG; 'login' with the same path creates the file"));
    }
    Ok(())
}

/// The place, and not the line itself: somebody may have put a password there.
fn syntax_error(path: &Path, text: &str, error: &toml_edit::TomlError) -> Error {
    let at = error.span().map_or(0, |span| span.start).min(text.len());
    let line = text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
    wrong(path, &format!("line {line} isn't valid TOML: {}", error.message()))
}

fn wrong(path: &Path, why: &str) -> Error {
    Error::new(Kind::Configuration, format!("{} is wrong: {why}", path.display()))
        .hint("correct it in an editor, or name another file with --config")
}

#[cfg(test)]
mod tests {
    use super::super::table::setting;
    use super::*;

    fn config(text: &str) -> Result<Config, Error> {
        Config::parse(Path::new("config.toml"), text)
    }

    #[test]
    fn errors_name_the_place_and_quote_nothing() {
        for (text, expected) in [
            ("x = \n", "line 1 isn't valid TOML"),
            ("\n\n[profiles.work\nurl", "line 3 isn't valid TOML"),
            ("[profiles.default]\npassword = 'planted'\n", "'password' is a secret"),
            ("client_secret = 'planted'\n", "'client_secret' is a secret"),
            ("password planted", "line 1"),
        ] {
            let error = config(text).unwrap_err();
            assert_eq!(error.kind(), Kind::Configuration);
            assert!(error.message().contains(expected), "{error}");
            assert!(!error.message().contains("planted"), "{error}");
        }
    }

    #[test]
    fn values_of_the_wrong_type_are_refused() {
        let right =
            "[profiles.a]\nurl = 'x'\nallow_http = true\ntimeout = 5\ntoken_parameters = { audience = 'a b' }\n";
        let wrong = "[profiles.a]\nurl = 1\nallow_http = 'x'\ntimeout = true\ntoken_parameters = { audience = 1 }\n";
        let keys = ["url", "allow_http", "timeout", "token_parameter"];
        let read = |text, key| {
            let config = config(text).unwrap();
            config.profile("a").unwrap().value(setting(key).unwrap())
        };
        let values = keys.map(|key| read(right, key).unwrap().unwrap());
        assert_eq!(values, ["x", "true", "5", "audience=a+b"]);
        keys.iter().for_each(|key| assert!(read(wrong, key).is_err(), "{key}"));
    }
}
