//! Where things are on this system.

use std::path::{Path, PathBuf};

use super::{Given, environment};
use crate::error::Error;
use crate::files;
use crate::lock::LockFile;
use crate::store::{self, StoreChoice, TokenStore};

/// The files that are this program's own. A path is absolute; or it's empty, where there is no home folder.
#[derive(Clone, Debug)]
pub struct Paths {
    /// `config.toml`
    pub config: PathBuf,
    /// Locks and the file store.
    pub state: PathBuf,
    /// Tells the logins of one configuration file from those of another, for each user of this system.
    pub world: String,
    /// Whether the configuration file is another than the platform's, of this home folder.
    is_other: bool,
}

impl Paths {
    /// The platform's folders, or the configuration file that the user names.
    pub fn find(given: &Given) -> Self {
        let folders = directories::ProjectDirs::from("", "", "space-token");
        let state = folders.as_ref().map(|folders| folders.state_dir().unwrap_or(folders.data_local_dir()).to_owned());
        let usual = absolute_or_empty(folders.map(|folders| folders.config_dir().join("config.toml")));
        let named = named_config(given).map(|named| files::real_path(&named));
        let config = named.unwrap_or_else(|| usual.clone());
        // by whatever name the file or the home folder is called
        let real = files::real_path(&config);
        let own = own_config(&usual);
        let is_other = config != own && real != files::real_path(&own);
        let world = format!("{:016x}", fnv_1a(real.as_os_str().as_encoded_bytes()));
        Self { config, state: absolute_or_empty(state), world, is_other }
    }

    /// The name under which the login of `profile` is kept: the same profile of another configuration file is another
    /// login. No profile's name has a colon.
    pub fn login_name(&self, profile: &str) -> String {
        if self.is_other { format!("{profile}:{}", self.world) } else { profile.to_owned() }
    }

    /// Opens a store of these paths, as [`store::open`].
    ///
    /// # Errors
    /// [`crate::error::Kind::Store`], naming the choices.
    pub fn open_store(&self, choice: StoreChoice) -> Result<Option<Box<dyn TokenStore>>, Error> {
        store::open(choice, &self.state, &self.world)
    }

    /// The lock of one profile.
    pub fn profile_lock(&self, profile: &str) -> LockFile {
        self.lock(&files::safe_name(&self.login_name(profile)))
    }

    /// The lock of the configuration file. Whoever takes a profile's lock as well takes that one first.
    pub fn config_lock(&self) -> LockFile {
        self.lock(&if self.is_other { format!("config-{}", self.world) } else { "config".to_owned() })
    }

    fn lock(&self, name: &str) -> LockFile {
        LockFile::new(&self.state.join("locks"), name)
    }
}

/// The configuration file that an option or a variable names.
pub(super) fn named_config(given: &Given) -> Option<PathBuf> {
    given.text("config").map(PathBuf::from).or_else(|| environment::file("config"))
}

/// The `usual` configuration file, unless a variable has moved it out of the home folder, whose logins it must not share.
fn own_config(usual: &Path) -> PathBuf {
    let may_be_moved = cfg!(not(any(windows, target_os = "macos"))) && environment::other("XDG_CONFIG_HOME").is_some();
    match may_be_moved {
        true => absolute_or_empty(home().map(|home| home.join(".config/space-token/config.toml"))),
        false => usual.to_owned(),
    }
}

/// A relative base folder would be another one in each working folder.
fn absolute_or_empty(path: Option<PathBuf>) -> PathBuf {
    path.filter(|path| path.is_absolute()).unwrap_or_default()
}

/// FNV-1a of 64 bits: the same in every version and on every system, unlike the standard library's hashes.
fn fnv_1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

/// The user's home folder.
pub fn home() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|folders| folders.home_dir().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(fnv_1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv_1a(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
