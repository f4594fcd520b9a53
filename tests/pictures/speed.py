"""The plot of README.md's speed table: `tests/pictures/run speed` writes pictures/speed.svg."""

import re
from html import escape
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
WIDTH, LABELS, ROW = 760, 300, 26


def svg():
    rows = measured(README.read_text())
    longest = max(value for _, value in rows)
    bars = "\n".join(bar(at, label, value, longest) for at, (label, value) in enumerate(rows))
    height = ROW * len(rows) + 10
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">
<title>Time to print a stored token, in milliseconds</title>
<style>
text {{ font: 14px system-ui, sans-serif; fill: #57606a }}
rect {{ fill: #afb8c1 }}
.ours rect {{ fill: #1f883d }}
.ours text {{ font-weight: 600; fill: #1f883d }}
</style>
{bars}
</svg>
"""


def measured(readme):
    """Each line of the first table under Speed: what it is, and how many milliseconds it takes."""
    section = readme.split("\n## Speed\n")[1]
    table = section.split("\n| | median |")[1].split("\n\n")[0]
    found = re.findall(r"^\| (.+?) \| ([\d.]+) ms \|", table, re.MULTILINE)
    return [(label.replace("`", "").split(",")[0], float(value)) for label, value in found]


def bar(at, label, value, longest):
    y, length = ROW * at + 5, max(2, (WIDTH - LABELS - 90) * value / longest)
    ours = ' class="ours"' if label.startswith("space-token") else ""
    return (
        f'<g{ours}><text x="{LABELS}" y="{y + 17}" text-anchor="end">{escape(label)}</text>'
        f'<rect x="{LABELS + 10}" y="{y + 4}" width="{length:.1f}" height="18" rx="2"/>'
        f'<text x="{LABELS + 18 + length:.1f}" y="{y + 17}">{value:g} ms</text></g>'
    )
