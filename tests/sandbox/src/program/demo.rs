//! `sandbox demo`: the life of a token, shown with the real program.

use std::env;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Output};
use std::thread;
use std::time::Duration;

use sandbox::{Config, Sandbox};
use tempfile::TempDir;

use super::{Outcome, build};

const LIFETIME: u64 = 3;

/// What a program needs of its surroundings; all else is the demo's own.
const KEPT: [&str; 5] = ["LANG", "PATH", "SystemRoot", "TEMP", "TMP"];

pub(crate) fn demo() -> Outcome {
    let stage = Stage { program: build::space_token()?, home: TempDir::new()? };
    let config = Config { lifetime: LIFETIME, rotate: true, ..Config::default() };
    play(&stage, &Sandbox::with(config))?;
    Ok(ExitCode::SUCCESS)
}

fn play(stage: &Stage, server: &Sandbox) -> Outcome<()> {
    say("Log in. The credentials come from the environment, the tokens go to a file.")?;
    stage.login(&server.url())?;
    expect(server.grants() == 1, "the login is one request")?;

    say("Print the access token, twice: it is the stored one.")?;
    let first = stage.print()?;
    expect(server.active_access_token(&first), "the server knows the token")?;
    expect(stage.print()? == first, "the second token is the first")?;
    expect(server.refreshes() == 0, "nothing was refreshed")?;

    say("Wait until it expires, and print again: it is refreshed.")?;
    thread::sleep(Duration::from_millis(LIFETIME * 1000 + 100));
    let second = stage.print()?;
    expect(second != first, "the token after the expiry is another")?;
    expect(server.active_access_token(&second), "the server knows the new token")?;
    expect((server.grants(), server.refreshes()) == (1, 1), "no password was needed")?;

    say("Who is logged in?")?;
    let status = stage.run(&["status"])?;
    expect(status.status.success(), "there is a login")?;

    say("Log out: the login ends at the server, too.")?;
    let logout = stage.run(&["logout"])?;
    expect(logout.status.success(), "the log-out succeeds")?;
    expect(server.active_logins() == 0, "the login has ended at the server")?;
    let print = stage.run(&["print"])?;
    expect(print.status.code() == Some(4), "printing without a login exits with 4")?;
    expect(print.stdout.is_empty(), "nothing is printed without a login")?;
    say("Nobody is logged in, which is exit code 4. All is as it should be.")
}

/// The program, and the home that it has for the time of the demo.
struct Stage {
    program: PathBuf,
    home: TempDir,
}

impl Stage {
    fn login(&self, url: &str) -> Outcome<()> {
        let mut command = self.command();
        command
            .args(["login", "--store", "file"])
            .env("SPACE_TOKEN_URL", url)
            .env("SPACE_TOKEN_CLIENT_ID", "valid-service-id")
            .env("SPACE_TOKEN_CLIENT_SECRET", "valid-service-secret")
            .env("SPACE_TOKEN_USERNAME", "bob")
            .env("SPACE_TOKEN_PASSWORD", "correct horse");
        expect(perform(&mut command)?.status.success(), "the login succeeds")
    }

    fn print(&self) -> Outcome<String> {
        let output = self.run(&["print"])?;
        expect(output.status.success(), "printing succeeds")?;
        let printed = String::from_utf8(output.stdout)?;
        let token = printed.strip_suffix('\n').ok_or("the token has no newline after it")?;
        Ok(token.into())
    }

    fn run(&self, arguments: &[&str]) -> Outcome<Output> {
        perform(self.command().args(arguments))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        let kept = KEPT.iter().filter_map(|name| Some((name, env::var_os(name)?)));
        command.env_clear().envs(kept).env("HOME", self.home.path());
        for (variable, folder) in [
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_RUNTIME_DIR", "run"),
            ("XDG_STATE_HOME", "state"),
        ] {
            command.env(variable, self.home.path().join(folder));
        }
        command
    }
}

/// Runs a command and shows it: the line, and what it says.
fn perform(command: &mut Command) -> Outcome<Output> {
    let arguments: Vec<_> = command.get_args().map(|argument| argument.to_string_lossy()).collect();
    writeln!(io::stdout(), "$ space-token {}", arguments.join(" "))?;
    let output = command.output()?;
    io::stdout().write_all(&output.stdout)?;
    io::stdout().flush()?;
    io::stderr().write_all(&output.stderr)?;
    Ok(output)
}

fn say(text: &str) -> Outcome<()> {
    Ok(writeln!(io::stdout(), "\n# {text}")?)
}

fn expect(holds: bool, claim: &str) -> Outcome<()> {
    if holds { Ok(()) } else { Err(format!("this does not hold: {claim}").into()) }
}
