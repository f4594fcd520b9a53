//! Each shell evaluates what was printed for it, and a child of it tells what it found in its environment.

use std::path::Path;

use sandbox::Sandbox;

use super::cases::{self, Case};
use crate::support::{World, tools};

/// What a user writes, case after case. `printenv` is a child: it finds only what is exported.
const POSIX: &str = r#"
for printed in *.sh; do
    eval "$(cat "$printed")"
    printenv -0 SPACE_ACCESS_TOKEN SPACE_REFRESH_TOKEN
done"#;

const FISH: &str = "
for printed in *.fish
    cat $printed | source
    printenv -0 SPACE_ACCESS_TOKEN SPACE_REFRESH_TOKEN
end";

#[test]
fn dash() {
    posix("dash", &[]);
}

#[test]
fn bash() {
    posix("bash", &["--norc"]);
}

#[test]
fn bash_in_posix_mode_with_history_expansion() {
    posix("bash", &["--posix", "-H"]);
}

#[test]
fn zsh() {
    posix("zsh", &["--no-rcs"]);
}

#[test]
fn zsh_with_options_that_change_its_quoting() {
    posix("zsh", &["--no-rcs", "-o", "rc_quotes", "-o", "extended_glob", "-o", "interactive_comments"]);
}

#[test]
fn ksh93() {
    posix("ksh93", &[]);
}

#[test]
fn mksh() {
    posix("mksh", &[]);
}

#[test]
fn fish() {
    let Some(_) = tools::debian("fish") else { return };
    evaluate(Path::new("fish"), &["--no-config"], "fish", FISH);
}

/// It evaluates no text, but sources files whose names are known beforehand.
#[test]
fn nushell() {
    let Some(nu) = tools::npm("@nushell/linux-x64/bin/nu") else { return };
    let one = |number: usize| format!("source {number:03}.nu\n^printenv -0 SPACE_ACCESS_TOKEN SPACE_REFRESH_TOKEN\n");
    let script: String = (0..cases::all().len()).map(one).collect();
    evaluate(&nu, &["--no-config-file"], "nu", &script);
}

/// Wine's cmd.exe. It is shown no token that it cannot take: the program refuses those.
#[test]
fn cmd() {
    let Some(wine) = tools::debian("../lib/wine/wine64") else { return };
    let (cases, refused): (Vec<&Case>, Vec<&Case>) = cases::all()
        .iter()
        .partition(|case| case.tokens().iter().all(|token| token.is_ascii() && !token.contains('"')));
    assert!(cases.len() > 100, "hundreds of tokens: {}", cases.len());
    for case in refused {
        assert_refused(case, "cmd");
    }
    let world = World::new();
    cases::write_to(world.home(), &cases, "cmd", "bat");
    let calls: String = (0..cases.len()).map(|n| format!("call {n:03}.bat\r\nset SPACE_>>found.txt\r\n")).collect();
    std::fs::write(world.home().join("all.bat"), format!("@echo off\r\n{calls}")).unwrap();
    // a prefix takes ten seconds to make, and is kept
    let prefix = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wine");
    let run = world.other(wine.to_str().unwrap(), &["cmd", "/c", "all.bat"]);
    assert_eq!(run.env("WINEPREFIX", prefix).env("WINEDEBUG", "-all").run().code, 0);
    let found = std::fs::read_to_string(world.home().join("found.txt")).unwrap();
    let tokens = found.lines().filter_map(|line| {
        line.strip_prefix("SPACE_ACCESS_TOKEN=").or_else(|| line.strip_prefix("SPACE_REFRESH_TOKEN="))
    });
    assert_same(&cases::tokens(&cases), &tokens.collect::<Vec<_>>());
}

/// What `print` says when the format cannot hold the token.
pub(super) fn assert_refused(case: &Case, format: &str) {
    let outcome = case.outcome(format);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (1, ""), "{outcome:#?}");
    assert!(outcome.stderr.starts_with("space-token: cannot write the token: SPACE_"), "{outcome:#?}");
}

/// Once more without files in between: the line of the README, as it is.
#[test]
fn the_programs_output_is_evaluated_as_it_comes() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server);
    let posix = r#"eval "$(space-token print --format sh)" && printenv SPACE_ACCESS_TOKEN"#;
    let fish = "space-token print --format fish | source; and printenv SPACE_ACCESS_TOKEN";
    for shell in ["sh", "bash", "zsh", "ksh93", "mksh", "fish"] {
        let Some(_) = tools::debian(shell) else { continue };
        let line = if shell == "fish" { fish } else { posix };
        let token = world.other(shell, &["-c", line]).run().ok();
        assert!(server.active_access_token(token.trim_end()), "{shell}: {token}");
    }
}

#[track_caller]
fn posix(shell: &str, arguments: &[&str]) {
    let Some(_) = tools::debian(shell) else { return };
    evaluate(Path::new(shell), arguments, "sh", POSIX);
}

/// One process of the shell evaluates every case, in a locale of bytes and in one of characters.
#[track_caller]
fn evaluate(shell: &Path, arguments: &[&str], format: &str, script: &str) {
    let cases: Vec<&Case> = cases::all().iter().collect();
    let world = World::new();
    cases::write_to(world.home(), &cases, format, format);
    std::fs::write(world.home().join("script"), script).unwrap();
    let arguments = [arguments, &["script"]].concat();
    for locale in ["C", "C.UTF-8"] {
        let printed = world.other(shell.to_str().unwrap(), &arguments).env("LC_ALL", locale).run().ok();
        let found: Vec<&str> = printed.split_terminator('\0').collect();
        assert_same(&cases::tokens(&cases), &found);
    }
}

#[track_caller]
fn assert_same(tokens: &[&str], found: &[&str]) {
    assert_eq!(tokens.len(), found.len(), "{found:?}");
    for (token, found) in tokens.iter().zip(found) {
        assert_eq!(token, found);
    }
}
