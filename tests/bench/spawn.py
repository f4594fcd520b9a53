"""Processes, timed one after the other in turn."""

import os
import random
import subprocess
import time
from collections.abc import Callable
from typing import NamedTuple


class Contestant(NamedTuple):
    """A command line and its environment; the program is a path. What must be done before it is not timed."""

    name: str
    arguments: list
    environment: dict
    before: Callable = lambda: None


def start(contestant, stdout="/dev/null"):
    """Starts it by posix_spawn, which copies nothing of this process, however large it is."""
    arguments = [str(word) for word in contestant.arguments]
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(stdout), os.O_WRONLY | os.O_CREAT, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0),
    ]
    return os.posix_spawn(arguments[0], arguments, contestant.environment, file_actions=actions)


def finish(pid, name):
    _, status = os.waitpid(pid, 0)
    if status != 0:
        raise SystemExit(f"bench: {name} failed: wait status {status}")


def timed(contestant):
    """Milliseconds from its start to its end."""
    contestant.before()
    begin = time.perf_counter_ns()
    finish(start(contestant), contestant.name)
    return (time.perf_counter_ns() - begin) / 1e6


def take_turns(contestants, rounds):
    """Times by name. Each round runs every contestant once, so that a slow moment hits them all; in another
    order, since whoever follows a large program finds the processor's caches cold."""
    for contestant in contestants:
        timed(contestant)
    times = {contestant.name: [] for contestant in contestants}
    shuffled = random.Random(1)
    for _ in range(rounds):
        for contestant in shuffled.sample(contestants, len(contestants)):
            times[contestant.name].append(timed(contestant))
    return times


def output(contestant):
    """What it prints on standard output; what it says elsewhere is shown if it fails."""
    done = subprocess.run(
        [str(word) for word in contestant.arguments],
        env=contestant.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise SystemExit(f"bench: {contestant.name} failed: {done.stderr}")
    return done.stdout


def peak_memory(contestant):
    """Its largest resident set in MiB, by GNU time: a small process, since a child's figure begins with its
    parent's. None without GNU time."""
    contestant.before()
    command = ["/usr/bin/time", "-f", "%M", *map(str, contestant.arguments)]
    try:
        done = subprocess.run(
            command, env=contestant.environment, stdin=subprocess.DEVNULL, capture_output=True, check=True, text=True
        )
    except FileNotFoundError:
        return None
    return int(done.stderr.split()[-1]) / 1024
