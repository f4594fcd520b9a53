//! Private files: 0600 in folders of 0700 from the moment they exist, replaced whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

/// The one name of a file that may have several, and may not be there yet: without `..`, and without links, those that
/// lead nowhere yet included.
pub fn real_path(path: &Path) -> PathBuf {
    // as many links as Linux follows (path_resolution(7)); they may lead in a circle
    resolved(std::path::absolute(path).unwrap_or_else(|_| path.to_owned()), 40)
}

fn resolved(path: PathBuf, links: u32) -> PathBuf {
    if let Ok(real) = fs::canonicalize(&path) {
        return real;
    }
    let Some(folder) = path.parent() else { return path };
    if let Some(links) = links.checked_sub(1)
        && let Ok(target) = fs::read_link(&path)
    {
        return resolved(folder.join(target), links);
    }
    let mut real = resolved(folder.to_owned(), links);
    match path.components().next_back() {
        Some(Component::ParentDir) => drop(real.pop()),
        name => real.extend(name),
    }
    real
}

/// Creates `folder` and its missing parents, for their owner alone (XDG Base Directory Specification).
///
/// # Errors
/// As the operating system says.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    folder.parent().map_or(Ok(()), create_folder)?;
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    // another process may be as far
    builder.recursive(true).create(folder)?;
    #[cfg(unix)]
    if let Some((user, group)) = folder.parent().and_then(owner_of) {
        let _ = std::os::unix::fs::lchown(folder, Some(user), Some(group));
    }
    Ok(())
}

/// Opens `path` for writing, created 0600 if it is missing.
///
/// # Errors
/// As the operating system says.
pub fn open_private(path: &Path) -> io::Result<File> {
    match private().create_new(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => private().open(path),
        created => created.inspect(|file| give_to_owner(file, path.parent().unwrap_or(path))),
    }
}

/// Who gets what root makes in another user's home folder: the owner of what it replaces, or of the folder that it's in.
#[cfg(unix)]
fn owner_of(like: &Path) -> Option<(u32, u32)> {
    use std::os::unix::fs::MetadataExt;
    let like = fs::metadata(like).ok().filter(|_| nix::unistd::geteuid().is_root())?;
    Some((like.uid(), like.gid()))
}

/// The user owns the folder that `file` is in, and might have put a link in its place: it's given away by its descriptor.
fn give_to_owner(file: &File, like: &Path) {
    #[cfg(unix)]
    if let Some((user, group)) = owner_of(like) {
        // it's of use all the same
        let _ = std::os::unix::fs::fchown(file, Some(user), Some(group));
    }
    #[cfg(not(unix))]
    let _ = (file, like);
}

/// Replaces `path` with `content`: a temporary file beside it (0600), synced, renamed, its folder synced.
/// After a crash the old file is there or the new one. A symbolic link is followed, not replaced, and a file stays its
/// owner's.
///
/// # Errors
/// As the operating system says, or that `path` is there and no file; then the old file is untouched.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let target = real_path(path);
    let folder = target.parent().ok_or(io::ErrorKind::InvalidInput)?;
    create_folder(folder)?;
    let old = fs::symlink_metadata(&target).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it isn't a regular file"));
    }
    let temporary = temporary(&target, &nonce());
    let like = old.map_or(folder, |_| &target);
    write_new(&temporary, content, like).and_then(|()| fs::rename(&temporary, &target)).inspect_err(|_| {
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
    let target = real_path(path);
    for entry in target.parent().into_iter().flat_map(fs::read_dir).flatten().flatten() {
        let leftover = entry.path();
        let nonce = leftover.with_extension("").extension().map(|nonce| nonce.to_string_lossy().into_owned());
        // a user's own file beside theirs may have a similar name
        let nonce =
            nonce.filter(|nonce| nonce.len() == NONCE_LENGTH && nonce.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if nonce.is_some_and(|nonce| temporary(&target, &nonce) == leftover) {
            // the next run tries again
            let _ = fs::remove_file(leftover);
        }
    }
}

/// The file beside `target` that is to take its place.
fn temporary(target: &Path, nonce: &str) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(format!(".{nonce}.tmp"));
    name.into()
}

/// Writes a file that isn't there yet, for the owner of `like`.
fn write_new(path: &Path, content: &[u8], like: &Path) -> io::Result<()> {
    let mut file = private().create_new(true).open(path)?;
    give_to_owner(&file, like);
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

/// How long a [`nonce`] is.
const NONCE_LENGTH: usize = 16;

/// Sixteen characters that no other call gives. They are no secret: the seed of the standard library's
/// hashes is enough.
pub fn nonce() -> String {
    format!("{:0NONCE_LENGTH$x}", std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), ()))
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
    if cfg!(unix) { "only you can read the private files" } else { "inherited from your own folders; not checked" };

/// Takes `path` from all but its owner, if that can be.
pub fn make_private(path: &Path) {
    #[cfg(unix)]
    let _ = fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600));
    #[cfg(not(unix))]
    let _ = path;
}

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
mod tests;
