//! A login as it is kept: versioned JSON with everything a refresh needs, and what it was obtained for.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Kind};
use crate::oauth::ClientAuthMethod;
use crate::secret::{Secret, SecretBytes};
use crate::token::{ObtainedFor, Token};

/// The version that this program writes. A reader refuses later ones rather than lose what it does not know.
const VERSION: u32 = 1;

/// One login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What the token may be used for.
    pub obtained_for: ObtainedFor,
    /// The token and its refresh token.
    pub token: Token,
    /// `None` for a public client. Kept because a refresh needs it.
    pub client_secret: Option<Secret>,
    /// How the client authenticated. Kept because the server may have said so, and a refresh does as the login did; `None`
    /// in records that say nothing of it.
    pub client_auth: Option<ClientAuthMethod>,
    /// Whether this is a copy that leaves out the refresh token which the store has.
    pub leaves_out_refresh_token: bool,
}

/// A record as it is written. The allocator zeroes what secrets leave behind. Nothing is flattened into it: that would
/// double what reading costs.
#[derive(Serialize, Deserialize)]
struct Written {
    version: u32,
    obtained_for: ObtainedFor,
    access_token: String,
    token_type: String,
    obtained_at: i64,
    lifetime: Option<u64>,
    refresh_token: Option<String>,
    scope: Option<String>,
    client_secret: Option<String>,
    client_auth: Option<ClientAuthMethod>,
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

impl Record {
    /// Whether a new token can be had without a person: by refresh token, or by the client on its own behalf.
    pub fn is_renewable(&self) -> bool {
        self.has_refresh_token() || self.obtained_for.username.is_none()
    }

    /// Whether there's a refresh token, here or in the store that this is a copy of.
    pub fn has_refresh_token(&self) -> bool {
        self.token.refresh_token.is_some() || self.leaves_out_refresh_token
    }

    /// The scope that the renewal asks for: what was granted once, and of a grant from scratch what was asked for.
    pub fn renewal_scope(&self) -> &str {
        if self.token.refresh_token.is_some() { self.scope() } else { &self.obtained_for.scope }
    }

    /// The scope: as granted, else as asked for. Empty if neither is known.
    pub fn scope(&self) -> &str {
        self.token.scope.as_deref().unwrap_or(&self.obtained_for.scope)
    }

    /// The record as JSON.
    ///
    /// # Errors
    /// [`Kind::Store`] if it can't be written as JSON.
    pub fn to_bytes(&self) -> Result<SecretBytes, Error> {
        let token = &self.token;
        let text = |secret: &Secret| secret.expose().to_owned();
        let written = Written {
            version: VERSION,
            obtained_for: self.obtained_for.clone(),
            access_token: text(&token.access_token),
            token_type: token.token_type.clone(),
            obtained_at: token.obtained_at,
            lifetime: token.lifetime,
            refresh_token: token.refresh_token.as_ref().map(text),
            scope: token.scope.clone(),
            client_secret: self.client_secret.as_ref().map(text),
            client_auth: self.client_auth,
        };
        // the allocator zeroes what growing leaves behind
        let bytes = serde_json::to_vec(&written)
            .map_err(|error| Error::new(Kind::Store, format!("cannot write the record: {error}")))?;
        Ok(SecretBytes::new(bytes))
    }

    /// Reads a record of `profile`.
    ///
    /// # Errors
    /// [`Kind::Store`] for what is corrupt, and for what a newer version wrote. Nothing of the content is
    /// in the message.
    pub fn parse(entry: &[u8], profile: &str) -> Result<Self, Error> {
        let corrupt =
            |error: serde_json::Error| corrupt(profile, &format!("line {}, column {}", error.line(), error.column()));
        let read = serde_json::from_slice::<Written>(entry);
        // what a newer version wrote may have other fields, and is no corrupt one
        let version = match &read {
            Ok(read) => read.version,
            Err(_) => serde_json::from_slice::<Version>(entry).map_err(corrupt)?.version,
        };
        if version != VERSION {
            let why = format!("has version {version}, but this space-token only knows {VERSION}");
            return Err(Error::new(Kind::Store, format!("the stored login of profile '{profile}' {why}"))
                .hint("a newer space-token wrote it: use that one, or log out and in again with this one"));
        }
        let read = read.map_err(corrupt)?;
        Ok(Self {
            obtained_for: read.obtained_for,
            token: Token {
                access_token: Secret::new(read.access_token),
                token_type: read.token_type,
                obtained_at: read.obtained_at,
                lifetime: read.lifetime,
                refresh_token: read.refresh_token.map(Secret::new),
                scope: read.scope,
            },
            client_secret: read.client_secret.map(Secret::new),
            client_auth: read.client_auth,
            leaves_out_refresh_token: false,
        })
    }
}

/// What's stored for `profile` can't be read: `why`. What to do is for those to say who know how to log out of it.
pub(super) fn corrupt(profile: &str, why: &str) -> Error {
    Error::new(Kind::Store, format!("the stored login of profile '{profile}' is corrupt: {why}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq};

    use super::*;

    fn record() -> Record {
        Record {
            obtained_for: ObtainedFor {
                parameters: Some("audience=a".into()),
                url: "https://x".into(),
                token_endpoint: "https://x/oauth/token".into(),
                client_id: "c".into(),
                username: Some("bób".into()),
                scope: "**".into(),
            },
            token: Token {
                access_token: Secret::new("a\"$é".into()),
                token_type: "Bearer".into(),
                obtained_at: 1_564_504_830,
                lifetime: Some(600),
                refresh_token: Some(Secret::new("r".into())),
                scope: None,
            },
            client_secret: Some(Secret::new("s".into())),
            client_auth: Some(ClientAuthMethod::Post),
            leaves_out_refresh_token: false,
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let record = record();
        assert_eq!(Record::parse(record.to_bytes().unwrap().expose(), "p").unwrap(), record);
    }

    #[test]
    fn corrupt_and_newer_are_told_apart_and_nothing_is_quoted() {
        for (bytes, expected) in [
            (&b""[..], "corrupt"),
            (b"planted", "corrupt"),
            (b"{}", "corrupt"),
            (b"{\"version\":1,\"access_token\":\"planted\"}", "corrupt"),
            (b"{\"version\":1,\"access_token\":[\"planted\"]}", "corrupt"),
            (b"{\"version\":2,\"new\":\"planted\"}", "has version 2"),
        ] {
            let error = Record::parse(bytes, "p").unwrap_err();
            assert_eq!(error.kind(), Kind::Store);
            assert!(error.message().contains(expected), "{error}");
            assert!(!error.message().contains("planted"), "{error}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_login_is_read_as_it_was_written(
            access_token in "\\P{Cc}+", refresh_token in any::<Option<String>>(), client_secret in any::<Option<String>>(),
            username in any::<Option<String>>(), scope in any::<Option<String>>(), lifetime in any::<Option<u64>>()
        ) {
            let mut record = record();
            record.token.access_token = Secret::new(access_token);
            record.token.refresh_token = refresh_token.map(Secret::new);
            record.token.scope = scope;
            record.token.lifetime = lifetime;
            record.client_secret = client_secret.map(Secret::new);
            record.obtained_for.username = username;
            prop_assert_eq!(Record::parse(record.to_bytes().unwrap().expose(), "p").unwrap(), record);
        }
    }
}
