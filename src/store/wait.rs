//! No call to a keyring can hang: it runs in a thread of its own, and is waited for so long and no longer.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::error::{Error, Kind};

/// After this the user is told what is being waited for.
const NOTICE: Duration = Duration::from_secs(5);

/// Time for a person to find the dialog and type a password.
const WITH_A_PERSON: Duration = Duration::from_secs(60);

/// A keyring that needs no person answers within milliseconds.
const WITHOUT: Duration = Duration::from_secs(10);

/// What did not answer once in this run is not waited for again.
static GIVEN_UP: AtomicBool = AtomicBool::new(false);

/// Runs `call` and gives its value.
///
/// # Errors
/// [`Kind::Store`] if it takes too long, now or before; the thread is left behind, and ends with the process.
pub(super) fn bounded<T: Send + 'static>(what: &str, call: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    if GIVEN_UP.load(Ordering::Relaxed) {
        return Err(silent(what, "it did not answer before"));
    }
    let (done, answer) = mpsc::channel();
    thread::spawn(move || done.send(call()));
    let limit = if std::io::stderr().is_terminal() { WITH_A_PERSON } else { WITHOUT };
    let outcome = answer.recv_timeout(NOTICE).or_else(|error| match error {
        RecvTimeoutError::Timeout => {
            log::warn!("waiting for {what}; if it asks for its password, there is a dialog on your desktop");
            answer.recv_timeout(limit - NOTICE)
        }
        RecvTimeoutError::Disconnected => Err(error),
    });
    outcome.map_err(|error| match error {
        RecvTimeoutError::Timeout => {
            GIVEN_UP.store(true, Ordering::Relaxed);
            silent(what, &format!("no answer within {} s", limit.as_secs()))
        }
        RecvTimeoutError::Disconnected => {
            Error::new(Kind::Store, format!("cannot use {what}: it failed in a way of its own"))
                .hint("choose another store with --store; 'space-token doctor' tells more")
        }
    })
}

fn silent(what: &str, why: &str) -> Error {
    Error::new(Kind::Store, format!("cannot use {what}: {why}")).hint(
        "it may be locked and ask for its password where you cannot see it: unlock it on the desktop, or choose --store kernel or file",
    )
}
