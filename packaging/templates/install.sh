#!/bin/sh
# Installs space-token @VERSION@: program, man pages and completions, into ~/.local, or as root into /usr/local.
#
#   sh install.sh [--prefix FOLDER] [--from URL]    URL has the archive and SHA256SUMS
#   sh install.sh --uninstall [--prefix FOLDER]     takes all of it away again; logins stay (space-token logout --all)
#
# What is downloaded is installed only if it is what SHA256SUMS says. Needs curl or wget, tar and sha256sum or shasum.
set -eu

version=@VERSION@
from=@REPOSITORY@/releases/download/v@VERSION@

fail() {
    printf 'install.sh: %s\n' "$*" >&2
    exit 1
}

download() {
    if command -v curl > /dev/null; then
        curl --fail --silent --show-error --location --output "$2" "$1" || fail "cannot download $1"
    elif command -v wget > /dev/null; then
        wget -q -O "$2" "$1" || fail "cannot download $1"
    else
        fail 'neither curl nor wget is here to download with'
    fi
}

sha256() {
    if command -v sha256sum > /dev/null; then
        sha256sum "$1"
    elif command -v shasum > /dev/null; then
        shasum -a 256 "$1"
    else
        fail 'neither sha256sum nor shasum is here to check the download with'
    fi | cut -d ' ' -f 1
}

target() {
    case "$(uname -m)" in
        x86_64 | amd64) machine=x86_64 ;;
        aarch64 | arm64) machine=aarch64 ;;
        *) fail "there is no program for $(uname -m): build it from source" ;;
    esac
    case "$(uname -s)" in
        Linux) printf '%s-unknown-linux-musl' "$machine" ;;
        Darwin) printf '%s-apple-darwin' "$machine" ;;
        *) fail "there is no program for $(uname -s): build it from source" ;;
    esac
}

# put FILE MODE FOLDER [NAME]: a file that is running is replaced, not written to
put() {
    mkdir -p "$prefix/$3"
    place="$prefix/$3/${4:-${1##*/}}"
    cp "$1" "$place.new"
    chmod "$2" "$place.new"
    mv -f "$place.new" "$place"
}

install_it() {
    name="space-token-$version-$(target)"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    download "$from/SHA256SUMS" "$work/SHA256SUMS"
    download "$from/$name.tar.gz" "$work/$name.tar.gz"
    wanted=$(sed -n "s/^\([0-9a-f]\{64\}\)  $name\.tar\.gz\$/\1/p" "$work/SHA256SUMS")
    [ -n "$wanted" ] || fail "$from/SHA256SUMS does not name $name.tar.gz"
    found=$(sha256 "$work/$name.tar.gz")
    [ "$found" = "$wanted" ] || fail "$name.tar.gz is not what SHA256SUMS says; nothing was installed"
    tar -xzf "$work/$name.tar.gz" -C "$work"

    put "$work/$name/space-token" 755 bin
    for page in "$work/$name"/man/*; do
        put "$page" 644 "share/man/man${page##*.}"
    done
    put "$work/$name/completions/space-token.bash" 644 share/bash-completion/completions space-token
    put "$work/$name/completions/_space-token" 644 share/zsh/site-functions
    put "$work/$name/completions/space-token.fish" 644 share/fish/vendor_completions.d
    printf 'Installed %s/bin/space-token\n' "$prefix"
    case ":$PATH:" in
        *":$prefix/bin:"*) ;;
        *) printf 'It is not on your PATH; add this line to the profile of your shell:\n  export PATH="%s/bin:%s"\n' "$prefix" "\$PATH" ;;
    esac
}

uninstall() {
    rm -f "$prefix/bin/space-token" "$prefix"/share/man/man1/space-token.1 "$prefix"/share/man/man1/space-token-*.1 \
        "$prefix"/share/man/man7/space-token-*.7 "$prefix/share/bash-completion/completions/space-token" \
        "$prefix/share/zsh/site-functions/_space-token" "$prefix/share/fish/vendor_completions.d/space-token.fish"
    # folders with nothing left in them
    for folder in share/man/man1 share/man/man7 share/man share/bash-completion/completions share/bash-completion \
        share/zsh/site-functions share/zsh share/fish/vendor_completions.d share/fish; do
        rmdir "$prefix/$folder" 2> /dev/null || true
    done
    printf 'Removed from %s\n' "$prefix"
}

# one function, so that a download that was cut short runs nothing
main() {
    if [ "$(id -u)" = 0 ]; then
        prefix=/usr/local
    else
        prefix=${HOME:?}/.local
    fi
    action=install_it
    while [ $# -gt 0 ]; do
        case "$1" in
            --uninstall) action=uninstall ;;
            --prefix) prefix=${2:?a folder follows --prefix} && shift ;;
            --from) from=${2:?a URL follows --from} && shift ;;
            *) fail "unknown option $1; the first lines of this file name them" ;;
        esac
        shift
    done
    "$action"
}

main "$@"
