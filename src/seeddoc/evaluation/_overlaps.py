"""Spans and how far they cover each other; all in code points of one text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seeddoc.positions import Span


def shared(one: Span, other: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def likeness(one: Span, other: Span) -> float:
    """Return what two spans share over what they reach across together: 1 where they are the same, 0 where apart.

    One of them has to hold a character.
    """
    return shared(one, other) / (max(one.end, other.end) - min(one.start, other.start))


class SpanIndex:
    """Finds what overlaps a span, among spans that are in order and side by side."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]

    def overlapping(self, span: Span) -> range:
        """Return the numbers of the spans that share a character with one that holds any."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))
