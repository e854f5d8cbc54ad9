"""Pieces: a file, or a part of a large one, that reads itself wherever it is.

Out come events, as from a reader, whose places are those of the file. Where a part begins in its file is counted when
somebody asks, by going through the file up to there, once for all parts of it that a process reads.

What cannot be read is an `InputError` of one line.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

import attrs

from seeddoc._borders import Part, PartReader, Whole
from seeddoc._collector import Event
from seeddoc._compression import compression_by_name
from seeddoc._remote import reason
from seeddoc._streams import modified, read_range, size_of
from seeddoc.documents import Document
from seeddoc.errors import InputError
from seeddoc.inputs import Content, Source, is_plain, open_source, read_plain, read_source
from seeddoc.positions import START, Place, Position
from seeddoc.reader import Reader, collect, named, to_result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from typing import TypeAlias

    from seeddoc._remote import Url
    from seeddoc.dialects import Spelling
    from seeddoc.limits import Limits

    Spellings: TypeAlias = Callable[[], Iterable[Spelling]]

# Up to so many bytes a file is read at once.
SMALL: Final = 1024 * 1024
# How much of a file is counted at a time, in bytes.
_STEP: Final = 4 * 1024 * 1024


@attrs.frozen
class Piece:
    """A file, or a part of one.

    Attributes:
        source: the file.
        size: of the file when it was cut, in bytes; None where it does not say.
        part: what of it, or None for all.
        whole: what is known of the whole bundle.
        start: where in the file the part begins, if that has been counted.
    """

    source: Source
    size: int | None
    part: Part | None = None
    whole: Whole = attrs.field(factory=Whole)
    start: Position | None = None

    @property
    def label(self) -> str:
        """What errors call it: the file, and which bytes of it."""
        if self.part is None:
            return self.source.label
        return f"{self.source.label}, bytes {self.part.start:,} to {self.part.stop:,}"

    @property
    def is_compressed(self) -> bool:
        """Whether its name says that it is compressed."""
        return compression_by_name(self.source.label) is not None

    def read(self, limits: Limits | None = None) -> tuple[Iterator[Event], Spellings]:
        """Return what it holds, and what tells afterwards how its documents are spelled.

        Raises:
            InputError: it cannot be read, or has changed since it was cut.
        """
        if self.part:
            start = self.start or _Counter(self.source).place(self.part.start)
            reader = PartReader(_read_part(self, self.part), self.part, self.whole, start, limits)
            return named(reader.events(), self.source.label), reader.spellings
        if self.size is not None and self.size <= SMALL and not self.is_compressed:
            content = read_source(self.source, limits=limits)
            collector = collect(content.data, limits)
            return self._or_plain(collector.events, lambda: content, limits), collector.spellings.keys
        stream = Reader(limits=limits)
        events = _read_stream(self.source, stream, limits)
        return self._or_plain(events, lambda: read_source(self.source, limits=limits), limits), stream.spellings

    def _or_plain(self, events: Iterable[Event], read: Callable[[], Content], limits: Limits | None) -> Iterator[Event]:
        """Yield what was found; or the one document that a text without markers is, read once more."""
        found, before = named(events, self.source.label), list[Event]()
        for event in found:
            before.append(event)
            if isinstance(event, Document):
                yield from before
                yield from found
                return
        result = to_result(before, tuple, self.source.label)
        if is_plain(result):
            result = read_plain(read(), result, limits) or result
            before = [*result.diagnostics, *result.bundle]
        yield from before


def _read_stream(source: Source, reader: Reader, limits: Limits | None) -> Iterator[Event]:
    with open_source(source, limits) as stream:
        for chunk in stream.chunks():
            reader.receive(chunk)
            yield from reader.events()
            if reader.stopped:
                break
    reader.close()
    yield from reader.events()


def _read_part(piece: Piece, part: Part) -> bytes:
    """Read a part of a file that has not changed since it was cut."""
    label, location = piece.source.label, location_of(piece.source)
    try:
        is_same = size_of(location) == piece.size
        data = read_range(location, part.start, part.stop) if is_same else b""
    except OSError as error:
        raise InputError(f"{label}: {reason(error)}") from error
    if len(data) != part.stop - part.start or (part.start and not data.startswith(b"<<<")):
        raise InputError(f"{label}: has changed since it was cut into parts")
    return data


def location_of(source: Source) -> Path | Url:
    """Return where a source is.

    Raises:
        InputError: it is standard input, which only this process can read.
    """
    if source.location is None:
        raise InputError(f"{source.label}: cannot be cut into pieces that other processes read")
    return source.location


# --- Places -------------------------------------------------------------------------------------------------


@attrs.define(eq=False)
class _Known:
    """At which bytes of a file the position is known, and which it is; both in order."""

    offsets: list[int] = attrs.field(factory=lambda: [0])
    positions: list[Position] = attrs.field(factory=lambda: [START])

    def before(self, offset: int) -> tuple[int, Position]:
        """Return the last one that is not behind a byte."""
        with _knowing:
            place = bisect_right(self.offsets, offset) - 1
            return self.offsets[place], self.positions[place]

    def add(self, offset: int, position: Position) -> None:
        """Take one in, unless another thread has done so meanwhile."""
        with _knowing:
            place = bisect_right(self.offsets, offset)
            if self.offsets[place - 1] != offset:
                self.offsets.insert(place, offset)
                self.positions.insert(place, position)


# Files whose positions are kept: those that were counted last.
_MOST_KNOWN: Final = 64
# Of each of them, by its label, size and time. Threads that count at the same time may both do the work.
_known: dict[tuple[str, int | None, int], _Known] = {}
_knowing: Final = threading.Lock()


def _known_of(key: tuple[str, int | None, int]) -> _Known:
    with _knowing:
        known = _known[key] = _known.pop(key) if key in _known else _Known()
        while len(_known) > _MOST_KNOWN:
            del _known[next(iter(_known))]
        return known


@attrs.frozen
class _Counter:
    """Knows the positions in a file."""

    source: Source

    def place(self, offset: int) -> Place:
        """Return the place of a byte at the start of a line."""
        return Place(self.position, offset)

    def position(self, offset: int) -> Position:
        """Count up to a byte at the start of a line, from the last one before it that was asked for."""
        location = location_of(self.source)
        key = self.source.label, size_of(location), modified(location)
        known = _known_of(key)
        at, position = known.before(offset)
        if at < offset:
            position = _count(location, at, offset, position)
            known.add(offset, position)
        return position


def count_to(source: Source, offset: int) -> Position:
    """Return the position of a byte of a file, at the start of a line."""
    return _Counter(source).position(offset)


def _count(location: Path | Url, at: int, stop: int, position: Position) -> Position:
    """Count a file from a start of a line to another."""
    line: list[bytes] = []
    while at < stop:
        piece = read_range(location, at, min(at + _STEP, stop))
        at += len(piece)
        cut = len(piece) if at == stop else piece.rfind(b"\n") + 1
        if cut:
            lines = b"".join([*line, piece[:cut]])
            position = position.advanced(lines.decode("utf-8", "surrogateescape"), len(lines))
            line.clear()
        line.append(piece[cut:])
        if not piece:
            raise InputError(f"{location}: has changed since it was cut into parts")
    return position
