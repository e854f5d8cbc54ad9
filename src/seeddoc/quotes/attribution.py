"""Who speaks: one quotation in its sentence in, its speaker, cue and kind out, with the reasons.

The rules of a language are tried in order, and the first that finds something decides. Where that
leaves doubt, the others are tried when somebody asks for the runner-up: the first other speaker.

It knows no language and nothing of other quotations: what several of them share is worked out in
`joining`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from seeddoc.quotes.language import Finding, Language, Rule
    from seeddoc.quotes.models import Kind
    from seeddoc.quotes.passages import Case, Passage

# From here on a rule leaves no doubt, and nobody asks for a runner-up.
DECISIVE: Final = 0.95


class Attribution(NamedTuple):
    """What was found of a quotation; offsets are code points of the paragraph that it was found in.

    Attributes:
        speaker: where the words for who speaks begin and end.
        cue: the same of the words that tell of speaking, or None.
        kind: "direct", "mixed" or "bare".
        rule: the name of the rule that found it.
        confidence: how sure that is, from 0 to 1.
        paragraph: the number of the paragraph, from 0.
        doubt: what it left open; None where nobody needs to ask.
    """

    speaker: tuple[int, int]
    cue: tuple[int, int] | None
    kind: Kind
    rule: str
    confidence: float
    paragraph: int
    doubt: Doubt | None = None

    @property
    def evidence(self) -> tuple[int, int]:
        """From the first to the last of the words that decided."""
        cue = self.cue or self.speaker
        return min(self.speaker[0], cue[0]), max(self.speaker[1], cue[1])

    def runner_up(self) -> Attribution | None:
        """Return what speaks for another speaker, if anything does."""
        return self.doubt and self.doubt.runner_up(self)


class Doubt(NamedTuple):
    """What a decision left open: the quotation, what was found, and the rules that were not asked.

    Attributes:
        case: the quotation in its sentence.
        finding: what was found.
        rules: all rules for such a case, in their order.
        asked: how many of them were asked.
    """

    case: Case
    finding: Finding
    rules: tuple[Rule, ...]
    asked: int

    def runner_up(self, given: Attribution) -> Attribution | None:
        """Return what the first of the rules finds that finds another speaker."""
        case = self.case
        start, end = self.finding.speaker
        for rule in self.rules[self.asked :]:
            finding = rule.find(case)
            if finding is not None and (finding.speaker[0] >= end or finding.speaker[1] <= start):
                found = settle(case.passage, finding, rule, given.paragraph)
                # The two share what the first leaves of certainty.
                return found._replace(confidence=round(min(rule.confidence, 1 - given.confidence), 2))
        return None


def attribute(case: Case, paragraph: int, language: Language) -> Attribution | None:
    """Return who speaks a quotation, as the first rule says that finds something."""
    rules = language.rules_for(case)
    for asked, rule in enumerate(rules, 1):
        finding = rule.find(case)
        if finding is not None:
            doubt = None if rule.confidence >= DECISIVE else Doubt(case, finding, rules, asked)
            return settle(case.passage, finding, rule, paragraph, doubt)
    return None


def settle(passage: Passage, finding: Finding, rule: Rule, paragraph: int, doubt: Doubt | None = None) -> Attribution:
    """Turn what a rule found in a passage into offsets."""
    speaker, cue, kind = finding
    found = passage.offsets(*speaker)
    return Attribution(found, cue and passage.offsets(*cue), kind, rule.name, rule.confidence, paragraph, doubt)
