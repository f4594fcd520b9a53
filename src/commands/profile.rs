//! `profile`: the profiles of the configuration file, side by side.

use std::time::Duration;

use serde::Serialize;

use super::{Context, logout};
use crate::cli::{ProfileArgs, ProfileCommand, ProfileListArgs};
use crate::error::{Error, Kind, clean};
use crate::report;
use crate::settings::config::{Config, Profile};
use crate::settings::{Paths, check_profile_name};

/// What a profile is without `default_profile`.
const DEFAULT: &str = "default";

/// How long to wait for another process that writes the configuration file.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many names an error shows.
const SHOWN: usize = 3;

pub(super) fn run(context: Context<'_>, args: &ProfileArgs) -> Result<(), Error> {
    let paths = Paths::find(context.given.file("config"), context.environment);
    match &args.command {
        ProfileCommand::List(args) if args.names => report::payload(&names(&paths)),
        ProfileCommand::List(args) => list(&Config::read(&paths.config)?, args),
        ProfileCommand::Use(args) => select(&paths, &args.name),
        ProfileCommand::Remove(args) => remove(context, &paths, &args.name),
    }
}

/// One name a line, for completion: what cannot be read is not offered, and it is no moment to complain.
fn names(paths: &Paths) -> String {
    let names = Config::read(&paths.config).map(|config| config.profile_names()).unwrap_or_default();
    names.iter().filter(|name| check_profile_name(name).is_ok()).map(|name| format!("{name}\n")).collect()
}

#[derive(Serialize)]
struct Row {
    profile: String,
    default: bool,
    url: Option<String>,
    username: Option<String>,
    client_id: Option<String>,
    store: String,
}

fn list(config: &Config, args: &ProfileListArgs) -> Result<(), Error> {
    let default = config.default_profile()?.unwrap_or_else(|| DEFAULT.to_owned());
    let names = config.profile_names();
    let rows = names.iter().map(|name| row(name, *name == default, &config.profile(name)?));
    let rows = rows.collect::<Result<Vec<Row>, Error>>()?;
    if args.json {
        let json = serde_json::to_string(&rows)
            .map_err(|error| Error::new(Kind::Other, format!("cannot write the profiles: {error}")))?;
        return report::payload(&(json + "\n"));
    }
    if rows.is_empty() {
        log::info!("No profiles yet; 'space-token login' makes one.");
    }
    report::payload(&table(&rows))
}

fn row(name: &str, default: bool, profile: &Profile<'_>) -> Result<Row, Error> {
    Ok(Row {
        profile: name.to_owned(),
        default,
        url: profile.text("url")?,
        username: profile.text("username")?,
        client_id: profile.text("client_id")?,
        store: profile.text("store")?.unwrap_or_else(|| "auto".to_owned()),
    })
}

/// Columns, the default profile marked.
fn table(rows: &[Row]) -> String {
    let cells = |row: &Row| {
        let shown = |text: &Option<String>| text.as_deref().map_or_else(|| "-".to_owned(), clean);
        let user = row.username.as_ref().or(row.client_id.as_ref()).cloned();
        [clean(&row.profile), shown(&row.url), shown(&user), clean(&row.store)]
    };
    let cells: Vec<_> = rows.iter().map(cells).collect();
    let width = |column: fn(&[String; 4]) -> &String| cells.iter().map(|row| column(row).chars().count()).max();
    let widths = [width(|[name, ..]| name), width(|[_, url, ..]| url), width(|[_, _, user, _]| user)];
    let [name_width, url_width, user_width] = widths.map(Option::unwrap_or_default);
    let line = |(row, [name, url, user, store]): (&Row, &[String; 4])| {
        let mark = if row.default { '*' } else { ' ' };
        format!("{mark} {name:<name_width$}  {url:<url_width$}  {user:<user_width$}  {store}\n")
    };
    rows.iter().zip(&cells).map(line).collect()
}

/// `use`
fn select(paths: &Paths, name: &str) -> Result<(), Error> {
    let _lock = paths.config_lock().acquire(PATIENCE)?;
    let mut config = Config::read(&paths.config)?;
    must_exist(&config, name)?;
    check_profile_name(name).map_err(|why| Error::new(Kind::Configuration, why))?;
    config.set_default_profile(name);
    config.write()?;
    log::info!("Commands without -p use profile {name} from now on.");
    Ok(())
}

/// The login goes first: a profile that is gone could not be logged out of.
fn remove(context: Context<'_>, paths: &Paths, name: &str) -> Result<(), Error> {
    must_exist(&Config::read(&paths.config)?, name)?;
    // nobody can have logged in under what is no name
    if check_profile_name(name).is_ok() {
        logout::forget(context, name)?;
    }
    let _lock = paths.config_lock().acquire(PATIENCE)?;
    // another process may have changed it meanwhile
    let mut config = Config::read(&paths.config)?;
    config.remove_profile(name);
    config.write()?;
    log::info!("Removed profile {}.", clean(name));
    Ok(())
}

fn must_exist(config: &Config, name: &str) -> Result<(), Error> {
    if config.has_profile(name) {
        return Ok(());
    }
    let error = Error::new(Kind::Configuration, format!("there is no profile '{}'", clean(name)));
    let near = near(name, &config.profile_names());
    Err(error.hint(match near.is_empty() {
        true => "'space-token profile list' shows those there are; 'space-token -p NAME login' makes one".to_owned(),
        false => format!("did you mean {}?", near.join(" or ")),
    }))
}

/// The names that `name` may have been meant to be: the same but for case, longer, or few letters away.
fn near(name: &str, names: &[String]) -> Vec<String> {
    let wanted = name.to_lowercase();
    let distance = |candidate: &str| {
        let candidate = candidate.to_lowercase();
        let is_start = wanted.len() > 1 && candidate.starts_with(&wanted);
        if is_start { 0 } else { strsim::osa_distance(&candidate, &wanted) }
    };
    let tolerated = 1 + wanted.chars().count() / 5;
    let rated = names.iter().map(|name| (distance(name), clean(name)));
    let mut rated: Vec<_> = rated.filter(|(distance, _)| *distance <= tolerated).collect();
    rated.sort();
    rated.into_iter().take(SHOWN).map(|(_, name)| format!("'{name}'")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_may_have_been_meant() {
        let names = ["work", "Work", "home", "production-eu", "x"].map(str::to_owned);
        for (name, expected) in [
            ("wrok", vec!["'Work'", "'work'"]),
            ("HOME", vec!["'home'"]),
            ("prod", vec!["'production-eu'"]),
            ("production-us", vec!["'production-eu'"]),
            ("elsewhere", vec![]),
        ] {
            assert_eq!(near(name, &names), expected, "{name}");
        }
    }
}
