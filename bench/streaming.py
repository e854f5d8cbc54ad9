"""Reading documents one by one: speed beside the same floor, and the memory of a process that does nothing else."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import deque
from functools import partial
from pathlib import Path
from typing import Final

from bench import data
from bench.measure import MEGABYTE, Row, Settings, compare, speed_row, verdict
from bench.reading import floor_bytes
from seeddoc import Limits, Reader, iter_documents

GOAL: Final = 0.6
MEMORY_GOAL: Final = 50.0  # MB, above what the interpreter and the import take

_CHILD: Final = """
import sys
from pathlib import Path
from bench.measure import peak_memory
from seeddoc import iter_documents

before = peak_memory()
count = sum(1 for document in iter_documents(Path(sys.argv[1])))
print(before, peak_memory(), count)
"""


def _drain(path: Path, limits: Limits | None = None) -> None:
    deque(iter_documents(path, limits=limits), maxlen=0)


def _feed(content: bytes, size: int) -> None:
    reader = Reader()
    for start in range(0, len(content), size):
        reader.receive(content[start : start + size])
        deque(reader.events(), maxlen=0)
    reader.close()
    deque(reader.events(), maxlen=0)


def _floor(path: Path) -> object:
    return floor_bytes(path.read_bytes())


def _memory(path: Path) -> Row:
    command = [sys.executable, "-c", _CHILD, str(path)]
    printed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    before, peak, _ = map(float, printed.split())
    figures = (
        ("MB", path.stat().st_size / MEGABYTE),
        ("before MB", before),
        ("peak MB", peak),
        ("more MB", peak - before),
    )
    return Row("memory", figures, verdict(MEMORY_GOAL, met=peak < MEMORY_GOAL))


def run(settings: Settings) -> list[Row]:
    """Measure `iter_documents` of a path and `Reader` with chunks of few bytes."""
    content = data.bundle(data.named(round(settings.size * MEGABYTE), data.articles()))
    small = data.bundle(data.named(round(settings.size * MEGABYTE / 25), data.articles()))
    limits = Limits(document_size=MEGABYTE, marker_line=1000)
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "bundle.txt")
        path.write_bytes(content)
        floor = partial(_floor, path)
        rows = [
            speed_row("iter_documents", len(content), compare(floor, partial(_drain, path), settings.runs), GOAL),
            speed_row("with limits", len(content), compare(floor, partial(_drain, path, limits), settings.runs)),
        ]
        for size in (64, 4096):
            measured = compare(partial(floor_bytes, small), partial(_feed, small, size), settings.runs)
            rows.append(speed_row(f"Reader, {size} bytes a chunk", len(small), measured))
        return [*rows, _memory(path)]
