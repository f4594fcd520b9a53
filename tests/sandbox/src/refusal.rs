//! Refusals, and what they look like on the wire.

use serde_json::json;

use crate::canned::Canned;
use crate::config::Kind;

/// Why a request is refused.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: u16,
    error: &'static str,
    description: &'static str,
    headers: Vec<(&'static str, String)>,
}

impl Refusal {
    fn new(status: u16, error: &'static str, description: &'static str) -> Self {
        Self { status, error, description, headers: Vec::new() }
    }

    pub(crate) fn invalid_request(description: &'static str) -> Self {
        Self::new(400, "invalid_request", description)
    }

    pub(crate) fn invalid_grant(description: &'static str) -> Self {
        Self::new(400, "invalid_grant", description)
    }

    pub(crate) fn invalid_scope(description: &'static str) -> Self {
        Self::new(400, "invalid_scope", description)
    }

    pub(crate) fn unsupported_grant_type() -> Self {
        Self::new(400, "unsupported_grant_type", "The grant type is not supported")
    }

    /// RFC 7009 §2.2.1.
    pub(crate) fn unsupported_token_type() -> Self {
        Self::new(400, "unsupported_token_type", "Access tokens cannot be revoked")
    }

    pub(crate) fn unauthorized_client() -> Self {
        Self::new(400, "unauthorized_client", "The client may not use this grant")
    }

    /// The status depends on whether the client tried the `Authorization` header.
    pub(crate) fn invalid_client(by_header: bool, description: &'static str) -> Self {
        if by_header {
            let challenge = r#"Basic realm="Sandbox", charset="UTF-8""#.into();
            Self::new(401, "invalid_client", description).with("WWW-Authenticate", challenge)
        } else {
            Self::new(400, "invalid_client", description)
        }
    }

    pub(crate) fn rate_limited(seconds: u64) -> Self {
        let description = "Too many refused passwords, try again later";
        Self::new(429, "rate-limited", description).with("Retry-After", seconds.to_string())
    }

    /// Space's words for a token that is not honoured.
    pub(crate) fn authentication_required(description: &'static str) -> Self {
        Self::bearer("authentication-required", description)
    }

    /// The words of RFC 6750 for the same.
    pub(crate) fn invalid_token(description: &'static str) -> Self {
        Self::bearer("invalid_token", description)
    }

    fn bearer(error: &'static str, description: &'static str) -> Self {
        let challenge = r#"Bearer realm="Sandbox", error="invalid_token""#.into();
        Self::new(401, error, description).with("WWW-Authenticate", challenge)
    }

    pub(crate) fn permission_denied(description: &'static str) -> Self {
        Self::new(403, "permission-denied", description)
    }

    fn with(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(crate) fn answer(&self, kind: Kind) -> Canned {
        let mut body = json!({"error": self.error, "error_description": self.description});
        if kind == Kind::Hub {
            body["error_code"] = self.status.into();
            body["error_developer_message"] = self.description.into();
        }
        let plain = Canned::json(self.status, body);
        let with = |answer: Canned, (name, value): &(&str, String)| answer.with_header(name, value);
        self.headers.iter().fold(plain, with)
    }
}
