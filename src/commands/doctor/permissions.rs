//! Who else may read or write what this program keeps, or reads secrets from.

use std::fs;
use std::path::{Path, PathBuf};

use super::check::{Check, Verdict};
use crate::files::{PRIVATE, open_to_others};
use crate::settings::{Paths, SecretSource, Settings};

const NAME: &str = "permissions";

pub(super) fn check(paths: &Paths, settings: Option<&Settings>) -> Vec<Check> {
    let tokens = paths.state.join("tokens");
    let again = ", and log in again if somebody may have read it";
    // whoever can write there can have any command run, as `password_command`
    let config = (paths.config.clone(), 0o022, Verdict::Fail, "write", "chmod go-w", "");
    let folder = |path| (path, 0o077, Verdict::Warn, "look into", "chmod 700", "");
    let token = |path| (path, 0o077, Verdict::Fail, "read the tokens in", "chmod 600", again);
    let secret = |path| (path, 0o077, Verdict::Warn, "read the secret in", "chmod 600", "");
    let folders = [paths.state.clone(), paths.state.join("locks"), tokens.clone()].into_iter().map(folder);
    let files = files_in(&tokens).into_iter().map(token);
    let secrets = settings.into_iter().flat_map(secret_files).map(secret);
    let places = [config].into_iter().chain(folders).chain(files).chain(secrets);
    let exposed = places.filter_map(|(path, unwanted, result, others, chmod, more)| {
        let (mode, shown) = (open_to_others(&path, unwanted).ok()??, path.display());
        let found = format!("others can {others} {shown} ({mode})");
        Some(Check { result, cure: Some(format!("{chmod} '{shown}'{more}")), ..Check::ok(NAME, found) })
    });
    let mut found: Vec<Check> = exposed.collect();
    if found.is_empty() {
        found.push(Check::ok(NAME, PRIVATE));
    }
    found
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()));
    let mut files: Vec<PathBuf> = entries.map(Iterator::collect).unwrap_or_default();
    files.sort();
    files
}

fn secret_files(settings: &Settings) -> Vec<PathBuf> {
    let sources = [&settings.password, &settings.client_secret].into_iter().flatten();
    let files = sources.filter_map(|source| match &source.value {
        SecretSource::File(path) => Some(path.clone()),
        _ => None,
    });
    files.collect()
}
