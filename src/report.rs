//! What goes to the user: the payload on standard output, all else on standard error.

mod spinner;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use jiff::Timestamp;
use log::{Level, LevelFilter, Log, Metadata, Record};
use serde::Serialize;

use crate::cli::{ColorChoice, GlobalArgs};
use crate::error::{Error, Kind, is_unprintable};
use crate::settings::{Environment, ErrorFormat};

pub use spinner::Waiting;

/// Standard error of this program: notices, warnings, and decisions under `-v`.
struct Reporter;

impl Log for Reporter {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // what libraries log may hold what they were given
        metadata.target().starts_with("space_token")
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let prefix = match record.level() {
                Level::Error | Level::Warn => "space-token: warning: ",
                Level::Info => "",
                Level::Debug | Level::Trace => "space-token: ",
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
pub fn start(global: &GlobalArgs) {
    let level = match (global.verbose, global.quiet) {
        (true, _) => LevelFilter::Debug,
        (_, true) => LevelFilter::Warn,
        _ => LevelFilter::Info,
    };
    // it fails only if it was done before
    if log::set_logger(&Reporter).is_ok() {
        log::set_max_level(level);
    }
}

/// Writes `text` to standard output: all of it, or an error. A reader that has gone is none.
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
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if is_unprintable(c) {
            safe.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            safe.push(c);
        }
    }
    safe
}

/// Prints the error, once, and gives its exit code.
pub fn failure(error: &Error, format: ErrorFormat, color: ColorChoice, environment: &Environment) -> ExitCode {
    match format {
        ErrorFormat::Json => say(&as_json(error)),
        ErrorFormat::Text => {
            let colored = match color {
                ColorChoice::Always => true,
                ColorChoice::Never => false,
                ColorChoice::Auto => io::stderr().is_terminal() && !environment.no_color(),
            };
            let (bold, dim, reset) = if colored { ("\x1b[1;31m", "\x1b[36m", "\x1b[0m") } else { ("", "", "") };
            say(&format!("{bold}space-token:{reset} {}", error.message()));
            if let Some(hint) = error.hint_text() {
                say(&format!("{dim}hint:{reset} {hint}"));
            }
        }
    }
    ExitCode::from(error.kind().exit_code())
}

/// Help and version go to standard output; all else that clap has to say is an error like any other.
///
/// # Errors
/// [`Kind::Usage`] for a wrong command line.
pub fn usage(error: &clap::Error) -> Result<ExitCode, Error> {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // a reader that has gone is no error
        let _ = error.print();
        return Ok(ExitCode::SUCCESS);
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = error.print();
        return Ok(ExitCode::from(Kind::Usage.exit_code()));
    }
    let rendered = error.render().to_string();
    let mut paragraphs = rendered.split("\n\n");
    let message = paragraphs.next().unwrap_or_default().trim_start_matches("error: ").to_owned();
    let tips: Vec<&str> = rendered.lines().filter_map(|line| line.trim().strip_prefix("tip: ")).collect();
    let hint = if wants_a_secret(error) {
        "secrets are never arguments, where others can read them: use --password-stdin, --password-file, --client-secret-file, or the environment".to_owned()
    } else if tips.is_empty() {
        "'space-token COMMAND --help' shows what there is".to_owned()
    } else {
        tips.join("; ")
    };
    Err(Error::new(Kind::Usage, message).hint(hint))
}

fn wants_a_secret(error: &clap::Error) -> bool {
    let Some(ContextValue::String(argument)) = error.get(ContextKind::InvalidArg) else { return false };
    ["--password", "--client-secret", "--secret", "--token"].iter().any(|secret| argument == secret)
}

/// `9 min`, `45 s`, `2 h 5 min`, `3 d`.
pub fn left(seconds: Option<u64>) -> String {
    match seconds {
        None => "an unknown time".to_owned(),
        Some(s @ 0..=119) => format!("{s} s"),
        Some(s @ 120..=7_199) => format!("{} min", s / 60),
        Some(s @ 7_200..=172_799) => format!("{} h {} min", s / 3_600, s % 3_600 / 60),
        Some(s) => format!("{} d", s / 86_400),
    }
}

/// An instant as people want it: `2026-01-31 18:03:12 UTC (in 9 min)`.
pub fn instant(at: Timestamp, now: Timestamp) -> String {
    let shown = at.strftime("%Y-%m-%d %H:%M:%S UTC");
    let seconds = at.as_second() - now.as_second();
    let distance = left(Some(seconds.unsigned_abs()));
    if seconds >= 0 { format!("{shown} (in {distance})") } else { format!("{shown} ({distance} ago)") }
}

fn as_json(error: &Error) -> String {
    #[derive(Serialize)]
    struct Wrapped<'a> {
        error: Object<'a>,
    }
    #[derive(Serialize)]
    struct Object<'a> {
        kind: &'a str,
        message: &'a str,
        hint: Option<&'a str>,
        exit_code: u8,
        oauth_error: Option<&'a str>,
        oauth_error_description: Option<&'a str>,
        http_status: Option<u16>,
    }
    let server = error.server();
    let object = Object {
        kind: error.kind().name(),
        message: error.message(),
        hint: error.hint_text(),
        exit_code: error.kind().exit_code(),
        oauth_error: server.and_then(|said| said.error.as_deref()),
        oauth_error_description: server.and_then(|said| said.description.as_deref()),
        http_status: server.map(|said| said.status),
    };
    serde_json::to_string(&Wrapped { error: object }).unwrap_or_default()
}

/// One line on standard error. If that is gone, there is nobody left to tell.
fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
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

    #[test]
    fn times_are_told_as_instants_and_distances() {
        let now = Timestamp::from_second(1_564_504_830).unwrap();
        let at = |seconds: i64| instant(Timestamp::from_second(1_564_504_830 + seconds).unwrap(), now);
        assert_eq!(at(0), "2019-07-30 16:40:30 UTC (in 0 s)");
        assert_eq!(at(599), "2019-07-30 16:50:29 UTC (in 9 min)");
        assert_eq!(at(-7_500), "2019-07-30 14:35:30 UTC (2 h 5 min ago)");
        assert_eq!(at(864_000), "2019-08-09 16:40:30 UTC (in 10 d)");
    }
}
