//! Scripts for shells, and curl. Each is run twice: logged in, and by somebody who is not.

use std::path::Path;

use super::readme::Recipe;
use super::{assert_answered, logged_in, server};
use crate::formats::literals;
use crate::support::{World, tools};

pub fn bash(recipe: &Recipe) {
    let Some(bash) = tools::debian("bash") else { return };
    script(&bash, &[], recipe, 4);
}

/// As [`curl`]: the function is a pipeline.
pub fn zsh(recipe: &Recipe) {
    let Some(zsh) = tools::debian("zsh") else { return };
    script(&zsh, &["--no-rcs"], recipe, 22);
}

pub fn fish(recipe: &Recipe) {
    let Some(fish) = tools::debian("fish") else { return };
    script(&fish, &["--no-config"], recipe, 4);
}

/// Everywhere its form is checked, and where PowerShell is installed it runs.
pub fn powershell(recipe: &Recipe) {
    if let Some(literals) = literals(&recipe.at("https://space.example.com")) {
        assert_eq!(literals.len(), 2, "{literals:?}");
    }
    let Some(pwsh) = tools::unpackaged("pwsh") else { return };
    script(&pwsh, &["-NoProfile", "-File"], recipe, 4);
}

pub fn nushell(recipe: &Recipe) {
    let Some(nu) = tools::npm("@nushell/linux-x64/bin/nu") else { return };
    script(&nu, &["--no-config-file"], recipe, 4);
}

/// A pipeline ends as its last command does: with curl's code for a refused request.
pub fn curl(recipe: &Recipe) {
    let Some(_) = tools::debian("curl") else { return };
    script(Path::new("/bin/sh"), &[], recipe, 22);
}

#[track_caller]
fn script(shell: &Path, arguments: &[&str], recipe: &Recipe, code_without_login: i32) {
    let server = server();
    let run = |world: &World| {
        std::fs::write(world.home().join("recipe.ps1"), recipe.at(&server.url())).unwrap();
        world.other(shell.to_str().unwrap(), &[arguments, &["recipe.ps1"]].concat()).run()
    };
    assert_answered(&server, &run(&logged_in(&server, &[])).ok());
    let error = run(&World::new()).fails(code_without_login);
    assert!(error.contains("space-token: nobody is logged in"), "{error}");
}
