"""`seeddoc check` over many documents, beside reading and parsing the same on one core, each as a process of its own.

Times are of the clock, from start to end; `cpu` is what all its processes used. They run in turn, so that a busy
machine slows all of them down.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from bench import data
from bench.measure import Row, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

DOCUMENTS: Final = 10_000
WORKERS: Final = 2
# How fast a check has to be: with nothing in its cache, and with everything.
COLD: Final = 1.0
WARM: Final = 4.0

_PARSE: Final = """
import sys
from seeddoc.inputs import find_sources, read_documents, read_source

for source in find_sources(sys.argv[1:]):
    for document in read_documents(read_source(source)).bundle:
        document.article{}
"""


class _Time(NamedTuple):
    clock: float
    cpu: float


def _spend(*command: str) -> _Time:
    """Run a process and return its times."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    return _Time(end - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _articles(number: int) -> list[tuple[str, str]]:
    """Return clean articles, no two alike."""
    texts = data.articles()
    return [(f"{each:05}.txt", f"{texts[each % len(texts)]}\n\nThe {each + 1}th of them.") for each in range(number)]


def _write_files(folder: Path, number: int) -> None:
    """Write a bundle of one document for each article, a hundred in a folder."""
    for place, article in enumerate(_articles(number)):
        path = folder / f"{place // 100:03}" / article[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.bundle([article]))


def _write_texts(folder: Path, number: int) -> None:
    """Write the same as texts without markers."""
    for place, (name, text) in enumerate(_articles(number)):
        path = folder / f"{place // 100:03}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _write_bundle(folder: Path, number: int) -> None:
    folder.mkdir(parents=True)
    (folder / "bundle.txt").write_bytes(data.bundle(_articles(number)))


SHAPES: Final[dict[str, Callable[[Path, int], None]]] = {
    "files with markers": _write_files,
    "files without": _write_texts,
    "one bundle": _write_bundle,
}


def _measure(shape: str, folder: Path, runs: int) -> list[Row]:
    cache = folder.with_suffix(".cache")
    check = (
        sys.executable,
        "-m",
        "seeddoc",
        "check",
        "--cache-dir",
        str(cache),
        "--workers",
        str(WORKERS),
        str(folder),
    )
    parse, quotes = ((sys.executable, "-c", _PARSE.format(more), str(folder)) for more in ("", ".quotes"))
    rounds = []
    for _ in range(runs):
        shutil.rmtree(cache, ignore_errors=True)
        rounds.append((_spend(*parse), _spend(*quotes), _spend(*check), _spend(*check)))
    rows = []
    for name, at, goal in (("cold", 2, COLD), ("warm", 3, WARM)):
        for floor, what in ((0, "parse and articles"), (1, "and quotes")):
            ratio = statistics.median(each[floor].clock / each[at].clock for each in rounds)
            figures = (
                ("floor s", statistics.median(each[floor].clock for each in rounds)),
                ("floor cpu", statistics.median(each[floor].cpu for each in rounds)),
                ("seconds", statistics.median(each[at].clock for each in rounds)),
                ("cpu", statistics.median(each[at].cpu for each in rounds)),
                ("ratio", ratio),
            )
            rows.append(Row(f"{shape}, {name}, beside {what}", figures, goal=goal))
    return rows


def run(settings: Settings) -> list[Row]:
    """Measure documents in three shapes."""
    number = settings.of(DOCUMENTS, 3)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="seeddoc-bench-") as name:
        for place, (shape, write) in enumerate(SHAPES.items()):
            folder = Path(os.path.realpath(name), str(place))
            write(folder, number)
            time.sleep(2.5)  # until it is known that no file is being written any more
            rows += _measure(shape, folder, settings.runs)
    return rows
