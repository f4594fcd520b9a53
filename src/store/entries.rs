//! What every store is: entries of bytes under names.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::error::Error;
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
