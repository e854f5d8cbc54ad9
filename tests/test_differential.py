"""The reader against the reference reader of tests/reference.py, which is slow, short and written from the rules."""

from __future__ import annotations

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
@example(b"<<<FILE \xff>>>\n\xff\n<<<END FILE>>>\xb9<<<FILE \xff>>>\nz\n<<<END FILE>>>\n")
def test_garbage_bytes(data: bytes) -> None:
    assert_as_the_reference(data)


@pytest.mark.parametrize("form", strategies.FORMS, ids=lambda form: form.preset)
def test_forms(form: strategies.Form) -> None:
    assert_as_the_reference("".join(strategies.write_form(form, *pair) for pair in (("a", "x"), ("b", "y\n"))))
