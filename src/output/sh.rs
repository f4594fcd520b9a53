//! bash, zsh, dash, ksh: the quoting of POSIX (XCU 2.2.2).

/// Between single quotes nothing is special but the quote itself, which is written outside of them.
pub(super) fn export(name: &str, value: &str) -> String {
    format!("export {name}='{}'\n", value.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_the_quote_is_special() {
        assert_eq!(super::export("X", r#"a'b"c\d$e`f!"#), "export X='a'\\''b\"c\\d$e`f!'\n");
    }
}
