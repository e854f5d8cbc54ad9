"""Subjects: whose a verb of speech is, in its sentence.

A case and the index of a cue go in, the span of its subject comes out: the phrase before the verb; of a second verb
that of its clause; of a participle whoever it tells of. Indexes count tags of a passage; a span is (first, one past
the last).

It knows nothing of what a cue governs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from seeddoc.quotes.english.grammar import APPOSITION, AUXILIARIES, INSERTION, NAMED, SUBJECT
from seeddoc.quotes.english.people import word_set
from seeddoc.quotes.passages import QUOTED

if TYPE_CHECKING:
    from seeddoc.quotes.passages import Case

# The finite cues, and those in -ing.
FINITE: Final = "SPBJKIMWH"
PARTICIPLES: Final = "GLE"
# So near before a clause stands the cue that governs it.
NEAREST: Final = 8
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
    rf"{_LEADS}(?P<speaker>{NAMED}(?:[veDg]|J(?=f)|[SJj](?=id?[aegnNU]{{1,4}}+(?!c)|i[l#])|[SJjMI](?=(?:[zal]|il){{0,3}}y|l))"
    # Phrases have links of their own: none is taken apart again.
    rf"(?:[zTiaol]|[iT](?>{NAMED})){{0,3}}"
    rf"(?:[fiyT](?>{NAMED}){APPOSITION}{{0,3}}|[cka]{{1,2}}x?[ve]|il)|(?<=[eSJjM])l)"
    rf"(?:,c[aeSJvjD]{{1,2}}[^|;:,QFYbhm]{{0,12}})?,?{AUXILIARIES}$"  # `, and obtained by the Courier,`
)
# Which state or country follows: `in Oslo, Norway`.
_PLACE: Final = re.compile(r"[iTf]d?N{1,3},$")
# `is also saying`, `was heard saying`
_PROGRESSIVE: Final = re.compile(r"(?:b|(?<=p)')[al]{0,3}[ve]?$")
# `was quoted as` before `saying`
_QUOTED_AS: Final = re.compile(r"b[al]{0,2}[SDJje]s$")
_AUXILIARIES_BEFORE: Final = re.compile(r"(?:i?d?l|[ahmT]){0,8}$")
# Where it was said, between a subject and its verb: `in a letter to voters`, `on Fox News`.
_OCCASION: Final = re.compile(
    r"a?(?P<where>i)(?P<occasion>[dq]?[aegnNU'#]{0,5}+(?<=[nU])|N{1,3})(?:[iTf]d?[aegnNU'#]{0,5}+(?<=[nNU]))?(?:i?d?l){0,3}$"
)
_OCCASIONS: Final = frozenset(("in", "on", "at", "during", "via"))
_SITES: Final = frozenset(("on", "via"))
# `prompted Verma` before `to say`
# `It is still a risk`
_PREDICATE: Final = re.compile(r"ba?$")
_OBJECT_BEFORE: Final = re.compile(rf"[evgnSPJKMI](?P<speaker>o|{NAMED}){INSERTION}?$")
# `a survey by` before the name of whose it is
_MADE_BY: Final = re.compile(r"d[aegnN#]{0,5}[nU]y$")


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
_SHOWING: Final = frozenset(("saying", "declaring", "proclaiming"))
# What shows words: `a sign saying “…”`, not `a man saying “…”`.
_SIGNS: Final = word_set(
    "badge badges banner banners billboard billboards button buttons cap caps flag flags hat hats hoodie leaflet"
    " leaflets note notes placard placards plaque poster posters resolution shirt shirts sign signs sticker stickers"
    " T-shirt T-shirts t-shirt t-shirts tattoo"
)
_VERBS: Final = "SPIJMWvbhme"
VERB: Final = re.compile(r"[SPIJMWvbhme]")
# The main verb behind a quotation: `Verma, calling it “a risk,” has left`
_VERB_AFTER: Final = re.compile(r",?[ah]{0,3}[SPIJMWvbhme]")
# `“…,” said Verma, adding`
_INVERTED: Final = re.compile(rf"[QY],?[SPMI](?P<speaker>{NAMED}{APPOSITION}{{0,4}})$")
# From a governing verb to the clause that it governs: `told reporters on Monday that`, `said`.
OPENING: Final = re.compile(
    r"z?(?:[^|;:,QFYSPJBt]{0,9}?(?=t[pdNnqsw#g])|o|T?[dq]?[aegnN]*[nN](?=t)|T[dq]?[nN]*[nN])?(?:i?l)*(?:t|(?=[pdNnqsw#g]))"
)
# `attacked Verma for` before `saying`
_BLAMED: Final = re.compile(r"[SPBJKjev](?P<speaker>o|N{1,4})i$")
# `quoted a clerk as` before `saying`
_CITED: Final = re.compile(rf"[SPJKv](?P<speaker>o|{NAMED})s$")
_CITING: Final = frozenset(("quoted", "quotes", "quote", "cited", "cites", "cite", "reported", "described"))
# After `, said` these may be who said it.
_INVERTS: Final = frozenset(("N", "n", "d", "p", "q", "'", ""))
_SUBORDINATES: Final = "st"
# After these stands an object, no subject.
_OBJECT_AFTER: Final = frozenset("SPBJKGLTfivegy")
_NOBODY: Final = frozenset(("no", "nobody", "none", "neither", "No", "Nobody", "None", "Neither"))
_ARTICLES: Final = frozenset(("a", "an", "the", "A", "An", "The"))
# After `a tax called`, `an event billed`.
_NAMED_AS: Final = frozenset(("d", "Q", "s", "sd"))
# After `a plan Verma called`, and what begins such a thing.
_CALLED_SO: Final = frozenset(("", "d", "s", "sd", "Ts", "Tsd"))
_INDEFINITE: Final = frozenset(("a", "an"))
# After these a name goes on: `a former Norrland pilot`.
_STANDING: Final = frozenset(("former", "current", "senior", "top", "prominent", "fellow", "longtime", "retired"))
_THING_AND_NAME: Final = re.compile(r"d[aeg#nU]{0,5}+(?<=[ngU])(?=[Nqd])")
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


def first_subject(tags: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the first phrase of a sentence, after conjunctions or an adverbial with its comma."""
    found = _FIRST.match(tags, start, end)
    return found and found.span("speaker")


def subject_at(case: Case, cue: int) -> tuple[int, int] | None:
    """Return the subject of a cue in the sentence of a case."""
    tags, start = case.tags, case.start
    verb = _AUXILIARIES_BEFORE.search(tags, max(start, cue - 8), cue)
    first = verb.start() if verb else cue
    if tags[cue] in PARTICIPLES:
        return _participle_subject(case, first, cue)
    return _occasion(case, first) or _finite_subject(case, first, cue)


def _finite_subject(case: Case, first: int, cue: int) -> tuple[int, int] | None:
    """Return the subject of a finite cue, which begins at `first` with its auxiliaries."""
    tags, start = case.tags, case.start
    to = tags.find("T", first, cue)
    if to >= 0:
        return _caused(case, to) or _clause_subject(case, first)
    if first > start and (tags[first - 1] in "ck" or case.passage.words[first] == "having"):
        # `She saw that he left, and said`, `She left, having said`
        own = _clause_subject(case, first, main="," in tags[max(start, first - 2) : first])
        if own or tags[first - 1] in "ck":
            return own
    subject = _subject_before(case, cue)
    if subject and tags[cue] in "JP":
        subject = _past_thing(case, cue, subject)
    if subject is None and tags[cue] not in "SP" and first > start and tags[first - 1] == ",":
        # `She rose, thanked Verma and left`; not `…, said Verma`
        return _described(tags, start, cue) or _clause_subject(case, first)
    if subject is None and first > start and tags[first - 1] == "," and tags[cue + 1 : cue + 2] not in _INVERTS:
        return _described(tags, start, cue)  # `Verma, who had been ill and away, said in Leeds`
    return subject


def _occasion(case: Case, end: int) -> tuple[int, int] | None:
    """Return the subject before where it was said: of `Verma in a letter called`, `She left and in an email said`."""
    tags, start, words = case.tags, case.start, case.passage.words
    found = _OCCASION.search(tags, max(start, end - 14), end)
    if found is None or found.start() == start or words[found.start("where")] not in _OCCASIONS:
        return None
    before = tags[found.start() - 1]
    inside = before in "hm"  # `Verma has on several occasions called`
    head = tags[found.end("occasion") - 1]
    if not (inside or head == "U" or (head == "N" and words[found.start("where")] in _SITES)):
        return None
    if before in "ck":
        return _clause_subject(case, found.start(), main="," in tags[max(start, found.start() - 2) : found.start()])
    return _subject_before(case, found.start()) if inside or before in "nNpl)," else None


def _participle_subject(case: Case, first: int, cue: int) -> tuple[int, int] | None:
    """Return the subject of a cue in -ing, which begins at `first` with its auxiliaries."""
    tags, start = case.tags, case.start
    near = max(start, cue - NEAREST)
    progressive = _PROGRESSIVE.search(tags, near, cue) or _QUOTED_AS.search(tags, near, cue)
    if progressive:
        return _subject_before(case, progressive.start())
    if tags[cue - 1] == "T" and tags[cue - 2] in "ve":
        return _subject_before(case, cue - 2) or _clause_subject(case, cue)  # `Verma has taken to calling`
    own = _blamed(case, cue) or _own_subject(case, first, cue)
    main = tags[cue - 1] == "," and tags[cue] != "E"  # `spoke where a crowd had gathered, chanting`
    return own or _told_after(case, cue) or _clause_subject(case, cue, main=main)


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
    made = _MADE_BY.search(tags, max(start, found.start() - 8), found.start())
    if made and tags[made.start() - 1 : made.start()] not in ("f", "i", "T", "y"):
        return made.start(), found.end("speaker")
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
    tags, words = case.tags, case.passage.words
    if tags[cue + 1 : case.at] not in _CALLED_SO:
        return subject
    for inner in range(cue - 1, subject[0], -1):
        if tags[inner] in "trw" and tags[inner - 1] in "nNUc":
            found = _SUBJECT_BEFORE.match(tags, inner + 1, cue)  # `a state that one textbook called “…”`
            return found.span("speaker") if found else subject
    if tags.startswith("nq", subject[0]):
        return subject[0] + 1, subject[1]  # `in conditions one nurse described as “…”`
    if words[subject[0]] not in _INDEFINITE:
        return subject
    found = _THING_AND_NAME.match(tags, *subject)
    if found:
        return (found.end(), subject[1]) if words[found.end() - 1] not in _STANDING else subject
    last = subject[1] - 1
    # `a plan critics called “…”`
    return (last, last + 1) if tags.endswith("nn", subject[0], last + 1) and words[last].endswith("s") else subject


def _widened(case: Case, first: int, end: int) -> tuple[int, int]:
    """Return a subject with `whose`, or with what a participle tells it of: `Unions representing workers`."""
    tags, head = case.tags, first - 2
    if first > case.start and case.passage.words[first - 1] == "whose":
        return first - 1, end
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
    if before == "l" and tags[first - 2] == "d":
        before = tags[first - 3]  # `At the last convention, Verma said`
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
            if subject is None or names_a_thing(case, verb, subject, verb + 2) or _is_bracketed(tags, verb, end):
                continue
            if not _is_another(tags, verb, subject, end, main=main) and _continues(
                tags, start, verb, subject, end, main=main
            ):
                return subject
    subject = first_subject(tags, start, end)
    if subject and main and subject[1] + 1 == end and _VERB_AFTER.match(tags, case.at + 1):
        return subject  # `Verma, calling it “a risk,” left`
    return subject if subject and VERB.search(tags, subject[1], end) else None


def _is_another(tags: str, verb: int, subject: tuple[int, int], end: int, *, main: bool) -> bool:
    """Tell a subject that a sentence surely does not go on about."""
    first = subject[0]
    before = tags[first - 1] if first else "|"
    if tags[verb] in "ev" and before == "v" and tags[first] in "dq#":
        return True  # `took a view in a letter made public, calling`
    if main and subject[1] - first == 1 and tags[first] in "tr" and before in "nU":
        return True  # `He vetoed a bill that had passed, saying`
    return tags[first] == "w" and tags[end - 1] == "k"  # `He praised those who left but said`


def _continues(tags: str, start: int, verb: int, subject: tuple[int, int], end: int, *, main: bool) -> bool:
    """Tell whether a sentence goes on about the subject of a verb."""
    first = subject[0]
    told = main or tags[end - 2] in QUOTED  # `said it was “…” and called it “…”`
    if told and any(_opens(tags, cue, first) for cue in range(max(start, first - NEAREST), first)):
        return False  # `She said he rose, adding`
    if first == start or _goes_on(tags, start, first, main=main):
        return True
    # `a deal, which Verma had read and called`
    return tags[first - 1] == "r" and "," not in tags[verb:end] and tags[end - 1] == "c"


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
    if case.tags[first - 2 : first] == ",q":
        return first - 1, first  # `They gathered, some chanting`
    own = _subject_before(case, cue) if before in "Nnp" or case.tags[first - 2 : first] == "fo" else None
    if case.passage.words[cue] in _SHOWING and case.passage.words[first - 1] in _SIGNS:
        return own
    lead = own[0] - 1 if own is not None else -1
    word = case.passage.words[lead].lower() if lead >= case.start else ""
    if word == "with" or (word in _PERCEIVED and case.tags.find(",", cue, case.at - 1) < 0):
        return own
    # Not in `wrote to Verma saying`, but in `films of Verma saying` and `From Verma, writing`.
    told = lead > case.start and case.tags[lead] != "f" and case.tags[lead] in _OBJECT_AFTER
    return None if told or before == "n" else own


def _blamed(case: Case, cue: int) -> tuple[int, int] | None:
    """Return who is blamed for what he said, or cited as saying it: of `Lind attacked Verma for saying`, `Verma`."""
    words, found = case.passage.words, None
    if words[cue - 1] == "for":
        found = _BLAMED.search(case.tags, max(case.start, cue - NEAREST), cue)
    elif words[cue - 1] == "as":
        cited = _CITED.search(case.tags, max(case.start, cue - 2 * NEAREST), cue)
        told = cited is not None and words[cited.start()] in _CITING
        found = cited if cited and told and not case.tags.endswith("U", 0, cited.start()) else None
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
    opening = OPENING.match(tags, cue + 1, first + 1)
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
    return before not in "ifTyr"


def is_nobody(case: Case, subject: tuple[int, int]) -> bool:
    """Tell `nobody`, `neither side`, `no one`, and the second of `neither Verma nor Lind`."""
    words, first = case.passage.words, subject[0]
    if words[first] in _NOBODY:
        following = case.tags[first + 1 : first + 3]
        return following != "nN" and following[:1] != "#"  # `No wonder Verma said`, `No 10 said`
    return first > case.start and words[first - 1] == "nor"


def names_a_thing(case: Case, cue: int, subject: tuple[int, int], end: int) -> bool:
    """Tell `the tax called “…”` and `a tax called the “…”` from `the mayor called the “…”`."""
    tags, start = case.tags, subject[0]
    if tags[cue] != "J" or tags[subject[1] - 1] != "n" or case.passage.words[cue] not in NAMERS:
        return False
    before = tags[start - 1] if start > case.start else ""
    if before == "n" or (before == "t" and tags[start - 2 : start - 1] in ("n", "N")):
        return False  # `a step the mayor called “…”`, `a bill that one clerk called “…”`
    return before not in (*"sr",) if cue == end - 1 else tags[cue + 1 : end] in _NAMED_AS and before in _OBJECT_AFTER
