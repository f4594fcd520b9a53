//! TLS: whom to trust, and who the client is.

use std::path::Path;
use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_name;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use rustls_platform_verifier::Verifier;

use super::Http;
use super::hints::NO_AUTHORITIES;
use crate::error::{Error, Kind};
use crate::secret::SecretBytes;

const AUTHORITIES: &str = "CA certificates";
const CLIENT: &str = "client certificate";

/// TLS 1.2 and 1.3 as `http` wants it, with the cryptography of the process.
///
/// # Errors
/// [`Kind::Configuration`] for a file that cannot be used, [`Kind::Unreachable`] where the system trusts nobody.
pub(super) fn config(http: &Http) -> Result<ClientConfig, Error> {
    let builder = ClientConfig::builder();
    let failed = |error| Error::new(Kind::Unreachable, format!("cannot set up TLS: {error}")).hint(NO_AUTHORITIES);
    let verifier: Arc<dyn ServerCertVerifier> = match &http.ca_cert {
        Some(file) => Arc::new(NamedCertificates::read(file)?),
        None => Arc::new(Verifier::new(builder.crypto_provider().clone()).map_err(failed)?),
    };
    let builder = builder.dangerous().with_custom_certificate_verifier(verifier);
    let mut config = match &http.client_cert {
        None => builder.with_no_client_auth(),
        Some(file) => {
            let key_file = http.client_key.as_deref().unwrap_or(file);
            let (chain, key) = (certificates(file, CLIENT)?, private_key(key_file)?);
            builder.with_client_auth_cert(chain, key).map_err(|error| unusable(CLIENT, file, &error))?
        }
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// Trusts the certificates in a file: as authorities, and each as the server's own too. An on-premises
/// server's is often made by `openssl req -x509`, and so calls itself an authority, which WebPKI allows no
/// server to be.
#[derive(Debug)]
struct NamedCertificates {
    certificates: Vec<CertificateDer<'static>>,
    as_authorities: Arc<WebPkiServerVerifier>,
}

impl NamedCertificates {
    fn read(file: &Path) -> Result<Self, Error> {
        let certificates = certificates(file, AUTHORITIES)?;
        let mut roots = RootCertStore::empty();
        for certificate in &certificates {
            roots.add(certificate.clone()).map_err(|error| unusable(AUTHORITIES, file, &error))?;
        }
        let as_authorities =
            WebPkiServerVerifier::builder(roots.into()).build().map_err(|error| unusable(AUTHORITIES, file, &error))?;
        Ok(Self { certificates, as_authorities })
    }

    /// Whether `error` says that nothing keeps the certificate from being a server's but who signed it, or that it's an
    /// authority. WebPKI looks at dates before that, and at usage before it looks for the signer; the usage of an authority
    /// is not looked at.
    fn is_about_authority(error: &rustls::Error) -> bool {
        match error {
            rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer | CertificateError::BadSignature) => true,
            rustls::Error::InvalidCertificate(CertificateError::Other(other)) => {
                matches!(other.0.downcast_ref(), Some(webpki::Error::CaUsedAsEndEntity))
            }
            _ => false,
        }
    }
}

impl ServerCertVerifier for NamedCertificates {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let verify = |others| self.as_authorities.verify_server_cert(certificate, others, name, ocsp_response, now);
        let verdict = verify(intermediates);
        if verdict.is_ok() || !self.certificates.contains(certificate) {
            return verdict;
        }
        // of a certificate that is named itself it's no matter who else has signed what
        match verify(&[]) {
            Err(error) if Self::is_about_authority(&error) => {
                verify_server_name(&ParsedCertificate::try_from(certificate)?, name)?;
                Ok(ServerCertVerified::assertion())
            }
            verdict => verdict,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.as_authorities.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.as_authorities.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.as_authorities.supported_verify_schemes()
    }
}

/// All certificates in `file`, at least one; `what` they are, in words.
fn certificates(file: &Path, what: &str) -> Result<Vec<CertificateDer<'static>>, Error> {
    let pem = read(file, what)?;
    match CertificateDer::pem_slice_iter(pem.expose()).collect::<Result<Vec<_>, _>>() {
        Ok(found) if found.is_empty() => Err(unusable(what, file, &"it has none in PEM format")),
        Ok(found) => Ok(found),
        Err(error) => Err(unusable(what, file, &error)),
    }
}

fn private_key(file: &Path) -> Result<PrivateKeyDer<'static>, Error> {
    let pem = read(file, "private key")?;
    let is_encrypted = String::from_utf8_lossy(pem.expose()).contains("ENCRYPTED");
    let why = if is_encrypted { "it is encrypted" } else { "it has none in PEM format" };
    PrivateKeyDer::from_pem_slice(pem.expose()).map_err(|_| unusable("private key", file, &why))
}

fn read(file: &Path, what: &str) -> Result<SecretBytes, Error> {
    std::fs::read(file).map(SecretBytes::new).map_err(|error| {
        Error::new(Kind::Configuration, format!("cannot read the {what} in {}: {error}", file.display()))
            .hint("name a PEM file that you can read")
    })
}

fn unusable(what: &str, file: &Path, why: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::Configuration, format!("cannot use the {what} in {}: {why}", file.display()))
        .hint("name a PEM file: of certificates, or of the key without a password (openssl pkey -in KEY -out FILE)")
}
