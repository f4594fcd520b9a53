//! Where logins are kept: one small trait over entries of bytes, and the record above it.

mod chunks;
mod entries;
mod file;
#[cfg(target_os = "linux")]
mod kernel;
mod keyring;
mod record;
mod wait;

use std::path::Path;

pub use chunks::delete;
pub use entries::{StoreChoice, TokenStore};
pub use record::Record;
pub use wait::LIMIT as KEYRING_LIMIT;

use crate::error::{Error, Kind};
use crate::files;
use crate::secret::SecretBytes;

/// The login named `name`.
///
/// # Errors
/// [`Kind::Store`] if the store cannot be read, or holds what cannot be understood.
pub fn load(store: &dyn TokenStore, name: &str) -> Result<Option<Record>, Error> {
    // what follows the colon tells configuration files apart, and is nothing to show
    let profile = name.split(':').next().unwrap_or(name);
    chunks::get(store, name, profile)?.map(|entry| Record::parse(entry.expose(), profile)).transpose()
}

/// The login named `name` that another is about to replace, if it can be read.
pub fn load_to_replace(store: &dyn TokenStore, name: &str) -> Option<Record> {
    load(store, name).unwrap_or_else(|error| {
        log::debug!("{error}; the new login will replace it");
        None
    })
}

/// Replaces the login named `name`. After a crash the old one is there or the new one.
///
/// # Errors
/// [`Kind::Store`]
pub fn save(store: &dyn TokenStore, name: &str, record: &Record) -> Result<(), Error> {
    chunks::set(store, name, &record.to_bytes()?)
}

/// Writes, reads and deletes an entry that no profile can have.
///
/// # Errors
/// [`Kind::Store`]
pub fn try_out(store: &dyn TokenStore) -> Result<(), Error> {
    let nonce = files::nonce();
    let name = format!("doctor/{nonce}");
    let entry = SecretBytes::new(nonce.into_bytes());
    store.set(&name, &entry)?;
    let found = store.get(&name);
    let deleted = store.delete(&name)?;
    if found? == Some(entry) && deleted {
        return Ok(());
    }
    Err(Error::new(Kind::Store, "the store doesn't return what was written to it")
        .hint("choose another store with --store"))
}

/// Opens the store that `choice` means, or `None` where it means none. `Auto` takes the first that can be
/// reached, and never a file. `folder` is where the file store is; empty if there's none. `world` tells this configuration
/// file's logins from others in the kernel's keyring.
///
/// # Errors
/// [`Kind::Store`], naming the choices.
pub fn open(choice: StoreChoice, folder: &Path, world: &str) -> Result<Option<Box<dyn TokenStore>>, Error> {
    match choice {
        StoreChoice::Auto => open_auto(world).map(Some),
        StoreChoice::Keyring => Ok(Some(Box::new(keyring::Keyring))),
        StoreChoice::Kernel => open_kernel(world).map(Some),
        StoreChoice::File => Ok(Some(Box::new(file::FileStore::new(folder)?))),
        StoreChoice::None => Ok(None),
    }
}

fn open_auto(world: &str) -> Result<Box<dyn TokenStore>, Error> {
    // a Secret Service can be promised on the bus and not be there
    let unreachable = match keyring::Keyring.get("reachable") {
        Ok(_) => return Ok(Box::new(keyring::Keyring)),
        Err(error) => error,
    };
    log::debug!("{unreachable}");
    open_kernel(world).map_err(|refused| {
        log::debug!("{refused}");
        Error::new(Kind::Store, format!("no store for tokens: {unreachable}; {refused}"))
            .hint("choose one: --store file keeps them in a plain file, --store none keeps nothing")
    })
}

#[cfg(target_os = "linux")]
fn open_kernel(world: &str) -> Result<Box<dyn TokenStore>, Error> {
    Ok(Box::new(kernel::KernelStore::new(world)?))
}

#[cfg(not(target_os = "linux"))]
fn open_kernel(_world: &str) -> Result<Box<dyn TokenStore>, Error> {
    Err(Error::new(Kind::Store, "the kernel keyring exists only on Linux")
        .hint("use --store keyring, or --store file for a plain file"))
}
