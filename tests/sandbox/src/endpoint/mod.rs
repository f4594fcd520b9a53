//! What lives under which path.

mod client;
mod form;
mod hub;
mod oauth2;
mod space;
mod token;

use crate::canned::Canned;
use crate::config::Kind;
use crate::request::Request;
use crate::state::State;
use crate::tokens::Denied;

/// The path of the token endpoint below the service URL.
pub(crate) fn token_path(kind: Kind) -> &'static str {
    match kind {
        Kind::Space | Kind::OAuth2 => "/oauth/token",
        Kind::Hub => "/api/rest/oauth2/token",
    }
}

pub(crate) fn answer(state: &mut State, request: &Request) -> Canned {
    let kind = state.config.kind;
    if state.is_token_request(request) {
        let answer = token::answer(state, request);
        return answer.after(state.config.delay);
    }
    if kind == Kind::OAuth2 && request.path == oauth2::metadata_path(&state.config.path) {
        return oauth2::metadata(state, request);
    }
    let Some(path) = request.path.strip_prefix(&state.config.path) else {
        return Canned::not_found();
    };
    match kind {
        Kind::Space => space::answer(state, request, path),
        Kind::Hub => hub::answer(state, request, path),
        Kind::OAuth2 => oauth2::answer(state, request, path),
    }
}

/// The token of `Authorization: Bearer …`, where there is exactly one such header field.
fn bearer(request: &Request) -> Option<&str> {
    let mut values = request.header_values("authorization");
    let (scheme, token) = values.next()?.split_once(' ')?;
    let single = values.next().is_none();
    (single && scheme.eq_ignore_ascii_case("bearer")).then_some(token)
}

/// What is said of a token that is not honoured.
fn explain(denied: Denied) -> &'static str {
    match denied {
        Denied::Unknown => "The token is unknown",
        Denied::Expired => "Access token has expired",
        Denied::Used => "Refresh token was used before",
        Denied::Revoked => "Refresh token associated with the access token is revoked",
        Denied::Foreign => "The token was issued to another client",
    }
}
