//! What became of logins and their tokens, for whoever judges it afterwards.

use std::time::Instant;

/// Something that happened to a login.
#[derive(Clone, Debug)]
pub struct Event {
    /// When it happened: before the answer that tells of it was sent.
    pub at: Instant,
    /// Which login: the family of all tokens that descend from one grant.
    pub login: usize,
    /// What happened.
    pub what: What,
}

/// What can happen to a login.
#[derive(Clone, Debug)]
pub enum What {
    /// A grant began it, for this user or client.
    Began {
        /// The user's or the client's name.
        username: String,
    },
    /// It got an access token.
    Access {
        /// The access token.
        token: String,
        /// From when on it isn't honoured; `None` is never.
        expires: Option<Instant>,
    },
    /// It got a refresh token.
    Refresh {
        /// The refresh token.
        token: String,
    },
    /// A refresh token was used, and another one took its place. The access token that came of it is the one before
    /// this event, the new refresh token the one after.
    Rotated {
        /// The old refresh token.
        token: String,
    },
    /// A refresh token came back after its rotation.
    Reused {
        /// The refresh token.
        token: String,
    },
    /// A refresh token came after the end of its login.
    Late {
        /// The refresh token.
        token: String,
    },
    /// None of its tokens is honoured any more.
    Ended,
}
