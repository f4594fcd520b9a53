//! Tokens and user names that are hard to quote, and what the program prints for them.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, Seek, Write};
use std::path::Path;
use std::sync::OnceLock;
use std::thread;
use std::time::SystemTime;

use sandbox::{Canned, Sandbox};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::support::{Outcome, PROGRAM, World};

/// What readers find special, one by one and in clusters.
const SPECIAL: [&str; 52] = [
    "'",
    "\"",
    "`",
    "$",
    "\\",
    "%",
    "!",
    " ",
    "&",
    "|",
    ";",
    "<",
    ">",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "*",
    "?",
    "~",
    "#",
    "=",
    "^",
    "@",
    ",",
    ":",
    "/",
    "-",
    "+",
    ".",
    "‘",
    "’",
    "‚",
    "‛",
    "“",
    "”",
    "\u{a0}",
    "é",
    "漢",
    "😀",
    "e\u{301}",
    "$(id)",
    "`id`",
    "${HOME}",
    "%PATH%",
    "!!",
    "\\n",
    "\\'",
    "'\"'\"'",
    "$env:HOME",
];

/// Special, but to no batch file between double quotes.
const PLAIN_TO_CMD: [&str; 30] = [
    "'", "`", "$", "\\", "%", "!", " ", "&", "|", ";", "<", ">", "(", ")", "{", "*", "?", "~", "#", "=", "^", "@", ",",
    "%%", "%1", "%PATH%", "^^", "!x!", "&&", "a",
];

/// Special, but to no reader of dotenv files between double quotes.
const PLAIN_TO_DOTENV: [&str; 24] = [
    "'", "%", "!", " ", "&", "|", ";", "<", ">", "(", "{", "}", "*", "?", "~", "#", " #", "=", "^", "‘", "’", "é",
    "漢", "😀",
];

const FORMATS: [&str; 8] = ["json", "sh", "fish", "powershell", "cmd", "nu", "dotenv", "curl"];

/// How many cases each alphabet gives, beyond its elements one by one; each case is two tokens.
const RANDOM_CASES: usize = 20;

/// A login, and its token in every format.
#[derive(Deserialize, Serialize)]
pub struct Case {
    pub access_token: String,
    pub refresh_token: String,
    pub username: String,
    printed: BTreeMap<String, Outcome>,
}

impl Case {
    /// What `print --format FORMAT` came to.
    pub fn outcome(&self, format: &str) -> &Outcome {
        &self.printed[format]
    }

    /// What it printed.
    #[track_caller]
    pub fn printed(&self, format: &str) -> &str {
        let outcome = self.outcome(format);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{outcome:#?}");
        &outcome.stdout
    }

    /// Both tokens.
    pub fn tokens(&self) -> [&str; 2] {
        [&self.access_token, &self.refresh_token]
    }
}

/// All cases. The first test that asks lets the program print them; the others find them in a file, since each may be
/// a process of its own.
pub fn all() -> &'static [Case] {
    static ALL: OnceLock<Vec<Case>> = OnceLock::new();
    ALL.get_or_init(|| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("format-cases.json");
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).unwrap();
        file.lock().unwrap();
        let build = [Path::new(PROGRAM), &std::env::current_exe().unwrap()].map(built_at);
        match serde_json::from_reader::<_, ([SystemTime; 2], Vec<Case>)>(BufReader::new(&file)) {
            Ok((of_build, cases)) if of_build == build => cases,
            _ => {
                let cases = print_all();
                replace(file, &serde_json::to_vec(&(build, &cases)).unwrap());
                cases
            }
        }
    })
}

fn built_at(program: &Path) -> SystemTime {
    fs::metadata(program).unwrap().modified().unwrap()
}

fn replace(mut file: File, content: &[u8]) {
    file.rewind().unwrap();
    file.set_len(0).unwrap();
    file.write_all(content).unwrap();
}

fn print_all() -> Vec<Case> {
    let triples = triples();
    let (first, second) = triples.split_at(triples.len() / 2);
    thread::scope(|scope| {
        let other = scope.spawn(|| print(second));
        let mut cases = print(first);
        cases.extend(other.join().unwrap());
        cases
    })
}

/// Writes what was printed in `format` to numbered files, as `$(space-token print …)` would have it.
pub fn write_to(folder: &Path, cases: &[&Case], format: &str, extension: &str) {
    for (number, case) in cases.iter().enumerate() {
        std::fs::write(folder.join(format!("{number:03}.{extension}")), case.printed(format)).unwrap();
    }
}

/// The tokens of the cases, in order; what a reader gives back is compared with it.
pub fn tokens<'a>(cases: &[&'a Case]) -> Vec<&'a str> {
    cases.iter().flat_map(|case| case.tokens()).collect()
}

fn print(triples: &[[String; 3]]) -> Vec<Case> {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server).set("SPACE_TOKEN_STORE", "file");
    triples.iter().map(|triple| case(&server, &mut world, triple)).collect()
}

fn case(server: &Sandbox, world: &mut World, [access_token, refresh_token, username]: &[String; 3]) -> Case {
    let answer = json!({"access_token": access_token, "refresh_token": refresh_token, "expires_in": 600});
    server.answer_next(Canned::json(200, answer));
    world.set("SPACE_TOKEN_USERNAME", username);
    world.run(&["login"]).silent();
    let printed = FORMATS.map(|format| (format.to_owned(), world.run(&["print", "--format", format])));
    Case {
        access_token: access_token.clone(),
        refresh_token: refresh_token.clone(),
        username: username.clone(),
        printed: printed.into(),
    }
}

fn triples() -> Vec<[String; 3]> {
    let mut random = Random(0x5DEE_CE66);
    [&SPECIAL[..], &PLAIN_TO_CMD, &PLAIN_TO_DOTENV].iter().flat_map(|alphabet| of(alphabet, &mut random)).collect()
}

fn of(alphabet: &[&str], random: &mut Random) -> Vec<[String; 3]> {
    let mut texts: Vec<String> = alphabet.iter().flat_map(|text| [format!("a{text}"), format!("{text}b")]).collect();
    texts.extend((0..2 * RANDOM_CASES).map(|_| random.text(alphabet)));
    texts.chunks_exact(2).map(|pair| [pair[0].clone(), pair[1].clone(), random.text(alphabet)]).collect()
}

/// A xorshift generator: every run has the same cases.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    /// One to thirty elements, with a letter here and there. A text of spaces alone would be no user name.
    fn text(&mut self, alphabet: &[&str]) -> String {
        let length = 1 + self.below(30);
        let text: String = (0..length).map(|_| self.element(alphabet)).collect();
        if text.trim().is_empty() { "x".to_owned() } else { text }
    }

    fn element<'a>(&mut self, alphabet: &[&'a str]) -> &'a str {
        match self.below(5) {
            0 => ["a", "b", "n", "x", "0", "E"][self.below(6)],
            _ => alphabet[self.below(alphabet.len())],
        }
    }
}
