//! What the documents say of the code: tests that are named exist, settings and exit codes are all there.

use std::fs;
use std::path::Path;

use space_token::settings::{SETTINGS, Type};

use crate::support::{World, tools};

/// Promises and answers to complaints are held by tests: `module`, `module::test` or `module::file::test`.
#[test]
fn tests_that_documents_name_exist() {
    for (document, table) in [("SECURITY.md", "| promise | test |"), ("tests/README.md", "| # | complaint | test |")] {
        let document = read(document);
        let (_, promises) = document.split_once(table).unwrap();
        assert_are_held(promises);
    }
}

fn assert_are_held(promises: &str) {
    let rows: Vec<&str> = promises.lines().filter(|line| line.starts_with("| ")).collect();
    assert!(rows.len() > 10, "there are promises");
    for row in rows {
        let (_, tests) = row.trim_end_matches(" |").rsplit_once(" | ").unwrap();
        let names: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{row}");
        names.iter().for_each(|name| assert!(exists(name), "there is no test {name}"));
    }
}

/// Made anew by `tests/pictures/run`.
#[test]
fn the_plot_shows_what_the_table_says() {
    let Some(python) = tools::debian("python3") else { return };
    let script = "import sys; sys.path.insert(0, 'tests/pictures'); import speed; sys.stdout.write(speed.svg())";
    let line = format!("cd '{}' && exec {} -B -c \"{script}\"", env!("CARGO_MANIFEST_DIR"), python.display());
    assert_eq!(World::new().other("sh", &["-c", &line]).run().ok(), read("pictures/speed.svg"));
}

#[test]
fn readmes_table_of_settings_is_the_programs() {
    let readme = read("README.md");
    let table = readme.split_once("\n## Settings\n").unwrap().1.split("\n## ").next().unwrap();
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| `")).collect();
    for setting in &SETTINGS {
        let option = setting.option().map(|option| format!("--{option}"));
        let names = option.into_iter().chain(setting.variable()).chain(setting.profile_key().map(str::to_owned));
        let names: Vec<String> = names.collect();
        let has = |row: &&&str| names.iter().all(|name| words(row).any(|word| word == name));
        let row = rows.iter().find(has).unwrap_or_else(|| panic!("README.md has no row with {names:?}"));
        let default = setting.default.map(|default| default.split([',', ' ']).next().unwrap());
        let is_said = default.is_none_or(|default| row.contains(&format!("`{default}`")));
        assert!(is_said, "{row} lacks the default {default:?}");
        if let Type::Choice(_, values) = setting.is
            && setting.key != "format"
        {
            let values: Vec<String> = values().iter().map(|value| value.get_name().to_owned()).collect();
            assert!(row.contains(&values.join(r"\|")), "{row} lacks some of {values:?}");
        }
    }
    for word in rows.iter().flat_map(|row| words(row)).filter(|word| word.starts_with("--") && *word != "--") {
        let is_setting = SETTINGS.iter().any(|row| row.option().is_some_and(|option| word[2..] == option));
        assert!(is_setting || word == "--yes", "{word} is no option");
    }
    for word in rows.iter().flat_map(|row| words(row)).filter(|word| word.starts_with("SPACE_TOKEN_")) {
        assert!(SETTINGS.iter().any(|row| row.variable().is_some_and(|name| name == word)), "{word} is no variable");
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')
}

/// Files that the map and the guide name between backticks, or link to, exist: from the root, or in src.
#[test]
fn files_that_the_map_names_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = read(document);
        let quoted = text.split('`').skip(1).step_by(2);
        let linked = text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap());
        let is_file = |name: &&str| {
            let is_path =
                name.contains('/') || name.ends_with(".rs") || name.ends_with(".md") || name.ends_with(".toml");
            is_path && !name.contains(' ') && !name.contains(':') && !name.contains('\n')
        };
        let files: Vec<&str> = quoted.chain(linked).filter(is_file).collect();
        assert!(files.len() > 5, "{document} names files");
        for file in files {
            let is_there = [root.join(file), root.join("src").join(file)].iter().any(|path| path.exists());
            assert!(is_there || file == "config.toml", "{document} names {file}, which isn't there");
        }
    }
}

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// A module is a file or a folder of tests/it; a test is a function in it.
fn exists(name: &str) -> bool {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let path = tests.join(name.replace("::", "/"));
    if path.is_dir() || path.with_extension("rs").is_file() {
        return true;
    }
    let Some((module, test)) = name.rsplit_once("::") else { return false };
    let file = tests.join(module.replace("::", "/")).with_extension("rs");
    fs::read_to_string(file).is_ok_and(|text| text.contains(&format!("#[test]\nfn {test}()")))
}
