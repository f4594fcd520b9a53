//! What goes wrong on the way to a server and back, and the cure.

use hyper_util::client::proxy::matcher::Matcher;

use super::ServiceUrl;
use super::client::Http;
use crate::error::{Error, Kind};

/// What to say where something answers, but not a token endpoint.
pub const WRONG_PLACE: &str = "check the URL: it is the one that the server has in a browser, with https://, its port and its path; --server and --token-endpoint choose another endpoint";

/// What to say where the system trusts nobody.
pub(super) const NO_AUTHORITIES: &str = "install your system's CA certificates (Debian: apt install ca-certificates), or name a file of them with --ca-cert";

/// What can go wrong on the way.
#[derive(Debug)]
pub(super) enum Fault {
    /// Nothing was sent.
    NotConnected(reqwest::Error),
    /// Something may have arrived.
    Broken(reqwest::Error),
    TooLong,
    Late,
}

impl Fault {
    pub(super) fn explained(self, url: &ServiceUrl, http: &Http) -> Error {
        let way = proxy(url).map(|proxy| format!(" through the proxy {proxy}")).unwrap_or_default();
        let failed = |why: &str| Error::new(Kind::Unreachable, format!("cannot reach {url}{way}: {why}"));
        match self {
            Self::Late => failed(&format!("no answer within {} s", http.timeout.as_secs_f32()))
                .hint("check the network and the URL; --timeout allows it more time"),
            Self::TooLong => failed("its answer is longer than 1 MiB").hint(WRONG_PLACE),
            Self::NotConnected(error) | Self::Broken(error) => {
                let why = causes(&error);
                let hint = cure(&why, !way.is_empty(), http.ca_cert.is_some());
                failed(&why).hint(hint)
            }
        }
    }
}

/// Host and port of the proxy on the way to `url`, by the rules of reqwest.
fn proxy(url: &ServiceUrl) -> Option<String> {
    if url.is_loopback() {
        return None;
    }
    let proxy = Matcher::from_env().intercept(&url.to_string().parse().ok()?)?;
    // without its user name and password
    proxy.uri().authority().map(|authority| {
        let authority = authority.as_str();
        authority.rsplit_once('@').map_or(authority, |(_, host)| host).to_owned()
    })
}

/// Whether the server's system refused the connection.
pub(super) fn is_refused(error: &reqwest::Error) -> bool {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<std::io::Error>() {
            return io.kind() == std::io::ErrorKind::ConnectionRefused;
        }
        cause = error.source();
    }
    false
}

/// The last two causes: the ones above only repeat the URL, or name the library's own steps.
pub(super) fn causes(error: &reqwest::Error) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let said = error.to_string();
        if words.last() != Some(&said) && !said.starts_with("client error (") {
            words.push(said);
        }
        cause = error.source();
    }
    let tail = words.len().saturating_sub(2);
    let told = words.split_off(tail).join(": ");
    if told.is_empty() { error.to_string() } else { told }
}

/// The cure for what is known to go wrong, told from the words of the cause: the libraries below keep
/// their types to themselves.
fn cure(why: &str, through_proxy: bool, own_authorities: bool) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|word| why.contains(word));
    if has(&["UnknownIssuer", "BadSignature", "CaUsedAsEndEntity", "self-signed", "self signed"]) {
        return match own_authorities {
            true => {
                "the certificate is not signed by an authority in the --ca-cert file; ask the server's administrator for the right one"
            }
            false => {
                "the certificate is signed by an authority that this system does not trust; name its file with --ca-cert or SSL_CERT_FILE"
            }
        };
    }
    if has(&["proxy authorization required"]) {
        return "the proxy wants a user name and password: put them into HTTPS_PROXY, as in http://USER:PASSWORD@PROXY:PORT";
    }
    if has(&["tunnel"]) || through_proxy && has(&["refused", "lookup address", "dns", "unreachable"]) {
        return "the proxy named by HTTPS_PROXY or ALL_PROXY does not let this through; check it, or take this host out with NO_PROXY";
    }
    let cures: [(&[&str], &str); 6] = [
        (
            &["Expired", "expired"],
            "the server's certificate has expired, or this computer's clock is wrong; tell the server's administrator",
        ),
        (
            &["NotValidForName", "not valid for name"],
            "the certificate is another host's; check the host name in the URL",
        ),
        (&["No CA certificates"], NO_AUTHORITIES),
        (
            &["InvalidContentType", "corrupt message"],
            "the server does not speak TLS on that port; an on-premises server may want http:// (with --allow-http), or another port",
        ),
        (&["invalid HTTP version"], "the server may want https:// on that port; check the URL"),
        (&["lookup address", "dns"], "check the host name in the URL, and the network"),
    ];
    if let Some((_, cure)) = cures.iter().find(|(words, _)| has(words)) {
        return cure;
    }
    match has(&["refused"]) {
        true => "nothing listens there; check host and port, and whether the server is running",
        false => "check the network, then try again; nothing that is stored has changed",
    }
}
