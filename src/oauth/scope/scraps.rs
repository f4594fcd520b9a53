//! Texts for tests that nothing may make panic.

/// What scopes are made of, and what they never hold.
const SCRAPS: [&str; 22] = [
    "*",
    "**",
    ":",
    ",",
    " ",
    ".",
    "a",
    "A",
    "Team",
    "Project",
    "global",
    "key",
    "Profile.View",
    "EditTeam",
    "2",
    "-",
    "\t",
    "\u{1b}",
    "é",
    "\u{202e}",
    "\0",
    "\"",
];

/// `count` texts, put together by a generator (xorshift) that gives the same ones at every run.
pub fn texts(count: usize) -> impl Iterator<Item = String> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = move |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % limit as u64).unwrap()
    };
    (0..count).map(move |_| (0..below(9)).map(|_| SCRAPS[below(SCRAPS.len())]).collect())
}
