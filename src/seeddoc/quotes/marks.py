"""Quotation marks: the text of a paragraph in, the spans between its marks out.

A style of marks is one row of `STYLES`. Most paragraphs hold no marks, or pairs of one kind, one
after another, and are read by plain searches. Whatever needs to be weighed goes to `_pairing`
(which mark closes which), and `_singles` adds what stands between single marks, if any can open.
Linear on every text, and no text raises.

It knows nothing of speakers, cues or paragraphs before and after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seeddoc.limits import QUOTE_DEPTH
from seeddoc.quotes._apostrophes import may_open, openers_of
from seeddoc.quotes._pairing import BEFORE_OPENING, MARKS, pair
from seeddoc.quotes._singles import weave
from seeddoc.quotes._styles import ANY, SINGLE, STYLES, Span, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SINGLE", "STYLES", "Span", "Style", "find_all_spans", "find_spans", "has_marks"]

# Marks of one character, and those of two with the character that must be there for them.
_PLAIN: Final = tuple(mark for mark in MARKS if len(mark) == 1)
_PLAIN_ASCII: Final = tuple(mark for mark in _PLAIN if mark.isascii())
_DOUBLED: Final = tuple((mark[0], mark) for mark in MARKS if len(mark) == 2)

# The styles of which one mark opens and closes.
_STRAIGHT: Final = {
    style.opener: style
    for style in STYLES
    if style.family != SINGLE and not style.turned and style.opener in style.closers
}
# The styles of which each opener opens and each closer closes, where a text has no other marks.
_PAIRS: Final = {
    tuple(sorted((style.opener, *style.closers))): style
    for style in STYLES
    if style.family != SINGLE and style.opens == ANY and len(style.closers) == len(style.opener) == 1
}

_FEET: Final = frozenset("'’")
# Half as dear as a call of the class.
_new: Final = tuple.__new__


def has_marks(text: str) -> bool:
    """Tell whether a text holds any mark that is no apostrophe: cheaper than finding its spans."""
    return bool(_marks_of(text)) or may_open(text)


def find_spans(text: str, depth: int = QUOTE_DEPTH) -> tuple[Span, ...]:
    """Find the quotations of a paragraph: ordered, disjoint, each with those nested in it, to a depth."""
    return find_all_spans((text,), depth)[0]


def find_all_spans(texts: Sequence[str], depth: int = QUOTE_DEPTH) -> list[tuple[Span, ...]]:
    """Find the quotations of each of several paragraphs.

    What none of them holds is looked for once, in all of them together.

    Args:
        texts: of the paragraphs.
        depth: to which they nest; deeper, closing marks are missing, and what is open ends there. It bounds the stacks.
            Single marks and others count apart, so a tree has at most twice as many levels.
    """
    whole = "\n".join(texts)
    marks, singles = _marks_of(whole), openers_of(whole)
    if not marks and not singles:
        return [()] * len(texts)
    found = []
    for text, following in zip(texts, (*texts[1:], ""), strict=True):
        here = [mark for mark in marks if mark in text]
        spans = _find_others(text, here, depth) if here else ()
        if singles and may_open(text, singles):
            spans = weave(text, spans, depth, reopened=following[:1])
        found.append(spans)
    return found


def _marks_of(text: str) -> list[str]:
    """Return the marks of a text but for single ones, in the order of their code points."""
    marks = [mark for mark in (_PLAIN_ASCII if text.isascii() else _PLAIN) if mark in text]
    for first, mark in _DOUBLED:
        if first in text and mark in text:
            marks.append(mark)
    return marks


def _find_others(text: str, marks: list[str], depth: int) -> tuple[Span, ...]:
    """Find the quotations between other marks than single ones."""
    spans = None
    if len(marks) == 1:
        style = _STRAIGHT.get(marks[0])
        spans = None if style is None else _find_straight(text, style)
    elif len(marks) == 2:
        style = _PAIRS.get((marks[0], marks[1]))
        spans = None if style is None else _find_flat(text, style)
    return pair(text, depth) if spans is None else spans


def _find_flat(text: str, style: Style) -> tuple[Span, ...] | None:
    """Find the spans of a text that holds the two marks of a style, if they take turns."""
    before, *pieces = text.split(style.opener)
    closer = style.closers[0]
    if text.count(closer) != len(pieces):
        return None
    spans = []
    start = len(before)
    for piece in pieces:
        size = piece.find(closer)
        if size < 1 or _is_blank(piece, size) or _is_measure(piece, size):
            return None
        end = start + 1 + size
        spans.append(_new(Span, (style, start, start + 1, end, end + 1, True, ())))
        start += 1 + len(piece)
    return tuple(spans)


def _find_straight(text: str, style: Style) -> tuple[Span, ...] | None:
    """Find the spans of a text that holds one mark only, if it plainly opens and closes in turns."""
    pieces = text.split(style.opener)
    if not len(pieces) % 2:
        return None
    spans = []
    size = len(style.opener)
    end = 0
    for before, piece in zip(pieces[::2], pieces[1::2], strict=False):
        start = end + len(before)
        if not (_opens(start, before, piece) and _closes(piece)):
            return None
        end = start + len(piece) + 2 * size
        spans.append(_new(Span, (style, start, start + size, end - size, end, True, ())))
    return tuple(spans)


def _opens(start: int, before: str, piece: str) -> bool:
    """Tell whether the mark between two pieces opens whatever follows."""
    last = before[-1:]
    return start == 0 or last.isspace() or (last in BEFORE_OPENING and not piece[:1].isspace())


def _closes(piece: str) -> bool:
    """Tell whether the mark after a piece closes whatever follows."""
    last = piece[-1:]
    return last != "" and not last.isspace() and last not in BEFORE_OPENING and not _is_measure(piece, len(piece))


def _is_measure(piece: str, size: int) -> bool:
    """Tell whether feet and inches may stand before a mark, which then is none."""
    return piece[size - 1].isdigit() and not _FEET.isdisjoint(piece[max(0, size - 4) : size])


def _is_blank(piece: str, size: int) -> bool:
    return piece[0].isspace() and piece[:size].isspace()
