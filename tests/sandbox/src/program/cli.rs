//! The options of the program.

use std::ffi::OsString;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use sandbox::{Config, Kind, Tls};

/// A strict OAuth token server, shaped like JetBrains Space, to try space-token against
#[derive(Debug, Parser)]
#[command(name = "sandbox")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serves until Ctrl-C, and logs each request
    Serve(ServerArgs),
    /// Runs a command with a server of its own, and with that server's credentials in SPACE_TOKEN_…
    Run {
        #[command(flatten)]
        server: ServerArgs,
        /// The command
        #[arg(last = true, required = true)]
        command: Vec<OsString>,
    },
    /// Shows the life of a token with the real space-token, in a temporary home
    Demo,
}

#[derive(Args, Debug)]
pub(crate) struct ServerArgs {
    /// Listens on this port of the loopback; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// How long an access token lives; 600 unless the kind has another habit
    #[arg(long, value_name = "SECONDS")]
    lifetime: Option<u64>,
    /// Gives a new refresh token at each refresh; the old one dies
    #[arg(long)]
    rotate: bool,
    /// Lengthens each access token by a claim of that many characters
    #[arg(long, value_name = "CHARACTERS", default_value_t = 0)]
    padding: usize,
    /// Holds each answer of the token endpoint back for so long
    #[arg(long, value_name = "MILLISECONDS", default_value_t = 0)]
    delay: u64,
    /// Whose manners to imitate
    #[arg(long, value_enum, default_value_t = KindArg::Space)]
    pub(super) kind: KindArg,
    /// Speaks https, with a certificate of a CA made for the run
    #[arg(long)]
    tls: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum KindArg {
    Space,
    Hub,
    #[value(name = "oauth2")]
    OAuth2,
}

impl KindArg {
    /// Its name, which is also what the command line calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Space => "space",
            Self::Hub => "hub",
            Self::OAuth2 => "oauth2",
        }
    }
}

impl From<KindArg> for Kind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Space => Self::Space,
            KindArg::Hub => Self::Hub,
            KindArg::OAuth2 => Self::OAuth2,
        }
    }
}

impl ServerArgs {
    pub(super) fn config(&self) -> Config {
        let mut config = Config::of(self.kind.into());
        config.listen.set_port(self.port);
        config.lifetime = self.lifetime.unwrap_or(config.lifetime);
        config.rotate = self.rotate;
        config.extra_token_len = self.padding;
        config.delay = Duration::from_millis(self.delay);
        config.tls = self.tls.then(Tls::good);
        config
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_definition_is_sound() {
        super::Cli::command().debug_assert();
    }
}
