//! A running server, and what a test may ask it and tell it.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::runtime;
use tokio::sync::{oneshot, watch};

use crate::canned::Canned;
use crate::config::{Config, Grant};
use crate::http::{self, Shared, lock};
use crate::journal::Event;
use crate::request::Request;
use crate::state::State;
use crate::tls;

/// A running server, on a thread of its own. It stops when it is dropped.
pub struct Sandbox {
    address: SocketAddr,
    /// The certificate to trust, and a client's with its key.
    pems: Option<[String; 3]>,
    shared: Shared,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Default for Sandbox {
    fn default() -> Self {
        Self::start()
    }
}

impl Sandbox {
    /// Starts a server with the defaults.
    ///
    /// # Panics
    /// If there is no port to be had.
    #[must_use]
    pub fn start() -> Self {
        Self::with(Config::default())
    }

    /// Starts a server.
    ///
    /// # Panics
    /// If it cannot listen where it shall; [`try_with`](Self::try_with) says so instead.
    #[must_use]
    pub fn with(config: Config) -> Self {
        Self::try_with(config).expect("the server can listen")
    }

    /// Starts a server.
    ///
    /// # Errors
    /// Why it cannot listen where it shall.
    pub fn try_with(mut config: Config) -> io::Result<Self> {
        config.path.truncate(config.path.trim_end_matches('/').len());
        let listener = TcpListener::bind(config.listen)?;
        let address = listener.local_addr()?;
        let identity = config.tls.map(tls::identity);
        let acceptor = identity.as_ref().map(|identity| identity.acceptor.clone());
        let pems = identity.map(|identity| [identity.ca_pem, identity.server_pem, identity.client_pem]);
        let url = url(&config, address);
        let shared = Arc::new(Mutex::new(State::new(config, url)));
        let (stop, stopped) = oneshot::channel();
        let serving = shared.clone();
        let thread = thread::Builder::new().spawn(move || {
            let runtime = runtime::Builder::new_current_thread().enable_all().build();
            // Dropped at the end of this thread, and with it all open connections.
            runtime.expect("the system has an event queue").block_on(async {
                let listener = http::adopt(listener).expect("the socket is new");
                tokio::select! {
                    _ = stopped => {}
                    () = http::serve(listener, serving, acceptor) => {}
                }
            });
        })?;
        Ok(Self { address, pems, shared, stop: Some(stop), thread: Some(thread) })
    }

    /// The service URL, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        lock(&self.shared).url.clone()
    }

    /// The port that the server listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The certificate to trust, as PEM, if the server speaks TLS: that of the run's CA, or the server's own if
    /// it is an authority itself.
    #[must_use]
    pub fn ca_file_pem(&self) -> Option<String> {
        self.pems.as_ref().map(|[ca, ..]| ca.clone())
    }

    /// The server's own certificate, as PEM, if it speaks TLS.
    #[must_use]
    pub fn certificate_pem(&self) -> Option<String> {
        self.pems.as_ref().map(|[_, server, _]| server.clone())
    }

    /// A certificate for a client, signed by the run's CA, and its key, as PEM, if the server speaks TLS.
    #[must_use]
    pub fn client_pem(&self) -> Option<String> {
        self.pems.as_ref().map(|[.., client]| client.clone())
    }

    /// All requests so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared).received.clone()
    }

    /// The requests to the token endpoint so far, in order.
    #[must_use]
    pub fn token_requests(&self) -> Vec<Request> {
        let state = lock(&self.shared);
        let received = state.received.iter();
        received.filter(|request| state.is_token_request(request)).cloned().collect()
    }

    /// How many token requests had the refresh grant, however they were answered.
    #[must_use]
    pub fn refreshes(&self) -> usize {
        self.count(|grant| grant == Grant::RefreshToken)
    }

    /// How many token requests had one of the other grants, however they were answered.
    #[must_use]
    pub fn grants(&self) -> usize {
        self.count(|grant| grant != Grant::RefreshToken)
    }

    /// Changes how long the access tokens to come will live.
    pub fn set_lifetime(&self, seconds: u64) {
        lock(&self.shared).config.lifetime = seconds;
    }

    /// Changes how long the answers to come are held back.
    pub fn set_delay(&self, delay: Duration) {
        lock(&self.shared).config.delay = delay;
    }

    /// Holds back every answer from now on, until the value is dropped. What a request changes has changed all the same.
    #[must_use]
    pub fn hold(&self) -> Hold {
        let (open, gate) = watch::channel(());
        lock(&self.shared).gate = Some(gate);
        Hold { _open: open }
    }

    /// Adds to the queue of answers that the next token requests get, whatever they ask.
    pub fn answer_next(&self, answer: Canned) {
        lock(&self.shared).next.push_back(answer);
    }

    /// Gives this answer to every token request once the queue is empty; `None` ends it.
    pub fn answer_always(&self, answer: Option<Canned>) {
        lock(&self.shared).always = answer;
    }

    /// Gives this answer to every request of that path, whatever the kind of server has there.
    pub fn answer_at(&self, path: &str, answer: Canned) {
        lock(&self.shared).pages.insert(path.into(), answer);
    }

    /// Ends all logins, with all their tokens.
    pub fn revoke_all(&self) {
        lock(&self.shared).tokens.end_all();
    }

    /// How many logins have not ended: those whose tokens were not revoked.
    #[must_use]
    pub fn active_logins(&self) -> usize {
        lock(&self.shared).tokens.active_logins()
    }

    /// Whether this access token would be honoured now.
    #[must_use]
    pub fn active_access_token(&self, token: &str) -> bool {
        lock(&self.shared).tokens.of_access(token).is_ok()
    }

    /// Whether this refresh token would be honoured now.
    #[must_use]
    pub fn active_refresh_token(&self, token: &str) -> bool {
        lock(&self.shared).tokens.is_active_refresh(token)
    }

    /// What became of each login and its tokens so far, in order.
    #[must_use]
    pub fn journal(&self) -> Vec<Event> {
        lock(&self.shared).tokens.journal().to_vec()
    }

    fn count(&self, of_interest: fn(Grant) -> bool) -> usize {
        let requests = self.token_requests();
        let grants = requests.iter().filter_map(Request::grant);
        grants.filter(|&grant| of_interest(grant)).count()
    }
}

/// Answers are held back while it lives: see [`Sandbox::hold`].
pub struct Hold {
    _open: watch::Sender<()>,
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // The thread waits for nothing but this: connections do not hold it up.
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn url(config: &Config, address: SocketAddr) -> String {
    let path = &config.path;
    match config.tls {
        Some(_) => format!("https://localhost:{}{path}", address.port()),
        None => format!("http://{address}{path}"),
    }
}
