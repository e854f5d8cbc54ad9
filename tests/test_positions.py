"""Places: code points, bytes, UTF-16 units, lines and columns."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeddoc import Position, Span
from seeddoc.positions import START, STEP, Anchor, Place, TextIndex, resolve
from tests import strategies
from tests.test_properties import naive_position

# One of each width, and every length around the checkpoints of an index.
LONG = [
    ("x" * 5 + "\n") * 900,
    "é" * STEP + "\n" + "文" * STEP + "𝄞" * STEP,
    "𝄞" * (2 * STEP),
    "x" + "𝄞" * STEP,
    "xx" + "𝄞\n" * STEP,
    "xxx" + "𝄞" * STEP,
    "\udcff\udc80" * STEP,
    "",
    "x" * STEP,
]


@pytest.mark.parametrize("text", LONG)
def test_long_texts(text: str) -> None:
    index = TextIndex(text)
    for offset in {0, 1, STEP - 1, STEP, STEP + 1, 2 * STEP, len(text) // 2, len(text) - 1, len(text)}:
        if 0 <= offset <= len(text):
            assert index.position(offset) == naive_position(text, offset)


@pytest.mark.parametrize("text", LONG)
def test_long_bytes(text: str) -> None:
    data = text.encode("utf-8", "surrogateescape")
    index = TextIndex(data)
    for offset in {0, 1, STEP // 4, STEP // 2, STEP - 1, STEP, len(text) // 3, len(text) // 2, len(text)}:
        if 0 <= offset <= len(text):
            at = len(text[:offset].encode("utf-8", "surrogateescape"))
            assert index.position(at) == naive_position(data, offset)


def test_stray_continuation_bytes() -> None:
    data = b"\x80" * (3 * STEP)
    index = TextIndex(data)
    for offset in (0, STEP, STEP + 1, STEP + 2, STEP + 3, 2 * STEP, 3 * STEP):
        assert index.position(offset) == naive_position(data, offset)


@given(st.text() | st.binary(), st.integers(-3, 300))
def test_any_offset_is_bounded_to_the_text(text: str | bytes, offset: int) -> None:
    found = TextIndex(text).position(max(offset, 0)).byte_offset
    size = len(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    assert 0 <= found <= size


@given(strategies.texts(), strategies.texts())
def test_from_a_start(before: str, text: str) -> None:
    start = naive_position(before, len(before))
    whole = before + text
    for where in (start, Place(TextIndex(whole).position, len(before))):
        assert TextIndex(text, where).position(len(text)) == naive_position(whole, len(whole))
    assert start.advanced(text) == naive_position(whole, len(whole))


def test_position_is_a_value() -> None:
    one, other = Position(3, 3, 3, 1, 4), Position(4, 4, 4, 2, 1)
    assert one < other
    assert one == START.advanced("abc")
    assert Span(1, 2) < Span(1, 3)
    assert hash(Span(1, 2)) == hash(Span(1, 2))


def test_a_place_is_worked_out_when_asked_for() -> None:
    asked = []

    def ask(offset: int) -> Position:
        asked.append(offset)
        return START

    place = Place(ask, 7)
    assert asked == []
    assert resolve(place) == place.position == START
    assert asked == [7, 7]
    assert place == START
    assert place == Place(ask, 7)
    assert place != Position(1, 1, 1, 1, 2)
    assert place != "somewhere"
    assert hash(place) == hash(START)
    assert repr(place) == f"Place({START!r})"
    assert resolve(START) is START


def test_a_pickled_place_is_its_position() -> None:
    place = Place(TextIndex("x\n" * 100_000).position, 4)
    pickled = pickle.dumps(place)
    assert len(pickled) < 200
    again = pickle.loads(pickled)  # noqa: S301 (made here)
    assert again == place


def test_anchors() -> None:
    text = "Title\n\né𝄞 x"
    anchor = Anchor(TextIndex(text, Position(10, 12, 11, 3, 1)), 7)
    assert anchor.position(0) == Position(17, 19, 18, 5, 1)
    assert anchor.moved(2).position(1) == anchor.position(3) == Position(20, 26, 22, 5, 4)
