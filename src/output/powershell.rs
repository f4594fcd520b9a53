//! PowerShell: verbatim strings (language specification, §2.3.5.2.1).

use std::iter::repeat_n;

/// A quote is doubled, and the typographic single quotes count as quotes too.
pub(super) fn assignment(name: &str, value: &str) -> String {
    let doubled = value.chars().flat_map(|c| repeat_n(c, if is_quote(c) { 2 } else { 1 }));
    format!("$env:{name} = '{}'\n", doubled.collect::<String>())
}

/// `single-quote-character` of the language specification (§2.3.5.2).
fn is_quote(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}'..='\u{201b}')
}

#[cfg(test)]
mod tests {
    #[test]
    fn quotes_of_every_form_are_doubled() {
        assert_eq!(super::assignment("X", r#"a'b"c`d$e ‘i’"#), "$env:X = 'a''b\"c`d$e ‘‘i’’'\n");
    }
}
