//! `print`, with a profile and a format at most: the command line of prompts, loops and hooks. clap would
//! take several times as long to read it as all the rest of the run takes.

use std::ffi::OsString;

use clap::ValueEnum;

use super::{Cli, Command, FormatArgs, GlobalArgs, PrintArgs};
use crate::output::Format;

/// `print [-p NAME] [--format FORMAT]`, where the profile may also be named before the command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainPrint {
    /// What `-p` or `--profile` names.
    pub profile: Option<String>,
    /// What `--format` names.
    pub format: Option<Format>,
}

impl PlainPrint {
    /// Reads `words`, the program's name first; `None` for whatever else is asked, and for what makes no sense.
    pub fn read(words: &[OsString]) -> Option<Self> {
        let mut words = words.iter().skip(1).map(|word| word.to_str());
        let (mut plain, mut is_print) = (Self::default(), false);
        while let Some(word) = words.next() {
            let word = word?;
            if word == "print" && !is_print {
                is_print = true;
                continue;
            }
            let (option, value) = match word.split_once('=') {
                Some((option, value)) if option.starts_with("--") => (option, value),
                _ => (word, words.next()??),
            };
            if value.is_empty() || value.starts_with('-') {
                // what may be another option is for clap to judge
                return None;
            }
            match option {
                "-p" | "--profile" if plain.profile.is_none() => plain.profile = Some(value.to_owned()),
                "--format" if is_print && plain.format.is_none() => {
                    plain.format = Some(Format::from_str(value, false).ok()?);
                }
                _ => return None,
            }
        }
        is_print.then_some(plain)
    }
}

impl From<PlainPrint> for Cli {
    fn from(PlainPrint { profile, format }: PlainPrint) -> Self {
        let output = FormatArgs { format, ..FormatArgs::default() };
        Self {
            global: GlobalArgs { profile, ..GlobalArgs::default() },
            command: Command::Print(PrintArgs { output, ..PrintArgs::default() }),
        }
    }
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
        ] {
            let plain = Cli::from(PlainPrint::read(&words(line)).unwrap());
            let by_clap = Cli::read(&words(line)).unwrap();
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
            "print --no-refresh-token",
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
            assert_eq!(PlainPrint::read(&words(line)), None, "{line}");
        }
    }
}
