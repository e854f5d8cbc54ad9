"""Memory on hostile input: how many times its size a process takes to read it, and what stops a bomb.

Each input is read by a process of its own, from a file; what counts is the most that the process has had, less what it
had when all was imported.
"""

from __future__ import annotations

import lzma
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from bench.measure import MEGABYTE, Row, Settings, verdict

# How many times its size an input may take: `parse` holds all that it finds, `iter_documents` what one document takes.
GOALS: Final = {"parse": 100.0, "iter_documents": 130.0, "check": 200.0}
# What a bomb may take, in MB, before it is refused.
BOMB_GOAL: Final = 250.0

_CHILD: Final = """
import sys
from collections import deque
from pathlib import Path
from bench.measure import peak_memory
import seeddoc
from seeddoc.checks import check

path = Path(sys.argv[2])
functions = {
    "parse": seeddoc.parse,
    "iter_documents": lambda path: deque(seeddoc.iter_documents(path, errors=str), maxlen=0),
    "check": check,
}
seeddoc.check("<<<FILE a>>>\\nT\\n\\n“A,” said Bo.\\n<<<END FILE>>>\\n")
before = peak_memory()
try:
    kept = functions[sys.argv[1]](path)
except seeddoc.InputError:
    kept = None
print(before, peak_memory())
"""

# What an input is made of, again and again, and what stands before it.
INPUTS: Final = {
    "empty documents": ("", "<<<FILE>>>\n<<<END>>>\n"),
    "documents not closed": ("", "<<<FILE a>>>\n"),
    "stray closers": ("", "<<<END>>>\n"),
    "blank lines": ("", "\n"),
    "lines outside": ("", "a\n"),
    "one line": ("", "a"),
    "one line, with a wide character": ("𝄞", "a"),
    "one document": ("<<<FILE a>>>\n", "a b c\n"),
    "one document, with a wide character": ("<<<FILE a>>>\n𝄞", "a b c\n"),
    "bytes that are not UTF-8": ("<<<FILE a>>>\n", "\udcff"),
    "a long name": ("<<<FILE ", "a"),
    "paragraphs": ("<<<FILE a>>>\nT\n\n", "a\n\n"),
    "quotations": ("<<<FILE a>>>\nT\n\n", "“a” "),
}


def _make(prefix: str, piece: str, size: int) -> bytes:
    unit = piece.encode("utf-8", "surrogateescape")
    return prefix.encode("utf-8", "surrogateescape") + unit * (size // len(unit))


def _peak(function: str, path: Path) -> float:
    """Return the MB that a process takes to read a file, above what it took before."""
    command = [sys.executable, "-c", _CHILD, function, str(path)]
    before, peak = map(float, subprocess.run(command, capture_output=True, check=True, text=True).stdout.split())
    return peak - before


def _row(name: str, content: bytes, folder: Path) -> Row:
    path = folder / "input.txt"
    path.write_bytes(content)
    size = len(content) / MEGABYTE
    times = {function: _peak(function, path) / size for function in GOALS}
    met = all(times[function] <= goal for function, goal in GOALS.items())
    note = "" if met else "MORE than it may"
    return Row(name, (("MB", size), *((function, each) for function, each in times.items())), note)


def _bomb(size: int, folder: Path) -> Row:
    path = folder / "bomb.txt.xz"
    with lzma.open(path, "wb", preset=0) as file:
        for _ in range(size // MEGABYTE + 1):
            file.write(b"a" * MEGABYTE)
    most = max(_peak(function, path) for function in GOALS)
    figures = (("MB", path.stat().st_size / MEGABYTE), ("holds MB", size / MEGABYTE), ("peak MB", most))
    return Row("a bomb", figures, verdict(BOMB_GOAL, met=most <= BOMB_GOAL))


def run(settings: Settings) -> list[Row]:
    """Read inputs of 10 MB, and a bomb of 10 GB, where the size is 100."""
    size = settings.of(10 * MEGABYTE)
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        rows = [_row(name, _make(prefix, piece, size), folder) for name, (prefix, piece) in INPUTS.items()]
        return [*rows, _bomb(size * 1000, folder)]
