"""Quotations and their speakers: the texts of paragraphs in, `Quote` models out.

The layers, one module each: `marks` finds spans in a paragraph, `turns` those of a transcript,
`blocks` those that a paragraph leads into, a `Language` cuts it into words around them (`passages`),
`attribution` looks beside each for its speaker, `joining` makes statements of them, also over
paragraphs, `speakers` tells who is who; here they become models. No text raises, the same texts give
the same quotes, and the time is linear.

It knows nothing of articles, documents and files, but passes anchors on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, starmap
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

from seeddoc.positions import Anchor
from seeddoc.quotes._styles import SINGLE
from seeddoc.quotes.attribution import attribute
from seeddoc.quotes.blocks import find_blocks
from seeddoc.quotes.english import english
from seeddoc.quotes.joining import join, read_segments
from seeddoc.quotes.language import Language, Spoken
from seeddoc.quotes.marks import find_all_spans
from seeddoc.quotes.models import Candidate, Quote, make_mention, make_quote, make_speaker
from seeddoc.quotes.passages import Case
from seeddoc.quotes.turns import find_turns

if TYPE_CHECKING:
    from seeddoc.quotes.attribution import Attribution
    from seeddoc.quotes.joining import Segment
    from seeddoc.quotes.marks import Span
    from seeddoc.quotes.models import Mention, Place

# What is said ends with one of these, or is no less than so many words and one.
_PAUSES: Final = frozenset(",.?!…")
_FEW_WORDS: Final = 5
# Where single marks quote, so many times as much stands between them as between others.
_FAR_MORE: Final = 2


def find_quotes(
    paragraphs: Sequence[str],
    anchors: Sequence[Anchor | None] | Callable[[int], Anchor | None] | None = None,
    language: Language | None = None,
    *,
    turns: bool = False,
    blocks: bool = False,
    headline: bool = False,
) -> tuple[tuple[Quote, ...], ...]:
    """Find the quotations of an article and who speaks them.

    Args:
        paragraphs: the texts of its paragraphs, in order.
        anchors: one for each paragraph, to tie what is found to the file, or a function of its number.
        language: that of the paragraphs; English if it is left out.
        turns: take the turns of a transcript, which have no marks, as quotations too.
        blocks: take the paragraph after one like `Verma continued:` as a quotation, also without marks.
        headline: the first paragraph is a headline, whose single marks quote whatever the marks of the others.

    Returns:
        For each paragraph its quotes, in order; those nested in another are its `children`.
        Offsets are code points in the text of the paragraph.

    Raises:
        ValueError: there are not as many anchors as paragraphs.
    """
    anchor_of = _anchor_function(anchors, len(paragraphs))
    language = language or english()
    found = find_all_spans(paragraphs, language.depth)
    if turns:
        found = find_turns(paragraphs, found)
    if blocks:
        found = find_blocks(paragraphs, found, language)
    if not any(found):
        return ((),) * len(paragraphs)
    first = 1 if headline else 0
    bare = [_sets_off(paragraphs[first:], found[first:])] * len(found)
    if headline:
        bare[0] = _sets_off(paragraphs[:1], found[:1])
    segments = [
        read_segments(number, language.read(text, spans), language, single_are_bare=bare[number]) if spans else []
        for number, (text, spans) in enumerate(zip(paragraphs, found, strict=True))
    ]
    numbers = count(join(paragraphs, segments, language))
    builder = _Builder(paragraphs, anchor_of, language, numbers, _Names(paragraphs, language))
    return tuple([builder.quotes(each) if each else () for each in segments])


def _sets_off(texts: Iterable[str], found: Iterable[tuple[Span, ...]]) -> bool:
    """Tell whether single marks only set off words: beside others, unless far more is said between single ones."""
    said = others = 0
    for text, spans in zip(texts, found, strict=True):
        for span in spans:
            if span.style.family != SINGLE:
                others += span.end - span.start
            elif text[span.inner_end - 1] in _PAUSES or text.count(" ", span.start, span.end) >= _FEW_WORDS:
                said += span.end - span.start  # no title, no word
    return others > 0 and said <= _FAR_MORE * others


def _anchor_function(
    anchors: Sequence[Anchor | None] | Callable[[int], Anchor | None] | None, size: int
) -> Callable[[int], Anchor | None]:
    if anchors is None:
        return _no_anchor
    if callable(anchors):
        return anchors
    if len(anchors) != size:
        raise ValueError(f"{len(anchors)} anchors for {size} paragraphs")
    return anchors.__getitem__


def _no_anchor(_number: int) -> None:
    return None


class _Names:
    """The names of those who speak in an article, worked out together when the first is asked for."""

    __slots__ = ("_found", "_language", "_paragraphs", "_places")

    def __init__(self, paragraphs: Sequence[str], language: Language) -> None:
        self._paragraphs = paragraphs
        self._language = language
        self._places: set[Place] = set()
        self._found: dict[Place, str] | None = None

    def add(self, place: Place) -> None:
        """Take a mention of a speaker."""
        self._places.add(place)

    def name_of(self, place: Place) -> str:
        """Return the name of whom a mention refers to: its own words, if it is none of those that were taken."""
        if self._found is None:
            self._found = self._find()
        number, start, end = place
        return self._found.get(place) or self._paragraphs[number][start:end]

    def _find(self) -> dict[Place, str]:
        name_speakers = self._language.name_speakers
        if name_speakers is None:
            return {}
        places = sorted(self._places)
        return dict(zip(places, name_speakers(self._paragraphs, list(starmap(Spoken, places))), strict=True))


@attrs.frozen
class _Builder:
    """Makes models of segments. Nested quotes are numbered after all the statements around them."""

    paragraphs: Sequence[str]
    anchor_of: Callable[[int], Anchor | None]
    language: Language
    numbers: Iterator[int]
    names: _Names

    def quotes(self, segments: Sequence[Segment]) -> tuple[Quote, ...]:
        """Make the models of the segments of one paragraph."""
        here = segments[0].paragraph
        text, anchor = self.paragraphs[here], self.anchor_of(here)
        return tuple([self._quote(segment, here, text, anchor) for segment in segments])

    def _quote(self, segment: Segment, here: int, text: str, anchor: Anchor | None) -> Quote:
        """Make the model of a segment, with those nested in it."""
        span, given = segment.span, segment.given
        speaker = cue = reasons = None
        if given is not None:
            self.names.add((given.paragraph, *given.speaker))
            speaker = self.speaker(given, here, anchor)
            reasons = _Reasons(self, given, here, segment.share, anchor)
            if segment.own is not None and given.cue is not None:
                cue = self.mention(given.cue, given.paragraph, here, anchor)
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
            segment.confidence,
            self._children(span, here, anchor) if span.children else (),
            anchor,
            reasons,
        )

    def _children(self, span: Span, here: int, anchor: Anchor | None) -> tuple[Quote, ...]:
        """Make the models of what is quoted inside a quotation; who speaks is told there."""
        passage = self.language.read(self.paragraphs[here], span.children, span.inner_start, span.inner_end)
        return tuple([self._nested(Case(passage, number), here, anchor) for number in range(len(span.children))])

    def _nested(self, case: Case, here: int, anchor: Anchor | None) -> Quote:
        span = case.passage.spans[case.number]
        given = None if self.language.is_bare(case) else attribute(case, here, self.language)
        return make_quote(
            self.paragraphs[here][span.inner_start : span.inner_end],
            span.start,
            span.end,
            given.kind if given else "bare",
            given and self.speaker(given, here, anchor),
            given and given.cue and self.mention(given.cue, here, here, anchor),
            span.closed,
            next(self.numbers),
            given and given.rule,
            given and given.confidence,
            self._children(span, here, anchor) if span.children else (),
            anchor,
            given and _Reasons(self, given, here, 1.0, anchor),
        )

    def speaker(self, given: Attribution, here: int, anchor: Anchor | None) -> Mention:
        """Make the mention of a speaker, seen from the paragraph `here`, which has the anchor."""
        number = given.paragraph
        if number != here:
            anchor = self.anchor_of(number)
        start, end = given.speaker
        text = self.paragraphs[number][start:end]
        return make_speaker(text, (number, start, end), number - here, self.names, anchor)

    def mention(self, place: tuple[int, int], number: int, here: int, anchor: Anchor | None) -> Mention:
        """Make the mention of words of a paragraph, seen from the paragraph `here`, which has the anchor."""
        if number != here:
            anchor = self.anchor_of(number)
        start, end = place
        return make_mention(self.paragraphs[number][start:end], start, end, number - here, None, anchor)


class _Reasons(NamedTuple):
    """Why a speaker was chosen, for whoever asks.

    Attributes:
        builder: makes the models.
        given: what decided.
        here: the number of the quotation's paragraph.
        share: how sure it is that what was decided holds for this quotation.
        anchor: that of its paragraph.
    """

    builder: _Builder
    given: Attribution
    here: int
    share: float
    anchor: Anchor | None

    def evidence(self) -> Mention:
        """Make the mention of the words that decided."""
        return self.builder.mention(self.given.evidence, self.given.paragraph, self.here, self.anchor)

    def runner_up(self) -> Candidate | None:
        """Ask the rules that were not asked."""
        found = self.given.runner_up()
        if found is None:
            return None
        speaker = self.builder.speaker(found, self.here, self.anchor)
        return Candidate(speaker, found.rule, round(found.confidence * self.share, 2))
