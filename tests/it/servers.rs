//! Where each kind of server has its endpoints, and what is never sent elsewhere.

use std::fs;

use sandbox::{Canned, Config, Kind, Sandbox, Tls};
use serde_json::json;

use crate::support::{PASSWORD, World};

const WELL_KNOWN: &str = "/.well-known/oauth-authorization-server";

fn paths(server: &Sandbox) -> Vec<String> {
    server.requests().iter().map(|request| format!("{} {}", request.method, request.path)).collect()
}

fn metadata(issuer: &str, token_endpoint: &str) -> Canned {
    Canned::json(200, json!({"issuer": issuer, "token_endpoint": token_endpoint}))
}

#[test]
fn each_kind_has_its_own_token_endpoint() {
    for (kind, name, endpoint) in
        [(Kind::Space, "space", "POST /base/oauth/token"), (Kind::Hub, "hub", "POST /base/api/rest/oauth2/token")]
    {
        let server = Sandbox::with(Config { path: "/base".into(), ..Config::of(kind) });
        let world = World::new();
        world.log_in(&server, &["--server", name, "--store", "file"]).silent();
        let token = world.run(&["print"]).ok();
        assert!(server.active_access_token(token.trim_end()));
        world.run(&["refresh"]).ok();
        let asked: Vec<_> =
            paths(&server).into_iter().filter(|path| path != "GET /base/hub/api/rest/users/me").collect();
        assert_eq!(asked, [endpoint, endpoint]);
    }
}

#[test]
fn hub_takes_services_as_scopes_and_may_be_asked_without() {
    let server = Sandbox::with(Config::of(Kind::Hub));
    let world = World::new();
    world.log_in(&server, &["--server", "hub", "--store", "file"]).silent();
    assert_eq!(server.token_requests()[0].param("scope"), None);
    world.log_in(&server, &["--server", "hub", "--store", "file", "--scope", "YouTrack 0-0-0-0-0"]).silent();
    assert_eq!(server.token_requests()[1].param("scope").as_deref(), Some("YouTrack 0-0-0-0-0"));
}

#[test]
fn metadata_name_the_endpoints_once() {
    let server = Sandbox::with(Config { path: "/issuer".into(), lifetime: 0, ..Config::of(Kind::OAuth2) });
    let world = World::new();
    world.log_in(&server, &["--server", "oauth2", "--store", "file"]).silent();
    let discovery = format!("GET {WELL_KNOWN}/issuer");
    let post = "POST /issuer/oauth/token".to_owned();
    assert_eq!(paths(&server), [discovery, post.clone()]);

    let profile = fs::read_to_string(world.config()).unwrap();
    for (key, path) in [("token", "oauth/token"), ("revocation", "oauth/revoke"), ("userinfo", "userinfo")] {
        let line = format!("{key}_endpoint = \"{}/{path}\"", server.url());
        assert!(profile.contains(&line), "{profile}");
    }
    // neither a refresh, nor a stored token, nor another login asks again
    server.set_lifetime(600);
    world.run(&["print"]).ok();
    world.run(&["print"]).ok();
    world.log_in(&server, &[]).silent();
    let revoked = "POST /issuer/oauth/revoke".to_owned();
    assert_eq!(paths(&server)[2..], [post.clone(), post, revoked.clone(), revoked], "the login from before is ended");
}

#[test]
fn a_job_asks_for_metadata_only_when_it_spends_its_credentials() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let mut world = World::new();
    world.set_credentials(&server).set("SPACE_TOKEN_SERVER", "oauth2").set("SPACE_TOKEN_STORE", "file");
    let token = world.run(&["print"]).ok();
    assert_eq!(world.run(&["print"]).ok(), token);
    assert_eq!(paths(&server), [format!("GET {WELL_KNOWN}"), "POST /oauth/token".to_owned()]);
}

#[test]
fn an_endpoint_that_is_named_is_taken_to_the_letter() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let token = json!({"access_token": "by-option", "token_type": "Bearer", "expires_in": 600});
    server.answer_at("/o/token/", Canned::json(200, token));
    for endpoint in ["/o/token/".to_owned(), "o/token/".to_owned(), format!("{}/o/token/", server.url())] {
        let world = World::new();
        world.log_in(&server, &["--server", "oauth2", "--token-endpoint", &endpoint, "--store", "file"]).silent();
        assert_eq!(world.run(&["print"]).ok(), "by-option\n");
    }
    assert_eq!(paths(&server), ["POST /o/token/"; 3]);
}

#[test]
fn without_metadata_there_is_the_usual_path() {
    for answer in [Canned::empty(404), Canned::text(200, "text/html", "<h1>Hello</h1>"), Canned::empty(302)] {
        let server = Sandbox::with(Config::of(Kind::OAuth2));
        server.answer_at(WELL_KNOWN, answer);
        let world = World::new();
        world.log_in(&server, &["--server", "oauth2", "--store", "file"]).silent();
        assert!(server.active_access_token(world.run(&["print"]).ok().trim_end()));
        let profile = fs::read_to_string(world.config()).unwrap();
        assert!(!profile.contains("endpoint"), "{profile}");
        let openid = "GET /.well-known/openid-configuration".to_owned();
        assert_eq!(paths(&server), [format!("GET {WELL_KNOWN}"), openid, "POST /oauth/token".to_owned()]);
    }
}

#[test]
fn metadata_that_must_not_be_used_get_no_password() {
    let other = Sandbox::with(Config::of(Kind::OAuth2));
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let (url, theirs) = (server.url(), format!("{}/oauth/token", other.url()));
    for (answer, code, expected) in [
        (metadata(&other.url(), &theirs), 8, format!("they are those of '{}'", other.url())),
        (metadata(&url, &theirs), 8, format!("token_endpoint: '{theirs}' is neither https nor at {url}")),
        (metadata(&url, "http://as.example/token"), 8, "is neither https nor at".to_owned()),
        // a parser of URLs would take the first part of a path for the host
        (metadata(&url, &format!("/localhost:{}/oauth/token", other.port())), 8, "is no absolute URL".to_owned()),
        (Canned::json(200, json!({"issuer": url})), 8, "missing field `token_endpoint`".to_owned()),
        (Canned::json(200, json!({"issuer": "\u{1b}[2Jx"})), 8, "missing field".to_owned()),
        (Canned::empty(503), 5, "the server is unavailable for now (HTTP 503)".to_owned()),
    ] {
        server.answer_at(WELL_KNOWN, answer);
        let world = World::new();
        let stderr = world.log_in(&server, &["--server", "oauth2", "--store", "file"]).fails(code);
        assert!(stderr.contains(&expected), "{stderr}");
        assert!(stderr.contains("--token-endpoint") && !stderr.contains('\u{1b}'), "{stderr}");
        assert!(!world.config().exists());
    }
    assert!(server.token_requests().is_empty() && other.requests().is_empty());
}

#[test]
fn an_endpoint_elsewhere_is_taken_over_https() {
    let tokens = Sandbox::with(Config { tls: Some(Tls::good()), ..Config::of(Kind::OAuth2) });
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    server.answer_at(WELL_KNOWN, metadata(&server.url(), &format!("{}/oauth/token", tokens.url())));
    let world = World::new();
    let ca = world.home().join("ca.pem");
    fs::write(&ca, tokens.ca_file_pem().unwrap()).unwrap();
    let ca = ca.to_str().unwrap();
    world.log_in(&server, &["--server", "oauth2", "--ca-cert", ca, "--store", "file"]).silent();
    let token = world.run(&["refresh"]).ok();
    assert!(tokens.active_access_token(token.trim_end()));
    assert_eq!((tokens.grants(), tokens.refreshes(), server.token_requests().len()), (1, 1, 0));
}

#[test]
fn a_profiles_endpoints_stay_with_its_server() {
    let first = Sandbox::with(Config::of(Kind::OAuth2));
    let second = Sandbox::with(Config::of(Kind::OAuth2));
    let hub = Sandbox::with(Config::of(Kind::Hub));
    let world = World::new();
    world.log_in(&first, &["--server", "oauth2", "--store", "file"]).silent();
    world.log_in(&second, &[]).silent();
    world.log_in(&hub, &["--server", "hub"]).silent();
    assert_eq!(first.grants(), 1, "it has nothing to do with the others' passwords");
    assert_eq!((second.grants(), hub.grants()), (1, 1));
}

#[cfg(target_os = "linux")]
#[test]
fn metadata_are_asked_for_before_anybody_types_a_password() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    server.answer_at(WELL_KNOWN, Canned::empty(503));
    let world = World::new();
    let mut terminal = world.terminal(&["login", "--server", "oauth2", "--store", "none"]);
    terminal.answer("Server URL: ", &server.url());
    terminal.expect("the server is unavailable for now (HTTP 503)");
    terminal.answer("Server URL: ", &server.url());
    terminal.control('c');
    let (rest, code) = terminal.finish();
    assert_eq!(code, 130, "{rest}");
    assert!(!rest.contains("Client ID") && !rest.contains(PASSWORD), "{rest}");
}
