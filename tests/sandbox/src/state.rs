//! All that a running server knows, and the way of a request through it.

use std::collections::{HashMap, VecDeque};
use std::io::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use tokio::sync::watch;

use crate::canned::Canned;
use crate::config::{Config, Kind};
use crate::endpoint;
use crate::jwt::{self, Signer};
use crate::request::Request;
use crate::throttle::Throttle;
use crate::tokens::{LoginId, Tokens};

pub(crate) struct State {
    pub(crate) config: Config,
    /// The service URL.
    pub(crate) url: String,
    pub(crate) tokens: Tokens,
    pub(crate) throttle: Throttle,
    pub(crate) received: Vec<Request>,
    pub(crate) next: VecDeque<Canned>,
    pub(crate) always: Option<Canned>,
    pub(crate) pages: HashMap<String, Canned>,
    /// Answers wait until its other end is dropped.
    pub(crate) gate: Option<watch::Receiver<()>>,
    signer: Signer,
}

impl State {
    pub(crate) fn new(config: Config, url: String) -> Self {
        Self {
            config,
            url,
            tokens: Tokens::default(),
            throttle: Throttle::default(),
            received: Vec::new(),
            next: VecDeque::new(),
            always: None,
            pages: HashMap::new(),
            gate: None,
            signer: Signer::generate(),
        }
    }

    /// Records a request and answers it.
    pub(crate) fn answer(&mut self, request: Request) -> Canned {
        let answer = match self.written_answer(&request) {
            Some(canned) => canned,
            None => endpoint::answer(self, &request),
        };
        if self.config.log {
            log(&request, &answer);
        }
        self.received.push(request);
        answer
    }

    fn written_answer(&mut self, request: &Request) -> Option<Canned> {
        if let Some(page) = self.pages.get(&request.path) {
            return Some(page.clone());
        }
        let concerned = self.is_token_request(request);
        let next = || self.next.pop_front().or_else(|| self.always.clone());
        concerned.then(next).flatten()
    }

    pub(crate) fn is_token_request(&self, request: &Request) -> bool {
        let below = request.path.strip_prefix(&self.config.path);
        below == Some(endpoint::token_path(self.config.kind))
    }

    /// Gives out an access token for a login.
    pub(crate) fn issue(&mut self, login: LoginId, scope: &str) -> String {
        let token = match self.config.kind {
            Kind::Hub => jwt::random(),
            Kind::Space | Kind::OAuth2 => self.signer.sign(&self.claims(login, scope)),
        };
        let lifetime = self.config.lifetime;
        self.tokens.add_access(login, &token, scope, lifetime);
        token
    }

    fn claims(&self, login: LoginId, scope: &str) -> Value {
        let login = self.tokens.login(login);
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = since_epoch.unwrap_or_default().as_secs();
        let authority = self.url.split("//").nth(1).unwrap_or_default();
        let mut claims = json!({
            "sub": login.principal.id,
            "aud": login.client,
            "orgDomain": authority.split('/').next(),
            "scope": scope,
            "name": login.principal.name,
            "iss": self.url,
            "principal_type": if login.principal.service { "SERVICE" } else { "USER" },
            "exp": now.saturating_add(self.config.lifetime),
            "iat": now,
            // Two tokens of one second must differ.
            "jti": jwt::random(),
        });
        if self.config.extra_token_len > 0 {
            claims["padding"] = "x".repeat(self.config.extra_token_len).into();
        }
        claims
    }
}

/// One line per request. Names the grant and the error code, never a parameter.
fn log(request: &Request, answer: &Canned) {
    let grant = request.grant().map_or("", |grant| grant.as_str());
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let error = body["error"].as_str().unwrap_or_default();
    let words = [&request.method, &request.path, grant, "->", &answer.status.to_string(), error];
    let line: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
    // A closed standard error is no reason to stop serving.
    let _ = writeln!(std::io::stderr(), "{}", line.join(" "));
}
