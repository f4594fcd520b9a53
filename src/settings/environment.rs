//! The environment, read once.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use crate::error::{Error, Kind};
use crate::oauth::Proxies;
use crate::secret::Secret;

const PREFIX: &str = "SPACE_TOKEN_";

/// Every variable of the contract.
const KNOWN: [&str; 30] = [
    "SPACE_TOKEN_PROFILE",
    "SPACE_TOKEN_URL",
    "SPACE_TOKEN_SERVER",
    "SPACE_TOKEN_TOKEN_ENDPOINT",
    "SPACE_TOKEN_REVOCATION_ENDPOINT",
    "SPACE_TOKEN_USERINFO_ENDPOINT",
    "SPACE_TOKEN_TOKEN_PARAMETER",
    "SPACE_TOKEN_CLIENT_CERT",
    "SPACE_TOKEN_CLIENT_KEY",
    "SPACE_TOKEN_OTP",
    "SPACE_TOKEN_GRANT",
    "SPACE_TOKEN_CLIENT_ID",
    "SPACE_TOKEN_CLIENT_SECRET",
    "SPACE_TOKEN_CLIENT_SECRET_FILE",
    "SPACE_TOKEN_CLIENT_SECRET_COMMAND",
    "SPACE_TOKEN_CLIENT_AUTH",
    "SPACE_TOKEN_USERNAME",
    "SPACE_TOKEN_PASSWORD",
    "SPACE_TOKEN_PASSWORD_FILE",
    "SPACE_TOKEN_PASSWORD_COMMAND",
    "SPACE_TOKEN_SCOPE",
    "SPACE_TOKEN_ACCESS_TYPE",
    "SPACE_TOKEN_STORE",
    "SPACE_TOKEN_MIN_TTL",
    "SPACE_TOKEN_CA_CERT",
    "SPACE_TOKEN_TIMEOUT",
    "SPACE_TOKEN_ALLOW_HTTP",
    "SPACE_TOKEN_CONFIG",
    "SPACE_TOKEN_NO_INPUT",
    "SPACE_TOKEN_ERROR_FORMAT",
];

/// What the formats for shells export; a login in the same shell finds it, and it is no mistake.
const EXPORTED: &str = "SPACE_TOKEN_TYPE";

/// Variables that hold a secret of this program, or say where one is: no other program needs them.
const SECRETS: [&str; 6] = [
    "SPACE_TOKEN_CLIENT_SECRET",
    "SPACE_TOKEN_CLIENT_SECRET_FILE",
    "SPACE_TOKEN_CLIENT_SECRET_COMMAND",
    "SPACE_TOKEN_PASSWORD",
    "SPACE_TOKEN_PASSWORD_FILE",
    "SPACE_TOKEN_PASSWORD_COMMAND",
];

/// Variables of the contract that no profile has a key for: they choose it, or are secrets.
const NO_KEYS: [&str; 6] = [
    "SPACE_TOKEN_TOKEN_PARAMETER",
    "SPACE_TOKEN_PROFILE",
    "SPACE_TOKEN_CONFIG",
    "SPACE_TOKEN_ERROR_FORMAT",
    "SPACE_TOKEN_CLIENT_SECRET",
    "SPACE_TOKEN_PASSWORD",
];

/// Variables without the prefix that this program heeds.
const OTHERS: [&str; 10] = [
    "NO_COLOR",
    "GITHUB_ENV",
    "PATH",
    // what `doctor` tells sessions by
    "SSH_CONNECTION",
    "WSL_DISTRO_NAME",
    "container",
    "KUBERNETES_SERVICE_HOST",
    "CI",
    "DBUS_SESSION_BUS_ADDRESS",
    "XDG_RUNTIME_DIR",
];

/// Variables that name proxies, in the order in which reqwest heeds them.
const PROXIES: [&str; 8] =
    ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"];

/// The variables of the environment that concern this program. Its `Debug` shows names only.
pub struct Environment(BTreeMap<String, OsString>);

impl Environment {
    /// Reads the process's environment.
    // the one place where the environment is read
    #[expect(clippy::disallowed_methods)]
    pub fn read() -> Self {
        let ours = std::env::vars_os().filter_map(|(name, value)| {
            let name = canonical(name.into_string().ok()?);
            (name.starts_with(PREFIX) || is_other(&name)).then_some((name, value))
        });
        Self(ours.collect())
    }

    /// `SPACE_TOKEN_` + `name`, with its full name; an empty one counts as unset.
    ///
    /// # Errors
    /// [`Kind::Configuration`] if it is not UTF-8.
    pub fn text(&self, name: &str) -> Result<Option<(&'static str, String)>, Error> {
        match self.secret(name)? {
            Some((full, value)) if !value.is_empty() => Ok(Some((full, value.expose().to_owned()))),
            _ => Ok(None),
        }
    }

    /// As [`Environment::text`], for a secret; an empty one is one.
    ///
    /// # Errors
    /// As [`Environment::text`].
    pub fn secret(&self, name: &str) -> Result<Option<(&'static str, Secret)>, Error> {
        let full = full_name(name);
        let Some(value) = self.0.get(full) else { return Ok(None) };
        match value.to_str() {
            Some(value) => Ok(Some((full, Secret::new(value.to_owned())))),
            None => Err(Error::new(Kind::Configuration, format!("{full} is wrong: it is not UTF-8"))),
        }
    }

    /// As [`Environment::text`], for a path, which need not be UTF-8.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.other(full_name(name))
    }

    /// A variable without the prefix, as a path.
    pub fn other(&self, full: &str) -> Option<PathBuf> {
        self.0.get(full).filter(|value| !value.is_empty()).map(PathBuf::from)
    }

    /// The names of all variables that are set and hold this program's secrets or lead to them; a name that
    /// only begins like one of them may be one misspelt.
    pub fn secret_names(&self) -> impl Iterator<Item = &str> {
        let ours = self.0.keys().map(String::as_str);
        ours.filter(|name| SECRETS.iter().any(|secret| name.starts_with(secret)))
    }

    /// The variables that name proxies.
    pub fn proxies(&self) -> Proxies {
        Proxies::new(PROXIES.into_iter().filter_map(|name| Some((name, self.0.get(name)?.clone()))).collect())
    }

    /// Whether colour is unwanted (<https://no-color.org>).
    pub fn no_color(&self) -> bool {
        self.other("NO_COLOR").is_some()
    }

    /// Whether a variable says something about the token that is wanted.
    pub fn has_settings(&self) -> bool {
        const OTHERWISE: [&str; 4] = ["SPACE_TOKEN_PROFILE", "SPACE_TOKEN_CONFIG", "SPACE_TOKEN_NO_INPUT", EXPORTED];
        self.0.keys().any(|name| name.starts_with(PREFIX) && !OTHERWISE.contains(&name.as_str()))
    }

    /// Under `-v`: a name that is misspelt does nothing, silently.
    pub fn warn_about_unknown(&self) {
        for name in self.0.keys().map(String::as_str) {
            if !KNOWN.contains(&name) && !is_other(name) && name != EXPORTED {
                log::debug!("warning: {} is no variable of this program, and ignored", crate::error::clean(name));
            }
        }
    }
}

impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// Windows looks variables up whatever their case; often it is `Path` that is set.
fn canonical(name: String) -> String {
    if cfg!(windows) { name.to_ascii_uppercase() } else { name }
}

fn is_other(name: &str) -> bool {
    OTHERS.contains(&name) || PROXIES.contains(&name)
}

/// Whether profiles have such a key: each variable of the contract has one, but for a few.
pub(super) fn is_key(key: &str) -> bool {
    if key == "token_parameters" {
        return true;
    }
    let is_lower_case = !key.contains(|c: char| c.is_ascii_uppercase());
    let variable = format!("{PREFIX}{}", key.to_ascii_uppercase());
    is_lower_case && KNOWN.contains(&variable.as_str()) && !NO_KEYS.contains(&variable.as_str())
}

/// The full name of a variable of the contract, as a constant: messages name variables.
pub(super) fn full_name(name: &str) -> &'static str {
    KNOWN.into_iter().find(|known| known.strip_prefix(PREFIX) == Some(name)).unwrap_or(PREFIX)
}
