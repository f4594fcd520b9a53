//! Credentials, from settings to what a grant takes.

use super::endpoints;
use crate::error::{Error, Kind};
use crate::oauth::{Client, ClientAuthMethod, ClientCredentials, Grant, GrantType};
use crate::secret::Secret;
use crate::settings::{Settings, Source, Sourced};
use crate::token::ObtainedFor;

/// What supplies the client's secret, in messages.
pub const CLIENT_SECRET: &str = "SPACE_TOKEN_CLIENT_SECRET";
/// What supplies the password.
pub const PASSWORD: &str = "SPACE_TOKEN_PASSWORD";
/// What is typed, and supplied by nothing.
pub const CODE: &str = "the one-time code of --otp";

/// Everything that a grant takes.
#[derive(Clone, Debug)]
pub(super) struct Credentials {
    /// What the token will have been obtained for.
    pub(super) target: ObtainedFor,
    /// The client.
    pub(super) client: ClientCredentials,
    /// The grant.
    pub(super) grant: Grant,
}

/// What a grant takes and the settings lack, by the names of the variables that would supply it.
pub fn missing(settings: &Settings) -> Vec<&'static str> {
    let needs_secret = settings.client_auth.value != ClientAuthMethod::None;
    let needs_user = settings.grant == GrantType::Password;
    let parts = [
        ("SPACE_TOKEN_URL", settings.url.is_none()),
        ("SPACE_TOKEN_CLIENT_ID", settings.client_id.is_none()),
        (CLIENT_SECRET, needs_secret && settings.client_secret.is_none()),
        ("SPACE_TOKEN_USERNAME", needs_user && settings.username.is_none()),
        (PASSWORD, needs_user && settings.password.is_none()),
        (CODE, needs_user && settings.otp.is_some()),
    ];
    parts.into_iter().filter(|(_, is_missing)| *is_missing).map(|(name, _)| name).collect()
}

/// Whether credentials were given for this run, if only in part. What the profile says isn't an attempt to log in without
/// one.
pub(super) fn are_given(settings: &Settings) -> bool {
    fn given<T>(sourced: &Option<Sourced<T>>) -> bool {
        sourced.as_ref().is_some_and(|sourced| matches!(sourced.source, Source::Option | Source::Environment))
    }
    let Settings { client_id, client_secret, username, password, .. } = settings;
    given(client_id) || given(client_secret) || given(username) || given(password)
}

/// All credentials, read from where they are, and the endpoint that takes them.
///
/// # Errors
/// As reading each, and as [`endpoints::discovered`]; [`Kind::InputRequired`] if one is missing.
pub(super) fn read(settings: &Settings, client: &Client) -> Result<Credentials, Error> {
    let settings = &endpoints::discovered(settings.clone(), client)?;
    let url = known(&settings.url)?;
    let client = authentication(settings, known(&settings.client_id)?.clone())?;
    let (username, grant) = match settings.grant {
        GrantType::ClientCredentials => (None, Grant::ClientCredentials),
        GrantType::Password => {
            let username = known(&settings.username)?.clone();
            let source = known(&settings.password)?;
            let password = source.read("password")?;
            if password.is_empty() {
                return Err(Error::new(Kind::InputRequired, format!("the password from {} is empty", source.place()))
                    .hint("check what's in the file, or what the command prints"));
            }
            let otp = settings.otp.clone();
            (Some(username.clone()), Grant::Password { username, password, access_type: settings.access_type, otp })
        }
    };
    let target = ObtainedFor {
        url: url.to_string(),
        token_endpoint: settings.endpoint(url)?.request_target().to_owned(),
        client_id: client.id.clone(),
        username,
        scope: settings.scope.clone(),
        parameters: Some(settings.form_of_parameters()),
    };
    Ok(Credentials { target, client, grant })
}

/// The value, of what [`missing`] has found not to be missing.
fn known<T>(sourced: &Option<Sourced<T>>) -> Result<&T, Error> {
    let known = sourced.as_ref().map(|sourced| &sourced.value);
    known.ok_or_else(|| Error::new(Kind::InputRequired, "cannot log in: a part of the credentials is missing"))
}

/// The client, as it authenticates.
fn authentication(settings: &Settings, id: String) -> Result<ClientCredentials, Error> {
    let (secret, parameters) = (client_secret(settings)?, settings.token_parameters.clone());
    let client = ClientCredentials { id, secret, auth: settings.client_auth.value, parameters };
    client.check().map_err(|why| Error::new(Kind::Configuration, format!("cannot use the client ID: {why}")))?;
    Ok(client)
}

/// The client's secret, if one is supplied and not empty.
///
/// # Errors
/// As reading it.
pub(super) fn client_secret(settings: &Settings) -> Result<Option<Secret>, Error> {
    let secret = settings.client_secret.as_ref().map(|secret| secret.value.read("client secret")).transpose()?;
    Ok(secret.filter(|secret| !secret.is_empty()))
}
