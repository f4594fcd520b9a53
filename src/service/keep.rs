//! A login takes the place of what is stored, here and elsewhere, or moves to another name.

use super::{Service, errors};
use crate::error::Error;
use crate::settings::config::Config;
use crate::signals::Critical;
use crate::store::{self, Record, TokenStore};

impl Service<'_> {
    /// Keeps `record` as the profile's login, with the profile that `save_profile` writes, and gives the logins that
    /// it replaces, here and in the stores `elsewhere`. After an error all is as it was. Signals wait until then, as
    /// [`Service::obtain`] has it.
    ///
    /// # Errors
    /// `Store`, and those of `save_profile`.
    pub fn keep(
        &self,
        record: &Record,
        elsewhere: &[Box<dyn TokenStore>],
        save_profile: impl FnOnce() -> Result<(), Error>,
    ) -> Result<Vec<Record>, Error> {
        let lock = self.settings.lock().acquire(self.settings.patience())?;
        let name = self.settings.login_name();
        let load_to_end = |store: &dyn TokenStore| {
            store.make_private(&name);
            store::load_to_replace(store, &name)
        };
        let replaced = self.store.and_then(load_to_end);
        self.forget_cached();
        if let Some(store) = self.store {
            store.tidy(&name, &lock);
            store::save(store, &name, record)?;
        }
        save_profile().inspect_err(|_| self.put_back(replaced.as_ref()))?;
        let elsewhere = elsewhere.iter().map(|store| store.as_ref()).filter_map(|store| {
            let replaced = load_to_end(store);
            let deleted = store::delete(store, &name);
            deleted.unwrap_or_else(|error| log::warn!("the replaced login is still stored: {error}"));
            replaced
        });
        Ok(replaced.into_iter().chain(elsewhere).collect())
    }

    /// What was there before a login whose profile could not be saved.
    fn put_back(&self, replaced: Option<&Record>) {
        let Some(store) = self.store else { return };
        let outcome = match replaced {
            Some(record) => store::save(store, &self.settings.login_name(), record),
            None => store::delete(store, &self.settings.login_name()),
        };
        outcome.unwrap_or_else(|error| log::warn!("the previous login couldn't be restored: {error}"));
    }

    /// Moves the profile's login to the profile `name` in each of `stores`, where `change` renames it in the configuration
    /// file, if there's no such profile yet. After an error all is as it was.
    ///
    /// # Errors
    /// `Store`, and those of `change` and of writing the file.
    pub fn rename(
        &self,
        stores: &[Box<dyn TokenStore>],
        name: &str,
        change: impl FnOnce(&mut Config) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let paths = &self.settings.paths;
        // in the same order whoever renames what, or two could wait for each other
        let mut locks = [self.settings.lock(), paths.profile_lock(name)];
        locks.sort_by(|one, other| one.path().cmp(other.path()));
        let patience = self.settings.patience();
        let _locks = (locks[0].acquire(patience)?, locks[1].acquire(patience)?);
        let config_lock = paths.config_lock().acquire(patience)?;
        let mut config = Config::read(&paths.config)?;
        change(&mut config)?;
        let (old, new) = (self.settings.login_name(), paths.login_name(name));
        for store in stores {
            if store.get(&new)?.is_some() {
                return Err(errors::name_is_taken(self.settings, name));
            }
        }
        // a process that ended midway would leave a login under either name
        let _critical = Critical::begin();
        self.forget_cached();
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
