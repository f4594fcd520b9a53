//! Who else may read or write what this program keeps, or is told secrets by.

use std::fs;
use std::path::{Path, PathBuf};

use super::check::Check;
use crate::files::{PRIVATE, exposed_to_others, writable_by_others};
use crate::settings::{Paths, SecretSource, Settings};

const NAME: &str = "permissions";

pub(super) fn check(paths: &Paths, settings: Option<&Settings>) -> Vec<Check> {
    let mut found = Vec::new();
    found.extend(config(&paths.config));
    for folder in [paths.state.clone(), paths.state.join("locks"), paths.state.join("tokens")] {
        found.extend(folder_for_others(&folder));
    }
    found.extend(files_in(&paths.state.join("tokens")).iter().filter_map(|file| token_for_others(file)));
    found.extend(settings.into_iter().flat_map(secret_files).filter_map(|file| secret_for_others(&file)));
    if found.is_empty() {
        found.push(Check::ok(NAME, PRIVATE));
    }
    found
}

/// Who can write there can have any command run, as `password_command`.
fn config(path: &Path) -> Option<Check> {
    let mode = writable_by_others(path).ok()??;
    let shown = path.display();
    Some(Check::fail(NAME, format!("others can write {shown} ({mode})"), format!("chmod go-w '{shown}'")))
}

fn folder_for_others(path: &Path) -> Option<Check> {
    let mode = exposed_to_others(path).ok()??;
    let shown = path.display();
    Some(Check::warn(NAME, format!("others can look into {shown} ({mode})"), format!("chmod 700 '{shown}'")))
}

fn token_for_others(path: &Path) -> Option<Check> {
    let mode = exposed_to_others(path).ok()??;
    let shown = path.display();
    let cure = format!("chmod 600 '{shown}', and log in again if somebody may have read it");
    Some(Check::fail(NAME, format!("others can read the tokens in {shown} ({mode})"), cure))
}

fn secret_for_others(path: &Path) -> Option<Check> {
    let mode = exposed_to_others(path).ok()??;
    let shown = path.display();
    Some(Check::warn(NAME, format!("others can read the secret in {shown} ({mode})"), format!("chmod 600 '{shown}'")))
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
