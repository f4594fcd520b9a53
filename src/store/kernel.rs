//! The Linux kernel's keyring: in memory, for this user alone, gone at reboot.

use linux_keyutils::{Key, KeyError, KeyPermissionsBuilder, KeyRing, KeyRingIdentifier, Permission};

use super::{StoreChoice, TokenStore};
use crate::error::{Error, Kind};
use crate::secret::SecretBytes;

/// The user's keyring that outlives his sessions, or else the one that lives as long as they do.
#[derive(Debug)]
pub(super) struct KernelKeyring {
    ring: KeyRing,
}

/// The keyring itself.
///
/// # Errors
/// As the kernel says.
pub fn ring() -> Result<KeyRing, KeyError> {
    // linked into the process's own keyring, so that its keys are possessed and may be read
    KeyRing::get_persistent(KeyRingIdentifier::Process)
        .or_else(|_| KeyRing::from_special_id(KeyRingIdentifier::User, true))
}

impl KernelKeyring {
    /// # Errors
    /// [`Kind::Store`] where the kernel has none, or a container's seccomp profile forbids it.
    pub(super) fn new() -> Result<Self, Error> {
        ring().map(|ring| Self { ring }).map_err(|fault| failed("reach", &fault))
    }

    fn find(&self, name: &str) -> Result<Option<Key>, Error> {
        match self.ring.search(&description(name)) {
            Ok(key) => Ok(Some(key)),
            Err(KeyError::KeyDoesNotExist | KeyError::KeyExpired | KeyError::KeyRevoked) => Ok(None),
            Err(fault) => Err(failed("read from", &fault)),
        }
    }
}

impl TokenStore for KernelKeyring {
    fn choice(&self) -> StoreChoice {
        StoreChoice::Kernel
    }

    /// `user` keys take 32,767 bytes; a quota (20,000 bytes by default) covers all of a user's keys.
    fn longest_entry(&self) -> usize {
        32_767
    }

    fn get(&self, name: &str) -> Result<Option<SecretBytes>, Error> {
        let Some(key) = self.find(name)? else { return Ok(None) };
        key.read_to_vec().map(|bytes| Some(SecretBytes::new(bytes))).map_err(|fault| failed("read from", &fault))
    }

    fn set(&self, name: &str, entry: &SecretBytes) -> Result<(), Error> {
        let key = self.ring.add_key(&description(name), entry.expose()).map_err(|fault| failed("write to", &fault))?;
        // for every session of the user, and for nobody else
        let permissions = KeyPermissionsBuilder::builder().posessor(Permission::ALL).user(Permission::ALL).build();
        key.set_perms(permissions).map_err(|fault| failed("write to", &fault))
    }

    fn delete(&self, name: &str) -> Result<bool, Error> {
        let Some(key) = self.find(name)? else { return Ok(false) };
        key.invalidate().map_err(|fault| failed("delete from", &fault))?;
        Ok(true)
    }
}

fn description(name: &str) -> String {
    format!("space-token:{name}")
}

fn failed(doing: &str, fault: &KeyError) -> Error {
    let (why, hint) = match fault {
        KeyError::QuotaExceeded => {
            ("your quota of keys is used up", "see 'keyctl show @u' for what fills it, or choose --store file")
        }
        KeyError::AccessDenied | KeyError::PermissionDenied | KeyError::OperationNotSupported => {
            ("the kernel refuses, as in most containers", "choose --store file, or --store none to keep nothing")
        }
        _ => ("the kernel has none", "choose --store keyring, file or none"),
    };
    Error::new(Kind::Store, format!("cannot {doing} the kernel keyring: {why} ({fault:?})")).hint(hint)
}
