//! zsh

use super::replace;
use crate::values::{PRINT_PROFILES, PROFILES, SCOPES, scopes};

const END: &str = "\nif [ \"$funcstack[1]\" = \"_space-token\" ]; then";

pub(crate) fn complete(script: &str) -> String {
    let script = replace(script, &format!("({PROFILES})"), "_space-token_profiles");
    let script = replace(&script, &format!("({SCOPES})"), "_space-token_scopes");
    replace(&script, END, &format!("{}{END}", functions()))
}

fn functions() -> String {
    format!(
        r#"
(( $+functions[_space-token_profiles] )) ||
_space-token_profiles() {{
    local -a profiles; profiles=(${{(f)"$({PRINT_PROFILES} 2>/dev/null)"}})
    compadd "$@" -a profiles
}}
(( $+functions[_space-token_scopes] )) ||
_space-token_scopes() {{
    local -a scopes; scopes=({scopes})
    # a context, a colon, names with commas between: what is typed of it stays
    compset -P '*[:,]' || scopes=(global:$^scopes)
    compadd "$@" -a scopes
}}
"#,
        scopes = scopes().join(" ")
    )
}
