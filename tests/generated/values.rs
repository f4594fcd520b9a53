//! The values that shells can offer. Two kinds of them no definition knows, the names of profiles and of
//! permissions: they are marks in the definition, for which each shell gets a way of its own.

use std::collections::BTreeMap;

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};

use space_token::cli::Cli;
use space_token::oauth::scope::{NAMES_OF_2020, known_names};

/// Stands for the names of the user's profiles.
pub(crate) const PROFILES: &str = "__profiles__";

/// Stands for the names of the known permissions.
pub(crate) const SCOPES: &str = "__scopes__";

/// Prints the names of the user's profiles, one a line, and nothing where it cannot.
pub(crate) const PRINT_PROFILES: &str = "space-token profile list --names";

/// What may stand in one place of the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Values {
    Profiles,
    Scopes,
    Words(Vec<String>),
}

impl Values {
    fn of(arg: &Arg) -> Option<Self> {
        let words: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        match words.first()?.as_str() {
            // what clap has for a flag, which takes no value
            "true" | "false" => None,
            PROFILES => Some(Self::Profiles),
            SCOPES => Some(Self::Scopes),
            _ => Some(Self::Words(words)),
        }
    }
}

/// The definition with its marks; descriptions are cut to what helps while typing.
pub(crate) fn command() -> Command {
    let mut command = marked(Cli::definition(), false).bin_name("space-token");
    command.build();
    command
}

fn marked(command: Command, about_profiles: bool) -> Command {
    let about_profiles = about_profiles || command.get_name() == "profile";
    command.mut_args(|arg| mark(brief(arg), about_profiles)).mut_subcommands(|command| marked(command, about_profiles))
}

fn mark(arg: Arg, about_profiles: bool) -> Arg {
    // the flags write the grammar of 2020, whose names are few
    let right =
        |category: &'static str| NAMES_OF_2020.into_iter().filter(move |name| name.0 == category).map(|name| name.1);
    let rights: Vec<&str> = match arg.get_id().as_str() {
        "global_right" => right("Global").collect(),
        "profile_right" => right("Profile").collect(),
        "team_right" => right("Team").collect(),
        _ => Vec::new(),
    };
    if !rights.is_empty() {
        return arg.value_parser(PossibleValuesParser::new(rights));
    }
    // no others are refused, since git may have more one day
    if arg.get_id() == "operation" {
        return arg.value_parser(PossibleValuesParser::new(["get", "store", "erase"]));
    }
    let mark = match arg.get_id().as_str() {
        "profile" => Some(PROFILES),
        "scope" => Some(SCOPES),
        _ => (about_profiles && arg.is_positional()).then_some(PROFILES),
    };
    match mark {
        Some(mark) => arg.value_parser(PossibleValuesParser::new([mark])),
        None => arg,
    }
}

fn brief(arg: Arg) -> Arg {
    let Some(help) = arg.get_help().map(ToString::to_string) else { return arg };
    let end = help.find(" [env: ").or_else(|| help.find(" [default: ")).unwrap_or(help.len());
    arg.help(help[..end].to_owned())
}

/// What may stand after each option, by its spelling; options of the same name have the same values everywhere.
pub(crate) fn of_options(command: &Command) -> BTreeMap<String, Values> {
    let mut found = BTreeMap::new();
    for arg in command.get_opts() {
        let Some(values) = Values::of(arg) else { continue };
        let short = arg.get_short().map(|short| format!("-{short}"));
        let long = arg.get_long().map(|long| format!("--{long}"));
        found.extend(short.into_iter().chain(long).map(|spelling| (spelling, values.clone())));
    }
    for (spelling, values) in command.get_subcommands().flat_map(of_options) {
        let known = found.entry(spelling).or_insert(values.clone());
        assert_eq!(*known, values, "options of the same name have the same values");
    }
    found
}

/// What may stand as an argument of each command, by the words that lead to it.
pub(crate) fn of_arguments(command: &Command) -> Vec<(Vec<String>, Values)> {
    let path: Vec<String> = command.get_bin_name().unwrap_or_default().split(' ').map(str::to_owned).collect();
    let own = command.get_positionals().filter_map(Values::of).map(|values| (path.clone(), values));
    let mut found: Vec<_> = own.chain(command.get_subcommands().flat_map(of_arguments)).collect();
    // both words of `profile rename`
    found.dedup();
    found
}

/// The names of the known permissions, in the order of their list.
pub(crate) fn scopes() -> Vec<&'static str> {
    known_names().collect()
}
