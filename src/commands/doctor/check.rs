//! One line of the report.

use serde::Serialize;

use crate::error::{Error, clean};
use crate::report::{BAD, GOOD, WARNING};

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Verdict {
    /// As it should be.
    Ok,
    /// It works, and could be better; or nobody can tell.
    Warn,
    /// It does not work.
    Fail,
}

/// What was looked at, what was found, and what to do about it.
#[derive(Debug, Serialize)]
pub(super) struct Check {
    pub(super) check: &'static str,
    pub(super) result: Verdict,
    pub(super) found: String,
    pub(super) cure: Option<String>,
}

impl Check {
    pub(super) fn ok(check: &'static str, found: impl AsRef<str>) -> Self {
        Self { check, result: Verdict::Ok, found: clean(found.as_ref()), cure: None }
    }

    pub(super) fn warn(check: &'static str, found: impl AsRef<str>, cure: impl Into<String>) -> Self {
        Self { result: Verdict::Warn, cure: Some(cure.into()), ..Self::ok(check, found) }
    }

    pub(super) fn fail(check: &'static str, found: impl AsRef<str>, cure: impl Into<String>) -> Self {
        Self { result: Verdict::Fail, cure: Some(cure.into()), ..Self::ok(check, found) }
    }

    /// The failure that a command would have met.
    pub(super) fn failed(check: &'static str, error: &Error) -> Self {
        let cure = error.hint_text().map(str::to_owned);
        Self { result: Verdict::Fail, cure, ..Self::ok(check, error.message()) }
    }

    /// `ok    lock         taken and released`, the result in colour.
    pub(super) fn line(&self) -> String {
        let (style, result) = match self.result {
            Verdict::Ok => (GOOD, "ok  "),
            Verdict::Warn => (WARNING, "warn"),
            Verdict::Fail => (BAD, "fail"),
        };
        let cure = self.cure.as_ref().map(|cure| format!(" -> {cure}")).unwrap_or_default();
        format!("{style}{result}{style:#}  {:<13} {}{cure}\n", self.check, self.found)
    }

    /// The home folder's name is its owner's.
    pub(super) fn hide_home(&mut self, home: &str) {
        self.found = without_home(&self.found, home);
        self.cure = self.cure.as_ref().map(|cure| without_home(cure, home));
    }
}

/// `~` for the home folder; where the path is quoted, before the quote, so that a shell still knows it.
fn without_home(text: &str, home: &str) -> String {
    let home = home.trim_end_matches('/');
    let is_of_name = |c: char| c.is_alphanumeric() || "._-".contains(c);
    let (mut shown, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once(home).filter(|_| !home.is_empty()) {
        shown.push_str(before);
        // a part of another path or of a URL is no home folder
        let is_home = !shown.ends_with(|c| is_of_name(c) || "/~]".contains(c)) && !after.starts_with(is_of_name);
        rest = after;
        match after.strip_prefix('/') {
            Some(inside) if is_home && shown.ends_with('\'') => {
                shown.pop();
                shown.push_str("~/'");
                rest = inside;
            }
            _ => shown.push_str(if is_home { "~" } else { home }),
        }
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_the_cure() {
        let line = |check: Check| anstream::adapter::strip_str(&check.line()).to_string();
        assert_eq!(line(Check::ok("lock", "free")), "ok    lock          free\n");
        assert_eq!(line(Check::warn("clock", "a\nb", "set it")), "warn  clock         a b -> set it\n");
    }

    #[test]
    fn the_home_folder_is_hidden_and_commands_still_work() {
        for (text, expected) in [
            ("chmod 600 '/home/bob/x y'", "chmod 600 ~/'x y'"),
            ("/home/bob/x is wrong", "~/x is wrong"),
            ("/srv/x", "/srv/x"),
            ("/home/bob: no such file", "~: no such file"),
            ("/home/bob2/x /home/bob.old /srv/home/bob", "/home/bob2/x /home/bob.old /srv/home/bob"),
            (
                "https://x/home/bob http://x:8/home/bob http://[::1]/home/bob",
                "https://x/home/bob http://x:8/home/bob http://[::1]/home/bob",
            ),
            ("/home/bob/home/bob", "~/home/bob"),
        ] {
            assert_eq!(without_home(text, "/home/bob"), expected);
            assert_eq!(without_home(text, "/"), text);
        }
    }
}
