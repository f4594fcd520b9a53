//! How servers are reached.

use std::path::PathBuf;
use std::time::Duration;

use super::Proxies;

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
