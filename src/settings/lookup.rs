//! Each value from the first of option, environment, profile, default.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ValueEnum;

use super::config::Profile;
use super::secrets::{SecretSource, client_secret_source, password_source};
use super::{Environment, Paths, Settings, Source, Sourced, environment, wrong};
use crate::cache::Stamp;
use crate::cli::{CredentialArgs, GlobalArgs, RequestArgs, ScopeArgs, ServerArgs};
use crate::error::Error;
use crate::oauth::scope::Rights;
use crate::oauth::{AccessType, ClientAuth, GrantType, Http, Server, ServiceUrl, name_of};
use crate::store::StoreChoice;

/// Option, environment and profile side by side.
pub(super) struct Lookup<'a> {
    pub(super) environment: &'a Environment,
    pub(super) profile: Profile<'a>,
}

/// Which profile, and where things are.
pub(super) struct Place {
    pub(super) profile: String,
    pub(super) profile_exists: bool,
    pub(super) profile_named: bool,
    pub(super) stamp: Option<Stamp>,
    pub(super) paths: Paths,
}

impl Lookup<'_> {
    /// All settings, each from the first that says something.
    pub(super) fn resolve(
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
        let url = self.url(server_args, allow_http)?;
        let its_own = self.profile_means(url.as_ref().map(|url| &url.value), server)?;
        let endpoint = |option: &Option<String>, variable, key| {
            let found = self.text(option.as_deref(), variable, key)?;
            Ok::<_, Error>(found.filter(|found| its_own || found.source != Source::Profile))
        };
        let client_secret = client_secret_source(self, credentials)?;
        let Sourced { value: client_auth, source: client_auth_source } =
            self.client_auth(credentials, client_secret.as_ref())?;
        let settings = Settings {
            profile_exists,
            profile_named,
            stamp,
            is_plain: *request == RequestArgs::default() && min_ttl.is_none() && !self.environment.has_settings(),
            url,
            server,
            token_endpoint: endpoint(&server_args.token_endpoint, "TOKEN_ENDPOINT", "token_endpoint")?,
            revocation_endpoint: endpoint(
                &server_args.revocation_endpoint,
                "REVOCATION_ENDPOINT",
                "revocation_endpoint",
            )?,
            userinfo_endpoint: endpoint(&server_args.userinfo_endpoint, "USERINFO_ENDPOINT", "userinfo_endpoint")?,
            grant: self.choice(credentials.grant, "GRANT", "grant")?.map_or(GrantType::Password, |grant| grant.value),
            client_id: self.client_id(credentials)?,
            client_secret,
            client_auth,
            client_auth_source,
            username: self.text(credentials.username.as_deref(), "USERNAME", "username")?,
            password: password_source(self, credentials)?,
            otp: self.otp()?,
            token_parameters: self.token_parameters(server_args)?,
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
                client_cert: self
                    .path(server_args.client_cert.as_deref(), "CLIENT_CERT", "client_cert")?
                    .map(|file| file.value),
                client_key: self
                    .path(server_args.client_key.as_deref(), "CLIENT_KEY", "client_key")?
                    .map(|file| file.value),
                proxies: self.environment.proxies(),
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
    pub(super) fn text(
        &self,
        option: Option<&str>,
        variable: &str,
        key: &str,
    ) -> Result<Option<Sourced<String>>, Error> {
        if let Some(value) = option {
            return Ok(Some(Sourced { value: value.to_owned(), source: Source::Option }));
        }
        if let Some((name, value)) = self.environment.text(variable)? {
            return Ok(Some(Sourced { value, source: Source::Environment(name) }));
        }
        Ok(self.profile.text(key)?.map(|value| Sourced { value, source: Source::Profile }))
    }

    /// As [`Lookup::text`], for a path.
    pub(super) fn path(
        &self,
        option: Option<&Path>,
        variable: &str,
        key: &str,
    ) -> Result<Option<Sourced<PathBuf>>, Error> {
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

    /// Whether `url` and `server` are those of the profile. Its endpoints came with them, and go with them:
    /// a password for another server is not sent there.
    fn profile_means(&self, url: Option<&ServiceUrl>, server: Server) -> Result<bool, Error> {
        let same_url = match (url, self.profile.text("url")?) {
            (Some(url), Some(own)) => ServiceUrl::parse(&own, true).as_ref() == Ok(url),
            _ => true,
        };
        let own_kind = self.profile.text("server")?.unwrap_or_else(|| name_of(&Server::Space));
        Ok(same_url && own_kind == name_of(&server))
    }

    /// A profile whose client was public so far has a client with a secret once one is given.
    fn client_auth(
        &self,
        args: &CredentialArgs,
        secret: Option<&Sourced<SecretSource>>,
    ) -> Result<Sourced<ClientAuth>, Error> {
        let has_secret = secret.is_some_and(|secret| secret.source != Source::Profile);
        let default = Sourced { value: ClientAuth::Basic, source: Source::Default };
        Ok(match self.choice(args.client_auth, "CLIENT_AUTH", "client_auth")? {
            Some(Sourced { value: ClientAuth::None, source: Source::Profile }) if has_secret => default,
            auth => auth.unwrap_or(default),
        })
    }

    /// What it may hold depends on how the client authenticates.
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
    if id.chars().any(char::is_control) {
        return Err("it has control characters".to_owned());
    }
    Ok(())
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
}
