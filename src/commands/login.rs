//! `login`: asks for what is missing, gets a token, keeps it, saves the profile.

use std::path::PathBuf;

use toml_edit::Value;

use super::{Context, endpoints, session};
use crate::cli::LoginArgs;
use crate::error::{Error, Kind, clean};
use crate::oauth::{AccessType, ClientAuth, GrantType, Server, ServiceUrl, name_of, scope};
use crate::prompt::Terminal;
use crate::report;
use crate::settings::config::Config;
use crate::settings::{Otp, SecretSource, Settings, Source, Sourced, check_client_id, config_lock};
use crate::store::{self, Record, StoreChoice};

pub(super) fn run(context: Context<'_>, args: &LoginArgs) -> Result<(), Error> {
    let mut settings = Settings::read(context.global, &args.request, None, context.environment)?;
    if let Some(parameter) = &args.otp {
        settings.otp = Some(Otp::named(parameter, Source::Option)?);
    }
    refuse_if_nobody_can_be_asked(&settings)?;
    warn_about_names(&settings);
    // before anybody types a password for nothing
    let store = store::open(settings.store.value, &settings.paths.state)?;
    ask_for_the_url(&mut settings)?;
    let mut settings = endpoints::discovered(context, settings)?;
    ask_for_what_is_missing(&mut settings)?;
    let credentials = session::credentials(context, &settings)?;
    let record = session::service(context, &settings, store.as_deref()).login(&credentials)?;
    let choice = store.map_or(StoreChoice::None, |store| store.choice());
    save_profile(&settings, &record, choice)?;
    tell(context, &settings.profile, &record, choice);
    match args.output.format {
        Some(format) => session::write(context, &settings.profile, &record, format, !args.output.no_refresh_token),
        None => Ok(()),
    }
}

/// A server may know names that are not known here, so it is asked all the same.
fn warn_about_names(settings: &Settings) {
    const MOST: usize = 5;
    if settings.server != Server::Space {
        return;
    }
    let doubts = scope::doubts(&settings.scope.value);
    doubts.iter().take(MOST).for_each(|doubt| log::warn!("{doubt}"));
    if doubts.len() > MOST {
        log::warn!("and {} more: 'space-token scopes check' tells all", doubts.len() - MOST);
    }
}

/// What `login` would have to ask: what users see, and how else to say it.
fn questions(settings: &Settings) -> Vec<(&'static str, &'static str)> {
    let user = settings.grant == GrantType::Password;
    let secret = settings.client_auth != ClientAuth::None;
    [
        (settings.url.is_none(), "the URL", "--url or SPACE_TOKEN_URL"),
        (settings.client_id.is_none(), "the client id", "--client-id or SPACE_TOKEN_CLIENT_ID"),
        (
            secret && settings.client_secret.is_none(),
            "the client secret",
            "--client-secret-file or SPACE_TOKEN_CLIENT_SECRET",
        ),
        (user && settings.username.is_none(), "the user name", "--username or SPACE_TOKEN_USERNAME"),
        (
            user && settings.password.is_none(),
            "the password",
            "--password-stdin, --password-file or SPACE_TOKEN_PASSWORD",
        ),
    ]
    .into_iter()
    .filter(|(missing, ..)| *missing)
    .map(|(_, what, how)| (what, how))
    .collect()
}

fn refuse_if_nobody_can_be_asked(settings: &Settings) -> Result<(), Error> {
    let missing = questions(settings);
    if missing.is_empty() || (!settings.no_input && Terminal::open().is_some()) {
        return Ok(());
    }
    let why = if settings.no_input { "--no-input is set" } else { "there is no terminal to ask on" };
    let (what, how): (Vec<_>, Vec<_>) = missing.into_iter().unzip();
    Err(Error::new(Kind::InputRequired, format!("cannot log in: {} missing, and {why}", are(&what)))
        .hint(format!("give {}", how.join("; "))))
}

fn are(what: &[&str]) -> String {
    match what {
        [one] => format!("{one} is"),
        several => format!("{} are", several.join(", ")),
    }
}

fn ask_for_the_url(settings: &mut Settings) -> Result<(), Error> {
    if settings.url.is_none() {
        let url = ask_until(&terminal()?, "Server URL: ", |url| ServiceUrl::parse(url, settings.allow_http))?;
        settings.url = Some(typed(url));
    }
    Ok(())
}

fn terminal() -> Result<Terminal, Error> {
    Terminal::open().ok_or_else(|| Error::new(Kind::InputRequired, "the terminal has gone"))
}

fn ask_for_what_is_missing(settings: &mut Settings) -> Result<(), Error> {
    if questions(settings).is_empty() {
        return Ok(());
    }
    let terminal = terminal()?;
    if settings.client_id.is_none() {
        let id =
            ask_until(&terminal, "Client ID: ", |id| non_empty(id).and_then(|id| check_client_id(&id).map(|()| id)))?;
        settings.client_id = Some(typed(id));
    }
    if settings.client_secret.is_none() && settings.client_auth != ClientAuth::None {
        let secret = terminal.ask_hidden("Client secret (empty for a public client): ")?;
        settings.client_secret = Some(typed(SecretSource::Value(secret)));
    }
    if settings.grant == GrantType::Password {
        if settings.username.is_none() {
            settings.username = Some(typed(ask_until(&terminal, "User name: ", non_empty)?));
        }
        if settings.password.is_none() {
            let username = settings.username.as_ref().map(|name| clean(&name.value)).unwrap_or_default();
            let password = loop {
                let password = terminal.ask_hidden(&format!("Password of {username}: "))?;
                if !password.is_empty() {
                    break password;
                }
                terminal.tell("An empty password is never right.");
            };
            settings.password = Some(typed(SecretSource::Value(password)));
        }
    }
    Ok(())
}

fn typed<T>(value: T) -> Sourced<T> {
    Sourced { value, source: Source::Option }
}

/// Asks again, with the reason, until the answer will do.
fn ask_until<T>(terminal: &Terminal, question: &str, accept: impl Fn(&str) -> Result<T, String>) -> Result<T, Error> {
    loop {
        match accept(&terminal.ask(question)?) {
            Ok(answer) => return Ok(answer),
            Err(why) => terminal.tell(&format!("That will not do: {why}.")),
        }
    }
}

fn non_empty(text: &str) -> Result<String, String> {
    match text {
        "" => Err("it is empty".to_owned()),
        text => Ok(text.to_owned()),
    }
}

/// Saves what the next command has to know, the store among it, and nothing secret. Defaults are left out.
fn save_profile(settings: &Settings, record: &Record, store: StoreChoice) -> Result<(), Error> {
    let target = &record.obtained_for;
    let unless_default = |name: String, is_default: bool| (!is_default).then(|| Value::from(name));
    // a client without a secret is a public one, and nobody need ask for its secret again
    let auth = if record.client_secret.is_none() { ClientAuth::None } else { settings.client_auth };
    let text = |sourced: &Option<Sourced<String>>| {
        let said = sourced.as_ref().filter(|sourced| sourced.source != Source::Default)?;
        Some(Value::from(&said.value))
    };
    let file = |file: &Option<PathBuf>| {
        let file = file.as_ref()?;
        let absolute = std::path::absolute(file).unwrap_or_else(|_| file.clone());
        Some(Value::from(absolute.to_string_lossy().into_owned()))
    };
    let keys = [
        ("url", Some(Value::from(&target.url))),
        ("server", unless_default(name_of(&settings.server), settings.server == Server::Space)),
        ("token_endpoint", text(&settings.token_endpoint)),
        ("revocation_endpoint", text(&settings.revocation_endpoint)),
        ("userinfo_endpoint", text(&settings.userinfo_endpoint)),
        ("grant", unless_default(name_of(&settings.grant), settings.grant == GrantType::Password)),
        ("client_id", Some(Value::from(&target.client_id))),
        ("client_auth", unless_default(name_of(&auth), auth == ClientAuth::Basic)),
        ("username", target.username.as_ref().map(Value::from)),
        ("scope", Some(Value::from(&target.scope))),
        ("access_type", unless_default(name_of(&settings.access_type), settings.access_type == AccessType::Offline)),
        ("store", Some(Value::from(name_of(&store)))),
        ("otp", settings.otp.as_ref().map(|otp| Value::from(&otp.parameter))),
        ("token_parameters", settings.form_of_token_parameters().map(Value::from)),
        ("ca_cert", file(&settings.http.ca_cert)),
        ("client_cert", file(&settings.http.client_cert)),
        ("client_key", file(&settings.http.client_key)),
        ("allow_http", settings.allow_http.then(|| Value::from(true))),
    ];
    let _lock = config_lock(&settings.paths).take()?;
    let mut config = Config::read(&settings.paths.config)?;
    config.set_profile(&settings.profile, &keys)?;
    config.write()
}

/// One line: who is logged in where, until when, and where the token is kept.
fn tell(context: Context<'_>, profile: &str, record: &Record, store: StoreChoice) {
    let target = &record.obtained_for;
    let who = target.username.as_ref().unwrap_or(&target.client_id);
    let until = record.token.expires_at().map(|end| report::instant(end, (context.now)())).map_or_else(
        || "for an unknown time".to_owned(),
        |end| match record.is_renewable() {
            true => format!("token until {end}, then refreshed"),
            false => format!("until {end}, without a refresh token"),
        },
    );
    let kept = match store {
        StoreChoice::Kernel => "kept in the kernel's keyring: in memory, gone at reboot",
        StoreChoice::File => "kept in a plain file, readable by you alone",
        StoreChoice::None => "not kept",
        StoreChoice::Auto | StoreChoice::Keyring => "kept in the keyring",
    };
    let profile = if profile == "default" { String::new() } else { format!(" (profile {profile})") };
    log::info!("Logged in to {} as {}{profile}; {until}; {kept}.", target.url, clean(who));
}
