//! The one call of Hub's API that a token client makes.

use serde_json::{Value, json};

use super::bearer;
use crate::canned::Canned;
use crate::request::Request;
use crate::state::State;

pub(super) fn answer(state: &State, request: &Request, path: &str) -> Canned {
    match (path, request.method.as_str()) {
        ("/api/rest/users/me", "GET") => Canned::json(200, me(state, request)),
        ("/api/rest/users/me", _) => Canned::only("GET"),
        _ => Canned::not_found(),
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
