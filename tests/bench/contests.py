"""What is measured, and what it is held to."""

import os
import shutil
import statistics
import time
from pathlib import Path
from urllib.parse import urlencode

import builds
import neighbours
import spawn
from neighbours import OIDC_TOKEN, SECRET_TOOL
from report import Limit, Section
from spawn import Contestant
from world import CREDENTIALS, World

FOREVER = "--lifetime=86400"
"""A token that outlives the benchmark."""
USUAL = "--padding=1090"
"""Makes a token of about 1,800 bytes."""
LARGE = "--padding=7300"
"""Makes a token of about 10,000 bytes."""

PRINT = "`space-token print` of a stored token"
BARE = "a bare process that prints the same bytes"
STATIC = "a static C program that prints them"
STATIC_EXEC = "a static C program that executes `true`"
EXEC = "`exec -- true`"
CACHED = {
    "`print --format json --no-refresh-token`": ["print", "--format", "json", "--no-refresh-token"],
    "`status`": ["status"],
}
"""What else needs no keyring while the token is cached."""
KEYRING = {f"`print --format {format}`": ["print", "--format", format] for format in ("json", "sh")}
"""What reads the refresh token in the keyring."""


def all_sections(programs, rounds):
    contests = (stored_token, first_run, requests, at_once, growth)
    return [section for contest in contests for section in contest(programs, rounds)]


def stored_token(programs, rounds):
    """A valid token, read in all ways, beside others that print a stored token."""
    with World(programs) as world:
        keyring = world.has_keyring()
        token = world.log_in(world.server(FOREVER, USUAL), *([] if keyring else ["--store=file"]))
        others, notes = neighbours.all_of(world, token)
        # the variables of the neighbours are there for all of them
        ours = world.tool(PRINT, "print")
        scripts = [world.tool(name, *words) for name, words in (CACHED | KEYRING).items()]
        scripts.append(world.tool(EXEC, "exec", "--", "true"))
        floors = floors_of(world, token)
        times = medians(spawn.take_turns([ours, *floors, *others, *scripts], rounds))
        memory = spawn.peak_memory(ours)
        spawn.output(world.tool("logout", "logout"))
    if not keyring:
        notes += ("There is no gnome-keyring here: the store is a file.",)
    limits = [
        *in_terms(times, PRINT, {OIDC_TOKEN: 0.45, BARE: 0.7, STATIC: 1.6}),
        *(limit for name in CACHED for limit in in_terms(times, name, {PRINT: 1.3})),
        *exec_limit(times),
        *(limit for name in KEYRING for limit in in_terms(times, name, {SECRET_TOOL: 0.6})),
        *peak("`print`", memory, 1.5),
    ]
    read = {name: time for name, time in times.items() if name in (EXEC, STATIC_EXEC, *CACHED, *KEYRING)}
    printed = {name: time for name, time in times.items() if name not in read}
    return [
        Section(f"A stored token of {len(token):,} bytes, printed", printed, limits, notes, PRINT),
        Section("What scripts read of it, in the same rounds", read, []),
    ]


def floors_of(world, token):
    """The least that printing the token takes, in Rust and in C; and what C takes to execute a program."""
    found = [Contestant(BARE, [builds.bare(world.home, token)], world.environment)]
    if floor := builds.floor(world.home, token):
        found.append(Contestant(STATIC, [floor], world.environment))
        found.append(Contestant(STATIC_EXEC, [floor, "true"], world.environment))
    return found


def exec_limit(times):
    """`exec` without the program that it starts. That one's price is what it adds to the C program: a `true` started
    from here would count a fork and a wait, which `exec` does without."""
    if STATIC_EXEC not in times:
        return []
    started = times[STATIC_EXEC] - times[STATIC]
    return [Limit(f"{EXEC} without `true` itself, in terms of {PRINT}", (times[EXEC] - started) / times[PRINT], 1.3)]


def first_run(programs, rounds):
    """Runs for which the kernel has nothing in its page cache."""
    rounds = min(rounds, 9)
    with World(programs) as world:
        if not (forget_pages() and shutil.which("secret-tool") and world.has_keyring()):
            return skipped("A first run was skipped: it takes root, gnome-keyring and secret-tool.")
        token = world.log_in(world.server(FOREVER, USUAL))
        lookup = [shutil.which("secret-tool"), *neighbours.secret_tool(world, token)]
        contestants = [world.tool(PRINT, "print"), Contestant(SECRET_TOOL, lookup, world.environment)]
        contestants += [world.tool(name, *words) for name, words in KEYRING.items()]
        times = medians(spawn.take_turns([one._replace(before=forget_pages) for one in contestants], rounds))
        spawn.output(world.tool("logout", "logout"))
    limits = in_terms(times, PRINT, {SECRET_TOOL: 0.35}, "a first run of ")
    return [Section("A first run, with a cold page cache", times, limits)]


def forget_pages():
    """Empties the kernel's page cache, but for what running programs have mapped; says whether it may."""
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3")
    except OSError:
        return False
    return True


def requests(programs, rounds):
    """A login and a refresh over https, beside curl with the same request."""
    curl = shutil.which("curl")
    if not curl:
        return skipped("`login` and `refresh` were skipped: curl is not installed.")
    with World(programs) as world:
        server = world.server(FOREVER, USUAL, "--tls")
        spawn.output(world.login(server, "--store=file"))
        # a login that replaced another would revoke it, and curl revokes nothing
        login = world.login(server, "--store=file", "--profile=again")._replace(name="`login` over https")
        logout = world.tool("logout", "logout", "--no-revoke", "--profile=again")
        login = login._replace(before=lambda: spawn.output(logout))
        # the CA is no part of the profile's secrets, and is named as for curl
        refresh = world.tool("`refresh` over https", "refresh", **server.address())
        user = {"username": CREDENTIALS["SPACE_TOKEN_USERNAME"], "password": CREDENTIALS["SPACE_TOKEN_PASSWORD"]}
        grant = {"grant_type": "password", **user, "scope": "**", "access_type": "offline"}
        again = {"grant_type": "refresh_token", "refresh_token": world.refresh_token(), "scope": "**"}
        theirs = [post(world, server, curl, "curl with the same login", grant)]
        theirs.append(post(world, server, curl, "curl with the same refresh", again))
        times = medians(spawn.take_turns([login, refresh, *theirs], max(rounds // 2, 1)))
        memory = spawn.peak_memory(login)
    limits = [
        *in_terms(times, login.name, {theirs[0].name: 0.4}),
        *in_terms(times, refresh.name, {theirs[1].name: 0.4}),
        *peak("`login`", memory, 20),
    ]
    return [Section("One request over loopback https, and the token saved (file store)", times, limits)]


def post(world, server, curl, name, form):
    """curl with this request and the server's CA alone."""
    client = f"{CREDENTIALS['SPACE_TOKEN_CLIENT_ID']}:{CREDENTIALS['SPACE_TOKEN_CLIENT_SECRET']}"
    words = [curl, "-sS", "--fail", "--cacert", server.ca, "-u", client, "--data", urlencode(form)]
    return Contestant(name, [*words, f"{server.url}/oauth/token"], world.environment)


def at_once(programs, rounds):
    """A hundred `print`s on an expired token: one refreshes, all have its token."""
    crowd, lifetime = 100, 5
    with World(programs) as world:
        keyring = world.has_keyring()
        server = world.server(f"--lifetime={lifetime}", USUAL)
        token = world.log_in(server, *([] if keyring else ["--store=file"]))
        bare = Contestant("bare", [builds.bare(world.home, token)], {})
        printing, refreshing = world.tool("print", "print"), world.tool("refresh", "refresh")
        crowds, refreshes, starts = [], [], []
        for _ in range(min(rounds, 5)):
            refreshes.append(statistics.median(spawn.timed(refreshing) for _ in range(9)))
            starts.append(together([bare] * crowd, world.home)[0])
            time.sleep(lifetime)
            before = server.refreshes()
            spent, printed = together([printing] * crowd, world.home)
            crowds.append(spent)
            if len(set(printed)) != 1 or server.refreshes() != before + 1:
                raise SystemExit("bench: a crowd of prints made more than one refresh, or printed several tokens")
        spawn.output(world.tool("logout", "logout"))
    all_at_once, one_refresh = f"{crowd} `print`s at once on an expired token", "one refresh"
    times = medians({all_at_once: crowds, one_refresh: refreshes, f"{crowd} bare processes at once": starts})
    least = sum(times.values()) - times[all_at_once]
    what = f"{all_at_once}, in terms of {one_refresh} and {crowd} bare processes"
    return [Section("Many at once", times, [Limit(what, times[all_at_once] / least, 3)])]


def together(contestants, folder):
    """Starts all, waits for all; milliseconds, and what each printed."""
    outputs = [folder / f"output-{number}" for number in range(len(contestants))]
    begin = time.perf_counter_ns()
    running = [spawn.start(one, output) for one, output in zip(contestants, outputs)]
    for pid, one in zip(running, contestants):
        spawn.finish(pid, one.name)
    spent = (time.perf_counter_ns() - begin) / 1e6
    printed = [output.read_text() for output in outputs]
    for output in outputs:
        output.unlink()
    return spent, printed


def growth(programs, rounds):
    """`print` in a small world and in a large one."""
    profiles = entries = 1000
    with World(programs) as small, World(programs) as large:
        keyring = small.has_keyring() and large.has_keyring()
        store = [] if keyring else ["--store=file"]
        small.log_in(small.server(FOREVER, USUAL), "--profile=bench-small", *store)
        # profiles before the login: a change of the configuration ends what is cached
        large.write_profiles(profiles)
        token = large.log_in(large.server(FOREVER, LARGE), "--profile=bench-large", *store)
        around = f"{profiles:,} profiles"
        if keyring and shutil.which("secret-tool"):
            for number in range(entries):
                neighbours.store(large, f"secret {number}", f"other-{number}")
            around += f", {entries:,} foreign keyring entries"
        in_small = "`print` in a small world"
        in_large = f"`print` among {around} and with a {len(token) // 1000} kB token"
        contestants = [
            small.tool(in_small, "print", "-p", "bench-small"),
            large.tool(in_large, "print", "-p", "bench-large"),
        ]
        # the cache doesn't hold both tokens: each pushes the other out
        warm = [one._replace(before=lambda one=one: spawn.output(one)) for one in contestants]
        times = medians(spawn.take_turns(warm, rounds))
        for world, name in ((small, "bench-small"), (large, "bench-large")):
            spawn.output(world.tool("logout", "logout", "-p", name))
    limit = Limit(f"{in_large}, in terms of a small world", times[in_large] / times[in_small], 1.2)
    return [Section("Growth", times, [limit])]


def medians(times):
    return {name: statistics.median(taken) for name, taken in times.items()}


def in_terms(times, ours, limits, how=""):
    """Limits of `ours`, in terms of those neighbours that are here."""
    return [
        Limit(f"{how}{ours}, in terms of {theirs.split(',')[0]}", times[ours] / times[theirs], at_most)
        for theirs, at_most in limits.items()
        if theirs in times
    ]


def peak(what, mebibytes, at_most):
    """A limit on memory, where it can be measured."""
    return [Limit(f"peak memory of {what}", mebibytes, at_most, "MiB")] if mebibytes else []


def skipped(why):
    print(why)
    return []
