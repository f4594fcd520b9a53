//! Who is the client, and can it prove it?

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::form::Form;
use crate::config::{Client, Config, Kind};
use crate::refusal::Refusal;
use crate::request::{Request, form_decode};

/// Finds the client of a request, by exactly one way of authentication.
pub(super) fn authenticate(config: &Config, request: &Request, form: &Form) -> Result<Client, Refusal> {
    let headers: Vec<_> = request.header_values("authorization").collect();
    let in_body = form.get("client_id").or(form.get("client_secret")).is_some();
    match headers[..] {
        [] => by_body(config, form),
        [header] if !in_body => by_header(config, header),
        _ => Err(Refusal::invalid_request("Several ways of client authentication")),
    }
}

fn by_body(config: &Config, form: &Form) -> Result<Client, Refusal> {
    let refusal = |why| Refusal::invalid_client(false, why);
    let id = form.get("client_id").ok_or_else(|| refusal("No client authentication"))?;
    known(config, id, form.get("client_secret")).ok_or_else(|| refusal("Unknown client, or a wrong secret"))
}

fn by_header(config: &Config, header: &str) -> Result<Client, Refusal> {
    let refusal = |why| Refusal::invalid_client(true, why);
    let (id, secret) =
        basic(config.kind, header).ok_or_else(|| refusal("The Authorization header has no Basic credentials"))?;
    known(config, &id, Some(&secret)).ok_or_else(|| refusal("Unknown client, or a wrong secret"))
}

fn known(config: &Config, id: &str, secret: Option<&str>) -> Option<Client> {
    let matches = |client: &&Client| client.id == id && client.secret.as_deref() == secret;
    config.clients.iter().find(matches).cloned()
}

/// The two halves of Basic credentials: raw, but for the kind that follows RFC 6749 §2.3.1.
fn basic(kind: Kind, header: &str) -> Option<(String, String)> {
    let (scheme, credentials) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let credentials = String::from_utf8(STANDARD.decode(credentials).ok()?).ok()?;
    let (id, secret) = credentials.split_once(':')?;
    if kind == Kind::OAuth2 {
        let decode = |half: &str| form_decode(half.as_bytes()).ok();
        return Some((decode(id)?, decode(secret)?));
    }
    Some((id.into(), secret.into()))
}
