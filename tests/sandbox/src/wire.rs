//! A server that plays a script of bytes: answers that no HTTP library would give.

use std::io;
use std::net::Shutdown;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use socket2::SockRef;

use crate::listener::{Listener, Peer};

const ENDLESS_BYTES: u64 = 1 << 30;
const ENDLESS_TIME: Duration = Duration::from_secs(60);

/// One step of a script.
#[derive(Clone, Debug)]
pub enum Step {
    /// Sends bytes.
    Bytes(Vec<u8>),
    /// Waits.
    Wait(Duration),
    /// Sends bytes one by one, with a pause after each.
    Drip {
        /// What is sent.
        bytes: Vec<u8>,
        /// The pause.
        every: Duration,
    },
    /// Repeats bytes until the peer leaves, but no more than 1 GiB and no longer than 60 s.
    Endless(Vec<u8>),
    /// Ends the connection with a reset.
    Reset,
    /// Ends the connection in order. So does the end of the script.
    Close,
}

impl Step {
    /// Sends text.
    pub fn text(text: &str) -> Self {
        Self::Bytes(text.into())
    }
}

#[derive(Default)]
struct Log {
    connections: usize,
    received: Vec<Vec<u8>>,
}

type SharedLog = Arc<Mutex<Log>>;

/// A server that reads a request from each connection and then plays its script. It stops when it
/// is dropped.
pub struct Wire {
    listener: Listener,
    log: SharedLog,
}

impl Wire {
    /// Starts a server on a free port of the loopback.
    ///
    /// # Panics
    /// If there is no port to be had.
    #[must_use]
    pub fn start(script: Vec<Step>) -> Self {
        let log = SharedLog::default();
        let (script, seen) = (Arc::new(script), log.clone());
        let listener = Listener::start(move |mut peer| {
            with(&seen, |log| log.connections += 1);
            if let Some(request) = peer.request() {
                with(&seen, |log| log.received.push(request));
                // A peer that leaves in the middle of the script is what some scripts want.
                let _ = play(&script, peer);
            }
        });
        Self { listener, log }
    }

    /// Its URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.listener.address)
    }

    /// How many connections there have been.
    #[must_use]
    pub fn connections(&self) -> usize {
        with(&self.log, |log| log.connections)
    }

    /// The requests so far, as bytes.
    #[must_use]
    pub fn received(&self) -> Vec<Vec<u8>> {
        with(&self.log, |log| log.received.clone())
    }
}

fn with<T>(log: &SharedLog, look: impl FnOnce(&mut Log) -> T) -> T {
    look(&mut log.lock().unwrap_or_else(PoisonError::into_inner))
}

fn play(script: &[Step], mut peer: Peer) -> io::Result<()> {
    for step in script {
        match step {
            Step::Bytes(bytes) => peer.send(bytes)?,
            Step::Wait(duration) => peer.stop.sleep(*duration),
            Step::Drip { bytes, every } => {
                for byte in bytes {
                    peer.send(&[*byte])?;
                    peer.stop.sleep(*every);
                }
            }
            Step::Endless(bytes) => endless(bytes, &mut peer)?,
            // Takes effect when the socket is dropped.
            Step::Reset => return SockRef::from(&peer.stream).set_linger(Some(Duration::ZERO)),
            Step::Close => break,
        }
    }
    peer.stream.shutdown(Shutdown::Both)
}

fn endless(bytes: &[u8], peer: &mut Peer) -> io::Result<()> {
    let (end, mut sent) = (Instant::now() + ENDLESS_TIME, 0);
    // Whole chunks: a byte at a time would take longer than the time there is.
    let chunk = bytes.repeat((64 << 10) / bytes.len().max(1) + 1);
    while sent < ENDLESS_BYTES && Instant::now() < end && !chunk.is_empty() {
        peer.send(&chunk)?;
        sent += chunk.len() as u64;
    }
    Ok(())
}
