//! The policy: what is stored and fresh, else a refresh, else a grant; what ends a login, and what does not.

mod check;
mod farewell;
mod order;
pub mod why;

pub use check::Checked;
pub use farewell::{Farewell, Removed};
pub use order::{Credentials, Held, Means, Need, Order, Supplied, Wanted};

use jiff::Timestamp;

use crate::cache::{self, Cache};
use crate::error::Error;
use crate::lock::{Lock, LockFile, Turn};
use crate::oauth::response::Code;
use crate::oauth::{Answer, Client, ClientAuth, ClientAuthentication, Grant, Refusal, Server, ServiceUrl};
use crate::report::{Waiting, left};
use crate::secret::Secret;
use crate::signals::Critical;
use crate::store::{self, Record, TokenStore};
use crate::token::ObtainedFor;
use order::Mismatch;

/// One profile at one server.
#[derive(Debug)]
pub struct Service<'a> {
    /// The profile's name.
    pub profile: &'a str,
    /// The store, if there is one to use.
    pub store: Option<&'a dyn TokenStore>,
    /// The profile's lock.
    pub lock: LockFile,
    /// Where a fresh token is at hand the next time, if it may be.
    pub cache: Option<Cache>,
    /// The way to the server.
    pub client: Client,
    /// Which kind of server it is, for hints.
    pub server: Server,
    /// How the client authenticates at a refresh.
    pub client_auth: ClientAuth,
    /// Whether the token endpoint of a login may be http.
    pub allow_http: bool,
    /// The clock (UTC).
    pub now: fn() -> Timestamp,
}

/// Where a new login is kept: the store, under the lock.
type Keep<'a> = (&'a dyn TokenStore, &'a Lock);

/// What is in the store for a profile.
enum Found {
    Nothing,
    Login(Box<Record>),
    /// A login for something else: not to be used, not to be replaced.
    Other(Mismatch),
}

/// What was seen in the store, and the generation that it is of at least.
struct Seen {
    found: Found,
    generation: Option<String>,
}

impl Service<'_> {
    /// A token that meets `need`: the stored one; else, under the lock, the one that another process has
    /// stored meanwhile; else a renewed one; else one for the credentials at hand.
    ///
    /// # Errors
    /// `LoginRequired` if nobody is logged in or the login has ended, `InputRequired` if credentials are
    /// missing in part, `Refused`, `Unreachable`, `Store`.
    pub fn token(&self, order: Order<'_>) -> Result<Held, Error> {
        let Order { wanted, need, means } = order;
        let Some(store) = self.store else { return self.grant(None, means) };
        let mut seen = match self.look(store, wanted) {
            Err(error) if means.are_complete() => {
                log::warn!("{error}; going on without it, since all credentials are at hand");
                return self.grant(None, means);
            }
            seen => seen?,
        };
        if !matches!(seen.found, Found::Login(_)) && !means.are_complete() {
            return Err(self.nobody(&seen.found, means));
        }
        let lock = loop {
            if let Some(held) = self.good_enough(&seen, need) {
                return Ok(held);
            }
            let _waiting = Waiting::on("another space-token");
            match self.lock.turn()? {
                Turn::Mine(lock) => break lock,
                Turn::Passed => seen = self.look(store, wanted)?,
            }
        };
        seen = self.look(store, wanted)?;
        if let Some(held) = self.good_enough(&seen, need) {
            return Ok(held);
        }
        match seen.found {
            Found::Login(record) if record.is_renewable() => self.renew((store, &lock), &record, order),
            Found::Nothing | Found::Login(_) if means.are_complete() => self.grant(Some((store, &lock)), means),
            Found::Other(_) if means.are_complete() => {
                log::debug!("the stored login is for something else; it stays, and the new token is not kept");
                self.grant(None, means)
            }
            found => Err(self.nobody(&found, means)),
        }
    }

    /// Gets a token for `credentials`, and keeps it as the profile's login.
    ///
    /// # Errors
    /// As [`Service::token`]; a login that could not be kept is one too.
    pub fn login(&self, credentials: &Credentials) -> Result<Record, Error> {
        let kept = self.store.map(|store| self.lock.take().map(|lock| (store, lock))).transpose()?;
        let record = self.obtain(credentials)?;
        if let Some((store, lock)) = &kept {
            self.save((*store, lock), &record)?;
        }
        Ok(record)
    }

    /// The stored login is about to change: whatever was cached of it ends here.
    fn change(&self, lock: &Lock) -> Option<String> {
        let generation = lock.next_generation();
        cache::forget(self.profile);
        generation
    }

    /// Replaces the stored login; its new generation.
    fn save(&self, (store, lock): Keep<'_>, record: &Record) -> Result<Option<String>, Error> {
        let generation = self.change(lock);
        store::save(store, self.profile, record).map(|()| generation)
    }

    /// Puts a fresh token at hand for the next time, as of a generation that was read before the token was.
    fn remember(&self, record: &Record, generation: Option<&str>, need: Need) {
        let Need::Valid(min_ttl) = need else { return };
        if let (Some(cache), Some(generation)) = (&self.cache, generation) {
            cache.keep(&record.token, generation, record.token.fresh_until(min_ttl), (self.now)());
        }
    }

    /// The profile's login as it is stored, whatever its expiry.
    ///
    /// # Errors
    /// `LoginRequired` if there is none, or one for something else; `Store`.
    pub fn login_of(&self, wanted: &Wanted) -> Result<Record, Error> {
        let found = self.store.map_or(Ok(Found::Nothing), |store| self.look(store, wanted).map(|seen| seen.found))?;
        match found {
            Found::Login(record) => Ok(*record),
            Found::Nothing => Err(why::nobody_logged_in(self.profile)),
            Found::Other(mismatch) => Err(why::login_for_other(self.profile, &mismatch)),
        }
    }

    fn look(&self, store: &dyn TokenStore, wanted: &Wanted) -> Result<Seen, Error> {
        let generation = self.lock.generation();
        let found = match store::load(store, self.profile)? {
            None => Found::Nothing,
            Some(record) => match wanted.mismatch(&record.obtained_for) {
                None => Found::Login(Box::new(record)),
                Some(mismatch) => Found::Other(mismatch),
            },
        };
        Ok(Seen { found, generation })
    }

    /// The login that was seen, if its token will do; then it is at hand the next time.
    fn good_enough(&self, seen: &Seen, need: Need) -> Option<Held> {
        let (Found::Login(record), Need::Valid(min_ttl)) = (&seen.found, need) else { return None };
        let remaining = left(record.token.expires_in((self.now)()));
        // a token that nobody gave an end, and that cannot be renewed, is the best there is
        let only = record.token.lifetime.is_none() && !record.is_renewable();
        let fresh = only || record.token.is_fresh((self.now)(), min_ttl);
        log::debug!("the stored token has {remaining} left, which is {}", if fresh { "enough" } else { "too little" });
        if !fresh {
            return None;
        }
        self.remember(record, seen.generation.as_deref(), need);
        Some((**record).clone().into())
    }

    /// Spends the refresh token (or the client's own credentials), and keeps what comes back before
    /// anybody sees it.
    fn renew(&self, keep: Keep<'_>, old: &Record, order: Order<'_>) -> Result<Held, Error> {
        let secret = (order.means.client_secret)()?.or_else(|| old.client_secret.clone());
        let client = self.client_of(old, secret);
        let _critical = Critical::begin();
        match self.ask(&old.obtained_for, &client, &old.renewal(), old.renewal_scope()) {
            Ok(Ok(token)) => {
                let record = Record {
                    token: token.or_refresh_token_of(&old.token),
                    client_secret: client.secret,
                    ..old.clone()
                };
                Ok(self.kept(keep, record, order.need))
            }
            Ok(Err(refusal)) => self.renewal_refused(keep, old, &client, &refusal, order),
            Err(error) => self.bridge(old, order.need, error),
        }
    }

    /// Saves a new token before anybody sees it. A save that fails is told beside the token.
    fn kept(&self, keep: Keep<'_>, record: Record, need: Need) -> Held {
        match self.save(keep, &record) {
            Ok(generation) => {
                self.remember(&record, generation.as_deref(), need);
                record.into()
            }
            Err(error) => Held { record, unsaved: Some(error) },
        }
    }

    /// Nothing is known, so nothing changes; a token that is still valid for a moment serves for that moment.
    fn bridge(&self, old: &Record, need: Need, error: Error) -> Result<Held, Error> {
        let now = (self.now)();
        if need != Need::Valid(None) || old.token.lifetime.is_none() || old.token.is_expired(now) {
            return Err(error);
        }
        log::warn!("{error}; the token in hand is valid for {} more", left(old.token.expires_in(now)));
        Ok(old.clone().into())
    }

    /// The server said no to a refresh. It may have said so because somebody else was faster.
    fn renewal_refused(
        &self,
        keep: Keep<'_>,
        old: &Record,
        client: &ClientAuthentication,
        refusal: &Refusal,
        order: Order<'_>,
    ) -> Result<Held, Error> {
        if let Found::Login(newer) = self.look(keep.0, order.wanted)?.found
            && newer.token != old.token
            && newer.token.is_fresh((self.now)(), None)
        {
            log::debug!("another process was faster; taking its token");
            return Ok((*newer).into());
        }
        let refused = why::refused(&old.obtained_for, refusal, &old.renewal(), client, self.server);
        if refusal.code == Code::InvalidClient || old.token.refresh_token.is_none() {
            return Err(refused);
        }
        if order.means.are_complete() {
            log::debug!("{refused}; the credentials at hand begin a new login");
            return self.grant(Some(keep), order.means);
        }
        match refusal.code {
            Code::InvalidGrant => self.end(keep, old),
            Code::InvalidRequest | Code::Other => {}
            // the client or the scope is in question, not the login
            _ => return Err(refused),
        }
        Err(why::ended(self.profile, &refused))
    }

    /// The refresh token is dead for certain: it is dropped, so that `status` tells the truth offline.
    fn end(&self, keep: Keep<'_>, old: &Record) {
        let mut ended = old.clone();
        ended.token.refresh_token = None;
        if let Err(error) = self.save(keep, &ended) {
            log::debug!("{error}; the dead refresh token stays where it is");
        }
    }

    /// A grant with the credentials at hand, kept where `keep` says.
    fn grant(&self, keep: Option<Keep<'_>>, means: &Means<'_>) -> Result<Held, Error> {
        if !means.are_complete() {
            return Err(self.nobody(&Found::Nothing, means));
        }
        let record = self.obtain(&(means.credentials)()?)?;
        Ok(match keep {
            Some(keep) => self.kept(keep, record, Need::New),
            None => record.into(),
        })
    }

    fn client_of(&self, record: &Record, secret: Option<Secret>) -> ClientAuthentication {
        ClientAuthentication { id: record.obtained_for.client_id.clone(), secret, auth: self.client_auth }
    }

    fn obtain(&self, credentials: &Credentials) -> Result<Record, Error> {
        let Credentials { target, client, grant } = credentials;
        match self.ask(target, client, grant, &target.scope)? {
            Ok(token) => Ok(Record { obtained_for: target.clone(), token, client_secret: client.secret.clone() }),
            Err(refusal) => Err(why::refused(target, &refusal, grant, client, self.server)),
        }
    }

    /// One request: a token, or the server's refusal.
    fn ask(
        &self,
        target: &ObtainedFor,
        client: &ClientAuthentication,
        grant: &Grant,
        scope: &str,
    ) -> Result<Result<crate::token::Token, Refusal>, Error> {
        log::debug!("asking {} for a token ({})", target.token_endpoint, grant.name());
        let _waiting = Waiting::on(&target.url);
        let endpoint = ServiceUrl::exact(&target.token_endpoint, self.allow_http)
            .map_err(|why| why::bad_endpoint(target, &why))?;
        match self.client.token(&endpoint, client, grant, scope)? {
            Answer::Token(token) => Ok(Ok(token)),
            Answer::Refused(refusal) => Ok(Err(refusal)),
            Answer::NoAnswer(nothing) => Err(why::no_answer(target, &nothing)),
        }
    }

    fn nobody(&self, found: &Found, means: &Means<'_>) -> Error {
        match (found, &means.supplied) {
            (Found::Nothing, Supplied::Part(missing)) => why::missing(self.profile, missing),
            (Found::Nothing, _) => why::nobody_logged_in(self.profile),
            (Found::Login(record), _) => why::cannot_be_refreshed(self.profile, record),
            (Found::Other(mismatch), _) => why::login_for_other(self.profile, mismatch),
        }
    }
}
