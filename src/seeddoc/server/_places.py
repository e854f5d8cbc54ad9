"""Places as the Language Server Protocol has them: offsets of a text to lines and characters, and back.

There a line ends at LF, CRLF or CR, which is not where seeddoc ends one, and characters are counted in units that
client and server agree on: bytes of UTF-8, units of UTF-16, or code points (UTF-32). Everything is counted once, and
each question after that takes logarithmic time, however long the lines are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Final

from lsprotocol import types

Encoding = types.PositionEncodingKind

_LINE_END: Final = re.compile(r"\r\n|\n|\r")
# Characters that take more than one unit, once for each unit that they take besides.
_MORE: Final[dict[str, tuple[re.Pattern[str], ...]]] = {
    Encoding.Utf8: tuple(re.compile(f"[^\\x00-{last}]") for last in ("\x7f", "\u07ff", "\uffff")),
    Encoding.Utf16: (re.compile("[^\x00-\uffff]"),),
    Encoding.Utf32: (),
}


class Places:
    """The places of one text.

    Args:
        text: what offsets count the code points of.
        encoding: the unit of characters.
    """

    def __init__(self, text: str, encoding: str = Encoding.Utf16) -> None:
        self.text = text
        self._encoding = encoding

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    @cached_property
    def _more(self) -> list[list[int]]:
        return [[found.start() for found in wide.finditer(self.text)] for wide in _MORE[self._encoding]]

    def _units(self, start: int, offset: int) -> int:
        """Count the units from one offset to another."""
        return offset - start + sum(bisect_left(more, offset) - bisect_left(more, start) for more in self._more)

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self._starts)

    def line(self, offset: int) -> int:
        """Return the line of an offset, 0-based."""
        return bisect_right(self._starts, offset) - 1

    def position(self, offset: int) -> types.Position:
        """Return the position of an offset (bounded to the text)."""
        offset = min(max(offset, 0), len(self.text))
        line = self.line(offset)
        return types.Position(line, self._units(self._starts[line], offset))

    def range(self, start: int, end: int) -> types.Range:
        """Return the range of a stretch."""
        return types.Range(self.position(start), self.position(end))

    def offset(self, position: types.Position) -> int:
        """Return the offset of a position; one that is outside of its line or of the text is that next to it."""
        if position.line >= len(self._starts):
            return len(self.text)
        start = self._starts[position.line]
        inside = range(start, self._end(position.line) + 1)
        return start + bisect_right(inside, position.character, key=lambda offset: self._units(start, offset)) - 1

    def _end(self, line: int) -> int:
        """Return where a line ends, before what ends it."""
        if line + 1 == len(self._starts):
            return len(self.text)
        end = self._starts[line + 1]
        return end - 2 if self.text.endswith("\r\n", 0, end) else end - 1
