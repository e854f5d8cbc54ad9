"""Bundles of 1, 10, 100 and 1,000 MB, read from a path by processes that do nothing else: their speed and memory.

Speed is that beside the shortest bundle, which is read again and again until it is as much as the third. Memory is the
kernel's own mark of a process's peak, with interpreter and modules.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from bench import data
from bench.measure import MEGABYTE, Row, Settings, verdict

# In hundredths of the size that is asked for.
LENGTHS: Final = (1, 10, 100, 1000)
STEPS: Final = ("documents", "paragraphs")
GOAL: Final = 0.9
MEMORY_GOAL: Final = 100.0  # MB, of each process

# What is read, from where, and how often. It prints CPU seconds, and the peak of memory in MB; scan's is the largest of
# any process.
_CHILD: Final = """
import sys, time
from pathlib import Path
import seeddoc
from bench.measure import peak_memory

def read(partition):
    for document in partition.documents():
        document.article.paragraphs
    return peak_memory()

if __name__ == "__main__":
    what, path, times = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    seeddoc.Document("a", "It loads what is loaded late.").article.paragraphs
    start, largest = time.process_time(), 0.0
    for _ in range(times):
        if what == "scan":
            largest = seeddoc.scan(path, read, per="partition", reduce="max", workers=2)
        else:
            for document in seeddoc.iter_documents(path):
                if what == "paragraphs":
                    document.article.paragraphs
    print(time.process_time() - start, max(peak_memory(), largest))
"""


def _child(what: str, path: Path, times: int = 1) -> tuple[float, float]:
    """Return the seconds of one reading, and the peak of memory."""
    program = path.with_name("child.py")
    program.write_text(_CHILD, encoding="utf-8")
    command = [sys.executable, str(program), what, str(path), str(times)]
    environment = {"PYTHONPATH": str(Path(__file__).parents[1])}
    printed = subprocess.run(command, capture_output=True, check=True, text=True, env=environment).stdout
    seconds, peak = printed.split()
    return float(seconds) / times, float(peak)


def _step(step: str, paths: dict[float, Path], runs: int) -> list[Row]:
    """Measure a step at every length; `paths` are by the megabytes that are asked for."""
    sizes = [path.stat().st_size / MEGABYTE for path in paths.values()]
    times = [max(1, round(sizes[2] / size)) for size in sizes]
    work = list(zip(paths.values(), times, strict=True))
    rounds = [[_child(step, path, number) for path, number in work] for _ in range(runs)]
    rows = []
    for at, (asked, size) in enumerate(zip(paths, sizes, strict=True)):
        seconds = statistics.median(each[at][0] for each in rounds)
        ratio = statistics.median((size / each[at][0]) / (sizes[0] / each[0][0]) for each in rounds)
        peak = statistics.median(each[at][1] for each in rounds)
        figures = (("MB", size), ("seconds", seconds), ("MB/s", size / seconds), ("ratio", ratio), ("peak MB", peak))
        rows.append(Row(f"{step}: {asked:,g} MB", figures, goal=GOAL if at else 0.0))
    return rows


def _memory(case: str, path: Path, peak: float) -> Row:
    figures = (("MB", path.stat().st_size / MEGABYTE), ("peak MB", peak))
    return Row(case, figures, verdict(MEMORY_GOAL, met=peak < MEMORY_GOAL))


def run(settings: Settings) -> list[Row]:
    """Measure reading one by one at every length, and the memory of the longest, by one process and by two."""
    with tempfile.TemporaryDirectory() as directory:
        paths = {
            size: data.write_bundle(Path(directory, f"{size:g}.txt"), size * MEGABYTE)
            for size in (settings.size * length / 100 for length in LENGTHS)
        }
        longest = list(paths.values())[-1]
        rows = [row for step in STEPS for row in _step(step, paths, settings.runs)]
        peak = max(dict(row.figures)["peak MB"] for row in rows)
        _, scanned = _child("scan", longest)
        return [
            *rows,
            _memory("memory: iter_documents, at most", longest, peak),
            _memory("memory: scan with 2 workers, a process", longest, scanned),
        ]
