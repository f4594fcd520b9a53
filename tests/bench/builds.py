"""What is measured is built first: the program as it is released, and the server."""

import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from report import Limit, Section

LARGEST = 5_000_000
"""Bytes that the program may have."""


class Programs(NamedTuple):
    space_token: Path
    sandbox: Path

    def is_static(self):
        """Whether it names no loader, as an ELF file does at its beginning."""
        with self.space_token.open("rb") as program:
            return b"/ld-" not in program.read(4096)


def build(sandbox_profile, released=None):
    """Builds both, but for a program that was released."""
    return Programs(released or executable("space-token", "release"), executable("sandbox", sandbox_profile))


def executable(package, profile):
    """Builds a package's program, and gives its path."""
    command = ["cargo", "build", "--package", package, "--profile", profile]
    command += ["--message-format", "json-render-diagnostics"]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    messages = [json.loads(line) for line in output.splitlines()]
    return next(
        Path(message["executable"])
        for message in messages
        if message.get("executable") and message["target"]["name"] == package
    )


def bare(folder, token):
    """A Rust program that prints the token, and does nothing else; dynamic, as rustc makes it."""
    text, program = folder / "token", folder / "bare"
    text.write_text(token)
    environment = {**os.environ, "BENCH_TOKEN_FILE": str(text)}
    source = Path(__file__).with_name("bare.rs")
    subprocess.run(["rustc", "-O", "-o", program, source], check=True, env=environment)
    return program


def floor(folder, token):
    """A static C program that prints the token or executes its arguments; None without a C compiler."""
    if not shutil.which("cc"):
        return None
    program = folder / "floor"
    source = Path(__file__).with_name("floor.c")
    subprocess.run(["cc", "-O2", "-static", f'-DTOKEN="{token}"', "-o", program, source], check=True)
    return program


def weight(programs, cold):
    size = programs.space_token.stat().st_size
    what = f"the program, of {crates()} crates"
    if cold:
        what += f", {cold_build():.0f} s to build from nothing"
    return Section("Weight", {}, [Limit(what, size / 1e6, LARGEST // 1_000_000, "MB")])


def crates():
    command = ["cargo", "tree", "--package", "space-token", "--edges", "normal", "--prefix", "none", "--no-dedupe"]
    lines = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    return len({line.split(" (")[0] for line in lines if line})


def cold_build():
    with tempfile.TemporaryDirectory() as folder:
        command = ["cargo", "build", "--quiet", "--release", "--package", "space-token", "--target-dir", folder]
        start = time.perf_counter()
        subprocess.run(command, check=True)
        return time.perf_counter() - start
