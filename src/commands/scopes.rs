//! `scopes`: the known permissions, and what a scope means.

use serde::Serialize;

use crate::cli::ScopesCommand;
use crate::error::{Error, Kind, clean};
use crate::oauth::scope::{ElementMeaning, Explanation, NAMES_OF_2020, entity_of, explain, known_names, superseded_by};
use crate::report;

#[derive(Serialize)]
struct Listed {
    name: &'static str,
    entity: &'static str,
    /// As in [`ElementMeaning::grammar`].
    grammar: &'static str,
    superseded_by: Option<&'static str>,
}

pub(super) fn run(command: &ScopesCommand) -> Result<(), Error> {
    match command {
        ScopesCommand::List { word, json } => list(word.as_deref().unwrap_or_default(), *json),
        ScopesCommand::Check { scope, json } => check(scope, *json),
    }
}

fn list(word: &str, json: bool) -> Result<(), Error> {
    let later = known_names().map(listed);
    let of_2020 = NAMES_OF_2020.map(|(entity, name)| Listed { name, entity, grammar: "2020", superseded_by: None });
    let has_word = |listed: &Listed| listed.name.to_ascii_lowercase().contains(&word.to_ascii_lowercase());
    let found: Vec<Listed> = later.chain(of_2020).filter(has_word).collect();
    if found.is_empty() {
        log::info!("No known name contains '{}'.", clean(word));
    }
    if json { report::json(&found) } else { report::payload(&by_entity(&found)) }
}

fn listed(name: &'static str) -> Listed {
    Listed { name, entity: entity_of(name), grammar: "later", superseded_by: superseded_by(name) }
}

/// The names under their entities, a blank line between these.
fn by_entity(names: &[Listed]) -> String {
    let entities = names.chunk_by(|a, b| (a.entity, a.grammar) == (b.entity, b.grammar));
    let paragraph = |names: &[Listed]| {
        let (entity, grammar) = names.first().map_or(("", ""), |first| (first.entity, first.grammar));
        let heading = if grammar == "2020" { format!("{entity} (servers of 2020)\n") } else { format!("{entity}\n") };
        names.iter().map(line).fold(heading, |text, line| text + &line)
    };
    entities.map(paragraph).collect::<Vec<_>>().join("\n")
}

fn line(listed: &Listed) -> String {
    match listed.superseded_by {
        Some(new) => format!("  {}  (obsolete: replaced by {new})\n", listed.name),
        None => format!("  {}\n", listed.name),
    }
}

fn check(scope: &str, json: bool) -> Result<(), Error> {
    let explanation = explain(scope).map_err(|why| {
        Error::new(Kind::Usage, format!("the scope is malformed: {why}"))
            .hint("write 'Team:EditTeam Project:*', for example, on servers of 2020; 'global:Profile.View' on later ones; '**' for everything")
    })?;
    if json { report::json(&explanation) } else { report::payload(&in_words(&explanation)) }
}

fn in_words(explanation: &Explanation<'_>) -> String {
    if explanation.everything {
        return "**  everything the client was granted\n".to_owned();
    }
    let elements = explanation.elements.iter().map(element);
    let notes = explanation.notes.iter().map(|note| format!("Note: {note}.\n"));
    elements.chain(notes).collect::<Vec<_>>().join("\n")
}

fn element(element: &ElementMeaning<'_>) -> String {
    let heading = format!("{}  {} (grammar: {})\n", clean(element.element), element.meaning, element.grammar);
    let all = element.all.then(|| "  *  all of them\n".to_owned());
    let width = element.permissions.iter().map(|permission| permission.name.len()).max().unwrap_or(0).min(60);
    let named = element
        .permissions
        .iter()
        .map(|permission| format!("  {:<width$}  {}\n", clean(permission.name), permission.known));
    all.into_iter().chain(named).fold(heading, |text, line| text + &line)
}
