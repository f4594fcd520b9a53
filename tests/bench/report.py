"""What was measured: as Markdown, whose first table is README.md's under Speed, and as JSON."""

import datetime
import json
import os
import platform
from pathlib import Path
from typing import NamedTuple


class Limit(NamedTuple):
    """A figure, and what it is held to."""

    what: str
    value: float
    at_most: float
    unit: str = ""

    def is_met(self):
        return self.value <= self.at_most


class Section(NamedTuple):
    """Medians in milliseconds by name; `ours` is the one that the others are compared with, if any."""

    title: str
    medians: dict
    limits: list
    notes: tuple = ()
    ours: str = ""


def machine(programs):
    models = [line for line in read("/proc/cpuinfo").splitlines() if line.startswith("model name")]
    return {
        "cpu": models[0].split(":")[1].strip() if models else platform.processor(),
        "cores": os.cpu_count(),
        "kernel": f"{platform.system()} {platform.release()}",
        "program": "static" if programs.is_static() else "dynamic",
        "date": datetime.date.today().isoformat(),
    }


def read(path):
    try:
        return Path(path).read_text()
    except OSError:
        return ""


def markdown(machine, sections):
    line = "{cpu}, {cores} cores, {kernel}, {date}; the program is {program}".format(**machine)
    limits = [limit for section in sections for limit in section.limits]
    return "\n\n".join([line, *(medians(section) for section in sections if section.medians), held_to(limits)])


def medians(section):
    ours = section.medians.get(section.ours)
    lines = [f"**{section.title}**", "", *table_head("", "median", *(["`print` in terms of it"] if ours else []))]
    for name, value in section.medians.items():
        ratio = [""] if name == section.ours else [f"{ours / value:.2f}"] if ours else []
        lines.append(cells(name, f"{significant(value)} ms", *ratio))
    return "\n".join([*lines, *(f"\n{note}" for note in section.notes)])


def held_to(limits):
    lines = ["**Held to**", "", *table_head("", "", "at most", "")]
    for limit in limits:
        verdict = "met" if limit.is_met() else "**missed**"
        figures = [amount(number, limit.unit) for number in (limit.value, limit.at_most)]
        lines.append(cells(limit.what, *figures, verdict))
    return "\n".join(lines)


def table_head(first, *others):
    return cells(first, *others), "|---|" + "--:|" * len(others)


def cells(*texts):
    return "|" + "|".join(f" {text} " if text else " " for text in texts) + "|"


def amount(number, unit):
    return f"{number:.2f} {unit}".strip() if isinstance(number, float) else f"{number} {unit}".strip()


def significant(number):
    """Three digits, without an exponent."""
    return f"{number:.2f}" if number < 10 else f"{number:.1f}" if number < 100 else f"{number:.0f}"


def as_json(machine, sections):
    tables = [{"title": section.title, "medians_ms": section.medians, "notes": section.notes} for section in sections]
    limits = [{**limit._asdict(), "is_met": limit.is_met()} for section in sections for limit in section.limits]
    return json.dumps({"machine": machine, "tables": tables, "limits": limits}, indent=2, ensure_ascii=False) + "\n"
