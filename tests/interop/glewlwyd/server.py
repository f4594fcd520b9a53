"""Glewlwyd, as Debian has it, with the accounts of accounts.json, on a free port of 127.0.0.1."""

import gzip
import http.cookiejar
import json
import pathlib
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ACCOUNTS = json.loads((pathlib.Path(__file__).parent.parent / "accounts.json").read_text("utf-8"))
LIFETIME = int(sys.argv[1])
SCHEMA = pathlib.Path("/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3")
CONFIGURATION = """
port={port}
bind_address="127.0.0.1"
external_url="{url}"
api_prefix="api"
log_mode="file"
log_level="ERROR"
log_file="{folder}/log"
cookie_secure=0
session_key="SESSION"
session_expiration=3600
admin_session_authentication="cookie"
profile_session_authentication="cookie"
admin_scope="g_admin"
profile_scope="g_profile"
user_module_path="/usr/lib/glewlwyd/user"
client_module_path="/usr/lib/glewlwyd/client"
user_auth_scheme_module_path="/usr/lib/glewlwyd/scheme"
plugin_module_path="/usr/lib/glewlwyd/plugin"
hash_algorithm="SHA512"
database = {{ type = "sqlite3"; path = "{folder}/db" }};
"""


def main(folder):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    schema = SCHEMA.read_bytes()
    schema = gzip.decompress(schema) if schema[:2] == b"\x1f\x8b" else schema
    with sqlite3.connect(f"{folder}/db") as database:
        database.executescript(schema.decode())
    configuration = pathlib.Path(folder, "conf")
    configuration.write_text(CONFIGURATION.format(port=port, url=url, folder=folder))
    process = subprocess.Popen(["glewlwyd", "-c", configuration], stdin=subprocess.DEVNULL, stdout=sys.stderr)
    try:
        set_up(url)
        print(f"{url}/api/glwd", flush=True)
        sys.stdin.read()
    finally:
        process.kill()
        process.wait()


def set_up(url):
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def call(method, path, body):
        request = urllib.request.Request(f"{url}/api/{path}", json.dumps(body).encode(), method=method)
        request.add_header("Content-Type", "application/json")
        try:
            return browser.open(request, timeout=10)
        except urllib.error.HTTPError as error:
            sys.exit(f"{method} {path}: {error}: {error.read()}")

    for _ in range(200):
        try:
            socket.create_connection(url.removeprefix("http://").split(":"), 1).close()
            break
        except OSError:
            time.sleep(0.05)
    call("POST", "auth/", {"username": "admin", "password": "password"})
    scopes = ["openid"] + [scope for scope in ACCOUNTS["scopes"] if scope != "openid"]
    for scope in scopes:
        if scope != "openid":
            call("POST", "scope/", {"name": scope, "password_required": True, "scheme": {}})
    call("POST", "mod/plugin/", {
        "module": "oidc", "name": "glwd", "display_name": "interop", "parameters": {
            "iss": f"{url}/api/glwd", "jwt-type": "sha", "jwt-key-size": "256", "key": "a key of these tests",
            "access-token-duration": LIFETIME, "refresh-token-duration": 3600, "code-duration": 600,
            "refresh-token-rolling": True, "refresh-token-one-use": "never", "allow-non-oidc": True,
            "auth-type-code-enabled": False, "auth-type-token-enabled": False, "auth-type-id-token-enabled": False,
            "auth-type-none-enabled": False, "auth-type-password-enabled": True, "auth-type-client-enabled": True,
            "auth-type-refresh-enabled": True, "auth-type-device-enabled": False, "subject-type": "public",
            "introspection-revocation-allowed": True, "introspection-revocation-allow-target-client": True,
        },
    })
    for user in ACCOUNTS["users"]:
        call("POST", "user/", {
            "username": user["username"], "password": user["password"], "name": user["name"], "scope": scopes,
            "enabled": True,
        })
    for client in ACCOUNTS["clients"]:
        grants = ["password", "refresh_token"] if client["grant"] == "password" else ["client_credentials"]
        call("POST", "client/", {
            "client_id": client["id"], "client_secret": client["secret"] or "", "confidential": bool(client["secret"]),
            "authorization_type": grants, "scope": scopes, "enabled": True, "name": client["id"],
            "redirect_uri": [], "token_endpoint_auth_method": ["client_secret_basic", "client_secret_post"],
        })


with tempfile.TemporaryDirectory(prefix="space-token-glewlwyd-") as temporary:
    main(temporary)
