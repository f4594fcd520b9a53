//! `dotenv` as its most used readers take it: python-dotenv, dotenv of npm, and a shell that sources it.

use std::path::Path;

use super::cases::{self, Case};
use super::shells::assert_refused;
use crate::support::{World, tools};

const PYTHON: &str = r#"
import glob, sys
from dotenv import dotenv_values
for name in sorted(glob.glob("*.env")):
    values = dotenv_values(name)
    sys.stdout.buffer.write(f"{values['SPACE_ACCESS_TOKEN']}\0{values['SPACE_REFRESH_TOKEN']}\0".encode())"#;

const NODE: &str = r#"
const fs = require("fs"), dotenv = require("dotenv");
for (const name of fs.readdirSync(".").filter((name) => name.endsWith(".env")).sort()) {
    const values = dotenv.parse(fs.readFileSync(name));
    process.stdout.write(`${values.SPACE_ACCESS_TOKEN}\0${values.SPACE_REFRESH_TOKEN}\0`);
}"#;

const SH: &str = r#"
set -a
for printed in *.env; do
    . "./$printed"
    printenv -0 SPACE_ACCESS_TOKEN SPACE_REFRESH_TOKEN
done"#;

#[test]
fn python_dotenv() {
    let Some(python) = tools::pypi("python") else { return };
    read(&python, "script.py", PYTHON, &[]);
}

#[test]
fn dotenv_of_npm() {
    let (Some(node), Some(package)) = (tools::debian("node"), tools::npm("dotenv")) else { return };
    read(&node, "script.cjs", NODE, &[("NODE_PATH", package.parent().unwrap())]);
}

#[test]
fn a_shell_that_sources_it() {
    let Some(sh) = tools::debian("dash") else { return };
    read(&sh, "script.sh", SH, &[]);
}

#[test]
fn what_readers_differ_about_is_refused() {
    let (_, refused) = divided();
    for case in refused {
        assert_refused(case, "dotenv");
    }
}

#[track_caller]
fn read(reader: &Path, name: &str, script: &str, variables: &[(&str, &Path)]) {
    let (cases, _) = divided();
    assert!(cases.len() > 50, "a hundred tokens: {}", cases.len());
    let world = World::new();
    cases::write_to(world.home(), &cases, "dotenv", "env");
    std::fs::write(world.home().join(name), script).unwrap();
    let run = world.other(reader.to_str().unwrap(), &[name]);
    let printed = variables.iter().fold(run, |run, (name, value)| run.env(name, *value)).run().ok();
    assert_eq!(cases::tokens(&cases), printed.split_terminator('\0').collect::<Vec<_>>());
}

/// Those whose readers agree, and the others.
fn divided() -> (Vec<&'static Case>, Vec<&'static Case>) {
    let agreed = |token: &&str| !token.contains(['"', '\\', '$', '`']);
    cases::all().iter().partition(|case| case.tokens().iter().all(agreed))
}
