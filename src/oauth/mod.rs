//! The protocol: one POST to the token endpoint (RFC 6749; the Space help page where the two differ).

mod choices;
pub mod client;
pub mod hints;
pub mod identity;
pub mod metadata;
mod proxy;
mod redact;
pub mod request;
pub mod response;
pub mod revocation;
pub mod scope;
mod tls;
mod transport;
pub mod url;

pub use choices::{AccessType, ClientAuthMethod, GrantType, Server, name_of};
pub use client::Client;
pub use proxy::{Proxies, Proxy};
pub use redact::redact;
pub use request::{ClientCredentials, Grant, OneTimeCode, Request};
pub use response::Answer;
pub use url::ServiceUrl;

use std::path::PathBuf;
use std::time::Duration;

/// How to reach servers.
#[derive(Clone, Debug)]
pub struct Http {
    /// For everything: name resolution, connection, request and answer, and waits between attempts.
    pub timeout: Duration,
    /// Trusted instead of the system's certificate authorities (PEM).
    pub ca_cert: Option<PathBuf>,
    /// The client's own certificate chain (PEM).
    pub client_cert: Option<PathBuf>,
    /// Its private key (PEM), unless the certificate's file holds it.
    pub client_key: Option<PathBuf>,
    /// The proxies that the environment names.
    pub proxies: Proxies,
}
