"""Words: a stretch of text in, its words and punctuation out, with their offsets.

Tokens are made only where somebody looks: around a quotation, and never more than `WINDOW`
characters of it, so that the work for a quotation is bounded whatever the text.

It knows nothing of quotations and of what words mean, beside where a sentence ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# The most that is read on one side of a quotation, in code points.
WINDOW: Final = 600

# A word runs over inner apostrophes, hyphens, slashes, full stops and ampersands: al-Qa’im, U.S.,
# AT&T.
_TOKEN: Final = re.compile(r"[^\W_][\w’'.&/-]*|\S")
_LOOSE_END: Final = ".-/&'"

_TITLES: Final = "mr mrs ms mx dr prof rev fr hon pres gov sen sens rep reps st messrs mme mlle jr sr"
_RANKS: Final = "lt gen col maj capt cmdr adm sgt cpl pvt insp supt det"
_OTHERS: Final = "no vs jan feb aug sept oct nov dec inc corp ltd co bros dept"
_ABBREVIATIONS: Final = frozenset(f"{_TITLES} {_RANKS} {_OTHERS}".split())
_SENTENCE_ENDS: Final = frozenset(".?!")


class Word(NamedTuple):
    """A word or a punctuation mark; `lower` is its text in lower case."""

    text: str
    start: int
    end: int
    lower: str

    @property
    def is_word(self) -> bool:
        """Tell a word or number from a punctuation mark."""
        return self.text[0].isalnum()

    @property
    def is_name(self) -> bool:
        """Tell a word that begins with a capital letter."""
        return self.text[0].isupper()


def words_after(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Return the words from `start` to the end of the sentence, or to `end`; no full stop."""
    limit = min(end, start + WINDOW)
    found = tokenize(text, start, limit)
    if limit < end and found:
        found.pop()  # it may be cut
    for number in range(len(found)):
        if ends_sentence(found, number):
            return tuple(found[:number])
    return tuple(found)


def words_before(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Return the words from `start` or later of the sentence that is not yet over at `end`."""
    limit = max(start, end - WINDOW)
    found = tokenize(text, limit, end)
    if limit > start and found:
        found.pop(0)  # it may be cut
    for number in range(len(found) - 1, -1, -1):
        if ends_sentence(found, number):
            return tuple(found[number + 1 :])
    return tuple(found)


def tokenize(text: str, start: int, end: int) -> list[Word]:
    """Return the words and punctuation marks of a stretch of text."""
    found: list[Word] = []
    for match in _TOKEN.finditer(text, start, end):
        word, at = match[0], match.start()
        if word[-1] not in _LOOSE_END or len(word) == 1:
            found.append(Word(word, at, match.end(), word.lower()))
            continue
        kept = len(word) if _is_abbreviation(word) else len(word.rstrip(_LOOSE_END))
        found.append(Word(word[:kept], at, at + kept, word[:kept].lower()))
        found.extend(Word(word[i], at + i, at + i + 1, word[i]) for i in range(kept, len(word)))
    return found


def _is_abbreviation(word: str) -> bool:
    """Tell a word whose full stop belongs to it: a title, an initial, U.S."""
    stem = word[:-1]
    if word[-1] != "." or stem[-1] == ".":
        return False
    return "." in stem or (len(stem) == 1 and stem.isupper()) or stem.lower() in _ABBREVIATIONS


def ends_sentence(words: Sequence[Word], number: int) -> bool:
    """Tell whether a sentence ends there: a full stop or the like, and no small letter next."""
    if words[number].text not in _SENTENCE_ENDS:
        return False
    return number + 1 == len(words) or not words[number + 1].text[0].islower()
