//! `print` and `refresh`: a token to standard output, without ever asking.

use super::{Context, session};
use crate::cli::{FormatArgs, PrintArgs, RefreshArgs, RequestArgs};
use crate::error::Error;
use crate::service::{Held, Means, Need, Order};
use crate::settings::Settings;

/// A token is worth more than its place in the store: it is printed, and the loss told loudly.
pub(super) fn print(context: Context<'_>, args: &PrintArgs) -> Result<(), Error> {
    let (settings, held) = token(context, &args.request, args.min_ttl.as_deref(), false)?;
    warn_if_unsaved(&held);
    write(context, &settings, &held, &args.output)
}

/// The token works, and its loss is the next run's.
pub(super) fn warn_if_unsaved(held: &Held) {
    if let Some(error) = &held.unsaved {
        log::warn!("{error}; this token works until it expires, but the login may have to be made again");
    }
}

pub(super) fn refresh(context: Context<'_>, args: &RefreshArgs) -> Result<(), Error> {
    let (settings, held) = token(context, &args.request, None, true)?;
    match held.unsaved {
        Some(error) => Err(error),
        None => write(context, &settings, &held, &args.output),
    }
}

/// A token by the policy.
pub(super) fn token(
    context: Context<'_>,
    request: &RequestArgs,
    min_ttl: Option<&str>,
    new: bool,
) -> Result<(Settings, Held), Error> {
    let settings = Settings::read(context.global, request, min_ttl, context.environment)?;
    let means = Means {
        supplied: session::supplied(&settings),
        credentials: &|| session::credentials(context, &settings),
        client_secret: &|| session::client_secret(&settings),
    };
    let need = if new { Need::New } else { Need::Valid(settings.min_ttl) };
    let store = session::open_store(&settings, &means)?;
    let wanted = session::wanted(&settings)?;
    let service = session::service(context, &settings, store.as_deref());
    let held = service.token(Order { wanted: &wanted, need, means: &means })?;
    let now = (context.now)();
    if let Need::Valid(Some(ttl)) = need
        && !held.record.token.is_fresh(now, Some(ttl))
    {
        let left = crate::report::left(held.record.token.expires_in(now));
        log::warn!(
            "the token is valid for {left}, less than the {} s asked for: the server gives no more",
            ttl.as_secs()
        );
    }
    drop(means);
    Ok((settings, held))
}

fn write(context: Context<'_>, settings: &Settings, held: &Held, output: &FormatArgs) -> Result<(), Error> {
    session::write(
        context,
        &settings.profile,
        &held.record,
        output.format.unwrap_or_default(),
        !output.no_refresh_token,
    )
}
