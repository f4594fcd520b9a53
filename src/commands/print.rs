//! `print` and `refresh`: a token to standard output, without ever asking.

use super::{Context, credentials, session};
use crate::error::Error;
use crate::service::{CredentialSource, Obtained, TokenQuery};
use crate::settings::Settings;
use crate::store::Record;

pub(super) fn print(context: Context<'_>) -> Result<(), Error> {
    let (settings, record) = token(context, context.given.holds_refresh_token())?;
    session::write(context, &settings.profile, record)
}

pub(super) fn refresh(context: Context<'_>) -> Result<(), Error> {
    let with_refresh_token = context.given.holds_refresh_token();
    let (settings, obtained) =
        super::for_current_profile(context, |settings| obtain(context, settings, true, with_refresh_token))?;
    match obtained.unsaved {
        Some(error) => Err(error),
        None => session::write(context, &settings.profile, obtained.record),
    }
}

/// A token by the policy, perhaps with its refresh token. It's worth more than its place in the store: one that could
/// not be saved works all the same, and the loss is told loudly.
pub(super) fn token(context: Context<'_>, with_refresh_token: bool) -> Result<(Settings, Record), Error> {
    let (settings, obtained) =
        super::for_current_profile(context, |settings| obtain(context, settings, false, with_refresh_token))?;
    if let Some(error) = &obtained.unsaved {
        log::warn!("{error}; this token works until it expires, but you may have to log in again after that");
    }
    Ok((settings, obtained.record))
}

/// `new`: whatever the expiry of the one that is stored.
fn obtain(context: Context<'_>, settings: &Settings, new: bool, with_refresh_token: bool) -> Result<Obtained, Error> {
    let source = CredentialSource {
        supplied: credentials::supplied(settings),
        credentials: &|| credentials::read(context, settings),
        client_secret: &|| credentials::client_secret(settings),
    };
    let store = session::open_store(settings, &source.supplied)?;
    let target = session::target(settings)?;
    let service = session::service(context, settings, store.as_deref());
    let min_ttl = settings.min_ttl;
    let obtained = service.token(TokenQuery { target: &target, min_ttl, new, with_refresh_token, source: &source })?;
    let now = (context.now)();
    if let Some(ttl) = min_ttl.filter(|_| !new)
        && !obtained.record.token.is_fresh(now, Some(ttl))
    {
        let left = crate::report::left(obtained.record.token.expires_in(now));
        log::warn!(
            "the token is valid for {left}, less than the {} s you asked for: the server's tokens don't last longer",
            ttl.as_secs()
        );
    }
    Ok(obtained)
}
