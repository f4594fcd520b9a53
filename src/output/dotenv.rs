//! `KEY="value"` lines. Readers of dotenv files agree on these and on little else.

/// One line.
///
/// # Errors
/// For characters that some readers expand or unescape and others do not: one of them would read another
/// token, or run a command.
pub(super) fn line(name: &str, value: &str) -> Result<String, String> {
    match value.chars().find(|c| matches!(c, '"' | '\\' | '$' | '`')) {
        Some(c) => {
            Err(format!("{name} has a {c} in it, which readers of dotenv files treat differently; use --format json"))
        }
        None => Ok(format!("{name}=\"{value}\"\n")),
    }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn what_readers_differ_about_is_refused() {
        assert_eq!(line("X", "a'b #c=%!é"), Ok("X=\"a'b #c=%!é\"\n".to_owned()));
        for value in ["a\"", "\\", "$HOME", "`id`"] {
            assert!(line("X", value).is_err(), "{value}");
        }
    }
}
