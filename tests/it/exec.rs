//! `exec`: what the program finds, and what comes of it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use sandbox::{Canned, Sandbox};
use serde_json::json;

use crate::support::{CLIENT_SECRET, PASSWORD, World};

/// A world with a login in a plain file, and the server that it is for.
fn logged_in() -> (World, Sandbox) {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    (world, server)
}

fn lines_of<'a>(output: &'a str, name: &str) -> Vec<&'a str> {
    output.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix('=')).collect()
}

#[test]
fn the_program_finds_the_token_and_its_companions() {
    let (world, server) = logged_in();
    let token = world.run(&["print"]).ok();
    let json: serde_json::Value =
        serde_json::from_str(&world.run(&["print", "--format", "json"]).ok()).expect("it is JSON");
    let refresh_token = json["refresh_token"].as_str().unwrap();
    let found = world.run(&["exec", "--", "env"]).ok();
    assert_eq!(lines_of(&found, "SPACE_ACCESS_TOKEN"), [token.trim_end()]);
    assert_eq!(lines_of(&found, "SPACE_TOKEN_TYPE"), ["Bearer"]);
    assert_eq!(lines_of(&found, "SPACE_ACCESS_TOKEN_EXPIRES_AT"), [json["expires_at"].as_str().unwrap()]);
    assert_eq!(lines_of(&found, "SPACE_URL"), [server.url()]);
    assert!(!found.contains(refresh_token) && !found.contains("SPACE_REFRESH_TOKEN"), "{found}");
    assert_eq!(lines_of(&found, "HOME"), [world.home().to_str().unwrap()]);
}

#[test]
fn none_of_the_secrets_that_led_to_the_token_are_passed_on() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server);
    let secret_file = world.home().join("planted-secret-file");
    fs::write(&secret_file, CLIENT_SECRET).unwrap();
    let run = world
        .command(&["exec", "env"])
        .env("SPACE_TOKEN_CLIENT_SECRET_FILE", &secret_file)
        .env("SPACE_TOKEN_PASSWORD_FILE", "planted-password-file")
        .env("SPACE_TOKEN_PASSWORD_COMMAND", "planted-password-command")
        .env("SPACE_TOKEN_PASSWORD_COMMNAD", "planted-misspelt")
        .env("SPACE_TOKEN_TOKEN_PARAMETER", "api_key=planted-parameter")
        .env("SPACE_TOKEN_SCOPE", "**")
        .env("SPACE_REFRESH_TOKEN", "planted-stale-refresh")
        .env("SPACE_ACCESS_TOKEN", "planted-stale-access")
        .env("MINE", "kept");
    let found = run.run().ok();
    for secret in [PASSWORD, CLIENT_SECRET, "planted", "SPACE_TOKEN_PASSWORD", "SPACE_TOKEN_CLIENT_SECRET"] {
        assert!(!found.contains(secret), "{secret}: {found}");
    }
    assert_eq!((lines_of(&found, "MINE"), lines_of(&found, "SPACE_TOKEN_SCOPE")), (vec!["kept"], vec!["**"]));
    assert!(server.active_access_token(lines_of(&found, "SPACE_ACCESS_TOKEN")[0]));
}

#[test]
fn a_token_without_an_end_leaves_no_stale_one_behind() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server);
    server.answer_next(Canned::json(200, json!({ "access_token": "endless", "token_type": "bearer" })));
    let run = world.command(&["exec", "env"]).env("SPACE_ACCESS_TOKEN_EXPIRES_AT", "1970-01-01T00:00:00Z");
    let found = run.run().ok();
    assert_eq!(lines_of(&found, "SPACE_ACCESS_TOKEN"), ["endless"]);
    assert_eq!(lines_of(&found, "SPACE_TOKEN_TYPE"), ["bearer"]);
    assert!(lines_of(&found, "SPACE_ACCESS_TOKEN_EXPIRES_AT").is_empty(), "{found}");
}

#[test]
fn the_exit_code_is_the_programs_own() {
    let (world, _server) = logged_in();
    for code in [0, 1, 4, 42, 126, 127, 255] {
        let exit = format!("exit {code}");
        let outcome = world.run(&["exec", "--", "sh", "-c", &exit]);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (code, ""), "{outcome:?}");
    }
    for (signal, code) in [("TERM", 143), ("KILL", 137), ("INT", 130), ("PIPE", 141)] {
        let kill = format!("kill -{signal} $$");
        // as the shell sees it that started the tool: the process is the same
        let outcome = world.run(&["exec", "--", "sh", "-c", &kill]);
        assert_eq!(outcome.code, code, "{outcome:?}");
    }
}

#[test]
fn the_program_takes_this_ones_place() {
    let (world, _server) = logged_in();
    let script = "echo $$; exec space-token exec -- sh -c 'echo $$; exec cat'";
    let found = world.other("sh", &["-c", script]).stdin("typed\n").run().ok();
    let lines: Vec<&str> = found.lines().collect();
    assert_eq!((lines[0], lines[2]), (lines[1], "typed"));
}

#[test]
fn at_a_terminal_ctrl_c_is_the_programs() {
    let (world, _server) = logged_in();
    let mut terminal = world.terminal(&["exec", "--", "sh", "-c", "echo ready; exec sleep 60"]);
    terminal.expect("ready");
    terminal.control('c');
    assert_eq!(terminal.finish().1, 130);
    let mut terminal = world.terminal(&["exec", "--", "sh", "-c", "trap 'echo mine; exit 3' INT; echo ready; read x"]);
    terminal.expect("ready");
    terminal.control('c');
    let (rest, code) = terminal.finish();
    assert!(rest.contains("mine") && code == 3, "{code}: {rest}");
}

#[test]
fn what_cannot_be_run_is_126_and_what_is_not_there_127() {
    let (world, _server) = logged_in();
    let file = |name: &str, content: &str, mode| {
        let path = world.home().join(name);
        fs::write(&path, content).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    };
    file("plain", "#!/bin/sh\n", 0o644);
    file("orphan", "#!/nowhere/sh\n", 0o755);
    file("garbage", "\u{7f}ELF\0\0\0", 0o755);
    for (program, code, expected) in [
        ("no-such-program", 127, "cannot run 'no-such-program': command not found\nhint: check the spelling"),
        ("./no-such-program", 127, "command not found"),
        ("no\x1b[31m-such", 127, "cannot run 'no [31m-such': command not found"),
        ("", 127, "cannot run '': command not found"),
        ("./plain", 126, "cannot run './plain': permission denied\nhint: it must be an executable file"),
        ("/", 126, "cannot run '/': it's a folder\nhint: name a program in it"),
        ("./orphan", 126, "cannot run './orphan': its interpreter is missing\nhint: its first line"),
    ] {
        let stderr = world.run(&["exec", "--", program]).fails(code);
        assert!(stderr.contains(expected), "{program}: {stderr}");
    }
    fs::create_dir(world.home().join("folder")).unwrap();
    for (program, code, why) in [
        ("orphan", 126, "its interpreter is missing"),
        ("plain", 126, "permission denied"),
        ("folder", 127, "command not found"),
    ] {
        let path = format!("{}:/usr/bin:/bin", world.home().display());
        let stderr = world.command(&["exec", "--", program]).env("PATH", path).run().fails(code);
        assert!(stderr.contains(why), "{stderr}");
    }
    let stderr = world.run(&["--error-format", "json", "exec", "nothing-here"]).fails(127);
    let error: serde_json::Value = serde_json::from_str(&stderr).expect("it is JSON");
    assert_eq!((&error["error"]["kind"], &error["error"]["exit_code"]), (&json!("not_found"), &json!(127)));
}

#[test]
fn options_end_where_the_program_begins() {
    let (world, _server) = logged_in();
    assert_eq!(world.run(&["exec", "echo", "-v", "--help", "--", "-p", "x"]).ok(), "-v --help -- -p x\n");
    assert_eq!(world.run(&["exec", "--min-ttl", "5s", "--", "echo", "--min-ttl", "x"]).ok(), "--min-ttl x\n");
    world.run(&["exec", "--bogus", "echo"]).fails(2);
    world.run(&["exec"]).fails(2);
    world.run(&["exec", "--"]).fails(2);
}

#[test]
fn without_a_token_nothing_is_run() {
    let world = World::new();
    let stderr = world.run(&["exec", "--", "touch", "ran"]).fails(4);
    assert!(stderr.starts_with("space-token: not logged in"), "{stderr}");
    assert!(!world.home().join("ran").exists());
}

#[test]
fn an_old_token_is_refreshed_first() {
    let (world, server) = logged_in();
    let first = world.run(&["print"]).ok();
    let show = "printf '%s\\n' \"$SPACE_ACCESS_TOKEN\"";
    assert_eq!(world.run(&["exec", "--", "sh", "-c", show]).ok(), first);
    let second = world.run(&["exec", "--min-ttl", "500s", "--", "sh", "-c", show]);
    assert_eq!((second.stdout == first, server.refreshes()), (true, 0), "more are left");
    server.set_lifetime(7_200);
    let third = world.run(&["exec", "--min-ttl", "1h", "--", "sh", "-c", show]).ok();
    assert_eq!((third != first, server.refreshes()), (true, 1));
    assert_eq!(world.run(&["print"]).ok(), third, "it was kept");
}

/// Nothing of the tool lives on in the program: no descriptor, no signal, no limit.
#[test]
fn the_program_starts_as_from_a_shell() {
    let server = Sandbox::start();
    let world = World::with_keyring();
    world.log_in(&server, &[]).silent();
    server.set_lifetime(7_200);
    let look = "ls -l /proc/self/fd\ngrep -E '^(Sig|Threads)' /proc/self/status\ncat /proc/self/limits\n";
    fs::write(world.home().join("look.sh"), look).unwrap();
    // with a refresh, so that network, keyring, lock and signals have all been used
    let tool = "ulimit -Sc 8; exec space-token exec --min-ttl 1h -- sh look.sh";
    let plain = "ulimit -Sc 8; exec sh look.sh";
    let found = world.other("sh", &["-c", tool]).run().ok();
    let expected = world.other("sh", &["-c", plain]).run().ok();
    assert_eq!(server.refreshes(), 1);
    assert_eq!(descriptors(&found), descriptors(&expected), "{found}");
    for what in ["Threads", "Max core file size"] {
        assert_eq!(line(&found, what), line(&expected, what), "{found}");
    }
    for what in ["SigPnd", "SigBlk", "SigIgn", "SigCgt"] {
        assert_eq!(signals(&found, what), signals(&expected, what), "{what}: {found}");
    }
    assert_eq!(signals(&found, "SigIgn"), 0, "not even SIGPIPE, which Rust ignores: {found}");
}

#[test]
fn what_was_ignored_stays_ignored_after_a_refresh() {
    let (world, server) = logged_in();
    server.set_lifetime(7_200);
    let script = "trap '' INT QUIT; exec space-token exec --min-ttl 1h -- sh -c 'kill -INT $$; kill -QUIT $$; echo on'";
    assert_eq!(world.other("sh", &["-c", script]).run().ok(), "on\n");
    assert_eq!(server.refreshes(), 1);
}

#[test]
fn the_program_may_be_debugged_again() {
    let (world, _server) = logged_in();
    // the files of a process that is not dumpable are root's
    let owner = world.run(&["exec", "--", "sh", "-c", "stat -c %u /proc/$$/environ; id -u"]).ok();
    let ids: Vec<&str> = owner.lines().collect();
    assert_eq!(ids[0], ids[1]);
}

/// Numbers and kinds of the open descriptors, without `ls`'s own of the folder.
fn descriptors(output: &str) -> Vec<(&str, &str)> {
    let links = output.lines().filter_map(|line| line.split_once(" -> "));
    links
        .filter(|(_, target)| !Path::new(target).starts_with("/proc"))
        // terminals of tests beside this one, which their library opens without close-on-exec
        .filter(|(_, target)| !target.starts_with("/dev/pt"))
        .map(|(link, target)| (link.rsplit(' ').next().unwrap(), target.split(':').next().unwrap()))
        .collect()
}

fn line<'a>(output: &'a str, start: &str) -> &'a str {
    output.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no {start} in {output}"))
}

/// A set of signals, without the two that the C library keeps to itself (32 and 33).
fn signals(output: &str, set: &str) -> u64 {
    let (_, digits) = line(output, set).split_once('\t').unwrap();
    u64::from_str_radix(digits, 16).unwrap() & !(3 << 31)
}
