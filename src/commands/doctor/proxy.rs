//! Which proxy applies, by the rules of the library that uses it.

use hyper_util::client::proxy::matcher::Matcher;

use super::check::Check;
use crate::oauth::ServiceUrl;
use crate::settings::Environment;

const NAME: &str = "proxy";

pub(super) fn check(url: Option<&ServiceUrl>, environment: &Environment) -> Check {
    let set = environment.proxy_variables();
    let names: Vec<&str> = set.iter().map(|(name, _)| *name).collect();
    let Some(url) = url.filter(|_| !set.is_empty()) else {
        return match names.is_empty() {
            true => Check::ok(NAME, "none"),
            false => Check::ok(NAME, format!("variables are set: {}", names.join(", "))),
        };
    };
    if url.is_loopback() {
        return Check::ok(NAME, format!("none to this machine, whatever {} may say", names.join(", ")));
    }
    match of(url, environment) {
        Some(proxy) => Check::ok(NAME, format!("{proxy}, by {}", names.join(", "))),
        None => Check::ok(NAME, format!("none for this server, by {}", names.join(", "))),
    }
}

/// The proxy on the way to `url`, without its credentials.
pub(super) fn of(url: &ServiceUrl, environment: &Environment) -> Option<String> {
    if url.is_loopback() {
        return None;
    }
    let value = |name: &str| {
        let set = environment.proxy_variables();
        set.into_iter().find(|(set, _)| set.eq_ignore_ascii_case(name)).map(|(_, value)| value).unwrap_or_default()
    };
    let matcher = Matcher::builder()
        .all(value("ALL_PROXY"))
        .http(value("HTTP_PROXY"))
        .https(value("HTTPS_PROXY"))
        .no(value("NO_PROXY"))
        .build();
    let proxy = matcher.intercept(&url.to_string().parse().ok()?)?;
    Some(proxy.uri().to_string().trim_end_matches('/').to_owned())
}
