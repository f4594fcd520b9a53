//! The few calls of Space's API that a token client makes.

use serde_json::json;

use super::{bearer, explain};
use crate::canned::Canned;
use crate::refusal::Refusal;
use crate::request::Request;
use crate::state::State;
use crate::tokens::{Login, LoginId};

const PROFILE: &str = "/api/http/team-directory/profiles/me";
const APPLICATION: &str = "/api/http/applications/me";
const REFRESH_TOKEN: &str = "/api/http/team-directory/profiles/oauth-consents/me/refresh-tokens/self";

type Call = fn(&mut State, &Request) -> Result<Canned, Refusal>;

pub(super) fn answer(state: &mut State, request: &Request, path: &str) -> Canned {
    let (method, call): (_, Call) = match path {
        PROFILE => ("GET", profile),
        APPLICATION => ("GET", application),
        REFRESH_TOKEN => ("DELETE", drop_refresh_token),
        _ => return Canned::not_found(),
    };
    if request.method != method {
        return Canned::only(method);
    }
    call(state, request).unwrap_or_else(|refusal| refusal.answer(state.config.kind))
}

fn profile(state: &mut State, request: &Request) -> Result<Canned, Refusal> {
    let (id, scope) = caller(state, request)?;
    let principal = &user(state, id)?.principal;
    if scope != "**" && !scope.contains("Profile") {
        return Err(Refusal::permission_denied("The scope of the token has no right to profiles"));
    }
    let (first, last) = principal.name.split_once(' ').unwrap_or((&principal.name, ""));
    Ok(Canned::json(
        200,
        json!({
            "id": principal.id,
            "username": principal.login,
            "name": {"firstName": first, "lastName": last},
        }),
    ))
}

fn application(state: &mut State, request: &Request) -> Result<Canned, Refusal> {
    let (id, _) = caller(state, request)?;
    let principal = &state.tokens.login(id).principal;
    if !principal.service {
        return Err(Refusal::permission_denied("The token is not an application's"));
    }
    let application = json!({"id": principal.id, "clientId": principal.id, "name": principal.name});
    Ok(Canned::json(200, application))
}

fn drop_refresh_token(state: &mut State, request: &Request) -> Result<Canned, Refusal> {
    let (id, _) = caller(state, request)?;
    user(state, id)?;
    state.tokens.end(id);
    Ok(Canned::empty(204))
}

fn caller(state: &State, request: &Request) -> Result<(LoginId, String), Refusal> {
    let token = bearer(request);
    let token = token.ok_or_else(|| Refusal::authentication_required("There is no access token"))?;
    let caller = state.tokens.of_access(token);
    let (id, scope) = caller.map_err(|d| Refusal::authentication_required(explain(d)))?;
    Ok((id, scope.into()))
}

fn user(state: &State, id: LoginId) -> Result<&Login, Refusal> {
    match state.tokens.login(id) {
        login if login.principal.service => Err(Refusal::permission_denied("The token is an application's")),
        login => Ok(login),
    }
}
