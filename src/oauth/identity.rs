//! Who a token belongs to, as the server says.

use reqwest::Method;
use serde::Serialize;
use serde_json::{Map, Value};

use super::hints::WRONG_USERINFO_ENDPOINT;
use super::redact::hide;
use super::response::UnexpectedResponse;
use super::{Client, Request, Server, ServiceUrl};
use crate::error::{Error, ErrorResponse, clean};
use crate::secret::Secret;

/// Whom a token speaks for, as the server has it, cleaned for display.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// `id`, or `sub` (OpenID Connect Core §5.1).
    pub id: Option<String>,
    /// The login.
    pub username: Option<String>,
    /// The name that people use.
    pub name: Option<String>,
    /// Whether the server has banned it, if the server says (Hub does).
    pub banned: Option<bool>,
}

/// What a server says when it is asked whose a token is.
#[derive(Debug, PartialEq, Eq)]
pub enum TokenOwner {
    /// This one's.
    Known(Identity),
    /// The token's rights do not reach that far, which proves nothing against it.
    Undisclosed(ErrorResponse),
    /// The server doesn't accept the token.
    NotHonoured(ErrorResponse),
}

/// Where a server tells whose a token is, or why it does not.
pub type UserinfoEndpoint = Result<ServiceUrl, &'static str>;

/// Where `server` at `url` tells whose a token is. `application`: the token is the client's own.
/// `userinfo` is an endpoint that was named or found.
///
/// # Errors
/// Why there is nobody to ask.
pub fn endpoint(server: Server, url: &ServiceUrl, application: bool, userinfo: Option<ServiceUrl>) -> UserinfoEndpoint {
    match (userinfo, server) {
        (Some(endpoint), _) => Ok(endpoint),
        (None, Server::Space) if application => Ok(url.below("/api/http/applications/me")),
        (None, Server::Space) => {
            let me = url.below("/api/http/team-directory/profiles/me");
            Ok(me.with_query("$fields=id,username,name(firstName,lastName)"))
        }
        (None, Server::Hub) if application => Err("Hub only says whose token it is for users, not for services"),
        (None, Server::Hub) => Ok(url.below("/api/rest/users/me").with_query("fields=id,login,name,guest,banned")),
        (None, Server::Oauth2) => Err("the server names no userinfo endpoint"),
    }
}

impl Client {
    /// Asks `endpoint` whose `token` is.
    ///
    /// # Errors
    /// As [`Client::send`], and [`crate::error::Kind::Unreachable`] if the answer tells nothing.
    pub fn token_owner(&self, endpoint: &ServiceUrl, token: &Secret) -> Result<TokenOwner, Error> {
        let response = self.send(&Request::call(Method::GET, endpoint, token))?;
        let mut owner = read(response.said, response.body.expose())
            .map_err(|nothing| nothing.error(&format!("cannot find out at {endpoint} whose token it is")))?;
        if let TokenOwner::Known(Identity { id, username, name, .. }) = &mut owner {
            [id, username, name].into_iter().flatten().for_each(|words| hide(words, token));
        }
        Ok(owner)
    }
}

/// Reads an answer. Servers differ in the names of the fields alone, so one reader serves them all.
fn read(said: ErrorResponse, body: &[u8]) -> Result<TokenOwner, UnexpectedResponse> {
    match said.status {
        200 => {
            let whose = serde_json::from_slice(body).ok().and_then(|fields| described(&fields));
            whose.ok_or_else(|| UnexpectedResponse::new("its answer names no user", said, WRONG_USERINFO_ENDPOINT))
        }
        401 => Ok(TokenOwner::NotHonoured(said)),
        403 => Ok(TokenOwner::Undisclosed(said)),
        429 | 500.. => Err(UnexpectedResponse::of_trouble(said)),
        _ => Err(UnexpectedResponse::new("there's no endpoint to ask", said, WRONG_USERINFO_ENDPOINT)),
    }
}

fn described(fields: &Map<String, Value>) -> Option<TokenOwner> {
    // Hub's word for whoever has no good token
    if fields.get("guest") == Some(&Value::Bool(true)) {
        let description = Some("it treats the caller as a guest".to_owned());
        return Some(TokenOwner::NotHonoured(ErrorResponse { status: 200, description, ..ErrorResponse::default() }));
    }
    let first = |keys: &[&str]| keys.iter().find_map(|key| fields.get(*key).and_then(text));
    let identity = Identity {
        id: first(&["id", "sub"]),
        username: first(&["username", "login", "preferred_username", "email"]),
        name: first(&["name"]),
        banned: fields.get("banned").and_then(Value::as_bool),
    };
    let is_somebody = [&identity.id, &identity.username, &identity.name].into_iter().any(Option::is_some);
    is_somebody.then_some(TokenOwner::Known(identity))
}

/// A text, a number, or Space's `{"firstName", "lastName"}`.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => clean(text),
        Value::Number(number) => number.to_string(),
        Value::Object(name) => {
            let half = |key| name.get(key).and_then(Value::as_str).unwrap_or_default();
            clean(&format!("{} {}", half("firstName"), half("lastName")))
        }
        _ => String::new(),
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oauth::response;

    fn token_owner(status: u16, body: &[u8]) -> Result<TokenOwner, UnexpectedResponse> {
        read(response::error_response(status, body), body)
    }

    fn known(body: &str) -> (String, String, String) {
        match token_owner(200, body.as_bytes()) {
            Ok(TokenOwner::Known(Identity { id, username, name, .. })) => {
                (id.unwrap_or_default(), username.unwrap_or_default(), name.unwrap_or_default())
            }
            other => panic!("{other:?} for {body}"),
        }
    }

    #[test]
    fn each_servers_own_words() {
        for (body, expected) in [
            (r#"{"id":"1","username":"bob","name":{"firstName":"Bob","lastName":"B"}}"#, ("1", "bob", "Bob B")),
            (r#"{"id":"1","clientId":"c","name":"My Service"}"#, ("1", "", "My Service")),
            (r#"{"id":"1","login":"bob","name":"Bob B","guest":false,"banned":false}"#, ("1", "bob", "Bob B")),
            (r#"{"sub":"1","preferred_username":"bob","name":"Bob B"}"#, ("1", "bob", "Bob B")),
            (r#"{"sub":7,"email":"bob@x"}"#, ("7", "bob@x", "")),
            ("{\"id\":\"a\\u001b[31mb\\nc\"}", ("a [31mb c", "", "")),
        ] {
            let (id, username, name) = known(body);
            assert_eq!((id.as_str(), username.as_str(), name.as_str()), expected, "{body}");
        }
    }

    #[test]
    fn a_guest_and_a_401_are_not_honoured_and_a_403_proves_nothing() {
        let guest = r#"{"id":"0-0","login":"guest","name":"guest","guest":true}"#;
        assert!(matches!(token_owner(200, guest.as_bytes()), Ok(TokenOwner::NotHonoured(_))));
        let refused = br#"{"error":"authentication-required","error_description":"expired"}"#;
        let said = ErrorResponse {
            status: 401,
            error: Some("authentication-required".into()),
            description: Some("expired".into()),
            retry_after: None,
        };
        assert_eq!(token_owner(401, refused), Ok(TokenOwner::NotHonoured(said)));
        assert!(matches!(token_owner(401, b""), Ok(TokenOwner::NotHonoured(_))));
        for body in [&b""[..], b"<html>", br#"{"error":"permission-denied"}"#] {
            assert!(matches!(token_owner(403, body), Ok(TokenOwner::Undisclosed(_))));
        }
    }

    #[test]
    fn all_else_tells_nothing() {
        for (status, body, wrong_place) in [
            (200, "", true),
            (200, "<html>", true),
            (200, "[]", true),
            (200, "{}", true),
            (200, r#"{"id":null,"name":{}}"#, true),
            (302, "", true),
            (404, "<html>", true),
            (429, "", false),
            (503, "", false),
        ] {
            match token_owner(status, body.as_bytes()) {
                Err(nothing) => {
                    assert_eq!(nothing.cure == WRONG_USERINFO_ENDPOINT, wrong_place, "{status} {body}")
                }
                other => panic!("{other:?} for {status} {body}"),
            }
        }
    }

    #[test]
    fn where_each_server_is_asked() {
        let url = ServiceUrl::parse("https://x.example/base", false).unwrap();
        let asked = |server, application| match endpoint(server, &url, application, None) {
            Ok(place) => place.request_target().to_owned(),
            Err(why) => why.to_owned(),
        };
        for (server, application, expected) in [
            (
                Server::Space,
                false,
                "https://x.example/base/api/http/team-directory/profiles/me?$fields=id,username,name(firstName,lastName)",
            ),
            (Server::Space, true, "https://x.example/base/api/http/applications/me"),
            (Server::Hub, false, "https://x.example/base/api/rest/users/me?fields=id,login,name,guest,banned"),
            (Server::Hub, true, "Hub only says whose token it is for users, not for services"),
            (Server::Oauth2, false, "the server names no userinfo endpoint"),
        ] {
            assert_eq!(asked(server, application), expected);
        }
        assert_eq!(endpoint(Server::Oauth2, &url, false, Some(url.clone())), Ok(url));
    }
}
