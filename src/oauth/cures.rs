//! What to do where no server answered as it should: hints that need no more than what happened.

/// Something answers, but not what was asked for.
pub const WRONG_PLACE: &str = "check the URL: it's the one you open in a browser, with https://, its port and its path; --server hub is for Hub and YouTrack, --server oauth2 for any other server, and --token-endpoint names the endpoint itself";

/// Something that may be a token endpoint answers, and not as RFC 6749 has it.
pub(super) const UNEXPECTED: &str =
    "check the URL and --server; if both are right, ask the server's administrator what it wants";

/// A 401 or 403 that says no more.
pub(super) const FORBIDDEN: &str = "some servers say only this about a wrong user name, password, client or scope: check these first, then the URL and any firewall in front of it";

/// The server has answered, and can't do it now.
pub(super) const TRY_LATER: &str = "try again later; nothing that is stored has changed";

/// TLS without any authority to trust.
pub(super) const NO_AUTHORITIES: &str = "install your system's CA certificates (Debian: apt install ca-certificates), or name a file of them with --ca-cert";

/// A certificate that nobody trusts.
pub(super) const UNTRUSTED: &str = "the system doesn't trust the certificate; name the server's certificate, or the authority that signed it, with --ca-cert";

/// The same with a `--ca-cert` of the user's own.
pub(super) const UNTRUSTED_BY_FILE: &str = "the certificate is neither in the --ca-cert file nor signed by an authority there; ask the server's administrator for the right file";

/// The server asks who the client is, by TLS.
pub(super) const CLIENT_CERTIFICATE: &str =
    "the server wants a client certificate that it knows: name yours with --client-cert and --client-key";

/// Plain http sent to a port with TLS.
pub(super) const WANTS_HTTPS: &str = "the server may want https:// on that port; check the URL";

/// TLS sent to a port without.
pub(super) const WANTS_HTTP: &str = "the server doesn't speak TLS on that port; an on-premises server may want http:// (with --allow-http), or another port";

/// A server of HTTP/2 alone.
pub(super) const HTTP_2_ONLY: &str =
    "the server speaks only HTTP/2, and this program HTTP/1.1: ask its administrator to allow HTTP/1.1";

/// A server whose TLS is outdated.
pub(super) const OLD_TLS: &str = "the server speaks only versions of TLS before 1.2, which are insecure: ask its administrator to allow TLS 1.2 or 1.3";

/// A handshake that the server ends without saying more.
pub(super) const NO_COMMON_TLS: &str = "the server shares no TLS version or cipher with this program (TLS 1.2 and 1.3), or wants a client certificate (--client-cert)";

/// The proxy asks who the user is.
pub(super) const PROXY_PASSWORD: &str =
    "put user name and password into the proxy's variable, as in HTTPS_PROXY=http://USER:PASSWORD@PROXY:PORT";

/// The proxy does not connect.
pub(super) const PROXY_REFUSES: &str = "the proxy named by HTTPS_PROXY, HTTP_PROXY or ALL_PROXY doesn't let this through; check it, or exclude this host with NO_PROXY";
