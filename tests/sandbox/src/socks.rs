//! A SOCKS5 proxy on the loopback (RFC 1928, RFC 1929) that remembers what it was asked.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::listener::{Listener, Peer};
use crate::proxy::tunnel;

/// A proxy that connects to one address, whatever it is asked. It stops when it is dropped.
pub struct Socks {
    listener: Listener,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Socks {
    /// Starts a proxy on a free port that connects to `target`. Clients that offer a user name and a password
    /// are asked for them.
    ///
    /// # Panics
    /// If there is no port to be had.
    #[must_use]
    pub fn start(target: SocketAddr) -> Self {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = asked.clone();
        let listener = Listener::start(move |peer| {
            // what breaks off in between breaks off for both ends
            let _ = serve(&peer, target, &seen);
        });
        Self { listener, asked }
    }

    /// Its address: host and port.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.listener.address
    }

    /// What it was asked for so far, in order: `user:password@host:port`, with a name or an address as it came.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn serve(peer: &Peer, target: SocketAddr, asked: &Mutex<Vec<String>>) -> io::Result<()> {
    let mut stream = &peer.stream;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let [_version, count] = bytes(stream)?;
    let mut methods = vec![0; count.into()];
    stream.read_exact(&mut methods)?;
    let user = if methods.contains(&2) {
        stream.write_all(&[5, 2])?;
        let [_version] = bytes(stream)?;
        let user = format!("{}:{}@", text(stream)?, text(stream)?);
        stream.write_all(&[1, 0])?;
        user
    } else {
        stream.write_all(&[5, 0])?;
        String::new()
    };
    let [_version, _command, _reserved, kind] = bytes(stream)?;
    let host = match kind {
        1 => std::net::Ipv4Addr::from(bytes::<4>(stream)?).to_string(),
        3 => text(stream)?,
        _ => std::net::Ipv6Addr::from(bytes::<16>(stream)?).to_string(),
    };
    let port = u16::from_be_bytes(bytes(stream)?);
    asked.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{user}{host}:{port}"));
    let upstream = TcpStream::connect(target)?;
    stream.write_all(&[5, 0, 0, 1, 127, 0, 0, 1, 0, 0])?;
    tunnel(stream, &upstream)
}

fn bytes<const N: usize>(mut stream: &TcpStream) -> io::Result<[u8; N]> {
    let mut read = [0; N];
    stream.read_exact(&mut read).map(|()| read)
}

/// A text with its length before it.
fn text(mut stream: &TcpStream) -> io::Result<String> {
    let [length] = bytes(stream)?;
    let mut read = vec![0; length.into()];
    stream.read_exact(&mut read)?;
    Ok(String::from_utf8_lossy(&read).into_owned())
}
