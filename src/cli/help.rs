//! What `--help` shows, and in which order: the common case first.

use clap::{Arg, Command};

/// What it does, how to type it, examples; then the rest.
const EXAMPLES_FIRST: &str = "{about-with-newline}\n{usage-heading} {usage}{after-help}\n\n{all-args}";

pub(super) const FIRST_STEPS: &str = "\
Examples:
  # log in: the rest is asked
  space-token login --url HOST
  # call an API
  a=$(space-token print --format curl) \\
    && echo \"$a\" | curl -K - URL
  # who is logged in, and until when?
  space-token status

In CI, set SPACE_TOKEN_URL, SPACE_TOKEN_CLIENT_ID, SPACE_TOKEN_CLIENT_SECRET, SPACE_TOKEN_USERNAME and \
SPACE_TOKEN_PASSWORD; then 'space-token print' needs no login.";

pub(super) const LOGIN: &str = "\
Examples:
  # you're asked for everything
  space-token login
  # for some of it
  space-token login --url HOST \\
    --username bob
  # without questions: the rest is in
  # SPACE_TOKEN_… variables
  space-token -p ci login --no-input \\
    --password-file /run/secrets/space
  # from a password manager
  pass show space |
    space-token login --password-stdin
  # only some rights
  space-token login --project-right '*'";

pub(super) const PRINT: &str = "\
Examples:
  token=$(space-token print)
  # for curl, and in no argument
  a=$(space-token print --format curl) \\
    && echo \"$a\" | curl -K - URL
  # SPACE_ACCESS_TOKEN and more
  e=$(space-token print --format sh) &&
    eval \"$e\"
  # everything there is
  space-token print --format json";

pub(super) const REFRESH: &str = "\
Examples:
  # only store the new token
  space-token refresh > /dev/null
  # print it too
  token=$(space-token refresh)";

pub(super) const STATUS: &str = "\
Exit code 0 means that there's a token to use, or one that can be refreshed; 4 means that there isn't.

With --check, the server is asked whose token it is. A 403 only means that the token may not ask. If the server rejects \
the token, the exit code is 4. An expired token is neither sent nor refreshed.

Examples:
  space-token status
  # does the server accept the token?
  space-token status --check
  # log in only if you have to
  space-token status > /dev/null ||
    space-token login";

pub(super) const LOGOUT: &str = "\
The login is deleted here first, whatever the server says. Then its tokens are revoked, where the server can do that; \
a failure there is a warning.

Examples:
  space-token logout
  space-token -p ci logout
  # every profile
  space-token logout --all";

pub(super) const EXEC: &str = "\
COMMAND gets SPACE_ACCESS_TOKEN, SPACE_TOKEN_TYPE, SPACE_ACCESS_TOKEN_EXPIRES_AT and SPACE_URL, but none of the \
passwords and secrets that space-token was given. Its exit code is passed on; 126 means that it can't be run, 127 that \
it wasn't found.

Examples:
  space-token exec -- ./deploy.sh
  # with a token for 5 minutes or more
  space-token exec --min-ttl 5m -- make";

pub(super) const PROFILE: &str = "\
A profile is a name for one server and one user. -p NAME or SPACE_TOKEN_PROFILE selects it for one command.

Examples:
  # make a profile
  space-token -p work login
  # use it where none is named
  space-token profile use work
  space-token profile list
  space-token profile rename work office
  space-token profile remove office";

pub(super) const INSPECT: &str = "\
A token is decoded, not verified: anyone can write one. An opaque token is fine; only its server can read it.

Examples:
  # the stored token, offline
  space-token inspect
  space-token inspect --json |
    jq .claims.exp
  # a token from elsewhere
  pbpaste | space-token inspect -";

pub(super) const SCOPES_LIST: &str = "\
Examples:
  space-token scopes list
  space-token scopes list issues
  space-token scopes list --json |
    jq -r '.[].name'";

pub(super) const SCOPES_CHECK: &str = "\
A server may know names that aren't known here. Exit code 2 means that no Space server takes such a scope. Scopes of \
other servers have other forms.

Examples:
  space-token scopes check 'Project:*'
  space-token scopes check \\
    'global:Profile.View'
  # everything
  space-token scopes check '**'";

pub(super) const DOCTOR: &str = "\
Each line is ok, warn or fail; a warning or a failure says what to do. Exit code 1 means that something failed. Nothing in it is secret: \
no passwords, no tokens, not your user name.

Examples:
  space-token doctor
  space-token doctor --url HOST
  space-token -p work doctor --json";

pub(super) const GIT_CREDENTIAL: &str = "\
Git runs this to get the token for the servers of your profiles, and no others.

Examples:
  git config --global \\
    credential.https://HOST.helper \\
    '!space-token git-credential'";

pub(super) const COMPLETIONS: &str = "\
Examples:
  # bash, in ~/.bashrc
  source <(space-token completions bash)
  # zsh, in ~/.zshrc, after compinit
  source <(space-token completions zsh)
  # fish, in ~/.config/fish/config.fish
  space-token completions fish | source
  # PowerShell, in $PROFILE
  space-token completions powershell |
    Out-String | Invoke-Expression
  # Elvish, in ~/.config/elvish/rc.elv
  eval (space-token completions elvish |
    slurp)
  # nushell, then source it
  space-token completions nushell |
    save space-token.nu";

/// Arranges the help of `command` and its subcommands. What says for which login is left out of `-h`, for commands that
/// use the login there is.
pub(super) fn arranged(command: Command) -> Command {
    let uses_the_login = command.get_name() != "login";
    let is_of_request = |arg: &Arg| matches!(arg.get_help_heading(), Some("Server" | "Credentials" | "Scope"));
    command
        .help_template(EXAMPLES_FIRST)
        .mut_args(|arg| if uses_the_login && is_of_request(&arg) { arg.hide_short_help(true) } else { arg })
        .mut_subcommands(arranged)
}
