//! `logout` tells the server, and is done here whatever it says.

use std::fs;
use std::time::{Duration, Instant};

#[cfg(target_os = "linux")]
use nix::sys::signal::Signal;
use sandbox::{Canned, Config, Kind, Request, Sandbox};

use crate::support::{CLIENT_ID, CLIENT_SECRET, Outcome, World, wait_until};

const SELF: &str = "/api/http/team-directory/profiles/oauth-consents/me/refresh-tokens/self";
const NOBODY: &str = "space-token: not logged in (profile 'default')\nhint: log in: space-token login\n";

fn logged_in(server: &Sandbox, arguments: &[&str]) -> World {
    let world = World::new();
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--store", "file"]).collect();
    world.log_in(server, &arguments).silent();
    world
}

/// What came after the login.
fn since_login(server: &Sandbox) -> Vec<Request> {
    server.requests().into_iter().skip_while(|request| request.method == "GET").skip(1).collect()
}

/// Exit 0, a warning, and nothing left here.
#[track_caller]
fn gone_here_alone(world: &World, outcome: Outcome, why: &str) {
    let stderr = outcome.silent();
    assert!(stderr.starts_with("space-token: warning: logged out (profile default), but not revoked: "), "{stderr}");
    assert!(stderr.contains(why) && stderr.lines().count() == 1, "{stderr}");
    world.run(&["status"]).fails_with(4, NOBODY);
}

#[test]
fn space_drops_the_refresh_token() {
    let server = Sandbox::start();
    let world = logged_in(&server, &[]);
    let token = world.run(&["print"]).ok();
    let farewell = format!("Logged out (profile default): deleted here, revoked at {}.\n", server.url());
    assert_eq!(world.run(&["logout"]).silent(), farewell);
    assert_eq!(server.active_logins(), 0);
    let [request] = &since_login(&server)[..] else { panic!("one request") };
    assert_eq!((request.method.as_str(), request.path.as_str()), ("DELETE", SELF));
    assert_eq!(request.header("authorization"), Some(format!("Bearer {}", token.trim_end()).as_str()));
    assert!(request.body.is_empty());
    world.run(&["status"]).fails_with(4, NOBODY);
    assert_eq!(world.run(&["logout"]).silent(), "You weren't logged in (profile default).\n");
}

#[test]
fn at_space_an_expired_token_is_refreshed_for_that_alone() {
    let server = Sandbox::with(Config { lifetime: 0, rotate: true, ..Config::default() });
    let world = logged_in(&server, &[]);
    server.set_lifetime(600);
    let stderr = world.run(&["logout"]).silent();
    assert!(stderr.contains("revoked at"), "{stderr}");
    assert_eq!((server.refreshes(), server.active_logins()), (1, 0));
    world.run(&["status"]).fails_with(4, NOBODY);
}

#[test]
fn a_token_that_is_not_honoured_is_refreshed_once_more() {
    let server = Sandbox::start();
    let world = logged_in(&server, &[]);
    server.answer_at(SELF, Canned::empty(401));
    let stderr = world.run(&["logout"]).silent();
    assert!(stderr.contains("it doesn't accept a token that it just issued"), "{stderr}");
    assert_eq!(server.refreshes(), 1);
}

#[test]
fn a_login_that_has_ended_is_no_failure() {
    for lifetime in [0, 600] {
        let server = Sandbox::with(Config { lifetime, ..Config::default() });
        let world = logged_in(&server, &[]);
        server.revoke_all();
        let farewell =
            format!("Logged out (profile default): deleted here, nothing was left to revoke at {}.\n", server.url());
        assert_eq!(world.run(&["logout"]).silent(), farewell);
    }
}

#[test]
fn what_cannot_be_revoked_is_said_without_asking() {
    let until = "its token stays valid there until 2";
    for (kind, arguments, why) in [
        (
            Kind::Space,
            &["--access-type", "online"][..],
            &format!("the server only revokes refresh tokens, and there is none; {until}"),
        ),
        (
            Kind::Hub,
            &["--server", "hub", "--access-type", "online"],
            &format!("the server only revokes refresh tokens, and there is none; {until}"),
        ),
    ] {
        let server = Sandbox::with(Config::of(kind));
        let world = logged_in(&server, arguments);
        let stderr = world.run(&["logout"]).silent();
        let told = format!("Logged out (profile default): deleted here, not revoked: {why}");
        assert!(stderr.starts_with(&told), "{stderr}");
        assert!(since_login(&server).is_empty());
        world.run(&["status"]).fails_with(4, NOBODY);
    }
}

#[test]
fn an_applications_token_cannot_be_revoked_at_space() {
    let server = Sandbox::start();
    let world = World::new();
    let url = server.url();
    let login = ["login", "--url", &url, "--client-id", CLIENT_ID, "--grant", "client-credentials", "--store", "file"];
    world.command(&login).env("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET).run().silent();
    let stderr = world.run(&["logout"]).silent();
    assert!(stderr.contains("not revoked: Space doesn't revoke an application's token; its token stays"), "{stderr}");
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn rfc_7009_revokes_both_tokens_with_the_clients_authentication() {
    for (auth, in_body) in [("basic", false), ("basic-encoded", false), ("post", true)] {
        let server = Sandbox::with(Config::of(Kind::OAuth2));
        let world = logged_in(&server, &["--server", "oauth2", "--client-auth", auth]);
        let token = world.run(&["print"]).ok();
        let farewell = format!("Logged out (profile default): deleted here, revoked at {}.\n", server.url());
        assert_eq!(world.run(&["logout"]).silent(), farewell);
        assert!(!server.active_access_token(token.trim_end()));
        assert_eq!(server.active_logins(), 0);
        let requests = since_login(&server);
        let hints: Vec<_> = requests.iter().map(|request| request.param("token_type_hint").unwrap()).collect();
        assert_eq!(hints, ["refresh_token", "access_token"]);
        for request in requests {
            assert_eq!((request.method.as_str(), request.path.as_str()), ("POST", "/oauth/revoke"));
            assert_eq!(request.param("client_secret").as_deref(), in_body.then_some(CLIENT_SECRET));
            assert_eq!(request.header("authorization").is_some(), !in_body);
        }
    }
}

#[test]
fn an_access_token_may_be_beyond_revocation() {
    let server = Sandbox::with(Config { keeps_access_tokens: true, ..Config::of(Kind::OAuth2) });
    let world = logged_in(&server, &["--server", "oauth2"]);
    let stderr = world.run(&["logout"]).silent();
    assert!(stderr.contains("only the refresh token was revoked: "), "{stderr}");
    assert!(stderr.contains("(HTTP 400: unsupported_token_type"), "{stderr}");
    world.run(&["status"]).fails_with(4, NOBODY);

    let url = server.url();
    let login = ["login", "--url", &url, "--client-id", CLIENT_ID, "--grant", "client-credentials", "--store", "file"];
    world.command(&login).env("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET).run().silent();
    gone_here_alone(&world, world.run(&["logout"]), "unsupported_token_type");
}

#[test]
fn an_endpoint_that_the_login_did_not_learn_is_asked_for() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let world = logged_in(&server, &["--server", "oauth2", "--token-endpoint", "/oauth/token"]);
    assert!(world.run(&["logout"]).silent().contains("revoked at"));
    let paths: Vec<_> = since_login(&server).into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/.well-known/oauth-authorization-server", "/oauth/revoke", "/oauth/revoke"]);
    assert_eq!(server.active_logins(), 0);
}

#[test]
fn no_revoke_asks_nobody() {
    let server = Sandbox::start();
    let world = logged_in(&server, &[]);
    assert_eq!(
        world.run(&["logout", "--no-revoke"]).silent(),
        "Logged out (profile default): deleted here, not revoked (--no-revoke).\n"
    );
    assert!(since_login(&server).is_empty());
    assert_eq!(server.active_logins(), 1);
    world.run(&["status"]).fails_with(4, NOBODY);
}

#[test]
fn a_server_that_refuses_or_is_gone_keeps_nobody_logged_in() {
    for (answer, why) in [
        (
            Canned::json(403, serde_json::json!({"error": "permission-denied"})),
            "it refused (HTTP 403: permission-denied)",
        ),
        (Canned::empty(404), "it has no revocation endpoint (HTTP 404)"),
        (Canned::text(502, "text/html", "<h1>Bad gateway</h1>"), "the server failed (HTTP 502)"),
    ] {
        let server = Sandbox::start();
        let world = logged_in(&server, &[]);
        server.answer_at(SELF, answer);
        gone_here_alone(&world, world.run(&["logout"]), why);
    }
    let server = Sandbox::start();
    let world = logged_in(&server, &[]);
    drop(server);
    gone_here_alone(&world, world.run(&["logout", "-q"]), "Connection refused");
}

#[test]
fn a_server_that_hangs_is_not_waited_for_longer_than_the_time_limit() {
    let server = Sandbox::with(Config { lifetime: 0, ..Config::default() });
    let world = logged_in(&server, &[]);
    server.set_lifetime(600);
    // the refresh and the revocation share one limit: with one each it would take 9 s
    server.set_delay(Duration::from_secs(3));
    server.answer_at(SELF, Canned::empty(204).after(Duration::from_secs(60)));
    let start = Instant::now();
    gone_here_alone(&world, world.run(&["logout", "--timeout", "6s"]), "no answer within 6 s");
    assert!(start.elapsed() < Duration::from_secs(9), "{:?}", start.elapsed());
}

#[cfg(target_os = "linux")]
#[test]
fn it_is_deleted_here_before_the_server_is_asked() {
    let server = Sandbox::start();
    let world = logged_in(&server, &[]);
    server.answer_at(SELF, Canned::empty(204).after(Duration::from_secs(60)));
    let logout = world.start(&["logout"]);
    wait_until(|| !since_login(&server).is_empty());
    world.run(&["status"]).fails_with(4, NOBODY);
    // nobody waits for the lock meanwhile, and the next login is not the one that is revoked
    world.log_in(&server, &["--store", "file"]).silent();
    logout.signal(Signal::SIGTERM);
    logout.finish().fails(143);
    world.run(&["print"]).ok();
}

#[test]
fn all_are_deleted_and_a_dead_server_is_asked_once() {
    let (dead, alive) = (Sandbox::start(), Sandbox::start());
    let world = World::new();
    for (profile, server) in [("a", &dead), ("b", &dead), ("c", &alive)] {
        world.log_in(server, &["-p", profile, "--store", "file"]).silent();
    }
    let dead_url = dead.url();
    drop(dead);
    let stderr = world.run(&["logout", "--all"]).silent();
    let lines: Vec<&str> = stderr.lines().collect();
    assert_eq!(lines.len(), 3, "{stderr}");
    assert!(lines[0].contains("logged out (profile a), but not revoked: cannot reach"), "{stderr}");
    assert_eq!(
        lines[1],
        format!("space-token: warning: logged out (profile b), but not revoked: {dead_url} did not answer before")
    );
    assert_eq!(lines[2], format!("Logged out (profile c): deleted here, revoked at {}.", alive.url()));
    assert_eq!(alive.active_logins(), 0);
    for profile in ["a", "b", "c"] {
        world.run(&["-p", profile, "status"]).fails(4);
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_deleted_all_the_same() {
    let server = Sandbox::start();
    let world = logged_in(&server, &[]);
    let stored: Vec<_> = world.files().into_iter().filter(|(_, content)| content.starts_with(b"{")).collect();
    for (path, _) in &stored {
        fs::write(path, "{\"version\":1").unwrap();
    }
    assert!(!stored.is_empty());
    let stderr = world.run(&["logout"]).silent();
    assert!(stderr.contains("logged out (profile default), but what was stored could not be revoked: "), "{stderr}");
    world.run(&["status"]).fails_with(4, NOBODY);
}

#[test]
fn secrets_stay_out_of_every_message() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let world = logged_in(&server, &["--server", "oauth2"]);
    let token = world.run(&["print", "--format", "json"]).ok();
    let token: serde_json::Value = serde_json::from_str(&token).unwrap();
    let stderr = world.run(&["logout", "-v"]).silent();
    for secret in [token["access_token"].as_str().unwrap(), token["refresh_token"].as_str().unwrap(), CLIENT_SECRET] {
        assert!(!stderr.contains(secret), "{stderr}");
    }
}

#[test]
fn an_access_token_is_revoked_where_the_refresh_token_cannot_be() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let world = logged_in(&server, &["--server", "oauth2", "--revocation-endpoint", "/revoke"]);
    server.answer_at("/revoke", Canned::json(400, serde_json::json!({"error": "unsupported_token_type"})));
    gone_here_alone(&world, world.run(&["logout"]), "it refused (HTTP 400: unsupported_token_type)");
    let asked = server.requests().into_iter().filter(|request| request.path == "/revoke");
    let bodies: Vec<_> = asked.map(|request| String::from_utf8(request.body).unwrap()).collect();
    assert_eq!(bodies.len(), 2, "{bodies:?}");
    let hints = ["token_type_hint=refresh_token", "token_type_hint=access_token"];
    assert!(bodies.iter().zip(hints).all(|(body, hint)| body.contains(hint)), "{bodies:?}");
}

#[test]
fn hub_drops_the_one_refresh_token_of_this_client() {
    let server = Sandbox::with(Config::of(Kind::Hub));
    let world = logged_in(&server, &["--server", "hub"]);
    let farewell = format!("Logged out (profile default): deleted here, revoked at {}.\n", server.url());
    assert_eq!(world.run(&["logout"]).silent(), farewell);
    assert_eq!(server.active_logins(), 0);
    // an expired access token is refreshed for that alone
    server.set_lifetime(0);
    let world = logged_in(&server, &["--server", "hub"]);
    server.set_lifetime(600);
    assert_eq!(world.run(&["logout"]).silent(), farewell);
    assert_eq!((server.refreshes(), server.active_logins()), (1, 0));
}

#[test]
fn hub_is_not_made_to_end_another_login() {
    let server = Sandbox::with(Config::of(Kind::Hub));
    let world = logged_in(&server, &["--server", "hub"]);
    let other = logged_in(&server, &["--server", "hub"]);
    let why = "it lists 2 logins with this client where one was expected";
    gone_here_alone(&world, world.run(&["logout"]), why);
    assert_eq!(server.active_logins(), 2);
    other.run(&["refresh"]).ok();
    for (answer, why) in [
        (Canned::json(403, serde_json::json!({"error": "Forbidden"})), "it refused (HTTP 403: Forbidden)"),
        (Canned::json(200, serde_json::json!({"id": "../x", "login": "bob"})), "it doesn't give the user's ID"),
        (Canned::text(200, "text/html", "<h1>Sign in</h1>"), "its answer names no user (HTTP 200)"),
    ] {
        let server = Sandbox::with(Config::of(Kind::Hub));
        let world = logged_in(&server, &["--server", "hub"]);
        server.answer_at("/api/rest/users/me", answer);
        gone_here_alone(&world, world.run(&["logout"]), why);
    }
}

#[test]
fn only_invalid_grant_proves_that_nothing_is_left() {
    for answer in [
        Canned::json(404, serde_json::json!({"error": "invalid_grant"})),
        Canned::json(400, serde_json::json!({"error": "invalid_request"})),
        Canned::empty(400),
        Canned::empty(401),
    ] {
        let server = Sandbox::with(Config { lifetime: 0, ..Config::default() });
        let world = logged_in(&server, &[]);
        server.answer_next(answer);
        gone_here_alone(&world, world.run(&["logout"]), &server.url());
    }
}

#[test]
fn a_web_page_or_an_error_with_200_proves_no_revocation() {
    for (kind, name, path) in [(Kind::Space, "space", SELF), (Kind::OAuth2, "oauth2", "/oauth/revoke")] {
        for (answer, why) in [
            (Canned::text(200, "text/html", "<h1>Sign in</h1>"), "it answers with a web page (HTTP 200)"),
            (Canned::json(200, serde_json::json!({"error": "no"})), "it didn't confirm that (HTTP 200: no)"),
            (Canned::json(405, serde_json::json!({"error": "no"})), "it has no revocation endpoint (HTTP 405: no)"),
        ] {
            let server = Sandbox::with(Config::of(kind));
            let world = logged_in(&server, &["--server", name]);
            server.answer_at(path, answer);
            gone_here_alone(&world, world.run(&["logout"]), why);
        }
    }
}
