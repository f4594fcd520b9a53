//! What `login` asks for: names first, then secrets, and a refused secret again.

use crate::commands::{Context, session};
use crate::error::{Error, ErrorCode, ErrorResponse, Kind, are_missing, clean};
use crate::oauth::{Answer, Client, GrantType, Request, ServiceUrl};
use crate::prompt::Terminal;
use crate::report::Waiting;
use crate::secret::Secret;
use crate::service::credentials::{self, CLIENT_SECRET, CODE, PASSWORD};
use crate::service::{Target, endpoints, errors};
use crate::settings::{SecretSource, Settings, Source, Sourced};
use crate::signals::Critical;
use crate::store::{self, Record, StoreChoice, TokenStore};

/// How many times a login is tried in all, each time with a newly typed secret.
const TRIES: u32 = 3;

/// A login that is being put together.
pub(super) struct Conversation<'a> {
    context: Context<'a>,
    /// What is known so far.
    pub(super) settings: Settings,
    /// `None` where nobody can be asked.
    terminal: Option<Terminal>,
    pub(super) store: Option<Box<dyn TokenStore>>,
    /// The login that the new one replaces.
    pub(super) old: Option<Record>,
    /// What nobody has said: it's asked for.
    missing: Vec<&'static str>,
}

impl<'a> Conversation<'a> {
    /// # Errors
    /// [`Kind::InputRequired`] if something is missing, and nobody can be asked for it.
    pub(super) fn begin(context: Context<'a>, settings: Settings) -> Result<Self, Error> {
        let terminal = if settings.no_input { None } else { Terminal::open() };
        let missing = credentials::missing(&settings);
        // the client's secret may be stored
        if terminal.is_none() && missing.iter().any(|name| *name != CLIENT_SECRET) {
            return Err(nobody_to_ask(settings.no_input, &missing));
        }
        Ok(Self { context, settings, terminal, store: None, old: None, missing })
    }

    fn terminal(&self) -> Result<&Terminal, Error> {
        self.terminal.as_ref().ok_or_else(|| nobody_to_ask(self.settings.no_input, &self.missing))
    }

    fn asks(&self, secret: &str) -> bool {
        self.missing.contains(&secret)
    }

    fn asks_secrets(&self) -> bool {
        [CLIENT_SECRET, PASSWORD, CODE].iter().any(|secret| self.asks(secret))
    }

    /// Asks for the server, the client and the user, as far as they aren't known.
    pub(super) fn ask_for_names(&mut self) -> Result<(), Error> {
        match self.settings.url {
            Some(_) => self.settings = self.at_server(self.settings.clone())?,
            None => self.settings = self.ask_for_server()?,
        }
        if self.settings.client_id.is_none() {
            let id = ask_until(self.terminal()?, "Client ID", |id| Ok(id.to_owned()))?;
            self.settings.client_id = Some(typed(id));
        }
        if self.settings.grant == GrantType::Password && self.settings.username.is_none() {
            let name = ask_until(self.terminal()?, "User name", |name| Ok(name.to_owned()))?;
            self.settings.username = Some(typed(name));
        }
        Ok(())
    }

    fn ask_for_server(&self) -> Result<Settings, Error> {
        let terminal = self.terminal()?;
        loop {
            let url = ask_until(terminal, "Server URL", |url| ServiceUrl::parse(url, self.settings.allow_http))?;
            match self.at_server(Settings { url: Some(typed(url)), ..self.settings.clone() }) {
                Err(error) if error.kind() == Kind::Unreachable => terminal.reject(&with_hint(&error)),
                tried => return tried,
            }
        }
    }

    /// `settings` with the server's endpoints. It's tried before anybody types a secret for nothing.
    fn at_server(&self, settings: Settings) -> Result<Settings, Error> {
        let client = Client::new(settings.http.clone(), self.context.now);
        let settings = endpoints::discovered(settings, &client)?;
        let Some(url) = settings.url.as_ref().filter(|_| self.asks_secrets()) else {
            return Ok(settings);
        };
        let endpoint = settings.endpoint(&url.value)?;
        let _waiting = Waiting::on(&url.value.to_string());
        match client.token(&Request::without_credentials(&endpoint, settings.grant))?.0 {
            Answer::Unexpected(nothing) if nothing.is_wrong_place() => {
                Err(nothing.error(&format!("cannot get a token from {endpoint}")))
            }
            _ => Ok(settings),
        }
    }

    /// Opens the store, and finds the login that the profile has now, there or where it was kept `before`. A store that
    /// is locked or can't be written is told of before anybody types a secret for nothing.
    pub(super) fn open_store(&mut self, before: &Settings) -> Result<(), Error> {
        let settings = &self.settings;
        let name = settings.login_name();
        let _lock = settings.lock().acquire(settings.patience())?;
        let store = settings.paths.open_store(settings.store.value)?;
        if let Some(store) = &store {
            store.get(&name)?;
            if self.asks_secrets() {
                store::try_out(store.as_ref())?;
            }
        }
        let earlier = Some(before.store.value).filter(|choice| *choice != StoreChoice::Auto);
        let earlier = earlier.and_then(|choice| settings.paths.open_store(choice).ok().flatten());
        let mut stores = store.as_deref().into_iter().chain(earlier.as_deref());
        self.old = stores.find_map(|store| store::load_to_replace(store, &name));
        self.store = store;
        Ok(())
    }

    /// Makes sure that the old login may be replaced, if it's for another URL, client or user.
    ///
    /// # Errors
    /// [`Kind::Other`] if the person says no.
    pub(super) fn confirm_replacing(&self, yes: bool) -> Result<(), Error> {
        let Some(Record { obtained_for: old, .. }) = &self.old else { return Ok(()) };
        let new = Target { token_endpoint: None, scope: None, parameters: None, ..Target::of(&self.settings)? };
        if new.is_met_by(old) {
            return Ok(());
        }
        let profile = &self.settings.profile;
        let who = clean(old.who());
        let login = format!("the login of profile '{profile}': {who} at {}", old.url);
        let Some(terminal) = self.terminal.as_ref().filter(|_| !yes) else {
            log::warn!("replacing {login}");
            return Ok(());
        };
        if terminal.confirm(&format!("Replace {login}? [y/N] "))? {
            return Ok(());
        }
        let login = errors::command_for(&self.settings, "NAME", "login");
        Err(Error::new(Kind::Other, "not logged in: the stored login was kept")
            .hint(format!("log in with a separate profile: {login}")))
    }

    /// Asks for the secrets, as far as they aren't known. The client's secret is known if it's stored.
    pub(super) fn ask_for_secrets(&mut self) -> Result<(), Error> {
        if self.asks(CLIENT_SECRET) {
            match self.stored_client_secret() {
                Some(secret) => {
                    log::debug!("client secret: taken from the stored login");
                    self.settings.client_secret = Some(typed(SecretSource::Value(secret)));
                }
                None => self.ask_for_client_secret()?,
            }
        }
        self.ask_for_what_the_user_knows()
    }

    fn ask_for_what_the_user_knows(&mut self) -> Result<(), Error> {
        if self.asks(PASSWORD) {
            self.ask_for_password()?;
        }
        if self.asks(CODE) {
            let code = self.terminal()?.ask_hidden("One-time code: ")?;
            if let Some(otp) = &mut self.settings.otp {
                otp.code = code;
            }
        }
        Ok(())
    }

    fn stored_client_secret(&self) -> Option<Secret> {
        // URL and client are known by now: what isn't known would fit any login
        let new = Target::of(&self.settings).ok()?;
        let new = Target { token_endpoint: None, username: None, scope: None, parameters: None, ..new };
        self.old.as_ref().filter(|old| new.is_met_by(&old.obtained_for))?.client_secret.clone()
    }

    fn ask_for_client_secret(&mut self) -> Result<(), Error> {
        let secret = self.terminal()?.ask_hidden("Client secret (empty for a public client): ")?;
        self.settings.client_secret = Some(typed(SecretSource::Value(secret)));
        Ok(())
    }

    fn ask_for_password(&mut self) -> Result<(), Error> {
        let username = self.settings.username.as_ref().map(|name| clean(&name.value)).unwrap_or_default();
        let terminal = self.terminal()?;
        let password = loop {
            let password = terminal.ask_hidden(&format!("Password for {username}: "))?;
            if !password.is_empty() {
                break password;
            }
            terminal.reject("Password can't be empty.");
        };
        self.settings.password = Some(typed(SecretSource::Value(password)));
        Ok(())
    }

    /// As [`crate::service::Service::obtain`]. What the server refuses is asked for again, if it was typed.
    ///
    /// # Errors
    /// The same.
    pub(super) fn log_in(&mut self) -> Result<(Record, Critical), Error> {
        for _ in 1..TRIES {
            let error = match self.try_to_log_in() {
                Err(error) if error.kind() == Kind::Refused => error,
                outcome => return outcome,
            };
            let code = error.server().and_then(ErrorResponse::code);
            let of_client = self.asks(CLIENT_SECRET) && code == Some(ErrorCode::InvalidClient);
            // servers name a wrong password in many ways, or not at all
            let of_user = (self.asks(PASSWORD) || self.asks(CODE))
                && matches!(code, None | Some(ErrorCode::InvalidGrant | ErrorCode::InvalidRequest));
            if !of_client && !of_user {
                return Err(error);
            }
            self.terminal()?.reject(&with_hint(&error));
            if of_client { self.ask_for_client_secret() } else { self.ask_for_what_the_user_knows() }?;
        }
        self.try_to_log_in()
    }

    fn try_to_log_in(&self) -> Result<(Record, Critical), Error> {
        session::service(self.context, &self.settings, None).obtain()
    }
}

fn nobody_to_ask(no_input: bool, missing: &[&str]) -> Error {
    let why = if no_input { "--no-input is set" } else { "there's no terminal to ask on" };
    Error::new(Kind::InputRequired, format!("cannot log in: {}, and {why}", are_missing(missing)))
        .hint("set what is missing; 'space-token login --help' has the options for it")
}

/// The failure and the way out of it, for somebody who gets another try.
fn with_hint(error: &Error) -> String {
    match error.hint_text() {
        Some(hint) => format!("{error}\nhint: {hint}"),
        None => error.to_string(),
    }
}

fn typed<T>(value: T) -> Sourced<T> {
    Sourced { value, source: Source::Option }
}

/// Asks for `what` again, saying why, until the answer is usable.
fn ask_until<T>(terminal: &Terminal, what: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<T, Error> {
    loop {
        let answer = terminal.ask(&format!("{what}: "))?;
        // blanks come with a paste
        let answer = answer.trim();
        match read(answer) {
            _ if answer.is_empty() => terminal.reject(&format!("{what} can't be empty.")),
            Ok(value) => return Ok(value),
            Err(why) => terminal.reject(&format!("{what} can't be used: {why}.")),
        }
    }
}
