//! Scope strings of Space: built from flags, explained, and compared with the names that are known.

mod builder;
mod explain;
mod grammar;
mod names;
#[cfg(test)]
mod scraps;

pub use builder::Rights;
pub use explain::{ElementMeaning, Explanation, doubts, explain};
pub use names::{entity_of, known_names, superseded_by};
