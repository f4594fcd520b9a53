//! Which proxy stands on the way to a server: what the environment says, else the system's settings.

use std::ffi::OsString;
use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hyper_util::client::proxy::matcher::Matcher;
use url::{Position, Url};

use super::ServiceUrl;
use crate::error::{Error, Kind};
use crate::secret::{Secret, SecretBytes};

/// The schemes of proxies; `socks5h` and `socks4a` leave name resolution to the proxy.
const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

/// The variables that name proxies, as they are set. Its `Debug` shows names only: values hold passwords.
#[derive(Clone, Default)]
pub struct Proxies(Vec<(&'static str, OsString)>);

/// A proxy. It is displayed without user name and password.
pub struct Proxy {
    /// With user name and password.
    url: Secret,
    shown: String,
}

impl Proxies {
    /// Takes the variables over; of two that differ in case alone, the first counts.
    pub fn new(variables: Vec<(&'static str, OsString)>) -> Self {
        Self(variables)
    }

    /// The names of the variables that are set.
    pub fn names(&self) -> Vec<&'static str> {
        self.0.iter().map(|(name, _)| *name).collect()
    }

    /// The proxy on the way to `url`; there is none on the way to this machine.
    ///
    /// # Errors
    /// [`Kind::Configuration`] for a variable that cannot be read: going without a proxy that was asked for
    /// could tell others what they must not know.
    pub fn on_the_way_to(&self, url: &ServiceUrl) -> Result<Option<Proxy>, Error> {
        if url.is_loopback() || self.excepts(url) {
            return Ok(None);
        }
        let own = if url.is_plain() { "HTTP_PROXY" } else { "HTTPS_PROXY" };
        match self.set(own).or_else(|| self.set("ALL_PROXY")) {
            Some((name, value)) => Proxy::parse(value).map(Some).map_err(|why| unreadable(name, why)),
            None => Ok(of_the_system(url)),
        }
    }

    /// Whether `NO_PROXY` excludes the host of `url`, by the HTTP library's rules.
    fn excepts(&self, url: &ServiceUrl) -> bool {
        let Some((_, no)) = self.set("NO_PROXY") else { return false };
        let matcher = Matcher::builder().all("http://proxy").no(no.to_string_lossy().into_owned()).build();
        url.request_target().parse().is_ok_and(|uri| matcher.intercept(&uri).is_none())
    }

    /// The variable `name`, in upper or lower case; an empty one says nothing.
    fn set(&self, name: &str) -> Option<(&'static str, &OsString)> {
        let found = self.0.iter().find(|(set, _)| set.eq_ignore_ascii_case(name))?;
        Some((found.0, &found.1)).filter(|(_, value)| !value.is_empty())
    }
}

impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}

fn unreadable(name: &str, why: &str) -> Error {
    Error::new(Kind::Configuration, format!("can't use the proxy in {name}: {why}")).hint(
        "write it as http://PROXY:PORT or socks5h://PROXY:PORT, with USER:PASSWORD@ before the host if it wants them",
    )
}

impl Proxy {
    /// Reads the value of a variable. No error quotes it: what is not understood may be a password.
    fn parse(value: &OsString) -> Result<Self, &'static str> {
        let value = value.to_str().ok_or("it isn't UTF-8")?.trim();
        let (scheme, rest) = value.split_once("://").unwrap_or(("http", value));
        let scheme = scheme.to_ascii_lowercase();
        if !SCHEMES.contains(&scheme.as_str()) {
            return Err("it isn't an http, https or SOCKS proxy");
        }
        let (user, host) = rest.rsplit_once('@').map_or((None, rest), |(user, host)| (Some(user), host));
        if user.is_some_and(|user| user.contains(['@', '/', '\\', '?', '#']) || user.contains(char::is_whitespace)) {
            return Err(
                "in its user name and password, write %40 for @, %2F for /, %3F for ?, %23 for # and %20 for a space",
            );
        }
        let url = Url::parse(&format!("{scheme}://{host}")).ok().filter(|url| !url.host_str().unwrap_or("").is_empty());
        let url = url.ok_or("it has no host, or its port isn't a number")?;
        let host = &url[Position::BeforeHost..Position::AfterPort];
        let user = user.map(|user| format!("{user}@")).unwrap_or_default();
        Ok(Self { url: Secret::new(format!("{scheme}://{user}{host}")), shown: format!("{scheme}://{host}") })
    }

    /// What must not show where the proxy repeats it: the password, and what it's sent with (RFC 7617 §2).
    pub(super) fn secrets(&self) -> Vec<Secret> {
        let matcher = Matcher::builder().all(self.url.expose().to_owned()).build();
        let on_the_way = "http://server".parse().ok().and_then(|server| matcher.intercept(&server));
        let sent = on_the_way.as_ref().and_then(|proxy| proxy.basic_auth());
        let basic = sent.and_then(|sent| sent.to_str().ok()?.strip_prefix("Basic ")).unwrap_or_default();
        let user = SecretBytes::new(BASE64_STANDARD.decode(basic).unwrap_or_default()).into_text();
        let password =
            user.as_ref().and_then(|user| user.expose().split_once(':')).map_or("", |(_, password)| password);
        [basic, password].map(|secret| Secret::new(secret.to_owned())).into()
    }

    /// Whether the way to the proxy itself is TLS.
    pub(super) fn is_https(&self) -> bool {
        self.shown.starts_with("https:")
    }

    /// The proxy as the HTTP library has it.
    pub(super) fn for_all_requests(&self) -> reqwest::Result<reqwest::Proxy> {
        reqwest::Proxy::all(self.url.expose())
    }
}

impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

/// The proxy of the system's settings.
#[cfg(any(windows, target_os = "macos"))]
fn of_the_system(url: &ServiceUrl) -> Option<Proxy> {
    let proxy = Matcher::from_system().intercept(&url.request_target().parse().ok()?)?;
    Proxy::parse(&proxy.uri().to_string().into()).ok()
}

/// There are no such settings here but the environment.
#[cfg(not(any(windows, target_os = "macos")))]
fn of_the_system(_url: &ServiceUrl) -> Option<Proxy> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(variables: &[(&'static str, &str)], url: &str) -> Result<Option<String>, String> {
        let proxies = Proxies::new(variables.iter().map(|(name, value)| (*name, (*value).into())).collect());
        let proxy = proxies.on_the_way_to(&ServiceUrl::parse(url, true).unwrap());
        proxy.map(|proxy| proxy.map(|proxy| proxy.to_string())).map_err(|error| error.to_string())
    }

    #[test]
    fn each_variable_has_its_part() {
        let some = |proxy: &str| Ok(Some(proxy.to_owned()));
        let both = [("HTTPS_PROXY", "secure:1"), ("http_proxy", "http://plain:2/"), ("ALL_PROXY", "socks5h://all:3")];
        assert_eq!(found(&both, "https://x.example"), some("http://secure:1"));
        assert_eq!(found(&both, "http://x.example"), some("http://plain:2"));
        assert_eq!(found(&both[2..], "http://x.example"), some("socks5h://all:3"));
        assert_eq!(found(&[("HTTPS_PROXY", ""), both[2]], "https://x.example"), some("socks5h://all:3"));
        for proxy in ["socks5://all:80", "https://all:80", "http://all:443"] {
            assert_eq!(found(&[("ALL_PROXY", proxy)], "https://x.example"), some(proxy));
        }
        assert_eq!(found(&[("HTTPS_PROXY", "[::1]:3128")], "https://x.example"), some("http://[::1]:3128"));
        for url in ["http://127.0.0.1:80", "https://localhost", "https://[::1]"] {
            assert_eq!(found(&both, url), Ok(None), "{url}");
        }
        for no in ["x.example", ".example", "*", "y, x.example"] {
            assert_eq!(found(&[both[0], ("NO_PROXY", no)], "https://x.example"), Ok(None), "{no}");
        }
        assert_eq!(found(&[], "https://x.example"), Ok(None));
    }

    #[test]
    fn what_cannot_be_read_is_an_error_that_quotes_nothing() {
        for value in [
            "http://me:Top9/Secret8@p:1",
            "http://me:Top9@Secret8@p:1",
            "http://me:Top9?Secret8@p:1",
            "http://me:Top9#Secret8@p:1",
            "http://me:Top9\\Secret8@p:1",
            "http://me:Top9 Secret8@p:1",
            "me:Top9/Secret8",
            "http://me:Top9Secret8",
            "socks6://me:Top9Secret8@p:1",
            "http://me:Top9Secret8@",
            "http://me:Top9Secret8@:80",
            "http://",
            "socks5://",
            "socks5h://me:Top9Secret8@:80",
            "socks5://me:Top9Secret8",
        ] {
            let error = found(&[("HTTPS_PROXY", value)], "https://x.example").unwrap_err();
            assert!(error.starts_with("can't use the proxy in HTTPS_PROXY: "), "{value}: {error}");
            assert!(!error.contains("Top9") && !error.contains("Secret8"), "{value}: {error}");
        }
    }

    #[test]
    fn nobody_sees_user_or_password() {
        for value in ["http://me:Top9@p:1", "https://me:Top%2F9@p:1", "me:Top9@p:1", "socks5://me:Top9:x@p:1"] {
            let shown = found(&[("ALL_PROXY", value)], "https://x.example").unwrap().unwrap();
            assert!(shown.ends_with("://p:1"), "{shown}");
        }
    }
}
