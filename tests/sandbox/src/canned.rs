//! Answers, whether written by a test or by the server itself.

use std::time::Duration;

use serde_json::Value;

/// A whole HTTP answer. What HTTP itself adds (`Date`, `Content-Length`) comes on top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canned {
    /// The status code.
    pub status: u16,
    /// The header fields.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// How long to wait before it is sent.
    pub after: Duration,
}

impl Canned {
    /// An answer without header fields and body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), after: Duration::ZERO }
    }

    /// JSON, with the header fields that a token endpoint sends with it.
    #[must_use]
    pub fn json(status: u16, body: Value) -> Self {
        Self::text(status, "application/json;charset=UTF-8", body.to_string())
            .with_header("Cache-Control", "no-store")
            .with_header("Pragma", "no-cache")
    }

    /// Any text of any type.
    #[must_use]
    pub fn text(status: u16, content_type: &str, body: impl Into<String>) -> Self {
        Self { body: body.into().into_bytes(), ..Self::empty(status).with_header("Content-Type", content_type) }
    }

    /// The same answer with one more header field.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The same answer, held back for a while.
    #[must_use]
    pub fn after(self, after: Duration) -> Self {
        Self { after, ..self }
    }

    pub(crate) fn page(status: u16, title: &str) -> Self {
        let page = format!("<!DOCTYPE html><html><title>{title}</title><h1>{title}</h1></html>\n");
        Self::text(status, "text/html;charset=UTF-8", page)
    }

    pub(crate) fn not_found() -> Self {
        Self::page(404, "404 Not Found")
    }

    pub(crate) fn only(method: &str) -> Self {
        Self::page(405, "405 Method Not Allowed").with_header("Allow", method)
    }
}
