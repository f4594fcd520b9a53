//! `space-token`: OAuth 2.0 tokens from JetBrains Space, for terminals, scripts and CI.

#[cfg(not(target_env = "musl"))]
use std::alloc::System as Heap;
use std::ffi::OsString;
use std::process::ExitCode;

#[cfg(target_env = "musl")]
use dlmalloc::GlobalDlmalloc as Heap;
use zeroizing_alloc::ZeroAlloc;

use space_token::cli::Cli;
use space_token::{cli, commands, hardening, report, settings, signals};

/// Whatever is freed is zeroed first. [`secret::Secret`] does so by itself; the libraries that carry a
/// secret to the server, to the store or back do not.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<Heap> = ZeroAlloc(Heap);

/// Checks whether there is a standard output. Where there's none, Rust's runtime opens /dev/null in its place before
/// `main`, and a token would be lost without a word; only what the loader runs still earlier can tell.
#[cfg(unix)]
mod before_main {
    use std::sync::atomic::Ordering;

    use nix::fcntl::{FcntlArg, fcntl};
    use space_token::report::HAS_STDOUT;

    // a list of functions for the loader to run: that section's whole meaning
    #[expect(unsafe_code)]
    #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__mod_init_func"))]
    #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".init_array"))]
    #[used]
    static LOOK: extern "C" fn() = look;

    extern "C" fn look() {
        HAS_STDOUT.store(fcntl(std::io::stdout(), FcntlArg::F_GETFD).is_ok(), Ordering::Relaxed);
    }
}

fn main() -> ExitCode {
    hardening::protect();
    let words: Vec<OsString> = std::env::args_os().collect();
    let plain = cli::read_plain(&words);
    if let Some(outcome) = plain.as_ref().and_then(|cli| commands::run_cached(cli, now)) {
        return outcome.unwrap_or_else(|error| report::failure(&error, settings::error_format(None)));
    }
    signals::watch();
    let (outcome, format) = match plain.map_or_else(|| Cli::read(&words), Ok) {
        Ok(cli) => {
            report::start(cli.given.level(), cli.given.choice("color").unwrap_or_default());
            (commands::run(&cli, now), settings::error_format(cli.given.choice("error_format")))
        }
        Err(wrong) => {
            let format = settings::error_format(cli::choice_of_words(&words, "--error-format"));
            (report::usage(&wrong, format), format)
        }
    };
    outcome.unwrap_or_else(|error| report::failure(&error, format))
}

/// The clock, read here and nowhere else.
#[expect(clippy::disallowed_methods)]
fn now() -> jiff::Timestamp {
    std::time::SystemTime::now().try_into().unwrap_or(jiff::Timestamp::MIN)
}
