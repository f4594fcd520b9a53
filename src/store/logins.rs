//! Logins by name, in any store.

use super::{Record, TokenStore, chunks};
use crate::error::Error;

/// The login named `name`.
///
/// # Errors
/// `Store` if the store cannot be read, or holds what cannot be understood.
pub fn load(store: &dyn TokenStore, name: &str) -> Result<Option<Record>, Error> {
    // what follows the colon tells configuration files apart, and is nothing to show
    let profile = name.split(':').next().unwrap_or(name);
    chunks::get(store, name)?.map(|entry| Record::parse(&entry, profile)).transpose()
}

/// Replaces the login named `name`. After a crash the old one is there or the new one.
///
/// # Errors
/// `Store`
pub fn save(store: &dyn TokenStore, name: &str, record: &Record) -> Result<(), Error> {
    chunks::set(store, name, &record.to_bytes()?)
}

/// Deletes the login named `name`; whether there was one.
///
/// # Errors
/// `Store`
pub fn delete(store: &dyn TokenStore, name: &str) -> Result<bool, Error> {
    chunks::delete(store, name)
}
