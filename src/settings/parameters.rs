//! What a user adds to token requests: parameters of some server's own, and a one-time code.

use url::form_urlencoded;

use super::lookup::Lookup;
use super::{Settings, Source, Sourced, wrong};
use crate::cli::ServerArgs;
use crate::error::{Error, clean};
use crate::secret::Secret;

/// The parameters that this program sends itself (RFC 6749, 7009, 7521).
const OWN: [&str; 13] = [
    "grant_type",
    "username",
    "password",
    "scope",
    "access_type",
    "client_id",
    "client_secret",
    "refresh_token",
    "token",
    "token_type_hint",
    "assertion",
    "client_assertion",
    "client_assertion_type",
];

/// A one-time code that goes with the password.
#[derive(Clone, Debug)]
pub struct Otp {
    /// The name of the parameter that it is sent as.
    pub parameter: String,
    /// The code, once it has been asked for.
    pub code: Option<Secret>,
}

impl Otp {
    /// No code yet, to be sent as `parameter`.
    ///
    /// # Errors
    /// `Usage` or `Configuration`, as `source` says, for a name that no parameter can have.
    pub fn named(parameter: &str, source: Source) -> Result<Self, Error> {
        check_name(parameter).map_err(|why| wrong(source, "otp", &why))?;
        Ok(Self { parameter: parameter.to_owned(), code: None })
    }
}

impl Lookup<'_> {
    /// `NAME`, or whether there is one at all: `1` and `true` mean the usual name, `totp`.
    pub(super) fn otp(&self) -> Result<Option<Otp>, Error> {
        let Some(Sourced { value, source }) = self.text(None, "OTP", "otp")? else { return Ok(None) };
        match value.to_ascii_lowercase().as_str() {
            "1" | "true" | "yes" | "on" => Otp::named("totp", source).map(Some),
            "0" | "false" | "no" | "off" => Ok(None),
            _ => Otp::named(&value, source).map(Some),
        }
    }

    /// Options with `NAME=VALUE` each, else a form-encoded text (`audience=x&resource=y`).
    pub(super) fn token_parameters(&self, args: &ServerArgs) -> Result<Vec<(String, String)>, Error> {
        let (parameters, source) = if args.token_parameter.is_empty() {
            let Some(text) = self.text(None, "TOKEN_PARAMETER", "token_parameters")? else { return Ok(Vec::new()) };
            (form_urlencoded::parse(text.value.as_bytes()).into_owned().collect(), text.source)
        } else {
            let parsed: Result<Vec<_>, Error> = args.token_parameter.iter().map(|text| name_and_value(text)).collect();
            (parsed?, Source::Option)
        };
        for (name, _) in &parameters {
            check_name(name).map_err(|why| wrong(source, "token_parameter", &why))?;
        }
        Ok(parameters)
    }
}

impl Settings {
    /// The parameters as they are written in a profile: form-encoded; `None` if there are none.
    pub fn form_of_token_parameters(&self) -> Option<String> {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(&self.token_parameters);
        Some(form.finish()).filter(|form| !form.is_empty())
    }
}

fn name_and_value(text: &str) -> Result<(String, String), Error> {
    let (name, value) =
        text.split_once('=').ok_or_else(|| wrong(Source::Option, "token_parameter", "NAME=VALUE is wanted"))?;
    Ok((name.to_owned(), value.to_owned()))
}

fn check_name(name: &str) -> Result<(), String> {
    if name.is_empty() || name.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(format!("'{}' is no parameter's name", clean(name)));
    }
    match OWN.contains(&name.to_ascii_lowercase().as_str()) {
        true => Err(format!("'{name}' is sent already, and has options of its own")),
        false => Ok(()),
    }
}
