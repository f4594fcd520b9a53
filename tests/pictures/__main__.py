"""Makes the pictures of README.md anew: see `run`."""

import sys
from pathlib import Path

import recording
import speed

ROOT = Path(__file__).parents[2]
MAKERS = {"speed": speed.svg, "login": lambda: recording.svg(ROOT / "target/debug")}

for name in sys.argv[1:] or MAKERS:
    (ROOT / f"pictures/{name}.svg").write_text(MAKERS[name]())
