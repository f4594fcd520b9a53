//! What goes wrong on the way to a server and back, and the cure.

use std::io;

use anyhow::Chain;

use super::{Http, Proxy, ServiceUrl, cures};
use crate::error::{Error, Kind};

/// What can go wrong on the way.
#[derive(Debug)]
pub(super) enum TransportError {
    /// No connection, or one that broke.
    Failed(reqwest::Error),
    /// The answer is longer than any token.
    TooLong,
    /// The time limit has passed.
    Late,
}

impl TransportError {
    /// The failure as users see it, with the cure.
    pub(super) fn explained(self, url: &ServiceUrl, http: &Http, proxy: Option<&Proxy>) -> Error {
        let way = proxy.map(|proxy| format!(" through the proxy {proxy}")).unwrap_or_default();
        let failed = |why: &str| Error::new(Kind::Unreachable, format!("cannot reach {url}{way}: {why}"));
        match self {
            Self::Late => failed(&format!("no answer within {} s", http.timeout.as_secs_f32()))
                .hint("check the network and the URL; --timeout gives it more time"),
            Self::TooLong => failed("its answer is longer than 1 MiB").hint(cures::WRONG_PLACE),
            Self::Failed(error) => {
                let why = causes(&error);
                let hint = cure(&why, proxy.is_some(), http.ca_cert.is_some());
                failed(&why).hint(hint)
            }
        }
    }
}

/// Whether the server's system refused the connection.
pub(super) fn is_refused(error: &reqwest::Error) -> bool {
    let io = Chain::new(error).find_map(|cause| cause.downcast_ref::<io::Error>());
    error.is_connect() && io.is_some_and(|io| io.kind() == io::ErrorKind::ConnectionRefused)
}

/// The last two causes: the ones above only repeat the URL, or name the library's own steps.
pub(super) fn causes(error: &reqwest::Error) -> String {
    // rustls names a page of its manual, which is no help to a user
    let causes = Chain::new(error).skip(1).filter_map(|it| Some(it.to_string().split(": https:").next()?.to_owned()));
    let mut words: Vec<String> = causes.filter(|said| !said.starts_with("client error (")).collect();
    words.dedup();
    match words.as_slice() {
        [] => error.to_string(),
        [.., cause, root] => format!("{cause}: {root}"),
        [root] => root.clone(),
    }
}

/// Words of a cause, and the cure; the first that fits counts.
const CURES: [(&[&str], &str); 13] = [
    (&["alert: CertificateExpired", "alert: CertificateRevoked"], cures::CLIENT_CERTIFICATE),
    (
        &["Expired", "expired"],
        "the server's certificate has expired, or this computer's clock is wrong; tell the server's administrator",
    ),
    (&["NotValidYet", "not valid yet"], "the certificate is not valid yet, or this computer's clock is wrong"),
    (&["NotValidForName", "not valid for name"], "the certificate is another host's; check the host name in the URL"),
    (&["No CA certificates"], cures::NO_AUTHORITIES),
    (
        &[
            "CertificateRequired",
            "alert: BadCertificate",
            "alert: UnknownCA",
            "alert: CertificateUnknown",
            "alert: DecryptError",
            "alert: AccessDenied",
        ],
        cures::CLIENT_CERTIFICATE,
    ),
    (&["alert: ProtocolVersion", "ServerDoesNotSupportTls12Or13", "ServerTlsVersionIsDisabled"], cures::OLD_TLS),
    (&["alert: HandshakeFailure", "peer is incompatible"], cures::NO_COMMON_TLS),
    (&["NoApplicationProtocol", "HTTP/2"], cures::HTTP_2_ONLY),
    (&["InvalidContentType", "corrupt message"], cures::WANTS_HTTP),
    (&["invalid HTTP version"], cures::WANTS_HTTPS),
    (&["lookup address", "dns"], "check the host name in the URL, and the network"),
    (&["refused"], "nothing listens there; check host and port, and whether the server is running"),
];

/// The cure for what is known to go wrong, told from the words of the cause: the libraries below keep
/// their types to themselves.
fn cure(why: &str, through_proxy: bool, own_authorities: bool) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|word| why.contains(word));
    if has(&["UnknownIssuer", "BadSignature", "CaUsedAsEndEntity", "self-signed", "self signed"]) {
        return if own_authorities { cures::UNTRUSTED_BY_FILE } else { cures::UNTRUSTED };
    }
    if has(&["proxy authorization required"]) {
        return cures::PROXY_PASSWORD;
    }
    if has(&["tunnel", "SOCKS"]) || through_proxy && has(&["refused", "lookup address", "dns", "unreachable"]) {
        return cures::PROXY_REFUSES;
    }
    let known = CURES.iter().find(|(words, _)| has(words));
    known.map_or("check the network, then try again; nothing that is stored has changed", |(_, cure)| cure)
}
