//! What an authorization server says of its own endpoints (RFC 8414).

use reqwest::Method;
use serde::Deserialize;

use super::response::{self, NoAnswer};
use super::{Client, ServiceUrl};
use crate::error::{Error, Kind, ServerSaid, clean};

/// The endpoints that a server names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// `token_endpoint`
    pub token_endpoint: ServiceUrl,
    /// `revocation_endpoint` (RFC 7009)
    pub revocation_endpoint: Option<ServiceUrl>,
    /// `userinfo_endpoint` (OpenID Connect Discovery)
    pub userinfo_endpoint: Option<ServiceUrl>,
}

/// The fields, of which RFC 8414 has many more.
#[derive(Deserialize)]
struct Document {
    issuer: String,
    token_endpoint: String,
    revocation_endpoint: Option<String>,
    userinfo_endpoint: Option<String>,
}

/// What came instead of metadata.
#[derive(Debug, PartialEq, Eq)]
enum Problem {
    /// For now: a password sent to a guessed place would be worse than no token.
    Trouble,
    /// Metadata that must not be used, and why.
    Unusable(String),
}

impl Client {
    /// Asks the server at `issuer` for its endpoints; `None` where it publishes none.
    ///
    /// # Errors
    /// [`Kind::Unreachable`]; [`Kind::Configuration`] for metadata that must not be used.
    pub fn metadata(&self, issuer: &ServiceUrl) -> Result<Option<Metadata>, Error> {
        let location = issuer.well_known("oauth-authorization-server");
        log::debug!("asking {location} for the server's endpoints");
        let response = self.send(Method::GET, &location, None, None)?;
        read(issuer, response.status, response.body.expose()).map_err(|problem| match problem {
            Problem::Trouble => trouble(&location, response.status),
            Problem::Unusable(why) => Error::new(
                Kind::Configuration,
                format!("cannot use the metadata of {issuer}: {why}"),
            )
            .hint(
                "check the URL: it is the issuer's, letter for letter; --token-endpoint makes the metadata unnecessary",
            ),
        })
    }
}

fn trouble(location: &ServiceUrl, status: u16) -> Error {
    let nothing = NoAnswer::of_trouble(status, ServerSaid { status, ..ServerSaid::default() });
    Error::new(Kind::Unreachable, format!("cannot get the endpoints from {location}: {}", nothing.why))
        .hint("try again later, or name the token endpoint with --token-endpoint")
        .said(nothing.said)
}

/// Metadata, or `None` for what is no metadata at all: a page, a redirect, a refusal.
fn read(issuer: &ServiceUrl, status: u16, body: &[u8]) -> Result<Option<Metadata>, Problem> {
    match status {
        200 => {}
        429 | 500.. => return Err(Problem::Trouble),
        _ => return Ok(None),
    }
    let Ok(fields) = response::parse::<serde_json::Map<String, serde_json::Value>>(body) else { return Ok(None) };
    let document = serde_json::from_value::<Document>(fields.into())
        .map_err(|error| Problem::Unusable(format!("{} (RFC 8414 §2)", clean(&error.to_string()))))?;
    document.check(issuer).map(Some).map_err(Problem::Unusable)
}

impl Document {
    fn check(self, issuer: &ServiceUrl) -> Result<Metadata, String> {
        // RFC 8414 §3.3: metadata of another issuer must not be used
        if ServiceUrl::parse(&self.issuer, true).as_ref() != Ok(issuer) {
            return Err(format!("they are those of '{}'", clean(&self.issuer)));
        }
        let of_issuer = |name: &str, text: &str| endpoint(issuer, text).map_err(|why| format!("{name}: {why}"));
        let optional = |name, text: Option<&str>| text.map(|text| of_issuer(name, text)).transpose();
        Ok(Metadata {
            token_endpoint: of_issuer("token_endpoint", &self.token_endpoint)?,
            revocation_endpoint: optional("revocation_endpoint", self.revocation_endpoint.as_deref())?,
            userinfo_endpoint: optional("userinfo_endpoint", self.userinfo_endpoint.as_deref())?,
        })
    }
}

/// An endpoint of another origin than the issuer's is taken only over https: whoever could change the
/// metadata on the way could have changed plain http just as well.
fn endpoint(issuer: &ServiceUrl, text: &str) -> Result<ServiceUrl, String> {
    let endpoint = ServiceUrl::exact(text, true)?;
    if endpoint.is_plain() && !endpoint.has_origin_of(issuer) {
        return Err(format!("'{}' is neither https nor at {issuer}", clean(text)));
    }
    Ok(endpoint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> ServiceUrl {
        ServiceUrl::parse(text, true).unwrap()
    }

    fn document(token_endpoint: &str) -> String {
        format!(r#"{{"issuer":"https://as.example/x","token_endpoint":"{token_endpoint}","jwks_uri":"y"}}"#)
    }

    fn found(body: &str) -> Result<Option<Metadata>, Problem> {
        read(&url("https://as.example/x"), 200, body.as_bytes())
    }

    #[test]
    fn endpoints_are_found() {
        let body = r#"{"issuer":"https://AS.example/x/","token_endpoint":"https://as.example/x/token",
            "revocation_endpoint":"https://other.example/revoke/","userinfo_endpoint":null}"#;
        let expected = Metadata {
            token_endpoint: url("https://as.example/x/token"),
            revocation_endpoint: Some(ServiceUrl::exact("https://other.example/revoke/", false).unwrap()),
            userinfo_endpoint: None,
        };
        assert_eq!(found(body), Ok(Some(expected)));
    }

    #[test]
    fn a_server_without_metadata_is_no_failure() {
        let issuer = url("https://as.example/x");
        for status in [204, 301, 302, 400, 401, 403, 404, 405, 410] {
            assert_eq!(read(&issuer, status, document("https://as.example/t").as_bytes()), Ok(None), "{status}");
        }
        for body in ["", "<!doctype html>", "not found", "[]", "null", "{"] {
            assert_eq!(found(body), Ok(None), "{body}");
        }
    }

    #[test]
    fn trouble_is_told_from_absence() {
        for status in [429, 500, 502, 503] {
            assert_eq!(read(&url("https://as.example"), status, b"<html>"), Err(Problem::Trouble), "{status}");
        }
    }

    #[test]
    fn what_must_not_be_used() {
        let of_another = document("https://as.example/t").replace("/x\"", "/y\"");
        for (body, expected) in [
            (of_another.as_str(), "they are those of 'https://as.example/y'"),
            (&document("http://as.example/token"), "neither https nor at"),
            (&document("http://127.0.0.1:1/token"), "neither https nor at"),
            (&document("https://as.example/token?a=b"), "nothing may follow the path"),
            (&document("https://user:pw@as.example/token"), "has no place in it"),
            (&document("javascript:alert(1)"), "token_endpoint: "),
            (r#"{"issuer":"https://as.example/x"}"#, "missing field `token_endpoint`"),
            (r#"{"token_endpoint":"https://as.example/t"}"#, "missing field `issuer`"),
            (r#"{"issuer":["https://as.example/x"],"token_endpoint":"https://as.example/t"}"#, "invalid type"),
        ] {
            match found(body) {
                Err(Problem::Unusable(why)) => assert!(why.contains(expected), "{why} for {body}"),
                other => panic!("{other:?} for {body}"),
            }
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
