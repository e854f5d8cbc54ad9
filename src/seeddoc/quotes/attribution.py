"""Who speaks: a quotation with the words beside it in, its speaker, cue and kind out.

`RULES` is the table of named rules, tried in order; the first that finds something decides. A rule
is a pure function of a `Context`, and its examples are sentences with the speaker and the cue that
it must find in them. Each looks at a bounded number of words, so attribution is linear in the
number of quotations.

It knows nothing of other quotations: what several of them share is worked out in `segments`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import attrs

from seeddoc.quotes import lexicon, phrases
from seeddoc.quotes.marks import Span
from seeddoc.quotes.words import Word, words_after, words_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from seeddoc.quotes.models import Kind

# An attribution follows a quotation that ends with one of these: a full stop would end the
# sentence.
_OPEN_ENDS: Final = frozenset(",?!—–-…")
_SINGLE_MARKS: Final = "‘’' \N{NO-BREAK SPACE}"
_PAUSES: Final = frozenset(",—–-")
_INTRODUCERS: Final = frozenset(",:—–")
_CLAUSE_STARTS: Final = frozenset(",;:—–")

# So many words may stand after the cue at the end of a sentence: `Smith said on Monday`.
_TRAILING_WORDS: Final = 6


@attrs.frozen(eq=False)
class Context:
    """A quotation and what stands around it, read only when a rule asks.

    Attributes:
        text: the text of the paragraph.
        span: the quotation.
        left: where the quotation before it ends, or 0.
        right: where the quotation after it begins, or the end of the text.
    """

    text: str
    span: Span
    left: int
    right: int

    @cached_property
    def before(self) -> tuple[Word, ...]:
        """The words of the same sentence before the quotation."""
        return words_before(self.text, self.left, self.span.start)

    @cached_property
    def after(self) -> tuple[Word, ...]:
        """The words of the same sentence after the quotation."""
        return words_after(self.text, self.span.end, self.right)

    @cached_property
    def quoted(self) -> str:
        """The quoted text without white space and single marks around it; never empty."""
        quoted = self.text[self.span.inner_start : self.span.inner_end].strip()
        return quoted.strip(_SINGLE_MARKS) or quoted

    @property
    def invites_attribution(self) -> bool:
        """Whether `said X` may follow: after a comma, a question mark and the like."""
        if self.quoted[-1] in _OPEN_ENDS:
            return True
        return bool(self.after) and self.after[0].text in _PAUSES

    @property
    def begins_sentence(self) -> bool:
        """Whether nothing of the sentence stands before the quotation."""
        return not self.before

    @property
    def is_sentence(self) -> bool:
        """Whether it begins a sentence and ends one, or ends as one does before an attribution."""
        return self.begins_sentence and (self.quoted[-1] in ".?!…" or self.invites_attribution)


class Attribution(NamedTuple):
    """What a rule finds: offsets of speaker and cue in the text of the paragraph."""

    speaker: tuple[int, int]
    cue: tuple[int, int]
    kind: Kind
    rule: str = ""


Find: TypeAlias = "Callable[[Context], Attribution | None]"


@attrs.frozen
class Rule:
    """One row of the table of rules.

    Attributes:
        name: the stable name that `Quote.rule` shows.
        summary: what it looks for.
        find: the function.
        examples: (sentence with one quotation, speaker, cue).
    """

    name: str
    summary: str
    find: Find
    examples: tuple[tuple[str, str, str], ...]


def attribute(context: Context) -> Attribution | None:
    """Return what the first rule finds that finds anything."""
    for rule in RULES:
        found = rule.find(context)
        if found is not None:
            return found._replace(rule=rule.name)
    return None


def find_lead_in(context: Context) -> Attribution | None:
    """Find `X said: “…”`, `X told reporters: “…”` and `X said, “…”`."""
    words = context.before
    if not words or words[-1].text not in _INTRODUCERS:
        return None
    end = len(words) - 1
    groups = ("say", "manner", "judge") if words[end].text == ":" else ("say", "manner")
    for verb in reversed(range(max(0, end - phrases.LONGEST), end)):
        cue = _cue_at(words, verb, groups)
        # A clause that a comma ends only leads in where it is short: `Smith told reporters, “…”`.
        near = words[end].text == ":" or end - verb <= _TRAILING_WORDS
        speaker = phrases.subject(words, 0, verb) if cue and near else None
        if speaker is not None:
            return _attribution(words, speaker, (verb, verb + 1), "direct")
    return None


def find_colon(context: Context) -> Attribution | None:
    """Find `X praised the plan: “…”`, where the colon is the cue."""
    words = context.before
    if not words or words[-1].text != ":" or not _is_utterance(context):
        return None
    end = len(words) - 1
    speaker = phrases.first_phrase(words, max(0, end - phrases.LONGEST), end)
    return speaker and _attribution(words, speaker, (end, end + 1), "direct")


def find_inverted(context: Context) -> Attribution | None:
    """Find `“…,” said X`."""
    words = context.after
    verb = _after_pause(words)
    if not context.invites_attribution or not _cue_at(words, verb, ("say", "manner")):
        return None
    start = verb + 1
    while start < len(words) and words[start].lower.endswith("ly") and not words[start].is_name:
        start += 1
    end = phrases.phrase_end(words, start)
    if end == start or words[start].lower in lexicon.UTTERANCES:
        return None
    return _attribution(words, (start, end), (verb, verb + 1), _kind(context))


def find_subject_first(context: Context) -> Attribution | None:
    """Find `“…,” X said`."""
    if not context.invites_attribution:
        return None
    words = context.after
    start = _after_pause(words)
    for verb in range(start + 1, min(len(words), start + phrases.LONGEST)):
        if _cue_at(words, verb, ("say", "manner")):
            speaker = phrases.subject(words, start, verb)
            if speaker is not None:
                return _attribution(words, speaker, (verb, verb + 1), _kind(context))
    return None


def find_according_after(context: Context) -> Attribution | None:
    """Find `“…,” according to X`, with or without words between."""
    words = context.after
    for at in range(min(len(words) - 2, phrases.LONGEST)):
        if _is_according(words, at):
            end = phrases.phrase_end(words, at + 2)
            if end > at + 2:
                return _attribution(words, (at + 2, end), (at, at + 2), _kind(context))
    return None


def find_according_before(context: Context) -> Attribution | None:
    """Find `According to X, “…”`, with or without words between."""
    words = context.before
    for at in reversed(range(max(0, len(words) - phrases.LONGEST), len(words) - 2)):
        if _is_according(words, at):
            # No apposition: what follows the comma is the clause that the quotation stands in.
            end = phrases.plain_end(words, at + 2)
            if end > at + 2:
                return _attribution(words, (at + 2, end), (at, at + 2), _kind(context))
    return None


def find_clause_before(context: Context) -> Attribution | None:
    """Find `X said that the plan was “…”` and `X called it “…”`."""
    words = context.before
    groups = ("say",) if words and words[-1].text == "," else ("say", "judge")
    for verb in reversed(range(max(0, len(words) - phrases.LONGEST), len(words))):
        cue = _cue_at(words, verb, groups, participles=True)
        speaker = _governor(words, verb, cue) if cue else None
        if speaker is not None:
            kind: Kind = "direct" if verb + 1 == len(words) and _is_utterance(context) else "mixed"
            return _attribution(words, speaker, (verb, verb + 1), kind)
    return None


def find_clause_after(context: Context) -> Attribution | None:
    """Find `The “…” was over, X said` at the end of a sentence."""
    words = context.after
    last = min(len(words), phrases.LONGEST)
    for verb in reversed(range(max(0, last - _TRAILING_WORDS), last)):
        if _cue_at(words, verb, ("say",)):
            speaker = phrases.subject(words, 0, verb)
            if speaker is not None and speaker[0] and words[speaker[0] - 1].text in _CLAUSE_STARTS:
                return _attribution(words, speaker, (verb, verb + 1), "mixed")
    return None


RULES: Final = (
    Rule(
        "lead-in",
        "a subject and a cue before the quotation, a colon or a comma between",
        find_lead_in,
        (
            ("Asha Verma said: “The river is rising.”", "Asha Verma", "said"),
            ("The ferry captain told reporters, “We wait.”", "The ferry captain", "told"),
        ),
    ),
    Rule(
        "colon",
        "a subject at the head of the sentence and a colon before the quotation",
        find_colon,
        (("Asha Verma kept to her warning: “The river is rising.”", "Asha Verma", ":"),),
    ),
    Rule(
        "inverted",
        "a cue and its subject right after the quotation",
        find_inverted,
        (
            ("“The river is rising,” said Asha Verma.", "Asha Verma", "said"),
            ("“Who pays?” asked a clerk at the harbour.", "a clerk at the harbour", "asked"),
        ),
    ),
    Rule(
        "subject-first",
        "a subject and its cue right after the quotation",
        find_subject_first,
        (
            ("“The river is rising,” she said.", "she", "said"),
            ("“We wait,” the ferry captain told reporters.", "the ferry captain", "told"),
        ),
    ),
    Rule(
        "according-after",
        "`according to` in the sentence after the quotation",
        find_according_after,
        (("“The river is rising,” according to Asha Verma.", "Asha Verma", "according to"),),
    ),
    Rule(
        "according-before",
        "`according to` in the sentence before the quotation",
        find_according_before,
        (("According to Asha Verma, the river is “rising”.", "Asha Verma", "According to"),),
    ),
    Rule(
        "clause-before",
        "the quotation stands in the clause that a cue before it governs",
        find_clause_before,
        (
            ("Asha Verma said the river was “rising fast”.", "Asha Verma", "said"),
            ("The mayor closed the bridge, calling it “a risk”.", "The mayor", "calling"),
        ),
    ),
    Rule(
        "clause-after",
        "a subject and its cue at the end of the sentence that the quotation stands in",
        find_clause_after,
        (("The river was “rising” in the north, Asha Verma said.", "Asha Verma", "said"),),
    ),
)


def _after_pause(words: Sequence[Word]) -> int:
    return 1 if words and words[0].text in _PAUSES else 0


def _cue_at(words: Sequence[Word], at: int, groups: Iterable[str], *, participles: bool = False) -> lexicon.Cue | None:
    """Return the cue that a word is there: a finite verb, not denied and not passive."""
    cue = lexicon.CUES.get(words[at].lower) if at < len(words) else None
    if cue is None or cue.group not in groups:
        return None
    before = words[at - 1].lower if at else ""
    if cue.form == "participle":
        return cue if participles and before == "," else None
    if before in lexicon.NEGATIONS or before in lexicon.BE:
        return None
    if cue.form == "base" and not _takes_base(before):
        return None
    return cue


def _takes_base(before: str) -> bool:
    """Tell whether `say`, and not a noun like `report`, may follow a word."""
    plural = before.endswith("s") and before not in lexicon.DETERMINERS and not before.endswith("'s")
    return plural or before in lexicon.PRONOUNS or before in lexicon.PEOPLE


def _governor(words: Sequence[Word], verb: int, cue: lexicon.Cue) -> tuple[int, int] | None:
    if cue.form == "participle":
        return phrases.first_phrase(words, 0, verb)
    return phrases.subject(words, 0, verb)


def _is_according(words: Sequence[Word], at: int) -> bool:
    return (words[at].lower, words[at + 1].lower) == lexicon.ACCORDING


def _is_utterance(context: Context) -> bool:
    """Tell `X said “We go.”` from `X said “no” twice`: a capital first and a full stop last."""
    return context.quoted[0].isupper() and context.quoted[-1] in ".,?!…"


def _kind(context: Context) -> Kind:
    """Tell direct speech, which begins a sentence or follows a colon or comma."""
    words = context.before
    return "direct" if not words or words[-1].text in _INTRODUCERS else "mixed"


def _attribution(words: Sequence[Word], speaker: tuple[int, int], cue: tuple[int, int], kind: Kind) -> Attribution:
    def offsets(span: tuple[int, int]) -> tuple[int, int]:
        return words[span[0]].start, words[span[1] - 1].end

    return Attribution(offsets(speaker), offsets(cue), kind)
