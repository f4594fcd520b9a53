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
use serde::{Deserialize, Serialize};

use crate::kernel_keyring::KernelKeyring;
use crate::lock::Lock;
use crate::secret::{Secret, SecretBytes};
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

/// What an entry holds beside the token and its times.
#[derive(Serialize, Deserialize)]
struct Details<'a> {
    profile: &'a str,
    store: StoreChoice,
    obtained_for: ObtainedFor,
    token_type: String,
    lifetime: Option<u64>,
    scope: Option<String>,
    has_refresh_token: bool,
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
        let (Some(entry), Ok(keyring)) = (self.entry(login, fresh_until), KernelKeyring::open()) else { return };
        // one that's there already needs no time of its own
        if keyring.get(&self.name).ok().flatten().is_none_or(|present| present != entry) {
            let _ = keyring.put_expendable(&self.name, entry.expose(), seconds);
        }
    }

    /// The cached login, if it is one of the configuration as it was read.
    pub fn get(&self) -> Option<Entry> {
        let entry = KernelKeyring::open().ok()?.get(&self.name).ok()??;
        let text = std::str::from_utf8(entry.expose()).ok()?;
        text.strip_prefix(self.stamp.0.as_str())?.strip_prefix('\n')?;
        Some(Entry(entry))
    }

    fn entry(&self, login: &CachedLogin, fresh_until: Timestamp) -> Option<SecretBytes> {
        let CachedLogin { profile, store, record } = login;
        let token = &record.token;
        let details = Details {
            profile,
            store: *store,
            obtained_for: record.obtained_for.clone(),
            token_type: token.token_type.clone(),
            lifetime: token.lifetime,
            scope: token.scope.clone(),
            has_refresh_token: record.has_refresh_token(),
        };
        let entry = format!(
            "{}\n{}\n{}\n{}\n{}",
            self.stamp.0,
            token.obtained_at.as_second(),
            fresh_until.as_second(),
            token.access_token.expose(),
            serde_json::to_string(&details).ok()?
        );
        Some(SecretBytes::new(entry.into_bytes()))
    }
}

/// One cached login.
#[derive(Debug)]
pub struct Entry(SecretBytes);

impl Entry {
    /// The access token, if it is fresh.
    pub fn access_token(&self, now: Timestamp) -> Option<Secret> {
        self.fields(now).map(|(token, _, _)| Secret::new(token.to_owned()))
    }

    /// The login, if its token is fresh.
    pub fn login(&self, now: Timestamp) -> Option<CachedLogin> {
        let (access_token, obtained_at, details) = self.fields(now)?;
        let details: Details<'_> = serde_json::from_str(details).ok()?;
        let token = Token {
            access_token: Secret::new(access_token.to_owned()),
            token_type: details.token_type,
            obtained_at,
            lifetime: details.lifetime,
            refresh_token: None,
            scope: details.scope,
        };
        let record = Record {
            obtained_for: details.obtained_for,
            token,
            client_secret: None,
            client_auth: None,
            leaves_out_refresh_token: details.has_refresh_token,
        };
        Some(CachedLogin { profile: details.profile.to_owned(), store: details.store, record })
    }

    fn fields(&self, now: Timestamp) -> Option<(&str, Timestamp, &str)> {
        let mut fields = std::str::from_utf8(self.0.expose()).ok()?.splitn(5, '\n').skip(1);
        let mut next = || fields.next();
        let (obtained_at, fresh_until, token, details) = (next()?, next()?, next()?, next()?);
        let time = |field: &str| field.parse::<i64>().ok().and_then(|second| Timestamp::from_second(second).ok());
        let obtained_at = time(obtained_at)?;
        (obtained_at..time(fresh_until)?).contains(&now).then_some((token, obtained_at, details))
    }
}

/// Drops what is cached of `profile`: under its name, and as the one that applies where none is named.
pub fn forget(world: &str, profile: &str) {
    let Ok(keyring) = KernelKeyring::open() else { return };
    for named in [Some(profile), None] {
        // what the kernel doesn't let go ends with the token
        let _ = keyring.remove(&entry_name(world, named));
    }
}

/// No profile has an empty name.
fn entry_name(world: &str, named: Option<&str>) -> String {
    format!("space-token:cache:{world}:{}", named.unwrap_or_default())
}
