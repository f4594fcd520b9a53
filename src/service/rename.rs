//! A login under another name.

use super::Service;
use crate::error::Error;
use crate::signals::Critical;
use crate::store::{self, TokenStore};

impl Service<'_> {
    /// Moves the profile's login to the profile `new` in each of `stores`. `prepare` makes sure that there's no such
    /// profile yet, and gives what renames this one. After an error all is as it was.
    ///
    /// # Errors
    /// `Store`, and those of `prepare` and of what it gives.
    pub fn rename<T: FnOnce() -> Result<(), Error>>(
        &self,
        stores: &[Box<dyn TokenStore>],
        new: &str,
        prepare: impl FnOnce() -> Result<T, Error>,
    ) -> Result<(), Error> {
        // in the same order whoever renames what, or two could wait for each other
        let mut locks = [self.settings.lock(), self.settings.paths.profile_lock(new)];
        locks.sort_by(|one, other| one.path().cmp(other.path()));
        let patience = self.settings.patience();
        let _locks = (locks[0].acquire(patience)?, locks[1].acquire(patience)?);
        let save_profile = prepare()?;
        // a process that ended midway would leave a login under either name
        let _critical = Critical::begin();
        self.forget_cached();
        let (old, new) = (self.settings.login_name(), self.settings.paths.login_name(new));
        let copied = stores.iter().try_for_each(|store| match store::load(store.as_ref(), &old)? {
            Some(record) => store::save(store.as_ref(), &new, &record),
            None => Ok(()),
        });
        let outcome = copied.and_then(|()| save_profile());
        let obsolete = if outcome.is_ok() { old } else { new };
        for store in stores {
            let deleted = store::delete(store.as_ref(), &obsolete);
            deleted.unwrap_or_else(|error| log::warn!("a copy of the login is still there: {error}"));
        }
        outcome
    }
}
