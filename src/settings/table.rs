//! Every setting: a row here, and its use in [`Settings`](super::Settings). Options and their help, variables,
//! keys of profiles, what `login` keeps and what `-v` tells come from here; README.md is checked against it.

use clap::Command;

use super::setting::{Commands, Setting, Type};
use crate::oauth::{AccessType, ClientAuth, GrantType, Server};
use crate::output::Format;
use crate::report::ErrorFormat;
use crate::store::StoreChoice;

/// What a row says unless it says otherwise.
const PLAIN: Setting = Setting {
    key: "",
    short: None,
    is: Type::Flag,
    in_environment: true,
    in_profile: true,
    kept: false,
    secret: None,
    neutral: false,
    commands: Commands::These(&["login", "print", "refresh", "exec"]),
    heading: "",
    rare: true,
    help: "",
    default: None,
};
const SERVER: Setting = Setting {
    heading: "Server",
    commands: Commands::These(&["login", "print", "refresh", "exec", "status", "inspect", "logout", "doctor"]),
    kept: true,
    ..PLAIN
};
const CREDENTIALS: Setting = Setting { heading: "Credentials", ..PLAIN };
const CLIENT_SECRET: Setting = Setting { secret: Some("client_secret_source"), ..CREDENTIALS };
const PASSWORD: Setting = Setting { secret: Some("password_source"), rare: false, ..CREDENTIALS };
const SCOPE: Setting = Setting { heading: "Scope", ..PLAIN };
const RIGHTS: Setting = Setting { is: Type::List("RIGHT"), in_environment: false, in_profile: false, ..SCOPE };
const OUTPUT: Setting = Setting {
    heading: "Output",
    commands: Commands::These(&["login", "print", "refresh"]),
    in_environment: false,
    in_profile: false,
    neutral: true,
    ..PLAIN
};
const GENERAL: Setting =
    Setting { heading: "Options of every command", commands: Commands::All, in_profile: false, neutral: true, ..PLAIN };

/// The settings, in the order of the help.
pub static SETTINGS: [Setting; 38] = [
    Setting { key: "url", is: Type::Url, rare: false, help: "The server's URL; https:// is assumed", ..SERVER },
    Setting {
        key: "server",
        is: Type::choice::<Server>("KIND"),
        help: "The kind of server",
        default: Some("space"),
        ..SERVER
    },
    Setting {
        key: "token_endpoint",
        is: Type::Text("URL-OR-PATH"),
        help: "Where to get tokens; a path is under the URL",
        ..SERVER
    },
    Setting {
        key: "revocation_endpoint",
        is: Type::Text("URL-OR-PATH"),
        help: "Where to revoke tokens (RFC 7009)",
        ..SERVER
    },
    Setting {
        key: "userinfo_endpoint",
        is: Type::Text("URL-OR-PATH"),
        help: "Where to ask whose token it is",
        ..SERVER
    },
    Setting {
        key: "token_parameter",
        is: Type::Parameters,
        help: "Add this to token requests, such as audience=https://api.example.com; the variable is form-encoded",
        ..SERVER
    },
    Setting {
        key: "ca_cert",
        is: Type::File,
        help: "Trust these certificate authorities (PEM) instead of the system's",
        ..SERVER
    },
    Setting { key: "client_cert", is: Type::File, help: "The client's certificate (PEM), for mutual TLS", ..SERVER },
    Setting { key: "client_key", is: Type::File, help: "Its key (PEM), if it's in another file", ..SERVER },
    Setting {
        key: "timeout",
        is: Type::Duration,
        kept: false,
        help: "Time limit for a request, such as 10s or 2m",
        default: Some("30s"),
        ..SERVER
    },
    Setting {
        key: "allow_http",
        help: "Allow http to other machines; anyone on the way can read the password",
        ..SERVER
    },
    Setting {
        key: "store",
        is: Type::choice::<StoreChoice>("STORE"),
        rare: false,
        help: "Where to keep tokens",
        default: Some("auto"),
        ..SERVER
    },
    Setting {
        key: "grant",
        is: Type::choice::<GrantType>("GRANT"),
        kept: true,
        help: "The OAuth grant",
        default: Some("password"),
        ..CREDENTIALS
    },
    Setting {
        key: "client_id",
        is: Type::Text("ID"),
        kept: true,
        rare: false,
        help: "The client's ID, as registered with the server",
        ..CREDENTIALS
    },
    Setting {
        key: "client_secret",
        is: Type::Secret,
        in_profile: false,
        help: "The client's secret itself; empty for a public client",
        ..CLIENT_SECRET
    },
    Setting {
        key: "client_secret_file",
        is: Type::File,
        rare: false,
        help: "Read the client's secret from a file",
        ..CLIENT_SECRET
    },
    Setting {
        key: "client_secret_command",
        is: Type::Command,
        help: "Read the client's secret from a command's output",
        ..CLIENT_SECRET
    },
    Setting {
        key: "client_auth",
        is: Type::choice::<ClientAuth>("HOW"),
        kept: true,
        help: "How the client authenticates",
        default: Some("basic"),
        ..CREDENTIALS
    },
    Setting { key: "username", is: Type::Text("NAME"), kept: true, rare: false, help: "Your user name", ..CREDENTIALS },
    Setting { key: "password", is: Type::Secret, in_profile: false, help: "The password itself", ..PASSWORD },
    Setting {
        key: "password_stdin",
        in_environment: false,
        in_profile: false,
        help: "Read the password from standard input",
        ..PASSWORD
    },
    Setting { key: "password_file", is: Type::File, help: "Read the password from a file", ..PASSWORD },
    Setting {
        key: "password_command",
        is: Type::Command,
        help: "Read the password from a command's output",
        ..PASSWORD
    },
    Setting {
        key: "otp",
        is: Type::TextOr("NAME", "totp"),
        kept: true,
        commands: Commands::These(&["login"]),
        help: "Ask for a one-time code, and send it as this parameter (totp if none is named)",
        ..CREDENTIALS
    },
    Setting {
        key: "scope",
        is: Type::Texts("SCOPE"),
        kept: true,
        rare: false,
        help: "The scope to ask for",
        default: Some("**, on Space"),
        ..SCOPE
    },
    Setting { key: "all_rights", is: Type::Flag, help: "Everything the client was granted (**)", ..RIGHTS },
    Setting { key: "global_right", help: "A global right, such as AddNewProfile; * for all", ..RIGHTS },
    Setting { key: "profile_right", help: "A right to profiles, such as EditAbsences; * for all", ..RIGHTS },
    Setting { key: "team_right", help: "A right to teams, such as EditTeam; * for all", ..RIGHTS },
    Setting { key: "project_right", help: "A right to projects; * for all", ..RIGHTS },
    Setting {
        key: "access_type",
        is: Type::choice::<AccessType>("TYPE"),
        kept: true,
        help: "Whether to get a refresh token (offline) or not (online)",
        default: Some("offline"),
        ..SCOPE
    },
    Setting {
        key: "format",
        is: Type::choice::<Format>("FORMAT"),
        rare: false,
        help: "What to print",
        default: Some("token"),
        ..OUTPUT
    },
    Setting { key: "no_refresh_token", help: "Leave out the refresh token", ..OUTPUT },
    Setting {
        key: "min_ttl",
        is: Type::Duration,
        in_environment: true,
        in_profile: true,
        neutral: false,
        commands: Commands::These(&["print", "exec"]),
        rare: false,
        help: "Refresh a token that's valid for less than this",
        default: Some("60s, or a tenth of its lifetime"),
        ..OUTPUT
    },
    Setting {
        key: "profile",
        short: Some('p'),
        is: Type::Text("NAME"),
        rare: false,
        help: "The profile: a name for one server and one user",
        default: Some("default"),
        ..GENERAL
    },
    Setting { key: "config", is: Type::File, help: "The configuration file", ..GENERAL },
    Setting { key: "no_input", in_profile: true, help: "Never ask questions; fail instead", ..GENERAL },
    Setting {
        key: "error_format",
        is: Type::choice::<ErrorFormat>("FORMAT"),
        help: "How to print errors",
        default: Some("text"),
        ..GENERAL
    },
];

/// The setting with this key.
pub fn setting(key: &str) -> Option<&'static Setting> {
    let found = SETTINGS.iter().find(|setting| setting.key == key);
    debug_assert!(found.is_some(), "{key} is a row of the table");
    found
}

/// `command`, whose commands get the options of the table.
pub fn with_options(command: Command) -> Command {
    let options = || SETTINGS.iter().filter(|setting| setting.option().is_some());
    let general = options().filter(|setting| setting.commands == Commands::All).enumerate();
    let command =
        general.fold(command, |command, (at, setting)| command.arg(setting.arg().global(true).display_order(900 + at)));
    command.mut_subcommands(|command| {
        let name = command.get_name().to_owned();
        let mut own: Vec<_> = options().filter(|setting| setting.is_of(&name)).collect();
        // what a command prints is its own; the rest says for which login
        own.sort_by_key(|setting| setting.heading != OUTPUT.heading);
        own.into_iter().fold(command, |command, setting| command.arg(setting.arg()))
    })
}
