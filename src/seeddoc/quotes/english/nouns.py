"""Nouns of speaking, and whose they are: `X’s warning that “…”`, `in the words of X, “…”`, `the answer from X was “…”`.

Each `find_` is a rule: a `Case` in, what it finds out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from seeddoc.quotes.english.grammar import APPOSITION, NAMED, OWNER, PHRASE
from seeddoc.quotes.english.people import word_set
from seeddoc.quotes.english.subjects import VERB, subject_at
from seeddoc.quotes.language import Finding

if TYPE_CHECKING:
    from seeddoc.quotes.passages import Case

# `Her message to voters: “…”`, `Verma’s words — “…” — were heard`
_OWNED_ALONE: Final = re.compile(
    rf"[ck]?(?:(?P<speaker>{OWNER})'|(?P<owner>d))(?P<cue>[aenN]{{0,5}}+U)(?:[iTf][dnNaeg#]{{1,6}}){{0,2}}[:|-]$"
)
_OWNERS: Final = frozenset(("my", "your", "his", "her", "its", "our", "their"))
# `Verma was elected on a promise to “…”`
_ON_PROMISE: Final = re.compile(r"i(?:d[aegn]{0,2})?(?P<cue>U)T[^|;:,QFYSPJBGvbhm]{0,4}$")
_PROMISES: Final = frozenset(("pledge", "promise", "vow"))
_AUXILIARIES: Final = re.compile(r"[abhm]{1,5}$")
# `The answer from Verma was “…”`
_NOUN_FROM: Final = re.compile(rf"d[aegnN]{{0,4}}+(?P<cue>U)(?P<from>i)(?P<speaker>{PHRASE})a?b$")
# `, made last week in Leeds,`, `(told in private)`, `Wednesday`
ASIDE: Final = r"(?:i?d?l|,[^,|;:QFY]{1,14},|\([^()|;:QFY]{1,14}\))?"
_CONTENT: Final = r"(?:i?d?l)?(?:t,|[tfTi][^|;:,QFYSPJBGbhmv]{0,10})$"
_NOUN: Final = re.compile(rf"(?:(?P<owner>d)|(?P<speaker>{OWNER})')(?P<cue>[aelnNS]{{0,5}}+U){_CONTENT}")
_NOUN_THAT: Final = re.compile(
    rf"(?:(?P<owner>d)|(?P<speaker>{OWNER})')(?P<cue>[aelnNq]{{0,5}}+U){ASIDE}(?:a?b|,(?=t))?[tT][^|;:QFYSPJBG]{{0,24}}$"
)
_NOUN_BY: Final = re.compile(
    rf"(?P<cue>U)(?:f[dnN]{{0,4}}|,[ve][al]{{0,3}})?(?:y|(?P<from>i))(?P<speaker>{PHRASE})(?:[iT][dnNU]{{1,5}})?,?(?:{_CONTENT}|t[^|;:,QFYSPJBG]{{0,12}}$)"
)
# `the fear of Asha Verma that it was “…”`
_NOUN_OF: Final = re.compile(
    rf"(?P<cue>U)f(?P<speaker>{NAMED}(?:,[^|;:,QFYwr]{{1,10}},)?)(?:[iT][dnNU]{{1,5}})?t[^|;:,QFYSPJBG]{{0,12}}$"
)
# `a sign reading “…”`
_READING: Final = re.compile(r"(?P<speaker>(?:d[aeg#qnN]{0,4}|[ae#qnN]{0,4})n)(?P<cue>[gn]),?$")
# `used the word “…”`, `using words like “…”`
_USES: Final = frozenset(("use", "used", "uses", "using", "employed", "invoked"))
_WORDINGS: Final = frozenset(("language", "phrase", "phrases", "term", "terms", "word", "words"))
# `Their chants of “…”`, `broke into chants of “…”`
_CHANT: Final = re.compile(rf"(?:(?P<owner>d)[aeg]{{0,2}}|(?P<speaker>o|{NAMED})T[aegn]{{0,2}})?(?P<cue>[Un])f?$")
_CHANTS: Final = frozenset(("chant", "chants", "cries", "shouts", "choruses", "chorus"))
_CHANTING: Final = word_set(
    "began begin begins break breaks broke burst bursts erupt erupted erupts join joined joins launched led leads"
    " reprised responded resumed started went"
)
# `In the words of Verma, “…”`
_WORDS_OF: Final = re.compile(rf"[iy]d(?P<cue>[nU])f(?P<speaker>(?:{PHRASE}|q(?=,)){APPOSITION}{{0,3}}),?$")
_WORDS_OF_FIRST: Final = re.compile(rf"[ck]?i[du][aegn]{{0,2}}(?P<cue>[nU])f(?P<speaker>{PHRASE}{APPOSITION}{{0,3}}),")
# `It was, in the words of Verma, “…”`
_WORDS_OF_WITHIN: Final = re.compile(
    rf",id[aegn]{{0,2}}(?P<cue>[nU])f(?P<speaker>{PHRASE}{APPOSITION}{{0,3}}),[^|;:,QFY]{{0,12}}$"
)
_WORDS_OF_AFTER: Final = re.compile(rf",?id(?P<cue>U)f(?P<speaker>{PHRASE})")
# `“…,” was Verma’s answer`
_WAS_NOUN: Final = re.compile(rf",?ba?(?:(?P<speaker>{OWNER})'|(?P<owner>d))(?P<cue>[aen]{{0,3}}+U)")
# `Verma’s “…” remark`
_REMARKS: Final = frozenset(("remark", "remarks", "comment", "comments", "insult", "quip", "line", "jibe", "slur"))
_OWNER_BEFORE: Final = re.compile(rf"(?:(?P<speaker>{OWNER})'|(?P<owner>d))$")
# `“…,” was all Verma would say`
_WAS_ALL: Final = re.compile(rf",?bq(?P<speaker>{NAMED}|p)[ahmT]{{1,3}}(?P<cue>[BPS])")
# `“…”, in Verma’s words` and `in Verma’s words, “…”`
_OWNED_WORDS: Final = rf"[iy](?:(?P<speaker>{OWNER})'|(?P<owner>d))[an]?(?P<cue>[nU])"
_IN_WORDS: Final = re.compile(rf",?{_OWNED_WORDS}")
_IN_WORDS_BEFORE: Final = re.compile(rf"{_OWNED_WORDS}[,:]$")
# `In Verma’s view, it was “…”`, `It was, in Verma’s view, “…”`
_IN_VIEW: Final = re.compile(rf"[ck]?{_OWNED_WORDS},")
_IN_VIEW_WITHIN: Final = re.compile(rf",{_OWNED_WORDS},[^|;:,QFY]{{0,12}}$")
_VIEWS: Final = frozenset(
    [
        *("account", "admission", "assessment", "estimation", "eyes", "judgement", "judgment", "opinion", "reckoning"),
        *("telling", "view", "words"),
    ]
)
_WORDS: Final = frozenset(
    [
        "words",
        "phrase",
        "telling",
        "formulation",
        "view",
        "description",
        "parlance",
        "account",
        "admission",
        "reckoning",
        "estimate",
        "estimation",
    ]
)


def find_noun(case: Case) -> Finding | None:
    """Find `X’s warning that “…”`, `her call for “…”`, `a warning by X that “…”`, `in X’s words, “…”`."""
    was = _was_said(case) if case.begins and case.invites else None
    if was:
        return was
    if case.before == "-":  # `Verma’s words — “…” — were heard`
        own = owned(case, case.at)
        if own:
            return own
    remark = _remark(case)
    if remark:
        return remark
    shown = _chanted(case) or _shown(case)
    if shown:
        return shown
    promised = _promised(case) or _worded(case)
    if promised:
        return promised
    found = _in_words(case) or _in_words_of(case) or _owner_of(case, _NOUN, 24) or _noun_by(case)
    return found or noun_from(case, case.at)


def _promised(case: Case) -> Finding | None:
    """Find `X was elected on a promise to “…”`."""
    found = _ON_PROMISE.search(case.tags, max(case.start, case.at - 10), case.at)
    if found is None or case.passage.words[found.start("cue")] not in _PROMISES:
        return None
    for verb in range(found.start() - 1, max(case.start, found.start() - 8), -1):
        if VERB.match(case.tags, verb):
            first = _AUXILIARIES.search(case.tags, max(case.start, verb - 5), verb)
            subject = subject_at(case, first.start() if first else verb)
            return subject and Finding(subject, found.span("cue"), "mixed")
    return None


def _worded(case: Case) -> Finding | None:
    """Find `X used the word “…”` and `X used words like “…”`."""
    words, tags = case.passage.words, case.tags
    for cue in range(case.at - 2, max(case.start, case.at - 7), -1):
        if words[cue] in _USES and not _WORDINGS.isdisjoint(words[cue + 1 : case.at]):
            if tags[cue - 1] in "xbTd'" or tags[cue - 2] in "xb" or "," in tags[cue : case.at]:
                return None  # `never used the word`
            subject = subject_at(case, cue)
            return subject and Finding(subject, (cue, cue + 1), "mixed")
    return None


def _shown(case: Case) -> Finding | None:
    """Find `a card reading “…”`."""
    if case.passage.words[case.at - 1 - (case.before == ",")] != "reading":  # which may look like a noun
        return None
    found = _READING.search(case.tags, max(case.start, case.at - 8), case.at)
    return found and Finding(found.span("speaker"), found.span("cue"), "mixed")


def _chanted(case: Case) -> Finding | None:
    """Find `Their chants of “…”`, `The crowd broke into chants of “…”` and `roused the crowd to chants of “…”`."""
    words, chant = case.passage.words, case.at - 1 - (case.before == "f")
    if words[chant] not in _CHANTS:
        return None
    found = _CHANT.search(case.tags, max(case.start, case.at - 12), case.at)
    if found and found["speaker"]:
        return Finding(found.span("speaker"), found.span("cue"), "mixed")
    if found and found["owner"] and words[found.start("owner")].lower() in _OWNERS:
        return Finding(found.span("owner"), found.span("cue"), "mixed")
    for verb in range(chant - 1, max(case.start, chant - 7), -1):
        if words[verb] in _CHANTING:
            subject = subject_at(case, verb)
            return subject and Finding(subject, (chant, chant + 1), "mixed")
    return None


def _noun_by(case: Case) -> Finding | None:
    """Find `a warning by X that “…”`, `complaints from X that “…”` and `the fear of X that “…”`."""
    found = _NOUN_BY.search(case.tags, max(case.start, case.at - 24), case.at)
    if found is None:
        found = _NOUN_OF.search(case.tags, max(case.start, case.at - 24), case.at)
        named = found is not None and "N" in case.tags[slice(*found.span("speaker"))]
        return Finding(found.span("speaker"), found.span("cue"), "mixed") if found and named else None
    if found["from"] and case.passage.words[found.start("from")] != "from":
        return None
    return Finding(found.span("speaker"), found.span("cue"), "mixed")


def _remark(case: Case) -> Finding | None:
    """Find `X’s “…” remark`."""
    if case.before not in ("'", "d") or _REMARKS.isdisjoint(case.passage.words[case.at + 1 : case.at + 2]):
        return None
    found = _OWNER_BEFORE.search(case.tags, max(case.start, case.at - 8), case.at)
    speaker = owner_in(case, found) if found else None
    return Finding(speaker, (case.at + 1, case.at + 2), "mixed") if speaker else None


def _was_said(case: Case) -> Finding | None:
    """Find `“…,” was X’s answer`, `“…,” was her answer`, `“…,” was all X would say`."""
    tags, at, end = case.tags, case.at + 1, case.end
    found = _WAS_ALL.match(tags, at, end)
    if found:
        return Finding(found.span("speaker"), found.span("cue"), "direct")
    found = _WAS_NOUN.match(tags, at, end)
    speaker = owner_in(case, found) if found else None
    return Finding(speaker, found.span("cue"), "direct") if found and speaker else None


def find_in_words(case: Case) -> Finding | None:
    """Find `in the words of X, “…”` and `in her words, “…”`."""
    tags, at, words = case.tags, case.at, case.passage.words
    found = _WORDS_OF.search(tags, max(case.start, at - 24), at)
    if found and words[found.start("cue")] in _WORDS:
        begins = found.start() == case.start and case.before == ","
        return Finding(found.span("speaker"), found.span("cue"), "direct" if begins else "mixed")
    found = _IN_WORDS_BEFORE.search(tags, max(case.start, at - 12), at)
    speaker = owner_in(case, found) if found and words[found.start("cue")] in _WORDS else None
    return Finding(speaker, found.span("cue"), "mixed") if found and speaker else None


def _in_words_of(case: Case) -> Finding | None:
    """Find `In the words of X, it was “…”`, `It was, in the view of X, “…”` and `“…,” in the words of X`."""
    tags, at = case.tags, case.at
    found = _WORDS_OF_FIRST.match(tags, case.start, at) or _WORDS_OF_WITHIN.search(tags, max(case.start, at - 30), at)
    found = found or _WORDS_OF_AFTER.match(tags, at + 1)
    if found is None or case.passage.words[found.start("cue")] not in _VIEWS:
        return None
    return Finding(found.span("speaker"), found.span("cue"), "mixed")


def _in_words(case: Case) -> Finding | None:
    """Find `“…” in X’s words` and `In X’s view, it was “…”`."""
    tags, at, words = case.tags, case.at, case.passage.words
    found = _IN_WORDS.match(tags, at + 1, case.end)
    known = _WORDS
    if found is None:
        found, known = _IN_VIEW.match(tags, case.start, at), _VIEWS
        found = found or _IN_VIEW_WITHIN.search(tags, max(case.start, at - 24), at)
    if found is None or words[found.start("cue")] not in known:
        return None
    speaker = owner_in(case, found)
    return speaker and Finding(speaker, found.span("cue"), "mixed")


def _owner_of(case: Case, noun: re.Pattern[str], reach: int) -> Finding | None:
    """Find the owner of a noun of speaking, who may be told by a pronoun: `her claim`."""
    start = max(case.start, case.at - reach)
    if "U" not in case.tags[start : case.at]:
        return None
    for found in noun.finditer(case.tags, start, case.at):
        speaker = owner_in(case, found)
        if speaker:
            return Finding(speaker, found.span("cue"), "mixed")
    return None


def find_noun_clause(case: Case) -> Finding | None:
    """Find `X’s claim that the bridge was “…” angered many`, where no verb governs."""
    return _owner_of(case, _NOUN_THAT, 40)


def owned(case: Case, end: int, noun: re.Pattern[str] = _OWNED_ALONE) -> Finding | None:
    """Find the owner of a noun of speaking at the head of a sentence: `Verma’s answer`, `His answer?`."""
    found = noun.match(case.tags, case.start, end)
    speaker = owner_in(case, found) if found else None
    return Finding(speaker, found.span("cue"), "direct") if found and speaker else None


def owner_in(case: Case, found: re.Match[str]) -> tuple[int, int] | None:
    """Return who owns a noun of speaking: a name or noun, or a pronoun (`her claim`, not `the claim`)."""
    owner = found.start("owner")
    if owner < 0:
        return found.span("speaker")
    return found.span("owner") if case.passage.words[owner].lower() in _OWNERS else None


def noun_from(case: Case, end: int) -> Finding | None:
    """Find `The answer from X was “…”`, to before an index."""
    start = max(case.start, end - 24)
    found = _NOUN_FROM.search(case.tags, start, end) if "U" in case.tags[start:end] else None
    if found is None or case.passage.words[found.start("from")] != "from":
        return None
    return Finding(found.span("speaker"), found.span("cue"), "mixed" if end == case.at else "direct")
