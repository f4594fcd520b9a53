//! One table of the file.

use std::path::Path;

use toml_edit::{Item, TableLike};

use crate::error::{Error, Kind};

/// One profile's values.
#[derive(Clone, Copy)]
pub struct Profile<'a> {
    pub(super) table: Option<&'a dyn TableLike>,
    pub(super) path: &'a Path,
    pub(super) name: &'a str,
}

impl Profile<'_> {
    /// A text.
    ///
    /// # Errors
    /// [`Kind::Configuration`] if it is something else.
    pub fn text(&self, key: &str) -> Result<Option<String>, Error> {
        let Some(item) = self.get(key) else { return Ok(None) };
        match item.as_str() {
            Some(text) => Ok(Some(text.to_owned())),
            // a duration may be a bare number of seconds
            None => item
                .as_integer()
                .map(|number| Some(number.to_string()))
                .ok_or_else(|| self.wrong(key, "text in quotes")),
        }
    }

    /// A flag, `false` if it is missing.
    ///
    /// # Errors
    /// [`Kind::Configuration`] if it is something else.
    pub fn flag(&self, key: &str) -> Result<bool, Error> {
        let Some(item) = self.get(key) else { return Ok(false) };
        item.as_bool().ok_or_else(|| self.wrong(key, "true or false"))
    }

    fn get(&self, key: &str) -> Option<&Item> {
        self.table.and_then(|table| table.get(key))
    }

    fn wrong(&self, key: &str, wanted: &str) -> Error {
        let place = if self.name.is_empty() { key.to_owned() } else { format!("profiles.{}.{key}", self.name) };
        Error::new(Kind::Configuration, format!("{} is wrong: {place} must be {wanted}", self.path.display()))
    }
}
