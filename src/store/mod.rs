//! Where logins are kept: one small trait over entries of bytes, and the record above it.

mod chunks;
mod file;
#[cfg(target_os = "linux")]
mod kernel;
mod keyring;
mod record;
mod wait;

use std::path::Path;

#[cfg(target_os = "linux")]
pub use kernel::ring as kernel_ring;

use clap::ValueEnum;

pub use record::Record;

use crate::error::{Error, Kind};
use crate::files;
use crate::secret::SecretBytes;

/// Stores a user can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StoreChoice {
    /// The OS keyring; where there is none on Linux, the kernel's
    Auto,
    /// Secret Service, macOS Keychain, Windows Credential Manager
    Keyring,
    /// Linux kernel keyring: in memory, gone at reboot
    Kernel,
    /// A plain JSON file for you alone (0600), not encrypted
    File,
    /// Keeps nothing
    None,
}

/// Entries of bytes under names. Absent is `None`; unreachable, locked and refused are errors of
/// [`Kind::Store`]. Reading never deletes.
pub trait TokenStore: std::fmt::Debug {
    /// Which store this is; never `Auto`.
    fn choice(&self) -> StoreChoice;

    /// The longest entry it takes (bytes).
    fn longest_entry(&self) -> usize;

    /// The entry named `name`.
    ///
    /// # Errors
    /// [`Kind::Store`]
    fn get(&self, name: &str) -> Result<Option<SecretBytes>, Error>;

    /// Creates or replaces the entry named `name`, whole.
    ///
    /// # Errors
    /// [`Kind::Store`]
    fn set(&self, name: &str, entry: &SecretBytes) -> Result<(), Error>;

    /// Deletes the entry named `name`; whether there was one.
    ///
    /// # Errors
    /// [`Kind::Store`]
    fn delete(&self, name: &str) -> Result<bool, Error>;
}

/// The login of `profile`.
///
/// # Errors
/// [`Kind::Store`] if the store cannot be read, or holds what cannot be understood.
pub fn load(store: &dyn TokenStore, profile: &str) -> Result<Option<Record>, Error> {
    chunks::get(store, profile)?.map(|entry| Record::parse(&entry, profile)).transpose()
}

/// Replaces the login of `profile`. After a crash the old one is there or the new one.
///
/// # Errors
/// [`Kind::Store`]
pub fn save(store: &dyn TokenStore, profile: &str, record: &Record) -> Result<(), Error> {
    chunks::set(store, profile, &record.to_bytes()?)
}

/// Deletes the login of `profile`; whether there was one.
///
/// # Errors
/// [`Kind::Store`]
pub fn delete(store: &dyn TokenStore, profile: &str) -> Result<bool, Error> {
    chunks::delete(store, profile)
}

/// Writes, reads and deletes an entry that no profile can have.
///
/// # Errors
/// [`Kind::Store`]
pub fn try_out(store: &dyn TokenStore) -> Result<(), Error> {
    let mark = files::mark();
    let name = format!("doctor/{mark}");
    let entry = SecretBytes::new(mark.into_bytes());
    store.set(&name, &entry)?;
    let found = store.get(&name);
    let deleted = store.delete(&name)?;
    if found? == Some(entry) && deleted {
        return Ok(());
    }
    Err(Error::new(Kind::Store, "the store does not give back what was written to it")
        .hint("choose another store with --store"))
}

/// Opens the store that `choice` means, or `None` where it means none. `Auto` takes the first that can be
/// reached, and never a file.
///
/// # Errors
/// [`Kind::Store`], naming the choices.
pub fn open(choice: StoreChoice, state_folder: &Path) -> Result<Option<Box<dyn TokenStore>>, Error> {
    match choice {
        StoreChoice::Auto => open_auto().map(Some),
        StoreChoice::Keyring => Ok(Some(Box::new(keyring::Keyring::new()?))),
        StoreChoice::Kernel => open_kernel().map(Some),
        StoreChoice::File => Ok(Some(Box::new(file::FileStore::new(state_folder)))),
        StoreChoice::None => Ok(None),
    }
}

fn open_auto() -> Result<Box<dyn TokenStore>, Error> {
    let unreachable = match keyring::Keyring::reachable() {
        Ok(keyring) => return Ok(Box::new(keyring)),
        Err(error) => error,
    };
    log::debug!("{unreachable}");
    open_kernel().map_err(|refused| {
        log::debug!("{refused}");
        Error::new(Kind::Store, format!("no store for tokens: {unreachable}; {refused}"))
            .hint("choose one: --store file keeps them in a plain file, --store none keeps nothing")
    })
}

#[cfg(target_os = "linux")]
fn open_kernel() -> Result<Box<dyn TokenStore>, Error> {
    Ok(Box::new(kernel::KernelKeyring::new()?))
}

#[cfg(not(target_os = "linux"))]
fn open_kernel() -> Result<Box<dyn TokenStore>, Error> {
    Err(Error::new(Kind::Store, "the kernel keyring is a store of Linux alone")
        .hint("use --store keyring, or --store file for a plain file"))
}
