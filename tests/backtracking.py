"""Which regular expressions may take more than linear time: a compiled pattern in, the reasons to doubt it out.

The parse tree of `re` is walked from left to right with what is *open*: the characters that repetitions without an
upper bound, which may give back what they took, can still take. Three things make a pattern doubtful:

- another unbounded repetition begins that takes some of the open characters, so that there are many ways to share a
  run of them (`[ab]*[bc]*`, `.*,.*`); what must stand between the two and is none of these characters closes them;
- a repetition whose body does so where it follows itself: nested ones (`(a+)+`), but not `a+(?:,a+)*`;
- a pattern that is searched for (not matched at a place) begins with an unbounded repetition that can fail after it,
  and no look-behind keeps it from being tried at every place of a run (`[ ]*x`, but not `(?<![ ])[ ]*x`).

Possessive repetitions and atomic groups give nothing back and open nothing. Repetitions with a bound cost no more than
a factor. Sets are compared by their members in a sample of characters, lookarounds are walked by themselves. What is
doubtful need not be slow: `(?:[^/]+/)*[^/]*x` is not.
"""

from __future__ import annotations

import re
from re import _constants as names  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Tree = Sequence[tuple[Any, Any]]

_SAMPLE: Final = "".join(
    [*map(chr, range(256)), "\u0130\u0131\u0300\u2014\u2018\u2019\u201c\u201d\u2028\u3000\ufeff\U0001d11e\u6771\udc80"]
)
_REPEATS: Final = (names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT)
_LOOKS: Final = (names.ASSERT, names.ASSERT_NOT)
_ATOMS: Final = (names.LITERAL, names.NOT_LITERAL, names.ANY, names.IN)


class Doubts:
    """Walks a pattern; `found` are the reasons to doubt it."""

    def __init__(self, pattern: re.Pattern[Any], *, searched: bool) -> None:
        self.found: list[str] = []
        self._flags = pattern.flags
        tree = list(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
        self._walk(tree, frozenset())
        if searched and self._begins_with_run(tree):
            self.found.append("begins with a run, wherever it is tried")

    def _walk(self, tree: Tree, live: frozenset[str]) -> frozenset[str]:
        """Walk a sequence with what is open before it; return what is open after it."""
        for kind, value in tree:
            live = self._step(kind, value, live)
        return live

    def _step(self, kind: Any, value: Any, live: frozenset[str]) -> frozenset[str]:
        if kind in _ATOMS:
            return live if live & self._members(kind, value) else frozenset()
        if kind in _REPEATS:
            least, most, body = value
            return self._repeat(kind, least, most, body, live)
        if kind is names.SUBPATTERN:
            return self._walk(value[-1], live)
        if kind is names.ATOMIC_GROUP:
            self._walk(value, live)
            return live if live and not self._closes(value, live) else frozenset()
        if kind is names.BRANCH:
            return frozenset().union(*(self._walk(each, live) for each in value[1]))
        if kind in _LOOKS:
            self._walk(value[1], frozenset())
        return live

    def _repeat(self, kind: Any, least: int, most: int, body: Tree, live: frozenset[str]) -> frozenset[str]:
        if most is not names.MAXREPEAT:
            after = self._walk(body, live)
            return after | (frozenset() if least else live)
        if len(body) == 1 and body[0][0] in _ATOMS:
            taken = self._members(*body[0])
            if live & taken:
                self.found.append(f"two runs that take {min(live & taken)!r}")
            after = taken
        else:
            after = self._walk(body, self._walk(body, live)) | self._all_members(body)
        kept = live if not least or not self._closes(body, live) else frozenset()
        return kept if kind is names.POSSESSIVE_REPEAT else kept | after

    def _closes(self, tree: Tree, live: frozenset[str]) -> bool:
        """Tell whether something in a sequence has to be there that is none of some characters."""
        for kind, value in tree:
            if kind in _ATOMS and not live & self._members(kind, value):
                return True
            if kind is names.SUBPATTERN and self._closes(value[-1], live):
                return True
            if kind in _REPEATS and value[0] and self._closes(value[2], live):
                return True
        return False

    def _begins_with_run(self, tree: Tree) -> bool:
        """Tell whether a sequence that is tried at every place may begin with a run in vain."""
        for number, (kind, value) in enumerate(tree):
            rest = tree[number + 1 :]
            if kind is names.SUBPATTERN:
                return self._begins_with_run([*value[-1], *rest])
            if kind is names.BRANCH:
                return any(self._begins_with_run([*each, *rest]) for each in value[1])
            if kind in _REPEATS and value[1] is names.MAXREPEAT:
                return self._can_fail(rest)
            is_passed = (kind in _REPEATS and value[0] == 0) or (kind in _LOOKS and value[0] > 0)
            if not is_passed:  # something else has to be there, or before it
                return False
        return False

    def _can_fail(self, tree: Tree) -> bool:
        return any(not (kind in _REPEATS and value[0] == 0) for kind, value in tree)

    def _all_members(self, tree: Tree) -> frozenset[str]:
        return frozenset().union(*self._every(tree))

    def _every(self, tree: Tree) -> Iterator[frozenset[str]]:
        for kind, value in tree:
            if kind in _ATOMS:
                yield self._members(kind, value)
            elif kind in _REPEATS:
                yield from self._every(value[2])
            elif kind is names.SUBPATTERN:
                yield from self._every(value[-1])
            elif kind is names.ATOMIC_GROUP:
                yield from self._every(value)
            elif kind is names.BRANCH:
                for each in value[1]:
                    yield from self._every(each)

    def _members(self, kind: Any, value: Any) -> frozenset[str]:
        if kind is names.LITERAL:
            return self._cased(chr(value))
        if kind is names.NOT_LITERAL:
            return frozenset(_SAMPLE) - self._cased(chr(value))
        if kind is names.ANY:
            return frozenset(_SAMPLE) - (frozenset() if self._flags & re.DOTALL else {"\n"})
        return self._class(value)

    def _class(self, items: Tree) -> frozenset[str]:
        members: set[str] = set()
        for kind, value in items:
            if kind is names.LITERAL:
                members |= self._cased(chr(value))
            elif kind is names.RANGE:
                members.update(*(self._cased(char) for char in _SAMPLE if value[0] <= ord(char) <= value[1]))
            elif kind is names.CATEGORY:
                members.update(char for char in _SAMPLE if _CATEGORIES[str(value)](char))
        negated = bool(items) and items[0][0] is names.NEGATE
        return frozenset(_SAMPLE) - members if negated else frozenset(members)

    def _cased(self, char: str) -> frozenset[str]:
        return frozenset({char, char.lower(), char.upper()}) if self._flags & re.IGNORECASE else frozenset(char)


_CATEGORIES: Final = {
    f"CATEGORY_{'NOT_' if negated else ''}{name}": (lambda char, shape=shape: bool(re.match(shape, char)))
    for name, letter in (("DIGIT", "d"), ("SPACE", "s"), ("WORD", "w"))
    for negated, shape in ((False, f"\\{letter}"), (True, f"\\{letter.upper()}"))
}


def doubts(pattern: re.Pattern[Any], *, searched: bool = False) -> list[str]:
    """Return why a pattern may take more than linear time; nothing where there is no reason."""
    return Doubts(pattern, searched=searched).found
