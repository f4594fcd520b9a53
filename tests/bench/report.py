"""The table, as Markdown and as JSON."""

import datetime
import json
import os
import platform
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    what: str
    value: float | None
    unit: str
    ratio: float | None = None
    target: str = ""
    reached: bool | None = None


class Section(NamedTuple):
    title: str
    rows: list
    ratio_to: str = ""
    notes: tuple = ()


def machine():
    models = [line for line in read("/proc/cpuinfo").splitlines() if line.startswith("model name")]
    return {
        "cpu": models[0].split(":")[1].strip() if models else platform.processor(),
        "cores": os.cpu_count(),
        "kernel": f"{platform.system()} {platform.release()}",
        "libc": " ".join(platform.libc_ver()),
        "date": datetime.date.today().isoformat(),
    }


def read(path):
    try:
        return Path(path).read_text()
    except OSError:
        return ""


def markdown(machine, sections):
    line = "{cpu}, {cores} cores, {kernel}, {libc}, {date}".format(**machine)
    return "\n\n".join([line, *map(table, sections)])


def table(section):
    ratios = f"ratio to {section.ratio_to}" if section.ratio_to else ""
    lines = [f"**{section.title}**", "", f"| | median | {ratios} | target |", "|---|--:|--:|---|"]
    lines += map(line, section.rows)
    return "\n".join([*lines, *(f"\n{note}" for note in section.notes)])


def line(row):
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    verdict = {None: "", True: " ✓", False: " — missed"}[row.reached]
    return f"| {row.what} | {amount(row)} | {ratio} | {row.target}{verdict} |"


def amount(row):
    if row.value is None:
        return ""
    number = f"{row.value:,}" if isinstance(row.value, int) else f"{row.value:.2f}"
    return f"{number} {row.unit}".strip()


def as_json(machine, sections):
    tables = [
        {
            "title": section.title,
            "ratio_to": section.ratio_to or None,
            "rows": [row._asdict() for row in section.rows],
            "notes": list(section.notes),
        }
        for section in sections
    ]
    return json.dumps({"machine": machine, "tables": tables}, indent=2, ensure_ascii=False) + "\n"
