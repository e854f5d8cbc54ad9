"""Places in a text: code points, UTF-8 bytes, UTF-16 units, lines and columns.

In come a text (str, or the bytes of a file) and offsets into it; out come `Position` values. Nothing is
worked out before it is asked for: a `Place` only remembers where to ask. A `TextIndex` counts once, at
checkpoints, so that many questions cost time linear in the text and not in its square.

It knows nothing of documents, markers or quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, AnyStr, Final, Protocol, TypeAlias

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

# Code points (or bytes) between two checkpoints of an index: the most that one question has to count.
STEP: Final = 1024

# "Lines end at LF. Nothing else ends a line."
LF: Final = "\n"


@attrs.frozen(order=True)
class Position:
    """One place in a text or file, in every unit that an editor, a database or a person may ask for.

    Attributes:
        offset: 0-based, in code points.
        byte_offset: 0-based, in bytes of UTF-8.
        utf16_offset: 0-based, in UTF-16 units (JavaScript, Java, language servers).
        line: 1-based; lines end at LF alone.
        column: 1-based, in code points; a tab counts as one.
    """

    offset: int
    byte_offset: int
    utf16_offset: int
    line: int
    column: int

    def advanced(self, text: str, size: int | None = None) -> Position:
        """Return the position that is reached after reading a text from here; `size` is its bytes, if known."""
        return _after(self, text, size)


# Where every input begins.
START: Final = Position(0, 0, 0, 1, 1)


@attrs.frozen(order=True)
class Span:
    """A stretch of a text, from `start` up to but not including `end`, in code points.

    Attributes:
        start: where it begins, from 0.
        end: the first place behind it.
    """

    start: int
    end: int


class TextIndex:
    """Turns offsets into positions: counts the text once, when first asked, and remembers checkpoints.

    Args:
        text: what the offsets point into. Offsets are code points of a str, bytes of bytes.
        start: the position of the text's first character, or where to ask for it.

    Bytes that are not UTF-8 count as one code point each, as surrogateescape decodes them.
    """

    __slots__ = ("_checkpoints", "_start", "_text")

    def __init__(self, text: str | bytes, start: Where = START) -> None:
        self._text = text
        self._start = start
        self._checkpoints: list[tuple[int, _Counts]] | None = None

    def position(self, offset: int) -> Position:
        """Return the position at an offset of the text (bounded to the text)."""
        if self._checkpoints is None:
            if offset <= STEP:  # near the start there is nothing to be remembered
                return _after(resolve(self._start), self._slice(0, max(offset, 0)))
            self._checkpoints = self._count()
        checkpoints = self._checkpoints
        nearest = min(max(offset, 0) // STEP, len(checkpoints) - 1)
        at, counts = checkpoints[nearest]
        if at > offset and nearest:  # a checkpoint of bytes moves on to the next whole character
            at, counts = checkpoints[nearest - 1]
        return Position(*_count_on(counts, self._slice(at, offset)))

    def line_before(self, offset: int, sought: str) -> tuple[Place, Place] | None:
        """Return where something stands in the line that ends right before an offset, or else all of that line.

        None where no line ends there.
        """
        text = self._text
        if isinstance(text, str):
            found = _find_before(text, offset, sought, LF, "\r")
        else:
            found = _find_before(text, offset, sought.encode("utf-8", "surrogatepass"), b"\n", b"\r")
        return (Place(self.position, found[0]), Place(self.position, found[1])) if found else None

    def _count(self) -> list[tuple[int, _Counts]]:
        at, counts = 0, _counts_of(resolve(self._start))
        checkpoints = [(at, counts)]
        in_bytes = isinstance(self._text, bytes)
        for step in range(STEP, len(self._text) + 1, STEP):
            end = self._whole_character(step)
            counts = _count_on(counts, self._slice(at, end), end - at if in_bytes else None)
            at = end
            checkpoints.append((at, counts))
        return checkpoints

    def _whole_character(self, at: int) -> int:
        """Move a cut in bytes forward to the end of the character that it falls into (3 bytes at most)."""
        text = self._text
        if isinstance(text, bytes):
            for _ in range(3):
                if at < len(text) and text[at] & 0xC0 == 0x80:
                    at += 1
        return at

    def _slice(self, start: int, end: int) -> str:
        piece = self._text[start:end]
        return piece if isinstance(piece, str) else piece.decode("utf-8", "surrogateescape")


def _find_before(text: AnyStr, offset: int, sought: AnyStr, lf: AnyStr, cr: AnyStr) -> tuple[int, int] | None:
    end = offset - 1
    if end < 0 or text[end:offset] != lf:
        return None
    start = text.rfind(lf, 0, end) + 1
    at = text.rfind(sought, start, end) if sought else -1
    if at >= 0:
        return at, at + len(sought)
    return start, end - (text[end - 1 : end] == cr and end > start)


# The numbers of a position, in the order of its fields: much cheaper to make than the model.
_Counts: TypeAlias = tuple[int, int, int, int, int]


def _counts_of(position: Position) -> _Counts:
    return position.offset, position.byte_offset, position.utf16_offset, position.line, position.column


def _after(position: Position, text: str, size: int | None = None) -> Position:
    """Return the position after a text, which is `size` bytes long."""
    return Position(*_count_on(_counts_of(position), text, size))


def _count_on(counts: _Counts, text: str, size: int | None = None) -> _Counts:
    """Count a text, which is `size` bytes long, from some place on."""
    offset, byte_offset, utf16_offset, line, column = counts
    if text.isascii():
        size = units = len(text)
    else:
        size = _byte_size(text) if size is None else size
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    length, lines = len(text), text.count(LF)
    column = length - text.rfind(LF) if lines else column + length
    return offset + length, byte_offset + size, utf16_offset + units, line + lines, column


def _byte_size(text: str) -> int:
    """Count the bytes of a text; what stands for a byte that is not UTF-8 (U+DC80 to U+DCFF) is one."""
    try:
        return len(text.encode())
    except UnicodeEncodeError:
        undecoded = sum("\udc80" <= char <= "\udcff" for char in text)
        return len(text.encode("utf-8", "surrogatepass")) - 2 * undecoded


class Place:
    """A position that is worked out when it is asked for. Compares, hashes and pickles as its position."""

    __slots__ = ("_ask", "_offset")

    def __init__(self, ask: Callable[[int], Position], offset: int) -> None:
        self._ask = ask
        self._offset = offset

    @property
    def position(self) -> Position:
        """The position, worked out now."""
        return self._ask(self._offset)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (Place, Position)):
            return self.position == resolve(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.position)

    def __reduce__(self) -> tuple[Callable[[Where], Position], tuple[Position]]:
        # What it asks may hold a whole file; the answer is five numbers.
        return resolve, (self.position,)

    def __repr__(self) -> str:
        return f"Place({self.position!r})"


def place_after(where: Where, text: str) -> Place:
    """Return the place that is reached after a text from another place on."""
    return Place(lambda _: resolve(where).advanced(text), 0)


def line_start_before(where: Where, line: str) -> Place:
    """Return where the line before the start of a line begins; it is ASCII, with its line end."""
    return Place(lambda _: _line_before(resolve(where), len(line)), 0)


def _line_before(position: Position, size: int) -> Position:
    return Position(
        position.offset - size, position.byte_offset - size, position.utf16_offset - size, position.line - 1, 1
    )


# A place that is worked out, or one that is worked out when it is asked for.
Where: TypeAlias = Position | Place


def resolve(where: Where) -> Position:
    """Return the position of a place, or the position itself."""
    return where if isinstance(where, Position) else where.position


class Index(Protocol):
    """Whatever knows the positions of a text."""

    def position(self, offset: int) -> Position:
        """Return the position at an offset of the text, in code points."""


@attrs.frozen
class Anchor:
    """Ties a piece of a text (a paragraph, say) to the file that it came from.

    Attributes:
        index: of the document's text, which knows where in the file that begins.
        offset: where in the document's text the piece begins, in code points.
    """

    index: Index
    offset: int = 0

    def position(self, offset: int) -> Position:
        """Return the position in the file of an offset (code points) in the piece."""
        return self.index.position(self.offset + offset)

    def moved(self, offset: int) -> Anchor:
        """Return the anchor of a piece that begins `offset` code points after this one."""
        return Anchor(self.index, self.offset + offset)
