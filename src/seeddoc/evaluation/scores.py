"""Judgements of articles summed up: precision, recall and F1.

Figures are percentages, rounded to one decimal each from the counts themselves, so that F1 is not that of the
rounded ones. A share of nothing is 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seeddoc.evaluation.judging import Group, Judgement

_TINY = 1e-9


@attrs.frozen
class Score:
    """How well speakers are found.

    Attributes:
        gold: gold quotations with a speaker.
        predicted: predictions with a speaker that count.
        precision: how many of these are right, in percent.
        recall: how many gold ones are found, in percent.
        f1: of both.
        exact_recall: how many gold ones are found to the character, in percent.
        cue_recall: how many of the gold ones that have a cue are found with a part of it, in percent.
    """

    gold: int
    predicted: int
    precision: float
    recall: float
    f1: float
    exact_recall: float
    cue_recall: float


@attrs.frozen
class Detection:
    """How well quotations of three words or more are found, whoever speaks; in percent.

    Attributes:
        precision: of what was found, the share that is one.
        recall: of what is one, the share that was found.
    """

    precision: float
    recall: float


def percent(part: int, whole: int) -> float:
    """Return a share in percent, rounded to one decimal; 0 of nothing."""
    return round(100 * part / max(whole, 1), 1)


def score_group(judgements: Iterable[Judgement], group: Group) -> Score:
    """Sum up how well the speakers are found: of direct speech ("direct"), or with mixed quotations ("all")."""
    judgements = list(judgements)
    targets = [target for each in judgements for target in each.targets if target.counts(group)]
    answers = [answer for each in judgements for answer in each.answers if answer.counts(group)]
    gold, predicted = len(targets), len(answers)
    precision = sum(answer.right for answer in answers) / max(predicted, 1)
    recall = sum(target.found is not None for target in targets) / max(gold, 1)
    return Score(
        gold,
        predicted,
        round(100 * precision, 1),
        round(100 * recall, 1),
        round(200 * precision * recall / max(precision + recall, _TINY), 1),
        percent(sum(target.exact for target in targets), gold),
        percent(sum(target.cue for target in targets), sum(bool(target.gold.cue) for target in targets)),
    )


def score_detection(judgements: Iterable[Judgement]) -> Detection:
    """Sum up how well the quotations themselves are found."""
    judgements = list(judgements)
    matched = sum(each.matched for each in judgements)
    return Detection(
        percent(matched, sum(each.offered for each in judgements)),
        percent(matched, sum(each.wanted for each in judgements)),
    )
