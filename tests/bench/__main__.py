"""The benchmark: see `run`, which starts it, and its --help."""

import argparse
import signal
import sys
from pathlib import Path

import builds
import committed
import contests
import report


def options():
    parser = argparse.ArgumentParser(
        prog="tests/bench/run",
        description="Measures space-token beside its neighbours and prints tables. Installs nothing. The first "
        "is that of README.md under Speed; tests/pictures/run speed makes its plot from it.",
    )
    released = '"$(packaging/build x86_64-unknown-linux-musl)"'
    parser.add_argument("--program", type=Path, help=f"a released program to measure: {released}; else a release build")
    parser.add_argument("--rounds", type=int, default=201, help="how often all take turns (201); less where it takes long")
    parser.add_argument("--json", type=Path, default=Path("target/bench.json"), help="the same tables as JSON")
    parser.add_argument("--cold", action="store_true", help="also times a release build from nothing")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument(
        "--check",
        action="store_true",
        help="only counts instructions and system calls, and fails where they exceed tests/bench/committed.json",
    )
    mode.add_argument("--commit", action="store_true", help="counts them, and writes that file anew: commit it")
    return parser.parse_args()


def main():
    # what was started ends with this program, however that ends
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    wanted = options()
    if wanted.check or wanted.commit:
        if not wanted.program:
            sys.exit("tests/bench/run: these counts are of the released program: name it with --program")
        programs = builds.build("dev", wanted.program)
        return committed.commit(programs) if wanted.commit else committed.check(programs)
    programs = builds.build("release", wanted.program)
    sections = contests.all_sections(programs, wanted.rounds)
    sections.append(builds.weight(programs, wanted.cold))
    machine = report.machine(programs)
    print(report.markdown(machine, sections))
    wanted.json.parent.mkdir(parents=True, exist_ok=True)
    wanted.json.write_text(report.as_json(machine, sections))
    return 0


if __name__ == "__main__":
    sys.exit(main())
