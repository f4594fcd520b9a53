//! ENVIRONMENT, FILES and EXIT STATUS: what the manual says beside the definition, as data.

use clap::Command;
use roff::{Roff, bold, roman};

use super::{definition, definitions, section};
use space_token::settings::{SETTINGS, Setting, Type};

const README: &str = include_str!("../../../README.md");

/// Variables that are no option's.
const OTHERS: [(&str, &str); 6] = [
    ("NO_COLOR", "If set and not empty, nothing is coloured."),
    (
        "DBUS_SESSION_BUS_ADDRESS",
        "Where the session's D-Bus is, and on it the keyring. Over SSH, in a container and in cron there often is none.",
    ),
    (
        "HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY",
        "The proxy, and the hosts that are reached without it, in capitals or in lower case. Loopback addresses never go through a proxy.",
    ),
    ("SSL_CERT_FILE, SSL_CERT_DIR", "Certificate authorities to trust in place of the system's (Linux)."),
    (
        "XDG_CONFIG_HOME, XDG_STATE_HOME",
        "The parents of this program's folders (Linux); ~/.config and ~/.local/state if they are not set.",
    ),
    ("GITHUB_ENV", "In a step of a GitHub Actions job, the file that --format github appends to."),
];

const FILES: [(&str, &str); 2] = [
    (
        "~/.config/space-token/config.toml",
        "The profiles: server, client, user, scope and store of each, and never a secret. You may edit it by hand. On macOS ~/Library/Application Support/space-token/config.toml, on Windows %APPDATA%\\space-token\\config\\config.toml.",
    ),
    (
        "~/.local/state/space-token/",
        "Lock files; and, only with --store file, the tokens, as plain JSON that only you can read. On macOS ~/Library/Application Support/space-token/, on Windows %LOCALAPPDATA%\\space-token\\data\\.",
    ),
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
    exit_status(roff, command.get_name());
}

/// The rows of README's table: `| code | when | what a script does |`. A row of one command begins with its name.
fn exit_status(roff: &mut Roff, command: &str) {
    let (_, table) =
        README.split_once("| code | when | what a script does |\n|---|---|---|\n").expect("there is a table");
    for row in table.lines().map_while(|line| line.strip_prefix("| ")?.strip_suffix(" |")) {
        let [code, when, then] = row.splitn(3, '|').map(str::trim).collect::<Vec<_>>()[..] else { panic!("{row}") };
        let (of_command, when) =
            when.strip_prefix('`').and_then(|when| when.split_once("`: ")).unwrap_or((command, when));
        let sentences = [when, then].into_iter().filter(|text| !text.is_empty()).map(|text| sentence(text) + ".");
        if of_command == command {
            definition(roff, [bold(code)], [roman(sentences.collect::<Vec<_>>().join(" "))]);
        }
    }
}

/// Without Markdown's marks, and with a capital.
fn sentence(text: &str) -> String {
    let text = text.replace('`', "").replace(r"\\", r"\");
    text[..1].to_uppercase() + &text[1..]
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
