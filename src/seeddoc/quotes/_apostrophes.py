"""Single marks: a text and the place of one in, what it may be there out.

`‘`, `’` and `'` are quotation marks and apostrophes in one. The characters and words beside a mark
tell which: `can_open` and `how_closing` weigh them, and in doubt it is an apostrophe. What
they look at is bounded, and no text raises.

The words are English ones; in another language they only mean that fewer marks are in doubt.
It knows nothing of pairs.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

# These scripts put no blanks between words and have no apostrophes: Han, kana, Hangul and their
# punctuation. A mark beside them is a quotation mark.
_EASTERN: Final = "\u2e80-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_WESTERN_LETTER: Final = rf"[^\W{_EASTERN}]"

# What may stand right before an opening mark, beside white space and the edge. What can only be a
# quotation mark needs no more than that no word runs into it.
_BEFORE_APOSTROPHE: Final = rf"\s(\[{{<—–\-/=“\"«‹„‚「『‘*_…,:{_EASTERN}"
_BEFORE: Final = {
    "'": rf"(?<![^{_BEFORE_APOSTROPHE}]')(?!')",
    "’": rf"(?<![^{_BEFORE_APOSTROPHE}]’)",
    "‘": rf"(?<!{_WESTERN_LETTER}‘)",
    "‚": rf"(?<!{_WESTERN_LETTER}‚)",
    "`": r"(?<![\w`]`)(?!`)",
}
# What stands right after one: no blank and nothing that ends a clause or a quotation. `‘.22` and
# `‘’Tis` are fine.
_AFTER: Final = r"(?=[^\s,;:!?.)\]}>%/”’»›」』‘']|['’]\w|\.(?:\s?\.|[@#\w]))"

# Words that begin with an apostrophe, endings that the tokens of some corpora have apart (`do n't`),
# years, and names that begin with the letter ayn, which is written like a mark.
_ELISION: Final = (
    r"(?i:(?:tis|tisn|twas|twasn|twere|twill|twould|em|n|cause|cos|cuz|coz|til|till|bout|round|cross|gainst|neath|mid"
    r"|mongst|tween|nother|nuff|fraid|kay|cept|spect|scuse|course|ere|er|e|im|un|ad|ave|ow|ello|ome|ouse|ood|hood"
    r"|s|t|d|k|m|re|ve|ll|nt|\d\d(?:['’]?s)?)(?![.,-]?\w)"
    r"|(?:abd|abbas|abid|adil|ain|alaw|ali\b|amr\b|arab|ayn|isa\b|omar|umar|urab|uthm))"
)
# `rock 'n' roll`: nothing makes a quotation of these.
_NEVER: Final = r"(?!(?i:n)['’]?(?!\w))"

_OPENING: Final = {
    mark: re.compile(f"{mark}{before}{_AFTER}{_NEVER}{f'(?!{_ELISION})' if mark == '’' else ''}")
    for mark, before in _BEFORE.items()
}
_Opener: TypeAlias = tuple[str, re.Pattern[str]]
_OPENING_ITEMS: Final[tuple[_Opener, ...]] = tuple(_OPENING.items())
_DOUBTFUL: Final = re.compile(rf"’|'(?<=[-,:]')|['‘](?:(?<=-.)|{_ELISION})")

# Marks inside words are no concern of anybody, nor are typewriter's double marks.
_MARK: Final = re.compile(rf"['‘’‚`](?:(?<!{_WESTERN_LETTER}.)|(?!{_WESTERN_LETTER}))(?<!''|``)(?!(?<=')'|(?<=`)`)")

# An apostrophe alone makes a possessive of words that end so, and feet of a figure.
_POSSESSIVE: Final = frozenset("sSxXzZ")
_NOT_BEFORE_CLOSING: Final = frozenset("([{<“‘«‹„‚「『=")
_ENDS_CLAUSE: Final = frozenset(',.;:!?)]}…”»›」』"')
_ENDS_SPEECH: Final = frozenset(',.?!…”»’"')
_AFTER_CLOSING: Final = _ENDS_CLAUSE | frozenset(">—–-/*'’“„‘")
_EASTERN_CHARACTER: Final = re.compile(f"[{_EASTERN}]")

# Words that lose their end: `nothin’`, `th’ end`, `Guns N’ Roses`, but not `again`.
_LONGEST_CLIPPED: Final = 12
_CLIPPED: Final = re.compile(r"(?<!\w)(?:(?:(?<=['‘’])[A-Z])?[a-z]*[b-z]in|an|th|ol|o|wi|lil|mo|yo|po|fo|[nN])\Z")
_AND: Final = re.compile(r"(?<!\w)['’‘][nN]\Z")
# No noun that somebody owns begins with one of these: `the ‘dark forces’ of old`.
_NO_NOUN: Final = re.compile(
    r"\s(?:[(\[\d—–-]|(?i:(?:and|or)(?!\s\w+['’])|of|is|are|was|were|has|have|had|will|would|can|could|may|might|must"
    r"|should|do|does|did|in|on|at|to|for|by|with|without|into|over|under|against|between|through|during|about|from"
    r"|as|than|that|which|who|when|where|while|whether|why|how|if|but|because|since|though|although|until|before|after"
    r"|then|rather|instead|too|also|again|not|no|some|any|every|each|the|an?|this|these|those|he|she|it|they|we|i|you"
    r"|his|her|its|their|our|my|your|said|says|told|asked)\b|(?:[A-Z][\w.’'-]*\s){1,3}(?:said|says|told|asked)\b)"
)


class Closing(Enum):
    """How sure it is that a mark closes a quotation, if one is open."""

    NO = 0
    MAYBE = 1  # `the boys’ names`: an apostrophe as likely
    LIKELY = 2  # `the boys’, he`: what follows speaks for it
    SURE = 3  # `gone,’ he` and `dark web’ is`: no apostrophe stands there


def openers_of(text: str) -> list[_Opener]:
    """Return the single marks that can open a quotation somewhere in a text, each with its pattern."""
    return [(mark, pattern) for mark, pattern in _OPENING_ITEMS if mark in text and pattern.search(text)]


def may_open(text: str, openers: Sequence[_Opener] = _OPENING_ITEMS) -> bool:
    """Tell whether any of some single marks of a text can open a quotation."""
    for mark, pattern in openers:  # noqa: SIM110 - half as dear as a generator
        if mark in text and pattern.search(text):
            return True
    return False


def find_marks(text: str) -> list[int]:
    """Return the places of the single marks of a text that are not inside words."""
    return [found.start() for found in _MARK.finditer(text)]


def can_open(text: str, at: int) -> bool:
    """Tell whether the mark at a place can open a quotation."""
    return _OPENING[text[at]].match(text, at) is not None


def is_doubtful(text: str, at: int) -> bool:
    """Tell whether a mark that can open a quotation may as well be an apostrophe."""
    return _DOUBTFUL.match(text, at) is not None


def how_closing(text: str, at: int) -> Closing:
    """Weigh whether the mark at a place closes a quotation."""
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if not before or before in _NOT_BEFORE_CLOSING:
        return Closing.NO
    if before.isspace():
        return _how_closing_apart(text, at, after)
    if not _is_edge(after):
        return Closing.SURE if before in _ENDS_SPEECH and after.isupper() else Closing.NO
    return _how_closing_word(text, at, before, after) if before.isalnum() else Closing.SURE


def _how_closing_word(text: str, at: int, before: str, after: str) -> Closing:
    """Weigh a mark at the end of a word."""
    if _AND.search(text, max(0, at - 2), at):
        return Closing.NO
    possible = before in _POSSESSIVE or before.isdigit()
    if not possible and _CLIPPED.search(text, max(0, at - _LONGEST_CLIPPED), at) is None:
        return Closing.SURE
    if not after or after in _ENDS_CLAUSE or (possible and _NO_NOUN.match(text, at + 1)):
        return Closing.LIKELY
    return Closing.MAYBE


def _how_closing_apart(text: str, at: int, after: str) -> Closing:
    """Weigh a mark after a blank: `“A b,” ’ he said`."""
    ends = not after or after.isspace() or after in _ENDS_CLAUSE
    return Closing.SURE if ends and text[at - 2 : at - 1] in _ENDS_SPEECH else Closing.NO


def _is_edge(after: str) -> bool:
    """Tell whether a closing mark may stand before a character."""
    return not after or after.isspace() or after in _AFTER_CLOSING or _EASTERN_CHARACTER.match(after) is not None
