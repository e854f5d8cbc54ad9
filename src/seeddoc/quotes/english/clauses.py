"""Clauses: where in a sentence a verb of speech stands, whose it is, and what it governs.

Indexes count tags of a passage; a span is (first, one past the last).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from seeddoc.quotes.english.grammar import APPOSITION, AUXILIARIES, INSERTION, NAMED, SUBJECT
from seeddoc.quotes.language import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.quotes.models import Kind
    from seeddoc.quotes.passages import Case

# The finite cues, and those in -ing.
FINITE: Final = "SPBJKIMWH"
_PARTICIPLES: Final = "GLE"
# Verbs of manner, of signs and the like only introduce what stands right beside them.
_NEAR: Final = "MWHE"
_CUE: Final = frozenset(FINITE + _PARTICIPLES)
# The cues that govern clauses in which others stand.
_GOVERNING: Final = frozenset("SPBGI")

# No clause is searched further than so many words.
REACH: Final = 45

_SUBJECT_BEFORE: Final = re.compile(rf"(?P<speaker>[wrt]|{SUBJECT})(?:{INSERTION}|,)?{AUXILIARIES}$")
# Adverbials, participles and conjunctions at the head of a sentence.
_LEADS: Final = r"(?:[asieSDg][^,]{0,40},|[kcas],?){0,4}"
_FIRST: Final = re.compile(rf"{_LEADS}(?P<speaker>p|{NAMED}{APPOSITION}{{0,6}})")
# Anything may stand between a subject and the comma before its verb.
_DESCRIBED: Final = re.compile(rf"{_LEADS}(?P<speaker>{NAMED},[^|;:QFY]{{1,60}}?),{AUXILIARIES}$")
# `is also saying`
_PROGRESSIVE: Final = re.compile(r"(?:b|(?<=p)')[al]{0,3}$")
_AUXILIARIES_BEFORE: Final = re.compile(r"(?:i?l|[ahmT]){0,8}$")

_FINITE: Final = re.compile(r"[SPIJMWvbhme]")
# `“…,” said Verma, adding`
_INVERTED: Final = re.compile(rf"[QY],?[SPMI](?P<speaker>{NAMED}{APPOSITION}{{0,4}})$")

# From a governing verb to the clause that it governs: `told reporters on Monday that`, `said`.
_OPENING: Final = re.compile(
    r"z?(?:[^|;:,QFYSPJBt]{0,9}?(?=t[pdNnqsw#g])|o|T?[dq]?[aegnN]*[nN](?=t)|T[dq]?[nN]*[nN])?l*(?:t|(?=[pdNnqsw#g]))"
)
_BREAK: Final = re.compile(r",[ck]|[;:|]|-.*-$")

_SUBORDINATES: Final = "st"
_REFUSALS: Final = frozenset(("refused", "refuses", "declined", "declines", "refusing", "declining"))
_BEFORE_PARTICIPLE: Final = frozenset(",isyNcbaUnl'")
_BEFORE_BASE: Final = frozenset("pnNUmTak,cwq")
# What a comma ends before a verb begins with one of these.
_DESCRIPTIVE: Final = frozenset(",wr")
_NO_SUBJECT_AFTER: Final = frozenset("iTfyGLeg")

# Nouns after these are things that are named: `a film called “The Gate”`.
NAMERS: Final = frozenset(
    [
        "called",
        "titled",
        "named",
        "dubbed",
        "labeled",
        "labelled",
        "termed",
        "entitled",
        "nicknamed",
        "headlined",
        "branded",
        "billed",
    ]
)


class Governor(NamedTuple):
    """A cue and its subject.

    Attributes:
        cue: the index of its word.
        subject: the first word of the phrase, and the one behind the last.
    """

    cue: int
    subject: tuple[int, int]


def first_subject(tags: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the first phrase of a sentence, after conjunctions or an adverbial with its comma."""
    found = _FIRST.match(tags, start, end)
    return found and found.span("speaker")


def subject_at(case: Case, cue: int) -> tuple[int, int] | None:
    """Return the subject of a cue in the sentence of a case."""
    tags, start = case.tags, case.start
    verb = _AUXILIARIES_BEFORE.search(tags, max(start, cue - 8), cue)
    first = verb.start() if verb else cue
    if tags[cue] in _PARTICIPLES:
        progressive = _PROGRESSIVE.search(tags, max(start, cue - 8), cue)
        if progressive:
            return _subject_before(tags, start, progressive.start())
        own = _own_subject(case, first, cue)
        return own or _told_after(case, cue) or _clause_subject(tags, start, cue, main=tags[cue - 1] == ",")
    if "T" in tags[first:cue]:
        return _clause_subject(tags, start, first)
    if first > start and tags[first - 1] in "ck":
        return _clause_subject(tags, start, first)
    subject = _subject_before(tags, start, cue)
    if subject is None and tags[cue] not in "SP" and first > start and tags[first - 1] == ",":
        # `She rose, thanked Verma and left`; not `…, said Verma`
        return _clause_subject(tags, start, first)
    return subject


def _subject_before(tags: str, start: int, verb: int) -> tuple[int, int] | None:
    found = _SUBJECT_BEFORE.search(tags, max(start, verb - 2 * REACH), verb)
    if found is None:
        return None
    first, end = found.span("speaker")
    if first > start and tags[first - 1] in "iTfy" and tags.find(",", first, end + 1) == end:
        # `At the port, where it rained, Verma said`
        later = _SUBJECT_BEFORE.search(tags, end + 1, verb)
        first, end = later.span("speaker") if later else (first, end)
    comma = tags.find(",", first, end)
    if comma > 0 and first > start and tags[first - 1] in _NO_SUBJECT_AFTER:
        # `Commenting on the award, Norrland’s chief, Ines Pardo, said`
        inner = _SUBJECT_BEFORE.match(tags, comma + 1, verb)
        return inner.span("speaker") if inner else (first, end)
    if tags[end] == "," and "," not in tags[end + 1 : verb] and _DESCRIPTIVE.isdisjoint(tags[first:end]):
        return _described(tags, start, verb)
    if tags[first:end] == "#" or (first == start and tags[first:end] == "w"):
        return None  # a year, and the question who it was
    return first, end


def _described(tags: str, start: int, verb: int) -> tuple[int, int] | None:
    """Find the subject at the head of a sentence whose description ends before a verb; not in `He rose, then said`."""
    found = _DESCRIBED.match(tags, start, verb)
    return found and found.span("speaker")


def _clause_subject(tags: str, start: int, end: int, *, main: bool = False) -> tuple[int, int] | None:
    """Find the subject of the clause before a participle or a second verb: of `she laughed and said`.

    What a comma joins a participle to is the main clause: `she knew that he was late, saying`.
    """
    for verb in range(end - 1, max(start, end - REACH), -1):
        tag = tags[verb]
        if tag in "SPIJMWvbhm" or (tag == "e" and tags[verb - 1] in "nNpw,aq)"):
            subject = _subject_before(tags, start, verb)
            if subject and (subject[0] == start or _goes_on(tags, subject[0], main=main)):
                return subject
    subject = first_subject(tags, start, end)
    return subject if subject and _FINITE.search(tags, subject[1], end) else None


def _own_subject(case: Case, first: int, cue: int) -> tuple[int, int] | None:
    """Return the subject that a participle has of its own: `with the mayor saying`, not `ended the day saying`."""
    before = case.tags[first - 1]
    own = _subject_before(case.tags, case.start, cue) if before in "Nnp" else None
    with_it = own is not None and own[0] > case.start and case.passage.words[own[0] - 1].lower() == "with"
    return own if before != "n" or with_it else None


def _told_after(case: Case, cue: int) -> tuple[int, int] | None:
    """Find the subject of `“…,” said Verma, adding`; but `“…,” said Verma, speaking of boats, “…”` goes on."""
    if case.tags[cue - 1] != "," or (case.before == "," and cue != case.at - 2):
        return None
    found = _INVERTED.search(case.tags, max(case.start, cue - REACH), cue - 1)
    return found and found.span("speaker")


def _goes_on(tags: str, first: int, *, main: bool) -> bool:
    """Tell whether a sentence may go on about the subject that begins at an index, which is not its first."""
    before = tags[first - 1]
    if main and before in _SUBORDINATES:
        return tags[first - 2] == ","  # `…, when he rose, saying`
    return before not in "ifTyr"


def is_cue(tags: str, index: int, start: int) -> bool:
    """Tell whether a cue is one there: neither denied nor passive, and a base form only as a verb."""
    tag = tags[index]
    before = tags[index - 1] if index > start else ""
    if tag in _PARTICIPLES:
        return before in _BEFORE_PARTICIPLE or tags[index + 1 : index + 2] == "t"
    if before in ("x", "b") or (before == "a" and index - 1 > start and tags[index - 2] in "xb"):
        return False
    if tag in "BKH" and before not in _BEFORE_BASE:
        return False
    if before == "q":
        return tag == "S" or index == start + 1  # `Some called it`, not `many reports`
    if before == "d" and index == start + 1:
        return True  # `Another says`
    return tag == "S" or before not in ("d", "'")


def _is_refused(case: Case, cue: int) -> bool:
    """Tell `refused to call it “a farce”`."""
    if cue < case.start + 2 or case.tags[cue - 1] != "T":
        return False
    return case.passage.words[cue - 2] in _REFUSALS


def governors(case: Case, end: int, reach: int = REACH) -> Iterator[Governor]:
    """Yield the cues before an index in the sentence of a case, the nearest first, with their subjects."""
    tags = case.tags
    for index in range(end - 1, max(case.start - 1, end - reach), -1):
        tag = tags[index]
        if tag not in _CUE or not is_cue(tags, index, case.start) or _is_refused(case, index):
            continue
        if tag in _NEAR and index != end - 1 and tags[index + 1] != "t":
            continue
        subject = subject_at(case, index)
        if subject and not (index == end - 1 and _names_a_thing(case, index, subject)):
            yield Governor(index, subject)


def _names_a_thing(case: Case, cue: int, subject: tuple[int, int]) -> bool:
    start = subject[0]
    return (
        case.tags[cue] == "J"
        and case.tags[subject[1] - 1] == "n"
        and (start == case.start or case.tags[start - 1] not in "sr")
        and case.passage.words[cue] in NAMERS
    )


def climb(case: Case, governor: Governor) -> Governor:
    """Return the outermost verb of speech whose clause another one stands in: of `she said he thought`, `said`."""
    top = governor
    for other in governors(case, governor.subject[0], 60):
        if case.tags[other.cue] in _GOVERNING and other.cue < top.subject[0]:
            start = other.subject[0]
            subordinate = start > case.start and case.tags[start - 1] == "s"
            if _governs(case.tags, other.cue, governor.subject[0], subordinate=subordinate):
                top = other
    if case.tags[governor.cue] in _PARTICIPLES and top is not governor:
        return Governor(governor.cue, top.subject)  # `she said he was out, adding: “…”`
    return top


def _governs(tags: str, cue: int, start: int, *, subordinate: bool) -> bool:
    """Tell whether the clause that begins at `start` is what a cue before it says."""
    opening = _OPENING.match(tags, cue + 1, start + 1)
    if _BREAK.search(tags, cue + 1, start):
        return False
    if opening is None:
        return tags[cue + 1] == "," and "," in tags[cue + 2 : start]
    if "," in tags[cue + 1 : start]:
        return not subordinate and tags[opening.end() - 1] == "t"
    return True


def governed(case: Case, governor: Governor, kind: Kind) -> Finding:
    """Return what a cue and its subject tell; its particles belong to it."""
    particles = case.tags[governor.cue + 1 : governor.cue + 3]
    end = governor.cue + 1 + len(particles) - len(particles.lstrip("z"))
    return Finding(governor.subject, (governor.cue, end), kind)
