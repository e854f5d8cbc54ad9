"""The one law: wrong content is never returned as right.

Every marker of some bundles, canonical and of each preset, is damaged in every way that one fault can: `loads` must
raise or return the texts that were written. What cannot be told is on a short list, each entry with its rule.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from seeddoc import Bundle, BundleError, Document, dumps, loads, parse
from tests import strategies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHANGED = "<>\"'`=:/\\_.,; \t\r\nAEFILENDx17\x00\ufeff\u2028é"

NESTED = dumps([Document("inner", "x\n"), Document("other", "")])
SHA = hashlib.sha256(b"One.\n\nTwo.").hexdigest()

CANONICAL = {
    "one": [Document("a.txt", "Title\n\nOne.")],
    "two": [Document("a", "A"), Document("b.txt", "B\nb2\n")],
    "three": [Document("My notes.txt", "one"), Document("docs/b", "two\n\n"), Document("c", "three")],
    "empty": [Document("a", ""), Document("b", "x"), Document("c", "")],
    "crlf": [Document("a", "x\r\ny\r\n"), Document("b", "z\r")],
    "newlines": [Document("a", "\nx\n\n"), Document("b", "\n"), Document("c", "y\n")],
    "nested": [Document("a", NESTED), Document("b", "see <<<END FILE>>>"), Document("c", "plain")],
    "integrity": [Document("a", "One.\n\nTwo.", (("size", "10"), ("sha256", SHA))), Document("b", "x", (("lang", "en"),))],
    "sized": [Document("a", "One.", (("size", "4"),)), Document("b", "x\n", (("bytes", "2"),))],
    "quoted": [Document('a"b>>>', "x"), Document("END", "y"), Document("path to x", "z")],
    "look-alikes": [Document("a", "> x\n<<\nFILE\nend"), Document("b", "FILE>>>\n>>>\n>>>END"), Document("c", "<<<\n>>>")],
}


@dataclass(frozen=True)
class Marker:
    """One marker line of a written bundle.

    Attributes:
        whole: the bundle.
        start, stop: of the line in it, without its line end.
        opens: whether it is an opener.
    """

    whole: str
    start: int
    stop: int
    opens: bool

    @property
    def line(self) -> str:
        return self.whole[self.start : self.stop]

    @property
    def before(self) -> str:
        return self.whole[: self.start]

    @property
    def after(self) -> str:
        return self.whole[self.stop :]


@dataclass(frozen=True)
class Fault:
    """One fault in one marker: its kind, the damaged bundle, and where in the marker's line it is."""

    kind: str
    marker: Marker
    text: str
    at: int = 0


def character_faults(marker: Marker) -> Iterator[Fault]:
    for at, old in enumerate(marker.line):
        left, right = marker.whole[: marker.start + at], marker.whole[marker.start + at + 1 :]
        yield Fault("character lost", marker, left + right, at)
        yield Fault("character doubled", marker, left + old + old + right, at)
        for new in set(CHANGED) - {old}:
            yield Fault("character changed", marker, left + new + right, at)


def cut_faults(marker: Marker) -> Iterator[Fault]:
    for at in range(len(marker.line)):
        left, right = marker.whole[: marker.start + at], marker.whole[marker.start + at :]
        if at:
            yield Fault("line cut in two", marker, left + "\n" + right, at)
        yield Fault("rest of the line lost", marker, left + marker.after, at)
        yield Fault("beginning of the line lost", marker, marker.before + right, at)
        yield Fault("rest of the input lost", marker, left, at)


def line_faults(marker: Marker) -> Iterator[Fault]:
    before, line, after = marker.before, marker.line, marker.after
    yield Fault("line end lost", marker, before + line + after[1:])
    if before:
        yield Fault("line end before it lost", marker, before.removesuffix("\n") + line + after)
    for blank in (" ", "\t", "    "):
        yield Fault("indented", marker, before + blank + line + after)
    yield Fault("line lost", marker, before + after[1:])
    yield Fault("line doubled", marker, f"{before}{line}\n{line}{after}")


def move_faults(marker: Marker) -> Iterator[Fault]:
    lines = marker.whole.split("\n")[:-1]
    number = marker.before.count("\n")
    rest = lines[:number] + lines[number + 1 :]
    for kind, to in (("line moved up", number - 1), ("line moved down", number + 1), ("line moved to the start", 0)):
        if 0 <= to <= len(rest) and to != number:
            yield Fault(kind, marker, "\n".join([*rest[:to], marker.line, *rest[to:], ""]))
    if number < len(rest):
        yield Fault("line moved to the end", marker, "\n".join([*rest, marker.line, ""]))


def faults(marker: Marker) -> Iterator[Fault]:
    for found in (character_faults, cut_faults, line_faults, move_faults):
        yield from (fault for fault in found(marker) if fault.text != marker.whole)
