"""Other programs that print a stored token, set up with the same one. What is not installed is skipped."""

import http.server
import json
import os
import re
import shutil
import signal
import subprocess
import threading

from spawn import Contestant

OIDC_TOKEN = "`oidc-token`, whose agent keeps the token in memory"
SECRET_TOOL = "`secret-tool lookup`"


def all_of(world, token):
    """Contestants, and a line for each that is not here."""
    found, skipped = [], []
    for name, program, prepare in NEIGHBOURS:
        path = shutil.which(program)
        arguments = prepare(world, token) if path else None
        if arguments is None:
            skipped.append(f"{name} was skipped: {'it could not be set up' if path else 'not installed'}.")
        else:
            found.append(Contestant(name, [path, *arguments], world.environment))
    return found, tuple(skipped)


def secret_tool(world, token):
    store(world, token, "bench")
    return ["lookup", "service", "bench", "username", "bob"]


def store(world, secret, service):
    """Stores a secret as any other program would."""
    command = ["secret-tool", "store", "--label=bench", "service", service, "username", "bob"]
    subprocess.run(command, env=world.environment, input=secret.encode(), check=True)


def gh(world, token):
    folder = world.home / ".config" / "gh"
    folder.mkdir(parents=True)
    (folder / "hosts.yml").write_text(f"github.com:\n    oauth_token: {token}\n    user: bob\n")
    return ["auth", "token"]


def python_keyring(world, token):
    command = ["keyring", "set", "bench-keyring", "bob"]
    done = subprocess.run(command, env=world.environment, input=token.encode(), capture_output=True)
    return ["get", "bench-keyring", "bob"] if done.returncode == 0 else None


def oidc_token(world, token):
    """An agent that holds the token in memory, from a provider that does nothing but hand it out."""
    started = subprocess.run(["oidc-agent"], env=world.environment, capture_output=True, text=True).stdout
    variables = dict(re.findall(r"(OIDC\w+)=([^;]+);", started))
    if "OIDCD_PID" not in variables:
        return None
    world.open.callback(os.kill, int(variables["OIDCD_PID"]), signal.SIGTERM)
    world.environment["OIDC_SOCK"] = variables["OIDC_SOCK"]
    (world.home / ".oidc-agent").mkdir(mode=0o700)
    provider = Provider(token)
    command = ["oidc-gen", "--manual", "--flow=password", "--op-username=bob", "--op-password=horse"]
    command += [f"--issuer={provider.url}/", "--client-id=bench", "--client-secret=bench", "--scope=openid"]
    command += ["--redirect-uri=http://localhost:4242", "--pw-cmd=echo bench", "--prompt=none", "--confirm-default"]
    quiet = {"stdin": subprocess.DEVNULL, "capture_output": True}
    done = subprocess.run([*command, "bench"], env=world.environment, **quiet)
    provider.shutdown()
    return ["bench"] if done.returncode == 0 else None


class Provider(http.server.HTTPServer):
    """Hands out one token."""

    def __init__(self, token):
        super().__init__(("127.0.0.1", 0), Answer)
        self.token = token
        self.url = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        url = self.server.url
        endpoints = {name: f"{url}/{name}" for name in ("token_endpoint", "authorization_endpoint")}
        grants = {"grant_types_supported": ["password", "refresh_token"], "response_types_supported": ["code"]}
        self.reply({"issuer": url, "scopes_supported": ["openid", "offline_access"], **endpoints, **grants})

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.reply(
            {"access_token": self.server.token, "token_type": "Bearer", "expires_in": 86400, "refresh_token": "bench"}
        )

    def reply(self, answer):
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


NEIGHBOURS = (
    (OIDC_TOKEN, "oidc-token", oidc_token),
    (SECRET_TOOL, "secret-tool", secret_tool),
    ("`gh auth token`, from its plain file", "gh", gh),
    ("`keyring get` of Python", "keyring", python_keyring),
)
