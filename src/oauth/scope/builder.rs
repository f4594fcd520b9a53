//! Scope strings, built from flags (the help page's grammar: `PERMISSIONS`, or `ENTITY:PERMISSIONS`).

use super::grammar::{Element, check_lone, element};
use crate::error::clean;

/// The rights asked for by flags, one list a category of the help page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// `--all-rights`: everything the client was granted, `**`.
    pub all: bool,
    /// `--global-right`
    pub global: Vec<String>,
    /// `--team-right`
    pub team: Vec<String>,
    /// `--profile-right`
    pub profile: Vec<String>,
    /// `--project-right`
    pub project: Vec<String>,
    /// `--scope`, each as given.
    pub scopes: Vec<String>,
}

impl Rights {
    /// Whether no flag was given, so that the scope comes from elsewhere.
    pub fn is_unset(&self) -> bool {
        *self == Self::default()
    }

    /// The scope string, in the order of the help page's example: global, team, profile, project, then what
    /// `--scope` gave. Repeated entities are merged, duplicates dropped, `*` swallows its category. A
    /// single `--scope` passes as it is.
    ///
    /// # Errors
    /// The key of the flag that is wrong, and why the flags make no scope: one that is blank, `**` beside anything
    /// else, or a right that is no single word of the help page's grammar.
    pub fn build(&self) -> Result<String, (&'static str, String)> {
        let of_scope = |why: &str| ("scope", why.to_owned());
        if self.scopes.iter().any(|scope| scope.trim().is_empty()) {
            return Err(of_scope("it is empty; to ask for the server's default, leave --scope out"));
        }
        // RFC 6749 §3.3
        if self.scopes.iter().any(|scope| scope.contains(char::is_control)) {
            return Err(of_scope("it has a control character; put one space between its parts"));
        }
        let mut elements = Elements::default();
        for (key, entity, rights) in [
            ("global_right", "", &self.global),
            ("team_right", "Team", &self.team),
            ("profile_right", "Profile", &self.profile),
            ("project_right", "Project", &self.project),
        ] {
            for right in rights {
                elements.add_right(entity, right).map_err(|why| (key, why))?;
            }
        }
        if let ([only], true) = (self.scopes.as_slice(), elements.0.is_empty() && !self.all) {
            return check_lone(only).map(|()| only.clone()).map_err(|why| of_scope(&why));
        }
        for element in self.scopes.iter().flat_map(|scope| scope.split_whitespace()) {
            elements.add_given(element);
        }
        if self.all {
            elements.add_given("**");
        }
        let written = |(entity, permissions): &(&str, Vec<&str>)| match *entity {
            "" => permissions.join(","),
            entity => format!("{entity}:{}", permissions.join(",")),
        };
        let scope = elements.0.iter().map(written).collect::<Vec<_>>().join(" ");
        match check_lone(&scope) {
            Err(_) if self.all => Err(("all_rights", "it's everything already; leave out the other rights".to_owned())),
            lone => lone.map(|()| scope).map_err(|why| of_scope(&why)),
        }
    }
}

/// The elements of a scope in order of appearance: an entity with its permissions; or none, before an element taken as
/// it is.
#[derive(Default)]
struct Elements<'a>(Vec<(&'a str, Vec<&'a str>)>);

impl<'a> Elements<'a> {
    fn add_right(&mut self, entity: &'a str, right: &'a str) -> Result<(), String> {
        let is_delimiter = |c: char| c.is_whitespace() || c.is_control() || c == ':';
        let shown = clean(right);
        if ["", "**"].contains(&right) || right.contains(is_delimiter) {
            let cure = "use one word, such as EditTeam or *; --all-rights is everything";
            return Err(format!("'{shown}' isn't a right: {cure}"));
        }
        if right.contains('.') {
            let context = if entity == "Project" { "project:key:KEY" } else { "global" };
            let why = "is a right of later servers, which use another grammar";
            return Err(format!("'{shown}' {why}: --scope {context}:{shown}"));
        }
        self.merge(entity, [right]);
        Ok(())
    }

    /// An element of `--scope`. `Entity:A,B` joins the entity's other rights; any other shape, such as a
    /// later server's `global:Profile.View`, stays as it is.
    fn add_given(&mut self, text: &'a str) {
        match element(text) {
            Ok(Element { is_later: false, context: Some(entity), permissions, .. }) => self.merge(entity, permissions),
            _ if self.0.contains(&("", vec![text])) => {}
            _ => self.0.push(("", vec![text])),
        }
    }

    fn merge(&mut self, entity: &'a str, permissions: impl IntoIterator<Item = &'a str>) {
        let at = self.0.iter().position(|(known, _)| *known == entity).unwrap_or_else(|| {
            self.0.push((entity, Vec::new()));
            self.0.len() - 1
        });
        let Some((_, merged)) = self.0.get_mut(at) else { return };
        for permission in permissions {
            if !merged.iter().any(|known| [permission, "*"].contains(known)) {
                if permission == "*" {
                    merged.clear();
                }
                merged.push(permission);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(rights: &[&str]) -> Vec<String> {
        rights.iter().map(|right| (*right).to_owned()).collect()
    }

    #[test]
    fn the_help_pages_example_letter_for_letter() {
        let rights = Rights {
            project: list(&["*"]),
            profile: list(&["EditAbsences", "EditLanguages"]),
            team: list(&["EditTeam"]),
            global: list(&["AddNewProfile", "AddNewTeam"]),
            ..Rights::default()
        };
        assert_eq!(
            rights.build().unwrap(),
            "AddNewProfile,AddNewTeam Team:EditTeam Profile:EditAbsences,EditLanguages Project:*"
        );
    }

    #[test]
    fn entities_merge_duplicates_drop_and_a_star_swallows() {
        let rights = Rights {
            global: list(&["A", "A", "B"]),
            team: list(&["X", "*", "Y"]),
            scopes: list(&["Project:A Team:Z", "Channel:View", "Channel:View,Post", "C", "C", "global:Profile.View"]),
            ..Rights::default()
        };
        assert_eq!(rights.build().unwrap(), "A,B Team:* Project:A Channel:View,Post C global:Profile.View");
    }

    #[test]
    fn new_style_elements_are_never_joined() {
        let scopes = list(&["project:key:MY-APP:VcsRepository.Read", "project:key:MY-APP:VcsRepository.Write"]);
        let rights = Rights { scopes: scopes.clone(), ..Rights::default() };
        assert_eq!(rights.build().unwrap(), scopes.join(" "));
    }

    #[test]
    fn everything_stands_alone() {
        assert_eq!(Rights { all: true, ..Rights::default() }.build().unwrap(), "**");
        assert_eq!(Rights { all: true, scopes: list(&["**"]), ..Rights::default() }.build().unwrap(), "**");
        for rights in [
            Rights { all: true, team: list(&["A"]), ..Rights::default() },
            Rights { all: true, scopes: list(&["A"]), ..Rights::default() },
            Rights { scopes: list(&["** A"]), ..Rights::default() },
            Rights { scopes: list(&["**", "A"]), ..Rights::default() },
            Rights { global: list(&["**"]), ..Rights::default() },
        ] {
            assert!(rights.build().is_err(), "{rights:?}");
        }
    }

    #[test]
    fn a_single_scope_passes_as_it_is() {
        for scope in ["**", "YouTrack 0-0-0-0-0", "Team:A Team:B Team:A", "read  write"] {
            assert_eq!(Rights { scopes: list(&[scope]), ..Rights::default() }.build().unwrap(), scope);
        }
    }

    #[test]
    fn a_blank_scope_is_none() {
        for scope in ["", " ", "\t "] {
            assert!(Rights { scopes: list(&[scope]), ..Rights::default() }.build().is_err(), "{scope:?}");
        }
    }

    #[test]
    fn a_right_of_later_servers_comes_with_the_scope_that_says_it() {
        let project = Rights { project: list(&["Project.Issues.View"]), ..Rights::default() }.build().unwrap_err();
        assert_eq!(project.0, "project_right");
        assert!(project.1.ends_with("--scope project:key:KEY:Project.Issues.View"), "{project:?}");
        for rights in [
            Rights { team: list(&["Team.View"]), ..Rights::default() },
            Rights { global: list(&["Team.View"]), ..Rights::default() },
            Rights { profile: list(&["Team.View"]), ..Rights::default() },
        ] {
            assert!(rights.build().unwrap_err().1.ends_with("--scope global:Team.View"));
        }
    }

    #[test]
    fn rights_are_single_words() {
        for right in ["", "A B", "Team:A", "A\n"] {
            assert!(Rights { team: list(&[right]), ..Rights::default() }.build().is_err(), "{right:?}");
        }
    }
}
