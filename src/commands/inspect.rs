//! `inspect`: what a token says of itself. Decoded and not verified, and it says so.

use std::io::{self, IsTerminal};

use anyhow::Context as _;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Context, session};
use crate::error::{Error, Kind, clean};
use crate::jwt::{Decoded, Object, decode, numeric_date};
use crate::report;
use crate::secret::{Secret, SecretBytes};

/// Claims in the order of interest; the others follow by name.
const ORDER: [&str; 11] =
    ["name", "principal_type", "sub", "iss", "aud", "orgDomain", "scope", "iat", "auth_time", "nbf", "exp"];

/// Claims that are times (RFC 7519 §4.1, OpenID Connect Core §2).
const TIMES: [&str; 4] = ["exp", "iat", "nbf", "auth_time"];

pub(super) fn run(context: Context<'_>, stdin: Option<&str>, json: bool) -> Result<(), Error> {
    let decoded = match stdin {
        None => {
            let (_, (record, _)) = session::stored_login(context)?;
            decode(&record.token.access_token)
        }
        Some("-") => match from_stdin()? {
            Some(text) => decode(&within_json(text)),
            None => Decoded::Opaque("it isn't UTF-8".to_owned()),
        },
        // it isn't quoted: it may be the token
        Some(_) => {
            return Err(Error::new(Kind::Usage, "a token can't be an argument, where others could read it")
                .hint("pipe it in: … | space-token inspect -"));
        }
    };
    if json { report::json(&as_json(&decoded)) } else { report::payload(&in_words(&decoded, (context.now)())) }
}

/// The text on standard input, or `None` if it isn't text.
fn from_stdin() -> Result<Option<Secret>, Error> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Err(Error::new(Kind::Usage, "cannot read a token: standard input is a terminal, which would show it")
            .hint("pipe it in: … | space-token inspect -"));
    }
    let bytes = SecretBytes::read(stdin).context("cannot read a token from standard input")?;
    if bytes.expose().trim_ascii().is_empty() {
        return Err(Error::new(Kind::Other, "cannot read a token: standard input is empty")
            .hint("the command that should have printed it failed"));
    }
    Ok(bytes.into_text())
}

/// The access token in what `print --format json`, or a token endpoint (RFC 6749 §5.1), writes; else the text.
fn within_json(text: Secret) -> Secret {
    match serde_json::from_str::<Object>(text.expose()).ok().and_then(|mut answer| answer.remove("access_token")) {
        Some(Value::String(token)) => Secret::new(token),
        _ => text,
    }
}

/// What `--json` shows; what cannot be read is null.
fn as_json(decoded: &Decoded) -> Value {
    let (format, header, claims) = match decoded {
        Decoded::Signed { header, claims } => ("jwt", Some(header), Some(claims)),
        Decoded::Encrypted { header } => ("encrypted", Some(header), None),
        Decoded::Opaque(_) => ("opaque", None, None),
    };
    json!({"verified": false, "format": format, "header": header, "claims": claims})
}

fn in_words(decoded: &Decoded, now: Timestamp) -> String {
    match decoded {
        Decoded::Signed { header, claims } => format!(
            "A JWT, decoded but not verified: anyone could have written it.\n\nHeader\n{}\nClaims\n{}",
            lines(header, now),
            lines(claims, now)
        ),
        Decoded::Encrypted { header } => format!(
            "An encrypted JWT: only the server can read its claims. Nothing was verified.\n\nHeader\n{}",
            lines(header, now)
        ),
        Decoded::Opaque(why) => format!(
            "An opaque token: only the server knows what it means. Nothing was decoded or verified.\nIt isn't a JWT: {}.\n",
            clean(why)
        ),
    }
}

/// The members of an object, the interesting ones first; a value of several parts takes as many lines.
fn lines(object: &Object, now: Timestamp) -> String {
    let mut members: Vec<(&String, &Value)> = object.iter().collect();
    members.sort_by_key(|(name, _)| ORDER.iter().position(|known| known == name).unwrap_or(ORDER.len()));
    let width = members.iter().map(|(name, _)| clean(name).chars().count()).max().unwrap_or(0).min(20);
    members.into_iter().map(|(name, value)| line(name, value, width, now)).collect()
}

fn line(name: &str, value: &Value, width: usize, now: Timestamp) -> String {
    let indent = format!("\n  {:width$}  ", "");
    format!("  {:<width$}  {}\n", clean(name), parts(name, value, now).join(&indent))
}

/// A value as people want it. A type that is not the claim's own is shown as it is.
fn parts(name: &str, value: &Value, now: Timestamp) -> Vec<String> {
    match value {
        Value::String(scope) if name == "scope" && scope.contains(' ') => scope.split_whitespace().map(clean).collect(),
        Value::Array(items) if !items.is_empty() => items.iter().map(plain).collect(),
        value if TIMES.contains(&name) => {
            vec![numeric_date(value).map_or_else(|| plain(value), |at| report::instant(at, now))]
        }
        value => vec![plain(value)],
    }
}

/// Text without its quotes, unless there's nothing else to see.
fn plain(value: &Value) -> String {
    let text = value.as_str().map(clean).filter(|text| !text.is_empty());
    text.unwrap_or_else(|| clean(&value.to_string()))
}
