# The few commands. `just` lists them.

_list:
    @just --list --unsorted

# installs what the tests need; it asks before it changes your system
setup:
    tests/setup

# checks formatting, runs clippy, and runs every command once: seconds, for every change
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets --locked -- -D warnings
    tests/run quick

# runs all tests, or those that you name: just test --test it crash
test *ARGS:
    tests/run {{ ARGS }}

# writes completions/ and man/ anew, from the command line's definition
bless:
    BLESS=1 cargo test --quiet --locked --test generated

# runs the tool against a demo server of its own
try:
    cargo run --quiet --locked --package sandbox -- demo

# fuzzes everything that parses, each target for so many seconds
fuzz SECONDS="20":
    tests/fuzz/run {{ SECONDS }}

# plays random histories of eight processes and judges them, for so many seconds
histories SECONDS="60" STORE="":
    tests/history/run {{ SECONDS }} {{ STORE }}

# measures
bench:
    tests/bench/run

# what CI runs, on a bare Debian as root
ci:
    .ci/run

# builds and packs a release for one or more targets
release *TARGETS:
    packaging/release {{ TARGETS }}
