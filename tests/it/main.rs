//! The built program against real neighbours, each test in a sealed world of its own.

// what the tests share stands outside of #[test] functions, and shall panic all the same
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod support;

mod cache; // the access token in the kernel, and its ends
mod credentials; // secrets arrive byte for byte, wherever they come from
mod formats; // every output format, read by the program it is for
mod job; // in CI: no home, no D-Bus, no terminal
mod main_line; // the whole life of a login, as a user has it
mod recipes; // the README's recipes, as written
mod refusals; // what the server says no to, and what users are told
mod settings; // option, environment, profile, default; wrong ones
mod stores; // keyring, kernel, file, none: absent, unreachable, locked, corrupt
