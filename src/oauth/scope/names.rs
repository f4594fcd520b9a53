//! The names of permissions that are known: those of JetBrains' SDK of November 2024, and the few of the help
//! page of 2020. Servers know names that these lists do not, so the lists help, and forbid nothing.

use std::fmt;

use serde::Serialize;

/// One name a line, sorted.
const LIST: &str = include_str!("../permissions.txt");

/// The names that the help page of 2020 has, each with its category there.
pub const NAMES_OF_2020: [(&str, &str); 5] = [
    ("Global", "AddNewProfile"),
    ("Global", "AddNewTeam"),
    ("Profile", "EditAbsences"),
    ("Profile", "EditLanguages"),
    ("Team", "EditTeam"),
];

/// Names that the list itself has marked as obsolete, and what took their place.
const SUPERSEDED: [(&str, &str); 1] = [("PackageRepository.Write", "PackageRepository.Write2")];

/// Longer texts (bytes) are no misspelling of any name.
const LONGEST_NEAR: usize = 80;

/// How similar a text must be to a name to count as near it: the share of letters that need no change (0 to 1).
const NEAR: f64 = 0.6;

/// Every known name of later servers, sorted.
pub fn known_names() -> impl Iterator<Item = &'static str> {
    LIST.lines()
}

/// What a permission belongs to: the part before the first dot.
pub fn entity_of(name: &str) -> &str {
    name.split_once('.').map_or(name, |(entity, _)| entity)
}

/// The name that took the place of `name`, if it is obsolete.
pub fn superseded_by(name: &str) -> Option<&'static str> {
    SUPERSEDED.iter().find(|(old, _)| *old == name).map(|(_, new)| *new)
}

/// What is known of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Whether it is known.
    pub status: PermissionStatus,
    /// The name that took its place, or the nearest one that is known, if one is near.
    pub instead: Option<&'static str>,
}

/// Whether a name is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PermissionStatus {
    /// In a list.
    Known,
    /// In a list, but another one took its place.
    Obsolete,
    /// A name as servers of 2020 have them, of which only a few are known.
    #[serde(rename = "of_2020")]
    Of2020,
    /// Not known.
    Unknown,
}

impl Assessment {
    /// What is known of `name`, in an element of the later grammar or of that of 2020.
    pub fn of(name: &str, later: bool) -> Self {
        let of_2020 = || NAMES_OF_2020.iter().map(|(_, name)| *name).filter(|_| !later);
        let (status, instead) = if let Some(new) = superseded_by(name) {
            (PermissionStatus::Obsolete, Some(new))
        } else if known_names().chain(of_2020()).any(|known| known == name) {
            (PermissionStatus::Known, None)
        } else if later || name.contains('.') {
            (PermissionStatus::Unknown, nearest(name, known_names()))
        } else {
            let near = nearest(name, of_2020());
            (near.map_or(PermissionStatus::Of2020, |_| PermissionStatus::Unknown), near)
        };
        Self { status, instead }
    }
}

/// In words that follow the name.
impl fmt::Display for Assessment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.status, self.instead) {
            (PermissionStatus::Known, _) => f.write_str("known"),
            (PermissionStatus::Obsolete, new) => write!(f, "obsolete: replaced by {}", new.unwrap_or_default()),
            (PermissionStatus::Of2020, _) => {
                f.write_str("a right as servers of 2020 name them; few of those names are known")
            }
            (PermissionStatus::Unknown, Some(near)) => write!(f, "unknown; the nearest known name is {near}"),
            (PermissionStatus::Unknown, None) => f.write_str("unknown, and no known name is similar"),
        }
    }
}

/// The one of `names` that `name` was meant to be: the same in other case, one whose end it is, or one that
/// differs in a few letters.
pub fn nearest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST_NEAR {
        return None;
    }
    let name = name.to_lowercase();
    let end = format!(".{name}");
    let rated = names.into_iter().map(|known| match known.to_lowercase() {
        lower if lower == name => (2.0, known),
        // more than any misspelling
        lower if lower.ends_with(&end) => (1.0, known),
        lower => (strsim::normalized_damerau_levenshtein(&lower, &name), known),
    });
    let (similarity, best) = rated.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (similarity >= NEAR).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oauth::scope::grammar::is_permission;

    const KNOWN: Assessment = Assessment { status: PermissionStatus::Known, instead: None };

    fn unknown(instead: Option<&'static str>) -> Assessment {
        Assessment { status: PermissionStatus::Unknown, instead }
    }

    #[test]
    fn the_list_is_whole_sorted_and_well_formed() {
        let names: Vec<_> = known_names().collect();
        assert_eq!(names.len(), 228);
        assert!(names.is_sorted_by(|a, b| a < b));
        assert!(names.iter().all(|name| is_permission(name)));
        for (old, new) in SUPERSEDED {
            assert!(names.contains(&old) && names.contains(&new));
        }
    }

    #[test]
    fn each_name_is_known_in_either_grammar() {
        for name in known_names().filter(|name| superseded_by(name).is_none()) {
            assert_eq!((Assessment::of(name, true), Assessment::of(name, false)), (KNOWN, KNOWN));
        }
    }

    #[test]
    fn the_nearest_name() {
        for (name, expected) in [
            ("profile.view", Some("Profile.View")),
            ("Profile.Veiw", Some("Profile.View")),
            ("VcsRepository.Reed", Some("VcsRepository.Read")),
            ("Project.Isues.View", Some("Project.Issues.View")),
            ("ProjectIssuesView", Some("Project.Issues.View")),
            ("Issues.View", Some("Project.Issues.View")),
            ("ViewMessages", Some("Channel.ViewMessages")),
            ("superadmin", Some("Superadmin")),
            ("Hello.World", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(Assessment::of(name, true), unknown(expected), "{name}");
        }
        assert_eq!(Assessment::of(&"Profile.View".repeat(1_000), true), unknown(None));
    }

    #[test]
    fn the_nearest_of_any_names() {
        for (name, expected) in [
            ("wrok", Some("work")),
            ("HOME", Some("home")),
            ("production-us", Some("production-eu")),
            ("elsewhere", None),
        ] {
            assert_eq!(nearest(name, ["work", "home", "production-eu", "x"]), expected, "{name}");
        }
    }

    #[test]
    fn names_of_2020_are_not_called_wrong() {
        for (_, name) in NAMES_OF_2020 {
            assert_eq!(Assessment::of(name, false), KNOWN, "{name}");
        }
        for name in ["AddProject", "ViewIssues", "Login"] {
            assert_eq!(Assessment::of(name, false).status, PermissionStatus::Of2020, "{name}");
        }
        for (name, near) in [("EditTeem", "EditTeam"), ("editteam", "EditTeam"), ("EditAbsence", "EditAbsences")] {
            assert_eq!(Assessment::of(name, false), unknown(Some(near)), "{name}");
        }
        assert_eq!(Assessment::of("Superadmin", false), KNOWN);
        assert_eq!(Assessment::of("Team.Edti", false), unknown(Some("Team.Edit")));
    }

    #[test]
    fn the_obsolete_name_points_to_its_successor() {
        let expected = Assessment { status: PermissionStatus::Obsolete, instead: Some("PackageRepository.Write2") };
        assert_eq!(Assessment::of("PackageRepository.Write", true), expected);
        assert_eq!(entity_of("PackageRepository.Write"), "PackageRepository");
        assert_eq!(entity_of("Superadmin"), "Superadmin");
    }
}
