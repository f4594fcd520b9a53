//! The keyrings that people have on Linux: gnome-keyring, KWallet, KeePassXC. Each keeps a login and gives it back.

use std::path::Path;

use sandbox::{Config, Sandbox};

use crate::support::tools::debian;
use crate::support::{Bus, World};

/// Two logins with long tokens: they come back, are replaced, and end one by one.
fn keeps_logins(start: fn(&Path) -> Bus) {
    let server = Sandbox::with(Config { extra_token_len: 10_000, ..Config::default() });
    let world = World::with_bus(start);
    for name in ["default", "other"] {
        assert!(world.log_in(&server, &["-p", name]).silent().contains("kept in the keyring"));
    }
    let token = world.run(&["print"]).ok();
    assert!(server.active_access_token(token.trim_end()));
    let refreshed = world.run(&["refresh"]).ok();
    assert_ne!(refreshed, token);
    assert!(world.run(&["print", "--format", "json"]).ok().contains(refreshed.trim_end()));
    assert!(world.run(&["doctor"]).stdout.contains("keyring: an entry was written, read and deleted"));
    world.run(&["logout"]).silent();
    world.run(&["print"]).fails(4);
    world.run(&["print", "-p", "other"]).ok();
}

#[test]
fn gnome_keyring() {
    keeps_logins(Bus::with_gnome_keyring);
}

#[test]
fn keepassxc() {
    let Some(_) = debian("keepassxc") else { return };
    keeps_logins(Bus::with_keepassxc);
}

#[test]
fn kwallet() {
    let Some(_) = debian("kwalletd5") else { return };
    keeps_logins(Bus::with_kwallet);
}

#[test]
fn kwallet_without_a_wallet_is_not_called_locked() {
    let Some(_) = debian("kwalletd5") else { return };
    let server = Sandbox::start();
    let world = World::with_bus(Bus::with_kwallet_without_a_wallet);
    let error = world.log_in(&server, &["--store", "keyring"]).fails(6);
    assert!(error.contains("the keyring (Secret Service): there's no wallet yet\nhint: make one with "), "{error}");
    assert!(world.run(&["doctor"]).stdout.contains("there's no wallet yet"));
    assert_eq!(server.active_logins(), 0, "nobody stays logged in for nothing");
}
