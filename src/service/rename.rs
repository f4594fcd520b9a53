//! A login under another name.

use super::Service;
use crate::cache;
use crate::error::Error;
use crate::lock::LockFile;
use crate::store::{self, TokenStore};

/// Where a login goes.
#[derive(Debug)]
pub struct Destination {
    /// Its name in the stores.
    pub login_name: String,
    /// The lock of its profile.
    pub lock: LockFile,
}

impl Service<'_> {
    /// Moves the profile's login to `destination` in each of `stores`, with the profile that `save_profile` renames.
    /// After an error all is as it was.
    ///
    /// # Errors
    /// `Store`, and those of `save_profile`.
    pub fn rename(
        &self,
        stores: &[Box<dyn TokenStore>],
        destination: &Destination,
        save_profile: impl FnOnce() -> Result<(), Error>,
    ) -> Result<(), Error> {
        // in the same order whoever renames what, or two could wait for each other
        let mut locks = [&self.lock, &destination.lock];
        locks.sort_by_key(|lock| lock.path());
        let _locks = (locks[0].acquire(self.patience)?, locks[1].acquire(self.patience)?);
        cache::forget(self.world, self.profile);
        let copied = stores.iter().try_for_each(|store| match store::load(store.as_ref(), &self.login_name)? {
            Some(record) => store::save(store.as_ref(), &destination.login_name, &record),
            None => Ok(()),
        });
        let outcome = copied.and_then(|()| save_profile());
        let obsolete = if outcome.is_ok() { &self.login_name } else { &destination.login_name };
        for store in stores {
            if let Err(error) = store::delete(store.as_ref(), obsolete) {
                log::warn!("a copy of the login is still there: {error}");
            }
        }
        outcome
    }
}
