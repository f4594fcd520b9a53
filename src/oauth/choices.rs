//! What a user can choose of the protocol, by name.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// Which paths a server has under its URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Server {
    /// JetBrains Space
    Space,
    /// JetBrains Hub, YouTrack
    Hub,
    /// Any other OAuth 2.0 server
    Oauth2,
}

impl Server {
    /// The token endpoint's path under the service URL.
    pub fn token_path(self) -> &'static str {
        match self {
            Self::Space | Self::Oauth2 => "/oauth/token",
            Self::Hub => "/api/rest/oauth2/token",
        }
    }

    /// The scope asked for unless the user says otherwise: all that the client was granted, on Space.
    /// Hub takes names of services, and other servers names of their own; neither needs one.
    pub fn default_scope(self) -> &'static str {
        match self {
            Self::Space => "**",
            Self::Hub | Self::Oauth2 => "",
        }
    }
}

/// The grant (RFC 6749 §4.3 and §4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GrantType {
    /// A user's name and password
    Password,
    /// The client alone, on its own behalf
    ClientCredentials,
}

impl GrantType {
    /// The value of `grant_type`.
    pub fn parameter(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::ClientCredentials => "client_credentials",
        }
    }
}

/// Whether the server gives a refresh token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AccessType {
    /// No refresh token: the login ends with the first access token
    Online,
    /// With a refresh token
    Offline,
}

/// How the client authenticates (RFC 6749 §2.3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClientAuthMethod {
    /// HTTP Basic, both halves as they are, as Space wants it
    Basic,
    /// HTTP Basic, both halves percent-encoded, as RFC 6749 wants it
    BasicEncoded,
    /// In the request's body
    Post,
    /// A public client, which has no secret
    None,
}

/// The name of a value, as it is written on the command line, in the environment and in `config.toml`.
pub fn name_of<T: ValueEnum>(value: &T) -> String {
    value.to_possible_value().map(|possible| possible.get_name().to_owned()).unwrap_or_default()
}
