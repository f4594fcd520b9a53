//! Planted secrets, looked for everywhere but in the request, the store and the output that was asked for.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sandbox::{Canned, Client, Config, Sandbox, User};
use serde_json::json;

use crate::support::{Outcome, PROGRAM, World, wait_until};

const CLIENT_ID: &str = "app";
const CLIENT_SECRET: &str = "canary-client-secret-7c1f";
const USERNAME: &str = "ann";
const PASSWORD: &str = "canary-password-52aa";
const ACCESS_TOKEN: &str = "canary-access-token-90be";
const REFRESH_TOKEN: &str = "canary-refresh-token-1d3d";

const ALL: [&str; 4] = [CLIENT_SECRET, PASSWORD, ACCESS_TOKEN, REFRESH_TOKEN];

fn server() -> Sandbox {
    let clients = vec![Client::new(CLIENT_ID, Some(CLIENT_SECRET))];
    let users = vec![User::new(USERNAME, PASSWORD, "Ann Example")];
    Sandbox::with(Config { clients, users, ..Config::default() })
}

fn tokens(lifetime: u64) -> Canned {
    let answer = json!({
        "access_token": ACCESS_TOKEN, "refresh_token": REFRESH_TOKEN, "token_type": "Bearer", "expires_in": lifetime
    });
    Canned::json(200, answer)
}

/// A world with all credentials in its environment.
fn armed(mut world: World, server: &Sandbox) -> World {
    world
        .set("SPACE_TOKEN_URL", server.url())
        .set("SPACE_TOKEN_CLIENT_ID", CLIENT_ID)
        .set("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET)
        .set("SPACE_TOKEN_USERNAME", USERNAME)
        .set("SPACE_TOKEN_PASSWORD", PASSWORD);
    world
}

#[track_caller]
fn assert_clean(place: &str, text: &str) {
    for canary in ALL {
        assert!(!text.contains(canary), "{canary} in {place}: {text}");
    }
}

/// Nothing on standard error, and on standard output only where a token was asked for.
#[track_caller]
fn assert_told_nothing(outcome: &Outcome, asked: bool) {
    assert_clean("stderr", &outcome.stderr);
    if !asked {
        assert_clean("stdout", &outcome.stdout);
    }
}

#[test]
fn no_command_tells_one() {
    let server = server();
    let world = armed(World::with_keyring(), &server);
    server.answer_next(tokens(600));
    assert_told_nothing(&world.run(&["-v", "login"]), false);
    for (command, asked) in [
        (vec!["-v", "print"], true),
        (vec!["-v", "print", "--format", "json"], true),
        (vec!["-v", "status"], false),
        (vec!["-v", "status", "--json"], false),
        (vec!["-v", "status", "--check"], false),
        (vec!["-v", "inspect"], false),
        (vec!["-v", "inspect", "--json"], false),
        (vec!["-v", "profile", "list", "--json"], false),
        (vec!["-v", "doctor"], false),
        (vec!["-v", "doctor", "--json"], false),
        (vec!["-v", "exec", "--", "sh", "-c", "env | grep -v ^SPACE_ACCESS_TOKEN="], false),
        (vec!["-v", "logout"], false),
    ] {
        let outcome = world.run(&command);
        assert!(matches!(outcome.code, 0 | 1 | 4), "{outcome:#?}");
        assert_told_nothing(&outcome, asked);
    }
    for (path, content) in world.files() {
        assert_clean(&path.display().to_string(), &String::from_utf8_lossy(&content));
    }
}

#[test]
fn no_failure_tells_one() {
    let server = server();
    let answers = [
        Canned::json(400, json!({"error": "invalid_grant", "error_description": format!("bad password {PASSWORD}")})),
        Canned::json(401, json!({"error": CLIENT_SECRET})),
        Canned::json(500, json!({"error": PASSWORD, "error_description": CLIENT_SECRET})),
        Canned::text(400, "text/plain", format!("no user with password {PASSWORD}")),
        Canned::text(200, "text/html", format!("<p>{ACCESS_TOKEN}")),
        Canned::text(200, "application/json", format!("{{\"access_token\":\"{ACCESS_TOKEN}\",\"refresh")),
        Canned::text(200, "application/json", format!("{{\"access_token\":\"{ACCESS_TOKEN}\\n\"}}")),
        Canned::text(200, "application/json", format!("[\"{ACCESS_TOKEN}\"]")),
        Canned::text(400, "application/json", format!("{{\"refresh_token\":\"{REFRESH_TOKEN}\",")),
        Canned::json(200, json!({"access_token": ACCESS_TOKEN, "token_type": ACCESS_TOKEN})),
    ];
    for format in ["text", "json"] {
        for answer in answers.clone() {
            let world = armed(World::new(), &server);
            server.answer_next(answer);
            let outcome = world.run(&["-v", "print", "--error-format", format]);
            assert_ne!(outcome.code, 0, "{outcome:#?}");
            assert_told_nothing(&outcome, false);
        }
    }
    let mut world = armed(World::new(), &server);
    world.set("SPACE_TOKEN_URL", "http://127.0.0.1:1");
    assert_told_nothing(&world.run(&["-v", "print"]), false);
}

#[test]
fn nothing_that_is_broken_is_quoted() {
    let server = server();
    let world = armed(World::new(), &server);
    server.answer_next(tokens(600));
    world.run(&["login", "--store", "file"]).silent();
    let file = world.state().join("tokens/profile-default.json");
    let record = fs::read_to_string(&file).unwrap();
    assert!(record.contains(REFRESH_TOKEN), "it is in the store");
    for broken in [record[..record.len() - 9].to_owned(), record.replace("\"lifetime\":600", "\"lifetime\":\"x\"")] {
        fs::write(&file, broken).unwrap();
        assert_told_nothing(&world.command(&["-v", "print"]).without("SPACE_TOKEN_PASSWORD").run(), false);
    }
    fs::write(world.config(), format!("[profiles.default]\npassword = \"{PASSWORD}\"\n")).unwrap();
    assert_told_nothing(&world.run(&["-v", "print"]), false);
    fs::write(world.config(), format!("{PASSWORD} = = {CLIENT_SECRET}\n")).unwrap();
    assert_told_nothing(&world.run(&["-v", "print"]), false);
}

/// A user who is not root, and whom the kernel does not let do everything.
const NOBODY: [&str; 3] = ["--reuid=65534", "--regid=65534", "--clear-groups"];

#[test]
fn other_processes_of_the_user_get_at_nothing_and_no_core_is_left() {
    let server = server();
    server.set_delay(Duration::from_secs(30));
    let world = armed(World::new(), &server);
    let everybody = fs::Permissions::from_mode(0o777);
    fs::set_permissions(world.home(), everybody).unwrap();
    let program = world.home().join("space-token");
    fs::copy(PROGRAM, &program).unwrap();
    let run = format!("ulimit -c unlimited; exec {} print", program.display());
    let mut command = world.other("setpriv", &[&NOBODY[..], &["sh", "-c", &run]].concat()).into_command();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    wait_until(|| !server.token_requests().is_empty());

    let pid = child.id().to_string();
    let attempts = [
        format!("cat /proc/{pid}/environ"),
        format!("head -c 1 /proc/{pid}/mem"),
        format!("cat /proc/{pid}/maps"),
        format!("gdb -batch -nx -p {pid} -ex 'info registers' 2>&1 | grep -q rip"),
        format!("gcore -o core-of {pid}"),
    ];
    for attempt in &attempts {
        let outcome = world.other("setpriv", &[&NOBODY[..], &["sh", "-c", attempt]].concat()).run();
        assert_ne!(outcome.code, 0, "{outcome:#?}");
        assert_clean("what was read", &outcome.stdout);
    }
    kill(Pid::from_raw(pid.parse().unwrap()), Signal::SIGABRT).unwrap();
    let status = child.wait().unwrap();
    assert_eq!((status.signal(), status.core_dumped()), (Some(Signal::SIGABRT as i32), false));
    let left: Vec<_> = world.files().into_iter().filter(|(path, _)| path.to_string_lossy().contains("core")).collect();
    assert!(left.is_empty(), "{:?}", left.iter().map(|(path, _)| path).collect::<Vec<_>>());
}
