"""Locators: how a scanner tells where things stand in its input.

`WholeLocator` has the whole input at hand: it remembers offsets and works positions out when they are asked for.
`RunningLocator` sees one buffer after the other and lets each go: it counts along, so it wants to be asked in
rising order. Both answer alike. `NowhereLocator` is for whoever does not ask. Offsets are those of the input, in its
units.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from seeddoc.positions import START, Place, Position, TextIndex, Where

# Where a document's text begins, as the document keeps it: at an offset of what is indexed, or right there.
Origin: TypeAlias = tuple[TextIndex | Position, int]


class WholeLocator:
    """Locates in an input that is held as a whole, and that begins at `start` of a file."""

    start: Final = START

    def __init__(self, data: str | bytes, start: Where = START) -> None:
        self._index = TextIndex(data, start)

    def enter(self, buffer: str | bytes, base: int) -> None:
        """Take the buffer that is read next, which begins at `base`."""

    def leave(self) -> None:
        """Take note that the buffer has been read."""

    def where(self, offset: int) -> Where:
        """Return the place of an offset."""
        return Place(self._index.position, offset)

    def place(self, offset: int, text: str, end: int) -> Origin:
        """Return where a document's text begins; the text, where given, reaches to `end`."""
        return self._index, offset


class RunningLocator:
    """Locates in an input that goes by: what has been counted is let go."""

    start: Final = START

    def __init__(self) -> None:
        self._position = START
        self._at = 0
        self._base = 0
        self._buffer: str | bytes = b""

    def enter(self, buffer: str | bytes, base: int) -> None:
        """Take the buffer that is read next, which begins at `base`."""
        self._buffer, self._base = buffer, base

    def leave(self) -> None:
        """Count to the end of the buffer, and let it go."""
        self.where(self._base + len(self._buffer))
        self._buffer = b""

    def where(self, offset: int) -> Where:
        """Return the place of an offset, which is not before the last one that was asked for."""
        if offset > self._at:
            piece = self._buffer[self._at - self._base : offset - self._base]
            text = piece if isinstance(piece, str) else piece.decode("utf-8", "surrogateescape")
            self._position, self._at = self._position.advanced(text), offset
        return self._position

    def place(self, offset: int, text: str, end: int) -> Origin:
        """Return where a document's text begins; the text, where given, reaches to `end` and is counted here."""
        self.where(offset)
        start = self._position
        if text:
            size = end - offset if isinstance(self._buffer, bytes) else None
            self._position, self._at = start.advanced(text, size), end
        return start, 0


class NowhereLocator:
    """Locates nothing: every place is the start."""

    start: Final = START

    def enter(self, buffer: str | bytes, base: int) -> None:
        """Take the buffer that is read next, which begins at `base`."""

    def leave(self) -> None:
        """Take note that the buffer has been read."""

    def where(self, _offset: int) -> Where:
        """Return the start."""
        return START

    def place(self, _offset: int, _text: str, _end: int) -> Origin:
        """Return the start."""
        return START, 0


Locator: TypeAlias = WholeLocator | RunningLocator | NowhereLocator
