//! An HTTP proxy on the loopback that remembers what it was asked.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpStream, ToSocketAddrs as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::listener::{Listener, Peer, fields, split_head};

/// What a proxy does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conduct {
    /// Forwards it to where it shall go, if that is on the loopback; else it answers 502.
    Forward,
    /// Forwards it to this address, wherever it shall go.
    ForwardTo(SocketAddr),
    /// Refuses it with this status.
    Refuse(u16),
}

/// What a proxy was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// `CONNECT`, or the method of a plain request.
    pub method: String,
    /// `host:port` with `CONNECT`, else a URL.
    pub target: String,
    /// The header fields; their names are in lower case.
    pub headers: Vec<(String, String)>,
}

impl Asked {
    /// The value of a header field.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut named = self.headers.iter().filter(|(n, _)| n.eq_ignore_ascii_case(name));
        named.next().map(|(_, value)| value.as_str())
    }

    fn of(head: &str) -> Option<Self> {
        let mut words = head.lines().next()?.split(' ');
        Some(Self { method: words.next()?.into(), target: words.next()?.into(), headers: fields(head) })
    }
}

/// A proxy for `CONNECT` and for plain requests. It stops when it is dropped; tunnels end with
/// their ends.
pub struct Proxy {
    listener: Listener,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Proxy {
    /// Starts a proxy on a free port of the loopback.
    ///
    /// # Panics
    /// If there is no port to be had.
    #[must_use]
    pub fn start(conduct: Conduct) -> Self {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = asked.clone();
        let listener = Listener::start(move |mut peer| {
            let Some(request) = peer.request() else {
                return;
            };
            let Some((head, body)) = split_head(&request) else {
                return;
            };
            let Some(one) = Asked::of(&head) else { return };
            lock(&seen).push(one.clone());
            // What breaks off in between breaks off for both ends, who will notice.
            let _ = serve(peer, conduct, &one, body);
        });
        Self { listener, asked }
    }

    /// A proxy that forwards within the loopback.
    #[must_use]
    pub fn forwarding() -> Self {
        Self::start(Conduct::Forward)
    }

    /// A proxy that refuses everything with this status.
    #[must_use]
    pub fn refusing(status: u16) -> Self {
        Self::start(Conduct::Refuse(status))
    }

    /// Its URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.listener.address)
    }

    /// All that it was asked so far, in order.
    #[must_use]
    pub fn asked(&self) -> Vec<Asked> {
        lock(&self.asked).clone()
    }
}

fn lock(asked: &Mutex<Vec<Asked>>) -> MutexGuard<'_, Vec<Asked>> {
    asked.lock().unwrap_or_else(PoisonError::into_inner)
}

fn serve(mut peer: Peer, conduct: Conduct, asked: &Asked, body: &[u8]) -> io::Result<()> {
    let (authority, path) = match asked.target.strip_prefix("http://") {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => (asked.target.as_str(), ""),
    };
    let upstream = match conduct {
        Conduct::Refuse(status) => return refuse(&mut peer, status),
        Conduct::ForwardTo(address) => TcpStream::connect(address),
        Conduct::Forward => on_loopback(authority).and_then(TcpStream::connect),
    };
    let Ok(upstream) = upstream else {
        return refuse(&mut peer, 502);
    };
    if asked.method == "CONNECT" {
        peer.send(b"HTTP/1.1 200 Connection established\r\n\r\n")?;
    } else {
        forward(&upstream, asked, path, body)?;
    }
    tunnel(&peer.stream, &upstream)
}

fn refuse(peer: &mut Peer, status: u16) -> io::Result<()> {
    let challenge = match status {
        407 => "Proxy-Authenticate: Basic realm=\"proxy\"\r\n",
        _ => "",
    };
    let head = format!("HTTP/1.1 {status} Refused\r\n{challenge}Content-Length: 0\r\nConnection: close\r\n\r\n");
    peer.send(head.as_bytes())
}

fn on_loopback(authority: &str) -> io::Result<SocketAddr> {
    let with_port = match authority.rsplit_once(':') {
        Some((_, port)) if port.parse::<u16>().is_ok() => authority.into(),
        _ => format!("{authority}:80"),
    };
    let mut addresses = with_port.to_socket_addrs()?.filter(|address| address.ip().is_loopback());
    addresses.next().ok_or_else(|| io::ErrorKind::NotFound.into())
}

/// Sends a plain request on: without what was for the proxy, and as the last of its connection.
fn forward(mut upstream: &TcpStream, asked: &Asked, path: &str, body: &[u8]) -> io::Result<()> {
    use io::Write as _;
    let path = if path.starts_with('/') { path.into() } else { format!("/{path}") };
    let mut head = format!("{} {path} HTTP/1.1\r\n", asked.method);
    for (name, value) in &asked.headers {
        if !name.starts_with("proxy-") && name != "connection" {
            head += &format!("{name}: {value}\r\n");
        }
    }
    head += "connection: close\r\n\r\n";
    upstream.write_all(head.as_bytes())?;
    upstream.write_all(body)
}

/// Copies in both directions until both ends are done.
pub(crate) fn tunnel(near: &TcpStream, far: &TcpStream) -> io::Result<()> {
    near.set_read_timeout(None)?;
    near.set_write_timeout(None)?;
    thread::scope(|scope| {
        scope.spawn(|| pour(near, far));
        pour(far, near);
    });
    Ok(())
}

fn pour(mut from: &TcpStream, mut to: &TcpStream) {
    // Whichever end failed, there is no more to come.
    let _ = io::copy(&mut from, &mut to);
    let _ = to.shutdown(Shutdown::Write);
}
