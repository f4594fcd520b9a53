//! What goes to the user: the payload on standard output, all else on standard error.

mod spinner;
mod time;

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ColorChoice, ValueEnum};
use log::{Level, LevelFilter, Log, Metadata, Record};
use serde::Serialize;
use serde_json::{Value, json};

use crate::error::{Error, Kind, is_unprintable};

pub use spinner::Waiting;
pub use time::{bar, instant, left};

/// What's as it should be.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// What deserves attention.
pub const WARNING: Style = AnsiColor::Yellow.on_default();
/// What's wrong.
pub const BAD: Style = AnsiColor::Red.on_default();
/// What's secondary.
pub const FAINT: Style = Style::new().dimmed();
/// What things are called.
pub const HEADING: Style = Style::new().bold();
const ERROR: Style = BAD.bold();
const HINT: Style = AnsiColor::Cyan.on_default();

/// How errors are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ErrorFormat {
    /// One line, and a hint
    #[default]
    Text,
    /// One JSON object
    Json,
}

/// This program's standard error: notices, warnings, and decisions under `-v`.
struct Reporter;

impl Log for Reporter {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // what libraries log may hold what they were given
        metadata.target().starts_with("space_token")
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let prefix = match record.level() {
                Level::Error | Level::Warn => format!("space-token: {WARNING}warning:{WARNING:#} "),
                Level::Info => String::new(),
                Level::Debug | Level::Trace => "space-token: ".to_owned(),
            };
            say(&format!("{prefix}{}", record.args()));
        }
    }

    fn flush(&self) {}
}

/// Whether this process was started with a standard output. Where it was not, Rust's runtime has put /dev/null in its
/// place, and writing there succeeds.
pub static HAS_STDOUT: AtomicBool = AtomicBool::new(true);

/// Starts reporting as the user wants it.
pub fn start(level: LevelFilter, color: ColorChoice) {
    set_color(color);
    // it fails only if it was done before
    if log::set_logger(&Reporter).is_ok() {
        log::set_max_level(level);
    }
}

/// Colours all output this way from now on.
pub fn set_color(color: ColorChoice) {
    match color {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}

/// Writes `text` to standard output: all of it, or an error. A reader that has gone isn't an error.
///
/// # Errors
/// [`Kind::Other`] if it cannot be written.
pub fn payload(text: &str) -> Result<(), Error> {
    if !HAS_STDOUT.load(Ordering::Relaxed) {
        return Err(Error::new(Kind::Other, "cannot write to standard output: it is closed"));
    }
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::new(Kind::Other, format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes text for people to standard output, without its colours where they aren't wanted.
///
/// # Errors
/// As [`payload`].
pub fn text(text: &str) -> Result<(), Error> {
    if is_in_color() { payload(text) } else { payload(&anstream::adapter::strip_str(text).to_string()) }
}

/// Whether somebody sees standard output, in colour.
pub fn is_in_color() -> bool {
    AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// Writes `value` to standard output as JSON on one line. What could steer a terminal is escaped, so that
/// the JSON is the same value still.
///
/// # Errors
/// [`Kind::Other`] if it cannot be written.
pub fn json(value: &impl Serialize) -> Result<(), Error> {
    let json =
        serde_json::to_string(value).map_err(|error| Error::new(Kind::Other, format!("cannot write JSON: {error}")))?;
    payload(&(escaped(&json) + "\n"))
}

/// JSON has such characters in strings alone, and all of them are in the basic plane (RFC 8259 §7).
fn escaped(json: &str) -> String {
    let safe = |c| if is_unprintable(c) { format!("\\u{:04x}", u32::from(c)) } else { String::from(c) };
    json.chars().map(safe).collect()
}

/// Prints the error, once, and gives its exit code.
pub fn failure(error: &Error, format: ErrorFormat) -> ExitCode {
    match format {
        ErrorFormat::Json => say(&as_json(error).to_string()),
        ErrorFormat::Text => {
            say(&format!("{ERROR}space-token:{ERROR:#} {}", error.message()));
            if let Some(hint) = error.hint_text() {
                say(&format!("{HINT}hint:{HINT:#} {hint}"));
            }
        }
    }
    ExitCode::from(error.kind().exit_code())
}

/// Help and version go to standard output; all else that clap has to say is an error like any other. Only where a
/// command is missing, people are shown the help instead.
///
/// # Errors
/// [`Kind::Usage`] for a wrong command line; [`Kind::Other`] if the help cannot be written.
pub fn usage(error: &clap::Error, format: ErrorFormat) -> Result<ExitCode, Error> {
    if !error.use_stderr() {
        return text(&error.render().ansi().to_string()).map(|()| ExitCode::SUCCESS);
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        if format == ErrorFormat::Json {
            return Err(Error::new(Kind::Usage, "the command is missing").hint("'space-token --help' has the commands"));
        }
        // nobody is left to tell if standard error is gone
        let _ = error.print();
        return Ok(ExitCode::from(Kind::Usage.exit_code()));
    }
    let rendered = error.render().to_string();
    let message = rendered.split("\n\n").next().unwrap_or_default().trim_start_matches("error: ");
    let message = message.replacen("unrecognized subcommand", "unrecognized command", 1);
    let tips = rendered.lines().filter_map(|line| line.trim().strip_prefix("tip: "));
    let tips: Vec<String> = tips.map(|tip| tip.replacen("similar subcommand", "similar command", 1)).collect();
    let hint = if wants_a_secret(error) {
        "secrets are never arguments, where others can read them: use --password-stdin, --password-file, --client-secret-file, or the environment".to_owned()
    } else if tips.is_empty() {
        what_there_is(&rendered)
    } else {
        tips.join("; ")
    };
    Err(Error::new(Kind::Usage, message).hint(hint))
}

/// What to do about an option that the command doesn't have, from clap's message, which ends with the command's usage.
fn what_there_is(rendered: &str) -> String {
    let usage = rendered.split_once("\nUsage: ").map_or("space-token COMMAND", |(_, usage)| usage);
    let is_command = |word: &&str| word.starts_with(|c: char| c.is_ascii_alphabetic());
    let command = usage.split_whitespace().take_while(is_command).collect::<Vec<_>>().join(" ");
    let option = match (rendered.split('\'').nth(1), command.rsplit(' ').next()) {
        (Some("--json"), Some("login" | "print" | "refresh")) => "use --format json; ",
        (Some("--format"), Some("status" | "inspect" | "doctor")) => "use --json; ",
        _ => "",
    };
    format!("{option}'{command} --help' shows what's available")
}

fn wants_a_secret(error: &clap::Error) -> bool {
    let Some(ContextValue::String(argument)) = error.get(ContextKind::InvalidArg) else { return false };
    ["--password", "--client-secret", "--secret", "--token"].iter().any(|secret| argument == secret)
}

fn as_json(error: &Error) -> Value {
    let server = error.server();
    json!({"error": {
        "kind": error.kind(),
        "message": error.message(),
        "hint": error.hint_text(),
        "exit_code": error.kind().exit_code(),
        "oauth_error": server.map(|said| &said.error),
        "oauth_error_description": server.map(|said| &said.description),
        "http_status": server.map(|said| said.status),
    }})
}

/// One line on standard error, without its colours where they aren't wanted. If it's gone, there's nobody to tell.
fn say(line: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_cannot_steer_the_terminal_and_means_the_same() {
        let text = "a\u{1b}[31m\u{9b}1A\u{202e}\u{7f}é\n\u{feff}";
        let json = escaped(&serde_json::to_string(text).unwrap());
        assert_eq!(json, r#""a\u001b[31m\u009b1A\u202e\u007fé\n\ufeff""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
