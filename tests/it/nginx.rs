//! A server behind nginx, as administrators put it: TLS with a certificate of `openssl req -x509`, under a
//! path, with client certificates; and nginx as a proxy that speaks TLS itself.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use sandbox::{Config, Kind, Sandbox};
use tempfile::TempDir;

use crate::support::{World, tools, wait_until};

/// A running nginx.
struct Nginx {
    folder: TempDir,
    port: u16,
    process: Child,
}

impl Nginx {
    /// Starts it with TLS, and with `directives` in its `server` block; `None` where it is not installed.
    fn start(directives: impl Fn(&Path) -> String) -> Option<Self> {
        let (nginx, openssl) = (tools::debian("nginx")?, tools::debian("openssl")?);
        let folder = tempfile::Builder::new().prefix("space-token-nginx-").tempdir().unwrap();
        let request = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout key.pem -out cert.pem \
                       -addext subjectAltName=DNS:localhost";
        let made = Command::new(openssl).args(request.split(' ')).current_dir(folder.path()).output().unwrap();
        assert!(made.status.success(), "{made:?}");
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let at = folder.path().display();
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {at}/{kind};\n"))
            .concat();
        let configuration = format!(
            "daemon off; master_process off; pid {at}/pid; error_log {at}/error.log;\nevents {{}}\nhttp {{\n\
             access_log off;\n{temporary}server {{\nlisten 127.0.0.1:{port} ssl;\nssl_certificate {at}/cert.pem;\n\
             ssl_certificate_key {at}/key.pem;\n{}}}\n}}\n",
            directives(folder.path())
        );
        fs::write(folder.path().join("nginx.conf"), configuration).unwrap();
        let process = Command::new(nginx)
            .args(["-e", "stderr", "-c"])
            .arg(folder.path().join("nginx.conf"))
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        wait_until(|| std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
        Some(Self { folder, port, process })
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // it may have ended by itself
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn under_a_path_with_a_certificate_of_its_own() {
    let server = Sandbox::start();
    let forward = format!("location /tools/space/ {{ proxy_pass {}/; }}\n", server.url());
    let Some(nginx) = Nginx::start(|_| forward.clone()) else { return };
    let mut world = World::new();
    let url = format!("https://localhost:{}/tools/space", nginx.port);
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
    let server = Sandbox::with(Config::of(Kind::Space));
    let forward = |folder: &Path| {
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
    world.set("SPACE_TOKEN_URL", format!("https://localhost:{}", nginx.port));
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
    let Some(nginx) = Nginx::start(|_| format!("location / {{ proxy_pass {}; }}\n", server.url())) else { return };
    let mut world = World::new();
    world.set_credentials(&server);
    world.set("SPACE_TOKEN_URL", "http://space.example.test:8084").set("SPACE_TOKEN_ALLOW_HTTP", "1");
    world.set("HTTP_PROXY", format!("https://localhost:{}", nginx.port));
    let error = world.run(&["print"]).fails(5);
    assert!(error.contains("through the proxy https://localhost:") && error.contains("doesn't trust"), "{error}");
    world.set("SPACE_TOKEN_CA_CERT", nginx.file("cert.pem"));
    world.run(&["print"]).ok();
    assert_eq!(server.grants(), 1);
}
