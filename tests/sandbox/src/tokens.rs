//! The tokens that were given out, and what became of them.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::journal::{Event, What};
use crate::jwt;

/// Who a token speaks for.
#[derive(Clone, Debug)]
pub(crate) struct Principal {
    pub(crate) service: bool,
    pub(crate) id: String,
    pub(crate) login: String,
    pub(crate) name: String,
}

/// One login: the family of all tokens that descend from it.
#[derive(Clone, Debug)]
pub(crate) struct Login {
    pub(crate) client: String,
    pub(crate) principal: Principal,
    pub(crate) scope: String,
    ended: bool,
}

impl Login {
    pub(crate) fn new(client: &str, principal: Principal, scope: String) -> Self {
        let client = client.into();
        Self { client, principal, scope, ended: false }
    }
}

/// Names a [`Login`].
#[derive(Clone, Copy)]
pub(crate) struct LoginId(usize);

impl std::fmt::Display for LoginId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "token-{}", self.0)
    }
}

struct Access {
    login: LoginId,
    scope: String,
    /// `None` is never.
    expires: Option<Instant>,
}

struct Refresh {
    login: LoginId,
    used: bool,
}

/// Why a token is not honoured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Denied {
    Unknown,
    Expired,
    /// It was rotated, and came back.
    Used,
    /// The login that it belongs to has ended.
    Revoked,
    /// Another client's.
    Foreign,
}

/// All tokens of a server.
#[derive(Default)]
pub(crate) struct Tokens {
    logins: Vec<Login>,
    access: HashMap<String, Access>,
    refresh: HashMap<String, Refresh>,
    journal: Vec<Event>,
}

impl Tokens {
    pub(crate) fn begin(&mut self, login: Login) -> LoginId {
        let username = login.principal.login.clone();
        self.logins.push(login);
        let id = LoginId(self.logins.len() - 1);
        self.note(id, What::Began { username });
        id
    }

    pub(crate) fn journal(&self) -> &[Event] {
        &self.journal
    }

    fn note(&mut self, LoginId(login): LoginId, what: What) {
        self.journal.push(Event { at: Instant::now(), login, what });
    }

    pub(crate) fn login(&self, id: LoginId) -> &Login {
        &self.logins[id.0]
    }

    /// The logins of a user that have not ended, each with its client.
    pub(crate) fn logins_of(&self, user: &str) -> Vec<(LoginId, String)> {
        let all = self.logins.iter().enumerate();
        let active = all.filter(|(_, login)| !login.ended && login.principal.id == user);
        active.map(|(id, login)| (LoginId(id), login.client.clone())).collect()
    }

    pub(crate) fn end(&mut self, id: LoginId) {
        if !std::mem::replace(&mut self.logins[id.0].ended, true) {
            self.note(id, What::Ended);
        }
    }

    pub(crate) fn end_all(&mut self) {
        (0..self.logins.len()).for_each(|id| self.end(LoginId(id)));
    }

    pub(crate) fn active_logins(&self) -> usize {
        self.logins.iter().filter(|login| !login.ended).count()
    }

    pub(crate) fn add_access(&mut self, login: LoginId, token: &str, scope: &str, lifetime: u64) {
        let expires = Instant::now().checked_add(Duration::from_secs(lifetime));
        let scope = scope.into();
        self.access.insert(token.into(), Access { login, scope, expires });
        self.note(login, What::Access { token: token.into(), expires });
    }

    pub(crate) fn add_refresh(&mut self, login: LoginId) -> String {
        let token = jwt::random();
        self.refresh.insert(token.clone(), Refresh { login, used: false });
        self.note(login, What::Refresh { token: token.clone() });
        token
    }

    /// The login of an access token, and the scope of the token.
    pub(crate) fn of_access(&self, token: &str) -> Result<(LoginId, &str), Denied> {
        let access = self.access.get(token).ok_or(Denied::Unknown)?;
        if self.login(access.login).ended {
            return Err(Denied::Revoked);
        }
        if access.expires.is_some_and(|expires| expires <= Instant::now()) {
            return Err(Denied::Expired);
        }
        Ok((access.login, &access.scope))
    }

    /// The login of a refresh token, if this client may use it now. One that was rotated away
    /// and comes back can end its login: somebody has a copy.
    pub(crate) fn of_refresh(&mut self, token: &str, client: &str, reuse_ends_login: bool) -> Result<LoginId, Denied> {
        let &Refresh { login: id, used } = self.refresh.get(token).ok_or(Denied::Unknown)?;
        let login = self.login(id);
        if login.client != client {
            return Err(Denied::Foreign);
        }
        if login.ended {
            self.note(id, What::Late { token: token.into() });
            return Err(Denied::Revoked);
        }
        if used {
            self.note(id, What::Reused { token: token.into() });
            if reuse_ends_login {
                self.end(id);
            }
            return Err(Denied::Used);
        }
        Ok(id)
    }

    /// Replaces a refresh token by a new one.
    pub(crate) fn rotate(&mut self, token: &str) -> Option<String> {
        let refresh = self.refresh.get_mut(token)?;
        refresh.used = true;
        let login = refresh.login;
        self.note(login, What::Rotated { token: token.into() });
        Some(self.add_refresh(login))
    }

    /// Revokes a token of this client: an access token alone, a refresh token with its login.
    pub(crate) fn revoke(&mut self, token: &str, client: &str) -> Result<(), Denied> {
        let access = self.access.get(token).map(|access| access.login);
        let refresh = self.refresh.get(token).map(|refresh| refresh.login);
        let id = access.or(refresh).ok_or(Denied::Unknown)?;
        if self.login(id).client != client {
            return Err(Denied::Foreign);
        }
        if self.access.remove(token).is_none() {
            self.end(id);
        }
        Ok(())
    }

    pub(crate) fn is_active_refresh(&self, token: &str) -> bool {
        let alive = |refresh: &Refresh| !refresh.used && !self.login(refresh.login).ended;
        self.refresh.get(token).is_some_and(alive)
    }
}
