//! `profile`: the profiles of the configuration file, side by side.

mod list;

use std::time::Duration;

use super::{Context, logout, session};
use crate::cli::ProfileCommand;
use crate::error::{Error, Kind, clean};
use crate::oauth::scope::nearest;
use crate::report;
use crate::settings::config::Config;
use crate::settings::{Paths, Settings, check_profile_name};
use crate::store::StoreChoice;

/// How long to wait for another process that writes the configuration file.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) fn run(context: Context<'_>, command: &ProfileCommand) -> Result<(), Error> {
    let paths = Paths::find(context.given);
    match command {
        ProfileCommand::List { names: true, .. } => report::payload(&names(&paths)),
        ProfileCommand::List { json, .. } => list::run(context, &paths, *json),
        ProfileCommand::Use { name } => select(&paths, name),
        ProfileCommand::Rename { old, new } => rename(context, &paths, old, new),
        ProfileCommand::Remove { name } => remove(context, &paths, name),
    }
}

/// One name a line, for completion: what cannot be read isn't offered, and this is no time to complain.
fn names(paths: &Paths) -> String {
    let names = Config::read(&paths.config).map(|config| config.profile_names()).unwrap_or_default();
    names.iter().filter(|name| check_profile_name(name).is_ok()).map(|name| format!("{name}\n")).collect()
}

/// `use`
fn select(paths: &Paths, name: &str) -> Result<(), Error> {
    Config::edit(paths, PATIENCE, |config| {
        must_exist(config, name)?;
        check_profile_name(name).map_err(|why| Error::new(Kind::Configuration, why))?;
        config.set_default_profile(name);
        Ok(())
    })?;
    log::info!("Commands without -p use profile {name} from now on.");
    Ok(())
}

/// The login comes along: it's moved in every store that has it.
fn rename(context: Context<'_>, paths: &Paths, old: &str, new: &str) -> Result<(), Error> {
    check_profile_name(new).map_err(|why| Error::new(Kind::Usage, why))?;
    let change = |config: &mut Config| {
        must_exist(config, old)?;
        if config.has_profile(new) {
            return Err(Error::new(Kind::Configuration, format!("profile '{new}' already exists"))
                .hint(format!("choose another name, or remove it first: space-token profile remove {new}")));
        }
        config.rename_profile(old, new);
        Ok(())
    };
    // once more under the locks: another process may have changed it in the meantime
    change(&mut Config::read(&paths.config)?)?;
    if check_profile_name(old).is_ok() {
        let settings = Settings::saved(&context.given.clone().with("profile", old))?;
        let mut stores: Vec<_> = paths.open_store(settings.store.value)?.into_iter().collect();
        // a keyring that the profile doesn't name may be locked, and would ask for its password
        stores.extend(session::other_stores(&settings, &stores, Some(StoreChoice::Keyring)));
        session::service(context, &settings, None).rename(&stores, new, change)?;
    } else {
        // nobody can have logged in under what is no name
        Config::edit(paths, PATIENCE, change)?;
    }
    log::info!("Renamed profile {} to {new}.", clean(old));
    Ok(())
}

/// The login goes first: a profile that is gone could not be logged out of. A login that was made between the two would
/// have no profile.
fn remove(context: Context<'_>, paths: &Paths, name: &str) -> Result<(), Error> {
    must_exist(&Config::read(&paths.config)?, name)?;
    let remove = || Config::edit(paths, PATIENCE, |config| config.remove_profile(name));
    // nobody can have logged in under what is no name
    if check_profile_name(name).is_ok() {
        let given = context.given.clone().with("profile", name);
        logout::with(Context { given: &given, ..context }, remove)?;
    } else {
        remove()?;
    }
    log::info!("Removed profile {}.", clean(name));
    Ok(())
}

fn must_exist(config: &Config, name: &str) -> Result<(), Error> {
    if config.has_profile(name) {
        return Ok(());
    }
    let error = Error::new(Kind::Configuration, format!("there is no profile '{}'", clean(name)));
    Err(error.hint(match nearest(name, config.profile_names().iter().map(String::as_str)) {
        None => "'space-token profile list' shows your profiles; 'space-token -p NAME login' creates one".to_owned(),
        Some(near) => format!("did you mean '{}'?", clean(near)),
    }))
}
