//! bash

use super::{insert_after, replace};
use crate::values::{PRINT_PROFILES, PROFILES, SCOPES, scopes};

/// bash breaks words at `=` and `:`, and `--scope=global:Profile.View` is one.
const ONE_WORD: &str = r#"
    local at=$COMP_CWORD
    [[ "${COMP_WORDS[at]}" == [=:] ]] || at=$((at - 1))
    while [[ "${COMP_WORDS[at]}" == : && $at -ge 2 ]]; do
        at=$((at - 2))
    done
    [[ "${COMP_WORDS[at]}" == = && $at -ge 1 ]] && at=$((at - 1))
    prev="${COMP_WORDS[at]}""#;

/// A name stands in a context; bash takes what's before a colon for a word of its own.
const IN_CONTEXT: &str = r#"    [[ "$cur" == : || "${COMP_WORDS[COMP_CWORD-1]}" == : ]] || scopes="global:${scopes// / global:}"
"#;

/// What `exec --` runs is completed as if it stood alone.
const COMMANDS: &str = r#"
    local word seen=
    for ((word = 1; word < COMP_CWORD; word++)); do
        [[ "${COMP_WORDS[word]}" == exec ]] && seen=1
        [[ "$seen" && "${COMP_WORDS[word]}" == -- ]] || continue
        if ((COMP_CWORD == word + 1)); then
            COMPREPLY=($(compgen -c -- "$cur"))
        elif declare -F _command_offset >/dev/null; then
            _command_offset $((word + 1))
        else
            COMPREPLY=($(compgen -f -- "$cur"))
        fi
        return 0
    done"#;

pub(crate) fn complete(script: &str) -> String {
    // clap names the commands in two ways where the program's name has a hyphen
    let script = replace(script, "space__subcmd__token", "space__token");
    let script = insert_after(&script, "    prev=\"$3\"", &format!("{COMMANDS}{ONE_WORD}"));
    let script =
        insert_after(&script, "    opts=\"\"\n", &format!("    local scopes=\"{}\"\n{IN_CONTEXT}", scopes().join(" ")));
    // in single quotes, so that names are looked up only when they are wanted, and expanded once
    let profiles = format!("$({PRINT_PROFILES} 2>/dev/null)");
    let script = replace(&script, &format!("\"{PROFILES}\""), &format!("'{profiles}'"));
    // clap has one list for both words of `profile rename`
    let script = replace(&script, &format!(" {PROFILES} {PROFILES}\""), &format!(" {PROFILES}\""));
    let script = script.replace(&format!(" {PROFILES}\""), &format!(" \\{profiles}\""));
    script.replace(&format!("\"{SCOPES}\""), "\"${scopes}\"").replace(&format!(" {SCOPES}\""), " ${scopes}\"")
}
