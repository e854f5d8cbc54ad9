"""Clauses: where in a sentence a verb of speech stands, and what it governs.

Indexes count tags of a passage; a span is (first, one past the last).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from seeddoc.quotes.english.people import SINGULAR
from seeddoc.quotes.english.subjects import (
    FINITE,
    NEAREST,
    OPENING,
    PARTICIPLES,
    REACH,
    VERB,
    is_nobody,
    names_a_thing,
    subject_at,
)
from seeddoc.quotes.language import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.quotes.models import Kind
    from seeddoc.quotes.passages import Case

# Verbs of manner, of signs and the like only introduce what stands right beside them.
_NEAR: Final = "MWHE"
_CUE: Final = frozenset(FINITE + PARTICIPLES)
# The cues that govern clauses in which others stand.
_GOVERNING: Final = frozenset("SPBGI")
# `concluded that`, `concluded last week that`, `fumed to her friend that`
_THAT: Final = re.compile(r"(?:T[dq]?[aegnN]{1,6}(?:,N{1,4},)?)?(?:a|i?[dq#]{0,2}(?:l|(?<=i#))){0,4}+t")
# A verb right after a comma is that of what the comma ends the description of.
_OVER: Final = re.compile(r",a{0,2}[bhm]")
_BREAK: Final = re.compile(r"[,Q][ck]|Q,?g|-k|[;:|]|-.*-$")
# What is between a verb of speech and `what he called` only if another clause is.
_OTHER_CLAUSE: Final = re.compile(r"[rwbhmv]")
# `, a claim that` before `Verma called “…”`
_NAMED_CLAIM: Final = re.compile(r"[,Q]d[aegnN]{0,4}[nU]t$")
# `, an allegation` before `Verma dismissed as “…”`
_NAMED_THING: Final = re.compile(r"[,Q]d[aegnN]{0,4}[nU]$")
# These judge only with `as`: `billed the visit as “…”`, not `billed the city for “…”`.
_WITH_AS: Final = frozenset(
    [
        *(stem + ending for stem in ("bill", "greet", "list", "present") for ending in ("", "s", "ed", "ing")),
        *("define", "defined", "defines", "defining", "rates"),
    ]
)
# `rated the claim “false”`
_RATED: Final = re.compile(r"[^|;:,QFYiTy]{0,10}|#fN?'?[^|;:,QFYiTy]{1,8}")
# After these a clause is no content: `agreed so often that a clerk called it “…”`.
_RESULT: Final = frozenset(("so", "such"))
_CONTRASTS: Final = frozenset(("while", "whereas", "although", "though"))
# Of whom somebody asked: `the poll found that two percent say it is “…”`.
_SHARES: Final = frozenset(("percent", "%", "respondents"))
_REFUSALS: Final = frozenset(("refused", "refuses", "declined", "declines", "refusing", "declining"))
# `was asked by reporters` before `to explain “…”`
_ASKED_TO: Final = re.compile(r"b[al]{0,2}b?(?P<asked>[SDJej])(?:y[^|;:,QFYSPJBGbhm]{1,12})?T$")
_ASKED: Final = frozenset(("asked", "encouraged", "expected", "invited", "pressed", "supposed", "told", "urged"))
_ASKED_BEFORE: Final = 20
_DENIALS: Final = frozenset(("denied", "denies", "deny", "denying"))
# Before such a clause and behind its verb stand these where it says of a noun what somebody calls it.
_AS: Final = frozenset(("s", "sd"))
_RIGHT_BESIDE: Final = frozenset(("", ","))
_THAT_OF: Final = frozenset(("nt", "Ut"))
_PRONOUNS: Final = frozenset(("that", "which"))
# `an ad` before `that says “…”`
_ANTECEDENT: Final = re.compile(
    r"(?P<thing>(?:d[aegq#nNU]{0,5}|[aeq#nNU]{0,5})[nNU](?:(?<=[nU])y(?:d[aegn]{0,3})?N{1,4})?)[,-]?$"
)
_BEFORE_PARTICIPLE: Final = frozenset(",isyNcbaUnl'oT)")
_BEFORE_BASE: Final = frozenset("pnNUmTak,cwqel")


class Governor(NamedTuple):
    """A cue and its subject.

    Attributes:
        cue: the index of its word.
        subject: the first word of the phrase, and the one behind the last.
    """

    cue: int
    subject: tuple[int, int]


def is_cue(tags: str, index: int, start: int) -> bool:
    """Tell whether a cue is one there: neither denied nor passive, and a base form only as a verb."""
    tag = tags[index]
    before = tags[index - 1] if index > start else ""
    if tag in PARTICIPLES:
        # `was heard saying`, `Verma kept calling`, `could not help calling`
        heard = index > start + 1 and before in "evMI" and tags[index - 2] in "abhxmpNn)"
        since = before == "#" and tag == "G"  # `came in 2002 promising`
        apart = before == "q" and tags[index - 2 : index - 1] == ","  # `They gathered, some chanting`
        return heard or since or apart or before in _BEFORE_PARTICIPLE or tags[index + 1 : index + 2] == "t"
    if before in ("x", "b") or (before == "a" and index - 1 > start and tags[index - 2] in "xb"):
        return False
    if tag in "BKH" and before not in _BEFORE_BASE:
        return False
    if before == "q":
        # `Some called it`, `what many call`, not `many reports`
        return tag == "S" or index == start + 1 or tags[index - 2] in "sdck,;"
    if before == "d" and (index == start + 1 or tags[index - 2] == ";"):
        return True  # `Another says`
    return tag == "S" or before not in ("d", "'")


def is_refused(case: Case, cue: int) -> bool:
    """Tell `refused to call it “a farce”`, `denied calling it “a farce”`."""
    words = case.passage.words
    if case.tags[cue - 1] == "T" and cue > case.start + 1:
        asked = _ASKED_TO.search(case.tags, max(case.start, cue - _ASKED_BEFORE), cue)
        return words[cue - 2] in _REFUSALS or (asked is not None and words[asked.start("asked")] in _ASKED)
    return words[cue] in _DENIALS and case.tags[cue + 1 : cue + 2] in ("G", "L")


def governors(case: Case, end: int, reach: int = REACH) -> Iterator[Governor]:
    """Yield the cues before an index in the sentence of a case, the nearest first, with their subjects."""
    tags = case.tags
    for index in range(end - 1, max(case.start - 1, end - reach), -1):
        tag = tags[index]
        if tag not in _CUE or not is_cue(tags, index, case.start) or is_refused(case, index):
            continue
        aside = tag == "M" and tags[index + 1] == ","  # `The boats, auditors concluded, were “…”`
        if case.passage.words[index] in _WITH_AS and "as" not in case.passage.words[index + 1 : end]:
            continue  # `billed the city for “consulting”`
        if case.passage.words[index] in ("rate", "rated") and not _RATED.fullmatch(tags, index + 1, end):
            continue  # `rated from “poor” to “good”`
        if tag in _NEAR and index != end - 1 and not aside and not _THAT.match(tags, index + 1, end):
            continue
        subject = subject_at(case, index)
        if aside and subject and tags[subject[0] - 1 : subject[0]] != ",":
            continue
        if subject and not is_nobody(case, subject) and not (tag == "J" and names_a_thing(case, index, subject, end)):
            yield Governor(index, subject)


def is_over(case: Case, governor: Governor) -> bool:
    """Tell whether the clause of a cue ends before a quotation: of `Lind, a man she called a friend, was “…”`."""
    first = governor.subject[0]
    if case.tags[first] != "w" and (
        first == case.start or case.tags[first - 1] not in "nN" or case.tags.find(",", case.start, first) < 0
    ):
        return False
    return _OVER.search(case.tags, governor.cue + 1, case.at) is not None


def climb(case: Case, governor: Governor) -> Governor:
    """Return the outermost verb of speech whose clause another one stands in: of `she said he thought`, `said`."""
    top = _told_in_own_words(case, governor)
    if top is None or _tells_by_itself(case, governor):
        return governor
    if top is not governor:
        told = climb(case, top) if case.tags[top.subject[0]] == "p" else top
        return Governor(governor.cue, told.subject)
    if case.tags[governor.subject[0] - 1] in "wrstnU" and _stands_apart(case, governor.subject[0]):
        return top
    for other in governors(case, governor.subject[0], 60):
        tag = case.tags[other.cue]
        if _brings_about(case, other.cue, governor.subject[0]):
            continue
        governs = tag in _GOVERNING or (tag == "M" and other.cue + 1 < governor.subject[0])  # `fumed that`
        if governs and other.cue < top.subject[0]:
            start = other.subject[0]
            subordinate = start > case.start and case.tags[start - 1] == "s"
            aside = case.tags[governor.cue] not in "SPBM" and _is_aside(case, other, governor.subject[0])
            if aside or _governs(case.tags, other.cue, governor.subject[0], subordinate=subordinate):
                top = other
    if case.tags[governor.cue] in PARTICIPLES and top is not governor:
        return Governor(governor.cue, top.subject)  # `she said he was out, adding: “…”`
    return top


def _tells_by_itself(case: Case, governor: Governor) -> bool:
    """Tell a clause whose words are its subject's, whoever told of it.

    So in `Police said the man yelled, “…”`, `two percent say it is “…”` and `a call that both described as “…”`.
    """
    tags, (first, end), cue = case.tags, governor.subject, governor.cue
    if not _SHARES.isdisjoint(case.passage.words[first:end]):
        return True
    if end - first == 1 and tags[first] == "t" and tags[first - 1] == "n" and first + 1 == cue:
        return tags[cue + 1 : case.at] in (",", ":")  # `under a headline that said, “…”`
    if tags[cue] == "M":
        return tags[cue + 1 : case.at] in _RIGHT_BESIDE
    return tags[cue + 1 : case.at] in _AS and first > case.start + 1 and tags[first - 2 : first] in _THAT_OF


def _brings_about(case: Case, cue: int, start: int) -> bool:
    """Tell `They agreed so often that a clerk called it “…”`: what follows is no content, but a result."""
    if case.tags[start - 1] != "t":
        return False
    words = case.passage.words[cue + 1 : start]
    so = next((number for number, word in enumerate(words) if word in _RESULT), -1)
    return so >= 0 and VERB.search(case.tags, cue + 1, cue + 1 + so) is None


def _told_in_own_words(case: Case, governor: Governor) -> Governor | None:
    """Return the verb of speech around `what he called`, whose subject is meant: `Verma praised what he called “…”`.

    It is the cue itself where no such words stand before it, and None where somebody is named: `what one clerk called`.
    """
    first = governor.subject[0]
    if first == case.start or case.passage.words[first - 1] != "what":
        return governor
    if case.tags[first] != "p":
        return None
    one = case.passage.words[first].lower() in SINGULAR
    around = next(
        (found for found in governors(case, first - 1) if not (one and case.tags[found.subject[0]] == "q")), None
    )
    if around is None or _OTHER_CLAUSE.search(case.tags, around.cue, first):
        return governor
    return around


def _stands_apart(case: Case, start: int) -> bool:
    """Tell whether the writer puts in a clause: `, whom she called`, `, while he said`, `, a claim that he called`."""
    tags = case.tags
    if start < case.start + 2:
        return False
    if tags[start - 1] in "nU":
        return _NAMED_THING.search(tags, max(case.start, start - NEAREST), start) is not None
    if tags[start - 1] == "t":
        return _NAMED_CLAIM.search(tags, max(case.start, start - NEAREST), start) is not None
    if tags[start - 1] == "s":
        return tags[start - 2] in ",Q" and case.passage.words[start - 1] in _CONTRASTS
    return tags[start - 2] == "," or (tags[start - 2] in "Ti" and tags[start - 3] == ",")


def _is_aside(case: Case, told: Governor, start: int) -> bool:
    """Tell `On Monday, Verma said, the boats` before `are called “…”`."""
    before = told.subject[0] - 1
    return told.cue + 2 == start and before > case.start and case.tags[before] == "," == case.tags[told.cue + 1]


def _governs(tags: str, cue: int, start: int, *, subordinate: bool) -> bool:
    """Tell whether the clause that begins at `start` is what a cue before it says."""
    opening = OPENING.match(tags, cue + 1, start + 1)
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
    return Finding(_antecedent(case, governor.subject), (governor.cue, end), kind)


def _antecedent(case: Case, subject: tuple[int, int]) -> tuple[int, int]:
    """Return the thing that a relative pronoun stands for: of `an ad that says “…”`, `an ad`."""
    first, end = subject
    if end - first > 1 or case.tags[first] not in "tr" or case.passage.words[first] not in _PRONOUNS:
        return subject
    found = _ANTECEDENT.search(case.tags, max(case.start, first - NEAREST), first)
    return found.span("thing") if found else subject
