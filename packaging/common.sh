# Sourced by the scripts beside it, from the root of the project.
# shellcheck shell=bash disable=SC2034

# What these scripts make and install is below here, and can be deleted.
state="${PACKAGING_STATE:-$PWD/target/packaging}"
tools="${PACKAGING_TOOLS:-$state/tools}"
# What is released.
dist="$state/dist"
PATH="$tools/release/cargo/bin:$tools/release/venv/bin:$tools/test/venv/bin:$PATH"

# The value of the first key $1 in Cargo.toml: the package's.
cargo_toml() {
    sed -n "s/^$1 = \"\(.*\)\".*/\1/p" Cargo.toml | head -n 1
}

version="$(cargo_toml version)"

die() {
    printf '%s: %s\n' "$0" "$*" >&2
    exit 1
}

# Whether the Rust in use has the standard library of the target $1.
rust_has() {
    [[ -d "$(rustc --print sysroot)/lib/rustlib/$1/lib" ]]
}

# The target as rustc names it: zig's have the version of glibc after it.
triple_of() {
    printf '%s' "${1%.2.17}"
}

# When this commit was made, in seconds: the one time that packages may hold.
if [[ -z "${SOURCE_DATE_EPOCH:-}" ]]; then
    SOURCE_DATE_EPOCH="$(git log -1 --format=%ct)" || die 'not in a clone: set SOURCE_DATE_EPOCH'
fi
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C.UTF-8

# Where the project lives, and who signs its packages; until somebody says so, names that belong to nobody.
RELEASE_REPOSITORY="${RELEASE_REPOSITORY:-$(cargo_toml repository)}"
export RELEASE_REPOSITORY="${RELEASE_REPOSITORY:-https://example.com/space-token}"
export RELEASE_MAINTAINER="${RELEASE_MAINTAINER:-space-token maintainers <space-token@example.com>}"
