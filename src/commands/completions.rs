//! `completions`: prints the committed script, which a test compares with the definition.

use crate::cli::Shell;
use crate::error::Error;
use crate::report;

pub(super) fn run(shell: Shell) -> Result<(), Error> {
    report::payload(match shell {
        Shell::Bash => include_str!("../../completions/space-token.bash"),
        Shell::Zsh => include_str!("../../completions/_space-token"),
        Shell::Fish => include_str!("../../completions/space-token.fish"),
        Shell::Powershell => include_str!("../../completions/_space-token.ps1"),
        Shell::Elvish => include_str!("../../completions/space-token.elv"),
        Shell::Nushell => include_str!("../../completions/space-token.nu"),
    })
}
