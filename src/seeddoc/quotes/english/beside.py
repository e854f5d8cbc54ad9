"""Attributions right beside a quotation: `“…,” said X`, `X said: “…”`.

Each function is a rule: a `Case` in, what it finds out. Most are one regular expression over tags.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from seeddoc.quotes.english.clauses import Governor, climb, governed, is_cue
from seeddoc.quotes.english.grammar import (
    APPOSITION,
    AUXILIARIES,
    DESCRIBED,
    GAP,
    INSERTION,
    NAMED,
    OWNER,
    PHRASE,
    SPEAKER,
)
from seeddoc.quotes.english.naming import is_somebody
from seeddoc.quotes.english.subjects import is_nobody, subject_at
from seeddoc.quotes.english.titles import is_title
from seeddoc.quotes.language import Finding
from seeddoc.quotes.passages import ASKED, QUOTED

if TYPE_CHECKING:
    from seeddoc.quotes.models import Kind
    from seeddoc.quotes.passages import Case, Passage

_LEAD_INVERTED: Final = re.compile(
    rf"(?:[kas],?|l{{1,3}},?|i[adenNU]{{1,6}},)?(?P<cue>[SPW])(?P<speaker>{DESCRIBED})[,:]$"
)
# `“I did not,” called back Rosa Verma.`
_CALLED_BACK: Final = re.compile(rf",?(?P<cue>Jz?)a?(?P<speaker>{DESCRIBED})(?=[|,l]|$)")
_CALLING: Final = frozenset(("called", "calls"))
# `The flood, says Verma, was …`
_ASIDE: Final = re.compile(rf",(?P<cue>[SP])(?P<speaker>(?!#){NAMED}{APPOSITION}{{0,4}}),(?![GLE]|s(?!d?$))")
INVERTED: Final = re.compile(rf"[,-]?a?[hm]?(?P<cue>[SPMWI]z?)a{{0,3}}{INSERTION}?(?!#l)(?P<speaker>{DESCRIBED})")
# `“…,” Verma is said to have told Lind`
_REPORTED: Final = "(?:ba?[SJjDe]Th?)?"
_SUBJECT_FIRST: Final = re.compile(
    rf"[,-]?[as]?(?![gGLE]){SPEAKER}{GAP}{_REPORTED}(?P<cue>[SPBMHI]z?|b?[Je]sG|b[ve][GE])"
)
# Between two commas anything may describe the speaker where the cue follows.
_SUBJECT_LONG: Final = re.compile(rf"[ak]?(?P<speaker>{NAMED},[^|;:FY]{{1,60}}?),{AUXILIARIES}(?P<cue>[SPM])")
# `The pier was “rotten,” auditors found`
_FOUND: Final = re.compile(rf"{SPEAKER}{GAP}(?P<cue>v)(?=\|)")
# `“…,” as Verma has called it`
_AS_CALLED: Final = re.compile(rf",?s{SPEAKER}{GAP}(?P<cue>[JDS])(?=p)")
_UNLISTED: Final = re.compile(rf"[ak]?{SPEAKER}{GAP}(?P<cue>[SPBMJIWev])")
_ECHOES: Final = frozenset(("came", "comes", "went", "goes", "rang", "rings", "followed", "follows"))
_ECHO: Final = re.compile(r"d[aegn]{0,3}+U")
# `“…,” came the reply`
_ECHOED: Final = re.compile(r",?(?P<cue>[vM])d[aegn]{0,3}+U(?!i)")
# `“…,” came the reply from Verma`
_REPLY_FROM: Final = re.compile(rf",?[vM]d?[aegn]{{0,3}}(?P<cue>[nUMP])(?P<from>i)(?P<speaker>{DESCRIBED})")
_CALLS: Final = frozenset(("call", "calls", "chant", "chants", "cries", "cry", "shout", "shouts", "yell", "yells"))
# `“…,” came Verma’s curt reply`
_OWN_REPLY: Final = re.compile(rf",?(?P<cue>[vM])(?P<speaker>{OWNER})'[aegn]{{0,3}}+U(?=[|il]|$)")
_UNLISTED_INVERTED: Final = re.compile(rf",?(?P<cue>[ev])(?P<speaker>{DESCRIBED})(?:\||$)")
# Right after these a quotation has its cue, but for `was called “…,” as Verma put it`.
_TOLD_ALREADY: Final = frozenset("SPBMWH")
# After these stands who is told: `Verma, the mayor, told Lind, “…”`.
_WITH_OBJECT: Final = frozenset(("told", "tells", "asked", "asks"))
_NO_COMMA: Final = re.compile(rf"{SPEAKER}{GAP}(?P<cue>[SP])[^:,QFY]{{0,6}}(?:\||$|,[gGLE])")
_NO_COMMA_INVERTED: Final = re.compile(rf"(?P<cue>[SP])(?P<speaker>{DESCRIBED})")
ACCORDING_AFTER: Final = re.compile(rf"(?P<cue>CT)(?P<speaker>{DESCRIBED})")
_PER: Final = re.compile(rf",?(?P<cue>i)(?P<speaker>(?=[dn]{{0,3}}N){PHRASE})")
_SIGNATURE: Final = re.compile(
    rf"-(?P<speaker>(?=[dn]{{0,3}}N){NAMED}(?:,[^|;:,QFYSPJbhmv]{{1,12}}){{0,4}})(?:,Q)?\|?$"
)
# `what critics call the`
_CALLED: Final = re.compile(rf"s(?:(?P<anybody>[aegn]{{0,3}}n)|{NAMED}){AUXILIARIES}[JKj]s?d?$")
_HELPING: Final = frozenset("bhm")
# What another clause begins with, after a quotation, and what shows that it has a content of its own.
_NEXT_CLAUSE: Final = re.compile(r",?(?:[ck]|s(?=[dpN]))")
_CONTENT: Final = frozenset("t" + QUOTED)
_ASKED_IF: Final = "s"
# How a sentence begins whose main clause is to come.
_SUBORDINATE: Final = re.compile(r"[ck]?(?:a?s|[iT]|S[si])")
_VERB: Final = re.compile(r"[SPJMIWKHvbhme]")
# A lead-in without a colon is short: `told reporters in Leeds, “…”`.
_SHORT: Final = 9
_LONGEST_LEAD: Final = 30
_SIGNED: Final = re.compile(rf"-(?P<speaker>{NAMED}{APPOSITION}{{0,4}})\|?$")


def _kind(case: Case) -> Kind:
    before = case.before
    # A stray mark is no word.
    return "direct" if before in ("", ",", ":", "-", "*") or (before == "c" and case.quoted[:1].isupper()) else "mixed"


def _after(case: Case, pattern: re.Pattern[str], kind: Kind | None = None) -> Finding | None:
    """Match right after the quotation."""
    found = pattern.match(case.tags, case.at + 1, case.end)
    return found and Finding(found.span("speaker"), found.span("cue"), kind or _kind(case))


def _may_follow(case: Case) -> bool:
    """Tell whether an attribution may follow; without a comma, one before the quotation is as good."""
    return case.invites and (case.quoted[-1:] == "," or case.before not in (",", ":"))


def awaits_verb(case: Case) -> bool:
    """Tell `Verma, who called it “a joke,”` and `the bill, dubbed “a joke,”` before a verb, which is theirs."""
    comma = case.tags.rfind(",", case.start, case.at)
    if comma <= case.start or not (case.tags[comma + 1] in "wr" or (comma + 2 == case.at and case.before in "JDeSGLg")):
        return False
    return _VERB.search(case.tags, case.start, comma) is None


def _speaks(case: Case, found: Finding) -> bool:
    """Tell `“We go,” she smiled` from `Asked about the “hoax”, she smiled`."""
    if case.before in ("", ",", ":", "-", "c", ";", "("):
        return True
    if case.tags[case.at] == ASKED and case.passage.words[case.at + 1][:1].isupper():
        return False  # `a sign that read “Go!” Verma said`: another sentence
    return found.cue is None or case.tags[found.cue[0]] not in "MWH"


def _is_echo(case: Case, found: Finding) -> bool:
    """Tell `came the reply` and `came the reply from Verma`, where the subject is no speaker."""
    return (
        found.cue is not None
        and case.passage.words[found.cue[0]].lower() in _ECHOES
        and _ECHO.match(case.tags, found.speaker[0]) is not None
    )


def _is_call(case: Case, noun: int) -> bool:
    return case.tags[noun] == "U" or case.passage.words[noun] in _CALLS


def is_echoed(case: Case) -> bool:
    """Tell `“…,” came the reply`, which leaves open whose it is."""
    after = case.tags[case.at + 1 : case.at + 3]
    if "v" not in after and "M" not in after:
        return False
    found = _ECHOED.match(case.tags, case.at + 1, case.end)
    return found is not None and case.passage.words[found.start("cue")].lower() in _ECHOES


def _is_later(case: Case) -> bool:
    """Tell another clause, `“…,” after Verma spoke`, `Lind cried “…” as Verma spoke`, from `“…,” as Verma put it`."""
    words, tags = case.passage.words, case.tags
    after = case.at + 2 if tags[case.at + 1] in ",-" else case.at + 1
    return tags[after] == "s" and (words[after] != "as" or case.before in _TOLD_ALREADY)


def _is_main(case: Case, found: Finding) -> bool:
    """Tell `Although it was “a hoax,” he said the town was safe`: the main clause, which says something else."""
    tags = case.tags
    if found.cue is None or case.before in ("", ",", ":", "-") or tags[case.at + 1] == "s":
        return False
    after = found.cue[1]
    if case.before in "SPJ" and tags[after : after + 1] in (*QUOTED,):
        return True  # `While Verma said “a”, Lind said “b”`
    told = "pt" if case.passage.words[found.cue[0]] in _WITH_OBJECT else "ptdnN#q"
    return _SUBORDINATE.match(tags, case.start) is not None and tags.startswith((*told,), after)


def tells_another(case: Case, end: int) -> bool:
    """Tell whether another clause after a quotation tells of other things: `“a,” and Lind said that it was old`.

    Args:
        case: the quotation.
        end: the index after the cue of that clause.
    """
    rest = case.tags[end : case.end]
    opening = _NEXT_CLAUSE.match(case.tags, case.at + 1)
    if opening is None or rest[:1] == "," or case.passage.words[opening.end() - 1] == "as":  # `as Verma put it`
        return False
    return rest[:1] == _ASKED_IF or not _CONTENT.isdisjoint(rest)


def is_called(case: Case) -> bool:
    """Tell `what one critic calls “a tax,” he said`, where the words are that one's; not of `what critics call`."""
    if case.before not in ("J", "K", "j", "s", "d"):
        return False
    found = _CALLED.search(case.tags, max(case.start, case.at - 10), case.at)
    return found is not None and case.passage.words[found.start()] == "what" and not found["anybody"]


def find_inverted(case: Case) -> Finding | None:
    """Find `“…,” said X`."""
    if not _may_follow(case) or awaits_verb(case) or is_called(case):
        return None
    found = _after(case, INVERTED) or _called_back(case)
    if found is None or not _speaks(case, found) or _is_echo(case, found):
        return None
    # `Asked for “proof,” said the mayor would`: what was said, not who said it
    following = case.tags[found.speaker[1] : found.speaker[1] + 1]
    told = following in _HELPING and case.before not in ("", ",", ":", "-")
    return None if told else found


def _called_back(case: Case) -> Finding | None:
    """Find `“Go!” called X`, where nothing else may be called so."""
    found = _after(case, _CALLED_BACK) if case.begins else None
    if found is None or found.cue is None or case.passage.words[found.cue[0]] not in _CALLING:
        return None
    speaker = case.tags[slice(*found.speaker)]
    # Not in `“Jaws,” called unsinkable, sank`, `“Jaws,” called Verma’s best, was shown`.
    return found if speaker[0] in "dNp" and "'" not in speaker else None


def find_subject_first(case: Case) -> Finding | None:
    """Find `“…,” X said`."""
    if not _may_follow(case) or is_called(case):
        return None
    found = _after(case, _SUBJECT_FIRST)
    if found and (not _speaks(case, found) or _is_later(case)):
        return None
    found = found or _after(case, _SUBJECT_LONG) or _after(case, _AS_CALLED) or _after(case, _FOUND)
    if found and found.cue and not case.begins and tells_another(case, found.cue[1]):
        return None
    if found and found.cue and case.tags[found.cue[0]] == "v" and case.passage.words[found.cue[0]] != "found":
        return None
    return None if found is None or _is_main(case, found) else found


def _is_work(case: Case, found: Finding) -> bool:
    """Tell `“Rain,” Verma’s novel, won a prize`: a title and what it is the title of."""
    tags = case.tags
    first, end = found.speaker
    if tags[first] in "gGLE":
        return True
    told = found.cue is None or tags[found.cue[0]] not in "ve" or not is_title(case.quoted)
    return not told and ("'" in tags[first:end] or "," in tags[first:end])


def find_unlisted(case: Case) -> Finding | None:
    """Find `“…,” X managed`: beside a comma inside the marks any verb is a cue."""
    if not case.begins or not case.invites:
        return None
    if case.quoted[-1:] == ",":
        found = _after(case, _UNLISTED)
        if found and _is_work(case, found):
            return None
        if found:
            return found
    reply = _REPLY_FROM.match(case.tags, case.at + 1, case.end)
    if reply and case.passage.words[reply.start("from")] == "from" and _is_call(case, reply.start("cue")):
        return Finding(reply.span("speaker"), reply.span("cue"), _kind(case))
    own = _after(case, _OWN_REPLY)
    if own and own.cue and case.passage.words[own.cue[0]].lower() in _ECHOES:
        return own
    found = _after(case, _UNLISTED_INVERTED)
    return None if found is None or _is_echo(case, found) else found


def find_no_comma(case: Case) -> Finding | None:
    """Find `“We go.” X said.`, where nothing else is in the sentence."""
    if not case.begins or case.number or case.quoted.count(" ") < 2:  # `“Newsnight” reported`
        return None
    found = _NO_COMMA.match(case.tags, case.at + 1) or _NO_COMMA_INVERTED.match(case.tags, case.at + 1)
    return found and Finding(found.span("speaker"), found.span("cue"), "direct")


def find_according_after(case: Case) -> Finding | None:
    """Find `“…,” according to X`, with or without words between, and `“…,” per X`."""
    per = _per(case)
    if per:
        return per
    found = ACCORDING_AFTER.search(case.tags, case.at + 1, case.end)
    if found is None or (case.tags[case.at] == ASKED and case.passage.words[case.at + 1][:1].isupper()):
        return None  # or it is in the next sentence
    kind: Kind = _kind(case) if found.start() <= case.at + 2 else "mixed"
    return Finding(found.span("speaker"), found.span("cue"), kind)


def _per(case: Case) -> Finding | None:
    """Find `“…,” per X`."""
    found = _PER.match(case.tags, case.at + 1, case.end)
    if found is None or case.passage.words[found.start("cue")] != "per":
        return None
    return Finding(found.span("speaker"), found.span("cue"), _kind(case))


def find_signature(case: Case) -> Finding | None:
    """Find `“…” — X` at the end of a paragraph."""
    found = _SIGNATURE.match(case.tags, case.at + 1)
    return found and Finding(found.span("speaker"), None, "direct")


def find_lead_inverted(case: Case) -> Finding | None:
    """Find `Said Verma, “…”` and `The flood, says Verma, was “…”`."""
    found = _LEAD_INVERTED.match(case.tags, case.start, case.at) if case.before in (",", ":") else None
    if found:
        return Finding(found.span("speaker"), found.span("cue"), "direct")
    found = _ASIDE.search(case.tags, max(case.start, case.at - _LONGEST_LEAD), case.at)
    if found is None or case.passage.words[found.start("cue")] in _WITH_OBJECT:
        return None
    return Finding(found.span("speaker"), found.span("cue"), "mixed")


def find_lead_in(case: Case) -> Finding | None:
    """Find `X said: “…”`, `X told reporters: “…”` and `X said, “…”`."""
    tags, at, introducer = case.tags, case.at, case.before
    nearest = max(case.start - 1, at - (_LONGEST_LEAD if introducer == ":" else _SHORT + 1))
    for index in range(at - 2, nearest, -1):
        cues = "SPBMIWHGEJ" if introducer == ":" else "SPBMIWHGE"
        if tags[index] in cues and is_cue(tags, index, case.start):
            subject = subject_at(case, index)
            if subject and _turns(case, index, subject):
                continue  # `The debate turned when Verma rose: “…”`
            if subject and tags[subject[0]] == "w" and "," in tags[index : at - 1]:
                continue  # `To critics who say no, Verma has a reply: “…”`
            if subject and not is_nobody(case, subject):
                return governed(case, climb(case, Governor(index, subject)), "direct")
    return None


def _turns(case: Case, cue: int, subject: tuple[int, int]) -> bool:
    """Tell a verb of manner with a thing for its subject, when another clause is nearer to the colon."""
    tags = case.tags
    later = tags[cue] in "ME" and "s" in tags[cue : case.at]
    return later and not is_somebody(case.passage.words[slice(*subject)])


def find_signature_alone(passage: Passage) -> Finding | None:
    """Find `— X` in a paragraph of its own."""
    found = _SIGNED.match(passage.tags)
    return found and Finding(found.span("speaker"), None, "direct")
