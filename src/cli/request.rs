//! Options that say for what a token is wanted, and how it is written.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::oauth::{AccessType, ClientAuth, GrantType, Server};
use crate::output::Format;
use crate::store::StoreChoice;

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
    /// Send this with token requests too, such as audience=https://api.example.com [env: SPACE_TOKEN_TOKEN_PARAMETER, form-encoded]
    #[arg(long, value_name = "NAME=VALUE", hide_short_help = true)]
    pub token_parameter: Vec<String>,
    /// Trust these certificate authorities (PEM), not the system's [env: SPACE_TOKEN_CA_CERT]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, hide_short_help = true)]
    pub ca_cert: Option<PathBuf>,
    /// The client's certificate (PEM), for servers that want mutual TLS [env: SPACE_TOKEN_CLIENT_CERT]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, hide_short_help = true)]
    pub client_cert: Option<PathBuf>,
    /// The certificate's key (PEM), if it isn't in the same file [env: SPACE_TOKEN_CLIENT_KEY]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, hide_short_help = true)]
    pub client_key: Option<PathBuf>,
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
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, group = "client_secret_source")]
    pub client_secret_file: Option<PathBuf>,
    /// Read the client's secret from what a command prints [env: SPACE_TOKEN_CLIENT_SECRET_COMMAND]
    #[arg(long, value_name = "COMMAND", value_hint = ValueHint::CommandString, group = "client_secret_source", hide_short_help = true)]
    pub client_secret_command: Option<String>,
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
