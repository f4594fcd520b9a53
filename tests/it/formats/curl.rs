//! `curl` and `header`, by curl.

use std::fs;

use sandbox::Sandbox;

use super::cases;
use crate::support::{CLIENT_SECRET, PASSWORD, World, tools, wait_until};

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

/// The token endpoint and the API answer when both programs have been looked at.
#[test]
fn no_process_has_a_secret_among_its_arguments() {
    let Some(_) = tools::debian("curl") else { return };
    let server = Sandbox::start();
    let mut world = World::new();
    let url = format!("{}{PROFILE}", server.url());
    world.set_credentials(&server).set("URL", &url);

    let held = server.hold();
    let pipeline = r#"space-token print --format curl | curl -fsS -K - "$URL""#;
    let run = world.other("sh", &["-c", pipeline]).start();
    wait_until(|| server.token_requests().len() == 1);
    let mut seen = command_lines();
    let api = server.hold();
    drop(held);
    wait_until(|| server.requests().len() == 2);
    seen.extend(command_lines());
    drop(api);
    run.finish().ok();

    let request = server.requests().remove(1);
    let token = request.header("authorization").unwrap().strip_prefix("Bearer ").unwrap();
    assert!(server.active_access_token(token));
    assert!(seen.iter().any(|line| line.starts_with("space-token print")), "{seen:#?}");
    assert!(seen.iter().any(|line| line.starts_with("curl") && line.contains(&url)), "{seen:#?}");
    for secret in [token, CLIENT_SECRET, PASSWORD] {
        assert!(!seen.iter().any(|line| line.contains(secret)), "{secret} was seen");
    }
}

/// The command lines of all processes of the machine.
fn command_lines() -> Vec<String> {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let lines = processes.filter_map(|process| fs::read(process.path().join("cmdline")).ok());
    lines.map(|line| String::from_utf8_lossy(&line).replace('\0', " ")).collect()
}
