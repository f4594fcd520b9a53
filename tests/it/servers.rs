//! Where each kind of server has its endpoints, and what is never sent elsewhere.

use std::fs;
use std::time::Duration;

use sandbox::{Canned, Config, Kind, Sandbox, Tls};
use serde_json::json;

use crate::support::{CLIENT_ID, CLIENT_SECRET, PASSWORD, World};

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

#[cfg(unix)]
#[test]
fn metadata_that_must_not_be_used_get_no_password() {
    let other = Sandbox::with(Config::of(Kind::OAuth2));
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let (url, theirs) = (server.url(), format!("{}/oauth/token", other.url()));
    for (answer, code, expected) in [
        (metadata(&other.url(), &theirs), 8, format!("it's for issuer '{}'", other.url())),
        (metadata(&url, &theirs), 8, format!("token_endpoint: '{theirs}' isn't https, and isn't at {url}")),
        (metadata(&url, "http://as.example/token"), 8, "isn't https, and isn't at".to_owned()),
        // a parser of URLs would take the first part of a path for the host
        (metadata(&url, &format!("/localhost:{}/oauth/token", other.port())), 8, "isn't an absolute URL".to_owned()),
        (Canned::json(200, json!({"issuer": url})), 8, "token_endpoint is missing".to_owned()),
        (Canned::json(200, json!({"issuer": "\u{1b}[2Jx"})), 8, "token_endpoint is missing".to_owned()),
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

/// A Hub under a YouTrack, and the YouTrack's URL.
fn youtrack() -> (Sandbox, String) {
    let server = Sandbox::with(Config { path: "/youtrack/hub".into(), ..Config::of(Kind::Hub) });
    let url = server.url().replace("/hub", "");
    (server, url)
}

#[test]
fn a_youtracks_hub_is_found() {
    let (server, url) = youtrack();
    let world = World::new();
    let login = ["login", "--url", &url, "--server", "hub", "--client-id", CLIENT_ID, "--username", "bob"];
    let login = world.command(&[&login[..], &["--store", "file"]].concat());
    login.env("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET).env("SPACE_TOKEN_PASSWORD", PASSWORD).run().silent();
    world.run(&["print"]).ok();
    world.run(&["refresh"]).ok();
    assert!(world.run(&["status", "--check"]).ok().contains("bob"));
    let told = format!("revoked at {url}.\n");
    let stderr = world.run(&["logout"]).silent();
    assert!(stderr.ends_with(&told), "{stderr}");
    assert_eq!(server.active_logins(), 0);
    let asked = paths(&server);
    assert_eq!(asked[0], "GET /youtrack/hub/api/rest/users/me");
    assert!(asked.iter().all(|path| path.contains(" /youtrack/hub/api/rest/")), "{asked:?}");
}

#[test]
fn a_youtrack_that_was_named_without_its_kind_comes_with_the_hint() {
    let (_server, url) = youtrack();
    let mut world = World::new();
    world.set_credentials(&Sandbox::start()).set("SPACE_TOKEN_URL", url);
    let error = world.run(&["print"]).fails(5);
    assert!(error.contains("--server hub is for Hub and YouTrack"), "{error}");
}

#[test]
fn a_query_in_an_endpoint_is_kept() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let url = server.url();
    let endpoint = format!("{url}/oauth/token?p=B2C_1_ropc");
    server.answer_at(WELL_KNOWN, metadata(&url, &endpoint));
    let world = World::new();
    world.log_in(&server, &["--server", "oauth2", "--store", "file"]).silent();
    world.run(&["refresh"]).ok();
    let queries: Vec<_> = server.token_requests().into_iter().map(|request| request.query).collect();
    assert_eq!(queries, [Some("p=B2C_1_ropc".to_owned()), Some("p=B2C_1_ropc".to_owned())]);
    let other = World::new();
    other.log_in(&server, &["--server", "oauth2", "--store", "none", "--token-endpoint", "oauth/token?x=1"]).silent();
    assert_eq!(server.token_requests()[2].query.as_deref(), Some("x=1"));
}

#[test]
fn parameters_of_a_servers_own_go_along() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let world = World::new();
    let arguments = ["--token-parameter", "audience=https://api.example/?a=b&c", "--token-parameter", "resource=x"];
    world.log_in(&server, &[&["--server", "oauth2", "--store", "file"], &arguments[..]].concat()).silent();
    world.run(&["refresh"]).ok();
    for request in server.token_requests() {
        assert_eq!(request.param("audience").as_deref(), Some("https://api.example/?a=b&c"));
        assert_eq!(request.param("resource").as_deref(), Some("x"));
    }
    assert_eq!(server.token_requests().len(), 2);
}

#[cfg(target_os = "linux")]
#[test]
#[cfg(target_os = "linux")]
fn a_one_time_code_goes_with_the_password_alone() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let mut world = World::new();
    let url = server.url();
    let login = ["login", "--url", &url, "--server", "oauth2", "--client-id", CLIENT_ID, "--username", "bob"];
    let run = world.command(&[&login[..], &["--otp", "--store", "file"]].concat());
    let mut terminal =
        run.env("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET).env("SPACE_TOKEN_PASSWORD", PASSWORD).terminal();
    terminal.answer("One-time code: ", "123456");
    let (shown, code) = terminal.finish();
    assert_eq!(code, 0, "{shown}");
    assert!(!shown.contains("123456"), "{shown}");
    world.run(&["refresh"]).ok();
    let requests = server.token_requests();
    let codes: Vec<_> = requests.iter().filter_map(|request| request.param("totp")).collect();
    assert_eq!(codes, ["123456"]);
    assert_eq!(requests.last().unwrap().param("grant_type").as_deref(), Some("refresh_token"));
    let twice = [&login[..], &["--otp", "--token-parameter", "totp=1"]].concat();
    assert!(world.run(&twice).fails(2).contains("'totp' is sent already, by --otp"));
    // without a terminal there is nobody to ask for the next code, and a password alone is not sent
    world.set_credentials(&server).set("SPACE_TOKEN_SERVER", "oauth2");
    server.revoke_all();
    world.run(&["refresh"]).fails(4);
    let print = ["print", "-p", "other", "--store", "none"];
    world.run(&print).ok();
    let grants = server.grants();
    let error = world.command(&print).env("SPACE_TOKEN_OTP", "1").run().fails(7);
    assert!(error.contains("the one-time code of --otp"), "{error}");
    assert_eq!(server.grants(), grants);
}

#[test]
fn how_a_client_authenticates_is_the_servers_to_say() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let url = server.url();
    for (methods, in_body) in
        [(vec!["client_secret_post"], true), (vec!["client_secret_basic"], false), (vec![], false)]
    {
        let document = json!({
            "issuer": url, "token_endpoint": format!("{url}/oauth/token"),
            "token_endpoint_auth_methods_supported": methods,
        });
        server.answer_at(WELL_KNOWN, Canned::json(200, document));
        let world = World::new();
        world.log_in(&server, &["--server", "oauth2", "--store", "file"]).silent();
        // and stays so for the login
        world.run(&["refresh"]).ok();
        for request in &server.token_requests()[server.token_requests().len() - 2..] {
            assert_eq!(request.param("client_secret").is_some(), in_body, "{methods:?}");
        }
        let shown = world.log_in(&server, &["--server", "oauth2", "-p", "v", "--store", "none", "-v"]).silent();
        let told = shown.contains("client authentication: post (the server's metadata)");
        assert_eq!(told, in_body, "{shown}");
    }
}

#[test]
fn a_grant_that_metadata_do_not_name_is_tried_with_a_warning() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let url = server.url();
    let document = json!({
        "issuer": url, "token_endpoint": format!("{url}/oauth/token"), "grant_types_supported": ["authorization_code"],
    });
    server.answer_at(WELL_KNOWN, Canned::json(200, document));
    let stderr = World::new().log_in(&server, &["--server", "oauth2", "--store", "none"]).silent();
    let told = "space-token: warning: the server's metadata doesn't list the grant password, only authorization_code; \
                trying anyway\n";
    assert!(stderr.starts_with(told), "{stderr}");
}

#[test]
fn metadata_are_found_below_the_issuer() {
    for name in ["openid-configuration", "oauth-authorization-server"] {
        let server = Sandbox::with(Config { path: "/realms/x".into(), ..Config::of(Kind::OAuth2) });
        let url = server.url();
        server.answer_at(&format!("{WELL_KNOWN}/realms/x"), Canned::empty(404));
        let token = json!({"access_token": "by-metadata", "expires_in": 600});
        server.answer_at("/realms/x/protocol/openid-connect/token", Canned::json(200, token));
        let endpoint = format!("{url}/protocol/openid-connect/token");
        server.answer_at(&format!("/realms/x/.well-known/{name}"), metadata(&url, &endpoint));
        let world = World::new();
        world.log_in(&server, &["--server", "oauth2", "--store", "file"]).silent();
        assert_eq!(world.run(&["print"]).ok(), "by-metadata\n");
    }
}

#[test]
fn a_jobs_refresh_authenticates_as_its_login_did() {
    for (method, in_body) in [("client_secret_post", true), ("none", false)] {
        let server = Sandbox::with(Config { lifetime: 0, ..Config::of(Kind::OAuth2) });
        let url = server.url();
        let document = json!({
            "issuer": url, "token_endpoint": format!("{url}/oauth/token"),
            "revocation_endpoint": format!("{url}/oauth/revoke"), "token_endpoint_auth_methods_supported": [method],
        });
        server.answer_at(WELL_KNOWN, Canned::json(200, document));
        let mut world = World::new();
        world.set_credentials(&server).set("SPACE_TOKEN_SERVER", "oauth2").set("SPACE_TOKEN_STORE", "file");
        if !in_body {
            world.set("SPACE_TOKEN_CLIENT_ID", "public-client");
        }
        world.run(&["print"]).ok();
        world.run(&["print"]).ok();
        assert_eq!((server.grants(), server.refreshes()), (1, 1));
        world.run(&["logout"]).silent();
        let asked = server.requests();
        let posts: Vec<_> = asked.iter().filter(|request| request.method == "POST").collect();
        assert!(posts.len() >= 3, "{asked:#?}");
        for request in posts {
            assert_eq!(request.param("client_secret").is_some(), in_body, "{method}");
            assert_eq!(request.header("authorization"), None, "{method}");
        }
    }
}

#[test]
fn a_name_of_this_machine_is_this_machine_whatever_dns_says() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server).set("SPACE_TOKEN_URL", format!("http://space.localhost:{}", server.port()));
    let token = world.run(&["print"]).ok();
    assert!(server.active_access_token(token.trim_end()));
}

#[test]
fn of_metadata_only_what_is_needed_must_be_right() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let url = server.url();
    for endpoint in [json!(""), json!(7), json!("/revoke"), json!("http://as.example/revoke")] {
        let document = json!({
            "issuer": url, "token_endpoint": format!("{url}/oauth/token"),
            "revocation_endpoint": endpoint, "userinfo_endpoint": endpoint,
        });
        server.answer_at(WELL_KNOWN, Canned::json(200, document));
        let world = World::new();
        world.log_in(&server, &["--server", "oauth2", "--store", "file"]).silent();
        assert!(world.run(&["logout"]).silent().contains("the server names no revocation endpoint"), "{endpoint}");
    }
    // what a gateway says of a page that it doesn't have
    server.answer_at(WELL_KNOWN, Canned::json(200, json!({"error": "not_found"})));
    World::new().log_in(&server, &["--server", "oauth2", "--store", "file"]).silent();
}

#[test]
fn all_places_of_metadata_share_one_time_limit() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    for place in [WELL_KNOWN, "/.well-known/openid-configuration"] {
        server.answer_at(place, Canned::empty(404).after(Duration::from_millis(700)));
    }
    let mut world = World::new();
    world.set_credentials(&server).set("SPACE_TOKEN_SERVER", "oauth2").set("SPACE_TOKEN_TIMEOUT", "1");
    let error = world.run(&["print"]).fails(5);
    assert!(error.contains("/.well-known/") && error.contains("no answer within 1 s"), "{error}");
    assert!(server.token_requests().is_empty());
}

#[test]
fn the_query_of_an_endpoint_is_nobodys_business() {
    let server = Sandbox::start();
    server.answer_always(Some(Canned::empty(503)));
    let mut world = World::new();
    world.set_credentials(&server).set("SPACE_TOKEN_TOKEN_ENDPOINT", "/oauth/token?code=Top9Secret");
    let told = world.run(&["print", "-v"]).fails(5);
    assert!(told.contains("/oauth/token") && !told.contains("Top9Secret"), "{told}");
}
