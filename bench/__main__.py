"""The command line: `python -m bench [NAME…] [--size MB] [--runs N] [--json OUT] [--read IN…] [--plot PNG]`."""

from __future__ import annotations

import argparse
import json
import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench import (
    articles,
    checking,
    columns,
    containers,
    engines,
    growth,
    importing,
    lengths,
    memory,
    peers,
    plot,
    quoting,
    reading,
    running,
    scanning,
    streaming,
    writing,
)
from bench.measure import Row, Settings, render

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BENCHMARKS: Final[dict[str, tuple[str, Callable[[Settings], list[Row]]]]] = {
    "reading": ("Reading (ratio: speed, the floor is 1)", reading.run),
    "streaming": ("Streaming (ratio: speed, the floor is 1)", streaming.run),
    "lengths": ("Lengths of bundles (ratio: speed, the shortest is 1)", lengths.run),
    "writing": ("Writing (ratio: speed, the floor is 1)", writing.run),
    "articles": ("Articles (ratio: speed, the floor is 1)", articles.run),
    "quoting": ("Quoting (ratio: speed, the floor is 1)", quoting.run),
    "scanning": ("Scanning (ratio: speed, the floor is 1; by the clock where there are workers)", scanning.run),
    "peers": ("Peers (ratio: speed, the peer is 1)", peers.run),
    "checking": ("Checking (ratio: speed, the floor is 1)", checking.run),
    "running": ("seeddoc check with 2 processes (ratio: speed by the clock, the floor is 1)", running.run),
    "columns": ("Columns (ratio: speed, the floor is 1)", columns.run),
    "containers": ("Many texts in one file (ratio: reading speed, JSON lines is 1)", containers.run),
    "engines": ("Engines (ratio: speed by the clock, scan with 2 workers is 1)", engines.run),
    "growth": ("Growth on hostile input (time ratio of each doubling; 2 is linear)", growth.run),
    "memory": ("Memory on hostile input (times its size, above what the import takes)", memory.run),
    "importing": ("Import (ratio: speed, the floor is 1)", importing.run),
}


def machine() -> str:
    """Say on what is measured."""
    cores = os.cpu_count() or 1
    return f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}, {cores} cores"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="The benchmarks of seeddoc.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to run: {', '.join(BENCHMARKS)}")
    parser.add_argument("--size", type=float, default=100.0, metavar="MB", help="of the bundles (100)")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="of everything that is timed (5)")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write all figures to this file too")
    parser.add_argument("--read", type=Path, nargs="+", metavar="IN", help="tell of these figures; measure nothing")
    parser.add_argument("--plot", type=Path, metavar="PNG", help="draw all ratios, with their goals")
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmarks that are named, or all; print a table of each, and draw them where that is asked for."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.names if name not in BENCHMARKS]:
        parser.error(f"no benchmark is named {', '.join(unknown)}")
    results = _Results()
    for path in options.read or ():
        results.read(json.loads(path.read_text(encoding="utf-8")), options.names)
    if not options.read:
        results.measure(options.names, Settings(options.size, options.runs))
    if options.json:
        options.json.write_text(json.dumps(results.as_json(), indent=2) + "\n", encoding="utf-8")
    if options.plot:
        plot.save(plot.draw(results.titled(), "; ".join(results.machines)), options.plot)


class _Results:
    """What was measured, now or before, by the names of benchmarks; how, and on what machines."""

    def __init__(self) -> None:
        self.machines: list[str] = []
        self._rows: dict[str, tuple[str, list[Row]]] = {}

    def measure(self, names: Sequence[str], settings: Settings) -> None:
        """Run benchmarks, or all."""
        self.machines.append(machine())
        for name in names or BENCHMARKS:
            how = f"bundles of {settings.size:g} MB, medians of {settings.runs}"
            self._add(name, how, BENCHMARKS[name][1](settings))

    def read(self, written: dict[str, Any], names: Sequence[str]) -> None:
        """Take the figures of a run before, of the benchmarks that are named, or all."""
        self.machines += [each for each in written["machines"] if each not in self.machines]
        for name, benchmark in written["benchmarks"].items():
            if not names or name in names:
                self._add(name, benchmark["how"], [Row.from_json(row) for row in benchmark["rows"]])

    def _add(self, name: str, how: str, rows: list[Row]) -> None:
        print(render(BENCHMARKS[name][0], rows), end="\n\n", flush=True)
        self._rows[name] = how, rows

    def titled(self) -> dict[str, list[Row]]:
        """Return the tables, by titles that say how they were measured, in the order of the benchmarks."""
        known = ((title, self._rows[name]) for name, (title, _) in BENCHMARKS.items() if name in self._rows)
        return {f"{title}; {how}": rows for title, (how, rows) in known}

    def as_json(self) -> dict[str, object]:
        """Return what `--json` writes and `--read` reads."""
        benchmarks = {
            name: {"how": how, "rows": [row.as_json() for row in rows]} for name, (how, rows) in self._rows.items()
        }
        return {"machines": self.machines, "benchmarks": benchmarks}


if __name__ == "__main__":
    main()
