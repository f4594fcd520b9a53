//! Good certificates and bad ones.

use std::sync::Arc;

use sandbox::{Config, Sandbox, Tls, TlsFault};
use tokio_rustls::rustls::crypto::ring::default_provider;
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use crate::http::{BOB, FORM, basic, encode, send};

fn with(fault: TlsFault) -> Sandbox {
    Sandbox::with(Config { tls: Some(Tls::with(fault)), ..Config::default() })
}

fn trusting(pem: &str) -> Agent {
    let ca = Certificate::from_pem(pem.as_bytes()).expect("a certificate");
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::from(vec![ca]))
        .unversioned_rustls_crypto_provider(Arc::new(default_provider()))
        .build();
    Agent::config_builder().proxy(None).tls_config(tls).http_status_as_error(false).build().into()
}

fn attempt(server: &Sandbox, host: &str) -> Result<u16, String> {
    let agent = trusting(&server.ca_file_pem().expect("a CA"));
    let authorization = basic("valid-service-id", "valid-service-secret");
    let headers = [("Authorization", authorization.as_str()), ("Content-Type", FORM)];
    let url = format!("https://{host}:{}/oauth/token", server.port());
    let answer = send(&agent, "POST", &url, &headers, encode(&BOB).as_bytes());
    answer.map(|answer| answer.status).map_err(|error| error.to_string())
}

#[test]
fn a_good_certificate_is_good_for_the_loopback() {
    let server = Sandbox::with(Config { tls: Some(Tls::good()), path: "/x".into(), ..Config::default() });
    assert_eq!(server.url(), format!("https://localhost:{}/x", server.port()));
    let server = with(TlsFault::None);
    for host in ["localhost", "127.0.0.1"] {
        assert_eq!(attempt(&server, host), Ok(200));
    }
}

#[test]
fn a_bad_certificate_is_bad_in_one_way() {
    for (fault, expected) in [
        (TlsFault::Expired, "expired"),
        (TlsFault::WrongHost, "elsewhere.example"),
        (TlsFault::SelfSigned, "UnknownIssuer"),
    ] {
        let error = attempt(&with(fault), "localhost").expect_err("the certificate is bad");
        assert!(error.contains(expected), "{fault:?}: {error}");
    }
}

#[test]
fn another_runs_ca_is_not_trusted() {
    let (server, other) = (with(TlsFault::None), with(TlsFault::None));
    let agent = trusting(&other.ca_file_pem().expect("a CA"));
    assert!(send(&agent, "GET", &server.url(), &[], b"").is_err());
    assert_eq!(Sandbox::start().ca_file_pem(), None);
}
