//! What to do about a failure: pure functions of what the server said and what was asked, or of what happened on the way.

use super::{ClientAuthMethod, ClientCredentials, Grant, Server};
use crate::error::{ErrorCode, ErrorResponse};

/// What to do where the server `said` no to `grant`, on one line.
pub fn for_refusal(
    said: &ErrorResponse,
    grant: &Grant,
    client: &ClientCredentials,
    scope: &str,
    server: Server,
) -> String {
    let code = said.code();
    let cure = match code {
        Some(ErrorCode::InvalidClient) if client.secret.is_some() && client.auth == ClientAuthMethod::None => {
            "the client secret wasn't sent, since --client-auth, or the server's metadata, says none; try --client-auth basic or post".to_owned()
        }
        Some(ErrorCode::InvalidClient) if client.secret.is_none() => {
            "no client secret was sent, as for a public client; if this client has one, give it with SPACE_TOKEN_CLIENT_SECRET or --client-secret-file".to_owned()
        }
        Some(ErrorCode::InvalidClient) => about_the_client(server),
        Some(ErrorCode::InvalidRequest) if names_the_client(said) => about_the_client(server),
        Some(ErrorCode::UnauthorizedClient | ErrorCode::UnsupportedGrantType) if matches!(grant, Grant::RefreshToken(_)) => {
            "the server doesn't let this client refresh; log in with --access-type online, and again when the token expires".to_owned()
        }
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
fn names_the_client(said: &ErrorResponse) -> bool {
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

const OTHER_WAYS: &str = "some servers want another --client-auth: basic, basic-encoded or post";

fn about_the_password(code: Option<ErrorCode>, server: Server) -> String {
    let passwords = "check user name and password; an account with two-factor authentication needs an application password, and one behind single sign-on has no password for this";
    match server {
        // with an invalid_grant the client has passed
        Server::Oauth2 if code != Some(ErrorCode::InvalidGrant) => format!("{passwords}; {OTHER_WAYS}"),
        _ => passwords.to_owned(),
    }
}

/// Something answers, but not what was asked for.
pub(super) const WRONG_PLACE: &str = "check the URL: it's the one you open in a browser, with https://, its port and its path; --server hub is for Hub and YouTrack, --server oauth2 for any other server, and --token-endpoint names the endpoint itself";

/// Something answers, but does not tell whose a token is.
pub(super) const WRONG_USERINFO_ENDPOINT: &str =
    "check --server and the URL; --userinfo-endpoint names another place to ask";

/// Something that may be a token endpoint answers, and not as RFC 6749 has it.
pub(super) const UNEXPECTED: &str =
    "check the URL and --server; if both are right, ask the server's administrator what it wants";

/// A 401 or 403 that says no more.
pub(super) const FORBIDDEN: &str = "some servers say only this about a wrong user name, password, client or scope: check these first, then the URL and any firewall in front of the server";

/// The server has answered, and can't do it now.
pub(super) const TRY_LATER: &str = "try again later; nothing that is stored has changed";

/// TLS without any authority to trust.
pub(super) const NO_AUTHORITIES: &str = "install your system's CA certificates (Debian: apt install ca-certificates), or name a file of them with --ca-cert";

/// A certificate that nobody trusts.
const UNTRUSTED: &str = "the system doesn't trust the certificate; name the server's certificate, or the authority that signed it, with --ca-cert";

/// The same with a `--ca-cert` of the user's own.
const UNTRUSTED_BY_FILE: &str = "the certificate is neither in the --ca-cert file nor signed by an authority there; ask the server's administrator for the right file";

/// The server asks who the client is, by TLS.
pub(super) const CLIENT_CERTIFICATE: &str =
    "the server wants a client certificate that it knows: name yours with --client-cert and --client-key";

/// Plain http sent to a port with TLS.
pub(super) const WANTS_HTTPS: &str = "the server may want https:// on that port; check the URL";

/// TLS sent to a port without.
const WANTS_HTTP: &str = "the server doesn't speak TLS on that port; an on-premises server may want http:// (with --allow-http), or another port";

/// A server of HTTP/2 alone.
const HTTP_2_ONLY: &str =
    "the server speaks only HTTP/2, and this program HTTP/1.1: ask its administrator to allow HTTP/1.1";

/// A server whose TLS is outdated.
const OLD_TLS: &str = "the server speaks only versions of TLS before 1.2, which are insecure: ask its administrator to allow TLS 1.2 or 1.3";

/// A handshake that the server ends without saying more.
const NO_COMMON_TLS: &str = "the server shares no TLS version or cipher with this program (TLS 1.2 and 1.3), or wants a client certificate (--client-cert)";

/// The proxy asks who the user is.
pub(super) const PROXY_PASSWORD: &str =
    "put user name and password into the proxy's variable, as in HTTPS_PROXY=http://USER:PASSWORD@PROXY:PORT";

/// The proxy does not connect.
const PROXY_REFUSES: &str = "the proxy (from HTTPS_PROXY, HTTP_PROXY, ALL_PROXY or the system's settings) doesn't let this through; check it, or exclude this host with NO_PROXY";

/// Words of a cause, and the cure; the first that fits counts.
const CURES: [(&[&str], &str); 14] = [
    (&["alert: CertificateExpired", "alert: CertificateRevoked"], CLIENT_CERTIFICATE),
    (
        &["Expired", "expired"],
        "the server's certificate has expired, or this computer's clock is wrong; tell the server's administrator",
    ),
    (&["NotValidYet", "not valid yet"], "the certificate is not valid yet, or this computer's clock is wrong"),
    (&["NotValidForName", "not valid for name"], "the certificate is another host's; check the host name in the URL"),
    (
        &["xtended key usage", "InvalidPurpose"],
        "the certificate isn't one for servers; ask the server's administrator for another",
    ),
    (&["No CA certificates"], NO_AUTHORITIES),
    (
        &[
            "CertificateRequired",
            "alert: BadCertificate",
            "alert: UnknownCA",
            "alert: CertificateUnknown",
            "alert: DecryptError",
            "alert: AccessDenied",
        ],
        CLIENT_CERTIFICATE,
    ),
    (&["alert: ProtocolVersion", "ServerDoesNotSupportTls12Or13", "ServerTlsVersionIsDisabled"], OLD_TLS),
    (&["alert: HandshakeFailure", "peer is incompatible"], NO_COMMON_TLS),
    (&["NoApplicationProtocol", "HTTP/2"], HTTP_2_ONLY),
    (&["InvalidContentType", "corrupt message"], WANTS_HTTP),
    (&["invalid HTTP version"], WANTS_HTTPS),
    (&["lookup address", "dns"], "check the host name in the URL, and the network"),
    (&["refused"], "nothing listens there; check host and port, and whether the server is running"),
];

/// What to do about a failure on the way, told from the words of the cause: the libraries below keep
/// their types to themselves.
pub(super) fn for_failure(why: &str, through_proxy: bool, own_authorities: bool) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|word| why.contains(word));
    if has(&["UnknownIssuer", "BadSignature", "CaUsedAsEndEntity", "self-signed", "self signed"]) {
        return if own_authorities { UNTRUSTED_BY_FILE } else { UNTRUSTED };
    }
    if has(&["proxy authorization required"]) {
        return PROXY_PASSWORD;
    }
    if has(&["tunnel", "SOCKS"]) || through_proxy && has(&["refused", "lookup address", "dns", "unreachable"]) {
        return PROXY_REFUSES;
    }
    let known = CURES.iter().find(|(words, _)| has(words));
    known.map_or("check the network, then try again; nothing that is stored has changed", |(_, cure)| cure)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::oauth::AccessType;
    use crate::secret::Secret;

    fn hint(code: &str, words: &str, auth: ClientAuthMethod) -> String {
        let (error, description) = (Some(code.into()), Some(words.into()));
        let said = ErrorResponse { status: 400, error, description, retry_after: None };
        let grant = Grant::Password {
            username: "bob".into(),
            password: Secret::new("p".into()),
            access_type: AccessType::Offline,
            otp: None,
        };
        let client =
            ClientCredentials { id: "c".into(), secret: Some(Secret::new("s".into())), auth, parameters: Vec::new() };
        for_refusal(&said, &grant, &client, "", Server::Oauth2)
    }

    #[test]
    fn what_is_in_question_is_what_is_hinted_at() {
        for (code, words, auth, expected, unexpected) in [
            ("invalid_client", "", ClientAuthMethod::Basic, "check client ID and client secret", "password"),
            ("invalid_client", "", ClientAuthMethod::None, "the client secret wasn't sent", "administrator"),
            (
                "invalid_request",
                "Invalid parameter: `client_secret`",
                ClientAuthMethod::Basic,
                "client secret",
                "password",
            ),
            (
                "invalid_request",
                "Invalid 'resource'",
                ClientAuthMethod::Basic,
                "check --grant, --scope, --token-parameter",
                "secret",
            ),
            ("invalid_grant", "", ClientAuthMethod::Basic, "check user name and password", "--client-auth"),
        ] {
            let hint = hint(code, words, auth);
            assert!(hint.contains(expected) && !hint.contains(unexpected), "{hint}");
        }
    }

    #[test]
    fn how_long_to_wait_comes_first() {
        let (error, retry_after) = (Some("invalid_grant".into()), Some(Duration::from_secs(90)));
        let said = ErrorResponse { status: 429, error, description: None, retry_after };
        let client =
            ClientCredentials { id: "c".into(), secret: None, auth: ClientAuthMethod::None, parameters: Vec::new() };
        let hint = for_refusal(&said, &Grant::RefreshToken(Secret::new("r".into())), &client, "", Server::Space);
        assert_eq!(hint, "wait 90 s, as the server asks; then log in again: space-token login");
    }
}
