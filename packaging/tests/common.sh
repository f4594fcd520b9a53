# Sourced by the tests beside it, after packaging/common.sh.
# shellcheck shell=bash disable=SC2034,SC2154

name="space-token-$version"
musl="$name-x86_64-unknown-linux-musl"
work="$(mktemp -d)"
trap 'rm -rf --one-file-system "$work"' EXIT

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

# with_server [OPTION…] -- COMMAND…: runs COMMAND with a sandbox server's credentials in SPACE_TOKEN_….
with_server() {
    "${CARGO_TARGET_DIR:-target}/debug/sandbox" run "$@"
}

# session PROGRAM…: a whole login, in a home of its own below /tmp, which may be the /tmp of another root.
session() {
    HOME="/tmp/home-of-$$" with_server -- packaging/tests/session.sh "$@" > "$work/session" 2>&1 \
        || fail "$* cannot log in: $(< "$work/session")"
    rm -rf "/tmp/home-of-$$"
}

# Unpacks the archive $1 (its name without version and suffix), and says where it is.
unpacked() {
    tar -xzf "$dist/$1.tar.gz" -C "$work"
    printf '%s/%s' "$work" "$1"
}

# What is in the folder $1, but for the paths that match the expressions which follow: to compare before and after.
listing() {
    local root="$1" expression filters=(-e '^$')
    shift
    for expression in "$@"; do
        filters+=(-e "$expression")
    done
    (cd "$root" && find . -xdev -printf '%P\t%y %m %U:%G\n' | grep -vE "${filters[@]}" | LC_ALL=C sort)
}
