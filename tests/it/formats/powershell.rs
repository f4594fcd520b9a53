//! `powershell`. No package registry has PowerShell itself: where it is installed, it evaluates the lines.
//! Everywhere they are read by the language specification, and their bounds are compared with those that
//! tree-sitter's grammar of PowerShell finds.

use super::cases;
use crate::support::{World, tools};

const SCRIPT: &str = r#"
foreach ($printed in Get-ChildItem *.txt | Sort-Object Name) {
    Get-Content -Encoding utf8 $printed | Invoke-Expression
    printenv -0 SPACE_ACCESS_TOKEN SPACE_REFRESH_TOKEN
}"#;

/// Prints the string literals of a script, and fails where the script is none.
const LITERALS: &str = r#"
import sys
import tree_sitter_powershell
from tree_sitter import Language, Parser

def literals(node):
    if node.type == "string_literal":
        yield node.text
    for child in node.children:
        yield from literals(child)

tree = Parser(Language(tree_sitter_powershell.language())).parse(sys.stdin.buffer.read())
sys.stdout.buffer.write(b"".join(literal + b"\0" for literal in literals(tree.root_node)))
sys.exit(tree.root_node.has_error)"#;

#[test]
fn by_powershell() {
    let Some(pwsh) = tools::unpackaged("pwsh") else { return };
    let cases: Vec<_> = cases::all().iter().collect();
    let world = World::new();
    cases::write_to(world.home(), &cases, "powershell", "txt");
    std::fs::write(world.home().join("script.ps1"), SCRIPT).unwrap();
    let printed = world.other(pwsh.to_str().unwrap(), &["-NoProfile", "-File", "script.ps1"]).run().ok();
    assert_eq!(cases::tokens(&cases), printed.split_terminator('\0').collect::<Vec<_>>());
}

#[test]
fn by_the_language_specification() {
    for case in cases::all() {
        let values: Vec<(String, String)> = case.printed("powershell").lines().map(assignment).collect();
        let expected = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(values[0], expected("SPACE_ACCESS_TOKEN", &case.access_token));
        assert_eq!(values[1], expected("SPACE_REFRESH_TOKEN", &case.refresh_token));
    }
}

#[test]
fn by_the_grammar_of_tree_sitter() {
    let statements: String = cases::all().iter().map(|case| case.printed("powershell")).collect();
    let Some(found) = literals(&statements) else { return };
    let written: Vec<&str> = statements.lines().map(|line| line.split_once(" = ").unwrap().1).collect();
    assert_eq!(found, written);
}

/// The string literals of a script that has the form of PowerShell.
#[track_caller]
pub fn literals(script: &str) -> Option<Vec<String>> {
    let python = tools::pypi("python")?;
    let printed = World::new().other(python.to_str().unwrap(), &["-c", LITERALS]).stdin(script).run().ok();
    Some(printed.split_terminator('\0').map(str::to_owned).collect())
}

/// `$env:name = verbatim-string-literal`, and nothing after it on the line.
#[track_caller]
fn assignment(line: &str) -> (String, String) {
    let (name, literal) = line.strip_prefix("$env:").unwrap().split_once(" = ").unwrap();
    assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{line}");
    let mut rest = literal.chars().peekable();
    assert!(rest.next().is_some_and(is_single_quote), "{line}");
    let mut value = String::new();
    // verbatim-string-part: a character that is no single quote, or two that are, of which the second counts
    while let Some(c) = rest.next() {
        match is_single_quote(c) {
            false => value.push(c),
            true if rest.peek().copied().is_some_and(is_single_quote) => value.extend(rest.next()),
            true => break,
        }
    }
    assert_eq!(rest.next(), None, "the literal ends with the line: {line}");
    (name.to_owned(), value)
}

/// `single-quote-character` (§2.3.5.2): the apostrophe, and the typographic quotes U+2018 to U+201B.
fn is_single_quote(c: char) -> bool {
    ['\'', '\u{2018}', '\u{2019}', '\u{201A}', '\u{201B}'].contains(&c)
}
