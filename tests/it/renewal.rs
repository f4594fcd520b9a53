//! What a login is renewed with, and what is printed where it cannot be.

#[cfg(unix)]
use std::fs;

use sandbox::{Canned, Config, Sandbox};
#[cfg(unix)]
use serde_json::Value;
use serde_json::json;

use crate::support::{CLIENT_SECRET, PASSWORD, World};

/// Changes the stored login by hand.
#[cfg(unix)]
fn edit(world: &World, change: impl FnOnce(&mut Value)) {
    let file = world.state().join("tokens/profile-default.json");
    let mut record = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    change(&mut record);
    fs::write(file, record.to_string()).unwrap();
}

#[test]
fn the_client_authenticates_as_it_did_at_the_login() {
    let server = Sandbox::with(Config { lifetime: 0, ..Config::of(sandbox::Kind::OAuth2) });
    let mut world = World::new();
    world.set_credentials(&server).set("SPACE_TOKEN_STORE", "file").set("SPACE_TOKEN_SERVER", "oauth2");
    world.command(&["print"]).env("SPACE_TOKEN_CLIENT_AUTH", "post").run().ok();
    for (refresh, in_body) in
        [(&["refresh"][..], true), (&["refresh", "--client-auth", "basic"], false), (&["refresh"], true)]
    {
        world.run(refresh).ok();
        let request = server.token_requests().pop().unwrap();
        assert_eq!(request.param("grant_type").as_deref(), Some("refresh_token"));
        assert_eq!(request.param("client_secret").is_some(), in_body, "{refresh:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_new_client_secret_takes_the_place_of_the_stored_one() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    edit(&world, |record| record["client_secret"] = "old".into());
    world.run(&["refresh"]).fails(3);
    world.command(&["refresh"]).env("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET).run().ok();
    world.run(&["refresh"]).ok();
}

#[test]
fn an_expired_token_that_cannot_be_renewed_is_not_printed() {
    let server = Sandbox::with(Config { lifetime: 0, ..Config::default() });
    let world = World::new();
    world.log_in(&server, &["--access-type", "online", "--store", "file"]).silent();
    let error = world.run(&["print"]).fails(4);
    assert!(error.contains("the login has ended: its token expired at "), "{error}");
}

#[cfg(unix)]
#[test]
fn a_token_without_an_end_is_printed_unless_a_better_one_can_be_had() {
    let server = Sandbox::start();
    let long_ago = |record: &mut Value| {
        let at = record["obtained_at"].as_i64().unwrap();
        record["obtained_at"] = (at - 1_000_000).into();
    };
    server.answer_next(Canned::json(200, json!({"access_token": "endless"})));
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    edit(&world, long_ago);
    assert_eq!(world.run(&["print"]).ok(), "endless\n");

    server.answer_next(Canned::json(200, json!({"access_token": "endless", "refresh_token": "any"})));
    world.log_in(&server, &["--yes", "--store", "file"]).silent();
    assert_eq!(world.run(&["print"]).ok(), "endless\n");
    edit(&world, long_ago);
    server.answer_next(Canned::json(200, json!({"access_token": "new"})));
    assert_eq!(world.run(&["print"]).ok(), "new\n");
}

/// FastAPI and Salesforce name no lifetime, and give no refresh token.
#[cfg(unix)]
#[test]
fn a_token_without_an_end_is_replaced_where_the_password_is_at_hand() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server).set("SPACE_TOKEN_STORE", "file");
    server.answer_next(Canned::json(200, json!({"access_token": "endless"})));
    assert_eq!(world.run(&["print"]).ok(), "endless\n");
    assert_eq!(world.run(&["print"]).ok(), "endless\n");
    edit(&world, |record| record["obtained_at"] = (record["obtained_at"].as_i64().unwrap() - 1_000).into());
    assert!(server.active_access_token(world.run(&["print"]).ok().trim()));
}

#[cfg(unix)]
#[test]
fn the_last_seconds_of_a_token_that_cannot_be_renewed_serve() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--access-type", "online", "--store", "file"]).silent();
    let token = world.run(&["print"]).ok();
    edit(&world, |record| record["obtained_at"] = (record["obtained_at"].as_i64().unwrap() - 570).into());
    let outcome = world.run(&["print"]);
    assert!(
        outcome.stderr.contains(
            "warning: the token can't be refreshed: the login has no refresh token; the token in hand is valid for "
        ),
        "{outcome:#?}"
    );
    assert_eq!(outcome.stdout, token);
    world.run(&["print", "--min-ttl", "5m"]).fails(4);
}

/// With all credentials at hand, too.
#[cfg(unix)]
#[test]
fn a_token_in_hand_serves_while_no_server_answers() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server).set("SPACE_TOKEN_STORE", "file").set("SPACE_TOKEN_ACCESS_TYPE", "online");
    let token = world.run(&["print"]).ok();
    edit(&world, |record| record["obtained_at"] = (record["obtained_at"].as_i64().unwrap() - 570).into());
    server.answer_next(Canned::empty(503));
    let outcome = world.run(&["print"]);
    assert!(outcome.stderr.contains("; the token in hand is valid for "), "{outcome:#?}");
    assert_eq!(outcome.stdout, token);
    assert_ne!(world.run(&["print"]).ok(), token);
}

#[cfg(unix)]
#[test]
fn a_record_that_says_nothing_of_parameters_gets_those_of_its_refresh() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file", "--token-parameter", "audience=first"]).silent();
    edit(&world, |record| drop(record["obtained_for"].as_object_mut().unwrap().remove("parameters").unwrap()));
    world.run(&["print"]).ok();
    world.run(&["refresh"]).ok();
    edit(&world, |record| assert_eq!(record["obtained_for"]["parameters"], "audience=first"));
}

/// A token for one audience or resource isn't one for another (RFC 8707 §2).
#[test]
fn a_token_is_for_the_parameters_that_it_was_asked_for_with() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file", "--token-parameter", "audience=first"]).silent();
    let first = world.run(&["print"]).ok();
    assert_eq!(world.run(&["print", "--token-parameter", "audience=first"]).ok(), first);
    for command in ["print", "refresh"] {
        let error = world.run(&[command, "--token-parameter", "audience=second"]).fails(4);
        assert!(error.contains("the login of profile 'default' was made with other token parameters\n"), "{error}");
        assert!(!error.contains("second") && !error.contains("first"), "{error}");
    }
    // with all credentials it's another token, and not this login's
    let mut job = world.command(&["print", "--token-parameter", "audience=second"]);
    for (name, value) in [("CLIENT_SECRET", CLIENT_SECRET), ("PASSWORD", PASSWORD)] {
        job = job.env(&format!("SPACE_TOKEN_{name}"), value);
    }
    assert_ne!(job.run().ok(), first);
    assert_eq!(world.run(&["print"]).ok(), first);
}

#[test]
fn a_refused_refresh_is_told_while_the_old_token_still_serves() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let token = world.run(&["print"]).ok();
    server.answer_next(Canned::json(400, json!({"error": "invalid_grant"})));
    let error = world.run(&["refresh"]).fails(4);
    assert!(error.starts_with("space-token: the login has ended: "), "{error}");
    assert_eq!(world.run(&["print"]).ok(), token);
}

#[test]
fn the_scope_is_asked_for_as_it_was_granted() {
    let server = Sandbox::start();
    let world = World::new();
    let granted = json!({"access_token": "a", "refresh_token": "r", "scope": "Project:*", "expires_in": 600});
    server.answer_next(Canned::json(200, granted.clone()));
    world.log_in(&server, &["--store", "file"]).silent();
    server.answer_next(Canned::json(200, granted));
    world.run(&["refresh"]).ok();
    // RFC 6749 §5.1: a scope that isn't named is the one that was asked for
    server.answer_next(Canned::json(200, json!({"access_token": "b", "refresh_token": "s", "expires_in": 600})));
    world.run(&["refresh"]).ok();
    server.answer_next(Canned::json(200, json!({"access_token": "c", "expires_in": 600})));
    world.run(&["refresh"]).ok();
    for request in &server.token_requests()[1..] {
        assert_eq!(request.param("scope").as_deref(), Some("Project:*"));
    }
    assert!(world.run(&["status"]).ok().contains("Project:*"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_token_from_the_future_has_no_time_left() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server).set("SPACE_TOKEN_STORE", "file");
    // the clock is set back after it
    world.run_later("11m", &["login"]).silent();
    let status: serde_json::Value = serde_json::from_str(&world.run(&["status", "--json"]).ok()).unwrap();
    assert_eq!((&status["valid"], &status["expires_in"]), (&false.into(), &0.into()));
    assert!(world.run(&["status"]).ok().contains("; the next use refreshes the token."));
}
