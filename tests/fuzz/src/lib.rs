//! What the targets share. Each target states what holds for any input, beyond that nothing panics. `tests/fuzz/run`
//! runs them all.

/// Whether `text` can be shown in one line of a terminal.
pub fn is_shown_safely(text: &str) -> bool {
    !text.chars().any(space_token::error::is_unprintable)
}
