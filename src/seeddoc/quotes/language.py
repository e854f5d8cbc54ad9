"""What attribution has to know of a language; `english` is the one that is there.

Another language fills a `Language`: it cuts paragraphs into tagged words, and gives the rules that
find a speaker and a cue among the tags. All else (marks, statements, names, models) is common.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

import attrs

from seeddoc.limits import QUOTE_DEPTH, Limits
from seeddoc.quotes.passages import Case, Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seeddoc.quotes.marks import Span
    from seeddoc.quotes.models import Kind


# On which side of a quotation a rule looks.
Side: TypeAlias = Literal["before", "after", "both"]


class Finding(NamedTuple):
    """What a rule finds: indexes of the words of speaker and cue, the end one past the last.

    Attributes:
        speaker: the first word, and the one behind the last.
        cue: the same, or None.
        kind: "direct", "mixed" or "bare".
    """

    speaker: tuple[int, int]
    cue: tuple[int, int] | None
    kind: Kind


@attrs.frozen
class Rule:
    """One row of a table of rules.

    Attributes:
        name: the stable name that `Quote.rule` shows.
        summary: what it looks for.
        confidence: how sure its speaker is, 0 to 1; measured, see docs/evaluation.md.
        find: a pure function of a quotation in its sentence; None where it does not apply.
        examples: (sentence with one quotation, speaker, cue) that must be found so.
        side: where it reads: it is not asked where no word stands there.
        introducers: it is only asked where one of these tags stands right before the quotation; always, if empty.
    """

    name: str
    summary: str
    confidence: float
    find: Callable[[Case], Finding | None]
    examples: tuple[tuple[str, str, str], ...] = ()
    side: Side = "both"
    introducers: str = ""


class Read(Protocol):
    """Cut a stretch of a paragraph, from `start` to `end`, into tagged words around the spans that it holds."""

    def __call__(self, text: str, spans: Sequence[Span], start: int = 0, end: int | None = None) -> Passage:
        """Return the passage."""


@attrs.frozen
class Spoken:
    """A mention of a speaker.

    Attributes:
        paragraph: the number of its paragraph in the article, from 0.
        start: where it begins in the text of that paragraph, in code points.
        end: where it ends there.
    """

    paragraph: int
    start: int
    end: int


class NameSpeakers(Protocol):
    """Give the canonical names of the mentions of an article, in their order."""

    def __call__(self, paragraphs: Sequence[str], mentions: Sequence[Spoken]) -> tuple[str, ...]:
        """Return the names."""


def _check_depth(_language: object, _attribute: object, depth: int) -> None:
    Limits(quote_depth=depth)  # which says what it may be


@attrs.frozen
class Language:
    """One language.

    Attributes:
        name: in lower case, as in `english`.
        read: makes passages.
        rules: look beside a quotation, in order; the first that finds something decides.
        leads: the same, for what a paragraph that ends with a colon says of the next.
        is_bare: tells titles of works, nicknames and the like, which nobody utters.
        find_speech: finds who speaks in a sentence without quotation, given as the indexes of its
            first tag and after its last.
        find_signature: finds who signs with a paragraph of its own.
        find_narrated: finds whom a sentence is about that tells of no speaking, given in the same way.
        find_turned: finds whom a sentence turns to between two quotations (`Verma grinned.`), given in the same way.
        is_adverbial: tells whether no more than an adverbial stands before a quotation with a colon (`Then, after a
            pause: “…”`), so that whoever spoke goes on.
        left_out: names of rules that join quotations and are not to be used, to see what they add.
        name_speakers: gives the canonical names of mentions, in order; left out, a mention's name is its text.
        depth: to which quotations nest, as `Limits.quote_depth`; single marks and others count apart.
    """

    name: str
    read: Read
    rules: tuple[Rule, ...]
    leads: tuple[Rule, ...]
    is_bare: Callable[[Case], bool]
    find_speech: Callable[[Passage, int, int], Finding | None]
    find_signature: Callable[[Passage], Finding | None]
    name_speakers: NameSpeakers | None = None
    left_out: frozenset[str] = frozenset()
    find_narrated: Callable[[Passage, int, int], Finding | None] | None = None
    find_turned: Callable[[Passage, int, int], Finding | None] | None = None
    is_adverbial: Callable[[Case], bool] | None = None
    depth: int = attrs.field(default=QUOTE_DEPTH, validator=_check_depth)
    _chosen: dict[tuple[str, bool], tuple[Rule, ...]] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def rules_for(self, case: Case) -> tuple[Rule, ...]:
        """Return the rules that can find something of a quotation, in order."""
        key = case.before, case.at + 1 < len(case.tags)
        rules = self._chosen.get(key)
        if rules is None:
            rules = self._chosen[key] = tuple(rule for rule in self.rules if _applies(rule, *key))
        return rules


def _applies(rule: Rule, before: str, after: bool) -> bool:
    """Tell whether a rule is asked where a tag or none stands before a quotation, and words or none after it."""
    if rule.introducers and before not in (*rule.introducers,):
        return False
    return bool(before if rule.side == "before" else after if rule.side == "after" else before or after)
