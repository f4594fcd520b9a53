//! The product's own modules, as they are, for the targets: a binary has no library to call.
//!
//! Each target states what holds for any input, beyond that nothing panics. `tests/fuzz/run` runs them all.

#![allow(dead_code, missing_docs, unused_imports)] // the targets do not call all of the product

#[path = "../../../src/error.rs"]
pub mod error;
#[path = "../../../src/files.rs"]
pub mod files;
#[path = "../../../src/jwt.rs"]
pub mod jwt;
#[path = "../../../src/secret.rs"]
pub mod secret;
#[path = "../../../src/token.rs"]
pub mod token;

/// Without the HTTP client.
#[path = "../../../src/oauth"]
pub mod oauth {
    pub mod choices;
    pub mod request;
    pub mod response;
    pub mod scope;
    pub mod url;

    pub use choices::{AccessType, ClientAuth, name_of};
    pub use request::Grant;
    pub use url::ServiceUrl;
}

/// The configuration file alone.
#[path = "../../../src/settings"]
pub mod settings {
    pub mod config;
    pub mod environment;
}

/// Without the stores themselves.
#[path = "../../../src/store"]
pub mod store {
    mod chunks;
    mod entries;
    mod logins;
    mod record;

    pub use entries::{StoreChoice, TokenStore};
    pub use logins::{delete, load, save};
    pub use record::Record;
}

/// Whether `text` can be shown in one line of a terminal.
pub fn is_shown_safely(text: &str) -> bool {
    !text.chars().any(error::is_unprintable)
}
