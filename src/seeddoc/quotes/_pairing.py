"""Pairs of marks: a text in, the spans between its marks other than single ones out.

Which way a mark faces is read off the characters beside it, so that straight marks pair and marks
typed the wrong way round still do. One pass with a stack of bounded depth: linear on every text,
and no text raises. `marks` takes a shorter way where nothing needs to be weighed.

It knows nothing of apostrophes, and of no mark but those in the table.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final, NamedTuple

import attrs

from seeddoc.quotes._styles import SINGLE, STYLES, Lean, Span, Style, begins_clause

_STYLES: Final = tuple(style for style in STYLES if style.family != SINGLE)
_BY_OPENER: Final = {style.opener: style for style in reversed(_STYLES)}

MARKS: Final = tuple(
    sorted(
        {mark for style in _STYLES for mark in (style.opener, *style.closers, *style.stand_ins)},
        key=lambda mark: (-len(mark), mark),
    )
)
# Feet and inches are no quotation: 6'2" and 5’ 11”.
_NO_INCHES: Final = r"""(?<!\d['’]\d["”])(?<!\d['’]\d\d["”])(?<!\d['’]\s\d["”])(?<!\d['’]\s\d\d["”])"""
_MARK: Final = re.compile(f"(?:{'|'.join(map(re.escape, MARKS))}){_NO_INCHES}")

# What may stand right before an opening mark and right after a closing one, beside white space and
# the edge.
BEFORE_OPENING: Final = frozenset("([{<—–-/=“‘«‹„‚「『\"'`")
AFTER_CLOSING: Final = frozenset(",.;:!?)]}>…—–-/*”’»›」』\"'")


class _Mark(NamedTuple):
    """One mark in a text."""

    text: str
    start: int
    end: int
    lean: Lean


@attrs.define(eq=False)
class _Open:
    """An opening mark on the stack, with the quotations found inside it so far."""

    style: Style
    mark: _Mark
    children: list[Span] = attrs.Factory(list)


def pair(text: str, depth: int) -> tuple[Span, ...]:
    """Find the quotations of a text: ordered, disjoint, each with those nested in it, to a depth."""
    return _Pairing(text, depth).spans()


def _lean(text: str, start: int, end: int) -> Lean:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    opening = not after.isspace() and (before.isspace() or before in BEFORE_OPENING)
    closing = not before.isspace() and (after.isspace() or after in AFTER_CLOSING)
    if opening == closing:
        return Lean.NEITHER
    return Lean.OPENING if opening else Lean.CLOSING


class _Pairing:
    """Pairs the marks of one text, from left to right."""

    def __init__(self, text: str, depth: int) -> None:
        self._text = text
        self._depth = depth
        self._marks = [
            _Mark(found[0], found.start(), found.end(), _lean(text, found.start(), found.end()))
            for found in _MARK.finditer(text)
        ]
        self._places: dict[str, list[int]] | None = None
        self._stack: list[_Open] = []
        self._found: list[Span] = []

    def spans(self) -> tuple[Span, ...]:
        for number, mark in enumerate(self._marks):
            if self._stack and self._is_measure(mark, number):
                continue
            level = self._closed_by(mark, number) if self._stack else None
            if level is not None:
                self._close(level, mark)
            else:
                self._open(mark, number)
        self._abandon(0, len(self._text))
        return tuple(self._found)

    def _is_measure(self, mark: _Mark, number: int) -> bool:
        """Tell `8" wide` inside a quotation: inches, and the closing mark comes after."""
        if mark.lean is not Lean.CLOSING or not self._text[mark.start - 1].isdigit():
            return False
        style = self._stack[-1].style
        if mark.text not in style.closers or not self._text[mark.end : mark.end + 2].lstrip().islower():
            return False
        after = self._next(number, (style.opener, *style.closers), None)
        return (
            after is not None and self._marks[after].text in style.closers and self._marks[after].lean is Lean.CLOSING
        )

    def _closed_by(self, mark: _Mark, number: int) -> int | None:
        """Return the level of the stack that a mark closes."""
        opener = _BY_OPENER.get(mark.text)
        if opener is not None and not opener.turned and mark.lean is Lean.OPENING:
            return None
        for level in range(len(self._stack) - 1, -1, -1):
            if mark.text in self._stack[level].style.closers:
                return level
        for level in range(len(self._stack) - 1, -1, -1):
            if self._stands_in(mark, number, self._stack[level].style):
                return level
        return None

    def _stands_in(self, mark: _Mark, number: int, style: Style) -> bool:
        if mark.text not in style.stand_ins or mark.lean is not Lean.CLOSING:
            return False
        if self._begins_anew(mark, number):
            return True
        # A straight mark is opener and closer in one; its lean tells which.
        return not self._closer_ahead(number, style, Lean.CLOSING, Lean.OPENING)

    def _begins_anew(self, mark: _Mark, number: int) -> bool:
        """Tell `“We go," he said. "We stay.”`: after a pause the next mark opens again."""
        after = self._marks[number + 1] if number + 1 < len(self._marks) else None
        return after is not None and after.lean is Lean.OPENING and self._text[mark.start - 1] in ",.?!…"

    def _closer_ahead(self, number: int, style: Style, no_opener: Lean | None, no_closer: Lean | None) -> bool:
        """Tell whether a proper closer of a style comes before its next opener, but for those of some lean."""
        opener = self._next(number, (style.opener,), no_opener)
        closer = self._next(number, style.closers, no_closer)
        return closer is not None and (opener is None or closer <= opener)

    def _next(self, number: int, texts: tuple[str, ...], unless: Lean | None) -> int | None:
        """Return the number of the next of some marks that is not of a lean.

        Only the next two of each mark are looked at, which keeps the work bounded.
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

    def _open(self, mark: _Mark, number: int) -> None:
        style = _BY_OPENER.get(mark.text)
        if style is None or mark.lean not in style.opens or not self._may_open(mark, number, style):
            return
        if len(self._stack) == self._depth:
            self._abandon(0, mark.start)
        self._stack.append(_Open(style, mark))

    def _may_open(self, mark: _Mark, number: int, style: Style) -> bool:
        if style.turned:
            # A closing mark that leans to the right; `»Sie sagte ›nein‹ dazu«` nests such marks.
            return all(each.style.turned and each.style.family != style.family for each in self._stack)
        if mark.lean is Lean.CLOSING and mark.text in style.stand_ins:
            # A closing mark typed the wrong way round, unless a closing one comes next.
            return self._closer_ahead(number, style, None, None)
        return True

    def _close(self, level: int, mark: _Mark) -> None:
        self._abandon(level + 1, mark.start)
        opened = self._stack.pop()
        if self._text[opened.mark.end : mark.start].strip():
            self._add(self._span(opened, mark.start, mark.end, opened.children))

    def _abandon(self, level: int, limit: int) -> None:
        """Let what is open from a level of the stack upwards run to the limit, never closed."""
        while len(self._stack) > level:
            opened = self._stack.pop()
            cut = self._first_sentence(opened)
            children = opened.children
            end = children[cut].start if cut < len(children) else limit
            end = opened.mark.end + len(self._text[opened.mark.end : end].rstrip())
            if end > opened.mark.end:
                self._add(self._span(opened, end, end, children[:cut]))
            for child in children[cut:]:
                self._add(child)

    def _first_sentence(self, opened: _Open) -> int:
        """Return the number of the first child that begins a sentence: what is open ends there."""
        for number, child in enumerate(opened.children):
            if child.style.family == opened.style.family and begins_clause(self._text, child, opened.mark.end):
                return number
        return len(opened.children)

    def _span(self, opened: _Open, inner_end: int, end: int, children: list[Span]) -> Span:
        mark = opened.mark
        return Span(opened.style, mark.start, mark.end, inner_end, end, end > inner_end, tuple(children))

    def _add(self, span: Span) -> None:
        (self._stack[-1].children if self._stack else self._found).append(span)
