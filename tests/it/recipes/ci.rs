//! CI systems: the job is read as the system reads it, and its commands are run in the environment that it
//! declares, with what the system keeps secret put in. GitHub's and GitLab's files are checked against the
//! schemas that are published for them.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::readme::Recipe;
use super::{CLIENT_SECRET, PASSWORD, assert_answered, server};
use crate::formats::{masks, variables};
use crate::support::{Run, World, tools};

type Variables = BTreeMap<String, String>;

/// What the system's vault has, under the names of the recipes.
fn secret(name: &str) -> &'static str {
    match name {
        "SPACE_CLIENT_SECRET" | "space-client-secret" => CLIENT_SECRET,
        "SPACE_PASSWORD" | "space-password" => PASSWORD,
        other => panic!("the vault has no {other}"),
    }
}

/// Each step in `bash -e`, with the variables that the steps before it have set.
pub fn github(recipe: &Recipe) {
    let (server, world) = (server(), World::new());
    let Some(job) = yaml(&world, &recipe.at(&server.url())) else { return };
    let mut workflow = json!({"on": "push", "jobs": {"report": {"runs-on": "ubuntu-latest"}}});
    workflow["jobs"]["report"]["steps"] = job["steps"].clone();
    check(&world, "vendor.github-workflows", &workflow);

    let file = world.home().join("github_env");
    let (mut set, mut log) = (Variables::new(), String::new());
    for step in job["steps"].as_array().unwrap() {
        std::fs::write(&file, "").unwrap();
        let run = world.other("bash", &["-e", "-c", step["run"].as_str().unwrap()]).env("GITHUB_ENV", &file);
        let run = with_variables(with_variables(run, &set), &environment(&step["env"]));
        log += &run.run().ok();
        set.extend(variables(&std::fs::read_to_string(&file).unwrap()));
    }
    assert_eq!(masks(&log), [set["SPACE_ACCESS_TOKEN"].as_str()]);
    assert_answered(&server, &log);
}

/// The script in bash, stopped by its first failure; the project's own variables are there as well.
pub fn gitlab(recipe: &Recipe) {
    let (server, world) = (server(), World::new());
    let Some(file) = yaml(&world, &recipe.at(&server.url())) else { return };
    check(&world, "vendor.gitlab-ci", &file);
    let job = &file["report"];
    let lines: Vec<&str> = job["script"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
    let run = world.other("bash", &["-eo", "pipefail", "-c", &lines.join("\n")]);
    let run = with_variables(run, &environment(&job["variables"]));
    let run = run.env("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET).env("SPACE_TOKEN_PASSWORD", PASSWORD);
    assert_answered(&server, &run.run().ok());
}

/// Parameters `env.NAME` are the environment, and `%env.NAME%` stands for their values.
pub fn teamcity(recipe: &Recipe) {
    let (server, world) = (server(), World::new());
    let text = recipe.at(&server.url());
    let parameters: Variables = text.lines().filter_map(|line| parameter(line.trim())).collect();
    let (_, script) = text.split_once("scriptContent = \"\"\"").unwrap();
    let (script, _) = script.split_once("\"\"\".trimIndent()").unwrap();
    let script = script.replace("${'$'}", "\0");
    assert!(!script.contains('$'), "Kotlin would take it for its own");
    let script = script.replace('\0', "$");
    let resolve = |script: String, (name, value): (&String, &String)| script.replace(&format!("%env.{name}%"), value);
    let script = parameters.iter().fold(script, resolve);
    assert_answered(&server, &with_variables(world.other("sh", &["-c", &script]), &parameters).run().ok());
}

/// `param("env.NAME", "value")`, or `password` with the name of a secret.
fn parameter(line: &str) -> Option<(String, String)> {
    let quoted: Vec<&str> = line.split('"').collect();
    match quoted[..] {
        ["param(", name, ", ", value, ")"] => Some((name.strip_prefix("env.")?.to_owned(), value.to_owned())),
        ["password(", name, ", ", value, ")"] => {
            let id = value.strip_prefix("credentialsJSON:").unwrap();
            Some((name.strip_prefix("env.")?.to_owned(), secret(id).to_owned()))
        }
        _ => None,
    }
}

/// `sh -xe`, as the step of that name runs it; the trace goes to the log, and has no secret in it.
pub fn jenkins(recipe: &Recipe) {
    let (server, world) = (server(), World::new());
    let text = recipe.at(&server.url());
    let declared: Variables = text.lines().filter_map(|line| declaration(line.trim())).collect();
    let (_, script) = text.split_once("sh '''").unwrap();
    let (script, _) = script.split_once("'''").unwrap();
    let outcome = with_variables(world.other("sh", &["-xec", script]), &declared).run();
    assert_eq!(outcome.code, 0, "{outcome:#?}");
    assert!(!outcome.stderr.contains(CLIENT_SECRET) && !outcome.stderr.contains(PASSWORD), "{outcome:#?}");
    assert!(!outcome.stderr.contains("eyJ"), "{outcome:#?}");
    assert_answered(&server, &outcome.stdout);
}

/// `NAME = 'value'`, or `NAME = credentials('id')`.
fn declaration(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(" = ")?;
    let quoted: Vec<&str> = value.split('\'').collect();
    match quoted[..] {
        ["", value, ""] => Some((name.to_owned(), value.to_owned())),
        ["credentials(", id, ")"] => Some((name.to_owned(), secret(id).to_owned())),
        _ => None,
    }
}

/// A mapping of names to texts, with GitHub's `${{ secrets.NAME }}` resolved.
fn environment(mapping: &Value) -> Variables {
    let pairs = mapping.as_object().into_iter().flatten();
    pairs.map(|(name, value)| (name.clone(), resolved(value.as_str().unwrap()))).collect()
}

fn resolved(value: &str) -> String {
    match value.strip_prefix("${{ secrets.").and_then(|rest| rest.strip_suffix(" }}")) {
        Some(name) => secret(name).to_owned(),
        None => value.to_owned(),
    }
}

fn with_variables(run: Run, variables: &Variables) -> Run {
    variables.iter().fold(run, |run, (name, value)| run.env(name, value))
}

/// The text as YAML 1.2.
fn yaml(world: &World, text: &str) -> Option<Value> {
    let python = tools::pypi("python")?;
    let script = "import json, sys\nfrom ruamel.yaml import YAML\n\
                  json.dump(YAML(typ='safe', pure=True).load(sys.stdin), sys.stdout)";
    let printed = world.other(python.to_str().unwrap(), &["-c", script]).stdin(text).run().ok();
    Some(serde_json::from_str(&printed).unwrap())
}

/// JSON is YAML, as far as these schemas go.
#[track_caller]
fn check(world: &World, schema: &str, file: &Value) {
    let Some(validator) = tools::pypi("check-jsonschema") else { return };
    let path = world.home().join("ci.yml");
    std::fs::write(&path, file.to_string()).unwrap();
    let arguments = ["--builtin-schema", schema, Path::new(&path).to_str().unwrap()];
    world.other(validator.to_str().unwrap(), &arguments).run().passes();
}
