//! Scripts for shells, and curl. Each is run twice: logged in, and by somebody who isn't; then no request is sent.

use std::path::Path;

use super::readme::Recipe;
use super::{assert_answered, logged_in, server};
use crate::formats::literals;
use crate::support::{World, tools};

pub fn bash(recipe: &Recipe) {
    let Some(bash) = tools::debian("bash") else { return };
    script(&bash, &[], recipe);
}

pub fn zsh(recipe: &Recipe) {
    let Some(zsh) = tools::debian("zsh") else { return };
    script(&zsh, &["--no-rcs"], recipe);
}

pub fn fish(recipe: &Recipe) {
    let Some(fish) = tools::debian("fish") else { return };
    script(&fish, &["--no-config"], recipe);
}

/// Everywhere its form is checked, and where PowerShell is installed it runs.
pub fn powershell(recipe: &Recipe) {
    if let Some(literals) = literals(&recipe.at("https://space.example.com")) {
        assert_eq!(literals.len(), 2, "{literals:?}");
    }
    let Some(pwsh) = tools::unpackaged("pwsh") else { return };
    script(&pwsh, &["-NoProfile", "-File"], recipe);
}

pub fn nushell(recipe: &Recipe) {
    let Some(nu) = tools::npm("@nushell/linux-x64/bin/nu") else { return };
    script(&nu, &["--no-config-file"], recipe);
}

pub fn curl(recipe: &Recipe) {
    let Some(_) = tools::debian("curl") else { return };
    script(Path::new("/bin/sh"), &[], recipe);
}

#[track_caller]
fn script(shell: &Path, arguments: &[&str], recipe: &Recipe) {
    let server = server();
    let run = |world: &World| {
        std::fs::write(world.home().join("recipe.ps1"), recipe.at(&server.url())).unwrap();
        world.other(shell.to_str().unwrap(), &[arguments, &["recipe.ps1"]].concat()).run()
    };
    assert_answered(&server, &run(&logged_in(&server, &[])).ok());
    let asked = server.requests().len();
    let error = run(&World::new()).fails(4);
    assert_eq!(server.requests().len(), asked, "nothing is sent without a token");
    assert!(error.contains("space-token: not logged in"), "{error}");
}
