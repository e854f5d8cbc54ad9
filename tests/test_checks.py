"""`check`: all that reading finds, and what is wrong with the articles."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import attrs
import pytest

from seeddoc import Bundle, Document, Settings, check, dumps, parse

if TYPE_CHECKING:
    from pathlib import Path

    from seeddoc import Diagnostic

GOOD = "Title\n\n“Yes,” she said."


def codes(findings: tuple[Diagnostic, ...]) -> str:
    return " ".join(finding.code for finding in findings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD, ""),
        ("", "A001"),
        (" \n\u00a0\n", "A001"),
        ("Title\n", "A002"),
        ("Title\nOne.\n\nTwo.", "A003"),
        ("Title\n\u00a0\nOne.", ""),
        ("Title\n\nHe said “no.", "Q001"),
        ("Title\nHe said “no.", "A003 Q001"),
    ],
)
def test_articles(text: str, expected: str) -> None:
    document = Document("a", text)
    read = dumps([document])
    assert codes(check(read)) == codes(check(parse(read))) == expected
    for finding in check(read):
        assert finding.document == "a"
        assert (
            read[finding.offset : finding.end_position.offset]
            == {
                "A002": "Title",
                "A003": "Title",
                "Q001": "“no.",
                "A001": "",
            }[finding.code]
        )


def test_models_made_in_code() -> None:
    assert codes(check(Document("a", "Title\nOne."))) == "A003"
    assert codes(check(Document("a", "", complete=False))) == "A001 B001"
    twice = [Document("a", GOOD), Document("a", GOOD), Document("", GOOD, (("size", "1"),))]
    assert codes(check(Bundle(twice))) == "I001 N001 N002"
    assert check(Bundle()) == ()
    assert check(Bundle([Document("a", GOOD)])) == ()


def test_base64_is_no_article() -> None:
    assert check(Document("a", "", (("encoding", "base64"),))) == ()
    assert codes(check(Document("a", "!", (("encoding", "base64"),)))) == "I003"


def test_findings_are_in_the_order_of_their_places() -> None:
    text = "intro\n<<<FILE>>>\nTitle\n<<<END>>>\n<<<FILE a>>>\n\n<<<END>>>\n<<<END>>>\n"
    found = check(text)
    assert codes(found) == "B009 N002 A002 A001 B005"
    assert [finding.line for finding in found] == [1, 2, 3, 6, 8]


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("<<<FILE a>>>\nTitle\n<<<END>>>\n<<<FILE b>>>\n\n<<<END>>>\n<<<FILE c>>>\nT\n\n“x\n<<<END>>>\n")
    found = check(path)
    assert codes(found) == "A002 A001 Q001"
    assert {finding.filename for finding in found} == {str(path)}
    assert {finding.filename for finding in check(io.BytesIO(path.read_bytes()))} == {None}


def test_what_it_takes_apart_stays_whole() -> None:
    result = parse("<<<FILE a>>>\nTitle\nOne.\n<<<FILE b>>>\n\n<<<END>>>\n")
    before = attrs.asdict(result, recurse=False), [repr(document) for document in result.bundle]
    assert codes(check(result)) == codes(check(result)) == "B001 A003 A001"
    assert (attrs.asdict(result, recurse=False), [repr(document) for document in result.bundle]) == before


def test_settings() -> None:
    text = "<<<FILE a>>>\nTitle\nTwo  words.\n<<<END>>>\n"
    assert codes(check(text)) == codes(check(text, Settings())) == "A003"
    assert codes(check(parse(text), Settings(preset="strict"))) == "A003 E009"
    assert codes(check(parse(text).bundle, Settings(select=["E"]))) == "E009"
    (finding,) = check(text, Settings(severity=(("A", "info"),)))
    assert finding.severity == "info"
    with pytest.raises(TypeError, match="settings is a Settings"):
        check(text, {"preset": "strict"})  # type: ignore[arg-type]


def test_blanks_before_the_title_are_nobodys_words() -> None:
    document = Document("a.txt", "  \n“A title”\n\nText.\n")
    [finding] = check(document, Settings(select=["A010"]))
    assert (finding.code, finding.offset) == ("A010", 0)
