//! The built program against real neighbours, each test in a sealed world of its own.

// clippy.toml allows these in the bodies of tests alone; what tests share panics as they do
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]
// what only tests need that are not for this system
#![cfg_attr(not(target_os = "linux"), allow(dead_code, unused_imports))]

mod support;

// Modules that are marked need Linux: its D-Bus and keyrings, its terminals, shells and system calls.

mod answers; // any answer: only the truth ends a login
#[cfg(target_os = "linux")]
mod cache; // the access token in the kernel, and its ends
mod check; // `status --check`: whose token it is, by the server's own word
mod client_credentials; // the client on its own behalf, as in the help page's example
#[cfg(target_os = "linux")]
mod completions; // in the real shells
#[cfg(target_os = "linux")]
mod concurrency; // any number of processes, one refresh
#[cfg(target_os = "linux")]
mod crash; // a process that dies, a save that fails
mod credentials; // secrets arrive byte for byte, wherever they come from
#[cfg(target_os = "linux")]
mod doctor; // what is wrong, and what to do; nothing secret in it
#[cfg(target_os = "linux")]
mod documents; // what README.md and SECURITY.md say of the code
mod every_command; // each of them once, quickly
#[cfg(target_os = "linux")]
mod exec; // a program in the place of this one, with the token in its environment
#[cfg(target_os = "linux")]
mod formats; // every output format, read by the program it is for
mod help; // what a newcomer sees, and when it is coloured
mod inspect; // claims decoded, whatever the token is
#[cfg(target_os = "linux")]
mod interop; // OAuth servers that nobody here wrote
mod job; // in CI: no home, no D-Bus, no terminal
#[cfg(target_os = "linux")]
mod keyrings; // gnome-keyring, KWallet, KeePassXC
mod layers; // imports run one way
#[cfg(target_os = "linux")]
mod locks; // one process at a time, and a held lock holds up nobody for nothing
#[cfg(target_os = "linux")]
mod main_line; // the whole life of a login, as a user has it
#[cfg(target_os = "linux")]
mod memory; // core dumps, debuggers, and what is left behind
#[cfg(target_os = "linux")]
mod nginx; // a server behind nginx: TLS, a path, client certificates
mod profiles; // several servers and users side by side
#[cfg(target_os = "linux")]
mod recipes; // the README's recipes, as written
mod refusals; // what the server says no to, and what users are told
mod renewal; // what a login is renewed with, and what is printed where it cannot be
mod revocation; // `logout` tells the server, and is done here whatever it says
#[cfg(target_os = "linux")]
mod schemas; // every JSON, against its schema
mod scopes; // the known permissions, scopes explained, warnings at login
#[cfg(target_os = "linux")]
mod secrets; // planted ones, looked for everywhere
mod servers; // where each kind of server has its endpoints, and what is never sent elsewhere
mod settings; // option, environment, profile, default; wrong ones
#[cfg(target_os = "linux")]
mod stores; // keyring, kernel, file, none: absent, unreachable, locked, corrupt
#[cfg(target_os = "linux")]
mod terminal; // the prompts, and every way out of them
mod tls; // certificates and proxies, good and bad
#[cfg(target_os = "linux")]
mod unreachable; // stores that never answer, are refused or gone
#[cfg(target_os = "linux")]
mod worlds; // one login for each configuration file and profile, and nothing left behind
