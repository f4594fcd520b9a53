//! In CI: credentials in the environment, no home, no D-Bus, no terminal.

#[cfg(target_os = "linux")]
use std::{fs, os::unix::fs::PermissionsExt};

use sandbox::Sandbox;

#[cfg(target_os = "linux")]
use crate::support::PROGRAM;
use crate::support::{CLIENT_ID, PASSWORD, USERNAME, World};

#[cfg(unix)]
#[test]
fn a_token_is_printed_and_nothing_is_touched() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server);
    let token = world.run(&["print"]).ok();
    assert!(server.active_access_token(token.trim_end()));
    world.unset("HOME");
    world.run(&["print"]).ok();
    world.set("HOME", "/nonexistent/home");
    world.run(&["print"]).ok();
    assert_eq!(world.files(), []);
    assert_eq!((server.grants(), server.refreshes()), (3, 0), "nothing is kept");
}

#[cfg(unix)]
#[test]
fn a_store_that_is_named_keeps_the_token() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server).set("SPACE_TOKEN_STORE", "file");
    let token = world.run(&["print"]).ok();
    assert_eq!(world.run(&["print"]).ok(), token);
    assert_eq!(server.token_requests().len(), 1);
    assert!(!world.config().exists(), "no profile is made");
}

/// A container's user with root's `HOME`, or `sudo -E -u`.
#[cfg(target_os = "linux")]
#[test]
fn a_home_folder_of_somebody_else_is_as_good_as_none() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server);
    // the built program may be where only its owner gets at it
    let (program, private) = (world.home().join("space-token"), world.home().join("private"));
    fs::copy(PROGRAM, &program).unwrap();
    fs::create_dir(&private).unwrap();
    fs::set_permissions(&private, fs::Permissions::from_mode(0o700)).unwrap();
    fs::set_permissions(world.home(), fs::Permissions::from_mode(0o755)).unwrap();
    world.set("HOME", &private);
    let run = |words: &[&str]| {
        let user = ["--reuid", "54322", "--regid", "54322", "--clear-groups", program.to_str().unwrap()];
        world.other("setpriv", &[&user[..], words].concat()).run()
    };
    run(&["print"]).ok();
    let login = run(&["login", "--store", "file"]).fails(6);
    assert!(login.contains("Permission denied"), "{login}");
}

#[test]
fn the_login_of_a_job_ends_with_all_others() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.log_in(&server, &["-p", "work", "--store", "file"]).silent();
    world.set_credentials(&server).set("SPACE_TOKEN_STORE", "file");
    for words in [&["print"][..], &["-p", "ci", "print"]] {
        world.run(words).ok();
    }
    let all = world.command(&["logout", "--all"]).env("SPACE_TOKEN_PROFILE", "ci").run().silent();
    assert_eq!(all.lines().filter(|line| line.starts_with("Logged out")).count(), 2, "{all}");
    let all = world.run(&["logout", "--all"]).silent();
    assert!(all.contains("Logged out (profile default)") && all.contains("weren't logged in (profile work)"), "{all}");
    assert_eq!(all.lines().count(), 2, "{all}");
    assert_eq!(server.active_logins(), 0);
}

/// A profile whose login has ended stays what it is: only `login` makes it another server's or user's.
#[test]
fn a_job_for_somebody_else_keeps_nothing_in_a_profile() {
    let (server, other) = (Sandbox::start(), Sandbox::start());
    let mut world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    world.run(&["logout"]).silent();
    world.set_credentials(&other);
    world.run(&["print"]).ok();
    world.run(&["print"]).ok();
    assert_eq!(other.grants(), 2);
    world.set_credentials(&server);
    for (name, value) in [("GRANT", "client-credentials"), ("SCOPE", "global:X"), ("TOKEN_PARAMETER", "a=b")] {
        world.command(&["print"]).env(&format!("SPACE_TOKEN_{name}"), value).run().ok();
        world
            .run(&["status"])
            .fails_with(4, "space-token: not logged in (profile 'default')\nhint: log in: space-token login\n");
    }
    let token = world.run(&["print"]).ok();
    assert_eq!(world.run(&["print"]).ok(), token);
}

/// As they come from `kubectl create secret --from-file`.
#[test]
fn names_with_a_line_end_are_the_names() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server);
    for (name, value) in [("CLIENT_ID", CLIENT_ID.to_owned()), ("USERNAME", USERNAME.to_owned()), ("URL", server.url())]
    {
        world.set(&format!("SPACE_TOKEN_{name}"), format!("{value}\r\n"));
    }
    world.run(&["print"]).ok();
}

#[test]
fn a_missing_value_is_named() {
    let server = Sandbox::start();
    for name in ["URL", "CLIENT_ID", "CLIENT_SECRET", "USERNAME", "PASSWORD"] {
        let mut world = World::new();
        let variable = format!("SPACE_TOKEN_{name}");
        world.set_credentials(&server).unset(&variable);
        world.run(&["print"]).fails_with(
            7,
            &format!(
                "space-token: cannot get a token: {variable} is missing\n\
                 hint: set what is missing, or log in once: space-token login\n"
            ),
        );
    }
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn several_missing_values_are_all_named() {
    let mut world = World::new();
    world.set("SPACE_TOKEN_PASSWORD", PASSWORD);
    let error = world.run(&["print"]).fails(7);
    for name in ["URL", "CLIENT_ID", "CLIENT_SECRET", "USERNAME"] {
        assert!(error.contains(&format!("SPACE_TOKEN_{name}")), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn without_any_credentials_nobody_is_logged_in() {
    let world = World::new();
    for command in ["print", "refresh", "status"] {
        world
            .run(&[command])
            .fails_with(4, "space-token: not logged in (profile 'default')\nhint: log in: space-token login\n");
    }
    assert_eq!(world.files(), []);
}

#[test]
fn login_without_a_terminal_says_what_to_give() {
    let server = Sandbox::start();
    let world = World::new();
    let error = world.run(&["login", "--url", &server.url(), "--client-id", CLIENT_ID]).fails(7);
    assert_eq!(
        error,
        "space-token: cannot log in: SPACE_TOKEN_CLIENT_SECRET, SPACE_TOKEN_USERNAME and SPACE_TOKEN_PASSWORD are missing, \
         and there's no terminal to ask on\n\
         hint: set what is missing; 'space-token login --help' has the options for it\n"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn no_input_is_heeded_on_a_terminal() {
    let world = World::new();
    let (shown, code) = world.terminal(&["login", "--no-input", "--store", "file"]).finish();
    assert_eq!(code, 7, "{shown}");
    assert!(shown.contains("--no-input is set"), "{shown}");
}

#[cfg(target_os = "linux")]
#[test]
fn print_never_asks_even_on_a_terminal() {
    let world = World::new();
    let (shown, code) = world.terminal(&["print"]).finish();
    assert_eq!(code, 4, "{shown}");
}
