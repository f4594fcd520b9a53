//! `scopes`: the known permissions, and what a scope means.

use serde::Serialize;
use serde_json::{Value, json};

use crate::cli::ScopesCommand;
use crate::error::{Error, Kind, clean};
use crate::oauth::scope::{Element, NAMES_OF_2020, entity_of, known_names, notes, parse, superseded_by};
use crate::report;

#[derive(Serialize)]
struct Listed {
    name: &'static str,
    entity: &'static str,
    /// As in [`Element::grammar`].
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
    let elements = parse(scope).map_err(|why| {
        Error::new(Kind::Usage, format!("the scope is malformed: {why}"))
            .hint("write 'Team:EditTeam Project:*', for example, on servers of 2020; 'global:Profile.View' on later ones; '**' for everything")
    })?;
    if json { report::json(&explained(scope, &elements)) } else { report::payload(&in_words(&elements)) }
}

fn explained(scope: &str, elements: &[Element<'_>]) -> Value {
    let element = |element: &Element<'_>| {
        let named = element.named();
        let named = named.map(|(name, it)| json!({"name": name, "standing": it.status, "instead": it.instead}));
        json!({
            "element": element.text,
            "grammar": element.grammar(),
            "meaning": element.meaning(),
            "all": element.is_all(),
            "permissions": Vec::from_iter(named),
        })
    };
    let explained = Vec::from_iter(elements.iter().map(element));
    json!({"scope": scope, "everything": elements.is_empty(), "elements": explained, "notes": notes(elements)})
}

fn in_words(elements: &[Element<'_>]) -> String {
    if elements.is_empty() {
        return "**  everything the client was granted\n".to_owned();
    }
    let notes = notes(elements).into_iter().map(|note| format!("Note: {note}.\n"));
    elements.iter().map(element).chain(notes).collect::<Vec<_>>().join("\n")
}

fn element(element: &Element<'_>) -> String {
    let heading = format!("{}  {} (grammar: {})\n", clean(element.text), element.meaning(), element.grammar());
    let all = element.is_all().then(|| "  *  all of them\n".to_owned());
    let width = element.permissions.iter().map(|name| name.len()).max().unwrap_or(0).min(60);
    let named = element.named().map(|(name, known)| format!("  {:<width$}  {known}\n", clean(name)));
    all.into_iter().chain(named).fold(heading, |text, line| text + &line)
}
