//! Programs that are not the project's own: shells, parsers, validators. `tests/packages.txt` lists where
//! they come from, and `SPACE_TOKEN_TEST_TOOLS` names the folder of those that are no Debian packages.
//!
//! Where that variable is set, all of them were installed, and one that is missing is a failure. Without
//! it, the test that needs the missing one is skipped, and says so.

use std::io::Write;
use std::path::{Path, PathBuf};

/// Where programs are looked for.
const PATH: [&str; 4] = ["/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin"];

/// A program of a Debian package.
pub fn debian(program: &str) -> Option<PathBuf> {
    required(on_path(program), program)
}

/// A file of an npm package.
pub fn npm(path: &str) -> Option<PathBuf> {
    required(existing(folder().join("npm/node_modules").join(path)), path)
}

/// A program of a PyPI package; `python` has them all at hand.
pub fn pypi(program: &str) -> Option<PathBuf> {
    required(existing(folder().join("venv/bin").join(program)), program)
}

/// A program that no package registry has: it is used where it happens to be.
pub fn unpackaged(program: &str) -> Option<PathBuf> {
    let found = on_path(program);
    if found.is_none() {
        skip(program);
    }
    found
}

fn on_path(program: &str) -> Option<PathBuf> {
    PATH.iter().find_map(|folder| existing(Path::new(folder).join(program)))
}

fn existing(path: PathBuf) -> Option<PathBuf> {
    path.exists().then_some(path)
}

fn required(found: Option<PathBuf>, name: &str) -> Option<PathBuf> {
    if found.is_none() {
        assert!(named_folder().is_none(), "{name} is missing: run tests/setup");
        skip(name);
    }
    found
}

/// On standard error itself, since what a passing test prints is not shown.
fn skip(name: &str) {
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    let _ = writeln!(std::io::stderr(), "skipped: {test}: there is no {name} here");
}

fn folder() -> PathBuf {
    named_folder().unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools"))
}

// what concerns the tests alone is no setting of the program
#[expect(clippy::disallowed_methods)]
fn named_folder() -> Option<PathBuf> {
    std::env::var_os("SPACE_TOKEN_TEST_TOOLS").map(PathBuf::from)
}
