"""Who speaks: one quotation in its sentence in, its speaker, cue and kind out, with the reasons.

The rules of a language are tried in order, and the first that finds something decides. Where that
leaves doubt, the others are asked too, and the first other speaker is the runner-up.

It knows no language and nothing of other quotations: what several of them share is worked out in
`joining`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.quotes.language import Finding, Language, Rule
    from seeddoc.quotes.models import Kind
    from seeddoc.quotes.passages import Case, Passage

# From here on a rule leaves no doubt, and nobody asks for a runner-up.
DECISIVE: Final = 0.95


class Attribution(NamedTuple):
    """What was found of a quotation; offsets are code points of the paragraph that it was found in."""

    speaker: tuple[int, int]
    cue: tuple[int, int] | None
    kind: Kind
    rule: str
    confidence: float
    paragraph: int
    runner_up: Attribution | None = None

    @property
    def evidence(self) -> tuple[int, int]:
        """From the first to the last of the words that decided."""
        cue = self.cue or self.speaker
        return min(self.speaker[0], cue[0]), max(self.speaker[1], cue[1])


def attribute(case: Case, paragraph: int, language: Language) -> Attribution | None:
    """Return who speaks a quotation, as the first rule says that finds something."""
    rules = iter(language.rules_for(case))
    for rule in rules:
        finding = rule.find(case)
        if finding is not None:
            runner_up = None if rule.confidence >= DECISIVE else _runner_up(case, finding, rules)
            other = runner_up and settle(case.passage, runner_up[0], runner_up[1], paragraph)
            if other is not None:
                # The two share what the first leaves of certainty.
                other = other._replace(confidence=round(min(other.confidence, 1 - rule.confidence), 2))
            return settle(case.passage, finding, rule, paragraph, other)
    return None


def settle(
    passage: Passage, finding: Finding, rule: Rule, paragraph: int, runner_up: Attribution | None = None
) -> Attribution:
    """Turn what a rule found in a passage into offsets."""
    speaker = passage.offsets(*finding.speaker)
    cue = finding.cue and passage.offsets(*finding.cue)
    return Attribution(speaker, cue, finding.kind, rule.name, rule.confidence, paragraph, runner_up)


def _runner_up(case: Case, found: Finding, rules: Iterator[Rule]) -> tuple[Finding, Rule] | None:
    """Return what the first of the rules finds that finds another speaker."""
    start, end = found.speaker
    for rule in rules:
        finding = rule.find(case)
        if finding is not None and (finding.speaker[0] >= end or finding.speaker[1] <= start):
            return finding, rule
    return None
