//! What standards add to the token endpoint: metadata, revocation, and who a token belongs to.

use serde_json::json;

use super::client::authenticate;
use super::form::Form;
use super::{bearer, explain};
use crate::canned::Canned;
use crate::config::{Grant, Kind};
use crate::refusal::Refusal;
use crate::request::Request;
use crate::state::State;
use crate::tokens::Denied;

const KIND: Kind = Kind::OAuth2;

/// RFC 8414 puts the well-known part before the path of the issuer.
pub(super) fn metadata_path(issuer_path: &str) -> String {
    format!("/.well-known/oauth-authorization-server{issuer_path}")
}

pub(super) fn metadata(state: &State, request: &Request) -> Canned {
    if request.method != "GET" {
        return Canned::only("GET");
    }
    let url = &state.url;
    Canned::json(
        200,
        json!({
            "issuer": url,
            "token_endpoint": format!("{url}/oauth/token"),
            "revocation_endpoint": format!("{url}/oauth/revoke"),
            "userinfo_endpoint": format!("{url}/userinfo"),
            "response_types_supported": [],
            "grant_types_supported": Grant::ALL.map(Grant::as_str),
            "token_endpoint_auth_methods_supported":
                ["client_secret_basic", "client_secret_post", "none"],
        }),
    )
}

pub(super) fn answer(state: &mut State, request: &Request, path: &str) -> Canned {
    let answer = match (path, request.method.as_str()) {
        ("/oauth/revoke", "POST") => revoke(state, request),
        ("/oauth/revoke", _) => return Canned::only("POST"),
        ("/userinfo", "GET" | "POST") => userinfo(state, request),
        ("/userinfo", _) => return Canned::only("GET, POST"),
        _ => return Canned::not_found(),
    };
    answer.unwrap_or_else(|refusal| refusal.answer(KIND))
}

/// RFC 7009: a token that nobody knows is as good as revoked.
fn revoke(state: &mut State, request: &Request) -> Result<Canned, Refusal> {
    let form = Form::of(request)?;
    let client = authenticate(&state.config, request, &form)?;
    let token = form.required("token", "token is missing")?;
    if state.config.keeps_access_tokens && form.get("token_type_hint") == Some("access_token") {
        return Err(Refusal::unsupported_token_type());
    }
    match state.tokens.revoke(token, &client.id) {
        Err(denied @ Denied::Foreign) => Err(Refusal::invalid_grant(explain(denied))),
        _ => Ok(Canned::empty(200)),
    }
}

fn userinfo(state: &State, request: &Request) -> Result<Canned, Refusal> {
    let token = bearer(request);
    let token = token.ok_or_else(|| Refusal::invalid_token("There is no access token"))?;
    let caller = state.tokens.of_access(token);
    let (id, _) = caller.map_err(|denied| Refusal::invalid_token(explain(denied)))?;
    let principal = &state.tokens.login(id).principal;
    let claims = json!({
        "sub": principal.id, "preferred_username": principal.login, "name": principal.name,
    });
    Ok(Canned::json(200, claims))
}
