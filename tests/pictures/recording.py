"""A first login, `print` and `status`, by a real run of the built program against the sandbox."""

import os
import pty
import re
import select
import signal
import socket
import struct
import subprocess
import tempfile
import termios
import threading
import time
from fcntl import ioctl
from pathlib import Path

import animation
from screen import Screen

COLUMNS, LINES = 88, 40
HOST = "space.example.test"
KEY, THINKING, READING = 0.07, 0.7, 2.2
"""How long a key takes, a person before an answer, and before the next command (seconds of the picture)."""

STEPS = (
    ("$ ", f"space-token login --url {HOST}"),
    ("Client ID: ", "valid-service-id"),
    ("User name: ", "bob"),
    ("Client secret (empty for a public client): ", "valid-service-secret"),
    ("Password for bob: ", "correct horse"),
    ("$ ", "space-token print"),
    ("$ ", "space-token status"),
    ("$ ", None),
)


def svg(programs):
    with tempfile.TemporaryDirectory() as home, Server(programs, home) as server:
        return animation.svg("space-token: log in, call the API, look", COLUMNS, play(shell(programs, home, server)))


class Server:
    """The sandbox over https, and a proxy that leads every name to it."""

    def __init__(self, programs, home):
        self.process = subprocess.Popen(
            [programs / "sandbox", "serve", "--tls"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        port = int(re.search(r":(\d+)", self.process.stdout.readline()).group(1))
        told = iter(self.process.stdout.readline, "Ctrl-C stops the server.\n")
        self.ca = re.search(r"--ca-cert (\S+)", "".join(told)).group(1)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.proxy = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.accept, args=(port,), daemon=True).start()

    def accept(self, port):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=tunnel, args=(client, port), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def tunnel(client, port):
    """Answers CONNECT (RFC 9110, section 9.3.6), and passes on what comes and goes."""
    while not client.recv(65536).endswith(b"\r\n\r\n"):
        pass
    server = socket.create_connection(("127.0.0.1", port))
    client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    other = {client: server, server: client}
    while True:
        for ready in select.select(list(other), [], [])[0]:
            passed = ready.recv(65536)
            if not passed:
                return
            other[ready].sendall(passed)


def shell(programs, home, server):
    environment = {
        "HOME": home, "PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8",
        "PS1": "$ ", "HTTPS_PROXY": server.proxy, "https_proxy": server.proxy, "CURL_CA_BUNDLE": server.ca,
        "SPACE_TOKEN_CA_CERT": server.ca, "COLUMNS": str(COLUMNS), "TZ": "CET-1",
    }
    if "DBUS_SESSION_BUS_ADDRESS" in os.environ:
        environment["DBUS_SESSION_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(home)
        os.execve("/bin/bash", ["bash", "--norc", "--noprofile", "--noediting", "-i"], environment)
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    return terminal


def play(terminal):
    """Types each answer when its question is there; the frames, in the time of the picture."""
    screen, frames, now, unread = Screen(COLUMNS), [], 0.0, ""
    for question, answer in STEPS:
        unread = read_until(terminal, screen, unread, question)
        now += THINKING if frames else 0.0
        frames.append((now, screen.rows()))
        if answer is None:
            break
        now += READING if question == "$ " and len(frames) > 1 else THINKING
        for key in answer:
            os.write(terminal, key.encode())
            now += KEY if question != "$ " else KEY / 2
            screen.feed(read_some(terminal, 0.02))
            frames.append((now, screen.rows()))
        os.write(terminal, b"\r")
    os.close(terminal)
    return frames


def read_until(terminal, screen, unread, question):
    deadline = time.monotonic() + 30
    while not unread.endswith(question):
        assert time.monotonic() < deadline, f"{question!r} never came: {unread!r}"
        read = read_some(terminal, 0.2)
        screen.feed(read)
        unread += read
    return ""


def read_some(terminal, patience):
    ready, _, _ = select.select([terminal], [], [], patience)
    return os.read(terminal, 65536).decode() if ready else ""

