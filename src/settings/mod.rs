//! Options, environment and `config.toml`, made into values of known meaning: each value comes from the
//! first of option, environment, profile, default. The only reader of the environment and of paths.

pub mod config;
pub mod environment;
mod given;
mod paths;
mod read;
mod said;
mod secrets;
mod setting;
mod table;

use std::time::Duration;

use clap::ValueEnum;
use url::form_urlencoded;

pub use given::Given;
pub use paths::{Paths, home};
pub use read::{check_profile_name, named_profile};
pub use secrets::SecretSource;
pub use setting::{Setting, Type};
pub use table::{SETTINGS, setting, with_options};

use crate::cache::Stamp;
use crate::error::{Error, Kind};
use crate::lock::LockFile;
use crate::oauth::{AccessType, ClientAuthMethod, GrantType, Http, OneTimeCode, Server, ServiceUrl};
use crate::report::ErrorFormat;
use crate::secret::Secret;
use crate::store::{KEYRING_LIMIT, StoreChoice};
use said::Said;
use secrets::COMMAND_LIMIT;

/// How errors are to be written: as an option has `named` it, else as the variable says. It's needed before anything
/// can go wrong; that the variable says something else is told by [`Settings::read`].
pub fn error_format(named: Option<ErrorFormat>) -> ErrorFormat {
    let by_variable = || ErrorFormat::from_str(&environment::text("error_format").ok()??, false).ok();
    named.or_else(by_variable).unwrap_or_default()
}

/// Where a value came from; what takes precedence comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// An option on the command line.
    Option,
    /// The environment variable of this setting.
    Environment,
    /// The profile in the configuration file.
    Profile,
    /// The server itself (RFC 8414).
    Metadata,
    /// Nobody said anything.
    Default,
}

impl Source {
    /// The kind of failure that a wrong value is.
    fn fault(self) -> Kind {
        if self == Self::Option { Kind::Usage } else { Kind::Configuration }
    }
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Option => "option",
            Self::Environment => "environment",
            Self::Profile => "profile",
            Self::Metadata => "the server's metadata",
            Self::Default => "default",
        })
    }
}

/// A value, and where it came from.
#[derive(Clone, Debug)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Who said so.
    pub source: Source,
}

impl<T> Sourced<T> {
    /// Another value from the same source.
    fn map<U>(self, to: impl FnOnce(T) -> U) -> Sourced<U> {
        Sourced { value: to(self.value), source: self.source }
    }
}

/// What a command is to work with. Secrets are named here, and read only when they are needed.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The profile's name.
    pub profile: String,
    /// Whether the configuration file has such a profile: a login was made.
    pub profile_exists: bool,
    /// Whether the profile was named by option or environment.
    pub profile_named: bool,
    /// The configuration file as it was read.
    pub stamp: Option<Stamp>,
    /// Whether nothing but the profile decides what token is wanted: no option, no variable.
    pub is_plain: bool,
    /// Where things are.
    pub paths: Paths,
    /// The service URL.
    pub url: Option<Sourced<ServiceUrl>>,
    /// The kind of server.
    pub server: Server,
    /// A token endpoint of its own.
    pub token_endpoint: Option<Sourced<String>>,
    /// Where tokens are revoked (RFC 7009).
    pub revocation_endpoint: Option<Sourced<String>>,
    /// Where the server tells whose a token is.
    pub userinfo_endpoint: Option<Sourced<String>>,
    /// The grant.
    pub grant: GrantType,
    /// The client.
    pub client_id: Option<Sourced<String>>,
    /// Where the client's secret is.
    pub client_secret: Option<Sourced<SecretSource>>,
    /// How the client authenticates.
    pub client_auth: Sourced<ClientAuthMethod>,
    /// The resource owner.
    pub username: Option<Sourced<String>>,
    /// Where their password is.
    pub password: Option<Sourced<SecretSource>>,
    /// The one-time code to ask for and to send with the password, if the server wants one; empty until it's asked for.
    pub otp: Option<OneTimeCode>,
    /// What is added to token requests, in this order; a name may be there twice.
    pub token_parameters: Vec<(String, Secret)>,
    /// The scope to ask for; empty: none.
    pub scope: String,
    /// Whether a refresh token is wanted.
    pub access_type: AccessType,
    /// The store.
    pub store: Sourced<StoreChoice>,
    /// How long a token must be valid still, if the user said.
    pub min_ttl: Option<Duration>,
    /// How to reach servers.
    pub http: Http,
    /// Whether http is allowed to other machines.
    pub allow_http: bool,
    /// Whether nobody may be asked.
    pub no_input: bool,
    /// What all this was made of.
    pub(crate) said: Said,
}

impl Settings {
    /// The name of the profile's login in every store.
    pub fn login_name(&self) -> String {
        self.paths.login_name(&self.profile)
    }

    /// The profile's lock.
    pub fn lock(&self) -> LockFile {
        self.paths.profile_lock(&self.profile)
    }

    /// What is added to token requests, form-encoded.
    pub fn form_of_parameters(&self) -> String {
        let pairs = self.token_parameters.iter().map(|(name, value)| (name, value.expose()));
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
    }

    /// How long to wait for a lock: longer than requests for metadata and tokens, a keyring, and the commands for the
    /// password and, for a refresh and for a grant, the client secret may take its holder together.
    pub fn patience(&self) -> Duration {
        3 * (self.http.timeout + COMMAND_LIMIT) + KEYRING_LIMIT + Duration::from_secs(10)
    }

    /// Whether only the server itself can tell where it gives tokens.
    pub fn lacks_token_endpoint(&self) -> bool {
        self.server != Server::Space && self.token_endpoint.is_none()
    }

    /// The token endpoint of `url`.
    ///
    /// # Errors
    /// [`Kind::Usage`] or [`Kind::Configuration`] if it is no URL.
    pub fn endpoint(&self, url: &ServiceUrl) -> Result<ServiceUrl, Error> {
        let named = self.token_endpoint.as_ref().map(|endpoint| (endpoint.value.as_str(), endpoint.source));
        let (text, source) = named.unwrap_or((self.server.token_path(), Source::Default));
        url.endpoint(text, self.allow_http)
            .map_err(|why| Error::new(source.fault(), format!("the token endpoint is wrong: {why}")))
    }
}
