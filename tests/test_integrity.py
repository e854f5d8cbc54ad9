"""Sizes, checksums and encodings (S3.8, S3.9)."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeddoc import Document, dumps, loads, parse
from seeddoc._integrity import check, content, is_base64, renewed, unknown_encodings

X, X_LF = (hashlib.sha256(data).hexdigest() for data in (b"x", b"x\n"))
NONE = hashlib.sha256(b"").hexdigest()

# attributes, what the text becomes (it is x, and a line break follows), and the codes
CHECKED = [
    ("", "x", ""),
    ("lang=2", "x", ""),
    ("size=1", "x", ""),
    ("size=2", "x\n", ""),
    ("SIZE=3", "x", "I001"),
    ("bytes=01", "x", ""),
    ("size=1 bytes=2", "x", "I001"),
    (f"sha256={X}", "x", ""),
    (f"sha256={X.upper()}", "x", ""),
    (f"sha256={X_LF}", "x\n", ""),
    (f"size=1 sha256={X_LF}", "x", "I002"),
    (f"size=2 sha256={X_LF}", "x\n", ""),
    (f"size=9 sha256={NONE}", "x", "I001 I002"),
    ("size=?", "x", "I004"),
    ("size= bytes=2", "x\n", "I004"),
    ("size=1 sha256=SKIPPED", "x", "I004"),
    (f"size={'0' * 17}1", "x", ""),
    (f"size={'0' * 18}1", "x", "I004"),
    ("size=\u0661", "x", "I004"),
    ("size=-1", "x", "I004"),
    ("encoding=UTF-8 mode=0644", "x", ""),
    ("encoding=utf8 mode=TEXT", "x", ""),
    ("encoding=latin-1", "x", "I005"),
    ("mode=gzip size=2", "x\n", "I005"),
    ("mode=9 encoding=plain", "x", "I005"),
    ("mode=base64", "x", "I003"),
    ("encoding=Base64 size=1 bytes=?", "x", "I004 I003"),
]


def pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, _, value in (pair.partition("=") for pair in text.split()))


@pytest.mark.parametrize(("attributes", "text", "codes"), CHECKED)
def test_check(attributes: str, text: str, codes: str) -> None:
    found, faults = check("x", "\n", pairs(attributes))
    assert found == text
    assert " ".join(fault.code for fault in faults) == codes


def test_without_a_line_break_nothing_is_added() -> None:
    assert check("x", "", pairs("size=2"))[0] == "x"
    assert check("x", "\r\n", pairs("size=3")) == ("x\r\n", [])
    assert check("", "\n", pairs(f"size=0 sha256={NONE}")) == ("", [])


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", b""),
        ("eA==", b"x"),
        ("aGVs\nbG8=", b"hello"),
        ("aGVs\r\n bG\t8=\n", b"hello"),
        ("eB==", b"x"),
        ("+/8=", b"\xfb\xff"),
    ],
)
def test_base64(text: str, data: bytes) -> None:
    assert content(text, pairs("mode=base64")) == data
    assert Document("a", text, pairs("encoding=BASE64")).data == data
    assert check(text, "\n", pairs(f"mode=base64 size={len(data)}")) == (text, [])


@pytest.mark.parametrize(
    "text", ["x", "eA", "eA=", "eA===", "=", "eA==eA==", "e-_=", "eA==\r", "eA==\x00", "eA==\u2028", "é", "eA==!"]
)
def test_not_base64(text: str) -> None:
    document = Document("a", text, pairs("encoding=base64"))
    with pytest.raises(ValueError, match="not base64"):
        _ = document.data
    assert [fault.code for fault in check(text, "", document.attributes)[1]] == ["I003"]


@given(st.binary())
def test_base64_of_any_bytes(data: bytes) -> None:
    text = base64.encodebytes(data).decode()
    bundle = loads(dumps([Document("a", text, pairs("encoding=base64"))], integrity=True))
    assert bundle[0].data == data


def test_bytes_of_what_is_not_base64() -> None:
    assert Document("a", "é").data == "é".encode()
    assert parse(b"<<<FILE a size=2>>>\n\xe9x\n<<<END>>>\n").bundle[0].data == b"\xe9x"
    assert Document("a", "\ud800").data == b"\xed\xa0\x80"
    assert Document("a", "x", pairs("mode=0755")).data == b"x"


def test_questions() -> None:
    assert is_base64(pairs("a=b MODE=Base64"))
    assert not is_base64(pairs("kind=base64 mode=0644"))
    assert unknown_encodings(pairs("encoding=gzip lang=en mode=zip")) == ["gzip", "zip"]


def test_renewed() -> None:
    assert renewed("x", ()) == (("size", "1"), ("sha256", X))
    assert renewed("x", pairs("a=b size=7")) == (("a", "b"), ("size", "1"), ("sha256", X))
    assert renewed("x", pairs("Sha256=7 BYTES=7 a=b")) == (("Sha256", X), ("BYTES", "1"), ("a", "b"))
    with pytest.raises(ValueError, match="not base64"):
        renewed("x", pairs("mode=base64"))


def test_details_are_short() -> None:
    _, (fault,) = check("x", "", (("size", "9" * 1000),))
    assert len(fault.detail) < 100
