//! ENVIRONMENT, FILES and EXIT STATUS: what the manual says beside the definition, as data.

use clap::{Arg, Command};
use roff::{Roff, bold, roman};

use super::{definition, definitions, section};

/// Variables that hold what no option may.
const SECRETS: [(&str, &str); 2] = [
    ("SPACE_TOKEN_CLIENT_SECRET", "The client's secret itself; an empty one means a public client."),
    ("SPACE_TOKEN_PASSWORD", "The password itself."),
];

/// Variables that are no option's.
const OTHERS: [(&str, &str); 6] = [
    ("NO_COLOR", "If set and not empty, nothing is coloured."),
    (
        "DBUS_SESSION_BUS_ADDRESS",
        "Where the session's D-Bus is, and on it the keyring. Over SSH, in a container and in cron there often is none.",
    ),
    (
        "HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY",
        "The proxy, and the hosts that are reached without it, in capitals or in lower case. Loopback addresses are always reached without.",
    ),
    ("SSL_CERT_FILE, SSL_CERT_DIR", "Certificate authorities to trust in place of the system's (Linux)."),
    (
        "XDG_CONFIG_HOME, XDG_STATE_HOME",
        "The folders in which this program has its own (Linux); ~/.config and ~/.local/state if they are not set.",
    ),
    ("GITHUB_ENV", "In a step of a GitHub Actions job, the file that --format github appends to."),
];

const FILES: [(&str, &str); 2] = [
    (
        "~/.config/space-token/config.toml",
        "The profiles: server, client, user, scope and store of each, and never a secret. It may be edited by hand. On macOS ~/Library/Application Support/space-token/config.toml, on Windows %APPDATA%\\space-token\\config\\config.toml.",
    ),
    (
        "~/.local/state/space-token/",
        "Locks, so that of many processes one refreshes; and the tokens of profiles with --store file, and of no other, as plain JSON that its owner alone can read. On macOS ~/Library/Application Support/space-token/, on Windows %LOCALAPPDATA%\\space-token\\data\\.",
    ),
];

const EXIT_STATUS: [(&str, &str); 10] = [
    ("0", "Done."),
    ("1", "Something failed that no other code stands for."),
    ("2", "The command line is wrong."),
    ("3", "The server refused the credentials, the client or the scope."),
    ("4", "Nobody is logged in, or the login has ended: log in again."),
    ("5", "The server cannot be reached, or answers with what is no answer: try again."),
    ("6", "The store is unreachable, locked, or refuses."),
    ("7", "Something must be asked, and there is no terminal, or --no-input is given."),
    ("8", "The configuration is wrong."),
    ("130, 143", "Ended by Ctrl-C, by SIGTERM."),
];

pub(super) fn write(roff: &mut Roff, command: &Command) {
    section(roff, "ENVIRONMENT");
    command.get_arguments().for_each(|arg| variables_of(roff, arg));
    definitions(roff, &OTHERS);
    section(roff, "FILES");
    definitions(roff, &FILES);
    section(roff, "EXIT STATUS");
    definitions(roff, &EXIT_STATUS);
}

fn variables_of(roff: &mut Roff, arg: &Arg) {
    let option = bold(format!("--{}", arg.get_long().unwrap_or_default()));
    for name in names(arg) {
        if let Some((_, meaning)) = SECRETS.iter().find(|(secret, _)| *secret == name) {
            definition(roff, [bold(name)], [roman(*meaning)]);
        } else if arg.get_action().takes_values() {
            definition(roff, [bold(name)], [roman("The value of "), option.clone(), roman(" if that is not given.")]);
        } else {
            definition(roff, [bold(name)], [roman("1 is "), option.clone(), roman(", 0 is not.")]);
        }
    }
}

/// The variables in an option's description: `[env: ONE, OTHER]`.
fn names(arg: &Arg) -> Vec<String> {
    let help = arg.get_long_help().or(arg.get_help()).map(ToString::to_string).unwrap_or_default();
    let names = help.split_once("[env: ").and_then(|(_, rest)| rest.split_once(']')).map_or("", |(names, _)| names);
    names.split(", ").filter(|name| name.starts_with("SPACE_TOKEN_")).map(str::to_owned).collect()
}
