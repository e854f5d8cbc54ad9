"""Markers (sections 2 and 4): one line, and what it is."""

from __future__ import annotations

import pytest

from seeddoc._markers import Answers, Closer, Opener, parse_block_closer, parse_marker
from tests.strategies import CLOSERS, GUARDED_CLOSERS, GUARDED_OPENERS, OPENERS


def opener(line: str) -> Opener:
    found = parse_marker(line)
    assert isinstance(found, Opener)
    return found


def closer(line: str) -> Closer:
    found = parse_marker(line)
    assert isinstance(found, Closer)
    return found


@pytest.mark.parametrize("keyword", [*OPENERS, *(word.lower() for word in OPENERS), "bEGIN  \t file"])
def test_opener_keywords(keyword: str) -> None:
    expected = " ".join(keyword.upper().split())
    for line, separator in (
        (f"<<<{keyword} a>>>", " "),
        (f"<<<{keyword}:a>>>", ":"),
        (f"<<< {keyword} :: a >>> \t", " :: "),
        (f"<<<<{keyword}: a>>>>", ": "),
    ):
        found = opener(line)
        assert (found.keyword, found.separator, found.label.name, found.block) == (expected, separator, "a", False)
        assert found.fence == line.count("<")
    assert opener(f"<<<{keyword}>>>").label.name == ""


@pytest.mark.parametrize("keyword", [*CLOSERS, "end\tof  File", "/file"])
def test_closer_keywords(keyword: str) -> None:
    expected = " ".join(keyword.upper().split())
    assert closer(f"<<<{keyword}>>>") == Closer(3, expected, "", "")
    assert closer(f"<<<{keyword}: a b >>>") == Closer(3, expected, ": ", "a b")


@pytest.mark.parametrize("keyword", GUARDED_OPENERS)
def test_guarded_openers(keyword: str) -> None:
    second = keyword.split()[1]
    assert opener(f"<<<{keyword}>>>").keyword == keyword
    assert opener(f"<<<{keyword}: a>>>").label.name == "a"
    assert opener(f'<<<{keyword} path="a">>>').label.name == "a"
    found = opener(f"<<<{keyword} here.txt>>>")
    assert (found.keyword, found.separator, found.label.name) == ("FILE", " ", f"{second} here.txt")


def test_guarded_closers() -> None:
    (keyword,) = GUARDED_CLOSERS
    assert closer(f"<<<{keyword}>>>").label == ""
    assert closer(f"<<<{keyword}: a>>>").label == "a"
    assert closer(f"<<<{keyword} nonce=7>>>").label == "nonce=7"
    assert opener(f"<<<{keyword} notes.txt>>>").label.name == "END notes.txt"


@pytest.mark.parametrize(
    "line",
    [
        *(
            "",
            "x",
            "<<",
            "<<FILE a>>",
            "<<<",
            "<<<>>>",
            "<<<<FILE a>>>",
            "<<<FILE a>>>>",
            "<<<FILE a>>> x",
            " <<<FILE a>>>",
        ),
        *(
            "<<<FILES a>>>",
            "<<<FILENAME: p>>>",
            "<<<FILE_PATH>>>",
            "<<<FILE|x>>>",
            "<<<ENDPOINTS>>>",
            "<<<END FILESx>>",
        ),
        *(
            "<<<END.FILE>>>",
            "<<<FİLE a>>>",
            "<<<\u017fTART_FILE a>>>",
            "<<<FILE\u00a0a>>>",
            "<<<FILE <a>>>",
            "<<<FILE a<<<b>>>",
        ),
        *(
            "<<<FILE: a>",
            "<<<BEGIN_FILE a",
            "<<<FILE_BEGIN: p",
            "<<<END FILE",
            "<<<FILE <a",
            "<<<FILES",
            "<<<FILE a<<<b",
        ),
        *("<<<END FILE x", "<<<BEGIN FILE", "<<<\nFILE a>>>"),
    ],
)
def test_no_marker(line: str) -> None:
    assert parse_marker(line) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("<<<FILE a.txt", "a.txt"),
        ("<<<FILE", ""),
        ("<<<file: b \t", "b"),
        ("<<<FILE BEGIN here", "BEGIN here"),
        ("<<<FILE END: a", "END: a"),
    ],
)
def test_block_openers(line: str, name: str) -> None:
    found = opener(line)
    assert (found.block, found.label.name, found.fence) == (True, name, 3)


@pytest.mark.parametrize(
    ("line", "keyword", "fence"),
    [
        (">>>", ">>>", 3),
        (">>>>", ">>>", 4),
        (">>> \t", ">>>", 3),
        ("FILE>>>", "FILE>>>", 3),
        ("file >>>>", "FILE>>>", 4),
        (">>>END", ">>>END", 3),
        (">>> end ", ">>>END", 3),
    ],
)
def test_block_closers(line: str, keyword: str, fence: int) -> None:
    assert parse_block_closer(line) == Closer(fence, keyword, "", "")


@pytest.mark.parametrize(
    "line", ["", ">>", " >>>", "\tFILE>>>", "FILE>>>END", ">>>x", "x>>>", "FİLE>>>", ">>>ENDS", "> >>"]
)
def test_no_block_closers(line: str) -> None:
    assert parse_block_closer(line) is None


# S4.4: what a closer may say
ANSWERS = [
    (
        "a.md (a note)",
        ["", "a.md (a note)", "a.md", '"a.md"', 'path="a.md"', "path=a.md"],
        ["b.md", "A.md", "(a", "a.md (a"],
    ),
    ("a.md", ["id=a.md", 'ID="a.md"'], ["nonce=a.md", "id=b.md"]),
    ("::: x", [":", ": x"], ['""', "x"]),
    ("1: x", ["1:", "1", "1: x", '"1: x"'], ["x", "2"]),
    (
        "b.txt nonce=7",
        ["nonce=7", 'Nonce="7"', "7", "b.txt", "b.txt nonce=7", "b.txt NONCE='7'"],
        ["nonce=8", "8", "id=7", "b.txt nonce=8"],
    ),
    ("id=ctx-3f path=e", ["id=ctx-3f", "ctx-3f", "e", "path=e id=ctx-3f"], ["id=e", "path=f", "f id=ctx-3f"]),
    ("id=7", ["id=7", "7"], ["id=8", "nonce=7", "nonce=8"]),
    (
        'path="c d" lang="en"',
        ['"c d"', "c d", 'path="c d" lang="en"', 'c d LANG="en"'],
        ["C D", 'path="c d" lang="de"', "c"],
    ),
    ('path="a', ['path="a'], ["a", 'path="b', 'path="']),
    ("a\tb", ["a"], ["b"]),
    ("", [""], ["x", "a>>>b"]),
]


@pytest.mark.parametrize(("label", "accepted", "foreign"), ANSWERS)
def test_answers(label: str, accepted: list[str], foreign: list[str]) -> None:
    answers = Answers(opener(f"<<<FILE {label}>>>"))
    assert [raw for raw in accepted if not answers.accept(Closer(3, "END", " ", raw))] == []
    assert [raw for raw in foreign if answers.accept(Closer(3, "END", " ", raw))] == []
