//! Records longer than a store's entry: split over entries, the header written last.
//!
//! A record that fits is the entry named after the profile. One that does not has a header there, which
//! names a slot (`a` or `b`) and a random nonce; the parts are entries `PROFILE/SLOT/N` that begin with
//! the nonce. A writer fills the slot that is not in use, then replaces the header: whoever dies on the
//! way leaves the old record whole. The lock keeps readers and writers apart; where none could be had, a part
//! with another nonce tells a reader that it met a writer.

use serde::Deserialize;
use serde_json::json;

use super::TokenStore;
use super::record::corrupt;
use crate::error::Error;
use crate::secret::SecretBytes;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    /// Distinguishes a header from a record, which has no such key.
    parts: usize,
    /// `a` or `b`
    slot: char,
    /// What each part begins with.
    #[serde(rename = "mark")]
    nonce: String,
}

/// The name of a part of the record stored under `name`.
fn part_name(name: &str, slot: char, number: usize) -> String {
    format!("{name}/{slot}/{number}")
}

/// The record of `profile` stored under `name`, put together.
pub(super) fn get(store: &dyn TokenStore, name: &str, profile: &str) -> Result<Option<SecretBytes>, Error> {
    let Some(entry) = store.get(name)? else { return Ok(None) };
    let Some(Header { parts, slot, nonce }) = header(&entry) else { return Ok(Some(entry)) };
    // the allocator zeroes what growing leaves behind
    let mut whole = Vec::new();
    for number in 0..parts {
        let part = store.get(&part_name(name, slot, number))?;
        let content = part.as_ref().and_then(|part| part.expose().strip_prefix(nonce.as_bytes()));
        whole.extend_from_slice(content.ok_or_else(|| corrupt(profile, "a part of it is missing"))?);
    }
    Ok(Some(SecretBytes::new(whole)))
}

/// Stores `record` under `name`, in parts if it must be.
pub(super) fn set(store: &dyn TokenStore, name: &str, record: &SecretBytes) -> Result<(), Error> {
    let longest = store.longest_entry();
    if longest == usize::MAX {
        return store.set(name, record);
    }
    let old = store.get(name)?.and_then(|entry| header(&entry));
    if record.expose().len() <= longest {
        store.set(name, record)?;
    } else {
        let slot = if old.as_ref().is_some_and(|old| old.slot == 'a') { 'b' } else { 'a' };
        write_parts(store, name, slot, record)?;
    }
    if let Some(old) = old {
        delete_parts(store, name, old.slot);
    }
    Ok(())
}

/// Deletes the login named `name`, if there is one. The header goes first, so that no reader meets half a record.
///
/// # Errors
/// `Store`
pub fn delete(store: &dyn TokenStore, name: &str) -> Result<(), Error> {
    store.delete(name)?;
    if store.longest_entry() != usize::MAX {
        delete_parts(store, name, 'a');
        delete_parts(store, name, 'b');
    }
    Ok(())
}

fn write_parts(store: &dyn TokenStore, name: &str, slot: char, record: &SecretBytes) -> Result<(), Error> {
    let nonce = crate::files::nonce();
    let room = store.longest_entry().saturating_sub(nonce.len()).max(1);
    let mut parts = 0;
    for (number, part) in record.expose().chunks(room).enumerate() {
        let marked = SecretBytes::new([nonce.as_bytes(), part].concat());
        store.set(&part_name(name, slot, number), &marked)?;
        parts = number + 1;
    }
    let header = json!({ "parts": parts, "slot": slot, "mark": nonce }).to_string();
    store.set(name, &SecretBytes::new(header.into_bytes()))
}

/// Deletes the parts in `slot` from the first on. What cannot be deleted is overwritten by a later record
/// in that slot, so a failure is no reason to fail.
fn delete_parts(store: &dyn TokenStore, name: &str, slot: char) {
    for number in 0.. {
        match store.delete(&part_name(name, slot, number)) {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => return log::debug!("a part of an old record is left behind: {error}"),
        }
    }
}

fn header(entry: &SecretBytes) -> Option<Header> {
    serde_json::from_slice(entry.expose()).ok()
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::collections::BTreeMap;

    use super::super::StoreChoice;
    use super::*;
    use crate::error::Kind;

    /// Windows' limit on any system, and a power cut after any number of writes.
    #[derive(Debug)]
    struct Small {
        entries: RefCell<BTreeMap<String, Vec<u8>>>,
        writes_left: Cell<usize>,
    }

    impl Small {
        fn new() -> Self {
            Self { entries: RefCell::default(), writes_left: Cell::new(usize::MAX) }
        }

        fn power(&self) -> Result<(), Error> {
            let left = self.writes_left.get().checked_sub(1).ok_or_else(|| Error::new(Kind::Store, "power cut"))?;
            self.writes_left.set(left);
            Ok(())
        }
    }

    impl TokenStore for Small {
        fn choice(&self) -> StoreChoice {
            StoreChoice::Keyring
        }
        fn longest_entry(&self) -> usize {
            2_560
        }
        fn get(&self, name: &str) -> Result<Option<SecretBytes>, Error> {
            Ok(self.entries.borrow().get(name).cloned().map(SecretBytes::new))
        }
        fn set(&self, name: &str, entry: &SecretBytes) -> Result<(), Error> {
            self.power()?;
            assert!(entry.expose().len() <= self.longest_entry());
            self.entries.borrow_mut().insert(name.into(), entry.expose().to_vec());
            Ok(())
        }
        fn delete(&self, name: &str) -> Result<bool, Error> {
            self.power()?;
            Ok(self.entries.borrow_mut().remove(name).is_some())
        }
    }

    fn record(byte: u8, len: usize) -> SecretBytes {
        SecretBytes::new(vec![byte; len])
    }

    #[test]
    fn records_of_every_length_come_back() {
        let store = Small::new();
        for len in [0, 1, 2_559, 2_560, 2_561, 5_087, 5_088, 5_089, 12_000, 100, 12_000, 30_000, 0] {
            set(&store, "p", &record(b'x', len)).unwrap();
            assert_eq!(get(&store, "p", "p").unwrap(), Some(record(b'x', len)), "{len}");
        }
        assert_eq!(store.entries.borrow().len(), 1, "no parts are left behind");
        set(&store, "p", &record(b'x', 30_000)).unwrap();
        delete(&store, "p").unwrap();
        assert!(store.entries.borrow().is_empty());
        delete(&store, "p").unwrap();
    }

    #[test]
    fn a_crash_leaves_the_old_record_or_the_new_one() {
        for (old, new) in [(10_000, 9_000), (10_000, 100), (100, 10_000), (9_000, 10_000)] {
            for writes in 0..14 {
                let store = Small::new();
                set(&store, "p", &record(b'0', 20_000)).unwrap();
                set(&store, "p", &record(b'o', old)).unwrap();
                store.writes_left.set(writes);
                let _ = set(&store, "p", &record(b'n', new));
                store.writes_left.set(usize::MAX);
                let found = get(&store, "p", "p").unwrap().unwrap();
                assert!(
                    found == record(b'o', old) || found == record(b'n', new),
                    "{old} → {new} after {writes} writes"
                );
                set(&store, "p", &record(b'l', 7_000)).unwrap();
                assert_eq!(get(&store, "p", "p").unwrap(), Some(record(b'l', 7_000)));
            }
        }
    }

    #[test]
    fn a_part_that_is_missing_or_anothers_is_corruption_not_absence() {
        let store = Small::new();
        set(&store, "p", &record(b'x', 9_000)).unwrap();
        store.entries.borrow_mut().get_mut("p/a/1").unwrap()[0] = b'?';
        assert!(get(&store, "p", "p").unwrap_err().message().contains("corrupt"));
        store.entries.borrow_mut().remove("p/a/1");
        assert!(get(&store, "p", "p").unwrap_err().message().contains("corrupt"));
    }
}
