//! `status`: who is logged in where, offline.

use serde::Serialize;

use super::session::StoredLogin;
use super::{Context, session};
use crate::cli::StatusArgs;
use crate::error::{Error, clean};
use crate::oauth::name_of;
use crate::report;
use crate::service::why;
use crate::settings::Settings;
use crate::store::{Record, StoreChoice};

#[derive(Serialize)]
struct Status<'a> {
    profile: &'a str,
    url: &'a str,
    username: Option<&'a str>,
    client_id: &'a str,
    scope: &'a str,
    store: String,
    encrypted: bool,
    valid: bool,
    refreshable: bool,
    expires_at: Option<String>,
    expires_in: Option<u64>,
}

pub(super) fn run(context: Context<'_>, args: &StatusArgs) -> Result<(), Error> {
    let StoredLogin { settings, record, store: choice } = session::stored_login(context, &args.server)?;
    let now = (context.now)();
    let expires_at = record.token.expires_at();
    let valid = !record.token.is_expired(now);
    if !valid && !record.is_renewable() {
        return Err(why::cannot_be_refreshed(&settings.profile, &record));
    }
    let target = &record.obtained_for;
    if args.json {
        let status = Status {
            profile: &settings.profile,
            url: &target.url,
            username: target.username.as_deref(),
            client_id: &target.client_id,
            scope: record.scope(),
            store: name_of(&choice),
            encrypted: choice != StoreChoice::File,
            valid,
            refreshable: record.is_renewable(),
            expires_at: expires_at.map(|end| end.to_string()),
            expires_in: record.token.expires_in(now),
        };
        return report::json(&status);
    }
    report::payload(&describe(&settings, &record, choice, now))
}

fn describe(settings: &Settings, record: &Record, store: StoreChoice, now: jiff::Timestamp) -> String {
    let target = &record.obtained_for;
    let token = match (record.token.expires_at(), record.token.is_expired(now)) {
        (None, _) => "valid; the server named no end".to_owned(),
        (Some(end), false) => format!("valid until {}", report::instant(end, now)),
        (Some(end), true) => format!("expired at {}", report::instant(end, now)),
    };
    let refresh = if record.is_renewable() {
        "by itself, when it must"
    } else {
        "not possible: log in again when the token expires"
    };
    let scope = match record.scope() {
        "" => "the server's default".to_owned(),
        scope => clean(scope),
    };
    let kept = match store {
        StoreChoice::File => "plain file: not encrypted, readable by you alone",
        store => session::store_name(store),
    };
    [
        ("Profile", settings.profile.as_str()),
        ("Server", &target.url),
        ("User", &target.username.as_deref().map_or_else(|| "none: the client itself".to_owned(), clean)),
        ("Client", &clean(&target.client_id)),
        ("Scope", &scope),
        ("Token", &token),
        ("Refresh", refresh),
        ("Store", kept),
    ]
    .iter()
    .map(|(name, value)| format!("{name:<8} {value}\n"))
    .collect()
}
