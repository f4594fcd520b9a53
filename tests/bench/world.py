"""A home of its own: with a D-Bus and a gnome-keyring, a server, and what goes with them. All of it ends with it."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from spawn import Contestant, output

CREDENTIALS = {
    "SPACE_TOKEN_CLIENT_ID": "valid-service-id",
    "SPACE_TOKEN_CLIENT_SECRET": "valid-service-secret",
    "SPACE_TOKEN_USERNAME": "bob",
    "SPACE_TOKEN_PASSWORD": "correct horse",
}
"""The sandbox's."""

BUS = """<!DOCTYPE busconfig PUBLIC '-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN'
 'http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd'>
<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context='default'><allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/><allow own='*'/></policy>
</busconfig>"""


class World:
    """A temporary home, and what runs in it."""

    def __init__(self, programs):
        self.programs = programs
        self.open = ExitStack()
        # its path is always of the same length, which instruction counts depend on
        self.home = Path(self.open.enter_context(tempfile.TemporaryDirectory(prefix="space-token-", dir="/tmp")))
        self.runtime = self.home / "run"
        self.runtime.mkdir(mode=0o700)
        self.environment = {
            "HOME": str(self.home),
            "PATH": os.environ["PATH"],
            "XDG_RUNTIME_DIR": str(self.runtime),
        }

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.open.close()

    def run_beside(self, command, **options):
        """Starts a program that ends with this world."""
        process = subprocess.Popen([str(word) for word in command], env=self.environment, **options)
        self.open.callback(end, process)
        return process

    def has_keyring(self):
        """Starts a D-Bus and an unlocked gnome-keyring on it, if there are such programs."""
        if not (shutil.which("dbus-daemon") and shutil.which("gnome-keyring-daemon")):
            return False
        config = self.runtime / "bus.conf"
        config.write_text(BUS.format(path=self.runtime / "bus"))
        bus = ["dbus-daemon", "--nofork", "--nopidfile", "--print-address=1", f"--config-file={config}"]
        address = self.run_beside(bus, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.readline()
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address.decode().strip()
        service = ["gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        keyring = self.run_beside(service, stdin=subprocess.PIPE, **quiet)
        keyring.stdin.write(b"keyring password")
        keyring.stdin.close()
        until(self.keyring_answers)
        return True

    def keyring_answers(self):
        question = ["dbus-send", "--session", "--dest=org.freedesktop.DBus", "--print-reply", "/"]
        question += ["org.freedesktop.DBus.GetNameOwner", "string:org.freedesktop.secrets"]
        return subprocess.run(question, env=self.environment, capture_output=True).returncode == 0

    def server(self, *options):
        """Starts a server with these options."""
        return Server(self, options)

    def tool(self, name, *arguments, **more):
        """A run of space-token."""
        return Contestant(name, [self.programs.space_token, *arguments], {**self.environment, **more})

    def login(self, server, *arguments):
        """A login at `server`, to be run."""
        return self.tool("login", "login", *arguments, **CREDENTIALS, **server.address())

    def log_in(self, server, *arguments):
        """Logs in; gives the token that is stored then, and cached."""
        output(self.login(server, *arguments))
        named = [word for word in arguments if word.startswith("--profile=")]
        return output(self.tool("print", "print", *[word for name in named for word in ("-p", name.split("=")[1])])).strip()

    def refresh_token(self):
        """That of the stored login."""
        return json.loads(output(self.tool("print", "print", "--format", "json")))["refresh_token"]

    def write_profiles(self, number):
        """Fills config.toml."""
        folder = self.home / ".config" / "space-token"
        folder.mkdir(parents=True)
        keys = 'url = "https://space.example.com"\nclient_id = "id"\nusername = "bob"\nscope = "**"\n'
        profiles = (f"[profiles.other-{n}]\n{keys}" for n in range(number))
        (folder / "config.toml").write_text("\n".join(profiles))


class Server:
    """A running sandbox."""

    def __init__(self, world, options):
        self.log = world.home / f"server-{len(list(world.home.glob('server-*')))}.log"
        command = [world.programs.sandbox, "serve", *options]
        with self.log.open("w") as log:
            process = world.run_beside(command, stdout=subprocess.PIPE, stderr=log, text=True)
        self.url = process.stdout.readline().strip()
        words = ""
        while "Ctrl-C" not in words:
            words += process.stdout.readline()
        ca = re.search(r"--ca-cert (\S+)", words)
        self.ca = ca and ca.group(1)

    def address(self):
        """The variables that lead to it."""
        trust = {"SPACE_TOKEN_CA_CERT": self.ca} if self.ca else {}
        return {"SPACE_TOKEN_URL": self.url, **trust}

    def refreshes(self):
        """How many refreshes it has answered."""
        return self.log.read_text().count("refresh_token -> 200")


def end(process):
    process.terminate()
    process.wait()


def until(condition):
    deadline = time.monotonic() + 10
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit("bench: what was started did not come up")
        time.sleep(0.005)
