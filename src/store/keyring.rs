//! The OS keyring: Secret Service, macOS Keychain, Windows Credential Manager.

use std::sync::LazyLock;

use keyring::v1::{Entry, Error as KeyringError};

use super::wait::bounded;
use super::{StoreChoice, TokenStore};
use crate::error::{Error, Kind};
use crate::files;
use crate::secret::SecretBytes;

/// The service that all entries carry.
const SERVICE: &str = "space-token";

/// What users call it.
const NAME: &str = if cfg!(target_os = "macos") {
    "the Keychain"
} else if cfg!(windows) {
    "the Credential Manager"
} else {
    "the keyring (Secret Service)"
};

/// `CRED_MAX_CREDENTIAL_BLOB_SIZE` of the Windows Credential Manager (bytes); the others have no limit.
const LONGEST_ENTRY: usize = if cfg!(windows) { 2_560 } else { usize::MAX };

/// The keyring; it's connected to at the first call.
#[derive(Debug)]
pub(super) struct Keyring;

impl Keyring {
    /// What `call` gives, or `None` if there's no such entry.
    fn call<T: Send + 'static>(
        &self,
        doing: &'static str,
        name: &str,
        call: impl Fn(&Entry) -> keyring::v1::Result<T> + Send + 'static,
    ) -> Result<Option<T>, Error> {
        let name = entry_name(name);
        let unreachable = |fault| explained("reach", fault);
        bounded(NAME, move || {
            connect().map_err(unreachable)?;
            // keyring entries are opened here alone
            #[expect(clippy::disallowed_methods)]
            let attempt = || keyring_core::Entry::new(SERVICE, &name).and_then(|inner| call(&Entry { inner }));
            let mut outcome = attempt();
            if outcome.as_ref().is_err_and(wants_other_keys) {
                reconnect().map_err(unreachable)?;
                outcome = attempt();
            }
            match outcome {
                Ok(value) => Ok(Some(value)),
                Err(KeyringError::NoEntry) => Ok(None),
                Err(fault) => Err(explained(doing, &fault)),
            }
        })?
    }
}

/// Connects to the system's keyring, once in a run.
fn connect() -> Result<(), &'static KeyringError> {
    match Entry::store_status() {
        Err(fault) if wants_other_keys(fault) => reconnect(),
        status => status.as_ref().copied(),
    }
}

/// Whether another connection, and so another pair of keys, helps. One public key in 256, and one secret that it leads
/// to, begin with a zero, which is lost on the way to KWallet: it refuses the key, or encrypts with another one.
fn wants_other_keys(fault: &KeyringError) -> bool {
    let why = root_cause(fault);
    // the last is what KWallet says where it can't decrypt
    let signs = ["public key size is invalid", "decryption failed", "Can't find session"];
    cfg!(target_os = "linux") && signs.iter().any(|sign| why.contains(sign))
}

/// Connects anew, once in a run.
fn reconnect() -> Result<(), &'static KeyringError> {
    static AGAIN: LazyLock<keyring::v1::Result<()>> = LazyLock::new(|| {
        #[cfg(target_os = "linux")]
        keyring_core::set_default_store(zbus_secret_service_keyring_store::Store::new()?);
        Ok(())
    });
    AGAIN.as_ref().copied()
}

impl TokenStore for Keyring {
    fn choice(&self) -> StoreChoice {
        StoreChoice::Keyring
    }

    fn longest_entry(&self) -> usize {
        LONGEST_ENTRY
    }

    fn get(&self, name: &str) -> Result<Option<SecretBytes>, Error> {
        self.call("read from", name, |entry| entry.get_secret().map(SecretBytes::new))
    }

    fn set(&self, name: &str, entry: &SecretBytes) -> Result<(), Error> {
        let content = entry.clone();
        self.call("write to", name, move |entry| entry.set_secret(content.expose())).map(|_| ())
    }

    fn delete(&self, name: &str) -> Result<bool, Error> {
        self.call("delete from", name, |entry| entry.delete_credential()).map(|done| done.is_some())
    }
}

/// The Credential Manager takes `Work` and `work` for the same entry.
fn entry_name(name: &str) -> String {
    if cfg!(windows) { files::escaped(name) } else { name.to_owned() }
}

fn explained(doing: &str, fault: &KeyringError) -> Error {
    let cause = root_cause(fault);
    let (why, hint) = match fault {
        // what secret-service says where no collection is the default one
        KeyringError::NoStorageAccess(_) if cause.contains("result not returned") => (
            "there's no wallet yet".to_owned(),
            "make one with your keyring's own program (KWalletManager, Passwords and Keys), or choose --store kernel or file",
        ),
        KeyringError::NoStorageAccess(_) => (
            format!("it is locked ({cause})"),
            "unlock it: log in to the desktop, or answer its dialog; without a desktop, use --store kernel or file",
        ),
        KeyringError::Ambiguous(_) => (
            "it has several entries of the same name".to_owned(),
            "delete all but one of the entries 'space-token' with your keyring's own program",
        ),
        _ => (cause.clone(), cure(&cause)),
    };
    Error::new(Kind::Store, format!("cannot {doing} {NAME}: {why}")).hint(hint)
}

/// The innermost cause: what the libraries wrap around it says the same with other words.
fn root_cause(fault: &KeyringError) -> String {
    // these two carry what was stored
    if matches!(fault, KeyringError::BadEncoding(_) | KeyringError::BadDataFormat(..)) {
        return "the entry wasn't made by this program".to_owned();
    }
    let mut cause: &dyn std::error::Error = fault;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

fn cure(why: &str) -> &'static str {
    if cfg!(not(target_os = "linux")) {
        return "look at it with your keyring's own program, or choose --store file";
    }
    let has = |signs: &[&str]| signs.iter().any(|sign| why.contains(sign));
    if has(&["ServiceUnknown", "not provided by any", "NameHasNoOwner"]) {
        "no keyring program is running: install and start one (gnome-keyring, KWallet, KeePassXC), or choose --store kernel or file"
    } else if has(&[
        "dbus session found",
        "DBUS_SESSION_BUS_ADDRESS",
        "No such file",
        "refused",
        "address",
        "XDG_RUNTIME_DIR",
    ]) {
        "there is no D-Bus session, as over SSH, in a container or in a cron job: choose --store kernel or file"
    } else {
        "'space-token doctor' says more; --store kernel or file works without it"
    }
}
