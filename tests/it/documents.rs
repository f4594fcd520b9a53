//! What the documents say of the code: tests that are named exist, settings and exit codes are all there.

use std::fs;
use std::path::Path;

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
fn readme_has_every_setting_with_its_variable() {
    let readme = read("README.md");
    let world = World::new();
    for line in ["login", "print"].map(|command| world.run(&[command, "--help"]).ok()).iter().flat_map(|h| h.lines()) {
        for word in line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-') {
            let is_setting = word.starts_with("SPACE_TOKEN_") || word.starts_with("--") && word.len() > 2;
            let known = ["--help", "--version"].contains(&word) || readme.contains(word);
            assert!(!is_setting || known, "README.md lacks {word}");
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
