//! The way to the server: its proxy, its name, its endpoints, the connection, its certificate, its clock.

use std::collections::BTreeSet;
use std::net::{IpAddr, ToSocketAddrs};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;

use super::check::Check;
use crate::commands::Context;
use crate::error::Error;
use crate::oauth::{Answer, Client, Proxies, Request, ServiceUrl, name_of};
use crate::report::left;
use crate::service::endpoints;
use crate::settings::{Settings, Source, Sourced};

const PROXY: &str = "proxy";
const RESOLUTION: &str = "name";
const ENDPOINTS: &str = "endpoints";
const CONNECTION: &str = "connection";
const CLOCK: &str = "clock";

/// Clocks that differ by more than this make tokens expire at the wrong moment (seconds).
const TOLERANCE: u64 = 30;

/// Which proxy the way to the server goes through.
pub(super) fn proxy(url: Option<&ServiceUrl>, proxies: &Proxies) -> Check {
    let names = match proxies.names().join(", ") {
        names if names.is_empty() => "the system's settings".to_owned(),
        names => names,
    };
    let Some(url) = url else { return Check::ok(PROXY, format!("by {names}; no server is named")) };
    match proxies.on_the_way_to(url) {
        Err(error) => Check::failed(PROXY, &error),
        Ok(Some(proxy)) => Check::ok(PROXY, format!("{proxy}, by {names}")),
        Ok(None) if url.is_loopback() => Check::ok(PROXY, "none: the server is on this machine"),
        Ok(None) if proxies.names().is_empty() => Check::ok(PROXY, "none"),
        Ok(None) => Check::ok(PROXY, format!("none for this server, by {names}")),
    }
}

pub(super) fn check(context: Context<'_>, settings: &Settings) -> Vec<Check> {
    let Some(url) = &settings.url else {
        return vec![Check::warn(CONNECTION, "no server was asked: no URL is set", "set one: --url URL")];
    };
    let is_proxied = !matches!(settings.http.proxies.on_the_way_to(&url.value), Ok(None));
    let name = resolution(&url.value, is_proxied, settings.http.timeout);
    let client = Client::new(settings.http.clone(), context.now);
    let found = endpoints::discovered(settings.clone(), &client);
    let (endpoint, settings) = match found.and_then(|found| Ok((found.endpoint(&url.value)?, found))) {
        Ok(found) => found,
        Err(error) => return vec![name, Check::failed(ENDPOINTS, &error)],
    };
    let asked = client.token(&Request::without_credentials(&endpoint, settings.grant));
    let clock = asked.as_ref().ok().map(|(_, date)| clock(date.as_deref(), (context.now)()));
    let checks = [name, told(&settings, &endpoint), connection(&endpoint, asked.map(|(answer, _)| answer))];
    checks.into_iter().chain(clock).collect()
}

/// Where tokens are given, how the client authenticates there, and who says so.
fn told(settings: &Settings, endpoint: &ServiceUrl) -> Check {
    let source = settings.token_endpoint.as_ref().map_or(Source::Default, |endpoint| endpoint.source);
    let Sourced { value: auth, source: auth_source } = settings.client_auth;
    let auth = name_of(&auth);
    Check::ok(ENDPOINTS, format!("tokens from {endpoint} ({source}); client authentication {auth} ({auth_source})"))
}

fn resolution(endpoint: &ServiceUrl, is_proxied: bool, limit: Duration) -> Check {
    let (host, port) = endpoint.host_and_port();
    if is_proxied {
        return Check::ok(RESOLUTION, "resolved by the proxy");
    }
    if host.parse::<IpAddr>().is_ok() {
        return Check::ok(RESOLUTION, format!("{host} is an address"));
    }
    match resolve(host.clone(), port, limit) {
        Ok(addresses) => Check::ok(RESOLUTION, format!("{host} is {addresses}")),
        Err(why) => Check::fail(
            RESOLUTION,
            format!("cannot find {host}: {why}"),
            "check the host name in the URL, and the network; behind a company's proxy set HTTPS_PROXY",
        ),
    }
}

/// The system's resolver has no time limit, so a thread waits for it.
fn resolve(host: String, port: u16, limit: Duration) -> Result<String, String> {
    let (done, answer) = mpsc::channel();
    let ask = move || done.send((host.as_str(), port).to_socket_addrs());
    thread::Builder::new().spawn(ask).map_err(|error| format!("no thread can be started: {error}"))?;
    let addresses = answer
        .recv_timeout(limit)
        .map_err(|_| format!("no answer within {} s", limit.as_secs_f32()))?
        .map_err(|error| error.to_string())?;
    let addresses: BTreeSet<String> = addresses.map(|address| address.ip().to_string()).collect();
    Ok(Vec::from_iter(addresses).join(", "))
}

fn connection(endpoint: &ServiceUrl, answer: Result<Answer, Error>) -> Check {
    let said = match answer {
        Err(error) => return Check::failed(CONNECTION, &error),
        Ok(Answer::Unexpected(nothing)) => {
            let found = format!("{endpoint}: {nothing}");
            // no credentials were sent
            let cure = match nothing.is_forbidden() {
                true => "try to log in; if that fails too, check the URL and any firewall in front of the server",
                false => nothing.cure,
            };
            return match nothing.is_wrong_place() {
                true => Check::fail(CONNECTION, found, cure),
                false => Check::warn(CONNECTION, found, cure),
            };
        }
        Ok(Answer::Refused(said)) => said.to_string(),
        Ok(Answer::Token(_)) => "it gives tokens to anyone".to_owned(),
    };
    let found = format!("{endpoint} answers as a token endpoint ({said})");
    match endpoint {
        _ if !endpoint.is_plain() => Check::ok(CONNECTION, format!("{found}; its certificate is trusted")),
        _ if endpoint.is_loopback() => Check::ok(CONNECTION, format!("{found}; http on this machine")),
        _ => Check::warn(CONNECTION, format!("{found}; http, which others can read"), "use https"),
    }
}

fn clock(date: Option<&str>, now: Timestamp) -> Check {
    // RFC 9110 §5.6.7: the form of RFC 5322, but for the name of its zone
    let date = date.and_then(|date| rfc2822::DateTimeParser::new().parse_timestamp(date).ok());
    let Some(date) = date else {
        return Check::warn(CLOCK, "nothing to compare with: the server sends no date", "compare it yourself: date -u");
    };
    let ahead = now.as_second() - date.as_second();
    let apart = left(Some(ahead.unsigned_abs()));
    if ahead.unsigned_abs() <= TOLERANCE {
        return Check::ok(CLOCK, format!("within {apart} of the server's"));
    }
    let direction = if ahead > 0 { "ahead of" } else { "behind" };
    Check::warn(
        CLOCK,
        format!("{apart} {direction} the server's"),
        "set this computer's clock, preferably with NTP; until then, tokens seem to expire too early or too late",
    )
}

#[cfg(test)]
mod tests {
    use super::super::check::Verdict;
    use super::*;

    #[test]
    fn clocks_are_compared() {
        let now: Timestamp = "1994-11-06T08:49:37Z".parse().unwrap();
        for (date, found) in [
            (Some("Sun, 06 Nov 1994 08:49:37 GMT"), "within 0 s of the server's"),
            (Some("Sun, 06 Nov 1994 08:50:07 GMT"), "within 30 s of the server's"),
            (Some("Sun, 06 Nov 1994 08:48:37 GMT"), "60 s ahead of the server's"),
            (Some("Sun, 06 Nov 1994 09:49:37 GMT"), "60 min behind the server's"),
            (Some("tomorrow"), "nothing to compare with: the server sends no date"),
            (None, "nothing to compare with: the server sends no date"),
        ] {
            let check = clock(date, now);
            assert_eq!(check.found, found);
            assert_eq!(check.result == Verdict::Ok, found.starts_with("within"), "{check:?}");
        }
    }
}
