"""A text as tokens: words, and every other character by itself but for what Python calls white space.

A word is a run of letters, digits and what combines with them. No apostrophe or hyphen is part of one: `don't` is
`don`, `'`, `t`. The borders of what is annotated cut words too, so that every annotation is a run of whole tokens.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from seeddoc.positions import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def find_tokens(text: str, start: int, end: int, borders: Iterable[int] = ()) -> Iterator[Span]:
    """Yield the tokens of a stretch of a text, in code points of the text.

    Args:
        text: that the stretch is of.
        start: where it begins.
        end: where it ends.
        borders: where a word is cut.
    """
    cuts = set(borders)
    word = start
    for at in range(start, end):
        in_word = _is_of_word(text[at])
        if not in_word or at in cuts:
            if word < at:
                yield Span(word, at)
            word = at
        if not in_word:
            word = at + 1
            if not text[at].isspace():
                yield Span(at, at + 1)
    if word < end:
        yield Span(word, end)


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char)[0] == "M"
