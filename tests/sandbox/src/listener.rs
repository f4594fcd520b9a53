//! A plain socket with a thread per connection, for what no HTTP library would do.

use std::io::{self, ErrorKind, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How often a blocked connection looks whether it shall stop.
const TICK: Duration = Duration::from_millis(50);
/// How long a peer may take to send its request.
const PATIENCE: Duration = Duration::from_secs(30);
/// More than any request of a test.
const LARGEST_REQUEST: usize = 16 << 20;

/// Set when the server goes away.
#[derive(Clone, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Sleeps, unless the server stops first.
    pub(crate) fn sleep(&self, duration: Duration) {
        let end = Instant::now() + duration;
        while !self.is_set() {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            thread::sleep(left.min(TICK));
        }
    }
}

/// Accepts connections on a free port of the loopback until it is dropped.
pub(crate) struct Listener {
    pub(crate) address: SocketAddr,
    stop: Stop,
    thread: Option<JoinHandle<()>>,
}

impl Listener {
    pub(crate) fn start<F>(serve: F) -> Self
    where
        F: Fn(Peer) + Clone + Send + 'static,
    {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
        let address = listener.local_addr().expect("a bound socket has an address");
        let stop = Stop::default();
        let stopped = stop.clone();
        let thread = thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if stopped.is_set() {
                    break;
                }
                let (serve, stop) = (serve.clone(), stopped.clone());
                if let Ok(peer) = Peer::new(stream, stop) {
                    thread::spawn(move || serve(peer));
                }
            }
        });
        Self { address, stop, thread: Some(thread) }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.stop.0.store(true, Ordering::Relaxed);
        // Wakes the thread, which waits for a connection.
        let woken = TcpStream::connect_timeout(&self.address, PATIENCE).is_ok();
        if let Some(thread) = self.thread.take().filter(|_| woken) {
            let _ = thread.join();
        }
    }
}

/// The other end of a connection.
pub(crate) struct Peer {
    pub(crate) stream: TcpStream,
    pub(crate) stop: Stop,
}

impl Peer {
    fn new(stream: TcpStream, stop: Stop) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(TICK))?;
        stream.set_write_timeout(Some(TICK))?;
        Ok(Self { stream, stop })
    }

    /// Reads a request, head and body; `None` if the peer leaves before its end.
    pub(crate) fn request(&mut self) -> Option<Vec<u8>> {
        let (mut received, mut buffer) = (Vec::new(), [0; 8192]);
        let end = Instant::now() + PATIENCE;
        while !is_complete(&received) {
            if self.stop.is_set() || Instant::now() > end || received.len() > LARGEST_REQUEST {
                return None;
            }
            match self.stream.read(&mut buffer) {
                Ok(0) => return None,
                Ok(n) => received.extend_from_slice(&buffer[..n]),
                Err(error) if is_tick(&error) => {}
                Err(_) => return None,
            }
        }
        Some(received)
    }

    /// Sends bytes, for as long as the peer is there and the server runs.
    pub(crate) fn send(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            if self.stop.is_set() {
                return Err(ErrorKind::Interrupted.into());
            }
            match self.stream.write(bytes) {
                Ok(n) => bytes = &bytes[n..],
                Err(error) if is_tick(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

fn is_tick(error: &io::Error) -> bool {
    use ErrorKind::{Interrupted, TimedOut, WouldBlock};
    matches!(error.kind(), Interrupted | TimedOut | WouldBlock)
}

/// The head of a request, without the empty line that ends it, and what follows.
pub(crate) fn split_head(request: &[u8]) -> Option<(String, &[u8])> {
    let end = request.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&request[..end]).into_owned();
    Some((head, &request[end + 4..]))
}

/// The header fields of a head.
pub(crate) fn fields(head: &str) -> Vec<(String, String)> {
    let lines = head.lines().skip(1).filter_map(|line| line.split_once(':'));
    lines.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().into())).collect()
}

fn is_complete(request: &[u8]) -> bool {
    let Some((head, body)) = split_head(request) else {
        return false;
    };
    let fields = fields(&head);
    let field = |wanted| fields.iter().find(|(name, _)| name == wanted).map(|(_, v)| v.as_str());
    if field("transfer-encoding").is_some() {
        return body.ends_with(b"0\r\n\r\n");
    }
    let length = field("content-length").and_then(|length| length.parse().ok());
    body.len() >= length.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::is_complete;

    #[test]
    fn a_request_ends_where_its_head_says() {
        assert!(!is_complete(b"GET / HTTP/1.1\r\n"));
        assert!(is_complete(b"GET / HTTP/1.1\r\n\r\n"));
        assert!(!is_complete(b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab"));
        assert!(is_complete(b"POST / HTTP/1.1\r\ncontent-length: 3\r\n\r\nabc"));
        assert!(!is_complete(b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n"));
        assert!(is_complete(b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n"));
    }
}
