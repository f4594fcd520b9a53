//! Where a server has its endpoints: named by the user, by its kind, or by its own metadata (RFC 8414).

use super::Service;
use crate::error::{Error, Kind, clean};
use crate::oauth::identity::{self, UserinfoEndpoint};
use crate::oauth::metadata::Metadata;
use crate::oauth::revocation::{self, Revocation};
use crate::oauth::{Client, ClientAuthMethod, Request, Server, ServiceUrl, name_of};
use crate::settings::{Settings, Source, Sourced};
use crate::token::ObtainedFor;

/// Where a YouTrack has its Hub.
const HUB: &str = "/hub";

/// `settings` with the endpoints that the server itself tells, where nobody has named its token endpoint:
/// a YouTrack has its Hub under `/hub`, and a server of no known kind has metadata. Else it is the usual path.
///
/// # Errors
/// As [`Client::metadata`].
pub fn discovered(settings: Settings, client: &Client) -> Result<Settings, Error> {
    let Some(url) = settings.url.as_ref().filter(|_| settings.lacks_token_endpoint()) else { return Ok(settings) };
    let client = client.clone().with_one_deadline();
    let usual = settings.server.token_path().to_owned();
    let (value, source) = match settings.server {
        Server::Hub if has_hub_below(&client, &url.value) => (format!("{HUB}{usual}"), Source::Metadata),
        Server::Oauth2 => match client.metadata(&url.value)? {
            Some(found) => return Ok(with(settings, &found)),
            None => (usual, Source::Default),
        },
        _ => (usual, Source::Default),
    };
    log::debug!("token endpoint: {value} ({source})");
    Ok(Settings { token_endpoint: Some(Sourced { value, source }), ..settings })
}

/// Whether there is a Hub under the URL of what may be a YouTrack. Whoever asks without a token is told
/// that they are a guest.
fn has_hub_below(client: &Client, url: &ServiceUrl) -> bool {
    if url.to_string().ends_with(HUB) {
        return false;
    }
    let me = url.below(HUB).below("/api/rest/users/me").with_query("fields=id,guest");
    log::debug!("checking {me} for a Hub");
    client.send(&Request::get(&me)).is_ok_and(|answer| answer.is_object())
}

/// `settings` as the server's metadata complete them; what the user or the profile said stays.
fn with(settings: Settings, found: &Metadata) -> Settings {
    log::debug!("token endpoint: {} ({})", found.token_endpoint, Source::Metadata);
    if !found.allows(settings.grant) {
        // some servers name no more than the standard's default, and have the grant all the same
        let (grant, allowed) = (settings.grant.parameter(), found.grant_types.join(", "));
        log::warn!("the server's metadata doesn't list the grant {grant}, only {allowed}; trying anyway");
    }
    let sourced = |url: &ServiceUrl| Sourced { value: url.request_target().to_owned(), source: Source::Metadata };
    Settings {
        client_auth: client_auth(&settings, found),
        token_endpoint: Some(sourced(&found.token_endpoint)),
        revocation_endpoint: settings.revocation_endpoint.or(found.revocation_endpoint.as_ref().map(sourced)),
        userinfo_endpoint: settings.userinfo_endpoint.or(found.userinfo_endpoint.as_ref().map(sourced)),
        ..settings
    }
}

/// How the client authenticates: as somebody said, else as the metadata do.
fn client_auth(settings: &Settings, found: &Metadata) -> Sourced<ClientAuthMethod> {
    match found.client_auth() {
        Some(value) if settings.client_auth.source == Source::Default => {
            log::debug!("client authentication: {} ({})", name_of(&value), Source::Metadata);
            Sourced { value, source: Source::Metadata }
        }
        _ => settings.client_auth.clone(),
    }
}

impl Service<'_> {
    /// How a login for `target` is ended at its server.
    ///
    /// # Errors
    /// [`Kind::Unreachable`] if only the server could tell, [`Kind::Configuration`] for an endpoint that isn't valid.
    pub(super) fn revocation(&self, target: &ObtainedFor) -> Result<Revocation, Error> {
        let named = self.settings.revocation_endpoint.as_ref();
        let endpoint = self.named_or_found(target, named, |found| found.revocation_endpoint)?;
        Ok(revocation::method(self.settings.server, &self.api_url(target)?, target.username.is_none(), endpoint))
    }

    /// Where to ask whose a token for `target` is.
    ///
    /// # Errors
    /// As [`Service::revocation`].
    pub(super) fn userinfo_endpoint(&self, target: &ObtainedFor) -> Result<UserinfoEndpoint, Error> {
        let named = self.settings.userinfo_endpoint.as_ref();
        let endpoint = self.named_or_found(target, named, |found| found.userinfo_endpoint)?;
        Ok(identity::endpoint(self.settings.server, &self.api_url(target)?, target.username.is_none(), endpoint))
    }

    /// The URL of the server that gave the token, and of no other that the settings may name by now.
    fn parsed(&self, url: &str) -> Result<ServiceUrl, Error> {
        ServiceUrl::parse(url, self.settings.allow_http)
            .map_err(|why| Error::new(Kind::Configuration, format!("cannot use {}: {why}", clean(url))))
    }

    /// Where that server has its API. A Hub's is beside its token endpoint, which may be under a YouTrack's URL.
    fn api_url(&self, target: &ObtainedFor) -> Result<ServiceUrl, Error> {
        let hub = target.token_endpoint.strip_suffix(Server::Hub.token_path());
        self.parsed(hub.filter(|_| self.settings.server == Server::Hub).unwrap_or(&target.url))
    }

    /// An endpoint that was named for the server of `target`, else one from its metadata.
    fn named_or_found(
        &self,
        target: &ObtainedFor,
        named: Option<&Sourced<String>>,
        pick: fn(Metadata) -> Option<ServiceUrl>,
    ) -> Result<Option<ServiceUrl>, Error> {
        let settings = self.settings;
        let url = self.parsed(&target.url)?;
        let meant = settings.url.as_ref().is_none_or(|meant| meant.value == url);
        if let Some(named) = named.filter(|_| meant) {
            return url
                .endpoint(&named.value, settings.allow_http)
                .map(Some)
                .map_err(|why| Error::new(Kind::Configuration, format!("an endpoint of {url} is wrong: {why}")));
        }
        if settings.server != Server::Oauth2 {
            return Ok(None);
        }
        match self.client.metadata(&url) {
            Ok(found) => Ok(found.and_then(pick)),
            // whoever named the token endpoint has done without them so far
            Err(error) if error.kind() == Kind::Configuration => {
                log::debug!("{error}");
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}
