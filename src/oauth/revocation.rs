//! How a login is ended at the server: RFC 7009, or Space's own way.

use reqwest::Method;

use super::client::Response;
use super::echo::silence;
use super::identity::bearer;
use super::response::{self, NoAnswer};
use super::{Client, ClientAuthentication, Server, ServiceUrl, TokenRequest};
use crate::error::{Error, Kind, ServerSaid};
use crate::secret::Secret;

/// How a server revokes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Revocation {
    /// RFC 7009: the client names the token.
    Endpoint(ServiceUrl),
    /// Space: the access token names itself, and its refresh token goes.
    OwnRefreshToken(ServiceUrl),
    /// It does not, for this reason.
    Impossible(&'static str),
}

/// What a server did about a revocation.
#[derive(Debug, PartialEq, Eq)]
pub enum Revoked {
    /// The token is of no use any more.
    Done,
    /// The access token that was to prove who asks is of no use itself.
    NotHonoured,
}

/// How `server` at `url` revokes. `application`: the token is the client's own. `endpoint` is one that was
/// named or found.
///
/// # Errors
/// As [`ServiceUrl::endpoint`].
pub fn way(
    server: Server,
    url: &ServiceUrl,
    application: bool,
    endpoint: Option<ServiceUrl>,
) -> Result<Revocation, String> {
    Ok(match (endpoint, server) {
        (Some(endpoint), _) => Revocation::Endpoint(endpoint),
        (None, Server::Space) if application => Revocation::Impossible("Space does not revoke an application's token"),
        (None, Server::Space) => Revocation::OwnRefreshToken(
            url.endpoint("/api/http/team-directory/profiles/oauth-consents/me/refresh-tokens/self", true)?,
        ),
        (None, Server::Hub) => Revocation::Impossible("Hub has no known way to revoke a token"),
        (None, Server::Oauth2) => Revocation::Impossible("the server names no revocation endpoint"),
    })
}

impl Client {
    /// Has `token` revoked at an RFC 7009 `endpoint`. A token that the server does not know is as good as
    /// revoked, and it says so (§2.2).
    ///
    /// # Errors
    /// [`Kind::Refused`], [`Kind::Unreachable`].
    pub fn revoke(
        &self,
        endpoint: &ServiceUrl,
        client: &ClientAuthentication,
        token: &Secret,
        type_hint: &str,
    ) -> Result<(), Error> {
        let request = TokenRequest::revocation(client, token, type_hint);
        let response = self.send(Method::POST, endpoint, request.authorization.as_ref(), Some(&request.body))?;
        match response.status {
            200..=299 => Ok(()),
            _ => Err(not_done(endpoint, &response, &[Some(token), client.secret.as_ref()])),
        }
    }

    /// Has Space drop the refresh token that `access_token` came with.
    ///
    /// # Errors
    /// [`Kind::Refused`], [`Kind::Unreachable`].
    pub fn drop_refresh_token(&self, endpoint: &ServiceUrl, access_token: &Secret) -> Result<Revoked, Error> {
        let response = self.send(Method::DELETE, endpoint, Some(&bearer(access_token)), None)?;
        match response.status {
            200..=299 => Ok(Revoked::Done),
            401 => Ok(Revoked::NotHonoured),
            _ => Err(not_done(endpoint, &response, &[Some(access_token)])),
        }
    }
}

/// Why nothing was revoked, without the words that repeat one of the secrets `sent`.
fn not_done(endpoint: &ServiceUrl, response: &Response, sent: &[Option<&Secret>]) -> Error {
    let mut said = response::said(response.status, response.body.expose());
    silence(&mut said, &sent.iter().copied().flatten().collect::<Vec<_>>());
    refused(endpoint, said)
}

fn refused(endpoint: &ServiceUrl, said: ServerSaid) -> Error {
    let (kind, why) = match said.status {
        429 | 500.. => (Kind::Unreachable, NoAnswer::of_trouble(said.status, ServerSaid::default()).why),
        404 | 405 | 410 => (Kind::Unreachable, format!("there is no revocation (HTTP {})", said.status)),
        status => {
            let code = said.error.clone().unwrap_or_else(|| format!("HTTP {status}"));
            let words = said.description.as_ref().map(|words| format!(": {words}")).unwrap_or_default();
            (Kind::Refused, format!("it refused: {code}{words}"))
        }
    };
    Error::new(kind, format!("{endpoint}: {why}")).said(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_servers_own_way() {
        let url = ServiceUrl::parse("https://x.example/base", false).unwrap();
        let own = "https://x.example/base/api/http/team-directory/profiles/oauth-consents/me/refresh-tokens/self";
        let of = |server, application| way(server, &url, application, None).unwrap();
        assert_eq!(of(Server::Space, false), Revocation::OwnRefreshToken(ServiceUrl::parse(own, false).unwrap()));
        assert!(matches!(of(Server::Space, true), Revocation::Impossible(_)));
        assert!(matches!(of(Server::Hub, false), Revocation::Impossible(_)));
        assert!(matches!(of(Server::Oauth2, false), Revocation::Impossible(_)));
        assert_eq!(way(Server::Oauth2, &url, false, Some(url.clone())).unwrap(), Revocation::Endpoint(url));
    }

    #[test]
    fn refusal_trouble_and_absence_are_told_apart() {
        let url = ServiceUrl::parse("https://x.example/revoke", false).unwrap();
        let told = |status, body: &[u8]| {
            let error = refused(&url, response::said(status, body));
            (error.kind(), error.message().to_owned())
        };
        let at = "https://x.example/revoke";
        for (status, body, kind, message) in [
            (400, r#"{"error":"unsupported_token_type"}"#, Kind::Refused, "it refused: unsupported_token_type"),
            (
                401,
                r#"{"error":"invalid_client","error_description":"a\nb"}"#,
                Kind::Refused,
                "it refused: invalid_client: a b",
            ),
            (403, "<html>", Kind::Refused, "it refused: HTTP 403"),
            (404, "<html>", Kind::Unreachable, "there is no revocation (HTTP 404)"),
            (429, "", Kind::Unreachable, "it is asked too often (HTTP 429)"),
            (503, "", Kind::Unreachable, "it is in trouble (HTTP 503)"),
        ] {
            assert_eq!(told(status, body.as_bytes()), (kind, format!("{at}: {message}")));
        }
    }
}
