//! Where a server has its endpoints: named by the user, by its kind, or by its own metadata (RFC 8414).

use super::Context;
use crate::error::{Error, Kind};
use crate::oauth::identity::{self, Question};
use crate::oauth::metadata::Metadata;
use crate::oauth::revocation::{self, Revocation};
use crate::oauth::{Client, Server, ServiceUrl};
use crate::settings::{Settings, Source, Sourced};
use crate::token::ObtainedFor;

/// `settings` with the endpoints that the server's metadata name, where the server is of no known kind and
/// nobody has named its token endpoint. Without metadata that is the usual path.
///
/// # Errors
/// As [`Client::metadata`].
pub(super) fn discovered(context: Context<'_>, settings: Settings) -> Result<Settings, Error> {
    let Some(url) = settings.url.as_ref().filter(|_| lacks_token_endpoint(&settings)) else { return Ok(settings) };
    let found = Client::new(settings.http.clone(), context.now).metadata(&url.value)?;
    Ok(match found {
        Some(found) => with(settings, &found),
        None => {
            let usual = settings.server.token_path().to_owned();
            log::debug!("{} publishes no metadata; its token endpoint is taken to be {usual}", url.value);
            Settings { token_endpoint: Some(Sourced { value: usual, source: Source::Default }), ..settings }
        }
    })
}

/// Whether only the server itself can tell where it gives tokens.
pub(super) fn lacks_token_endpoint(settings: &Settings) -> bool {
    settings.server == Server::Oauth2 && settings.token_endpoint.is_none()
}

fn with(settings: Settings, found: &Metadata) -> Settings {
    log::debug!("token endpoint: {} ({})", found.token_endpoint, Source::Metadata);
    let sourced = |endpoint: &ServiceUrl| Sourced { value: endpoint.to_string(), source: Source::Metadata };
    Settings {
        token_endpoint: Some(sourced(&found.token_endpoint)),
        revocation_endpoint: settings.revocation_endpoint.or(found.revocation_endpoint.as_ref().map(sourced)),
        userinfo_endpoint: settings.userinfo_endpoint.or(found.userinfo_endpoint.as_ref().map(sourced)),
        ..settings
    }
}

/// How a login for `target` is ended at its server.
///
/// # Errors
/// [`Kind::Unreachable`] if only the server could tell, [`Kind::Configuration`] for an endpoint that is none.
pub(super) fn revocation(settings: &Settings, client: &Client, target: &ObtainedFor) -> Result<Revocation, Error> {
    let url = service_url(settings, target)?;
    let endpoint = named_or_found(settings, client, &url, settings.revocation_endpoint.as_ref(), |found| {
        found.revocation_endpoint
    })?;
    revocation::way(settings.server, &url, target.username.is_none(), endpoint).map_err(|why| wrong(&url, &why))
}

/// Where to ask whose a token for `target` is.
///
/// # Errors
/// As [`revocation()`].
pub(super) fn question(settings: &Settings, client: &Client, target: &ObtainedFor) -> Result<Question, Error> {
    let url = service_url(settings, target)?;
    let endpoint =
        named_or_found(settings, client, &url, settings.userinfo_endpoint.as_ref(), |found| found.userinfo_endpoint)?;
    identity::question(settings.server, &url, target.username.is_none(), endpoint).map_err(|why| wrong(&url, &why))
}

/// The server that gave the token, and no other that the settings may name by now.
fn service_url(settings: &Settings, target: &ObtainedFor) -> Result<ServiceUrl, Error> {
    ServiceUrl::parse(&target.url, settings.allow_http)
        .map_err(|why| Error::new(Kind::Configuration, format!("cannot use {}: {why}", target.url)))
}

/// An endpoint that was named for the server at `url`, else one from its metadata.
fn named_or_found(
    settings: &Settings,
    client: &Client,
    url: &ServiceUrl,
    named: Option<&Sourced<String>>,
    pick: fn(Metadata) -> Option<ServiceUrl>,
) -> Result<Option<ServiceUrl>, Error> {
    let meant = settings.url.as_ref().is_none_or(|meant| meant.value == *url);
    if let Some(named) = named.filter(|_| meant) {
        return url.endpoint(&named.value, settings.allow_http).map(Some).map_err(|why| wrong(url, &why));
    }
    if settings.server != Server::Oauth2 {
        return Ok(None);
    }
    match client.metadata(url) {
        Ok(found) => Ok(found.and_then(pick)),
        // whoever named the token endpoint has done without them so far
        Err(error) if error.kind() == Kind::Configuration => {
            log::debug!("{error}");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn wrong(url: &ServiceUrl, why: &str) -> Error {
    Error::new(Kind::Configuration, format!("an endpoint of {url} is wrong: {why}"))
}
