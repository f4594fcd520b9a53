//! The README's recipes, each run as it is written there, by the program it is for, against the sandbox.
//!
//! The one thing that is replaced is the example's URL. Of the systems that cannot be had here, what they
//! would do is done: `ci` reads the job as its system would, and runs its commands in its environment;
//! `hosts` does so for Docker, cron and systemd. PowerShell runs where it is installed, and its form is checked
//! everywhere.

mod ci; // GitHub, GitLab, TeamCity, Jenkins
mod git; // git, and a server that wants a token
mod hosts; // Docker, cron, systemd
mod pass; // pass, with a key of its own
mod readme; // the blocks
mod scripts; // shells and curl

use sandbox::{Client, Config, Sandbox, User};

use crate::support::World;

/// The client of the recipes.
const CLIENT_ID: &str = "report-app";
const CLIENT_SECRET: &str = "p%s '$2' \"s\"";
/// The user of the recipes.
const USERNAME: &str = "bob";
const PASSWORD: &str = "corréct `horse` $1";

/// Makes a test of every recipe; the README has no other ones, and all of these.
macro_rules! recipes {
    ($($name:ident => $run:path;)*) => {
        const TESTED: &[&str] = &[$(stringify!($name)),*];

        $(#[test]
        fn $name() {
            $run(&readme::Recipe::named(stringify!($name)));
        })*
    };
}

recipes! {
    bash => scripts::bash;
    zsh => scripts::zsh;
    fish => scripts::fish;
    powershell => scripts::powershell;
    nushell => scripts::nushell;
    curl => scripts::curl;
    git => git::run;
    docker => hosts::docker;
    github => ci::github;
    gitlab => ci::gitlab;
    teamcity => ci::teamcity;
    jenkins => ci::jenkins;
    cron => hosts::cron;
    systemd => hosts::systemd;
    pass => pass::run;
}

#[test]
fn every_recipe_is_tested() {
    assert_eq!(readme::names(), TESTED);
}

/// A server that knows the recipes' client and user.
fn server() -> Sandbox {
    Sandbox::with(Config {
        clients: vec![Client::new(CLIENT_ID, Some(CLIENT_SECRET))],
        users: vec![User::new(USERNAME, PASSWORD, "Bob Builder")],
        ..Config::default()
    })
}

/// A world where the recipes' user is logged in.
fn logged_in(server: &Sandbox, arguments: &[&str]) -> World {
    let world = World::new();
    log_in(&world, &server.url(), arguments);
    world
}

/// Logs the recipes' user in to the server at `url`.
fn log_in(world: &World, url: &str, arguments: &[&str]) {
    let login = ["login", "--store", "file", "--url", url, "--client-id", CLIENT_ID, "--username", USERNAME];
    let login = world.command(&[&login, arguments].concat());
    login.env("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET).env("SPACE_TOKEN_PASSWORD", PASSWORD).run().silent();
}

/// What the API says of the recipes' user, and that it was asked once, with a good token.
#[track_caller]
fn assert_answered(server: &Sandbox, printed: &str) {
    assert!(printed.contains("\"bob\"") && printed.contains("Builder"), "{printed}");
    let requests = server.requests();
    let asked: Vec<_> = requests.iter().filter(|request| request.path.starts_with("/api/")).collect();
    assert_eq!(asked.len(), 1);
    let token = asked[0].header("authorization").and_then(|header| header.strip_prefix("Bearer "));
    assert!(server.active_access_token(token.unwrap()));
}
