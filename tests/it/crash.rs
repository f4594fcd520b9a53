//! A process that dies, a save that fails: the next run works, or says plainly that the login has ended.

use std::thread;
use std::time::Duration;

use nix::sys::signal::Signal;
use sandbox::{Config, Sandbox};

use crate::support::{CLIENT_SECRET, Outcome, PASSWORD, PROGRAM, World, wait_until};

/// A server that rotates, and kills the family of a refresh token that comes back.
fn server() -> Sandbox {
    Sandbox::with(Config { rotate: true, revoke_family_on_reuse: true, ..Config::default() })
}

fn expired(server: &Sandbox, world: &World, store: &str) {
    server.set_lifetime(0);
    world.log_in(server, &["--store", store]).silent();
    server.set_lifetime(600);
}

/// What must hold after a refresh that was cut short: a token, or, where the server had rotated and its
/// answer never reached the disk, the end of the login in plain words.
fn assert_whole(world: &World, server: &Sandbox, refreshes_before: usize) {
    let next = world.run(&["print"]);
    match next.code {
        0 => assert!(server.active_access_token(next.ok().trim_end())),
        _ => {
            // what was sent before the end may reach the server after it; the second request is the refused one
            assert_eq!(server.refreshes(), refreshes_before + 2, "{next:#?}");
            assert!(next.fails(4).starts_with("space-token: the login has ended: "));
            assert!(world.run(&["status"]).fails(4).contains("the login has ended"));
        }
    }
}

/// Kills the program at the `n`th call of each kind, for all n, until it gets through.
fn kill_at_every(call: &str, store: &str, world: &World) {
    let server = server();
    for when in 1.. {
        expired(&server, world, store);
        let before = server.refreshes();
        let inject = format!("inject={call}:signal=KILL:when={when}");
        let outcome = world.other("strace", &["-f", "-o", "/dev/null", "-e", &inject, PROGRAM, "print"]).run();
        if outcome.code == 0 {
            assert!(when > 1, "{call} is never called: {outcome:#?}");
            return;
        }
        assert_eq!(outcome.code, 137, "{outcome:#?}");
        assert_whole(world, &server, before);
        world.run(&["logout", "-q", "--no-revoke"]).silent();
    }
}

#[test]
fn killed_while_a_file_is_saved() {
    let world = World::new();
    for call in ["connect", "fsync", "rename", "flock"] {
        kill_at_every(call, "file", &world);
    }
}

#[test]
fn killed_at_any_write_or_message() {
    let world = World::with_keyring();
    kill_at_every("sendmsg", "keyring", &world);
    kill_at_every("write", "file", &World::new());
}

#[test]
fn killed_at_any_moment() {
    let world = World::with_keyring();
    let server = server();
    server.set_delay(Duration::from_millis(20));
    for moment in (0..80).step_by(4).map(Duration::from_millis) {
        expired(&server, &world, "keyring");
        let before = server.refreshes();
        let print = world.start(&["print"]);
        thread::sleep(moment);
        print.signal(Signal::SIGKILL);
        print.finish();
        assert_whole(&world, &server, before);
        world.run(&["logout", "-q", "--no-revoke"]).silent();
    }
}

#[test]
fn a_keyring_that_dies_after_the_refresh() {
    for (command, code) in [("print", 0), ("refresh", 6)] {
        let server = server();
        let mut world = World::with_keyring();
        expired(&server, &world, "keyring");
        let held = server.hold();
        let run = world.start(&[command]);
        wait_until(|| server.refreshes() == 1);
        world.bus().kill_service();
        drop(held);
        let outcome = run.finish();
        assert_eq!(outcome.code, code, "{outcome:#?}");
        assert!(outcome.stderr.contains("cannot write to the keyring"), "{outcome:#?}");
        if code == 0 {
            assert!(server.active_access_token(outcome.stdout.trim_end()));
            assert!(
                outcome.stderr.contains("warning: ") && outcome.stderr.contains("until it expires"),
                "{outcome:#?}"
            );
        } else {
            assert_eq!(outcome.stdout, "");
        }
    }
}

#[test]
fn a_save_that_fails_is_told_and_changes_nothing() {
    let faults = ["fsync:error=EIO:when=1", "rename:error=EROFS", "full"];
    for (fault, command) in faults.iter().flat_map(|fault| [(fault, "print"), (fault, "refresh")]) {
        let server = server();
        let world = World::new();
        expired(&server, &world, "file");
        let file = world.state().join("tokens/profile-default.json");
        let before = std::fs::read(&file).unwrap();
        let outcome = match *fault {
            "full" => full_tmpfs(&world, command),
            fault => {
                let inject = format!("inject={fault}");
                world.other("strace", &["-f", "-o", "/dev/null", "-e", &inject, PROGRAM, command]).run()
            }
        };
        assert!(outcome.stderr.contains("cannot write "), "{fault}: {outcome:#?}");
        match command {
            "print" => {
                assert_eq!(outcome.code, 0, "{outcome:#?}");
                assert!(server.active_access_token(outcome.stdout.trim_end()));
                assert!(outcome.stderr.starts_with("space-token: warning: "), "{outcome:#?}");
            }
            _ => drop(outcome.fails(6)),
        }
        assert_eq!(std::fs::read(&file).unwrap(), before, "{fault}");
        assert_eq!(std::fs::read_dir(file.parent().unwrap()).unwrap().count(), 1, "{fault}: nothing is left behind");
    }
}

/// Runs `command` with the token folder on a file system that has no room left.
fn full_tmpfs(world: &World, command: &str) -> Outcome {
    let tokens = world.state().join("tokens");
    let script = format!(
        "cp -a {0} {0}.copy && mount -t tmpfs -o size=16k,mode=700 tmpfs {0} && cp -a {0}.copy/. {0} && \
         {{ cat /dev/zero > {0}/filler 2>/dev/null; {1} {command}; code=$?; rm -r {0}.copy; exit $code; }}",
        tokens.display(),
        PROGRAM
    );
    world.other("unshare", &["--mount", "sh", "-c", &script]).run()
}

#[test]
fn a_login_that_cannot_be_saved_is_no_login() {
    let server = server();
    let world = World::new();
    expired(&server, &world, "file");
    world.run(&["logout", "-q", "--no-revoke"]).silent();
    let script = format!(
        "mount -t tmpfs -o ro tmpfs {} && exec {PROGRAM} login --store file --url {} --client-id valid-service-id --username bob",
        world.state().join("tokens").display(),
        server.url()
    );
    let login = world.other("unshare", &["--mount", "sh", "-c", &script]);
    let outcome = login.env("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET).env("SPACE_TOKEN_PASSWORD", PASSWORD).run();
    let error = outcome.fails(6);
    assert!(error.contains("Read-only file system"), "{error}");
    assert!(error.contains("hint: that file system is read-only"), "{error}");
    world.run(&["print"]).fails(4);
}

#[test]
fn a_signal_during_a_refresh_waits_for_the_save() {
    for (signal, code) in [(Signal::SIGHUP, 129), (Signal::SIGINT, 130), (Signal::SIGQUIT, 131), (Signal::SIGTERM, 143)]
    {
        let server = server();
        let world = World::with_keyring();
        expired(&server, &world, "keyring");
        let held = server.hold();
        let print = world.start(&["print"]);
        wait_until(|| server.refreshes() == 1);
        print.signal(signal);
        // the answer may be fast, and the thread that waits for signals slow
        wait_until(|| !print.has_pending_signal());
        drop(held);
        let outcome = print.finish();
        assert_eq!((outcome.code, outcome.core_dumped), (code, false), "{outcome:#?}");
        world.run(&["print"]).ok();
        assert_eq!(server.refreshes(), 1, "the rotated token was saved");
    }
}

#[test]
fn a_signal_during_a_login_waits_for_the_save() {
    for command in ["login", "print"] {
        let server = server();
        let mut world = World::new();
        world.set_credentials(&server).set("SPACE_TOKEN_STORE", "file");
        let held = server.hold();
        let run = world.start(&[command]);
        wait_until(|| server.grants() == 1);
        run.signal(Signal::SIGTERM);
        wait_until(|| !run.has_pending_signal());
        drop(held);
        assert_eq!(run.finish().code, 143);
        world.run(&["print"]).ok();
        assert_eq!(server.grants(), 1, "{command}: the login was saved");
    }
}

/// As `nohup` and shells do it for what runs in the background.
#[test]
fn a_signal_that_is_ignored_ends_nothing() {
    let server = server();
    let world = World::with_keyring();
    expired(&server, &world, "keyring");
    let held = server.hold();
    let print = world.other("sh", &["-c", "trap '' HUP INT; exec space-token print"]).start();
    wait_until(|| server.refreshes() == 1);
    print.signal(Signal::SIGHUP);
    print.signal(Signal::SIGINT);
    drop(held);
    print.finish().ok();
}

/// The kernel keeps signals that aren't handled from the first process of a container.
#[test]
fn the_first_process_of_a_container_ends_by_signals_too() {
    let server = server();
    let mut world = World::new();
    world.set_credentials(&server).unset("SPACE_TOKEN_PASSWORD");
    world.set("SPACE_TOKEN_PASSWORD_COMMAND", "touch started; sleep 30");
    for (signal, code) in [("TERM", 143), ("HUP", 129)] {
        let script = format!(
            "rm -f started; unshare --pid --fork --kill-child {PROGRAM} print & \
             until [ -e started ]; do sleep 0.1; done; \
             kill -{signal} $(cat /proc/$!/task/$!/children); wait $!"
        );
        let outcome = world.other("bash", &["-c", &script]).run();
        assert_eq!(outcome.code, code, "{outcome:#?}");
    }
    // what was ignored stays ignored
    world.set("SPACE_TOKEN_PASSWORD_COMMAND", format!("touch started; sleep 2; echo '{PASSWORD}'"));
    let script = format!(
        "rm -f started; trap '' HUP; unshare --pid --fork --kill-child {PROGRAM} print & \
         until [ -e started ]; do sleep 0.1; done; \
         kill -HUP $(cat /proc/$!/task/$!/children); wait $!"
    );
    world.other("bash", &["-c", &script]).run().ok();
}

#[test]
fn where_no_thread_can_be_started_nothing_panics() {
    let server = server();
    let mut world = World::new();
    // a limit on processes does not bind root; the built program may be where others don't get at it
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let program = folder.path().join("space-token").display().to_string();
    std::fs::copy(PROGRAM, &program).unwrap();
    world.other("chown", &["54322", &world.home().display().to_string()]).run().passes();
    world.set_credentials(&server).set("SPACE_TOKEN_STORE", "file");
    let limited = |limit: &str, arguments: &[&str]| {
        let run = [limit, "setpriv", "--reuid", "54322", "--regid", "54322", "--clear-groups", &program];
        world.other("prlimit", &[&run[..], arguments].concat()).run()
    };
    limited("--nproc=500", &["login"]).passes();
    for arguments in [&["print"][..], &["refresh"], &["login"], &["print", "--password-command", "echo x"]] {
        let outcome = limited("--nproc=1", arguments);
        assert!(!outcome.stderr.contains("panicked") && outcome.code < 128, "{outcome:#?}");
        assert!(outcome.code == 0 || outcome.stderr.contains("\nhint: "), "{outcome:#?}");
    }
    let outcome = limited("--nproc=1", &["doctor", "--url", "http://localhost:1"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (1, ""), "{outcome:#?}");
    assert!(outcome.stdout.contains("cannot find localhost: no thread can be started: "), "{outcome:#?}");
    let error = limited("--nproc=1", &["status", "--store", "keyring"]).fails(6);
    assert!(error.contains("no thread can be started"), "{error}");
}

#[test]
fn ctrl_c_during_a_refresh_that_hangs_ends_it_soon() {
    let server = server();
    let world = World::with_keyring();
    expired(&server, &world, "keyring");
    let _held = server.hold();
    // whoever waited for the answer would end with 5
    let print = world.start(&["print", "--timeout", "1m"]);
    wait_until(|| server.refreshes() == 1);
    print.signal(Signal::SIGTERM);
    assert_eq!(print.finish().code, 143);
}
