//! curl: a line of a configuration file (curl(1), `-K`), so that the token is in no argument.

/// In a quoted parameter, a backslash escapes itself and the quote.
pub(super) fn header(access_token: &str) -> String {
    let quoted = access_token.replace('\\', r"\\").replace('"', "\\\"");
    format!("header = \"Authorization: Bearer {quoted}\"\n")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_quote_and_the_backslash_are_special() {
        assert_eq!(super::header(r#"a'b"c\d$e"#), "header = \"Authorization: Bearer a'b\\\"c\\\\d$e\"\n");
    }
}
