//! One process at a time refreshes a profile. The lock is the kernel's, on a file of its own: it dies with
//! its process, so none is ever stale.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::error::{Error, Kind};
use crate::files;

/// How long to wait for another process: longer than its request and its store may take together.
const PATIENCE: Duration = Duration::from_secs(90);

/// The place of one lock.
#[derive(Clone, Debug)]
pub struct LockFile {
    folder: PathBuf,
    name: String,
}

/// What came of asking for the lock.
#[derive(Debug)]
pub enum Turn {
    /// It is ours until the value is dropped.
    Mine(Lock),
    /// Another process held it, and is done: what it did may be all that was wanted.
    Passed,
}

/// What a lock is like at the moment.
#[derive(Debug)]
pub enum Probe {
    /// It could be taken, and was given back.
    Free,
    /// Another process has it.
    Held,
    /// There can be none: why.
    Impossible(String),
}

/// The held lock. Empty where the file system cannot lock: better to go on than to refuse.
#[derive(Debug)]
pub struct Lock {
    file: Option<File>,
}

impl LockFile {
    /// The lock named `name` in `folder`, which is made (0700) when the lock is first taken.
    pub fn new(folder: &Path, name: &str) -> Self {
        Self { folder: folder.to_owned(), name: format!("{name}.lock") }
    }

    /// Takes the lock if it is free; else waits until its holder is done, which all waiters do at once.
    ///
    /// # Errors
    /// [`Kind::Other`] if the holder is not done within a bounded time.
    pub fn turn(&self) -> Result<Turn, Error> {
        let Some(file) = self.open() else {
            return Ok(Turn::Mine(Lock { file: None }));
        };
        match file.try_lock() {
            Ok(()) => Ok(Turn::Mine(Lock { file: Some(file) })),
            Err(TryLockError::WouldBlock) => {
                log::debug!("another process holds the lock of this profile; waiting for it");
                self.bounded(file, File::lock_shared).map(|_| Turn::Passed)
            }
            Err(TryLockError::Error(error)) => Ok(Turn::Mine(lockless(&error))),
        }
    }

    /// Takes the lock, after whoever holds it.
    ///
    /// # Errors
    /// As [`LockFile::turn`].
    pub fn take(&self) -> Result<Lock, Error> {
        let Some(file) = self.open() else {
            return Ok(Lock { file: None });
        };
        match file.try_lock() {
            Ok(()) => Ok(Lock { file: Some(file) }),
            Err(TryLockError::WouldBlock) => self.bounded(file, File::lock),
            Err(TryLockError::Error(error)) => Ok(lockless(&error)),
        }
    }

    /// Takes the lock for a moment if it is free, and waits for nobody.
    pub fn probe(&self) -> Probe {
        let Some(file) = self.open() else { return Probe::Impossible("no file can be opened there".to_owned()) };
        match file.try_lock() {
            Ok(()) => Probe::Free,
            Err(TryLockError::WouldBlock) => Probe::Held,
            Err(TryLockError::Error(error)) => Probe::Impossible(error.to_string()),
        }
    }

    /// The generation of what the lock protects: it changes with every change of that. `None` if it was
    /// never changed, or cannot be told.
    pub fn generation(&self) -> Option<String> {
        let mut generation = String::with_capacity(16);
        File::open(self.path()).ok()?.take(64).read_to_string(&mut generation).ok()?;
        (!generation.is_empty()).then_some(generation)
    }

    /// Where the lock is.
    pub fn path(&self) -> PathBuf {
        self.folder.join(&self.name)
    }

    /// The lock file; where it cannot be written (a read-only folder), the same file or its folder opened
    /// for reading, which can be locked just as well.
    fn open(&self) -> Option<File> {
        let path = self.path();
        files::create_folder(&self.folder)
            .and_then(|()| files::open_private(&path))
            .or_else(|_| File::open(&path))
            .or_else(|_| File::open(&self.folder))
            .map_err(|error| log::debug!("no lock can be had in {}: {error}; going on without", self.folder.display()))
            .ok()
    }

    /// The standard library has no lock with a time limit, so a thread waits for it.
    fn bounded(&self, file: File, lock: fn(&File) -> std::io::Result<()>) -> Result<Lock, Error> {
        let (done, answer) = mpsc::channel();
        thread::spawn(move || done.send(lock(&file).map(|()| file)));
        match answer.recv_timeout(PATIENCE) {
            Ok(Ok(file)) => Ok(Lock { file: Some(file) }),
            Ok(Err(error)) => Ok(lockless(&error)),
            Err(_) => Err(Error::new(
                Kind::Other,
                format!(
                    "cannot go on: another space-token process has held {} for {} s",
                    self.path().display(),
                    PATIENCE.as_secs()
                ),
            )
            .hint("end that process, then try again; the lock goes with it")),
        }
    }
}

impl Lock {
    /// Begins a new generation, before a change is made; `None` if nobody could be told of it.
    pub fn next_generation(&self) -> Option<String> {
        let mut file = self.file.as_ref()?;
        let generation = crate::files::mark();
        file.rewind().and_then(|()| file.write_all(generation.as_bytes())).ok()?;
        Some(generation)
    }
}

fn lockless(error: &std::io::Error) -> Lock {
    log::debug!("this file system cannot lock ({error}); going on without");
    Lock { file: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_holder_at_a_time_and_waiters_pass_when_it_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let place = LockFile::new(&folder.path().join("locks"), "work");
        let Turn::Mine(held) = place.turn().unwrap() else { panic!("nobody else is here") };
        let other = place.clone();
        let waiter = thread::spawn(move || matches!(other.turn().unwrap(), Turn::Passed));
        thread::sleep(Duration::from_millis(50));
        assert!(!waiter.is_finished());
        drop(held);
        assert!(waiter.join().unwrap());
        assert!(matches!(place.turn().unwrap(), Turn::Mine(_)));
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_no_obstacle() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let place = LockFile::new(&file.path().join("locks"), "work");
        assert!(matches!(place.turn().unwrap(), Turn::Mine(Lock { file: None })));
    }
}
