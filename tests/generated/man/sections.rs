//! ENVIRONMENT, FILES and EXIT STATUS: what the manual says beside the definition, as data.

use clap::Command;
use roff::{Roff, bold, roman};

use super::{definition, definitions, section};
use space_token::settings::{SETTINGS, Setting, Type};

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
    ("5", "The server cannot be reached, or sends an invalid response: try again."),
    ("6", "The store is unreachable, locked, or refuses."),
    ("7", "Something must be asked, and there is no terminal, or --no-input is given."),
    ("8", "The configuration is wrong."),
    ("130, 143", "Ended by Ctrl-C, by SIGTERM."),
];

pub(crate) fn write(roff: &mut Roff, command: &Command) {
    section(roff, "ENVIRONMENT");
    let is_root = !command.get_bin_name().unwrap_or_default().contains(' ');
    let name = if is_root { "" } else { command.get_name() };
    let ours = SETTINGS.iter().filter(|row| row.is_of(name));
    ours.for_each(|row| variable(roff, row));
    definitions(roff, &OTHERS);
    section(roff, "FILES");
    definitions(roff, &FILES);
    section(roff, "EXIT STATUS");
    definitions(roff, &EXIT_STATUS);
}

fn variable(roff: &mut Roff, setting: &Setting) {
    let Some(name) = setting.variable() else { return };
    let meaning = match (setting.option(), setting.is) {
        (None, _) => vec![roman(format!("{}.", setting.help))],
        (Some(option), Type::Flag) => vec![roman("1 is "), bold(format!("--{option}")), roman(", 0 is not.")],
        (Some(option), _) => {
            vec![roman("The value of "), bold(format!("--{option}")), roman(" if that is not given.")]
        }
    };
    definition(roff, [bold(name)], meaning);
}
