"""Quotation marks: the text of a paragraph in, the spans between its marks out.

A style of marks is one row of `STYLES`; nothing else in the package names a mark. Which way a mark
faces is read off the characters beside it, so that straight marks pair and marks typed the wrong
way round still do. One pass with a stack of bounded depth: linear on every text, and no text
raises.

It knows nothing of speakers, cues or paragraphs before and after.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from typing import Final

import attrs


class Lean(Enum):
    """Which way a mark faces, as far as its neighbours tell."""

    OPENING = "opening"
    CLOSING = "closing"
    NEITHER = "neither"


_ANY: Final = frozenset(Lean)
_NOT_CLOSING: Final = frozenset({Lean.OPENING, Lean.NEITHER})


@attrs.frozen
class Style:
    """One way of writing quotation marks.

    Attributes:
        name: for people and for comparing.
        opener: the opening mark.
        closers: the marks that close it.
        stand_ins: marks that close it where they lean to the left and no proper closer comes.
        opens: the leans with which the opening mark opens.
        family: styles of one family do not nest but by mistake or inside running text.
        turned: the opening mark is another style's closing mark and opens only outside quotations.
    """

    name: str
    opener: str
    closers: tuple[str, ...]
    stand_ins: tuple[str, ...] = ()
    opens: frozenset[Lean] = _ANY
    family: str = "double"
    turned: bool = False


_TURNED: Final = frozenset({Lean.OPENING})

# To take another style in, add its row. Of two rows with one opener the first counts.
STYLES: Final = (
    Style("curly", "“", ("”",), ('"', "''", "“")),
    Style("straight", '"', ('"',), ("”", "''"), _NOT_CLOSING),
    Style("typewriter", "``", ("''",), ('"', "”")),
    Style("apostrophes", "''", ("''",), ('"', "”"), _NOT_CLOSING),
    Style("low", "„", ("“", "”"), ('"',)),
    Style("guillemets", "«", ("»",), family="guillemets"),
    Style("single guillemets", "‹", ("›",), family="single guillemets"),
    Style("turned curly", "”", ("”", "“"), ('"',), _TURNED, turned=True),
    Style("turned guillemets", "»", ("«",), (), _TURNED, "guillemets", turned=True),
    Style("turned single guillemets", "›", ("‹",), (), _TURNED, "single guillemets", turned=True),
)

# Deeper than that nobody nests quotations: closing marks are missing, and what is open ends there.
# It bounds the stack and the tree.
MAX_DEPTH: Final = 6

_BY_OPENER: Final = {style.opener: style for style in reversed(STYLES)}
_ALL_MARKS: Final = sorted(
    {mark for style in STYLES for mark in (style.opener, *style.closers, *style.stand_ins)},
    key=lambda mark: (-len(mark), mark),
)
_ASCII_MARKS: Final = tuple(mark for mark in _ALL_MARKS if mark.isascii())
_OTHER_MARKS: Final = tuple(mark for mark in _ALL_MARKS if not mark.isascii())
# Feet and inches are no quotation: 6'2" and 5’11”.
_NO_INCHES: Final = r"""(?<!\d['’]\d["”])(?<!\d['’]\d\d["”])"""
_MARK: Final = re.compile(f"(?:{'|'.join(map(re.escape, _ALL_MARKS))}){_NO_INCHES}")

# What may stand right before an opening mark and right after a closing one, beside white space and
# the edge.
_BEFORE_OPENING: Final = frozenset("([{<—–-/=“‘«‹„‚\"'`")
_AFTER_CLOSING: Final = frozenset(",.;:!?)]}>…—–-/*”’»›\"'")

# After one of these an opening mark begins a new quotation; after anything else it is nested.
_SENTENCE_END: Final = frozenset(".?!…:,;”\"'’")


@attrs.frozen
class Mark:
    """One mark in a text.

    Attributes:
        text: the mark itself.
        start: where it begins.
        lean: which way it faces.
    """

    text: str
    start: int
    lean: Lean

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@attrs.frozen
class Span:
    """A stretch between marks: `start` to `end` with them, `inner_start` to `inner_end` without."""

    style: Style
    start: int
    inner_start: int
    inner_end: int
    end: int
    closed: bool
    children: tuple[Span, ...] = ()


@attrs.define
class _Open:
    """An opening mark on the stack, with the quotations found inside it so far."""

    style: Style
    mark: Mark
    children: list[Span] = attrs.Factory(list)


def has_marks(text: str) -> bool:
    """Tell whether a text holds any mark at all: cheaper than any pattern."""
    if any(mark in text for mark in _ASCII_MARKS):
        return True
    return not text.isascii() and any(mark in text for mark in _OTHER_MARKS)


def find_spans(text: str) -> tuple[Span, ...]:
    """Find the quotations of a paragraph: ordered, disjoint, each with those nested in it."""
    return _Pairing(text).spans() if has_marks(text) else ()


def find_marks(text: str) -> list[Mark]:
    """Find every mark of a text, with its lean."""
    return [Mark(found[0], found.start(), _lean(text, found.start(), found.end())) for found in _MARK.finditer(text)]


def _lean(text: str, start: int, end: int) -> Lean:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    opening = not after.isspace() and (before.isspace() or before in _BEFORE_OPENING)
    closing = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    if opening == closing:
        return Lean.NEITHER
    return Lean.OPENING if opening else Lean.CLOSING


class _Pairing:
    """Pairs the marks of one text, from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks = find_marks(text)
        self._places: dict[str, list[int]] | None = None
        self._stack: list[_Open] = []
        self._found: list[Span] = []

    def spans(self) -> tuple[Span, ...]:
        for number, mark in enumerate(self._marks):
            level = self._closed_by(mark, number)
            if level is not None:
                self._close(level, mark)
            else:
                self._open(mark)
        self._abandon(0, len(self._text))
        return tuple(self._found)

    def _closed_by(self, mark: Mark, number: int) -> int | None:
        """Return the level of the stack that a mark closes."""
        opener = _BY_OPENER.get(mark.text)
        opens = opener is not None and not opener.turned and mark.lean is Lean.OPENING
        if opens:
            return None
        for level in range(len(self._stack) - 1, -1, -1):
            if mark.text in self._stack[level].style.closers:
                return level
        for level in range(len(self._stack) - 1, -1, -1):
            if self._stands_in(mark, number, self._stack[level].style):
                return level
        return None

    def _stands_in(self, mark: Mark, number: int, style: Style) -> bool:
        if mark.text not in style.stand_ins or mark.lean is not Lean.CLOSING:
            return False
        return not self._closer_ahead(number, style)

    def _closer_ahead(self, number: int, style: Style) -> bool:
        """Tell whether a proper closer of a style comes before its next opener."""
        opener = self._next(number, (style.opener,), Lean.CLOSING)
        closer = self._next(number, style.closers, Lean.OPENING)
        return closer is not None and (opener is None or closer <= opener)

    def _next(self, number: int, texts: tuple[str, ...], unless: Lean) -> int | None:
        """Return the number of the next of some marks that does not plainly face the other way.

        A straight mark is opener and closer in one; its lean tells which. Only the next two of
        each mark are looked at, which keeps the work bounded.
        """
        if self._places is None:
            self._places = {}
            for at, mark in enumerate(self._marks):
                self._places.setdefault(mark.text, []).append(at)
        nexts = []
        for text in texts:
            places = self._places.get(text, [])
            first = bisect_right(places, number)
            nexts += [at for at in places[first : first + 2] if self._marks[at].lean is not unless]
        return min(nexts, default=None)

    def _open(self, mark: Mark) -> None:
        style = _BY_OPENER.get(mark.text)
        if style is None or mark.lean not in style.opens or (style.turned and self._stack):
            return
        if len(self._stack) == MAX_DEPTH:
            self._abandon(0, mark.start)
        self._stack.append(_Open(style, mark))

    def _close(self, level: int, mark: Mark) -> None:
        self._abandon(level + 1, mark.start)
        opened = self._stack.pop()
        if self._text[opened.mark.end : mark.start].strip():
            self._add(self._span(opened, mark.start, mark.end, tuple(opened.children)))

    def _abandon(self, level: int, limit: int) -> None:
        """Let what is open from a level of the stack upwards run to the limit, never closed."""
        while len(self._stack) > level:
            opened = self._stack.pop()
            cut = self._first_sentence(opened)
            children = opened.children
            end = children[cut].start if cut < len(children) else limit
            end = opened.mark.end + len(self._text[opened.mark.end : end].rstrip())
            if end > opened.mark.end:
                self._add(self._span(opened, end, end, tuple(children[:cut])))
            for child in children[cut:]:
                self._add(child)

    def _first_sentence(self, opened: _Open) -> int:
        """Return the number of the first child that begins a sentence: what is open ends there."""
        for number, child in enumerate(opened.children):
            if child.style.family == opened.style.family and self._begins_sentence(child, opened):
                return number
        return len(opened.children)

    def _begins_sentence(self, child: Span, opened: _Open) -> bool:
        at = child.start - 1
        while at > opened.mark.start and self._text[at].isspace():
            at -= 1
        return self._text[at] in _SENTENCE_END or at < opened.mark.end

    def _span(self, opened: _Open, inner_end: int, end: int, children: tuple[Span, ...]) -> Span:
        mark = opened.mark
        return Span(opened.style, mark.start, mark.end, inner_end, end, end > inner_end, children)

    def _add(self, span: Span) -> None:
        (self._stack[-1].children if self._stack else self._found).append(span)
