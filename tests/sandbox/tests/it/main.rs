//! The server as a client meets it: over real sockets.

mod clients; // what is refused of a client
mod http; // the client of these tests
mod kinds; // Hub, and OAuth 2.0 by the book
mod program; // the program around the library
mod proxies; // the recording proxy
mod refusals; // what is refused of anybody
mod scripted; // answers written by a test, up to raw bytes
mod space; // Space's answers, and the calls of its API
mod tls; // good certificates and bad ones
mod tokens; // refresh, rotation, expiry, revocation
