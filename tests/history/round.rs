//! One round: eight workers for a few seconds, then what they left behind.

use std::thread;
use std::time::{Duration, Instant};

use sandbox::What;

use crate::chance::Chance;
use crate::command::{Action, Job, Plan, plan};
use crate::judge::{Fault, History, judge};
use crate::ledger::Ledger;
use crate::world::{Store, World};

/// How many processes there are at a time.
const WORKERS: usize = 8;

/// For how long new ones are started.
const DURATION: Duration = Duration::from_millis(2_500);

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
        let logins = chance.one_of(&[0, 1, 2]).max(kill.min(1));
        let other_user = chance.one_of(&[0, 1]);
        let logouts = chance.one_of(&[0, 0, 1, 1]);
        let actions = vec![
            (Action::Print, 12),
            (Action::Json, 3),
            (Action::Exec, 3),
            (Action::Refresh, chance.one_of(&[1, 4, 10])),
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

/// Runs the round that `seed` describes.
pub fn play(store: Store, seed: u64) -> Outcome {
    let mut chance = Chance::new(seed);
    let mood = Mood::new(&mut chance);
    let world = World::new(store, format!("history-{seed}-{}", std::process::id()));
    world.server.set_lifetime(mood.lifetime);
    let start = Instant::now();
    let refreshes = || world.server.journal().iter().filter(|event| matches!(event.what, What::Rotated { .. })).count();
    let run = |worker, action, named, plan| {
        let command = world.command(action, named);
        Job { worker, action, named, command, plan }.run(start, refreshes)
    };
    let mut runs = vec![run(0, Action::Login(0), true, Plan::new())];

    world.server.set_delay(mood.delay);
    let until = start.elapsed() + DURATION;
    thread::scope(|scope| {
        let workers: Vec<_> = (1..=WORKERS)
            .map(|worker| {
                let (mut chance, mood, run) = (chance.branch(), &mood, &run);
                scope.spawn(move || {
                    let mut runs = Vec::new();
                    while start.elapsed() < until {
                        thread::sleep(chance.pause(0.1, mood.rest));
                        let (action, named) = (chance.weighted(&mood.actions), chance.percent(50));
                        runs.push(run(worker, action, named, plan(&mut chance, mood.stop, mood.kill)));
                    }
                    runs
                })
            })
            .collect();
        runs.extend(workers.into_iter().flat_map(|worker| worker.join().unwrap()));
    });

    // nobody else is left: what's seen now is what everybody agreed on
    world.server.set_delay(Duration::ZERO);
    let alone = |action, named| run(0, action, named, Plan::new());
    runs.extend([alone(Action::Print, true), alone(Action::Print, false), alone(Action::Json, true)]);
    let last = runs.last().unwrap().clone();
    let secrets = world.secrets();
    let left_while_logged_in = leftovers(&world, start, &secrets, false);
    let configured = world.configured_user();
    runs.extend([
        alone(Action::Logout { revoke: false }, true),
        alone(Action::Print, true),
        alone(Action::Print, false),
    ]);
    let left_at_the_end = leftovers(&world, start, &secrets, true);
    let (keys, well) = (world.keys(), world.keyring_is_well());

    let ledger = Ledger::new(&world.server.journal(), start);
    let history = History { users: world.users(), runs, ledger, secrets };
    let mut faults = judge(&history);
    let mut fault = |what: String| faults.push(Fault { what, runs: Vec::new() });
    if let Some(token) = history.token(&last)
        && configured.as_deref() != Some(history.ledger.username(token))
    {
        fault(format!("config.toml names {configured:?}, and the token is {}'s", history.ledger.username(token)));
    }
    left_while_logged_in.into_iter().for_each(|file| fault(format!("a secret was left in {file}")));
    left_at_the_end.into_iter().for_each(|file| fault(format!("a secret was left after logout in {file}")));
    keys.into_iter().for_each(|key| fault(format!("the kernel's keyring has a key left after logout: {key}")));
    if !well {
        fault("the keyring is dead or locked".to_owned());
    }
    Outcome { history, faults }
}

/// The files that hold a secret, even if it's no use any more.
fn leftovers(world: &World, start: Instant, secrets: &[String], even_the_store: bool) -> Vec<String> {
    let ledger = Ledger::new(&world.server.journal(), start);
    let tokens = ledger.access.keys().chain(ledger.refresh.keys());
    let all: Vec<&str> = tokens.chain(secrets).map(String::as_str).collect();
    world.files_with(&all, even_the_store)
}
