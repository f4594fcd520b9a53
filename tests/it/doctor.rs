//! `doctor`: what is wrong, and what to do; nothing secret in it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use sandbox::proxy::Proxy;
use sandbox::{Canned, Config, Kind, Sandbox, Tls, TlsFault};
use serde_json::{Value, json};

use crate::support::{CLIENT_SECRET, Outcome, PASSWORD, USERNAME, World};

/// The lines of one check, each as `result found -> cure`.
fn lines(outcome: &Outcome, check: &str) -> Vec<String> {
    let of_check = outcome.stdout.lines().filter_map(|line| {
        let (result, rest) = line.split_once(' ')?;
        let found = rest.trim_start().strip_prefix(check)?.strip_prefix(' ')?;
        Some(format!("{result} {}", found.trim_start()))
    });
    of_check.collect()
}

#[track_caller]
fn line(outcome: &Outcome, check: &str) -> String {
    let lines = lines(outcome, check);
    assert_eq!(lines.len(), 1, "{check}: {outcome:#?}");
    lines.into_iter().next().unwrap()
}

#[track_caller]
fn expect(outcome: &Outcome, expected: &[(&str, &str)]) {
    for (check, start) in expected {
        let line = line(outcome, check);
        assert!(line.starts_with(start), "{check}: {line}\n{outcome:#?}");
    }
}

fn restrict(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn all_is_well() {
    let server = Sandbox::start();
    let world = World::with_keyring();
    world.log_in(&server, &[]).silent();
    let outcome = world.run(&["doctor"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{outcome:#?}");
    let (checks, summary) = outcome.stdout.split_once("\n\n").unwrap();
    assert!(checks.lines().all(|line| line.starts_with("ok ")), "{outcome:#?}");
    assert_eq!(summary, "No problems found\n");
    expect(
        &outcome,
        &[
            ("version", "ok space-token 0."),
            ("configuration", "ok ~/.config/space-token/config.toml: 1 profile"),
            (
                "profile",
                &format!("ok 'default': {}, client set, user set, grant password, store keyring", server.url()),
            ),
            ("permissions", "ok only you can read the private files"),
            ("store", "ok keyring: an entry was written, read and deleted"),
            ("login", "ok stored, and can be refreshed; the token's expiry: 2"),
            ("lock", "ok taken and released"),
            ("proxy", "ok none"),
            ("name", "ok 127.0.0.1 is an address"),
            (
                "endpoints",
                &format!(
                    "ok tokens from {}/oauth/token (default); client authentication basic (default)",
                    server.url()
                ),
            ),
            ("connection", &format!("ok {}/oauth/token answers as a token endpoint (HTTP 400: ", server.url())),
            ("clock", "ok within "),
        ],
    );
    assert!(line(&outcome, "session").contains("no terminal"));
    // as it will be asked, and with nothing secret
    let asked = server.token_requests().pop().unwrap();
    assert_eq!((asked.method.as_str(), asked.form().len(), asked.header("authorization")), ("POST", 1, None));
    world.run(&["print"]).ok();
}

#[test]
fn as_json_for_machines() {
    let world = World::new();
    let outcome = world.run(&["doctor", "--json", "--store", "file", "--url", "http://127.0.0.1:1"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (1, ""));
    let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let checks = report["checks"].as_array().unwrap();
    let connection = checks.iter().find(|check| check["check"] == "connection").unwrap();
    assert_eq!(connection["result"], "fail");
    assert!(connection["found"].as_str().unwrap().contains("Connection refused"));
    assert!(connection["cure"].as_str().unwrap().contains("nothing listens there"));
    assert!(checks.iter().any(|check| check["check"] == "lock" && check["cure"].is_null()));
}

#[test]
fn without_a_bus_the_cause_and_the_cure_are_told() {
    let world = World::new();
    let outcome = world.run(&["doctor", "--store", "keyring"]);
    assert_eq!(outcome.code, 1);
    expect(&outcome, &[("store", "fail cannot reach the keyring (Secret Service): "), ("lock", "ok ")]);
    assert!(line(&outcome, "store").contains("-> there is no D-Bus session"), "{outcome:#?}");
    assert!(line(&outcome, "session").contains("no D-Bus session"));
    assert!(lines(&outcome, "login").is_empty(), "where there is no store there is nothing to look at");
}

#[test]
fn a_locked_keyring_is_said_to_be_locked() {
    let server = Sandbox::start();
    let mut world = World::with_keyring();
    world.log_in(&server, &[]).silent();
    world.bus().lock();
    let outcome = world.run(&["doctor"]);
    assert_eq!(outcome.code, 1);
    let store = line(&outcome, "store");
    assert!(store.starts_with("fail cannot ") && store.contains("lock"), "{store}");
    assert!(store.contains("-> ") && store.contains("unlock it"), "{store}");
    expect(&outcome, &[("lock", "ok "), ("connection", "ok ")]);
}

#[test]
fn an_empty_world_is_no_failure() {
    let world = World::new();
    let outcome = world.run(&["doctor", "--store", "none"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    expect(
        &outcome,
        &[
            ("configuration", "ok no file at ~/.config/space-token/config.toml"),
            ("profile", "warn 'default': no URL, client not set, user not set"),
            ("store", "ok none"),
            ("connection", "warn no server was asked: no URL is set -> set one: --url URL"),
        ],
    );
    assert!(line(&outcome, "profile").contains("space-token login"));
}

#[test]
fn a_job_with_all_credentials_needs_no_store_and_no_login() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server);
    let outcome = world.run(&["doctor"]);
    expect(&outcome, &[("store", "ok not needed: all credentials are set, and nothing is kept")]);
    assert!(lines(&outcome, "login").is_empty() && outcome.stdout.ends_with("\nNo problems found\n"), "{outcome:#?}");
    for store in ["auto", "file"] {
        let outcome = world.run(&["doctor", "--store", store]);
        assert!(line(&outcome, "store").starts_with("ok "), "{outcome:#?}");
        let login = "ok not logged in (profile 'default'); not needed, since all credentials are set";
        assert_eq!(line(&outcome, "login"), login);
        assert!(outcome.stdout.ends_with("\nNo problems found\n"), "{outcome:#?}");
    }
    world.unset("SPACE_TOKEN_PASSWORD");
    let outcome = world.run(&["doctor", "--store", "file"]);
    expect(&outcome, &[("login", "warn not logged in (profile 'default') -> log in: space-token login")]);
}

#[test]
fn a_wrong_configuration_is_named_and_the_rest_is_checked() {
    let world = World::new();
    let folder = world.config().parent().unwrap().to_owned();
    fs::create_dir_all(&folder).unwrap();
    for (text, check, start) in [
        ("[broken", "configuration", "fail ~/.config/space-token/config.toml is wrong: line 1 isn't valid TOML"),
        ("[profiles.default]\npassword = 'planted'\n", "configuration", "fail "),
        (
            "[profiles.default]\nserver = 'mars'\n",
            "profile",
            "fail profiles.default.server in ~/.config/space-token/config.toml is wrong: 'mars'",
        ),
        (
            "colour = 1\n[profiles.default]\nusrname = 'planted'\nno_input = true\npassword_command = 'x'\n",
            "configuration",
            "warn ~/.config/space-token/config.toml has unknown keys: colour, profiles.default.usrname (username?) ->",
        ),
    ] {
        fs::write(world.config(), text).unwrap();
        let outcome = world.run(&["doctor", "--store", "none"]);
        assert_eq!(outcome.code, i32::from(start.starts_with("fail")), "{outcome:#?}");
        expect(&outcome, &[(check, start), ("version", "ok "), ("permissions", "ok ")]);
        assert!(!outcome.stdout.contains("planted"), "{outcome:#?}");
    }
}

#[test]
fn files_that_others_can_read_come_with_the_command_that_ends_it() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let token = world.state().join("tokens/profile-default.json");
    let password = world.home().join("password");
    fs::write(&password, PASSWORD).unwrap();
    for (path, mode) in [(&token, 0o644), (&world.state(), 0o755), (&world.config(), 0o666), (&password, 0o644)] {
        restrict(path, mode);
    }
    let outcome = world.command(&["doctor"]).env("SPACE_TOKEN_PASSWORD_FILE", &password).run();
    assert_eq!(outcome.code, 1);
    let found = lines(&outcome, "permissions").join("\n");
    for expected in [
        "fail others can write ~/.config/space-token/config.toml (mode 666) -> chmod go-w ~/'.config/space-token/config.toml'",
        "warn others can look into ~/.local/state/space-token (mode 755) -> chmod 700 ~/'.local/state/space-token'",
        "fail others can read the tokens in ~/.local/state/space-token/tokens/profile-default.json (mode 644) -> chmod 600 ~/'",
        "warn others can read the secret in ~/password (mode 644) -> chmod 600 ~/'password'",
    ] {
        assert!(found.contains(expected), "{expected}\n{found}");
    }
    expect(&outcome, &[("store", "ok plain file"), ("login", "fail refusing ~/.local/state/space-token/tokens/")]);
    // the cures, as they are printed
    for cure in found.lines().filter_map(|line| line.split(" -> ").nth(1)) {
        let command = cure.split(", and").next().unwrap();
        world.other("sh", &["-c", command]).run().ok();
    }
    let outcome = world.command(&["doctor"]).env("SPACE_TOKEN_PASSWORD_FILE", &password).run();
    assert_eq!(outcome.code, 0, "{outcome:#?}");
    expect(&outcome, &[("permissions", "ok only you can read the private files"), ("login", "ok stored")]);
}

#[test]
fn certificates_are_told_with_their_cures() {
    let world = World::new();
    for (fault, cure) in [
        (TlsFault::SelfSigned, "--ca-cert"),
        (TlsFault::WrongHost, "check the host name"),
        (TlsFault::Expired, "has expired, or this computer's clock is wrong"),
    ] {
        let server = Sandbox::with(Config { tls: Some(Tls::with(fault)), ..Config::default() });
        let authority = world.home().join("ca.pem");
        fs::write(&authority, server.ca_file_pem().unwrap()).unwrap();
        let url = server.url();
        let ca = authority.to_str().unwrap();
        let outcome = world.run(&["doctor", "--store", "none", "--url", &url, "--ca-cert", ca]);
        assert_eq!(outcome.code, 1, "{outcome:#?}");
        let connection = line(&outcome, "connection");
        assert!(connection.starts_with(&format!("fail cannot reach {url}")), "{connection}");
        assert!(connection.split(" -> ").nth(1).unwrap().contains(cure), "{connection}");
    }
    let server = Sandbox::with(Config { tls: Some(Tls::good()), ..Config::default() });
    let authority = world.home().join("ca.pem");
    fs::write(&authority, server.ca_file_pem().unwrap()).unwrap();
    let arguments = ["doctor", "--store", "none", "--url", &server.url()];
    assert!(line(&world.run(&arguments), "connection").contains("doesn't trust"));
    let trusting = world.command(&arguments).env("SPACE_TOKEN_CA_CERT", &authority).run();
    assert_eq!(trusting.code, 0);
    assert!(line(&trusting, "connection").ends_with("its certificate is trusted"));
    expect(&trusting, &[("name", "ok localhost is ")]);
}

#[test]
fn what_answers_may_be_no_token_endpoint() {
    let server = Sandbox::start();
    let world = World::new();
    for (path, answer, start) in [
        ("/elsewhere", None, "fail "),
        ("", Some(Canned::empty(302).with_header("Location", "/login")), "fail "),
        ("", Some(Canned::json(405, json!({"error": "no"}))), "fail "),
        ("", Some(Canned::empty(403)), "warn "),
        ("", Some(Canned::empty(502)), "warn "),
    ] {
        server.answer_always(answer);
        let url = format!("{}{path}", server.url());
        let outcome = world.run(&["doctor", "--store", "none", "--url", &url]);
        assert_eq!(outcome.code, i32::from(start == "fail "), "warnings are no failure");
        expect(&outcome, &[("connection", start)]);
        let cure = if start == "fail " { "check the URL: " } else { "" };
        let (_, summary) = outcome.stdout.split_once("\n\n").unwrap();
        assert!(cure.is_empty() || summary.starts_with(&format!("Start here (connection): {cure}")), "{summary}");
    }
}

#[test]
fn a_clock_that_is_wrong_is_noticed() {
    let server = Sandbox::start();
    let world = World::new();
    server.answer_always(Some(Canned::empty(400).with_header("Date", "Tue, 30 Jul 2019 16:40:30 GMT")));
    let outcome = world.run(&["doctor", "--store", "none", "--url", &server.url()]);
    assert_eq!(outcome.code, 0);
    let clock = line(&outcome, "clock");
    assert!(
        clock.starts_with("warn ") && clock.contains(" d ahead of the server's -> set this computer's clock"),
        "{clock}"
    );
}

#[test]
fn the_proxy_that_applies_is_told_without_its_password() {
    let world = World::new();
    let proxy = Proxy::refusing(407);
    let with_password = proxy.url().replace("http://", "http://eve:planted-proxy-password@");
    let run = |no_proxy: &str, url: &str| {
        let command = world.command(&["doctor", "--store", "none", "--timeout", "5", "--url", url]);
        command.env("HTTPS_PROXY", &with_password).env("NO_PROXY", no_proxy).run()
    };
    let outcome = run("other.example", "https://space.example.com");
    assert_eq!(outcome.code, 1);
    assert!(!outcome.stdout.contains("planted") && !outcome.stdout.contains("eve"), "{outcome:#?}");
    expect(
        &outcome,
        &[
            ("proxy", &format!("ok {}, by HTTPS_PROXY, NO_PROXY", proxy.url())),
            ("name", "ok resolved by the proxy"),
            (
                "connection",
                "fail cannot reach https://space.example.com/oauth/token through the proxy http://127.0.0.1:",
            ),
        ],
    );
    assert!(line(&outcome, "connection").contains("put user name and password into the proxy's variable"));
    let outcome = run("localhost, .invalid", "https://space.invalid");
    expect(&outcome, &[("proxy", "ok none for this server, by HTTPS_PROXY, NO_PROXY"), ("name", "fail cannot find ")]);
    expect(&run("", "http://127.0.0.1:1"), &[("proxy", "ok none: the server is on this machine")]);
}

#[test]
fn a_lock_that_is_held_is_noticed_and_not_waited_for() {
    let world = World::new();
    let folder = world.state().join("locks");
    fs::create_dir_all(&folder).unwrap();
    let file = fs::File::create(folder.join("profile-default.lock")).unwrap();
    file.lock().unwrap();
    for store in ["none", "file"] {
        let outcome = world.run(&["doctor", "--store", store]);
        expect(&outcome, &[("lock", "warn another space-token process holds the lock of this profile -> ")]);
    }
}

#[test]
fn a_lock_that_cannot_be_had_comes_with_the_cure() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let locks = world.state().join("locks");
    let script = format!("rm {0}/*.lock; mount --bind -o ro {0} {0} && exec space-token doctor", locks.display());
    let outcome = world.other("unshare", &["--mount", "sh", "-c", &script]).run();
    let lock = line(&outcome, "lock");
    assert!(
        lock.contains("Read-only file system (os error 30) -> two runs at once may refresh the same token; put "),
        "{lock}"
    );
    assert!(lock.ends_with("the state folder where it can be written (XDG_STATE_HOME)"), "{lock}");
}

/// What only begins like the home folder is no part of it, nor is a part of a URL.
#[test]
fn the_home_folder_is_hidden_and_nothing_else() {
    let world = World::new();
    let home = world.home().display();
    let beside = format!("{home}2");
    fs::write(&beside, PASSWORD).unwrap();
    restrict(Path::new(&beside), 0o644);
    let url = format!("http://127.0.0.1:1{home}");
    let run = world.command(&["doctor", "--store", "none", "--url", &url]);
    let outcome = run.env("SPACE_TOKEN_PASSWORD_FILE", &beside).run();
    fs::remove_file(&beside).unwrap();
    let found = line(&outcome, "permissions");
    assert!(found.ends_with(&format!("read the secret in {beside} (mode 644) -> chmod 600 '{beside}'")), "{found}");
    assert!(line(&outcome, "endpoints").starts_with(&format!("ok tokens from {url}/oauth/token ")), "{outcome:#?}");
}

#[test]
fn the_kind_of_session_is_told() {
    let world = World::new();
    let run = world.command(&["doctor", "--store", "none"]).env("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22");
    let outcome = run.env("WSL_DISTRO_NAME", "Debian").env("container", "podman").env("CI", "true").run();
    expect(&outcome, &[("session", "ok SSH, WSL, container, CI, no terminal, no D-Bus session")]);
    assert!(!outcome.stdout.contains("192.0.2."), "{outcome:#?}");
}

/// The report is for the eyes of strangers.
#[test]
fn nothing_secret_is_in_the_report() {
    let server = Sandbox::start();
    for store in ["file", "keyring"] {
        let mut world = World::with_keyring();
        world.log_in(&server, &["--store", store]).silent();
        let login: Value = serde_json::from_str(&world.run(&["print", "--format", "json"]).ok()).unwrap();
        let tokens = ["access_token", "refresh_token"].map(|token| login[token].as_str().unwrap().to_owned());
        let home = world.home().to_str().unwrap().to_owned();
        world.set("SPACE_TOKEN_PASSWORD", PASSWORD).set("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET);
        world.set("SPACE_TOKEN_PASSWORD_COMMAND", "echo planted-command");
        for arguments in [&["doctor"][..], &["doctor", "--json"], &["doctor", "--url", "http://127.0.0.1:1"]] {
            let outcome = world.run(arguments);
            let hidden = tokens.iter().map(String::as_str).chain([PASSWORD, CLIENT_SECRET, USERNAME, &home, "planted"]);
            for secret in hidden {
                assert!(!outcome.stdout.contains(secret), "{secret}: {outcome:#?}");
                assert!(!outcome.stderr.contains(secret), "{secret}: {outcome:#?}");
            }
        }
        let verbose = world.run(&["doctor", "-v"]);
        for secret in tokens.iter().map(String::as_str).chain([PASSWORD, CLIENT_SECRET, "planted"]) {
            assert!(!verbose.stderr.contains(secret), "{secret}: {verbose:#?}");
        }
    }
}

#[test]
fn the_servers_metadata_are_followed() {
    let server = Sandbox::with(Config { path: "/as".into(), ..Config::of(Kind::OAuth2) });
    let world = World::new();
    let url = server.url();
    let run = |server: &str| world.run(&["doctor", "--store", "none", "--url", &url, "--server", server]);
    let outcome = run("oauth2");
    let told = format!(
        "ok tokens from {url}/oauth/token (the server's metadata); \
         client authentication basic-encoded (the server's metadata)"
    );
    expect(&outcome, &[("endpoints", &told), ("connection", "ok ")]);
    assert_eq!(outcome.code, 0, "{outcome:#?}");
    let metadata = "/.well-known/oauth-authorization-server/as";
    let grants = json!({"issuer": url, "token_endpoint": format!("{url}/t"), "grant_types_supported": ["implicit"]});
    server.answer_at(metadata, Canned::json(200, grants));
    let warned = run("oauth2").stderr;
    assert!(warned.contains("the server's metadata doesn't list the grant password, only implicit"), "{warned}");
    server.answer_at(metadata, Canned::json(200, json!({"issuer": "https://other.example"})));
    expect(&run("oauth2"), &[("endpoints", "fail cannot use the metadata at ")]);
}
