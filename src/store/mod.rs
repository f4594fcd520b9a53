//! Where logins are kept: one small trait over entries of bytes, and the record above it.

mod chunks;
mod file;
#[cfg(target_os = "linux")]
mod kernel;
mod keyring;
mod record;
mod wait;

use std::path::Path;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

pub use chunks::delete;
pub use record::Record;
pub use wait::LIMIT as KEYRING_LIMIT;

use crate::error::{Error, Kind};
use crate::files;
use crate::lock::Lock;
use crate::secret::SecretBytes;

/// Stores a user can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StoreChoice {
    /// The OS keyring; where there is none on Linux, the kernel's
    Auto,
    /// Secret Service, macOS Keychain, Windows Credential Manager
    Keyring,
    /// Linux kernel keyring: in memory, until reboot or three days unused
    Kernel,
    /// A plain JSON file that only you can read (0600), not encrypted
    File,
    /// Keeps nothing
    None,
}

/// Entries of bytes under names. Absent is `None`; unreachable, locked and refused are errors of
/// `Store`. Reading never deletes.
pub trait TokenStore: std::fmt::Debug {
    /// Which store this is; never `Auto`.
    fn choice(&self) -> StoreChoice;

    /// The longest entry it takes (bytes), if it has a limit.
    fn longest_entry(&self) -> usize {
        usize::MAX
    }

    /// Whether an entry can be read while another process writes or deletes it: the old one is read or the new one.
    /// gnome-keyring 42 has died of entries that were deleted while others were read.
    fn reads_are_atomic(&self) -> bool {
        self.choice() != StoreChoice::Keyring
    }

    /// Removes what a process left behind that was killed while it wrote the entry named `name`. Without an exclusive
    /// `lock` it may be another process's that is still writing, and stays.
    fn tidy(&self, _name: &str, _lock: &Lock) {}

    /// Takes the entry named `name` from others who could read it, so that [`TokenStore::get`] gives it: it's about to be
    /// ended.
    fn make_private(&self, _name: &str) {}

    /// The entry named `name`.
    ///
    /// # Errors
    /// `Store`
    fn get(&self, name: &str) -> Result<Option<SecretBytes>, Error>;

    /// Creates or replaces the entry named `name`, whole.
    ///
    /// # Errors
    /// `Store`
    fn set(&self, name: &str, entry: &SecretBytes) -> Result<(), Error>;

    /// Deletes the entry named `name`; whether there was one.
    ///
    /// # Errors
    /// `Store`
    fn delete(&self, name: &str) -> Result<bool, Error>;
}

/// The login named `name`.
///
/// # Errors
/// [`Kind::Store`] if the store cannot be read, or holds what cannot be understood.
pub fn load(store: &dyn TokenStore, name: &str) -> Result<Option<Record>, Error> {
    // what follows the colon tells configuration files apart, and is nothing to show
    let profile = name.split(':').next().unwrap_or(name);
    let Some(entry) = chunks::get(store, name, profile)? else { return Ok(None) };
    let record = Record::parse(entry.expose(), profile)?;
    // no server's answer is taken with such a token either
    let token = record.token.access_token.expose();
    if token.is_empty() || token.bytes().any(|byte| byte.is_ascii_control()) {
        return Err(record::corrupt(profile, "its token is empty or contains control characters"));
    }
    Ok(Some(record))
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
