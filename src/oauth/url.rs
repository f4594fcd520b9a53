//! Service URLs: what users type, made into one form.

use std::fmt;

use url::{Host, Url};

/// The URL of a service: `https://space.example.com`, with or without a port and a path; no trailing slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceUrl(Url);

impl ServiceUrl {
    /// Reads what a user typed. A URL without a scheme means https; user names, queries and fragments have
    /// no place in it. Plain http is accepted to this machine, elsewhere only with `allow_http`.
    ///
    /// # Errors
    /// Why not, in words that follow `the URL is wrong: `.
    pub fn parse(typed: &str, allow_http: bool) -> Result<Self, String> {
        let mut url = Self::exact(typed, allow_http)?;
        if url.0.query().is_some() {
            return Err("it can't have a query (? and what follows)".to_owned());
        }
        let path = url.0.path().trim_end_matches('/').to_owned();
        url.0.set_path(&path);
        Ok(url)
    }

    /// Reads the URL of an endpoint, as [`ServiceUrl::parse`], but for a slash at its end, since servers tell
    /// `/token/` from `/token`, and a query, which is kept (RFC 6749 §3.2).
    ///
    /// # Errors
    /// As [`ServiceUrl::parse`].
    pub fn exact(typed: &str, allow_http: bool) -> Result<Self, String> {
        let typed = typed.trim();
        let (scheme, rest) = typed.split_once("://").unwrap_or(("https", typed));
        // a URL parser would take the first part of a path for the host, and skip control characters before it
        if rest.starts_with(['/', '\\', '?', '#']) || rest.contains(char::is_control) {
            return Err("it has no host".to_owned());
        }
        let url = Url::parse(&format!("{scheme}://{rest}")).map_err(|error| error.to_string())?;
        if !matches!(url.scheme(), "https" | "http") || url.host().is_none() {
            return Err(format!("'{}' isn't supported; use https or http", url.scheme()));
        }
        // it would also take a scheme without its slashes for the host
        if matches!(url.host_str(), Some("http" | "https")) {
            return Err("it has no host".to_owned());
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("it can't contain a user name or password".to_owned());
        }
        if url.fragment().is_some() {
            return Err("it can't have a fragment (# and what follows)".to_owned());
        }
        let url = Self(url);
        if url.is_plain() && !url.is_loopback() && !allow_http {
            return Err(
                "http would send the password in clear text; use https, or --allow-http if the network is your own"
                    .to_owned(),
            );
        }
        Ok(url)
    }

    /// The URL of `path_or_url`: a path under this URL, or a whole URL of its own.
    ///
    /// # Errors
    /// As [`ServiceUrl::parse`].
    pub fn endpoint(&self, path_or_url: &str, allow_http: bool) -> Result<Self, String> {
        let is_url = |(scheme, _): (&str, _)| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if path_or_url.split_once("://").is_some_and(is_url) {
            return Self::exact(path_or_url, allow_http);
        }
        let joined = format!("{self}/{}", path_or_url.trim_start_matches('/'));
        Self::exact(&joined, allow_http)
    }

    /// The URL of one API call: this one with `query`.
    #[must_use]
    pub fn with_query(mut self, query: &str) -> Self {
        self.0.set_query(Some(query));
        self
    }

    /// This URL with `path` between host and its own, as RFC 8414 §3.1 and RFC 8615 have well-known URLs.
    #[must_use]
    pub fn at_root(&self, path: &str) -> Self {
        self.with_path(&format!("{path}{}", self.0.path().trim_end_matches('/')))
    }

    /// This URL with `path`, which begins with a slash, after its own.
    #[must_use]
    pub fn below(&self, path: &str) -> Self {
        self.with_path(&format!("{}{path}", self.0.path().trim_end_matches('/')))
    }

    fn with_path(&self, path: &str) -> Self {
        let mut url = self.0.clone();
        url.set_path(path);
        Self(url)
    }

    /// Whether scheme, host and port are those of `other` (RFC 6454 §5).
    pub fn has_origin_of(&self, other: &Self) -> bool {
        self.0.origin() == other.0.origin()
    }

    /// The whole URL with its query, as it is requested.
    pub fn request_target(&self) -> &str {
        self.0.as_str()
    }

    /// Whether it is http, not https.
    pub fn is_plain(&self) -> bool {
        self.0.scheme() == "http"
    }

    /// Whether it names this machine: 127.0.0.0/8, `::1`, `localhost` and what ends in it (RFC 6761 §6.3).
    pub fn is_loopback(&self) -> bool {
        match self.0.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            None => false,
        }
    }

    /// Host and port, as they go into name resolution.
    pub fn host_and_port(&self) -> (String, u16) {
        let host = self.0.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        (host, self.0.port_or_known_default().unwrap_or(443))
    }
}

/// The URL without its query, which is of no interest to readers, and may be nobody's business.
impl fmt::Display for ServiceUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.as_str().split('?').next().unwrap_or_default();
        f.write_str(if self.0.path() == "/" { shown.trim_end_matches('/') } else { shown })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_users_type_becomes_one_form() {
        for (typed, url) in [
            ("space.example.com", "https://space.example.com"),
            ("HTTPS://Space.Example.com/", "https://space.example.com"),
            (" https://space.example.com:8443/base// ", "https://space.example.com:8443/base"),
            ("localhost:8084", "https://localhost:8084"),
            ("http://localhost:8084/", "http://localhost:8084"),
            ("http://[::1]:8084", "http://[::1]:8084"),
            ("https://bücher.example", "https://xn--bcher-kva.example"),
        ] {
            assert_eq!(ServiceUrl::parse(typed, false).unwrap().to_string(), url);
        }
    }

    #[test]
    fn what_would_leak_or_make_no_sense_is_refused() {
        for typed in [
            "",
            "https://",
            "ftp://x",
            "file:///etc",
            "https://bob:pw@x",
            "https://bob@x",
            "https://x/?a=b",
            "https://x/#a",
            "/oauth/token",
            "//x/oauth",
            "\\\\x\\oauth",
            "https:///x/oauth",
            "https:/x",
            "http:x",
            "http://space.example.com",
            "http://localhost.example.com",
            "http://10.0.0.1",
            "https://x y",
            "https://:80",
        ] {
            assert!(ServiceUrl::parse(typed, false).is_err(), "{typed}");
        }
        assert!(ServiceUrl::parse("http://space.example.com", true).is_ok());
    }

    #[test]
    fn endpoints_are_paths_under_the_url_or_urls() {
        let url = ServiceUrl::parse("https://x.example/base", false).unwrap();
        assert_eq!(url.endpoint("/oauth/token", false).unwrap().to_string(), "https://x.example/base/oauth/token");
        assert_eq!(url.endpoint("https://y.example/t", false).unwrap().to_string(), "https://y.example/t");
        assert_eq!(url.endpoint("o/token/", false).unwrap().to_string(), "https://x.example/base/o/token/");
        assert_eq!(url.endpoint("https://y.example/t/", false).unwrap().to_string(), "https://y.example/t/");
        assert!(url.endpoint("http://y.example/t", false).is_err());
        let queried = url.endpoint("/token?p=B2C_1_ropc&x", false).unwrap();
        assert_eq!(queried.request_target(), "https://x.example/base/token?p=B2C_1_ropc&x");
        assert!(url.endpoint("/token#x", false).is_err());
    }

    #[test]
    fn well_known_urls_have_their_part_before_the_path() {
        for (url, expected) in [
            ("https://x.example", "https://x.example/.well-known/oauth-authorization-server"),
            ("https://x.example:8443/a/b/", "https://x.example:8443/.well-known/oauth-authorization-server/a/b"),
        ] {
            let url = ServiceUrl::parse(url, false).unwrap();
            assert_eq!(url.at_root("/.well-known/oauth-authorization-server").to_string(), expected);
        }
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let url = |url| ServiceUrl::parse(url, true).unwrap();
        assert!(url("https://x.example/a").has_origin_of(&url("https://X.example:443/b")));
        for other in ["http://x.example", "https://x.example:444", "https://y.example", "https://a.x.example"] {
            assert!(!url("https://x.example").has_origin_of(&url(other)), "{other}");
        }
    }

    #[test]
    fn a_query_is_sent_and_not_shown() {
        let url = ServiceUrl::parse("https://x.example/me", false).unwrap().with_query("$fields=id,name(firstName)");
        assert_eq!(url.request_target(), "https://x.example/me?$fields=id,name(firstName)");
        assert_eq!(url.to_string(), "https://x.example/me");
    }
}
