"""The rules that find who speaks an English quotation, in order: the first that applies decides.

Each is a pure function of a `Case`; most are one regular expression over tags. Their examples are
sentences with the speaker and the cue that they must find.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from seeddoc.quotes.english.clauses import FINITE, climb, first_subject, governors, is_cue, subject_at, Governor
from seeddoc.quotes.english.grammar import (
    APPOSITION,
    AUXILIARIES,
    DESCRIBED,
    INSERTION,
    NAMED,
    PHRASE,
    SUBJECT,
)
from seeddoc.quotes.language import Finding, Rule
from seeddoc.quotes.passages import Case

if TYPE_CHECKING:
    from seeddoc.quotes.models import Kind
    from seeddoc.quotes.passages import Passage

_SPEAKER: Final = rf"(?P<speaker>{SUBJECT})"
_GAP: Final = rf"(?:{INSERTION}|,)?{AUXILIARIES}"

_LEAD_INVERTED: Final = re.compile(rf"(?:[kas]|l{{1,3}},?)?(?P<cue>[SPW])(?P<speaker>{DESCRIBED})[,:]$")
_INVERTED: Final = re.compile(rf"[,-]?[ak]?[hm]?(?P<cue>[SPBMWI]z?)a{{0,3}}{INSERTION}?(?P<speaker>{DESCRIBED})")
_SUBJECT_FIRST: Final = re.compile(rf"[,-]?a?{_SPEAKER}{_GAP}(?P<cue>[SPBMHI]z?|b?[Je]sG)")
# Between two commas anything may describe the speaker where the cue follows.
_SUBJECT_LONG: Final = re.compile(
    rf"[ak]?(?P<speaker>{NAMED}(?P<more>,[^|;:FY]{{1,60}}?)),{AUXILIARIES}(?P<cue>[SPM])"
)
_UNLISTED: Final = re.compile(rf"[ak]?{_SPEAKER}{_GAP}(?P<cue>[SPBMJIWev])")
_UNLISTED_INVERTED: Final = re.compile(rf",?(?P<cue>[ev])(?P<speaker>{DESCRIBED})(?:\||$)")
_NO_COMMA: Final = re.compile(rf"{_SPEAKER}{AUXILIARIES}(?P<cue>[SP])[^,QFY]{{0,6}}(?:\||$)")
_NO_COMMA_INVERTED: Final = re.compile(rf"(?P<cue>[SP])(?P<speaker>{DESCRIBED})")
_ACCORDING_AFTER: Final = re.compile(rf"(?P<cue>CT)(?P<speaker>{DESCRIBED})")
_ACCORDING_BEFORE: Final = re.compile(rf"(?P<cue>CT)(?P<speaker>{PHRASE})")
_SIGNATURE: Final = re.compile(rf"-(?P<speaker>{NAMED}{APPOSITION}{{0,4}})\|?$")
_CLAUSE_AFTER: Final = re.compile(
    rf",a?(?:{_SPEAKER}{_GAP}(?P<cue>[SP])[^QFY,]{{0,8}}(?:,[^QFY]*+)?(?:\||$)"
    rf"|(?P<inverted>[SP])(?P<after>{DESCRIBED}))"
)
_PASSIVE: Final = re.compile(rf"(?P<cue>[SJje])[al]{{0,3}}y(?P<speaker>{PHRASE})[^|;:,QFYSPJBG]{{0,4}}$")
_BY: Final = re.compile(rf"y(?P<speaker>{PHRASE})")
_PASSIVE_VERB: Final = re.compile(r"b[ahlx]{0,3}(?P<cue>[SJje])[^|;:,QFYSPJBG]{0,4}$")
_CONTENT: Final = r"(?:[tfTi][^|;:,QFYSPJBGbhmv]{0,10})?$"
_NOUN: Final = re.compile(rf"(?:(?P<owner>d)|(?P<speaker>{PHRASE})')(?P<cue>[aenN]{{0,5}}+U){_CONTENT}")
_NOUN_THAT: Final = re.compile(rf"(?P<speaker>{PHRASE})'(?P<cue>[aenN]{{0,5}}+U)[tT][^|;:QFYSPJBG]{{0,24}}$")
_DESCRIBED_BY: Final = re.compile(rf"s(?P<cue>[SJje])y(?P<speaker>{PHRASE})")
_NOUN_BY: Final = re.compile(rf"(?P<cue>U)(?:f[dnN]{{0,4}})?y(?P<speaker>{PHRASE}){_CONTENT}")
_OWNED: Final = re.compile(rf"(?P<speaker>{PHRASE})'(?P<cue>[aenN]{{0,5}}+U)")
# `In the words of Verma, “…”`
_WORDS_OF: Final = re.compile(rf"i[du](?P<cue>U)f(?P<speaker>{PHRASE}),?$")
# `And from the minister: “…”`, `Quote attributable to Verma: “…”`
_FROM: Final = re.compile(rf"[ck]?[UnN]{{0,2}}[iT](?:d?[nU]f)?(?P<speaker>{DESCRIBED}):$")
_LABEL: Final = re.compile(r"(?P<speaker>[Nd#'&.]{1,6})(?:\([^()|]{1,12}\))?:$")
# `Calling it “…”, Verma left`
_PARTICIPLE_FIRST: Final = re.compile(r"[iysk]?(?P<cue>[GL])[^|;:,QFY]{0,12}$")
_MAIN_CLAUSE: Final = re.compile(rf",?{_SPEAKER}{_GAP}[SPJMIWKvbhme]")
_ANY_VERB: Final = re.compile(r"[SPBGJKLIMWHve]")

_OWNERS: Final = frozenset(("my", "your", "his", "her", "its", "our", "their"))
_NO_FALLBACK: Final = frozenset(("it", "i", "you", "we"))
# A lead-in without a colon is short: `told reporters in Leeds, “…”`.
_SHORT: Final = 9
_LONGEST_LEAD: Final = 30


def _kind(case: Case) -> Kind:
    return "direct" if case.before in ("", ",", ":", "-") else "mixed"


def _after(case: Case, pattern: re.Pattern[str], kind: Kind | None = None) -> Finding | None:
    """Match right after the quotation."""
    found = pattern.match(case.tags, case.at + 1, case.end)
    return found and Finding(found.span("speaker"), found.span("cue"), kind or _kind(case))


def _before(case: Case, pattern: re.Pattern[str], reach: int) -> Finding | None:
    """Find the first match that reaches up to the quotation."""
    found = pattern.search(case.tags, max(case.start, case.at - reach), case.at)
    return found and Finding(found.span("speaker"), found.span("cue"), "mixed")


def _governed(case: Case, governor: Governor, kind: Kind) -> Finding:
    particles = case.tags[governor.cue + 1 : governor.cue + 3]
    end = governor.cue + 1 + len(particles) - len(particles.lstrip("z"))
    return Finding(governor.subject, (governor.cue, end), kind)


def find_lead_inverted(case: Case) -> Finding | None:
    """Find `Said Verma, “…”`."""
    if case.before not in (",", ":"):
        return None
    found = _LEAD_INVERTED.match(case.tags, case.start, case.at)
    return found and Finding(found.span("speaker"), found.span("cue"), "direct")


def find_lead_in(case: Case) -> Finding | None:
    """Find `X said: “…”`, `X told reporters: “…”` and `X said, “…”`."""
    tags, at, introducer = case.tags, case.at, case.before
    if introducer not in (",", ":", "-"):
        return None
    nearest = max(case.start - 1, at - (_LONGEST_LEAD if introducer == ":" else _SHORT + 1))
    for index in range(at - 2, nearest, -1):
        cues = "SPBMIWHGJ" if introducer == ":" else "SPBMIWHG"
        if tags[index] in cues and is_cue(tags, index, case.start):
            subject = subject_at(case, index)
            if subject:
                return _governed(case, climb(case, Governor(index, subject)), "direct")
    return None


def _may_follow(case: Case) -> bool:
    """Tell whether an attribution may follow; without a comma, one before the quotation is as good."""
    return case.invites and (case.quoted[-1:] == "," or case.before not in (",", ":"))


def find_inverted(case: Case) -> Finding | None:
    """Find `“…,” said X`."""
    return _after(case, _INVERTED) if _may_follow(case) else None


def find_subject_first(case: Case) -> Finding | None:
    """Find `“…,” X said`."""
    if not _may_follow(case):
        return None
    found = _after(case, _SUBJECT_FIRST)
    if found:
        return found
    long = _SUBJECT_LONG.match(case.tags, case.at + 1, case.end)
    if long is None:
        return None
    start, end = long.span("speaker")
    if case.tags[long.start("more") + 1] in "gieswrTL":  # no apposition: what X does, or where
        end = long.start("more")
    return Finding((start, end), long.span("cue"), _kind(case))


def find_unlisted(case: Case) -> Finding | None:
    """Find `“…,” X managed`: beside a comma inside the marks any verb is a cue."""
    if not case.begins or not case.invites:
        return None
    if case.quoted[-1:] == ",":
        found = _after(case, _UNLISTED)
        if found:
            return found
    return _after(case, _UNLISTED_INVERTED)


def find_no_comma(case: Case) -> Finding | None:
    """Find `“We go.” X said.`, where nothing else is in the sentence."""
    if not case.begins or case.quoted.count(" ") < 2:  # noqa: PLR2004  # `“Newsnight” reported`
        return None
    found = _NO_COMMA.match(case.tags, case.at + 1) or _NO_COMMA_INVERTED.match(case.tags, case.at + 1)
    return found and Finding(found.span("speaker"), found.span("cue"), "direct")


def find_according_after(case: Case) -> Finding | None:
    """Find `“…,” according to X`, with or without words between."""
    found = _ACCORDING_AFTER.search(case.tags, case.at + 1, case.end)
    if found is None:
        return None
    kind: Kind = _kind(case) if found.start() <= case.at + 2 else "mixed"
    return Finding(found.span("speaker"), found.span("cue"), kind)


def find_according_before(case: Case) -> Finding | None:
    """Find `According to X, “…”`, with or without words between."""
    index = case.tags.rfind("CT", case.start, case.at)
    found = _ACCORDING_BEFORE.match(case.tags, index, case.at) if index >= 0 else None
    if found is None:
        return None
    near = found.end() + 1 == case.at and case.before == ","
    return Finding(found.span("speaker"), found.span("cue"), "direct" if near else "mixed")


def find_signature(case: Case) -> Finding | None:
    """Find `“…” — X` at the end of a paragraph."""
    found = _SIGNATURE.match(case.tags, case.at + 1)
    return found and Finding(found.span("speaker"), None, "direct")


def find_colon(case: Case) -> Finding | None:
    """Find `X praised the plan: “…”`, where the colon is the cue."""
    if case.before != ":":
        return None
    owned = _OWNED.match(case.tags, case.start, case.at)
    if owned:  # `Verma’s answer was short: “…”`
        return Finding(owned.span("speaker"), owned.span("cue"), "direct")
    subject = first_subject(case.tags, case.start, case.at)
    return subject and Finding(subject, (case.at - 1, case.at), "direct")


def find_label(case: Case) -> Finding | None:
    """Find `VERMA: “…”` at the head of a paragraph."""
    found = _LABEL.match(case.tags, 0, case.at) if case.start == 0 and case.before == ":" else None
    return found and Finding(found.span("speaker"), (case.at - 1, case.at), "direct")


def find_from(case: Case) -> Finding | None:
    """Find `And from X: “…”`."""
    found = _FROM.match(case.tags, case.start, case.at) if case.before == ":" else None
    return found and Finding(found.span("speaker"), (case.at - 1, case.at), "direct")


def find_participle_first(case: Case) -> Finding | None:
    """Find `Calling it “…”, X left`."""
    found = _PARTICIPLE_FIRST.match(case.tags, case.start, case.at)
    main = _MAIN_CLAUSE.match(case.tags, case.at + 1, case.end) if found else None
    return Finding(main.span("speaker"), found.span("cue"), "mixed") if found and main else None


def find_passive(case: Case) -> Finding | None:
    """Find `described by X as “…”` and `was called “…” by X`."""
    found = _before(case, _PASSIVE, 20)
    if found:
        return found
    described = _DESCRIBED_BY.search(case.tags, case.at + 1, min(case.end, case.at + 20))
    if described:
        return Finding(described.span("speaker"), described.span("cue"), "mixed")
    if case.tags[case.at + 1 : case.at + 2] != "y":
        return None
    by = _BY.match(case.tags, case.at + 1, case.end)
    verb = _PASSIVE_VERB.search(case.tags, max(case.start, case.at - 10), case.at)
    return Finding(by.span("speaker"), verb.span("cue"), "mixed") if by and verb else None


def find_noun(case: Case) -> Finding | None:
    """Find `X’s warning that “…”`, `her call for “…”` and `a warning by X that “…”`."""
    found = _before(case, _WORDS_OF, 24)
    if found:
        return found
    start = max(case.start, case.at - 24)
    if case.begins or "U" not in case.tags[start : case.at]:
        return None
    for found in _NOUN.finditer(case.tags, start, case.at):
        owner = found.start("owner")
        if owner < 0:
            return Finding(found.span("speaker"), found.span("cue"), "mixed")
        if case.passage.words[owner].lower() in _OWNERS:
            return Finding((owner, owner + 1), found.span("cue"), "mixed")
    return _before(case, _NOUN_BY, 24)


def find_noun_clause(case: Case) -> Finding | None:
    """Find `X’s claim that the bridge was “…” angered many`, where no verb governs."""
    return _before(case, _NOUN_THAT, 40)


def find_clause_after(case: Case) -> Finding | None:
    """Find `The “…” was over, X said` and `…, said X` at the end of a sentence."""
    tags, comma = case.tags, case.at
    while (comma := tags.find(",", comma + 1, case.end)) >= 0:
        found = _CLAUSE_AFTER.match(tags, comma, case.end)
        if found is not None:
            if found["inverted"]:
                return Finding(found.span("after"), found.span("inverted"), "mixed")
            return Finding(found.span("speaker"), found.span("cue"), "mixed")
    return None


def find_clause_before(case: Case) -> Finding | None:
    """Find `X said that the plan was “…”` and `X called it “…”`."""
    nearest = next(governors(case, case.at), None)
    return nearest and _governed(case, climb(case, nearest), "mixed")


def find_subject(case: Case) -> Finding | None:
    """Find `X is worried about “… …”`: whoever the sentence is about, where no cue is known."""
    quoted = case.quoted
    if case.begins or " " not in quoted or quoted.count(" ") < 2 or quoted[0].isupper():  # noqa: PLR2004  # a scare quote
        return None
    subject = first_subject(case.tags, case.start, case.at)
    if subject is None:
        return None
    tags = case.tags[subject[0] : subject[1]]
    verb = _ANY_VERB.search(case.tags, subject[1], case.at)
    if verb is None or "x" in case.tags[subject[1] : case.at] or not ("N" in tags or tags == "p") or case.passage.words[subject[0]].lower() in _NO_FALLBACK:
        return None
    return Finding(subject, verb.span(), "mixed")


RULES: Final = (
    Rule(
        "inverted",
        "a cue and its subject right after the quotation",
        0.97,
        find_inverted,
        (
            ("“The river is rising,” said Asha Verma.", "Asha Verma", "said"),
            ("“Who pays?” asked a clerk at the harbour.", "a clerk at the harbour", "asked"),
            ("“We wait,” said Bo Lind, a pilot who lives in Oslo.", "Bo Lind, a pilot who lives in Oslo", "said"),
        ),
        side="after",
    ),
    Rule(
        "subject-first",
        "a subject and its cue right after the quotation",
        0.98,
        find_subject_first,
        (
            ("“The river is rising,” she said.", "she", "said"),
            ("“We wait,” the ferry captain told reporters.", "the ferry captain", "told"),
            ("“We wait,” Bo Lind, a pilot from Oslo, said on Monday.", "Bo Lind, a pilot from Oslo", "said"),
        ),
        side="after",
    ),
    Rule(
        "lead-inverted",
        "a cue and its subject before the quotation, a colon or a comma between",
        0.95,
        find_lead_inverted,
        (("Said Asha Verma: “The river is rising.”", "Asha Verma", "Said"),),
        side="before",
    ),
    Rule(
        "lead-in",
        "a subject and a cue before the quotation, a colon or a comma between",
        0.90,
        find_lead_in,
        (
            ("Asha Verma said: “The river is rising.”", "Asha Verma", "said"),
            ("The ferry captain told reporters, “We wait.”", "The ferry captain", "told"),
        ),
        side="before",
    ),
    Rule(
        "unlisted-verb",
        "a subject and any verb right after a quotation that ends with a comma",
        0.90,
        find_unlisted,
        (("“I never wanted this,” Asha Verma managed.", "Asha Verma", "managed"),),
        side="after",
    ),
    Rule(
        "no-comma",
        "a subject and a cue, and nothing else, after a quotation that ends with no comma",
        0.85,
        find_no_comma,
        (("“The river is rising.” Asha Verma said.", "Asha Verma", "said"),),
        side="after",
    ),
    Rule(
        "according-after",
        "`according to` in the sentence after the quotation",
        0.85,
        find_according_after,
        (("“The river is rising,” according to Asha Verma.", "Asha Verma", "according to"),),
        side="after",
    ),
    Rule(
        "signature",
        "a dash and a name after the quotation, at the end of the paragraph",
        0.80,
        find_signature,
        (("“The river is rising.” — Asha Verma, pilot", "Asha Verma, pilot", ""),),
        side="after",
    ),
    Rule(
        "label",
        "a name and a colon at the head of the paragraph, as in a transcript",
        0.90,
        find_label,
        (("VERMA: “The river is rising.”", "VERMA", ":"),),
        side="before",
    ),
    Rule(
        "from",
        "`from` and a name before a colon",
        0.85,
        find_from,
        (("And from the minister: “The river is rising.”", "the minister", ":"),),
        side="before",
    ),
    Rule(
        "colon",
        "a subject at the head of the sentence and a colon before the quotation",
        0.80,
        find_colon,
        (("Asha Verma kept to her warning: “The river is rising.”", "Asha Verma", ":"),),
        side="before",
    ),
    Rule(
        "according-before",
        "`according to` in the sentence before the quotation",
        0.90,
        find_according_before,
        (("According to Asha Verma, the river is “rising”.", "Asha Verma", "According to"),),
        side="before",
    ),
    Rule(
        "passive",
        "a passive cue and its agent",
        0.70,
        find_passive,
        (
            ("The bridge was described by Asha Verma as “a risk”.", "Asha Verma", "described"),
            ("The bridge was called “a risk” by Asha Verma.", "Asha Verma", "called"),
        ),
        side="both",
    ),
    Rule(
        "noun",
        "a noun of speaking with its owner",
        0.60,
        find_noun,
        (
            ("No one heard Asha Verma’s warning that the river was “rising fast”.", "Asha Verma", "warning"),
            ("There was a warning by Asha Verma that the river was “rising fast”.", "Asha Verma", "warning"),
        ),
        side="before",
    ),
    Rule(
        "clause-after",
        "a subject and its cue at the end of the sentence that the quotation stands in",
        0.85,
        find_clause_after,
        (
            ("The river was “rising” in the north, Asha Verma said.", "Asha Verma", "said"),
            ("The river was “rising” in the north, said Asha Verma.", "Asha Verma", "said"),
        ),
        side="after",
    ),
    Rule(
        "clause-before",
        "the quotation stands in the clause that a cue before it governs",
        0.80,
        find_clause_before,
        (
            ("Asha Verma said the river was “rising fast”.", "Asha Verma", "said"),
            ("The mayor closed the bridge, calling it “a risk”.", "The mayor", "calling"),
            ("Asha Verma said she thought it “a risk”.", "Asha Verma", "said"),
        ),
        side="before",
    ),
    Rule(
        "noun-clause",
        "a noun of speaking with its owner, and the clause that says what was said",
        0.70,
        find_noun_clause,
        (("Asha Verma’s claim that the bridge was “a risk” angered many.", "Asha Verma", "claim"),),
        side="before",
    ),
    Rule(
        "participle-first",
        "a participle before the quotation and its subject after it",
        0.80,
        find_participle_first,
        (("Calling the bridge “a risk”, Asha Verma closed it.", "Asha Verma", "Calling"),),
        side="before",
    ),
    Rule(
        "subject",
        "no cue is known: whoever the sentence is about",
        0.50,
        find_subject,
        (("Asha Verma is weary of “endless talk of rain”.", "Asha Verma", "is"),),
        side="before",
    ),
)

_SIGNED: Final = re.compile(rf"-(?P<speaker>{NAMED}{APPOSITION}{{0,4}})\|?$")


def find_signature_alone(passage: Passage) -> Finding | None:
    """Find `— X` in a paragraph of its own."""
    found = _SIGNED.match(passage.tags)
    return found and Finding(found.span("speaker"), None, "direct")


LEADS: Final = tuple(rule for rule in RULES if rule.name in ("lead-inverted", "lead-in", "label", "from", "colon"))


def find_speech(passage: Passage, start: int, end: int) -> Finding | None:
    """Find who speaks in a sentence without quotation: `Verma said it was late`, `…, said Verma`."""
    tags = passage.tags
    case = Case.within(passage, start, end)
    for governor in governors(case, end, 60):
        if tags[governor.cue] in "SPIJ":
            return _governed(case, climb(case, governor), "direct")
    for index in range(end - 1, start - 1, -1):
        if tags[index] in "SP":
            found = _INVERTED.match(tags, index, end)
            if found:
                return Finding(found.span("speaker"), found.span("cue"), "direct")
    found = _ACCORDING_AFTER.search(tags, start, end)
    return found and Finding(found.span("speaker"), found.span("cue"), "direct")
