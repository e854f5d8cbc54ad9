"""Locators: how a scanner tells where things stand in its input.

`WholeLocator` has the whole input at hand: it remembers offsets and works positions out when they are asked for.
`RunningLocator` sees one buffer after the other and lets each go: it counts along. Both answer alike.
"""

from __future__ import annotations

from typing import AnyStr, Generic, Protocol, TypeAlias

from seeddoc.positions import START, Place, Position, TextIndex, Where

Origin: TypeAlias = tuple[TextIndex | Position, int]


class Locator(Protocol[AnyStr]):
    """Offsets are those of the input, in its units; they are asked for in rising order."""

    @property
    def start(self) -> Where:
        """The beginning of the input."""

    def enter(self, buffer: AnyStr, base: int) -> None:
        """The next buffer, which begins at `base`."""

    def leave(self) -> None:
        """The buffer has been read."""

    def where(self, offset: int) -> Where:
        """Return the place of an offset."""

    def place(self, offset: int, text: str, end: int) -> Origin:
        """Return where a document's text begins, as the document keeps it; it reaches to `end`."""


class WholeLocator(Generic[AnyStr]):
    """Locates in an input that is held as a whole."""

    start = START

    def __init__(self, data: str | bytes) -> None:
        self._index = TextIndex(data)

    def enter(self, buffer: AnyStr, base: int) -> None:
        pass

    def leave(self) -> None:
        pass

    def where(self, offset: int) -> Where:
        return Place(self._index.position, offset)

    def place(self, offset: int, text: str, end: int) -> Origin:
        return self._index, offset


class RunningLocator(Generic[AnyStr]):
    """Locates in an input that goes by: what has been counted is let go."""

    start = START

    def __init__(self) -> None:
        self._position = START
        self._at = 0
        self._base = 0
        self._buffer: AnyStr | None = None

    def enter(self, buffer: AnyStr, base: int) -> None:
        self._buffer, self._base = buffer, base

    def leave(self) -> None:
        if self._buffer is not None:
            self.where(self._base + len(self._buffer))
        self._buffer = None

    def where(self, offset: int) -> Where:
        if offset > self._at and self._buffer is not None:
            piece = self._buffer[self._at - self._base : offset - self._base]
            text = piece if isinstance(piece, str) else piece.decode("utf-8", "surrogateescape")
            self._position, self._at = self._position.advanced(text), offset
        return self._position

    def place(self, offset: int, text: str, end: int) -> Origin:
        self.where(offset)
        start = self._position
        if text:
            self._position, self._at = start.advanced(text), end
        return start, 0
