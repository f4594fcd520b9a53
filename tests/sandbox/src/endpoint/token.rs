//! The token endpoint: three grants, one answer.

use std::time::Instant;

use ring::digest;
use serde_json::{Value, json};

use super::client::authenticate;
use super::explain;
use super::form::Form;
use crate::canned::Canned;
use crate::config::{Client, Config, Grant, Kind, User};
use crate::refusal::Refusal;
use crate::request::Request;
use crate::scope;
use crate::state::State;
use crate::tokens::{Login, LoginId, Principal};

pub(super) fn answer(state: &mut State, request: &Request) -> Canned {
    if request.method != "POST" {
        return Canned::only("POST");
    }
    match grant(state, request) {
        Ok(body) => Canned::json(200, body),
        Err(refusal) => refusal.answer(state.config.kind),
    }
}

fn grant(state: &mut State, request: &Request) -> Result<Value, Refusal> {
    let form = Form::of(request)?;
    let client = authenticate(&state.config, request, &form)?;
    let name = form.required("grant_type", "grant_type is missing")?;
    let grant = Grant::named(name).ok_or_else(Refusal::unsupported_grant_type)?;
    if !client.grants.contains(&grant) {
        return Err(Refusal::unauthorized_client());
    }
    let offline = offline(state.config.kind, &form)?;
    match grant {
        Grant::Password => password(state, &client, &form, offline),
        Grant::ClientCredentials => client_credentials(state, &client, &form),
        Grant::RefreshToken => refresh(state, &client, &form),
    }
}

/// Whether a refresh token is wanted. `access_type` is JetBrains' own: elsewhere it means nothing.
fn offline(kind: Kind, form: &Form) -> Result<bool, Refusal> {
    match form.get("access_type") {
        _ if kind == Kind::OAuth2 => Ok(true),
        None | Some("online") => Ok(false),
        Some("offline") => Ok(true),
        Some(_) => Err(Refusal::invalid_request("access_type must be online or offline")),
    }
}

fn password(state: &mut State, client: &Client, form: &Form, offline: bool) -> Result<Value, Refusal> {
    let username = form.required("username", "username is missing")?;
    let password = form.required("password", "password is missing")?;
    if state.config.kind == Kind::Space && form.get("scope").is_none() {
        return Err(Refusal::invalid_request("scope is missing"));
    }
    let scope = scope(&state.config, form, &client.scope)?;
    let principal = authenticate_user(state, username, password)?;
    let login = Login::new(&client.id, principal, scope.clone());
    let login = state.tokens.begin(login);
    let refresh = offline.then(|| state.tokens.add_refresh(login));
    let mut body = body(state, login, &scope);
    body["refresh_token"] = refresh.into();
    Ok(body)
}

fn client_credentials(state: &mut State, client: &Client, form: &Form) -> Result<Value, Refusal> {
    if client.secret.is_none() {
        return Err(Refusal::unauthorized_client());
    }
    let scope = scope(&state.config, form, &client.scope)?;
    let principal =
        Principal { service: true, id: client.id.clone(), login: client.id.clone(), name: "My Service".into() };
    let login = Login::new(&client.id, principal, scope.clone());
    let login = state.tokens.begin(login);
    let mut body = body(state, login, &scope);
    body["refresh_token"] = Value::Null;
    Ok(body)
}

fn refresh(state: &mut State, client: &Client, form: &Form) -> Result<Value, Refusal> {
    let token = form.required("refresh_token", "refresh_token is missing")?;
    let reuse_ends_login = state.config.revoke_family_on_reuse;
    let login = state.tokens.of_refresh(token, &client.id, reuse_ends_login);
    let login = login.map_err(|denied| Refusal::invalid_grant(explain(denied)))?;
    let scope = scope(&state.config, form, &state.tokens.login(login).scope)?;
    let mut body = body(state, login, &scope);
    if state.config.rotate {
        body["refresh_token"] = state.tokens.rotate(token).into();
    }
    Ok(body)
}

/// The answer, but for the refresh token.
fn body(state: &mut State, login: LoginId, scope: &str) -> Value {
    json!({
        "access_token": state.issue(login, scope),
        "token_type": "Bearer",
        "expires_in": state.config.lifetime,
        "scope": scope,
    })
}

/// The scope that is granted: what is asked for, or all that is held.
fn scope(config: &Config, form: &Form, held: &str) -> Result<String, Refusal> {
    let default = || match config.kind {
        // Hub itself.
        Kind::Hub if held == "**" => "0-0-0-0-0".into(),
        Kind::OAuth2 if held == "**" => "default".into(),
        _ => held.into(),
    };
    match form.get("scope") {
        None => Ok(default()),
        Some("") => Err(Refusal::invalid_scope("The scope is empty")),
        Some(asked) => scope::narrow(config.kind, asked, held).map_err(Refusal::invalid_scope),
    }
}

fn authenticate_user(state: &mut State, username: &str, password: &str) -> Result<Principal, Refusal> {
    let now = Instant::now();
    if let Some(seconds) = state.throttle.wait(username, now) {
        return Err(Refusal::rate_limited(seconds));
    }
    let user = state.config.users.iter().find(|user| user.username == username);
    match user {
        Some(user) if user.accepts(password) => {
            state.throttle.accepted(username);
            Ok(principal(user))
        }
        user => {
            state.throttle.refused(username, now);
            Err(Refusal::invalid_grant(match user {
                Some(user) if user.two_factor => {
                    "Wrong user name or password; two-factor authentication needs an application password"
                }
                _ => "Wrong user name or password",
            }))
        }
    }
}

fn principal(user: &User) -> Principal {
    let hash = digest::digest(&digest::SHA256, user.username.as_bytes());
    let hex = |byte: &u8| format!("{byte:02x}");
    Principal {
        service: false,
        id: hash.as_ref().iter().take(8).map(hex).collect(),
        login: user.username.clone(),
        name: user.name.clone(),
    }
}
