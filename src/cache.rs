//! The access token alone, beside the keyring: in the kernel's keyring, for the way from a process's start
//! to a printed token that passes neither D-Bus nor a configuration parser.
//!
//! It is a cache and no store. An entry is good only while nothing has changed since it was written: not
//! `config.toml` (its stamp), not the stored login (the generation in the profile's lock file), not the
//! clock; and the kernel itself drops it when the token ends. Where the kernel refuses, nothing is cached
//! and everything works as before. Neither refresh token nor client secret is ever in it.

use std::path::Path;

use jiff::Timestamp;

use crate::lock::LockFile;
use crate::secret::{Secret, SecretBytes};
use crate::token::Token;

use kernel::Ring;

/// The profile that applies where none is named is kept under this name, which no profile can have.
const UNNAMED: &str = ":default";

/// How long it is known that a profile's tokens are cached here, in seconds: longer than a token lives.
const KNOWN: usize = 7 * 24 * 60 * 60;

/// The state of the configuration file, in words to compare: which file, which size, changed when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp(String);

impl Stamp {
    /// The stamp of `config`, or `None` if there is no such file, or no system to stamp it.
    #[cfg(unix)]
    pub fn of(config: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let file = std::fs::metadata(config).ok()?;
        let modified = (file.mtime(), file.mtime_nsec(), file.ctime(), file.ctime_nsec());
        Some(Self(format!("{}:{}:{}:{modified:?}", file.dev(), file.ino(), file.size())))
    }

    /// Nothing is cached on systems without a kernel keyring.
    #[cfg(not(unix))]
    pub fn of(_config: &Path) -> Option<Self> {
        None
    }
}

/// Where one profile's token is cached, as long as the configuration stays as it is.
#[derive(Clone, Debug)]
pub struct Cache {
    profile: String,
    /// Whether the profile applies without being named.
    unnamed: bool,
    stamp: Stamp,
}

impl Cache {
    /// The cache of `profile`; `unnamed` if it was not named by option or environment.
    pub fn new(profile: &str, unnamed: bool, stamp: Stamp) -> Self {
        Self { profile: profile.to_owned(), unnamed, stamp }
    }

    /// Keeps the access token until `fresh_until`, as of `generation`. A failure is no failure.
    pub fn keep(&self, token: &Token, generation: &str, fresh_until: Timestamp, now: Timestamp) {
        let Ok(seconds) = usize::try_from(fresh_until.as_second() - now.as_second()) else { return };
        let entry = Secret::new(format!(
            "{}\n{generation}\n{}\n{}\n{}",
            self.stamp.0,
            token.obtained_at.as_second(),
            fresh_until.as_second(),
            token.access_token.expose()
        ));
        let Some(ring) = Ring::open().filter(|_| seconds > 0) else { return };
        if ring.put(&self.profile, entry.expose(), seconds).is_none() {
            return;
        }
        if self.unnamed {
            ring.put(UNNAMED, &format!("{}\n{}", self.stamp.0, self.profile), seconds);
        }
        let name = if self.unnamed { UNNAMED } else { &self.profile };
        ring.put(&mark(name), "1", KNOWN);
    }
}

/// Whether the tokens of the profile that is `named`, or of the one that applies where none is, are cached
/// as a rule: where there is none, one may be on its way.
pub fn is_usual(named: Option<&str>) -> bool {
    Ring::open().is_some_and(|ring| ring.has(&mark(named.unwrap_or(UNNAMED))))
}

/// The name of the entry that tells of others; no profile can have it.
fn mark(name: &str) -> String {
    format!("{name}:usual")
}

/// Drops what is cached of `profile`.
pub fn forget(profile: &str) {
    if let Some(ring) = Ring::open() {
        ring.drop_entry(profile);
    }
}

/// The cached access token of the profile that is `named`, or of the one that applies where none is; for
/// the configuration as it is at `config`, and for now. `lock_of` gives a profile's lock file.
pub fn access_token(
    named: Option<&str>,
    config: &Path,
    lock_of: impl FnOnce(&str) -> LockFile,
    now: Timestamp,
) -> Option<Secret> {
    let stamp = Stamp::of(config)?;
    let ring = Ring::open()?;
    let unnamed = match named {
        Some(_) => None,
        None => Some(ring.get(UNNAMED)?),
    };
    let profile = match (&unnamed, named) {
        (Some(entry), _) => {
            std::str::from_utf8(entry.expose()).ok()?.strip_prefix(stamp.0.as_str())?.strip_prefix('\n')?
        }
        (None, named) => named?,
    };
    let entry = ring.get(profile)?;
    let entry = std::str::from_utf8(entry.expose()).ok()?;
    let mut fields = entry.splitn(5, '\n');
    let mut next = || fields.next();
    let (entry_stamp, generation, obtained_at, fresh_until, token) = (next()?, next()?, next()?, next()?, next()?);
    let time = |field: &str| field.parse::<i64>().ok();
    let is_now = (time(obtained_at)?..time(fresh_until)?).contains(&now.as_second());
    let is_good =
        entry_stamp == stamp.0 && is_now && lock_of(profile).generation().is_some_and(|now| now == generation);
    is_good.then(|| Secret::new(token.to_owned()))
}

#[cfg(target_os = "linux")]
mod kernel {
    use linux_keyutils::{Key, KeyPermissionsBuilder, KeyRing, Permission};

    use super::SecretBytes;
    use crate::store::kernel_ring;

    /// What an entry holds at most, usually; a longer one takes a second call.
    const USUAL: usize = 4096;

    pub(super) struct Ring(KeyRing);

    impl Ring {
        pub(super) fn open() -> Option<Self> {
            kernel_ring().ok().map(Self)
        }

        fn find(&self, name: &str) -> Option<Key> {
            self.0.search(&description(name)).ok()
        }

        pub(super) fn has(&self, name: &str) -> bool {
            self.find(name).is_some()
        }

        pub(super) fn get(&self, name: &str) -> Option<SecretBytes> {
            let key = self.find(name)?;
            match read(&key, USUAL)? {
                Ok(entry) => Some(entry),
                Err(length) => read(&key, length)?.ok(),
            }
        }

        pub(super) fn put(&self, name: &str, entry: &str, seconds: usize) -> Option<()> {
            self.drop_entry(name);
            let key = self.0.add_key(&description(name), entry).ok()?;
            let permissions = KeyPermissionsBuilder::builder().posessor(Permission::ALL).user(Permission::ALL).build();
            key.set_timeout(seconds).ok()?;
            key.set_perms(permissions).ok()
        }

        pub(super) fn drop_entry(&self, name: &str) {
            if let Some(key) = self.find(name) {
                // it may have ended by itself
                let _ = key.invalidate();
            }
        }
    }

    fn description(name: &str) -> String {
        format!("space-token:cache:{name}")
    }

    /// The entry, or its length if it is longer than `room` bytes: all of the room is zeroed afterwards,
    /// so it is not larger than need be.
    fn read(key: &Key, room: usize) -> Option<Result<SecretBytes, usize>> {
        let mut buffer = vec![0; room];
        let length = key.read(&mut buffer).ok()?;
        buffer.truncate(length);
        let entry = SecretBytes::new(buffer);
        Some(if length > room { Err(length) } else { Ok(entry) })
    }
}

#[cfg(not(target_os = "linux"))]
mod kernel {
    use super::SecretBytes;

    /// There is none.
    pub(super) enum Ring {}

    impl Ring {
        pub(super) fn open() -> Option<Self> {
            None
        }

        pub(super) fn has(&self, _name: &str) -> bool {
            false
        }

        pub(super) fn get(&self, _name: &str) -> Option<SecretBytes> {
            None
        }

        pub(super) fn put(&self, _name: &str, _entry: &str, _seconds: usize) -> Option<()> {
            None
        }

        pub(super) fn drop_entry(&self, _name: &str) {}
    }
}
