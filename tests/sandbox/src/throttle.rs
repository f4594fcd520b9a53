//! Counts refused passwords, so that guessing is slow.

use std::collections::HashMap;
use std::time::{Duration, Instant};

const WINDOW: Duration = Duration::from_secs(60);
const LIMIT: usize = 5;

/// The refused passwords of the last minute, by login.
#[derive(Default)]
pub(crate) struct Throttle(HashMap<String, Vec<Instant>>);

impl Throttle {
    /// How many seconds this login has to wait, if at all.
    pub(crate) fn wait(&mut self, username: &str, now: Instant) -> Option<u64> {
        let refused = self.0.get_mut(username)?;
        refused.retain(|&then| now.duration_since(then) < WINDOW);
        let first = refused.first().filter(|_| refused.len() >= LIMIT)?;
        Some((WINDOW - now.duration_since(*first)).as_secs() + 1)
    }

    pub(crate) fn refused(&mut self, username: &str, now: Instant) {
        self.0.entry(username.into()).or_default().push(now);
    }

    pub(crate) fn accepted(&mut self, username: &str) {
        self.0.remove(username);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_guess_waits_until_the_first_is_a_minute_old() {
        let (mut throttle, start) = (Throttle::default(), Instant::now());
        for second in 0..5 {
            let now = start + Duration::from_secs(second);
            assert_eq!(throttle.wait("bob", now), None);
            throttle.refused("bob", now);
        }
        assert_eq!(throttle.wait("bob", start + Duration::from_secs(10)), Some(51));
        assert_eq!(throttle.wait("alice", start + Duration::from_secs(10)), None);
        assert_eq!(throttle.wait("bob", start + WINDOW), None);
    }

    #[test]
    fn a_login_forgives() {
        let (mut throttle, now) = (Throttle::default(), Instant::now());
        for _ in 0..5 {
            throttle.refused("bob", now);
        }
        throttle.accepted("bob");
        assert_eq!(throttle.wait("bob", now), None);
    }
}
