//! What is generated from the command line's definition and committed: completions and man pages. These tests fail
//! where the two differ; `BLESS=1 cargo test --test generated` writes the files anew.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // it is a test, all of it

mod completions;
mod man;
mod values;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// File names with their content.
type Files = BTreeMap<String, String>;

#[test]
fn completions_are_those_of_the_definition() {
    compare("completions", &completions::files());
}

#[test]
fn manual_pages_are_those_of_the_definition() {
    compare("man", &man::files());
}

/// Compares a folder with what it should hold, or, with `BLESS=1`, makes it so.
fn compare(folder: &str, wanted: &Files) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    if is_blessing() {
        bless(&folder, wanted);
    }
    let stale: Vec<_> = present(&folder).into_iter().filter(|path| !wanted.contains_key(&name(path))).collect();
    assert!(stale.is_empty(), "nothing makes these any more; BLESS=1 removes them: {stale:?}");
    for (name, text) in wanted {
        let path = folder.join(name);
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == *text, "{} is not what the definition says; BLESS=1 writes it", path.display());
    }
}

// what concerns the tests alone is no setting of the program
#[expect(clippy::disallowed_methods)]
fn is_blessing() -> bool {
    std::env::var_os("BLESS").is_some()
}

fn bless(folder: &Path, wanted: &Files) {
    fs::create_dir_all(folder).unwrap();
    present(folder).iter().for_each(|path| fs::remove_file(path).unwrap());
    wanted.iter().for_each(|(name, text)| fs::write(folder.join(name), text).unwrap());
}

fn present(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
