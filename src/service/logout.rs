//! The end of a login: here first, then at the server. What a server still says or gives is never stored.

use std::slice::from_ref;

use super::{Service, errors};
use crate::error::{Error, ErrorCode, Kind};
use crate::lock::Lock;
use crate::oauth::revocation::Revocation;
use crate::oauth::{Request, ServiceUrl, redact};
use crate::report::Waiting;
use crate::secret::Secret;
use crate::store::{self, Record, TokenStore};

/// What was deleted: a login, or what could not be read, and why.
pub type Removed = Result<Record, Error>;

/// What became of a login at the server.
#[derive(Debug)]
pub enum RevocationOutcome {
    /// The server has ended it.
    Revoked,
    /// The refresh token is revoked, and the access token is not, for this reason.
    RefreshTokenRevoked(Error),
    /// It had ended already.
    NothingLeft,
    /// The server has no way to end it, for this reason.
    Impossible(&'static str),
}

impl Service<'_> {
    /// Deletes the profile's login in `stores`, and then does `also`, all under the lock. Whatever a server has to hear of
    /// it comes after that, so that nothing can keep a login from being gone here. The first so many stores are
    /// `required`; in the others there may be a copy. Gives what was deleted, and why it's not all that must be: then
    /// `also` was not done, and one can log out again.
    ///
    /// # Errors
    /// `Store` where the lock is held for too long.
    pub fn logout(
        &self,
        stores: &[Box<dyn TokenStore>],
        required: usize,
        also: impl FnOnce(),
    ) -> Result<(Vec<Removed>, Result<(), Error>), Error> {
        let lock = self.settings.lock().acquire(self.settings.patience())?;
        self.forget_cached();
        let mut removed = Vec::new();
        let mut outcome = Ok(());
        for (number, store) in stores.iter().enumerate() {
            match self.delete_from(store.as_ref(), &lock) {
                Ok(found) => removed.extend(found),
                Err(error) if number < required => outcome = Err(error),
                Err(error) => log::debug!("{error}"),
            }
        }
        if outcome.is_ok() {
            also();
        }
        Ok((removed, outcome))
    }

    fn delete_from(&self, store: &dyn TokenStore, lock: &Lock) -> Result<Option<Removed>, Error> {
        let name = self.settings.login_name();
        // what others may have read is to be revoked all the more
        store.make_private(&name);
        let found = store::load(store, &name);
        store.tidy(&name, lock);
        store::delete(store, &name)?;
        Ok(found.transpose())
    }

    /// Ends the login of `record` at the server.
    ///
    /// # Errors
    /// `Unreachable`, `Refused`: the login goes on at the server.
    pub fn revoke(mut self, record: &Record) -> Result<RevocationOutcome, Error> {
        let token = &record.token;
        if token.refresh_token.is_none() && token.is_expired((self.now)()) {
            return Ok(RevocationOutcome::NothingLeft);
        }
        // however many requests it takes, nobody waits longer for a log-out than for one of them
        self.client = self.client.with_one_deadline();
        match self.revocation(&record.obtained_for)? {
            Revocation::Endpoint(endpoint) => self.revoke_tokens(record, &endpoint),
            Revocation::OwnRefreshToken(_) | Revocation::ListedRefreshToken(_) if token.refresh_token.is_none() => {
                Ok(RevocationOutcome::Impossible("the server only revokes refresh tokens, and there is none"))
            }
            Revocation::OwnRefreshToken(endpoint) => {
                self.drop_refresh_token(record, |token| self.client.drop_refresh_token(&endpoint, token))
            }
            Revocation::ListedRefreshToken(hub) => {
                let client_id = &record.obtained_for.client_id;
                self.drop_refresh_token(record, |token| self.client.drop_listed_refresh_token(&hub, client_id, token))
            }
            Revocation::Impossible(why) => Ok(RevocationOutcome::Impossible(why)),
        }
    }

    /// The refresh token first: with it many servers end the access token too (RFC 7009 §2.1), and without
    /// it the access token is gone soon.
    fn revoke_tokens(&self, record: &Record, endpoint: &ServiceUrl) -> Result<RevocationOutcome, Error> {
        let client = self.renewing(record, record.client_secret.clone()).client;
        let _waiting = Waiting::on(&record.obtained_for.url);
        let revoke = |token: &Secret, hint: &str| {
            log::debug!("revoking the {hint} at {endpoint}");
            self.client.revoke(&Request::revocation(endpoint, &client, token, hint))
        };
        let token = &record.token;
        let refresh_token = token.refresh_token.as_ref().map_or(Ok(()), |it| revoke(it, "refresh_token"));
        let is_over = token.is_expired((self.now)());
        match refresh_token {
            Ok(()) if is_over => Ok(RevocationOutcome::Revoked),
            Ok(()) => match revoke(&token.access_token, "access_token") {
                Err(error) if token.refresh_token.is_some() => Ok(RevocationOutcome::RefreshTokenRevoked(error)),
                revoked => revoked.map(|()| RevocationOutcome::Revoked),
            },
            Err(error) => {
                // some servers revoke access tokens alone
                if error.kind() == Kind::Refused && !is_over {
                    let outcome = revoke(&token.access_token, "access_token");
                    outcome.unwrap_or_else(|error| log::debug!("the access token isn't revoked either: {error}"));
                }
                Err(error)
            }
        }
    }

    /// Space and Hub ask for an access token to drop the refresh token. Where the one in hand has expired, one
    /// more is got for this alone: it ends together with the login.
    fn drop_refresh_token(
        &self,
        record: &Record,
        drop: impl Fn(&Secret) -> Result<bool, Error>,
    ) -> Result<RevocationOutcome, Error> {
        let url = &record.obtained_for.url;
        let drop = |access_token: &Secret| {
            log::debug!("revoking the refresh token at {url}");
            let _waiting = Waiting::on(url);
            drop(access_token)
        };
        let token = &record.token;
        if !token.is_expired((self.now)()) && drop(&token.access_token)? {
            return Ok(RevocationOutcome::Revoked);
        }
        let Some(access_token) = self.last_access_token(record)? else { return Ok(RevocationOutcome::NothingLeft) };
        if drop(&access_token)? {
            return Ok(RevocationOutcome::Revoked);
        }
        Err(Error::new(Kind::Refused, format!("{url}: it doesn't accept a token that it just issued")))
    }

    /// A last refresh; `None` if the server has ended the login already, which one code alone proves.
    fn last_access_token(&self, record: &Record) -> Result<Option<Secret>, Error> {
        let credentials = self.renewing(record, record.client_secret.clone());
        match self.ask(&credentials, record.renewal_scope())? {
            Ok(token) => Ok(Some(token.access_token)),
            Err(refusal) if refusal.code() == Some(ErrorCode::InvalidGrant) => Ok(None),
            Err(mut refusal) => {
                redact(&mut refusal, from_ref(&record.token.access_token));
                Err(errors::refused(&credentials, &refusal, self.settings.server))
            }
        }
    }
}
