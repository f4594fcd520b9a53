//! The arguments of each command.

use std::ffi::OsString;

use clap::{Args, Subcommand, ValueEnum, ValueHint};

use super::help;

/// `login`
#[derive(Args, Clone, Debug)]
#[command(after_help = help::LOGIN)]
pub struct LoginArgs {
    /// Don't ask before replacing another login
    #[arg(short, long)]
    pub yes: bool,
}

/// `exec`
#[derive(Args, Clone, Debug, Default)]
#[command(after_help = help::EXEC)]
pub struct ExecArgs {
    /// The command and its arguments
    #[arg(required = true, trailing_var_arg = true, value_name = "COMMAND", value_hint = ValueHint::CommandWithArguments)]
    pub command: Vec<OsString>,
}

/// `status`
#[derive(Args, Clone, Debug, Default)]
#[command(after_help = help::STATUS)]
pub struct StatusArgs {
    /// Print a JSON object
    #[arg(long)]
    pub json: bool,
    /// Ask the server whose token it is
    #[arg(long)]
    pub check: bool,
}

/// `inspect`
#[derive(Args, Clone, Debug)]
pub struct InspectArgs {
    /// Read the token from standard input; it's never an argument
    #[arg(value_name = "-")]
    pub stdin: Option<String>,
    /// Print a JSON object
    #[arg(long)]
    pub json: bool,
}

/// The commands of `scopes`.
#[derive(Clone, Debug, Subcommand)]
pub enum ScopesCommand {
    /// List the known permissions, as of November 2024
    #[command(after_help = help::SCOPES_LIST)]
    List {
        /// Names containing WORD (case-insensitive)
        #[arg(value_name = "WORD")]
        word: Option<String>,
        /// Print a JSON array
        #[arg(long)]
        json: bool,
    },
    /// Explain a scope, and check its names against the known ones
    #[command(after_help = help::SCOPES_CHECK)]
    Check {
        /// The scope, in quotes
        #[arg(value_name = "SCOPE")]
        scope: String,
        /// Print a JSON object
        #[arg(long)]
        json: bool,
    },
}

/// The commands of `profile`.
#[derive(Clone, Debug, Subcommand)]
pub enum ProfileCommand {
    /// List profiles; * marks the default one
    List {
        /// Print names only, one per line
        #[arg(long, conflicts_with = "json")]
        names: bool,
        /// Print a JSON array
        #[arg(long)]
        json: bool,
    },
    /// Make a profile the default
    Use {
        /// The profile
        name: String,
    },
    /// Rename a profile; its login comes along
    Rename {
        /// The profile
        old: String,
        /// Its new name
        new: String,
    },
    /// Log out of a profile, and remove it
    Remove {
        /// The profile
        name: String,
    },
}

/// `logout`
#[derive(Args, Clone, Debug)]
#[command(after_help = help::LOGOUT)]
pub struct LogoutArgs {
    /// Log out of every profile
    #[arg(long)]
    pub all: bool,
    /// Don't revoke the tokens at the server
    #[arg(long)]
    pub no_revoke: bool,
}

/// `doctor`
#[derive(Args, Clone, Debug)]
#[command(after_help = help::DOCTOR)]
pub struct DoctorArgs {
    /// Print a JSON object
    #[arg(long)]
    pub json: bool,
}

/// `git-credential`
#[derive(Args, Clone, Debug)]
#[command(after_help = help::GIT_CREDENTIAL)]
pub struct GitCredentialArgs {
    /// What git wants: get; store and erase change nothing
    #[arg(value_name = "get|store|erase")]
    pub operation: String,
}

/// `completions`
#[derive(Args, Clone, Debug)]
#[command(after_help = help::COMPLETIONS)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Shells that have a completion script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// bash
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
    /// PowerShell
    Powershell,
    /// Elvish
    Elvish,
    /// Nushell
    Nushell,
}
