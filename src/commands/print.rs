//! `print` and `refresh`: a token to standard output, without ever asking.

use super::{Context, credentials, session};
use crate::error::Error;
use crate::service::{CredentialSource, Obtained, TokenQuery};
use crate::settings::Settings;

/// A token is worth more than its place in the store: it is printed, and the loss told loudly.
pub(super) fn print(context: Context<'_>) -> Result<(), Error> {
    let want = Want { new: false, with_refresh_token: context.given.output().holds_refresh_token() };
    let (settings, obtained) = token(context, want)?;
    warn_if_unsaved(&obtained);
    session::write(context, &settings.profile, &obtained.record, settings.output)
}

/// The token works, and its loss is the next run's.
pub(super) fn warn_if_unsaved(obtained: &Obtained) {
    if let Some(error) = &obtained.unsaved {
        log::warn!("{error}; this token works until it expires, but you may have to log in again after that");
    }
}

pub(super) fn refresh(context: Context<'_>) -> Result<(), Error> {
    let want = Want { new: true, with_refresh_token: context.given.output().holds_refresh_token() };
    let (settings, obtained) = token(context, want)?;
    match obtained.unsaved {
        Some(error) => Err(error),
        None => session::write(context, &settings.profile, &obtained.record, settings.output),
    }
}

/// What is wanted of a token beside its validity.
#[derive(Clone, Copy)]
pub(super) struct Want {
    /// A new one, whatever the expiry.
    pub(super) new: bool,
    /// The refresh token too.
    pub(super) with_refresh_token: bool,
}

/// A token by the policy.
pub(super) fn token(context: Context<'_>, want: Want) -> Result<(Settings, Obtained), Error> {
    super::for_current_profile(context, |settings| obtain(context, settings, want))
}

fn obtain(context: Context<'_>, settings: &Settings, want: Want) -> Result<Obtained, Error> {
    let source = CredentialSource {
        supplied: credentials::supplied(settings),
        credentials: &|| credentials::read(context, settings),
        client_secret: &|| credentials::client_secret(settings),
    };
    let store = session::open_store(settings, &source)?;
    let target = session::target(settings)?;
    let service = session::service(context, settings, store.as_deref());
    let Want { new, with_refresh_token } = want;
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
