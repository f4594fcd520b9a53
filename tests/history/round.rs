//! One round: eight workers at a time, and what they leave behind.

use std::thread;
use std::time::{Duration, Instant};

use sandbox::{Event, What};

use crate::chance::Chance;
use crate::command::{Action, Job, Plan, Run, plan};
use crate::judge::{Fault, History, judge};
use crate::ledger::Ledger;
use crate::world::{Store, World};

/// How many processes there are at a time.
const WORKERS: usize = 8;

/// For how long new ones are started until all of them have to end.
const BUSY: Duration = Duration::from_millis(350);

/// What a seed makes of a round.
struct Mood {
    actions: Vec<(Action, u32)>,
    /// In percent of all runs.
    stop: u32,
    kill: u32,
    /// The longest pause between two runs of a worker, in milliseconds.
    rest: f64,
    lifetime: u64,
    /// How long the server holds back its answers.
    delay: Duration,
}

impl Mood {
    fn new(chance: &mut Chance) -> Self {
        let kill = chance.one_of(&[0, 0, 5, 15]);
        // after a login has been lost to a kill, there's nothing to see without another
        let logins = chance.one_of(&[0, 1, 2, 5]).max(kill.min(1));
        let other_user = chance.one_of(&[0, 1]);
        let logouts = chance.one_of(&[0, 0, 1, 1]);
        let actions = vec![
            (Action::Print, 12),
            (Action::Json, 3),
            (Action::Exec, 3),
            (Action::Refresh, chance.one_of(&[1, 4, 10])),
            (Action::Status, 2),
            (Action::Login(0), logins.max(logouts)),
            (Action::Login(1), logins * other_user),
            (Action::Logout { revoke: true }, logouts * chance.one_of(&[0, 1])),
            (Action::Logout { revoke: false }, logouts),
        ];
        Self {
            actions,
            stop: chance.one_of(&[5, 30, 60]),
            kill,
            rest: chance.one_of(&[1.0, 10.0, 100.0]),
            lifetime: chance.one_of(&[1, 1, 1, 2]),
            delay: Duration::from_millis(chance.one_of(&[0, 2, 10, 40])),
        }
    }
}

/// What came of a round.
pub struct Outcome {
    pub history: History,
    pub faults: Vec<Fault>,
}

/// Runs the round that `seed` describes, with so many phases: a busy while, and a quiet moment after it.
pub fn play(store: Store, seed: u64, phases: usize) -> Outcome {
    let mut chance = Chance::new(seed);
    let mood = Mood::new(&mut chance);
    let world = World::new(store, format!("history-{seed}-{}", std::process::id()));
    world.server.set_lifetime(mood.lifetime);
    let mut round = Round { world, mood, start: Instant::now(), runs: Vec::new(), faults: Vec::new() };
    round.alone(Action::Login(0), true);
    for _ in 0..phases {
        round.together(&mut chance);
        round.look_around();
    }
    round.log_out();
    let ledger = round.ledger();
    let history = History { users: round.world.users(), runs: round.runs, ledger, secrets: round.world.secrets() };
    let judged = judge(&history);
    let seen = round.faults.into_iter().map(|what| Fault { what, runs: Vec::new() });
    Outcome { faults: judged.into_iter().chain(seen).collect(), history }
}

struct Round {
    world: World,
    mood: Mood,
    start: Instant,
    runs: Vec<Run>,
    /// What was seen beside the runs.
    faults: Vec<String>,
}

impl Round {
    fn ledger(&self) -> Ledger {
        Ledger::new(&self.world.server.journal(), self.start)
    }

    fn run(&self, worker: usize, action: Action, named: bool, plan: Plan) -> Run {
        let is_refresh = |event: &&Event| matches!(event.what, What::Rotated { .. });
        let refreshes = || self.world.server.journal().iter().filter(is_refresh).count();
        let command = self.world.command(action, named);
        Job { worker, action, named, command, plan }.run(self.start, refreshes)
    }

    /// A run that nobody disturbs.
    fn alone(&mut self, action: Action, named: bool) {
        self.world.server.set_delay(Duration::ZERO);
        self.runs.push(self.run(0, action, named, Plan::new()));
    }

    /// All workers, until each of them has ended.
    fn together(&mut self, chance: &mut Chance) {
        self.world.server.set_delay(self.mood.delay);
        let until = self.start.elapsed() + BUSY;
        let this = &*self;
        let runs: Vec<Run> = thread::scope(|scope| {
            let workers: Vec<_> = (1..=WORKERS)
                .map(|worker| (worker, chance.branch()))
                .map(|(worker, chance)| scope.spawn(move || this.work(worker, chance, until)))
                .collect();
            workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
        });
        self.runs.extend(runs);
    }

    fn work(&self, worker: usize, mut chance: Chance, until: Duration) -> Vec<Run> {
        let mut runs = Vec::new();
        while self.start.elapsed() < until {
            thread::sleep(chance.pause(0.1, self.mood.rest));
            let (action, named) = (chance.weighted(&self.mood.actions), chance.percent(50));
            runs.push(self.run(worker, action, named, plan(&mut chance, self.mood.stop, self.mood.kill)));
        }
        runs
    }

    /// Nobody else is left: what's seen now is what everybody agreed on.
    fn look_around(&mut self) {
        for (action, named) in [(Action::Print, true), (Action::Print, false), (Action::Json, true)] {
            self.alone(action, named);
        }
        let ledger = self.ledger();
        let (json, user) = (self.runs.last().expect("it's there"), self.world.configured_user());
        let printed = ledger.token_of(json).map(|token| ledger.username(token));
        if printed.is_some_and(|printed| Some(printed) != user.as_deref()) {
            self.faults.push(format!("config.toml names {user:?}, and the token is one of {printed:?}"));
        }
        let left = self.files_with_secrets(false);
        self.faults.extend(left.into_iter().map(|file| format!("a secret was left in {file}")));
        if !self.world.keyring_is_well() {
            self.faults.push("the keyring is dead or locked".to_owned());
        }
    }

    fn log_out(&mut self) {
        for (action, named) in [(Action::Logout { revoke: false }, true), (Action::Print, true), (Action::Print, false)]
        {
            self.alone(action, named);
        }
        let (files, keys) = (self.files_with_secrets(true), self.world.keys());
        self.faults.extend(files.into_iter().map(|file| format!("a secret was left after logout in {file}")));
        self.faults.extend(keys.into_iter().map(|key| format!("a key was left in the kernel after logout: {key}")));
    }

    /// The files that hold a secret, even if it's no use any more.
    fn files_with_secrets(&self, even_the_store: bool) -> Vec<String> {
        let (ledger, secrets) = (self.ledger(), self.world.secrets());
        let all: Vec<&str> = ledger.tokens().chain(&secrets).map(String::as_str).collect();
        self.world.files_with(&all, even_the_store)
    }
}
