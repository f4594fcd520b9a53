//! The tokens that were given out, and what became of them.

use std::collections::HashMap;
use std::time::{Duration, Instant};

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
}

impl Tokens {
    pub(crate) fn begin(&mut self, login: Login) -> LoginId {
        self.logins.push(login);
        LoginId(self.logins.len() - 1)
    }

    pub(crate) fn login(&self, id: LoginId) -> &Login {
        &self.logins[id.0]
    }

    pub(crate) fn end(&mut self, id: LoginId) {
        self.logins[id.0].ended = true;
    }

    pub(crate) fn end_all(&mut self) {
        self.logins.iter_mut().for_each(|login| login.ended = true);
    }

    pub(crate) fn active_logins(&self) -> usize {
        self.logins.iter().filter(|login| !login.ended).count()
    }

    pub(crate) fn add_access(&mut self, login: LoginId, token: &str, scope: &str, lifetime: u64) {
        let expires = Instant::now().checked_add(Duration::from_secs(lifetime));
        let scope = scope.into();
        self.access.insert(token.into(), Access { login, scope, expires });
    }

    pub(crate) fn add_refresh(&mut self, login: LoginId) -> String {
        let token = jwt::random();
        self.refresh.insert(token.clone(), Refresh { login, used: false });
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
        match &mut self.logins[id.0] {
            login if login.client != client => Err(Denied::Foreign),
            login if login.ended => Err(Denied::Revoked),
            login if used => {
                login.ended = reuse_ends_login;
                Err(Denied::Used)
            }
            _ => Ok(id),
        }
    }

    /// Replaces a refresh token by a new one.
    pub(crate) fn rotate(&mut self, token: &str) -> Option<String> {
        let refresh = self.refresh.get_mut(token)?;
        refresh.used = true;
        let login = refresh.login;
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
