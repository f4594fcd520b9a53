//! What goes wrong on the way to a server and back, and the cure.

use std::io;

use anyhow::Chain;

use super::{Http, Proxy, ServiceUrl, hints};
use crate::error::{Error, Kind};

/// What can go wrong on the way.
#[derive(Debug)]
pub(super) enum TransportError {
    /// No connection, or one that broke.
    Failed(reqwest::Error),
    /// The answer is longer than any token.
    TooLong,
    /// The time limit has passed.
    Timeout,
}

impl TransportError {
    /// The failure as users see it, with the cure.
    pub(super) fn explained(self, url: &ServiceUrl, http: &Http, proxy: Option<&Proxy>) -> Error {
        let way = proxy.map(|proxy| format!(" through the proxy {proxy}")).unwrap_or_default();
        let failed = |why: &str| Error::new(Kind::Unreachable, format!("cannot reach {url}{way}: {why}"));
        match self {
            Self::Timeout => failed(&format!("no answer within {} s", http.timeout.as_secs_f32()))
                .hint("check the network and the URL; --timeout gives it more time"),
            Self::TooLong => failed("its answer is longer than 1 MiB").hint(hints::WRONG_PLACE),
            Self::Failed(error) => {
                let why = causes(&error);
                let hint = hints::for_failure(&why, proxy.is_some(), http.ca_cert.is_some());
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
