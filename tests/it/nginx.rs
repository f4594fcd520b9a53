//! A server behind nginx, as administrators put it: TLS with a certificate of its own, under a path, with client
//! certificates; and nginx as a proxy that speaks TLS itself.

use std::path::Path;

use sandbox::Sandbox;

use crate::support::{Nginx, World};

#[test]
fn under_a_path_with_a_certificate_of_its_own() {
    let server = Sandbox::start();
    let forward = format!("location /tools/space/ {{ proxy_pass {}/; }}\n", server.url());
    let Some(nginx) = Nginx::start(|_, _| forward) else { return };
    let mut world = World::new();
    let url = format!("{}/tools/space", nginx.url());
    let ca = nginx.file("cert.pem");
    let error = world.command(&["login", "--url", &url, "--client-id", "c", "--username", "u", "--store", "none"]);
    let error = error.env("SPACE_TOKEN_CLIENT_SECRET", "s").env("SPACE_TOKEN_PASSWORD", "p").run().fails(5);
    assert!(error.contains("hint: the system doesn't trust the certificate") && error.contains("--ca-cert"), "{error}");
    world.set("SPACE_TOKEN_CA_CERT", &ca);
    let login = ["login", "--url", &url, "--client-id", "valid-service-id", "--username", "bob", "--store", "file"];
    let run = world.command(&login).env("SPACE_TOKEN_CLIENT_SECRET", "valid-service-secret");
    run.env("SPACE_TOKEN_PASSWORD", "correct horse").run().silent();
    world.unset("SPACE_TOKEN_CA_CERT");
    let first = world.run(&["print"]).ok();
    assert_ne!(world.run(&["refresh"]).ok(), first);
    assert!(world.run(&["status", "--check"]).ok().contains("bob"));
    assert!(world.run(&["logout"]).silent().contains(&format!("revoked at {url}")));
    assert_eq!(server.active_logins(), 0);
    // a path that nginx does not know
    let wrong = url.replace("/space", "");
    let error = world.command(&["print", "--url", &wrong, "--ca-cert", ca.to_str().unwrap(), "--client-id", "c"]);
    let error = error.env("SPACE_TOKEN_CLIENT_SECRET", "s").env("SPACE_TOKEN_USERNAME", "u");
    let error = error.env("SPACE_TOKEN_PASSWORD", "p").run().fails(5);
    assert!(error.contains("there is no token endpoint (HTTP 40") && error.contains("hint: check the URL"), "{error}");
}

#[test]
fn a_client_certificate_that_nginx_wants() {
    let server = Sandbox::start();
    let forward = |folder: &Path, _| {
        let ca = folder.join("cert.pem");
        format!(
            "ssl_client_certificate {};\nssl_verify_client on;\nlocation / {{ proxy_pass {}; }}\n",
            ca.display(),
            server.url()
        )
    };
    let Some(nginx) = Nginx::start(forward) else { return };
    let mut world = World::new();
    world.set_credentials(&server);
    world.set("SPACE_TOKEN_URL", nginx.url());
    world.set("SPACE_TOKEN_CA_CERT", nginx.file("cert.pem"));
    let error = world.run(&["print"]).fails(5);
    assert!(error.contains("it wants a client certificate (HTTP 400)"), "{error}");
    assert!(error.contains("hint: the server wants a client certificate that it knows"), "{error}");
    world.set("SPACE_TOKEN_CLIENT_CERT", nginx.file("cert.pem"));
    let error = world.run(&["print"]).fails(8);
    assert!(error.contains("cannot use the private key in "), "{error}");
    world.set("SPACE_TOKEN_CLIENT_KEY", nginx.file("key.pem"));
    world.run(&["print"]).ok();
}

#[test]
fn a_proxy_that_speaks_tls_itself() {
    let server = Sandbox::start();
    let Some(nginx) = Nginx::start(|_, _| format!("location / {{ proxy_pass {}; }}\n", server.url())) else { return };
    let mut world = World::new();
    world.set_credentials(&server);
    world.set("SPACE_TOKEN_URL", "http://space.example.test:8084").set("SPACE_TOKEN_ALLOW_HTTP", "1");
    world.set("HTTP_PROXY", nginx.url());
    let error = world.run(&["print"]).fails(5);
    assert!(error.contains("through the proxy https://localhost:") && error.contains("doesn't trust"), "{error}");
    world.set("SPACE_TOKEN_CA_CERT", nginx.file("cert.pem"));
    world.run(&["print"]).ok();
    assert_eq!(server.grants(), 1);
}
