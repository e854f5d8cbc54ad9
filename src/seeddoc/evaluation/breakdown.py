"""The same answers apart: by the rule that gave the speaker, and by how sure it was."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import attrs

from seeddoc.evaluation.scores import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seeddoc.evaluation.judging import Answer, Group, Judgement, Target

# Into how many bins predictions go by their confidence.
BINS: Final = 10


@attrs.frozen
class Share:
    """What a rule does in a group of quotations.

    Attributes:
        predicted: answers that it gave.
        right: how many of them are right, in percent.
        exact: how many are right to the character, in percent.
        recall: the share of all gold quotations of the group that it finds, in percent. A gold quotation counts
            once, for the first answer that is right, so the rules' shares add up to the recall of all.
    """

    predicted: int
    right: float
    exact: float
    recall: float


@attrs.frozen
class RuleScore:
    """What a rule adds; `rule` is None for speakers that came without one.

    Attributes:
        rule: its name, or None.
        direct: of the direct quotations.
        all: of these and the mixed ones.
    """

    rule: str | None
    direct: Share
    all: Share


def score_rules(judgements: Iterable[Judgement]) -> tuple[RuleScore, ...]:
    """Sum up what each rule adds; those that give most answers first."""
    answers: dict[str | None, list[Answer]] = defaultdict(list)
    targets: list[Target] = []
    for each in judgements:
        targets += each.targets
        for answer in each.answers:
            answers[answer.prediction.rule].append(answer)
    scores = [
        RuleScore(rule, _share(rule, "direct", own, targets), _share(rule, "all", own, targets))
        for rule, own in answers.items()
    ]
    return tuple(sorted(scores, key=lambda score: (-score.all.predicted, score.rule or "")))


def _share(rule: str | None, group: Group, answers: Iterable[Answer], targets: Iterable[Target]) -> Share:
    counted = [answer for answer in answers if answer.counts(group)]
    wanted = [target for target in targets if target.counts(group)]
    return Share(
        len(counted),
        percent(sum(answer.right for answer in counted), len(counted)),
        percent(sum(answer.exact for answer in counted), len(counted)),
        percent(sum(target.found is not None and target.found.rule == rule for target in wanted), len(wanted)),
    )


@attrs.frozen
class Bin:
    """Answers that are about as sure.

    Attributes:
        low: the least confidence that belongs here.
        high: the first that does not, but for 1.0, which belongs to the last bin.
        predicted: how many answers.
        confidence: their mean confidence, in percent.
        right: how many of them are right, in percent.
    """

    low: float
    high: float
    predicted: int
    confidence: float
    right: float


@attrs.frozen
class Calibration:
    """Whether answers are as often right as they claim to be.

    Attributes:
        bins: ten, from the least sure to the surest.
        error: the mean distance of confidence and share right, weighted by answers, in points of percent.
    """

    bins: tuple[Bin, ...]
    error: float


def calibrate(judgements: Iterable[Judgement]) -> Calibration | None:
    """Hold confidence against the share that is right; None where no answer has a confidence."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for each in judgements:
        for answer in each.answers:
            confidence = answer.prediction.confidence
            if confidence is not None:
                bins[min(int(confidence * BINS), BINS - 1)].append((confidence, answer.right))
    total = sum(map(len, bins))
    if not total:
        return None
    # What is too sure and what is not sure enough, summed in each bin: a mean distance times its answers.
    error = sum(abs(sum(confidence - right for confidence, right in own)) for own in bins)
    return Calibration(tuple(_bin(number, own) for number, own in enumerate(bins)), round(100 * error / total, 1))


def _bin(number: int, answers: Sequence[tuple[float, bool]]) -> Bin:
    confidence = sum(sure for sure, _ in answers)
    return Bin(
        number / BINS,
        (number + 1) / BINS,
        len(answers),
        round(100 * confidence / max(len(answers), 1), 1),
        percent(sum(right for _, right in answers), len(answers)),
    )
