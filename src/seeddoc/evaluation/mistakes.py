"""What went wrong, quotation by quotation, for people to read.

Every answer that lowers precision is one mistake, and so is every gold quotation that lowers recall, unless a
wrong answer about it is one already:

    wrong     a speaker is marked, and the answer is another
    missed    a speaker is marked, and there is no answer about it
    spurious  there is an answer, and no speaker is marked: for a bare quotation, or for none at all
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

import attrs

from seeddoc.evaluation.gold import GoldQuote
from seeddoc.positions import Position, TextIndex

if TYPE_CHECKING:
    from seeddoc.evaluation.judging import Judgement
    from seeddoc.evaluation.predictions import Prediction
    from seeddoc.positions import Span

# Another speaker is marked; one is marked and none given; one is given and none marked.
MistakeKind: TypeAlias = Literal["wrong", "missed", "spurious"]
# All of them.
MISTAKE_KINDS: Final[tuple[MistakeKind, ...]] = get_args(MistakeKind)


@attrs.frozen
class Mistake:
    """One mistake.

    Attributes:
        kind: "wrong", "missed" or "spurious".
        article: the name of the article.
        position: where the quotation begins in the text.
        quote: the quotation, with its marks.
        speaker: as it was found; None of missed ones.
        rule: the name of the rule that gave it.
        gold_kind: what annotators made of the quotation; None where they know of none there.
        gold_speaker: the speaker that they marked, its spans apart.
    """

    kind: MistakeKind
    article: str
    position: Position
    quote: str
    speaker: str | None
    rule: str | None
    gold_kind: str | None
    gold_speaker: tuple[str, ...]


def find_mistakes(judgement: Judgement) -> tuple[Mistake, ...]:
    """Find the mistakes in an article, in the order of their quotations."""
    index = TextIndex(judgement.text)
    told = set[GoldQuote]()
    found: list[Mistake] = []
    for answer in judgement.answers:
        if not answer.right:
            span, gold = answer.prediction.span, answer.gold
            kind: MistakeKind = "wrong" if gold and gold.source else "spurious"
            found.append(_mistake(kind, judgement, index.position(span.start), span, gold, answer.prediction))
            if gold:
                told.add(gold)
    for target in judgement.targets:
        span, gold = target.gold.span, target.gold
        if target.found is None and gold not in told:
            found.append(_mistake("missed", judgement, index.position(span.start), span, gold))
    return tuple(sorted(found, key=lambda mistake: mistake.position))


def _mistake(
    kind: MistakeKind,
    judgement: Judgement,
    position: Position,
    span: Span,
    gold: GoldQuote | None,
    prediction: Prediction | None = None,
) -> Mistake:
    def read(place: Span) -> str:
        return judgement.text[place.start : place.end]

    return Mistake(
        kind,
        judgement.name,
        position,
        read(span),
        read(prediction.speaker) if prediction and prediction.speaker else None,
        prediction.rule if prediction else None,
        gold.kind if gold else None,
        tuple(map(read, gold.source)) if gold else (),
    )
