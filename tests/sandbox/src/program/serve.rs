//! `sandbox serve`: a server in the foreground.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use sandbox::{Config, Sandbox};
use tokio::runtime;

use super::cli::ServerArgs;
use super::{Outcome, ca_file};

pub(crate) fn serve(args: &ServerArgs) -> Outcome {
    let config = Config { log: true, ..args.config() };
    let server = Sandbox::try_with(config.clone())?;
    let ca = ca_file(&server)?;
    introduce(args, &config, &server.url(), ca.as_ref().map(|file| file.path()))?;
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(interruption())?;
    Ok(ExitCode::SUCCESS)
}

/// Prints where the server is, whom it knows, and how to log in.
fn introduce(args: &ServerArgs, config: &Config, url: &str, ca: Option<&Path>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{url}\n\nClients (id, secret, scope):")?;
    for client in &config.clients {
        let secret = client.secret.as_deref().unwrap_or("(none)");
        writeln!(out, "  {:20}  {secret:20}  {}", client.id, client.scope)?;
    }
    writeln!(out, "\nUsers (name, password):")?;
    for user in &config.users {
        let password = user.application_password.as_ref().unwrap_or(&user.password);
        writeln!(out, "  {:20}  {password}", user.username)?;
    }
    let server = match args.kind.name() {
        "space" => String::new(),
        other => format!(" --server {other}"),
    };
    let trust = ca.map(|path| format!(" --ca-cert {}", path.display())).unwrap_or_default();
    writeln!(
        out,
        "\nLog in:\n  space-token login --url {url}{server}{trust} --client-id valid-service-id --username bob\n\n\
         Ctrl-C stops the server."
    )
}

/// Waits for Ctrl-C or a request to end.
async fn interruption() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut termination = signal(SignalKind::terminate())?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed,
            _ = termination.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
