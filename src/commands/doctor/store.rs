//! The store, tried out; the login in it; the lock.

use std::fs::TryLockError;
use std::io::ErrorKind;

use super::check::{Check, Verdict};
use crate::commands::{Context, session};
use crate::error::Kind;
use crate::report;
use crate::service::credentials;
use crate::settings::Settings;
use crate::store::{self, Record, StoreChoice, TokenStore};

const STORE: &str = "store";
const LOGIN: &str = "login";
const LOCK: &str = "lock";

/// The store, and the login if the store works. Where another process has the `lock`, that is what is to be told, and not
/// to be waited for.
pub(super) fn check(context: Context<'_>, settings: &Settings, lock: &Result<(), TryLockError>) -> Vec<Check> {
    let has_all = credentials::missing(settings).is_empty();
    if has_all && !session::has_chosen_store(settings) {
        return vec![Check::ok(STORE, "not needed: all credentials are set, and nothing is kept")];
    }
    let store = match settings.paths.open_store(settings.store.value) {
        Ok(Some(store)) => store,
        Ok(None) => return vec![Check::ok(STORE, "none: nothing is kept")],
        Err(error) => return vec![Check::failed(STORE, &error)],
    };
    let unless_needless = |Check { check, result, found, cure }| match result {
        Verdict::Warn if has_all => Check::ok(check, format!("{found}; not needed, since all credentials are set")),
        _ => Check { check, result, found, cure },
    };
    match store::try_out(store.as_ref()) {
        Ok(()) => {
            let is_locked = matches!(lock, Err(TryLockError::WouldBlock));
            let login = (!is_locked).then(|| login(context, settings, store.as_ref()));
            [works(settings, store.choice())].into_iter().chain(login).map(unless_needless).collect()
        }
        Err(error) => vec![Check::failed(STORE, &error)],
    }
}

fn works(settings: &Settings, choice: StoreChoice) -> Check {
    let name = session::store_name(choice);
    let found = format!("{name}: an entry was written, read and deleted");
    match (settings.store.value, choice) {
        (StoreChoice::Auto, StoreChoice::Kernel) => Check::warn(
            STORE,
            format!("{found}; no keyring is available: {}", no_keyring(settings)),
            "tokens are lost at reboot, or after three days unused; a keyring on the session's D-Bus would keep them",
        ),
        _ => Check::ok(STORE, found),
    }
}

/// Why `auto` has passed the keyring over; it may have come back by now.
fn no_keyring(settings: &Settings) -> String {
    let keyring = settings.paths.open_store(StoreChoice::Keyring).ok().flatten();
    let answer = keyring.map(|keyring| keyring.get("reachable"));
    answer.and_then(Result::err).map_or_else(|| "it didn't answer at first".to_owned(), |error| error.to_string())
}

/// Without the words of an error that would tell who the login is for.
fn login(context: Context<'_>, settings: &Settings, store: &dyn TokenStore) -> Check {
    match session::service(context, settings, Some(store)).login() {
        Ok(record) => of_record(context, &record),
        Err(error) if error.kind() == Kind::LoginRequired => {
            let found = error.message().split(": ").next().unwrap_or_default();
            Check::warn(LOGIN, found, error.hint_text().unwrap_or_default())
        }
        Err(error) => Check::failed(LOGIN, &error),
    }
}

fn of_record(context: Context<'_>, record: &Record) -> Check {
    let now = (context.now)();
    let end = record.token.expires_at().map_or_else(|| "unknown".to_owned(), |end| report::instant(end, now));
    let found = |state: &str| format!("{state}; the token's expiry: {end}");
    match (record.token.is_expired(now), record.is_renewable()) {
        (_, true) => Check::ok(LOGIN, found("stored, and can be refreshed")),
        (false, false) => Check::ok(LOGIN, found("stored, and can't be refreshed")),
        (true, false) => {
            Check::warn(LOGIN, format!("the token expired at {end}, and can't be refreshed"), "log in again")
        }
    }
}

pub(super) fn lock(settings: &Settings, probed: Result<(), TryLockError>) -> Check {
    match probed {
        Ok(()) => Check::ok(LOCK, "taken and released"),
        Err(TryLockError::WouldBlock) => Check::warn(
            LOCK,
            "another space-token process holds the lock of this profile",
            "wait for that process, or end it if it hangs",
        ),
        Err(TryLockError::Error(why)) => Check::warn(
            LOCK,
            format!("files cannot be locked in {}: {why}", settings.paths.state.display()),
            format!(
                "two runs at once may refresh the same token; {}",
                match why.kind() {
                    ErrorKind::PermissionDenied => "check who owns the state folder and what is in it",
                    ErrorKind::ReadOnlyFilesystem => "put the state folder where it can be written (XDG_STATE_HOME)",
                    ErrorKind::NotFound => "set HOME to your home folder, an absolute path",
                    _ => "put the state folder on a local file system (XDG_STATE_HOME)",
                }
            ),
        ),
    }
}
