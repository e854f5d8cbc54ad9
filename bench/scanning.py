"""Scanning: cutting beside a bare search, two processes beside one, a long bundle beside a short one, and memory.

Times of several processes are those of the clock, so the machine should have nothing else to do.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench import data
from bench.measure import MEGABYTE, Row, Settings, compare, speed_row, verdict
from seeddoc import scan
from seeddoc._borders import Cutter

if TYPE_CHECKING:
    from collections.abc import Callable

    from seeddoc import Article, Document

CUTTING_GOAL: Final = 0.5
WORKERS_GOAL: Final = 1.8
LENGTH_GOAL: Final = 0.9
MEMORY_GOAL: Final = 100.0  # MB, of each process

# The kernel's own mark of a process's peak: getrusage would count that of the parent before exec too. The first peak
# is that of reading and nothing else; scan's is the largest of any process.
_CHILD: Final = """
import resource, sys, time
from pathlib import Path
import seeddoc

def peak(_=None):
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

def read(partition):
    for document in partition.documents():
        document.article
    return peak()

if __name__ == "__main__":
    what, path, times = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    start = time.process_time()
    for _ in range(times):
        if what == "iter_documents":
            count = sum(1 for document in seeddoc.iter_documents(path))
        else:
            largest = seeddoc.scan(path, read, per="partition", reduce="max", workers=2)
    print(time.process_time() - start, peak() if what == "iter_documents" else max(peak(), largest))
"""


def size_of(document: Document) -> int:
    """Return the size of a document: the least that can be done with one."""
    return len(document.text)


def count_paragraphs(article: Article) -> int:
    """Count the paragraphs of an article."""
    return len(article.paragraphs)


def count_quotes(article: Article) -> int:
    """Count the quotations of an article whose speakers are known."""
    return sum(1 for quote in article.quotes if quote.speaker)


def _cut(content: bytes) -> int:
    cutter = Cutter(8 * MEGABYTE)
    for start in range(0, len(content), 2**20):
        cutter.receive(content[start : start + 2**20])
    cutter.close()
    return len(cutter.parts)


def _cutting(size: int, runs: int) -> list[Row]:
    rows = []
    for case, opener, closer in (
        ("cutting: canonical", "<<<FILE {}>>>", "<<<END FILE>>>"),
        ("cutting: colon, closers with names", "<<<FILE: {}>>>", "<<<END FILE: {}>>>"),
        ("cutting: block", "<<<FILE {}", "FILE>>>"),
    ):
        content = data.bundle(data.named(size, data.articles()), opener, closer)
        assert _cut(content) >= len(content) // (9 * MEGABYTE)
        measured = compare(partial(content.count, b"\n<<<FILE "), partial(_cut, content), runs)
        rows.append(speed_row(case, len(content), measured, 0.0 if "block" in case else CUTTING_GOAL))
    return rows


def _spend(function: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that pass, and those that this process and its children work."""
    clock, work = time.perf_counter(), _worked()
    function()
    return time.perf_counter() - clock, _worked() - work


def _worked() -> float:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in spent)


def _workers(path: Path, runs: int) -> list[Row]:
    size, rows = path.stat().st_size / MEGABYTE, []
    for case, run in (
        ("2 workers: documents", partial(scan, path, size_of, reduce="sum")),
        ("2 workers: paragraphs", partial(scan, path, count_paragraphs, per="article", reduce="sum")),
        ("2 workers: quotations", partial(scan, path, count_quotes, per="article", reduce="sum")),
    ):
        assert run(workers=1) == run(workers=2)
        rounds = [(_spend(partial(run, workers=1)), _spend(partial(run, workers=2))) for _ in range(runs)]
        seconds = statistics.median(two for _, (two, _) in rounds)
        ratio = statistics.median(one / two for (one, _), (two, _) in rounds)
        figures = (
            ("MB", size),
            ("floor s", statistics.median(one for (one, _), _ in rounds)),
            ("seconds", seconds),
            ("MB/s", size / seconds),
            ("ratio", ratio),
            # What two idle processors would give: the work of one process over that of the busier of two.
            ("ratio of work", 2 * statistics.median(one / two for (_, one), (_, two) in rounds)),
        )
        rows.append(Row(case, figures, verdict(WORKERS_GOAL, met=ratio >= WORKERS_GOAL)))
    return rows


def _child(what: str, path: Path, times: int) -> tuple[float, float]:
    """Return the seconds a file takes, and the peak of memory in megabytes."""
    with tempfile.NamedTemporaryFile("w", suffix=".py") as program:
        program.write(_CHILD)
        program.flush()
        command = [sys.executable, program.name, what, str(path), str(times)]
        printed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    seconds, peak = printed.split()
    return float(seconds) / times, int(peak) * 1024 / MEGABYTE


def _lengths(short: Path, long: Path, runs: int) -> list[Row]:
    small, large = short.stat().st_size / MEGABYTE, long.stat().st_size / MEGABYTE
    rounds = [
        (*_child("iter_documents", short, max(1, round(100 / small))), *_child("iter_documents", long, 1))
        for _ in range(runs)
    ]
    quick, _, slow, peak = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median((large / of_long) / (small / of_short) for of_short, _, of_long, _ in rounds)
    _, most = _child("scan", long, 1)
    figures = (("MB", large), ("floor s", quick * large / small), ("seconds", slow), ("MB/s", large / slow))
    return [
        Row("a long bundle streamed", (*figures, ("ratio", ratio)), verdict(LENGTH_GOAL, met=ratio >= LENGTH_GOAL)),
        Row("memory: iter_documents", (("MB", large), ("peak MB", peak)), verdict(MEMORY_GOAL, met=peak < MEMORY_GOAL)),
        Row(
            "memory: scan, a process", (("MB", large), ("peak MB", most)), verdict(MEMORY_GOAL, met=most < MEMORY_GOAL)
        ),
    ]


def _write(path: Path, size: int) -> Path:
    with path.open("wb") as file:
        for document in data.named(size, data.articles()):
            file.write(data.bundle([document]))
    return path


def run(settings: Settings) -> list[Row]:
    """Measure cutting, scanning with one and two workers, and a bundle ten times the size."""
    size = round(settings.size * MEGABYTE)
    rows = _cutting(size, settings.runs)
    with tempfile.TemporaryDirectory() as directory:
        rows += _workers(_write(Path(directory, "bundle.txt"), size), settings.runs)
        short, long = Path(directory, "short.txt"), Path(directory, "long.txt")
        return rows + _lengths(_write(short, size // 100), _write(long, 10 * size), max(1, settings.runs // 2))
