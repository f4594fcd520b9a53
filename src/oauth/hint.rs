//! What to do about a refusal: pure functions of what the server said and what was asked.

use super::response::{Code, Refusal};
use super::{ClientAuthentication, Grant, Server};

/// What to do about `refusal` of `grant`, on one line.
pub fn for_refusal(
    refusal: &Refusal,
    grant: &Grant,
    client: &ClientAuthentication,
    scope: &str,
    server: Server,
) -> String {
    match refusal.code {
        Code::InvalidClient if client.secret.is_none() => {
            "no client secret was sent, as for a public client; if this client has one, give it with SPACE_TOKEN_CLIENT_SECRET or --client-secret-file".to_owned()
        }
        Code::InvalidClient => format!("check client id and client secret: {}", where_secrets_come_from(server)),
        Code::UnauthorizedClient | Code::UnsupportedGrantType => match server {
            Server::Space => "register the client in Space as Service Account, or as Mobile or Desktop App; only these may use this grant".to_owned(),
            Server::Hub | Server::Oauth2 => "the server must allow this client this grant; --grant chooses another".to_owned(),
        },
        Code::InvalidScope if scope.is_empty() => "no scope was asked for; name one with --scope".to_owned(),
        Code::InvalidScope => format!(
            "asked for was '{}'; each right must be requested and authorized for the client{}",
            crate::error::clean(scope),
            if server == Server::Space { ", see 'space-token scopes check'" } else { "" }
        ),
        Code::InvalidGrant | Code::InvalidRequest | Code::Other => match grant {
            Grant::Password { .. } => about_the_password(server),
            Grant::ClientCredentials => format!("check client id and client secret: {}", where_secrets_come_from(server)),
            Grant::RefreshToken(_) => "log in again: space-token login".to_owned(),
        },
    }
}

fn where_secrets_come_from(server: Server) -> &'static str {
    match server {
        Server::Space => "an administrator finds them in Space under Administration → Applications",
        Server::Hub => "an administrator finds them in Hub under Services",
        Server::Oauth2 => "the server's administrator has them; some servers want --client-auth basic-encoded or post",
    }
}

fn about_the_password(server: Server) -> String {
    let passwords = "check user name and password; an account with two-factor authentication needs an application password, and one behind single sign-on has no password for this";
    match server {
        Server::Space | Server::Hub => passwords.to_owned(),
        Server::Oauth2 => format!("{passwords}; some servers want --client-auth basic-encoded or post"),
    }
}
