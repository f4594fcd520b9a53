//! Credentials, from settings to what the policy takes.

use super::session::text;
use super::{Context, endpoints};
use crate::error::{Error, Kind};
use crate::oauth::{ClientAuth, ClientAuthentication, Grant, GrantType};
use crate::secret::Secret;
use crate::service::{Credentials, Supplied};
use crate::settings::{Settings, Source, Sourced};
use crate::token::ObtainedFor;

/// Which credentials are at hand, by the names of the variables that would supply the missing ones.
pub(super) fn supplied(settings: &Settings) -> Supplied {
    let Settings { url, client_id, client_secret, username, password, .. } = settings;
    let needs_secret = settings.client_auth.value != ClientAuth::None;
    let needs_user = settings.grant == GrantType::Password;
    let parts = [
        (true, "SPACE_TOKEN_URL", url.is_some(), false),
        (true, "SPACE_TOKEN_CLIENT_ID", client_id.is_some(), given(client_id)),
        (needs_secret, "SPACE_TOKEN_CLIENT_SECRET", client_secret.is_some(), given(client_secret)),
        (needs_user, "SPACE_TOKEN_USERNAME", username.is_some(), given(username)),
        (needs_user, "SPACE_TOKEN_PASSWORD", password.is_some(), given(password)),
        (needs_user && settings.otp.is_some(), "the one-time code of --otp", false, false),
    ];
    let missing: Vec<&'static str> = parts.iter().filter(|part| part.0 && !part.2).map(|part| part.1).collect();
    match missing.is_empty() {
        true => Supplied::All,
        false if parts.iter().any(|part| part.0 && part.3) => Supplied::Part(missing),
        false => Supplied::Nothing,
    }
}

/// Whether it was given for this run. What the profile says isn't an attempt to log in without one.
fn given<T>(sourced: &Option<Sourced<T>>) -> bool {
    sourced.as_ref().is_some_and(|sourced| matches!(sourced.source, Source::Option | Source::Environment))
}

/// All credentials, read from where they are, and the endpoint that takes them.
///
/// # Errors
/// As reading each, and as [`endpoints::discovered`]; [`Kind::InputRequired`] if one is missing.
pub(super) fn read(context: Context<'_>, settings: &Settings) -> Result<Credentials, Error> {
    let settings = &endpoints::discovered(context, settings.clone())?;
    let missing = |name: &str| Error::new(Kind::InputRequired, format!("{name} is missing"));
    let url = &settings.url.as_ref().ok_or_else(|| missing("SPACE_TOKEN_URL"))?.value;
    let id = text(&settings.client_id).ok_or_else(|| missing("SPACE_TOKEN_CLIENT_ID"))?;
    let client = client(settings, id)?;
    let (username, grant) = match settings.grant {
        GrantType::ClientCredentials => (None, Grant::ClientCredentials),
        GrantType::Password => {
            let username = text(&settings.username).ok_or_else(|| missing("SPACE_TOKEN_USERNAME"))?;
            let password = settings.password.as_ref().ok_or_else(|| missing("SPACE_TOKEN_PASSWORD"))?;
            let password = non_empty(password.value.read()?)?;
            let otp = settings.otp.clone();
            (Some(username.clone()), Grant::Password { username, password, access_type: settings.access_type, otp })
        }
    };
    Ok(Credentials {
        target: ObtainedFor {
            url: url.to_string(),
            token_endpoint: settings.endpoint(url)?.request_target().to_owned(),
            client_id: client.id.clone(),
            username,
            scope: settings.scope.clone(),
        },
        client,
        grant,
    })
}

/// The client, as it authenticates.
fn client(settings: &Settings, id: String) -> Result<ClientAuthentication, Error> {
    let (secret, parameters) = (client_secret(settings)?, settings.token_parameters.clone());
    let client = ClientAuthentication { id, secret, auth: settings.client_auth.value, parameters };
    client.check().map_err(|why| Error::new(Kind::Configuration, format!("cannot use the client id: {why}")))?;
    Ok(client)
}

fn non_empty(password: Secret) -> Result<Secret, Error> {
    if password.is_empty() {
        return Err(Error::new(Kind::InputRequired, "the password is empty")
            .hint("look where it comes from: --password-stdin, a file or a command"));
    }
    Ok(password)
}

/// The client's secret, if one is supplied and not empty.
///
/// # Errors
/// As reading it.
pub(super) fn client_secret(settings: &Settings) -> Result<Option<Secret>, Error> {
    let secret = settings.client_secret.as_ref().map(|secret| secret.value.read()).transpose()?;
    Ok(secret.filter(|secret| !secret.is_empty()))
}
