//! The protocol: one POST to the token endpoint (RFC 6749; the Space help page where the two differ).

mod choices;
pub mod client;
mod echo;
mod fault;
pub mod hint;
pub mod identity;
pub mod metadata;
pub mod request;
pub mod response;
pub mod revocation;
pub mod scope;
pub mod url;

pub use choices::{AccessType, ClientAuth, GrantType, Server, name_of};
pub use client::Client;
pub use fault::WRONG_PLACE;
pub use request::{ClientAuthentication, Grant, TokenRequest};
pub use response::{Answer, Refusal};
pub use url::ServiceUrl;
