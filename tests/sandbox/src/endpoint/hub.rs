//! The calls of Hub's API that a token client makes.

use serde_json::{Value, json};

use super::bearer;
use crate::canned::Canned;
use crate::request::Request;
use crate::state::State;

pub(super) fn answer(state: &mut State, request: &Request, path: &str) -> Canned {
    match (path, request.method.as_str()) {
        ("/api/rest/users/me", "GET") => Canned::json(200, me(state, request)),
        ("/api/rest/users/me", _) => Canned::only("GET"),
        _ => refresh_tokens(state, request, path).unwrap_or_else(Canned::not_found),
    }
}

/// `users/{id}/refreshtokens`, listed with GET, and one of them removed with DELETE: the caller's own alone.
fn refresh_tokens(state: &mut State, request: &Request, path: &str) -> Option<Canned> {
    let (user, rest) = path.strip_prefix("/api/rest/users/")?.split_once("/refreshtokens")?;
    let login = bearer(request).and_then(|token| state.tokens.of_access(token).ok());
    let caller = login.map(|(id, _)| state.tokens.login(id).principal.id.clone());
    if caller.as_deref() != Some(user) {
        return Some(Canned::json(403, json!({"error": "Forbidden"})));
    }
    let listed = state.tokens.logins_of(user);
    match (request.method.as_str(), rest.strip_prefix('/')) {
        ("GET", None) => {
            let tokens = listed.iter().map(|(id, client)| json!({"id": id.to_string(), "client": {"id": client}}));
            let tokens: Vec<Value> = tokens.collect();
            Some(Canned::json(200, json!({"skip": 0, "top": 1000, "total": tokens.len(), "refreshtokens": tokens})))
        }
        ("DELETE", Some(id)) => {
            let (id, _) = listed.into_iter().find(|(listed, _)| listed.to_string() == id)?;
            state.tokens.end(id);
            Some(Canned::empty(200))
        }
        _ => Some(Canned::only("GET, DELETE")),
    }
}

/// Whoever has no good token is the guest, and no error.
fn me(state: &State, request: &Request) -> Value {
    let login = bearer(request).and_then(|token| state.tokens.of_access(token).ok());
    match login.map(|(id, _)| &state.tokens.login(id).principal) {
        Some(user) => json!({
            "id": user.id, "login": user.login, "name": user.name, "guest": false, "banned": false,
        }),
        None => json!({
            "id": "0-0", "login": "guest", "name": "guest", "guest": true, "banned": false,
        }),
    }
}
