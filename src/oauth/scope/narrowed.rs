//! What a server left out of the scope that was asked for.

use super::grammar::element;

/// The parts of the scope `asked` that the scope `granted` lacks, as they were written or a permission each.
/// Nothing can be said of `**`: a server may list what the client has instead.
pub fn not_granted(asked: &str, granted: &str) -> Vec<String> {
    let granted: Vec<Part<'_>> = granted.split_whitespace().flat_map(parts).collect();
    let has = |part: &Part<'_>| [*part, (part.0, "*"), (None, "**")].iter().any(|part| granted.contains(part));
    let asked = asked.split_whitespace().filter(|element| *element != "**").flat_map(parts);
    let missing = asked.filter(|part| !has(part));
    missing.map(|(context, name)| context.map_or_else(|| name.to_owned(), |it| format!("{it}:{name}"))).collect()
}

/// One permission after its context, or one word of a server that has another grammar.
type Part<'a> = (Option<&'a str>, &'a str);

fn parts(text: &str) -> Vec<Part<'_>> {
    match element(text) {
        Ok(element) => element.permissions.into_iter().map(|name| (element.context, name)).collect(),
        Err(_) => vec![(None, text)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_told_a_permission_each() {
        for (asked, granted, missing) in [
            ("read write", "write read", &[][..]),
            ("read write", "read", &["write"]),
            ("read", "", &["read"]),
            ("", "read", &[]),
            ("**", "Project:*", &[]),
            ("Team:A,B", "**", &[]),
            ("Team:A,B Project:C", "Project:* Team:B", &["Team:A"]),
            ("A,B", "B", &["A"]),
            ("global:Profile.View project:key:X:Code.Read", "global:Profile.View", &["project:key:X:Code.Read"]),
            ("0-0-0-0-0 https://x/y", "0-0-0-0-0", &["https://x/y"]),
        ] {
            assert_eq!(not_granted(asked, granted), missing, "{asked} / {granted}");
        }
    }
}
