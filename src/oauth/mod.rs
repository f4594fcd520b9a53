//! The protocol: one POST to the token endpoint (RFC 6749; the Space help page where the two differ).

mod choices;
pub mod client;
mod cures;
pub mod hint;
mod http;
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

pub use choices::{AccessType, ClientAuth, GrantType, Server, name_of};
pub use client::Client;
pub use http::Http;
pub use proxy::{Proxies, Proxy};
pub use redact::redact;
pub use request::{ClientAuthentication, Grant, OneTimeCode, Request};
pub use response::Answer;
pub use url::ServiceUrl;
