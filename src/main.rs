//! `space-token`: OAuth 2.0 tokens from JetBrains Space, for terminals, scripts and CI.

use std::alloc::System;
use std::ffi::OsString;
use std::process::ExitCode;

use zeroizing_alloc::ZeroAlloc;

use space_token::cli::{Cli, ColorChoice, ErrorFormat, PlainPrint};
use space_token::fast::Way;
use space_token::settings::Environment;
use space_token::{cli, commands, fast, hardening, report, settings};

/// Whatever is freed is zeroed first. [`secret::Secret`] does so by itself; the libraries that carry a
/// secret to the server, to the store or back do not.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    hardening::protect();
    let environment = Environment::read();
    let words: Vec<OsString> = std::env::args_os().collect();
    let plain = PlainPrint::read(&words);
    let way = plain.as_ref().map_or(Way::Ordinary(None), |plain| fast::way(plain, &environment, now));
    let _turn = match way {
        Way::Ordinary(turn) => turn,
        Way::Fast(payload) => {
            return match report::payload(payload.expose()) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => report::failure(&error, ErrorFormat::Text, ColorChoice::Auto, &environment),
            };
        }
    };
    let (outcome, format, color) = match plain.map_or_else(|| Cli::read(&words), |plain| Ok(plain.into())) {
        Ok(cli) => {
            report::start(&cli.global);
            match settings::error_format(cli.global.error_format, &environment) {
                Ok(format) => (commands::run(&cli, &environment, now), format, cli.global.color),
                Err(wrong) => (Err(wrong), ErrorFormat::Text, cli.global.color),
            }
        }
        Err(wrong) => {
            let format = settings::error_format_of_words(&words, &environment);
            (report::usage(&wrong), format, cli::choice_of_words(&words, "--color"))
        }
    };
    outcome.unwrap_or_else(|error| report::failure(&error, format, color.unwrap_or_default(), &environment))
}

/// The clock, read here and nowhere else.
#[expect(clippy::disallowed_methods)]
fn now() -> jiff::Timestamp {
    std::time::SystemTime::now().try_into().unwrap_or(jiff::Timestamp::MIN)
}
