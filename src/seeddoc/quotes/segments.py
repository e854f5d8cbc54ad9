"""Statements: the quotations of an article with what was found beside each in, statements out.

A statement is the list of its segments, in order. A quotation joins the statement before it where
the marks (reopened in the next paragraph), the grammar (`“A,” X said, “b.”`) or the running text
(`“A,” said X. “B.”`) say so; then the speaker of one segment speaks them all.

It knows nothing of words: `attribution` has read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from seeddoc.quotes.attribution import Attribution, Context, attribute
from seeddoc.quotes.models import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seeddoc.quotes.marks import Span

# The rules that join; `Quote.rule` of a segment that has its speaker from another one shows them.
REOPENED: Final = "reopened"
SAME_SENTENCE: Final = "same-sentence"
NEXT_SENTENCE: Final = "next-sentence"

# Between two quotations of one sentence that one speaker utters stand at most so many words.
_FEW_WORDS: Final = 12


@attrs.define(eq=False)
class Segment:
    """One quotation on its way into a statement.

    Attributes:
        paragraph: the number of its paragraph.
        context: the quotation and what stands around it.
        own: what was found beside it, if anything.
        closed: whether its closing mark stands, or none is needed.
        joined_by: the rule by which it shares a statement with others, if any.
        statement: the number of its statement.
        given: what settles its speaker: its own, or that of another segment.
        given_in: the number of the paragraph in which that was found.
        kind: what kind of quotation it turned out to be.
    """

    paragraph: int
    context: Context
    own: Attribution | None
    closed: bool
    joined_by: str | None = None
    statement: int = 0
    given: Attribution | None = None
    given_in: int = 0
    kind: Kind = "bare"

    @property
    def rule(self) -> str | None:
        """The rule that gave the speaker."""
        if self.given is None:
            return None
        return self.joined_by if self.own is None else self.own.rule


def read_segments(paragraph: int, text: str, spans: Sequence[Span]) -> list[Segment]:
    """Make the segments of one paragraph, each with what is found beside it."""
    segments = []
    for number, span in enumerate(spans):
        left = spans[number - 1].end if number else 0
        right = spans[number + 1].start if number + 1 < len(spans) else len(text)
        context = Context(text, span, left, right)
        segments.append(Segment(paragraph, context, attribute(context), span.closed))
    return segments


def join(segments: Iterable[Segment]) -> int:
    """Join the segments of an article, given in order, to statements and settle who speaks.

    Returns:
        How many statements there are.
    """
    joining = _Joining()
    for segment in segments:
        joining.take(segment)
    for number, statement in enumerate(joining.statements):
        _settle(number, statement)
    return len(joining.statements)


@attrs.define
class _Joining:
    """The statements so far, in the order of their first segments.

    Attributes:
        statements: all of them.
        latest: the one that the last segment went to.
        speaking: the latest of the same paragraph whose speaker is known and may go on.
    """

    statements: list[list[Segment]] = attrs.Factory(list)
    latest: list[Segment] = attrs.Factory(list)
    speaking: list[Segment] = attrs.Factory(list)

    def take(self, segment: Segment) -> None:
        """Put the next segment where it belongs."""
        last = self.latest[-1] if self.latest else None
        if last is not None and last.paragraph != segment.paragraph:
            self.speaking = []
        self.latest = self._statement_for(segment, last)
        self.latest.append(segment)
        if segment.own is not None or segment.joined_by is not None:
            self.speaking = self.latest

    def _statement_for(self, segment: Segment, last: Segment | None) -> list[Segment]:
        if last is not None and _reopens(last, segment):
            last.closed = True
            last.joined_by = last.joined_by or REOPENED
            segment.joined_by = REOPENED
            return self.latest
        if last is not None and _runs_into(last, segment):
            last.joined_by = segment.joined_by = NEXT_SENTENCE
            return self.latest
        if self.speaking:
            segment.joined_by = _continues(self.speaking[-1], segment)
            if segment.joined_by is not None:
                return self.speaking
        self.statements.append([])
        return self.statements[-1]


def _reopens(last: Segment, segment: Segment) -> bool:
    """Tell whether the last quotation of the paragraph before runs on in this one, at its start."""
    before, here = last.context, segment.context
    return (
        last.paragraph + 1 == segment.paragraph
        and not before.span.closed
        and not before.text[before.span.end :].strip()
        and not here.text[: here.span.start].strip()
        and before.span.style == here.span.style
    )


def _runs_into(last: Segment, segment: Segment) -> bool:
    """Tell `“A.” “B,” said X`: the speaker comes after the second sentence."""
    before, here = last.context, segment.context
    return (
        last.paragraph == segment.paragraph
        and last.own is None
        and last.joined_by is None
        and segment.own is not None
        and segment.own.speaker[0] >= here.span.end
        and not here.text[before.span.end : here.span.start].strip()
        and (before.is_sentence or not before.span.closed)
    )


def _continues(before: Segment, segment: Segment) -> str | None:
    """Return the rule by which the speaker of a segment speaks a later one of the paragraph too."""
    context, own = segment.context, segment.own
    if own is not None:
        if before.own is None or before.own.cue != own.cue:
            return None
        segment.own = None  # `“A,” X said, “b”`: found from both sides, it stands beside the first
        return SAME_SENTENCE
    if context.left == before.context.span.end and _in_one_sentence(before.context, context):
        return SAME_SENTENCE if len(context.before) <= _FEW_WORDS else None
    return NEXT_SENTENCE if context.is_sentence else None


def _in_one_sentence(before: Context, after: Context) -> bool:
    """Tell whether no sentence ends between two neighbours."""
    first, second = before.after, after.before
    return bool(first) and bool(second) and first[0].start == second[0].start


def _settle(number: int, statement: list[Segment]) -> None:
    """Give each segment the speaker beside it, else of the nearest before, else the first after."""
    known = next(((each.own, each.paragraph) for each in statement if each.own is not None), None)
    for segment in statement:
        segment.statement = number
        if segment.own is not None:
            known = segment.own, segment.paragraph
        if known is not None:
            segment.given, segment.given_in = known
            segment.kind = _kind(segment, known[0])


def _kind(segment: Segment, given: Attribution) -> Kind:
    shared = segment.own is not None or segment.joined_by == SAME_SENTENCE
    return given.kind if shared else "direct"
