//! nushell

use super::{insert_after, replace};
use crate::values::{PRINT_PROFILES, PROFILES, SCOPES, scopes};

pub(crate) fn complete(script: &str) -> String {
    let profiles = format!("do {{ ^{PRINT_PROFILES} }} | complete | get stdout | lines");
    let script = replace(script, &format!("[ \"{PROFILES}\" ]"), &profiles);
    let script = replace(
        &script,
        &format!("[] {{\n    [ \"{SCOPES}\" ]"),
        "[context: string] {\n    nu-complete space-token scopes $context",
    );
    insert_after(&script, "module completions {\n\n", &names())
}

fn names() -> String {
    format!(
        r#"  # a context, a colon, names with commas between: what is typed of it stays
  def "nu-complete space-token scopes" [context: string] {{
    let typed = $context | parse --regex '(?<typed>[^\s]*[:,])[^:,\s]*$' | get typed | append 'global:' | first
    [ {} ] | each {{|name| $typed + $name }}
  }}

"#,
        scopes().join(" ")
    )
}
