//! What a row of the table of settings says, and the option that clap makes of it.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, ValueEnum, ValueHint};

/// What the names of all variables begin with.
pub(super) const PREFIX: &str = "SPACE_TOKEN_";

/// One setting. Its key names it everywhere: `--ca-cert`, `SPACE_TOKEN_CA_CERT` and `ca_cert` in a profile.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name, in lower case with `_` between words.
    pub key: &'static str,
    /// The option's letter.
    pub short: Option<char>,
    /// What a value is.
    pub is: Type,
    /// Whether there is a variable.
    pub in_environment: bool,
    /// Whether a profile can say it.
    pub in_profile: bool,
    /// Whether `login` keeps it in the profile.
    pub kept: bool,
    /// Whether it says only how to go about it, and not which login is meant, where it is and how it was made.
    pub transport: bool,
    /// The options of which one is enough. Their variables, if they have any, hold one secret or lead to it: no other
    /// program needs them.
    pub group: Option<&'static str>,
    /// Whether it has no say in what token is wanted.
    pub neutral: bool,
    /// The commands that have the option; none are all of them, and then it's before their names too.
    pub commands: &'static [&'static str],
    /// The heading in their help.
    pub heading: &'static str,
    /// Whether `-h` leaves it out.
    pub rare: bool,
    /// What it is for.
    pub help: &'static str,
    /// What is done where nobody says anything, if it's a word or two.
    pub default: Option<&'static str>,
}

/// What a value is. Texts in it are names of values in the help.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// A text.
    Text(&'static str),
    /// A URL.
    Url,
    /// A file.
    File,
    /// A command for the system's shell.
    Command,
    /// A duration: `30`, `30s`, `5m`.
    Duration,
    /// Yes or no.
    Flag,
    /// One of these.
    Choice(&'static str, fn() -> Vec<PossibleValue>),
    /// A text per option.
    Texts(&'static str),
    /// Texts with commas between.
    List(&'static str),
    /// `NAME=VALUE` per option; form-encoded in a variable, that or a table in a profile.
    Parameters,
    /// A text, or else this one: for an option without a value, and for yes.
    TextOr(&'static str, &'static str),
    /// A secret, which no option and no profile may hold.
    Secret,
}

impl Type {
    /// One of the values of `T`.
    pub(super) const fn choice<T: ValueEnum>(name: &'static str) -> Self {
        Self::Choice(name, || T::value_variants().iter().filter_map(ValueEnum::to_possible_value).collect())
    }
}

impl Setting {
    /// A row of the table that is otherwise like this one.
    pub(super) const fn row(self, key: &'static str, is: Type, help: &'static str) -> Self {
        Self { key, is, help, ..self }
    }

    /// With this default.
    pub(super) const fn default(self, default: &'static str) -> Self {
        Self { default: Some(default), ..self }
    }

    /// In `-h` too.
    pub(super) const fn common(self) -> Self {
        Self { rare: false, ..self }
    }

    /// The option, without its dashes.
    pub fn option(&self) -> Option<String> {
        (!matches!(self.is, Type::Secret)).then(|| self.key.replace('_', "-"))
    }

    /// The variable.
    pub fn variable(&self) -> Option<String> {
        self.in_environment.then(|| format!("{}{}", PREFIX, self.key.to_ascii_uppercase()))
    }

    /// The key in a profile.
    pub fn profile_key(&self) -> Option<&'static str> {
        let key = if matches!(self.is, Type::Parameters) { "token_parameters" } else { self.key };
        (self.in_profile && !matches!(self.is, Type::Secret)).then_some(key)
    }

    /// Whether every command has the option.
    pub fn is_general(&self) -> bool {
        self.commands.is_empty()
    }

    /// Whether `command` has the option; `""` is the program itself.
    pub fn is_of(&self, command: &str) -> bool {
        self.is_general() || self.commands.contains(&command)
    }

    /// The option for clap, for what is no secret.
    pub(super) fn arg(&self) -> Arg {
        let arg = Arg::new(self.key).long(self.key.replace('_', "-")).help(self.help_text());
        let arg = arg.help_heading(self.heading).hide_short_help(self.rare);
        let arg = self.group.into_iter().fold(arg, Arg::group);
        let arg = self.short.into_iter().fold(arg, Arg::short).action(ArgAction::Set);
        match self.is {
            Type::Text(name) => arg.value_name(name),
            Type::Url => arg.value_name("URL").value_hint(ValueHint::Url),
            Type::File => arg.value_name("FILE").value_hint(ValueHint::FilePath),
            Type::Command => arg.value_name("COMMAND").value_hint(ValueHint::CommandString),
            Type::Duration => arg.value_name("DURATION"),
            Type::Flag => arg.action(ArgAction::SetTrue),
            Type::Choice(name, values) => {
                // what every command has is short in each
                let arg = arg.hide_possible_values(self.is_general());
                arg.value_name(name).value_parser(PossibleValuesParser::new(values()))
            }
            Type::Texts(name) => arg.value_name(name).action(ArgAction::Append),
            Type::List(name) => arg.value_name(name).action(ArgAction::Append).value_delimiter(','),
            Type::Parameters => arg.value_name("NAME=VALUE").action(ArgAction::Append),
            Type::TextOr(name, usual) => {
                arg.value_name(name).num_args(0..=1).require_equals(true).default_missing_value(usual)
            }
            Type::Secret => arg.hide(true),
        }
    }

    fn help_text(&self) -> String {
        let variable = self.variable().map(|name| format!(" [env: {name}]")).unwrap_or_default();
        let default = self.default.map(|value| format!(" [default: {value}]")).unwrap_or_default();
        format!("{}{variable}{default}", self.help)
    }
}
