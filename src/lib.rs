//! The parts of `space-token`, an OAuth 2.0 token tool for JetBrains Space: the program in `main.rs` is a thin
//! layer over them, and what fuzzes or generates uses them too. It's no library for other programs: nothing in
//! it is stable.

#![forbid(unsafe_code)]
// tests may be long lists of cases
#![cfg_attr(not(test), warn(clippy::too_many_lines))]

pub mod cache;
pub mod cli;
pub mod commands;
pub mod error;
pub mod files;
pub mod hardening;
pub mod jwt;
pub mod kernel_keyring;
pub mod lock;
pub mod oauth;
pub mod output;
pub mod prompt;
pub mod report;
pub mod secret;
pub mod service;
pub mod settings;
pub mod signals;
pub mod store;
pub mod token;
