//! What a scope means, element by element, in words and as what `--json` shows.

use std::collections::BTreeSet;

use serde::Serialize;

use super::grammar::{Element, parse};
use super::names::{Assessment, PermissionStatus};
use crate::error::clean;

/// What a well-formed scope means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation<'a> {
    /// The scope as written.
    pub scope: &'a str,
    /// Whether it is `**`, everything that the client was granted; then there are no elements.
    pub everything: bool,
    /// Its elements in order.
    pub elements: Vec<ElementMeaning<'a>>,
    /// What is worth a second look, a sentence each.
    pub notes: Vec<String>,
}

/// What an element means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ElementMeaning<'a> {
    /// The element as written.
    pub element: &'a str,
    /// `2020` or `later`.
    pub grammar: &'static str,
    /// What its permissions apply to.
    pub meaning: String,
    /// Whether it is `*`, all permissions of its entity; then none is named.
    pub all: bool,
    /// The permissions by name.
    pub permissions: Vec<PermissionMeaning<'a>>,
}

/// A permission, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PermissionMeaning<'a> {
    /// Its name as written.
    pub name: &'a str,
    /// What is known of it.
    #[serde(flatten)]
    pub known: Assessment,
}

/// What `scope` means.
///
/// # Errors
/// Why it follows neither grammar, in words that come after `the scope is malformed: `.
pub fn explain(scope: &str) -> Result<Explanation<'_>, String> {
    let everything = scope == "**";
    let elements = if everything { Vec::new() } else { parse(scope)? };
    let notes = [mixed(&elements), bare(&elements)].into_iter().flatten().collect();
    Ok(Explanation { scope, everything, elements: elements.iter().map(meaning_of).collect(), notes })
}

/// The names in `scope` that are unknown or obsolete, a sentence each. Nothing of a malformed
/// scope: what it means is the server's to say.
pub fn doubts(scope: &str) -> Vec<String> {
    let Ok(explanation) = explain(scope) else { return Vec::new() };
    let named = explanation.elements.iter().flat_map(|element| &element.permissions);
    // a name without a dot is doubtful only if another is near
    let is_doubtful = |permission: &&PermissionMeaning<'_>| {
        let Assessment { status, instead } = permission.known;
        instead.is_some() || status == PermissionStatus::Unknown && permission.name.contains('.')
    };
    let sentence = |it: &PermissionMeaning<'_>| format!("the permission {} is {}", clean(it.name), it.known);
    let mut told = BTreeSet::new();
    named.filter(is_doubtful).map(sentence).filter(|sentence| told.insert(sentence.clone())).collect()
}

fn meaning_of<'a>(element: &Element<'a>) -> ElementMeaning<'a> {
    let Element { text, is_later, context, permissions } = element;
    let named = permissions.iter().filter(|name| **name != "*");
    ElementMeaning {
        element: text,
        grammar: if *is_later { "later" } else { "2020" },
        meaning: place(*is_later, *context),
        all: *permissions == ["*"],
        permissions: named.map(|name| PermissionMeaning { name, known: Assessment::of(name, *is_later) }).collect(),
    }
}

/// What permissions apply to, as far as it is documented.
fn place(is_later: bool, context: Option<&str>) -> String {
    const KINDS: [(&str, &str); 4] = [
        ("project:key:", "in the project with the key"),
        ("project:id:", "in the project with the id"),
        ("channel:", "in the channel with the id"),
        ("packageRepository:", "in the package repository"),
    ];
    match context {
        None => "global rights".to_owned(),
        Some(entity @ ("Team" | "Profile" | "Project")) => format!("rights to {}s", entity.to_lowercase()),
        Some(entity) if !is_later => {
            format!("rights to the entity {}, which the help page doesn't mention", clean(entity))
        }
        Some("global") => "in the global context".to_owned(),
        Some(context) => KINDS
            .iter()
            .find_map(|(kind, words)| Some(format!("{words} {}", clean(context.strip_prefix(kind)?))))
            .unwrap_or_else(|| format!("in the context {}, which isn't a known one", clean(context))),
    }
}

fn mixed(elements: &[Element<'_>]) -> Option<String> {
    let later = elements.iter().find(|element| element.is_later)?;
    let early = elements.iter().find(|element| !element.is_later)?;
    let (early, later) = (clean(early.text), clean(later.text));
    Some(format!("{early} uses the grammar of 2020, {later} the later one; a server may know only one of them"))
}

/// A dotted name without a context, which is well-formed in the grammar of 2020 and seldom meant so.
fn bare(elements: &[Element<'_>]) -> Option<String> {
    let is_bare =
        |element: &Element<'_>| !element.is_later && element.permissions.iter().any(|name| name.contains('.'));
    let note = "names with dots belong to later servers, which want a context before each, such as global:Profile.View";
    elements.iter().any(is_bare).then(|| note.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn summary(scope: &str) -> Vec<String> {
        let told = |element: &ElementMeaning<'_>| {
            let names: Vec<String> = element.permissions.iter().map(|it| format!("{} {}", it.name, it.known)).collect();
            format!(
                "{}: {} | {}",
                element.grammar,
                element.meaning,
                if element.all { "all".into() } else { names.join(" | ") }
            )
        };
        explain(scope).unwrap().elements.iter().map(told).collect()
    }

    #[test]
    fn each_place_in_words() {
        for (scope, expected) in [
            ("EditTeam", "2020: global rights"),
            ("Team:*", "2020: rights to teams | all"),
            ("Profile:*", "2020: rights to profiles | all"),
            ("Project:*", "2020: rights to projects | all"),
            ("Channel:*", "2020: rights to the entity Channel, which the help page doesn't mention | all"),
            ("global:Team.View", "later: in the global context | Team.View known"),
            ("project:key:MY-APP:Team.View", "later: in the project with the key MY-APP | "),
            ("project:id:x:y:Team.View", "later: in the project with the id x:y | "),
            ("channel:2N8:Team.View", "later: in the channel with the id 2N8 | "),
            ("packageRepository:x:Team.View", "later: in the package repository x | "),
            ("project:X:Team.View", "later: in the context project:X, which isn't a known one | "),
        ] {
            assert!(summary(scope)[0].starts_with(expected), "{:?}", summary(scope));
        }
        assert!(explain("**").unwrap().everything);
    }

    #[test]
    fn each_status_in_words() {
        for (scope, expected) in [
            ("global:Team.View", "Team.View known"),
            ("global:Team.Veiw", "unknown; the nearest known name is Team.View"),
            ("global:Hello.World", "unknown, and no known name is similar"),
            ("global:PackageRepository.Write", "obsolete: replaced by PackageRepository.Write2"),
            ("Team:EditTeam", "EditTeam known"),
            ("Team:EditTeem", "unknown; the nearest known name is EditTeam"),
            ("Team:Rename", "a right as servers of 2020 name them; few of those names are known"),
        ] {
            assert!(summary(scope)[0].ends_with(expected), "{:?}", summary(scope));
        }
    }

    #[test]
    fn what_is_worth_a_second_look() {
        for (scope, expected) in [
            ("Team:EditTeam Project:*", &[][..]),
            ("global:Team.View project:key:X:Project.View", &[]),
            (
                "Team:EditTeam global:Team.View",
                &[
                    "Team:EditTeam uses the grammar of 2020, global:Team.View the later one; a server may know only one of them",
                ],
            ),
            (
                "Team.View",
                &[
                    "names with dots belong to later servers, which want a context before each, such as global:Profile.View",
                ],
            ),
        ] {
            assert_eq!(explain(scope).unwrap().notes, expected, "{scope}");
        }
    }

    #[test]
    fn doubts_are_about_names_that_can_be_judged_and_come_once() {
        for scope in ["**", "", "Team:EditTeam,X Project:*", "global:Hello", "global:Team.View", "read  write"] {
            assert_eq!(doubts(scope), [""; 0], "{scope}");
        }
        assert_eq!(
            doubts("global:Team.Veiw project:key:X:Team.Veiw global:PackageRepository.Write"),
            [
                "the permission Team.Veiw is unknown; the nearest known name is Team.View",
                "the permission PackageRepository.Write is obsolete: replaced by PackageRepository.Write2",
            ]
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_none_gets_through_unclean(
            scope in r#"([*:, .aA2"-]|Team|Project|global|key|Profile\.View|EditTeam|\PC|\t|\x1b|\u{202e}|\x00){0,9}"#,
        ) {
            let told = match explain(&scope) {
                Ok(explanation) => serde_json::to_string(&explanation).unwrap(),
                Err(why) => why,
            };
            prop_assert!(!told.contains(crate::error::is_unprintable), "{told:?}");
        }
    }
}
