//! The way to the server: its name, the connection, its certificate, its clock.

use std::net::{IpAddr, ToSocketAddrs};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;

use super::check::Check;
use super::proxy;
use crate::commands::Context;
use crate::error::Error;
use crate::oauth::WRONG_PLACE;
use crate::oauth::client::Response;
use crate::oauth::{Client, ServiceUrl};
use crate::report::left;
use crate::settings::Settings;

const RESOLUTION: &str = "name";
const CONNECTION: &str = "connection";
const CLOCK: &str = "clock";

/// Clocks that differ by more than this make tokens expire at the wrong moment (seconds).
const TOLERANCE: u64 = 30;

pub(super) fn check(context: Context<'_>, settings: &Settings) -> Vec<Check> {
    let Some(url) = &settings.url else {
        return vec![Check::warn(CONNECTION, "no server was asked: there is no URL", "name one: --url URL")];
    };
    let endpoint = match settings.endpoint(&url.value) {
        Ok(endpoint) => endpoint,
        Err(error) => return vec![Check::failed(CONNECTION, &error)],
    };
    let proxy = proxy::of(&endpoint, context.environment);
    let name = resolution(&endpoint, proxy.is_some(), settings.http.timeout);
    // what a browser would do: no secret is sent
    let answer = Client::new(settings.http.clone(), context.now).send(reqwest::Method::GET, &endpoint, None, None);
    let clock = clock(&answer, (context.now)());
    vec![name, connection(&endpoint, answer), clock]
}

fn resolution(endpoint: &ServiceUrl, is_proxied: bool, limit: Duration) -> Check {
    let (host, port) = endpoint.host_and_port();
    if is_proxied {
        return Check::ok(RESOLUTION, "left to the proxy");
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
    let asked = host.clone();
    thread::spawn(move || done.send((asked.as_str(), port).to_socket_addrs()));
    let addresses = answer
        .recv_timeout(limit)
        .map_err(|_| format!("no answer within {} s", limit.as_secs_f32()))?
        .map_err(|error| error.to_string())?;
    let mut addresses: Vec<String> = addresses.map(|address| address.ip().to_string()).collect();
    addresses.sort();
    addresses.dedup();
    Ok(addresses.join(", "))
}

fn connection(endpoint: &ServiceUrl, answer: Result<Response, Error>) -> Check {
    let status = match answer {
        Ok(response) => response.status,
        Err(error) => return Check::failed(CONNECTION, &error),
    };
    let found = format!("{endpoint} answers (HTTP {status})");
    match status {
        300..=399 => Check::warn(CONNECTION, format!("{found}, and sends us elsewhere"), WRONG_PLACE),
        404 => Check::warn(CONNECTION, format!("{found}: there is no such page"), WRONG_PLACE),
        500..=599 => Check::warn(CONNECTION, format!("{found}: the server is in trouble"), "try again later"),
        _ if !endpoint.is_plain() => Check::ok(CONNECTION, format!("{found}; its certificate is trusted")),
        _ if endpoint.is_loopback() => Check::ok(CONNECTION, format!("{found}; http on this machine")),
        _ => Check::warn(CONNECTION, format!("{found}; http, which others can read"), "use https"),
    }
}

fn clock(answer: &Result<Response, Error>, now: Timestamp) -> Check {
    let Ok(response) = answer else {
        return Check::warn(CLOCK, "nothing to compare with: the server did not answer", "see the lines above");
    };
    // RFC 9110 §5.6.7: the form of RFC 5322, but for the name of its zone
    let date = response.date.as_ref().and_then(|date| rfc2822::DateTimeParser::new().parse_timestamp(date).ok());
    let Some(date) = date else {
        return Check::warn(CLOCK, "nothing to compare with: the server tells no time", "compare it yourself: date -u");
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
        "set this computer's clock, best by NTP: tokens seem to live too long or too short",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;
    use crate::secret::SecretBytes;

    fn answer(date: Option<&str>) -> Result<Response, Error> {
        Ok(Response {
            status: 405,
            body: SecretBytes::new(Vec::new()),
            date: date.map(str::to_owned),
            retry_after: None,
        })
    }

    #[test]
    fn clocks_are_compared() {
        let now = "1994-11-06T08:49:37Z".parse().unwrap();
        for (answer, line) in [
            (answer(Some("Sun, 06 Nov 1994 08:49:37 GMT")), "ok    clock         within 0 s of the server's\n"),
            (answer(Some("Sun, 06 Nov 1994 08:50:07 GMT")), "ok    clock         within 30 s of the server's\n"),
            (answer(Some("Sun, 06 Nov 1994 08:48:37 GMT")), "warn  clock         60 s ahead of the server's ->"),
            (answer(Some("Sun, 06 Nov 1994 09:49:37 GMT")), "warn  clock         60 min behind the server's ->"),
            (answer(Some("tomorrow")), "warn  clock         nothing to compare with: the server tells"),
            (answer(None), "warn  clock         nothing to compare with: the server tells"),
            (Err(Error::new(Kind::Unreachable, "x")), "warn  clock         nothing to compare with: the server did"),
        ] {
            let check = clock(&answer, now);
            assert!(check.line().starts_with(line), "{}", check.line());
        }
    }
}
