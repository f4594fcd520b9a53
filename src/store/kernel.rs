//! The Linux kernel's keyring as a store: in memory, for this user alone, gone at reboot.

use super::{StoreChoice, TokenStore};
use crate::error::{Error, Kind};
use crate::kernel_keyring::{KernelKeyring, KeyError};
use crate::secret::SecretBytes;

/// The user's keyring, where every home of one user ID has its logins: their names tell them apart.
#[derive(Debug)]
pub(super) struct KernelStore {
    keyring: KernelKeyring,
    world: String,
}

impl KernelStore {
    /// The logins of `world`.
    ///
    /// # Errors
    /// [`Kind::Store`] where the kernel has no keyring, or a container's seccomp profile forbids it.
    pub(super) fn new(world: &str) -> Result<Self, Error> {
        let keyring = KernelKeyring::open().map_err(|fault| failed("reach", &fault))?;
        Ok(Self { keyring, world: world.to_owned() })
    }

    fn description(&self, name: &str) -> String {
        format!("space-token:{}:{name}", self.world)
    }
}

impl TokenStore for KernelStore {
    fn choice(&self) -> StoreChoice {
        StoreChoice::Kernel
    }

    fn get(&self, name: &str) -> Result<Option<SecretBytes>, Error> {
        self.keyring.get(&self.description(name)).map_err(|fault| failed("read from", &fault))
    }

    fn set(&self, name: &str, entry: &SecretBytes) -> Result<(), Error> {
        self.keyring.put(&self.description(name), entry.expose(), None).map_err(|fault| failed("write to", &fault))
    }

    fn delete(&self, name: &str) -> Result<bool, Error> {
        self.keyring.remove(&self.description(name)).map_err(|fault| failed("delete from", &fault))
    }
}

fn failed(doing: &str, fault: &KeyError) -> Error {
    let (why, hint) = match fault {
        KeyError::QuotaExceeded => (
            "your quota of keys is used up",
            "'keyctl show $(keyctl get_persistent @s)' shows what fills it; or choose --store file",
        ),
        KeyError::InvalidArguments => ("the login is too long for it", "choose --store keyring or file"),
        KeyError::AccessDenied | KeyError::PermissionDenied | KeyError::OperationNotSupported => {
            ("the kernel refuses, as in most containers", "choose --store file, or --store none to keep nothing")
        }
        _ => ("the kernel has none", "choose --store keyring, file or none"),
    };
    Error::new(Kind::Store, format!("cannot {doing} the kernel keyring: {why} ({fault:?})")).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_is_told_for_what_it_is() {
        for (fault, why) in [
            (KeyError::QuotaExceeded, "quota"),
            (KeyError::InvalidArguments, "too long"),
            (KeyError::AccessDenied, "refuses"),
            (KeyError::OperationNotSupported, "refuses"),
            (KeyError::KeyringDoesNotExist, "has none"),
        ] {
            let message = failed("write to", &fault).to_string();
            assert!(message.contains(why), "{message}");
        }
    }
}
