//! What the policy is asked for, and what it gives.

use crate::error::Error;
use crate::oauth::{ClientCredentials, Grant};
use crate::secret::Secret;
use crate::store::Record;
use crate::token::ObtainedFor;

/// What a token is wanted for. What is `None` was said nowhere, and any will do.
#[derive(Clone, Debug)]
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
}

impl Target {
    /// Whether what was obtained is all that is wanted.
    pub fn is_met_by(&self, obtained: &ObtainedFor) -> bool {
        self.mismatch(obtained).is_none()
    }

    /// The first thing in which what was obtained is not what is wanted: its name, what is wanted, what was obtained.
    pub(super) fn mismatch<'a>(&'a self, obtained: &'a ObtainedFor) -> Option<(&'static str, &'a str, &'a str)> {
        let user = obtained.username.as_deref().unwrap_or_default();
        let pairs = [
            ("URL", &self.url, obtained.url.as_str()),
            ("token endpoint", &self.token_endpoint, &obtained.token_endpoint),
            ("client", &self.client_id, &obtained.client_id),
            ("user", &self.username, user),
            ("scope", &self.scope, &obtained.scope),
        ];
        pairs.into_iter().find_map(|(what, wanted, obtained)| {
            let wanted = wanted.as_deref().filter(|wanted| *wanted != obtained)?;
            Some((what, wanted, obtained))
        })
    }
}

/// Everything that a grant takes.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// What the token will have been obtained for.
    pub target: ObtainedFor,
    /// The client.
    pub client: ClientCredentials,
    /// The grant.
    pub grant: Grant,
}

/// Which credentials are at hand without asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Supplied {
    /// All that a grant takes.
    All,
    /// Some: these are missing, by the names that users can set.
    Part(Vec<&'static str>),
    /// None.
    Nothing,
}

/// A token to print.
#[derive(Debug)]
pub struct Obtained {
    /// The login.
    pub record: Record,
    /// Why it could not be kept, if it could not: the next run has to begin anew.
    pub unsaved: Option<Error>,
}

impl From<Record> for Obtained {
    fn from(record: Record) -> Self {
        Self { record, unsaved: None }
    }
}

/// What a run asks for, and what is at hand to get it. Secrets are read only if it comes to that.
#[derive(Clone, Copy)]
pub struct TokenQuery<'a> {
    /// For what the token is wanted.
    pub target: &'a Target,
    /// Whether it must be a new one, whatever the expiry.
    pub new: bool,
    /// Whether the refresh token is wanted too.
    pub with_refresh_token: bool,
    /// Which credentials are at hand.
    pub supplied: &'a Supplied,
    /// Reads all credentials, where all are at hand.
    pub credentials: &'a dyn Fn() -> Result<Credentials, Error>,
    /// Reads the client's secret, if one is supplied; else the stored one serves a refresh.
    pub client_secret: &'a dyn Fn() -> Result<Option<Secret>, Error>,
}
