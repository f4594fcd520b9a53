//! A login is renewed: with its refresh token, or the client's own credentials.

use super::credentials::{self, Credentials};
use super::{Keep, Service, Target, TokenQuery, errors};
use crate::error::{Error, ErrorCode, ErrorResponse};
use crate::oauth::{ClientAuthMethod, ClientCredentials, Grant};
use crate::report::left;
use crate::secret::Secret;
use crate::settings::Source;
use crate::signals::Critical;
use crate::store::Record;

impl Service<'_> {
    /// Spends the refresh token (or the client's own credentials), and keeps what comes back before
    /// anybody sees it.
    pub(super) fn renew(&self, keep: Keep<'_>, old: &Record, query: TokenQuery) -> Result<Record, Error> {
        let secret = credentials::client_secret(self.settings)?.or_else(|| old.client_secret.clone());
        let credentials = self.renewing(old, secret);
        let _critical = Critical::begin();
        match self.ask(&credentials, old.renewal_scope()) {
            Ok(Ok(mut token)) => {
                if let Some(refresh_token) = &old.token.refresh_token {
                    // one that is not replaced is still good, and a scope that is not named is the one before (RFC 6749 §6)
                    token.refresh_token.get_or_insert_with(|| refresh_token.clone());
                    token.scope = token.scope.or_else(|| old.token.scope.clone());
                }
                let mut record = Record { token, client_secret: credentials.client.secret, ..old.clone() };
                // a record of an earlier version doesn't say what it was obtained with
                record.obtained_for.parameters.get_or_insert_with(|| self.settings.form_of_parameters());
                self.kept(keep, record, query)
            }
            Ok(Err(refusal)) => self.renewal_refused(keep, old, &credentials, &refusal, query),
            Err(error) => self.bridge(old, query, error),
        }
    }

    /// The server said no to a refresh. It may have said so because somebody else was faster.
    fn renewal_refused(
        &self,
        keep: Keep<'_>,
        old: &Record,
        credentials: &Credentials,
        refusal: &ErrorResponse,
        query: TokenQuery,
    ) -> Result<Record, Error> {
        if let Some(newer) = self.look(keep.0, &Target::of(self.settings)?)?
            && newer.token != old.token
            && newer.token.is_fresh((self.now)(), None)
        {
            log::debug!("another process was faster; using its token");
            return Ok(newer);
        }
        let refused = errors::refused(credentials, refusal, self.settings.server);
        let code = refusal.code();
        if code == Some(ErrorCode::InvalidClient) || old.token.refresh_token.is_none() {
            return Err(refused);
        }
        if credentials::missing(self.settings).is_empty() {
            log::debug!("{refused}; logging in again with the credentials at hand");
            return self.grant(Some(keep), query);
        }
        match code {
            // without a lock it may be another process's newer login that is stored
            Some(ErrorCode::InvalidGrant) if keep.1.is_exclusive() => self.end(keep, old),
            Some(ErrorCode::InvalidGrant | ErrorCode::InvalidRequest) | None => {}
            // the client or the scope is in question, not the login
            _ => return Err(refused),
        }
        Err(errors::ended(self.settings, &refused, refusal))
    }

    /// The refresh token is dead for certain: it is dropped, so that `status` tells the truth offline.
    fn end(&self, keep: Keep<'_>, old: &Record) {
        let mut ended = old.clone();
        ended.token.refresh_token = None;
        let saved = self.save(keep, &ended);
        saved.unwrap_or_else(|error| log::debug!("{error}; the refused refresh token is still stored"));
    }

    /// Nothing is known, so nothing changes; a token that is still valid for a moment serves for that moment.
    pub(super) fn bridge(&self, old: &Record, query: TokenQuery, error: Error) -> Result<Record, Error> {
        let now = (self.now)();
        if query.new || self.settings.min_ttl.is_some() || old.token.lifetime.is_none() || old.token.is_expired(now) {
            return Err(error);
        }
        log::warn!("{error}; the token in hand is valid for {} more", left(old.token.expires_in(now)));
        Ok(old.clone())
    }

    /// What renews a stored login: its refresh token, and the client as it authenticates.
    pub(super) fn renewing(&self, record: &Record, secret: Option<Secret>) -> Credentials {
        let settings = self.settings;
        let said = Some(settings.client_auth.value).filter(|_| settings.client_auth.source != Source::Default);
        let client = ClientCredentials {
            id: record.obtained_for.client_id.clone(),
            secret,
            auth: said.or(record.client_auth).unwrap_or(ClientAuthMethod::Basic),
            parameters: settings.token_parameters.clone(),
        };
        Credentials { target: record.obtained_for.clone(), client, grant: Grant::renewing(&record.token) }
    }
}
