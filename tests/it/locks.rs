//! One process at a time asks the store. A held lock holds up nobody for nothing.

use std::fs;
use std::path::Path;

use nix::sys::signal::Signal;
use sandbox::Sandbox;

use crate::support::{PROGRAM, Running, World, wait_until};

/// A name of its own: the kernel's keyring is the user's, not the world's.
fn profile(store: &str) -> String {
    format!("locks-{store}-{}", std::process::id())
}

/// A world with a good token of `profile` in `store`, and a process that stands still in a refresh of it.
fn stopped_refresh(server: &Sandbox, store: &str) -> (World, String, Running) {
    let world = if store == "keyring" { World::with_keyring() } else { World::new() };
    let profile = profile(store);
    world.log_in(server, &["-p", &profile, "--store", store]).silent();
    let token = world.run(&["print", "-p", &profile]).ok();
    let hold = server.hold();
    let refreshes = server.refreshes();
    let stopped = world.start(&["refresh", "-p", &profile]);
    wait_until(|| server.refreshes() > refreshes);
    stopped.signal(Signal::SIGSTOP);
    drop(hold);
    (world, token, stopped)
}

#[test]
fn a_good_token_is_printed_beside_a_stopped_refresh() {
    for store in ["keyring", "file", "kernel"] {
        let server = Sandbox::start();
        let (world, token, stopped) = stopped_refresh(&server, store);
        let profile = profile(store);
        for arguments in [
            &["print", "-p", &profile][..],
            &["print", "-v", "-p", &profile],
            &["print", "--min-ttl", "1m", "-p", &profile],
            &["exec", "-p", &profile, "--", "printenv", "SPACE_ACCESS_TOKEN"],
        ] {
            let outcome = world.run(arguments);
            assert_eq!((outcome.code, &outcome.stdout), (0, &token), "{store}: {outcome:#?}");
        }
        stopped.signal(Signal::SIGKILL);
        stopped.finish();
        world.run(&["logout", "-q", "--no-revoke", "-p", &profile]).silent();
    }
}

#[test]
fn a_wait_is_told_and_ends_with_its_cause() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let path = world.state().join("locks/profile-default.lock");
    let lock = fs::File::open(&path).unwrap();
    lock.lock().unwrap();
    let waiting = world.start(&["logout", "--no-revoke"]);
    wait_until(|| waiting.has_open(".lock"));
    std::thread::sleep(std::time::Duration::from_secs(6));
    drop(lock);
    let told = waiting.finish().silent();
    let waits =
        format!("space-token: warning: waiting for another space-token process, which holds {}\n", path.display());
    assert!(told.starts_with(&waits) && told.matches("waiting").count() == 1, "{told}");
    world.run(&["print"]).fails(4);
}

/// What `script` prints in a mount namespace where `folder` can be read and not written, even by root.
fn beside_read_only(world: &World, folder: &Path, script: &str) -> crate::support::Outcome {
    let script = format!("mount --bind {0} {0} && mount -o remount,bind,ro {0} && {script}", folder.display());
    world.other("unshare", &["--mount", "sh", "-ec", &script]).run()
}

#[test]
fn a_process_never_waits_for_itself() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server).set("SPACE_TOKEN_STORE", "file");
    let locks = world.state().join("locks");
    fs::create_dir_all(&locks).unwrap();
    let outcome =
        beside_read_only(&world, &locks, &format!("{PROGRAM} login -q; {PROGRAM} print; {PROGRAM} logout -q"));
    assert_eq!((outcome.code, outcome.stdout.lines().count()), (0, 1), "{outcome:#?}");
}

/// Another process may be about to put it in its place, with a refresh token in it that the server gave once.
#[test]
fn without_a_lock_nobodys_temporary_file_is_removed() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let locks = world.state().join("locks");
    fs::remove_dir_all(&locks).unwrap();
    fs::write(&locks, "").unwrap();
    let in_use = [
        world.state().join("tokens/profile-default.json.0123456789abcdef.tmp"),
        world.config().with_extension("toml.0123456789abcdef.tmp"),
    ];
    in_use.iter().for_each(|file| fs::write(file, "{}").unwrap());
    for arguments in [&["print"][..], &["refresh"], &["profile", "use", "default"], &["logout"]] {
        world.run(arguments).passes();
        assert!(in_use.iter().all(|file| file.exists()), "{arguments:?}");
    }
}

#[test]
fn without_a_lock_nothing_is_cached_and_that_is_said() {
    let server = Sandbox::start();
    let world = World::with_keyring();
    let locks = world.state().join("locks");
    world.log_in(&server, &[]).silent();
    // one that is there can be locked even so
    fs::remove_file(locks.join("profile-default.lock")).unwrap();
    let script = format!("{PROGRAM} print -v; DBUS_SESSION_BUS_ADDRESS=unix: {PROGRAM} print");
    let outcome = beside_read_only(&world, &locks, &script);
    assert_eq!((outcome.code, outcome.stdout.lines().count()), (6, 1), "{outcome:#?}");
    assert!(outcome.stderr.contains("; continuing without a lock, and nothing is cached"), "{outcome:#?}");
}
