//! What the server says no to, and what users are told.

use sandbox::{Canned, Sandbox};
use serde_json::json;

use crate::support::{PASSWORD, World};

fn world(server: &Sandbox) -> World {
    let mut world = World::new();
    world.set_credentials(server);
    world
}

#[test]
fn a_wrong_password() {
    let server = Sandbox::start();
    let error = world(&server).command(&["print"]).env("SPACE_TOKEN_PASSWORD", "wrong").run().fails(3);
    let url = server.url();
    assert_eq!(
        error,
        format!(
            "space-token: {url} refused the password grant: invalid_grant: Wrong user name or password\n\
             hint: check user name and password; an account with two-factor authentication needs an application password, \
             and one behind single sign-on has no password for this\n"
        )
    );
    assert_eq!(server.token_requests().len(), 1, "a refused password is never sent twice");
}

#[test]
fn two_factor_wants_the_application_password() {
    let server = Sandbox::start();
    let mut world = world(&server);
    world.set("SPACE_TOKEN_USERNAME", "twofactor");
    assert!(world.run(&["print"]).fails(3).contains("application password"));
    world.command(&["print"]).env("SPACE_TOKEN_PASSWORD", "12345678901234567890").run().ok();
}

#[test]
fn a_wrong_client_secret() {
    let server = Sandbox::start();
    let error = world(&server).command(&["print"]).env("SPACE_TOKEN_CLIENT_SECRET", "wrong").run().fails(3);
    assert!(error.contains("invalid_client"), "{error}");
    assert!(error.contains("Administration → Applications"), "{error}");
}

#[test]
fn a_scope_beyond_the_clients_rights() {
    let server = Sandbox::start();
    let mut world = world(&server);
    world.set("SPACE_TOKEN_CLIENT_ID", "narrow-client").set("SPACE_TOKEN_CLIENT_SECRET", "narrow-secret");
    let error = world.run(&["print", "--team-right", "EditTeam"]).fails(3);
    assert!(error.contains("invalid_scope"), "{error}");
    assert!(error.contains("you asked for 'Team:EditTeam'"), "{error}");
    world.run(&["print", "--project-right", "*"]).ok();
}

#[test]
fn what_is_no_space_server() {
    let server = Sandbox::start();
    let mut world = world(&server);
    for path in ["/elsewhere", "/oauth"] {
        world.set("SPACE_TOKEN_URL", format!("{}{path}", server.url()));
        let error = world.run(&["print"]).fails(5);
        assert!(error.contains("there is no token endpoint (HTTP 404)\nhint: check the URL"), "{error}");
    }
    world.set("SPACE_TOKEN_URL", server.url());
    server.answer_next(Canned::text(200, "text/html", "<!doctype html><title>Welcome</title>"));
    assert!(world.run(&["print"]).fails(5).contains("it answers with a web page (HTTP 200)\nhint: check the URL"));
}

/// Keycloak calls a wrong client secret so.
#[test]
fn a_401_is_about_the_client_whatever_its_code() {
    let server = Sandbox::start();
    let world = world(&server);
    server.answer_next(Canned::json(401, json!({"error": "unauthorized_client"})));
    let error = world.run(&["print"]).fails(3);
    assert!(error.contains("\nhint: check client ID and client secret"), "{error}");
    server.answer_next(Canned::json(400, json!({"error": "unauthorized_client"})));
    let error = world.run(&["print"]).fails(3);
    assert!(error.contains("\nhint: register the client in Space"), "{error}");
}

#[test]
fn the_words_of_a_refusal_are_shown_wherever_servers_put_them() {
    let server = Sandbox::start();
    let world = world(&server);
    for body in [
        json!({"errorCode": "E0000022", "errorSummary": "the reason"}),
        json!({"timestamp": 1, "message": "the reason", "path": "/"}),
        json!({"detail": "the reason"}),
        json!({"error": {"code": 400, "message": "the reason"}}),
        json!({"error": "invalid_grant", "error_description": "the reason", "message": "another"}),
    ] {
        server.answer_next(Canned::json(400, body.clone()));
        let error = world.run(&["print"]).fails(3);
        assert!(error.lines().next().unwrap().ends_with("the reason"), "{body}: {error}");
    }
}

#[test]
fn redirects_are_not_followed() {
    let server = Sandbox::start();
    let other = Sandbox::start();
    for status in [301, 302, 303, 307, 308] {
        server.answer_next(Canned::empty(status).with_header("location", &format!("{}/oauth/token", other.url())));
        let error = world(&server).run(&["print"]).fails(5);
        assert!(error.contains("it redirects, and a password is never sent on"), "{error}");
        assert!(error.contains(&format!("(HTTP {status})")), "{error}");
    }
    assert_eq!(other.requests().len(), 0, "the password stays here");
}

#[test]
fn errors_as_json() {
    let server = Sandbox::start();
    let mut world = world(&server);
    world.set("SPACE_TOKEN_PASSWORD", "wrong");
    let error = world.run(&["print", "--error-format", "json"]).fails(3);
    let url = server.url();
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&error).unwrap(),
        json!({"error": {
            "kind": "refused",
            "message": format!("{url} refused the password grant: invalid_grant: Wrong user name or password"),
            "hint": "check user name and password; an account with two-factor authentication needs an application password, \
                     and one behind single sign-on has no password for this",
            "exit_code": 3,
            "oauth_error": "invalid_grant",
            "oauth_error_description": "Wrong user name or password",
            "http_status": 400,
        }})
    );
    assert_eq!(error.lines().count(), 1);
    world.set("SPACE_TOKEN_ERROR_FORMAT", "json");
    let usage = world.run(&["print", "--no-such-option"]).fails(2);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&usage).unwrap()["error"]["kind"], "usage");
}

#[test]
fn the_servers_words_cannot_steer_the_terminal() {
    let server = Sandbox::start();
    server.answer_next(Canned::json(
        400,
        json!({"error": "invalid_grant\u{1b}]0;owned\u{7}", "error_description": "a\r\nspace-token: all is well\u{9b}2J"}),
    ));
    let error = world(&server).run(&["print"]).fails(3);
    assert!(error.lines().count() == 2 && !error.contains('\u{1b}') && !error.contains('\u{9b}'), "{error:?}");
}

#[test]
fn secrets_are_no_arguments() {
    let error = World::new().run(&["login", "--password", PASSWORD]).fails(2);
    assert_eq!(
        error,
        "space-token: unexpected argument '--password' found\n\
         hint: secrets are never arguments, where others can read them: use --password-stdin, --password-file, \
         --client-secret-file, or the environment\n"
    );
    assert!(!World::new().run(&["login", "--client-secret=planted"]).fails(2).contains("planted"));
}

#[test]
fn a_command_that_is_misspelt() {
    World::new()
        .run(&["pirnt"])
        .fails_with(2, "space-token: unrecognized command 'pirnt'\nhint: a similar command exists: 'print'\n");
}

#[test]
fn an_option_of_another_command_is_told_this_ones() {
    for (line, hint) in [
        ("print --json", "use --format json; 'space-token print --help' shows what's available"),
        ("status --format json", "use --json; 'space-token status --help' shows what's available"),
        ("profile use", "'space-token profile use --help' shows what's available"),
        ("print --format nonsense", "'space-token COMMAND --help' shows what's available"),
    ] {
        let error = World::new().run(&line.split(' ').collect::<Vec<_>>()).fails(2);
        assert!(error.ends_with(&format!("\nhint: {hint}\n")), "{line}: {error}");
    }
}
