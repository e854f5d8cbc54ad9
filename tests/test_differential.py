"""The reader against the reference reader of tests/reference.py, which is slow, short and written from the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings

from seeddoc import parse
from tests import strategies
from tests.reference import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc import ParseResult
    from tests.reference import Reading

# More examples than elsewhere: no other test compares as much.
MANY = settings(max_examples=strategies.more_examples(300), suppress_health_check=[HealthCheck.too_slow])


def documents_read(result: ParseResult) -> list[tuple[object, ...]]:
    return [(found.name, found.text, found.attributes, found.complete) for found in result.bundle]


def documents_expected(reading: Reading) -> list[tuple[object, ...]]:
    return [(found.name, found.text, found.attributes, found.complete) for found in reading.documents]


def findings_read(result: ParseResult) -> Iterator[tuple[int, str, int, int, int]]:
    for found in result.diagnostics:
        yield found.offset, found.code, found.line, found.column, found.byte_offset


def assert_same(data: str | bytes) -> None:
    result, reading = parse(data), read(data)
    assert documents_read(result) == documents_expected(reading)
    found, expected = list(findings_read(result)), reading.diagnostics
    if isinstance(data, str) and "E002" in reading.codes:  # what UTF-8 cannot write has no place in it
        found, expected = ([(*finding[:4], 0) for finding in each] for each in (found, expected))
    assert found == expected
    assert [(span.start, span.end) for span in result.outside] == reading.outside


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
    assert_same(text)


@MANY
@given(strategies.garbage())
def test_garbage(text: str) -> None:
    assert_same(text)


@MANY
@given(strategies.garbage_bytes())
@example(b"\xff\xfe<<<FILE a>>>\n")
@example(b"<<<FILE a>>>\ny\n<<<END FILE>>>\xb9<<<FILE b>>>\nz\n<<<END FILE>>>\n")
@example(b"<<<FILE \xff>>>\n\xff\n<<<END FILE>>>\xb9<<<FILE \xff>>>\nz\n<<<END FILE>>>\n")
def test_garbage_bytes(data: bytes) -> None:
    assert_same(data)


@pytest.mark.parametrize("form", strategies.FORMS, ids=lambda form: form.preset)
def test_forms(form: strategies.Form) -> None:
    assert_same("".join(strategies.write_form(form, *pair) for pair in (("a", "x"), ("b", "y\n"))))
