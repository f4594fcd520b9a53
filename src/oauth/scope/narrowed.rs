//! What a server left out of the scope that was asked for.

use super::grammar::{Element, element};

/// The parts of the scope `asked` that the scope `granted` lacks, as they were written or a permission each.
/// Nothing can be said of `**`: a server may list what the client has instead.
pub fn not_granted(asked: &str, granted: &str) -> Vec<String> {
    let granted: Vec<Part<'_>> = granted.split_whitespace().flat_map(parts).collect();
    let has = |part: &Part<'_>| {
        granted.iter().any(|granted| {
            let in_context = granted.context == part.context;
            granted.name == "**" || granted == part || in_context && granted.name == "*"
        })
    };
    let asked = asked.split_whitespace().filter(|element| *element != "**").flat_map(parts);
    asked.filter(|part| !has(part)).map(|part| part.written()).collect()
}

/// One permission, or one word of a server that has another grammar.
#[derive(PartialEq, Eq)]
struct Part<'a> {
    context: Option<&'a str>,
    name: &'a str,
}

impl Part<'_> {
    fn written(&self) -> String {
        self.context.map_or_else(|| self.name.to_owned(), |context| format!("{context}:{}", self.name))
    }
}

fn parts(text: &str) -> Vec<Part<'_>> {
    match element(text) {
        Ok(Element { context, permissions, .. }) => {
            permissions.into_iter().map(|name| Part { context, name }).collect()
        }
        Err(_) => vec![Part { context: None, name: text }],
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
