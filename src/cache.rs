//! What isn't worth a way to the keyring, beside it: the access token and what isn't secret of the login, in the
//! kernel's keyring. A plain command prints from it without D-Bus, configuration parser or lock.
//!
//! It's a cache and no store. Only the holder of the profile's lock fills it, with what it read from the store under
//! that lock, and whoever changes the store empties it first. So an entry is good as long as `config.toml` is as it was
//! (its stamp) and the token is fresh by the clock; the kernel itself drops it when the token ends. Where there's no
//! such keyring, nothing is cached and everything works, only slower. Neither refresh token nor client secret is ever
//! in it.

use std::path::Path;

use jiff::Timestamp;

use crate::kernel_keyring::{cache, cached, drop_cached};
use crate::lock::Lock;
use crate::secret::SecretBytes;
use crate::store::{Record, StoreChoice};
use crate::token::{ObtainedFor, Token};

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

/// A login as it is cached, and where the rest of it is.
#[derive(Clone, Debug)]
pub struct CachedLogin {
    /// The profile's name.
    pub profile: String,
    /// The store that has the whole of it.
    pub store: StoreChoice,
    /// The login, without refresh token and client secret.
    pub record: Record,
}

/// Where the login of one profile is cached, as long as the configuration stays as it is.
#[derive(Clone, Debug)]
pub struct Cache {
    name: String,
    stamp: Stamp,
}

impl Cache {
    /// The cache of the profile that is `named`, or of the one that applies where none is, in this `world`.
    pub fn new(world: &str, named: Option<&str>, stamp: Stamp) -> Self {
        Self { name: entry_name(world, named), stamp }
    }

    /// Keeps the `login` until `fresh_until`. The lock must be held, or what is kept may be gone from the store
    /// already. A failure is no failure.
    pub fn keep(&self, lock: &Lock, login: &CachedLogin, fresh_until: Timestamp, now: Timestamp) {
        let Ok(seconds) = usize::try_from(fresh_until.as_second() - now.as_second()) else { return };
        if !lock.is_exclusive() || seconds == 0 {
            return;
        }
        if let Some(entry) = self.entry(login, fresh_until) {
            cache(&self.name, entry.expose(), seconds);
        }
    }

    /// The cached login, if it is one of the configuration as it was read, and its token is fresh.
    pub fn get(&self, now: Timestamp) -> Option<CachedLogin> {
        let entry = cached(&self.name)?.into_text()?;
        let (details, record) =
            entry.expose().strip_prefix(self.stamp.0.as_str())?.strip_prefix('\n')?.split_once('\n')?;
        let (profile, store, fresh_until, leaves_out_refresh_token) = serde_json::from_str(details).ok()?;
        let record = Record::parse(record.as_bytes(), profile).ok()?;
        let times = record.token.obtained_at..fresh_until;
        let record = Record { leaves_out_refresh_token, ..record };
        times.contains(&now.as_second()).then(|| CachedLogin { profile: profile.to_owned(), store, record })
    }

    /// The state of the configuration, a line on what isn't in a record, and the record, without secrets other than the
    /// access token: where a request goes and what it says beside the standard's parameters may hold the key of some API.
    fn entry(&self, login: &CachedLogin, fresh_until: Timestamp) -> Option<SecretBytes> {
        let CachedLogin { profile, store, record } = login;
        if record.obtained_for.token_endpoint.contains('?') {
            return None;
        }
        let details = (profile, store, fresh_until.as_second(), record.has_refresh_token());
        let record = Record {
            token: Token { refresh_token: None, ..record.token.clone() },
            client_secret: None,
            obtained_for: ObtainedFor { parameters: None, ..record.obtained_for.clone() },
            ..record.clone()
        };
        let lines = format!("{}\n{}\n", self.stamp.0, serde_json::to_string(&details).ok()?);
        Some(SecretBytes::new([lines.as_bytes(), record.to_bytes().ok()?.expose()].concat()))
    }
}

/// Drops what is cached of `profile`: under its name, and as the one that applies where none is named.
pub fn forget(world: &str, profile: &str) {
    for named in [Some(profile), None] {
        drop_cached(&entry_name(world, named));
    }
}

/// No profile has an empty name.
fn entry_name(world: &str, named: Option<&str>) -> String {
    format!("space-token:cache:{world}:{}", named.unwrap_or_default())
}
