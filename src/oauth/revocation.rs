//! How a login is ended at the server: RFC 7009, or Space's and Hub's own ways.

use reqwest::Method;
use serde_json::Value;

use super::client::Response;
use super::identity::{Identity, TokenOwner};
use super::response::{UnexpectedResponse, is_page};
use super::{Client, Request, Server, ServiceUrl};
use crate::error::{Error, ErrorResponse, Kind};
use crate::secret::Secret;

/// How a server revokes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Revocation {
    /// RFC 7009: the client names the token.
    Endpoint(ServiceUrl),
    /// Space: the access token names itself, and its refresh token goes.
    OwnRefreshToken(ServiceUrl),
    /// Hub, which is here: the user's refresh tokens are listed, and one of them goes.
    ListedRefreshToken(ServiceUrl),
    /// It does not, for this reason.
    Impossible(&'static str),
}

/// How `server` at `url` revokes. `application`: the token is the client's own. `endpoint` is one that was
/// named or found.
pub fn method(server: Server, url: &ServiceUrl, application: bool, endpoint: Option<ServiceUrl>) -> Revocation {
    match (endpoint, server) {
        (Some(endpoint), _) => Revocation::Endpoint(endpoint),
        (None, Server::Space) if application => Revocation::Impossible("Space doesn't revoke an application's token"),
        (None, Server::Space) => Revocation::OwnRefreshToken(
            url.below("/api/http/team-directory/profiles/oauth-consents/me/refresh-tokens/self"),
        ),
        (None, Server::Hub) if application => Revocation::Impossible("Hub doesn't revoke a service's own token"),
        (None, Server::Hub) => Revocation::ListedRefreshToken(url.clone()),
        (None, Server::Oauth2) => Revocation::Impossible("the server names no revocation endpoint"),
    }
}

impl Client {
    /// Has a token revoked by the `request` of RFC 7009 §2.1. A token that the server does not know is as good as
    /// revoked, and it says so (§2.2).
    ///
    /// # Errors
    /// [`Kind::Refused`], [`Kind::Unreachable`].
    pub fn revoke(&self, request: &Request<'_>) -> Result<(), Error> {
        done(request.url, &self.send(request)?)
    }

    /// Has Space drop the refresh token that `access_token` came with, or Hub the one at `endpoint`. `false`: the
    /// access token, which was to prove who asks, is of no use itself.
    ///
    /// # Errors
    /// [`Kind::Refused`], [`Kind::Unreachable`].
    pub fn drop_refresh_token(&self, endpoint: &ServiceUrl, access_token: &Secret) -> Result<bool, Error> {
        let response = self.send(&Request::call(Method::DELETE, endpoint, access_token))?;
        match response.said.status {
            401 => Ok(false),
            _ => done(endpoint, &response).map(|()| true),
        }
    }

    /// Has the Hub at `hub` drop the refresh token that its user has with the client `client_id`. Where
    /// there are several, nothing says which of them is this login's, and all are left alone. `false` as with
    /// [`Client::drop_refresh_token`].
    ///
    /// # Errors
    /// [`Kind::Refused`], [`Kind::Unreachable`].
    pub fn drop_listed_refresh_token(
        &self,
        hub: &ServiceUrl,
        client_id: &str,
        access_token: &Secret,
    ) -> Result<bool, Error> {
        let me = hub.below("/api/rest/users/me");
        let user = match self.token_owner(&me.clone().with_query("fields=id,guest"), access_token)? {
            TokenOwner::Known(Identity { id: Some(id), .. }) if is_id(&id) => id,
            TokenOwner::Known(_) => {
                return Err(Error::new(Kind::Refused, format!("{me}: it doesn't give the user's ID")));
            }
            TokenOwner::NotHonoured(_) => return Ok(false),
            TokenOwner::Undisclosed(said) => return Err(refused(&me, said)),
        };
        let list = hub.below(&format!("/api/rest/users/{user}/refreshtokens"));
        let ours = self.listed_tokens(&list, client_id, access_token)?;
        let [id] = ours.as_slice() else {
            let why = format!("it lists {} logins with this client where one was expected", ours.len());
            return Err(Error::new(Kind::Refused, format!("{list}: {why}")));
        };
        self.drop_refresh_token(&list.below(&format!("/{id}")), access_token)
    }

    /// The ids of the refresh tokens in `list` that are of the client `client_id`.
    fn listed_tokens(&self, list: &ServiceUrl, client_id: &str, access_token: &Secret) -> Result<Vec<String>, Error> {
        let query = list.clone().with_query("fields=id,client(id)&$top=1000");
        let response = self.send(&Request::call(Method::GET, &query, access_token))?;
        done(list, &response)?;
        let page = serde_json::from_slice::<Value>(response.body.expose()).unwrap_or_default();
        let tokens = ["refreshtokens", "refreshTokens"].iter().filter_map(|key| page.get(key)?.as_array()).flatten();
        let text = |token: &Value, at: &str| token.pointer(at).and_then(Value::as_str).map(str::to_owned);
        let ours = tokens.filter(|token| text(token, "/client/id").as_deref() == Some(client_id));
        Ok(ours.filter_map(|token| text(token, "/id")).filter(|id| is_id(id)).collect())
    }
}

/// Whether `text` may be a part of a path.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Whether the server did what was asked; a web page proves nothing, and an error the contrary.
fn done(endpoint: &ServiceUrl, response: &Response) -> Result<(), Error> {
    let said = response.said.clone();
    match said.status {
        200..=299 if is_page(response.body.expose()) => {
            Err(Error::new(Kind::Unreachable, format!("{endpoint}: it answers with a web page ({said})"))
                .with_response(said))
        }
        200..=299 if said.error.is_none() => Ok(()),
        _ => Err(refused(endpoint, said)),
    }
}

fn refused(endpoint: &ServiceUrl, said: ErrorResponse) -> Error {
    let is_refusal = matches!(said.status, 400 | 401 | 403) || said.status == 429 && said.code().is_some();
    let (kind, why) = match said.status {
        _ if is_refusal => (Kind::Refused, format!("it refused ({said})")),
        429 | 500.. => (Kind::Unreachable, UnexpectedResponse::of_trouble(said.clone()).to_string()),
        404 | 405 => (Kind::Unreachable, format!("it has no revocation endpoint ({said})")),
        _ => (Kind::Unreachable, format!("it didn't confirm that ({said})")),
    };
    Error::new(kind, format!("{endpoint}: {why}")).with_response(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oauth::response;

    #[test]
    fn each_servers_own_way() {
        let url = ServiceUrl::parse("https://x.example/base", false).unwrap();
        let own = "https://x.example/base/api/http/team-directory/profiles/oauth-consents/me/refresh-tokens/self";
        let of = |server, application| method(server, &url, application, None);
        assert_eq!(of(Server::Space, false), Revocation::OwnRefreshToken(ServiceUrl::parse(own, false).unwrap()));
        assert!(matches!(of(Server::Space, true), Revocation::Impossible(_)));
        assert_eq!(of(Server::Hub, false), Revocation::ListedRefreshToken(url.clone()));
        assert!(matches!(of(Server::Hub, true), Revocation::Impossible(_)));
        assert!(matches!(of(Server::Oauth2, false), Revocation::Impossible(_)));
        assert_eq!(method(Server::Oauth2, &url, false, Some(url.clone())), Revocation::Endpoint(url));
    }

    #[test]
    fn refusal_trouble_and_absence_are_told_apart() {
        let url = ServiceUrl::parse("https://x.example/revoke", false).unwrap();
        let told = |status, body: &[u8]| {
            let error = refused(&url, response::error_response(status, body));
            (error.kind(), error.message().to_owned())
        };
        let at = "https://x.example/revoke";
        for (status, body, kind, message) in [
            (
                400,
                r#"{"error":"unsupported_token_type"}"#,
                Kind::Refused,
                "it refused (HTTP 400: unsupported_token_type)",
            ),
            (
                401,
                r#"{"error":"invalid_client","error_description":"a\nb"}"#,
                Kind::Refused,
                "it refused (HTTP 401: invalid_client: a b)",
            ),
            (403, "<html>", Kind::Refused, "it refused (HTTP 403)"),
            (404, "<html>", Kind::Unreachable, "it has no revocation endpoint (HTTP 404)"),
            (405, r#"{"error":"no"}"#, Kind::Unreachable, "it has no revocation endpoint (HTTP 405: no)"),
            (200, r#"{"error":"no"}"#, Kind::Unreachable, "it didn't confirm that (HTTP 200: no)"),
            (429, "", Kind::Unreachable, "too many requests (HTTP 429)"),
            (503, "", Kind::Unreachable, "the server is unavailable for now (HTTP 503)"),
        ] {
            assert_eq!(told(status, body.as_bytes()), (kind, format!("{at}: {message}")));
        }
    }
}
