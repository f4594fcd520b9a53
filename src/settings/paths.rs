//! Where things are on this system.

use std::path::{Path, PathBuf};

use super::Environment;
use crate::files;
use crate::lock::LockFile;

/// The files that are this program's own.
#[derive(Clone, Debug)]
pub struct Paths {
    /// `config.toml`
    pub config: PathBuf,
    /// Locks and the file store.
    pub state: PathBuf,
}

impl Paths {
    /// The platform's folders, or the configuration file that the user names. Without a home there is
    /// nothing to read and nowhere to keep; a CI job needs neither.
    pub fn find(named: Option<&Path>, environment: &Environment) -> Self {
        let folders = directories::ProjectDirs::from("", "", "space-token");
        let state = folders.as_ref().map(|folders| folders.state_dir().unwrap_or(folders.data_local_dir()).to_owned());
        let named = named.map(Path::to_owned).or_else(|| environment.path("CONFIG"));
        let config = named.or_else(|| folders.map(|folders| folders.config_dir().join("config.toml")));
        Self { config: config.unwrap_or_default(), state: state.unwrap_or_default() }
    }
}

/// The user's home folder.
pub fn home() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|folders| folders.home_dir().to_owned())
}

/// The lock of one profile.
pub fn profile_lock(paths: &Paths, profile: &str) -> LockFile {
    LockFile::new(&paths.state.join("locks"), &files::safe_name(profile))
}

/// The lock of those who find nothing cached for a profile, or for the one that applies where none is named.
pub fn cold_start_lock(paths: &Paths, profile: Option<&str>) -> LockFile {
    let name = profile.map_or_else(|| "cold-start".to_owned(), |name| format!("cold-start-{}", files::safe_name(name)));
    LockFile::new(&paths.state.join("locks"), &name)
}

/// The lock of the configuration file.
pub fn config_lock(paths: &Paths) -> LockFile {
    LockFile::new(&paths.state.join("locks"), "config")
}
