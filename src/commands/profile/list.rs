//! `profile list`: the profiles side by side, and which of them have a login.

use jiff::Timestamp;
use serde::Serialize;

use super::PATIENCE;
use crate::commands::Context;
use crate::error::{Error, clean};
use crate::report::{self, BAD, FAINT, GOOD, HEADING, WARNING, left};
use crate::settings::config::{Config, Profile};
use crate::settings::{Paths, check_profile_name};
use crate::store::{self, Record};

#[derive(Serialize)]
struct Row {
    profile: String,
    default: bool,
    url: Option<String>,
    username: Option<String>,
    client_id: Option<String>,
    store: String,
    /// `None` if the store couldn't be asked.
    logged_in: Option<bool>,
    valid: bool,
    refreshable: bool,
    expires_at: Option<String>,
    expires_in: Option<u64>,
}

pub(super) fn run(context: Context<'_>, paths: &Paths, json: bool) -> Result<(), Error> {
    let config = Config::read(&paths.config)?;
    let names = config.profile_names();
    let rows = names.iter().map(|name| row(paths, &config, name, (context.now)())).collect::<Result<Vec<_>, _>>()?;
    if json {
        return report::json(&rows);
    }
    if rows.is_empty() {
        log::info!("No profiles yet; 'space-token login' creates one.");
        return Ok(());
    }
    report::text(&table(&rows))
}

/// The login of the profile `name`. There's none where no login has decided on a store.
fn login(paths: &Paths, name: &str, profile: &Profile<'_>) -> Result<Option<Record>, Error> {
    let Some(choice) = profile.store()?.filter(|_| check_profile_name(name).is_ok()) else { return Ok(None) };
    let Some(store) = paths.open_store(choice)? else { return Ok(None) };
    let _lock = paths.profile_lock(name).acquire(PATIENCE)?;
    store::load(store.as_ref(), &paths.login_name(name))
}

fn row(paths: &Paths, config: &Config, name: &str, now: Timestamp) -> Result<Row, Error> {
    let profile = config.profile(name)?;
    let login = login(paths, name, &profile).inspect_err(|error| log::warn!("profile {}: {error}", clean(name))).ok();
    let logged_in = login.as_ref().map(Option::is_some);
    let login = login.flatten();
    let token = login.as_ref().map(|login| &login.token);
    Ok(Row {
        profile: name.to_owned(),
        default: config.default_profile()?.as_deref().unwrap_or("default") == name,
        url: profile.text("url")?,
        username: profile.text("username")?,
        client_id: profile.text("client_id")?,
        store: profile.text("store")?.unwrap_or_else(|| "auto".to_owned()),
        logged_in,
        valid: token.is_some_and(|token| !token.is_expired(now)),
        refreshable: login.as_ref().is_some_and(Record::is_renewable),
        expires_at: token.and_then(|token| token.expires_at()).map(|end| end.to_string()),
        expires_in: token.and_then(|token| token.expires_in(now)),
    })
}

/// What becomes of the token, and how that looks.
fn token(row: &Row) -> (String, anstyle::Style) {
    match (row.logged_in, row.valid, row.refreshable) {
        (None, ..) => ("unknown".to_owned(), WARNING),
        (Some(false), ..) => ("not logged in".to_owned(), FAINT),
        (_, true, _) if row.expires_in.is_none() => ("valid".to_owned(), GOOD),
        (_, true, _) => (format!("valid for {}", left(row.expires_in)), GOOD),
        (_, false, true) => ("refreshed when needed".to_owned(), GOOD),
        (_, false, false) => ("expired".to_owned(), BAD),
    }
}

/// Columns under a header, the default profile marked.
fn table(rows: &[Row]) -> String {
    let cells = |row: &Row| {
        let shown = |text: &Option<String>| text.as_deref().map_or_else(|| "-".to_owned(), clean);
        let user = row.username.as_ref().or(row.client_id.as_ref()).cloned();
        [clean(&row.profile), shown(&row.url), shown(&user), clean(&row.store)]
    };
    let header = ["PROFILE", "SERVER", "USER", "STORE"].map(str::to_owned);
    let cells: Vec<[String; 4]> = std::iter::once(header).chain(rows.iter().map(cells)).collect();
    let widths = cells.iter().fold([0; 4], |widths, row| {
        let mut lengths = row.iter().map(|cell| cell.chars().count());
        widths.map(|width: usize| width.max(lengths.next().unwrap_or_default()))
    });
    let line = |cells: &[String; 4]| {
        let padded = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}  "));
        padded.collect::<String>()
    };
    let mut lines = cells.iter().map(line);
    let header = format!("  {HEADING}{}TOKEN{HEADING:#}\n", lines.next().unwrap_or_default());
    rows.iter().zip(lines).fold(header, |text, (row, line)| {
        let mark = if row.default { '*' } else { ' ' };
        let (token, style) = token(row);
        text + &format!("{mark} {line}{style}{token}{style:#}\n")
    })
}
