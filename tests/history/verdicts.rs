//! The judge, judged: histories made by hand, right and wrong.

use std::time::Duration;

use crate::command::{Action, End, Run};
use crate::judge::{History, judge};
use crate::ledger::{Ledger, Login, TokenId};

/// A history in words, `BEGIN END COMMAND OUTCOME; …`, with times in milliseconds. An outcome is a token (`A0` is the
/// first one of login A), an exit code or `killed`. The server's part is `AT expires|rotated|reused|ended|late TOKEN`;
/// each login ends there some day, unless it's `alive`.
fn history(words: &str) -> History {
    let mut history = History {
        users: vec!["alice".into(), "bob".into()],
        runs: Vec::new(),
        ledger: Ledger::default(),
        secrets: Vec::new(),
    };
    for sentence in words.split(';') {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        match words[..] {
            [at, what, token] => server(&mut history.ledger, ms(at), what, token),
            [begin, end, command, outcome] => {
                let run = run(&mut history.ledger, (ms(begin), ms(end)), command, outcome);
                history.runs.push(run);
            }
            _ => panic!("{sentence}"),
        }
    }
    history
}

fn ms(text: &str) -> Duration {
    Duration::from_millis(text.parse().unwrap())
}

/// Enters a token and those before it.
fn token(ledger: &mut Ledger, name: &str) -> TokenId {
    let (login, number) = (usize::from(name.as_bytes()[0] - b'A'), name[1..].parse().unwrap());
    for id in 0..=login.max(ledger.logins.len().saturating_sub(1)) {
        if ledger.logins.len() <= id {
            ledger.logins.push(Login { ended: Some(Duration::MAX), ..Login::default() });
        }
    }
    let entry = &mut ledger.logins[login];
    while entry.expires.len() <= number {
        entry.expires.push(Duration::MAX);
        entry.rotated.push(None);
    }
    let id = TokenId { login, number };
    ledger.access.insert(name.to_owned(), id);
    id
}

fn server(ledger: &mut Ledger, at: Duration, what: &str, name: &str) {
    let TokenId { login, number } = token(ledger, name);
    let login = &mut ledger.logins[login];
    match what {
        "expires" => login.expires[number] = at,
        "rotated" => login.rotated[number] = Some(at),
        "reused" => login.reused.push((number, at)),
        "ended" => login.ended = Some(at),
        "alive" => login.ended = None,
        "late" => login.late.push(at),
        other => panic!("{other}"),
    }
}

fn run(ledger: &mut Ledger, (begin, end): (Duration, Duration), command: &str, outcome: &str) -> Run {
    let action = match command {
        "alice" => Action::Login(0),
        "bob" => Action::Login(1),
        "logout" => Action::Logout { revoke: false },
        "refresh" => Action::Refresh,
        _ => Action::Print,
    };
    let (came, stdout) = match (outcome, outcome.parse()) {
        ("killed", _) => (End::Killed, String::new()),
        (_, Ok(code)) => (End::Exit(code), String::new()),
        (name, _) => {
            let TokenId { login, .. } = token(ledger, name);
            if let Action::Login(_) = action {
                ledger.logins[login].username = command.to_owned();
            }
            (End::Exit(0), format!("{name}\n"))
        }
    };
    let (stderr, signals) = (String::new(), Vec::new());
    Run { worker: 0, action, named: false, begin, end, came, stdout, stderr, signals }
}

#[track_caller]
fn right(words: &str) {
    let faults = judge(&history(words));
    assert!(faults.is_empty(), "{faults:#?}");
}

#[track_caller]
fn wrong(words: &str, expected: &str) {
    let faults = judge(&history(words));
    assert!(faults.iter().any(|fault| fault.what.contains(expected)), "{faults:#?}");
}

#[test]
fn what_overlaps_may_give_either() {
    right("0 10 alice A0; 20 40 logout 0; 25 60 print A0; 30 50 print 4; 70 80 print 4");
    right("0 10 alice A0; 20 40 bob B0; 25 30 print A0; 26 35 print B0; 50 60 print B0");
    right("0 30 alice A0; 5 40 logout 0; 50 60 print A0");
    right("0 30 alice A0; 5 40 logout 0; 50 60 print 4");
}

#[test]
fn a_login_is_gone_after_its_logout() {
    wrong("0 10 alice A0; 20 30 logout 0; 40 50 print A0", "contradict");
    wrong("0 10 alice A0; 20 30 logout 0; 40 50 print A1", "contradict");
    // nobody knows when the login took effect, and the first print tells that it was before the logout
    wrong("0 100 alice A0; 5 10 print A0; 20 30 logout 0; 40 50 print A0", "contradict");
    right("0 10 alice A0; 20 30 logout 0; 35 80 alice B0; 40 50 print B0");
    // it may have done nothing
    right("0 10 alice A0; 20 30 logout killed; 40 50 print A0");
}

#[test]
fn a_login_that_was_replaced_does_not_come_back() {
    wrong("0 10 alice A0; 20 30 bob B0; 40 50 print A0", "contradict");
    wrong("0 10 alice A0; 11 100 bob B0; 20 30 print B0; 40 50 print A0", "contradict");
    wrong("0 100 alice A0; 0 100 bob B0; 10 20 print A0; 30 40 print B0; 50 60 print A0", "contradict");
    right("0 100 alice A0; 0 100 bob B0; 10 20 print A0; 30 40 print B0; 35 60 print A0");
}

#[test]
fn a_login_is_not_lost() {
    wrong("0 10 alice A0; 20 30 print 4", "nobody is logged in");
    wrong("0 10 alice A0; 5 15 bob B0; 20 30 print 4", "nobody is logged in");
    wrong("0 10 logout 0; 20 30 alice A0; 40 50 print 4", "nobody is logged in");
    wrong("0 10 alice A0; 20 30 print killed; 40 50 print 4", "nobody is logged in");
    right("0 10 alice A0; 20 30 logout killed; 40 50 print 4");
    wrong("0 10 alice A0; 20 30 bob B0; 40 60 alice C0; 50 70 print 4", "nobody is logged in");
    wrong("0 10 alice A0; 20 30 bob B0; 40 60 alice C0; 70 80 print 4", "nobody is logged in");
    wrong("0 10 alice A0; 40 60 alice C0; 50 70 print 4", "nobody is logged in");
    right("0 10 alice A0; 20 30 bob killed; 40 50 print 4");
}

#[test]
fn what_has_ended_is_not_printed() {
    wrong("0 10 alice A0; 15 expires A0; 20 30 print A0", "had expired");
    right("0 10 alice A0; 25 expires A0; 20 30 print A0");
    wrong("0 10 alice A0; 15 ended A0; 20 30 print A0", "had been revoked");
    wrong("0 10 alice A0; 20 30 refresh A1; 40 50 print A0", "was printed after");
    right("0 10 alice A0; 20 30 refresh A1; 25 50 print A0");
}

#[test]
fn only_a_kill_explains_that_a_refresh_token_comes_back() {
    let spent = "0 10 alice A0; 22 rotated A0; 42 reused A0; 42 ended A0";
    wrong(&format!("{spent}; 20 30 print 4; 40 50 print 4"), "used twice");
    right(&format!("{spent}; 20 30 print killed; 40 50 print 4; 60 70 print 4"));
    // somebody got what came of it
    wrong(&format!("{spent}; 20 30 print killed; 20 30 print A1; 40 50 print 4"), "used twice");
    // the one that was killed began later
    wrong(&format!("{spent}; 23 30 print killed; 40 50 print 4"), "used twice");
    wrong("0 10 alice A0; 20 ended A0; 30 late A0", "after the login had been revoked");
}

#[test]
fn a_login_that_was_replaced_ends_at_the_server() {
    wrong("0 10 alice A0; 20 30 bob B0; 30 alive A0", "the logins A go on");
    right("0 10 alice A0; 20 30 bob B0; 30 alive B0");
    right("0 10 alice A0; 20 30 bob killed; 20 30 bob B0; 30 alive A0");
}

#[test]
fn exit_codes_are_0_and_4() {
    wrong("0 10 alice A0; 20 30 print 6", "exit code 6");
    wrong("0 10 alice 4", "exit code 4");
    wrong("0 10 logout 6", "exit code 6");
}
