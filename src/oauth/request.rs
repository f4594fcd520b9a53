//! What is sent, as a pure function of what is wanted.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use reqwest::Method;
use url::form_urlencoded::{Serializer, byte_serialize};

use super::{AccessType, ClientAuthMethod, GrantType, ServiceUrl};
use crate::secret::Secret;
use crate::token::Token;

/// The client and how it authenticates.
#[derive(Clone, Debug)]
pub struct ClientCredentials {
    /// RFC 6749 §2.2.
    pub id: String,
    /// `None` for a public client.
    pub secret: Option<Secret>,
    /// Where id and secret go; a client without a secret is public whatever this says.
    pub auth: ClientAuthMethod,
    /// What else it sends with each token request: name and value.
    pub parameters: Vec<(String, Secret)>,
}

impl ClientCredentials {
    /// Whether the id can be sent. RFC 7617 §2: in Basic, a colon in it cannot be told from the one after it.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self) -> Result<(), &'static str> {
        if self.id.contains(':') && self.secret.is_some() && self.auth == ClientAuthMethod::Basic {
            return Err("it has a colon, which HTTP Basic can't carry; --client-auth basic-encoded or post can");
        }
        Ok(())
    }
}

/// A one-time code that is sent with a password.
#[derive(Clone, Debug)]
pub struct OneTimeCode {
    /// The name of the parameter.
    pub parameter: String,
    /// The code.
    pub code: Secret,
}

/// What a client presents to be given a token.
#[derive(Clone, Debug)]
pub enum Grant {
    /// RFC 6749 §4.3, with Space's `access_type`.
    Password {
        /// The resource owner.
        username: String,
        /// As typed, byte for byte.
        password: Secret,
        /// Whether a refresh token is wanted.
        access_type: AccessType,
        /// A second factor.
        otp: Option<OneTimeCode>,
    },
    /// RFC 6749 §4.4.
    ClientCredentials,
    /// RFC 6749 §6.
    RefreshToken(Secret),
}

impl Grant {
    /// The one that gives another token in the place of `token`.
    pub fn renewing(token: &Token) -> Self {
        token.refresh_token.clone().map_or(Self::ClientCredentials, Self::RefreshToken)
    }

    /// What users call it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Password { .. } => "password grant",
            Self::ClientCredentials => "client-credentials grant",
            Self::RefreshToken(_) => "refresh",
        }
    }
}

/// What goes to a server.
#[derive(Debug)]
pub struct Request<'a> {
    /// The method.
    pub method: Method,
    /// Where it goes.
    pub url: &'a ServiceUrl,
    /// The value of `Authorization`.
    pub authorization: Option<Secret>,
    /// The body: `application/x-www-form-urlencoded`, UTF-8.
    pub form: Option<Secret>,
    /// What must not show where the server repeats it: each secret, as it is and as Basic has it.
    pub(super) secrets: Vec<Secret>,
    /// Whether it may be sent again after an answer that asks for that: never with a password in it.
    pub(super) repeatable: bool,
}

impl<'a> Request<'a> {
    /// A GET without credentials.
    pub fn get(url: &'a ServiceUrl) -> Self {
        Self { method: Method::GET, url, authorization: None, form: None, secrets: Vec::new(), repeatable: true }
    }

    /// A call of an API with an access token (RFC 6750 §2.1).
    pub fn call(method: Method, url: &'a ServiceUrl, access_token: &Secret) -> Self {
        let authorization = Secret::new(format!("Bearer {}", access_token.expose()));
        let secrets = vec![access_token.clone()];
        Self { method, authorization: Some(authorization), secrets, ..Self::get(url) }
    }

    /// What `client` sends for `grant` to the token endpoint `url` (RFC 6749 §3.2). An empty scope is left out: some
    /// servers refuse `scope=` where no scope at all is fine.
    pub fn token(url: &'a ServiceUrl, client: &ClientCredentials, grant: &Grant, scope: &str) -> Self {
        let scope = (!scope.is_empty()).then_some(("scope", scope));
        // room for everything, so that growing leaves no copies of secrets behind
        let mut form = Serializer::new(String::with_capacity(64 * 1024));
        let mut secrets = Vec::new();
        match grant {
            Grant::Password { username, password, access_type, otp } => {
                form.extend_pairs([("grant_type", "password"), ("username", username)]);
                form.append_pair("password", password.expose());
                form.extend_pairs(scope);
                form.append_pair("access_type", &super::name_of(access_type));
                form.extend_pairs(otp.as_ref().map(|otp| (&otp.parameter, otp.code.expose())));
                // a server that passes them on as Basic may repeat them as such
                secrets.extend([password.clone(), basic(username, password.expose())]);
                secrets.extend(otp.as_ref().map(|otp| otp.code.clone()));
            }
            Grant::ClientCredentials => {
                form.append_pair("grant_type", "client_credentials").extend_pairs(scope);
            }
            Grant::RefreshToken(token) => {
                form.extend_pairs([("grant_type", "refresh_token"), ("refresh_token", token.expose())]);
                form.extend_pairs(scope);
                secrets.push(token.clone());
            }
        }
        for (name, value) in &client.parameters {
            form.append_pair(name, value.expose());
            // of a URL, how it begins gives nothing away; a plain word, such as an audience, is no key
            let telling = value.expose().trim_start_matches("https://");
            if telling.chars().any(|c| !c.is_ascii_lowercase()) {
                secrets.push(Secret::new(telling.to_owned()));
            }
        }
        let repeatable = !matches!(grant, Grant::Password { .. });
        Self { repeatable, ..Self::from_client(url, client, form, secrets) }
    }

    /// Asks for a token by `grant` without any credentials, to learn whether an endpoint can be asked: a token endpoint
    /// refuses that (RFC 6749 §5.2), and most accept nothing but POST.
    pub fn without_credentials(url: &'a ServiceUrl, grant: GrantType) -> Self {
        let form = Secret::new(format!("grant_type={}", grant.parameter()));
        Self { method: Method::POST, form: Some(form), ..Self::get(url) }
    }

    /// What `client` sends to the revocation endpoint `url` to have `token` revoked (RFC 7009 §2.1). `type_hint` is
    /// `access_token` or `refresh_token`.
    pub fn revocation(url: &'a ServiceUrl, client: &ClientCredentials, token: &Secret, type_hint: &str) -> Self {
        let mut form = Serializer::new(String::with_capacity(64 * 1024));
        form.extend_pairs([("token", token.expose()), ("token_type_hint", type_hint)]);
        Self::from_client(url, client, form, vec![token.clone()])
    }

    /// A POST of `form` with the client in the `Authorization` header or in the body: never both (RFC 6749 §2.3).
    fn from_client(
        url: &'a ServiceUrl,
        client: &ClientCredentials,
        mut form: Serializer<'_, String>,
        mut secrets: Vec<Secret>,
    ) -> Self {
        let basic = match (&client.secret, client.auth) {
            (Some(secret), ClientAuthMethod::Basic) => Some(basic(&client.id, secret.expose())),
            (Some(secret), ClientAuthMethod::BasicEncoded) => {
                Some(basic(&percent_encoded(&client.id), &percent_encoded(secret.expose())))
            }
            (Some(secret), ClientAuthMethod::Post) => {
                form.extend_pairs([("client_id", &*client.id), ("client_secret", secret.expose())]);
                None
            }
            (None, _) | (_, ClientAuthMethod::None) => {
                form.append_pair("client_id", &client.id);
                None
            }
        };
        let authorization = basic.as_ref().map(|basic| Secret::new(format!("Basic {}", basic.expose())));
        secrets.extend(client.secret.iter().chain(&basic).cloned());
        let form = Some(Secret::new(form.finish()));
        Self { method: Method::POST, authorization, form, secrets, ..Self::get(url) }
    }
}

/// `base64(id ":" secret)`: the help page's word "semicolon" is an error, its example has a colon.
fn basic(id: &str, secret: &str) -> Secret {
    Secret::new(BASE64_STANDARD.encode(Secret::new(format!("{id}:{secret}")).expose()))
}

/// RFC 6749 §2.3.1 wants form encoding; a space as `%20`, never `+`, is what every server decodes.
fn percent_encoded(half: &str) -> String {
    byte_serialize(half.as_bytes()).collect::<String>().replace('+', "%20")
}

#[cfg(test)]
mod tests;
