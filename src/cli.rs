//! The command line as clap sees it. The doc comments are the help and the man pages.

mod help;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, ValueHint};

use crate::oauth::{AccessType, ClientAuth, GrantType, Server};
use crate::output::Format;
use crate::store::StoreChoice;

/// Gets OAuth 2.0 tokens from JetBrains Space, keeps them in the keyring, refreshes and prints them.
#[derive(Debug, Parser)]
#[command(name = "space-token", version, max_term_width = 100, subcommand_required = true)]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
#[command(after_help = help::FIRST_STEPS)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Cli {
    /// Reads a command line; what clap has to say about it is coloured as `--color` asks.
    ///
    /// # Errors
    /// clap's own, which are help and version too.
    pub fn read(words: &[OsString]) -> Result<Self, clap::Error> {
        let color = choice_of_words(words, "--color").map_or(clap::ColorChoice::Auto, ColorChoice::for_clap);
        let mut matches = Self::definition().color(color).try_get_matches_from(words)?;
        Self::from_arg_matches_mut(&mut matches)
    }

    /// The definition as it is shown: with examples first, and `-h` short.
    pub fn definition() -> clap::Command {
        help::arranged(Self::command())
    }
}

/// What `option` is set to, from the words alone: for a command line that may make no sense as a whole.
pub fn choice_of_words<T: ValueEnum>(words: &[OsString], option: &str) -> Option<T> {
    let ours: Vec<&str> = words.iter().map_while(|word| word.to_str().filter(|word| *word != "--")).collect();
    let value = ours.iter().enumerate().find_map(|(at, word)| match word.strip_prefix(option)? {
        "" => ours.get(at + 1).copied(),
        rest => rest.strip_prefix('='),
    })?;
    T::from_str(value, false).ok()
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Log in: ask for what is missing, get a token, keep it
    Login(LoginArgs),
    /// Print a valid access token, refreshed if it must be
    Print(PrintArgs),
    /// Refresh the token now, whatever its expiry
    Refresh(RefreshArgs),
    /// Run a program with the token in its environment
    Exec(ExecArgs),
    /// Show who is logged in where, and until when
    Status(StatusArgs),
    /// Decode a token and show its claims, without verifying them
    #[command(after_help = help::INSPECT)]
    Inspect(InspectArgs),
    /// List the known permissions, or explain a scope
    Scopes(ScopesArgs),
    /// List profiles, choose the default one, remove one
    Profile(ProfileArgs),
    /// Forget the login
    Logout(LogoutArgs),
    /// Find out what is wrong, and what to do about it
    Doctor(DoctorArgs),
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
}

/// Options of every command.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Options of every command")]
pub struct GlobalArgs {
    /// The profile: a name for one server and one user [env: SPACE_TOKEN_PROFILE] [default: default]
    #[arg(short, long, global = true, value_name = "NAME", display_order = 900)]
    pub profile: Option<String>,
    /// The configuration file [env: SPACE_TOKEN_CONFIG]
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath, display_order = 901, hide_short_help = true)]
    pub config: Option<PathBuf>,
    /// Never ask; fail instead [env: SPACE_TOKEN_NO_INPUT]
    #[arg(long, global = true, display_order = 902, hide_short_help = true)]
    pub no_input: bool,
    /// How errors are written [env: SPACE_TOKEN_ERROR_FORMAT] [default: text]
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        value_enum,
        hide_possible_values = true,
        display_order = 903,
        hide_short_help = true
    )]
    pub error_format: Option<ErrorFormat>,
    /// Tell each decision on stderr, and no secret
    #[arg(short, long, global = true, conflicts_with = "quiet", display_order = 904)]
    pub verbose: bool,
    /// Only warnings and errors on stderr
    #[arg(short, long, global = true, display_order = 905)]
    pub quiet: bool,
    /// Colour on stderr and in help: auto, always, never [env: NO_COLOR] [default: auto]
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_enum,
        hide_possible_values = true,
        display_order = 906,
        hide_short_help = true
    )]
    pub color: Option<ColorChoice>,
}

/// How errors are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ErrorFormat {
    /// One line, and a hint
    #[default]
    Text,
    /// One JSON object
    Json,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl ColorChoice {
    fn for_clap(self) -> clap::ColorChoice {
        match self {
            Self::Auto => clap::ColorChoice::Auto,
            Self::Always => clap::ColorChoice::Always,
            Self::Never => clap::ColorChoice::Never,
        }
    }
}

/// Which server, and how to reach it.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(next_help_heading = "Server")]
pub struct ServerArgs {
    /// The server's URL; https unless it says otherwise [env: SPACE_TOKEN_URL]
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub url: Option<String>,
    /// What kind of server it is [env: SPACE_TOKEN_SERVER] [default: space]
    #[arg(long, value_enum, value_name = "KIND", hide_short_help = true)]
    pub server: Option<Server>,
    /// Where tokens are given, under the URL or elsewhere; else where the server's kind or its metadata says [env: SPACE_TOKEN_TOKEN_ENDPOINT]
    #[arg(long, value_name = "URL-OR-PATH", hide_short_help = true)]
    pub token_endpoint: Option<String>,
    /// Where tokens are revoked, RFC 7009 [env: SPACE_TOKEN_REVOCATION_ENDPOINT]
    #[arg(long, value_name = "URL-OR-PATH", hide_short_help = true)]
    pub revocation_endpoint: Option<String>,
    /// Where the server tells whose a token is [env: SPACE_TOKEN_USERINFO_ENDPOINT]
    #[arg(long, value_name = "URL-OR-PATH", hide_short_help = true)]
    pub userinfo_endpoint: Option<String>,
    /// Trust these certificate authorities (PEM), not the system's [env: SPACE_TOKEN_CA_CERT]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, hide_short_help = true)]
    pub ca_cert: Option<PathBuf>,
    /// Time limit of a whole request, such as 10s or 2m [env: SPACE_TOKEN_TIMEOUT] [default: 30s]
    #[arg(long, value_name = "DURATION", hide_short_help = true)]
    pub timeout: Option<String>,
    /// Allow http to other machines: the password can be read on the way [env: SPACE_TOKEN_ALLOW_HTTP]
    #[arg(long, hide_short_help = true)]
    pub allow_http: bool,
    /// Where tokens are kept [env: SPACE_TOKEN_STORE] [default: auto]
    #[arg(long, value_enum, value_name = "STORE")]
    pub store: Option<StoreChoice>,
}

/// Who asks for a token. No option takes a secret as its value.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(next_help_heading = "Credentials")]
pub struct CredentialArgs {
    /// The grant [env: SPACE_TOKEN_GRANT] [default: password]
    #[arg(long, value_enum, value_name = "GRANT", hide_short_help = true)]
    pub grant: Option<GrantType>,
    /// The client's id, as registered at the server [env: SPACE_TOKEN_CLIENT_ID]
    #[arg(long, value_name = "ID")]
    pub client_id: Option<String>,
    /// Read the client's secret from a file; an empty one means a public client [env: SPACE_TOKEN_CLIENT_SECRET, SPACE_TOKEN_CLIENT_SECRET_FILE]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub client_secret_file: Option<PathBuf>,
    /// How the client authenticates [env: SPACE_TOKEN_CLIENT_AUTH] [default: basic]
    #[arg(long, value_enum, value_name = "HOW", hide_short_help = true)]
    pub client_auth: Option<ClientAuth>,
    /// The user's name [env: SPACE_TOKEN_USERNAME]
    #[arg(long, value_name = "NAME")]
    pub username: Option<String>,
    /// Read the password from standard input [env: SPACE_TOKEN_PASSWORD]
    #[arg(long, group = "password_source")]
    pub password_stdin: bool,
    /// Read the password from a file [env: SPACE_TOKEN_PASSWORD_FILE]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, group = "password_source")]
    pub password_file: Option<PathBuf>,
    /// Read the password from what a command prints [env: SPACE_TOKEN_PASSWORD_COMMAND]
    #[arg(long, value_name = "COMMAND", value_hint = ValueHint::CommandString, group = "password_source")]
    pub password_command: Option<String>,
}

/// What the token may be used for.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(next_help_heading = "Scope")]
pub struct ScopeArgs {
    /// A scope string, as it is [env: SPACE_TOKEN_SCOPE] [default: **, on Space]
    #[arg(long, value_name = "SCOPE")]
    pub scope: Vec<String>,
    /// Everything the client was granted: **
    #[arg(long, hide_short_help = true)]
    pub all_rights: bool,
    /// A global right, such as AddNewProfile, or * for all
    #[arg(long, value_name = "RIGHT", value_delimiter = ',', hide_short_help = true)]
    pub global_right: Vec<String>,
    /// A right to profiles, such as EditAbsences, or * for all
    #[arg(long, value_name = "RIGHT", value_delimiter = ',', hide_short_help = true)]
    pub profile_right: Vec<String>,
    /// A right to teams, such as EditTeam, or * for all
    #[arg(long, value_name = "RIGHT", value_delimiter = ',', hide_short_help = true)]
    pub team_right: Vec<String>,
    /// A right to projects, or * for all
    #[arg(long, value_name = "RIGHT", value_delimiter = ',', hide_short_help = true)]
    pub project_right: Vec<String>,
    /// Whether a refresh token is wanted [env: SPACE_TOKEN_ACCESS_TYPE] [default: offline]
    #[arg(long, value_enum, value_name = "TYPE", hide_short_help = true)]
    pub access_type: Option<AccessType>,
}

/// Everything that says for what a token is wanted.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestArgs {
    /// Which server.
    #[command(flatten)]
    pub server: ServerArgs,
    /// Who.
    #[command(flatten)]
    pub credentials: CredentialArgs,
    /// For what.
    #[command(flatten)]
    pub scope: ScopeArgs,
}

/// How a token is written to standard output.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(next_help_heading = "Output")]
pub struct FormatArgs {
    /// How the token is written [default: token]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Leave the refresh token out
    #[arg(long, hide_short_help = true)]
    pub no_refresh_token: bool,
}

/// `login`
#[derive(Args, Clone, Debug)]
#[command(after_help = help::LOGIN)]
pub struct LoginArgs {
    /// What the token is wanted for.
    #[command(flatten)]
    pub request: RequestArgs,
    /// How it is written; nothing is unless `--format` is given.
    #[command(flatten)]
    pub output: FormatArgs,
}

/// `print`
#[derive(Args, Clone, Debug)]
#[command(after_help = help::PRINT)]
pub struct PrintArgs {
    /// What the token is wanted for.
    #[command(flatten)]
    pub request: RequestArgs,
    /// How it is written.
    #[command(flatten)]
    pub output: FormatArgs,
    /// Refresh a token that is valid for less than this [env: SPACE_TOKEN_MIN_TTL] [default: 60s, or a tenth of its lifetime]
    #[arg(long, value_name = "DURATION", help_heading = "Output")]
    pub min_ttl: Option<String>,
}

/// `refresh`
#[derive(Args, Clone, Debug)]
#[command(after_help = help::REFRESH)]
pub struct RefreshArgs {
    /// What the token is wanted for.
    #[command(flatten)]
    pub request: RequestArgs,
    /// How it is written.
    #[command(flatten)]
    pub output: FormatArgs,
}

/// `exec`
#[derive(Args, Clone, Debug)]
#[command(after_help = help::EXEC)]
pub struct ExecArgs {
    /// The program and its arguments
    #[arg(required = true, trailing_var_arg = true, value_name = "COMMAND", value_hint = ValueHint::CommandWithArguments)]
    pub command: Vec<OsString>,
    /// What the token is wanted for.
    #[command(flatten)]
    pub request: RequestArgs,
    /// Refresh a token that is valid for less than this [env: SPACE_TOKEN_MIN_TTL] [default: 60s, or a tenth of its lifetime]
    #[arg(long, value_name = "DURATION", help_heading = "Output")]
    pub min_ttl: Option<String>,
}

/// `status`
#[derive(Args, Clone, Debug)]
#[command(after_help = help::STATUS)]
pub struct StatusArgs {
    /// Which server.
    #[command(flatten)]
    pub server: ServerArgs,
    /// Write one JSON object
    #[arg(long)]
    pub json: bool,
    /// Ask the server who the token belongs to
    #[arg(long)]
    pub check: bool,
}

/// `inspect`
#[derive(Args, Clone, Debug)]
pub struct InspectArgs {
    /// Read the token from standard input; itself it is never an argument
    #[arg(value_name = "-")]
    pub stdin: Option<String>,
    /// Write one JSON object: verified (false), format, header, claims
    #[arg(long)]
    pub json: bool,
    /// Which server.
    #[command(flatten)]
    pub server: ServerArgs,
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
    /// List the permissions that are known, those of November 2024
    #[command(after_help = help::SCOPES_LIST)]
    List(ScopesListArgs),
    /// Explain a scope, element by element, and compare its names with the known ones
    #[command(after_help = help::SCOPES_CHECK)]
    Check(ScopesCheckArgs),
}

/// `scopes list`
#[derive(Args, Clone, Debug)]
pub struct ScopesListArgs {
    /// Only names that hold this, in upper or lower case
    #[arg(value_name = "WORD")]
    pub word: Option<String>,
    /// Write one JSON array
    #[arg(long)]
    pub json: bool,
}

/// `scopes check`
#[derive(Args, Clone, Debug)]
pub struct ScopesCheckArgs {
    /// The scope, in quotes
    #[arg(value_name = "SCOPE")]
    pub scope: String,
    /// Write one JSON object
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
    /// Show all profiles; * marks the default one
    List(ProfileListArgs),
    /// Make a profile the default one
    Use(ProfileNameArgs),
    /// Log out of a profile, and remove it from the configuration file
    Remove(ProfileNameArgs),
}

/// `profile list`
#[derive(Args, Clone, Debug)]
pub struct ProfileListArgs {
    /// Names alone, one a line
    #[arg(long, conflicts_with = "json")]
    pub names: bool,
    /// Write one JSON array
    #[arg(long)]
    pub json: bool,
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
    /// Which server.
    #[command(flatten)]
    pub server: ServerArgs,
    /// Log out of every profile
    #[arg(long)]
    pub all: bool,
    /// Delete what is stored here alone, and leave the tokens valid at the server
    #[arg(long)]
    pub no_revoke: bool,
}

/// `doctor`
#[derive(Args, Clone, Debug)]
#[command(after_help = help::DOCTOR)]
pub struct DoctorArgs {
    /// Write one JSON object
    #[arg(long)]
    pub json: bool,
    /// Which server.
    #[command(flatten)]
    pub server: ServerArgs,
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

#[cfg(test)]
mod tests {
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
