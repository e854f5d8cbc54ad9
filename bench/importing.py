"""How long `import seeddoc` takes, beside the import of what it depends on, each in a process of its own."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
from typing import Final

from bench.measure import Row, Settings

# It may take 1.4 times as long.
GOAL: Final = 1 / 1.4
FLOOR: Final = "import attrs, regex"
SUBJECT: Final = "import seeddoc"

_LINE: Final = re.compile(r"import time:\s*(\d+) \|\s*(\d+) \|( *)(\S+)")
_SHOWN: Final = 12


def _import_times(statement: str) -> list[tuple[str, int, int]]:
    """Return the modules that a statement imports: names, microseconds of their own and with what they import."""
    command = [sys.executable, "-X", "importtime", "-c", statement]
    # Compiled modules are read from their cache, as they are by users.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    printed = subprocess.run(command, capture_output=True, check=True, text=True, env=environment).stderr
    return [(found[4], int(found[1]), int(found[2])) for found in _LINE.finditer(printed)]


def _total(modules: list[tuple[str, int, int]]) -> float:
    return sum(own for _, own, _ in modules) / 1000


def _costliest(runs: list[list[tuple[str, int, int]]]) -> list[Row]:
    """Return the modules that cost most by themselves and that the floor does not import."""
    floor = {name for name, _, _ in _import_times(FLOOR)}
    times: dict[str, list[int]] = {}
    for modules in runs:
        for name, own, _ in modules:
            if name not in floor:
                times.setdefault(name, []).append(own)
    medians = {name: statistics.median(each) / 1000 for name, each in times.items()}
    costliest = sorted(medians, key=lambda name: -medians[name])[:_SHOWN]
    return [Row(f"  {name}", (("ms", medians[name]),)) for name in costliest]


def run(settings: Settings) -> list[Row]:
    """Measure imports with `-X importtime`, three times as often as the rest: they vary more."""
    _import_times(SUBJECT)  # it fills the caches
    rounds = [(_import_times(FLOOR), _import_times(SUBJECT)) for _ in range(3 * settings.runs)]
    nothing = _total(_import_times("pass"))
    floor = statistics.median(_total(each) for each, _ in rounds)
    subject = statistics.median(_total(each) for _, each in rounds)
    ratio = statistics.median(_total(each) / _total(own) for each, own in rounds)
    net = statistics.median((_total(each) - nothing) / max(_total(own) - nothing, 1e-9) for each, own in rounds)
    return [
        Row("python", (("ms", nothing),)),
        Row(FLOOR, (("ms", floor),)),
        Row(SUBJECT, (("ms", subject), ("ratio", ratio)), goal=GOAL),
        Row("  the same less python", (("ms", subject - nothing), ("ratio", net))),
        *_costliest([own for _, own in rounds]),
    ]
