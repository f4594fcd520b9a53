//! No call to a keyring can hang: it runs in a thread of its own, and is waited for so long and no longer.

use std::io::IsTerminal;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Error, Kind};

/// After this the user is told what is being waited for.
const NOTICE: Duration = Duration::from_secs(5);

/// How long all calls of a run are waited for together: time for a person to find the dialog and type a password.
pub const LIMIT: Duration = Duration::from_secs(60);

/// Without a person: a keyring that needs none answers within milliseconds.
const LIMIT_UNATTENDED: Duration = Duration::from_secs(10);

/// How long earlier calls of this run were waited for.
static WAITED: Mutex<Duration> = Mutex::new(Duration::ZERO);

/// Runs `call` and gives its value.
///
/// # Errors
/// [`Kind::Store`] if it takes too long, together with earlier calls; the thread is left behind, and ends with the
/// process.
pub(super) fn bounded<T: Send + 'static>(what: &str, call: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let mut waited = WAITED.lock().unwrap_or_else(PoisonError::into_inner);
    let limit = if std::io::stderr().is_terminal() { LIMIT } else { LIMIT_UNATTENDED };
    let left = limit.saturating_sub(*waited);
    let (done, answer) = mpsc::channel();
    thread::Builder::new().spawn(move || done.send(call())).map_err(|error| no_thread(what, &error))?;
    let started = Instant::now();
    let outcome = match answer.recv_timeout(left.min(NOTICE)) {
        Err(RecvTimeoutError::Timeout) if left > NOTICE => {
            log::warn!("waiting for {what}; it may be asking for its password in a dialog on your desktop");
            answer.recv_timeout(left - NOTICE)
        }
        outcome => outcome,
    };
    *waited += started.elapsed();
    outcome.map_err(|_| silent(what, limit))
}

fn no_thread(what: &str, error: &std::io::Error) -> Error {
    Error::new(Kind::Store, format!("cannot use {what}: no thread can be started: {error}"))
        .hint("you may have reached your process limit ('ulimit -u'): end some processes")
}

fn silent(what: &str, limit: Duration) -> Error {
    Error::new(Kind::Store, format!("cannot use {what}: no answer within {} s", limit.as_secs())).hint(
        "it may be locked and ask for its password where you can't see it: unlock it on the desktop, or choose --store kernel or file",
    )
}
