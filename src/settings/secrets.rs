//! Where secrets come from: never an argument's value.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;

use super::said::Said;
use super::{Source, Sourced, environment};
use crate::error::{Error, Kind};
use crate::secret::{Secret, SecretBytes};
use crate::signals;

/// Where one secret is.
#[derive(Clone, Debug)]
pub enum SecretSource {
    /// In a variable of the environment, which was read.
    Value(Secret),
    /// In a file.
    File(PathBuf),
    /// In what a command prints.
    Command(Secret),
    /// On standard input.
    Stdin,
}

impl SecretSource {
    /// The secret as it is; from a file, a command or standard input one line ending is dropped. Errors call it `name`.
    ///
    /// # Errors
    /// [`Kind::Configuration`] for a file that cannot be read and for what is not UTF-8, [`Kind::Usage`] if standard
    /// input is a terminal, [`Kind::Other`] for a command that fails.
    pub fn read(&self, name: &str) -> Result<Secret, Error> {
        let bytes = match self {
            Self::Value(secret) => return Ok(secret.clone()),
            Self::File(path) => read_file(name, path.clone())?,
            Self::Command(command) => run(name, command.expose())?,
            Self::Stdin => read_stdin()?,
        };
        bytes.into_line().into_text().ok_or_else(|| {
            Error::new(Kind::Configuration, format!("cannot use the {name} from {}: it isn't UTF-8", self.place()))
        })
    }

    /// Where it is, in words that are no secret.
    pub fn place(&self) -> String {
        match self {
            Self::Value(_) => "the environment".to_owned(),
            Self::File(path) => path.display().to_string(),
            Self::Command(_) => "a command".to_owned(),
            Self::Stdin => "standard input".to_owned(),
        }
    }
}

fn read_file(name: &str, path: PathBuf) -> Result<SecretBytes, Error> {
    let shown = path.display().to_string();
    // to open a pipe that nobody writes to may take as long as to read it
    within(COMMAND_LIMIT, move || File::open(path).and_then(SecretBytes::read)).map_err(|error| {
        Error::new(Kind::Configuration, format!("cannot read the {name} from {shown}: {error}"))
            .hint("check the path, and who may read the file; a relative path starts in the working folder")
    })
}

fn read_stdin() -> Result<SecretBytes, Error> {
    if io::stdin().is_terminal() {
        let why = "cannot read the password: standard input is a terminal, which would show it";
        return Err(Error::new(Kind::Usage, why).hint("pipe it in, or leave --password-stdin out to be asked"));
    }
    let bytes = within(COMMAND_LIMIT, || SecretBytes::read(io::stdin()));
    Ok(bytes.context("cannot read the password from standard input")?)
}

/// How long it may take to get a secret: a password manager may ask a person, under the profile's lock.
pub(super) const COMMAND_LIMIT: Duration = Duration::from_secs(60);

/// What `call` gives, if that doesn't take longer than `limit`; the thread is left behind then, and ends with the process.
fn within<T: Send + 'static>(limit: Duration, call: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    let (done, answer) = mpsc::channel();
    thread::Builder::new().spawn(move || done.send(call()))?;
    answer.recv_timeout(limit).unwrap_or_else(|_| Err(late()))
}

fn late() -> io::Error {
    io::Error::new(ErrorKind::TimedOut, format!("it took longer than {} s", COMMAND_LIMIT.as_secs()))
}

/// Runs `command` in the system's shell, as users write it: `pass show space`.
fn run(name: &str, command: &str) -> Result<SecretBytes, Error> {
    // the command itself is not shown: it is the user's, and may hold what it should not
    let mut child = signals::starting(|| shell(command).stdout(Stdio::piped()).spawn())
        .with_context(|| format!("cannot run the command that prints the {name}"))?;
    let outcome = output(name, &mut child);
    if outcome.is_err() {
        // it may be gone already
        let _ = child.kill();
    }
    let (bytes, status) = outcome?;
    if status.success() {
        return Ok(bytes);
    }
    Err(Error::new(Kind::Other, format!("the command that prints the {name} failed: {status}"))
        .hint(format!("run it by itself to see why; it must print the {name} and nothing else")))
}

/// What `child` prints, and how it ends.
fn output(name: &str, child: &mut Child) -> Result<(SecretBytes, ExitStatus), Error> {
    let end = Instant::now() + COMMAND_LIMIT;
    let stdout = child.stdout.take();
    let bytes = within(COMMAND_LIMIT, || stdout.map_or_else(|| Ok(SecretBytes::new(Vec::new())), SecretBytes::read))
        .map_err(|error| of_command("read the output of", name, &error))?;
    loop {
        match child.try_wait().map_err(|error| of_command("run", name, &error))? {
            Some(status) => return Ok((bytes, status)),
            // mostly it ends with its output
            None if Instant::now() < end => thread::sleep(Duration::from_millis(5)),
            None => return Err(of_command("run", name, &late())),
        }
    }
}

fn of_command(what: &str, name: &str, error: &io::Error) -> Error {
    Error::new(Kind::Other, format!("cannot {what} the command that prints the {name}: {error}"))
        .hint("run it by itself to see what it waits for, and whether something that it starts goes on printing")
}

/// `/bin/sh` runs `command`.
#[cfg(not(windows))]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("/bin/sh");
    shell.arg("-c").arg(command);
    shell
}

/// `cmd` runs `command`, without what the registry has it run first. It has rules of its own for quotes: with
/// `/S` it drops the outer pair and takes the rest as it is.
#[cfg(windows)]
fn shell(command: &str) -> Command {
    use std::os::windows::process::CommandExt;
    let mut shell = Command::new("cmd");
    shell.args(["/D", "/S", "/C"]).raw_arg(format!("\"{command}\""));
    shell
}

/// Where the secret `name` is: an option says so, else a variable, which may hold it, else the profile.
///
/// # Errors
/// [`Kind::Configuration`] for a variable that is no text.
pub(super) fn secret_source(said: &Said, name: &str) -> Result<Option<Sourced<SecretSource>>, Error> {
    let is_password = name == "password";
    let stdin = is_password && said.flag("password_stdin")?;
    // an empty password is never right, and an empty client secret means that there is none
    let value = environment::secret(name)?.filter(|value| !is_password || !value.is_empty());
    let places = [
        stdin.then_some(Sourced { value: SecretSource::Stdin, source: Source::Option }),
        value.map(|value| Sourced { value: SecretSource::Value(value), source: Source::Environment }),
        said.text(&format!("{name}_file")).map(|file| file.map(|file| SecretSource::File(file.into()))),
        said.text(&format!("{name}_command"))
            .map(|command| command.map(|command| SecretSource::Command(Secret::new(command)))),
    ];
    Ok(places.into_iter().flatten().min_by_key(|place| place.source))
}
