"""What is measured, a table each."""

import shutil
import statistics
import time
from urllib.parse import urlencode

import builds
import neighbours
import spawn
from report import Row, Section
from spawn import Contestant
from world import CREDENTIALS, World

FOREVER = "--lifetime=86400"
"""A token that outlives the benchmark."""
USUAL = "--padding=1090"
"""Makes a token of about 1,800 bytes."""
LARGE = "--padding=7300"
"""Makes a token of about 10,000 bytes."""

PRINT = "`space-token print`"
BARE = "a bare Rust process that prints the same bytes"
CURL = "`space-token print --format curl`"
KEYRING_WAY = "`space-token print --format json`, which reads the keyring"


def all_sections(programs, rounds):
    contests = (stored_token, requests, at_once, growth)
    return [contest(programs, rounds) for contest in contests]


def stored_token(programs, rounds):
    """`print` of a valid token, beside others that print a stored token."""
    with World(programs) as world:
        keyring = world.has_keyring()
        token = world.log_in(world.server(FOREVER, USUAL), *([] if keyring else ["--store=file"]))
        others, notes = neighbours.all_of(world, token)
        bare = Contestant(BARE, [builds.bare(world.home, token)], {})
        # the variables of the neighbours are there for all of them
        ours = world.tool(PRINT, "print")
        formats = [world.tool(name, "print", "--format", format) for name, format in ((CURL, "curl"), (KEYRING_WAY, "json"))]
        contestants = [ours, bare, *formats, *others]
        times = spawn.take_turns(contestants, rounds)
        memory = spawn.peak_memory(ours)
        spawn.output(world.tool("logout", "logout"))
    if not keyring:
        notes += ("There is no gnome-keyring here: the store is a file.",)
    ratios = {name: spawn.ratio(times[PRINT], theirs) for name, theirs in times.items()}
    limits = {"`oidc-token`": 1, "`secret-tool lookup`": 0.15}
    rows = [Row(PRINT, statistics.median(times[PRINT]), "ms")]
    for name, theirs in times.items():
        if name != PRINT:
            limit = limits.get(name)
            target = {"target": f"print ≤ {limit} of it", "reached": ratios[name] <= limit} if limit else {}
            rows.append(Row(name, statistics.median(theirs), "ms", 1 / ratios[name], **target))
    rows.append(peak("peak memory of `print`", memory, 6))
    return Section(f"A stored token of {len(token):,} bytes, printed", rows, "print", notes)


def requests(programs, rounds):
    """A login and a refresh over https, beside curl with the same request."""
    rounds = max(rounds // 2, 1)
    with World(programs) as world:
        server = world.server(FOREVER, USUAL, "--tls")
        login = world.login(server, "--store=file")._replace(name="`space-token login`")
        spawn.output(login)
        # the CA is no part of the profile's secrets, and is named as for curl
        refresh = world.tool("`space-token refresh`", "refresh", **server.address())
        refresh_token = world.refresh_token()
        curl = shutil.which("curl")
        user = {"username": CREDENTIALS["SPACE_TOKEN_USERNAME"], "password": CREDENTIALS["SPACE_TOKEN_PASSWORD"]}
        asked = {"scope": "**", "access_type": "offline"}
        password_grant = post(world, server, curl, "curl, the same login", {"grant_type": "password", **user, **asked})
        form = {"grant_type": "refresh_token", "refresh_token": refresh_token, "scope": "**"}
        refresh_grant = post(world, server, curl, "curl, the same refresh", form)
        pairs = [(login, password_grant), (refresh, refresh_grant)]
        contestants = [one for pair in pairs for one in pair if curl or one in (login, refresh)]
        times = spawn.take_turns(contestants, rounds)
        memory = spawn.peak_memory(login)
    rows = []
    for ours, theirs in pairs:
        ratio = spawn.ratio(times[ours.name], times[theirs.name]) if curl else None
        goal = {"target": "≤ 1", "reached": ratio <= 1} if curl else {}
        rows.append(Row(ours.name, statistics.median(times[ours.name]), "ms", ratio, **goal))
        if curl:
            rows.append(Row(theirs.name, statistics.median(times[theirs.name]), "ms"))
    rows.append(peak("peak memory of `login`", memory, 20))
    notes = () if curl else ("curl was skipped: not installed.",)
    return Section("One request over loopback https, and the token saved (file store)", rows, "curl", notes)


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
        for _ in range(5):
            refreshes.append(statistics.median(spawn.timed(refreshing) for _ in range(9)))
            starts.append(together([bare] * crowd, world.home)[0])
            time.sleep(lifetime)
            before = server.refreshes()
            spent, printed = together([printing] * crowd, world.home)
            crowds.append(spent)
            if len(set(printed)) != 1 or server.refreshes() != before + 1:
                raise SystemExit("bench: a crowd of prints made more than one refresh, or printed several tokens")
    limits = [refresh + start for refresh, start in zip(refreshes, starts)]
    ratio = spawn.ratio(crowds, limits)
    rows = [
        Row(f"{crowd} `print`s at once on an expired token", statistics.median(crowds), "ms", ratio, "≤ 3", ratio <= 3),
        Row("one refresh", statistics.median(refreshes), "ms"),
        Row(f"{crowd} bare processes at once", statistics.median(starts), "ms"),
    ]
    return Section("Many at once", rows, "one refresh and the bare processes")


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
        notes = [f"Large: {profiles:,} profiles in config.toml, a token of {len(token):,} bytes"]
        if keyring and shutil.which("secret-tool"):
            for number in range(entries):
                neighbours.store(large, f"secret {number}", f"other-{number}")
            notes = [f"{notes[0]}, {entries:,} entries of other programs in the same keyring."]
        names = {world: f"`print` in a {size} world" for world, size in ((small, "small"), (large, "large"))}
        contestants = [
            small.tool(names[small], "print", "-p", "bench-small"),
            large.tool(names[large], "print", "-p", "bench-large"),
        ]
        times = spawn.take_turns(contestants, rounds)
        for world in (small, large):
            spawn.output(world.tool("logout", "logout", "-p", f"bench-{'small' if world is small else 'large'}"))
    ratio = spawn.ratio(times[names[large]], times[names[small]])
    rows = [
        Row(names[small], statistics.median(times[names[small]]), "ms"),
        Row(names[large], statistics.median(times[names[large]]), "ms", ratio, "≤ 1.2", ratio <= 1.2),
    ]
    return Section("Growth", rows, "small", tuple(notes))


def peak(what, mebibytes, limit):
    if mebibytes is None:
        return Row(f"{what}: skipped, there is no GNU time", None, "")
    return Row(what, mebibytes, "MiB", target=f"≤ {limit}", reached=mebibytes <= limit)
