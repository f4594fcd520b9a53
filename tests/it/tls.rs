//! TLS and proxies: bad certificates are refused with the cure, good ones are trusted where the user says so.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use sandbox::proxy::{Conduct, Proxy};
use sandbox::socks::Socks;
use sandbox::{Config, Sandbox, Tls, TlsFault};

use crate::support::{World, tools};

/// A host that no name server knows: what reaches the sandbox by this name has come through a proxy.
const HOST: &str = "space.example.test";

fn server(fault: TlsFault) -> Sandbox {
    Sandbox::with(Config { tls: Some(Tls::with(fault)), ..Config::default() })
}

/// A world with all credentials for `server`.
fn world(server: &Sandbox) -> World {
    let mut world = World::new();
    world.set_credentials(server);
    world
}

/// The file with the authority of `server`.
fn ca_file(world: &World, server: &Sandbox) -> PathBuf {
    let file = world.home().join("ca.pem");
    std::fs::write(&file, server.ca_file_pem().unwrap()).unwrap();
    file
}

/// `server` under [`HOST`], and its authority trusted.
fn behind_a_proxy(server: &Sandbox) -> World {
    let mut world = world(server);
    let scheme = if server.ca_file_pem().is_some() {
        let file = ca_file(&world, server);
        world.set("SPACE_TOKEN_CA_CERT", file);
        "https"
    } else {
        world.set("SPACE_TOKEN_ALLOW_HTTP", "true");
        "http"
    };
    world.set("SPACE_TOKEN_URL", format!("{scheme}://{HOST}:{}", server.port()));
    world
}

fn address(server: &Sandbox) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, server.port()).into()
}

#[cfg(unix)]
#[test]
fn an_authority_of_ones_own_is_trusted_where_it_is_named() {
    let server = server(TlsFault::None);
    let world = world(&server);
    let file = ca_file(&world, &server);
    let shown = file.to_str().unwrap();
    world.run(&["print", "--ca-cert", shown]).ok();
    world.command(&["print"]).env("SPACE_TOKEN_CA_CERT", &file).run().ok();
    world.command(&["print"]).env("SSL_CERT_FILE", &file).run().ok();
    world.log_in(&server, &["--store", "file", "--ca-cert", shown]).silent();
    world.run(&["refresh"]).ok();
}

#[test]
fn bad_certificates_are_refused_with_the_cure() {
    for (fault, why, cure) in [
        (TlsFault::Expired, "expired", "the server's certificate has expired, or this computer's clock is wrong"),
        (TlsFault::WrongHost, "elsewhere.example", "the certificate is another host's; check the host name in the URL"),
        (
            TlsFault::SelfSigned,
            "UnknownIssuer",
            "the certificate is neither in the --ca-cert file nor signed by an authority there",
        ),
    ] {
        let server = server(fault);
        let world = world(&server);
        let file = ca_file(&world, &server);
        let error = world.run(&["print", "--ca-cert", file.to_str().unwrap()]).fails(5);
        assert!(error.starts_with("space-token: cannot reach https://localhost:"), "{error}");
        assert!(error.contains(why) && error.contains(&format!("\nhint: {cure}")), "{fault:?}: {error}");
        assert_eq!(server.requests().len(), 0, "nothing was sent");
    }
}

#[cfg(unix)]
#[test]
fn an_unknown_authority_is_refused_with_the_cure() {
    let (server, other) = (server(TlsFault::None), server(TlsFault::None));
    let world = world(&server);
    let error = world.run(&["print"]).fails(5);
    assert!(error.contains("the system doesn't trust the certificate"), "{error}");
    let others = ca_file(&world, &other);
    let error = world.command(&["print"]).env("SSL_CERT_FILE", &others).run().fails(5);
    assert!(error.contains("the system doesn't trust the certificate"), "{error}");
    let error = world.command(&["print"]).env("SPACE_TOKEN_CA_CERT", &others).run().fails(5);
    assert!(error.contains("neither in the --ca-cert file nor signed by"), "{error}");
    assert_eq!(server.requests().len(), 0, "nothing was sent");
}

#[cfg(unix)]
#[test]
fn a_ca_file_that_is_none() {
    let server = server(TlsFault::None);
    let world = world(&server);
    let file = world.home().join("ca.pem");
    let run = || world.command(&["print"]).env("SPACE_TOKEN_CA_CERT", &file).run();
    let shown = file.display();
    let error = run().fails(8);
    assert!(error.contains(&format!("cannot read the CA certificates in {shown}: No such file")), "{error}");
    for content in ["", "not PEM", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        std::fs::write(&file, content).unwrap();
        let error = run().fails(8);
        assert!(error.contains(&format!("cannot use the CA certificates in {shown}: ")), "{content}: {error}");
        assert!(error.contains("\nhint: "), "{content}: {error}");
    }
}

#[test]
fn the_other_protocol_on_that_port() {
    let (tls, plain) = (server(TlsFault::None), Sandbox::start());
    let mut world = world(&tls);
    world.set("SPACE_TOKEN_URL", format!("https://127.0.0.1:{}", plain.port()));
    let error = world.run(&["print"]).fails(5);
    assert!(error.contains("hint: the server doesn't speak TLS on that port"), "{error}");
    world.set("SPACE_TOKEN_URL", format!("http://127.0.0.1:{}", tls.port()));
    let error = world.run(&["print"]).fails(5);
    assert!(error.contains("hint: the server may want https:// on that port"), "{error}");
}

#[test]
fn the_proxy_of_the_environment_is_used() {
    for (server, variable) in [(server(TlsFault::None), "HTTPS_PROXY"), (Sandbox::start(), "HTTP_PROXY")] {
        let proxy = Proxy::start(Conduct::ForwardTo(address(&server)));
        let world = behind_a_proxy(&server);
        for name in [variable, &variable.to_lowercase(), "ALL_PROXY"] {
            let asked = proxy.asked().len();
            world.command(&["print"]).env(name, proxy.url()).run().ok();
            assert_eq!(proxy.asked().len(), asked + 1, "{name}");
        }
        let target = proxy.asked().remove(0).target;
        assert!(target.contains(&format!("{HOST}:{}", server.port())), "{target}");
    }
}

#[test]
fn a_proxy_sees_nothing_secret_of_https_and_may_want_a_password() {
    let server = server(TlsFault::None);
    let proxy = Proxy::start(Conduct::ForwardTo(address(&server)));
    let with_user = proxy.url().replace("http://", "http://user:proxy-password@");
    behind_a_proxy(&server).command(&["print"]).env("HTTPS_PROXY", with_user).run().ok();
    let asked = proxy.asked().remove(0);
    assert_eq!(asked.method, "CONNECT");
    assert_eq!(asked.header("proxy-authorization"), Some("Basic dXNlcjpwcm94eS1wYXNzd29yZA=="));
    assert_eq!(asked.header("authorization"), None);
}

#[test]
fn a_proxy_that_refuses_is_named() {
    const REFUSED: &str =
        "hint: the proxy (from HTTPS_PROXY, HTTP_PROXY, ALL_PROXY or the system's settings) doesn't let this through";
    let server = server(TlsFault::None);
    let world = behind_a_proxy(&server);
    for (status, cure) in
        [(403, REFUSED), (407, "hint: put user name and password into the proxy's variable"), (502, REFUSED)]
    {
        let proxy = Proxy::refusing(status);
        let host = proxy.url().replace("http://", "");
        let with_user = format!("http://user:proxy-password@{host}");
        let error = world.command(&["print", "-v"]).env("HTTPS_PROXY", with_user).run().fails(5);
        assert!(error.contains(&format!("/oauth/token through the proxy http://{host}: ")), "{error}");
        assert!(error.contains(cure), "{status}: {error}");
        assert!(!error.contains("proxy-password"), "{error}");
    }
    let error = world.command(&["print"]).env("HTTPS_PROXY", "http://127.0.0.1:9").run().fails(5);
    assert!(error.contains("through the proxy http://127.0.0.1:9: ") && error.contains(REFUSED), "{error}");
}

#[test]
fn a_proxy_that_wants_a_password_for_plain_http() {
    let proxy = Proxy::refusing(407);
    let world = behind_a_proxy(&Sandbox::start());
    let error = world.command(&["print"]).env("HTTP_PROXY", proxy.url()).run().fails(5);
    assert!(error.contains("the proxy wants a user name and password (HTTP 407)"), "{error}");
}

#[test]
fn a_proxy_that_repeats_its_password_is_not_quoted() {
    // bWU6UHIweHlQdw== is me:Pr0xyPw
    for words in ["no such user: me:Pr0xyPw", "Proxy-Authorization: Basic bWU6UHIweHlQdw=="] {
        let proxy = Sandbox::start();
        proxy.answer_always(Some(sandbox::Canned::text(403, "text/plain", words)));
        let mut world = World::new();
        world.set_credentials(&proxy).set("SPACE_TOKEN_URL", "http://space.example").set("SPACE_TOKEN_ALLOW_HTTP", "1");
        world.set("HTTP_PROXY", format!("http://me:Pr0xyPw@127.0.0.1:{}", proxy.port()));
        let error = world.run(&["print"]).fails(5);
        assert!(error.contains("(message hidden: it may repeat a secret)") && !error.contains("Pr0xy"), "{error}");
        assert!(!error.contains("bWU6"), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn this_machine_and_no_proxy_are_asked_without_one() {
    let dead = "http://127.0.0.1:9";
    let (tls, plain) = (server(TlsFault::None), Sandbox::start());
    for server in [&tls, &plain] {
        let mut world = world(server);
        if server.ca_file_pem().is_some() {
            let file = ca_file(&world, server);
            world.set("SPACE_TOKEN_CA_CERT", file);
        }
        world.set("HTTP_PROXY", dead).set("HTTPS_PROXY", dead).set("ALL_PROXY", dead).set("http_proxy", dead);
        world.run(&["print"]).ok();
    }
    let proxy = Proxy::refusing(403);
    let world = behind_a_proxy(&tls);
    let run = world.command(&["print"]).env("HTTPS_PROXY", proxy.url()).env("NO_PROXY", ".example.test");
    let error = run.run().fails(5);
    assert!(error.contains("hint: check the host name in the URL, and the network"), "{error}");
    assert_eq!(proxy.asked().len(), 0);
}

#[test]
fn the_servers_own_certificate_works_where_it_is_named_whoever_signed_it() {
    for (fault, why) in [
        (TlsFault::None, ""),
        (TlsFault::SelfSigned, ""),
        (TlsFault::Expired, "certificate has expired"),
        (TlsFault::WrongHost, "the certificate is another host's"),
        (TlsFault::WrongUsage, "the certificate isn't one for servers"),
    ] {
        let server = server(fault);
        let world = world(&server);
        let file = world.home().join("server.pem");
        std::fs::write(&file, server.certificate_pem().unwrap()).unwrap();
        let print = world.command(&["print"]).env("SPACE_TOKEN_CA_CERT", &file).run();
        if why.is_empty() {
            print.ok();
        } else {
            let error = print.fails(5);
            assert!(error.contains(why), "{error}");
            assert!(server.requests().is_empty());
        }
    }
}

/// A server whose certificate is its own authority, as `openssl req -x509` makes it.
fn own_authority(fault: TlsFault) -> Sandbox {
    Sandbox::with(Config { tls: Some(Tls { is_authority: true, ..Tls::with(fault) }), ..Config::default() })
}

#[test]
fn a_certificate_that_is_its_own_authority_works_where_it_is_named() {
    let (server, other) = (own_authority(TlsFault::None), own_authority(TlsFault::None));
    let world = world(&server);
    let file = ca_file(&world, &server);
    world.command(&["print"]).env("SPACE_TOKEN_CA_CERT", &file).run().ok();
    // among others, too
    let both = format!("{}{}", other.ca_file_pem().unwrap(), server.ca_file_pem().unwrap());
    std::fs::write(&file, both).unwrap();
    world.command(&["print"]).env("SPACE_TOKEN_CA_CERT", &file).run().ok();
    assert_eq!(server.requests().len(), 2);
    // but not another's, and not unnamed
    let file = ca_file(&world, &other);
    let error = world.command(&["print"]).env("SPACE_TOKEN_CA_CERT", &file).run().fails(5);
    assert!(error.contains("hint: the certificate is neither in the --ca-cert file"), "{error}");
    let error = world.run(&["print"]).fails(5);
    assert!(error.contains("hint: the system doesn't trust the certificate; name the server's"), "{error}");
    assert_eq!(server.requests().len(), 2, "nothing was sent");
}

#[test]
fn name_and_dates_of_a_certificate_that_is_its_own_authority_are_checked() {
    for (fault, cure) in [
        (TlsFault::Expired, "the server's certificate has expired"),
        (TlsFault::WrongHost, "the certificate is another"),
    ] {
        let server = own_authority(fault);
        let world = world(&server);
        let file = ca_file(&world, &server);
        let error = world.command(&["print"]).env("SPACE_TOKEN_CA_CERT", file).run().fails(5);
        assert!(error.contains(&format!("\nhint: {cure}")), "{error}");
        assert_eq!(server.requests().len(), 0, "nothing was sent");
    }
}

#[cfg(unix)]
#[test]
fn mutual_tls() {
    let tls = Tls { wants_client: true, ..Tls::good() };
    let server = Sandbox::with(Config { tls: Some(tls), ..Config::default() });
    let mut world = world(&server);
    let file = ca_file(&world, &server);
    world.set("SPACE_TOKEN_CA_CERT", file);
    let error = world.run(&["print"]).fails(5);
    assert!(error.contains("\nhint: the server wants a client certificate"), "{error}");

    let pem = server.client_pem().unwrap();
    let (certificate, key) = pem.split_at(pem.find("-----BEGIN PRIVATE").unwrap());
    let write = |name: &str, content: &str| {
        std::fs::write(world.home().join(name), content).unwrap();
        world.home().join(name).to_str().unwrap().to_owned()
    };
    let (both, alone, key) = (write("both.pem", &pem), write("cert.pem", certificate), write("key.pem", key));
    world.run(&["print", "--client-cert", &both]).ok();
    world.run(&["print", "--client-cert", &alone, "--client-key", &key]).ok();
    // the profile remembers them for a refresh
    world.log_in(&server, &["--store", "file", "--client-cert", "both.pem"]).silent();
    world.run(&["refresh"]).ok();

    // a certificate that the server does not know
    let other = Sandbox::with(Config { tls: Some(tls), ..Config::default() }).client_pem().unwrap();
    let other = write("other.pem", &other);
    let error = world.run(&["print", "--store", "none", "--client-cert", &other]).fails(5);
    assert!(error.contains("\nhint: the server wants a client certificate that it knows"), "{error}");
    // files that are none
    let encrypted =
        write("encrypted.pem", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
    for (arguments, expected) in [
        (vec!["--client-cert", &alone], "cannot use the private key in ~/cert.pem: it has none in PEM format"),
        (vec!["--client-cert", &alone, "--client-key", &encrypted], "encrypted.pem: it is encrypted"),
        (vec!["--client-cert", &key], "cannot use the client certificate in "),
        (vec!["--client-cert", "/nonexistent"], "cannot read the client certificate in /nonexistent: No such file"),
        (vec!["--client-cert", &other, "--client-key", &key], "cannot use the client certificate in "),
    ] {
        let error = world.run(&[&["print", "--store", "none"], arguments.as_slice()].concat()).fails(8);
        let error = error.replace(world.home().to_str().unwrap(), "~");
        assert!(error.contains(expected) && error.contains("\nhint: "), "{error}");
    }
}

/// `openssl s_server` with a certificate of its own.
struct OpenSsl {
    process: Child,
    port: u16,
}

impl OpenSsl {
    fn start(world: &World, arguments: &[&str]) -> Option<Self> {
        let openssl = tools::debian("openssl")?;
        let request = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout key.pem -out ca.pem \
                       -addext subjectAltName=DNS:localhost";
        let made = Command::new(&openssl).args(request.split(' ')).current_dir(world.home()).output().unwrap();
        assert!(made.status.success(), "{made:?}");
        let mut process = Command::new(openssl)
            .args(["s_server", "-accept", "127.0.0.1:0", "-cert", "ca.pem", "-key", "key.pem", "-www"])
            .args(arguments)
            .current_dir(world.home())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
        let accepts = lines.find_map(|line| line.strip_prefix("ACCEPT ")?.rsplit_once(':')?.1.parse().ok());
        Some(Self { process, port: accepts.expect("it says where it listens") })
    }
}

impl Drop for OpenSsl {
    fn drop(&mut self) {
        // it may have ended by itself
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[cfg(unix)]
#[test]
fn servers_of_another_age_are_told_as_such() {
    for (arguments, cure) in [
        (&["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"][..], "the server speaks only versions of TLS before 1.2"),
        (&["-tls1_2", "-cipher", "AES128-SHA"], "the server shares no TLS version or cipher with this program"),
        (&["-alpn", "h2"], "the server speaks only HTTP/2, and this program HTTP/1.1"),
        (&["-Verify", "1"], "the server wants a client certificate that it knows"),
        (&["-Verify", "1", "-tls1_2"], "the server "),
    ] {
        let mut world = world(&Sandbox::start());
        let Some(server) = OpenSsl::start(&world, arguments) else { return };
        world.set("SPACE_TOKEN_URL", format!("https://localhost:{}", server.port));
        let error = world.command(&["print"]).env("SPACE_TOKEN_CA_CERT", world.home().join("ca.pem")).run().fails(5);
        assert!(error.contains(&format!("\nhint: {cure}")), "{arguments:?}: {error}");
    }
}

#[test]
fn socks_proxies() {
    for server in [server(TlsFault::None), Sandbox::start()] {
        let world = behind_a_proxy(&server);
        let proxy = Socks::start(address(&server));
        let print = |value: String| world.command(&["print"]).env("ALL_PROXY", value).run();
        print(format!("socks5h://{}", proxy.address())).ok();
        print(format!("socks5h://me:p%40ss%2F@{}", proxy.address())).ok();
        let target = format!("{HOST}:{}", server.port());
        assert_eq!(proxy.asked(), [target.clone(), format!("me:p@ss/@{target}")]);
        // this one wants an address, which nobody has for that name
        let error = print(format!("socks5://me:planted@{}", proxy.address())).fails(5);
        assert!(error.contains(&format!("through the proxy socks5://{}", proxy.address())), "{error}");
        assert!(!error.contains("planted") && !error.contains("me:"), "{error}");
        let error = print("socks5h://127.0.0.1:9".to_owned()).fails(5);
        assert!(error.contains("hint: the proxy (from HTTPS_PROXY"), "{error}");
    }
}

#[test]
fn a_proxy_that_cannot_be_read_is_an_error_and_not_gone_around() {
    let server = server(TlsFault::None);
    let world = behind_a_proxy(&server);
    for value in ["http://me:Top9/Secret8@p:1", "http://me:Top9@Secret8@p:1", "me:Top9Secret8", "ftp://p:1"] {
        let error = world.command(&["print", "-v"]).env("HTTPS_PROXY", value).run().fails(8);
        assert!(
            error.contains("can't use the proxy in HTTPS_PROXY: ") && error.contains("\nhint: write it as"),
            "{error}"
        );
        let doctor = world.command(&["doctor", "--store", "none"]).env("HTTPS_PROXY", value).run();
        assert!(doctor.stdout.contains("fail  proxy         can't use the proxy in HTTPS_PROXY: "), "{doctor:#?}");
        for text in [error, doctor.stdout, doctor.stderr] {
            assert!(!text.contains("Top9") && !text.contains("Secret8"), "{text}");
        }
        // it is of no concern where it does not apply
        world.command(&["print"]).env("HTTPS_PROXY", value).env("NO_PROXY", "*").run().fails(5);
    }
    assert_eq!(server.requests().len(), 0);
}
