//! A strict OAuth token server, shaped like JetBrains Space, for tests and for trying the command
//! line.
//!
//! A real server refuses what is wrong, and a mock accepts what its author expected. [`Sandbox`]
//! sides with the former: it checks every parameter, header and scope, keeps track of every token
//! that it gave out, and remembers every request. [`wire::Wire`] gives the answers that no server
//! should give, [`proxy::Proxy`] and [`socks::Socks`] stand between.
//!
//! ```
//! let server = sandbox::Sandbox::start();
//! assert!(server.url().starts_with("http://127.0.0.1:"));
//! assert!(server.requests().is_empty());
//! ```
//!
//! Unless the [`Config`] says otherwise, these clients exist, with every grant:
//!
//! | client id | secret | scope |
//! |---|---|---|
//! | `valid-service-id` | `valid-service-secret` | `**` |
//! | `special-client` | `p%+ &=:ü/secret` | `**` |
//! | `public-client` | none | `**` |
//! | `narrow-client` | `narrow-secret` | `Project:*` |
//!
//! And these users:
//!
//! | user name | password |
//! |---|---|
//! | `bob` | `correct horse` |
//! | `bób+tag@example.com` | `p&ss=w%20rd+ ü"'$ ` (it ends with a space) |
//! | `twofactor` | `12345678901234567890`, an application password; `correct horse` is refused |

mod canned;
mod config;
mod endpoint;
mod http;
mod journal;
mod jwt;
mod listener;
pub mod proxy;
mod refusal;
mod request;
mod scope;
mod server;
pub mod socks;
mod state;
mod throttle;
mod tls;
mod tokens;
pub mod wire;

pub use canned::Canned;
pub use config::{Client, Config, Grant, Kind, User};
pub use journal::{Event, What};
pub use request::Request;
pub use server::{Hold, Sandbox};
pub use tls::{Tls, TlsFault};
