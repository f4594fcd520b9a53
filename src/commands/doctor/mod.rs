//! `doctor`: one line for each thing that can be wrong, with the cure, fit to be pasted into a bug report.

mod check;
mod configuration;
mod network;
mod permissions;
mod platform;
mod store;

use std::process::ExitCode;

use serde_json::json;

use super::Context;
use crate::error::{Error, Kind};
use crate::report::{self, HEADING};
use crate::settings::{Paths, Settings, home};
use check::{Check, Verdict};

/// Fails if a check does, and has said all it has to say by then.
pub(super) fn run(context: Context<'_>, json: bool) -> Result<ExitCode, Error> {
    let mut checks = examine(context);
    if let Some(home) = home() {
        checks.iter_mut().for_each(|check| check.hide_home(&home.to_string_lossy()));
    }
    match json {
        true => report::json(&json!({"checks": checks}))?,
        false => report::text(&as_text(&checks))?,
    }
    let is_ill = checks.iter().any(|check| check.result == Verdict::Fail);
    Ok(if is_ill { ExitCode::from(Kind::Other.exit_code()) } else { ExitCode::SUCCESS })
}

/// A line for each check, and one that says where to begin.
fn as_text(checks: &[Check]) -> String {
    let first = |result| checks.iter().find(|check| check.result == result);
    let summary = match first(Verdict::Fail).or_else(|| first(Verdict::Warn)) {
        Some(Check { check, cure: Some(cure), .. }) => format!("Start here ({check}): {cure}"),
        Some(Check { check, found, .. }) => format!("Start here ({check}): {found}"),
        None => "No problems found".to_owned(),
    };
    checks.iter().map(Check::line).chain([format!("\n{HEADING}{summary}{HEADING:#}\n")]).collect()
}

/// What needs no network comes first, and what needs no settings works with wrong ones.
fn examine(context: Context<'_>) -> Vec<Check> {
    let paths = Paths::find(context.given);
    let mut checks = vec![platform::versions(), platform::session()];
    let file = configuration::file(context, &paths.config);
    checks.push(file.unwrap_or_else(|error| Check::failed(configuration::FILE, &error)));
    let settings = Settings::read(context.given);
    let profile = settings.as_ref().map(configuration::profile);
    checks.push(profile.unwrap_or_else(|error| Check::failed(configuration::PROFILE, error)));
    checks.extend(permissions::check(&paths, settings.as_ref().ok()));
    let Ok(settings) = settings else { return checks };
    let lock = settings.lock().probe();
    checks.extend(store::check(context, &settings, &lock));
    checks.push(store::lock(&settings, lock));
    checks.push(network::proxy(settings.url.as_ref().map(|url| &url.value), &settings.http.proxies));
    checks.extend(network::check(context, &settings));
    checks
}
