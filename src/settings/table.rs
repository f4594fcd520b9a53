//! Every setting: a row here, and its use in [`Settings`](super::Settings). Options and their help, variables,
//! keys of profiles, what `login` keeps and what `-v` tells come from here; README.md is checked against it.

use clap::{ColorChoice, Command};

use super::setting::{Setting, Type};
use crate::oauth::{AccessType, ClientAuthMethod, GrantType, Server};
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
    transport: false,
    group: None,
    neutral: false,
    commands: &["login", "print", "refresh", "exec"],
    heading: "",
    rare: true,
    help: "",
    default: None,
};
const SERVER: Setting = Setting {
    heading: "Server",
    commands: &["login", "print", "refresh", "exec", "status", "inspect", "logout", "doctor"],
    kept: true,
    ..PLAIN
};
const TRANSPORT: Setting = Setting { transport: true, ..SERVER };
const CREDENTIALS: Setting = Setting { heading: "Credentials", kept: true, ..PLAIN };
const CLIENT_SECRET: Setting = Setting { group: Some("client_secret_source"), kept: false, ..CREDENTIALS };
const PASSWORD: Setting = Setting { group: Some("password_source"), kept: false, rare: false, ..CREDENTIALS };
const SCOPE: Setting = Setting { heading: "Scope", kept: true, ..PLAIN };
const RIGHTS: Setting = Setting { in_environment: false, in_profile: false, kept: false, ..SCOPE };
const OUTPUT: Setting = Setting {
    heading: "Output",
    commands: &["login", "print", "refresh"],
    in_environment: false,
    in_profile: false,
    neutral: true,
    ..PLAIN
};
const GENERAL: Setting = Setting {
    heading: "Options of every command",
    commands: &[],
    in_profile: false,
    neutral: true,
    transport: true,
    ..PLAIN
};

const LEVEL: Setting = Setting { in_environment: false, group: Some("level"), rare: false, ..GENERAL };

/// The settings, in the order of the help.
pub static SETTINGS: [Setting; 41] = [
    SERVER.row("url", Type::Url, "The server's URL; https:// is assumed").common(),
    SERVER.row("server", Type::choice::<Server>("KIND"), "The kind of server").default("space"),
    SERVER.row("token_endpoint", Type::Text("URL-OR-PATH"), "Where to get tokens; a path is under the URL"),
    SERVER.row("revocation_endpoint", Type::Text("URL-OR-PATH"), "Where to revoke tokens (RFC 7009)"),
    SERVER.row("userinfo_endpoint", Type::Text("URL-OR-PATH"), "Where to ask whose token it is"),
    SERVER.row(
        "token_parameter",
        Type::Parameters,
        "Add a parameter to token requests, such as audience=https://api.example.com; repeatable (in the variable: a=1&b=2)",
    ),
    TRANSPORT.row("ca_cert", Type::File, "Trust these certificates (PEM), an authority's or the server's own, instead of the system's"),
    TRANSPORT.row("client_cert", Type::File, "The client's certificate (PEM), for mutual TLS"),
    TRANSPORT.row("client_key", Type::File, "The certificate's key (PEM), if it's in another file"),
    Setting {
        kept: false,
        ..TRANSPORT.row("timeout", Type::Duration, "Time limit for a request, such as 10s or 2m").default("30s")
    },
    TRANSPORT.row("allow_http", Type::Flag, "Allow http to other machines; anyone on the way can read the password"),
    SERVER.row("store", Type::choice::<StoreChoice>("STORE"), "Where to keep tokens").default("auto").common(),
    CREDENTIALS.row("grant", Type::choice::<GrantType>("GRANT"), "The OAuth grant").default("password"),
    CREDENTIALS.row("client_id", Type::Text("ID"), "The client's ID, as registered with the server").common(),
    CLIENT_SECRET.row("client_secret", Type::Secret, "The client's secret itself; empty for a public client"),
    CLIENT_SECRET.row("client_secret_file", Type::File, "Read the client's secret from a file").common(),
    CLIENT_SECRET.row("client_secret_command", Type::Command, "Read the client's secret from a command's output"),
    CREDENTIALS.row("client_auth", Type::choice::<ClientAuthMethod>("HOW"), "How the client authenticates; the default yields to the server's metadata").default("basic"),
    CREDENTIALS.row("username", Type::Text("NAME"), "Your user name").common(),
    PASSWORD.row("password", Type::Secret, "The password itself"),
    Setting {
        in_environment: false,
        in_profile: false,
        ..PASSWORD.row("password_stdin", Type::Flag, "Read the password from standard input")
    },
    PASSWORD.row("password_file", Type::File, "Read the password from a file"),
    PASSWORD.row("password_command", Type::Command, "Read the password from a command's output"),
    Setting {
        commands: &["login"],
        ..CREDENTIALS.row(
            "otp",
            Type::TextOr("NAME", "totp"),
            "Ask for a one-time code, and send it as parameter NAME (totp if left out)",
        )
    },
    SCOPE.row("scope", Type::Texts("SCOPE"), "The scope to ask for; repeatable").default("** on Space, else none").common(),
    RIGHTS.row("all_rights", Type::Flag, "Everything the client was granted (**)"),
    RIGHTS.row("global_right", Type::List("RIGHT"), "Global rights, such as AddNewProfile,AddNewTeam; * for all; repeatable"),
    RIGHTS.row("profile_right", Type::List("RIGHT"), "Rights to profiles, such as EditAbsences,EditLanguages; * for all; repeatable"),
    RIGHTS.row("team_right", Type::List("RIGHT"), "Rights to teams, such as EditTeam; * for all; repeatable"),
    RIGHTS.row("project_right", Type::List("RIGHT"), "Rights to projects; * for all; repeatable"),
    SCOPE
        .row(
            "access_type",
            Type::choice::<AccessType>("TYPE"),
            "Whether to get a refresh token (offline) or not (online)",
        )
        .default("offline"),
    OUTPUT.row("format", Type::choice::<Format>("FORMAT"), "What to print").default("token").common(),
    OUTPUT.row("no_refresh_token", Type::Flag, "Leave out the refresh token"),
    Setting {
        heading: OUTPUT.heading,
        commands: &["print", "exec"],
        ..PLAIN
            .row("min_ttl", Type::Duration, "Refresh a token that's valid for less than this")
            .default("60s, or a tenth of its lifetime")
            .common()
    },
    Setting {
        short: Some('p'),
        ..GENERAL
            .row("profile", Type::Text("NAME"), "The profile: a name for one server and one user")
            .default("default_profile, else default")
            .common()
    },
    GENERAL.row("config", Type::File, "The configuration file"),
    Setting { in_profile: true, ..GENERAL.row("no_input", Type::Flag, "Never ask questions; fail instead") },
    GENERAL.row("error_format", Type::choice::<ErrorFormat>("FORMAT"), "How to print errors: text, json").default("text"),
    Setting { short: Some('v'), ..LEVEL.row("verbose", Type::Flag, "Explain each decision on stderr; no secrets") },
    Setting { short: Some('q'), ..LEVEL.row("quiet", Type::Flag, "Print only warnings and errors on stderr") },
    Setting { in_environment: false, ..GENERAL }
        .row("color", Type::choice::<ColorChoice>("WHEN"), "When to use colour: auto, always, never; NO_COLOR turns it off")
        .default("auto"),
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
    let general = options().filter(|setting| setting.is_general()).enumerate();
    let command =
        general.fold(command, |command, (at, setting)| command.arg(setting.arg().global(true).display_order(900 + at)));
    command.mut_subcommands(|command| {
        let name = command.get_name().to_owned();
        let mut own: Vec<_> = options().filter(|setting| setting.commands.contains(&name.as_str())).collect();
        // what a command prints is its own; the rest says for which login
        own.sort_by_key(|setting| setting.heading != OUTPUT.heading);
        own.into_iter().fold(command, |command, setting| command.arg(setting.arg()))
    })
}
