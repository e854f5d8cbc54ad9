"""Bare quotations: titles of works and nicknames, which nobody utters, and echoes, which nobody is named for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from seeddoc.quotes.english.beside import is_echoed
from seeddoc.quotes.english.subjects import NAMERS
from seeddoc.quotes.english.titles import is_title
from seeddoc.quotes.english.words import is_title_case

if TYPE_CHECKING:
    from seeddoc.quotes.passages import Case

_JUDGES: Final = re.compile(r"[JKL][oN]?[^|;:,QFYi]{0,6}$")
# Things that have titles.
_WORK: Final = re.compile(
    "album|anthem|article|ballad|biography|blog|book|broadcast|cartoon|column|comedy|documentary|drama|editorial|episode"
    "|essay|exhibition|film|game|hymn|lecture|magazine|manifesto|memoir|movie|musical|newsletter|novel|opera|pamphlet"
    "|play|podcast|poem|programme|program|project|report|series|show|single|sitcom|song|speech|story|study|thriller"
    "|track|trilogy|video"
)
# `“…” – Lena Brandt, “The Long Ferry”`
_SIGNED: Final = re.compile(r"[QFY]-N{1,5},$")
# `is called “…”`, `an officer known in the port as the “…”`
_CALLED: Final = re.compile(r"(?:b[al]{0,2}(?P<called>[Jje])|(?P<known>e)[^|;:,QFYy]{0,6}s)d?$")
# By these nobody is judged: `the council has named “Rain at Noon”`.
_ONLY_NAMERS: Final = frozenset(("named", "titled", "entitled"))
_SAYING: Final = frozenset("SPBGm")
_CALLING: Final = NAMERS - {"branded", "billed"}
_SELVES: Final = frozenset(("itself", "themselves", "himself", "herself"))
_STYLING: Final = frozenset(("calling", "naming", "dubbing", "styled", "styling", "dubbed", "named"))
_MOST_CALLED: Final = 5
_TITLED_THINGS: Final = frozenset(("lyrics", "sequel", "introduction", "rights", "ode"))
_NAMED_BEFORE: Final = frozenset("nNdife'U#(")


def is_bare(case: Case) -> bool:
    """Tell a title (`the film “Rain at Noon”`) and a nickname (`Bo “Stormy” Lind`) from what somebody says.

    So is what nobody is named for: `“…,” came the reply`.
    """
    name = case.before == "N" and case.tags[case.at : case.at + 2] == "QN" and case.quoted.count(" ") <= 1
    if name and case.quoted[-1:] != ",":  # not `called Lind “a liar,” Verma left`
        return True
    so_called = case.before == "e" and case.passage.words[case.at - 1].lower() == "so-called"
    if so_called or _is_called(case) or _is_own_name(case):
        return True
    if (_is_named(case) and is_title(case.quoted)) or _is_told(case) or is_echoed(case):
        return True
    if not _may_be_named(case) or not is_title(case.quoted):
        return False
    if case.before == "d" and is_title_case(case.passage.text, case.passage.words):
        return False  # `Treasurer Ran Fund as a “Candy Store”`, where all words have capitals
    # What somebody calls somebody may have capitals too: `called him a “Lord of Misrule”`.
    return not _JUDGES.search(case.tags, max(case.start, case.at - 8), case.at)


def _may_be_named(case: Case) -> bool:
    """Tell whether a title may stand there: `of “…”`, `her memoir, “…”`, `“Rain” and “…”`."""
    before, at = case.before, case.at
    if before == "," and _SIGNED.search(case.tags, max(case.start, at - 8), at):
        return True
    if before == ",":
        return _WORK.fullmatch(case.passage.words[at - 2]) is not None
    if before == "c":
        return case.number > 0 and case.tags[at - 2] == "Q" and is_title(case.passage.quotations[case.number - 1])
    if before == "T":
        return case.passage.words[at - 2] in _TITLED_THINGS  # `the lyrics to “…”`
    return before != "" and before in _NAMED_BEFORE


def _is_called(case: Case) -> bool:
    """Tell `these are called “ghosts”` and `a practice known as “…”`, if no agent follows."""
    found = None
    if case.before in ("J", "j", "e", "s", "d"):
        found = _CALLED.search(case.tags, max(case.start, case.at - 10), case.at)
    if found is None:
        return False
    apart = found["known"] is not None and not case.tags.endswith("b", 0, found.start())  # `a deal, known as “…”`
    if not apart and not _SAYING.isdisjoint(case.tags[case.start : found.start()]):
        return False  # `Verma said it should be called “theft”`
    if case.tags[case.at + 1 : case.at + 2] == "y" or case.quoted.count(" ") >= _MOST_CALLED:
        return False
    if case.quoted[-1:] == "," and case.tags[case.at + 1 : case.at + 2] in (*"NpdqS",):
        return False  # `could be called “a risk,” the Courier reported`
    words = case.passage.words
    return words[found.start("called")] in _CALLING if found["called"] else words[found.start("known")] == "known"


def _is_told(case: Case) -> bool:
    """Tell a programme: `she told “60 Hours” that`."""
    if case.before != "S" or case.passage.words[case.at - 1] != "told":
        return False
    return is_title(case.quoted.lstrip("0123456789/ ") or "N")


def _is_own_name(case: Case) -> bool:
    """Tell `a site calling itself “Daylight”` and `who styled themselves the “Night Watch”`."""
    words, last = case.passage.words, case.at - 1 - (case.before == "d")
    return last > 0 and words[last] in _SELVES and words[last - 1] in _STYLING and is_title(case.quoted)


def _is_named(case: Case) -> bool:
    """Tell `the find, nicknamed “Otto”`."""
    if case.at < case.start + 2 or case.before not in "Jje":
        return False
    word = case.passage.words[case.at - 1]
    return (case.tags[case.at - 2] in ",nb" and word in NAMERS) or word in _ONLY_NAMERS
