//! `status --check`: whose token it is, by the server's own word.

use sandbox::{Canned, Config, Kind, Sandbox};
use serde_json::{Value, json};

use crate::support::{CLIENT_ID, CLIENT_SECRET, World};

const CHECK: [&str; 2] = ["status", "--check"];
const ME: &str = "/api/http/team-directory/profiles/me";

fn logged_in(server: &Sandbox, arguments: &[&str]) -> World {
    let world = World::new();
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--store", "file"]).collect();
    world.log_in(server, &arguments).silent();
    world
}

/// The last line of the status.
fn check(world: &World) -> String {
    world.run(&CHECK).ok().lines().last().unwrap().to_owned()
}

fn check_json(world: &World) -> Value {
    let status = world.run(&["status", "--check", "--json"]).ok();
    serde_json::from_str::<Value>(&status).unwrap()["check"].clone()
}

#[test]
fn each_kind_of_server_names_the_user() {
    for (kind, name, asked) in [
        (Kind::Space, "space", "/x/api/http/team-directory/profiles/me?$fields=id,username,name(firstName,lastName)"),
        (Kind::Hub, "hub", "/x/api/rest/users/me?fields=id,login,name,guest,banned"),
        (Kind::OAuth2, "oauth2", "/x/userinfo"),
    ] {
        let server = Sandbox::with(Config { path: "/x".into(), ..Config::of(kind) });
        let world = logged_in(&server, &["--server", name]);
        let line = check(&world);
        assert!(
            line.starts_with("Check    the server accepts the token; it belongs to bob (Bob Builder, id "),
            "{line}"
        );
        let request = server.requests().pop().unwrap();
        let query = request.query.map(|query| format!("?{query}")).unwrap_or_default();
        assert_eq!(format!("{}{query}", request.path), asked);
        let value = check_json(&world);
        assert_eq!((&value["result"], &value["username"]), (&json!("honoured"), &json!("bob")), "{value}");
        assert_eq!((&value["name"], &value["reason"]), (&json!("Bob Builder"), &Value::Null), "{value}");
    }
}

#[test]
fn a_token_that_the_answer_repeats_is_not_shown() {
    let server = Sandbox::start();
    let world = logged_in(&server, &[]);
    let token = world.run(&["print"]).ok();
    server.answer_at(ME, Canned::json(200, json!({"id": "1", "username": format!("Bearer {}", token.trim())})));
    for arguments in [&CHECK[..], &["status", "--check", "--json"]] {
        let status = world.run(arguments).ok();
        assert!(!status.contains(token.trim()), "{status}");
        assert!(status.contains("(message hidden: it may repeat a secret)"), "{status}");
    }
}

#[test]
fn without_the_option_nobody_is_asked() {
    let server = Sandbox::start();
    let world = logged_in(&server, &[]);
    assert!(!world.run(&["status"]).ok().contains("Check"));
    let status: Value = serde_json::from_str(&world.run(&["status", "--json"]).ok()).unwrap();
    assert_eq!(status.get("check"), Some(&Value::Null));
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn an_application_is_asked_for_as_one() {
    let server = Sandbox::start();
    let world = World::new();
    let url = server.url();
    let login = ["login", "--url", &url, "--client-id", CLIENT_ID, "--grant", "client-credentials", "--store", "file"];
    world.command(&login).env("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET).run().silent();
    let line = check(&world);
    assert_eq!(line, format!("Check    the server accepts the token; it belongs to My Service (id {CLIENT_ID})"));
    assert_eq!(server.requests().pop().unwrap().path, "/api/http/applications/me");
}

#[test]
fn a_403_proves_nothing() {
    let server = Sandbox::start();
    let world = logged_in(&server, &["--scope", "Project:*"]);
    let line = check(&world);
    assert_eq!(
        line,
        "Check    the server wouldn't say whose token it is (HTTP 403: permission-denied: The scope of the token \
         has no right to profiles); it may still be valid"
    );
    assert_eq!(check_json(&world)["result"], "undisclosed");
}

#[test]
fn a_401_and_a_guest_are_a_login_that_has_ended() {
    for (kind, name, expected) in [
        (
            Kind::Space,
            "space",
            "HTTP 401: authentication-required: Refresh token associated with the access token is revoked",
        ),
        (Kind::Hub, "hub", "HTTP 200: it treats the caller as a guest"),
        (Kind::OAuth2, "oauth2", "HTTP 401: invalid_token: "),
    ] {
        let server = Sandbox::with(Config::of(kind));
        let scope: &[&str] = if kind == Kind::OAuth2 { &["--scope", "openid"] } else { &[] };
        let world = logged_in(&server, &[&["--server", name], scope].concat());
        server.revoke_all();
        let stderr = world.run(&CHECK).fails(4);
        let told = format!("space-token: {} doesn't accept the token: {expected}", server.url());
        assert!(stderr.starts_with(&told), "{stderr}");
        // what the others say is the end of the refresh token
        let hint = if kind != Kind::Hub { "" } else { "refresh it: space-token refresh; or " };
        assert!(stderr.contains(&format!("\nhint: {hint}log in: space-token login")), "{stderr}");
    }
}

#[test]
fn a_401_that_says_nothing_of_an_end_leaves_the_refresh_token_to_try() {
    let server = Sandbox::start();
    let world = logged_in(&server, &[]);
    for words in ["the refresh token is fine", "revoked"] {
        server.answer_at(ME, Canned::json(401, json!({"error": "x", "error_description": words})));
        let stderr = world.run(&CHECK).fails(4);
        assert!(stderr.contains("\nhint: refresh it: space-token refresh; or log in: "), "{stderr}");
    }
}

#[test]
fn a_401_for_want_of_a_scope_proves_nothing() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let world = logged_in(&server, &["--server", "oauth2", "--scope", "read"]);
    server.answer_at("/userinfo", Canned::json(401, json!({"error": "invalid_token"})));
    assert_eq!(
        check(&world),
        "Check    the server wouldn't say whose token it is (HTTP 401: invalid_token; the token lacks the scope 'openid', which some servers require); it may still be valid"
    );
}

#[test]
fn nothing_is_refreshed_to_ask() {
    let server = Sandbox::with(Config { lifetime: 0, ..Config::default() });
    let world = logged_in(&server, &[]);
    let expected = "the token has expired, and must be refreshed first: space-token refresh";
    assert_eq!(check(&world), format!("Check    not asked: {expected}"));
    let value = check_json(&world);
    assert_eq!((&value["result"], &value["reason"]), (&json!("not_asked"), &json!(expected)));
    assert_eq!(server.requests().len(), 1, "the login itself");
    let config = world.config().display().to_string();
    let stdout = world.run(&["-p", "default", "--config", &config, "status", "--check"]).ok();
    assert!(stdout.contains(&format!("space-token --config {config} -p default refresh\n")), "{stdout}");
}

#[test]
fn a_server_that_cannot_be_asked_is_no_failure() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    server.answer_at("/.well-known/oauth-authorization-server", Canned::empty(404));
    let world = logged_in(&server, &["--server", "oauth2"]);
    assert_eq!(check(&world), "Check    not asked: the server names no userinfo endpoint");
    // unless somebody knows better
    let line = world.run(&["status", "--check", "--userinfo-endpoint", "/userinfo"]).ok();
    assert!(line.contains("it belongs to bob"), "{line}");
}

#[test]
fn what_is_no_answer() {
    let server = Sandbox::start();
    let world = logged_in(&server, &[]);
    let url = format!("{}{ME}", server.url());
    for (answer, expected) in [
        (Canned::text(200, "text/html", "<h1>Sign in</h1>"), "its answer names no user (HTTP 200)"),
        (Canned::empty(404), "there's no endpoint to ask (HTTP 404)"),
        (Canned::empty(302).with_header("Location", "https://elsewhere.example/"), "there's no endpoint to ask"),
        (Canned::empty(503), "the server is unavailable for now (HTTP 503)"),
    ] {
        server.answer_at(ME, answer);
        let stderr = world.run(&CHECK).fails(5);
        assert!(stderr.contains(&format!("cannot find out at {url} whose token it is: {expected}")), "{stderr}");
    }
    drop(server);
    let stderr = world.run(&CHECK).fails(5);
    assert!(stderr.contains("cannot reach") && !stderr.contains("$fields"), "{stderr}");
}

#[test]
fn what_the_server_says_cannot_steer_the_terminal() {
    let server = Sandbox::start();
    let world = logged_in(&server, &[]);
    server.answer_at(ME, Canned::json(200, json!({"id": "7", "username": "bob\u{1b}]0;x\u{7}\nStore    none"})));
    assert_eq!(check(&world), "Check    the server accepts the token; it belongs to bob ]0;x Store none (id 7)");
    server.answer_at(ME, Canned::json(401, json!({"error": "a\u{1b}[31m\nb"})));
    assert!(world.run(&CHECK).fails(4).contains("HTTP 401: a [31m b\n"));
}

#[test]
fn a_banned_user_is_told_as_one() {
    let server = Sandbox::with(Config::of(Kind::Hub));
    let world = logged_in(&server, &["--server", "hub"]);
    assert_eq!(check_json(&world)["banned"], false);
    server.answer_at("/api/rest/users/me", Canned::json(200, json!({"id": "1", "login": "bob", "banned": true})));
    assert!(check(&world).ends_with("bob (id 1), who is banned there"), "{}", check(&world));
    assert_eq!(check_json(&world)["banned"], true);
}
