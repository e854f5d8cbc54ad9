"""Lines that may be markers: those that hold `<` or `>`. Every marker is on one, and so is what is only nearly one.

In comes a text, out comes whether edits may be made in it: none may touch such a line, and none may make one, so that
no marker is changed and none comes into being. It knows nothing of rules, files or fixes as values.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Self

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seeddoc.fixes import Edit


def _may_be_fence(text: str) -> bool:
    return "<" in text or ">" in text


@attrs.frozen
class Fences:
    """Where lines that may be markers begin and end in a text, in code points; a line end is no part of a line."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def find(cls, text: str, *, is_glued: bool = False) -> Self:
        """Find them in a text; `is_glued` says that a marker stands on its last line, right after it."""
        starts, ends, at = list[int](), list[int](), 0
        last = text.rfind("\n") + 1 if is_glued else len(text) + 1
        if is_glued or _may_be_fence(text):
            for line in text.split("\n"):
                if at >= last or _may_be_fence(line):
                    starts.append(at)
                    ends.append(at + len(line))
                at += len(line) + 1
        return cls(tuple(starts), tuple(ends))

    def forbid(self, edits: Iterable[Edit]) -> bool:
        """Tell whether any edit reaches one of the lines or their ends, or puts in what would make another."""
        return any(_may_be_fence(edit.text) or self._reached_by(edit) for edit in edits)

    def _reached_by(self, edit: Edit) -> bool:
        at = bisect_right(self.starts, edit.end) - 1
        return at >= 0 and self.ends[at] >= edit.start
