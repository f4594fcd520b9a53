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

/// `scopes`
#[derive(Args, Clone, Debug)]
#[command(subcommand_required = true, arg_required_else_help = true, disable_help_subcommand = true)]
pub struct ScopesArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ScopesCommand,
}

/// What `scopes` does.
#[derive(Clone, Debug, Subcommand)]
pub enum ScopesCommand {
    /// List the known permissions, as of November 2024
    #[command(after_help = help::SCOPES_LIST)]
    List(ScopesListArgs),
    /// Explain a scope, and check its names against the known ones
    #[command(after_help = help::SCOPES_CHECK)]
    Check(ScopesCheckArgs),
}

/// `scopes list`
#[derive(Args, Clone, Debug)]
pub struct ScopesListArgs {
    /// Names containing WORD (case-insensitive)
    #[arg(value_name = "WORD")]
    pub word: Option<String>,
    /// Print a JSON array
    #[arg(long)]
    pub json: bool,
}

/// `scopes check`
#[derive(Args, Clone, Debug)]
pub struct ScopesCheckArgs {
    /// The scope, in quotes
    #[arg(value_name = "SCOPE")]
    pub scope: String,
    /// Print a JSON object
    #[arg(long)]
    pub json: bool,
}

/// `profile`
#[derive(Args, Clone, Debug)]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
#[command(after_help = help::PROFILE)]
pub struct ProfileArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ProfileCommand,
}

/// The commands of `profile`.
#[derive(Clone, Debug, Subcommand)]
pub enum ProfileCommand {
    /// List profiles; * marks the default one
    List(ProfileListArgs),
    /// Make a profile the default
    Use(ProfileNameArgs),
    /// Rename a profile; its login comes along
    Rename(ProfileRenameArgs),
    /// Log out of a profile, and remove it
    Remove(ProfileNameArgs),
}

/// `profile list`
#[derive(Args, Clone, Debug)]
pub struct ProfileListArgs {
    /// Print names only, one per line
    #[arg(long, conflicts_with = "json")]
    pub names: bool,
    /// Print a JSON array
    #[arg(long)]
    pub json: bool,
}

/// `profile rename`
#[derive(Args, Clone, Debug)]
pub struct ProfileRenameArgs {
    /// The profile
    pub old: String,
    /// Its new name
    pub new: String,
}

/// `profile use` and `profile remove`
#[derive(Args, Clone, Debug)]
pub struct ProfileNameArgs {
    /// The profile
    pub name: String,
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
