//! Whether the server honours a stored token, and whose it takes it for. Nothing is refreshed for that.

use super::{Service, errors};
use crate::error::Error;
use crate::oauth::Server;
use crate::oauth::identity::{Identity, TokenOwner};
use crate::report::Waiting;
use crate::store::Record;

/// What came of asking.
#[derive(Debug, PartialEq, Eq)]
pub enum Checked {
    /// The server accepts the token.
    Honoured(Identity),
    /// The server accepts the token, or does not: it would not say, in these words.
    Undisclosed(String),
    /// Nobody asked, for this reason.
    NotAsked(String),
}

impl Service<'_> {
    /// Asks the server whose the token of `record` is, if that is still valid by its time.
    ///
    /// # Errors
    /// `LoginRequired` if the server doesn't accept the token, `Unreachable`.
    pub fn check(mut self, record: &Record) -> Result<Checked, Error> {
        if record.token.is_expired((self.now)()) {
            let refresh = errors::command(self.settings, "refresh");
            return Ok(Checked::NotAsked(format!("the token has expired, and must be refreshed first: {refresh}")));
        }
        self.client = self.client.with_one_deadline();
        let userinfo_endpoint = match self.userinfo_endpoint(&record.obtained_for)? {
            Ok(userinfo_endpoint) => userinfo_endpoint,
            Err(why) => return Ok(Checked::NotAsked(why.to_owned())),
        };
        log::debug!("asking {userinfo_endpoint} whose token it is");
        let _waiting = Waiting::on(&record.obtained_for.url);
        match self.client.token_owner(&userinfo_endpoint, &record.token.access_token)? {
            TokenOwner::Known(identity) => Ok(Checked::Honoured(identity)),
            TokenOwner::Undisclosed(said) => Ok(Checked::Undisclosed(said.to_string())),
            TokenOwner::NotHonoured(said) if self.may_lack_scope(record) => {
                let lacks = "the token lacks the scope 'openid', which some servers require";
                Ok(Checked::Undisclosed(format!("{said}; {lacks}")))
            }
            TokenOwner::NotHonoured(said) => Err(errors::not_honoured(self.settings, record, &said)),
        }
    }

    /// OpenID Connect Core §5.3 wants the scope `openid` for userinfo, and not all servers answer its lack
    /// with 403.
    fn may_lack_scope(&self, record: &Record) -> bool {
        self.settings.server == Server::Oauth2 && !record.scope().split(' ').any(|scope| scope == "openid")
    }
}
