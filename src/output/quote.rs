//! Quoting: what each reader takes for one literal value. Control characters never get here.

/// A POSIX shell: between single quotes nothing is special but the quote itself.
pub(super) fn sh_export(name: &str, value: &str) -> String {
    format!("export {name}='{}'\n", value.replace('\'', r"'\''"))
}

/// fish: between single quotes, backslash escapes itself and the quote.
pub(super) fn fish_export(name: &str, value: &str) -> String {
    format!("set -gx {name} '{}'\n", value.replace('\\', r"\\").replace('\'', r"\'"))
}

/// PowerShell: a quote is doubled, and the typographic single quotes count as quotes too.
pub(super) fn powershell_assignment(name: &str, value: &str) -> String {
    let mut quoted = String::with_capacity(value.len());
    for c in value.chars() {
        if matches!(c, '\'' | '\u{2018}'..='\u{201b}') {
            quoted.push(c);
        }
        quoted.push(c);
    }
    format!("$env:{name} = '{quoted}'\n")
}

/// cmd.exe, in a batch file: `%` is doubled. Nothing quotes a quote there.
pub(super) fn cmd_set(name: &str, value: &str) -> Result<String, String> {
    if value.contains('"') {
        return Err(format!("{name} has a double quote in it, which cmd.exe cannot take literally"));
    }
    Ok(format!("set \"{name}={}\"\r\n", value.replace('%', "%%")))
}

/// nushell: a double-quoted string without `$` in front interpolates nothing.
pub(super) fn nu_assignment(name: &str, value: &str) -> String {
    format!("$env.{name} = \"{}\"\n", backslashed(value))
}

/// A parameter in a curl configuration file (curl(1), `-K`).
pub(super) fn curl(value: &str) -> String {
    format!("\"{}\"", backslashed(value))
}

fn backslashed(value: &str) -> String {
    value.replace('\\', r"\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shell_its_own_way() {
        let value = r#"a'b"c\d$e`f%g!h ‘i’"#;
        assert_eq!(sh_export("X", value), "export X='a'\\''b\"c\\d$e`f%g!h ‘i’'\n");
        assert_eq!(fish_export("X", value), "set -gx X 'a\\'b\"c\\\\d$e`f%g!h ‘i’'\n");
        assert_eq!(powershell_assignment("X", value), "$env:X = 'a''b\"c\\d$e`f%g!h ‘‘i’’'\n");
        assert_eq!(nu_assignment("X", value), "$env.X = \"a'b\\\"c\\\\d$e`f%g!h ‘i’\"\n");
        assert_eq!(curl(value), "\"a'b\\\"c\\\\d$e`f%g!h ‘i’\"");
        assert_eq!(cmd_set("X", "50% & more").unwrap(), "set \"X=50%% & more\"\r\n");
        assert!(cmd_set("X", value).is_err());
    }
}
