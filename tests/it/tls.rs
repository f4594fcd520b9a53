//! TLS and proxies: bad certificates are refused with the cure, good ones are trusted where the user says so.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use sandbox::proxy::{Conduct, Proxy};
use sandbox::{Config, Sandbox, Tls, TlsFault};

use crate::support::World;

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
    const REFUSED: &str = "hint: the proxy named by HTTPS_PROXY, HTTP_PROXY or ALL_PROXY doesn't let this through";
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
