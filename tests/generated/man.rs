//! A manual page per command, from the definition, with what `sections` adds to it.
//!
//! `clap_mangen` lists all thirty options in the synopsis, fills the lines of examples, and knows neither this
//! program's variables nor a page per subcommand with links between them: only its layer below, `roff`, is used.

mod options;
mod recipes;
mod sections;

use clap::Command;
use roff::{Inline, Roff, bold, italic, roman};

use super::Files;
use space_token::cli::Cli;

/// Every page, by its file name.
pub(crate) fn files() -> Files {
    let mut root = Cli::definition();
    root.build();
    let mut files = Files::new();
    add(&root, &root, &mut files);
    let title = heading(&root, "SPACE-TOKEN-RECIPES", "7");
    files.insert("space-token-recipes.7".to_owned(), title + &recipes::page());
    files
}

fn add(root: &Command, command: &Command, files: &mut Files) {
    files.insert(format!("{}.1", page(command)), render(root, command));
    pages(command).for_each(|subcommand| add(root, subcommand, files));
}

/// The commands that have a page: `help` is a way to read them.
fn pages(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help")
}

/// A page's name: `space-token-profile-list`.
fn page(command: &Command) -> String {
    spelling(command).replace(' ', "-")
}

/// As it is typed: `space-token profile list`.
fn spelling(command: &Command) -> &str {
    command.get_bin_name().unwrap_or(command.get_name())
}

fn render(root: &Command, command: &Command) -> String {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let mut roff = Roff::new();
    section(&mut roff, "NAME");
    roff.text([roman(format!("{} - {about}", page(command)))]);
    section(&mut roff, "SYNOPSIS");
    roff.text(synopsis(command));
    section(&mut roff, "DESCRIPTION");
    let (explanation, examples) = explanation_and_examples(command);
    let about = command.get_long_about().map_or_else(|| about + ".", ToString::to_string);
    paragraphs(&mut roff, format!("{about}\n\n{explanation}").trim_end());
    commands(&mut roff, command);
    options::write(&mut roff, command);
    if !examples.is_empty() {
        section(&mut roff, "EXAMPLES");
        paragraphs(&mut roff, &examples);
    }
    sections::write(&mut roff, command);
    section(&mut roff, "SEE ALSO");
    roff.text(see_also(root, command));
    title(root, command) + &roff.to_roff()
}

fn title(root: &Command, command: &Command) -> String {
    heading(root, &page(command).to_uppercase(), "1")
}

/// roff's crate leaves empty arguments out, and the next one would take their place. A name that is to be typed is not
/// broken at the end of a line.
fn heading(root: &Command, name: &str, section: &str) -> String {
    let version = root.get_version().unwrap_or_default();
    let manual = if section == "1" { "User Commands" } else { "Miscellaneous" };
    format!(".TH \"{name}\" \"{section}\" \"{}\" \"space-token {version}\" \"{manual}\"\n.nh\n", released(version))
}

/// The day of the release, as the change log has it.
fn released(version: &str) -> &'static str {
    let heading = format!("## [{version}] - ");
    include_str!("../../CHANGELOG.md").lines().find_map(|line| line.strip_prefix(&heading)).unwrap_or_default()
}

fn synopsis(command: &Command) -> [Inline; 2] {
    let usage = command.clone().render_usage().to_string();
    let rest = usage.trim_start_matches("Usage: ").trim_start_matches(spelling(command)).to_owned();
    [bold(spelling(command)), roman(rest)]
}

fn commands(roff: &mut Roff, command: &Command) {
    if command.has_subcommands() {
        section(roff, "COMMANDS");
    }
    for subcommand in pages(command) {
        let about = subcommand.get_about().map(ToString::to_string).unwrap_or_default();
        definition(roff, [bold(page(subcommand)), roman("(1)")], [roman(about)]);
    }
}

/// The two parts of `after_help`: what explains the command, and examples as they are typed.
fn explanation_and_examples(command: &Command) -> (String, String) {
    let help = command.get_after_long_help().or(command.get_after_help()).map(ToString::to_string).unwrap_or_default();
    let (explanation, examples) = help.split_once("Examples:\n").unwrap_or((&help, ""));
    (explanation.to_owned(), examples.to_owned())
}

/// Text in paragraphs; what is indented keeps its lines.
fn paragraphs(roff: &mut Roff, text: &str) {
    for (at, paragraph) in text.split("\n\n").enumerate() {
        if at > 0 {
            roff.control("PP", []);
        }
        if paragraph.starts_with("  ") {
            roff.control("nf", []);
            paragraph.lines().for_each(|line| {
                roff.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
            });
            roff.control("fi", []);
        } else {
            roff.text([roman(paragraph)]);
        }
    }
}

fn see_also(root: &Command, command: &Command) -> Vec<Inline> {
    let names = std::iter::once(root).chain(pages(root)).chain(pages(command)).map(page);
    let mut names: Vec<String> = names.filter(|name| *name != page(command)).collect();
    names.sort();
    names.dedup();
    let commands = names.into_iter().flat_map(|name| [bold(name), roman("(1), ")]);
    commands.chain([bold("space-token-recipes"), roman("(7)")]).collect()
}

fn section(roff: &mut Roff, title: &str) {
    roff.control("SH", [title]);
}

fn definition(roff: &mut Roff, term: impl Into<Vec<Inline>>, meaning: impl Into<Vec<Inline>>) {
    roff.control("TP", []);
    roff.text(term.into());
    roff.text(meaning.into());
}

fn definitions(roff: &mut Roff, entries: &[(&str, &str)]) {
    for (term, meaning) in entries {
        definition(roff, [italic(*term)], [roman(*meaning)]);
    }
}
