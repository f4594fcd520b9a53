//! PowerShell

use std::fmt::Write;

use clap::Command;

use super::{insert_after, replace};
use crate::values::{PRINT_PROFILES, Values, of_arguments, of_options, scopes};

const START: &str = "    $completions = @(switch ($command) {";

pub(crate) fn complete(script: &str, command: &Command) -> String {
    // the same by other words: clap's are beyond the grammar that a test reads the script with
    let script = replace(script, "$completions.Where{", "$completions | Where-Object {");
    let mut script = replace(&script, START, &format!("{}{START}", values_of_options(command)));
    for (path, values) in of_arguments(command) {
        let line = format!(
            "\n            {} | ForEach-Object {{ [CompletionResult]::new($_, $_, [CompletionResultType]::ParameterValue, $_) }}",
            offered(&values)
        );
        script = insert_after(&script, &format!("\n        '{}' {{", path.join(";")), &line);
    }
    script
}

/// What clap leaves out: the values of options.
fn values_of_options(command: &Command) -> String {
    let mut cases = String::new();
    for (spelling, values) in of_options(command) {
        let _ = write!(cases, "\n        '{spelling}' {{ {}; break }}", offered(&values));
    }
    format!(
        r#"    $scopes = @({scopes})
    # a context, a colon, names with commas between: what is typed of it stays
    $typed = if ($wordToComplete -match '^.*[:,]') {{ $Matches[0] }} else {{ '' }}
    $before = $commandElements | Where-Object {{ $_.Extent.EndOffset -lt $cursorPosition }} | Select-Object -Last 1
    $values = @(switch -CaseSensitive ("$before") {{{cases}
    }})
    if ($values) {{
        return $values | Where-Object {{ $_ -like "$wordToComplete*" }} |
            ForEach-Object {{ [CompletionResult]::new($_, $_, [CompletionResultType]::ParameterValue, $_) }}
    }}

"#,
        scopes = quoted(&scopes())
    )
}

fn offered(values: &Values) -> String {
    match values {
        Values::Profiles => format!("{PRINT_PROFILES} 2>$null"),
        Values::Scopes => "$scopes | ForEach-Object { \"$typed$_\" }".to_owned(),
        Values::Words(words) => quoted(words),
    }
}

fn quoted<T: AsRef<str>>(words: &[T]) -> String {
    words.iter().map(|word| format!("'{}'", word.as_ref())).collect::<Vec<_>>().join(", ")
}
