//! A login under another name.

use super::Service;
use crate::error::Error;
use crate::settings::config::Config;
use crate::signals::Critical;
use crate::store::{self, TokenStore};

impl Service<'_> {
    /// Moves the profile's login to the profile `new` in each of `stores`, where `change` renames it in the configuration
    /// file, if there's no such profile yet. After an error all is as it was.
    ///
    /// # Errors
    /// `Store`, and those of `change` and of writing the file.
    pub fn rename(
        &self,
        stores: &[Box<dyn TokenStore>],
        new: &str,
        change: impl FnOnce(&mut Config) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let paths = &self.settings.paths;
        // in the same order whoever renames what, or two could wait for each other
        let mut locks = [self.settings.lock(), paths.profile_lock(new)];
        locks.sort_by(|one, other| one.path().cmp(other.path()));
        let patience = self.settings.patience();
        let _locks = (locks[0].acquire(patience)?, locks[1].acquire(patience)?);
        let config_lock = paths.config_lock().acquire(patience)?;
        let mut config = Config::read(&paths.config)?;
        change(&mut config)?;
        // a process that ended midway would leave a login under either name
        let _critical = Critical::begin();
        self.forget_cached();
        let (old, new) = (self.settings.login_name(), paths.login_name(new));
        let copied = stores.iter().try_for_each(|store| match self.load(store.as_ref())? {
            Some(record) => store::save(store.as_ref(), &new, &record),
            None => Ok(()),
        });
        let outcome = copied.and_then(|()| config.write(&config_lock));
        let obsolete = if outcome.is_ok() { old } else { new };
        for store in stores {
            let deleted = store::delete(store.as_ref(), &obsolete);
            deleted.unwrap_or_else(|error| log::warn!("a copy of the login is still there: {error}"));
        }
        outcome
    }
}
