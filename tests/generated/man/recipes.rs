//! space-token-recipes(7): the README's recipes, which the tests run as they stand there.

use std::fs;
use std::path::Path;

use roff::{Inline, Roff, bold, roman};

use super::section;

/// The page, without its title line.
pub(crate) fn page() -> String {
    let mut roff = Roff::new();
    section(&mut roff, "NAME");
    roff.text([roman("space-token-recipes - scripts, CI jobs and services that use space-token")]);
    section(&mut roff, "DESCRIPTION");
    recipes(&mut roff, &readme());
    section(&mut roff, "SEE ALSO");
    roff.text([
        bold("space-token"),
        roman("(1), "),
        bold("space-token-exec"),
        roman("(1), "),
        bold("space-token-print"),
        roman("(1)"),
    ]);
    roff.to_roff()
}

fn recipes(roff: &mut Roff, readme: &str) {
    let (_, rest) = readme.split_once("\n## Recipes\n").expect("the README has recipes");
    let section = rest.split("\n## ").next().unwrap_or_default().trim_start();
    let mut lines = section.lines().filter(|line| !line.starts_with("<!--"));
    let mut starts = false;
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            block(roff, lines.by_ref().take_while(|line| *line != "```"));
        } else if let Some(title) = line.strip_prefix("### ") {
            roff.control("SS", [title]);
            starts = false;
            lines.next();
        } else if line.is_empty() {
            starts = true;
        } else {
            text(roff, line, std::mem::take(&mut starts));
        }
    }
}

fn readme() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = ["README.md", "README.recipes.md"].map(|name| fs::read_to_string(root.join(name)));
    let with_recipes = texts.into_iter().flatten().map(|text| format!("\n{text}"));
    with_recipes.into_iter().find(|text| text.contains("\n## Recipes\n")).expect("the README has recipes")
}

/// A line of a paragraph.
fn text(roff: &mut Roff, line: &str, starts: bool) {
    if starts {
        roff.control("PP", []);
    }
    roff.text(inlines(line));
}

fn block<'a>(roff: &mut Roff, lines: impl Iterator<Item = &'a str>) {
    roff.control("RS", ["2"]).control("nf", []);
    lines.for_each(|line| {
        roff.text([roman(line)]);
    });
    roff.control("fi", []).control("RE", []);
}

/// What is between backticks is bold; of a link, its text is left.
fn inlines(line: &str) -> Vec<Inline> {
    let parts = line.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 1 { bold(part) } else { roman(without_targets(part)) }).collect()
}

fn without_targets(text: &str) -> String {
    let mut parts = text.split("](");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |shown, part| shown + part.split_once(')').map_or("", |(_, rest)| rest)).replace('[', "")
}
