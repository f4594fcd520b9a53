//! Private files: 0600 in folders of 0700 from the moment they exist, replaced whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Creates `folder` and its missing parents, for their owner alone (XDG Base Directory Specification).
///
/// # Errors
/// As the operating system says.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// Opens `path` for writing, created 0600 if it is missing.
///
/// # Errors
/// As the operating system says.
pub fn open_private(path: &Path) -> io::Result<File> {
    private().create(true).truncate(false).open(path)
}

/// Replaces `path` with `content`: a temporary file beside it (0600), synced, renamed, its folder synced.
/// After a crash the old file is there or the new one. A symbolic link is followed, not replaced.
///
/// # Errors
/// As the operating system says; then the old file is untouched.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().ok_or(io::ErrorKind::InvalidInput)?;
    create_folder(folder)?;
    let temporary = target.with_extension(format!("{}.tmp", mark()));
    write_new(&temporary, content).and_then(|()| fs::rename(&temporary, &target)).inspect_err(|_| {
        // what is left of a failed write is of no use, and the failure is what matters
        let _ = fs::remove_file(&temporary);
    })?;
    sync_folder(folder)
}

/// Removes `path`, and what it is a symbolic link to: a link alone would leave the content behind.
///
/// # Errors
/// As the operating system says.
pub fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(fs::canonicalize(path).as_deref().unwrap_or(path))?;
    match fs::remove_file(path) {
        // it was no link, or a folder on the way was
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Removes the temporary files of processes that were killed while they replaced `path`. None of another process's
/// may be in use.
pub fn remove_leftovers(path: &Path) {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (Some(folder), Some(stem)) = (target.parent(), target.file_stem()) else { return };
    for leftover in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let is_temporary = leftover.extension().is_some_and(|extension| extension == "tmp");
        if is_temporary && leftover.with_extension("").file_stem() == Some(stem) {
            // the next run tries again
            let _ = fs::remove_file(leftover);
        }
    }
}

fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = private().create_new(true).open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes the rename itself durable. Windows cannot sync a folder, and does not need to.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        // some file systems cannot sync a folder; the file's content is safe all the same
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        other => other,
    }
}

/// Sixteen characters that no other call gives. They are no secret: the seed of the standard library's
/// hashes is enough.
pub fn mark() -> String {
    format!("{:016x}", std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), ()))
}

/// A profile's name as a file name, on every file system; the prefix keeps clear of names that Windows reserves.
pub fn safe_name(name: &str) -> String {
    format!("profile-{}", escaped(name))
}

/// `name` with all percent-encoded that is not a lower-case letter, a digit, `-`, `_` or `.`, so that `Work` and
/// `work` differ even where case does not.
pub fn escaped(name: &str) -> String {
    let character = |byte| match byte {
        b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        _ => format!("%{byte:02x}"),
    };
    name.bytes().map(character).collect()
}

/// What is known where nobody else was found who could read or write: on Windows the access list, which is
/// inherited from the user's own folder, is not looked into.
pub const PRIVATE: &str =
    if cfg!(unix) { "private files are readable by you alone" } else { "inherited from your own folders; not checked" };

/// The mode of `path`, in words, if others than its owner have one of the bits `unwanted`: 0o077 to read or write it,
/// 0o022 to write alone.
///
/// # Errors
/// As the operating system says.
#[cfg(unix)]
pub fn open_to_others(path: &Path, unwanted: u32) -> io::Result<Option<String>> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    Ok((mode & unwanted != 0).then(|| format!("mode {mode:03o}")))
}

/// Windows: files in the user's profile folder inherit its access list, which is the user's own.
#[cfg(not(unix))]
pub fn open_to_others(path: &Path, _unwanted: u32) -> io::Result<Option<String>> {
    fs::metadata(path).map(|_| None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_stay_different_everywhere() {
        assert_eq!(safe_name("work"), "profile-work");
        assert_eq!(safe_name("Work"), "profile-%57ork");
        assert_eq!(safe_name("a@b"), "profile-a%40b");
    }

    #[cfg(unix)]
    #[test]
    fn a_replaced_file_is_whole_private_and_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state").join("x.json");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(open_to_others(&path, 0o077).unwrap(), None);
        assert_eq!(open_to_others(path.parent().unwrap(), 0o077).unwrap(), None);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn what_a_killed_process_left_is_removed_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["a.b.json", "a.b.7.tmp", "a.json", "a.7.tmp", "a.b.c.7.tmp", "tmp"] {
            fs::write(path(name), "x").unwrap();
        }
        remove_leftovers(&path("a.b.json"));
        let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["a.7.tmp", "a.b.c.7.tmp", "a.b.json", "a.json", "tmp"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_goes_with_what_it_leads_to() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, b"one").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        remove(&link).unwrap();
        assert!(!real.exists() && !link.is_symlink());
        std::os::unix::fs::symlink("nowhere", &link).unwrap();
        remove(&link).unwrap();
        assert!(!link.is_symlink());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, b"one").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        replace(&link, b"two").unwrap();
        assert_eq!(fs::read(&real).unwrap(), b"two");
        assert!(link.is_symlink());
    }
}
