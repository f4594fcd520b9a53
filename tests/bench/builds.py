"""What is measured is built first: the program as it is released, and the server."""

import json
import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from report import Row, Section

LARGEST = 5_000_000
"""Bytes that the release binary may have."""


class Programs(NamedTuple):
    space_token: Path
    sandbox: Path


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
    """A Rust program that prints the token, and does nothing else."""
    text, program = folder / "token", folder / "bare"
    text.write_text(token)
    environment = {**os.environ, "BENCH_TOKEN_FILE": str(text)}
    source = Path(__file__).with_name("bare.rs")
    subprocess.run(["rustc", "-O", "-o", program, source], check=True, env=environment)
    return program


def weight(programs, cold):
    size = programs.space_token.stat().st_size
    rows = [
        Row("release binary", size, "bytes", target=f"≤ {LARGEST:,}", reached=size <= LARGEST),
        Row("crates in it, its own included", crates(), ""),
    ]
    if cold:
        rows.append(Row("release build from nothing", cold_build(), "s"))
    return Section("Weight", rows)


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
