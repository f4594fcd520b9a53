//! fish

use clap::Command;

use super::{insert_after, replace};
use crate::values::{PRINT_PROFILES, PROFILES, SCOPES, Values, of_arguments, scopes};

pub(crate) fn complete(script: &str, command: &Command) -> String {
    let script = replace(script, &format!("\"{PROFILES}\\t''\""), &format!("\"{}\"", offered(&Values::Profiles)));
    let script = replace(&script, &format!("\"{SCOPES}\\t''\""), &format!("\"{}\"", offered(&Values::Scopes)));
    // an option that still lacks its value is no reason to offer nothing
    let script = replace(&script, "2>/dev/null\n    or return\n", "2>/dev/null\n    or return 0\n");
    // `help` is among the commands that its argument must not follow, and itself
    let script = replace(&script, "git-credential completions help\" -f", "git-credential completions\" -f");
    let script = insert_after(&script, "    contains -- $cmd[1] $argv\nend\n", &functions());
    let script = script + COMMANDS;
    script + &of_arguments(command).iter().map(|(path, values)| argument(path, values)).collect::<String>()
}

/// What `exec --` runs is completed as if it stood alone. `help` takes no files.
const COMMANDS: &str = r#"function __fish_space_token_command
    set -l words (commandline -opc)
    set -e words[1..(contains -i -- -- $words)]
    complete -C (string join ' ' -- (string escape -- $words) (commandline -ct))
end
complete -c space-token -n "__fish_space_token_using_subcommand exec; and contains -- -- (commandline -opc)" -f -a "(__fish_space_token_command)"
complete -c space-token -n "__fish_space_token_using_subcommand help" -f
"#;

/// What clap leaves out: the values of arguments that are no options.
fn argument(path: &[String], values: &Values) -> String {
    let condition = match path {
        [_, command] => format!("__fish_space_token_using_subcommand {command}"),
        [_, command, subcommand] => {
            format!("__fish_space_token_using_subcommand {command}; and __fish_seen_subcommand_from {subcommand}")
        }
        path => panic!("{path:?} is too deep"),
    };
    format!("complete -c space-token -n \"{condition}\" -f -a \"{}\"\n", offered(values))
}

fn offered(values: &Values) -> String {
    match values {
        Values::Profiles => format!("({PRINT_PROFILES} 2>/dev/null)"),
        Values::Scopes => "(__fish_space_token_scopes)".to_owned(),
        Values::Words(words) => words.join(" "),
    }
}

fn functions() -> String {
    format!(
        r#"
function __fish_space_token_scopes
    # a context, a colon, names with commas between: what is typed of it stays
    set -l typed (commandline -ct | string replace -r '^--[a-z-]+=' '' | string match -r '^.*[:,]'; or echo global:)
    for name in {}
        echo "$typed$name"
    end
end
"#,
        scopes().join(" ")
    )
}
