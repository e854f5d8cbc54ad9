"""Clauses: where in a sentence a verb of speech stands, whose it is, and what it governs.

Indexes count tags of a passage; a span is (first, one past the last).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from seeddoc.quotes.english.grammar import APPOSITION, AUXILIARIES, INSERTION, NAMED, SUBJECT
from seeddoc.quotes.language import Finding
from seeddoc.quotes.passages import QUOTED

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

# So near before a clause stands the cue that governs it.
_NEAREST: Final = 8

# No clause is searched further than so many words.
REACH: Final = 45

_SUBJECT_BEFORE: Final = re.compile(rf"(?P<speaker>[wrt]|{SUBJECT})(?:{INSERTION}|,)?{AUXILIARIES}$")
# Adverbials, participles and conjunctions at the head of a sentence.
_LEADS: Final = r"(?:[asieSDgT][^,]{0,40},|[kcas],?){0,4}"
_FIRST: Final = re.compile(rf"{_LEADS}(?P<speaker>p|{NAMED}{APPOSITION}{{0,6}})")
# Anything may stand between a subject and the comma before its verb.
_DESCRIBED: Final = re.compile(rf"{_LEADS}(?P<speaker>{NAMED},[^|;:FY]{{1,60}}?)(?:,|(?<=Q)){AUXILIARIES}$")
# `Some farmers, she said,` before `called`
_TOLD_ASIDE: Final = re.compile(rf"{_LEADS}(?P<speaker>{NAMED}),p[SP],{AUXILIARIES}$")
# `A note left at the scene` before `read`
_REDUCED: Final = re.compile(
    rf"{_LEADS}(?P<speaker>{NAMED}(?:[veD]|J(?=f)|[SJjMI](?=(?:[zal]|il){{0,3}}y))"
    # Phrases have links of their own: none is taken apart again.
    rf"(?:[zTiaol]|[iT](?>{NAMED})){{0,3}}(?:[fiyT](?>{NAMED}){APPOSITION}{{0,3}}|[cka]{{1,2}}x?[ve])),?{AUXILIARIES}$"
)
# Which state or country follows: `in Oslo, Norway`.
_PLACE: Final = re.compile(r"[iTf]d?N{1,3},$")
# `is also saying`, `was heard saying`
_PROGRESSIVE: Final = re.compile(r"(?:b|(?<=p)')[al]{0,3}[ve]?$")
_AUXILIARIES_BEFORE: Final = re.compile(r"(?:i?d?l|[ahmT]){0,8}$")

# `prompted Verma` before `to say`
# `It is still a risk`
_PREDICATE: Final = re.compile(r"ba?$")
_OBJECT_BEFORE: Final = re.compile(rf"[^|;:,QFY](?P<speaker>o|{NAMED}){INSERTION}?$")


def _forms(*verbs: str) -> frozenset[str]:
    """Return the forms of verbs, each given as its stem and what is put to it; `-` puts nothing."""
    rows = [verb.split() for verb in verbs]
    return frozenset(stem + ending.strip("-") for stem, *endings in rows for ending in endings)


_CAUSES: Final = _forms(
    "allow s ed ing",
    "caus e es ed ing",
    "forc e es ed ing",
    "inspir e es ed ing",
    "le ad ads d ading",
    "prompt s ed ing",
)
# `a film shows Verma` before `calling`
_PERCEIVED: Final = _forms(
    *("show - s ed n ing", "see - s n ing", "saw -", "hear - s d ing", "film - s ed ing", "record - s ed ing"),
    *("captur e es ed ing", "catch - es ing", "caught -", "depict - s ed", "recall - s ed", "remember - s ed"),
)

_VERBS: Final = "SPIJMWvbhme"
_FINITE: Final = re.compile(r"[SPIJMWvbhme]")
_VERB_AFTER: Final = re.compile(r",?[ah]{0,3}[SPIJMWvbhme]")
# `“…,” said Verma, adding`
_INVERTED: Final = re.compile(rf"[QY],?[SPMI](?P<speaker>{NAMED}{APPOSITION}{{0,4}})$")

# From a governing verb to the clause that it governs: `told reporters on Monday that`, `said`.
_OPENING: Final = re.compile(
    r"z?(?:[^|;:,QFYSPJBt]{0,9}?(?=t[pdNnqsw#g])|o|T?[dq]?[aegnN]*[nN](?=t)|T[dq]?[nN]*[nN])?(?:i?l)*(?:t|(?=[pdNnqsw#g]))"
)
# `concluded that`, `concluded last week that`, `fumed to her friend that`
_THAT: Final = re.compile(r"(?:T[dq]?[aegnN]{1,6}(?:,N{1,4},)?)?(?:a|i?[dq#]{0,2}(?:l|(?<=i#))){0,4}+t")
# A verb right after a comma is that of what the comma ends the description of.
_OVER: Final = re.compile(r",a{0,2}[bhm]")
_BREAK: Final = re.compile(r"[,Q][ck]|[;:|]|-.*-$")

# What is between a verb of speech and `what he called` only if another clause is.
_OTHER_CLAUSE: Final = re.compile(r"[rwbhmv]")
# `attacked Verma for` before `saying`
_BLAMED: Final = re.compile(r"[SPBJKjev](?P<speaker>o|N{1,4})i$")
# `quoted a clerk as` before `saying`
_CITED: Final = re.compile(rf"[SPJKv](?P<speaker>o|{NAMED})s$")
_CITING: Final = frozenset(("quoted", "quotes", "quote", "cited", "cites", "cite", "reported", "described"))
# `, a claim that` before `Verma called “…”`
_NAMED_CLAIM: Final = re.compile(r"[,Q]d[aegnN]{0,4}[nU]t$")
_WITH_AS: Final = frozenset(("bill", "bills", "billed", "billing"))
# After `, said` these may be who said it.
_INVERTS: Final = frozenset(("N", "n", "d", "p", "q", "'", ""))
_RESULT: Final = frozenset(("so", "such"))
_SUBORDINATES: Final = "st"
# After these stands an object, no subject.
_OBJECT_AFTER: Final = frozenset("SPBJKGLTfivegy")
_CONTRASTS: Final = frozenset(("while", "whereas", "although", "though"))
_NOBODY: Final = frozenset(("no", "nobody", "none", "neither", "No", "Nobody", "None", "Neither"))
_ARTICLES: Final = frozenset(("a", "an", "the", "A", "An", "The"))
# Of whom somebody asked: `the poll found that two percent say it is “…”`.
_SHARES: Final = frozenset(("percent", "%", "respondents"))
_REFUSALS: Final = frozenset(("refused", "refuses", "declined", "declines", "refusing", "declining"))
_DENIALS: Final = frozenset(("denied", "denies", "deny", "denying"))
# After `a tax called`, `an event billed`.
_NAMED_AS: Final = frozenset(("d", "Q", "s", "sd"))
# After `a plan Verma called`, and what begins such a thing.
_CALLED_SO: Final = frozenset(("", "d", "s", "sd"))
_INDEFINITE: Final = frozenset(("a", "an"))
_THING_AND_NAME: Final = re.compile(r"d[aeg#nU]{0,5}+(?<=[ngU])(?=[Nqd])")
_BEFORE_PARTICIPLE: Final = frozenset(",isyNcbaUnl'oT")
_BEFORE_BASE: Final = frozenset("pnNUmTak,cwq")
# What a comma ends before a verb begins with one of these.
_DESCRIPTIVE: Final = frozenset(",wr")
_BEFORE_LEAD: Final = frozenset("iTfy")
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
        return _participle_subject(case, first, cue)
    to = tags.find("T", first, cue)
    if to >= 0:
        return _caused(case, to) or _clause_subject(case, first)
    if first > start and tags[first - 1] in "ck":
        return _clause_subject(case, first, main=tags[first - 2 : first - 1] == ",")  # `She saw that he left, and said`
    subject = _subject_before(case, cue)
    if subject and tags[cue] == "J":
        subject = _past_thing(case, cue, subject)
    if subject is None and tags[cue] not in "SP" and first > start and tags[first - 1] == ",":
        # `She rose, thanked Verma and left`; not `…, said Verma`
        return _described(tags, start, cue) or _clause_subject(case, first)
    if subject is None and first > start and tags[first - 1] == "," and tags[cue + 1 : cue + 2] not in _INVERTS:
        return _described(tags, start, cue)  # `Verma, who had been ill and away, said in Leeds`
    return subject


def _participle_subject(case: Case, first: int, cue: int) -> tuple[int, int] | None:
    """Return the subject of a cue in -ing, which begins at `first` with its auxiliaries."""
    tags, start = case.tags, case.start
    progressive = _PROGRESSIVE.search(tags, max(start, cue - 8), cue)
    if progressive:
        return _subject_before(case, progressive.start())
    if tags[cue - 1] == "T" and tags[cue - 2] in "ve":
        return _subject_before(case, cue - 2) or _clause_subject(case, cue)  # `Verma has taken to calling`
    own = _blamed(case, cue) or _own_subject(case, first, cue)
    return own or _told_after(case, cue) or _clause_subject(case, cue, main=tags[cue - 1] == ",")


def _caused(case: Case, to: int) -> tuple[int, int] | None:
    """Return who is made to speak: of `which led Verma to say`, `Verma`."""
    if _CAUSES.isdisjoint(case.passage.words[max(case.start, to - REACH) : to]):
        return None
    found = _OBJECT_BEFORE.search(case.tags, max(case.start, to - REACH), to)
    if found is None or case.passage.words[found.start()].lower() not in _CAUSES:
        return None
    return found.span("speaker")


def _subject_before(case: Case, verb: int) -> tuple[int, int] | None:
    tags, start = case.tags, case.start
    found = _SUBJECT_BEFORE.search(tags, max(start, verb - 2 * REACH), verb)
    if found and _PREDICATE.search(tags, max(start, found.start() - 2), found.start()):
        # Not in `It is a risk, since the port called it`.
        found = _SUBJECT_BEFORE.search(tags, found.end("speaker"), verb) or found
    if found is None:
        reduced = _REDUCED.match(tags, start, verb)
        if reduced:
            return reduced.span("speaker")
        return _described(tags, start, verb) if tags[verb - 1] == "Q" else None
    found = _past_object(tags, start, found, verb)
    if found.start() > start and tags[found.start() - 1] in "fiyT" and tags[verb] in FINITE:
        found = _REDUCED.match(tags, start, verb) or found
    later = _past_lead(tags, start, found, verb)
    whole = later is None
    while later is not None:
        found, later = later, _past_lead(tags, start, later, verb)
    first, end = _widened(case, *found.span("speaker"))
    closed = "," in tags[end + 1 : verb] or tags[verb - 1] in QUOTED  # `The memo, titled “Now,” said`
    if whole and tags[end] == "," and not closed and _DESCRIPTIVE.isdisjoint(tags[first:end]):
        return _described(tags, start, verb)
    return None if end - first == 1 and _is_no_subject(case, first) else (first, end)


def _past_thing(case: Case, cue: int, subject: tuple[int, int]) -> tuple[int, int]:
    """Return the subject of a clause that describes a thing: of `a plan Verma called “…”`, `Verma`."""
    if case.tags[cue + 1 : case.at] not in _CALLED_SO or case.passage.words[subject[0]] not in _INDEFINITE:
        return subject
    found = _THING_AND_NAME.match(case.tags, *subject)
    return (found.end(), subject[1]) if found else subject


def _widened(case: Case, first: int, end: int) -> tuple[int, int]:
    """Return a subject with what a participle tells it of: `Unions representing workers`, at the head of a sentence."""
    tags, head = case.tags, first - 2
    if head == case.start and tags[head : head + 2] == "Ng" and case.passage.words[head].endswith("s"):
        return head, end
    return first, end


def _past_object(tags: str, start: int, found: re.Match[str], verb: int) -> re.Match[str]:
    """Return the subject that a conjunction begins after an object: in `to sell the boats and Verma said`, `Verma`."""
    first, end = found.span("speaker")
    if first < start + 2 or not (tags[first - 1] in "vgGL" or tags[first - 2] == "T"):
        return found
    conjunction = tags.find("c", first, end)
    return _SUBJECT_BEFORE.match(tags, conjunction + 1, verb) or found if conjunction > 0 else found


def _past_lead(tags: str, start: int, found: re.Match[str], verb: int) -> re.Match[str] | None:
    """Return the subject behind one that belongs to what leads in, None if it does not."""
    first, end = found.span("speaker")
    before = tags[first - 1] if first > start else ""
    comma = tags.find(",", first, end + 1)
    if comma == end and (before in _BEFORE_LEAD or _ends_place(tags, start, first, end)):
        return _SUBJECT_BEFORE.search(tags, end + 1, verb)  # `At the port, where it rained, Verma said`
    if 0 < comma < end and before and before in _NO_SUBJECT_AFTER:
        return _SUBJECT_BEFORE.match(tags, comma + 1, verb)  # `Praising the award, Norrland’s chief, Ines Pardo, said`
    return None


def _ends_place(tags: str, start: int, first: int, end: int) -> bool:
    """Tell the country of `In Oslo, Norway, where it rained, Verma said`."""
    return tags[end + 1 : end + 2] in ("s", "i") and _PLACE.search(tags, max(start, first - 6), first) is not None


def _is_no_subject(case: Case, index: int) -> bool:
    """Tell a year, the question who it was, and the article of `the charged term`."""
    tag = case.tags[index]
    if tag == "d":
        return case.passage.words[index] in _ARTICLES
    return tag == "#" or (tag == "w" and index == case.start)


def _described(tags: str, start: int, verb: int) -> tuple[int, int] | None:
    """Find the subject at the head of a sentence whose description ends before a verb; not in `He rose, then said`."""
    found = _TOLD_ASIDE.match(tags, start, verb) or _DESCRIBED.match(tags, start, verb)
    return found and found.span("speaker")


def _clause_subject(case: Case, end: int, *, main: bool = False) -> tuple[int, int] | None:
    """Find the subject of the clause before a participle or a second verb: of `she laughed and said`.

    What a comma joins a participle to is the main clause: `she knew that he was late, saying`.
    """
    tags, start = case.tags, case.start
    for verb in range(end - 1, max(start, end - REACH), -1):
        tag = tags[verb]
        if tags[verb - 1] == "T":  # an infinitive has no subject of its own
            subject = _caused(case, verb - 1) if tag not in "dqN" else None
            if subject:
                return subject
        elif (tag in _VERBS and _is_finite(tags, verb)) or tag == "x":  # `didn’t respond but told`
            subject = _subject_before(case, verb)
            if subject is None or _names_a_thing(case, verb, subject, verb + 2) or _is_bracketed(tags, verb, end):
                continue
            if subject[0] == start or _goes_on(tags, start, subject[0], main=main):
                return subject
    subject = first_subject(tags, start, end)
    if subject and main and subject[1] + 1 == end and _VERB_AFTER.match(tags, case.at + 1):
        return subject  # `Verma, calling it “a risk,” left`
    return subject if subject and _FINITE.search(tags, subject[1], end) else None


def _is_finite(tags: str, verb: int) -> bool:
    """Tell a verb that has a subject from `a boat bought by Verma`."""
    if tags[verb] in "ev" and tags[verb + 1] == "y":
        return False
    return tags[verb] != "e" or tags[verb - 1] in "nNpw,aq)"


def _is_bracketed(tags: str, verb: int, end: int) -> bool:
    """Tell whether a bracket that opens before a verb closes after it: `her guns (pun intended) and said`."""
    closing = tags.find(")", verb, end)
    return closing >= 0 and "(" not in tags[verb:closing]


def _own_subject(case: Case, first: int, cue: int) -> tuple[int, int] | None:
    """Return the subject that a participle has of its own: `with the mayor saying`, not `ended the day saying`."""
    before = case.tags[first - 1]
    if before == "o" and first > case.start + 1 and case.passage.words[first - 2].lower() in _PERCEIVED:
        return first - 1, first  # `heard him saying`
    own = _subject_before(case, cue) if before in "Nnp" or case.tags[first - 2 : first] == "fo" else None
    lead = own[0] - 1 if own is not None else -1
    word = case.passage.words[lead].lower() if lead >= case.start else ""
    if word == "with" or (word in _PERCEIVED and case.tags.find(",", cue, case.at - 1) < 0):
        return own
    # Not in `wrote to Verma saying`, but in `films of Verma saying` and `From Verma, writing`.
    told = lead > case.start and case.tags[lead] != "f" and case.tags[lead] in _OBJECT_AFTER
    return None if told or before == "n" else own


def _blamed(case: Case, cue: int) -> tuple[int, int] | None:
    """Return who is blamed for what he said, or cited as saying it: of `Lind attacked Verma for saying`, `Verma`."""
    words = case.passage.words
    if words[cue - 1] == "for":
        found = _BLAMED.search(case.tags, max(case.start, cue - _NEAREST), cue)
    elif words[cue - 1] == "as":
        found = _CITED.search(case.tags, max(case.start, cue - 2 * _NEAREST), cue)
        found = (
            found
            if found and words[found.start()] in _CITING and not case.tags.endswith("U", 0, found.start())
            else None
        )
    else:
        return None
    return found and found.span("speaker")


def _told_after(case: Case, cue: int) -> tuple[int, int] | None:
    """Find the subject of `“…,” said Verma, adding`; but `“…,” said Verma, speaking of boats, “…”` goes on."""
    if case.tags[cue - 1] != "," or (case.before == "," and cue != case.at - 2):
        return None
    found = _INVERTED.search(case.tags, max(case.start, cue - REACH), cue - 1)
    return found and found.span("speaker")


def _opens(tags: str, cue: int, first: int) -> bool:
    """Tell whether a cue governs the clause that begins at an index right after it and what belongs to it."""
    if tags[cue] not in "SPBMI":
        return False
    opening = _OPENING.match(tags, cue + 1, first + 1)
    return opening is not None and opening.end() == first and (tags[cue] in "SPB" or tags[first - 1] == "t")


def _goes_on(tags: str, start: int, first: int, *, main: bool) -> bool:
    """Tell whether a sentence may go on about the subject that begins at an index, which is not its first."""
    at = first - 1
    while at > start and tags[at] == "a":  # `whether further cuts were likely`
        at -= 1
    if main and tags[at - 1 : at + 1] == "sn":
        return False  # `She would not say how large a fine it was, but said`
    before = tags[at]
    if main and before in _SUBORDINATES:
        return at > start and tags[at - 1] == ","  # `…, when he rose, saying`
    if main and any(_opens(tags, cue, first) for cue in range(max(start, first - _NEAREST), first)):
        return False  # `She said he rose, adding`
    return before not in "ifTyr"


def is_cue(tags: str, index: int, start: int) -> bool:
    """Tell whether a cue is one there: neither denied nor passive, and a base form only as a verb."""
    tag = tags[index]
    before = tags[index - 1] if index > start else ""
    if tag in _PARTICIPLES:
        heard = index > start + 1 and before in "ev" and tags[index - 2] in "ab"  # `was heard saying`
        return heard or before in _BEFORE_PARTICIPLE or tags[index + 1 : index + 2] == "t"
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
        return words[cue - 2] in _REFUSALS
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
        if tag in _NEAR and index != end - 1 and not aside and not _THAT.match(tags, index + 1, end):
            continue
        subject = subject_at(case, index)
        if aside and subject and tags[subject[0] - 1 : subject[0]] != ",":
            continue
        if subject and not is_nobody(case, subject) and not (tag == "J" and _names_a_thing(case, index, subject, end)):
            yield Governor(index, subject)


def is_over(case: Case, governor: Governor) -> bool:
    """Tell whether the clause of a cue ends before a quotation: of `Lind, a man she called a friend, was “…”`."""
    first = governor.subject[0]
    if first == case.start or case.tags[first - 1] not in "nN" or case.tags.find(",", case.start, first) < 0:
        return False
    return _OVER.search(case.tags, governor.cue + 1, case.at) is not None


def is_nobody(case: Case, subject: tuple[int, int]) -> bool:
    """Tell `nobody`, `neither side`, `no one`, and the second of `neither Verma nor Lind`."""
    words, first = case.passage.words, subject[0]
    if words[first] in _NOBODY:
        following = case.tags[first + 1 : first + 3]
        return following != "nN" and following[:1] != "#"  # `No wonder Verma said`, `No 10 said`
    return first > case.start and words[first - 1] == "nor"


def _names_a_thing(case: Case, cue: int, subject: tuple[int, int], end: int) -> bool:
    """Tell `the tax called “…”` and `a tax called the “…”` from `the mayor called the “…”`."""
    tags, start = case.tags, subject[0]
    if tags[cue] != "J" or tags[subject[1] - 1] != "n" or case.passage.words[cue] not in NAMERS:
        return False
    before = tags[start - 1] if start > case.start else ""
    if before == "t" and tags[start - 2 : start - 1] in ("n", "N"):
        return False  # `a bill that one clerk called “…”`
    return before not in (*"sr",) if cue == end - 1 else tags[cue + 1 : end] in _NAMED_AS and before in _OBJECT_AFTER


def climb(case: Case, governor: Governor) -> Governor:
    """Return the outermost verb of speech whose clause another one stands in: of `she said he thought`, `said`."""
    top = _told_in_own_words(case, governor)
    if top is None or not _SHARES.isdisjoint(case.passage.words[slice(*governor.subject)]):
        return governor
    if case.tags[governor.cue] == "M" and governor.cue + 1 == case.at:
        return governor  # `Police said the man yelled “…”`
    if top is not governor:
        told = climb(case, top) if case.tags[top.subject[0]] == "p" else top
        return Governor(governor.cue, told.subject)
    if case.tags[governor.subject[0] - 1] in "wrst" and _stands_apart(case, governor.subject[0]):
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
    if case.tags[governor.cue] in _PARTICIPLES and top is not governor:
        return Governor(governor.cue, top.subject)  # `she said he was out, adding: “…”`
    return top


def _brings_about(case: Case, cue: int, start: int) -> bool:
    """Tell `They agreed so often that a clerk called it “…”`: what follows is no content, but a result."""
    if case.tags[start - 1] != "t":
        return False
    words = case.passage.words[cue + 1 : start]
    so = next((number for number, word in enumerate(words) if word in _RESULT), -1)
    return so >= 0 and _FINITE.search(case.tags, cue + 1, cue + 1 + so) is None


def _told_in_own_words(case: Case, governor: Governor) -> Governor | None:
    """Return the verb of speech around `what he called`, whose subject is meant: `Verma praised what he called “…”`.

    It is the cue itself where no such words stand before it, and None where somebody is named: `what one clerk called`.
    """
    first = governor.subject[0]
    if first == case.start or case.passage.words[first - 1] != "what":
        return governor
    if case.tags[first] != "p":
        return None
    around = next(governors(case, first - 1), None)
    if around is None or _OTHER_CLAUSE.search(case.tags, around.cue, first):
        return governor
    return around


def _stands_apart(case: Case, start: int) -> bool:
    """Tell whether the writer puts in a clause: `, whom she called`, `, while he said`, `, a claim that he called`."""
    tags = case.tags
    if start < case.start + 2:
        return False
    if tags[start - 1] == "t":
        return _NAMED_CLAIM.search(tags, max(case.start, start - _NEAREST), start) is not None
    if tags[start - 1] == "s":
        return tags[start - 2] in ",Q" and case.passage.words[start - 1] in _CONTRASTS
    return tags[start - 2] == "," or (tags[start - 2] in "Ti" and tags[start - 3] == ",")


def _is_aside(case: Case, told: Governor, start: int) -> bool:
    """Tell `On Monday, Verma said, the boats` before `are called “…”`."""
    before = told.subject[0] - 1
    return told.cue + 2 == start and before > case.start and case.tags[before] == "," == case.tags[told.cue + 1]


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
