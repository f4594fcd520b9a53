//! The Linux kernel's keyring of this user: named texts in memory, each with an end of its own if need be. All of
//! a user's keys share a quota (20,000 bytes by default), so what can be had elsewhere takes no more than half of it, or
//! is one text alone.

#[cfg(target_os = "linux")]
pub use linux::{KernelKeyring, KeyError, cache, cached, drop_cached};
#[cfg(not(target_os = "linux"))]
pub use none::{cache, cached, drop_cached};

#[cfg(target_os = "linux")]
mod linux {
    pub use linux_keyutils::KeyError;
    use linux_keyutils::{KeyPermissionsBuilder, KeyRing, KeyRingIdentifier, Permission};

    use crate::secret::SecretBytes;

    /// How long most texts are at most (bytes); a longer one takes a second call.
    const USUAL: usize = 4_096;

    /// The quota of a user's keys (bytes), where the kernel doesn't tell another.
    const USUAL_QUOTA: usize = 20_000;

    /// How long all expendable texts may be together (bytes), whatever the quota: root's is so large that the index of
    /// them would be longer than a key may be (32,767 bytes).
    const MOST_EXPENDABLE: usize = 100_000;

    /// The lengths and names of the expendable texts, oldest first, in JSON.
    const INDEX: &str = "space-token:cache";

    /// The keyring.
    #[derive(Debug)]
    pub struct KernelKeyring(KeyRing);

    impl KernelKeyring {
        /// The keyring that outlives the user's sessions, or else the one that lives as long as they do.
        ///
        /// # Errors
        /// As the kernel says: it may have none, or a container's seccomp profile may forbid it.
        pub fn open() -> Result<Self, KeyError> {
            // linked into the process's own keyring, so that its keys are possessed and may be read
            KeyRing::get_persistent(KeyRingIdentifier::Process)
                .or_else(|_| KeyRing::from_special_id(KeyRingIdentifier::User, true))
                .map(Self)
        }

        /// The text named `name`, or `None` if there is none, or none any more.
        ///
        /// # Errors
        /// As the kernel says.
        pub fn get(&self, name: &str) -> Result<Option<SecretBytes>, KeyError> {
            let Some(key) = unless_gone(self.0.search(name))? else { return Ok(None) };
            // all of the room is zeroed afterwards, so it's no larger than need be
            let mut room = USUAL;
            loop {
                let mut buffer = vec![0; room];
                match unless_gone(key.read(&mut buffer))? {
                    None => return Ok(None),
                    Some(length) if length > room => room = length,
                    Some(length) => {
                        buffer.truncate(length);
                        return Ok(Some(SecretBytes::new(buffer)));
                    }
                }
            }
        }

        /// Creates or replaces the text named `name`, in place: a reader finds the old one or the new one. It ends after
        /// so many `seconds`, if any. Expendable texts give way to it where the quota is used up.
        ///
        /// # Errors
        /// As the kernel says.
        pub fn put(&self, name: &str, text: &[u8], seconds: Option<usize>) -> Result<(), KeyError> {
            let key = match self.0.add_key(name, text) {
                Err(KeyError::QuotaExceeded) => {
                    for (_, name) in self.index() {
                        self.remove(&name)?;
                    }
                    self.0.add_key(name, text)?
                }
                added => added?,
            };
            if let Some(seconds) = seconds {
                key.set_timeout(seconds)?;
            }
            // for every session of the user, and for nobody else
            key.set_perms(KeyPermissionsBuilder::builder().posessor(Permission::ALL).user(Permission::ALL).build())
        }

        /// As [`KernelKeyring::put`], for what can be had elsewhere. The oldest such texts give way to it.
        fn put_expendable(&self, name: &str, text: &[u8], seconds: usize) -> Result<(), KeyError> {
            let mut index = self.index();
            index.retain(|(_, known)| known != name);
            index.push((text.len(), name.to_owned()));
            // the other half is for other programs
            for name in make_room(&mut index, MOST_EXPENDABLE.min(quota() / 2)) {
                self.remove(&name)?;
            }
            self.put(INDEX, &serde_json::to_vec(&index).unwrap_or_default(), None)?;
            self.put(name, text, Some(seconds))
        }

        /// Removes the text named `name`; whether there was one.
        ///
        /// # Errors
        /// As the kernel says.
        pub fn remove(&self, name: &str) -> Result<bool, KeyError> {
            let Some(key) = unless_gone(self.0.search(name))? else { return Ok(false) };
            unless_gone(key.invalidate()).map(|removed| removed.is_some())
        }

        fn index(&self) -> Vec<(usize, String)> {
            let index = self.get(INDEX).ok().flatten();
            index.and_then(|index| serde_json::from_slice(index.expose()).ok()).unwrap_or_default()
        }
    }

    /// The expendable text named `name`, if there is one and the kernel gives it.
    pub fn cached(name: &str) -> Option<SecretBytes> {
        KernelKeyring::open().ok()?.get(name).ok()?
    }

    /// Keeps an expendable text for so many `seconds`, unless the kernel refuses. The oldest such texts give way to it.
    pub fn cache(name: &str, text: &[u8], seconds: usize) {
        let _ = KernelKeyring::open().and_then(|keyring| keyring.put_expendable(name, text, seconds));
    }

    /// Drops an expendable text. What the kernel doesn't let go has an end of its own.
    pub fn drop_cached(name: &str) {
        let _ = KernelKeyring::open().and_then(|keyring| keyring.remove(name));
    }

    /// Takes the oldest texts out of `index` until the others fit into `limit` bytes, or one is left.
    fn make_room(index: &mut Vec<(usize, String)>, limit: usize) -> Vec<String> {
        let mut length = index.iter().map(|(length, _)| length).sum::<usize>();
        let mut oldest = Vec::new();
        while index.len() > 1 && length > limit {
            let (removed, name) = index.remove(0);
            length -= removed;
            oldest.push(name);
        }
        oldest
    }

    /// How long all of this user's keys may be together (bytes), as `/proc/key-users` has it (proc(5)).
    fn quota() -> usize {
        let users = std::fs::read_to_string("/proc/key-users").unwrap_or_default();
        quota_in(&users, nix::unistd::geteuid().as_raw()).unwrap_or(USUAL_QUOTA)
    }

    fn quota_in(users: &str, user: u32) -> Option<usize> {
        let line = users.lines().find_map(|line| line.trim_start().strip_prefix(&format!("{user}:")))?;
        line.rsplit('/').next()?.trim().parse().ok()
    }

    /// A key may end at any moment, between being found and being read too: then there is none.
    fn unless_gone<T>(outcome: Result<T, KeyError>) -> Result<Option<T>, KeyError> {
        match outcome {
            Ok(value) => Ok(Some(value)),
            Err(KeyError::KeyDoesNotExist | KeyError::KeyExpired | KeyError::KeyRevoked) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn the_oldest_give_way_and_the_newest_stays() {
            let index = || [(3_500, "a"), (3_500, "b"), (3_500, "c")].map(|(n, name)| (n, name.to_owned())).to_vec();
            for (limit, gone) in
                [(10_500, &[][..]), (10_499, &["a"]), (7_000, &["a"]), (6_999, &["a", "b"]), (0, &["a", "b"])]
            {
                let mut left = index();
                assert_eq!(make_room(&mut left, limit), gone, "{limit}");
                assert_eq!(left, index()[gone.len()..], "{limit}");
            }
        }

        #[test]
        fn the_quota_is_the_users_own() {
            let users = "    0:    86 85/85 12/1000000 2451/25000000\n 1000:     3 3/3 3/200 57/20000\n";
            assert_eq!(quota_in(users, 0), Some(25_000_000));
            assert_eq!(quota_in(users, 1_000), Some(20_000));
            assert_eq!(quota_in(users, 100), None);
        }
    }
}

/// Other systems have none: nothing is cached.
#[cfg(not(target_os = "linux"))]
mod none {
    use crate::secret::SecretBytes;

    /// Nothing.
    pub fn cached(_name: &str) -> Option<SecretBytes> {
        None
    }

    /// Does nothing.
    pub fn cache(_name: &str, _text: &[u8], _seconds: usize) {}

    /// Does nothing.
    pub fn drop_cached(_name: &str) {}
}
