//! fish: <https://fishshell.com/docs/current/language.html#quotes>.

/// Between single quotes, a backslash escapes itself and the quote, and nothing else is special.
pub(super) fn set(name: &str, value: &str) -> String {
    format!("set -gx {name} '{}'\n", value.replace('\\', r"\\").replace('\'', r"\'"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_quote_and_the_backslash_are_special() {
        assert_eq!(super::set("X", r#"a'b"c\d$e"#), "set -gx X 'a\\'b\"c\\\\d$e'\n");
    }
}
