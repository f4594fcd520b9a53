//! What is sent, as a pure function of what is wanted.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use url::form_urlencoded::{Serializer, byte_serialize};

use super::{AccessType, ClientAuth};
use crate::secret::Secret;
use crate::token::Token;

/// The client and how it authenticates.
#[derive(Clone, Debug)]
pub struct ClientAuthentication {
    /// RFC 6749 §2.2.
    pub id: String,
    /// `None` for a public client.
    pub secret: Option<Secret>,
    /// Where id and secret go; a client without a secret is public whatever this says.
    pub auth: ClientAuth,
    /// What else it sends with each token request: name and value.
    pub parameters: Vec<(String, String)>,
}

impl ClientAuthentication {
    /// Whether the id can be sent. RFC 7617 §2: in Basic, a colon in it cannot be told from the one after it.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self) -> Result<(), &'static str> {
        if self.id.contains(':') && self.secret.is_some() && self.auth == ClientAuth::Basic {
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

/// Header and body of one request that a client makes for itself: to the token or the revocation endpoint.
#[derive(Debug)]
pub struct TokenRequest {
    /// The value of `Authorization`, unless the client is public or authenticates in the body.
    pub authorization: Option<Secret>,
    /// What follows `Basic ` there.
    pub(super) basic: Option<Secret>,
    /// `application/x-www-form-urlencoded`, UTF-8.
    pub body: Secret,
}

impl TokenRequest {
    /// Puts together what `client` sends for `grant`. An empty scope is left out: some servers refuse
    /// `scope=` where no scope at all is fine.
    pub fn new(client: &ClientAuthentication, grant: &Grant, scope: &str) -> Self {
        // room for everything, so that growing leaves no copies of secrets behind
        let mut form = Serializer::new(String::with_capacity(64 * 1024));
        match grant {
            Grant::Password { username, password, access_type, otp } => {
                form.append_pair("grant_type", "password");
                form.append_pair("username", username);
                form.append_pair("password", password.expose());
                append_scope(&mut form, scope);
                form.append_pair("access_type", &super::name_of(access_type));
                if let Some(OneTimeCode { parameter, code }) = otp {
                    form.append_pair(parameter, code.expose());
                }
            }
            Grant::ClientCredentials => {
                form.append_pair("grant_type", "client_credentials");
                append_scope(&mut form, scope);
            }
            Grant::RefreshToken(token) => {
                form.append_pair("grant_type", "refresh_token");
                form.append_pair("refresh_token", token.expose());
                append_scope(&mut form, scope);
            }
        }
        form.extend_pairs(&client.parameters);
        Self::authenticated(client, form)
    }

    /// Puts together what `client` sends to have `token` revoked (RFC 7009 §2.1). `type_hint` is
    /// `access_token` or `refresh_token`.
    pub fn revocation(client: &ClientAuthentication, token: &Secret, type_hint: &str) -> Self {
        let mut form = Serializer::new(String::with_capacity(64 * 1024));
        form.append_pair("token", token.expose());
        form.append_pair("token_type_hint", type_hint);
        Self::authenticated(client, form)
    }
}

impl TokenRequest {
    /// Puts the client into the `Authorization` header or into the body: never both (RFC 6749 §2.3).
    fn authenticated(client: &ClientAuthentication, mut form: Serializer<'_, String>) -> Self {
        let basic = authenticate(client, &mut form);
        let authorization = basic.as_ref().map(|basic| Secret::new(format!("Basic {}", basic.expose())));
        Self { authorization, basic, body: Secret::new(form.finish()) }
    }
}

fn append_scope(form: &mut Serializer<'_, String>, scope: &str) {
    if !scope.is_empty() {
        form.append_pair("scope", scope);
    }
}

/// Gives the credentials for Basic, or puts the client into the body.
fn authenticate(client: &ClientAuthentication, form: &mut Serializer<'_, String>) -> Option<Secret> {
    let Some(secret) = client.secret.as_ref().filter(|_| client.auth != ClientAuth::None) else {
        form.append_pair("client_id", &client.id);
        return None;
    };
    match client.auth {
        ClientAuth::Basic => Some(basic(&client.id, secret)),
        ClientAuth::BasicEncoded => {
            Some(basic(&percent_encoded(&client.id), &Secret::new(percent_encoded(secret.expose()))))
        }
        ClientAuth::Post | ClientAuth::None => {
            form.append_pair("client_id", &client.id);
            form.append_pair("client_secret", secret.expose());
            None
        }
    }
}

/// `base64(id ":" secret)`: the help page's word "semicolon" is an error, its example has a colon.
fn basic(id: &str, secret: &Secret) -> Secret {
    let pair = Secret::new(format!("{id}:{}", secret.expose()));
    Secret::new(BASE64_STANDARD.encode(pair.expose()))
}

/// RFC 6749 §2.3.1 wants form encoding; a space as `%20`, never `+`, is what every server decodes.
fn percent_encoded(half: &str) -> String {
    byte_serialize(half.as_bytes()).collect::<String>().replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq};

    use super::*;

    fn client(auth: ClientAuth, secret: Option<&str>) -> ClientAuthentication {
        ClientAuthentication {
            id: "valid-service-id".into(),
            secret: secret.map(|s| Secret::new(s.into())),
            auth,
            parameters: Vec::new(),
        }
    }

    fn password_grant(username: &str, password: &str) -> Grant {
        Grant::Password {
            username: username.into(),
            password: Secret::new(password.into()),
            access_type: AccessType::Offline,
            otp: None,
        }
    }

    #[test]
    fn the_help_pages_own_request() {
        let sent = TokenRequest::new(
            &client(ClientAuth::Basic, Some("valid-service-secret")),
            &Grant::ClientCredentials,
            "**",
        );
        assert_eq!(sent.authorization.unwrap().expose(), "Basic dmFsaWQtc2VydmljZS1pZDp2YWxpZC1zZXJ2aWNlLXNlY3JldA==");
        assert_eq!(sent.body.expose(), "grant_type=client_credentials&scope=**");
    }

    #[test]
    fn the_password_grant_is_sent_as_space_wants_it() {
        let sent = TokenRequest::new(
            &client(ClientAuth::Basic, Some("s")),
            &password_grant("bób+tag@example.com", "p&ss=w%20rd+ ü\"'$ "),
            "A,B Team:*",
        );
        assert_eq!(
            sent.body.expose(),
            "grant_type=password&username=b%C3%B3b%2Btag%40example.com&password=p%26ss%3Dw%2520rd%2B+%C3%BC%22%27%24+\
             &scope=A%2CB+Team%3A*&access_type=offline"
        );
    }

    #[test]
    fn each_way_of_client_authentication() {
        let secret = Some("a b+%ü");
        let sent = |auth, secret| TokenRequest::new(&client(auth, secret), &Grant::ClientCredentials, "");
        let decoded = |sent: &TokenRequest| {
            let header = sent.authorization.clone().unwrap();
            let encoded = header.expose().strip_prefix("Basic ").unwrap().to_owned();
            String::from_utf8(BASE64_STANDARD.decode(encoded).unwrap()).unwrap()
        };
        assert_eq!(decoded(&sent(ClientAuth::Basic, secret)), "valid-service-id:a b+%ü");
        assert_eq!(decoded(&sent(ClientAuth::BasicEncoded, secret)), "valid-service-id:a%20b%2B%25%C3%BC");
        let post = sent(ClientAuth::Post, secret);
        assert!(post.authorization.is_none());
        assert_eq!(
            post.body.expose(),
            "grant_type=client_credentials&client_id=valid-service-id&client_secret=a+b%2B%25%C3%BC"
        );
        for public in [sent(ClientAuth::None, secret), sent(ClientAuth::Basic, None), sent(ClientAuth::Post, None)] {
            assert!(public.authorization.is_none());
            assert_eq!(public.body.expose(), "grant_type=client_credentials&client_id=valid-service-id");
        }
    }

    #[test]
    fn a_revocation_is_authenticated_like_any_request_of_the_client() {
        let token = Secret::new("a+b".into());
        let basic =
            TokenRequest::revocation(&client(ClientAuth::Basic, Some("valid-service-secret")), &token, "refresh_token");
        assert_eq!(basic.authorization.unwrap().expose(), "Basic dmFsaWQtc2VydmljZS1pZDp2YWxpZC1zZXJ2aWNlLXNlY3JldA==");
        assert_eq!(basic.body.expose(), "token=a%2Bb&token_type_hint=refresh_token");
        let public = TokenRequest::revocation(&client(ClientAuth::None, None), &token, "access_token");
        assert_eq!(public.body.expose(), "token=a%2Bb&token_type_hint=access_token&client_id=valid-service-id");
    }

    #[test]
    fn a_refresh_sends_the_scope_only_if_it_is_known() {
        let refresh = Grant::RefreshToken(Secret::new("r".into()));
        let with = TokenRequest::new(&client(ClientAuth::Basic, Some("s")), &refresh, "**");
        assert_eq!(with.body.expose(), "grant_type=refresh_token&refresh_token=r&scope=**");
        let without = TokenRequest::new(&client(ClientAuth::Basic, Some("s")), &refresh, "");
        assert_eq!(without.body.expose(), "grant_type=refresh_token&refresh_token=r");
    }

    proptest::proptest! {
        #[test]
        fn what_is_sent_decodes_to_what_was_typed(
            id in "[^:\\pC]{1,12}", secret in "\\PC{1,24}", username in "\\PC{0,24}", password in any::<String>(), scope in "\\PC{1,24}"
        ) {
            for auth in [ClientAuth::Basic, ClientAuth::BasicEncoded, ClientAuth::Post, ClientAuth::None] {
                let client =
                    ClientAuthentication { id: id.clone(), secret: Some(Secret::new(secret.clone())), auth, parameters: Vec::new() };
                let sent = TokenRequest::new(&client, &password_grant(&username, &password), &scope);
                let form: Vec<(String, String)> =
                    url::form_urlencoded::parse(sent.body.expose().as_bytes()).into_owned().collect();
                let value = |name: &str| form.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
                prop_assert_eq!(value("username"), Some(username.as_str()));
                prop_assert_eq!(value("password"), Some(password.as_str()));
                prop_assert_eq!(value("scope"), Some(scope.as_str()));
                prop_assert!(sent.body.expose().is_ascii());
                match auth {
                    ClientAuth::Basic | ClientAuth::BasicEncoded => {
                        let pair = decoded(&sent);
                        let (sent_id, sent_secret) = pair.split_once(':').unwrap();
                        let read = |half: &str| if auth == ClientAuth::Basic { half.to_owned() } else { percent_decoded(half) };
                        prop_assert_eq!((read(sent_id), read(sent_secret)), (id.clone(), secret.clone()));
                        prop_assert_eq!((value("client_id"), value("client_secret")), (None, None));
                    }
                    ClientAuth::Post => {
                        prop_assert_eq!((value("client_id"), value("client_secret")), (Some(id.as_str()), Some(secret.as_str())));
                    }
                    ClientAuth::None => {
                        prop_assert_eq!((value("client_id"), value("client_secret")), (Some(id.as_str()), None));
                    }
                }
            }
        }
    }

    fn decoded(sent: &TokenRequest) -> String {
        let header = sent.authorization.clone().unwrap();
        let encoded = header.expose().strip_prefix("Basic ").unwrap().to_owned();
        String::from_utf8(BASE64_STANDARD.decode(encoded).unwrap()).unwrap()
    }

    /// RFC 3986 §2.1, and nothing of forms: a `+` is a `+`.
    fn percent_decoded(text: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let Some((&first, tail)) = rest.split_first() {
            let (byte, tail) = match first {
                b'%' => (u8::from_str_radix(std::str::from_utf8(&tail[..2]).unwrap(), 16).unwrap(), &tail[2..]),
                _ => (first, tail),
            };
            bytes.push(byte);
            rest = tail;
        }
        String::from_utf8(bytes).unwrap()
    }
}
