//! `json` against its schema, by a validator from PyPI.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sandbox::{Canned, Sandbox};
use serde_json::{Value, json};

use super::cases;
use crate::support::{Outcome, World, tools};

fn schema_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/token.json")
}

fn schema() -> Value {
    serde_json::from_slice(&fs::read(schema_file()).unwrap()).unwrap()
}

fn keys(object: &Value) -> BTreeSet<String> {
    object.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn tokens_and_user_names_come_back() {
    for case in cases::all() {
        let object: Value = serde_json::from_str(case.printed("json")).unwrap();
        assert_eq!(object["access_token"], case.access_token.as_str());
        assert_eq!(object["refresh_token"], case.refresh_token.as_str());
        assert_eq!(object["username"], case.username.as_str());
    }
}

#[test]
fn the_schema_knows_every_key_and_describes_it() {
    let object: Value = serde_json::from_str(cases::all()[0].printed("json")).unwrap();
    let schema = schema();
    assert_eq!(keys(&schema["properties"]), keys(&object));
    let required: BTreeSet<String> = serde_json::from_value(schema["required"].clone()).unwrap();
    assert_eq!(required, keys(&object));
    for (key, property) in schema["properties"].as_object().unwrap() {
        assert!(property["description"].as_str().is_some_and(|text| text.ends_with('.')), "{key}");
    }
}

#[test]
fn what_is_printed_is_valid() {
    let Some(validator) = tools::pypi("check-jsonschema") else { return };
    let world = World::new();
    world.other(validator.to_str().unwrap(), &["--check-metaschema", schema_file().to_str().unwrap()]).run().passes();
    cases::write_to(world.home(), &cases::all().iter().collect::<Vec<_>>(), "json", "json");
    fs::write(world.home().join("poor.json"), a_token_of_which_little_is_known()).unwrap();
    validate(&world, &validator).passes();
}

/// A validator that lets everything pass would prove nothing.
#[test]
fn what_is_not_printed_is_not_valid() {
    let Some(validator) = tools::pypi("check-jsonschema") else { return };
    let good: Value = serde_json::from_str(cases::all()[0].printed("json")).unwrap();
    let world = World::new();
    let faults = [
        ("access_token", json!("")),
        ("access_token", json!("a\nb")),
        ("token_type", json!("mac")),
        ("expires_in", json!("600")),
        ("expires_in", json!(-1)),
        ("expires_at", json!("2026-01-31T18:03:12+01:00")),
        ("refresh_token", json!("")),
        ("url", json!("https://space.example.com/")),
        ("profile", Value::Null),
    ];
    for (number, (key, value)) in faults.iter().enumerate() {
        let mut bad = good.clone();
        bad[key] = value.clone();
        fs::write(world.home().join(format!("{number}.json")), bad.to_string()).unwrap();
    }
    let outcome = validate(&world, &validator);
    let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let found: BTreeSet<(&str, &str)> = report["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["filename"].as_str().unwrap(), error["path"].as_str().unwrap()))
        .collect();
    for (number, (key, value)) in faults.iter().enumerate() {
        assert!(found.contains(&(&format!("{number}.json"), &format!("$.{key}"))), "{key}: {value}: {report}");
    }
}

fn validate(world: &World, validator: &Path) -> Outcome {
    let schema = schema_file();
    let line = format!("exec {} -o json --schemafile {} *.json", validator.display(), schema.display());
    world.other("sh", &["-c", &line]).run()
}

/// No lifetime, no refresh token, no user, no scope.
fn a_token_of_which_little_is_known() -> String {
    let server = Sandbox::start();
    server.answer_next(Canned::json(200, json!({"access_token": "a"})));
    let mut world = World::new();
    world.set_credentials(&server).set("SPACE_TOKEN_GRANT", "client-credentials").set("SPACE_TOKEN_SERVER", "oauth2");
    world.set("SPACE_TOKEN_TOKEN_ENDPOINT", "/oauth/token");
    let printed = world.run(&["print", "--format", "json"]).ok();
    let object: Value = serde_json::from_str(&printed).unwrap();
    for key in ["expires_in", "expires_at", "refresh_token", "scope", "username"] {
        assert_eq!(object[key], Value::Null, "{printed}");
    }
    printed
}
