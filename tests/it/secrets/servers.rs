//! Servers that repeat what they are sent, break off within a token, or write to the terminal.

use std::fs;

use sandbox::wire::{Step, Wire};
use sandbox::{Canned, Sandbox};
use serde_json::json;

use super::{ACCESS, CLIENT_SECRET, PASSWORD, REFRESH, hunt, logged_in, login, server, url_encoded};
use crate::support::World;

/// Answers of a server that repeats what it was sent, or breaks off within a token.
fn loose_tongues() -> Vec<Canned> {
    let repeated = format!("no: {PASSWORD} {} {CLIENT_SECRET} {REFRESH}", url_encoded(PASSWORD));
    let half = format!("{{\"access_token\":\"{ACCESS}\",\"refresh_token\":\"{REFRESH}");
    let mut all = Vec::new();
    for status in [200, 302, 400, 401, 403, 404, 429, 500, 503] {
        all.push(Canned::json(status, json!({"error": "invalid_grant", "error_description": repeated})));
        all.push(Canned::json(status, json!({"error": repeated})));
        all.push(Canned::text(status, "text/html", format!("<html>{repeated}</html>")));
        all.push(Canned::text(status, "text/plain", repeated.clone()));
        all.push(Canned::text(status, "application/json", half.clone()));
    }
    for (token, kind) in
        [(format!("{ACCESS}\n"), "Bearer"), (format!("{ACCESS}\u{1b}"), "Bearer"), (ACCESS.into(), ACCESS)]
    {
        all.push(Canned::json(200, json!({"access_token": token, "token_type": kind, "refresh_token": REFRESH})));
    }
    all.push(Canned::json(200, json!({"access_token": [ACCESS], "refresh_token": {"x": REFRESH}})));
    all
}

#[test]
fn no_answer_of_a_server_tells_one() {
    let server = server();
    let world = logged_in(&server, "file");
    for (answer, format) in loose_tongues().into_iter().zip(["text", "json", "text"].into_iter().cycle()) {
        server.answer_next(answer.clone());
        let outcome = login(&world, &server, &["--store", "none", "-p", "other", "--error-format", format]).run();
        assert_ne!(outcome.code, 0, "{answer:?}: {outcome:#?}");
        hunt(&outcome, &[]);
        login(&world, &server, &["--store", "file"]).run();
        server.answer_next(answer);
        let outcome = world.run(&["refresh", "-v", "--error-format", format]);
        assert_ne!(outcome.code, 0, "{outcome:#?}");
        hunt(&outcome, &[]);
    }
}

/// What a server is told beside the standard's parameters may be the key of some API.
#[test]
fn no_token_parameter_is_repeated() {
    let (server, world) = (server(), World::new());
    for (value, words, is_shown) in [
        ("planted-key", "no such key: planted-key", false),
        ("https://api.example.com/planted", "unknown: https://api.example.com/planted", false),
        ("https://api.example.com", "see https://docs.example.com", true),
        ("eu", "your region is eu", true),
        ("account", "your account is locked", true),
    ] {
        server.answer_next(Canned::json(400, json!({"error": "invalid_target", "error_description": words})));
        let parameter = format!("audience={value}");
        let outcome = login(&world, &server, &["--store", "none", "--token-parameter", &parameter]).run();
        assert_eq!(outcome.stderr.contains(words), is_shown, "{outcome:#?}");
        assert_eq!(outcome.stderr.contains(value), words.contains(value) && is_shown, "{outcome:#?}");
    }
}

/// A login at `server`, for which `other` now stands in its place.
fn moved(world: &World, server: &Sandbox, other: &Wire) {
    for file in [world.state().join("tokens/profile-default.json"), world.config()] {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(&server.url()));
        fs::write(&file, text.replace(&server.url(), &other.url())).unwrap();
    }
}

#[test]
fn neither_log_out_nor_check_repeats_what_the_server_repeats() {
    let server = server();
    for status in [400, 401, 403, 404, 500] {
        for content in
            [ACCESS.to_owned(), json!({"error": "x", "error_description": format!("no {ACCESS}")}).to_string()]
        {
            let world = logged_in(&server, "file");
            let head = format!("HTTP/1.1 {status} No\r\nContent-Length: {}\r\n\r\n", content.len());
            let wire = Wire::start(vec![Step::text(&head), Step::text(&content)]);
            moved(&world, &server, &wire);
            for words in
                [["status", "--check", "-v"], ["status", "--check", "--json"], ["logout", "-v", "--error-format=json"]]
            {
                let asked = wire.connections();
                hunt(&world.run(&words), &[]);
                assert!(wire.connections() > asked, "the server was asked");
            }
        }
    }
}

#[test]
fn the_server_cannot_write_to_a_real_terminal_either() {
    let server = server();
    let world = logged_in(&server, "file");
    let words = "\u{1b}]0;title\u{7}\u{1b}[2J\u{9b}31m\u{202e}\r\nspace-token: ok\u{8}\u{7f}";
    for body in [json!({"error": words}), json!({"error": "invalid_grant", "error_description": words})] {
        for arguments in [&["refresh", "-v", "--color", "never"][..], &["refresh", "--error-format", "json"]] {
            server.answer_next(Canned::json(400, body.clone()));
            let (shown, code) = world.terminal(arguments).finish();
            assert_ne!(code, 0, "{shown}");
            let steering = |c: char| (c.is_control() && c != '\r' && c != '\n') || c == '\u{202e}';
            assert!(!shown.contains(steering) && !shown.contains("\nspace-token: ok"), "{shown:?}");
            login(&world, &server, &["--store", "file"]).run();
        }
    }
}
