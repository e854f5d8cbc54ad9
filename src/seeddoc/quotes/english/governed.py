"""Quotations inside a sentence that tells who speaks: `X said the plan was “…”`.

Each function is a rule: a `Case` in, what it finds out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from seeddoc.quotes.english.beside import ACCORDING_AFTER, INVERTED, awaits_verb, is_called, tells_another
from seeddoc.quotes.english.clauses import climb, governed, governors, is_over, is_refused
from seeddoc.quotes.english.grammar import DESCRIBED, GAP, INSERTION, NAMED, OWNER, PHRASE, SPEAKER
from seeddoc.quotes.english.nouns import ASIDE, owned
from seeddoc.quotes.english.subjects import first_subject, is_nobody
from seeddoc.quotes.english.titles import is_title
from seeddoc.quotes.language import Finding
from seeddoc.quotes.passages import QUOTED, Case

if TYPE_CHECKING:
    from seeddoc.quotes.passages import Passage

# Of somebody unnamed, with what describes him up to a comma: `a person familiar with the call`.
_ACCORDING_BEFORE: Final = re.compile(
    rf"(?P<cue>CT)(?P<speaker>{PHRASE}(?:(?<=[nq])(?:[gejDS][^|;:QFY,wr]{{1,12}}|i(?:d?U|q))(?=,))?+)"
)
# `According to the memo, it was late, with one clerk calling it “…”`
_WITH_SPEAKER: Final = re.compile(rf",i{NAMED}[GL]|[,nN],?[q#]f[rw]")
# `Verma called the bill “a joke,” Lind “a crime”`: what is judged has no name, or Lind might be it; nor is there an
# `and`, since Verma may call the bill one thing and Lind another.
_GAPPED: Final = re.compile(
    r"(?P<cue>J)[^N|;:QFY,spw]{0,3}(?:p|[^N|;:QFY,spw])Q(?:[,;]?N{1,5},?Q){0,9}+[,;]?(?P<speaker>N{1,5}),?$"
)
# `Verma described it as “a joke” and Lind as “a crime”`
_GAPPED_AS: Final = re.compile(
    r"(?P<cue>J)[^N|;:QFY,spw]{0,4}(?:[Np]{1,4}|[^N|;:QFY,spw])?sd?Q,?[ck](?P<speaker>d?[nN]{1,4})sd?$"
)
_AND_ANOTHER: Final = re.compile(r"QN{0,5},?c")
# `Per Verma, it was “…”`
_PER_FIRST: Final = re.compile(rf"(?P<cue>i)(?P<speaker>{PHRASE}),")
_CLAUSE_AFTER: Final = re.compile(
    rf"a?(?:(?![gGLE]){SPEAKER}{GAP}(?:(?P<cue>[SP])(?:(?![pdNnqtoUc#'QFY]|a[b'mh])|(?=[oN]?[nN]?\||[q#]l))|(?P<other>[SPBvWH])(?=[^|QFYtTx]{{0,8}}\|))"
    rf"|(?P<inverted>[SP])(?!p[ahm]*[bhmveSPIJMW])(?P<after>{DESCRIBED}))"
)
# At the end of a sentence these tell what it says: `two officials told the Courier`, `auditors found`.
_TELLING: Final = frozenset(("told", "tell", "tells", "found", "find", "finds", "show", "shows", "showed"))
# After these stands who is told.
_WITH_OBJECT: Final = frozenset(
    ("told", "tells", "urged", "urges", "reminded", "assured", "informed", "advised", "begged", "ordered", "invited")
)
# `“A farce” is what Verma called it`
_HOW: Final = re.compile(rf"bs{SPEAKER}{GAP}(?P<cue>[SPJ])")
# `X called it “a joke,” a barb that`
_COMMENT: Final = re.compile(r",?d[aegn]{0,3}[nU][trw]")
_PAUSE: Final = re.compile(r"[,Q]")
# Of another verb only with `as`: `seen by many as`, not `signed by Verma`.
_PASSIVE: Final = re.compile(
    rf"(?P<cue>[SJjD]|e(?=[^|;:,QFY]{{1,20}}s[da]?$))[al]{{0,3}}y(?P<speaker>{PHRASE})(?:[^|;:,QFYSPJBG]{{0,4}}|,)$"
)
# `was told by Verma that it was “…”`
_TOLD_THAT: Final = re.compile(
    rf"b[ahl]{{0,3}}(?P<cue>[SD])y(?P<speaker>{PHRASE})[^|;:,QFYSPJBGt]{{0,6}}t[^|;:,QFYSPJBG]{{0,9}}$"
)
# `a step described in a note as “…”`
_DESCRIBED_IN: Final = re.compile(r"[nN](?P<cue>[JjD])i(?P<speaker>d?[aegnN]{0,5}[nU])sd?$")
_BY: Final = re.compile(rf"y(?P<speaker>{PHRASE})")
# `said by phone that`
_MEANS: Final = frozenset(
    ("phone", "telephone", "email", "e-mail", "mail", "letter", "text", "fax", "radio", "satellite", "video", "way")
)
_PASSIVE_VERB: Final = re.compile(r"(?:b[ahlx]{0,3}|,a?)(?P<cue>[SJjD]|e(?=sd?$))[^|;:,QFYSPJBG]{0,4}$")
# `Called “a farce” by Verma, Lind left`
_FRONTED: Final = re.compile(r"a?(?P<cue>[SJjDe])[^|;:,QFYSPJBG]{0,4}$")
# What is rejected or mocked: `Verma’s claim that`
_CLAIM: Final = re.compile(rf"{OWNER}'[aegnN]{{0,5}}+Ut")
# `took issue with Verma’s description of it as`
_ISSUE: Final = re.compile(rf"[nUz]i{OWNER}'[aegnN]{{0,5}}+U[^|;:,QFY]{{0,10}}$")
_ANY_CLAIM: Final = re.compile(rf"(?:{OWNER}'|d?)[aegnN]{{0,5}}[Un]{ASIDE}t")
# `agreed with Verma’s claim that`
_AGREED: Final = re.compile(rf"[SPBIe]i{OWNER}'[aegnN]{{0,5}}+U{ASIDE}t")
_SHARING: Final = frozenset(("agreed", "agree", "agrees", "disagreed", "disagree", "disagrees"))
_RECEIVING: Final = frozenset(("accepted", "questioned", "denied", "challenged", "rejected", "rebuffed", "disputed"))
_DESCRIBED_BY: Final = re.compile(rf"s(?P<cue>[SJjD])y(?P<speaker>{PHRASE})")
# `“…,” Lind was told by Verma`
_TOLD_BY: Final = re.compile(rf",?(?:p|{PHRASE})ba?(?P<cue>[SJjD])y(?P<speaker>{PHRASE})")
# `Calling it “…”, Verma left`
_PARTICIPLE_FIRST: Final = re.compile(r"(?:[iysk]|id[aegn]{0,2}[nU],?)?h?(?P<cue>[GL]|(?<=h)[SJ])[^|;:,QFY]{0,12}$")
_MAIN_CLAUSE: Final = re.compile(rf",?{SPEAKER}{GAP}[SPJMIWKvbhme]")
# Between a subject and what is told of it stands neither a denial nor a pause.
_NOT_TOLD: Final = frozenset("x,;:")
_NOT_BEFORE_WHOLE: Final = frozenset("x;:")
_TOLD_WORDS: Final = 3
_REACH: Final = 30
_ANY_VERB: Final = re.compile(r"[SPBGJKLIMWHve]")
# `Verma was asked whether it was “…”`
_SUFFERED: Final = re.compile(r"b[alhx]{0,3}[SJDj]$")
# A sentence that is nothing but what somebody did: `She frowned.`, `She closes the book.`
_BEAT: Final = re.compile(r"pa?[SPMWEve][az]{0,2}(?:[iT]?d[aegnN]{0,2}[nN]){0,2}a?")
# Right after whom a sentence is about.
_TOLD_OF: Final = re.compile(rf"{INSERTION}?[alhm]{{0,3}}(?:[SPJIMWveb]|(?<=h)[dqn])")
# `The mayor shrugged.`
_GESTURE: Final = re.compile(r"(?<=n)[ah]{0,2}M")
# `Verma, told of this, grinned`, `Verma is less sure`
_TURNS: Final = re.compile(rf"{INSERTION}[alh]{{0,3}}M|{INSERTION}?[alh]{{0,3}}bx?(?P<than>[an])[axn]{{0,2}}n$")
_COMPARING: Final = frozenset(("less", "more"))
_PERSONS: Final = frozenset(("he", "she", "they"))
_NO_FALLBACK: Final = frozenset(("it", "i", "you", "we"))


def _before(case: Case, pattern: re.Pattern[str], reach: int) -> Finding | None:
    """Find the first match that reaches up to the quotation."""
    found = pattern.search(case.tags, max(case.start, case.at - reach), case.at)
    return found and Finding(found.span("speaker"), found.span("cue"), "mixed")


def find_according_before(case: Case) -> Finding | None:
    """Find `According to X, “…”`, with or without words between."""
    if case.tags[case.start] == "i" and case.passage.words[case.start] == "Per":
        per = _PER_FIRST.match(case.tags, case.start, case.at)
        return per and Finding(per.span("speaker"), per.span("cue"), "mixed")
    index = case.tags.rfind("CT", case.start, case.at)
    found = _ACCORDING_BEFORE.match(case.tags, index, case.at) if index >= 0 else None
    if found is None or case.tags.startswith(",w", found.end(), case.at):  # `according to Verma, who called it “…”`
        return None
    if _WITH_SPEAKER.search(case.tags, found.end(), case.at):
        return None  # `According to the memo, it was late, with one clerk calling it “…”`
    if case.tags.startswith("r", found.end(), case.at) and "," not in case.tags[found.end() : case.at]:
        return None  # `according to a study whose author called it “…”`
    near = found.end() + 1 == case.at and case.before == ","
    return Finding(found.span("speaker"), found.span("cue"), "direct" if near else "mixed")


def find_passive(case: Case) -> Finding | None:
    """Find `described by X as “…”`, `was called “…” by X` and `“…,” Y was told by X`."""
    return _passive_before(case) or _passive_after(case)


def _passive_before(case: Case) -> Finding | None:
    """Find `described by X as “…”`, `described in a note as “…”` and `was told by X that it was “…”`."""
    if case.before in ("s", "d"):
        noted = _before(case, _DESCRIBED_IN, 12)
        if noted:
            return noted
    if case.tags.find("y", max(case.start, case.at - 30), case.at) < 0:
        return None
    found = _before(case, _PASSIVE, 20)
    if found and case.passage.words[found.speaker[0]] not in _MEANS and case.tags[found.speaker[0]] not in "gGLE":
        return found._replace(kind="direct") if case.before == "," else found
    return _before(case, _TOLD_THAT, 30)


def _passive_after(case: Case) -> Finding | None:
    """Find `was called “…” by X`, `“…” as described by X` and `“…,” Y was told by X`."""
    told = _TOLD_BY.match(case.tags, case.at + 1, case.end) if case.invites else None
    if told:
        return Finding(told.span("speaker"), told.span("cue"), "direct" if case.begins else "mixed")
    described = _DESCRIBED_BY.search(case.tags, case.at + 1, min(case.end, case.at + 20))
    if described:
        return Finding(described.span("speaker"), described.span("cue"), "mixed")
    if case.tags[case.at + 1 : case.at + 2] != "y":
        return None
    by = _BY.match(case.tags, case.at + 1, case.end)
    verb = _PASSIVE_VERB.search(case.tags, max(case.start, case.at - 10), case.at)
    verb = verb or _FRONTED.match(case.tags, case.start, case.at)
    return Finding(by.span("speaker"), verb.span("cue"), "mixed") if by and verb else None


def find_clause_after(case: Case) -> Finding | None:
    """Find `The “…” was over, X said` and `…, said X`; the comma may be that of a later quotation."""
    if is_called(case) or (_COMMENT.match(case.tags, case.at + 1) and find_clause_before(case)):
        return None
    how = _HOW.match(case.tags, case.at + 1, case.end)
    if how:
        return Finding(how.span("speaker"), how.span("cue"), "mixed")
    for pause in _PAUSE.finditer(case.tags, case.at + 1, case.end):
        if pause[0] != "," and not case.passage.quotations[bisect_left(case.passage.at, pause.start())].endswith(","):
            continue
        if pause.start() == case.at + 1 and awaits_verb(case):
            continue
        if case.tags[pause.start() - 1] == "s":
            continue  # `when, he said, the boats were late` is about something else
        found = _CLAUSE_AFTER.match(case.tags, pause.end(), case.end)
        finding = _told_after(case, found) if found else None
        if finding and not is_nobody(case, finding.speaker):  # nor in `Verma said no`
            return finding
    return None


def _told_after(case: Case, found: re.Match[str]) -> Finding | None:
    """Return what is told in a clause after a quotation, but not what that clause goes on to tell."""
    tags = case.tags
    if found["inverted"]:
        words = case.passage.words
        # `, urged supporters to call`, `, posted it again`
        told = words[found.start("inverted")] in _WITH_OBJECT or words[found.start("after")] == "it"
        if told or tags[found.end() : found.end() + 1] in (*QUOTED, "b", "h", "m"):
            return None  # `“a,” and her aide, Lind, said the claims “b”`
        return Finding(found.span("after"), found.span("inverted"), "mixed")
    cue = "cue" if found["cue"] else "other"
    if cue == "other" and case.passage.words[found.start("other")] not in _TELLING:
        return None
    if tells_another(case, found.end(cue)):
        return None
    return Finding(found.span("speaker"), found.span(cue), "mixed")


def find_clause_before(case: Case) -> Finding | None:
    """Find `X said that the plan was “…”`, `X called it “…”` and what goes on with `Y “…”`."""
    gapped = _gapped(case) if case.number and case.before in ("N", ",", "s", "d") else None
    if gapped:
        return gapped
    nearest = next((found for found in governors(case, case.at) if not is_over(case, found)), None)
    if nearest is None or _receives(case, nearest.cue):
        return None
    whole = nearest.cue == case.at - 1 and case.quoted[:1].isupper() and case.quoted[-1:] in ".?!"
    return governed(case, climb(case, nearest), "direct" if whole else "mixed")


def _gapped(case: Case) -> Finding | None:
    """Find `X called it “…,” Y “…”`, where nothing but a name stands between the two."""
    at = case.tags.rfind("J", max(case.start, case.at - _REACH), case.at)
    if at < 0 or _AND_ANOTHER.match(case.tags, case.at, case.end):
        return None
    found = _GAPPED.match(case.tags, at, case.at) or _GAPPED_AS.match(case.tags, at, case.at)
    return found and Finding(found.span("speaker"), found.span("cue"), "mixed")


def _receives(case: Case, cue: int) -> bool:
    """Tell `The court rejected Verma’s claim that it was “…”`, where the words are those of the claim."""
    if case.passage.words[cue] in _RECEIVING:
        return _ANY_CLAIM.match(case.tags, cue + 1, case.at) is not None
    if case.tags[cue] in "JKL":
        claim = _ISSUE if case.passage.words[cue + 1] == "issue" else _CLAIM
        return claim.match(case.tags, cue + 1, case.at) is not None
    shared = _AGREED.search(case.tags, cue, case.at)
    return shared is not None and case.passage.words[shared.start()] in _SHARING


def find_participle_first(case: Case) -> Finding | None:
    """Find `Calling it “…”, X left`."""
    found = _PARTICIPLE_FIRST.match(case.tags, case.start, case.at)
    main = _MAIN_CLAUSE.match(case.tags, case.at + 1, case.end) if found else None
    return Finding(main.span("speaker"), found.span("cue"), "mixed") if found and main else None


def find_subject(case: Case) -> Finding | None:
    """Find `X is worried about “… …”` and `X was shaken, “We go.”`: whoever the sentence is about.

    No cue is known there, so a word or two set off like that are a scare quote.
    """
    whole = case.before in (",", "-") and _is_whole(case.quoted)
    if case.begins or case.quoted.count(" ") < _TOLD_WORDS - 1 or (case.quoted[0].isupper() and not whole):
        return None
    subject = first_subject(case.tags, case.start, case.at)
    if subject is None:
        return None
    tags = case.tags[subject[0] : subject[1]]
    verb = _ANY_VERB.search(case.tags, subject[1], case.at)
    if (
        verb is None
        or not (_NOT_BEFORE_WHOLE if whole else _NOT_TOLD).isdisjoint(case.tags[subject[1] : case.at])
        or not ("N" in tags or tags == "p")
        or case.passage.words[subject[0]].lower() in _NO_FALLBACK
        or is_nobody(case, subject)
        or is_refused(case, verb.start())
        or case.passage.words[verb.start()] in _RECEIVING
        or _SUFFERED.search(case.tags, subject[1], verb.end())
    ):
        return None
    return Finding(subject, verb.span(), "direct" if whole else "mixed")


def _is_whole(quoted: str) -> bool:
    """Tell whether what is quoted is a sentence of its own: `[We] go.`, no title (`Rain at Noon.`)."""
    return quoted[-1:] in ".?!…" and quoted.lstrip("[(")[:1].isupper() and not is_title(quoted)


def find_narrated(passage: Passage, start: int, end: int) -> Finding | None:
    """Find whom a sentence without a word of speaking is about: a name (`Verma looked up`), or in a beat a pronoun."""
    if _BEAT.fullmatch(passage.tags, start, end) and passage.words[start].lower() in _PERSONS:
        return Finding((start, start + 1), None, "direct")
    tags = passage.tags
    subject = first_subject(tags, start, end)
    if subject is None:
        return None
    told = (_TOLD_OF if "N" in tags[slice(*subject)] else _GESTURE).match(tags, subject[1], end)
    if told is None:
        return None
    if is_nobody(Case.within(passage, start, end), subject):
        return None
    return Finding(subject, None, "direct")


def find_turned(passage: Passage, start: int, end: int) -> Finding | None:
    """Find whom a sentence turns to between two quotations: `Verma, told of this, grinned`, `Verma is less sure`."""
    subject = first_subject(passage.tags, start, end)
    if subject is None or "N" not in passage.tags[slice(*subject)]:
        return None
    told = _TURNS.match(passage.tags, subject[1], end)
    if told is None or (told["than"] and passage.words[told.start("than")] not in _COMPARING):
        return None  # `Paris was empty.`
    return Finding(subject, None, "direct")


def find_speech(passage: Passage, start: int, end: int) -> Finding | None:
    """Find who speaks in a sentence without quotation: `Verma said it was late`, `…, said Verma`."""
    tags = passage.tags
    case = Case.within(passage, start, end)
    for governor in governors(case, end, 60):
        # `had this to say`, not `began to speak of boats`
        told = tags[governor.cue - 1] != "T" or tags[governor.cue - 2] == "d"
        if told and tags[governor.cue] in "SPIJ":
            return governed(case, climb(case, governor), "direct")
    for index in range(end - 1, start - 1, -1):
        if tags[index] in "SP":
            found = INVERTED.match(tags, index, end)
            if found:
                return Finding(found.span("speaker"), found.span("cue"), "direct")
    found = ACCORDING_AFTER.search(tags, start, end)
    return Finding(found.span("speaker"), found.span("cue"), "direct") if found else owned(case, end + 1)
