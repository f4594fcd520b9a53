//! The names of permissions that are known: those of JetBrains' SDK of November 2024. Servers know names
//! that this list does not, so it is a help and no wall.

use std::fmt;

use serde::Serialize;

/// One name a line, sorted.
const LIST: &str = include_str!("../permissions.txt");

/// Names that the list itself has marked as obsolete, and what took their place.
const SUPERSEDED: [(&str, &str); 1] = [("PackageRepository.Write", "PackageRepository.Write2")];

/// Longer texts (bytes) are no misspelling of any name.
const LONGEST_NEAR: usize = 80;

/// The share of letters that need no change to make the name of a text that is near (0 to 1).
const NEAR: f64 = 0.6;

/// Every known name, sorted.
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

/// What is known of a name. In JSON: `standing`, and `instead` with the successor or the nearest name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "Written")]
pub enum Standing {
    /// In the list.
    Known,
    /// In the list, but obsolete: this one took its place.
    Superseded(&'static str),
    /// A name as servers of 2020 have them. The list is later, and says nothing of these.
    Of2020,
    /// Not in the list; the nearest name there, if one is near.
    Unknown(Option<&'static str>),
}

impl Standing {
    /// What is known of `name`, in an element of the later grammar or of that of 2020.
    pub fn of(name: &str, later: bool) -> Self {
        if let Some(new) = superseded_by(name) {
            Self::Superseded(new)
        } else if known_names().any(|known| known == name) {
            Self::Known
        } else if !later && !name.contains('.') {
            Self::Of2020
        } else {
            Self::Unknown(nearest(name))
        }
    }
}

/// In words that follow the name.
impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known => f.write_str("known"),
            Self::Superseded(new) => write!(f, "obsolete: {new} took its place"),
            Self::Of2020 => f.write_str("a right as servers of 2020 name them; the known names are of 2024"),
            Self::Unknown(Some(near)) => write!(f, "not among the known names; the nearest is {near}"),
            Self::Unknown(None) => f.write_str("not among the known names, and none is near"),
        }
    }
}

#[derive(Serialize)]
struct Written {
    standing: &'static str,
    instead: Option<&'static str>,
}

impl From<Standing> for Written {
    fn from(standing: Standing) -> Self {
        let (standing, instead) = match standing {
            Standing::Known => ("known", None),
            Standing::Superseded(new) => ("obsolete", Some(new)),
            Standing::Of2020 => ("of_2020", None),
            Standing::Unknown(nearest) => ("unknown", nearest),
        };
        Self { standing, instead }
    }
}

/// The known name that `name` was meant to be: the same in other case, one whose end it is, or one that
/// differs in a few letters.
fn nearest(name: &str) -> Option<&'static str> {
    if name.len() > LONGEST_NEAR {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let end = format!(".{name}");
    let lower: Vec<(String, &'static str)> = known_names().map(|known| (known.to_ascii_lowercase(), known)).collect();
    let same = lower.iter().find(|(known, _)| *known == name);
    let longer = same.or_else(|| lower.iter().find(|(known, _)| known.ends_with(&end)));
    longer.map(|(_, known)| *known).or_else(|| most_similar(&name, &lower))
}

fn most_similar(name: &str, lower: &[(String, &'static str)]) -> Option<&'static str> {
    let rated = lower.iter().map(|(known, shown)| (strsim::normalized_levenshtein(known, name), *shown));
    let (similarity, best) = rated.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (similarity >= NEAR).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oauth::scope::grammar::is_permission;

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
            assert_eq!((Standing::of(name, true), Standing::of(name, false)), (Standing::Known, Standing::Known));
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
            assert_eq!(Standing::of(name, true), Standing::Unknown(expected), "{name}");
        }
        assert_eq!(Standing::of(&"Profile.View".repeat(1_000), true), Standing::Unknown(None));
    }

    #[test]
    fn names_of_2020_are_not_called_wrong() {
        for name in ["EditTeam", "AddNewProfile", "EditAbsences"] {
            assert_eq!(Standing::of(name, false), Standing::Of2020, "{name}");
        }
        assert_eq!(Standing::of("Superadmin", false), Standing::Known);
        assert_eq!(Standing::of("Team.Edti", false), Standing::Unknown(Some("Team.Edit")));
    }

    #[test]
    fn the_obsolete_name_points_to_its_successor() {
        let expected = Standing::Superseded("PackageRepository.Write2");
        assert_eq!(Standing::of("PackageRepository.Write", true), expected);
        assert_eq!(entity_of("PackageRepository.Write"), "PackageRepository");
        assert_eq!(entity_of("Superadmin"), "Superadmin");
    }
}
