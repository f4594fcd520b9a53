//! One process at a time asks the store for a profile's login. The lock is the kernel's, on a file of its own: it
//! dies with its process, so none is ever stale. Nothing deletes a lock file, or two processes could each hold
//! one of the same name.

use std::convert::Infallible;
use std::fs::{File, TryLockError};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Error, Kind};
use crate::files;

/// After this long, the user is told what the wait is for.
const NOTICE: Duration = Duration::from_secs(5);

/// Pauses between attempts: short at first, since most holders are done within milliseconds.
const SHORTEST_PAUSE: Duration = Duration::from_millis(1);
const LONGEST_PAUSE: Duration = Duration::from_millis(16);

/// The place of one lock.
#[derive(Clone, Debug)]
pub struct LockFile(PathBuf);

/// The lock, held until it's dropped. Empty where none can be had: it's better to go on than to refuse, but then nothing
/// is cached.
#[derive(Debug)]
pub struct Lock(Option<File>);

impl Lock {
    /// Whether other processes really are kept out.
    pub fn is_exclusive(&self) -> bool {
        self.0.is_some()
    }
}

impl LockFile {
    /// The lock named `name` in `folder`, which is made (0700) when the lock is first taken. A relative `folder` is no
    /// place for locks.
    pub fn new(folder: &Path, name: &str) -> Self {
        Self(folder.join(format!("{name}.lock")))
    }

    /// Takes the lock, after whoever holds it.
    ///
    /// # Errors
    /// [`Kind::Other`] if its holder isn't done within `patience`.
    pub fn acquire(&self, patience: Duration) -> Result<Lock, Error> {
        let ControlFlow::Continue(lock) = self.acquire_unless(patience, || None::<Infallible>)?;
        Ok(lock)
    }

    /// Takes the lock. As long as another process holds it, `alternative` is asked for what makes it unnecessary, and
    /// breaks the wait.
    ///
    /// # Errors
    /// As [`LockFile::acquire`].
    pub fn acquire_unless<T>(
        &self,
        patience: Duration,
        mut alternative: impl FnMut() -> Option<T>,
    ) -> Result<ControlFlow<T, Lock>, Error> {
        let file = match self.open() {
            Ok(file) => file,
            Err(error) => return Ok(self.without_lock(&error)),
        };
        let (started, mut pause, mut told) = (Instant::now(), SHORTEST_PAUSE, false);
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(ControlFlow::Continue(Lock(Some(file)))),
                Err(TryLockError::Error(error)) => return Ok(self.without_lock(&error)),
                Err(TryLockError::WouldBlock) => {}
            }
            if let Some(found) = alternative() {
                return Ok(ControlFlow::Break(found));
            }
            let waited = started.elapsed();
            if waited >= patience {
                return Err(self.held_too_long(patience));
            }
            if waited >= NOTICE && !told {
                told = true;
                log::warn!("waiting for another space-token process, which holds {}", self.path().display());
            }
            thread::sleep(pause);
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// Takes the lock for a moment if it's free, and waits for nobody.
    ///
    /// # Errors
    /// [`TryLockError::WouldBlock`] if another process has it; else there can be none.
    pub fn probe(&self) -> Result<(), TryLockError> {
        self.open().map_err(TryLockError::Error)?.try_lock()
    }

    /// Where the lock is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    fn without_lock<T>(&self, error: &io::Error) -> ControlFlow<T, Lock> {
        log::debug!("can't lock {}: {error}; continuing without a lock, and nothing is cached", self.path().display());
        ControlFlow::Continue(Lock(None))
    }

    /// The lock file. In a folder that can't be written, one that is there already can be locked just as well.
    fn open(&self) -> io::Result<File> {
        let Some(folder) = self.0.parent().filter(|folder| folder.is_absolute()) else {
            return Err(io::Error::new(io::ErrorKind::NotFound, "there's no home folder"));
        };
        files::create_folder(folder)
            .and_then(|()| files::open_private(&self.0))
            .or_else(|error| File::open(&self.0).map_err(|_| error))
    }

    fn held_too_long(&self, patience: Duration) -> Error {
        let (path, seconds) = (self.0.display(), patience.as_secs());
        Error::new(Kind::Other, format!("another space-token process has held {path} for more than {seconds} s"))
            .hint(format!("end that process to release the lock; 'fuser {path}' shows which one it is"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn one_holder_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let place = LockFile::new(&folder.path().join("locks"), "work");
        let held = place.acquire(LONG).unwrap();
        assert!(held.is_exclusive());
        assert!(matches!(place.probe(), Err(TryLockError::WouldBlock)));
        let other = place.clone();
        let waiter = thread::spawn(move || other.acquire(LONG).unwrap().is_exclusive());
        assert!(matches!(place.acquire_unless(LONG, || Some(7)).unwrap(), ControlFlow::Break(7)));
        drop(held);
        assert!(waiter.join().unwrap());
        assert!(matches!(place.acquire_unless(LONG, || Some(7)).unwrap(), ControlFlow::Continue(_)));
    }

    #[test]
    fn patience_ends() {
        let folder = tempfile::tempdir().unwrap();
        let place = LockFile::new(folder.path(), "work");
        let _held = place.acquire(LONG).unwrap();
        let error = place.acquire(Duration::ZERO).unwrap_err();
        assert_eq!(error.kind(), Kind::Other);
        assert!(error.message().contains("work.lock"), "{error}");
    }

    #[test]
    fn where_none_can_be_had_it_goes_on_without() {
        let file = tempfile::NamedTempFile::new().unwrap();
        for folder in [file.path().join("locks"), PathBuf::new()] {
            let lock = LockFile::new(&folder, "work").acquire(LONG).unwrap();
            assert!(!lock.is_exclusive(), "{folder:?}");
        }
    }
}
