//! The command line as clap sees it. The doc comments, and for settings their table, are the help and the man pages.

mod commands;
mod help;
mod plain;

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser, ValueEnum};

pub use commands::*;
pub use plain::read_plain;

use crate::report;
use crate::settings::{Given, with_options};

/// Get OAuth 2.0 tokens from JetBrains Space with a user name and a password, and keep them fresh.
#[derive(Debug, Parser)]
#[command(name = "space-token", version, max_term_width = 100, subcommand_required = true)]
#[command(arg_required_else_help = true)]
#[command(after_help = help::FIRST_STEPS)]
pub struct Cli {
    /// The settings that options say something about.
    #[arg(skip)]
    pub given: Given,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Cli {
    /// Reads a command line. What clap has to say about it is coloured as `--color` asks, and so is what follows.
    ///
    /// # Errors
    /// clap's own, which are help and version too.
    pub fn read(words: &[OsString]) -> Result<Self, clap::Error> {
        report::set_color(choice_of_words(words, "--color").unwrap_or_default());
        let mut matches = Self::definition().try_get_matches_from(words)?;
        let given = Given::read(&matches);
        Ok(Self { given, ..Self::from_arg_matches_mut(&mut matches)? })
    }

    /// The definition as it is shown: with examples first, and `-h` short.
    pub fn definition() -> clap::Command {
        help::arranged(with_options(Self::command()))
    }
}

/// What `option` is set to, from the words alone: for a command line that may make no sense as a whole.
pub fn choice_of_words<T: ValueEnum>(words: &[OsString], option: &str) -> Option<T> {
    let mut ours = words.iter().map_while(|word| word.to_str().filter(|word| *word != "--"));
    while let Some(word) = ours.next() {
        let value = match word.split_once('=') {
            Some((name, value)) if name == option => value,
            None if word == option => ours.next()?,
            _ => continue,
        };
        return T::from_str(value, false).ok();
    }
    None
}

#[cfg(test)]
mod tests {
    use clap::ColorChoice;

    use super::*;

    #[test]
    fn the_definition_is_consistent() {
        Cli::definition().debug_assert();
    }

    #[test]
    fn options_are_found_in_command_lines_that_make_no_sense() {
        for (line, expected) in [
            ("space-token --color never prnit", Some(ColorChoice::Never)),
            ("space-token prnit --color=always", Some(ColorChoice::Always)),
            ("space-token --color", None),
            ("space-token --color sometimes", None),
            ("space-token --colors never", None),
            ("space-token exec -- ls --color never", None),
        ] {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert_eq!(choice_of_words(&words, "--color"), expected, "{line}");
        }
    }
}
