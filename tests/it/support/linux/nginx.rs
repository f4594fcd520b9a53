//! nginx, as administrators put it before a server: TLS with a certificate of `openssl req -x509`.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::super::{tools, wait_until};

/// A running nginx.
pub struct Nginx {
    folder: TempDir,
    port: u16,
    process: Child,
}

impl Nginx {
    /// Starts it on the loopback, with `directives` for its folder and its port in its `server` block; `None` where it is not installed.
    pub fn start(directives: impl FnOnce(&Path, u16) -> String) -> Option<Self> {
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
            directives(folder.path(), port)
        );
        fs::write(folder.path().join("nginx.conf"), configuration).unwrap();
        let process = Command::new(nginx)
            .args(["-e", "stderr", "-c"])
            .arg(folder.path().join("nginx.conf"))
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        wait_until(|| TcpStream::connect(("127.0.0.1", port)).is_ok());
        Some(Self { folder, port, process })
    }

    /// `https://localhost` and the port.
    pub fn url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    /// `cert.pem`, which is its own authority, or `key.pem`.
    pub fn file(&self, name: &str) -> PathBuf {
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
