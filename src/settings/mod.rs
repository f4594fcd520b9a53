//! Options, environment and `config.toml`, made into values of known meaning: each value comes from the
//! first of option, environment, profile, default. The only reader of the environment and of paths.

pub mod config;
mod environment;
mod secrets;
mod shell;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ValueEnum;

pub use environment::Environment;
pub use secrets::{SecretSource, client_secret_source, password_source};

use crate::cache::Stamp;
use crate::cli::{CredentialArgs, ErrorFormat, GlobalArgs, RequestArgs, ScopeArgs, ServerArgs};
use crate::error::{Error, Kind};
use crate::files;
use crate::lock::LockFile;
use crate::oauth::client::Http;
use crate::oauth::scope::Rights;
use crate::oauth::{AccessType, ClientAuth, GrantType, Server, ServiceUrl, name_of};
use crate::store::StoreChoice;
use config::{Config, Profile};

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
    /// Nobody said anything.
    Default,
}

impl Source {
    /// The kind of failure that a wrong value is.
    fn fault(self) -> Kind {
        match self {
            Self::Option => Kind::Usage,
            Self::Environment(_) | Self::Profile | Self::Default => Kind::Configuration,
        }
    }
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Option => "option",
            Self::Environment(name) => name,
            Self::Profile => "profile",
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

/// Where things are on this system.
#[derive(Clone, Debug)]
pub struct Paths {
    /// `config.toml`
    pub config: PathBuf,
    /// Locks and the file store.
    pub state: PathBuf,
}

/// What a command is to work with. Secrets are named here, and read only when they are needed.
#[derive(Debug)]
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
    /// The grant.
    pub grant: GrantType,
    /// The client.
    pub client_id: Option<Sourced<String>>,
    /// Where the client's secret is.
    pub client_secret: Option<Sourced<SecretSource>>,
    /// How the client authenticates.
    pub client_auth: ClientAuth,
    /// The resource owner.
    pub username: Option<Sourced<String>>,
    /// Where his password is.
    pub password: Option<Sourced<SecretSource>>,
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
        said("scope", &crate::error::clean(&self.scope.value), self.scope.source);
        said("store", &name_of(&self.store.value), self.store.source);
    }
}

impl Paths {
    /// The platform's folders, or the configuration file that the user names. Without a home there is
    /// nothing to read and nowhere to keep; a CI job needs neither.
    pub fn find(named: Option<&Path>, environment: &Environment) -> Self {
        let folders = directories::ProjectDirs::from("", "", "space-token");
        let state = folders.as_ref().map(|folders| folders.state_dir().unwrap_or(folders.data_local_dir()).to_owned());
        let named = named.map(Path::to_owned).or_else(|| environment.path("CONFIG"));
        let config = named.or_else(|| folders.map(|folders| folders.config_dir().join("config.toml")));
        Self { config: config.unwrap_or_default(), state: state.unwrap_or_default() }
    }
}

/// The user's home folder.
pub fn home() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|folders| folders.home_dir().to_owned())
}

/// The lock of one profile.
pub fn profile_lock(paths: &Paths, profile: &str) -> LockFile {
    LockFile::new(&paths.state.join("locks"), &files::safe_name(profile))
}

/// The lock of the configuration file.
pub fn config_lock(paths: &Paths) -> LockFile {
    LockFile::new(&paths.state.join("locks"), "config")
}

/// The profile's name: option, environment, `default_profile` of the file, `default`.
///
/// # Errors
/// [`Kind::Usage`] or [`Kind::Configuration`] for what is no name.
pub fn profile_name(global: &GlobalArgs, environment: &Environment, config: &Config) -> Result<String, Error> {
    let (name, source) = match (&global.profile, environment.text("PROFILE")?) {
        (Some(name), _) => (name.clone(), Source::Option),
        (None, Some((variable, name))) => (name, Source::Environment(variable)),
        (None, None) => match config.default_profile()? {
            Some(name) => (name, Source::Profile),
            None => ("default".to_owned(), Source::Default),
        },
    };
    check_profile_name(&name).map_err(|why| Error::new(source.fault(), why)).map(|()| name)
}

/// A name goes into file names, keyring entries and messages.
///
/// # Errors
/// Why it is none.
pub fn check_profile_name(name: &str) -> Result<(), String> {
    const LONGEST: usize = 64;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@' | '+');
    if name.starts_with(|c: char| c.is_alphanumeric() || c == '_') && name.chars().all(plain) && name.len() <= LONGEST {
        return Ok(());
    }
    Err(format!(
        "'{}' is no name for a profile: at most {LONGEST} letters, digits and . _ - @ +, a letter or digit first",
        crate::error::clean(name)
    ))
}

/// Option, environment and profile side by side.
pub(crate) struct Lookup<'a> {
    environment: &'a Environment,
    profile: Profile<'a>,
}

/// Which profile, and where things are.
struct Place {
    profile: String,
    profile_exists: bool,
    profile_named: bool,
    stamp: Option<Stamp>,
    paths: Paths,
}

impl Lookup<'_> {
    fn resolve(
        &self,
        global: &GlobalArgs,
        request: &RequestArgs,
        min_ttl: Option<&str>,
        place: Place,
    ) -> Result<Settings, Error> {
        let RequestArgs { server: server_args, credentials, scope } = request;
        let allow_http = self.flag(server_args.allow_http, "ALLOW_HTTP", "allow_http")?;
        let server = self.choice(server_args.server, "SERVER", "server")?.map_or(Server::Space, |server| server.value);
        let Place { profile, profile_exists, profile_named, stamp, paths } = place;
        let settings = Settings {
            profile_exists,
            profile_named,
            stamp,
            is_plain: *request == RequestArgs::default() && min_ttl.is_none() && !self.environment.has_settings(),
            url: self.url(server_args, allow_http)?,
            server,
            token_endpoint: self.text(server_args.token_endpoint.as_deref(), "TOKEN_ENDPOINT", "token_endpoint")?,
            grant: self.choice(credentials.grant, "GRANT", "grant")?.map_or(GrantType::Password, |grant| grant.value),
            client_id: self.client_id(credentials)?,
            client_secret: client_secret_source(self, credentials)?,
            client_auth: self
                .choice(credentials.client_auth, "CLIENT_AUTH", "client_auth")?
                .map_or(ClientAuth::Basic, |auth| auth.value),
            username: self.text(credentials.username.as_deref(), "USERNAME", "username")?,
            password: password_source(self, credentials)?,
            scope: self.scope(scope, server)?,
            access_type: self
                .choice(scope.access_type, "ACCESS_TYPE", "access_type")?
                .map_or(AccessType::Offline, |kind| kind.value),
            store: self
                .choice(server_args.store, "STORE", "store")?
                .unwrap_or(Sourced { value: StoreChoice::Auto, source: Source::Default }),
            min_ttl: self.duration(min_ttl, "MIN_TTL", "min_ttl")?,
            http: Http {
                timeout: self
                    .duration(server_args.timeout.as_deref(), "TIMEOUT", "timeout")?
                    .unwrap_or(Duration::from_secs(30)),
                ca_cert: self.path(server_args.ca_cert.as_deref(), "CA_CERT", "ca_cert")?.map(|file| file.value),
            },
            allow_http,
            no_input: self.flag(global.no_input, "NO_INPUT", "no_input")?,
            profile,
            paths,
        };
        settings.tell();
        Ok(settings)
    }

    /// A text; an empty variable counts as unset.
    fn text(&self, option: Option<&str>, variable: &str, key: &str) -> Result<Option<Sourced<String>>, Error> {
        if let Some(value) = option {
            return Ok(Some(Sourced { value: value.to_owned(), source: Source::Option }));
        }
        if let Some((name, value)) = self.environment.text(variable)? {
            return Ok(Some(Sourced { value, source: Source::Environment(name) }));
        }
        Ok(self.profile.text(key)?.map(|value| Sourced { value, source: Source::Profile }))
    }

    fn path(&self, option: Option<&Path>, variable: &str, key: &str) -> Result<Option<Sourced<PathBuf>>, Error> {
        if let Some(path) = option {
            return Ok(Some(Sourced { value: path.to_owned(), source: Source::Option }));
        }
        if let Some(path) = self.environment.path(variable) {
            return Ok(Some(Sourced { value: path, source: Source::Environment(environment::full_name(variable)) }));
        }
        Ok(self.profile.text(key)?.map(|path| Sourced { value: path.into(), source: Source::Profile }))
    }

    fn choice<T: ValueEnum>(&self, option: Option<T>, variable: &str, key: &str) -> Result<Option<Sourced<T>>, Error> {
        if let Some(value) = option {
            return Ok(Some(Sourced { value, source: Source::Option }));
        }
        let Some(Sourced { value: text, source }) = self.text(None, variable, key)? else { return Ok(None) };
        match T::from_str(&text, false) {
            Ok(value) => Ok(Some(Sourced { value, source })),
            Err(_) => {
                let names: Vec<String> = T::value_variants().iter().map(name_of).collect();
                Err(wrong(source, key, &format!("'{}' is not one of {}", crate::error::clean(&text), names.join(", "))))
            }
        }
    }

    fn duration(&self, option: Option<&str>, variable: &str, key: &str) -> Result<Option<Duration>, Error> {
        let Some(Sourced { value, source }) = self.text(option, variable, key)? else { return Ok(None) };
        parse_duration(&value).map(Some).map_err(|why| wrong(source, key, &why))
    }

    fn flag(&self, option: bool, variable: &str, key: &str) -> Result<bool, Error> {
        if option {
            return Ok(true);
        }
        let Some((name, value)) = self.environment.text(variable)? else { return self.profile.flag(key) };
        match value.to_ascii_lowercase().as_str() {
            "1" | "true" | "yes" | "on" => Ok(true),
            "0" | "false" | "no" | "off" => Ok(false),
            _ => Err(wrong(
                Source::Environment(name),
                key,
                &format!("'{}' is neither 1 nor 0", crate::error::clean(&value)),
            )),
        }
    }

    fn url(&self, args: &ServerArgs, allow_http: bool) -> Result<Option<Sourced<ServiceUrl>>, Error> {
        let Some(Sourced { value, source }) = self.text(args.url.as_deref(), "URL", "url")? else { return Ok(None) };
        match ServiceUrl::parse(&value, allow_http) {
            Ok(value) => Ok(Some(Sourced { value, source })),
            Err(why) => Err(wrong(source, "url", &why)),
        }
    }

    /// RFC 7617 §2: a colon in the user part of Basic cannot be told from the one after it.
    fn client_id(&self, args: &CredentialArgs) -> Result<Option<Sourced<String>>, Error> {
        let id = self.text(args.client_id.as_deref(), "CLIENT_ID", "client_id")?;
        if let Some(id) = &id {
            check_client_id(&id.value).map_err(|why| wrong(id.source, "client id", &why))?;
        }
        Ok(id)
    }

    fn scope(&self, args: &ScopeArgs, server: Server) -> Result<Sourced<String>, Error> {
        let rights = Rights {
            all: args.all_rights,
            global: args.global_right.clone(),
            team: args.team_right.clone(),
            profile: args.profile_right.clone(),
            project: args.project_right.clone(),
            scopes: args.scope.clone(),
        };
        if !rights.is_unset() {
            let value = rights.build().map_err(|why| wrong(Source::Option, "scope", &why))?;
            return Ok(Sourced { value, source: Source::Option });
        }
        let named = self.text(None, "SCOPE", "scope")?;
        Ok(named.unwrap_or_else(|| Sourced { value: server.default_scope().to_owned(), source: Source::Default }))
    }
}

/// What a client id may not be.
///
/// # Errors
/// Why.
pub fn check_client_id(id: &str) -> Result<(), String> {
    if id.contains(':') {
        return Err("it has a colon, which HTTP Basic cannot carry".to_owned());
    }
    if id.chars().any(char::is_control) {
        return Err("it has control characters".to_owned());
    }
    Ok(())
}

fn wrong(source: Source, what: &str, why: &str) -> Error {
    let place = match source {
        Source::Environment(name) => name.to_owned(),
        Source::Option | Source::Default => format!("the {}", what.replace('_', " ")),
        Source::Profile => format!("{what} in the configuration file"),
    };
    Error::new(source.fault(), format!("{place} is wrong: {why}"))
}

/// `30`, `30s`, `5m`, `1h 30m`.
fn parse_duration(text: &str) -> Result<Duration, String> {
    let seconds = text.trim().parse::<u32>().map(|seconds| Duration::from_secs(seconds.into()));
    let spoken =
        || text.trim().parse::<jiff::SignedDuration>().ok().and_then(|duration| Duration::try_from(duration).ok());
    seconds
        .ok()
        .or_else(spoken)
        .filter(|duration| *duration <= Duration::from_secs(u32::MAX.into()))
        .ok_or_else(|| format!("'{}' is no duration, such as 30s, 5m or 1h", crate::error::clean(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_people_write_them() {
        for (text, seconds) in [("30", 30), ("30s", 30), ("5m", 300), ("1h30m", 5_400), ("1h 30m", 5_400), ("0", 0)] {
            assert_eq!(parse_duration(text).unwrap(), Duration::from_secs(seconds), "{text}");
        }
        for text in ["", "-1", "-5m", "soon", "1 fortnight", "99999999999999999999h"] {
            assert!(parse_duration(text).is_err(), "{text}");
        }
    }

    #[test]
    fn names_of_profiles() {
        for name in ["default", "work", "Work-2", "bob@space.example.com", "büro", "_x"] {
            assert!(check_profile_name(name).is_ok(), "{name}");
        }
        for name in ["", "-p", ".", "../x", "a/b", "a b", "a\nb", "a:b", &"x".repeat(65)] {
            assert!(check_profile_name(name).is_err(), "{name}");
        }
    }
}
