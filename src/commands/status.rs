//! `status`: who is logged in where, offline; with `--check` by the server's own word.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Context, session};
use crate::error::{Error, clean};
use crate::oauth::identity::Identity;
use crate::oauth::name_of;
use crate::report::{self, GOOD, HEADING, WARNING};
use crate::service::{Checked, errors};
use crate::store::{Record, StoreChoice};

pub(super) fn run(context: Context<'_>, json: bool, check: bool) -> Result<(), Error> {
    let (settings, (record, store)) = session::stored_login(context)?;
    let now = (context.now)();
    if record.token.is_expired(now) && !record.is_renewable() {
        return Err(errors::cannot_be_refreshed(&settings, &record, now));
    }
    let check = check.then(|| session::service(context, &settings, None).check(&record)).transpose()?;
    Seen { profile: &settings.profile, record: &record, store, check, now }.show(json)
}

/// All that there is to show.
pub(super) struct Seen<'a> {
    pub(super) profile: &'a str,
    pub(super) record: &'a Record,
    pub(super) store: StoreChoice,
    /// `None` unless the server was to be asked.
    pub(super) check: Option<Checked>,
    pub(super) now: Timestamp,
}

impl Seen<'_> {
    /// Writes it to standard output, as a JSON object or for people.
    pub(super) fn show(&self, json: bool) -> Result<(), Error> {
        if json { report::json(&self.as_json()) } else { report::text(&self.as_text()) }
    }

    fn as_json(&self) -> Value {
        let Self { profile, record, store, ref check, now } = *self;
        let target = &record.obtained_for;
        json!({
            "profile": profile,
            "url": target.url,
            "username": target.username,
            "client_id": target.client_id,
            "scope": record.scope(),
            "store": name_of(&store),
            "encrypted": store != StoreChoice::File,
            "valid": !record.token.is_expired(now),
            "refreshable": record.is_renewable(),
            "expires_at": record.token.expires_at().map(|end| end.to_string()),
            "expires_in": record.token.expires_in(now),
            "check": check.as_ref().map(check_as_json),
        })
    }

    fn as_text(&self) -> String {
        let Self { profile, record, store, ref check, now } = *self;
        let target = &record.obtained_for;
        let refresh = if record.is_renewable() { "automatic" } else { "not possible: log in again when it expires" };
        let scope = match record.scope() {
            "" => "the server's default".to_owned(),
            scope => clean(scope),
        };
        let user = target.username.as_deref().map_or_else(|| "none: the client itself".to_owned(), clean);
        let lines = [
            ("Profile", Some(profile.to_owned())),
            ("Server", Some(target.url.clone())),
            ("User", Some(user)),
            ("Client", Some(clean(&target.client_id))),
            ("Scope", Some(scope)),
            ("Token", Some(token(record, now))),
            ("", self.bar()),
            ("Refresh", Some(refresh.to_owned())),
            ("Store", Some(session::store_name(store).to_owned())),
            ("Check", check.as_ref().map(checked)),
        ];
        let lines = lines.iter().filter_map(|(name, value)| {
            let value = value.as_ref()?;
            Some(format!("{HEADING}{name:<8}{HEADING:#} {value}\n"))
        });
        lines.fold(self.summary(), |text, line| text + &line)
    }

    fn summary(&self) -> String {
        let (target, token) = (&self.record.obtained_for, &self.record.token);
        let who = clean(target.who());
        let then = match token.expires_in(self.now) {
            Some(0) => "the next use refreshes the token".to_owned(),
            Some(seconds) => format!("the token is valid for {}", report::left(Some(seconds))),
            None => "the token is valid".to_owned(),
        };
        format!("{GOOD}Logged in{GOOD:#} to {} as {who}; {then}.\n\n", target.url)
    }

    /// Only for a person who sees colours.
    fn bar(&self) -> Option<String> {
        let (left, lifetime) = (self.record.token.expires_in(self.now)?, self.record.token.lifetime?);
        report::is_in_color().then(|| report::bar(left, lifetime))
    }
}

/// Until when the token is valid.
fn token(record: &Record, now: Timestamp) -> String {
    match (record.token.expires_at(), record.token.is_expired(now)) {
        (None, _) => format!("{GOOD}valid{GOOD:#}; the server didn't say for how long"),
        (Some(end), false) => format!("{GOOD}valid{GOOD:#} until {}", report::instant(end, now)),
        (Some(end), true) => format!("{WARNING}expired{WARNING:#} at {}", report::instant(end, now)),
    }
}

/// What the server said; who it is, is all null where nothing is known.
fn check_as_json(check: &Checked) -> Value {
    let (result, Identity { id, username, name, banned }, reason) = match check {
        Checked::Honoured(identity) => ("honoured", identity.clone(), None),
        Checked::Undisclosed(said) => ("undisclosed", Identity::default(), Some(said)),
        Checked::NotAsked(why) => ("not_asked", Identity::default(), Some(why)),
    };
    json!({"result": result, "id": id, "username": username, "name": name, "banned": banned, "reason": reason})
}

/// What the server said, in words.
fn checked(check: &Checked) -> String {
    match check {
        Checked::Honoured(identity) => format!("the server accepts the token; it belongs to {}", who(identity)),
        Checked::Undisclosed(said) => {
            format!("the server wouldn't say whose token it is ({said}); it may still be valid")
        }
        Checked::NotAsked(why) => format!("not asked: {why}"),
    }
}

/// `bob (Bob Builder, id 7)`
fn who(Identity { id, username, name, banned }: &Identity) -> String {
    let id = id.as_ref().map(|id| format!("id {id}"));
    let mut known = [username.clone(), name.clone(), id].into_iter().flatten();
    let first = known.next().unwrap_or_default();
    let rest = known.collect::<Vec<_>>().join(", ");
    let who = if rest.is_empty() { first } else { format!("{first} ({rest})") };
    if *banned == Some(true) { format!("{who}, who is banned there") } else { who }
}
