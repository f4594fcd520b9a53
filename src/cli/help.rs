//! What `--help` shows, and in which order: the common case first.

use clap::{Arg, Command};

/// What it is, how it is typed, examples; then what else there is.
const EXAMPLES_FIRST: &str = "{about-with-newline}\n{usage-heading} {usage}{after-help}\n\n{all-args}";

pub(super) const FIRST_STEPS: &str = "\
Examples:
  space-token login --url space.example.com       log in; the rest is asked
  space-token print --format curl | curl -K - URL  use the token
  space-token status                              who is logged in, until when

In CI, put SPACE_TOKEN_URL, SPACE_TOKEN_CLIENT_ID, SPACE_TOKEN_CLIENT_SECRET, SPACE_TOKEN_USERNAME and \
SPACE_TOKEN_PASSWORD into the environment: 'space-token print' needs no more.";

pub(super) const LOGIN: &str = "\
Examples:
  space-token login                               asks for everything
  space-token login --url space.example.com --username bob
  space-token -p ci login --password-file /run/secrets/space --no-input
  pass show space | space-token login --password-stdin
  space-token login --team-right EditTeam --project-right '*'";

pub(super) const PRINT: &str = "\
Examples:
  token=$(space-token print)
  space-token print --format header | curl -H @- URL
  space-token print --format curl | curl -K - URL  the token is in no argument
  eval \"$(space-token print --format sh)\"         SPACE_ACCESS_TOKEN and more
  space-token print --format json --no-refresh-token";

pub(super) const REFRESH: &str = "\
Examples:
  space-token refresh > /dev/null                 a new token in the store
  token=$(space-token refresh)";

pub(super) const STATUS: &str = "\
With --check the server is asked with the stored token, if that has not expired: nothing is refreshed for it. \
A 403 says that the token has no right to tell whose it is, and proves nothing against it; a token that the \
server does not honour ends with exit code 4.

Examples:
  space-token status
  space-token status --check                      by the server's own word
  space-token status --json
  space-token status > /dev/null || space-token login";

pub(super) const LOGOUT: &str = "\
What is stored here is deleted first, whatever the server then says; a revocation that fails is a warning.

  space   drops the refresh token; an expired access token is refreshed once, for that alone
  hub     has no known way to revoke
  oauth2  revokes both tokens (RFC 7009), where the server has a revocation endpoint

Examples:
  space-token logout
  space-token -p ci logout
  space-token logout --all                        every profile";

pub(super) const EXEC: &str = "\
The program finds SPACE_ACCESS_TOKEN, SPACE_TOKEN_TYPE, SPACE_ACCESS_TOKEN_EXPIRES_AT and SPACE_URL, and none \
of the passwords and secrets that this one was given. Its exit code is the exit code; 126 and 127 are for a \
program that cannot be run or found.

Examples:
  space-token exec -- ./deploy.sh
  space-token exec --min-ttl 5m -- make release
  space-token exec -- sh -c 'echo ${#SPACE_ACCESS_TOKEN}'";

pub(super) const PROFILE: &str = "\
A profile is a name for one server and one user; -p NAME or SPACE_TOKEN_PROFILE chooses it for one command.

Examples:
  space-token -p work login                       makes a profile
  space-token profile use work                    is it where none is named
  space-token -p home print
  space-token profile list
  space-token profile remove work";

pub(super) const INSPECT: &str = "\
Examples:
  space-token inspect                             the stored token, offline
  space-token inspect --json | jq .claims.exp
  pbpaste | space-token inspect -

Anyone can write such a token: nothing here tells whether a server made it. A token that is no JWT is said \
to be opaque, which is no fault.";

pub(super) const SCOPES_LIST: &str = "\
Examples:
  space-token scopes list
  space-token scopes list issues
  space-token scopes list --json | jq -r '.[].name'";

pub(super) const SCOPES_CHECK: &str = "\
Examples:
  space-token scopes check 'Team:EditTeam Project:*'
  space-token scopes check 'global:Profile.View project:key:MY-APP:Project.View'
  space-token scopes check '**'                   everything

It is a help: a server may know names that are not known here. Exit code 0, or 2 if the scope is malformed \
for every server of Space. Scopes of other servers have other forms.";

pub(super) const DOCTOR: &str = "\
Each line is ok, warn or fail, and says what to do. It exits 1 if one fails. Nothing in it is secret: neither \
passwords and tokens nor the user's name.

Examples:
  space-token doctor
  space-token doctor --url https://space.example.com
  space-token -p work doctor --json";

pub(super) const GIT_CREDENTIAL: &str = "\
git runs it, and gets the token for the servers of your profiles, and for no others.

Examples:
  git config --global \\
    credential.https://space.example.com.helper \\
    '!space-token git-credential'";

pub(super) const COMPLETIONS: &str = "\
Examples:
  source <(space-token completions bash)          in ~/.bashrc
  source <(space-token completions zsh)           in ~/.zshrc, after compinit
  space-token completions fish | source           in ~/.config/fish/config.fish
  space-token completions powershell | Out-String | iex  in $PROFILE
  eval (space-token completions elvish | slurp)   in ~/.config/elvish/rc.elv
  space-token completions nushell | save space-token.nu  then source it";

/// Arranges the help of `command` and its subcommands.
pub(super) fn arranged(command: Command) -> Command {
    let uses_the_login = command.get_name() != "login";
    command
        .help_template(EXAMPLES_FIRST)
        .mut_args(|arg| if uses_the_login { brief_request(arg) } else { arg })
        .mut_subcommands(arranged)
}

/// Keeps what says for which login out of `-h`, for commands that use the login there is.
fn brief_request(arg: Arg) -> Arg {
    let of_request = matches!(arg.get_help_heading(), Some("Server" | "Credentials" | "Scope"));
    if of_request { arg.hide_short_help(true) } else { arg }
}
