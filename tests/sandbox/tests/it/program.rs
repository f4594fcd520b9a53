//! The program around the library.
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Output, Stdio};

use crate::http::{BOB, FORM, basic, encode, get, post};

fn sandbox(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    command.args(arguments);
    command
}

fn run(arguments: &[&str], script: &str) -> Output {
    let command = [&["run"], arguments, &["--", "sh", "-c", script]].concat();
    sandbox(&command).output().expect("the program runs")
}

#[test]
fn run_gives_the_credentials_to_a_command() {
    let script = r#"printf '%s\n' "$SPACE_TOKEN_URL" "$SPACE_TOKEN_SERVER" "$SPACE_TOKEN_CLIENT_ID" \
        "$SPACE_TOKEN_CLIENT_SECRET" "$SPACE_TOKEN_USERNAME" "$SPACE_TOKEN_PASSWORD" "$SPACE_TOKEN_CA_CERT""#;
    let output = run(&["--kind", "hub"], script);
    let printed = String::from_utf8(output.stdout).expect("text");
    let lines: Vec<_> = printed.lines().collect();
    assert!(lines[0].starts_with("http://127.0.0.1:"));
    let rest = ["hub", "valid-service-id", "valid-service-secret", "bob", "correct horse", ""];
    assert_eq!(lines[1..], rest);
    assert!(output.status.success() && output.stderr.is_empty());
}

#[test]
fn run_gives_the_ca_to_a_command_and_takes_it_back() {
    let output = run(&["--tls"], r#"cat "$SPACE_TOKEN_CA_CERT"; echo "$SPACE_TOKEN_CA_CERT""#);
    let printed = String::from_utf8(output.stdout).expect("text");
    assert!(printed.starts_with("-----BEGIN CERTIFICATE-----"));
    let path = printed.lines().last().expect("a path");
    assert!(!std::path::Path::new(path).exists());
}

#[test]
fn run_ends_as_the_command_does() {
    assert_eq!(run(&[], "exit 7").status.code(), Some(7));
    assert_eq!(run(&[], "kill -TERM $$").status.code(), Some(128 + 15));
    let missing = sandbox(&["run", "--", "/nowhere/at/all"]).output().expect("the program runs");
    assert_eq!(missing.status.code(), Some(127));
    assert!(String::from_utf8_lossy(&missing.stderr).starts_with("sandbox: /nowhere/at/all: "));
    let folder = sandbox(&["run", "--", "/"]).output().expect("the program runs");
    assert_eq!(folder.status.code(), Some(126));
}

#[test]
fn serve_introduces_itself_logs_and_stops() {
    let mut command = sandbox(&["serve", "--lifetime", "5"]);
    let mut server = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    let mut lines = BufReader::new(server.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
    let url = lines.next().expect("a URL");
    let login = format!("--url {url} --client-id valid-service-id --username bob");
    assert!(lines.any(|line| line.contains(&login)));

    let endpoint = format!("{url}/oauth/token");
    let authorization = basic("valid-service-id", "valid-service-secret");
    let headers = [("Authorization", authorization.as_str()), ("Content-Type", FORM)];
    let answer = post(&endpoint, &headers, &encode(&BOB));
    assert_eq!(answer.json()["expires_in"], 5);
    post(&endpoint, &[("Content-Type", FORM)], &encode(&BOB));
    get(&format!("{url}/?password=secret"), None);

    let interrupted = Command::new("kill").args(["-INT", &server.id().to_string()]).status();
    assert!(interrupted.expect("kill runs").success());
    assert!(server.wait().expect("it ends").success());
    let mut log = String::new();
    server.stderr.take().expect("a pipe").read_to_string(&mut log).expect("text");
    let expected = "POST /oauth/token password -> 200\n\
                    POST /oauth/token password -> 400 invalid_client\n\
                    GET / -> 404\n";
    assert_eq!(log, expected);
}
