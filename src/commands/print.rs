//! `print` and `refresh`: a token to standard output, without ever asking.

use super::{Context, session};
use crate::error::Error;
use crate::report;
use crate::service::{TokenQuery, credentials};
use crate::settings::Settings;
use crate::store::Record;

pub(super) fn print(context: Context<'_>) -> Result<(), Error> {
    let (settings, record) = token(context, context.given.holds_refresh_token())?;
    session::write(context, &settings.profile, record)
}

pub(super) fn refresh(context: Context<'_>) -> Result<(), Error> {
    let (settings, record) = obtain(context, true, context.given.holds_refresh_token())?;
    session::write(context, &settings.profile, record)
}

/// A token by the policy, perhaps with its refresh token.
pub(super) fn token(context: Context<'_>, with_refresh_token: bool) -> Result<(Settings, Record), Error> {
    let (settings, record) = obtain(context, false, with_refresh_token)?;
    let now = (context.now)();
    if let Some(ttl) = settings.min_ttl.filter(|ttl| !record.token.is_fresh(now, Some(*ttl))) {
        let [left, ttl] = [record.token.expires_in(now), Some(ttl.as_secs())].map(report::left);
        log::warn!(
            "the token is valid for {left}, less than the {ttl} you asked for: the server's tokens don't last longer"
        );
    }
    Ok((settings, record))
}

/// `new`: whatever the expiry of the one that is stored.
fn obtain(context: Context<'_>, new: bool, with_refresh_token: bool) -> Result<(Settings, Record), Error> {
    super::for_current_profile(context, |settings| {
        let store = match session::open_store(settings) {
            Err(error) if credentials::missing(settings).is_empty() => {
                log::warn!("{error}; continuing without it, since all credentials are set");
                None
            }
            opened => opened?,
        };
        session::service(context, settings, store.as_deref()).token(TokenQuery { new, with_refresh_token })
    })
}
