//! What a scope means, element by element, in words; and what a server left out of the one that was asked for.

use std::collections::BTreeSet;

use super::grammar::{Element, element, parse};
use super::names::{Assessment, PermissionStatus};
use crate::error::clean;

impl<'a> Element<'a> {
    /// Which servers take it: those of `2020`, or `later` ones.
    pub fn grammar(&self) -> &'static str {
        if self.is_later { "later" } else { "2020" }
    }

    /// What its permissions apply to.
    pub fn meaning(&self) -> String {
        place(self.is_later, self.context)
    }

    /// Whether it is `*`, all permissions of its entity; then none is named.
    pub fn is_all(&self) -> bool {
        self.permissions == ["*"]
    }

    /// The permissions by name, and what is known of each.
    pub fn named(&self) -> impl Iterator<Item = (&'a str, Assessment)> {
        let names = self.permissions.iter().filter(|name| **name != "*");
        names.map(|name| (*name, Assessment::of(name, self.is_later)))
    }
}

/// What is worth a second look in a scope of these elements, a sentence each.
pub fn notes(elements: &[Element<'_>]) -> Vec<String> {
    [mixed(elements), bare(elements)].into_iter().flatten().collect()
}

/// The names in `scope` that are unknown or obsolete, a sentence each. Nothing of a malformed
/// scope: what it means is the server's to say.
pub fn doubts(scope: &str) -> Vec<String> {
    let elements = parse(scope).unwrap_or_default();
    // a name without a dot is doubtful only if another is near
    let is_doubtful = |(name, known): &(&str, Assessment)| {
        known.instead.is_some() || known.status == PermissionStatus::Unknown && name.contains('.')
    };
    let sentence = |(name, known): (&str, Assessment)| format!("the permission {} is {known}", clean(name));
    let mut told = BTreeSet::new();
    let doubtful = elements.iter().flat_map(Element::named).filter(is_doubtful);
    doubtful.map(sentence).filter(|sentence| told.insert(sentence.clone())).collect()
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

/// The parts of the scope `asked` that the scope `granted` lacks, as they were written or a permission each.
/// Nothing can be said of `**`: a server may list what the client has instead.
pub fn not_granted(asked: &str, granted: &str) -> Vec<String> {
    let granted: Vec<Part<'_>> = granted.split_whitespace().flat_map(parts).collect();
    let has = |part: &Part<'_>| [*part, (part.0, "*"), (None, "**")].iter().any(|part| granted.contains(part));
    let asked = asked.split_whitespace().filter(|element| *element != "**").flat_map(parts);
    let missing = asked.filter(|part| !has(part));
    missing.map(|(context, name)| context.map_or_else(|| name.to_owned(), |it| format!("{it}:{name}"))).collect()
}

/// One permission after its context, or one word of a server that has another grammar.
type Part<'a> = (Option<&'a str>, &'a str);

fn parts(text: &str) -> Vec<Part<'_>> {
    match element(text) {
        Ok(element) => element.permissions.into_iter().map(|name| (element.context, name)).collect(),
        Err(_) => vec![(None, text)],
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn summary(scope: &str) -> String {
        let elements = parse(scope).unwrap();
        let known = elements[0].named().map(|(name, known)| format!("{name} {known}"));
        let named = if elements[0].is_all() { "all".into() } else { Vec::from_iter(known).join(" | ") };
        format!("{}: {} | {named}", elements[0].grammar(), elements[0].meaning())
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
            assert!(summary(scope).starts_with(expected), "{:?}", summary(scope));
        }
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
            assert!(summary(scope).ends_with(expected), "{:?}", summary(scope));
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
            assert_eq!(notes(&parse(scope).unwrap()), expected, "{scope}");
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

    #[test]
    fn what_is_missing_is_told_a_permission_each() {
        for (asked, granted, missing) in [
            ("read write", "write read", &[][..]),
            ("read write", "read", &["write"]),
            ("read", "", &["read"]),
            ("", "read", &[]),
            ("**", "Project:*", &[]),
            ("Team:A,B", "**", &[]),
            ("Team:A,B Project:C", "Project:* Team:B", &["Team:A"]),
            ("A,B", "B", &["A"]),
            ("global:Profile.View project:key:X:Code.Read", "global:Profile.View", &["project:key:X:Code.Read"]),
            ("0-0-0-0-0 https://x/y", "0-0-0-0-0", &["https://x/y"]),
        ] {
            assert_eq!(not_granted(asked, granted), missing, "{asked} / {granted}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_none_gets_through_unclean(
            scope in r#"([*:, .aA2"-]|Team|Project|global|key|Profile\.View|EditTeam|\PC|\t|\x1b|\u{202e}|\x00){0,9}"#,
        ) {
            let told = match parse(&scope) {
                Ok(elements) => {
                    let words = elements.iter().map(|it| format!("{} {}", it.text, it.meaning()));
                    words.chain(notes(&elements)).collect::<String>()
                }
                Err(why) => why,
            };
            prop_assert!(!told.contains(crate::error::is_unprintable), "{told:?}");
        }
    }
}
