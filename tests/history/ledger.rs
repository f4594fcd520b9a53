//! What the server knows: which token belongs to which login, and from when to when it's good.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use sandbox::{Event, What};

use crate::command::{Action, Run};

/// Names an access token: the login, and its number in that login.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenId {
    pub login: usize,
    pub number: usize,
}

/// One login.
#[derive(Clone, Debug, Default)]
pub struct Login {
    pub username: String,
    /// When each access token of it expires.
    pub expires: Vec<Duration>,
    /// When each refresh token was used, if it was; the answer held the next access token.
    pub rotated: Vec<Option<Duration>>,
    /// Refresh tokens that came back, and when.
    pub reused: Vec<(usize, Duration)>,
    /// When refresh tokens came after its end.
    pub late: Vec<Duration>,
    pub ended: Option<Duration>,
}

/// All that the server knows. Times count from the beginning of the round.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    pub logins: Vec<Login>,
    pub access: HashMap<String, TokenId>,
    pub refresh: HashMap<String, TokenId>,
    /// What happened, for people.
    pub remarks: Vec<(Duration, String)>,
}

impl Ledger {
    pub fn new(journal: &[Event], start: Instant) -> Self {
        let mut ledger = Self::default();
        for event in journal {
            ledger.enter(event, start);
        }
        ledger
    }

    fn enter(&mut self, event: &Event, start: Instant) {
        let Event { at, login: id, what } = event;
        let since = |instant: Instant| instant.saturating_duration_since(start);
        let (at, id) = (since(*at), *id);
        let number_of = |tokens: &HashMap<String, TokenId>, token: &str| tokens[token].number;
        let name = login_name(id);
        if self.logins.len() <= id {
            self.logins.resize_with(id + 1, Login::default);
        }
        let login = &mut self.logins[id];
        let remark = match what {
            What::Began { username } => {
                login.username.clone_from(username);
                format!("{name} begins, a login of {username}")
            }
            What::Access { token, expires } => {
                let number = login.expires.len();
                login.expires.push(expires.map_or(Duration::MAX, since));
                self.access.insert(token.clone(), TokenId { login: id, number });
                format!("gives out {name}{number}, which expires at {}", ms(login.expires[number]))
            }
            What::Refresh { token } => {
                let number = login.rotated.len();
                login.rotated.push(None);
                self.refresh.insert(token.clone(), TokenId { login: id, number });
                return;
            }
            What::Rotated { token } => {
                login.rotated[number_of(&self.refresh, token)] = Some(at);
                return;
            }
            What::Reused { token } => {
                let number = number_of(&self.refresh, token);
                login.reused.push((number, at));
                format!("the refresh token of {name}{number} comes BACK")
            }
            What::Late { token } => {
                login.late.push(at);
                format!("the refresh token of {name}{} comes after the end", number_of(&self.refresh, token))
            }
            What::Ended => {
                login.ended = Some(at);
                format!("{name} ends")
            }
        };
        self.remarks.push((at, remark));
    }

    /// All tokens that were given out.
    pub fn tokens(&self) -> impl Iterator<Item = &String> {
        self.access.keys().chain(self.refresh.keys())
    }

    /// The access token that a run showed.
    pub fn token_of(&self, run: &Run) -> Option<TokenId> {
        let shown = match run.action {
            Action::Json => run.json("access_token")?,
            _ => run.stdout.strip_suffix('\n')?.to_owned(),
        };
        self.access.get(&shown).copied()
    }

    pub fn username(&self, token: TokenId) -> &str {
        &self.logins[token.login].username
    }
}

/// `A`, `B`, …, `Z`, `AA`, …
pub fn login_name(id: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(id % 26).unwrap());
    match id / 26 {
        0 => letter.to_string(),
        more => format!("{}{letter}", login_name(more - 1)),
    }
}

pub fn token_name(token: TokenId) -> String {
    format!("{}{}", login_name(token.login), token.number)
}

pub fn ms(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1000.0)
}
