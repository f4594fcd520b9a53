//! The two scope grammars of Space, element by element. Servers of 2020 take `PERMISSIONS` or
//! `ENTITY:PERMISSIONS` (the help page on the password grant); later ones take `CONTEXT:PERMISSION`, as
//! JetBrains' SDK writes it. Entities and contexts are open sets: shape is checked here, not their names.

use crate::error::clean;

/// What stands between two spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element<'a> {
    /// The element as written.
    pub text: &'a str,
    /// Whether it follows the later grammar.
    pub is_later: bool,
    /// What the permissions apply to: an entity of 2020 (`Team`, `Project`, `Profile`, …) or a later context
    /// (`global`, `project:key:KEY`, `channel:ID`, …). `None`: global rights, in the grammar of 2020.
    pub context: Option<&'a str>,
    /// The permissions: `*` alone for all of the entity; one in the later grammar.
    pub permissions: Vec<&'a str>,
}

/// Takes a scope apart; each element may follow either grammar. `**`, everything that the client was granted, has none.
///
/// # Errors
/// Why it follows neither, in words that come after `the scope is malformed: `.
pub fn parse(scope: &str) -> Result<Vec<Element<'_>>, String> {
    if scope.is_empty() {
        return Err("it is empty".to_owned());
    }
    check_lone(scope)?;
    if scope == "**" { Ok(Vec::new()) } else { scope.split(' ').map(element).collect() }
}

/// `**` means everything, so anything beside it is a mistake.
///
/// # Errors
/// That it is one.
pub fn check_lone(scope: &str) -> Result<(), String> {
    let mut elements = scope.split_whitespace();
    if elements.clone().any(|element| element == "**") && elements.any(|element| element != "**") {
        return Err(format!("'{}': '**' is everything already, and must stand alone", clean(scope)));
    }
    Ok(())
}

/// `ENTITY` of 2020: a capital letter, then letters and digits.
pub fn is_entity(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase()) && is_word(text)
}

/// A letter, then letters and digits, in parts joined by dots; `Profile.Edit.2` is one too.
pub fn is_permission(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.split('.').all(is_word)
}

/// Takes one element apart.
///
/// # Errors
/// As [`parse`].
pub fn element(text: &str) -> Result<Element<'_>, String> {
    if text.is_empty() {
        return Err("put one space between elements, and none at the ends".to_owned());
    }
    // contexts have colons themselves
    let (is_later, context, permissions) = match text.rsplit_once(':') {
        None => (false, None, list(text)),
        Some((entity, permissions)) if is_entity(entity) => (false, Some(entity), list(permissions)),
        Some((context, permission)) if is_context(context) => (true, Some(context), single(context, permission)),
        Some((context, _)) => {
            let neither = "is neither an entity, such as Team, nor a context, such as global or project:key:KEY";
            return Err(format!("'{}' {neither}", clean(context)));
        }
    };
    let permissions = permissions.map_err(|why| format!("'{}': {why}", clean(text)))?;
    Ok(Element { text, is_later, context, permissions })
}

/// `PERMISSIONS` of 2020.
fn list(text: &str) -> Result<Vec<&str>, String> {
    match text {
        "*" => Ok(vec![text]),
        _ => text.split(',').map(permission).collect(),
    }
}

/// `PERMISSION` of later servers: one, not a wildcard.
fn single<'a>(context: &str, text: &'a str) -> Result<Vec<&'a str>, String> {
    if text.contains(',') {
        let each: Vec<String> = text.split(',').map(|permission| format!("{context}:{permission}")).collect();
        return Err(format!("a context takes one permission per element: {}", clean(&each.join(" "))));
    }
    permission(text).map(|permission| vec![permission])
}

fn permission(text: &str) -> Result<&str, String> {
    is_permission(text).then_some(text).ok_or_else(|| {
        let text = clean(text);
        format!("'{text}' isn't a permission: use a letter, then letters and digits, perhaps in parts joined by dots")
    })
}

/// `CONTEXT` of later servers: a word that begins with a small letter, and perhaps what it applies to.
fn is_context(text: &str) -> bool {
    let mut parts = text.split(':');
    parts.next().is_some_and(|kind| kind.starts_with(|c: char| c.is_ascii_lowercase()) && is_word(kind))
        && parts.all(is_identifier)
}

/// `scope-token` of RFC 6749 §3.3, without the comma, which looks like a list.
fn is_identifier(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\' | b',');
    !text.is_empty() && text.bytes().all(allowed)
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_of_2020() {
        let scope = "AddNewProfile,AddNewTeam Team:EditTeam Profile:EditAbsences,EditLanguages Project:* *";
        let parts: Vec<_> = parse(scope).unwrap().into_iter().map(|part| (part.context, part.permissions)).collect();
        assert_eq!(
            parts,
            [
                (None, vec!["AddNewProfile", "AddNewTeam"]),
                (Some("Team"), vec!["EditTeam"]),
                (Some("Profile"), vec!["EditAbsences", "EditLanguages"]),
                (Some("Project"), vec!["*"]),
                (None, vec!["*"]),
            ]
        );
        assert!(parse(scope).unwrap().iter().all(|element| !element.is_later));
        assert_eq!(parse("**"), Ok(Vec::new()));
    }

    #[test]
    fn the_later_grammar_splits_at_the_last_colon() {
        for (text, context, permission) in [
            ("global:Profile.View", "global", "Profile.View"),
            ("project:key:MY-APP:VcsRepository.Read", "project:key:MY-APP", "VcsRepository.Read"),
            ("project:id:2N8mGs:Project.Issues.View", "project:id:2N8mGs", "Project.Issues.View"),
            ("packageRepository:a/b~c:Read", "packageRepository:a/b~c", "Read"),
            ("global:Profile.Edit.2", "global", "Profile.Edit.2"),
        ] {
            let expected = Element { text, is_later: true, context: Some(context), permissions: vec![permission] };
            assert_eq!(parse(text), Ok(vec![expected]));
        }
    }

    #[test]
    fn what_follows_neither_is_told_apart() {
        for (scope, why) in [
            ("", "it is empty"),
            (" ", "put one space between"),
            ("a  b", "put one space between"),
            ("a ", "put one space between"),
            ("** A", "must stand alone"),
            ("** **", "'**' isn't a permission"),
            ("***", "'***' isn't a permission"),
            ("a,", "'' isn't a permission"),
            ("Project:", "'' isn't a permission"),
            ("Project:a,*", "'*' isn't a permission"),
            (":a", "'' is neither an entity"),
            ("Project::a", "'Project:' is neither an entity"),
            ("Project:key:X:A", "'Project:key:X' is neither an entity"),
            ("project:key::A", "'project:key:' is neither an entity"),
            ("project:key:X,Y:A", "'project:key:X,Y' is neither an entity"),
            ("Pro-ject:a", "neither an entity"),
            ("global:*", "'*' isn't a permission"),
            ("global:A,B", "one permission per element: global:A global:B"),
            ("Profile..View", "isn't a permission"),
            ("1a", "isn't a permission"),
            ("YouTrack 0-0-0-0-0", "'0-0-0-0-0' isn't a permission"),
            ("a\tb", "'a b' isn't a permission"),
            ("Profil\u{e9}:a", "neither an entity"),
            ("\u{1b}[31m:a", "'[31m' is neither"),
        ] {
            let refused = parse(scope).unwrap_err();
            assert!(refused.contains(why), "{scope:?}: {refused}");
            assert!(!refused.contains(char::is_control), "{scope:?}: {refused}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_well_formed_is_made_of_its_parts(
            scope in r"(Team:|Project:|global:|project:key:A-1:|)([A-Z][a-z]{0,3}|\*|,|\.|:| ){1,8}",
        ) {
            if let Ok(elements) = parse(&scope) {
                let written: Vec<String> = elements.iter().map(written).collect();
                assert_eq!(if written.is_empty() { "**".to_owned() } else { written.join(" ") }, scope);
            }
        }
    }

    fn written(element: &Element<'_>) -> String {
        let context = element.context.map(|context| format!("{context}:")).unwrap_or_default();
        context + &element.permissions.join(",")
    }
}
