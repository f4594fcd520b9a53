//! Elvish

use std::fmt::Write;

use clap::Command;

use super::{insert_after, replace};
use crate::values::{PRINT_PROFILES, Values, of_arguments, of_options, scopes};

const START: &str = "    var completions = [";
const MODULES: &str = "use str;\n";
const END: &str = "    $completions[$command]\n";

pub(crate) fn complete(script: &str, command: &Command) -> String {
    let script = replace(script, MODULES, "use str;\nuse re;\n");
    let mut script = replace(&script, START, &format!("{}{START}", values_of_options(command)));
    for (path, values) in of_arguments(command) {
        let place = format!("\n        &'{}'= {{", path.join(";"));
        script = insert_after(&script, &place, &format!("\n            {}", offered(&values)));
    }
    replace(
        &script,
        END,
        "    if (has-key $values $words[-2]) {
        $values[$words[-2]]
    } elif (has-key $completions $command) {
        $completions[$command]
    }
",
    )
}

/// What clap leaves out: the values of options.
fn values_of_options(command: &Command) -> String {
    let mut cases = String::new();
    for (spelling, values) in of_options(command) {
        let _ = write!(cases, "\n        &'{spelling}'= {{ {} }}", offered(&values));
    }
    format!(
        r#"    fn profiles {{
        try {{ {PRINT_PROFILES} 2>/dev/null | from-lines }} catch e {{ nop }}
    }}
    fn scopes {{
        # a context, a colon, names with commas between: what is typed of it stays
        var typed = (re:find '^(?:.*[:,])?' $words[-1])[text]
        if (eq $typed '') {{ set typed = 'global:' }}
        for name [{scopes}] {{ put $typed$name }}
    }}
    var values = [{cases}
    ]
"#,
        scopes = scopes().join(" ")
    )
}

fn offered(values: &Values) -> String {
    match values {
        Values::Profiles => "profiles".to_owned(),
        Values::Scopes => "scopes".to_owned(),
        Values::Words(words) => format!("put {}", words.join(" ")),
    }
}
