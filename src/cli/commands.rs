//! The commands and their arguments.

use std::ffi::OsString;

use clap::{Subcommand, ValueEnum, ValueHint};

use super::help;

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Log in: get a token, and store it
    #[command(after_help = help::LOGIN)]
    Login {
        /// Don't ask before replacing another login
        #[arg(short, long)]
        yes: bool,
    },
    /// Print a valid access token, refreshing it if necessary
    #[command(after_help = help::PRINT)]
    Print,
    /// Refresh the token now, even if it's still valid
    #[command(after_help = help::REFRESH)]
    Refresh,
    /// Run a command with the token in its environment
    #[command(after_help = help::EXEC)]
    Exec {
        /// The command and its arguments
        #[arg(required = true, trailing_var_arg = true, value_name = "COMMAND", value_hint = ValueHint::CommandWithArguments)]
        command: Vec<OsString>,
    },
    /// Show who is logged in where, and until when
    #[command(after_help = help::STATUS)]
    Status {
        /// Print a JSON object
        #[arg(long)]
        json: bool,
        /// Ask the server whose token it is
        #[arg(long)]
        check: bool,
    },
    /// Decode a token and show its claims, without verifying it
    #[command(after_help = help::INSPECT)]
    Inspect {
        /// Read the token from standard input; it's never an argument
        #[arg(value_name = "-")]
        stdin: Option<String>,
        /// Print a JSON object
        #[arg(long)]
        json: bool,
    },
    /// List known permissions, or explain a scope
    #[command(subcommand, disable_help_subcommand = true)]
    Scopes(ScopesCommand),
    /// List, choose, rename and remove profiles
    #[command(subcommand, disable_help_subcommand = true, after_help = help::PROFILE)]
    Profile(ProfileCommand),
    /// Log out: delete the login, and revoke its tokens
    #[command(after_help = help::LOGOUT)]
    Logout {
        /// Log out of every profile
        #[arg(long)]
        all: bool,
        /// Don't revoke the tokens at the server
        #[arg(long)]
        no_revoke: bool,
    },
    /// Find out what's wrong, and what to do about it
    #[command(after_help = help::DOCTOR)]
    Doctor {
        /// Print a JSON object
        #[arg(long)]
        json: bool,
    },
    /// Act as git's credential helper
    #[command(after_help = help::GIT_CREDENTIAL)]
    GitCredential {
        /// What git wants: get; store and erase change nothing
        #[arg(value_name = "get|store|erase")]
        operation: String,
    },
    /// Print a completion script for a shell
    #[command(after_help = help::COMPLETIONS)]
    Completions {
        /// The shell
        shell: Shell,
    },
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
