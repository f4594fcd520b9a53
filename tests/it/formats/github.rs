//! `github` as GitHub's runner takes it: workflow commands on standard output, and the file that
//! `GITHUB_ENV` names. The runner is in no package registry; its grammar is short, and read here.

use std::collections::BTreeMap;
use std::fs;

use sandbox::{Canned, Sandbox};
use serde_json::json;

use super::cases;
use crate::support::World;

#[test]
fn the_token_is_masked_and_set() {
    let server = Sandbox::start();
    let mut world = in_a_job(&server);
    let file = world.home().join("env");
    world.set("GITHUB_ENV", &file);
    let escapes = ["50%25", "a%0Ab", "%250D", "::add-mask::x", "A<<END"];
    for token in cases::all().iter().step_by(5).map(|case| case.access_token.as_str()).chain(escapes) {
        let answer = json!({"access_token": token, "refresh_token": "a-refresh-token", "expires_in": 600});
        server.answer_next(Canned::json(200, answer));
        fs::write(&file, "").unwrap();
        let log = world.run(&["print", "--format", "github"]).ok();
        assert_eq!(masks(&log), [token]);
        let variables = variables(&fs::read_to_string(&file).unwrap());
        assert_eq!(variables["SPACE_ACCESS_TOKEN"], token);
        assert_eq!(variables["SPACE_URL"], server.url());
        let names: Vec<&str> = variables.keys().map(String::as_str).collect();
        let all = ["SPACE_ACCESS_TOKEN", "SPACE_ACCESS_TOKEN_EXPIRES_AT", "SPACE_TOKEN_TYPE", "SPACE_URL"];
        assert_eq!(names, all, "and never the refresh token");
    }
}

#[test]
fn what_the_step_has_set_before_is_kept() {
    let server = Sandbox::start();
    let mut world = in_a_job(&server);
    let file = world.home().join("env");
    world.set("GITHUB_ENV", &file);
    for before in ["", "A=1\n", "A=1", "A<<END\n1\nEND\n", "A<<END\n1\nEND"] {
        fs::write(&file, before).unwrap();
        let log = world.run(&["print", "--format", "github"]).ok();
        let variables = variables(&fs::read_to_string(&file).unwrap());
        assert_eq!(variables.get("A").map_or("1", String::as_str), "1", "{before:?}");
        assert_eq!(masks(&log), [variables["SPACE_ACCESS_TOKEN"].as_str()]);
        assert!(server.active_access_token(&variables["SPACE_ACCESS_TOKEN"]));
    }
}

#[test]
fn outside_of_a_job_it_fails() {
    let server = Sandbox::start();
    let mut world = in_a_job(&server);
    world.run(&["print", "--format", "github"]).fails_with(
        8,
        "space-token: cannot set the token for later steps: GITHUB_ENV is not set\n\
         hint: --format github only works in a step of a GitHub Actions job\n",
    );
    let folder = world.home().to_owned();
    let said = world.set("GITHUB_ENV", &folder).run(&["print", "--format", "github"]).fails(1);
    assert!(said.starts_with(&format!("space-token: cannot append to {}: ", folder.display())), "{said}");
}

fn in_a_job(server: &Sandbox) -> World {
    let mut world = World::new();
    world.set_credentials(server);
    world
}

/// What the log is masked for: the data of `::add-mask::`, unescaped.
pub fn masks(log: &str) -> Vec<String> {
    let data = log.lines().filter_map(|line| line.strip_prefix("::add-mask::"));
    data.map(|data| data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")).collect()
}

/// The variables in a file for `GITHUB_ENV`: `NAME=value`, or `NAME<<END`, lines, `END`.
#[track_caller]
pub fn variables(file: &str) -> BTreeMap<String, String> {
    let mut variables = BTreeMap::new();
    let mut lines = file.split_terminator('\n');
    while let Some(line) = lines.next() {
        let name = line.split(['=', '<']).next().unwrap_or_default();
        let value = match line.strip_prefix(name) {
            Some("") if line.is_empty() => continue,
            Some(rest) if rest.starts_with('=') => rest[1..].to_owned(),
            Some(rest) if rest.starts_with("<<") => {
                lines.by_ref().take_while(|line| *line != &rest[2..]).collect::<Vec<_>>().join("\n")
            }
            _ => panic!("the runner would refuse {line:?}"),
        };
        variables.insert(name.to_owned(), value);
    }
    variables
}
