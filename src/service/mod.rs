//! The policy: what is stored and fresh, else a refresh, else a grant; what ends a login, and what does not.

mod check;
pub mod credentials;
pub mod endpoints;
pub mod errors;
mod keep;
mod logout;
mod query;
mod renew;

pub use check::Checked;
pub use logout::{Removed, RevocationOutcome};
pub use query::{Target, TokenQuery};

use std::ops::ControlFlow;

use jiff::Timestamp;
use log::Level;

use crate::cache::{self, Cache, CachedLogin, Stamp};
use crate::error::{Error, ErrorResponse, Kind};
use crate::lock::Lock;
use crate::oauth::{Answer, Client, ClientAuthMethod, Request, ServiceUrl};
use crate::report::{Waiting, left};
use crate::settings::{Settings, Source};
use crate::signals::Critical;
use crate::store::{self, Record, TokenStore};
use crate::token::Token;
use credentials::Credentials;

/// One profile at one server.
#[derive(Debug)]
pub struct Service<'a> {
    /// Which profile it is, and what it says of the server.
    pub settings: &'a Settings,
    /// The store, if there is one to use. Whoever asks it holds the profile's lock.
    pub store: Option<&'a dyn TokenStore>,
    /// Where a fresh token is at hand the next time, if it may be.
    pub cache: Option<Cache>,
    /// The way to the server.
    pub client: Client,
    /// The clock (UTC).
    pub now: fn() -> Timestamp,
}

/// Where a new login is kept: the store, under the lock.
type Keep<'a> = (&'a dyn TokenStore, &'a Lock);

impl Service<'_> {
    /// A token that meets the `query`: the cached or stored one; else a renewed one; else one for the credentials at
    /// hand. As long as another process holds the lock, a token that is good is taken without it, if it's at hand.
    ///
    /// # Errors
    /// `LoginRequired` if nobody is logged in or the login has ended, `InputRequired` if credentials are
    /// missing in part, `Refused`, `Unreachable`, `Store`.
    pub fn token(&self, query: TokenQuery) -> Result<Record, Error> {
        let target = Target::of(self.settings)?;
        let Some(store) = self.store else { return self.grant(None, query) };
        let at_hand = || self.at_hand(store, &target, query);
        let lock = match self.settings.lock().acquire_unless(self.settings.patience(), at_hand)? {
            ControlFlow::Break(record) => return Ok(record),
            ControlFlow::Continue(lock) => lock,
        };
        if let Some(record) = self.cached(&target, query) {
            return Ok(record);
        }
        store.tidy(&self.settings.login_name(), &lock);
        let complete = credentials::missing(self.settings).is_empty();
        let found = match self.look(store, &target) {
            Err(error) if complete => {
                // a login for something else is no failure, and stays
                let level = if error.kind() == Kind::LoginRequired { Level::Debug } else { Level::Warn };
                log::log!(level, "{error}; continuing without it, since all credentials are set");
                return self.grant(None, query);
            }
            found => found?,
        };
        match found {
            Some(record) if self.is_good_enough(&record, query) => {
                self.remember((store, &lock), &record);
                Ok(record)
            }
            Some(record) if record.is_renewable() => self.renew((store, &lock), &record, query),
            Some(record) if !complete => {
                self.bridge(&record, query, errors::cannot_be_refreshed(self.settings, &record, (self.now)()))
            }
            found => self.grant_anew((store, &lock), found, query),
        }
    }

    /// Gets a token for the credentials of the settings. It's kept by whoever asks, or ended: until then nobody else knows
    /// its refresh token, and as long as the [`Critical`] lives, a signal waits for that.
    ///
    /// # Errors
    /// `InputRequired` if one is missing, `Refused`, `Unreachable`, and those of reading secrets.
    pub fn obtain(&self) -> Result<(Record, Critical), Error> {
        let credentials = credentials::read(self.settings, &self.client)?;
        let Credentials { target, client, .. } = &credentials;
        let critical = Critical::begin();
        let token = self.ask(&credentials, &target.scope)?;
        let token = token.map_err(|refusal| errors::refused(&credentials, &refusal, self.settings.server))?;
        let record = Record {
            obtained_for: target.clone(),
            token,
            client_secret: client.secret.clone(),
            // a public client may be given a secret later; one whose secret the server doesn't want is not sent it then
            client_auth: (client.secret.is_some() || client.auth != ClientAuthMethod::None).then_some(client.auth),
            leaves_out_refresh_token: false,
        };
        Ok((record, critical))
    }

    /// Replaces the stored login. What was cached of it ends first.
    fn save(&self, (store, _): Keep<'_>, record: &Record) -> Result<(), Error> {
        self.forget_cached();
        store::save(store, &self.settings.login_name(), record)
    }

    fn forget_cached(&self) {
        cache::forget(&self.settings.paths.world, &self.settings.profile);
    }

    /// Puts a fresh token at hand for the next time.
    fn remember(&self, (store, lock): Keep<'_>, record: &Record) {
        // what other settings want is not what a plain command would print
        if let Some(cache) = self.cache.as_ref().filter(|_| self.settings.is_plain) {
            let profile = self.settings.profile.clone();
            let login = CachedLogin { profile, store: store.choice(), record: record.clone() };
            cache.keep(lock, &login, record.token.fresh_until(self.settings.min_ttl), (self.now)());
        }
    }

    /// The profile's login as it is stored, whatever its expiry.
    ///
    /// # Errors
    /// `LoginRequired` if there is none, or one for something else; `Store`.
    pub fn login(&self) -> Result<Record, Error> {
        let target = &Target::of(self.settings)?;
        let nobody = || errors::nobody_logged_in(self.settings);
        let store = self.store.ok_or_else(nobody)?;
        let find = || self.look(store, target);
        // what isn't the login may be half of another one that is being stored
        let at_hand = || store.reads_are_atomic().then(find)?.ok()?;
        match self.settings.lock().acquire_unless(self.settings.patience(), at_hand)? {
            ControlFlow::Break(record) => Ok(record),
            ControlFlow::Continue(_lock) => find()?.ok_or_else(nobody),
        }
    }

    fn load(&self, store: &dyn TokenStore) -> Result<Option<Record>, Error> {
        store::load(store, &self.settings.login_name()).map_err(|error| errors::unreadable(self.settings, error))
    }

    /// The profile's login; `LoginRequired` if it's for something else: not to be used, not to be replaced.
    fn look(&self, store: &dyn TokenStore, target: &Target) -> Result<Option<Record>, Error> {
        let found = self.load(store)?;
        match found.as_ref().and_then(|record| target.mismatch(&record.obtained_for)) {
            Some(mismatch) => Err(errors::login_for_other(self.settings, mismatch)),
            None => Ok(found),
        }
    }

    /// A good token that can be had while another process holds the lock.
    fn at_hand(&self, store: &dyn TokenStore, target: &Target, query: TokenQuery) -> Option<Record> {
        self.cached(target, query).or_else(|| {
            let stored = store.reads_are_atomic().then(|| self.look(store, target))?.ok()??;
            self.is_good_enough(&stored, query).then_some(stored)
        })
    }

    /// The cached login, if its token will do. A refresh token is never cached.
    fn cached(&self, target: &Target, query: TokenQuery) -> Option<Record> {
        // the cached login was made with the profile's own token parameters, and doesn't repeat them
        let has_others = self.settings.said.text("token_parameter").is_some_and(|it| it.source != Source::Profile);
        let cache = self.cache.as_ref().filter(|_| !query.with_refresh_token && !has_others)?;
        let record = cache.get((self.now)())?.record;
        let is_for_target = target.is_met_by(&record.obtained_for);
        (is_for_target && self.is_good_enough(&record, query)).then_some(record)
    }

    /// Whether the token of `record` will do.
    fn is_good_enough(&self, record: &Record, query: TokenQuery) -> bool {
        if query.new {
            return false;
        }
        let remaining = left(record.token.expires_in((self.now)()));
        // a token that nobody gave an end, and that nothing can replace, is the best there is
        let only = record.token.lifetime.is_none()
            && !record.is_renewable()
            && !credentials::missing(self.settings).is_empty();
        let fresh = only || record.token.is_fresh((self.now)(), self.settings.min_ttl);
        log::debug!("the stored token has {remaining} left, which is {}", if fresh { "enough" } else { "too little" });
        fresh
    }

    /// Saves a new token before anybody sees it. Where a new one was asked for, a save that fails is a failure; else the
    /// token is worth more than its place in the store, and the loss is reported.
    fn kept(&self, keep: Keep<'_>, record: Record, query: TokenQuery) -> Result<Record, Error> {
        match self.save(keep, &record) {
            Ok(()) => self.remember(keep, &record),
            Err(error) if query.new => return Err(error),
            Err(error) => {
                log::warn!("{error}; this token works until it expires, but you may have to log in again after that");
            }
        }
        Ok(record)
    }

    /// A grant in the place of the login that was `found`, which serves once more where no server answers. The profile
    /// stays what it is: a token for something else isn't kept in it, nor in one that was changed meanwhile.
    fn grant_anew(&self, keep: Keep<'_>, found: Option<Record>, query: TokenQuery) -> Result<Record, Error> {
        let unchanged = Stamp::of(&self.settings.paths.config) == self.settings.stamp;
        let granted = self.grant(Some(keep).filter(|_| unchanged && !self.settings.said.is_foreign), query);
        match (granted, found) {
            (Err(error), Some(record)) if error.kind() == Kind::Unreachable => self.bridge(&record, query, error),
            (granted, _) => granted,
        }
    }

    /// A grant with the credentials at hand, kept where `keep` says.
    fn grant(&self, keep: Option<Keep<'_>>, query: TokenQuery) -> Result<Record, Error> {
        let missing = credentials::missing(self.settings);
        if !missing.is_empty() {
            return Err(match credentials::are_given(self.settings) {
                true => errors::missing(self.settings, &missing),
                false => errors::nobody_logged_in(self.settings),
            });
        }
        let (record, _critical) = self.obtain()?;
        match keep {
            Some(keep) => self.kept(keep, record, query),
            None => Ok(record),
        }
    }

    /// One request with `credentials`, for `scope`: a token, or the server's refusal.
    fn ask(&self, credentials: &Credentials, scope: &str) -> Result<Result<Token, ErrorResponse>, Error> {
        let Credentials { target, client, grant } = credentials;
        let endpoint = ServiceUrl::exact(&target.token_endpoint, self.settings.allow_http).map_err(|why| {
            Error::new(Kind::Configuration, format!("cannot use the token endpoint of {}: {why}", target.url))
        })?;
        log::debug!("asking {endpoint} for a token ({})", grant.name());
        let _waiting = Waiting::on(&target.url);
        match self.client.token(&Request::token(&endpoint, client, grant, scope))?.0 {
            Answer::Token(token) => Ok(Ok(token)),
            Answer::Refused(said) => Ok(Err(said)),
            Answer::Unexpected(nothing) => Err(nothing.error(&format!("cannot get a token from {endpoint}"))),
        }
    }
}
