//! The life of a token: refresh, rotation, expiry, revocation.

use std::thread::sleep;
use std::time::Duration;

use sandbox::{Config, Sandbox, What};

use crate::http::{ask, ask_as, basic, bob_but, login, refresh};

#[test]
fn a_refresh_keeps_the_refresh_token_by_default() {
    let server = Sandbox::start();
    let first = login(&server);
    for _ in 0..2 {
        let answer = refresh(&server, &first.refresh());
        assert_eq!(answer.status, 200);
        assert_eq!(answer.json().get("refresh_token"), None);
        assert_ne!(answer.access(), first.access());
    }
    assert_eq!((server.grants(), server.refreshes()), (1, 2));
}

#[test]
fn a_refresh_token_is_its_clients_alone() {
    let server = Sandbox::start();
    let token = login(&server).refresh();
    let special = basic("special-client", "p%+ &=:ü/secret");
    let pairs = [("grant_type", "refresh_token"), ("refresh_token", token.as_str())];
    assert_eq!(ask_as(&server, &special, &pairs).error(), "invalid_grant");
    assert!(server.active_refresh_token(&token));
}

#[test]
fn a_refresh_may_narrow_the_scope_and_not_widen_it() {
    let server = Sandbox::start();
    let scope = "Project:* Profile:EditAbsences";
    let token = ask(&server, &bob_but(&[("scope", Some(scope))])).refresh();
    let attempt = |scope| {
        let grant = [("grant_type", "refresh_token"), ("refresh_token", token.as_str())];
        ask(&server, &[grant[0], grant[1], ("scope", scope)])
    };
    assert_eq!(attempt("Project:View").text("scope"), "Project:View");
    assert_eq!(attempt("Team:EditTeam").error(), "invalid_scope");
    assert_eq!(attempt("**").text("scope"), scope);
    assert_eq!(refresh(&server, &token).text("scope"), scope);
}

#[test]
fn rotation_ends_the_old_refresh_token() {
    let server = Sandbox::with(Config { rotate: true, ..Config::default() });
    let first = login(&server).refresh();
    let second = refresh(&server, &first).refresh();
    assert_ne!(first, second);
    assert!(!server.active_refresh_token(&first));
    assert_eq!(refresh(&server, &first).error(), "invalid_grant");
    assert_eq!(refresh(&server, &second).status, 200);
}

#[test]
fn a_refused_refresh_rotates_nothing() {
    let server = Sandbox::with(Config { rotate: true, ..Config::default() });
    let token = login(&server).refresh();
    let grant = [("grant_type", "refresh_token"), ("refresh_token", token.as_str())];
    assert_eq!(ask(&server, &[grant[0], grant[1], ("scope", "a,,b")]).error(), "invalid_scope");
    assert!(server.active_refresh_token(&token));
}

#[test]
fn reuse_can_end_the_whole_family() {
    let config = Config { rotate: true, revoke_family_on_reuse: true, ..Config::default() };
    let server = Sandbox::with(config);
    let other = login(&server);
    let first = login(&server).refresh();
    let second = refresh(&server, &first);
    assert_eq!(refresh(&server, &first).error(), "invalid_grant");
    assert!(!server.active_refresh_token(&second.refresh()));
    assert!(!server.active_access_token(&second.access()));
    assert!(server.active_refresh_token(&other.refresh()));
}

#[test]
fn the_state_changes_before_a_late_answer() {
    let server = Sandbox::with(Config { rotate: true, ..Config::default() });
    let token = login(&server).refresh();
    let held = server.hold();
    std::thread::scope(|scope| {
        let late = scope.spawn(|| refresh(&server, &token));
        while server.active_refresh_token(&token) {
            sleep(Duration::from_millis(5));
        }
        assert!(!late.is_finished());
        drop(held);
        assert_eq!(refresh(&server, &token).error(), "invalid_grant");
    });
}

#[test]
fn tokens_expire_and_can_be_revoked() {
    let server = Sandbox::start();
    let lasting = login(&server);
    server.set_lifetime(0);
    let answer = login(&server);
    assert_eq!(answer.json()["expires_in"], 0);
    assert!(!server.active_access_token(&answer.access()));
    assert!(server.active_refresh_token(&answer.refresh()));
    assert!(server.active_access_token(&lasting.access()));
    server.revoke_all();
    assert!(!server.active_access_token(&lasting.access()));
    assert!(!server.active_refresh_token(&lasting.refresh()));
    assert_eq!(refresh(&server, &lasting.refresh()).error(), "invalid_grant");
}

#[test]
fn the_journal_tells_what_became_of_each_login() {
    let server = Sandbox::with(Config { rotate: true, revoke_family_on_reuse: true, ..Config::default() });
    let first = login(&server).refresh();
    let _ = (login(&server), refresh(&server, &first), refresh(&server, &first), refresh(&server, &first));
    let journal = server.journal();
    let of_first = journal.iter().filter(|event| event.login == 0);
    let words: Vec<_> = of_first
        .map(|event| match &event.what {
            What::Began { username } => username,
            What::Access { .. } => "access",
            What::Refresh { .. } => "refresh",
            What::Rotated { token } if *token == first => "rotated",
            What::Reused { token } if *token == first => "reused",
            What::Late { token } if *token == first => "late",
            What::Ended => "ended",
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = ["bob", "refresh", "access", "access", "rotated", "refresh", "reused", "ended", "late"];
    assert_eq!(words, expected);
    assert!(journal.is_sorted_by_key(|event| event.at));
}
