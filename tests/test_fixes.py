"""Fixes as values, and what becomes of a text that they are applied to."""

from __future__ import annotations

import pytest

from seeddoc.fixes import Edit, Fix, apply_fixes


def fix(*edits: tuple[int, int, str], message: str = "mend it") -> Fix:
    return Fix(message, [Edit(*edit) for edit in edits])


@pytest.mark.parametrize(
    ("fixes", "expected", "applied"),
    [
        ([], "abcdef", 0),
        ([fix((1, 2, "X"))], "aXcdef", 1),
        ([fix((3, 3, "X"))], "abcXdef", 1),
        ([fix((1, 2, "X")), fix((2, 3, "Y"))], "aXYdef", 2),
        ([fix((1, 3, "X")), fix((2, 4, "Y"))], "aXdef", 1),
        ([fix((1, 3, "X")), fix((3, 3, "Y"))], "aXYdef", 2),
        ([fix((2, 2, "X")), fix((2, 2, "Y"))], "abXcdef", 1),
        ([fix((2, 2, "X")), fix((2, 3, "Y"))], "abXcdef", 1),
        ([fix((1, 2, "X"), (4, 5, "Z")), fix((4, 5, "Y"))], "aXcdZf", 1),
        ([fix((4, 5, "Y")), fix((0, 1, "X"), (4, 5, "Z"))], "XbcdZf", 1),
        ([fix((1, 2, "X"))] * 2, "aXcdef", 1),
    ],
)
def test_fixes_are_applied_where_they_do_not_overlap(fixes: list[Fix], expected: str, applied: int) -> None:
    text, taken = apply_fixes("abcdef", fixes)
    assert text == expected
    assert len(taken) == applied


def test_edits_of_a_fix_are_put_in_order() -> None:
    assert fix((4, 5, "b"), (0, 1, "a")).edits == (Edit(0, 1, "a"), Edit(4, 5, "b"))


@pytest.mark.parametrize("place", [(-1, 2), (3, 2)])
def test_an_edit_runs_forward(place: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="runs forward"):
        Edit(*place, "")


def test_edits_of_a_fix_do_not_overlap() -> None:
    with pytest.raises(ValueError, match="begins before"):
        fix((0, 3, ""), (2, 4, ""))


def test_a_fix_without_edits_is_none() -> None:
    with pytest.raises(ValueError, match="at least one"):
        fix()
