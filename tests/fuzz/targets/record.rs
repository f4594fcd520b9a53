//! What a store holds: entries with a line `--` between them, the first the profile's, the others its parts
//! in turn: `a/0`, `b/0`, `a/1`, …
#![no_main]

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use fuzz::is_shown_safely;
use libfuzzer_sys::fuzz_target;
use space_token::error::{Error, Kind};
use space_token::secret::SecretBytes;
use space_token::store::{Record, StoreChoice, TokenStore, load, save};

fuzz_target!(|input: &[u8]| {
    let store = Entries::of(input);
    match load(&store, "p") {
        Ok(Some(record)) => check_kept(&store, &record),
        Ok(None) => assert!(store.looks.get() > 1, "an entry is there, and reads as absent"),
        Err(error) => {
            assert_eq!(error.kind(), Kind::Store);
            assert!(is_shown_safely(error.message()) && error.message().len() < 200, "{error}");
        }
    }
});

/// A record that can be read can be written, over whatever is there, and is then read again.
fn check_kept(found: &Entries, record: &Record) {
    let whole = Record::parse(record.to_bytes().expect("a record that was read").expose(), "p").expect("what was just written");
    assert_eq!(&whole, record);
    for longest in [100, 500, 2_560, usize::MAX] {
        let store = Entries { longest, entries: found.entries.clone(), looks: Cell::new(0) };
        save(&store, "p", record).expect("a store that refuses nothing");
        assert_eq!(load(&store, "p").expect("what was just written").as_ref(), Some(record));
    }
}

/// A store in memory. Who looks twice finds that the login is gone, and so need not wait for a third time.
#[derive(Debug)]
struct Entries {
    longest: usize,
    looks: Cell<usize>,
    entries: RefCell<BTreeMap<String, Vec<u8>>>,
}

impl Entries {
    fn of(input: &[u8]) -> Self {
        let names = (0..).flat_map(|number| [format!("p/a/{number}"), format!("p/b/{number}")]);
        let names = std::iter::once("p".to_owned()).chain(names);
        let entries = names.zip(split(input)).map(|(name, entry)| (name, entry.to_vec())).collect();
        Self { longest: 2_560, looks: Cell::new(0), entries: RefCell::new(entries) }
    }
}

fn split(input: &[u8]) -> Vec<&[u8]> {
    const BETWEEN: &[u8] = b"\n--\n";
    let mut entries = Vec::new();
    let mut rest = input;
    while let Some(at) = rest.windows(BETWEEN.len()).position(|window| window == BETWEEN) {
        entries.push(&rest[..at]);
        rest = &rest[at + BETWEEN.len()..];
    }
    entries.push(rest);
    entries
}

impl TokenStore for Entries {
    fn choice(&self) -> StoreChoice {
        StoreChoice::Keyring
    }

    fn longest_entry(&self) -> usize {
        self.longest
    }

    fn get(&self, name: &str) -> Result<Option<SecretBytes>, Error> {
        if name == "p" && self.looks.replace(self.looks.get() + 1) > 0 {
            return Ok(None);
        }
        Ok(self.entries.borrow().get(name).cloned().map(SecretBytes::new))
    }

    fn set(&self, name: &str, entry: &SecretBytes) -> Result<(), Error> {
        assert!(entry.expose().len() <= self.longest, "an entry that does not fit");
        self.looks.set(0);
        self.entries.borrow_mut().insert(name.to_owned(), entry.expose().to_vec());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<bool, Error> {
        Ok(self.entries.borrow_mut().remove(name).is_some())
    }
}
