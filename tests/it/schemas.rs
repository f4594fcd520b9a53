//! Every JSON that the program writes, against its schema in schemas/, by a validator that others wrote.

use std::fs;
use std::path::{Path, PathBuf};

use sandbox::{Canned, Sandbox};
use serde_json::Value;

use crate::support::{Outcome, PASSWORD, World, tools};

fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas")
}

/// Whether each of `outputs` is valid by the schema `name`; each is one line.
#[track_caller]
fn validate(name: &str, outputs: &[String]) {
    let Some(validator) = tools::pypi("check-jsonschema") else { return };
    let world = World::new();
    let mut arguments = vec!["--schemafile".to_owned(), schemas().join(name).display().to_string()];
    for (number, output) in outputs.iter().enumerate() {
        assert_eq!(output.find('\n'), Some(output.len() - 1), "{output}");
        let file = world.home().join(format!("{number}.json"));
        fs::write(&file, output).unwrap();
        arguments.push(file.display().to_string());
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    world.other(validator.to_str().unwrap(), &arguments).run().passes();
}

#[test]
fn the_schemas_are_schemas_and_describe_every_key() {
    let files: Vec<_> = fs::read_dir(schemas()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 8);
    for file in &files {
        let schema: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_are_described(&schema);
    }
    let Some(validator) = tools::pypi("check-jsonschema") else { return };
    let mut arguments = vec!["--check-metaschema"];
    arguments.extend(files.iter().map(|file| file.to_str().unwrap()));
    World::new().other(validator.to_str().unwrap(), &arguments).run().passes();
}

fn assert_are_described(schema: &Value) {
    for (key, property) in schema["properties"].as_object().into_iter().flatten() {
        let description = property["description"].as_str();
        assert!(description.is_some_and(|text| text.ends_with('.')), "{key}");
        assert_are_described(property);
        assert_are_described(&property["items"]);
    }
    if schema["items"].is_object() {
        assert_are_described(&schema["items"]);
    }
}

#[test]
fn status() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let of_user = world.run(&["status", "--json"]).ok();
    let checked = world.run(&["status", "--json", "--check"]).ok();
    server.answer_at("/api/http/team-directory/profiles/me", Canned::empty(403));
    let undisclosed = world.run(&["status", "--json", "--check"]).ok();
    world.log_in(&server, &["-p", "robot", "--store", "file", "--grant", "client-credentials"]);
    let of_client = world.run(&["-p", "robot", "status", "--json"]).ok();
    validate("status.json", &[of_user, checked, undisclosed, of_client]);
}

#[test]
fn profiles() {
    let server = Sandbox::start();
    let world = World::new();
    let none = world.run(&["profile", "list", "--json"]).ok();
    world.log_in(&server, &["--store", "file"]).silent();
    world.log_in(&server, &["-p", "work", "--store", "file", "--grant", "client-credentials"]);
    world.run(&["-p", "work", "logout"]);
    let config = fs::read_to_string(world.config()).unwrap();
    fs::write(world.config(), config + "\n[profiles.empty]\n").unwrap();
    let some = world.run(&["profile", "list", "--json"]).ok();
    validate("profiles.json", &[none, some]);
}

#[test]
fn inspect() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let stored = world.run(&["inspect", "--json"]).ok();
    let piped = |token: &str| world.command(&["inspect", "-", "--json"]).stdin(token).run().ok();
    let encrypted = piped("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d");
    validate("inspect.json", &[stored, piped("opaque"), encrypted]);
}

#[test]
fn scopes() {
    let world = World::new();
    let list = |word: &str| world.run(&["scopes", "list", "--json", word]);
    validate("scopes-list.json", &[list("").ok(), list("no such word").stdout]);
    let check = |scope: &str| world.run(&["scopes", "check", "--json", scope]).ok();
    let scopes =
        ["**", "Team:EditTeam,EditTeem Project:*", "global:Profile.View project:key:MY-APP:PackageRepository.Write"];
    validate("scopes-check.json", &scopes.map(check));
}

#[test]
fn doctor() {
    let server = Sandbox::start();
    let world = World::new();
    let ill = world.run(&["doctor", "--json"]).stdout;
    world.log_in(&server, &["--store", "file"]).silent();
    validate("doctor.json", &[ill, world.run(&["doctor", "--json"]).stdout]);
}

/// One failure for each exit code.
#[test]
fn errors() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set("SPACE_TOKEN_ERROR_FORMAT", "json");
    let run = |world: &World, arguments: &[&str]| world.run(arguments);
    server.answer_at("/oauth/token", Canned::empty(502));
    let troubled = world.log_in(&server, &["--store", "file"]);
    let server = Sandbox::start();
    let mut outcomes = vec![
        run(&world, &["prnit"]),
        run(&world, &["print"]),
        run(&world, &["login"]),
        world.command(&["login"]).env("SPACE_TOKEN_STORE", "sieve").run(),
        world.login(&server, &["--store", "keyring"]).run(),
        world.login(&server, &["--store", "file"]).env("SPACE_TOKEN_PASSWORD", "wrong").run(),
        troubled,
    ];
    world.log_in(&server, &["--store", "file"]);
    outcomes.push(run(&world, &["exec", "/"]));
    outcomes.push(run(&world, &["exec", "no-such-program"]));
    let codes: Vec<i32> = outcomes.iter().map(|outcome| outcome.code).collect();
    assert_eq!(codes, [2, 4, 7, 8, 6, 3, 5, 126, 127]);
    let written: Vec<String> = outcomes.into_iter().map(last_line).collect();
    assert!(!written.concat().contains(PASSWORD));
    validate("error.json", &written);
}

/// Without the warnings before it.
fn last_line(outcome: Outcome) -> String {
    format!("{}\n", outcome.stderr.lines().last().unwrap())
}
