//! Any answer: only the truth ends a login, nothing hangs, nothing is sent twice that may have been processed.

use std::time::{Duration, Instant};

use sandbox::wire::{Step, Wire};
use sandbox::{Canned, Config, Sandbox};
use serde_json::json;

use crate::support::{PROGRAM, World};

/// A login whose token has expired, at a server that is alive.
fn expired(server: &Sandbox) -> World {
    let world = World::new();
    server.set_lifetime(0);
    world.log_in(server, &["--store", "file"]).silent();
    server.set_lifetime(600);
    world
}

fn error(status: u16, code: &str) -> Canned {
    Canned::json(status, json!({"error": code}))
}

fn html(status: u16) -> Canned {
    Canned::text(status, "text/html", "<html><body>Sorry</body></html>")
}

/// Answers that say nothing about the login.
fn no_answers() -> Vec<Canned> {
    let mut all: Vec<Canned> = [500, 502, 503, 504, 429, 404, 405, 301, 302, 307, 308].map(Canned::empty).into();
    all.extend([200, 400, 401, 403, 404, 429, 500, 502, 503].map(html));
    // as frameworks answer what they do not know: a wrong path, a wrong method, a wrong type
    all.extend([200, 404, 405, 406, 410, 415, 422, 500, 503].map(|status| error(status, "invalid_grant")));
    all.extend([404, 405, 415].map(|status| error(status, "HTTP 404 Not Found")));
    all.extend([403, 429].map(|status| error(status, "denied")));
    all.extend([403, 429].map(Canned::empty));
    all.extend(["server_error", "temporarily_unavailable", "rate-limited"].map(|code| error(400, code)));
    all.extend(
        [
            "",
            "{",
            "null",
            "[]",
            "\"token\"",
            "{}",
            "{\"access_token\":7}",
            "{\"access_token\":\"a\\nb\"}",
            "{\"access_token\":\"\"}",
        ]
        .map(|body| Canned::text(200, "application/json", body)),
    );
    all
}

/// Refusals, and the exit code of `print`: 4 where the login has ended, 3 where client or scope are in question.
fn refusals() -> Vec<(Canned, i32)> {
    vec![
        (error(400, "invalid_grant"), 4),
        (error(401, "invalid_grant"), 4),
        (error(403, "invalid_grant"), 4),
        (error(429, "invalid_grant"), 4),
        (error(400, "invalid_request"), 4),
        (Canned::empty(400), 4),
        (Canned::empty(401), 4),
        (Canned::json(400, json!({"error": 17})), 4),
        (Canned::text(400, "text/plain", "no such token"), 4),
        (error(401, "invalid_client"), 3),
        (Canned::json(401, json!({"error": "invalid_client", "error_description": "\u{fffd}"})), 3),
        (error(400, "unauthorized_client"), 3),
        (error(400, "unsupported_grant_type"), 3),
        (error(400, "invalid_scope"), 3),
    ]
}

#[test]
fn only_a_refusal_ends_a_login() {
    let server = Sandbox::start();
    for canned in no_answers() {
        let world = expired(&server);
        let shown = format!("{} {}", canned.status, String::from_utf8_lossy(&canned.body));
        let before = server.token_requests().len();
        server.answer_next(canned);
        let error = world.run(&["print"]).fails(5);
        assert!(error.contains("\nhint: "), "{shown}: {error}");
        assert_eq!(server.token_requests().len(), before + 1, "{shown}: sent once");
        world.run(&["status"]).ok();
        world.run(&["print"]).ok();
    }
}

#[test]
fn a_refusal_is_told_for_what_it_is() {
    let server = Sandbox::start();
    for (canned, code) in refusals() {
        let world = expired(&server);
        let shown = format!("{} {}", canned.status, String::from_utf8_lossy(&canned.body));
        let dead = shown.contains("invalid_grant");
        server.answer_next(canned);
        let error = world.run(&["print"]).fails(code);
        match code {
            4 => {
                assert!(error.contains("the login has ended: ") && error.contains("hint: log in: "), "{shown}: {error}")
            }
            _ => assert!(error.contains(" refused the refresh: "), "{shown}: {error}"),
        }
        // what was not said for certain is not acted on for certain
        assert_eq!(world.run(&["print"]).code, if dead { 4 } else { 0 }, "{shown}");
    }
}

#[test]
fn credentials_at_hand_begin_a_new_login_only_where_the_old_one_was_refused() {
    let server = Sandbox::start();
    for (canned, password_is_sent) in
        [(error(400, "invalid_grant"), true), (Canned::empty(400), true), (error(401, "invalid_client"), false)]
    {
        let mut world = expired(&server);
        let grants = server.grants();
        world.set_credentials(&server);
        server.answer_next(canned);
        assert_eq!(world.run(&["print"]).code == 0, password_is_sent);
        assert_eq!(server.grants() > grants, password_is_sent);
    }
    for canned in no_answers() {
        let mut world = expired(&server);
        let grants = server.grants();
        world.set_credentials(&server);
        server.answer_next(canned);
        world.run(&["print"]).fails(5);
        assert_eq!(server.grants(), grants, "no password is sent because the network failed");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_token_that_is_valid_for_a_moment_bridges_a_failure() {
    let server = Sandbox::with(Config { lifetime: 600, ..Config::default() });
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let file = world.state().join("tokens/profile-default.json");
    let record = std::fs::read_to_string(&file).unwrap();
    let aged = regex_free_replace(&record, "\"obtained_at\":", |at| at - 570);
    std::fs::write(&file, aged).unwrap();
    server.answer_next(Canned::empty(503));
    let outcome = world.run(&["print"]);
    assert_eq!(outcome.code, 0, "{outcome:#?}");
    assert!(server.active_access_token(outcome.stdout.trim_end()));
    assert!(outcome.stderr.contains("the token in hand is valid for "), "{outcome:#?}");
    server.answer_next(Canned::empty(503));
    world.run(&["print", "--min-ttl", "5m"]).fails(5);
}

/// Replaces the number after `key`.
fn regex_free_replace(text: &str, key: &str, change: impl Fn(i64) -> i64) -> String {
    let start = text.find(key).unwrap() + key.len();
    let end = start + text[start..].find(|c: char| !c.is_ascii_digit()).unwrap();
    format!("{}{}{}", &text[..start], change(text[start..end].parse().unwrap()), &text[end..])
}

#[test]
fn retry_after_is_honoured_within_the_time_limit() {
    let server = Sandbox::start();
    for status in [429, 503] {
        let world = expired(&server);
        server.answer_next(Canned::empty(status).with_header("retry-after", "1"));
        let begun = Instant::now();
        world.run(&["print"]).ok();
        assert!(begun.elapsed() >= Duration::from_secs(1));

        // whoever waited for it all the same would do so until somebody ends the tests
        for absurd in ["3600", "18446744073709551615", "99999999999999999999999", "-1", "soon"] {
            let world = expired(&server);
            server.answer_next(Canned::empty(status).with_header("retry-after", absurd));
            world.run(&["print", "--timeout", "50m"]).fails(5);
        }

        let world = expired(&server);
        let before = server.token_requests().len();
        server.answer_always(Some(Canned::empty(status).with_header("retry-after", "0")));
        world.run(&["print"]).fails(5);
        server.answer_always(None);
        assert_eq!(server.token_requests().len(), before + 3, "a server that is always busy is not hammered");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_connection_that_was_refused_is_tried_again() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server).set("SPACE_TOKEN_STORE", "none");
    let refuse = "inject=connect:error=ECONNREFUSED:when=1";
    world.other("strace", &["-f", "-o", "/dev/null", "-e", refuse, PROGRAM, "print"]).run().ok();
    assert_eq!(server.grants(), 1);
    // nobody else gets this port
    let error = world.command(&["print"]).env("SPACE_TOKEN_URL", "http://127.0.0.1:1").run().fails(5);
    assert!(error.contains("Connection refused") && error.contains("hint: nothing listens there"), "{error}");
}

/// A whole answer on the wire.
fn http(head: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{head}\r\n").into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// Answers no HTTP library would give, each with what it comes to.
fn wires() -> Vec<(&'static str, Vec<Step>)> {
    let token = br#"{"access_token":"abc","expires_in":600}"#;
    let bytes = |bytes: Vec<u8>| vec![Step::Bytes(bytes), Step::Close];
    vec![
        ("no byte", vec![Step::Close]),
        ("reset", vec![Step::Reset]),
        ("half a head", bytes(b"HTTP/1.1 200 OK\r\nconte".to_vec())),
        ("half a body", bytes(http("content-length: 4000\r\n", token))),
        ("wrong chunks", bytes(http("transfer-encoding: chunked\r\n", b"zz\r\n{}\r\n0\r\n\r\n"))),
        ("half the chunks", bytes(http("transfer-encoding: chunked\r\n", b"5\r\n{\"acc\r\n"))),
        ("two lengths", bytes(http("content-length: 3\r\ncontent-length: 39\r\n", token))),
        ("no HTTP", bytes(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec())),
        ("binary", bytes((0..=255).collect())),
        ("gzip", bytes(http("content-encoding: gzip\r\ncontent-length: 20\r\n", &[0x1f; 20]))),
        ("10 MB", bytes(http("content-length: 10485760\r\n", &vec![b' '; 10 * 1024 * 1024]))),
        ("an endless head", vec![Step::Bytes(b"HTTP/1.1 200 OK\r\nx: ".to_vec()), Step::Endless(vec![b'x'; 65_536])]),
        ("an endless body", vec![Step::Bytes(http("", b"")), Step::Endless(vec![b' '; 65_536])]),
        ("100,000 levels", bytes(http("", &[vec![b'['; 100_000], vec![b']'; 100_000]].concat()))),
        ("100,000 levels of objects", bytes(http("", &b"{\"a\":".repeat(100_000)))),
        ("not UTF-8", bytes(http("", b"{\"access_token\":\"\xff\xfe\"}"))),
        ("a key twice", bytes(http("", br#"{"access_token":"a","access_token":"b"}"#))),
        ("NUL", bytes(http("", b"{\"access_token\":\"a\\u0000b\"}"))),
        ("ESC", bytes(http("", b"{\"access_token\":\"a\\u001b[2Jb\"}"))),
        ("silence", vec![Step::Wait(Duration::from_secs(600))]),
        (
            "a slow drip",
            vec![Step::Drip {
                bytes: http("content-length: 4000\r\n", &[b' '; 4_000]),
                every: Duration::from_millis(100),
            }],
        ),
    ]
}

#[cfg(target_os = "linux")]
#[test]
fn no_answer_on_the_wire_hangs_or_harms() {
    let threads: Vec<_> = wires()
        .into_iter()
        .map(|(name, steps)| {
            std::thread::spawn(move || {
                let server = Sandbox::start();
                let world = expired(&server);
                let wire = Wire::start(steps);
                point_at(&world, &server.url(), &wire.url());
                // 64 MiB of address space would not even hold the program, so its peak is measured
                let outcome = world
                    .other(
                        "/usr/bin/time",
                        &["-q", "-f", "%M", "-o", "peak", "space-token", "print", "--timeout", "3s"],
                    )
                    .run();
                let peak: u64 = std::fs::read_to_string(world.home().join("peak")).unwrap().trim().parse().unwrap();
                assert!(peak < 64 * 1024, "{name}: {peak} KiB");
                let error = outcome.fails(5);
                assert!(error.contains("\nhint: ") && !error.contains('\u{1b}'), "{name}: {error}");
                assert_eq!(wire.connections(), 1, "{name}: what may have been processed is not sent again");
                point_at(&world, &wire.url(), &server.url());
                world.run(&["print"]).ok();
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
}

/// Moves the login from one URL to another, as a server's own move would.
#[cfg(target_os = "linux")]
fn point_at(world: &World, from: &str, to: &str) {
    for file in [world.config(), world.state().join("tokens/profile-default.json")] {
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, text.replace(from, to)).unwrap();
    }
}

#[test]
fn what_is_odd_and_still_an_answer() {
    let mut world = World::new();
    world.set_credentials(&Sandbox::start());
    for (name, answer) in [
        ("HTTP/1.0", b"HTTP/1.0 200 OK\r\n\r\n{\"access_token\":\"abc\"}".to_vec()),
        ("an error that is none", http("", br#"{"access_token":"abc","error":"","error_description":""}"#)),
        ("no error", http("", br#"{"access_token":"abc","error":false}"#)),
        ("a BOM", http("", b"\xef\xbb\xbf{\"access_token\":\"abc\"}")),
        ("extra keys", http("", br#"{"x":{"y":[1,2]},"access_token":"abc","token_type":"bearer","expires_in":"599"}"#)),
        (
            "another content type",
            b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n{\"access_token\":\"abc\"}".to_vec(),
        ),
        ("chunks", http("transfer-encoding: chunked\r\n", b"16\r\n{\"access_token\":\"abc\"}\r\n0\r\n\r\n")),
    ] {
        let wire = Wire::start(vec![Step::Bytes(answer), Step::Close]);
        let outcome = world.command(&["print"]).env("SPACE_TOKEN_URL", wire.url()).run();
        assert_eq!((outcome.code, outcome.stdout.as_str()), (0, "abc\n"), "{name}: {outcome:#?}");
    }
}

#[test]
fn a_password_is_not_sent_again_by_itself() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server);
    for (status, body, code, told) in [
        (429, json!({}), 5, "too many requests (HTTP 429; retry after 1 s)"),
        (
            429,
            json!({"error": "slow_down", "error_description": "wait"}),
            5,
            "(HTTP 429: slow_down: wait; retry after 1 s)",
        ),
        (503, json!({"error": "maintenance"}), 5, "for now (HTTP 503: maintenance; retry after 1 s)"),
        (429, json!({"error": "invalid_grant"}), 3, "refused the password grant: invalid_grant\nhint: wait 1 s, as"),
    ] {
        let before = server.token_requests().len();
        server.answer_next(Canned::json(status, body).with_header("retry-after", "1"));
        let error = world.run(&["print"]).fails(code);
        assert!(error.contains(told), "{error}");
        assert_eq!(server.token_requests().len(), before + 1, "{told}");
    }
    // nor is what was answered asked again
    let world = expired(&server);
    let before = server.token_requests().len();
    server.answer_next(error(429, "invalid_grant").with_header("retry-after", "1"));
    world.run(&["print"]).fails(4);
    assert_eq!(server.token_requests().len(), before + 1);
}
