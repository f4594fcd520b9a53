//! What may be asked for: the two scope grammars of Space, and the plain list of all others.

use crate::config::Kind;

const MALFORMED: &str = "The scope is malformed";
const TOO_MUCH: &str = "The scope exceeds what was granted";

/// What a request for `asked` gets when `held` was granted: a scope, or the reason for none.
pub(crate) fn narrow(kind: Kind, asked: &str, held: &str) -> Result<String, &'static str> {
    let (rights, held_rights) = match kind {
        // "**" asks for whatever there is.
        Kind::Space if asked == "**" => return Ok(held.into()),
        Kind::Space => (space(asked), space(held)),
        Kind::Hub => (list(asked, is_service), list(held, is_service)),
        Kind::OAuth2 => (list(asked, is_opaque), list(held, is_opaque)),
    };
    let rights = rights.ok_or(MALFORMED)?;
    let covered = |right: &Right| held_rights.iter().flatten().any(|h| h.covers(right));
    if held == "**" || rights.iter().all(covered) { Ok(asked.into()) } else { Err(TOO_MUCH) }
}

/// One permission, and what it is for.
#[derive(Debug, PartialEq, Eq)]
struct Right<'a> {
    context: Option<&'a str>,
    permission: &'a str,
}

impl Right<'_> {
    fn covers(&self, other: &Self) -> bool {
        self.context == other.context && ["*", other.permission].contains(&self.permission)
    }
}

/// The rights of a Space scope, `None` if it follows neither grammar.
fn space(scope: &str) -> Option<Vec<Right<'_>>> {
    let elements = scope.split(' ').map(element);
    let rights: Option<Vec<_>> = elements.collect();
    Some(rights?.into_iter().flatten().collect())
}

fn element(element: &str) -> Option<Vec<Right<'_>>> {
    let (context, permissions) = match element.rsplit_once(':') {
        Some((context, permissions)) => (Some(context), permissions),
        None => (None, element),
    };
    let well_formed = match context {
        None => is_list(permissions),
        Some(entity) if is_entity(entity) => is_list(permissions),
        Some(context) => is_context(context) && is_permission(permissions),
    };
    let right = |permission| Right { context, permission };
    well_formed.then(|| permissions.split(',').map(right).collect())
}

/// `PERMISSIONS` of 2020.
fn is_list(permissions: &str) -> bool {
    permissions == "*" || permissions.split(',').all(is_permission)
}

/// `ENTITY` of 2020: one capitalised word.
fn is_entity(entity: &str) -> bool {
    entity.starts_with(|c: char| c.is_ascii_uppercase()) && is_word(entity)
}

/// `CONTEXT` of later servers: a word in lower case first, and perhaps what it applies to.
fn is_context(context: &str) -> bool {
    let mut parts = context.split(':');
    let first = parts.next().unwrap_or_default();
    first.starts_with(|c: char| c.is_ascii_lowercase())
        && is_word(first)
        && parts.all(|part| !part.is_empty() && !part.contains(',') && is_opaque(part))
}

fn is_permission(permission: &str) -> bool {
    permission.starts_with(|c: char| c.is_ascii_alphabetic()) && permission.split('.').all(is_word)
}

fn is_word(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn list(scope: &str, well_formed: fn(&str) -> bool) -> Option<Vec<Right<'_>>> {
    let right = |permission| Right { context: None, permission };
    let elements = scope.split(' ');
    elements.map(|element| well_formed(element).then(|| right(element))).collect()
}

/// A service of Hub, by its id or its name.
fn is_service(element: &str) -> bool {
    is_opaque(element) && !element.contains('*')
}

/// `scope-token` of RFC 6749.
fn is_opaque(element: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\';
    !element.is_empty() && element.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_takes_both_grammars() {
        for scope in [
            "**",
            "*",
            "AddNewProfile,AddNewTeam Team:EditTeam Profile:EditAbsences,EditLanguages Project:*",
            "global:Profile.View project:key:MY-APP:VcsRepository.Read channel:2N8mGs:Channel.View",
        ] {
            assert_eq!(narrow(Kind::Space, scope, "**"), Ok(scope.into()));
        }
    }

    #[test]
    fn space_refuses_what_follows_neither() {
        for scope in [
            "",
            " ",
            "** Project:*",
            "***",
            "a  b",
            " a",
            "a ",
            "a,",
            ",a",
            "a,*",
            "Project:",
            ":a",
            "Project::a",
            "Pro-ject:a",
            "global:*",
            "global:A,B",
            "project:key::A",
            "project:key:X,Y:A",
            "Profile..View",
            ".a",
            "1a",
            "a;b",
            "Profil\u{e9}:a",
            "a\tb",
        ] {
            assert_eq!(narrow(Kind::Space, scope, "**"), Err(MALFORMED), "{scope:?}");
        }
    }

    #[test]
    fn nobody_gets_more_than_was_granted() {
        let held = "Project:* global:Profile.View";
        assert_eq!(narrow(Kind::Space, "**", held), Ok(held.into()));
        for scope in ["Project:A,B", "Project:*", "global:Profile.View Project:C"] {
            assert_eq!(narrow(Kind::Space, scope, held), Ok(scope.into()));
        }
        for scope in ["A", "Team:A", "Project:A Team:A", "global:Profile.Edit", "*"] {
            assert_eq!(narrow(Kind::Space, scope, held), Err(TOO_MUCH), "{scope:?}");
        }
    }

    #[test]
    fn other_kinds_have_plain_lists() {
        assert_eq!(narrow(Kind::Hub, "YouTrack 0-0-0-0-0", "**"), Ok("YouTrack 0-0-0-0-0".into()));
        assert_eq!(narrow(Kind::Hub, "**", "**"), Err(MALFORMED));
        assert_eq!(narrow(Kind::Hub, "TeamCity", "YouTrack"), Err(TOO_MUCH));
        assert_eq!(narrow(Kind::OAuth2, "openid urn:x/y", "**"), Ok("openid urn:x/y".into()));
        assert_eq!(narrow(Kind::OAuth2, "a\"b", "**"), Err(MALFORMED));
    }
}
