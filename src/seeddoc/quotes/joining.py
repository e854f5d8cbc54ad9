"""Statements: the quotations of an article with what was found beside each in, statements out.

A statement is the list of its segments, in order. A quotation joins the statement before it where
the marks (reopened in the next paragraph), the grammar (`“A,” X said, “b.”`) or the running text
(`“A,” said X. “B.”`) say so; then the speaker of one segment speaks them all. One that stands
alone is asked for in the sentence or paragraph before it.

It knows no language: `attribution` and the `Language` have read the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

from seeddoc.quotes._styles import SINGLE
from seeddoc.quotes.attribution import Attribution, attribute, settle
from seeddoc.quotes.language import Finding, Language, Rule
from seeddoc.quotes.models import Kind
from seeddoc.quotes.passages import END, QUOTED, WINDOW, Case

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seeddoc.quotes.marks import Span
    from seeddoc.quotes.passages import Passage

# A paragraph that leads into the next is read from so far before its end, in code points.
_TAIL: Final = WINDOW


def _nothing(_case: Case) -> None:
    """Stand in for a function: these rules look at several quotations."""


# What a quotation without a speaker of its own may share one by.
REOPENED: Final = Rule("reopened", "the quotation before, whose mark this paragraph opens again", 0.85, _nothing)
SAME_SENTENCE: Final = Rule("same-sentence", "the quotation before in the same sentence", 0.95, _nothing)
NEXT_SENTENCE: Final = Rule("next-sentence", "a sentence quoted before or after in the same paragraph", 0.99, _nothing)
NEXT_PARAGRAPH: Final = Rule("next-paragraph", "the paragraph before, where this one is all quotation", 0.80, _nothing)
SENTENCE_BEFORE: Final = Rule(
    "sentence-before", "who speaks in the sentence before, or whom it is about", 0.78, _nothing
)
LEAD_PARAGRAPH: Final = Rule("lead-paragraph", "the paragraph before, which ends with a colon", 0.80, _nothing)
PARAGRAPH_BEFORE: Final = Rule(
    "paragraph-before", "who speaks at the end of the paragraph before, or whom that is about", 0.70, _nothing
)
SIGNATURE: Final = Rule("signature-after", "the next paragraph, which is a signature", 0.75, _nothing)

_WORDS: Final = re.compile(r"\w+")
_LONGEST_PRONOUN: Final = 4
_ENDS: Final = (".", "?", "!", "…")
# After these a sentence that was broken off goes on.
_PAUSES: Final = (",", ";", ":", "-", "")

# A sentence that tells what somebody does meanwhile is no longer, in words.
_LONGEST_BEAT: Final = 8

# A signature is no longer, in code points.
_LONGEST_SIGNATURE: Final = 150

# All of these, in the order of the documentation.
JOINS: Final = (
    REOPENED,
    SAME_SENTENCE,
    NEXT_SENTENCE,
    NEXT_PARAGRAPH,
    SENTENCE_BEFORE,
    LEAD_PARAGRAPH,
    PARAGRAPH_BEFORE,
    SIGNATURE,
)


@attrs.define(eq=False)
class Segment:
    """One quotation on its way into a statement.

    Attributes:
        paragraph: the number of its paragraph.
        case: the quotation and what stands around it.
        own: what was found beside it, or in the sentence or paragraph before, if anything.
        cue: where the cue stands that was found beside it, also where another segment has it.
        bare: whether it is a title or nickname, which has no speaker.
        closed: whether its closing mark stands, or none is needed.
        joined_by: the rule by which it shares a speaker with others, if any.
        follows: the segment of another statement whose speaker goes on, if any.
        statement: the number of its statement.
        given: what settles its speaker: its own, or that of another segment.
        kind: what kind of quotation it turned out to be.
    """

    paragraph: int
    case: Case
    own: Attribution | None
    bare: bool
    closed: bool
    cue: tuple[int, int] | None = None
    joined_by: Rule | None = None
    follows: Segment | None = None
    statement: int = 0
    given: Attribution | None = None
    kind: Kind = "bare"

    @property
    def span(self) -> Span:
        """The quotation."""
        return self.case.passage.spans[self.case.number]

    @property
    def spoken(self) -> bool:
        """Whether its speaker is known, or will be once the statements are settled."""
        return self.own is not None or self.joined_by is not None

    @property
    def rule(self) -> str | None:
        """The rule that gave the speaker."""
        if self.given is None or self.own is not None or self.joined_by is None:
            return self.given and self.given.rule
        return self.joined_by.name

    @property
    def share(self) -> float:
        """How sure it is that the speaker of another segment speaks this one too; 1 for its own."""
        return 1.0 if self.own is not None or self.joined_by is None else self.joined_by.confidence

    @property
    def confidence(self) -> float | None:
        """How sure the speaker is, by where it was found and what joined it."""
        if self.given is None or self.share == 1:
            return self.given and self.given.confidence
        return round(self.given.confidence * self.share, 2)


def read_segments(
    paragraph: int, passage: Passage, language: Language, *, single_are_bare: bool = False
) -> list[Segment]:
    """Make the segments of one paragraph, each with what is found beside it.

    Where an article quotes between double marks, it sets off words between single ones.
    """
    segments = []
    for number, span in enumerate(passage.spans):
        case = Case(passage, number)
        bare = (single_are_bare and span.style.family == SINGLE) or language.is_bare(case)
        own = None if bare else attribute(case, paragraph, language)
        segments.append(Segment(paragraph, case, own, bare, span.closed, own and own.cue))
    return segments


def join(paragraphs: Sequence[str], segments: Iterable[Sequence[Segment]], language: Language) -> int:
    """Join the segments of an article, given by paragraph, to statements and settle who speaks.

    Returns:
        How many statements there are.
    """
    joining = _Joining(paragraphs, language)
    for number, group in enumerate(segments):
        if group:
            joining.take_paragraph(number, group)
    for number, statement in enumerate(joining.statements):
        _settle(number, statement, language.left_out)
    return len(joining.statements)


class _Turn(NamedTuple):
    """A quotation that answers another, where two speak in turns.

    Attributes:
        answer: the segment whose speaker is not told beside it.
        question: the one in the paragraph before.
    """

    answer: Segment
    question: Segment


@attrs.define
class _Joining:
    """The statements so far, in the order of their first segments.

    Attributes:
        paragraphs: the texts of the article.
        language: that of the article.
        statements: all of them.
        latest: the one that the last segment went to.
        earlier: the last segment of the paragraph before that, if it has any.
        turn: the last of two who speak in turns.
        speaking: the latest of the same paragraph whose speaker is known and may go on.
        asked: the one that was asked last who speaks it, and `silent`, how many of its first segments do not tell.
    """

    paragraphs: Sequence[str]
    language: Language
    statements: list[list[Segment]] = attrs.Factory(list)
    latest: list[Segment] = attrs.Factory(list)
    earlier: Segment | None = None
    turn: _Turn | None = None
    speaking: list[Segment] = attrs.Factory(list)
    asked: list[Segment] | None = None
    silent: int = 0

    def take_paragraph(self, number: int, segments: Sequence[Segment]) -> None:
        """Put the segments of the next paragraph that has any where they belong."""
        last = self.latest[-1] if self.latest and self.latest[-1].paragraph == number - 1 else None
        if last is not None and last.bare and self.speaking:
            last = self.speaking[-1]  # a title says nothing
        self.speaking = []
        first = segments[0]
        if last is not None and _reopens(last, first) and not self._contradicts(first):
            last.closed = True
            last.joined_by = last.joined_by or REOPENED
            first.joined_by = REOPENED
            self._add(first, self.latest)
        else:
            if not first.spoken and not first.bare and self._stands_alone(first):
                self._look_before(first, last)
            self._add(first, None)
        before, statement = first, self.latest
        for segment in segments[1:]:
            self._add(segment, self._statement_for(before, statement, segment))
            if not segment.bare:
                before, statement = segment, self.latest
        self.earlier = last
        if not any(segment.spoken or segment.bare for segment in segments):
            segments[-1].own = self._signed(segments[-1])

    def _signed(self, segment: Segment) -> Attribution | None:
        """Find who signs a paragraph of quotation in the next one."""
        number = segment.paragraph + 1
        if segment.case.tags.strip(QUOTED + END) or number == len(self.paragraphs):
            return None
        text = self.paragraphs[number]
        if len(text) > _LONGEST_SIGNATURE:
            return None
        passage = self.language.read(text, ())
        finding = self.language.find_signature(passage)
        return finding and settle(passage, finding, SIGNATURE, number)

    def _contradicts(self, segment: Segment) -> bool:
        """Tell whether a quotation has another speaker than the one that it would go on with."""
        return segment.own is not None and self._is_another(segment.own)

    def _is_another(self, own: Attribution) -> bool:
        """Tell whether a speaker has another name than that of the latest statement; a pronoun may be anybody."""
        told = self._who_speaks()
        if told is None:
            return False
        one = _names_in(self.paragraphs[told.paragraph][slice(*told.speaker)])
        other = _names_in(self.paragraphs[own.paragraph][slice(*own.speaker)])
        return bool(one) and bool(other) and not one & other

    def _who_speaks(self) -> Attribution | None:
        """Return what tells who speaks the latest statement, by its first segment that has it; each is asked once."""
        if self.asked is not self.latest:
            self.asked, self.silent = self.latest, 0
        while self.silent < len(self.latest) and self.latest[self.silent].own is None:
            self.silent += 1
        return self.latest[self.silent].own if self.silent < len(self.latest) else None

    def _add(self, segment: Segment, statement: list[Segment] | None) -> None:
        if statement is None:
            statement = []
            self.statements.append(statement)
        statement.append(segment)
        self.latest = statement
        if segment.spoken and not self._is_aside(segment, statement):
            self.speaking = statement

    def _is_aside(self, segment: Segment, statement: list[Segment]) -> bool:
        """Tell `“A,” said X of what Y calls a “b”. “C.”`, where X speaks on."""
        if not self.speaking:
            return False
        if segment.own is None:
            return segment.joined_by is SAME_SENTENCE and statement is not self.speaking
        told = self.speaking[-1]
        same = told.paragraph == segment.paragraph and segment.case.start <= told.case.at
        return same and segment.own.kind == "mixed" and told.own is not None and told.own.kind == "direct"

    def _statement_for(self, before: Segment, told: list[Segment], segment: Segment) -> list[Segment] | None:
        """Return the statement of the paragraph that a segment belongs to, if any; `told` is that of the one before."""
        statement = None
        if segment.bare:
            pass
        elif _runs_into(before, segment):
            before.joined_by = segment.joined_by = NEXT_SENTENCE
            statement = told
        elif segment.own is not None:
            if _is_shared(before, segment) or _is_described(before, segment):
                segment.own, segment.joined_by = None, SAME_SENTENCE
                statement = told
        elif segment.case.start <= before.case.at:
            if before.spoken and not _is_told(before, segment):
                segment.joined_by, statement = SAME_SENTENCE, told
        elif self._stands_alone(segment):
            segment.own = self._sentence_before(segment) or self._turned_to(segment)
            if segment.own is None and self.speaking:
                segment.joined_by, statement = NEXT_SENTENCE, self.speaking
        return statement

    def _stands_alone(self, segment: Segment) -> bool:
        """Tell a quotation that is a sentence, or the rest of one that tells of nobody: `Then: “We go.”`."""
        if segment.case.is_sentence or _is_rest(segment):
            return True
        is_adverbial = self.language.is_adverbial
        return segment.case.before == ":" and is_adverbial is not None and is_adverbial(segment.case)

    def _sentence_before(self, segment: Segment, *, narrated: bool = False) -> Attribution | None:
        """Find who speaks in the sentence before, if it is in the paragraph and quotes nothing."""
        told = _sentence_to(segment.case)
        finding = told and self._told(segment.case.passage, *told, narrated=narrated)
        return finding and settle(segment.case.passage, finding, SENTENCE_BEFORE, segment.paragraph)

    def _turned_to(self, segment: Segment) -> Attribution | None:
        """Find whom the sentence before turns to from who spoke last: `“A,” said Lind. Verma grinned. “B.”`."""
        told = _sentence_to(segment.case)
        if told is None or self.language.find_turned is None:
            return None
        finding = self.language.find_turned(segment.case.passage, *told)
        found = finding and settle(segment.case.passage, finding, SENTENCE_BEFORE, segment.paragraph)
        return found if found and self._is_another(found) else None

    def _told(self, passage: Passage, start: int, end: int, *, narrated: bool) -> Finding | None:
        """Find who speaks in a sentence, or if that may be enough, whom it is about."""
        finding = self.language.find_speech(passage, start, end)
        if finding is None and narrated and self.language.find_narrated is not None:
            return self.language.find_narrated(passage, start, end)
        return finding

    def _look_before(self, segment: Segment, last: Segment | None) -> None:
        """Find who speaks the first quotation of a paragraph in what stands before it."""
        segment.own = self._sentence_before(segment, narrated=True)
        if segment.own is not None or segment.case.start or not segment.paragraph:
            return
        if self.paragraphs[segment.paragraph - 1].rstrip().endswith(":"):
            segment.own = self._led_in(segment.paragraph - 1, last)
        elif segment.case.tags.strip(QUOTED + END):
            return  # not a paragraph of quotation alone
        else:
            segment.own = self._paragraph_before(segment.paragraph - 1, last)
            if segment.own is None and last is not None and last.spoken:
                segment.joined_by, segment.follows = NEXT_PARAGRAPH, self._answering(last, segment)

    def _answering(self, last: Segment, segment: Segment) -> Segment:
        """Return the segment whose speaker goes on in a paragraph of quotation alone.

        That is the last before; but where it asks, the one in the paragraph before it, and from there on the two in
        turns.
        """
        before, turn = self.earlier, self.turn
        self.turn = None
        if turn is not None and turn.answer is last:
            self.turn = _Turn(segment, last)
            return turn.question
        if before is None or before.paragraph != last.paragraph - 1 or not before.spoken or not self._asks(last):
            return last
        self.turn = _Turn(segment, last)
        return before

    def _asks(self, segment: Segment) -> bool:
        """Tell a question whose speaker is named beside it; `he` or `He` may well be who spoke before."""
        if segment.own is None or segment.own.paragraph != segment.paragraph or segment.case.quoted[-1:] != "?":
            return False
        start, end = segment.own.speaker
        speaker = self.paragraphs[segment.paragraph][start:end]
        return len(speaker) > _LONGEST_PRONOUN or (start > 0 and not speaker.islower())

    def _led_in(self, number: int, last: Segment | None) -> Attribution | None:
        """Find who leads into the next paragraph with a colon."""
        passage = self._tail(number, last.span.end if last else 0)
        end = len(passage.tags)
        case = Case.within(passage, passage.sentence_start(end), end)
        for rule in self.language.leads:
            finding = rule.find(case)
            if finding is not None:
                return settle(passage, finding, LEAD_PARAGRAPH, number)
        return None

    def _paragraph_before(self, number: int, last: Segment | None) -> Attribution | None:
        """Find who speaks in the last sentence of a paragraph, if it does not belong to the last quotation there."""
        passage = self._tail(number, last.span.end if last else 0)
        end = len(passage.tags) - 1
        if end < 0 or passage.tags[end] != END:
            return None
        start = passage.sentence_start(end)
        if last and not start:
            return None
        # After a quotation only what is short tells who speaks next: `Verma shook her head.`
        narrated = last is None or end - start <= _LONGEST_BEAT
        finding = self._told(passage, start, end, narrated=narrated)
        return finding and settle(passage, finding, PARAGRAPH_BEFORE, number)

    def _tail(self, number: int, start: int = 0) -> Passage:
        """Read the end of a paragraph, after its last quotation."""
        text = self.paragraphs[number]
        return self.language.read(text, (), max(start, len(text) - _TAIL))


def _sentence_to(case: Case) -> tuple[int, int] | None:
    """Return the sentence before that of a case, as the indexes of its tags, if it quotes nothing."""
    end = case.start - 1
    if end < 0 or case.tags[end] != END:
        return None
    start = case.passage.sentence_start(end)
    return None if any(mark in case.tags[start:end] for mark in QUOTED) else (start, end)


def _reopens(last: Segment, segment: Segment) -> bool:
    """Tell whether the last quotation of the paragraph before runs on in this one, at its start."""
    before, here = last.span, segment.span
    return (
        not before.closed
        and before.style == here.style
        and not last.case.passage.text[before.end :].strip()
        and not segment.case.passage.text[: here.start].strip()
    )


def _names_in(text: str) -> set[str]:
    """Return the words of a speaker that have a capital; a short one by itself may be a pronoun."""
    words = _WORDS.findall(text)
    if len(words) == 1 and len(words[0]) <= _LONGEST_PRONOUN:
        return set()
    return {word for word in words if word[0].isupper()}


def _is_shared(before: Segment, segment: Segment) -> bool:
    """Tell `“A,” X said, “b”`: one cue, found from both sides, which stands beside the first.

    Not so in `X called it “a,” Y “b”`.
    """
    if segment.cue is None or segment.cue != before.cue:
        return False
    told, own = before.own, segment.own
    return told is None or own is None or (own.speaker[0] < told.speaker[1] and told.speaker[0] < own.speaker[1])


def _is_described(before: Segment, segment: Segment) -> bool:
    """Tell `“A,” said X, who has told many, “b”`, where what was found is a clause that describes X."""
    told, own = before.own, segment.own
    if told is None or own is None or told.kind != "direct" or segment.case.before != ",":
        return False
    return told.paragraph == own.paragraph and told.speaker[0] <= own.speaker[0] and own.evidence[1] <= told.speaker[1]


def _is_rest(segment: Segment) -> bool:
    """Tell whether it is the rest of a sentence, after an adverbial: `Now, “we wait.”`."""
    quoted = segment.case.quoted
    return segment.case.before == "," and quoted[-1:] in _ENDS and " " in quoted


def _is_told(before: Segment, segment: Segment) -> bool:
    """Tell `“A,” said X, who runs a “b”`, where the writer quotes, from `“A,” said X, “b”`."""
    told = before.own
    if told is None or told.kind != "direct" or segment.case.before in _PAUSES:
        return False
    return before.span.end <= told.speaker[0] < segment.span.start and not segment.case.quoted[:1].isupper()


def _runs_into(before: Segment, segment: Segment) -> bool:
    """Tell `“A.” “B,” said X`: the speaker comes after the second sentence."""
    return (
        not before.spoken
        and not before.bare
        and segment.own is not None
        and segment.own.speaker[0] >= segment.span.end
        and not segment.case.passage.text[before.span.end : segment.span.start].strip()
        and (before.case.is_sentence or not before.span.closed)
    )


def _settle(number: int, statement: Sequence[Segment], left_out: frozenset[str]) -> None:
    """Give each segment the speaker beside it, else of the nearest before, else the first after."""
    for segment in statement if left_out else ():
        if segment.own is not None and segment.own.rule in left_out:
            segment.own = None
    known = next((each.own for each in statement if each.own is not None), None)
    for segment in statement:
        segment.statement = number
        if segment.own is not None:
            known = segment.own
        elif segment.follows is not None:
            if known is None:
                known = segment.follows.given
            else:
                segment.joined_by = REOPENED  # the speaker of the statement itself is nearer
        if segment.own is None and segment.joined_by is not None and segment.joined_by.name in left_out:
            continue
        if known is not None and not segment.bare:
            segment.given = known
            segment.kind = known.kind if segment.own or segment.joined_by is SAME_SENTENCE else "direct"
