//! `--help`: the common case first, short with `-h`, whole with `--help`, coloured for a person alone.

use crate::support::World;

#[test]
fn the_first_help_begins_with_examples() {
    let help = World::new().run(&["-h"]).ok();
    let (usage, commands) = (help.find("Usage: space-token").unwrap(), help.find("\nCommands:\n").unwrap());
    let examples = help.find("\nExamples:\n  # log in: the rest is asked\n  space-token login").unwrap();
    assert!(usage < examples && examples < commands, "{help}");
    assert!(help.lines().count() < 45, "{help}");
}

#[test]
fn every_command_shows_examples_before_its_options() {
    let world = World::new();
    for command in commands(&world.run(&["-h"]).ok()) {
        let help = world.run(&[&command, "--help"]).ok();
        if help.contains("\nCommands:\n") {
            continue; // its subcommands have them
        }
        let examples = help.find("\nExamples:\n").unwrap_or_else(|| panic!("{command} has examples:\n{help}"));
        let options = help.find("\nOptions:\n").unwrap();
        assert!(examples < options, "{help}");
    }
}

#[test]
fn short_help_is_short_and_long_help_is_whole() {
    let world = World::new();
    for (command, rare) in [("login", "--token-endpoint"), ("print", "--url"), ("status", "--config")] {
        let (short, long) = (world.run(&[command, "-h"]).ok(), world.run(&[command, "--help"]).ok());
        assert!(!short.contains(rare) && long.contains(rare), "{command}");
        assert!(short.lines().count() < 56, "{short}");
    }
}

#[test]
fn help_is_a_command_too() {
    let world = World::new();
    assert_eq!(world.run(&["help"]).ok(), world.run(&["--help"]).ok());
    for command in ["login", "profile", "git-credential"] {
        assert_eq!(world.run(&["help", command]).ok(), world.run(&[command, "--help"]).ok());
    }
    assert_eq!(world.run(&["help", "profile", "use"]).ok(), world.run(&["profile", "use", "--help"]).ok());
}

/// What a command can do stands before what says for which login.
#[test]
fn a_commands_own_options_come_first() {
    let world = World::new();
    for (command, own) in
        [("login", "--yes"), ("print", "--format"), ("exec", "--min-ttl"), ("status", "--check"), ("logout", "--all")]
    {
        let (short, long) = (world.run(&[command, "-h"]).ok(), world.run(&[command, "--help"]).ok());
        assert!(short.contains(own), "{short}");
        let place = |text: &str| long.find(text).unwrap_or_else(|| panic!("{command} has {text}:\n{long}"));
        assert!(place(&format!(" {own}")) < place("\nServer:\n"), "{long}");
    }
}

#[test]
fn a_mistyped_command_is_told_the_right_one() {
    let world = World::new();
    for (typed, meant) in [
        (&["lgoin"][..], "'login'"),
        (&["prnit"], "'print'"),
        (&["profile", "renmae", "a", "b"], "'rename'"),
        (&["profile", "lst"], "'list'"),
        (&["scopes", "chek"], "'check'"),
    ] {
        let stderr = world.run(typed).fails(2);
        assert!(stderr.contains("unrecognized command") && stderr.contains(meant), "{stderr}");
    }
}

#[test]
fn a_missing_command_shows_the_help_or_is_an_error_in_json() {
    let world = World::new();
    for words in [&[][..], &["profile"], &["scopes"]] {
        assert!(world.run(words).fails(2).contains("\nCommands:\n"));
        let by_option = world.command(&[&["--error-format", "json"], words].concat());
        let by_variable = world.command(words).env("SPACE_TOKEN_ERROR_FORMAT", "json");
        for run in [by_option, by_variable] {
            let error: serde_json::Value = serde_json::from_str(&run.run().fails(2)).unwrap();
            assert_eq!(error["error"]["kind"], "usage");
        }
    }
}

#[test]
fn examples_fit_forty_columns() {
    let world = World::new();
    let mut pages = vec![world.run(&["-h"]).ok()];
    pages.extend(commands(&pages[0]).iter().map(|command| world.run(&[command, "-h"]).ok()));
    for line in pages.iter().flat_map(|page| examples(page)) {
        assert!(line.chars().count() <= 40, "{line}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn colour_is_for_a_terminal_and_can_be_refused() {
    let mut world = World::new();
    assert!(!world.run(&["-h"]).ok().contains('\x1b'));
    assert!(world.run(&["-h", "--color=always"]).ok().contains('\x1b'));
    let on_a_terminal = |world: &World, arguments: &[&str]| world.terminal(arguments).finish().0;
    world.set("TERM", "xterm");
    assert!(on_a_terminal(&world, &["-h"]).contains("\x1b["));
    assert!(!on_a_terminal(&world, &["-h", "--color", "never"]).contains('\x1b'));
    assert!(on_a_terminal(&world, &["prnit"]).contains("\x1b["));
    world.set("NO_COLOR", "1");
    assert!(!on_a_terminal(&world, &["-h"]).contains('\x1b'));
    assert!(!on_a_terminal(&world, &["prnit"]).contains('\x1b'));
}

/// The names under `Commands:`.
fn commands(help: &str) -> Vec<String> {
    let (_, commands) = help.split_once("\nCommands:\n").unwrap();
    let names = commands.lines().map_while(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The lines under `Examples:`.
fn examples(help: &str) -> impl Iterator<Item = &str> {
    let examples = help.split_once("\nExamples:\n").map_or("", |(_, examples)| examples);
    examples.lines().take_while(|line| !line.is_empty())
}
