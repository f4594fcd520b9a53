//! What the policy is asked for.

use crate::error::Error;
use crate::oauth::{GrantType, ServiceUrl};
use crate::settings::Settings;
use crate::token::ObtainedFor;

/// What a token is wanted for. What is `None` was said nowhere, and any will do.
#[derive(Clone)]
pub struct Target {
    /// The service URL.
    pub url: Option<String>,
    /// The token endpoint, if the URL is known.
    pub token_endpoint: Option<String>,
    /// The client.
    pub client_id: Option<String>,
    /// The resource owner; empty for a client on its own behalf.
    pub username: Option<String>,
    /// The scope; empty for none.
    pub scope: Option<String>,
    /// The additional parameters of token requests, form-encoded.
    pub parameters: Option<String>,
}

/// What a mismatch of the additional parameters is called. Their values may be secret.
pub(super) const PARAMETERS: &str = "token parameters";

impl Target {
    /// What `settings` want a token for.
    ///
    /// # Errors
    /// `Configuration` or `Usage` for a token endpoint that isn't valid.
    pub fn of(settings: &Settings) -> Result<Self, Error> {
        let url = settings.url.as_ref().map(|url| &url.value);
        // what only the server could tell is not asked for a token that is there
        let known = url.filter(|_| !settings.lacks_token_endpoint());
        let endpoint = known.map(|url| settings.endpoint(url)).transpose()?;
        Ok(Self {
            url: url.map(ServiceUrl::to_string),
            token_endpoint: endpoint.map(|endpoint| endpoint.request_target().to_owned()),
            client_id: settings.client_id.as_ref().map(|id| id.value.clone()),
            username: match settings.grant {
                GrantType::Password => settings.username.as_ref().map(|name| name.value.clone()),
                GrantType::ClientCredentials => Some(String::new()),
            },
            scope: Some(settings.scope.clone()),
            parameters: Some(settings.form_of_parameters()),
        })
    }

    /// Whether what was obtained is all that is wanted.
    pub fn is_met_by(&self, obtained: &ObtainedFor) -> bool {
        self.mismatch(obtained).is_none()
    }

    /// The first thing in which what was obtained is not what is wanted: its name, what is wanted, what was obtained.
    pub(super) fn mismatch<'a>(&'a self, obtained: &'a ObtainedFor) -> Option<(&'static str, &'a str, &'a str)> {
        let pairs = [
            ("URL", &self.url, Some(&*obtained.url)),
            ("token endpoint", &self.token_endpoint, Some(&obtained.token_endpoint)),
            ("client", &self.client_id, Some(&obtained.client_id)),
            ("user", &self.username, Some(obtained.username.as_deref().unwrap_or_default())),
            ("scope", &self.scope, Some(&obtained.scope)),
            (PARAMETERS, &self.parameters, obtained.parameters.as_deref()),
        ];
        pairs.into_iter().find_map(|(what, wanted, obtained)| {
            let (wanted, obtained) = (wanted.as_deref()?, obtained?);
            (wanted != obtained).then_some((what, wanted, obtained))
        })
    }
}

/// What a run asks for.
#[derive(Clone, Copy, Debug)]
pub struct TokenQuery {
    /// Whether it must be a new token, whatever the expiry of the one that is stored.
    pub new: bool,
    /// Whether the refresh token is wanted too.
    pub with_refresh_token: bool,
}
