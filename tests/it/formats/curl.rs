//! `curl` and `header`, by curl.

use std::collections::BTreeSet;
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use sandbox::Sandbox;
use sandbox::wire::{Step, Wire};

use super::cases;
use crate::support::{CLIENT_SECRET, PASSWORD, World, tools};

/// Who am I, as Space has it.
const PROFILE: &str = "/api/http/team-directory/profiles/me";

#[test]
fn every_token_arrives_in_the_header() {
    let Some(_) = tools::debian("curl") else { return };
    let (server, world) = (Sandbox::start(), World::new());
    let transfer =
        |case: &cases::Case| format!("{}url = \"{}/\"\noutput = \"/dev/null\"\n", case.printed("curl"), server.url());
    let config = cases::all().iter().map(transfer).collect::<Vec<_>>().join("next\n");
    world.other("curl", &["--silent", "--config", "-"]).stdin(config).run().ok();
    let requests = server.requests();
    assert_eq!(requests.len(), cases::all().len());
    for (case, request) in cases::all().iter().zip(&requests) {
        // spaces around a header's value are no part of it (RFC 9110 §5.5)
        let expected = format!("Bearer {}", case.access_token);
        assert_eq!(request.header("authorization"), Some(expected.trim_end_matches(' ')));
    }
}

#[test]
fn both_formats_authorize_a_request() {
    let Some(_) = tools::debian("curl") else { return };
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server).set("URL", format!("{}{PROFILE}", server.url()));
    for pipeline in [
        r#"space-token print --format curl | curl -fsS -K - "$URL""#,
        r#"space-token print --format header | curl -fsS -H @- "$URL""#,
    ] {
        let me = world.other("sh", &["-c", pipeline]).run().ok();
        assert!(me.contains(r#""username":"bob""#), "{me}");
    }
}

/// The token endpoint and the API are slow, so that both programs are seen at work.
#[test]
fn no_process_has_a_secret_among_its_arguments() {
    let Some(_) = tools::debian("curl") else { return };
    let pause = Duration::from_millis(300);
    let server = Sandbox::start();
    server.set_delay(pause);
    let answer = Step::text("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    let api = Wire::start(vec![Step::Wait(pause), answer]);
    let mut world = World::new();
    world.set_credentials(&server).set("URL", api.url());

    let pipeline = r#"space-token print --format curl | curl -fsS -K - "$URL""#;
    let seen = watched(|| world.other("sh", &["-c", pipeline]).run().ok());

    let request = String::from_utf8(api.received().remove(0)).unwrap();
    let (_, rest) = request.split_once("Authorization: Bearer ").unwrap();
    let token = rest.lines().next().unwrap();
    assert!(server.active_access_token(token));
    assert!(seen.iter().any(|line| line.starts_with("space-token print")), "{seen:#?}");
    assert!(seen.iter().any(|line| line.starts_with("curl") && line.contains(&api.url())), "{seen:#?}");
    for secret in [token, CLIENT_SECRET, PASSWORD] {
        assert!(!seen.iter().any(|line| line.contains(secret)), "{secret} was seen");
    }
}

/// The command lines of all processes of the machine while `act` runs.
fn watched<T>(act: impl FnOnce() -> T) -> BTreeSet<String> {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut seen = BTreeSet::new();
            while !done.load(Ordering::Relaxed) {
                seen.extend(command_lines());
                thread::sleep(Duration::from_millis(5));
            }
            seen
        });
        act();
        done.store(true, Ordering::Relaxed);
        watch.join().unwrap()
    })
}

fn command_lines() -> impl Iterator<Item = String> {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let lines = processes.filter_map(|process| fs::read(process.path().join("cmdline")).ok());
    lines.map(|line| String::from_utf8_lossy(&line).replace('\0', " "))
}
