//! One table of the file.

use std::path::Path;

use clap::ValueEnum;
use toml_edit::{Item, TableLike};
use url::form_urlencoded;

use super::super::setting::{Setting, Type};
use super::wrong;
use crate::error::Error;
use crate::store::StoreChoice;

/// One profile's values.
#[derive(Clone, Copy)]
pub struct Profile<'a> {
    pub(super) table: Option<&'a dyn TableLike>,
    pub(in crate::settings) path: &'a Path,
    pub(in crate::settings) name: &'a str,
}

impl Profile<'_> {
    /// A text.
    ///
    /// # Errors
    /// `Configuration` if it is something else.
    pub fn text(&self, key: &str) -> Result<Option<String>, Error> {
        let Some(item) = self.get(key) else { return Ok(None) };
        item.as_str().map(|text| Some(text.to_owned())).ok_or_else(|| self.wrong(key, "text in quotes"))
    }

    /// The store that a login has decided on, or a person; `None` where nobody has.
    ///
    /// # Errors
    /// `Configuration` for what is no text.
    pub fn store(&self) -> Result<Option<StoreChoice>, Error> {
        Ok(self.text("store")?.and_then(|store| StoreChoice::from_str(&store, false).ok()))
    }

    /// What is said of a setting, as a variable would say it.
    ///
    /// # Errors
    /// `Configuration` for a value of another type.
    pub fn value(&self, setting: &Setting) -> Result<Option<String>, Error> {
        let Some((key, item)) = setting.profile_key().and_then(|key| Some((key, self.get(key)?))) else {
            return Ok(None);
        };
        let text = item.as_str().map(str::to_owned);
        let form =
            |item: &Item| form_encoded(item.as_table_like()?.iter().map(|(name, value)| Some((name, value.as_str()?))));
        let flag = item.as_bool().map(|flag| flag.to_string());
        let (found, wanted) = match setting.is {
            Type::Flag => (flag, "true or false"),
            Type::TextOr(..) => (text.or(flag), "text in quotes, or true or false"),
            Type::Duration => (text.or(item.as_integer().map(|seconds| seconds.to_string())), "text such as \"30s\""),
            Type::Parameters => (text.or_else(|| form(item)), "a table of strings, or a form-encoded string"),
            _ => (text, "text in quotes"),
        };
        found.map(Some).ok_or_else(|| self.wrong(key, wanted))
    }

    fn get(&self, key: &str) -> Option<&Item> {
        self.table.and_then(|table| table.get(key))
    }

    fn wrong(&self, key: &str, wanted: &str) -> Error {
        let place = if self.name.is_empty() { key.to_owned() } else { format!("profiles.{}.{key}", self.name) };
        wrong(self.path, &format!("{place} must be {wanted}"))
    }
}

/// Names with values in the form that a variable has them in, if all of them are `Some`.
pub(in crate::settings) fn form_encoded<'a>(pairs: impl Iterator<Item = Option<(&'a str, &'a str)>>) -> Option<String> {
    let pairs: Option<Vec<_>> = pairs.collect();
    Some(form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs?).finish())
}
