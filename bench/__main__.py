"""The command line: `python -m bench [NAME…] [--size MB] [--runs N] [--json OUT]`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench import (
    articles,
    checking,
    columns,
    containers,
    engines,
    growth,
    importing,
    memory,
    peers,
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
    "importing": ("Import (ratio: time, the floor is 1)", importing.run),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmarks that are named, or all, and print a table of each."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="The benchmarks of seeddoc.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to run: {', '.join(BENCHMARKS)}")
    parser.add_argument("--size", type=float, default=100.0, metavar="MB", help="of the bundles (100)")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="of everything that is timed (5)")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write all figures to this file too")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.names if name not in BENCHMARKS]:
        parser.error(f"no benchmark is named {', '.join(unknown)}")
    settings = Settings(options.size, options.runs)
    results: dict[str, list[dict[str, object]]] = {}
    for name in options.names or BENCHMARKS:
        title, run = BENCHMARKS[name]
        rows = run(settings)
        print(render(title, rows), end="\n\n", flush=True)
        results[name] = [row.as_json() for row in rows]
    if options.json:
        options.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
