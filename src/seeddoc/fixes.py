"""Fixes as values: what to put in the place of which stretch of a text.

A `Diagnostic` may carry a `Fix`; who asks for it applies it with `apply_fixes`. A fix touches its own stretches and
nothing else, so all bytes around them stay as they are.

It knows nothing of rules, files or the command line.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, TypeAlias

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

# An edit as it is compared many times: its start, end and text.
_Plain: TypeAlias = tuple[int, int, str]


@attrs.frozen(order=True)
class Edit:
    """One stretch of a text to be replaced.

    Attributes:
        start: where it begins, 0-based, in code points of the input.
        end: where it ends; the same as `start` where something is put in.
        text: what takes its place.
    """

    start: int
    end: int
    text: str

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"an edit runs forward from 0 or later, not from {self.start} to {self.end}")


def _in_order(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    return tuple(sorted(edits))


@attrs.frozen
class Fix:
    """What mends a finding.

    Attributes:
        message: what it does, in the imperative.
        edits: in the order of their places, side by side; all are made or none.
        safe: whether it can change nothing that was meant; an unsafe one has to be asked for by itself.
    """

    message: str
    edits: tuple[Edit, ...] = attrs.field(converter=_in_order)
    safe: bool = True

    def __attrs_post_init__(self) -> None:
        if not self.edits:
            raise ValueError("a fix makes at least one edit")
        at = -1
        for edit in self.edits:
            if edit.start < at:
                raise ValueError(f"the edit from {edit.start} begins before {at}, where the one before it ends")
            at = edit.end


def apply_fixes(text: str, fixes: Iterable[Fix]) -> tuple[str, tuple[Fix, ...]]:
    """Apply fixes to a text.

    A fix that overlaps one that was taken before it is left out: it is to be looked for again in the new text. Two
    that put something in at one place overlap.

    Returns:
        The text and the fixes that were applied, in the order of their places.
    """
    taken: list[Fix] = []
    edits: list[_Plain] = []  # in order and side by side
    for fix in sorted(set(fixes), key=lambda fix: (_plain(fix), fix.message)):
        own = _plain(fix)
        if all(_is_apart(edit, edits) for edit in own):
            taken.append(fix)
            for edit in own:
                insort(edits, edit)
    pieces, at = [], 0
    for start, end, new in edits:
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]]), tuple(taken)


def _plain(fix: Fix) -> list[_Plain]:
    return [(edit.start, edit.end, edit.text) for edit in fix.edits]


def _is_apart(edit: _Plain, others: list[_Plain]) -> bool:
    """Tell whether an edit overlaps none of the others; only its neighbours can overlap it."""
    at = bisect_left(others, edit)
    return not any(_overlap(other, edit) for other in others[max(0, at - 1) : at + 1])


def _overlap(one: _Plain, other: _Plain) -> bool:
    if one[0] == other[0]:
        return True
    first, second = (one, other) if one[0] < other[0] else (other, one)
    return second[0] < first[1]
