//! A scope as somebody types it, and as flags make it: `g`, `t`, `p`, `j` or `s` before a line makes it a
//! value of `--global-right`, `--team-right`, `--profile-right`, `--project-right` or `--scope`, and `a` is
//! `--all-rights`.
#![no_main]

use fuzz::is_shown_safely;
use libfuzzer_sys::fuzz_target;
use space_token::oauth::scope::{Element, Rights, doubts, notes, parse};

fuzz_target!(|typed: &str| {
    check_explanation(typed);
    let rights = rights(typed);
    match rights.build() {
        // no flag says anything
        Ok(scope) if scope.is_empty() => assert!(rights.is_unset()),
        Ok(scope) => {
            assert_eq!(of_scopes([scope.as_str()]), Ok(scope.clone()), "a scope passes as it is");
            check_explanation(&scope);
            check_rebuilt(&scope);
        }
        Err((_, why)) => assert!(is_shown_safely(&why), "{why:?}"),
    }
});

fn rights(lines: &str) -> Rights {
    let mut rights = Rights::default();
    for line in lines.lines() {
        let Some((flag, value)) = line.split_at_checked(1) else { continue };
        let value = value.to_owned();
        match flag {
            "a" => rights.all = true,
            "g" => rights.global.push(value),
            "t" => rights.team.push(value),
            "p" => rights.profile.push(value),
            "j" => rights.project.push(value),
            "s" => rights.scopes.push(value),
            _ => {}
        }
    }
    rights
}

fn of_scopes<'a>(scopes: impl IntoIterator<Item = &'a str>) -> Result<String, String> {
    let rights = Rights { scopes: scopes.into_iter().map(str::to_owned).collect(), ..Rights::default() };
    rights.build().map_err(|(_, why)| why)
}

/// Given element by element, a scope is joined once and then stays; what was well-formed stays so.
fn check_rebuilt(scope: &str) {
    let once = of_scopes(scope.split_whitespace()).expect("each element was taken before");
    let twice = of_scopes(once.split_whitespace()).expect("as above");
    assert_eq!(once, twice);
    if parse(scope).is_ok() {
        assert!(parse(&once).is_ok(), "{scope:?} was well-formed, and {once:?} is not");
    }
}

fn check_explanation(scope: &str) {
    match parse(scope) {
        Ok(elements) => check_parts(scope, &elements),
        Err(why) => {
            assert!(is_shown_safely(&why), "{why:?}");
            assert!(doubts(scope).is_empty(), "doubts about a malformed scope");
        }
    }
    assert!(doubts(scope).iter().all(|doubt| is_shown_safely(doubt)));
}

/// A well-formed scope is printable ASCII, and made of its elements.
fn check_parts(scope: &str, elements: &[Element<'_>]) {
    assert!(scope.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{scope:?}");
    let written: Vec<&str> = elements.iter().map(|element| element.text).collect();
    assert_eq!(if elements.is_empty() { "**".to_owned() } else { written.join(" ") }, scope);
    assert!(elements.iter().all(|element| element.is_all() == (element.named().count() == 0)));
    assert!(elements.iter().all(|element| is_shown_safely(&element.meaning())));
    assert!(notes(elements).iter().all(|note| is_shown_safely(note)));
}
