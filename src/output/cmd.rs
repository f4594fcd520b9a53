//! cmd.exe: a batch file, to be called.

/// The longest line that cmd.exe takes (characters, its end not counted).
const LONGEST_LINE: usize = 8_191;

/// Between double quotes only `%` is special in a batch file, where it is doubled. Without the `@` a file that is
/// called from the prompt would show each line, and the token with it.
///
/// # Errors
/// For a value that cmd.exe would change: nothing quotes a double quote, what is beyond ASCII is read by the
/// console's code page, and long lines are cut.
pub(super) fn set(name: &str, value: &str) -> Result<String, String> {
    if value.contains('"') {
        return Err(format!("{name} has a double quote in it, which cmd.exe cannot take literally"));
    }
    if !value.is_ascii() {
        return Err(format!("{name} has a character beyond ASCII, which cmd.exe reads by its code page"));
    }
    let line = format!("@set \"{name}={}\"", value.replace('%', "%%"));
    if line.len() > LONGEST_LINE {
        return Err(format!("{name} is longer than a line of cmd.exe ({LONGEST_LINE} characters)"));
    }
    Ok(line + "\r\n")
}

#[cfg(test)]
mod tests {
    use super::set;

    #[test]
    fn only_the_percent_sign_is_special() {
        assert_eq!(set("X", r"50% & 'm\o^r|e'!"), Ok("@set \"X=50%% & 'm\\o^r|e'!\"\r\n".to_owned()));
    }

    #[test]
    fn what_would_be_changed_is_refused() {
        assert!(set("X", "a\"b").is_err());
        assert!(set("X", "é").is_err());
        let longest = LONGEST_VALUE;
        assert!(set("X", &"a".repeat(longest)).is_ok());
        assert!(set("X", &"a".repeat(longest + 1)).is_err());
        assert!(set("X", &"%".repeat(longest / 2 + 1)).is_err());
    }

    /// What is left of a line after `@set "X="`.
    const LONGEST_VALUE: usize = super::LONGEST_LINE - 9;
}
