//! Answers written by a test, up to raw bytes.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use sandbox::wire::{Step, Wire};
use sandbox::{Canned, Sandbox};
use serde_json::json;

use crate::http::{BOB, ask, get, login};

#[test]
fn the_next_answers_come_from_the_queue() {
    let server = Sandbox::start();
    server.answer_next(Canned::json(503, json!({"error": "temporarily_unavailable"})));
    server.answer_next(Canned::text(200, "text/html", "<h1>Hotel</h1>").with_header("X-A", "1"));
    assert_eq!(get(&format!("{}/other", server.url()), None).status, 404, "no token request");
    assert_eq!(ask(&server, &BOB).status, 503);
    let page = ask(&server, &BOB);
    assert_eq!((page.status, page.header("x-a"), page.body.as_str()), (200, Some("1"), "<h1>Hotel</h1>"));
    login(&server);
    assert_eq!(server.grants(), 3);
}

#[test]
fn one_answer_can_stay() {
    let server = Sandbox::start();
    server.answer_always(Some(Canned::empty(401)));
    server.answer_next(Canned::empty(418));
    let statuses = [(); 3].map(|()| ask(&server, &BOB).status);
    assert_eq!(statuses, [418, 401, 401]);
    server.answer_always(None);
    login(&server);
}

#[test]
fn a_path_can_have_an_answer_of_its_own() {
    let server = Sandbox::start();
    let me = "/api/http/team-directory/profiles/me";
    server.answer_at(me, Canned::empty(503));
    assert_eq!(get(&format!("{}{me}?$fields=id", server.url()), None).status, 503);
    login(&server);
}

#[test]
fn an_answer_can_be_late() {
    let server = Sandbox::start();
    server.answer_next(Canned::empty(204).after(Duration::from_millis(200)));
    let start = Instant::now();
    assert_eq!(ask(&server, &BOB).status, 204);
    assert!(start.elapsed() >= Duration::from_millis(200));
}

#[test]
fn an_answer_that_cannot_be_sent_says_so() {
    let server = Sandbox::start();
    server.answer_next(Canned::empty(200).with_header("not a name", ""));
    assert_eq!(ask(&server, &BOB).status, 500);
}

fn talk(wire: &Wire, request: &[u8]) -> (Vec<u8>, Option<ErrorKind>) {
    let address = wire.url().replace("http://", "");
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.write_all(request).expect("it reads");
    let mut answer = Vec::new();
    let end = stream.read_to_end(&mut answer);
    (answer, end.err().map(|error| error.kind()))
}

const REQUEST: &[u8] = b"POST /oauth/token HTTP/1.1\r\nContent-Length: 3\r\n\r\na=b";

#[test]
fn a_script_is_played_to_every_connection() {
    let script = vec![
        Step::text("HTTP/1.0 200 OK\r\n\r\n"),
        Step::Wait(Duration::from_millis(30)),
        Step::Drip { bytes: b"abc".to_vec(), every: Duration::from_millis(10) },
        Step::Close,
        Step::text("never sent"),
    ];
    let wire = Wire::start(script);
    for _ in 0..2 {
        let start = Instant::now();
        let (answer, error) = talk(&wire, REQUEST);
        assert_eq!((&answer[..], error), (&b"HTTP/1.0 200 OK\r\n\r\nabc"[..], None));
        assert!(start.elapsed() >= Duration::from_millis(60));
    }
    assert_eq!(wire.connections(), 2);
    assert_eq!(wire.received(), [REQUEST, REQUEST]);
}

#[test]
fn a_script_can_reset_the_connection() {
    let wire = Wire::start(vec![Step::text("HTTP/1.1 200 OK\r\n"), Step::Reset]);
    let (_, error) = talk(&wire, REQUEST);
    assert_eq!(error, Some(ErrorKind::ConnectionReset));
}

#[test]
fn a_script_can_go_on_until_the_peer_leaves() {
    let wire = Wire::start(vec![Step::Endless(b"ab".to_vec())]);
    let mut stream = TcpStream::connect(wire.url().replace("http://", "")).expect("it listens");
    stream.write_all(REQUEST).expect("it reads");
    let mut megabyte = vec![0; 1 << 20];
    stream.read_exact(&mut megabyte).expect("there is no end");
    assert!(megabyte.chunks(2).all(|pair| pair == b"ab"));
}

#[test]
fn a_script_ends_with_its_server() {
    let wire = Wire::start(vec![Step::Wait(Duration::from_secs(60))]);
    let mut stream = TcpStream::connect(wire.url().replace("http://", "")).expect("it listens");
    stream.write_all(REQUEST).expect("it reads");
    while wire.received().is_empty() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let start = Instant::now();
    drop(wire);
    assert!(matches!(stream.read(&mut [0; 1]), Ok(0) | Err(_)));
    assert!(start.elapsed() < Duration::from_secs(50), "it does not wait for the end of the script");
}
