//! The command lines of prompts, loops and hooks. clap would take several times as long to read them as all the rest of
//! the run takes.

use std::ffi::OsString;
use std::slice::Iter;

use clap::ValueEnum;

use super::{Cli, Command};
use crate::output::Format;
use crate::settings::Given;

/// Reads `words`, the program's name first, if they ask for no more than a profile, a format, JSON or a program to run.
/// `None` for whatever else is asked, and for what makes no sense.
pub fn read_plain(words: &[OsString]) -> Option<Cli> {
    let mut words = words.split_first()?.1.iter();
    let (mut given, mut command) = (Given::default(), None);
    while let Some(word) = words.next() {
        if let Some(Command::Exec { command }) = &mut command
            && (word == "--" || !word.as_encoded_bytes().starts_with(b"-"))
        {
            let program = (word != "--").then_some(word);
            *command = program.into_iter().chain(words.by_ref()).cloned().collect();
            break;
        }
        match (word.to_str()?, &mut command) {
            ("print", None) => command = Some(Command::Print),
            ("exec", None) => command = Some(Command::Exec { command: Vec::new() }),
            ("status", None) => command = Some(Command::Status { json: false, check: false }),
            ("git-credential", None) if words.next()? == "get" => {
                command = Some(Command::GitCredential { operation: "get".to_owned() });
            }
            ("--no-refresh-token", Some(Command::Print)) => given = given.with_new("no_refresh_token", "true")?,
            // one that is set twice is for clap to judge
            ("--json", Some(Command::Status { json, .. })) if !*json => *json = true,
            (word, command) => match (option(word, &mut words)?, command) {
                (("-p" | "--profile", value), _) => given = given.with_new("profile", value)?,
                (("--format", value), Some(Command::Print)) if Format::from_str(value, false).is_ok() => {
                    given = given.with_new("format", value)?;
                }
                _ => return None,
            },
        }
    }
    let is_whole = !matches!(&command, Some(Command::Exec { command }) if command.is_empty());
    command.filter(|_| is_whole).map(|command| Cli { given, command })
}

/// An option and its value, which may be the next word. What may be another option is for clap to judge.
fn option<'a>(word: &'a str, words: &mut Iter<'a, OsString>) -> Option<(&'a str, &'a str)> {
    let (option, value) = match word.split_once('=') {
        Some((option, value)) if option.starts_with("--") => (option, value),
        _ => (word, words.next()?.to_str()?),
    };
    (!value.is_empty() && !value.starts_with('-')).then_some((option, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        ["space-token"].into_iter().chain(line.split(' ')).map(OsString::from).collect()
    }

    #[test]
    fn it_is_what_clap_reads() {
        for line in [
            "print",
            "-p work print",
            "--profile work print",
            "print -p work",
            "print --profile print",
            "-p print print",
            "print --format curl",
            "print --format json -p work",
            "-p work print --format token",
            "--profile=work print --format=curl",
            "print --format=header --profile=a=b",
            "print --format json --no-refresh-token",
            "status",
            "status --json -p work",
            "-p work status",
            "git-credential get",
            "-p work git-credential get",
            "git-credential get -p work",
            "exec true",
            "exec -- true",
            "exec -p work -- sh -c x --json -- y",
            "-p work exec sh -c -p y -- --format",
            "exec printenv print",
            "exec --profile=work -- -- true",
        ] {
            let plain = read_plain(&words(line)).unwrap();
            let by_clap = Cli::read(&words(line)).unwrap();
            assert_eq!(plain.given, by_clap.given, "{line}");
            assert_eq!(format!("{plain:?}"), format!("{by_clap:?}"), "{line}");
        }
    }

    #[test]
    fn all_else_is_for_clap() {
        for line in [
            "",
            "login",
            "print print",
            "print -v",
            "print --no-refresh-token --no-refresh-token",
            "print --json",
            "status --format json",
            "status --json --json",
            "status --check",
            "status print",
            "git-credential",
            "git-credential store",
            "git-credential -p work get",
            "exec",
            "exec --",
            "exec -v true",
            "exec --min-ttl 5m true",
            "exec -p work",
            "print --format",
            "print --format nonsense",
            "print --format TOKEN",
            "print --format token --format json",
            "--format token print",
            "-p print",
            "-p work -p home print",
            "-p -v print",
            "print -p ",
            "print -- print",
            "print=print",
            "print --format=",
            "print --format=nonsense",
            "-p=work print --format token",
            "--format=token print",
            "print --profile=-v",
        ] {
            assert!(read_plain(&words(line)).is_none(), "{line}");
        }
    }
}
