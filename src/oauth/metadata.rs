//! What an authorization server says of itself: RFC 8414, and OpenID Connect Discovery.

use serde_json::Value;

use super::client::Response;
use super::response::UnexpectedResponse;
use super::{Client, ClientAuthMethod, GrantType, Request, ServiceUrl};
use crate::error::{Error, Kind, clean};

/// What a server says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// `token_endpoint`
    pub token_endpoint: ServiceUrl,
    /// `revocation_endpoint` (RFC 7009)
    pub revocation_endpoint: Option<ServiceUrl>,
    /// `userinfo_endpoint` (OpenID Connect Discovery)
    pub userinfo_endpoint: Option<ServiceUrl>,
    /// `grant_types_supported`, cleaned; empty where it does not say.
    pub grant_types: Vec<String>,
    /// `token_endpoint_auth_methods_supported`, cleaned; empty where it does not say.
    pub auth_methods: Vec<String>,
}

impl Metadata {
    /// How a client with a secret authenticates, as the server says, where saying nothing means `client_secret_basic`
    /// (RFC 8414 §2); `None` where this program can't do it. Its Basic is that of RFC 6749 §2.3.1.
    pub fn client_auth(&self) -> Option<ClientAuthMethod> {
        const METHODS: [(&str, ClientAuthMethod); 5] = [
            ("client_secret_basic", ClientAuthMethod::BasicEncoded),
            ("client_secret_post", ClientAuthMethod::Post),
            ("tls_client_auth", ClientAuthMethod::None),
            ("self_signed_tls_client_auth", ClientAuthMethod::None),
            ("none", ClientAuthMethod::None),
        ];
        if self.auth_methods.is_empty() {
            return Some(ClientAuthMethod::BasicEncoded);
        }
        let offered = |method: &str| self.auth_methods.iter().any(|offered| offered == method);
        METHODS.iter().find(|(method, _)| offered(method)).map(|(_, auth)| *auth)
    }

    /// Whether the server lets clients use `grant`, as far as it says.
    pub fn allows(&self, grant: GrantType) -> bool {
        self.grant_types.is_empty() || self.grant_types.iter().any(|allowed| allowed == grant.parameter())
    }
}

impl Client {
    /// Asks the server at `issuer` for its metadata, in each place that a standard names for them; `None`
    /// where it publishes none. An answer that says nothing does not hide another place; but a password sent to a guessed
    /// endpoint would be worse than no token.
    ///
    /// # Errors
    /// [`Kind::Unreachable`]; [`Kind::Configuration`] for metadata that must not be used.
    pub fn metadata(&self, issuer: &ServiceUrl) -> Result<Option<Metadata>, Error> {
        let mut problem = None;
        for location in locations(issuer) {
            log::debug!("asking {location} for the server's endpoints");
            let response = self.send(&Request::get(&location))?;
            match read(issuer, &location, &response) {
                Ok(None) => {}
                Ok(found) => return Ok(found),
                Err(error) => problem = problem.or(Some(error)),
            }
        }
        problem.map_or(Ok(None), Err)
    }
}

/// Where RFC 8414 §3 and OpenID Connect Discovery §4 put metadata, and the former's below the issuer, where
/// servers that don't control the root of their host have it.
fn locations(issuer: &ServiceUrl) -> Vec<ServiceUrl> {
    const OAUTH: &str = "/.well-known/oauth-authorization-server";
    let mut all = vec![issuer.at_root(OAUTH), issuer.below(OAUTH), issuer.below("/.well-known/openid-configuration")];
    all.dedup();
    all
}

/// Metadata, or `None` for what is no metadata at all: a page, a redirect, a refusal.
fn read(issuer: &ServiceUrl, location: &ServiceUrl, response: &Response) -> Result<Option<Metadata>, Error> {
    let fields = match (response.said.status, serde_json::from_slice::<Value>(response.body.expose())) {
        // gateways answer 200 with an error of their own
        (200, Ok(fields)) if ["issuer", "token_endpoint"].iter().any(|key| fields.get(key).is_some()) => fields,
        (429 | 500.., _) => {
            let nothing = UnexpectedResponse::of_trouble(response.said.clone());
            let error = nothing.error(&format!("cannot get the endpoints from {location}"));
            return Err(error.hint(
                "try again later, or name the token endpoint with --token-endpoint; nothing that is stored has changed",
            ));
        }
        _ => return Ok(None),
    };
    checked(issuer, &fields).map(Some).map_err(|why| {
        Error::new(Kind::Configuration, format!("cannot use the metadata at {location}: {why}")).hint(
            "name the token endpoint with --token-endpoint; if it's for another issuer, use that one's URL exactly as it's written there",
        )
    })
}

/// The metadata in `fields`, if they are the `issuer`'s own.
///
/// # Errors
/// Why they must not be used.
fn checked(issuer: &ServiceUrl, fields: &Value) -> Result<Metadata, String> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    let required = |name| text(name).ok_or_else(|| format!("{name} is missing, or isn't text (RFC 8414 §2)"));
    let (theirs, token_endpoint) = (required("issuer")?, required("token_endpoint")?);
    // RFC 8414 §3.3: metadata of another issuer must not be used
    if ServiceUrl::parse(theirs, true).as_ref() != Ok(issuer) {
        return Err(format!("it's for issuer '{}'", clean(theirs)));
    }
    let of_issuer = |name: &str, text: &str| endpoint(issuer, text).map_err(|why| format!("{name}: {why}"));
    // what can't be used is as good as not there: nobody may ever need it
    let ignored = |why: &String| log::debug!("{why}; ignoring that endpoint");
    let optional = |name| of_issuer(name, text(name)?).inspect_err(ignored).ok();
    // the texts of a list; of anything else, none
    let texts = |name: &str| {
        let list = fields.get(name).and_then(Value::as_array).into_iter().flatten();
        list.filter_map(Value::as_str).map(clean).collect()
    };
    Ok(Metadata {
        token_endpoint: of_issuer("token_endpoint", token_endpoint)?,
        revocation_endpoint: optional("revocation_endpoint"),
        userinfo_endpoint: optional("userinfo_endpoint"),
        grant_types: texts("grant_types_supported"),
        auth_methods: texts("token_endpoint_auth_methods_supported"),
    })
}

/// An endpoint is a whole URL. One of another origin than the issuer's is taken only over https: whoever
/// could change the metadata on the way could have changed plain http just as well.
fn endpoint(issuer: &ServiceUrl, text: &str) -> Result<ServiceUrl, String> {
    if !text.starts_with("https://") && !text.starts_with("http://") {
        return Err(format!("'{}' isn't an absolute URL", clean(text)));
    }
    let endpoint = ServiceUrl::exact(text, true)?;
    if endpoint.is_plain() && !endpoint.has_origin_of(issuer) {
        return Err(format!("'{}' isn't https, and isn't at {issuer}", clean(text)));
    }
    Ok(endpoint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oauth::response;
    use crate::secret::SecretBytes;

    fn url(text: &str) -> ServiceUrl {
        ServiceUrl::parse(text, true).unwrap()
    }

    fn document(token_endpoint: &str) -> String {
        format!(r#"{{"issuer":"https://as.example/x","token_endpoint":"{token_endpoint}","jwks_uri":"y"}}"#)
    }

    fn answered(status: u16, body: &str) -> Result<Option<Metadata>, Error> {
        let issuer = url("https://as.example/x");
        let said = response::error_response(status, body.as_bytes());
        read(&issuer, &issuer, &Response { said, body: SecretBytes::new(body.as_bytes().to_vec()), date: None })
    }

    fn found(body: &str) -> Metadata {
        answered(200, body).unwrap().unwrap()
    }

    #[test]
    fn what_a_server_says_of_itself() {
        let body = r#"{"issuer":"https://AS.example/x/","token_endpoint":"https://as.example/x/token?p=1",
            "revocation_endpoint":"https://other.example/revoke/","userinfo_endpoint":null,
            "grant_types_supported":["password",7],"token_endpoint_auth_methods_supported":"x"}"#;
        let expected = Metadata {
            token_endpoint: ServiceUrl::exact("https://as.example/x/token?p=1", false).unwrap(),
            revocation_endpoint: Some(ServiceUrl::exact("https://other.example/revoke/", false).unwrap()),
            userinfo_endpoint: None,
            grant_types: vec!["password".into()],
            auth_methods: Vec::new(),
        };
        assert_eq!(found(body), expected);
    }

    #[test]
    fn how_clients_may_ask() {
        let saying = |key: &str, value: &str| {
            found(&document("https://as.example/t").replace("jwks_uri", key).replace("\"y\"", value))
        };
        for (methods, auth) in [
            (r#"["private_key_jwt","client_secret_post","client_secret_basic"]"#, Some(ClientAuthMethod::BasicEncoded)),
            (r#"["client_secret_post","none"]"#, Some(ClientAuthMethod::Post)),
            (r#"["tls_client_auth"]"#, Some(ClientAuthMethod::None)),
            (r#"["private_key_jwt"]"#, None),
            ("[]", Some(ClientAuthMethod::BasicEncoded)),
            ("null", Some(ClientAuthMethod::BasicEncoded)),
        ] {
            assert_eq!(saying("token_endpoint_auth_methods_supported", methods).client_auth(), auth, "{methods}");
        }
        for (grants, password, client) in [
            (r#"["authorization_code","password"]"#, true, false),
            (r#"["client_credentials"]"#, false, true),
            ("[]", true, true),
            ("null", true, true),
        ] {
            let said = saying("grant_types_supported", grants);
            let allowed = (said.allows(GrantType::Password), said.allows(GrantType::ClientCredentials));
            assert_eq!(allowed, (password, client), "{grants}");
        }
    }

    #[test]
    fn where_they_are_looked_for() {
        let told = |issuer: &str| locations(&url(issuer)).iter().map(ServiceUrl::to_string).collect::<Vec<_>>();
        let host = "https://as.example";
        assert_eq!(
            told(host),
            ["oauth-authorization-server", "openid-configuration"].map(|name| format!("{host}/.well-known/{name}"))
        );
        assert_eq!(
            told("https://as.example/realms/x"),
            [
                format!("{host}/.well-known/oauth-authorization-server/realms/x"),
                format!("{host}/realms/x/.well-known/oauth-authorization-server"),
                format!("{host}/realms/x/.well-known/openid-configuration"),
            ]
        );
    }

    #[test]
    fn a_server_without_metadata_is_no_failure() {
        for status in [204, 301, 302, 400, 401, 403, 404, 405, 410] {
            assert!(matches!(answered(status, &document("https://as.example/t")), Ok(None)), "{status}");
        }
        for body in ["", "<!doctype html>", "not found", "[]", "null", "{"] {
            assert!(matches!(answered(200, body), Ok(None)), "{body}");
        }
    }

    #[test]
    fn trouble_is_told_from_absence() {
        for status in [429, 500, 502, 503] {
            assert_eq!(answered(status, "<html>").unwrap_err().kind(), Kind::Unreachable, "{status}");
        }
    }

    #[test]
    fn what_must_not_be_used() {
        let of_another = document("https://as.example/t").replace("/x\"", "/y\"");
        for (body, expected) in [
            (of_another.as_str(), "it's for issuer 'https://as.example/y'"),
            (&document("http://as.example/token"), "isn't https, and isn't at"),
            (&document("http://127.0.0.1:1/token"), "isn't https, and isn't at"),
            (&document("https://as.example/token#a"), "it can't have a fragment"),
            (&document("https://user:pw@as.example/token"), "it can't contain a user name"),
            (&document("javascript:alert(1)"), "token_endpoint: "),
            (&document("/localhost:1/t"), "'/localhost:1/t' isn't an absolute URL"),
            (&document("//localhost:1/t"), "isn't an absolute URL"),
            (&document("token"), "'token' isn't an absolute URL"),
            (&document("as.example/token"), "isn't an absolute URL"),
            (&document("https:///localhost:1/t"), "it has no host"),
            (r#"{"issuer":"https://as.example/x"}"#, "token_endpoint is missing"),
            (r#"{"token_endpoint":"https://as.example/t"}"#, "issuer is missing"),
            (
                r#"{"issuer":["https://as.example/x"],"token_endpoint":"https://as.example/t"}"#,
                "issuer is missing, or isn't text",
            ),
        ] {
            let error = answered(200, body).unwrap_err();
            assert!(error.message().contains(expected), "{error} for {body}");
            assert_eq!(error.kind(), Kind::Configuration);
        }
    }

    #[test]
    fn over_loopback_http_only_the_issuers_own_origin_is_plain() {
        let issuer = url("http://127.0.0.1:8000");
        assert!(endpoint(&issuer, "http://127.0.0.1:8000/token").is_ok());
        assert!(endpoint(&issuer, "https://as.example/token").is_ok());
        for other in ["http://127.0.0.1:8001/token", "http://localhost:8000/token", "http://as.example/token"] {
            assert!(endpoint(&issuer, other).is_err(), "{other}");
        }
    }
}
