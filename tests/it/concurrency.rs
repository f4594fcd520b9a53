//! Any number of processes, one refresh: no lost update, no resurrected login.

use std::collections::BTreeSet;
use std::time::Duration;

use nix::sys::signal::Signal;
use sandbox::{Config, Sandbox};

use crate::support::{Running, World, wait_until};

/// A server that kills the family of a refresh token that is used twice.
fn server() -> Sandbox {
    Sandbox::with(Config { rotate: true, revoke_family_on_reuse: true, ..Config::default() })
}

/// A login whose token has expired, while new ones live long.
fn expired(server: &Sandbox, world: &World, store: &str) {
    server.set_lifetime(0);
    world.log_in(server, &["--store", store]).silent();
    server.set_lifetime(600);
}

fn a_hundred_prints_refresh_once(world: &World, store: &str) {
    let server = server();
    expired(&server, world, store);
    let runs: Vec<Running> = (0..100).map(|_| world.start(&["print"])).collect();
    let tokens: BTreeSet<String> = runs.into_iter().map(|run| run.finish().ok()).collect();
    assert_eq!(tokens.len(), 1, "100 equal lines");
    assert_eq!(server.refreshes(), 1);
    assert!(server.active_access_token(tokens.first().unwrap().trim_end()));
    assert_eq!(world.run(&["print"]).ok(), *tokens.first().unwrap());
}

#[test]
fn a_hundred_prints_refresh_once_with_a_keyring() {
    a_hundred_prints_refresh_once(&World::with_keyring(), "keyring");
}

#[test]
fn a_hundred_prints_refresh_once_with_a_file() {
    a_hundred_prints_refresh_once(&World::new(), "file");
}

#[test]
fn login_refresh_and_logout_among_prints_lose_nothing() {
    let server = server();
    let world = World::with_keyring();
    expired(&server, &world, "keyring");
    let runs: Vec<Running> = (0..60)
        .map(|round| match round % 10 {
            3 => world.start(&["refresh"]),
            6 => world.login(&server, &["-q"]).start(),
            9 => world.start(&["logout", "-q", "--no-revoke"]),
            _ => world.start(&["print"]),
        })
        .collect();
    for outcome in runs.into_iter().map(Running::finish) {
        assert!(matches!(outcome.code, 0 | 4), "{outcome:#?}");
        assert!(outcome.code == 0 || outcome.stdout.is_empty(), "{outcome:#?}");
    }
    // whoever came last has decided, and what is left is whole and alive
    let last = world.run(&["print"]);
    match last.code {
        0 => assert!(server.active_access_token(last.ok().trim_end())),
        code => assert_eq!(code, 4),
    }
    world.run(&["logout", "--no-revoke"]);
    world.run(&["print"]).fails(4);
}

#[test]
fn a_logout_during_a_refresh_stays_a_logout() {
    let server = server();
    let world = World::with_keyring();
    expired(&server, &world, "keyring");
    let held = server.hold();
    let print = world.start(&["print"]);
    wait_until(|| server.refreshes() == 1);
    let logout = world.start(&["logout", "-q", "--no-revoke"]);
    wait_until(|| logout.has_open(".lock"));
    drop(held);
    assert_eq!(logout.finish().silent(), "");
    print.finish().ok();
    world.run(&["print"]).fails(4);
}

#[test]
fn the_death_of_the_holder_frees_the_others() {
    let server = Sandbox::start();
    let world = World::with_keyring();
    expired(&server, &world, "keyring");
    server.set_delay(Duration::from_secs(60));
    let holder = world.start(&["print"]);
    wait_until(|| server.refreshes() == 1);
    server.set_delay(Duration::ZERO);
    let waiter = world.start(&["print"]);
    wait_until(|| waiter.has_open(".lock"));
    holder.signal(Signal::SIGKILL);
    holder.finish();
    waiter.finish().ok();
    assert_eq!(server.refreshes(), 2);
}

#[test]
fn profiles_do_not_wait_for_each_other() {
    let server = Sandbox::start();
    let world = World::with_keyring();
    server.set_lifetime(0);
    for profile in ["one", "two"] {
        world.log_in(&server, &["-p", profile]).silent();
    }
    server.set_delay(Duration::from_secs(60));
    let slow = world.start(&["print", "-p", "one"]);
    wait_until(|| server.refreshes() == 1);
    server.set_delay(Duration::ZERO);
    server.set_lifetime(600);
    world.run(&["print", "-p", "two"]).ok();
    slow.signal(Signal::SIGKILL);
}

#[test]
fn logins_of_several_profiles_at_once_all_stand_in_the_configuration() {
    let server = Sandbox::start();
    let world = World::new();
    let names: Vec<String> = (0..20).map(|number| format!("profile{number}")).collect();
    let runs: Vec<Running> =
        names.iter().map(|name| world.login(&server, &["-q", "-p", name, "--store", "file"]).start()).collect();
    for run in runs {
        assert_eq!(run.finish().silent(), "");
    }
    for name in &names {
        world.run(&["print", "-p", name]).ok();
    }
}

#[test]
fn a_read_only_state_folder_still_locks_and_prints() {
    let server = server();
    let world = World::with_keyring();
    expired(&server, &world, "keyring");
    let state = world.state();
    // the tests may run as root, whom a mode does not stop: a mount does
    let script = format!(
        "mount --bind {0} {0} && mount -o remount,bind,ro {0} && for i in 1 2 3 4 5 6 7 8; do {1} print & done; wait",
        state.display(),
        crate::support::PROGRAM
    );
    let outcome = world.other("unshare", &["--mount", "sh", "-c", &script]).run();
    let lines: BTreeSet<&str> = outcome.stdout.lines().collect();
    assert_eq!((outcome.stdout.lines().count(), lines.len(), server.refreshes()), (8, 1, 1), "{outcome:#?}");
}
