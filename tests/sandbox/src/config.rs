//! What a server is told before it starts: its kind, its clients, its users.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use crate::tls::Tls;

/// Everything that shapes a [`Sandbox`](crate::Sandbox). The default is a Space over plain HTTP on
/// a free port of the loopback, with the clients and users that the crate's documentation lists.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// `None` is plain HTTP.
    pub tls: Option<Tls>,
    /// The path of the service URL, under which all else lives; empty for none.
    pub path: String,
    /// Whose manners to imitate.
    pub kind: Kind,
    /// How long an access token lives, in seconds.
    pub lifetime: u64,
    /// Each refresh gives a new refresh token, and the old one dies.
    pub rotate: bool,
    /// A refresh token that comes back after its rotation ends the whole login.
    pub revoke_family_on_reuse: bool,
    /// Only refresh tokens can be revoked (RFC 7009 §2): access tokens are good by themselves.
    pub keeps_access_tokens: bool,
    /// How long each answer of the token endpoint is held back. What it changes has changed by
    /// then, as at a server whose answer gets lost on the way.
    pub delay: Duration,
    /// The registered clients.
    pub clients: Vec<Client>,
    /// The accounts.
    pub users: Vec<User>,
    /// Lengthens each access token (where it is a JWT) by a claim of that many characters.
    pub extra_token_len: usize,
    /// Writes one line per request to standard error, without any secret.
    pub log: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            tls: None,
            path: String::new(),
            kind: Kind::Space,
            lifetime: 600,
            rotate: false,
            revoke_family_on_reuse: false,
            keeps_access_tokens: false,
            delay: Duration::ZERO,
            clients: Client::samples(),
            users: User::samples(),
            extra_token_len: 0,
            log: false,
        }
    }
}

impl Config {
    /// The defaults of one kind: they differ in the lifetime of an access token.
    #[must_use]
    pub fn of(kind: Kind) -> Self {
        let lifetime = match kind {
            Kind::Hub => 3600,
            Kind::Space | Kind::OAuth2 => 600,
        };
        Self { kind, lifetime, ..Self::default() }
    }
}

/// The kinds of server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// JetBrains Space: `/oauth/token`, raw Basic credentials, a scope grammar, JWTs.
    #[default]
    Space,
    /// JetBrains Hub: `/api/rest/oauth2/token`, services as scopes, opaque tokens.
    Hub,
    /// By the book: RFC 6749 with form-encoded Basic credentials, RFC 7009 and RFC 8414.
    OAuth2,
}

/// A grant of the token endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// A user's name and password.
    Password,
    /// The client on its own behalf.
    ClientCredentials,
    /// A refresh token for a new access token.
    RefreshToken,
}

impl Grant {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Password, Self::ClientCredentials, Self::RefreshToken];

    /// The value of `grant_type`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::ClientCredentials => "client_credentials",
            Self::RefreshToken => "refresh_token",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grant| grant.as_str() == name)
    }
}

/// A registered client.
#[derive(Clone, Debug)]
pub struct Client {
    /// The client id.
    pub id: String,
    /// `None` makes it a public client.
    pub secret: Option<String>,
    /// The grants that it may use.
    pub grants: Vec<Grant>,
    /// The rights that were granted to it: `**`, or a list as in a request.
    pub scope: String,
}

impl Client {
    /// A client with every grant and every right.
    #[must_use]
    pub fn new(id: &str, secret: Option<&str>) -> Self {
        Self { id: id.into(), secret: secret.map(Into::into), grants: Grant::ALL.into(), scope: "**".into() }
    }

    /// The same client with these rights alone.
    #[must_use]
    pub fn limited_to(self, scope: &str) -> Self {
        let scope = scope.into();
        Self { scope, ..self }
    }

    fn samples() -> Vec<Self> {
        vec![
            Self::new("valid-service-id", Some("valid-service-secret")),
            Self::new("special-client", Some("p%+ &=:ü/secret")),
            Self::new("public-client", None),
            Self::new("narrow-client", Some("narrow-secret")).limited_to("Project:*"),
        ]
    }
}

/// An account.
#[derive(Clone, Debug)]
pub struct User {
    /// The login.
    pub username: String,
    /// The normal password.
    pub password: String,
    /// With two-factor authentication only the application password works.
    pub two_factor: bool,
    /// A password made for applications.
    pub application_password: Option<String>,
    /// First and last name.
    pub name: String,
}

impl User {
    /// An account with a normal password.
    #[must_use]
    pub fn new(username: &str, password: &str, name: &str) -> Self {
        Self {
            username: username.into(),
            password: password.into(),
            two_factor: false,
            application_password: None,
            name: name.into(),
        }
    }

    /// The same account with two-factor authentication and an application password.
    #[must_use]
    pub fn with_two_factor(self, application_password: &str) -> Self {
        Self { two_factor: true, application_password: Some(application_password.into()), ..self }
    }

    pub(crate) fn accepts(&self, password: &str) -> bool {
        let application = self.application_password.as_deref() == Some(password);
        application || (!self.two_factor && self.password == password)
    }

    fn samples() -> Vec<Self> {
        vec![
            Self::new("bob", "correct horse", "Bob Builder"),
            Self::new("bób+tag@example.com", "p&ss=w%20rd+ ü\"'$ ", "Bób Ünicode"),
            Self::new("twofactor", "correct horse", "Tina Two-Factor").with_two_factor("12345678901234567890"),
        ]
    }
}
