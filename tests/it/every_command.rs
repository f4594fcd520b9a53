//! Every command once, as a user who has no trouble runs it: the core of `tests/run quick`.

use sandbox::Sandbox;

use crate::support::World;

/// The commands in the order of a day's work: arguments, standard input, and a word of what is said.
const TOUR: [(&[&str], &str, &str); 14] = [
    (&["login"], "", "Logged in to "),
    (&["print"], "", "."),
    (&["print", "--format", "json"], "", "\"username\":\"bob\""),
    (&["refresh"], "", "."),
    (&["exec", "--", "printenv", "SPACE_TOKEN_TYPE"], "", "Bearer\n"),
    (&["status"], "", "bob"),
    (&["inspect"], "", "Bob Builder"),
    (&["scopes", "check", "Project:*"], "", "Project"),
    (&["profile", "list"], "", "default"),
    (&["doctor"], "", "an entry was written, read and deleted"),
    (&["completions", "bash"], "", "complete -F "),
    (&["git-credential", "get"], "protocol=http\nhost=HOST\n\n", "password="),
    (&["help", "print"], "", "Usage: space-token print"),
    (&["logout"], "", "Logged out"),
];

#[cfg(unix)]
#[test]
fn does_what_it_is_for() {
    let server = Sandbox::start();
    let mut world = World::with_keyring();
    world.set_credentials(&server);
    let there = commands(&world);
    for (arguments, stdin, word) in TOUR.iter().filter(|(arguments, ..)| there.iter().any(|name| name == arguments[0]))
    {
        let host = server.url().replace("http://", "");
        let outcome = world.command(arguments).stdin(stdin.replace("HOST", &host)).run();
        let said = format!("{}{}", outcome.stdout, outcome.stderr);
        assert!(outcome.code == 0 && said.contains(word), "{outcome:#?}");
    }
}

#[test]
fn is_on_the_tour() {
    for name in commands(&World::new()) {
        assert!(TOUR.iter().any(|(arguments, ..)| arguments[0] == name), "{name} belongs into TOUR");
    }
}

/// The names in the help.
fn commands(world: &World) -> Vec<String> {
    let help = world.run(&["-h"]).ok();
    let (_, list) = help.split_once("\nCommands:\n").unwrap();
    let lines = list.lines().take_while(|line| line.starts_with("  "));
    lines.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}
