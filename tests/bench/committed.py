"""Instructions and system calls of what must stay fast, beside the committed figures.

Instructions are counted by valgrind, which simulates one processor: a count repeats to well under 1 %, the
loader's part included. Between machines it varies with libc and its choice of routines for the processor,
and with the compiler, which the margin is for. The static and the dynamic program differ by more: the figures are of
the static one, which is released. `tests/bench/run --commit --program …` writes them anew; commit what it writes with
the change that needs it, and say there why.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path

from spawn import output
from world import World

FIGURES = Path(__file__).with_name("committed.json")

LONG_LIVED = ("--lifetime=86400", "--padding=1090")
"""A token of about 1,800 bytes that outlives the counting."""


CACHED = {
    "print (cached)": ["print"],
    "print --format json --no-refresh-token (cached)": ["print", "--format", "json", "--no-refresh-token"],
    "status (cached)": ["status"],
    # valgrind tells nothing of a program that another has replaced
    "exec of a missing program (cached)": ["exec", "--", "/nonexistent"],
}

NOT_FOUND = 127


def commit(programs):
    """Writes the figures anew; what could not be counted here keeps its own."""
    old = json.loads(FIGURES.read_text())
    counts = count(programs)
    runs = {run: old["runs"].get(run, {}) | counts.get(run, {}) for run in ("print (file store)", *CACHED)}
    FIGURES.write_text(json.dumps({"margin": old["margin"], "runs": runs}, indent=2) + "\n")
    return check_counts(counts)


def check(programs):
    return check_counts(count(programs))


def check_counts(counts):
    """The exit code: 1 if a count exceeds its committed figure by more than the margin, or has none."""
    figures = json.loads(FIGURES.read_text())
    results = []
    for run, kinds in counts.items():
        for kind, counted in kinds.items():
            committed = figures["runs"].get(run, {}).get(kind, 0)
            results.append(tell(run, kind, counted, committed, committed * (1 + figures["margin"])))
    if any(results):
        print("If more is wanted: tests/bench/run --commit, with the same --program, writes tests/bench/committed.json")
    return max(results, default=0)


def tell(run, kind, counted, committed, limit):
    verdict = "ok" if counted <= limit else "TOO MANY"
    print(f"{run}: {counted:,} {kind}, committed {committed:,}, at most {limit:,.0f}: {verdict}")
    return int(counted > limit)


def count(programs):
    """Counts by run and kind."""
    return {**through_the_store(programs), **cached(programs)}


def through_the_store(programs):
    """`print` by way of command line, configuration and store."""
    with World(programs) as world:
        world.log_in(world.server(*LONG_LIVED), "--store=file")
        return {"print (file store)": counters(world.tool("print", "print"))}


def cached(programs):
    """What needs only a token that is at hand in the kernel, if that is possible here."""
    with World(programs) as world:
        if not world.has_keyring():
            return skipped("there is no gnome-keyring")
        profile = ["-p", "bench"]
        world.log_in(world.server(*LONG_LIVED), "--profile=bench")
        # without its keyring, the program has nothing but the cache
        bus = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
        runs = {name: world.tool(name, *profile, *words, **bus) for name, words in CACHED.items()}
        if run_under([], runs["print (cached)"]).returncode != 0:
            return skipped("the kernel keeps no keys")
        counts = {name: counters(run) for name, run in runs.items()}
        output(world.tool("logout", "logout", *profile))
    return counts


def skipped(why):
    print(f"what is cached was skipped: {why}")
    return {}


def counters(run):
    kinds = {"instructions": ("valgrind", instructions), "system calls": ("strace", system_calls)}
    return {kind: counter(run) for kind, (tool, counter) in kinds.items() if found(tool)}


def found(tool):
    if not shutil.which(tool):
        print(f"{tool} was skipped: not installed")
    return shutil.which(tool)


def instructions(run):
    told = under(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"], run)
    return int(re.search(r"Collected : (\d+)", told).group(1))


def system_calls(run):
    total = under(["strace", "--follow-forks", "--summary-only"], run).splitlines()[-1]
    return int(total.split()[3])


def under(tool, run):
    """What the tool says of the run."""
    done = run_under(tool, run)
    if done.returncode not in (0, NOT_FOUND):
        raise SystemExit(f"bench: {run.name} failed: {done.stderr}")
    return done.stderr


def run_under(tool, run):
    return subprocess.run([*tool, *map(str, run.arguments)], env=run.environment, capture_output=True, text=True)
