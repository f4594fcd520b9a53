//! Space's answers, and the calls of its API.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sandbox::{Config, Sandbox};
use serde_json::{Value, json};

use crate::http::{BOB, ask, bob_but, call, get, login};

const ME: &str = "/api/http/team-directory/profiles/me";
const APPLICATION: &str = "/api/http/applications/me";
const SELF: &str = "/api/http/team-directory/profiles/oauth-consents/me/refresh-tokens/self";

fn part(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).expect("three parts");
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).expect("base64url")).expect("JSON")
}

#[test]
fn the_answer_is_as_documented() {
    let server = Sandbox::start();
    let answer = login(&server);
    let json = answer.json();
    assert_eq!(json["token_type"], "Bearer");
    assert_eq!(json["expires_in"], 600);
    assert_eq!(json["scope"], "**");
    assert!(server.active_access_token(&answer.access()));
    assert!(server.active_refresh_token(&answer.refresh()));
    assert_eq!(answer.header("content-type"), Some("application/json;charset=UTF-8"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("pragma"), Some("no-cache"));
    assert!(answer.header("date").is_some());
}

#[test]
fn the_access_token_is_a_jwt() {
    let server = Sandbox::start();
    let first = login(&server).access();
    assert_eq!(part(&first, 0), json!({"alg": "HS256", "typ": "JWT"}));
    let claims = part(&first, 1);
    assert_eq!(claims["aud"], "valid-service-id");
    assert_eq!(claims["orgDomain"], format!("127.0.0.1:{}", server.port()));
    assert_eq!(claims["iss"], server.url());
    assert_eq!(claims["scope"], "**");
    assert_eq!(claims["name"], "Bob Builder");
    assert_eq!(claims["principal_type"], "USER");
    assert_eq!(claims["exp"].as_u64(), claims["iat"].as_u64().map(|iat| iat + 600));
    let second = part(&login(&server).access(), 1);
    assert_eq!(claims["sub"], second["sub"]);
    assert_ne!(claims["jti"], second["jti"]);
}

#[test]
fn an_access_token_may_be_long() {
    let server = Sandbox::with(Config { extra_token_len: 7000, ..Config::default() });
    assert!(login(&server).access().len() > 9000);
}

#[test]
fn special_characters_arrive() {
    let server = Sandbox::start();
    let pairs = bob_but(&[("username", Some("bób+tag@example.com")), ("password", Some("p&ss=w%20rd+ ü\"'$ "))]);
    let answer = ask(&server, &pairs);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let request = &server.token_requests()[0];
    assert_eq!(request.param("password").as_deref(), Some("p&ss=w%20rd+ ü\"'$ "));
    assert_eq!(request.form().len(), 5);
    assert!(request.header("AUTHORIZATION").is_some());
}

#[test]
fn only_offline_access_has_a_refresh_token() {
    let server = Sandbox::start();
    for access_type in [None, Some("online")] {
        let answer = ask(&server, &bob_but(&[("access_type", access_type)]));
        assert_eq!(answer.json()["refresh_token"], Value::Null);
    }
    let pairs = [("grant_type", "client_credentials"), ("access_type", "offline"), ("scope", "**")];
    let answer = ask(&server, &pairs);
    assert_eq!(answer.json()["refresh_token"], Value::Null);
    let claims = part(&answer.access(), 1);
    assert_eq!(claims["principal_type"], "SERVICE");
    assert_eq!(claims["sub"], claims["aud"]);
}

#[test]
fn who_am_i() {
    let server = Sandbox::start();
    let me = format!("{}{ME}?$fields=id,username,name(firstName,lastName)", server.url());
    let token = login(&server).access();
    let profile = get(&me, Some(&token));
    assert_eq!(profile.status, 200);
    assert_eq!(profile.text("username"), "bob");
    assert_eq!(profile.json()["name"], json!({"firstName": "Bob", "lastName": "Builder"}));
    assert_eq!(profile.text("id"), part(&token, 1)["sub"]);

    for token in [None, Some("unknown")] {
        let answer = get(&me, token);
        assert_eq!((answer.status, answer.error().as_str()), (401, "authentication-required"));
    }
    let narrow = ask(&server, &bob_but(&[("scope", Some("Project:View"))])).access();
    let answer = get(&me, Some(&narrow));
    assert_eq!((answer.status, answer.error().as_str()), (403, "permission-denied"));
    let enough = ask(&server, &bob_but(&[("scope", Some("global:Profile.View"))])).access();
    assert_eq!(get(&me, Some(&enough)).status, 200);
    assert_eq!(call("POST", &me, Some(&token)).status, 405);
}

#[test]
fn which_application_am_i() {
    let server = Sandbox::start();
    let url = format!("{}{APPLICATION}", server.url());
    let service = ask(&server, &[("grant_type", "client_credentials")]).access();
    assert_eq!(get(&url, Some(&service)).text("clientId"), "valid-service-id");
    assert_eq!(get(&url, Some(&login(&server).access())).status, 403);
    assert_eq!(get(&format!("{}{ME}", server.url()), Some(&service)).status, 403);
}

#[test]
fn a_user_can_drop_the_refresh_token() {
    let server = Sandbox::start();
    let url = format!("{}{SELF}", server.url());
    let (mine, other) = (login(&server), login(&server));
    assert_eq!(call("DELETE", &url, None).status, 401);
    assert_eq!(call("GET", &url, Some(&mine.access())).status, 405);
    let answer = call("DELETE", &url, Some(&mine.access()));
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    assert!(!server.active_refresh_token(&mine.refresh()));
    assert!(server.active_refresh_token(&other.refresh()));
    assert_eq!(server.active_logins(), 1);
    let again = call("DELETE", &url, Some(&mine.access()));
    assert_eq!((again.status, again.error().as_str()), (401, "authentication-required"));
    assert_eq!(again.text("error_description"), "Refresh token associated with the access token is revoked");
}

#[test]
fn everything_is_recorded_in_order() {
    let server = Sandbox::start();
    let token = login(&server).access();
    get(&format!("{}{ME}?$fields=id", server.url()), Some(&token));
    get(&format!("{}/nowhere", server.url()), None);
    let requests = server.requests();
    let seen: Vec<_> = requests.iter().map(|r| (&r.method[..], &r.path[..], r.query.as_deref())).collect();
    let expected = [("POST", "/oauth/token", None), ("GET", ME, Some("$fields=id")), ("GET", "/nowhere", None)];
    assert_eq!(seen, expected);
    assert_eq!(server.token_requests().len(), 1);
    assert_eq!(requests[0].form().len(), BOB.len());
}

#[test]
fn a_server_stops_when_it_is_dropped() {
    let server = Sandbox::start();
    let port = server.port();
    let _idle = std::net::TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    drop(server);
    assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
}
