//! What to do about a refusal: pure functions of what the server said and what was asked.

use super::{ClientAuth, ClientAuthentication, Grant, Server};
use crate::error::{ErrorCode, ServerSaid};

/// What to do where the server `said` no to `grant`, on one line.
pub fn for_refusal(
    said: &ServerSaid,
    grant: &Grant,
    client: &ClientAuthentication,
    scope: &str,
    server: Server,
) -> String {
    let code = said.code();
    let cure = match code {
        Some(ErrorCode::InvalidClient) if client.secret.is_none() || client.auth == ClientAuth::None => {
            "no client secret was sent, as for a public client; if this client has one, give it with SPACE_TOKEN_CLIENT_SECRET or --client-secret-file".to_owned()
        }
        Some(ErrorCode::InvalidClient) => about_the_client(server),
        Some(ErrorCode::InvalidRequest) if names_the_client(said) => about_the_client(server),
        Some(ErrorCode::UnauthorizedClient | ErrorCode::UnsupportedGrantType) => match server {
            Server::Space => "register the client in Space as Service Account, or as Mobile or Desktop App; only these may use this grant".to_owned(),
            Server::Hub | Server::Oauth2 => "the server must allow this grant for this client; --grant chooses another".to_owned(),
        },
        Some(ErrorCode::InvalidScope) if scope.is_empty() => "no scope was asked for; name one with --scope".to_owned(),
        Some(ErrorCode::InvalidScope) => format!(
            "you asked for '{}'; each right must be requested and authorized for the client{}",
            crate::error::clean(scope),
            if server == Server::Space { ", see 'space-token scopes check'" } else { "" }
        ),
        Some(ErrorCode::InvalidGrant | ErrorCode::InvalidRequest) | None => match grant {
            Grant::RefreshToken(_) => "log in again: space-token login".to_owned(),
            _ if code == Some(ErrorCode::InvalidRequest) => ABOUT_THE_REQUEST.to_owned(),
            Grant::Password { .. } => about_the_password(code, server),
            Grant::ClientCredentials => about_the_client(server),
        },
    };
    match said.retry_after {
        Some(wait) => format!("wait {} s, as the server asks; then {cure}", wait.as_secs()),
        None => cure,
    }
}

/// RFC 6749 §5.2: a parameter is missing, unknown or repeated. Some servers say so of a wrong password.
const ABOUT_THE_REQUEST: &str = "the server rejects the request itself: check --grant, --scope, --token-parameter and --client-auth; some servers also send this for wrong credentials";

/// Some servers call a client secret with unusual characters an invalid request.
fn names_the_client(said: &ServerSaid) -> bool {
    let words = said.description.as_deref().unwrap_or_default();
    words.contains("client_id") || words.contains("client_secret")
}

fn about_the_client(server: Server) -> String {
    match server {
        Server::Space => "check client ID and client secret: an administrator finds them in Space under Administration → Applications".to_owned(),
        Server::Hub => "check client ID and client secret: an administrator finds them in Hub under Services".to_owned(),
        Server::Oauth2 => format!("check client ID and client secret with the server's administrator; {OTHER_WAYS}"),
    }
}

const OTHER_WAYS: &str = "some servers want --client-auth basic-encoded or post";

fn about_the_password(code: Option<ErrorCode>, server: Server) -> String {
    let passwords = "check user name and password; an account with two-factor authentication needs an application password, and one behind single sign-on has no password for this";
    match server {
        // with an invalid_grant the client has passed
        Server::Oauth2 if code != Some(ErrorCode::InvalidGrant) => format!("{passwords}; {OTHER_WAYS}"),
        _ => passwords.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::oauth::AccessType;
    use crate::secret::Secret;

    fn hint(code: &str, words: &str, auth: ClientAuth) -> String {
        let (error, description) = (Some(code.into()), Some(words.into()));
        let said = ServerSaid { status: 400, error, description, retry_after: None };
        let grant = Grant::Password {
            username: "bob".into(),
            password: Secret::new("p".into()),
            access_type: AccessType::Offline,
            otp: None,
        };
        let client = ClientAuthentication {
            id: "c".into(),
            secret: Some(Secret::new("s".into())),
            auth,
            parameters: Vec::new(),
        };
        for_refusal(&said, &grant, &client, "", Server::Oauth2)
    }

    #[test]
    fn what_is_in_question_is_what_is_hinted_at() {
        for (code, words, auth, expected, unexpected) in [
            ("invalid_client", "", ClientAuth::Basic, "check client ID and client secret", "password"),
            ("invalid_client", "", ClientAuth::None, "no client secret was sent", "administrator"),
            ("invalid_request", "Invalid parameter: `client_secret`", ClientAuth::Basic, "client secret", "password"),
            (
                "invalid_request",
                "Invalid 'resource'",
                ClientAuth::Basic,
                "check --grant, --scope, --token-parameter",
                "secret",
            ),
            ("invalid_grant", "", ClientAuth::Basic, "check user name and password", "--client-auth"),
        ] {
            let hint = hint(code, words, auth);
            assert!(hint.contains(expected) && !hint.contains(unexpected), "{hint}");
        }
    }

    #[test]
    fn how_long_to_wait_comes_first() {
        let (error, retry_after) = (Some("invalid_grant".into()), Some(Duration::from_secs(90)));
        let said = ServerSaid { status: 429, error, description: None, retry_after };
        let client =
            ClientAuthentication { id: "c".into(), secret: None, auth: ClientAuth::None, parameters: Vec::new() };
        let hint = for_refusal(&said, &Grant::RefreshToken(Secret::new("r".into())), &client, "", Server::Space);
        assert_eq!(hint, "wait 90 s, as the server asks; then log in again: space-token login");
    }
}
