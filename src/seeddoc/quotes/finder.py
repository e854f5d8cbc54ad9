"""Quotations and their speakers: the texts of paragraphs in, `Quote` models out.

The layers, one module each: `marks` finds spans in a paragraph, `turns` those of a transcript, a
`Language` cuts it into words around them (`passages`), `attribution` looks beside each for its
speaker, `joining` makes statements of them, also over paragraphs, `speakers` tells who is who; here
they become models. No text raises, the same texts give the same quotes, and the time is linear.

It knows nothing of articles, documents and files, but passes anchors on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, count, starmap
from typing import TYPE_CHECKING

import attrs

from seeddoc.positions import Anchor
from seeddoc.quotes._styles import SINGLE
from seeddoc.quotes.attribution import attribute
from seeddoc.quotes.english import english
from seeddoc.quotes.joining import join, read_segments
from seeddoc.quotes.language import Language
from seeddoc.quotes.marks import find_spans
from seeddoc.quotes.models import Candidate, Quote, make_mention, make_quote
from seeddoc.quotes.passages import Case
from seeddoc.quotes.speakers import Spoken
from seeddoc.quotes.turns import find_turns

if TYPE_CHECKING:
    from seeddoc.quotes.attribution import Attribution
    from seeddoc.quotes.joining import Segment
    from seeddoc.quotes.marks import Span
    from seeddoc.quotes.models import Mention


def find_quotes(
    paragraphs: Sequence[str],
    anchors: Sequence[Anchor | None] | None = None,
    language: Language | None = None,
    *,
    turns: bool = False,
) -> tuple[tuple[Quote, ...], ...]:
    """Find the quotations of an article and who speaks them.

    Args:
        paragraphs: the texts of its paragraphs, in order.
        anchors: one for each paragraph, to tie what is found to the file.
        language: that of the paragraphs; English if it is left out.
        turns: take the turns of a transcript, which have no marks, as quotations too.

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
    language = language or english()
    found = [find_spans(text) for text in paragraphs]
    if turns:
        found = find_turns(paragraphs, found)
    if not any(found):
        return ((),) * len(paragraphs)
    double = any(span.style.family != SINGLE for spans in found for span in spans)
    segments = [
        read_segments(number, language.read(text, spans), language, single_are_bare=double) if spans else []
        for number, (text, spans) in enumerate(zip(paragraphs, found, strict=True))
    ]
    numbers = count(join(paragraphs, segments, language))
    names = _name(paragraphs, chain.from_iterable(segments), language)
    builder = _Builder(paragraphs, anchors, language, numbers, names)
    return tuple(tuple(map(builder.quote, each)) for each in segments)


def _name(
    paragraphs: Sequence[str], segments: Iterator[Segment], language: Language
) -> dict[tuple[int, int, int], str]:
    """Return the names of those who speak, by their mentions."""
    places = sorted({(given.paragraph, *given.speaker) for each in segments if (given := each.given) is not None})
    if language.name_speakers is None:
        return {}
    return dict(zip(places, language.name_speakers(paragraphs, list(starmap(Spoken, places))), strict=True))


@attrs.frozen
class _Builder:
    """Makes models of segments. Nested quotes are numbered after all the statements around them."""

    paragraphs: Sequence[str]
    anchors: Sequence[Anchor | None]
    language: Language
    numbers: Iterator[int]
    names: dict[tuple[int, int, int], str]

    def quote(self, segment: Segment) -> Quote:
        """Make the model of a segment, with those nested in it."""
        span, here, given = segment.span, segment.paragraph, segment.given
        text = self.paragraphs[here]
        speaker = cue = evidence = runner_up = None
        if given is not None:
            speaker = self._speaker(given, here)
            evidence = self._mention(given.evidence, given.paragraph, here)
            runner_up = self._candidate(given.runner_up, here, segment.share)
            if segment.own is not None and given.cue is not None:
                cue = self._mention(given.cue, given.paragraph, here)
        return make_quote(
            text[span.inner_start : span.inner_end],
            span.start,
            span.end,
            segment.kind,
            speaker,
            cue,
            segment.closed,
            segment.statement,
            segment.rule,
            evidence,
            segment.confidence,
            runner_up,
            self._children(span, here) if span.children else (),
            self.anchors[here],
        )

    def _children(self, span: Span, here: int) -> tuple[Quote, ...]:
        """Make the models of what is quoted inside a quotation; who speaks is told there."""
        passage = self.language.read(self.paragraphs[here], span.children, span.inner_start, span.inner_end)
        return tuple(self._nested(Case(passage, number), here) for number in range(len(span.children)))

    def _nested(self, case: Case, here: int) -> Quote:
        span = case.passage.spans[case.number]
        given = None if self.language.is_bare(case) else attribute(case, here, self.language)
        return make_quote(
            self.paragraphs[here][span.inner_start : span.inner_end],
            span.start,
            span.end,
            given.kind if given else "bare",
            self._speaker(given, here) if given else None,
            self._mention(given.cue, here, here) if given and given.cue else None,
            span.closed,
            next(self.numbers),
            given.rule if given else None,
            self._mention(given.evidence, here, here) if given else None,
            given.confidence if given else None,
            self._candidate(given.runner_up, here, 1.0) if given else None,
            self._children(span, here) if span.children else (),
            self.anchors[here],
        )

    def _candidate(self, given: Attribution | None, here: int, share: float) -> Candidate | None:
        return given and Candidate(self._speaker(given, here), given.rule, round(given.confidence * share, 2))

    def _speaker(self, given: Attribution, here: int) -> Mention:
        start, end = given.speaker
        found_in = given.paragraph
        text = self.paragraphs[found_in][start:end]
        name = self.names.get((found_in, start, end), text)
        return make_mention(text, start, end, found_in - here, name, self.anchors[found_in])

    def _mention(self, place: tuple[int, int], found_in: int, here: int) -> Mention:
        start, end = place
        text = self.paragraphs[found_in][start:end]
        return make_mention(text, start, end, found_in - here, None, self.anchors[found_in])
