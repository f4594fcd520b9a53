//! The kinds other than Space.

use sandbox::{Config, Kind, Sandbox};
use serde_json::{Value, json};

use crate::http::{Answer, BOB, FORM, ask, basic, bob_but, encode, escape, get, login, post, refresh};

fn ask_hub(server: &Sandbox, pairs: &[(&str, &str)]) -> Answer {
    let authorization = basic("valid-service-id", "valid-service-secret");
    let headers = [("Authorization", authorization.as_str()), ("Content-Type", FORM)];
    post(&format!("{}/api/rest/oauth2/token", server.url()), &headers, &encode(pairs))
}

#[test]
fn hub_grants() {
    let server = Sandbox::with(Config { path: "/hub".into(), ..Config::of(Kind::Hub) });
    let answer = ask_hub(&server, &bob_but(&[("scope", Some("YouTrack 0-0-0-0-0"))]));
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.text("scope"), "YouTrack 0-0-0-0-0");
    assert_eq!(answer.json()["expires_in"], 3600);
    assert!(!answer.access().contains('.'), "a JWT");
    assert!(server.active_refresh_token(&answer.refresh()));
    assert_eq!(ask_hub(&server, &bob_but(&[("scope", None)])).status, 200);
    assert_eq!(post(&format!("{}/oauth/token", server.url()), &[], "").status, 404);
}

#[test]
fn hub_errors_say_more() {
    let server = Sandbox::with(Config::of(Kind::Hub));
    let answer = ask_hub(&server, &bob_but(&[("password", Some("wrong")), ("scope", None)]));
    assert_eq!((answer.status, answer.error().as_str()), (400, "invalid_grant"));
    assert_eq!(answer.json()["error_code"], 400);
    assert_eq!(answer.text("error_developer_message"), "Wrong user name or password");
    assert_eq!(ask_hub(&server, &BOB).error(), "invalid_scope", "** is no service");
}

#[test]
fn hub_takes_strangers_for_the_guest() {
    let server = Sandbox::with(Config::of(Kind::Hub));
    let me = format!("{}/api/rest/users/me?fields=id,login,name,guest,banned", server.url());
    let token = ask_hub(&server, &bob_but(&[("scope", None)])).access();
    let user = get(&me, Some(&token)).json();
    assert_eq!(user["login"], "bob");
    assert_eq!((&user["guest"], &user["banned"]), (&json!(false), &json!(false)));
    for token in [None, Some("unknown")] {
        let answer = get(&me, token);
        assert_eq!((answer.status, &answer.json()["guest"]), (200, &json!(true)));
    }
}

#[test]
fn by_the_book_scopes_are_opaque() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let answer = ask(&server, &bob_but(&[("scope", Some("openid urn:x/y")), ("access_type", Some("any"))]));
    assert_eq!(answer.text("scope"), "openid urn:x/y");
    let without = ask(&server, &bob_but(&[("scope", None), ("access_type", None)]));
    assert!(server.active_refresh_token(&without.refresh()));
}

#[test]
fn by_the_book_there_is_metadata() {
    let server = Sandbox::with(Config { path: "/issuer".into(), ..Config::of(Kind::OAuth2) });
    let root = format!("http://127.0.0.1:{}", server.port());
    let answer = get(&format!("{root}/.well-known/oauth-authorization-server/issuer"), None);
    let metadata = answer.json();
    let url = server.url();
    assert_eq!(metadata["issuer"], url);
    assert_eq!(metadata["token_endpoint"], format!("{url}/oauth/token"));
    assert_eq!(metadata["revocation_endpoint"], format!("{url}/oauth/revoke"));
    assert_eq!(metadata["userinfo_endpoint"], format!("{url}/userinfo"));
    for (key, entry) in
        [("grant_types_supported", "password"), ("token_endpoint_auth_methods_supported", "client_secret_basic")]
    {
        assert!(metadata[key].as_array().expect("a list").contains(&Value::from(entry)));
    }
    assert_eq!(get(&format!("{url}/.well-known/oauth-authorization-server"), None).status, 404);
}

#[test]
fn by_the_book_tokens_can_be_revoked() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let url = format!("{}/oauth/revoke", server.url());
    let revoke_as = |authorization: &str, token: &str| {
        let headers = [("Authorization", authorization), ("Content-Type", FORM)];
        post(&url, &headers, &encode(&[("token", token)]))
    };
    let own = basic("valid-service-id", "valid-service-secret");
    let login = login(&server);
    assert_eq!(revoke_as(&own, "unknown").status, 200);
    assert_eq!(revoke_as(&basic("valid-service-id", "wrong"), &login.refresh()).status, 401);
    let other = basic("special-client", &escape("p%+ &=:ü/secret"));
    assert_eq!(revoke_as(&other, &login.refresh()).error(), "invalid_grant");
    assert_eq!(revoke_as(&own, "").error(), "invalid_request");

    assert_eq!(revoke_as(&own, &login.access()).status, 200);
    assert!(!server.active_access_token(&login.access()));
    assert!(server.active_refresh_token(&login.refresh()));
    let next = refresh(&server, &login.refresh());
    assert_eq!(revoke_as(&own, &login.refresh()).status, 200);
    assert!(!server.active_refresh_token(&login.refresh()));
    assert!(!server.active_access_token(&next.access()));
}

#[test]
fn by_the_book_there_is_userinfo() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let url = format!("{}/userinfo", server.url());
    let answer = get(&url, Some(&login(&server).access()));
    assert_eq!(answer.text("preferred_username"), "bob");
    let answer = get(&url, Some("unknown"));
    assert_eq!((answer.status, answer.error().as_str()), (401, "invalid_token"));
    assert!(answer.header("www-authenticate").expect("a challenge").starts_with("Bearer"));
}
