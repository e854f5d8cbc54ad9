"""One article: what is to be found and what was found, side by side.

A predicted speaker is right where it overlaps one of the gold spans of the speaker and is not much longer: at most
twice as long and 40 characters more, since a whole sentence is no answer. It is exact where it is the very span.

Each question has an order of its own. Recall asks every gold quotation with a speaker whether any prediction with
a speaker that overlaps it is right. Precision asks every prediction with a speaker whether it is right about the
gold quotation that it is most like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs

from seeddoc.evaluation._overlaps import SpanIndex, likeness, shared
from seeddoc.evaluation.gold import GoldQuote
from seeddoc.evaluation.predictions import Prediction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seeddoc.positions import Span

# Which gold quotations count: direct speech alone, or mixed ones too.
Group: TypeAlias = Literal["direct", "all"]
GROUPS: Final[tuple[Group, ...]] = ("direct", "all")

# A predicted speaker may be so many times as long as the gold one, and so many characters longer.
_LONGER: Final = 2
_MORE: Final = 40

# Shorter quotations, in words, do not count for detection; nor do predictions that are less like the gold one.
_LEAST_WORDS: Final = 3
_LEAST_LIKENESS: Final = 0.5


@attrs.frozen
class Answer:
    """A prediction with a speaker, and the gold quotation that it is about.

    Attributes:
        prediction: its speaker is not None.
        gold: the gold quotation that it is most like; None where it overlaps none.
        right: whether the speaker is right.
        exact: whether the speaker is right to the character.
    """

    prediction: Prediction
    gold: GoldQuote | None
    right: bool
    exact: bool

    def counts(self, group: Group) -> bool:
        """Tell whether precision counts it: among direct ones, all but those about mixed quotations."""
        return group == "all" or self.gold is None or self.gold.kind != "mixed"


@attrs.frozen
class Target:
    """A gold quotation with a speaker, and what was found about it.

    Attributes:
        gold: its source is not empty.
        found: the first prediction that has its speaker right.
        exact: whether any has the very span of the speaker.
        cue: whether any has a part of the cue.
    """

    gold: GoldQuote
    found: Prediction | None
    exact: bool
    cue: bool

    def counts(self, group: Group) -> bool:
        """Tell whether recall counts it."""
        return group == "all" or self.gold.kind == "direct"


@attrs.frozen
class Judgement:
    """What there is to say of one article.

    Attributes:
        name: of the article.
        text: of the article.
        answers: every prediction with a speaker, in order.
        targets: every gold quotation with a speaker, in order.
        wanted: gold quotations of three words or more.
        offered: predictions of three words or more, with a speaker or without.
        matched: pairs of these two, each used once.
    """

    name: str
    text: str = attrs.field(repr=False)
    answers: tuple[Answer, ...]
    targets: tuple[Target, ...]
    wanted: int
    offered: int
    matched: int


def judge(name: str, text: str, gold: Sequence[GoldQuote], predictions: Sequence[Prediction]) -> Judgement:
    """Hold the predictions for an article against its gold quotations, which are in order and side by side."""
    index = SpanIndex([each.span for each in gold])
    answers: list[Answer] = []
    about: list[list[Prediction]] = [[] for _ in gold]
    for prediction in predictions:
        if prediction.speaker is not None:
            numbers = index.overlapping(prediction.span)
            answers.append(_answer(prediction, [gold[number] for number in numbers]))
            for number in numbers:
                about[number].append(prediction)
    targets = tuple(_target(each, found) for each, found in zip(gold, about, strict=True) if each.source)
    wanted = _long_enough(text, (each.span for each in gold))
    offered = _long_enough(text, (each.span for each in predictions))
    return Judgement(name, text, tuple(answers), targets, len(wanted), len(offered), _match(wanted, offered))


def _answer(prediction: Prediction, overlapping: Sequence[GoldQuote]) -> Answer:
    gold = max(overlapping, key=lambda each: likeness(prediction.span, each.span), default=None)
    source = gold.source if gold else ()
    return Answer(prediction, gold, _is_right(prediction, source), prediction.speaker in source)


def _target(gold: GoldQuote, predictions: Sequence[Prediction]) -> Target:
    return Target(
        gold,
        next((each for each in predictions if _is_right(each, gold.source)), None),
        any(each.speaker in gold.source for each in predictions),
        any(each.cue is not None and _meets(each.cue, gold.cue) for each in predictions),
    )


def _is_right(prediction: Prediction, source: Iterable[Span]) -> bool:
    speaker = prediction.speaker
    return speaker is not None and any(shared(speaker, each) and _is_short_beside(speaker, each) for each in source)


def _is_short_beside(speaker: Span, gold: Span) -> bool:
    return speaker.end - speaker.start <= _LONGER * (gold.end - gold.start) + _MORE


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(shared(span, each) for each in others)


def _long_enough(text: str, spans: Iterable[Span]) -> list[Span]:
    return [span for span in spans if len(text[span.start : span.end].split()) >= _LEAST_WORDS]


def _match(wanted: Sequence[Span], offered: Iterable[Span]) -> int:
    """Count the predictions that find a gold quotation of their own: the first that is like them and not yet found."""
    index, used = SpanIndex(wanted), set[int]()
    for span in offered:
        for number in index.overlapping(span):
            if number not in used and likeness(span, wanted[number]) >= _LEAST_LIKENESS:
                used.add(number)
                break
    return len(used)
