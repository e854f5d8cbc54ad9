"""Rules of group F: what can only be seen across documents and files.

In come the documents of all files, in their order; out come findings, each with the number of its file. What comes
first is right, and what comes later is told of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import PurePath, PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from seeddoc.diagnostics import diagnostic
from seeddoc.positions import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seeddoc.diagnostics import Diagnostic
    from seeddoc.results import Entry

# "Numbered names as in `000_<16 hex>.txt`."
_NUMBERED: Final = re.compile(r"([0-9]+)_[0-9a-f]{16}(?:\.[^/]*)?")


class Placed(NamedTuple):
    """A document with its file.

    Attributes:
        file: the number of its file.
        path: of that file.
        entry: the document.
    """

    file: int
    path: str
    entry: Entry


# The number of the document, counted through all of them, and what was found there.
Found: TypeAlias = "tuple[int, Diagnostic]"


def _finding(code: str, placed: Placed, detail: str) -> Found:
    entry = placed.entry
    found = diagnostic(code, entry.where, detail=detail, document=entry.name or None, filename=placed.path)
    return placed.file, found


def _told(placed: Placed) -> str:
    """Say where a document is: its file, and its line in a bundle."""
    return placed.path if placed.entry.plain else f"{placed.path}:{resolve(placed.entry.where).line}"


def check_names(documents: Sequence[Placed]) -> Iterator[Found]:
    """F001: the same name in two files, with two texts. Two plain files have paths of their own, so one is a bundle."""
    first: dict[str, Placed] = {}
    for placed in documents:
        name, digest = placed.entry.name, placed.entry.digest
        if not (name and digest):
            continue
        other = first.setdefault(name, placed)
        if other.file == placed.file or other.entry.digest == digest:
            continue
        if not (other.entry.plain and placed.entry.plain):
            yield _finding("F001", placed, f"{name!r}, as in {_told(other)}")


def check_texts(documents: Sequence[Placed]) -> Iterator[Found]:
    """F002: the same text under two names. A copy of the same name in another folder or file is none."""
    first: dict[bytes, Placed] = {}
    for placed in documents:
        if not placed.entry.digest:
            continue
        other = first.setdefault(placed.entry.digest, placed)
        if _name(placed, other) != _name(other, placed):
            yield _finding("F002", placed, f"{other.entry.name!r}, in {_told(other)}")


def check_copies(documents: Sequence[Placed]) -> Iterator[Found]:
    """F005: the same name and the same text in two files."""
    first: dict[tuple[str, bytes], Placed] = {}
    for placed in documents:
        name, digest = placed.entry.name, placed.entry.digest
        if name and digest:
            other = first.setdefault((name, digest), placed)
            if other.file != placed.file:
                yield _finding("F005", placed, f"{name!r}, as in {_told(other)}")


def _name(placed: Placed, other: Placed) -> str:
    """Return the name to compare with that of another: all of it in one file, else without folders."""
    name = placed.entry.name
    return name if placed.file == other.file else PurePosixPath(name).name


def _series(documents: Iterable[Placed]) -> Iterator[list[tuple[int, Placed]]]:
    """Yield the numbered documents of each folder, or of each bundle, in the order of their numbers."""
    series: dict[tuple[str, str], list[tuple[int, Placed]]] = defaultdict(list)
    for placed in documents:
        name = PurePosixPath(placed.entry.name)
        found = _NUMBERED.fullmatch(name.name)
        if found:
            folder = ("", str(PurePath(placed.path).parent)) if placed.entry.plain else (placed.path, str(name.parent))
            series[folder].append((int(found[1]), placed))
    for numbered in series.values():
        yield sorted(numbered, key=lambda pair: pair[0])


def check_repeats(documents: Sequence[Placed]) -> Iterator[Found]:
    """F003: a number that stands twice in a folder or bundle, under two names (one name twice is N001)."""
    for numbered in _series(documents):
        for (number, placed), (after, other) in pairwise(numbered):
            if number == after and placed.entry.name != other.entry.name:
                yield _finding("F003", other, f"as {placed.entry.name!r}")


def check_gaps(documents: Sequence[Placed]) -> Iterator[Found]:
    """F004: a number left out between two of a folder or bundle."""
    for numbered in _series(documents):
        for (number, placed), (after, other) in pairwise(numbered):
            if after - number > 1:
                missing = f"{number + 1}" if after - number == 2 else f"{number + 1} to {after - 1}"
                yield _finding("F004", other, f"{missing}, after {placed.entry.name!r}")
