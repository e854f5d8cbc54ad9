"""Quotations and their speakers: the texts of paragraphs in, `Quote` models out.

The layers, one module each: `marks` finds spans in a paragraph, `attribution` (with `words`,
`phrases` and `lexicon`) looks beside each for its speaker, `segments` joins them to statements over
paragraphs; here they become models. No text raises, the same texts give the same quotes, and the
time is linear.

It knows nothing of articles, documents and files, but passes anchors on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, count
from typing import TYPE_CHECKING

import attrs

from seeddoc.positions import Anchor
from seeddoc.quotes.marks import find_spans
from seeddoc.quotes.models import Mention, Quote
from seeddoc.quotes.segments import join, read_segments

if TYPE_CHECKING:
    from seeddoc.quotes.marks import Span
    from seeddoc.quotes.segments import Segment


def find_quotes(
    paragraphs: Sequence[str], anchors: Sequence[Anchor | None] | None = None
) -> tuple[tuple[Quote, ...], ...]:
    """Find the quotations of an article and who speaks them.

    Args:
        paragraphs: the texts of its paragraphs, in order.
        anchors: one for each paragraph, to tie what is found to the file.

    Returns:
        For each paragraph its quotes, in order; those nested in another are its `children`.
        Offsets are code points in the text of the paragraph.

    Raises:
        ValueError: there are not as many anchors as paragraphs.
    """
    if anchors is None:
        anchors = (None,) * len(paragraphs)
    elif len(anchors) != len(paragraphs):
        raise ValueError(f"{len(anchors)} anchors for {len(paragraphs)} paragraphs")
    segments = [read_segments(number, text, find_spans(text)) for number, text in enumerate(paragraphs)]
    builder = _Builder(paragraphs, anchors, count(join(chain.from_iterable(segments))))
    return tuple(tuple(map(builder.quote, each)) for each in segments)


@attrs.frozen
class _Builder:
    """Makes models of segments. Nested quotes are numbered after all the statements around them."""

    paragraphs: Sequence[str]
    anchors: Sequence[Anchor | None]
    numbers: Iterator[int]

    def quote(self, segment: Segment) -> Quote:
        """Make the model of a segment, with those nested in it."""
        span, here = segment.context.span, segment.paragraph
        speaker = cue = None
        if segment.given is not None:
            speaker = self._mention(segment.given.speaker, segment.given_in, here)
        if segment.own is not None:
            cue = self._mention(segment.own.cue, here, here)
        return Quote(
            self.paragraphs[here][span.inner_start : span.inner_end],
            span.start,
            span.end,
            segment.kind,
            speaker,
            cue,
            closed=segment.closed,
            statement=segment.statement,
            rule=segment.rule,
            children=tuple(self._nested(child, here) for child in span.children),
            anchor=self.anchors[here],
        )

    def _nested(self, span: Span, here: int) -> Quote:
        return Quote(
            self.paragraphs[here][span.inner_start : span.inner_end],
            span.start,
            span.end,
            "bare",
            closed=span.closed,
            statement=next(self.numbers),
            children=tuple(self._nested(child, here) for child in span.children),
            anchor=self.anchors[here],
        )

    def _mention(self, place: tuple[int, int], found_in: int, here: int) -> Mention:
        start, end = place
        text = self.paragraphs[found_in][start:end]
        return Mention(text, start, end, paragraph=found_in - here, anchor=self.anchors[found_in])
