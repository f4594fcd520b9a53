//! Options, environment and `config.toml`, made into values of known meaning: each value comes from the
//! first of option, environment, profile, default. The only reader of the environment and of paths.

pub mod config;
mod environment;
mod lookup;
mod names;
mod parameters;
mod paths;
mod secrets;
mod shell;

use std::ffi::OsString;
use std::time::Duration;

use clap::ValueEnum;

pub use environment::Environment;
pub use lookup::check_client_id;
pub use names::check_profile_name;
pub use parameters::Otp;
pub use paths::{Paths, home};
pub use secrets::{COMMAND_LIMIT, SecretSource};

use crate::cache::Stamp;
use crate::cli::{ErrorFormat, GlobalArgs, RequestArgs};
use crate::error::{Error, Kind};
use crate::oauth::{AccessType, ClientAuth, GrantType, Http, Server, ServiceUrl, name_of};
use crate::store::StoreChoice;
use config::Config;
use lookup::{Lookup, Place};
use names::profile_name;

/// How errors are to be written: option, environment, text.
///
/// # Errors
/// [`Kind::Configuration`] for a variable that names no format.
pub fn error_format(option: Option<ErrorFormat>, environment: &Environment) -> Result<ErrorFormat, Error> {
    match (option, environment.text("ERROR_FORMAT")?) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(ErrorFormat::Text),
        (None, Some((name, value))) => ErrorFormat::from_str(&value, false).map_err(|_| {
            wrong(
                Source::Environment(name),
                "error format",
                &format!("'{}' is neither text nor json", crate::error::clean(&value)),
            )
        }),
    }
}

/// The same for a command line that clap could not make sense of, from the words alone.
pub fn error_format_of_words(words: &[OsString], environment: &Environment) -> ErrorFormat {
    error_format(crate::cli::choice_of_words(words, "--error-format"), environment).unwrap_or_default()
}

/// Where a value came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// An option on the command line.
    Option,
    /// This environment variable.
    Environment(&'static str),
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
        match self {
            Self::Option => Kind::Usage,
            Self::Environment(_) | Self::Profile | Self::Metadata | Self::Default => Kind::Configuration,
        }
    }
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Option => "option",
            Self::Environment(name) => name,
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
    pub client_auth: ClientAuth,
    /// Who said so.
    pub client_auth_source: Source,
    /// The resource owner.
    pub username: Option<Sourced<String>>,
    /// Where his password is.
    pub password: Option<Sourced<SecretSource>>,
    /// The one-time code to ask for and to send with the password, if the server wants one.
    pub otp: Option<Otp>,
    /// What is added to token requests, in this order; a name may be there twice.
    pub token_parameters: Vec<(String, String)>,
    /// The scope to ask for; empty: none.
    pub scope: Sourced<String>,
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
}

impl Settings {
    /// Reads everything for one command.
    ///
    /// # Errors
    /// [`Kind::Usage`] for a wrong option, [`Kind::Configuration`] for a wrong variable or profile.
    pub fn read(
        global: &GlobalArgs,
        request: &RequestArgs,
        min_ttl: Option<&str>,
        environment: &Environment,
    ) -> Result<Self, Error> {
        environment.warn_about_unknown();
        let paths = Paths::find(global.config.as_deref(), environment);
        // before the file is read: a change meanwhile must not go unseen
        let stamp = Stamp::of(&paths.config);
        let config = Config::read(&paths.config)?;
        let profile = profile_name(global, environment, &config)?;
        let lookup = Lookup { environment, profile: config.profile(&profile)? };
        let place = Place {
            profile: profile.clone(),
            profile_exists: config.has_profile(&profile),
            profile_named: global.profile.is_some() || environment.text("PROFILE")?.is_some(),
            stamp,
            paths,
        };
        lookup.resolve(global, request, min_ttl, place)
    }

    /// The token endpoint of `url`.
    ///
    /// # Errors
    /// [`Kind::Usage`] or [`Kind::Configuration`] if it is no URL.
    pub fn endpoint(&self, url: &ServiceUrl) -> Result<ServiceUrl, Error> {
        let (text, source) = match &self.token_endpoint {
            Some(endpoint) => (endpoint.value.as_str(), endpoint.source),
            None => (self.server.token_path(), Source::Default),
        };
        url.endpoint(text, self.allow_http)
            .map_err(|why| Error::new(source.fault(), format!("the token endpoint is wrong: {why}")))
    }

    /// Under `-v`, where each setting came from.
    fn tell(&self) {
        let said =
            |name: &str, value: &dyn std::fmt::Display, source: Source| log::debug!("{name}: {value} ({source})");
        log::debug!(
            "profile: {} ({})",
            self.profile,
            if self.profile_exists { "in the configuration" } else { "not in the configuration" }
        );
        if let Some(url) = &self.url {
            said("url", &url.value, url.source);
        }
        if let Some(endpoint) = &self.token_endpoint {
            said("token endpoint", &crate::error::clean(&endpoint.value), endpoint.source);
        }
        if let Some(client) = &self.client_id {
            said("client id", &crate::error::clean(&client.value), client.source);
        }
        if let Some(user) = &self.username {
            said("user", &crate::error::clean(&user.value), user.source);
        }
        if let Some(secret) = &self.client_secret {
            said("client secret", &secret.value.place(), secret.source);
        }
        if let Some(password) = &self.password {
            said("password", &password.value.place(), password.source);
        }
        let scope = crate::error::clean(&self.scope.value);
        said("scope", if scope.is_empty() { &"none" } else { &scope }, self.scope.source);
        said("store", &name_of(&self.store.value), self.store.source);
    }
}

fn wrong(source: Source, what: &str, why: &str) -> Error {
    let place = match source {
        Source::Environment(name) => name.to_owned(),
        Source::Option | Source::Metadata | Source::Default => format!("the {}", what.replace('_', " ")),
        Source::Profile => format!("{what} in the configuration file"),
    };
    Error::new(source.fault(), format!("{place} is wrong: {why}"))
}
