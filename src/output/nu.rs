//! nushell: <https://www.nushell.sh/book/working_with_strings.html>.

/// In a double-quoted string without a `$` in front, the backslash escapes, and nothing is interpolated.
pub(super) fn assignment(name: &str, value: &str) -> String {
    format!("$env.{name} = \"{}\"\n", value.replace('\\', r"\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_quote_and_the_backslash_are_special() {
        assert_eq!(super::assignment("X", r#"a'b"c\d$e(f)"#), "$env.X = \"a'b\\\"c\\\\d$e(f)\"\n");
    }
}
