"""What repairs look at: a bundle as it was read, and where the markers of its documents stand.

Only documents whose markers have lines of their own are known here; what is joined or glued is left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from seeddoc._grammar import BOM, WHITE_SPACE
from seeddoc._markers import Closer, Opener, parse_block_closer, parse_marker
from seeddoc.diagnostics import Diagnostic
from seeddoc.documents import Document
from seeddoc.positions import resolve
from seeddoc.reader import ParseResult, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE: Final = re.compile(r"[ \t]*+(?:`{3,}+|~{3,}+)[ \t]*+[\w+.-]*+[ \t]*+")


@attrs.frozen
class Line:
    """A line of a text: `start` to `end` without its line end, `following` where the next one begins."""

    start: int
    end: int
    following: int
    text: str


def lines_of(text: str, start: int, end: int) -> Iterator[Line]:
    """Yield the lines of a stretch that begins with a line."""
    at = start
    while at < end:
        stop = text.find("\n", at)
        following = stop + 1 if stop >= 0 else len(text)
        stop = stop if stop >= 0 else len(text)
        line = text[at:stop].removesuffix("\r")
        yield Line(at, at + len(line), following, line)
        at = following


def is_code_fence(line: str) -> bool:
    """Tell whether a line is the border of a block of code in Markdown."""
    return _FENCE.fullmatch(line) is not None


@attrs.frozen
class Placed:
    """A document with the places of its markers.

    Attributes:
        document: as it was read.
        opener: its marker, which is a whole line.
        start: where that begins.
        label_end: where that line ends, without its line end.
        text_start: where its text begins.
        end: where what belongs to it ends: after its closer, or before the next document.
        closer: the line of its closer, or None.
        findings: what was found in it.
    """

    document: Document
    opener: Opener
    start: int
    label_end: int
    text_start: int
    end: int
    closer: Line | None
    findings: tuple[Diagnostic, ...]

    @property
    def near(self) -> tuple[Diagnostic, ...]:
        """The lines in it that are nearly markers."""
        return tuple(finding for finding in self.findings if finding.code == "B008")


@attrs.frozen
class Drift:
    """A text and all that was found in it."""

    text: str
    result: ParseResult
    placed: tuple[Placed, ...]

    def findings(self, *codes: str) -> Iterator[Diagnostic]:
        """Yield the findings of some codes, in the order of their places."""
        return (finding for finding in self.result.diagnostics if finding.code in codes)

    def outside(self) -> Iterator[Line]:
        """Yield the lines that stand in no document and are no markers."""
        for span in self.result.outside:
            start = self.text.rfind("\n", 0, span.start) + 1
            yield from lines_of(self.text, start + self.text.startswith(BOM, start), span.end)

    def line_at(self, offset: int) -> Line:
        """Return the line that begins at an offset."""
        return next(lines_of(self.text, offset, offset + 1))

    def last_line(self, placed: Placed) -> Line | None:
        """Return the last line of the text of a document that nothing closes, white space aside."""
        whole = self.text[placed.text_start : placed.end].rstrip(WHITE_SPACE)
        if not whole:
            return None
        return self.line_at(placed.text_start + whole.rfind("\n") + 1)


def read_drift(text: str) -> Drift:
    """Read a text for repairs to look at."""
    result = parse(text)
    documents = result.bundle.documents
    starts = [_start(text, document) for document in documents]
    borders = [*starts[1:], len(text)][: len(starts)]
    findings = _by_document(result, starts)
    placed = [
        found
        for document, start, border, own in zip(documents, starts, borders, findings, strict=True)
        if (found := _place(text, document, start, border, own))
    ]
    return Drift(text, result, tuple(placed))


def _start(text: str, document: Document) -> int:
    """Return where the line of a document's opener begins."""
    before = resolve(document.where).offset
    # The line break before the text is the opener's own; at the end of the input it may have none.
    start = text.rfind("\n", 0, before - text.endswith("\n", 0, before)) + 1
    return start + text.startswith(BOM, start)


def _by_document(result: ParseResult, starts: list[int]) -> list[tuple[Diagnostic, ...]]:
    """Return the findings from the start of each document up to that of the next."""
    found: list[list[Diagnostic]] = [[] for _ in starts]
    number = -1
    for finding in result.diagnostics:
        while number + 1 < len(starts) and finding.offset >= starts[number + 1]:
            number += 1
        if number >= 0:
            found[number].append(finding)
    return [tuple(each) for each in found]


def _place(text: str, document: Document, start: int, border: int, findings: tuple[Diagnostic, ...]) -> Placed | None:
    line = next(lines_of(text, start, start + 1), None)
    opener = parse_marker(line.text) if line else None
    if line is None or not isinstance(opener, Opener):
        return None
    closer = _closer(text, line.following + len(document.text)) if document.complete else None
    end = closer.following if closer else border
    return Placed(document, opener, start, line.end, line.following, end, closer, findings)


def _closer(text: str, at: int) -> Line | None:
    """Return the line of the closer after a text that ends at an offset."""
    at += 2 if text.startswith("\r\n", at) else text.startswith("\n", at)
    line = next(lines_of(text, at, at + 1), None)
    if line and (isinstance(parse_marker(line.text), Closer) or parse_block_closer(line.text)):
        return line
    return None
