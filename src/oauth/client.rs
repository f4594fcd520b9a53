//! The HTTP side: one request, one deadline, no redirects, a bounded answer.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, DATE, HeaderValue, RETRY_AFTER};
use reqwest::{Certificate, Method, redirect};

use super::fault::{Fault, NO_AUTHORITIES, causes, is_refused};
use super::response::{self, Answer, LONGEST_BODY};
use super::{ClientAuthentication, Grant, ServiceUrl, TokenRequest};
use crate::error::{Error, Kind, OfKind};
use crate::secret::{Secret, SecretBytes};

/// How often a request is sent that was certainly not processed: a server that restarts is back soon.
const ATTEMPTS: u32 = 3;

/// A server that says "at once" gets a moment all the same.
const SHORTEST_WAIT: Duration = Duration::from_millis(250);

/// How to reach servers.
#[derive(Clone, Debug)]
pub struct Http {
    /// For everything: name resolution, connection, request and answer, and waits between attempts.
    pub timeout: Duration,
    /// Trusted instead of the system's certificate authorities (PEM).
    pub ca_cert: Option<PathBuf>,
    /// The client's certificate (PEM), for mutual TLS (RFC 8705).
    pub client_cert: Option<PathBuf>,
    /// Its key (PEM), if that is in a file of its own.
    pub client_key: Option<PathBuf>,
}

/// A client of one server.
#[derive(Debug)]
pub struct Client {
    http: Http,
    now: fn() -> Timestamp,
    /// The end of all requests together; `None` gives each of them the time limit of its own.
    deadline: Option<Instant>,
}

/// An HTTP answer, whole.
#[derive(Debug)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// At most [`LONGEST_BODY`] bytes, which may hold tokens.
    pub body: SecretBytes,
    /// `Date`, as the server wrote it.
    pub date: Option<String>,
    /// How long to wait before the next attempt, if the server said.
    pub retry_after: Option<Duration>,
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

    /// Asks `endpoint` for a token: the one POST of RFC 6749 §3.2.
    ///
    /// A connection that is refused is tried again, and so is an answer 429 or 503 that says when
    /// (`Retry-After`), both within the time limit. Whatever else happened, the request may have been
    /// processed, and is not sent again.
    ///
    /// # Errors
    /// [`Kind::Unreachable`], [`Kind::Configuration`] for a CA file that cannot be used.
    pub fn token(
        &self,
        endpoint: &ServiceUrl,
        client: &ClientAuthentication,
        grant: &Grant,
        scope: &str,
    ) -> Result<Answer, Error> {
        let request = TokenRequest::new(client, grant, scope);
        let sent_at = (self.now)();
        let response = self.send(Method::POST, endpoint, request.authorization.as_ref(), Some(&request.body))?;
        let answer = response::read(response.status, response.body.expose(), sent_at);
        Ok(answer.without(&secrets_of(client, grant)))
    }

    /// Sends one request and reads the whole answer, attempts and waits included.
    ///
    /// # Errors
    /// As [`Client::token`].
    pub fn send(
        &self,
        method: Method,
        url: &ServiceUrl,
        authorization: Option<&Secret>,
        form: Option<&Secret>,
    ) -> Result<Response, Error> {
        let deadline = self.deadline.unwrap_or_else(|| Instant::now() + self.http.timeout);
        let http = self.build(url)?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Error::new(Kind::Other, format!("cannot start networking: {error}")))?;
        let attempts = async {
            let mut attempt = 1;
            loop {
                let outcome = exchange(&http, method.clone(), url, authorization, form).await;
                let wait = match &outcome {
                    Ok(Response { status: 429 | 503, retry_after: Some(after), .. }) => (*after).max(SHORTEST_WAIT),
                    Err(Fault::NotConnected(error)) if is_refused(error) => SHORTEST_WAIT * attempt,
                    _ => return outcome,
                };
                if attempt == ATTEMPTS || wait >= deadline.saturating_duration_since(Instant::now()) {
                    return outcome;
                }
                log::debug!("{url} is not ready; trying again in {} ms", wait.as_millis());
                tokio::time::sleep(wait).await;
                attempt += 1;
            }
        };
        let outcome = runtime.block_on(async { tokio::time::timeout_at(deadline.into(), attempts).await });
        // name resolution may still hang in a thread of its own
        runtime.shutdown_background();
        match outcome {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(fault)) => Err(fault.explained(url, &self.http)),
            Err(_) => Err(Fault::Late.explained(url, &self.http)),
        }
    }

    fn build(&self, url: &ServiceUrl) -> Result<reqwest::Client, Error> {
        // an error means that a provider is installed already, which is what is wanted
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .user_agent(concat!("space-token/", env!("CARGO_PKG_VERSION")));
        if url.is_loopback() {
            builder = builder.no_proxy();
        }
        match &self.http.ca_cert {
            _ if url.is_plain() => builder = builder.tls_certs_only([]),
            Some(file) => builder = builder.tls_certs_only(read_certificates(file)?),
            None => {}
        }
        builder.build().map_err(|error| self.cannot_build(url, &error))
    }

    fn cannot_build(&self, url: &ServiceUrl, error: &reqwest::Error) -> Error {
        let why = causes(error);
        match &self.http.ca_cert {
            Some(file) if !url.is_plain() => unusable(file, &why),
            _ => Error::new(Kind::Unreachable, format!("cannot set up TLS: {why}")).hint(NO_AUTHORITIES),
        }
    }
}

/// What was sent and is nobody's to see.
fn secrets_of<'a>(client: &'a ClientAuthentication, grant: &'a Grant) -> Vec<&'a Secret> {
    let granted = match grant {
        Grant::Password { password, .. } => Some(password),
        Grant::RefreshToken(token) => Some(token),
        Grant::ClientCredentials => None,
    };
    granted.into_iter().chain(&client.secret).collect()
}

fn read_certificates(file: &Path) -> Result<Vec<Certificate>, Error> {
    let shown = file.display();
    let pem = std::fs::read(file)
        .with_context(|| format!("cannot read the CA certificates in {shown}"))
        .of_kind(Kind::Configuration)?;
    let certificates = Certificate::from_pem_bundle(&pem).map_err(|error| unusable(file, &causes(&error)))?;
    if certificates.is_empty() {
        return Err(unusable(file, "there are none in PEM form"));
    }
    Ok(certificates)
}

fn unusable(file: &Path, why: &str) -> Error {
    let shown = file.display();
    Error::new(Kind::Configuration, format!("cannot use the CA certificates in {shown}: {why}"))
        .hint("the file holds blocks that begin with -----BEGIN CERTIFICATE-----")
}

async fn exchange(
    http: &reqwest::Client,
    method: Method,
    url: &ServiceUrl,
    authorization: Option<&Secret>,
    form: Option<&Secret>,
) -> Result<Response, Fault> {
    let mut request = http.request(method, url.request_target()).header(ACCEPT, "application/json");
    if let Some(value) = authorization.and_then(|value| HeaderValue::from_bytes(value.expose().as_bytes()).ok()) {
        let mut value = value;
        value.set_sensitive(true);
        request = request.header(AUTHORIZATION, value);
    }
    if let Some(form) = form {
        request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form.expose().to_owned());
    }
    let mut response = request
        .send()
        .await
        .map_err(|error| if error.is_connect() { Fault::NotConnected(error) } else { Fault::Broken(error) })?;
    let mut body = Vec::with_capacity(16 * 1024);
    while let Some(chunk) = response.chunk().await.map_err(Fault::Broken)? {
        if body.len() + chunk.len() > LONGEST_BODY {
            return Err(Fault::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    let header = |name| response.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    Ok(Response {
        status: response.status().as_u16(),
        retry_after: header(RETRY_AFTER).and_then(|value| wait_of(value, header(DATE))),
        date: header(DATE).map(str::to_owned),
        body: SecretBytes::new(body),
    })
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
