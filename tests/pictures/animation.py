"""Rows of a terminal that come and go, as an SVG that plays by itself and ends on its last picture."""

from html import escape

COLUMN, ROW, MARGIN, BAR = 8.43, 19, 16, 30
COLORS = {31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 34: "#79c0ff", 35: "#d2a8ff", 36: "#76e3ea", 90: "#8b949e"}
NBSP = "\N{NO-BREAK SPACE}"
"""Some viewers fold the others."""
PAUSE = 6.0
"""How long the last picture stays before it begins anew (seconds)."""


def svg(title, columns, frames):
    """`frames` are instants (seconds), and the rows from then on."""
    end = frames[-1][0] + PAUSE
    shown = list(spans(frames, end))
    height = max(at for at, *_ in shown) + 1
    size = columns * COLUMN + 2 * MARGIN, height * ROW + 2 * MARGIN + BAR
    body = "\n".join(row(*span, number, end) for number, span in enumerate(shown))
    rules = "\n".join(rule(number, start, stop, end) for number, (_, _, start, stop) in enumerate(shown))
    dots = "".join(f'<circle cx="{22 + 20 * at}" cy="20" r="6" fill="{fill}"/>' for at, fill in
                   enumerate(("#ff5f56", "#ffbd2e", "#27c93f")))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]:.0f} {size[1]:.0f}" role="img">
<title>{escape(title)}</title>
<style>
text {{ font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #e6edf3; white-space: pre }}
@media (prefers-reduced-motion: no-preference) {{
{rules}
}}
</style>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>{dots}
{body}
</svg>
"""


def spans(frames, end):
    """What stands in each row, from when to when."""
    open_rows = {}
    for instant, rows in [*frames, (end, [])]:
        for at in range(max(len(rows), len(open_rows))):
            runs = rows[at] if at < len(rows) else ()
            since, before = open_rows.get(at, (instant, ()))
            if runs != before or instant == end:
                if before:
                    yield at, before, since, instant
                open_rows[at] = instant, runs


def row(at, runs, start, stop, number, end):
    y = BAR + MARGIN + ROW * at + 14
    spans = "".join(
        f'<tspan x="{MARGIN + COLUMN * column:.1f}" textLength="{COLUMN * len(text):.1f}"{look(style)}>'
        f"{escape(text, quote=False).replace(' ', NBSP)}</tspan>"
        for column, text, style in runs if text.strip()
    )
    # without animation the last picture stands
    hidden = "" if stop == end else ' visibility="hidden"'
    return f'<text y="{y}" class="r{number}"{hidden}>{spans}</text>'


def look(style):
    fill = next((COLORS[number] for number in reversed(style) if number in COLORS), None)
    fill = COLORS[90] if fill is None and 2 in style else fill
    return (f' fill="{fill}"' if fill else "") + (' font-weight="bold"' if 1 in style else "")


def rule(number, start, stop, end):
    on, off = 100 * start / end, 100 * stop / end
    before = f"0%,{on - 0.001:.3f}%{{visibility:hidden}}" if on > 0.001 else ""
    after = f"{off:.3f}%,100%{{visibility:hidden}}" if stop < end else "100%{visibility:visible}"
    return (
        f"@keyframes k{number}{{{before}{on:.3f}%,{off - 0.001:.3f}%{{visibility:visible}}{after}}}"
        f".r{number}{{animation:k{number} {end:.2f}s infinite step-end}}"
    )
