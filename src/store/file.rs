//! The plain file: only when asked for by name.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{StoreChoice, TokenStore};
use crate::error::{Error, Kind};
use crate::files;
use crate::lock::Lock;
use crate::secret::SecretBytes;

/// One file per entry, 0600, in a folder of its own, 0700.
#[derive(Debug)]
pub(super) struct FileStore {
    folder: PathBuf,
}

impl FileStore {
    /// The store in `state_folder`.
    ///
    /// # Errors
    /// [`Kind::Store`] where there's no such folder: it would be one in whatever the working folder is.
    pub(super) fn new(state_folder: &Path) -> Result<Self, Error> {
        if !state_folder.is_absolute() {
            return Err(Error::new(Kind::Store, "there's no place for a plain file: you have no home folder")
                .hint("set HOME to your home folder, an absolute path; or use --store none, which keeps nothing"));
        }
        Ok(Self { folder: state_folder.join("tokens") })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{}.json", files::safe_name(name)))
    }
}

impl TokenStore for FileStore {
    fn choice(&self) -> StoreChoice {
        StoreChoice::File
    }

    fn tidy(&self, name: &str, lock: &Lock) {
        if lock.is_exclusive() {
            files::remove_leftovers(&self.path(name));
        }
    }

    fn make_private(&self, name: &str) {
        files::make_private(&self.path(name));
    }

    fn get(&self, name: &str) -> Result<Option<SecretBytes>, Error> {
        let path = self.path(name);
        let bytes = match fs::read(&path) {
            Ok(bytes) => SecretBytes::new(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed("read", &path, &error)),
        };
        if let Ok(Some(mode)) = files::open_to_others(&path, 0o077) {
            return Err(Error::new(Kind::Store, format!("refusing {}: others can read it ({mode})", path.display()))
                .hint(format!("chmod 600 '{}', and log in again if somebody may have read it", path.display())));
        }
        Ok(Some(bytes))
    }

    fn set(&self, name: &str, entry: &SecretBytes) -> Result<(), Error> {
        let path = self.path(name);
        files::replace(&path, entry.expose()).map_err(|error| failed("write", &path, &error))
    }

    fn delete(&self, name: &str) -> Result<bool, Error> {
        let path = self.path(name);
        match files::remove(&path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(failed("delete", &path, &error)),
        }
    }
}

fn failed(what: &str, path: &Path, error: &io::Error) -> Error {
    let shown = path.display();
    Error::new(Kind::Store, format!("cannot {what} {shown}: {error}")).hint(match error.kind() {
        io::ErrorKind::PermissionDenied => "check who owns the file and its folder",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space on that file system",
        io::ErrorKind::ReadOnlyFilesystem => "that file system is read-only; --store keyring or none needs no file",
        _ => "check the folder, or choose another store with --store",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_has_its_cure() {
        for (kind, cure) in [
            (io::ErrorKind::PermissionDenied, "who owns"),
            (io::ErrorKind::StorageFull, "free some space"),
            (io::ErrorKind::QuotaExceeded, "free some space"),
            (io::ErrorKind::ReadOnlyFilesystem, "read-only"),
            (io::ErrorKind::NotADirectory, "choose another store"),
        ] {
            let error = failed("write", Path::new("x"), &kind.into());
            assert!(error.hint_text().unwrap().contains(cure), "{error}");
        }
    }
}
