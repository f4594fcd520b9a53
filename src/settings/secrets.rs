//! Where secrets come from: never an argument's value.

use std::io::{self, IsTerminal, Read};
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::Context;

use super::lookup::Lookup;
use super::shell::shell;
use super::{Source, Sourced};
use crate::cli::CredentialArgs;
use crate::error::{Error, Kind, OfKind};
use crate::secret::{Secret, SecretBytes};

/// Where one secret is.
#[derive(Clone, Debug)]
pub enum SecretSource {
    /// In a variable of the environment, which was read.
    Value(Secret),
    /// In a file.
    File(PathBuf),
    /// In what a command prints.
    Command(String),
    /// On standard input.
    Stdin,
}

impl SecretSource {
    /// The secret, byte for byte; from a file, a command or standard input one line ending is dropped.
    ///
    /// # Errors
    /// [`Kind::Configuration`] for a file that cannot be read, [`Kind::Usage`] if standard input is a
    /// terminal, [`Kind::Other`] for a command that fails.
    pub fn read(&self) -> Result<Secret, Error> {
        let bytes = match self {
            Self::Value(secret) => return Ok(secret.clone()),
            Self::File(path) => std::fs::read(path)
                .with_context(|| format!("cannot read the secret in {}", path.display()))
                .of_kind(Kind::Configuration)?,
            Self::Command(command) => run(command)?,
            Self::Stdin => read_stdin()?,
        };
        SecretBytes::new(without_line_ending(bytes)).into_text().ok_or_else(|| {
            Error::new(Kind::Configuration, format!("cannot use the secret from {}: it is not UTF-8", self.place()))
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

fn read_stdin() -> Result<Vec<u8>, Error> {
    if io::stdin().is_terminal() {
        return Err(Error::new(
            Kind::Usage,
            "cannot read the password: standard input is a terminal, which would show it",
        )
        .hint("pipe it in, or leave --password-stdin out to be asked"));
    }
    let mut bytes = Vec::with_capacity(4_096);
    io::stdin().lock().read_to_end(&mut bytes).context("cannot read the password from standard input")?;
    Ok(bytes)
}

/// Runs `command` in the system's shell, as users write it: `pass show space`.
fn run(command: &str) -> Result<Vec<u8>, Error> {
    // the command itself is not shown: it is the user's, and may hold what it should not
    let output = shell(command)
        .stdin(Stdio::inherit())
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run the command that prints the secret")?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    drop(SecretBytes::new(output.stdout));
    Err(Error::new(Kind::Other, format!("the command that prints the secret failed: {}", output.status))
        .hint("run it by itself to see why; it must print the secret and nothing else"))
}

fn without_line_ending(mut bytes: Vec<u8>) -> Vec<u8> {
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
    }
    bytes
}

/// The password: an option, else a variable, else what the profile names.
///
/// # Errors
/// [`Kind::Configuration`] for a variable that is no text.
pub(super) fn password_source(
    lookup: &Lookup<'_>,
    args: &CredentialArgs,
) -> Result<Option<Sourced<SecretSource>>, Error> {
    let option = if args.password_stdin {
        Some(SecretSource::Stdin)
    } else {
        let file = args.password_file.clone().map(SecretSource::File);
        file.or_else(|| args.password_command.clone().map(SecretSource::Command))
    };
    if let Some(value) = option {
        return Ok(Some(Sourced { value, source: Source::Option }));
    }
    if let Some((name, secret)) = lookup.environment.secret("PASSWORD")?.filter(|(_, secret)| !secret.is_empty()) {
        return Ok(Some(Sourced { value: SecretSource::Value(secret), source: Source::Environment(name) }));
    }
    if let Some(file) = lookup.path(None, "PASSWORD_FILE", "password_file")? {
        return Ok(Some(Sourced { value: SecretSource::File(file.value), source: file.source }));
    }
    let command = lookup.text(None, "PASSWORD_COMMAND", "password_command")?;
    Ok(command.map(|command| Sourced { value: SecretSource::Command(command.value), source: command.source }))
}

/// The client's secret: an option, else a variable, else what the profile names. An empty one means a
/// public client.
///
/// # Errors
/// [`Kind::Configuration`] for a variable that is no text.
pub(super) fn client_secret_source(
    lookup: &Lookup<'_>,
    args: &CredentialArgs,
) -> Result<Option<Sourced<SecretSource>>, Error> {
    let file = args.client_secret_file.clone().map(SecretSource::File);
    if let Some(value) = file.or_else(|| args.client_secret_command.clone().map(SecretSource::Command)) {
        return Ok(Some(Sourced { value, source: Source::Option }));
    }
    if let Some((name, secret)) = lookup.environment.secret("CLIENT_SECRET")? {
        return Ok(Some(Sourced { value: SecretSource::Value(secret), source: Source::Environment(name) }));
    }
    if let Some(file) = lookup.path(None, "CLIENT_SECRET_FILE", "client_secret_file")? {
        return Ok(Some(Sourced { value: SecretSource::File(file.value), source: file.source }));
    }
    let command = lookup.text(None, "CLIENT_SECRET_COMMAND", "client_secret_command")?;
    Ok(command.map(|command| Sourced { value: SecretSource::Command(command.value), source: command.source }))
}
