//! Which proxy the way to the server goes through.

use super::check::Check;
use crate::oauth::{Proxies, ServiceUrl};

const NAME: &str = "proxy";

pub(super) fn check(url: Option<&ServiceUrl>, proxies: &Proxies) -> Check {
    let names = match proxies.names().join(", ") {
        names if names.is_empty() => "the system's settings".to_owned(),
        names => names,
    };
    let Some(url) = url else { return Check::ok(NAME, format!("by {names}; no server is named")) };
    match proxies.on_the_way_to(url) {
        Err(error) => Check::failed(NAME, &error),
        Ok(Some(proxy)) => Check::ok(NAME, format!("{proxy}, by {names}")),
        Ok(None) if url.is_loopback() => Check::ok(NAME, "none: the server is on this machine"),
        Ok(None) if proxies.names().is_empty() => Check::ok(NAME, "none"),
        Ok(None) => Check::ok(NAME, format!("none for this server, by {names}")),
    }
}
