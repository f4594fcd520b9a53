//! The HTTP side: one request, one deadline, no redirects, a bounded answer.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, DATE, HeaderValue, RETRY_AFTER};
use reqwest::redirect;

use super::redact::redact;
use super::response::{self, Answer, LONGEST_BODY};
use super::transport::{TransportError, causes, is_refused};
use super::{Http, Proxy, Request, ServiceUrl, tls};
use crate::error::{Error, ErrorResponse, Kind};
use crate::jwt::Object;
use crate::secret::SecretBytes;

/// How often a request is sent that was certainly not processed: a server that restarts is back soon.
const ATTEMPTS: u32 = 3;

/// A server that says "at once" gets a moment all the same.
const SHORTEST_WAIT: Duration = Duration::from_millis(250);

/// What some servers put before their JSON.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A client of one server.
#[derive(Clone, Debug)]
pub struct Client {
    http: Http,
    now: fn() -> Timestamp,
    /// The end of all requests together; `None` gives each of them the time limit of its own.
    deadline: Option<Instant>,
}

/// An HTTP answer, whole.
#[derive(Debug)]
pub struct Response {
    /// What the server says where it does not carry the request out, without what repeats a secret.
    pub said: ErrorResponse,
    /// At most [`LONGEST_BODY`] bytes, which may hold tokens.
    pub body: SecretBytes,
    /// `Date`, as the server wrote it.
    pub date: Option<String>,
}

impl Response {
    /// Whether the answer is what a JSON API says of a call that it knows: an object, whoever asked.
    pub fn is_object(&self) -> bool {
        matches!(self.said.status, 200 | 401) && serde_json::from_slice::<Object>(self.body.expose()).is_ok()
    }

    /// How long the server asks to wait, if it has not answered yet.
    fn asks_to_wait(&self) -> Option<Duration> {
        let is_busy = matches!(self.said.status, 429 | 503) && self.said.code().is_none();
        self.said.retry_after.filter(|_| is_busy)
    }
}

impl Client {
    /// A client that tells the time by `now`.
    pub fn new(http: Http, now: fn() -> Timestamp) -> Self {
        Self { http, now, deadline: None }
    }

    /// This client, whose requests from now on share one time limit.
    #[must_use]
    pub fn with_one_deadline(self) -> Self {
        Self { deadline: Some(Instant::now() + self.http.timeout), ..self }
    }

    /// Asks for a token: the one POST of RFC 6749 §3.2. The answer, and its `Date`.
    ///
    /// A connection that is refused is tried again, and so is, unless a password was sent, an answer 429 or
    /// 503 that says when (`Retry-After`), both within the time limit. Whatever else happened, the request
    /// may have been processed, and is not sent again.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub fn token(&self, request: &Request<'_>) -> Result<(Answer, Option<String>), Error> {
        let sent_at = (self.now)();
        let Response { said, body, date } = self.send(request)?;
        Ok((response::read(said, body.expose(), sent_at), date))
    }

    /// Sends one request and reads the whole answer, attempts and waits included.
    ///
    /// # Errors
    /// [`Kind::Unreachable`]; [`Kind::Configuration`] for certificates or a proxy that cannot be used.
    pub fn send(&self, request: &Request<'_>) -> Result<Response, Error> {
        let deadline = self.deadline.unwrap_or_else(|| Instant::now() + self.http.timeout);
        let proxy = self.http.proxies.on_the_way_to(request.url)?;
        let http = self.build(request.url, proxy.as_ref())?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Error::new(Kind::Other, format!("cannot start networking: {error}")))?;
        let attempts = attempts(&http, request, deadline);
        let outcome = runtime.block_on(async { tokio::time::timeout_at(deadline.into(), attempts).await });
        // name resolution may still hang in a thread of its own
        runtime.shutdown_background();
        let mut response = outcome
            .unwrap_or(Err(TransportError::Timeout))
            .map_err(|error| error.explained(request.url, &self.http, proxy.as_ref()))?;
        redact(&mut response.said, &request.secrets);
        redact(&mut response.said, &proxy.map(|proxy| proxy.secrets()).unwrap_or_default());
        Ok(response)
    }

    fn build(&self, url: &ServiceUrl, proxy: Option<&Proxy>) -> Result<reqwest::Client, Error> {
        // an error means that a provider is installed already, which is what is wanted
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            // the addresses of a host share it, so that a silent one leaves time for the next (RFC 8305 §5); a little
            // more than the whole limit, which tells better what is late
            .connect_timeout(self.http.timeout.mul_f32(1.1))
            .user_agent(concat!("space-token/", env!("CARGO_PKG_VERSION")));
        if url.is_loopback() {
            // whatever DNS says of NAME.localhost (RFC 6761 §6.3); port 0 stands for the URL's
            let here = [IpAddr::from(Ipv4Addr::LOCALHOST), Ipv6Addr::LOCALHOST.into()].map(|ip| SocketAddr::new(ip, 0));
            builder = builder.resolve_to_addrs(&url.host_and_port().0, &here);
        }
        let failed = |error| Error::new(Kind::Unreachable, format!("cannot set up the connection: {}", causes(&error)));
        if let Some(proxy) = proxy {
            builder = builder.proxy(proxy.for_all_requests().map_err(failed)?);
        }
        builder = match url.is_plain() && !proxy.is_some_and(Proxy::is_https) {
            // no TLS: no look at the system's authorities
            true => builder.tls_certs_only([]),
            false => builder.tls_backend_preconfigured(tls::config(&self.http)?),
        };
        builder.build().map_err(failed)
    }
}

/// Sends a request until there is an answer, or no hope of one before `deadline`.
async fn attempts(
    http: &reqwest::Client,
    request: &Request<'_>,
    deadline: Instant,
) -> Result<Response, TransportError> {
    let mut attempt = 1;
    loop {
        let outcome = exchange(http, request).await;
        let wait = match &outcome {
            Ok(response) if request.repeatable => response.asks_to_wait().map(|wait| wait.max(SHORTEST_WAIT)),
            // nothing was sent
            Err(TransportError::Failed(error)) if is_refused(error) => Some(SHORTEST_WAIT * attempt),
            _ => None,
        };
        match wait.filter(|wait| attempt < ATTEMPTS && *wait < deadline.saturating_duration_since(Instant::now())) {
            None => return outcome,
            Some(wait) => {
                log::debug!("{} is not ready; trying again in {} ms", request.url, wait.as_millis());
                tokio::time::sleep(wait).await;
                attempt += 1;
            }
        }
    }
}

async fn exchange(http: &reqwest::Client, request: &Request<'_>) -> Result<Response, TransportError> {
    let mut sent = http
        .request(request.method.clone(), request.url.request_target())
        .header(ACCEPT, "application/json")
        // without it a server may compress (RFC 9110 §12.5.3)
        .header(ACCEPT_ENCODING, "identity");
    let authorization = request.authorization.as_ref().map(|it| HeaderValue::from_bytes(it.expose().as_bytes()));
    if let Some(Ok(mut value)) = authorization {
        value.set_sensitive(true);
        sent = sent.header(AUTHORIZATION, value);
    }
    if let Some(form) = &request.form {
        sent = sent.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form.expose().to_owned());
    }
    let mut response = sent.send().await.map_err(TransportError::Failed)?;
    let mut body = Vec::with_capacity(16 * 1024);
    while let Some(chunk) = response.chunk().await.map_err(TransportError::Failed)? {
        if body.len() + chunk.len() > LONGEST_BODY {
            return Err(TransportError::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    if body.starts_with(BYTE_ORDER_MARK) {
        body.drain(..BYTE_ORDER_MARK.len());
    }
    let header = |name| response.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let said = ErrorResponse {
        retry_after: header(RETRY_AFTER).and_then(|value| wait_of(value, header(DATE))),
        ..response::error_response(response.status().as_u16(), &body)
    };
    Ok(Response { said, date: header(DATE).map(str::to_owned), body: SecretBytes::new(body) })
}

/// `Retry-After` (RFC 9110 §10.2.3): seconds, or an instant, which is told from the server's own `Date`.
fn wait_of(value: &str, date: Option<&str>) -> Option<Duration> {
    let instant = |text| rfc2822::DateTimeParser::new().parse_timestamp(text).ok();
    match value.trim().parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => instant(value)?.duration_since(instant(date?)?).try_into().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_in_seconds_and_until_an_instant() {
        let date = Some("Tue, 30 Jul 2019 16:40:30 GMT");
        for (value, date, wait) in [
            ("2", None, Some(2)),
            (" 120 ", date, Some(120)),
            ("Tue, 30 Jul 2019 16:41:00 GMT", date, Some(30)),
            ("Tue, 30 Jul 2019 16:40:00 GMT", date, None),
            ("Tue, 30 Jul 2019 16:41:00 GMT", None, None),
            ("-1", date, None),
            ("soon", date, None),
        ] {
            assert_eq!(wait_of(value, date), wait.map(Duration::from_secs), "{value}");
        }
    }
}
