//! The token and its time: `expires_in` (a duration, on the wire) becomes an instant once, on receipt.

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::secret::Secret;

/// Space's own lifetime (seconds), assumed where the server names none (RFC 6749 §5.1 leaves it to documentation).
const ASSUMED_LIFETIME: u64 = 600;

/// The margin of validity unless the user asks for another (seconds).
const MARGIN: u64 = 60;

/// An access token with what came with it (RFC 6749 §5.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Opaque, whatever it looks like.
    pub access_token: Secret,
    /// `Bearer`, as the server wrote it.
    pub token_type: String,
    /// When it was asked for (seconds since 1970, UTC): before the answer, so that the expiry errs on the early side.
    pub obtained_at: i64,
    /// `expires_in` in seconds, or `None` if the server named none.
    pub lifetime: Option<u64>,
    /// Only where the server gave one.
    pub refresh_token: Option<Secret>,
    /// The scope the server granted, if it said.
    pub scope: Option<String>,
}

impl Token {
    /// The instant from which the token is invalid (UTC), or `None` if the server named no lifetime.
    pub fn expires_at(&self) -> Option<Timestamp> {
        self.lifetime.map(|lifetime| self.at_age(lifetime))
    }

    /// Seconds of validity left, 0 once it is over, or `None` if the server named no lifetime.
    pub fn expires_in(&self, now: Timestamp) -> Option<u64> {
        let left = self.expires_at()?.as_second() - now.as_second();
        Some(if self.is_expired(now) { 0 } else { left.unsigned_abs() })
    }

    /// The instant from which the token is too near its end to be used (UTC): `min_ttl` before it, by default
    /// 60 seconds or a tenth of the lifetime if that is less.
    pub fn fresh_until(&self, min_ttl: Option<Duration>) -> Timestamp {
        let lifetime = self.lifetime.unwrap_or(ASSUMED_LIFETIME);
        let margin = min_ttl.map_or_else(|| MARGIN.min(lifetime / 10), |ttl| ttl.as_secs());
        self.at_age(lifetime.saturating_sub(margin))
    }

    /// The instant so many `seconds` after the token was asked for (UTC), or the nearest one that the calendar has.
    fn at_age(&self, seconds: u64) -> Timestamp {
        let end = self.obtained_at.saturating_add_unsigned(seconds).max(Timestamp::MIN.as_second());
        Timestamp::from_second(end).unwrap_or(Timestamp::MAX)
    }

    /// Whether the token is valid now and for `min_ttl` more. A token from the future is not: the clock
    /// was set back since.
    pub fn is_fresh(&self, now: Timestamp, min_ttl: Option<Duration>) -> bool {
        (self.obtained_at..self.fresh_until(min_ttl).as_second()).contains(&now.as_second())
    }

    /// Whether one of its two tokens is the other's too: some servers answer a login with the tokens of the last one.
    pub fn overlaps(&self, other: &Self) -> bool {
        let refresh_token = self.refresh_token.as_ref();
        self.access_token == other.access_token
            || refresh_token.is_some() && refresh_token == other.refresh_token.as_ref()
    }

    /// Whether the token's end is known to lie in the past, or cannot be told because the clock was set back.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.lifetime.is_some() && !self.is_fresh(now, Some(Duration::ZERO))
    }
}

/// What a token was obtained for. It is used for nothing else: not for another server, client, user,
/// scope or set of parameters.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObtainedFor {
    /// The service URL, normalized.
    pub url: String,
    /// Where the client secret and the refresh token go.
    pub token_endpoint: String,
    /// The client (RFC 6749 §2.2).
    pub client_id: String,
    /// The resource owner, or `None` for the client-credentials grant.
    pub username: Option<String>,
    /// The scope that was asked for, which may differ from what was granted. Empty: none was asked for.
    pub scope: String,
    /// What was added to the token request, form-encoded: an audience, a resource (RFC 8707). `None` in records that say
    /// nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameters: Option<String>,
}

/// Without what may hold a key: the query of an endpoint, the parameters.
impl fmt::Debug for ObtainedFor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ObtainedFor").field("url", &self.url).finish_non_exhaustive()
    }
}

impl ObtainedFor {
    /// Whose login it is: the user's, or the client's own.
    pub fn who(&self) -> &str {
        self.username.as_ref().unwrap_or(&self.client_id)
    }

    /// Whether the same user has got it with the same client from the same server.
    pub fn is_same_account(&self, other: &Self) -> bool {
        (&self.url, &self.client_id, &self.username) == (&other.url, &other.client_id, &other.username)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(lifetime: Option<u64>) -> Token {
        Token {
            access_token: Secret::new("a".into()),
            token_type: "Bearer".into(),
            obtained_at: 1_000,
            lifetime,
            refresh_token: None,
            scope: None,
        }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_margin_is_a_minute_or_a_tenth_of_the_lifetime() {
        for (lifetime, last_fresh) in [(600, 1_539), (7_200, 8_139), (300, 1_269), (10, 1_008), (2, 1_001)] {
            let token = token(Some(lifetime));
            assert!(token.is_fresh(at(last_fresh), None), "{lifetime} at {last_fresh}");
            assert!(!token.is_fresh(at(last_fresh + 1), None), "{lifetime} after {last_fresh}");
        }
    }

    #[test]
    fn a_margin_that_was_asked_for_is_kept() {
        let ttl = Some(Duration::from_secs(100));
        assert!(token(Some(600)).is_fresh(at(1_499), ttl));
        assert!(!token(Some(600)).is_fresh(at(1_500), ttl));
        assert!(!token(Some(60)).is_fresh(at(1_000), ttl));
    }

    #[test]
    fn a_clock_that_was_set_back_makes_no_token_younger() {
        assert!(!token(Some(600)).is_fresh(at(999), None));
        assert!(token(Some(600)).is_expired(at(0)));
        assert_eq!(token(Some(600)).expires_in(at(0)), Some(0));
    }

    #[test]
    fn absurd_lifetimes_do_no_harm() {
        assert!(!token(Some(0)).is_fresh(at(1_000), None));
        let eternal = token(Some(u64::MAX));
        assert!(eternal.is_fresh(at(1_000), None));
        assert_eq!(eternal.expires_at(), Some(Timestamp::MAX));
        assert!(Token { obtained_at: i64::MIN, ..token(Some(600)) }.is_expired(at(1_000)));
    }

    #[test]
    fn an_unnamed_lifetime_is_taken_for_spaces_own() {
        assert!(token(None).is_fresh(at(1_539), None));
        assert!(!token(None).is_fresh(at(1_540), None));
        assert!(!token(None).is_expired(at(100_000)), "nobody said so");
        assert_eq!(token(None).expires_in(at(1_000)), None);
    }

    #[test]
    fn what_is_left_is_computed_when_asked() {
        assert_eq!(token(Some(600)).expires_in(at(1_100)), Some(500));
        assert_eq!(token(Some(600)).expires_in(at(9_999)), Some(0));
    }
}
