//! Logins by profile, in any store.

use super::{Record, TokenStore, chunks};
use crate::error::Error;

/// The login of `profile`.
///
/// # Errors
/// `Store` if the store cannot be read, or holds what cannot be understood.
pub fn load(store: &dyn TokenStore, profile: &str) -> Result<Option<Record>, Error> {
    chunks::get(store, profile)?.map(|entry| Record::parse(&entry, profile)).transpose()
}

/// Replaces the login of `profile`. After a crash the old one is there or the new one.
///
/// # Errors
/// `Store`
pub fn save(store: &dyn TokenStore, profile: &str, record: &Record) -> Result<(), Error> {
    chunks::set(store, profile, &record.to_bytes()?)
}

/// Deletes the login of `profile`; whether there was one.
///
/// # Errors
/// `Store`
pub fn delete(store: &dyn TokenStore, profile: &str) -> Result<bool, Error> {
    chunks::delete(store, profile)
}
