//! Scope strings of Space: built from flags, explained, and compared with the names that are known.

mod builder;
mod explain;
mod grammar;
mod names;

pub use builder::Rights;
pub use explain::{doubts, not_granted, notes};
pub use grammar::{Element, parse};
pub use names::{NAMES_OF_2020, entity_of, known_names, nearest, superseded_by};
