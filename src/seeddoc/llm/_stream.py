"""A bundle that a model writes, read while it is being written: text goes out as soon as it is sure to be text.

In come pieces of text, cut anywhere; out come events. The documents and findings are those of `seeddoc.Reader`, which
does the reading; here only is decided how much of an open document can be told already. What may yet turn out to be
a marker, or the line break that belongs to one, is held back.

Nothing is repaired here, and nothing is read from anywhere.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from seeddoc._grammar import WHITE_SPACE
from seeddoc.diagnostics import Diagnostic
from seeddoc.documents import Document
from seeddoc.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seeddoc._markers import Opener
    from seeddoc.limits import Limits


@attrs.frozen
class Started:
    """A document has begun.

    Attributes:
        number: from 0, in the order of the documents.
        name: as its marker gives it.
        attributes: of its marker.
    """

    number: int
    name: str
    attributes: tuple[tuple[str, str], ...]


@attrs.frozen
class Added:
    """More of the text of a document is known.

    Attributes:
        number: of the document.
        text: what comes after all that was added to it before; never empty.
    """

    number: int
    text: str


@attrs.frozen
class Done:
    """A document has ended.

    Attributes:
        number: of the document.
        document: all of it; its text is what was added. `complete` is False where its end is missing.
        diagnostics: what was found in it.
    """

    number: int
    document: Document
    diagnostics: tuple[Diagnostic, ...]


@attrs.frozen
class Noted:
    """Something was found outside documents, such as chatter around them.

    Attributes:
        diagnostic: what, and where.
    """

    diagnostic: Diagnostic


# What a `StreamReader` tells.
StreamEvent: TypeAlias = Started | Added | Done | Noted


class StreamReader:
    r"""Reads a bundle while somebody writes it.

    Give it text with `receive`, end with `close`; both return what is new. However the text is cut, the events are the
    same, but that one `Added` may come as several. A document that has started and is never done was given up at a
    limit: the finding B015 says so.

    Args:
        limits: where to stop reading.

    >>> reader = StreamReader()
    >>> [event.text for event in reader.receive("<<<FILE a.txt>>>\nA ti") if isinstance(event, Added)]
    ['A ti']
    """

    def __init__(self, *, limits: Limits | None = None) -> None:
        self._reader = Reader(limits=limits)
        self._closed = False
        self._begins_line = True
        self._waits = False  # whether the line may be a marker of the open document
        self._line: list[str] = []  # the pieces of such a line
        self._opener: Opener | None = None
        self._tail = _Tail("")
        self._sent: deque[int] = deque()  # of each document that is not done, how much of its text was told
        self._started = 0
        self._done = 0
        self._findings: list[Diagnostic] = []

    def receive(self, piece: str) -> tuple[StreamEvent, ...]:
        """Take the next piece and return what is new.

        Raises:
            TypeError: it is no str.
            ValueError: the reader is closed.
        """
        if not isinstance(piece, str):
            raise TypeError(f"a stream is of str, not {type(piece).__name__}: decode it with an incremental decoder")
        if self._closed:
            raise ValueError("the reader is closed")
        return tuple(event for line in _lines(piece) for event in self._take(line))

    def close(self) -> tuple[StreamEvent, ...]:
        """End the text and return what is new: also findings that are of the whole of it."""
        if self._closed:
            return ()
        self._closed = True
        self._reader.close()
        events = [*self._finished(), *map(Noted, self._findings)]
        self._findings = []
        return tuple(events)

    def _take(self, piece: str) -> Iterator[StreamEvent]:
        """Take a line or a piece of one."""
        before = self._opener
        if self._begins_line:
            self._waits = before is not None and (before.block or piece[0] == "<")
        self._begins_line = piece.endswith("\n")
        self._reader.receive(piece)
        self._opener = self._reader.opener
        yield from self._finished()
        if self._opener is not before:
            self._line.clear()
            yield from self._start()
        elif before:
            yield from self._read_on(piece)

    def _read_on(self, piece: str) -> Iterator[StreamEvent]:
        """Take more of the text of the open document, but a line that may be a marker only when it ends as none."""
        if self._waits:
            self._line.append(piece)
            if not self._begins_line:
                return
            piece = "".join(self._line)
            self._line.clear()
        sure = self._tail.add(piece)
        if sure:
            self._sent[-1] += len(sure)
            yield Added(self._started - 1, sure)

    def _start(self) -> Iterator[StreamEvent]:
        """Take note that another document is open, or none."""
        if self._opener:
            label = self._opener.label
            self._tail = _Tail("<>" if self._opener.block else "<")
            yield self._started_as(label.name, label.attributes)

    def _started_as(self, name: str, attributes: tuple[tuple[str, str], ...]) -> Started:
        self._sent.append(0)
        self._started += 1
        return Started(self._started - 1, name, attributes)

    def _finished(self) -> Iterator[StreamEvent]:
        """Tell what the reader has found."""
        for event in self._reader.events():
            if isinstance(event, Document):
                yield from self._end(event)
            elif isinstance(event, Diagnostic):
                if event.code in _OUTSIDE:
                    yield Noted(event)
                else:
                    self._findings.append(event)

    def _end(self, document: Document) -> Iterator[StreamEvent]:
        if not self._sent:  # it began and ended with the last line of the input
            yield self._started_as(document.name, document.attributes)
        rest = document.text[self._sent.popleft() :]
        if rest:
            yield Added(self._done, rest)
        findings, self._findings = self._findings, []
        yield from (Noted(finding) for finding in findings if not _is_of(finding, document, findings))
        yield Done(self._done, document, tuple(each for each in findings if _is_of(each, document, findings)))
        self._done += 1


# What is of no document. Of all else that is found, what is of a document stands before it.
_OUTSIDE: Final = frozenset({"B002", "B004", "B005", "B006", "B007", "B009", "B012", "B013", "B015", "E004"})


def _is_of(finding: Diagnostic, document: Document, findings: Sequence[Diagnostic]) -> bool:
    """Tell whether a finding is of a document: it has its name; if it has none, it comes after its opener."""
    if document.name:
        return finding.document == document.name
    opener = next(each for each in findings if each.code == "N002")
    return finding.document is None and finding.offset >= opener.offset


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text, each with its line break but the last; nothing else ends a line."""
    at = 0
    while (end := text.find("\n", at) + 1) > 0:
        yield text[at:end]
        at = end
    if at < len(text):
        yield text[at:]


class _Tail:
    """The end of the text of an open document: what cannot be told yet.

    Held back are the last line break, which may belong to a marker, and from its first fence character on the last
    line that is not white space, at whose end a closer may be glued (S5.2), with all after it.

    Args:
        fences: the characters of fences.
    """

    def __init__(self, fences: str) -> None:
        self._fences = fences
        self._held: list[str] = []
        self._size = 0
        self._fence: int | None = None  # where in what is held the first fence of that line is
        self._is_cut = False  # whether all before that was told
        self._is_new = True  # whether the next character begins a line

    def add(self, text: str) -> str:
        """Take more text, and return what is sure now."""
        for line in _lines(text):
            self._add_line(line)
        if self._is_cut:
            return ""
        stop = self._size if self._fence is None else self._fence
        held = "".join(self._held)
        if held.endswith("\n", 0, stop):
            stop -= 1
        if held.endswith("\r", 0, stop):
            stop -= 1
        self._held, self._size = [held[stop:]], self._size - stop
        if self._fence is not None:
            self._fence -= stop
            self._is_cut = True
        return held[:stop]

    def _add_line(self, line: str) -> None:
        """Take a line or a piece of one."""
        if self._is_new and line.strip(WHITE_SPACE):
            self._fence = None  # the line before is not the last one
            self._is_cut = self._is_new = False
        if self._fence is None:
            found = [at for fence in self._fences if (at := line.find(fence)) >= 0]
            self._fence = self._size + min(found) if found else None
        self._held.append(line)
        self._size += len(line)
        if line.endswith("\n"):
            self._is_new = True
