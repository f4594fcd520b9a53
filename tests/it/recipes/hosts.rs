//! What runs the commands on a server or in a container, done as its manual says.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::readme::Recipe;
use super::{CLIENT_SECRET, PASSWORD, assert_answered, logged_in, server};
use crate::support::{PROGRAM, Run, World, tools};

/// In place of an engine and its image: `docker run`, as docker-run(1) has it. The command runs in an
/// environment that holds what `-e NAME` names, and nothing else; no argument may hold a value.
const DOCKER: &str = r#"#!/bin/sh
[ "$1 $2" = "run --rm" ] || exit 125
shift 2
set -f
environment=PATH=/usr/bin:/bin
while [ "$1" = -e ]; do
    case $2 in *=*) exit 125 ;; esac
    environment="$environment $2=$(printenv "$2")"
    shift 2
done
[ "$1" = curlimages/curl ] || exit 125
shift
exec env -i $environment "$@"
"#;

pub fn docker(recipe: &Recipe) {
    let server = server();
    let world = logged_in(&server, &[]);
    let docker = world.home().join("docker");
    std::fs::write(&docker, DOCKER).unwrap();
    std::fs::set_permissions(&docker, std::fs::Permissions::from_mode(0o700)).unwrap();
    let path = format!("{}:{}:/usr/bin:/bin", world.home().display(), program_folder());
    let printed = world.other("sh", &["-c", &recipe.at(&server.url())]).env("PATH", path).run().ok();
    assert_answered(&server, &printed);
}

/// crontab(5): lines of the environment, then five fields and a command for `/bin/sh`.
pub fn cron(recipe: &Recipe) {
    let server = server();
    let world = logged_in(&server, &["-p", "nightly"]);
    let table = recipe.at(&server.url());
    let (job, variables) = table.trim_end().rsplit_once('\n').map(|(rest, last)| (last, rest)).unwrap();
    let mut fields = job.splitn(6, ' ');
    for limit in [59, 23, 31, 12, 7] {
        let field = fields.next().unwrap();
        assert!(field == "*" || field.parse::<u8>().is_ok_and(|number| number <= limit), "{field}");
    }
    let command = fields.next().unwrap();
    assert!(!command.contains('%'), "cron takes % for a line's end");
    let run = with_variables(world.other("/bin/sh", &["-c", command]), variables.lines());
    assert_eq!(run.run().ok(), "", "cron mails what is printed");
    assert_answered(&server, &std::fs::read_to_string(world.home().join("me.json")).unwrap());
}

/// systemd.exec(5): the credentials are files in a folder of the service's own, which `%d` stands for.
pub fn systemd(recipe: &Recipe) {
    let server = server();
    let world = World::new();
    let unit = recipe.at(&server.url());
    verify(&world, &unit);
    let credentials = world.home().join("credentials");
    std::fs::create_dir(&credentials).unwrap();
    let joined = unit.replace("\\\n", "").replace("%d", credentials.to_str().unwrap());
    for load in values(&joined, "LoadCredential") {
        let (name, source) = load.split_once(':').unwrap();
        std::fs::write(credentials.join(name), secret_of(source)).unwrap();
    }
    let [command] = values(&joined, "ExecStart")[..] else { panic!("one command: {joined}") };
    let script = command.strip_prefix("/bin/sh -c '").and_then(|rest| rest.strip_suffix('\'')).unwrap();
    let script = script.replace("$$", "\0");
    assert!(!script.contains('$'), "systemd would expand it");
    let script = script.replace('\0', "$");
    let assignments = values(&joined, "Environment");
    let run = world.other("/bin/sh", &["-c", &script]).env("CREDENTIALS_DIRECTORY", credentials);
    let run = with_variables(run, assignments.iter().flat_map(|line| line.split(' ')));
    assert_answered(&server, &run.run().ok());
}

/// systemd itself reads the unit, and has nothing to say.
fn verify(world: &World, unit: &str) {
    let Some(analyze) = tools::debian("systemd-analyze") else { return };
    let file = world.home().join("report.service");
    std::fs::write(&file, unit).unwrap();
    assert_eq!(world.other(analyze.to_str().unwrap(), &["verify", file.to_str().unwrap()]).run().ok(), "");
}

fn values<'a>(unit: &'a str, key: &str) -> Vec<&'a str> {
    unit.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix('=')).collect()
}

fn secret_of(file: &str) -> String {
    match Path::new(file).file_name().and_then(|name| name.to_str()) {
        Some("client-secret") => format!("{CLIENT_SECRET}\n"),
        Some("password") => format!("{PASSWORD}\n"),
        other => panic!("{other:?}"),
    }
}

/// `NAME=value` lines; the built program stands in for the one that is installed.
fn with_variables<'a>(run: Run, lines: impl Iterator<Item = &'a str>) -> Run {
    lines.fold(run, |run, line| match line.split_once('=').unwrap() {
        ("PATH", path) => run.env("PATH", format!("{}:{path}", program_folder())),
        (name, value) => run.env(name, value),
    })
}

fn program_folder() -> String {
    Path::new(PROGRAM).parent().unwrap().display().to_string()
}
