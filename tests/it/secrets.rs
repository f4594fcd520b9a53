//! Planted secrets, hunted for after every command and every failure: they are in the request, in the store
//! and in the output that was asked for, and nowhere else.

mod servers; // that repeat what they are sent, break off, or write to the terminal

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sandbox::{Canned, Client, Config, Sandbox, User};
use serde_json::json;

use crate::support::{Outcome, Run, World};

const PASSWORD: &str = "canary+password/Zq1 ";
const CLIENT_SECRET: &str = "canary+client+secret/Zq2";
const ACCESS: &str = "canary-access-token-Zq3";
const REFRESH: &str = "canary-refresh-token-Zq4";

/// What nobody may see, however it is written: as it is, in a form, in a header, and the half of it.
fn traces(secret: &str) -> Vec<String> {
    let form = url_encoded(secret);
    let basic = BASE64_STANDARD.encode(format!("canary-client:{secret}"));
    vec![secret[..secret.len() - 4].to_owned(), form, basic]
}

fn url_encoded(secret: &str) -> String {
    secret.replace('+', "%2B").replace('/', "%2F").replace(' ', "+")
}

fn holds(text: &[u8], secret: &str) -> bool {
    traces(secret).iter().any(|trace| text.windows(trace.len()).any(|window| window == trace.as_bytes()))
}

#[track_caller]
fn assert_clean(place: &str, text: &[u8], but: &[&str]) {
    for secret in [PASSWORD, CLIENT_SECRET, ACCESS, REFRESH] {
        assert!(
            but.contains(&secret) || !holds(text, secret),
            "{secret} is in {place}: {}",
            String::from_utf8_lossy(text)
        );
    }
}

/// Nothing on standard error, and on standard output what was asked for.
#[track_caller]
fn hunt(outcome: &Outcome, asked_for: &[&str]) {
    assert_clean("standard output", outcome.stdout.as_bytes(), asked_for);
    assert_clean("standard error", outcome.stderr.as_bytes(), &[]);
    assert!(!outcome.stderr.contains("panicked"), "{outcome:#?}");
}

/// A server with the planted credentials, which gives the planted tokens.
fn server() -> Sandbox {
    let clients = vec![Client::new("canary-client", Some(CLIENT_SECRET))];
    let users = vec![User::new("bob", PASSWORD, "Bob Builder")];
    let server = Sandbox::with(Config { clients, users, ..Config::default() });
    server.answer_always(Some(tokens(600)));
    server
}

fn tokens(lifetime: u64) -> Canned {
    let body =
        json!({"access_token": ACCESS, "refresh_token": REFRESH, "token_type": "Bearer", "expires_in": lifetime});
    Canned::json(200, body)
}

fn login(world: &World, server: &Sandbox, arguments: &[&str]) -> Run {
    let url = server.url();
    let words = ["login", "--url", &url, "--client-id", "canary-client", "--username", "bob", "-v"];
    let run = world.command(&[&words[..], arguments].concat());
    run.env("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET).env("SPACE_TOKEN_PASSWORD", PASSWORD)
}

fn logged_in(server: &Sandbox, store: &str) -> World {
    let world = if store == "keyring" { World::with_keyring() } else { World::new() };
    let outcome = login(&world, server, &["--store", store]).run();
    assert_eq!(outcome.code, 0, "{outcome:#?}");
    hunt(&outcome, &[]);
    world
}

/// Looks at the arguments of all processes, all the time.
struct Watch {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<Vec<Vec<u8>>>,
}

impl Watch {
    fn start() -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = stop.clone();
        let thread = thread::spawn(move || {
            let mut seen = Vec::new();
            while !stopped.load(Ordering::Relaxed) {
                for process in fs::read_dir("/proc").unwrap().flatten() {
                    seen.extend(fs::read(process.path().join("cmdline")).ok().filter(|line| is_telling(line)));
                }
                thread::sleep(Duration::from_micros(200));
            }
            seen
        });
        Self { stop, thread }
    }

    /// The program was seen, and no secret with it.
    fn finish(self) {
        self.stop.store(true, Ordering::Relaxed);
        let seen = self.thread.join().unwrap();
        assert!(
            seen.iter().any(|line| line.windows(11).any(|word| word == b"space-token")),
            "the watch sees the program"
        );
        seen.iter().for_each(|line| assert_clean("a process's arguments", line, &[]));
    }
}

fn is_telling(line: &[u8]) -> bool {
    line.windows(11).any(|word| word == b"space-token")
        || [PASSWORD, CLIENT_SECRET, ACCESS, REFRESH].iter().any(|secret| holds(line, secret))
}

#[test]
fn no_command_tells_one() {
    let server = server();
    let watch = Watch::start();
    for store in ["file", "keyring"] {
        let world = logged_in(&server, store);
        for (format, asked_for) in [
            ("token", &[ACCESS][..]),
            ("json", &[ACCESS, REFRESH]),
            ("sh", &[ACCESS, REFRESH]),
            ("fish", &[ACCESS, REFRESH]),
            ("powershell", &[ACCESS, REFRESH]),
            ("cmd", &[ACCESS, REFRESH]),
            ("nu", &[ACCESS, REFRESH]),
            ("dotenv", &[ACCESS, REFRESH]),
            ("header", &[ACCESS]),
            ("curl", &[ACCESS]),
        ] {
            hunt(&world.run(&["print", "-v", "--format", format]), asked_for);
            hunt(&world.run(&["print", "-v", "--format", format, "--no-refresh-token"]), &[ACCESS]);
            hunt(&world.run(&["refresh", "-v", "--format", format]), asked_for);
        }
        for words in [
            "status",
            "status --json",
            "status --check",
            "doctor",
            "inspect",
            "inspect --json",
            "profile list",
            "profile list --json",
            "doctor --json",
            "scopes list",
            "scopes check **",
            "completions bash",
            "--help",
        ] {
            let words: Vec<&str> = words.split(' ').chain(["-v"]).collect();
            hunt(&world.run(&words), &[]);
        }
        hunt(&world.command(&["inspect", "-", "-v"]).stdin(ACCESS).run(), &[]);
        for (path, content) in world.files() {
            let but: &[&str] =
                if path.starts_with(world.state().join("tokens")) { &[CLIENT_SECRET, ACCESS, REFRESH] } else { &[] };
            assert_clean(&path.display().to_string(), &content, but);
        }
        hunt(&world.run(&["logout", "-v"]), &[]);
    }
    watch.finish();
    let sent = server.token_requests();
    assert!(
        sent.iter().any(|request| holds(&request.body, PASSWORD))
            && sent.iter().any(|request| holds(&request.body, REFRESH))
    );
}

#[test]
fn the_program_that_exec_runs_has_the_access_token_alone() {
    let server = server();
    let world = logged_in(&server, "file");
    let found = world.command(&["exec", "-v", "env"]).env("SPACE_TOKEN_PASSWORD", PASSWORD).run();
    hunt(&found, &[ACCESS]);
    let lines: Vec<&str> = found.stdout.lines().filter(|line| holds(line.as_bytes(), ACCESS)).collect();
    assert_eq!(lines, [format!("SPACE_ACCESS_TOKEN={ACCESS}")]);
}

#[test]
fn no_failure_tells_one() {
    let server = server();
    let world = logged_in(&server, "file");
    let file = world.state().join("tokens/profile-default.json");
    let (record, config) = (fs::read_to_string(&file).unwrap(), fs::read_to_string(world.config()).unwrap());
    for broken in
        [&record[..record.len() / 2], &record.replace(':', ";"), &record.replace("\"version\":1", "\"version\":2")]
    {
        fs::write(&file, broken).unwrap();
        for words in ["print", "status", "refresh", "doctor", "inspect", "exec env"] {
            let words: Vec<&str> = words.split(' ').chain(["-v"]).collect();
            hunt(&world.run(&words), &[]);
        }
    }
    fs::write(&file, &record).unwrap();
    for line in ["password = 'PW'", "client_secret = 'PW'", "url = 'https://bob:PW@x'", "client_id = PW", "'PW"] {
        fs::write(world.config(), format!("{config}\n{}\n", line.replace("PW", CLIENT_SECRET))).unwrap();
        hunt(&world.run(&["print", "-v"]), &[ACCESS]);
        hunt(&world.run(&["doctor"]), &[]);
    }
    fs::write(world.config(), config).unwrap();
    drop(server);
    hunt(&world.run(&["refresh", "-v"]), &[]);
    hunt(&world.run(&["status", "--check", "-v"]), &[]);
    hunt(&world.other("sh", &["-c", "space-token print -v > /dev/full"]).run(), &[]);
    hunt(&world.run(&["exec", "-v", "no-such-command"]), &[]);
}

#[test]
fn no_keyring_in_trouble_tells_one() {
    let server = server();
    let mut world = logged_in(&server, "keyring");
    world.bus().lock();
    for words in [["print", "-v"], ["refresh", "-v"], ["logout", "-v"]] {
        hunt(&world.run(&words), &[]);
    }
    hunt(&login(&world, &server, &[]).run(), &[]);
    world.bus().kill_service();
    hunt(&world.run(&["refresh", "-v"]), &[]);
    hunt(&login(&world, &server, &["--store", "keyring"]).run(), &[]);
}

#[test]
fn a_secret_in_the_wrong_place_is_not_repeated() {
    // another one than the watch looks for
    const TYPED: &str = "typed-where-it-should-not-be";
    let world = World::new();
    for words in [
        &["login", "--password", TYPED][..],
        &["login", "--client-secret", TYPED],
        &["login", &format!("--password={TYPED}")],
        &["print", "--token", TYPED],
        &["inspect", TYPED],
        &["login", "--url", &format!("https://bob:{TYPED}@space.example"), "--no-input"],
    ] {
        let error = world.run(words).fails(2);
        assert!(!error.contains(TYPED), "{error}");
    }
    for name in ["SPACE_TOKEN_TOKEN_ENDPOINT", "SPACE_TOKEN_REVOCATION_ENDPOINT", "SPACE_TOKEN_USERINFO_ENDPOINT"] {
        for url in [format!("https://bob:{TYPED}@space.example/x"), format!("/x?key={TYPED}")] {
            let run = world.command(&["print", "-v", "--url", "https://space.example"]).env(name, &url);
            let stderr = run.run().stderr;
            assert!(stderr.contains(" endpoint: set (environment)") && !stderr.contains(TYPED), "{stderr}");
        }
    }
}
