"""A text as tokens: words, and every other character by itself but for white space.

A word is a run of letters, digits and what combines with them. No apostrophe or hyphen is part of one: `don't` is
`don`, `'`, `t`. The borders of what is annotated cut words too, so that every annotation is a run of whole tokens.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

import regex

from seeddoc.positions import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Unicode's letters, marks and numbers, which `\w` of the standard library knows in part; and what is no white space, to
# Python's mind, which takes FS, GS, RS and US for some.
_TOKEN: Final = regex.compile(r"[\p{L}\p{M}\p{N}_]++|[^\s\x1c-\x1f]")


def find_tokens(text: str, start: int, end: int, borders: Iterable[int] = ()) -> Iterator[Span]:
    """Yield the tokens of a stretch of a text, in code points of the text.

    Args:
        text: that the stretch is of.
        start: where it begins.
        end: where it ends.
        borders: where a word is cut.
    """
    cuts = sorted(set(borders))
    for found in _TOKEN.finditer(text, start, end):
        at, until = found.span()
        for cut in cuts[bisect_right(cuts, at) : bisect_left(cuts, until)]:
            yield Span(at, cut)
            at = cut
        yield Span(at, until)
