//! `config.toml`: a table per profile, never a secret; comments and unknown keys survive what is written.
//!
//! ```toml
//! default_profile = "work"
//!
//! [profiles.work]
//! url = "https://space.example.com"
//! ```

mod comments;
mod profile;

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, InlineTable, Item, Table, TableLike, value};

pub use profile::Profile;

use super::setting::Setting;
use super::table::SETTINGS;
use super::{Environment, Given};
use crate::error::{Error, Kind, clean};
use crate::files;

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
    /// Reads `path`; a file that is missing is an empty one.
    ///
    /// # Errors
    /// [`Kind::Configuration`] if it cannot be read, is no TOML, or holds a secret.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                String::new()
            }
            Err(error) => {
                return Err(Error::new(Kind::Configuration, format!("cannot read {}: {error}", path.display())));
            }
        };
        Self::parse(path, &text)
    }

    /// Takes `text`, the content of `path`.
    ///
    /// # Errors
    /// [`Kind::Configuration`] if it is no TOML, or holds a secret.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        let line_ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let text = text.replace("\r\n", "\n");
        let document = text.parse::<DocumentMut>().map_err(|error| syntax_error(path, &text, &error))?;
        let config = Self { path: path.to_owned(), document, line_ending };
        config.refuse_secrets()?;
        Ok(config)
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
    /// [`Kind::Configuration`] if it is no table.
    pub fn profile<'a>(&'a self, name: &'a str) -> Result<Profile<'a>, Error> {
        let item = self.profiles().and_then(|profiles| profiles.get(name));
        match item.map(Item::as_table_like) {
            Some(None) => Err(self.wrong(&format!("profiles.{name} is no table"))),
            table => Ok(Profile { table: table.flatten(), path: &self.path, name }),
        }
    }

    /// Sets `keys` of the profile `name` and removes those that are `None`; whatever else is in the file stays.
    ///
    /// # Errors
    /// [`Kind::Configuration`] if the file has no place for profiles.
    pub fn set_profile(&mut self, name: &str, keys: &[(&str, Option<toml_edit::Value>)]) -> Result<(), Error> {
        let profile = self.profile_mut(name)?;
        for (key, wanted) in keys {
            match (wanted, profile.get_mut(key)) {
                (None, _) => drop(profile.remove(key)),
                (Some(wanted), Some(Item::Value(present))) => replace_value(present, wanted.clone()),
                (Some(wanted), _) => drop(profile.insert(key, value(wanted.clone()))),
            }
        }
        Ok(())
    }

    /// Sets `default_profile`; whatever else is in the file stays.
    pub fn set_default_profile(&mut self, name: &str) {
        if let Some(Item::Value(present)) = self.document.get_mut("default_profile") {
            return replace_value(present, name.into());
        }
        let mut name = toml_edit::Value::from(name);
        if self.document.iter().all(|(_, item)| item.is_table()) {
            // an empty line before the first table
            name.decor_mut().set_suffix("\n");
        }
        self.document.insert("default_profile", Item::Value(name));
    }

    /// Renames the profile `old`, and `default_profile` if it is that one; whatever else is in the file stays.
    pub fn rename_profile(&mut self, old: &str, new: &str) {
        let profiles = self.document.get_mut("profiles").and_then(Item::as_table_like_mut);
        if let Some(profiles) = profiles
            && let Some(profile) = profiles.remove(old)
        {
            profiles.insert(new, profile);
        }
        if self.document.get("default_profile").and_then(Item::as_str) == Some(old) {
            self.set_default_profile(new);
        }
    }

    /// Removes the profile `name`, and `default_profile` if it is that one; whatever else is in the file stays.
    pub fn remove_profile(&mut self, name: &str) {
        let profiles = self.document.get_mut("profiles").and_then(Item::as_table_like_mut);
        if let Some(removed) = profiles.and_then(|profiles| profiles.remove(name)) {
            comments::keep(&mut self.document, &removed);
        }
        if self.document.get("default_profile").and_then(Item::as_str) == Some(name) {
            comments::remove_key(&mut self.document, "default_profile");
        }
    }

    /// The keys that nothing reads, as they would be written in one line: `profiles.work.usrname`.
    pub fn unknown_keys(&self) -> Vec<String> {
        let root =
            self.document.iter().map(|(key, _)| key).filter(|key| !["default_profile", "profiles"].contains(key));
        let known: Vec<&str> = SETTINGS.iter().filter_map(Setting::profile_key).collect();
        let mut unknown: Vec<String> = root.map(clean).collect();
        for (name, item) in self.profiles().into_iter().flat_map(TableLike::iter) {
            let keys = item.as_table_like().into_iter().flat_map(TableLike::iter).map(|(key, _)| key);
            unknown.extend(keys.filter(|key| !known.contains(key)).map(|key| clean(&format!("profiles.{name}.{key}"))));
        }
        unknown
    }

    /// Writes the file, whole or not at all. One that would be the same is left alone, and its time with it.
    ///
    /// # Errors
    /// [`Kind::Configuration`] if it cannot be written.
    pub fn write(&self) -> Result<(), Error> {
        if self.path.as_os_str().is_empty() {
            return Err(Error::new(Kind::Configuration, "there's no place for config.toml: you have no home folder")
                .hint("set HOME to your home folder, an absolute path, or name a file with --config"));
        }
        let text = self.to_string();
        if fs::read(&self.path).is_ok_and(|present| present == text.as_bytes()) {
            return Ok(());
        }
        files::replace(&self.path, text.as_bytes()).map_err(|error| {
            Error::new(Kind::Configuration, format!("cannot write {}: {error}", self.path.display()))
                .hint("make it writable, or name another file with --config")
        })
    }

    /// The table of the profile `name`, made if there is none: in braces where `profiles` is.
    fn profile_mut(&mut self, name: &str) -> Result<&mut dyn TableLike, Error> {
        let no_profiles = self.wrong("profiles is no table");
        let no_profile = self.wrong(&format!("profiles.{name} is no table"));
        let profiles = self.document.entry("profiles").or_insert_with(|| {
            let mut table = Table::new();
            table.set_implicit(true);
            Item::Table(table)
        });
        let empty = if profiles.is_value() { value(InlineTable::new()) } else { Item::Table(Table::new()) };
        let profiles = profiles.as_table_like_mut().ok_or(no_profiles)?;
        profiles.entry(name).or_insert(empty).as_table_like_mut().ok_or(no_profile)
    }

    fn profiles(&self) -> Option<&dyn TableLike> {
        self.document.get("profiles").and_then(Item::as_table_like)
    }

    fn refuse_secrets(&self) -> Result<(), Error> {
        let tables = self
            .profiles()
            .into_iter()
            .flat_map(|profiles| profiles.iter().filter_map(|(_, item)| item.as_table_like()));
        for table in tables.chain([self.document.as_table() as &dyn TableLike]) {
            if let Some(key) = SECRETS.into_iter().find(|key| table.contains_key(key)) {
                return Err(self
                    .wrong(&format!("'{key}' is a secret, and this file is no place for one"))
                    .hint("take it out; password_command and client_secret_file name a safer place, and 'space-token login' asks"));
            }
        }
        Ok(())
    }

    fn wrong(&self, why: &str) -> Error {
        Error::new(Kind::Configuration, format!("{} is wrong: {why}", self.path.display()))
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
pub fn check_named(given: &Given, environment: &Environment) -> Result<(), Error> {
    let named = given.file("config").map(Path::to_owned).or_else(|| environment.file("config"));
    let Some(file) = named else { return Ok(()) };
    match fs::metadata(&file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(Error::new(Kind::Configuration, format!("cannot read {}: there's no such file", file.display()))
                .hint("correct --config or SPACE_TOKEN_CONFIG; 'space-token login' makes the file"))
        }
        _ => Ok(()),
    }
}

/// What stands around a value, such as a comment, stays.
fn replace_value(present: &mut toml_edit::Value, wanted: toml_edit::Value) {
    let decor = present.decor().clone();
    *present = wanted;
    *present.decor_mut() = decor;
}

/// The place, and not the line itself: somebody may have put a password there.
fn syntax_error(path: &Path, text: &str, error: &toml_edit::TomlError) -> Error {
    let at = error.span().map_or(0, |span| span.start).min(text.len());
    let line = text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
    Error::new(Kind::Configuration, format!("{} is wrong: line {line} is no TOML: {}", path.display(), error.message()))
}

#[cfg(test)]
mod tests {
    use super::super::table::setting;
    use super::*;

    fn config(text: &str) -> Result<Config, Error> {
        Config::parse(Path::new("config.toml"), text)
    }

    #[test]
    fn what_a_user_wrote_survives() {
        let text = "# mine\ndefault_profile = 'work' # why\n\n[profiles.work]\nurl = \"https://x\" # prod\nfuture = [1]\n# end\n\n[other]\nx = 1\n";
        let mut config = config(text).unwrap();
        config
            .set_profile("work", &[("url", Some("https://y".into())), ("username", Some("bob".into())), ("gone", None)])
            .unwrap();
        let written = config.to_string();
        assert_eq!(
            written,
            "# mine\ndefault_profile = 'work' # why\n\n[profiles.work]\nurl = \"https://y\" # prod\nfuture = [1]\nusername = \"bob\"\n# end\n\n[other]\nx = 1\n"
        );
    }

    #[test]
    fn the_default_is_named_where_a_person_would() {
        for (text, expected) in [
            ("", "default_profile = \"b\"\n\n"),
            ("# head\n\n[profiles.a]\n", "default_profile = \"b\"\n\n# head\n\n[profiles.a]\n"),
            ("# h\ndefault_profile = 'a' # why\n\n[x]\n", "# h\ndefault_profile = \"b\" # why\n\n[x]\n"),
            ("future = 1 # one\n[x]\n", "future = 1 # one\ndefault_profile = \"b\"\n[x]\n"),
        ] {
            let mut config = config(text).unwrap();
            config.set_default_profile("b");
            assert_eq!(config.to_string(), expected);
            assert_eq!(config.default_profile().unwrap().as_deref(), Some("b"));
        }
    }

    #[test]
    fn a_profile_goes_with_the_comments_that_are_about_it_and_no_others() {
        let two =
            "# head\n\n# about a\n[profiles.a]\nx = 1 # one\n# end of a\n\n# about b\n[profiles.b]\ny = 2\n# end\n";
        for (text, name, expected) in [
            (two, "a", "# head\n\n# end of a\n\n# about b\n[profiles.b]\ny = 2\n# end\n"),
            (two, "b", "# head\n\n# about a\n[profiles.a]\nx = 1 # one\n# end of a\n# end\n"),
            (two, "c", two),
            ("# h\ndefault_profile = 'a'\nx = 1\n[profiles.a]\n", "a", "# h\nx = 1\n"),
            ("# head\n\n# about a\n[profiles.a.sub]\n[o]\n", "a", "# head\n\n[o]\n"),
            ("# head\n\n# about a\n[[profiles.a]]\n", "a", "# head\n"),
            ("# h\ndefault_profile = 'a'\n\n[profiles.a]\n\n[o]\n", "a", "# h\n\n[o]\n"),
            ("# h\ndefault_profile = 'a'\n[profiles.a]\n", "a", "# h\n"),
            ("default_profile = 'a'\n\n[profiles.a]\n[profiles.a.sub]\n\n[other]\n", "a", "\n[other]\n"),
            (
                "default_profile = 'b'\n[profiles]\na.x = 1\nb.x = 2\n",
                "a",
                "default_profile = 'b'\n[profiles]\nb.x = 2\n",
            ),
            ("profiles = { a = { x = 1 }, b = { x = 2 } }\n", "a", "profiles = { b = { x = 2 } }\n"),
        ] {
            let mut config = config(text).unwrap();
            config.remove_profile(name);
            assert_eq!(config.to_string(), expected, "{text} without {name}");
        }
    }

    #[test]
    fn a_renamed_profile_stays_where_it_is() {
        for (text, expected) in [
            (
                "default_profile = 'a' # why\n\n# about a\n[profiles.a]\nx = 1 # one\n\n[profiles.b]\ny = 2\n",
                "default_profile = \"c\" # why\n\n# about a\n[profiles.c]\nx = 1 # one\n\n[profiles.b]\ny = 2\n",
            ),
            ("profiles = { a = { x = 1 } }\n", "profiles = { c = { x = 1 } }\n"),
            ("[profiles.b]\n", "[profiles.b]\n"),
        ] {
            let mut config = config(text).unwrap();
            config.rename_profile("a", "c");
            assert_eq!(config.to_string(), expected);
        }
    }

    #[test]
    fn line_endings_stay_as_they_are_and_hide_no_comment() {
        let text = "# head\r\n\r\n# about a\r\n[profiles.a]\r\nx = 1 # one\r\n\r\n[profiles.b]\r\ny = 2\r\n";
        let mut config = config(text).unwrap();
        assert_eq!(config.to_string(), text);
        config.remove_profile("a");
        config.set_profile("b", &[("z", Some("3".into()))]).unwrap();
        assert_eq!(config.to_string(), "# head\r\n\r\n[profiles.b]\r\ny = 2\r\nz = \"3\"\r\n");
    }

    #[test]
    fn profiles_in_braces_stay_in_braces() {
        let mut config = config("profiles = { a = { x = 1 } }\n").unwrap();
        config.set_profile("b", &[("url", Some("https://x".into()))]).unwrap();
        assert_eq!(config.to_string(), "profiles = { a = { x = 1 } , b = { url = \"https://x\" } }\n");
    }

    #[test]
    fn a_new_file_is_what_a_person_would_write() {
        let mut config = config("").unwrap();
        config.set_profile("work", &[("url", Some("https://x".into())), ("allow_http", Some(true.into()))]).unwrap();
        assert_eq!(config.to_string(), "[profiles.work]\nurl = \"https://x\"\nallow_http = true\n");
    }

    #[test]
    fn errors_name_the_place_and_quote_nothing() {
        for (text, expected) in [
            ("x = \n", "line 1 is no TOML"),
            ("\n\n[profiles.work\nurl", "line 3 is no TOML"),
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
