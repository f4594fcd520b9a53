//! A new login takes the place of what is stored, here and elsewhere.

use super::Service;
use crate::error::Error;
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
        let replaced = self.store.and_then(|store| store::load_to_replace(store, &name));
        self.forget_cached();
        if let Some(store) = self.store {
            store.tidy(&name, &lock);
            store::save(store, &name, record)?;
        }
        save_profile().inspect_err(|_| self.put_back(replaced.as_ref()))?;
        let elsewhere = elsewhere.iter().map(|store| store.as_ref()).filter_map(|store| {
            let replaced = store::load_to_replace(store, &name);
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
}
