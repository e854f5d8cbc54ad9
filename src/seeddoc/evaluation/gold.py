"""The quotations that are to be found: an article's text and its attributions in, gold quotations out.

Every stretch between double quotation marks is one. It is attributed if 60 % of it lie in the content of one
attribution (the one that covers most of it; the first of those that cover the same), and has the source and cue
of that; it is bare if not: a scare quote, the title of a work. An attributed one is direct if the attribution's
whole content is quoted, else mixed.

How quotations are found here is on purpose not how `seeddoc.quotes` finds them: simple, and always the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from seeddoc.evaluation._overlaps import SpanIndex, shared
from seeddoc.positions import Span
from seeddoc.quotes.models import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seeddoc.evaluation.annotations import Attribution

# A line is a paragraph, and no quotation goes over its end.
PARAGRAPH: Final = re.compile(r"[^\n]+")

# Curly and straight marks, and the typewriter's, which are written with two characters and count as one straight.
_MARK: Final = re.compile("[“”\"]|''|``")
_OPENING: Final = "“"
_CLOSING: Final = "”"

# A mark with fewer characters after it in its line opens nothing.
_LEAST_UNCLOSED: Final = 3

_COVERED: Final = 0.6
_QUOTED: Final = 0.95
# What does not count when the quoted part of a content is measured.
_UNCOUNTED: Final = re.compile('[\\s,.;:“”"]')


@attrs.frozen
class GoldQuote:
    """A quotation as annotators understood it.

    Attributes:
        span: from the opening mark to the closing one, both in it.
        kind: "direct", "mixed", or "bare" where nothing was attributed.
        source: spans of the speaker; a predicted one has to meet one of them. May be empty.
        cue: spans of the cue; may be empty.
    """

    span: Span
    kind: Kind
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


def find_segments(text: str) -> tuple[Span, ...]:
    """Find the stretches between quotation marks, in order and side by side.

    A curly mark opens or closes as it is curved, a straight one opens where nothing is open. A mark that is not
    closed in its paragraph reaches to the end of it.
    """
    return tuple(segment for line in PARAGRAPH.finditer(text) for segment in _line_segments(text, *line.span()))


def _line_segments(text: str, start: int, end: int) -> Iterator[Span]:
    opened: int | None = None
    for mark in _MARK.finditer(text, start, end):
        if opened is None:
            opened = None if mark[0] == _CLOSING else mark.start()
        elif mark[0] != _OPENING:
            yield Span(opened, mark.end())
            opened = None
    if opened is not None and end - opened > _LEAST_UNCLOSED:
        yield Span(opened, end)


def find_gold(text: str, attributions: Sequence[Attribution]) -> tuple[GoldQuote, ...]:
    """Find the gold quotations of an article, in order and side by side."""
    segments = find_segments(text)
    index = SpanIndex(segments)
    kinds: dict[int, Kind] = {}
    found: list[GoldQuote] = []
    for segment, covers in zip(segments, _cover(segments, index, attributions), strict=True):
        number = _choose(segment, covers)
        if number is None:
            found.append(GoldQuote(segment, "bare"))
            continue
        attribution = attributions[number]
        if number not in kinds:
            kinds[number] = _kind(text, segments, index, attribution)
        found.append(GoldQuote(segment, kinds[number], attribution.source, attribution.cue))
    return tuple(found)


def _cover(segments: Sequence[Span], index: SpanIndex, attributions: Sequence[Attribution]) -> list[dict[int, int]]:
    """Return, for each segment, how many of its characters each attribution covers; by number, in their order."""
    covers: list[dict[int, int]] = [{} for _ in segments]
    for number, attribution in enumerate(attributions):
        for span in attribution.content:
            for at in index.overlapping(span):
                covers[at][number] = covers[at].get(number, 0) + shared(segments[at], span)
    return covers


def _choose(segment: Span, covers: dict[int, int]) -> int | None:
    """Return the number of the attribution that a segment belongs to."""
    number = max(covers, key=covers.__getitem__, default=None)
    if number is None or covers[number] < _COVERED * (segment.end - segment.start):
        return None
    return number


def _kind(text: str, segments: Sequence[Span], index: SpanIndex, attribution: Attribution) -> Kind:
    total = quoted = 0
    for span in attribution.content:
        total += _count(text, span.start, span.end)
        for at in index.overlapping(span):
            quoted += _count(text, max(span.start, segments[at].start), min(span.end, segments[at].end))
    return "direct" if total and quoted >= _QUOTED * total else "mixed"


def _count(text: str, start: int, end: int) -> int:
    return len(_UNCOUNTED.sub("", text[start:end]))
