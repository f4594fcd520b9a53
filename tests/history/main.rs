//! Whole histories: eight processes at random on one login, each stopped and continued at random instants and some
//! killed, against a server that rotates refresh tokens and ends a login whose old one comes back. Now and then all of
//! them end, and it's seen what they agreed on. Afterwards everything that anybody saw is judged at once.
//!
//! # What is judged, and why that's enough
//!
//! A profile is a register: `login` writes a login to it, `logout` empties it, and `print`, `exec`, `refresh` and
//! `status` read it. A refresh changes the token, and the login stays the same. Each login is a family of tokens that
//! the server knows, so every token that's printed tells which write was read.
//!
//! A command takes effect at some instant between its start and its end, and nobody knows which. So the history is
//! right if there's *some* choice of instants that explains it (linearizability). Where each value is written once,
//! that can be decided by looking at two values at a time (Gibbons and Korach, "Testing Shared Memories", 1997): take
//! for each login the first end and the last start among the commands that showed it. The register held that login
//! from its first end to its last start. Two logins, or a login and a `logout`, contradict each other exactly if each
//! has an end before a start of the other: A was there, then B, then A again. "No command prints a token after the
//! logout has ended" is a case of this, and so is "a login that was replaced doesn't come back".
//!
//! A killed command may have taken effect or not, at any time, so it's no evidence, and it excuses what only it can
//! have caused: a refresh token that was spent and not saved, a login or logout half done. Exit code 4 is a read of
//! nothing, which has many writers; it's judged against the logins that ended before, and what came between.
//!
//! Beside that: no token is printed that the server had ended or replaced before the command began, no refresh token
//! comes back, a login that was replaced ends at the server, and no secret is left where it doesn't belong.
//!
//! Starts are read before a process is spawned and ends after it was waited for, so that intervals are never too
//! short. No verdict depends on how long anything took.

#![cfg(target_os = "linux")]
// clippy.toml allows these in the bodies of tests alone; what tests share panics as they do
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

mod chance; // one seed, one sequence of choices
mod command; // one process, with what was done to it
mod judge; // from a history to what's wrong with it
mod ledger; // what the server knows of each token
mod round; // eight workers, and what they leave behind
mod runs; // how many rounds, with which seeds
mod timeline; // a history for people
mod verdicts; // the judge, judged
mod world; // the home, the server, the keyring

#[allow(dead_code, unused_imports)]
#[path = "../it/support/mod.rs"]
mod support; // what the other tests share: a private D-Bus with a real gnome-keyring
