"""Quotations with a colon and no verb of speaking: `VERMA: “…”`, `And from Verma: “…”`, `Verma was blunt: “…”`.

Each function is a rule: a `Case` in, what it finds out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from seeddoc.quotes.english import people
from seeddoc.quotes.english.grammar import APPOSITION, AUXILIARIES, DESCRIBED, INSERTION, NAMED, OWNER, PHRASE
from seeddoc.quotes.english.naming import fold, is_somebody, is_title
from seeddoc.quotes.english.nouns import noun_from, owned
from seeddoc.quotes.english.subjects import first_subject, is_nobody
from seeddoc.quotes.english.words import LONGEST_HEADLINE, STAMP
from seeddoc.quotes.language import Finding

if TYPE_CHECKING:
    from seeddoc.quotes.passages import Case

_OWNED: Final = re.compile(rf"[ck]?(?:(?P<speaker>{OWNER})'|(?P<owner>d))(?P<cue>[aenN]{{0,5}}+U)(?=[bv:])")
# `And from the minister: “…”`, `Quote attributable to Verma: “…”`
_FROM: Final = re.compile(
    rf"(?:abq?|a|[ck]?[UnN]{{0,2}}|dU(?=i))(?P<sender>[iT])(?:d?[nU]f)?(?P<speaker>{DESCRIBED}):$"
)
_SENDERS: Final = frozenset(("from", "by", "to"))
# `Here is Verma in 1992: “…”`
_HERE: Final = re.compile(rf"a['b](?P<speaker>(?=[dn]{{0,3}}N){NAMED})[^|;:QFY]{{0,8}}:$")
_NAME_LABEL: Final = re.compile(
    rf"(?P<speaker>NN{{1,4}}(?:[fi]d?[nN]{{1,5}})?(?:{APPOSITION}){{0,3}}|dn{{0,2}}(?P<office>[nN])(?:[fi]d?[nN]{{1,5}}){{0,2}}):$"
)
# `Former secretary of state Asha Verma:`
_TITLED_LABEL: Final = re.compile(r"(?P<speaker>[NnU](?:[Nneg]|f){1,8}(?P<given>N)N):$")
_LABEL: Final = re.compile(r"(?P<speaker>[Nd#'&.]{1,6})(?:\([^()|]{1,12}\))?:$")
# `Verma on the pier:`, `Verma to Lind:`, `Verma, in an interview:`
_OCCASION_LABEL: Final = re.compile(r"(?P<speaker>N{1,5}),?[iT][dnNlU#qfai']{1,8}:$")
# `Lind’s answer was short:`, `Her reply came quickly:`
_OWNED_VERBS: Final = frozenset(("came", "comes", "followed"))
# `That drew a sharp reply from Lind`, `a question from a clerk`, `There was this from Lind`
_SENT: Final = re.compile(rf"i(?P<speaker>{PHRASE}(?:,N{{1,4}}(?=:$))?)(?:i?l?:$|(?=b))")
# Where these stand, what comes from somebody is what follows; not in `She ignored the advice from her doctors`.
_DRAWING: Final = frozenset(
    (
        "drew",
        "draws",
        "got",
        "gets",
        "brought",
        "prompted",
        "sparked",
        "received",
        "earned",
        "came",
        "comes",
        "was",
        "is",
    )
)
_THINGS_SENT: Final = frozenset(("this", "more", "these"))
# In `It was a line that Lind would repeat` the last of these is meant.
_LATER_SUBJECT: Final = re.compile(rf"(?P<speaker>p|{NAMED})(?:{INSERTION}|,)?{AUXILIARIES}[SPJIMWveb]")
_BEFORE_LATER: Final = frozenset("tsnU")
_DUMMIES: Final = frozenset(("it", "this", "that", "what", "there", "these", "those"))
# What is said, not who says it: `The answer was short: “…”`.
_SAYINGS: Final = frozenset(
    [
        "answer",
        "message",
        "question",
        "reply",
        "response",
        "retort",
        "explanation",
        "reason",
        "conclusion",
        "verdict",
        "theory",
        "advice",
        "argument",
        "lesson",
    ]
)
_SAYING: Final = re.compile(r"d[aegN]{0,3}[nU]")
_VERB: Final = re.compile(r"[SPJMIWKHvbhme]")
# `‘I will stay’: Verma defies critics`, `Verma: Port will ‘never’ close`
_AFTER_COLON: Final = re.compile(r"(?P<cue>:)(?P<speaker>(?:N{1,3}')?+N{1,5}+)(?=.)")
_HEADLINE_LABEL: Final = re.compile(r"(?P<speaker>[Nn]{1,4})(?P<cue>:)[^|;:]{2,}$")
# `Then:`, `A moment later, with a sigh:`
_ADVERBIAL: Final = re.compile(r"[ck]?d?(?:la?|a)(?:,[is]d?[aegn]{0,2}n)?:$")


def _begins_line(case: Case) -> bool:
    """Tell whether the sentence of a quotation begins a line of its paragraph, or follows the time of an entry."""
    start, _ = case.passage.offsets(case.start, case.start + 1)
    text = case.passage.text
    stamp = STAMP.match(text)
    return start == 0 or text[start - 1] == "\n" or (stamp is not None and stamp.end() == start)


def find_label(case: Case) -> Finding | None:
    """Find `VERMA: “…”`, `Asha Verma, minister: “…”`."""
    found = _LABEL.match(case.tags, case.start, case.at) or _OCCASION_LABEL.match(case.tags, case.start, case.at)
    goes_on = case.number > 0 and case.at - case.start == len("N:")  # `… she asked. Verma: “…”`
    if found is None or not (case.passage.words[case.start].isupper() or _begins_line(case) or goes_on):
        found = _NAME_LABEL.match(case.tags, case.start, case.at)
        if found and found["office"] and not _is_office(case, found.start("office")):
            return None
    titled = _TITLED_LABEL.match(case.tags, case.start, case.at) if found is None else None
    if titled and fold(case.passage.words[titled.start("given")]) in people.GIVEN and _begins_line(case):
        found = titled
    return found and Finding(found.span("speaker"), (case.at - 1, case.at), "direct")


def _is_office(case: Case, noun: int) -> bool:
    """Tell `The spokesman:`, and `The mayor:` after another label of the same paragraph."""
    before = case.passage.at[case.number - 1] - 1 if case.number else -1
    return case.passage.words[noun].startswith("spokes") or (before > 0 and case.tags[before] == ":")


def find_from(case: Case) -> Finding | None:
    """Find `And from X: “…”` and `Here is X on the flood: “…”`."""
    here = _HERE.match(case.tags, case.start, case.at)
    if here and case.passage.words[case.start] == "Here":
        return Finding(here.span("speaker"), (case.at - 1, case.at), "direct")
    found = _FROM.match(case.tags, case.start, case.at)
    if found is None or case.passage.words[found.start("sender")].lower() not in _SENDERS:
        return None
    first, end = found.span("speaker")
    who = case.tags.find("w", first, end)
    if _VERB.search(case.tags, first, who if who > 0 else end):  # `To critics, Verma has a reply: “…”`
        return None
    return Finding(found.span("speaker"), (case.at - 1, case.at), "direct")


def find_colon(case: Case) -> Finding | None:
    """Find `X praised the plan: “…”`, where the colon is the cue; a heading (`Today’s menu: “…”`) has no verb."""
    said = owned(case, case.at) or _said(case)
    if said:
        return said
    found = _about(case)
    return found if found and _VERB.search(case.tags, found.speaker[1], case.at) else None


def find_any_colon(case: Case) -> Finding | None:
    """Find who a sentence before a colon is about."""
    return _said(case) or _about(case)


def _said(case: Case) -> Finding | None:
    """Find whose a noun of speaking is: `Verma’s answer was short: “…”`, `That drew a reply from Verma: “…”`."""
    own = noun_from(case, case.at - 1) or owned(case, case.at, _OWNED)
    if own and (own.cue is None or _is_said_there(case, own.cue[1])):
        return own
    return _sender(case)


def _about(case: Case) -> Finding | None:
    """Find whom the sentence is about; the colon is the cue."""
    subject = first_subject(case.tags, case.start, case.at)
    if subject is None or _is_dummy(case, subject):
        subject = _later_subject(case)
    elif "s" in case.tags[subject[1] : case.at] and not is_somebody(case.passage.words[slice(*subject)]):
        later = _later_subject(case)  # `The debate turned when Verma rose: “…”`
        subject = later if later and is_somebody(case.passage.words[slice(*later)]) else subject
    if subject is None or is_nobody(case, subject) or _is_saying(case, subject):
        return None
    return Finding(subject, (case.at - 1, case.at), "direct")


def _is_said_there(case: Case, after: int) -> bool:
    """Tell `Her reply came quickly: “…”` from `Her reply pleased the port: “…”`."""
    return case.tags[after] != "v" or case.passage.words[after] in _OWNED_VERBS


def _sender(case: Case) -> Finding | None:
    """Find `That drew a sharp reply from X: “…”` and `Then came this from X: “…”`, the last of its kind."""
    tags, words = case.tags, case.passage.words
    if _DRAWING.isdisjoint(words[case.start : case.at]):
        return None
    for index in range(case.at - 3, case.start, -1):
        came = words[index - 1] in _OWNED_VERBS and "U" in tags[case.start : index]  # `The reply came from Verma`
        if words[index] == "from" and (came or tags[index - 1] == "U" or words[index - 1] in _THINGS_SENT):
            found = _SENT.match(tags, index, case.at)
            cue = index if tags[index - 1] == "U" else case.at
            sent = found is not None and is_somebody(words[slice(*found.span("speaker"))])
            return Finding(found.span("speaker"), (cue - 1, cue), "direct") if found and sent else None
    return None


def _is_dummy(case: Case, subject: tuple[int, int]) -> bool:
    """Tell the subject of `It was a line that Lind would repeat`."""
    return subject[1] - subject[0] == 1 and case.passage.words[subject[0]].lower() in _DUMMIES


def _later_subject(case: Case) -> tuple[int, int] | None:
    """Return the subject of the last clause of a sentence: of `It is a line that Lind would repeat: “…”`, `Lind`."""
    for index in range(case.at - 2, case.start, -1):
        if case.tags[index - 1] in _BEFORE_LATER:
            found = _LATER_SUBJECT.match(case.tags, index, case.at)
            if found and not _is_dummy(case, found.span("speaker")):
                return found.span("speaker")
    return None


def _is_saying(case: Case, subject: tuple[int, int]) -> bool:
    """Tell the subject of `The message was simple: “…”`."""
    return case.passage.words[subject[1] - 1] in _SAYINGS and _SAYING.fullmatch(case.tags, *subject) is not None


def find_headline(case: Case) -> Finding | None:
    """Find `‘I will stay’: Verma defies critics` and `Verma: Port will ‘never’ close`, in a headline."""
    tags, text = case.tags, case.passage.text
    if len(text) > LONGEST_HEADLINE or text[-1] == ".":
        return None
    if not case.begins:
        found = _HEADLINE_LABEL.match(tags, case.start, case.at)
        if found and not _is_called_so(case.passage.words[slice(*found.span("speaker"))]):
            return None
        return found and Finding(found.span("speaker"), found.span("cue"), "mixed")
    found = _AFTER_COLON.match(tags, case.at + 1, case.end)
    if found is None:
        return None
    first, end = found.span("speaker")
    if case.passage.words[end - 1].endswith("s") and tags[end] not in "SPJIMWvbhmen":
        end -= 1  # `Verma Melts Down`
    named = end > first and _is_called_so(case.passage.words[first:end])
    return Finding((first, end), found.span("cue"), "direct") if named else None


def _is_called_so(words: list[str]) -> bool:
    """Tell by what a headline says that it means a person: a given name or an office, not in `Weather`."""
    return fold(words[0]) in people.GIVEN or is_title(words[0]) or is_title(words[-1])


def is_adverbial(case: Case) -> bool:
    """Tell `Then, after a pause: “…”`, where whoever spoke goes on."""
    return _ADVERBIAL.match(case.tags, case.start, case.at) is not None
