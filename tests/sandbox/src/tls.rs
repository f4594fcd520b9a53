//! Certificates made for the run, good ones and bad ones.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How a server speaks TLS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tls {
    /// What is wrong with its certificate.
    pub fault: TlsFault,
    /// Whether the certificate is its own authority, as `openssl req -x509` makes it.
    pub is_authority: bool,
    /// Whether clients must have a certificate too, signed by the run's CA.
    pub wants_client: bool,
}

/// What a run's server is and trusts.
pub(crate) struct Identity {
    pub(crate) acceptor: TlsAcceptor,
    /// The certificate to trust: the run's CA, or the server's own if it is an authority itself.
    pub(crate) ca_pem: String,
    /// The server's own certificate.
    pub(crate) server_pem: String,
    /// A client's certificate and key.
    pub(crate) client_pem: String,
}

/// What can be wrong with a certificate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TlsFault {
    /// Nothing: it covers `localhost`, `127.0.0.1`, `::1` and, for proxies, `space.example.test`; the run's CA
    /// signed it.
    #[default]
    None,
    /// Its time is over.
    Expired,
    /// It belongs to another host.
    WrongHost,
    /// It is signed by itself, not by the run's CA.
    SelfSigned,
    /// It is a client's.
    WrongUsage,
}

impl Tls {
    /// With a good certificate.
    #[must_use]
    pub fn good() -> Self {
        Self::with(TlsFault::None)
    }

    /// With a certificate that has this fault.
    #[must_use]
    pub fn with(fault: TlsFault) -> Self {
        Self { fault, ..Self::default() }
    }
}

/// Makes a CA and certificates for the run.
pub(crate) fn identity(tls: Tls) -> Identity {
    let ca = authority();
    let key = key_pair();
    let mut leaf = leaf_params(tls.fault);
    if tls.is_authority {
        leaf.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        leaf.extended_key_usages.clear();
    }
    let certificate = match tls.fault {
        TlsFault::SelfSigned => leaf.self_signed(&key),
        _ if tls.is_authority => leaf.self_signed(&key),
        _ => leaf.signed_by(&key, &ca),
    };
    let certificate = certificate.expect("generated parameters can be signed");
    let clients = tls.wants_client.then(|| ca.der().clone());
    Identity {
        acceptor: acceptor(certificate.der().clone(), key, clients),
        ca_pem: if tls.is_authority { certificate.pem() } else { ca.pem() },
        server_pem: certificate.pem(),
        client_pem: client_pem(&ca),
    }
}

fn client_pem(ca: &CertifiedIssuer<'static, KeyPair>) -> String {
    let key = key_pair();
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "Sandbox client");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    let certificate = params.signed_by(&key, ca).expect("generated parameters can be signed");
    format!("{}{}", certificate.pem(), key.serialize_pem())
}

fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "Sandbox CA");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    CertifiedIssuer::self_signed(params, key_pair()).expect("generated parameters can be signed")
}

fn leaf_params(fault: TlsFault) -> CertificateParams {
    let names: &[&str] = match fault {
        TlsFault::WrongHost => &["elsewhere.example"],
        _ => &["localhost", "127.0.0.1", "::1", "space.example.test"],
    };
    let names: Vec<_> = names.iter().map(ToString::to_string).collect();
    let mut params = CertificateParams::new(names).expect("the names are host names");
    params.distinguished_name.push(DnType::CommonName, "Sandbox");
    params.use_authority_key_identifier_extension = true;
    params.extended_key_usages = match fault {
        TlsFault::WrongUsage => vec![ExtendedKeyUsagePurpose::ClientAuth],
        _ => vec![ExtendedKeyUsagePurpose::ServerAuth],
    };
    // Some platforms refuse a server's certificate that is valid for more than about two years.
    (params.not_before, params.not_after) = match fault {
        TlsFault::Expired => (date_time_ymd(2020, 1, 1), date_time_ymd(2021, 1, 1)),
        _ => {
            let now = SystemTime::now();
            ((now - DAY).into(), (now + 30 * DAY).into())
        }
    };
    params
}

fn key_pair() -> KeyPair {
    KeyPair::generate().expect("the system has randomness")
}

/// `clients`: the authority that clients must have a certificate of.
fn acceptor(
    certificate: CertificateDer<'static>,
    key: KeyPair,
    clients: Option<CertificateDer<'static>>,
) -> TlsAcceptor {
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a generated key is PKCS #8");
    let provider = Arc::new(default_provider());
    let verifier = match clients {
        None => WebPkiClientVerifier::no_client_auth(),
        Some(ca) => {
            let mut roots = RootCertStore::empty();
            roots.add(ca).expect("the CA is one");
            let builder = WebPkiClientVerifier::builder_with_provider(roots.into(), provider.clone());
            builder.build().expect("there is an authority")
        }
    };
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring has the default versions")
        .with_client_cert_verifier(verifier)
        .with_single_cert(vec![certificate], key)
        .expect("the key belongs to the certificate");
    TlsAcceptor::from(Arc::new(config))
}
