//! The stores: each keeps a login; absent, unreachable, locked and corrupt are different answers.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use sandbox::{Config, Sandbox};

use crate::support::tools::debian;
use crate::support::{Bus, PROGRAM, World};

#[test]
fn the_keyring_is_chosen_where_there_is_one() {
    let server = Sandbox::start();
    let world = World::with_keyring();
    assert!(world.log_in(&server, &[]).silent().contains("kept in the keyring"));
    assert!(fs::read_to_string(world.config()).unwrap().contains("store = \"keyring\""));
    world.run(&["print"]).ok();
}

#[test]
fn the_kernel_serves_where_there_is_no_keyring() {
    let server = Sandbox::start();
    let world = World::new();
    let profile = format!("kernel-{}", std::process::id());
    let told = world.log_in(&server, &["-p", &profile]).silent();
    assert!(told.contains("kept in the kernel's keyring, in memory, gone at reboot"), "{told}");
    assert!(fs::read_to_string(world.config()).unwrap().contains("store = \"kernel\""));
    let token = world.run(&["print", "-p", &profile]).ok();
    assert_eq!(world.run(&["print", "-p", &profile]).ok(), token);
    assert_eq!(server.token_requests().len(), 1);
    world.run(&["logout", "-p", &profile]).silent();
    world.run(&["print", "-p", &profile]).fails(4);
}

#[test]
fn the_file_is_private_and_flagged() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let file = world.state().join("tokens/profile-default.json");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&file), 0o600);
    for folder in
        [&world.state(), &world.state().join("tokens"), &world.state().join("locks"), world.config().parent().unwrap()]
    {
        assert_eq!(mode(folder), 0o700, "{}", folder.display());
    }
    assert_eq!(mode(&world.config()), 0o600);
    assert!(world.run(&["status"]).ok().contains("plain file, not encrypted"));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let error = world.run(&["print"]).fails(6);
    assert!(error.contains("others can read it (mode 644)\nhint: chmod 600"), "{error}");
    // whoever has read it has nothing of it
    world.run(&["logout"]).silent();
    assert_eq!(server.active_logins(), 0);
}

#[test]
fn none_keeps_nothing() {
    let server = Sandbox::start();
    let world = World::new();
    let told = world.log_in(&server, &["--store", "none"]).silent();
    assert!(told.contains("not kept"), "{told}");
    world.run(&["print"]).fails(4);
}

#[test]
fn the_choice_is_pinned_at_login() {
    let server = Sandbox::start();
    let mut world = World::with_keyring();
    world.log_in(&server, &[]).silent();
    world.unset("DBUS_SESSION_BUS_ADDRESS");
    let error = world.run(&["print"]).fails(6);
    assert!(error.contains("cannot reach the keyring (Secret Service)"), "{error}");
    assert!(error.contains("hint: there is no D-Bus session"), "{error}");
}

#[test]
fn a_dead_bus_address_is_named() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    let error = world.log_in(&server, &["--store", "keyring"]).fails(6);
    assert!(error.contains("hint: there is no D-Bus session"), "{error}");
}

#[test]
fn a_bus_without_a_keyring_is_named() {
    let server = Sandbox::start();
    let mut world = World::new();
    let bus = Bus::empty(world.home());
    world.set("DBUS_SESSION_BUS_ADDRESS", bus.address());
    let error = world.log_in(&server, &["--store", "keyring"]).fails(6);
    assert!(error.contains("hint: no keyring program is running"), "{error}");
}

#[test]
fn a_locked_keyring_is_not_an_absent_login() {
    let server = Sandbox::start();
    let mut world = World::with_keyring();
    world.log_in(&server, &[]).silent();
    world.bus().lock();
    let error = world.run(&["print"]).fails(6);
    assert!(error.contains("cannot read from the keyring (Secret Service): it is locked"), "{error}");
    assert!(error.contains("hint: unlock it"), "{error}");
}

#[test]
fn all_credentials_make_up_for_a_store_that_is_gone() {
    let server = Sandbox::start();
    let mut world = World::with_keyring();
    world.log_in(&server, &[]).silent();
    world.bus().kill_service();
    world.set_credentials(&server);
    let outcome = world.run(&["print"]);
    assert_eq!(outcome.code, 0, "{outcome:#?}");
    assert!(server.active_access_token(outcome.stdout.trim_end()));
    assert!(outcome.stderr.starts_with("space-token: warning: cannot"), "{outcome:#?}");
}

#[test]
fn what_cannot_be_read_is_no_absent_login() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let file = world.state().join("tokens/profile-default.json");
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    for command in ["print", "status", "logout"] {
        let error = world.run(&[command]).fails(6);
        assert!(error.contains(&*file.to_string_lossy()), "{error}");
    }
}

#[test]
fn corrupt_and_newer_records_are_told_apart_and_kept() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let file = world.state().join("tokens/profile-default.json");
    let good = fs::read_to_string(&file).unwrap();
    for (content, expected) in [
        (good[..good.len() / 2].to_owned(), "is corrupt"),
        (String::new(), "is corrupt"),
        (
            good.replace("\"access_token\":\"", "\"access_token\":\"a\\n"),
            "is corrupt: its token is empty or contains control characters",
        ),
        (good.replace("\"version\":1", "\"version\":7"), "has version 7, but this space-token only knows 1"),
    ] {
        fs::write(&file, &content).unwrap();
        let error = world.run(&["print"]).fails(6);
        assert!(error.contains(expected), "{error}");
        assert_eq!(fs::read_to_string(&file).unwrap(), content, "reading changes nothing");
    }
    world.run(&["logout"]).silent();
    assert!(!file.exists());
}

#[test]
fn whoever_deletes_a_corrupt_login_as_told_deletes_no_other() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let own = world.state().join("tokens/profile-default.json");
    fs::rename(&own, world.home().join("own.json")).unwrap();
    let other = world.home().join("other.toml").display().to_string();
    world.log_in(&server, &["--config", &other, "--store", "file"]).silent();
    let of_other = fs::read_dir(own.parent().unwrap()).unwrap().next().unwrap().unwrap().path();
    fs::rename(world.home().join("own.json"), &own).unwrap();
    fs::write(&of_other, "{").unwrap();
    let error = world.run(&["--config", &other, "print"]).fails(6);
    let (_, told) = error.split_once("hint: delete it with 'space-token ").unwrap();
    let arguments: Vec<_> = told.split_once('\'').unwrap().0.split(' ').collect();
    world.run(&arguments).passes();
    assert!(own.exists() && !of_other.exists(), "{arguments:?}");
}

#[test]
fn a_long_token_fits_every_store() {
    let server = Sandbox::with(Config { extra_token_len: 10_000, ..Config::default() });
    let world = World::with_keyring();
    for store in ["keyring", "file", "kernel"] {
        let profile = format!("long-{store}-{}", std::process::id());
        world.log_in(&server, &["-p", &profile, "--store", store]).silent();
        assert!(world.run(&["print", "-p", &profile]).ok().len() > 10_000);
        world.run(&["logout", "-p", &profile]).silent();
    }
}

#[test]
fn a_key_that_ends_before_it_is_read_is_an_absent_login() {
    let Some(strace) = debian("strace") else { return };
    let server = Sandbox::start();
    let world = World::new();
    let profile = format!("ending-{}", std::process::id());
    world.log_in(&server, &["-p", &profile, "--store", "kernel"]).silent();
    // two calls look for a cached token; the third opens the keyring, the fourth finds the key, the fifth reads it
    for error in ["EKEYEXPIRED", "EKEYREVOKED", "ENOKEY"] {
        let inject = format!("inject=keyctl:error={error}:when=5+");
        let run = ["-f", "-o", "/dev/null", "-e", &inject, PROGRAM, "print", "-p", &profile];
        let told = world.other(strace.to_str().unwrap(), &run).run().fails(4);
        assert!(told.contains("not logged in"), "{error}: {told}");
    }
    world.run(&["logout", "-q", "-p", &profile]).silent();
}
