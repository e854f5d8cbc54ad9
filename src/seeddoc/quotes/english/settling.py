"""Tags that the words beside them settle: `the meeting`, `Verma supports the plan`, `has long said`."""

from __future__ import annotations

import re
from typing import Final

from seeddoc.quotes.english.people import INSTITUTIONS, word_set

_IMPERSONAL: Final = frozenset(("it", "what", "which", "that", "there"))

_AS_NAME: Final = re.compile(r"(?<=[aoenv])s(?=N)")
# `since August`, `since 2009` and `after the vote,`, which begin no clause
_SINCE: Final = re.compile(r"s(?=[l#]|d[aegnNU]{0,4}(?:[ifTy]d?[aegnNU]{0,4}){0,2}(?:(?<=[nNU])[,|;:]|$))")
_SINCE_WORDS: Final = frozenset(("since", "until", "before", "after"))
# `the Department for Education`, as one `of`
_FOR: Final = re.compile(r"(?<=N)i(?=N)")
_NAMED_FOR: Final = INSTITUTIONS | word_set("americans centers centres citizens doctors students veterans women")
_TIMED: Final = re.compile(r"(?<=d)l(?=[nU])")
# `Monday’s paper`
_OF_DAY: Final = re.compile(r"l(?=')")
# `more than 30 people`, `as many as 30`, as one quantity
_QUANTITY: Final = re.compile(r"(?:[aq]s|i[nT]|sqs|dS)(?=#)")
_QUANTITIES: Final = frozenset(
    [
        *(("more", "than"), ("less", "than"), ("fewer", "than"), ("at", "least"), ("at", "most"), ("up", "to")),
        *(("as", "many", "as"), ("as", "few", "as"), ("an", "estimated"), ("a", "reported")),
    ]
)
# `critics such as Asha Verma`, as one `of`
_SUCH_AS: Final = re.compile(r"[ndq]s(?=N)")
# `Verma supports the plan`, whatever the verb
_PRESENT: Final = re.compile(r"(?<=N)n(?=[dQo])")
_POINTING: Final = frozenset(("this", "that", "these", "those", "each", "every"))
# `the meeting`, `the party’s liberal wing said`; not `his calling the plan`, `a man wearing a hat`.
_VERBAL_NOUN: Final = re.compile(
    r"(?:(?<=[d'])|(?<=[d'][neagq])|(?<=[d'][neagq]{2}))g(?=[SPIJMWBbhmvwrf'.,|;:)kcilxQFY]|$)"
)
# `Common Pleas Judge Asha Verma`
_IN_NAME: Final = re.compile(r"(?<=N)U(?=N)")
# `did not return calls`, `didn’t return calls`
_BARE_VERB: Final = re.compile(r"(?:(?<=m)|(?<=mx)|(?<=x))n")
# `has since called`
_HAS_SINCE: Final = re.compile(r"(?<=h)s(?=[SDJjIWev])")
# `has long complained`
_LONG: Final = re.compile(r"(?<=h)n(?=[SDJjIWe])")
_NAMED: Final = frozenset(("only", "himself", "herself", "themselves", "itself", "known", "identified", "name"))
# `About 40 people` at the head of a clause; elsewhere it may be a preposition.
_COUNTED: Final = re.compile(r"(?:\A|(?<=[|,ck]))i(?=#(?P<name>N)?)")
_YEAR: Final = 4
_ABOUT: Final = frozenset(("about", "around", "over", "under"))
# `was adamant that`, which tells as a verb would, but for `it is clear that`
_MINDED: Final = re.compile(r"b(?P<between>a{0,2})[neID](?=t)")
_MINDS: Final = word_set(
    "adamant angry aware certain clear concerned confident convinced disappointed doubtful emphatic explicit fearful"
    " glad hopeful insistent mindful optimistic proud sceptical skeptical sorry sure unequivocal worried"
)
# After a form of `have` a participle tells as the past does: `has written`.
_PERFECT: Final = re.compile(r"h[ax]{0,2}+[Dj]")
_AS_PAST: Final = {"D": "S", "j": "J"}


def settle_among(words: list[str], tags: list[str]) -> str:
    """Settle the tags of a passage whose single words have been told, and join all."""
    joined = "".join(tags)
    if "NU" in joined or ("NiN" in joined and "for" in words):
        joined = _settle_names(words, tags, joined)
    if "g" in joined:
        tags[:] = joined = _VERBAL_NOUN.sub("n", joined)
    if "Nn" in joined:
        for found in _PRESENT.finditer(joined):
            if _is_present(words[found.start()], words[found.end()]):
                tags[found.start()] = "v"
        joined = "".join(tags)
    joined = _settle_verbs(words, tags, joined)
    if "t" in joined and not _MINDS.isdisjoint(words):
        joined = _settle_minds(words, tags, joined)
    if "l'" in joined:
        tags[:] = joined = _OF_DAY.sub("n", joined)
    if "#" in joined or "dl" in joined or "sl" in joined or "sd" in joined:
        joined = _settle_times(words, tags, joined)
    if "sN" in joined:
        joined = _settle_as(words, tags, joined)
    return _PERFECT.sub(_told, joined) if "D" in joined or "j" in joined else joined


def _settle_names(words: list[str], tags: list[str], joined: str) -> str:
    """Tell what is a part of a name: `Pleas Judge`, and `for` in `the Department for Education`."""
    for found in _IN_NAME.finditer(joined):
        if words[found.start()][0].isupper():
            tags[found.start()] = "N"
    for found in _FOR.finditer(joined):
        i = found.start()
        if words[i] == "for" and words[i - 1].lower() in _NAMED_FOR:
            tags[i] = "f"
    return "".join(tags)


def _settle_times(words: list[str], tags: list[str], joined: str) -> str:
    """Tell `about 40 people`, `in 1963` before a name, `more than 40`, `a Sunday paper` and `after the vote`."""
    for found in _COUNTED.finditer(joined):
        i = found.start()
        if words[i].lower() in _ABOUT:
            tags[i] = "q"
        elif found["name"] and len(words[i + 1]) == _YEAR and words[i + 1].isdecimal():
            tags[i + 1] = "l"
    for found in _SINCE.finditer(joined):
        if words[found.start()] in _SINCE_WORDS:
            tags[found.start()] = "i"
    for found in _TIMED.finditer(joined):
        if words[found.start()][0].isupper():
            tags[found.start()] = "n"
    for found in _QUANTITY.finditer(joined):
        first, last = found.span()
        if tuple(word.lower() for word in words[first:last]) in _QUANTITIES:
            tags[first:last] = "q##"[: last - first]
    return "".join(tags)


def _settle_as(words: list[str], tags: list[str], joined: str) -> str:
    """Tell `critics such as Verma` and `known only as Ali`."""
    for found in _SUCH_AS.finditer(joined):
        i = found.start()
        if words[i : i + 2] == ["such", "as"]:
            tags[i : i + 2] = "fd"
    for found in _AS_NAME.finditer(joined):
        i = found.start()
        if words[i] == "as" and words[i - 1] in _NAMED:
            tags[i] = "i"
    return "".join(tags)


def _settle_verbs(words: list[str], tags: list[str], joined: str) -> str:
    """Tell what only looks like a noun: `did not return calls`, `has long said`."""
    if not ("mn" in joined or "xn" in joined or "hn" in joined or "hs" in joined):
        return joined
    for found in _BARE_VERB.finditer(joined):
        i = found.start()
        if joined[i - 1] == "m" or joined[i - 2 : i] == "mx" or words[i - 1].endswith(("n't", "n’t")):
            tags[i] = "v"
    for found in _HAS_SINCE.finditer(joined):
        tags[found.start()] = "a"
    for found in _LONG.finditer(joined):
        if words[found.start()] == "long":
            tags[found.start()] = "a"
    return "".join(tags)


def _settle_minds(words: list[str], tags: list[str], joined: str) -> str:
    """Tell `was adamant that` as one would `insisted that`."""
    for found in _MINDED.finditer(joined):
        first, last = found.start(), found.end() - 1
        if words[last] in _MINDS and first and words[first - 1].lower() not in _IMPERSONAL:
            tags[first], tags[last] = "a", "I"
    return "".join(tags)


def _is_present(word: str, following: str) -> bool:
    """Tell `Verma supports the plan` from `Verma aides this week`."""
    return word[-1:] == "s" and word[-2:] != "ss" and word[0].islower() and following not in _POINTING


def _told(perfect: re.Match[str]) -> str:
    tags = perfect[0]
    return tags[:-1] + _AS_PAST[tags[-1]]
