"""Quotations between single marks: a text and its other quotations in, all of them as one tree out.

What lies between other marks stands: a single mark inside pairs inside, and a quotation between
single ones takes in whole those that lie in it. One pass over the marks with a stack of bounded
depth: linear on every text, and no text raises.

It knows nothing of what makes an apostrophe: `_apostrophes` weighs each mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from seeddoc.quotes._apostrophes import Closing, can_open, find_marks, how_closing, is_doubtful
from seeddoc.quotes._styles import SINGLE, STYLES, Span, Style, begins_clause

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BY_OPENER: Final = {style.opener: style for style in STYLES if style.family == SINGLE}

# What may be an apostrophe ends a quotation only so near its opening mark: after so many characters
# at most, and for one that begins as speech does, which runs on, after so many words.
_NEAR: Final = 200
_FEW_WORDS: Final = 3

# So many characters before a mark tell whether speech begins there.
_GLANCE: Final = 8

_CLAUSE_STARTS: Final = frozenset(",:")
_SENTENCE_END: Final = frozenset(".?!…")
_STRONG: Final = frozenset(",.?!…")


@attrs.define(eq=False)
class _Other:
    """A quotation between other marks that the pass is in, with what was found inside it."""

    span: Span
    children: list[Span] = attrs.Factory(list)


@attrs.define(eq=False)
class _Single:
    """An opening single mark.

    Attributes:
        style: that of the mark.
        start: where the mark is.
        doubtful: it may as well be an apostrophe.
        children: what was found inside it so far.
        closer: the best place so far that may close it.
        likely: that place is likely to.
    """

    style: Style
    start: int
    doubtful: bool
    children: list[Span] = attrs.Factory(list)
    closer: int | None = None
    likely: bool = False


_Frame: TypeAlias = "_Other | _Single"


def weave(text: str, others: Iterable[Span], depth: int, *, reopened: str = "") -> tuple[Span, ...]:
    """Add the quotations between single marks to the others of a text.

    Args:
        text: of a paragraph.
        others: its quotations between other marks.
        depth: to which those between single marks nest.
        reopened: the first character of the next paragraph: a mark there opens again what this one leaves open.
    """
    return _Weaving(text, others, depth, reopened).spans()


def _in_order(spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        yield span
        yield from _in_order(span.children)


class _Weaving:
    """Walks through one text from left to right, into the other quotations and out of them."""

    def __init__(self, text: str, others: Iterable[Span], depth: int, reopened: str) -> None:
        self._text = text
        self._depth = depth
        self._reopened = reopened
        self._ahead = list(_in_order(others))[::-1]
        self._root = _Other(Span(STYLES[0], 0, 0, len(text), len(text) + 1, closed=True))
        self._others = [self._root]
        self._stack: list[_Frame] = [self._root]
        self._singles = 0

    def spans(self) -> tuple[Span, ...]:
        for at in find_marks(self._text):
            self._walk(at)
            if not (self._singles and self._closes(at)) and can_open(self._text, at):
                self._open(at, doubtful=is_doubtful(self._text, at))
        self._walk(len(self._text))
        self._settle(len(self._text))
        return tuple(self._root.children)

    def _walk(self, at: int) -> None:
        """Go into every other quotation that begins before a place, and out of those that end."""
        while True:
            here = self._others[-1]
            if self._ahead and self._ahead[-1].start < min(at, here.span.end):
                inner = _Other(self._ahead.pop())
                self._others.append(inner)
                self._stack.append(inner)
            elif here.span.end <= at:
                self._settle(here.span.inner_end)
                self._leave(here, here.span.inner_end, here.span.end)
            else:
                return

    def _leave(self, here: _Other, inner_end: int, end: int) -> None:
        self._others.pop()
        self._stack.pop()
        span = here.span
        closed = span.closed and end == span.end
        self._add(Span(span.style, span.start, span.inner_start, inner_end, end, closed, tuple(here.children)))

    def _closes(self, at: int) -> bool:
        """Take a mark as a closing one, if it can be one and there is something to close."""
        how = how_closing(self._text, at)
        if how is Closing.NO:
            return False
        if how is Closing.SURE:
            self._cut(at)
        top = self._stack[-1]
        if isinstance(top, _Other) or at == top.start + 1:
            return False
        if not _is_closed_by(top.style, self._text[at]):
            return self._takes_back(top, at)
        if how is Closing.SURE:
            self._close(top, at)
        elif not top.doubtful and not top.likely and (how is Closing.LIKELY or self._is_near(top, at)):
            top.closer, top.likely = at, how is Closing.LIKELY
        return True

    def _takes_back(self, top: _Single, at: int) -> bool:
        """Leave out an opening mark that comes again where a closing one would stand: it was no quotation's."""
        again = self._text[at] == top.style.opener
        if again:
            top.closer, top.doubtful = None, True
            self._end(top, at)
        return again

    def _cut(self, at: int) -> None:
        """End another quotation that was never closed where the single marks around it close."""
        here = self._stack[-1]
        if isinstance(here, _Single) or here.span.closed:
            return
        around = self._stack[-2]
        if isinstance(around, _Single) and not around.doubtful:
            end = self._trimmed(here.span.inner_start, at)
            if end > here.span.inner_start:
                self._leave(here, end, end)

    def _is_near(self, top: _Single, at: int) -> bool:
        """Tell whether what may be an apostrophe is near enough to close."""
        if at - top.start > _NEAR:
            return False
        words = self._text[top.start + 1 : at].split()
        if len(words) > _FEW_WORDS and (top.closer is not None or self._is_speech(top, self._stack[-2])):
            return False
        return not any(word[-1] in _SENTENCE_END for word in words)

    def _open(self, at: int, *, doubtful: bool) -> None:
        top = self._stack[-1]
        if doubtful and isinstance(top, _Single) and not top.doubtful:
            return
        while isinstance(top, _Single) and (top.doubtful or top.closer is not None):
            self._end(top, at)
            top = self._stack[-1]
        if self._singles == self._depth:
            self._settle(at)
        if self._singles < self._depth:
            self._singles += 1
            self._stack.append(_Single(_BY_OPENER[self._text[at]], at, doubtful))

    def _before(self, top: _Single) -> str:
        """Return the character before a mark and the blanks there, or nothing at the edge."""
        floor = self._others[-1].span.inner_start
        return self._text[max(floor, top.start - _GLANCE) : top.start].rstrip()[-1:]

    def _is_speech(self, top: _Single, around: _Frame) -> bool:
        """Tell whether a mark begins speech: a first one plainly, a further one more freely."""
        before, capital = self._before(top), self._text[top.start + 1].isupper()
        if around.children and around.children[-1].style.family == SINGLE and around.children[-1].closed:
            return before in _CLAUSE_STARTS or (before in _SENTENCE_END and capital)
        return (not before or before in _CLAUSE_STARTS) and capital

    def _close(self, top: _Single, at: int) -> None:
        self._pop()
        self._add(self._span(top, at, at + 1, top.children))
        around = self._stack[-1]
        if isinstance(around, _Single) and not around.likely and self._may_be_shared(top, around, at):
            around.closer, around.likely = at, True

    def _may_be_shared(self, top: _Single, around: _Single, at: int) -> bool:
        """Tell whether a closing mark closes the mark around if nothing else does: `'I saw 'im go,' he said`."""
        if self._text[at - 1] not in _STRONG or not _is_closed_by(around.style, self._text[at]):
            return False
        return self._before(top).isalnum()

    def _settle(self, limit: int) -> None:
        """End what single marks opened inside the innermost other quotation."""
        while isinstance(top := self._stack[-1], _Single):
            self._end(top, limit)

    def _end(self, top: _Single, limit: int) -> None:
        """End a quotation that nothing surely closed: where it may close, else never or at all."""
        self._pop()
        if top.closer is not None:
            self._commit(top, top.closer)
        elif self._runs_on(top):
            self._abandon(top, limit)
        else:
            for child in top.children:
                self._add(child)

    def _runs_on(self, top: _Single) -> bool:
        """Tell whether a mark opens what nothing closes: inside other quotations, and where speech begins."""
        if top.doubtful or top.style.apostrophe:
            return False
        return len(self._others) > 1 or self._is_speech(top, self._stack[-1])

    def _commit(self, top: _Single, at: int) -> None:
        inside: list[Span] = []
        for child in top.children:
            if child.end <= at:
                inside.append(child)
            elif child.start < at:  # it had taken the closing mark for itself
                inside.extend(child.children)
        self._add(self._span(top, at, at + 1, inside))
        for child in top.children:
            if child.start > at:
                self._add(child)

    def _abandon(self, top: _Single, limit: int) -> None:
        """Let a quotation run on, never closed, to the limit or to the next one that begins a clause.

        Where the next paragraph opens it again, it runs on to the end of this one.
        """
        children = top.children
        cut = len(children)
        if limit < len(self._text) or self._reopened != top.style.opener:
            cut = next((number for number, child in enumerate(children) if self._is_apart(child, top)), cut)
        end = children[cut].start if cut < len(children) else limit
        end = self._trimmed(top.start + 1, end)
        if end > top.start + 1:
            self._add(self._span(top, end, end, children[:cut]))
        for child in children[cut:]:
            self._add(child)

    def _trimmed(self, start: int, end: int) -> int:
        """Return where a stretch of text ends without the blanks at its end."""
        return start + len(self._text[start:end].rstrip())

    def _is_apart(self, child: Span, top: _Single) -> bool:
        return begins_clause(self._text, child, top.start + 1)

    def _span(self, top: _Single, inner_end: int, end: int, children: list[Span]) -> Span:
        return Span(top.style, top.start, top.start + 1, inner_end, end, end > inner_end, tuple(children))

    def _pop(self) -> None:
        self._stack.pop()
        self._singles -= 1

    def _add(self, span: Span) -> None:
        self._stack[-1].children.append(span)


def _is_closed_by(style: Style, mark: str) -> bool:
    return mark in style.closers or mark in style.stand_ins
