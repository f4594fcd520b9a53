#!/bin/sh
# session.sh PROGRAM…: a login from beginning to end against the server that SPACE_TOKEN_… names (`sandbox run`
# sets these). PROGRAM may be several words: chroot ROOT space-token.
set -eu

fail() {
    printf 'session.sh: %s\n' "$*" >&2
    exit 1
}

"$@" --version > /dev/null || fail 'it does not run'
"$@" login --store "${STORE:-file}" || fail 'login failed'
# from here on the profile and the store have it all
unset SPACE_TOKEN_URL SPACE_TOKEN_SERVER SPACE_TOKEN_CLIENT_ID SPACE_TOKEN_CLIENT_SECRET SPACE_TOKEN_USERNAME SPACE_TOKEN_PASSWORD
token=$("$@" print)
[ -n "$token" ] || fail 'print printed nothing'
[ "$("$@" print)" = "$token" ] || fail 'the second print is another token'
refreshed=$("$@" refresh --format token)
[ "$refreshed" != "$token" ] || fail 'refresh did not refresh'
[ "$("$@" print)" = "$refreshed" ] || fail 'print does not print what refresh got'
"$@" status > /dev/null || fail 'status failed'
"$@" status --check > /dev/null || fail 'status --check failed'
"$@" logout || fail 'logout failed'
code=0
"$@" print 2> /dev/null || code=$?
[ "$code" = 4 ] || fail "print after logout ended with $code, not 4"
