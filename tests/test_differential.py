"""The reader against the reference reader of tests/reference.py, which is slow, short and written from the rules."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, example, given, settings

from fuzz.comparing import assert_as_the_reference
from tests import strategies

# More examples than elsewhere: no other test compares as much.
MANY = settings(max_examples=strategies.more_examples(300), suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(strategies.soups())
@example("<<<FILE a\n<<<<FILE\n")
@example("<<<FILE a\n<<<FILE b\r")
@example("<<<FILE a\n>>><<<FILE b")
@example("<<<FILE a\n>>>>\nFILE>>END\n>>\r\r\n")
@example("<<<FILE END:")
@example("<<<FILE BEGIN\n")
@example("<<FILE\r\r")
@example("<<<FILE <a path='a'>>>\n")
@example("<<<FILE a> path='a'>>>\n")
@example("<<<FILE > h='>>>'>>>\n")
@example('<<<FILE>>>\nx\n<<<END "">>>\n')
@example("<<<FILE id=7>>>\nx\n<<<END nonce=7>>>\n")
@example("<<<FILE a\nFIL\n>>>\ufeff<<<FILE>>>\n")
@example("<<<FILE a\nFIL\n>>>.<<<FILE>>>\n")
def test_soups(text: str) -> None:
    assert_as_the_reference(text)


@MANY
@given(strategies.garbage())
def test_garbage(text: str) -> None:
    assert_as_the_reference(text)


@MANY
@given(strategies.garbage_bytes())
@example(b"\xff\xfe<<<FILE a>>>\n")
@example(b"<<<FILE a>>>\ny\n<<<END FILE>>>\xb9<<<FILE b>>>\nz\n<<<END FILE>>>\n")
@example(b"<<<FILE end>>>\nx\n<<<END FILE>>>\n")
@example(b"<<<FILE \xff>>>\n\xff\n<<<END FILE>>>\xb9<<<FILE \xff>>>\nz\n<<<END FILE>>>\n")
def test_garbage_bytes(data: bytes) -> None:
    assert_as_the_reference(data)


# What bundles are made of, whole and in pieces; all of it in a row by chance comes across more than anybody thinks of.
PIECES = (
    *("<<<FILE a>>>", "<<<FILE a", "<<<FILE b id=7>>>", "<<<FILE>>>", "<<<<FILE c>>>>", "<<FILE a>>>", "<<<FILE "),
    *("<<<END FILE>>>", "<<<END FILE b>>>", "<<<END>>>", "<<<<END FILE>>>>", ">>>", "FILE>>>", ">>>END", "FIL", "END"),
    *("\n", "\n", "\n", "\r\n", "\r", " ", "\t", "<", ">", "<<<", "\ufeff", "\0", "\udce9", "é", "abc", "x "),
    *("nonce=7", "size=3", "path=x.txt", '"', "'", "=", ":", "-", "BEGIN", "```\n"),
)


# And whole lines of them, as those of bundles without closers.
LINES = (
    *("<<<FILE a>>>\n", "<<<FILE a>>>\n", "<<<FILE b>>>\r\n", "<<<FILE c>>>\n", "<<<FILE d", "<<<FILE e id=8>>>\n"),
    *("<<<FILE end>>>\n", "<<<FILE START-x>>>\n", "<<<FILE Endx>>>\n", "<<<END FILE>>>\n", "FILE>>>\n"),
    *("abc\n", "é\n", "“”\n", "\udce9\n", "x\r\n", "\r\n", "\n", "\r", "> y\n", "<z\n", "\ufeff"),
)


@pytest.mark.parametrize("pieces", [PIECES, LINES], ids=["pieces", "lines"])
@pytest.mark.parametrize("seed", range(8))
def test_pieces(seed: int, pieces: tuple[str, ...]) -> None:
    chance = random.Random(seed)  # noqa: S311 (which pieces)
    for _ in range(strategies.more_examples(500)):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 16)))
        assert_as_the_reference(text.encode("utf-8", "surrogateescape"))


@pytest.mark.parametrize("form", strategies.FORMS, ids=lambda form: form.preset)
def test_forms(form: strategies.Form) -> None:
    assert_as_the_reference("".join(strategies.write_form(form, *pair) for pair in (("a", "x"), ("b", "y\n"))))
