//! `config.toml`: any text is read or refused, and an edit changes what it is about and nothing else.
#![no_main]

use std::collections::BTreeMap;
use std::path::Path;

use fuzz::is_shown_safely;
use libfuzzer_sys::fuzz_target;
use space_token::error::{Error, Kind};
use space_token::settings::config::{Config, Profile};
use space_token::settings::setting;
use toml_edit::{DocumentMut, Item, Value};

const NAME: &str = "work";
const URL: &str = "https://space.example.com";

fuzz_target!(|text: &str| match parse(text) {
    Ok(config) => {
        check_reading(text, &config);
        check_set_profile(text);
        check_default(text);
        for name in config.profile_names() {
            check_remove_profile(text, &name);
        }
    }
    Err(error) => {
        assert_eq!(error.kind(), Kind::Configuration);
        assert!(is_shown_safely(error.message()), "{error}");
    }
});

fn parse(text: &str) -> Result<Config, Error> {
    Config::parse(Path::new("config.toml"), text)
}

fn reparse(config: &Config) -> Config {
    let text = config.to_string();
    parse(&text).unwrap_or_else(|error| panic!("{error} after an edit: {text:?}"))
}

fn check_reading(text: &str, config: &Config) {
    let written = config.to_string();
    assert_eq!(values(&written, |_| false), values(text, |_| false), "nothing was edited");
    assert!(config.unknown_keys().iter().all(|key| is_shown_safely(key)));
    let _ = config.default_profile();
    for name in config.profile_names() {
        assert!(config.has_profile(&name));
        let Ok(profile) = config.profile(&name) else { continue };
        let _ = (profile.text("url"), allow_http(&profile));
    }
}

fn check_set_profile(text: &str) {
    let mut config = parse(text).expect("parsed before");
    let keys = [("url", Some(Value::from(URL))), ("allow_http", Some(true.into())), ("username", None)];
    // nothing is written to a profile that could not be read; a key that goes takes along what is said of it
    let is_sound = config.profile(NAME).is_ok_and(|profile| {
        profile.text("url").is_ok() && allow_http(&profile).is_ok() && matches!(profile.text("username"), Ok(None))
    });
    if config.set_profile(NAME, &keys).is_err() {
        return;
    }
    let written = reparse(&config);
    let profile = written.profile(NAME).expect("it was written");
    assert_eq!(profile.text("url").expect("a text").as_deref(), Some(URL));
    assert_eq!(allow_http(&profile).expect("a flag").as_deref(), Some("true"));
    assert_eq!(profile.text("username").expect("nothing"), None);
    let ours = |key: &str| {
        ["url", "allow_http", "username"].iter().any(|ours| key.starts_with(&path(&["profiles", NAME, ours])))
    };
    assert_eq!(values(text, ours), values(&config.to_string(), ours), "{text:?} became {:?}", config.to_string());
    if is_sound {
        check_comments(text, &config);
    }
}

fn allow_http(profile: &Profile<'_>) -> Result<Option<String>, Error> {
    profile.value(setting("allow_http").expect("a setting"))
}

fn check_default(text: &str) {
    let mut config = parse(text).expect("parsed before");
    if config.default_profile().is_err() {
        return;
    }
    config.set_default_profile(NAME);
    assert_eq!(reparse(&config).default_profile().expect("a text").as_deref(), Some(NAME));
    let ours = |key: &str| key == path(&["default_profile"]);
    assert_eq!(values(text, ours), values(&config.to_string(), ours), "{text:?} became {:?}", config.to_string());
    check_comments(text, &config);
}

fn check_remove_profile(text: &str, name: &str) {
    let mut config = parse(text).expect("parsed before");
    let was_default = config.default_profile().ok().flatten().as_deref() == Some(name);
    config.remove_profile(name).unwrap();
    assert!(!reparse(&config).has_profile(name), "{text:?} became {:?}", config.to_string());
    let removed = path(&["profiles", name]);
    let ours = |key: &str| key.starts_with(&removed) || (was_default && key == path(&["default_profile"]));
    assert_eq!(values(text, ours), values(&config.to_string(), ours), "{text:?} became {:?}", config.to_string());
    for line in head(text, name) {
        assert!(
            config.to_string().contains(line.trim_end()),
            "{line:?} is gone: {text:?} became {:?}",
            config.to_string()
        );
    }
}

/// The comments at the top that an empty line sets apart from the table of the profile `name`, if that is the first.
fn head<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let head: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
    let mut below = text.lines().skip(head.len());
    let apart = below.next() == Some("");
    let first = below.find(|line| !line.is_empty() && !line.starts_with('#'));
    if apart && first.is_some_and(|line| line.trim_end() == format!("[profiles.{name}]")) { head } else { Vec::new() }
}

/// Lines that are a comment and nothing else stay, where no text of several lines looks like one.
fn check_comments(before: &str, config: &Config) {
    if before.contains("\"\"\"") || before.contains("'''") {
        return;
    }
    let after = config.to_string();
    let lines: Vec<&str> = after.lines().map(str::trim).collect();
    for comment in before.lines().map(str::trim).filter(|line| line.starts_with('#')) {
        assert!(lines.contains(&comment), "{comment:?} is gone: {before:?} became {after:?}");
    }
}

/// Every value of the file by its path, but for those that `ours` names.
fn values(text: &str, ours: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    // a file with both line endings gets one of them throughout
    let document: DocumentMut = text.replace("\r\n", "\n").parse().expect("parsed before");
    let mut found = BTreeMap::new();
    collect(document.as_item(), String::new(), &mut found);
    found.retain(|key, _| !ours(key));
    found
}

fn collect(item: &Item, at: String, found: &mut BTreeMap<String, String>) {
    if let Some(table) = item.as_table_like() {
        for (key, item) in table.iter() {
            collect(item, format!("{at}{}", path(&[key])), found);
        }
    } else if let Some(tables) = item.as_array_of_tables() {
        for (number, table) in tables.iter().enumerate() {
            collect(&Item::Table(table.clone()), format!("{at}[{number}]"), found);
        }
    } else {
        found.insert(at, item.to_string().trim().to_owned());
    }
}

/// A path that no other keys make.
fn path(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("/{key:?}")).collect()
}
