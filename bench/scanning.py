"""Scanning: cutting beside a bare search, and two processes beside one.

Times of several processes are those of the clock, so the machine should have nothing else to do.
"""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench import data
from bench.measure import MEGABYTE, Row, Settings, compare, speed_row
from seeddoc import scan
from seeddoc._borders import cut_bundle

if TYPE_CHECKING:
    from collections.abc import Callable

    from seeddoc import Article, Document

CUTTING_GOAL: Final = 0.5
WORKERS_GOAL: Final = 1.8


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
    chunks = (content[start : start + 2**20] for start in range(0, len(content), 2**20))
    return sum(1 for _ in cut_bundle(chunks, 8 * MEGABYTE))


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
        rows.append(speed_row(case, len(content), measured, CUTTING_GOAL))
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
        rows.append(Row(case, figures, goal=WORKERS_GOAL))
    return rows


def run(settings: Settings) -> list[Row]:
    """Measure cutting, and scanning with one and two workers."""
    size = round(settings.size * MEGABYTE)
    rows = _cutting(size, settings.runs)
    with tempfile.TemporaryDirectory() as directory:
        return rows + _workers(data.write_bundle(Path(directory, "bundle.txt"), size), settings.runs)
