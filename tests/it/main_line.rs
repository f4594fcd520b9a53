//! The whole life of a login: prompts, print, expiry, refresh, status, logout.

use sandbox::{Config, Sandbox};

use crate::support::{CLIENT_ID, CLIENT_SECRET, PASSWORD, USERNAME, World};

#[test]
fn at_a_terminal_with_a_keyring() {
    let server = Sandbox::with(Config { rotate: true, ..Config::default() });
    let world = World::with_keyring();

    let mut terminal = world.terminal(&["login"]);
    terminal.answer("Server URL: ", &server.url());
    terminal.answer("Client ID: ", CLIENT_ID);
    terminal.answer("User name: ", USERNAME);
    terminal.answer("Client secret (empty for a public client): ", CLIENT_SECRET);
    terminal.answer("Password for bob: ", PASSWORD);
    let (rest, code) = terminal.finish();
    assert_eq!(code, 0, "{rest}");
    assert!(rest.contains(&format!("Logged in to {} as bob", server.url())), "{rest}");
    assert!(rest.contains("kept in the keyring"), "{rest}");
    assert!(!rest.contains(PASSWORD) && !rest.contains(CLIENT_SECRET), "{rest}");

    let first = world.run(&["print"]).ok();
    assert!(server.active_access_token(first.trim_end()));
    assert_eq!(world.run(&["print"]).ok(), first);
    assert_eq!((server.refreshes(), server.active_logins()), (0, 1));
    assert!(world.run(&["status"]).ok().contains("User     bob"));

    let refreshed = world.run(&["refresh"]).ok();
    assert_ne!(refreshed, first);
    assert_eq!((server.refreshes(), server.active_logins()), (1, 1));

    for (path, content) in world.files() {
        assert!(!contains(&content, CLIENT_SECRET) && !contains(&content, refreshed.trim_end()), "{}", path.display());
    }
    let farewell = format!("Logged out (profile default): deleted here, revoked at {}.\n", server.url());
    assert_eq!(world.run(&["logout"]).silent(), farewell);
    let error = "space-token: not logged in (profile 'default')\nhint: log in: space-token login\n";
    world.run(&["print"]).fails_with(4, error);
    world.run(&["status"]).fails_with(4, error);
    assert_eq!(world.run(&["logout"]).silent(), "You weren't logged in (profile default).\n");
}

#[test]
fn an_expired_token_is_refreshed_once() {
    let server = Sandbox::with(Config { rotate: true, ..Config::default() });
    let world = World::with_keyring();
    world.log_in(&server, &[]).silent();
    let first = world.run(&["print"]).ok();
    let second = world.run_later("11m", &["print"]).ok();
    assert_ne!(first, second);
    assert_eq!(world.run_later("11m", &["print"]).ok(), second);
    assert_eq!(server.refreshes(), 1);
}

fn contains(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}
