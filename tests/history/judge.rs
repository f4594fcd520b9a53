//! From a history to what's wrong with it. `main.rs` says why these rules are the right ones.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::command::{Action, End, Run};
use crate::ledger::{Ledger, TokenId, login_name, token_name};

/// All that was seen.
pub struct History {
    /// The names of the users that logged in.
    pub users: Vec<String>,
    pub runs: Vec<Run>,
    pub ledger: Ledger,
    /// What must not be shown, beside the tokens.
    pub secrets: Vec<String>,
}

/// Something that can't be explained.
#[derive(Debug)]
pub struct Fault {
    pub what: String,
    /// The runs that prove it.
    pub runs: Vec<usize>,
}

impl History {
    /// The killed runs that began before `time`.
    fn killed_before(&self, time: Duration) -> bool {
        self.runs.iter().any(|run| run.was_killed() && run.begin < time)
    }

    fn was_shown(&self, token: TokenId) -> bool {
        self.runs.iter().any(|run| self.ledger.token_of(run) == Some(token))
    }

    /// Whether only a killed process can have lost what came of this refresh token: nobody ever saw it.
    fn is_explained(&self, login: usize, number: usize) -> bool {
        let successor = TokenId { login, number: number + 1 };
        let spent = self.ledger.logins[login].rotated[number].unwrap_or_default();
        !self.was_shown(successor) && self.killed_before(spent)
    }
}

/// Everything that's wrong.
pub fn judge(history: &History) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (number, run) in history.runs.iter().enumerate() {
        let found = [ending(history, run), output(history, run), age(history, run), lost(history, number, run)];
        faults.extend(found.into_iter().flatten().map(|(what, others)| {
            let runs = others.into_iter().chain([number]).collect();
            Fault { what: format!("#{number}: {what}"), runs }
        }));
    }
    faults.extend(reuse(history));
    faults.extend(contradictions(history));
    faults.extend(stale(history));
    faults.extend(left_behind(history));
    faults
}

type Found = Option<(String, Vec<usize>)>;

fn found(what: impl Into<String>) -> Found {
    Some((what.into(), Vec::new()))
}

/// Exit codes 0 and 4 alone.
fn ending(_history: &History, run: &Run) -> Found {
    match run.came {
        End::Exit(0) | End::Killed => None,
        End::Exit(4) if run.action.is_read() => None,
        End::Exit(code) => found(format!("exit code {code}: {}", run.stderr.trim_end())),
        End::Signal(signal) => found(format!("ended by signal {signal}: {}", run.stderr.trim_end())),
        End::Hung => found("didn't end within a minute"),
    }
}

/// A token that the server gave out and nothing else, or nothing.
fn output(history: &History, run: &Run) -> Found {
    let secret =
        |text: &str| history.ledger.tokens().chain(&history.secrets).any(|secret| text.contains(secret.as_str()));
    if secret(&run.stderr) {
        return found("a secret on standard error");
    }
    match run.came {
        End::Exit(0) if matches!(run.action, Action::Logout { .. }) && run.stdout.is_empty() => None,
        End::Exit(0) if run.action == Action::Status && !secret(&run.stdout) => None,
        End::Exit(0) => match history.ledger.token_of(run) {
            None => found("what it printed is no token of the server's"),
            Some(token) => companions(history, run, token),
        },
        End::Exit(_) if !run.stdout.is_empty() && run.action != Action::Status => {
            found("failed, and printed something")
        }
        _ => None,
    }
}

/// What stands beside the access token belongs to it.
fn companions(history: &History, run: &Run, token: TokenId) -> Found {
    match run.action {
        Action::Json => {
            let refresh = run.json("refresh_token").and_then(|token| history.ledger.refresh.get(&token));
            let user = run.json("username");
            if refresh.is_some_and(|refresh| *refresh != token) {
                return found(format!("{} beside the refresh token of another", token_name(token)));
            }
            (user.as_deref() != Some(history.ledger.username(token)))
                .then(|| (format!("{} as a token of {user:?}", token_name(token)), Vec::new()))
        }
        Action::Login(user) if history.users[user] != history.ledger.username(token) => {
            found("another user's token came of a login")
        }
        _ => None,
    }
}

/// A token that had ended when the run began isn't printed. That a login ended because a refresh token came back is
/// known to the server alone until somebody asks it.
fn age(history: &History, run: &Run) -> Found {
    let token = history.ledger.token_of(run)?;
    let login = &history.ledger.logins[token.login];
    if login.expires[token.number] < run.begin {
        return found(format!("{} had expired", token_name(token)));
    }
    let ended = login.ended.filter(|_| login.reused.is_empty());
    ended.filter(|ended| *ended < run.begin).and_then(|_| found(format!("{} had been revoked", token_name(token))))
}

/// No login is lost without a logout, or something killed that explains it.
fn lost(history: &History, number: usize, run: &Run) -> Found {
    if run.came != End::Exit(4) {
        return None;
    }
    let (login, _) = history.runs.iter().enumerate().rev().find(|(other, login)| {
        *other != number
            && matches!(login.action, Action::Login(_))
            && login.succeeded()
            && login.end < run.begin
            && !is_excused(history, login, run)
    })?;
    let why = run.stderr.trim_end();
    Some((format!("nobody is logged in, though #{login} was a login and no logout followed: {why}"), vec![login]))
}

/// Whether something after the start of `login` can have left `read` with nothing.
fn is_excused(history: &History, login: &Run, read: &Run) -> bool {
    let between = |begin, end| begin < read.end && end > login.begin;
    let by_a_run = history.runs.iter().filter(|run| between(run.begin, run.end)).any(|run| match run.action {
        Action::Logout { .. } => true,
        Action::Login(_) => run.was_killed(),
        _ => false,
    });
    let mut reused = history.ledger.logins.iter().enumerate().flat_map(|(id, login)| {
        let explained = login.reused.iter().filter(move |(number, _)| history.is_explained(id, *number));
        explained.map(|(_, at)| *at)
    });
    by_a_run || reused.any(|at| between(at, at))
}

/// No refresh token comes back, and none comes of a login that has ended, unless something was killed.
fn reuse(history: &History) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (id, login) in history.ledger.logins.iter().enumerate() {
        let bad = login.reused.iter().filter(|(number, _)| !history.is_explained(id, *number));
        faults.extend(bad.map(|(number, _)| {
            let token = token_name(TokenId { login: id, number: *number });
            Fault { what: format!("the refresh token of {token} was used twice"), runs: Vec::new() }
        }));
        let late = login.late.iter().filter(|at| login.reused.is_empty() && !history.killed_before(**at));
        faults.extend(late.map(|_| {
            let what = format!("a refresh token of {} was used after the login had been revoked", login_name(id));
            Fault { what, runs: Vec::new() }
        }));
    }
    faults
}

/// From when to when something was certainly there: the first end and the last start of those who saw it.
#[derive(Clone, Copy)]
struct Zone {
    first_end: (Duration, usize),
    last_begin: (Duration, usize),
}

impl Zone {
    fn of(number: usize, run: &Run) -> Self {
        Self { first_end: (run.end, number), last_begin: (run.begin, number) }
    }

    fn and(self, other: Self) -> Self {
        Self { first_end: self.first_end.min(other.first_end), last_begin: self.last_begin.max(other.last_begin) }
    }

    fn contradicts(&self, other: &Self) -> bool {
        self.first_end.0 < other.last_begin.0 && other.first_end.0 < self.last_begin.0
    }

    fn witnesses(&self, other: &Self) -> Vec<usize> {
        vec![self.first_end.1, other.last_begin.1, other.first_end.1, self.last_begin.1]
    }
}

/// One login, another one or a logout, and the first login again.
fn contradictions(history: &History) -> Vec<Fault> {
    let mut logins: BTreeMap<usize, Zone> = BTreeMap::new();
    let mut logouts = Vec::new();
    for (number, run) in history.runs.iter().enumerate() {
        if let Some(token) = history.ledger.token_of(run) {
            let zone = Zone::of(number, run);
            logins.entry(token.login).and_modify(|all| *all = all.and(zone)).or_insert(zone);
        } else if matches!(run.action, Action::Logout { .. }) && run.succeeded() {
            logouts.push((format!("the logout #{number}"), Zone::of(number, run)));
        }
    }
    let mut values: Vec<(String, Zone)> =
        logins.into_iter().map(|(id, zone)| (format!("login {}", login_name(id)), zone)).collect();
    let count = values.len();
    values.extend(logouts);
    let mut faults = Vec::new();
    for (number, (name, zone)) in values.iter().enumerate().take(count) {
        for (other, other_zone) in &values[number + 1..] {
            if zone.contradicts(other_zone) {
                let runs = zone.witnesses(other_zone);
                let [a, b, c, d] = runs[..] else { unreachable!() };
                let what = format!("{name} and {other} contradict: #{a} ended before #{b} began, and #{c} before #{d}");
                faults.push(Fault { what, runs });
            }
        }
    }
    faults
}

/// A token that had been seen replaced isn't printed again.
fn stale(history: &History) -> Vec<Fault> {
    let shown: Vec<_> =
        history.runs.iter().enumerate().filter_map(|(n, run)| Some((n, run, history.ledger.token_of(run)?))).collect();
    let mut faults = Vec::new();
    for (number, run, token) in &shown {
        let newer = shown
            .iter()
            .find(|(_, other, seen)| seen.login == token.login && seen.number > token.number && other.end < run.begin);
        if let Some((other, _, seen)) = newer {
            let what = format!(
                "#{number}: {} was printed after #{other} had printed {}",
                token_name(*token),
                token_name(*seen)
            );
            faults.push(Fault { what, runs: vec![*number, *other] });
        }
    }
    faults
}

/// Every login but the last one has ended at the server too, unless something was killed or it was said that it hasn't.
fn left_behind(history: &History) -> Option<Fault> {
    let last = history.runs.iter().rev().find_map(|run| history.ledger.token_of(run)).map(|token| token.login);
    let logins = history.ledger.logins.iter().enumerate();
    let left: Vec<String> =
        logins.filter(|(id, login)| login.ended.is_none() && Some(*id) != last).map(|(id, _)| login_name(id)).collect();
    let is_excuse =
        |run: &&Run| run.was_killed() || ["not revoked", "n't revoked"].iter().any(|words| run.stderr.contains(words));
    let excuses = history.runs.iter().filter(is_excuse).count();
    (left.len() > excuses).then(|| Fault {
        what: format!("the logins {} go on at the server, and only {excuses} runs can explain that", left.join(", ")),
        runs: Vec::new(),
    })
}
