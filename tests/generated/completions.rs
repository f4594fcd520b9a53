//! A completion script per shell: what `clap_complete` makes of the definition, and what it leaves out. Its dynamic
//! completion would complete values of the user's own, but still counts as unstable, and each Tab would run the program.

mod bash;
mod elvish;
mod fish;
mod nushell;
mod powershell;
mod zsh;

use clap_complete::{Generator, Shell};
use clap_complete_nushell::Nushell;

use crate::{Files, values};

/// Every script, under the name that its shell looks for.
pub(crate) fn files() -> Files {
    let command = values::command();
    [
        ("space-token.bash", bash::complete(&generated(Shell::Bash))),
        ("_space-token", zsh::complete(&generated(Shell::Zsh))),
        ("space-token.fish", fish::complete(&generated(Shell::Fish), &command)),
        ("_space-token.ps1", powershell::complete(&generated(Shell::PowerShell), &command)),
        ("space-token.elv", elvish::complete(&generated(Shell::Elvish), &command)),
        ("space-token.nu", nushell::complete(&generated(Nushell))),
    ]
    .map(|(name, script)| (name.to_owned(), script))
    .into()
}

/// What clap makes.
fn generated(shell: impl Generator) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut values::command(), "space-token", &mut script);
    String::from_utf8(script).unwrap()
}

/// `script` with `old` replaced wherever it is; that it is there at all is part of the bargain.
fn replace(script: &str, old: &str, new: &str) -> String {
    assert!(script.contains(old), "clap no longer writes {old:?}");
    script.replace(old, new)
}

/// `script` with `addition` after the first `place`.
fn insert_after(script: &str, place: &str, addition: &str) -> String {
    let at = script.find(place).unwrap_or_else(|| panic!("clap no longer writes {place:?}")) + place.len();
    format!("{}{addition}{}", &script[..at], &script[at..])
}
