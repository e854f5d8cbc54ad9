"""Where a text is not mended: in lines that may be markers, and before what may become a mark of another encoding.

In comes a text, out comes whether edits may be made in it. Every marker is on a line that holds `<` or `>`, and so is
what is only nearly one: no edit may touch such a line, and none may make one, so that no marker is changed and none
comes into being. It knows nothing of rules, files or fixes as values.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final, Self

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seeddoc.fixes import Edit


# Every byte order mark but that of UTF-8 has one of these, as reading gives bytes that are not UTF-8.
_OF_MARK: Final = re.compile("[\udcfe\udcff]")


def _end_of_mark(text: str) -> int:
    """Return where what may be a mark of another encoding ends, once odd characters before it are gone; else 0."""
    found = _OF_MARK.search(text)
    return found.end() + 1 if found and not any(map(str.isprintable, text[: found.start()])) else 0


def _may_be_fence(text: str) -> bool:
    return "<" in text or ">" in text


@attrs.frozen
class Fences:
    """Where those lines begin and end in a text, in code points; a line end is no part of a line.

    Each end is the greatest so far: what is not mended at the beginning may reach into a line.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def find(cls, text: str, *, is_glued: bool = False, is_first: bool = False) -> Self:
        """Find them in a text.

        Args:
            text: of a document.
            is_glued: whether a marker stands on its last line, right after it.
            is_first: whether nothing stands before it in its file.
        """
        starts, ends, at = list[int](), list[int](), 0
        if is_first and (end := _end_of_mark(text)):
            starts.append(0)
            ends.append(end)
        last = text.rfind("\n") + 1 if is_glued else len(text) + 1
        if is_glued or _may_be_fence(text):
            for line in text.split("\n"):
                if at >= last or _may_be_fence(line):
                    starts.append(at)
                    ends.append(at + len(line))
                at += len(line) + 1
        return cls(tuple(starts), tuple(accumulate(ends, max)))

    def forbid(self, edits: Iterable[Edit]) -> bool:
        """Tell whether any edit reaches one of the lines or their ends, or puts in what would make another."""
        return any(_may_be_fence(edit.text) or self._reached_by(edit) for edit in edits)

    def _reached_by(self, edit: Edit) -> bool:
        at = bisect_right(self.starts, edit.end) - 1
        return at >= 0 and self.ends[at] >= edit.start
