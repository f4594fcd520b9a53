//! The recipes of the README: fenced blocks, each after a comment with its name.

use std::path::Path;

/// What stands for the user's own server.
const EXAMPLE: &str = "https://space.example.com";

/// One fenced block.
pub struct Recipe {
    text: String,
}

impl Recipe {
    /// The recipe of that name.
    #[track_caller]
    pub fn named(name: &str) -> Self {
        let (_, text) = all().into_iter().find(|(other, _)| other == name).expect("it is in the README");
        Self { text }
    }

    /// The block as it is written, with the URL of a server that exists.
    pub fn at(&self, url: &str) -> String {
        self.text.replace(EXAMPLE, url)
    }
}

/// The names, in order.
pub fn names() -> Vec<String> {
    all().into_iter().map(|(name, _)| name).collect()
}

fn all() -> Vec<(String, String)> {
    let readme = readme();
    let marked = readme.split("<!-- recipe: ").skip(1);
    marked.map(|rest| named_block(rest).unwrap_or_else(|| panic!("no block after {:.30}", rest))).collect()
}

/// `NAME -->`, a fence with its language, the block, a fence.
fn named_block(rest: &str) -> Option<(String, String)> {
    let (name, rest) = rest.split_once(" -->\n```")?;
    let (_, rest) = rest.split_once('\n')?;
    let (block, _) = rest.split_once("\n```\n")?;
    Some((name.to_owned(), format!("{block}\n")))
}

fn readme() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}
