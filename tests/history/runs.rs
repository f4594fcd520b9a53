//! How many rounds, and with which seeds: a few for each store as a test, and as many as time allows by
//! `tests/history/run`.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::time::{Duration, Instant};

use crate::command::{End, Run};
use crate::round::{Outcome, play};
use crate::timeline;
use crate::world::Store;

/// Rounds that failed once: a store and a seed a line.
const FAILED_ONCE: &str = include_str!("seeds");

#[test]
fn keyring() {
    first_seeds(Store::Keyring);
}

#[test]
fn kernel() {
    first_seeds(Store::Kernel);
}

#[test]
fn file() {
    first_seeds(Store::File);
}

/// Two users who log in often; with kills and logouts, and without.
fn first_seeds(store: Store) {
    for seed in [68, 149] {
        passes(store, seed, 3);
    }
}

/// `HISTORY_SECONDS` and, unless it's all of them in turn, `HISTORY_STORE`; `HISTORY_SEED` repeats one round.
#[test]
#[ignore = "by tests/history/run, for as long as it's told to"]
fn as_long_as_wanted() {
    let variable = |name: &str| {
        #[expect(clippy::disallowed_methods)]
        let value = std::env::var(format!("HISTORY_{name}"));
        value.ok().filter(|value| !value.is_empty())
    };
    let number = |name: &str| variable(name).map(|value| value.parse::<u64>().expect("it's a number"));
    let only = variable("STORE");
    let stores: Vec<Store> =
        Store::ALL.into_iter().filter(|store| only.as_deref().is_none_or(|only| only == store.name())).collect();
    assert!(!stores.is_empty(), "HISTORY_STORE is keyring, kernel or file");
    let until = Instant::now() + Duration::from_secs(number("SECONDS").unwrap_or(60));

    let mut rounds = seeds(&stores, number("SEED"));
    let mut counts = [(0, 0); Store::ALL.len()];
    while Instant::now() < until {
        let (store, seed) = rounds.next().expect("there's no end of seeds");
        let runs = passes(store, seed, 6);
        let count = &mut counts[store as usize];
        *count = (count.0 + 1, count.1 + runs);
    }
    for store in &stores {
        let (rounds, runs) = counts[*store as usize];
        println!("{}: {rounds} rounds with {runs} processes, all explained", store.name());
    }
}

/// Those that failed once, then new ones; or the one that's wanted, again and again.
fn seeds(stores: &[Store], wanted: Option<u64>) -> Box<dyn Iterator<Item = (Store, u64)> + '_> {
    if let Some(seed) = wanted {
        return Box::new(stores.iter().map(move |store| (*store, seed)).cycle());
    }
    let failed = FAILED_ONCE.lines().filter_map(|line| {
        let (store, seed) = line.split('#').next()?.trim().split_once(' ')?;
        let store = stores.iter().find(|known| known.name() == store)?;
        Some((*store, seed.trim().parse().expect("a seed is a number")))
    });
    let first = RandomState::new().hash_one(()) >> 32;
    let new = (first..).flat_map(|seed| stores.iter().map(move |store| (*store, seed)));
    Box::new(failed.chain(new))
}

/// Plays a round, and says how many processes there were.
fn passes(store: Store, seed: u64, phases: usize) -> usize {
    let Outcome { history, faults } = play(store, seed, phases);
    let count = |is: fn(&Run) -> bool| history.runs.iter().filter(|run| is(run)).count();
    let logins = &history.ledger.logins;
    println!(
        "{} {seed}: {} processes, {} killed, {} with exit code 4; {} logins, {} refreshes, {} of them lost by a kill",
        store.name(),
        history.runs.len(),
        count(Run::was_killed),
        count(|run| run.came == End::Exit(4)),
        logins.len(),
        logins.iter().flat_map(|login| &login.rotated).flatten().count(),
        logins.iter().filter(|login| !login.reused.is_empty()).count(),
    );
    if !faults.is_empty() {
        println!("{}", timeline::render(&history, &faults));
        let whats: Vec<&str> = faults.iter().map(|fault| fault.what.as_str()).collect();
        panic!("SEED={seed} tests/history/run 60 {}\n  {}", store.name(), whats.join("\n  "));
    }
    history.runs.len()
}
