//! Edits of the file that leave the rest of it as it is.

use toml_edit::{Decor, InlineTable, Item, RawString, Table, TableLike, Value, value};

use super::{Config, syntax_error, wrong};
use crate::error::Error;
use crate::files;

impl Config {
    /// Sets `keys` of the profile `name` and removes those that are `None`; whatever else is in the file stays.
    ///
    /// # Errors
    /// `Configuration` if the file has no place for profiles.
    pub fn set_profile(&mut self, name: &str, keys: &[(&str, Option<Value>)]) -> Result<(), Error> {
        let profile = self.profile_mut(name)?;
        for (key, wanted) in keys {
            match (wanted, profile.get_mut(key)) {
                (None, _) => drop(profile.remove(key)),
                (Some(wanted), Some(Item::Value(present))) => replace_value(present, wanted.clone()),
                (Some(wanted), _) => drop(profile.insert(key, value(wanted.clone()))),
            }
        }
        Ok(())
    }

    /// Sets `default_profile`; whatever else is in the file stays.
    pub fn set_default_profile(&mut self, name: &str) {
        if let Some(Item::Value(present)) = self.document.get_mut("default_profile") {
            return replace_value(present, name.into());
        }
        let mut name = Value::from(name);
        if self.document.iter().all(|(_, item)| item.is_table()) {
            // an empty line before the first table
            name.decor_mut().set_suffix("\n");
        }
        self.document.insert("default_profile", Item::Value(name));
    }

    /// Renames the profile `old`, and `default_profile` if it is that one; whatever else is in the file stays.
    pub fn rename_profile(&mut self, old: &str, new: &str) {
        if let Some(profiles) = self.document.get_mut("profiles").and_then(Item::as_table_like_mut)
            && let Some(profile) = profiles.remove(old)
        {
            profiles.insert(new, profile);
        }
        if self.document.get("default_profile").and_then(Item::as_str) == Some(old) {
            self.set_default_profile(new);
        }
    }

    /// Removes the profile `name`, and `default_profile` if it is that one; whatever else is in the file stays, but for
    /// the comments right above the profile, which are about it.
    ///
    /// # Errors
    /// `Configuration` if nothing valid would be left.
    pub fn remove_profile(&mut self, name: &str) -> Result<(), Error> {
        // what a line ends with that is about to go: a comment that's nowhere in the file
        let goes = format!(" # {}", files::nonce());
        if let Some(profiles) = self.document.get_mut("profiles").and_then(Item::as_table_like_mut) {
            match profiles.get_mut(name) {
                Some(Item::Table(table)) if !table.is_implicit() && !table.is_dotted() => {
                    table.clear();
                    let above = table.decor().prefix().and_then(RawString::as_str).unwrap_or_default();
                    // what an empty line sets apart is about something else: the head of the file, or the profile above
                    let kept = above.rsplit_once("\n\n").map(|(kept, _)| format!("{kept}\n\n")).unwrap_or_default();
                    *table.decor_mut() = Decor::new(kept, goes.as_str());
                }
                _ => drop(profiles.remove(name)),
            }
        }
        if let Some(Item::Value(default)) = self.document.get_mut("default_profile")
            && default.as_str() == Some(name)
        {
            // in one line, whatever it was written in
            replace_value(default, "".into());
            default.decor_mut().set_suffix(goes.as_str());
        }
        // a key or a table that is removed would take the comments above it along
        let text = self.document.to_string();
        let kept: String = text.split_inclusive('\n').filter(|line| !line.trim_end().ends_with(&goes)).collect();
        let kept = kept.trim_start_matches('\n');
        self.document = kept.parse().map_err(|error| syntax_error(&self.path, kept, &error))?;
        Ok(())
    }

    /// The table of the profile `name`, made if there is none: in braces where `profiles` is.
    fn profile_mut(&mut self, name: &str) -> Result<&mut dyn TableLike, Error> {
        let wrong = wrong(&self.path, &format!("profiles.{name} isn't a table"));
        let profiles = self.document.entry("profiles").or_insert_with(|| {
            let mut table = Table::new();
            table.set_implicit(true);
            Item::Table(table)
        });
        let empty = if profiles.is_value() { value(InlineTable::new()) } else { Item::Table(Table::new()) };
        let profiles = profiles.as_table_like_mut();
        profiles.and_then(|profiles| profiles.entry(name).or_insert(empty).as_table_like_mut()).ok_or(wrong)
    }
}

/// What stands around a value, such as a comment, stays.
fn replace_value(present: &mut Value, wanted: Value) {
    let decor = present.decor().clone();
    *present = wanted;
    *present.decor_mut() = decor;
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn config(text: &str) -> Result<Config, Error> {
        Config::parse(Path::new("config.toml"), text)
    }

    #[test]
    fn what_a_user_wrote_survives() {
        let text = "# mine\ndefault_profile = 'work' # why\n\n[profiles.work]\nurl = \"https://x\" # prod\nfuture = [1]\n# end\n\n[other]\nx = 1\n";
        let mut config = config(text).unwrap();
        config
            .set_profile("work", &[("url", Some("https://y".into())), ("username", Some("bob".into())), ("gone", None)])
            .unwrap();
        let written = config.to_string();
        assert_eq!(
            written,
            "# mine\ndefault_profile = 'work' # why\n\n[profiles.work]\nurl = \"https://y\" # prod\nfuture = [1]\nusername = \"bob\"\n# end\n\n[other]\nx = 1\n"
        );
    }

    #[test]
    fn the_default_is_named_where_a_person_would() {
        for (text, expected) in [
            ("", "default_profile = \"b\"\n\n"),
            ("# head\n\n[profiles.a]\n", "default_profile = \"b\"\n\n# head\n\n[profiles.a]\n"),
            ("# h\ndefault_profile = 'a' # why\n\n[x]\n", "# h\ndefault_profile = \"b\" # why\n\n[x]\n"),
            ("future = 1 # one\n[x]\n", "future = 1 # one\ndefault_profile = \"b\"\n[x]\n"),
        ] {
            let mut config = config(text).unwrap();
            config.set_default_profile("b");
            assert_eq!(config.to_string(), expected);
            assert_eq!(config.default_profile().unwrap().as_deref(), Some("b"));
        }
    }

    #[test]
    fn a_profile_goes_with_the_comments_that_are_about_it_and_no_others() {
        let two =
            "# head\n\n# about a\n[profiles.a]\nx = 1 # one\n# end of a\n\n# about b\n[profiles.b]\ny = 2\n# end\n";
        for (text, name, expected) in [
            (two, "a", "# head\n\n# end of a\n\n# about b\n[profiles.b]\ny = 2\n# end\n"),
            (two, "b", "# head\n\n# about a\n[profiles.a]\nx = 1 # one\n# end of a\n\n# end\n"),
            (two, "c", two),
            ("# h\ndefault_profile = 'a'\nx = 1\n[profiles.a]\n", "a", "# h\nx = 1\n"),
            ("# head\n\n# about a\n[profiles.a]\n[profiles.a.sub]\n[o]\n", "a", "# head\n\n[o]\n"),
            ("# h\ndefault_profile = 'a'\n\n[profiles.a]\n\n[o]\n", "a", "# h\n\n[o]\n"),
            ("# h\ndefault_profile = 'a'\n[profiles.a]\n", "a", "# h\n"),
            ("# h\ndefault_profile = \"\"\"\\\n  a\"\"\" # d\n[profiles.a]\n[o]\n", "a", "# h\n[o]\n"),
            ("default_profile = '''\na''' # d\n[profiles.a]\n", "a", ""),
            ("default_profile = 'a'\n\n[profiles.a]\n[profiles.a.sub]\n\n[other]\n", "a", "[other]\n"),
            (
                "default_profile = 'b'\n[profiles]\na.x = 1\nb.x = 2\n",
                "a",
                "default_profile = 'b'\n[profiles]\nb.x = 2\n",
            ),
            ("profiles = { a = { x = 1 }, b = { x = 2 } }\n", "a", "profiles = { b = { x = 2 } }\n"),
        ] {
            let mut config = config(text).unwrap();
            config.remove_profile(name).unwrap();
            assert_eq!(config.to_string(), expected, "{text} without {name}");
        }
    }

    #[test]
    fn a_renamed_profile_stays_where_it_is() {
        for (text, expected) in [
            (
                "default_profile = 'a' # why\n\n# about a\n[profiles.a]\nx = 1 # one\n\n[profiles.b]\ny = 2\n",
                "default_profile = \"c\" # why\n\n# about a\n[profiles.c]\nx = 1 # one\n\n[profiles.b]\ny = 2\n",
            ),
            ("profiles = { a = { x = 1 } }\n", "profiles = { c = { x = 1 } }\n"),
            ("[profiles.b]\n", "[profiles.b]\n"),
        ] {
            let mut config = config(text).unwrap();
            config.rename_profile("a", "c");
            assert_eq!(config.to_string(), expected);
        }
    }

    #[test]
    fn line_endings_stay_as_they_are_and_hide_no_comment() {
        let text = "# head\r\n\r\n# about a\r\n[profiles.a]\r\nx = 1 # one\r\n\r\n[profiles.b]\r\ny = 2\r\n";
        let mut config = config(text).unwrap();
        assert_eq!(config.to_string(), text);
        config.remove_profile("a").unwrap();
        config.set_profile("b", &[("z", Some("3".into()))]).unwrap();
        assert_eq!(config.to_string(), "# head\r\n\r\n\r\n[profiles.b]\r\ny = 2\r\nz = \"3\"\r\n");
    }

    #[test]
    fn profiles_in_braces_stay_in_braces() {
        let mut config = config("profiles = { a = { x = 1 } }\n").unwrap();
        config.set_profile("b", &[("url", Some("https://x".into()))]).unwrap();
        assert_eq!(config.to_string(), "profiles = { a = { x = 1 } , b = { url = \"https://x\" } }\n");
    }

    #[test]
    fn a_new_file_is_what_a_person_would_write() {
        let mut config = config("").unwrap();
        config.set_profile("work", &[("url", Some("https://x".into())), ("allow_http", Some(true.into()))]).unwrap();
        assert_eq!(config.to_string(), "[profiles.work]\nurl = \"https://x\"\nallow_http = true\n");
    }
}
