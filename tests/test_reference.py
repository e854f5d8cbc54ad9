"""The reference reader against cases worked out by hand, the round trip, and the one law."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reference import SEVERITY, RefDocument, choose_block_fence, read, write, write_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

END = "<<<END FILE>>>\n"
SHA_X = hashlib.sha256(b"x").hexdigest()
SHA_X_LF = hashlib.sha256(b"x\n").hexdigest()

# (input, documents as (name, text) with a third part False where incomplete, codes in their order)
Row = tuple[str, "Sequence[tuple[str, str] | tuple[str, str, bool]]", str]

NEWLINES: list[Row] = [
    # format.md 2.4
    (f"<<<FILE a>>>\nx\n{END}", [("a", "x")], ""),
    (f"<<<FILE a>>>\nx\n\n{END}", [("a", "x\n")], ""),
    (f"<<<FILE a>>>\n{END}", [("a", "")], ""),
    # dialects.md D 2, 3, 4, 5
    ("<<<FILE a>>>\nx<<<END FILE>>>\n", [("a", "x")], "B003"),
    (f"<<<FILE a>>>\n{END}<<<FILE b>>>\nB\n{END}", [("a", ""), ("b", "B")], ""),
    (f"<<<FILE a>>>\n\n{END}", [("a", "")], ""),
    (f"<<<FILE a>>>\n\n\n  x\n\n\n{END[:-1]}", [("a", "\n\n  x\n\n")], ""),
    # D 7 to 14
    ("<<<FILE a>>>\nx", [("a", "x")], "B002"),
    ("<<<FILE a>>>\r\nx\r\n<<<END FILE>>>\r\n", [("a", "x")], ""),
    ("<<<FILE a>>>\r\nx\n<<<END FILE>>>\r\n", [("a", "x")], ""),
    ("<<<FILE a>>>\nx\r\n<<<END FILE>>>", [("a", "x")], ""),
    ("<<<FILE a>>>\nx\r\n<<<END FILE>>>\r", [("a", "x")], ""),
    ("<<<FILE a>>>\rx\r<<<END>>>\r", [], "B006 B012"),
    (f"<<<FILE a>>>\na\u2028<<<END FILE>>>\n{END}", [("a", "a\u2028<<<END FILE>>>")], ""),
    ("<<<FILE a>>> \t\nx\n<<<END FILE>>>  \n", [("a", "x")], ""),
    ("<<<FILE a>>>\r \nx\n<<<END FILE>>>\n", [], "B006 B012 B009 B005"),
    (f"<<<FILE a>>>\n<<<END FILE>>> now\n{END}", [("a", "<<<END FILE>>> now")], ""),
]

CONTENT: list[Row] = [
    # D 15, 16, 18, 19
    (f"<<<FILE a>>>\nsee <<<END FILE>>> here\n{END}", [("a", "see <<<END FILE>>> here")], ""),
    (f"<<<FILE a>>>\n    {END}{END}", [("a", "    <<<END FILE>>>")], ""),
    (
        "<<<FILE a>>>\n1\n<<<END FILE: b>>>\n2\n<<<END FILE: a>>>\n",
        [("a", "1\n<<<END FILE: b>>>\n2")],
        "",
    ),
    (f"<<<FILE a>>>\n<<<END>>>\nmore\n{END}", [("a", "")], "B009 B005"),
    *(
        (f"<<<FILE a>>>\n{line}\n{END}", [("a", line)], "")
        for line in (
            # D 20, 21, 22, 26, 27; format.md 4
            *("<<<ENDPOINTS", "<<<ENDFILEX>>>", "<<<END FILES>>>", "<<<FILES a>>>"),
            *("<<<FILENAME: p>>>", "<<<ENDPOINTS>>>", "<<<FILE_PATH>>>"),
            *("<<<<<<< SEARCH", "=======", ">>>>>>> REPLACE"),
            *("$x = <<<FILE", "FILE;", "operator<<<File>(File f)", "cat <<<FILE", "k<<<g,b>>>()"),
            *("\\<<<END FILE>>>", "\\\\<<<", "<<<FILE|9af3|utf8|..>>>", "<<<END FILE>>"),
            *("<<<<END FILE>>>>", "<<<END FILE>", "<<<\nEND>>>", "<<<FILE b", ">>>", "FILE>>>"),
        )
    ),
    # D 23, 24, 25
    (f"Here:\n<<<FILE a>>>\nx\n{END}\nBye.\n", [("a", "x")], "B009 B009"),
    ("Reply with `<<<FILE path>>>` blocks\n", [], "B009 B012"),
    (f"<<<FILE: ...>>>\nx\n{END}", [("...", "x")], ""),
    # 2.5: nested
    (
        f"<<<<FILE a>>>>\n<<<FILE b>>>\nx\n{END}<<<<END FILE>>>>\n",
        [("a", f"<<<FILE b>>>\nx\n{END[:-1]}")],
        "",
    ),
]

DAMAGED: list[Row] = [
    ("<<<FILE a>>>\r\nx\r\n<<<END>>>\r<<<FILE b>>>\r\ny\r\n<<<END>>>\r\n", [("a", "x"), ("b", "y")], "B004"),
    # D 31 to 38; B008 where a line nearly is a marker
    ("<<<FILE a>>>\nA\n<<<FILE b>>>\nB\n" + END, [("a", "A", False), ("b", "B")], "B001"),
    ("<<<FILE a>>>\nA\n<<<FILE b>>>\nB\n", [("a", "A"), ("b", "B")], "B002"),
    ("<<<FILE a>>>\nx\n<<<END FI", [("a", "x\n<<<END FI", False)], "B001 B008"),
    ("<<<FILE a>>>\nx\n<<", [("a", "x\n<<", False)], "B001"),
    ("<<<FILE: very/long/na", [], "B007 B012"),
    ("<<<FI", [], "B007 B012"),
    ("<", [], "B007 B012"),
    ("<<<FILE a", [], "B007 B012"),
    ("<<<FILE a\n", [("a", "", False)], "B001"),
    ("<<<FILE a>>>", [("a", "", False)], "B001"),
    (END, [], "B005 B012"),
    (f"<<<FILE a>>>\nx\n{END}{END}", [("a", "x")], "B005"),
    (f"<<<FILE a>>>\nx\n{END}<<<END: zzz>>>\n", [("a", "x")], "B005"),
    ("<<<FILE a>>>\nx\n<<<END FILE>>\n", [("a", "x\n<<<END FILE>>", False)], "B001 B008"),
    ("<<<FILE a>>>\nx\n <<<END FILE>>>\n", [("a", "x\n <<<END FILE>>>", False)], "B001 B008"),
    ("<<<FILE a>>>\nx\n<<<END b>>>\n", [("a", "x\n<<<END b>>>", False)], "B001 B008"),
    # D 39, 58, 61
    ("", [], "B013"),
    (" \n\u00a0\u0085", [], "B013"),
    ("\ufeff\n", [], "B013 E004"),
    ("\x1c\n", [], "B009 B012"),
    ("prose\n", [], "B009 B012"),
    (f"\ufeff<<<FILE a>>>\n\ufeffx\n{END}", [("a", "\ufeffx")], "E004"),
    (
        f"<<<FILE a>>>\nx\n{END}\ufeff<<<FILE b>>>\ny\n{END}",
        [("a", "x"), ("b", "y")],
        "E004",
    ),
    # D 50 and format.md 5: outside text and damaged markers
    ("<<FILE a>>>\n", [], "B006 B012"),
    ("<<<FILE a>>>A<<<END FILE>>>\n", [], "B006 B012"),
    ("<<<BEGIN_FILE: p\nx\n", [], "B006 B012 B009"),
    (f"<<<FILE a>>> (lines 1-9)\nx\n{END}", [], "B006 B012 B009 B005"),
    (f">>>\n<<<FILE a>>>\nx\n{END}", [("a", "x")], "B009"),
    # joined and glued
    (
        f"<<<FILE a>>>\nx\n<<<END FILE>>><<<FILE b>>>\ny\n{END}",
        [("a", "x"), ("b", "y")],
        "B004",
    ),
    (f"<<<FILE a>>>\nx\n<<<END>>> \t<<<FILE b>>>\ny\n{END}", [("a", "x"), ("b", "y")], "B004"),
    (
        f"<<<FILE a>>>\nx.<<<END FILE>>>\n\n<<<FILE b>>>\ny\n{END}",
        [("a", "x."), ("b", "y")],
        "B003",
    ),
    ("<<<FILE a>>>\n).<<<END FILE>>>\n", [("a", ").<<<END FILE>>>", False)], "B001"),
    ("<<<FILE a>>>\nx<<<END b>>>\n", [("a", "x<<<END b>>>", False)], "B001"),
    # a CRLF that lost its LF
    ("<<<FILE a>>>\r\nx\r<<<END FILE>>>\r\n", [("a", "x")], "B003"),
    ("<<<FILE a>>>\nx\r\r<<<END FILE>>>\n", [("a", "x\r")], "B003"),
    ("<<<FILE a size=2>>>\nx\r<<<END FILE>>>\n", [("a", "x")], "B003 I001"),
    # no closers: what the fourth table row of format.md 4 rules out
    ("<<<FILE END x>>>\nA\n", [("END x", "A", False)], "B001"),
    ("<<<FILE a>>>\nA\nx>>>\n", [("a", "A\nx>>>", False)], "B001"),
    ("<<<FILE a>>>\nA\nx <<< y\n", [("a", "A\nx <<< y", False)], "B001"),
    ("<<<FILE a>>>\nA\n<<<FILE b>>>", [("a", "A", False), ("b", "", False)], "B001 B001"),
    ("<<<FILE a>>>\nA\n<<<FILE>>>\nB\n", [("a", "A", False), ("", "B", False)], "B001 B001 N002"),
    ("<<<FILE a>>>\nx\n<<<FILE>>>\n", [("a", "x", False), ("", "", False)], "B001 B001 N002"),
    ("<<<FILE a>>>\nx\n<<<FILE EN>>>\n", [("a", "x", False), ("EN", "", False)], "B001 B001"),
    ("<<<FILE a>>>\nA\n<<<FILE b>>>\n \u00a0\n", [("a", "A", False), ("b", " \u00a0", False)], "B001 B001"),
    ("<<<FILE a>>>\nA\n <<FILE b\nB\n", [("a", "A\n <<FILE b\nB", False)], "B001 B008"),
    ("<<<FILE a>>>\nA\n <<FILES b\nB\n", [("a", "A\n <<FILES b\nB")], "B002"),
    ("<<<FILE a>>>\nA\n<\n\n", [("a", "A\n<\n", False)], "B001"),
    ("<<FILE b>>\n<<<FILE a>>>\nA\n", [("a", "A", False)], "B006 B001"),
    # unfinished markers
    ("<F", [], "B009 B012"),
    (" <<F", [], "B009 B012"),
    (" <<<FILE", [], "B006 B012"),
    ("<<FILE", [], "B007 B012"),
    ("<<FILE a", [], "B006 B012"),
    ("<<<<\t", [], "B007 B012"),
    ("<<<END_FI\n", [], "B009 B012"),
    # byte order marks
    (f"\ufeff\ufeff<<<FILE a>>>\nx\n{END}", [("a", "x")], "E004 E004"),
    (f"\ufeff\ufeff\ufeff<<<FILE a>>>\nx\n{END}", [], "E004 B009 B012 B005"),
    (f"<<<FILE a>>>\nx\n{END}\ufeff{END}", [("a", "x")], "E004 B005"),
    # near-markers: not the whole markers of another fence
    (
        "<<<<FILE a>>>>\n<<<FILE b>>>\n<<<END FILE>>>>\n",
        [("a", "<<<FILE b>>>\n<<<END FILE>>>>", False)],
        "B001 B008",
    ),
    # names
    (f"<<<FILE a>>>\nx\n{END}<<<FILE a>>>\ny\n{END}", [("a", "x"), ("a", "y")], "N001"),
    (f"<<<FILE>>>\nx\n{END}<<<FILE: >>>\ny\n{END}", [("", "x"), ("", "y")], "N002 N002"),
    # encodings
    (f"<<<FILE a>>>\n\ud800\udfff\n{END}\ud800", [("a", "\ud800\udfff")], "E002 B009 E002"),
]

BLOCKS: list[Row] = [
    # D 54, 55; format.md 4
    ("<<<FILE a\nx\nFILE>>>\n", [("a", "x")], ""),
    ("<<<FILE a\nx\n>>>\n", [("a", "x")], ""),
    ("<<<FILE: a\nx\n>>>END\n", [("a", "x")], ""),
    ("<<<FILE a\nFILE>>>\n", [("a", "")], ""),
    ("<<<FILE\nx\nfile >>>\n", [("", "x")], "N002"),
    ("<<<FILE a\n FILE>>>\nFILE>>> x\n>>>>\nFILE>>>", [("a", " FILE>>>\nFILE>>> x\n>>>>")], ""),
    ("<<<FILE a\nx\n<<<END FILE>>>\n", [("a", "x")], "B010"),
    ("<<<FILE a\nx>>>\n<<<END FILE>>>\n", [("a", "x>>>")], "B010 B011"),
    ("<<<FILE a\nx\n<<<END b>>>\n>>>\n", [("a", "x\n<<<END b>>>")], ""),
    ("<<<FILE a\nx\n<<<FILE b\ny\n>>>\n", [("a", "x", False), ("b", "y")], "B001"),
    (f"<<<FILE a\nx\n<<<FILE b>>>\ny\n{END}", [("a", "x", False), ("b", "y")], "B001"),
    ("<<<FILE a\nx\n>>>\n>>>\n", [("a", "x")], "B005"),
    ("<<<FILE a\nx\n>>><<<FILE b\ny\n>>>\n", [("a", "x"), ("b", "y")], "B004"),
    ("<<<FILE a\nx.>>>\n", [("a", "x.")], "B003"),
    ("<<<FILE a\r\nx.\r>>>\r\n", [("a", "x.")], "B003"),
    ("<<<FILE a\nx FILES>>>\n", [("a", "x FILES>>>", False)], "B001"),
    ("<<<FILE a\nx\nFILE.>>>\n", [("a", "x\nFILE.>>>", False)], "B001"),
    ("<<<FILE a\nx\nFIL\n>>>\n", [("a", "x\nFIL")], "B011"),
    *(
        (f"<<<FILE a\nx\n{line}\n", [("a", f"x\n{line}", False)], "B001")
        for line in (
            *("x.FILE>>>", "xFILE>>>", "profile>>>", "x>>>END", "the file \t>>>", "FILE\r>>>"),
            *("ILE>>>", "LE>>>", "E>>>", "x le>>>", "(LE>>>"),
            *("FLE>>>", "FIE>>>", "FIL>>>", "FFILE>>>", "FIILE>>>", "FILLE>>>", "FILEE>>>"),
            *("XILE>>>", "FXLE>>>", "FIXE>>>", "FILX>>>", "FIL.>>>", "x fil\u2028>>>", "F.LE>>>"),
            "v<<<int>>>",
        )
    ),
    ("<<<FILE a\nx\nv<<int>>>\n", [("a", "x\nv<<int")], "B003"),
    ("<<<FILE a\nx.<<<END FILE>>>\n", [("a", "x.")], "B003 B010"),
    ("<<<FILE a\nx>>\ny.<<<END>>>\n", [("a", "x>>\ny.")], "B003 B010 B011"),
    ("<<<FILE a\n>>\nx\n<<<END FILE>>>\n", [("a", ">>\nx")], "B010 B011"),
    ("<<<FILE a\n>\nx\n<<<END FILE>>>\n", [("a", ">\nx")], "B010"),
    ("<<<FILE a\nx\ny>>>\n<<<END FILE>>>\n", [("a", "x\ny>>>")], "B010"),
    ("<<<FILE a\n<<<END FILE>>>\n", [("a", "")], "B010"),
    ("<<<FILE a\nx\nFILE\n>>>\n", [("a", "x\nFILE")], "B011"),
    ("<<<FILE a\nfile \r\n>>>\n", [("a", "file ")], "B011"),
    ("<<<FILE a\nx\nFILE\n>>>END\n", [("a", "x\nFILE")], ""),
    ("<<<FILE a\nx FILE\n>>>\n", [("a", "x FILE")], ""),
    ("<<<FILE a\nx\n>>\n  FILE >>\n>>>>\n", [("a", "x\n>>\n  FILE >>\n>>>>", False)], "B001 B008 B008"),
    ("<<<FILE a\n<<<<FILE b\n<<FILE b\n", [("a", "<<<<FILE b\n<<FILE b", False)], "B001 B008"),
    ("<<<FILE a\n- >>>\n", [("a", "- >>>", False)], "B001"),
    ("<<<FILE a\nx <<<FILE b>>>\n", [("a", "x <<<FILE b>>>", False)], "B001"),
    ("<?php\n$x = <<<FILE\nfoo\nFILE;\n", [], "B009 B012"),
]

INTEGRITY: list[Row] = [
    # format.md 3, D 29, 30, 62, 63
    (f"<<<FILE a size=1>>>\nx\n{END}", [("a", "x")], ""),
    (f"<<<FILE a size=2>>>\nx\n{END}", [("a", "x\n")], ""),
    (f"<<<FILE a size=3>>>\nx\r\n{END}", [("a", "x\r\n")], ""),
    (f"<<<FILE a size=4>>>\nx\n{END}", [("a", "x")], "I001"),
    (f"<<<FILE a size=?>>>\nx\n{END}", [("a", "x")], "I004"),
    (f"<<<FILE a size={'9' * 19}>>>\nx\n{END}", [("a", "x")], "I004"),
    (f"<<<FILE a size=\u0661>>>\nx\n{END}", [("a", "x")], "I004"),
    (f"<<<FILE a sha256=SKIPPED bytes=?>>>\nx\n{END}", [("a", "x")], "I004 I004"),
    (f"<<<FILE a sha256={SHA_X.upper()}>>>\nx\n{END}", [("a", "x")], ""),
    (f"<<<FILE a sha256={SHA_X_LF} size=2>>>\nx\n{END}", [("a", "x\n")], ""),
    (f"<<<FILE a sha256={SHA_X_LF} size=1>>>\nx\n{END}", [("a", "x")], "I002"),
    (f"<<<FILE a sha256={SHA_X} size=2>>>\nx\n{END}", [("a", "x")], "I001"),
    (f"<<<FILE a encoding=base64 size=2>>>\nQU\n I=\n{END}", [("a", "QU\n I=")], ""),
    (f"<<<FILE a mode=BASE64 size=0>>>\n{END}", [("a", "")], ""),
    (f"<<<FILE a encoding=base64>>>\nQUI\n{END}", [("a", "QUI")], "I003"),
    (f"<<<FILE a encoding=base64 size=9>>>\nQ!UI=\n{END}", [("a", "Q!UI=")], "I003"),
    (f'<<<FILE path="a" mode="gzip">>>\nx\n{END}', [("a", "x")], "I005"),
    (f"<<<FILE a mode=0644 encoding=UTF-8>>>\nx\n{END}", [("a", "x")], ""),
]


@pytest.mark.parametrize(
    ("text", "documents", "codes"),
    [*NEWLINES, *CONTENT, *DAMAGED, *BLOCKS, *INTEGRITY],
)
def test_case(text: str, documents: list[tuple[str, str, bool]], codes: str) -> None:
    reading = read(text)
    assert [(d.name, d.text, d.complete) for d in reading.documents] == [
        (document[0], document[1], len(document) < 3) for document in documents
    ]
    assert reading.codes == codes.split()


# What stands between FILE and >>>, the name, the attributes ("BAD": it does not parse).
LABELS: list[tuple[str, str, list[tuple[str, str]] | str]] = [
    # 3.1
    ('"a b"', "a b", []),
    ("'a>>>b'", "a>>>b", []),
    ("`a`", "a", []),
    ('"a" "b"', '"a" "b"', []),
    # 3.2; D 35, 36, 44, 46, 47, 48
    ('path="a>b.txt"', "a>b.txt", []),
    ('path="a>>>b.txt"', "a>>>b.txt", []),
    ("path=a b.txt", "a b.txt", []),
    ("path=a=b.txt", "a=b.txt", []),
    ('path = "a"', "a", []),
    (r'path="a\"b"', 'a"b', []),
    (r'path="C:\dir\\x"', r"C:\dir\x", []),
    (r"path='a\'", "a\\", []),
    ('path="a\'b"', "a'b", []),
    ('name="00-task.md" BEGIN', "00-task.md", [("BEGIN", "")]),
    ("id=x name=n b kind=k", "n b", [("id", "x"), ("kind", "k")]),
    ('NAME="n" Path="p"', "p", [("NAME", "n")]),
    ('size=42 path="a.ts" lang="ts"', "a.ts", [("size", "42"), ("lang", "ts")]),
    ('path=""', "", []),
    # 3.3; D 20, 21
    ("a.txt lang=en size=5", "a.txt", [("lang", "en"), ("size", "5")]),
    ("a b.txt size=5 new sha256=?", "a b.txt", [("size", "5"), ("new", ""), ("sha256", "?")]),
    ('src/x.ts lines="1-50"', "src/x.ts", [("lines", "1-50")]),
    ("a.txt id=5", "a.txt", [("id", "5")]),
    ("plot n=5.txt", "plot n=5.txt", []),
    ("9af3 path=a.md", "9af3 path=a.md", []),
    ('a lines="1" n=5', 'a lines="1" n=5', []),
    ('x n=1 note="a size=5"', "x n=1", [("note", "a size=5")]),
    # 3.4; D 42, 43, 45, 51
    ("My notes.txt", "My notes.txt", []),
    ("a>b.txt", "a>b.txt", []),
    ("path to x.txt", "path to x.txt", []),
    ("a=b.txt", "a=b.txt", []),
    ("001 | 1-8", "001 | 1-8", []),
    ("#0001", "#0001", []),
    ("**a.py**", "**a.py**", []),
    ("BEGIN.txt", "BEGIN.txt", []),
    ("Start here.txt", "Start here.txt", []),
    # errors
    ("path=", "path=", "BAD"),
    ("path= size=5", "path= size=5", "BAD"),
    ('path="a', 'path="a', "BAD"),
    ('path="a"b', 'path="a"b', "BAD"),
    ('path="a", lang="en"', 'path="a", lang="en"', "BAD"),
    ('path="a" (note)', 'path="a" (note)', "BAD"),
    ('lang="en"', 'lang="en"', "BAD"),
    ("a.txt size=", "a.txt size=", "BAD"),
    ("a.txt size=5 (note)", "a.txt size=5 (note)", "BAD"),
    ('a.txt path="b"', 'a.txt path="b"', "BAD"),
    ('path="a" PATH="b"', 'path="a" PATH="b"', "BAD"),
    ("a size=5 size=6", "a size=5 size=6", "BAD"),
]


@pytest.mark.parametrize(("label", "name", "attributes"), LABELS)
def test_label(label: str, name: str, attributes: list[tuple[str, str]] | str) -> None:
    for keyword in ("FILE ", "file: ", " FILE_BEGIN::", "Begin\t FILE :", "START_FILE  "):
        reading = read(f"<<<{keyword}{label} >>>\ntext\n<<<END>>>\n")
        (document,) = reading.documents
        assert document.name == name
        assert document.attributes == (() if attributes == "BAD" else tuple(attributes))
        assert ("B014" in reading.codes) == (attributes == "BAD")


@pytest.mark.parametrize("label", ["<a", "a> ", "a<<<b", "a>>>b", 'path="a>>>b', "x <<<<"])
def test_label_that_makes_no_marker(label: str) -> None:
    assert read(f"<<<FILE {label}>>>\n").codes == ["B006", "B012"]


@pytest.mark.parametrize(
    ("opener", "closer"),
    [
        *(("FILE a b", closer) for closer in ("END FILE", "END_FILE", "ENDFILE", "END", "END OF FILE", "FILE_END")),
        *(("FILE a b", c) for c in ("/FILE", "FILE END", "FILE END: a b", 'FILE END path="a b"')),
        *(("BEGIN FILE: n", c) for c in ("END FILE: n", "end  file n", "END n", "END_FILE:n")),
        ("FILE 001 | 1-8", "END FILE 001"),
        ("FILE a.md (note)", "END a.md"),
        ('FILE_BEGIN 1: "spec.pdf"', "FILE_END 1"),
        ('BEGIN_FILE path="p"', "END_FILE path='p'"),
        ("FILE a nonce=7", "END FILE nonce=7"),
        ("FILE a nonce=7", 'END FILE Nonce="7"'),
        ("FILE a nonce=7", "END FILE 7"),
        ('FILE id=c1 path="p" lines=1-4', "END FILE id=c1"),
        ('FILE id=c1 path="p" lines=1-4', "END FILE p"),
        ("FILE a size=4", "END FILE a size=4"),
        ("FILE id=5", "END id=5"),
        ('FILE path="a', 'END path="a'),
        ('FILE name="a" BEGIN', "FILE END"),
        ("FILE FILES", "END FILES"),
    ],
)
def test_closer(opener: str, closer: str) -> None:
    reading = read(f"<<<{opener}>>>\ntext\n<<<{closer}>>>\n")
    assert [(d.text, d.complete) for d in reading.documents] == [("text", True)]
    assert set(reading.codes) <= {"B014"}


@pytest.mark.parametrize(
    ("opener", "closer"),
    [
        *(("FILE a b", closer) for closer in ("END b", "END FILES", "FILE END x", "END FILE A")),
        ("FILE a nonce=7", "END nonce=8"),
        ("FILE 7", "END id=7"),
        ("FILE a size=4", "END FILE a size=5"),
        ('FILE path="a', "END FILE a"),
    ],
)
def test_foreign_closer(opener: str, closer: str) -> None:
    assert not read(f"<<<{opener}>>>\ntext\n<<<{closer}>>>\n").documents[0].complete


def test_keywords_that_need_pairs() -> None:
    def names(opener: str) -> list[str]:
        return [document.name for document in read(f"<<<{opener}>>>\nx\n{END}").documents]

    assert names("FILE START: a") == ["a"]
    assert names("FILE BEGIN path=a b") == ["a b"]
    assert names("FILE BEGIN") == [""]
    assert names("FILE BEGIN a") == ["BEGIN a"]
    assert names("FILE END a") == ["END a"]
    assert names("FILE END") == []


def test_positions() -> None:
    text = "é\n\ud800\n<<<FILE a>>>\n \n\n<<<FILE b>>> \nx\n<<<END>>\n"
    assert read(text).diagnostics == [
        (0, "B009", 1, 1, 0),
        (2, "E002", 2, 1, 3),
        (4, "B001", 3, 1, 7),
        (20, "B001", 6, 1, 23),
        (36, "B008", 8, 1, 39),
    ]
    raw = b"<<<FILE \xff>>>\n\xc3\xa9\xfe\n<<<END FILE>>>\n\n  \xc3\xa9 \xfd\n"
    assert read(raw).diagnostics == [
        (8, "E001", 1, 9, 8),
        (34, "B009", 5, 3, 35),
        (36, "E001", 5, 5, 38),
    ]
    assert read(raw).outside == [(34, 37)]
    joined = read(f"<<<FILE a>>>\nx\n<<<END>>> <<<FILE a>>>\ny\n{END}")
    assert [finding[:4] for finding in joined.diagnostics] == [
        (15, "B004", 3, 1),
        (25, "N001", 3, 11),
    ]


def test_outside() -> None:
    text = f"  a\n\nb \n<<<FILE x>>>\n{END}\n>>>\nc\n<<FILE\nd"
    assert [text[start:end] for start, end in read(text).outside] == ["a\n\nb", ">>>", "c", "d"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-be", "utf-32-be"])
def test_wrong_encoding(encoding: str) -> None:
    reading = read("\ufeff<<<FILE a>>>\n".removeprefix("" if "be" in encoding else "\ufeff").encode(encoding))
    assert reading.diagnostics == [(0, "E003", 1, 1, 0)]
    assert reading.documents == []


# --------------------------------------------------------------------------------
# Properties

NAME_PARTS = [
    *("a", "b.txt", "FILE", "END", "BEGIN", "START", "/FILE", "<<<", ">>>", "<", ">", '"', "'"),
    *("`", "\\", " ", "\t", "=", ":", "::", "path=", " size=5", " sha256=", "id=", "nonce=7"),
    *("\r", "\x00", "\ufeff", "\u2028", "\x85", "é", "𝄞", "<<<END FILE>>>", "<<<<FILE b>>>>"),
]
TEXT_PARTS = [
    *("<<<FILE a>>>", "<<<END FILE>>>", "<<<<END>>>>", "<<<FILE x", "<<< begin_file: y>>>"),
    *("<<<", "<<", "<", ">>>", ">>", ">", "FILE>>>", ">>>END", "FILE", "END", ">>>>", "/FILE"),
    *("\n", "\n", "\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\v", "\f", "\x1c", "\x1f"),
    *(" ", "\t", "x", "word.", '"', "\ufeff", "\x00", "é", "𝄞", "\u00a0"),
]
names = st.lists(st.sampled_from(NAME_PARTS), max_size=5).map("".join)
texts = st.lists(st.sampled_from(TEXT_PARTS), max_size=8).map("".join)
keys = st.sampled_from(["lang", "BEGIN", "kind", "name", "file", "ID", "nonce", "language", "x-1"])
pairs = st.lists(st.tuples(keys, names), max_size=3, unique_by=lambda pair: pair[0].lower())


@st.composite
def ref_documents(draw: st.DrawFn) -> RefDocument:
    text, attributes = draw(texts), draw(pairs)
    if draw(st.integers(0, 5)) == 0:
        attributes.append(("size", str(len(text.encode()))))
    return RefDocument(draw(names), text, tuple(attributes))


bundles = st.lists(ref_documents(), min_size=1, max_size=3, unique_by=lambda d: d.name or object())


@QUICK
@given(bundles)
def test_round_trip(documents: list[RefDocument]) -> None:
    written = write(documents)
    for data in (written, written.encode()):
        reading = read(data)
        assert reading.documents == documents
        assert reading.errors == []
        assert reading.outside == []
    assert write(reading.documents) == written


@QUICK
@given(st.lists(texts, min_size=1, max_size=3), st.sampled_from(["FILE{}", "{}END"]))
def test_round_trip_of_blocks(found: list[str], closer: str) -> None:
    written = ""
    for number, text in enumerate(found):
        fence, line_break = choose_block_fence(text), "\r\n" if text.endswith("\r") else "\n"
        end = closer.format(">" * fence)
        written += f"{'<' * fence}FILE {number}\n{text}{line_break}{end}\n"
    reading = read(written)
    assert [document.text for document in reading.documents] == found
    assert reading.codes == []


@QUICK
@given(st.lists(st.sampled_from([*TEXT_PARTS, *NAME_PARTS, "\ud800", "\n<<<END>>>\n"])).map("".join))
def test_totality(text: str) -> None:
    reading = read(text)
    for offset, code, line, column, byte_offset in reading.diagnostics:
        assert code in SEVERITY
        assert text.split("\n")[line - 1][column - 1 :] == text[offset:].split("\n", 1)[0]
        assert byte_offset == len(text[:offset].encode("utf-8", "surrogatepass"))
    assert reading.outside == sorted(reading.outside)
    if "\ud800" not in text:
        assert read(text.encode()) == reading


@QUICK
@given(st.binary() | st.lists(st.sampled_from([b"\xff", b"\xed\xa0\x80", b"<<<FILE a>>>\n"])).map(b"".join))
def test_totality_of_bytes(data: bytes) -> None:
    assert set(read(data).codes) <= set(SEVERITY)


# --------------------------------------------------------------------------------
# The one law: "no single damaged, missing or doubled marker may make `loads` return other texts
# than were written without raising".

CHARACTERS = "<>\"'`= \t:/\\_\r\nAEFLND1.,\x00\u2028"


class Damage(NamedTuple):
    kind: str
    text: str  # the damaged bundle
    excuse: str = ""  # why it cannot be told, if so


class Piece(NamedTuple):
    """A written bundle around one marker line (without its line end)."""

    before: str
    marker: str
    after: str
    opens: bool
    last: bool  # the closer of a bundle of one document


def marker_lines(documents: list[RefDocument]) -> Iterator[Piece]:
    whole, start = write(documents), 0
    for document in documents:
        written = write_document(document)
        opener, closer = written.split("\n")[0], written.split("\n")[-2]
        for marker, at in ((opener, 0), (closer, len(written) - len(closer) - 1)):
            here, opens = start + at, at == 0
            after = whole[here + len(marker) :]
            yield Piece(whole[:here], marker, after, opens, not opens and len(documents) == 1)
        start += len(written)


def damages_of_characters(piece: Piece) -> Iterator[Damage]:
    """A character lost, doubled, changed; the line cut in two, cut off, indented."""
    before, marker, after, _, last = piece
    for at, old in enumerate(marker):
        left, right = before + marker[:at], marker[at + 1 :] + after
        yield Damage("lost", left + right)
        yield Damage("doubled", left + old * 2 + right)
        for new in set(CHARACTERS) - {old}:
            yield Damage("changed", left + new + right)
        if at:
            yield Damage("cut in two", f"{left}\n{old}{right}")
        excuse = "14: one document whose closer is lost" if last and at == 0 else ""
        yield Damage("cut off", left + after, excuse)
    for blank in (" ", "\t", "    "):
        yield Damage("indented", before + blank + marker + after)


def damages_of_lines(piece: Piece) -> Iterator[Damage]:
    """The line lost, doubled, joined with the next or the one before."""
    before, marker, after, _, last = piece
    excuse = "14: one document whose closer is lost" if last else ""
    yield Damage("lost line", before + after[1:], excuse)
    yield Damage("doubled line", before + marker + "\n" + marker + after)
    lost_blank = "15: a lost blank line"
    blank_next = re.match(r"\n[ \t]*\r?(\n|\Z)", after) is not None
    yield Damage("joined with next", before + marker + after[1:], lost_blank if blank_next else "")
    if before:
        blank_before = before.endswith(("\n\n", "\n\r\n"))
        excuse = lost_blank if blank_before else ""
        yield Damage("joined with the one before", before[:-1] + marker + after, excuse)


def damages(documents: list[RefDocument]) -> Iterator[Damage]:
    for piece in marker_lines(documents):
        yield from damages_of_characters(piece)
        yield from damages_of_lines(piece)


def breaks_the_law(documents: list[RefDocument], damaged: str) -> bool:
    reading = read(damaged)
    texts = [document.text for document in reading.documents]
    return not reading.errors and texts != [document.text for document in documents]


def is_size_that_fits(documents: list[RefDocument], damaged: str) -> bool:
    """15: "a `size` changed so that it fits the text with its line break"."""
    found = [document.text for document in read(damaged).documents]
    written = [document.text for document in documents]
    sized = [any(key == "size" for key, _ in document.attributes) for document in documents]
    return len(found) == len(written) and all(
        new == old or (has_size and new in (old + "\n", old + "\r\n"))
        for new, old, has_size in zip(found, written, sized, strict=True)
    )


def check_the_law(documents: list[RefDocument], damage: Damage) -> None:
    if damage.excuse or not breaks_the_law(documents, damage.text):
        return
    assert is_size_that_fits(documents, damage.text), damage


LAW_BUNDLES = [
    [("a", "A"), ("b.txt", "B\nb2\n")],
    [("a", "one")],
    [("a", "")],
    [("", ""), ("b", "")],
    [("a", "<<<FILE x>>>\nX\n<<<END FILE>>>\n"), ("b", "see <<<END FILE>>>")],
    [("a", "x\n>>>\ny\nFILE>>>\n>>>END\nb>>>"), ("b", "b>>>\n>>>"), ("c", ">>>")],
    [('a"b>>>', "x"), ("END", "y"), ("<<<END FILE>>>", "z")],
    [("FILE", "x"), ("END FILE", "y"), ("BEGIN x", "z")],
    [("EN", "x")],
    [(":a", "x"), ("size=4 x", "y"), ("x size=4", "z")],
    [("a", "<\n<<\n<")],
    [("a", "\nx\n\n"), ("b", "\n"), ("c", "\r\ny\r")],
]


@pytest.mark.parametrize(
    ("text", "fence"),
    [
        ("x>>>", 4),
        ("x>>>> \r\ny>>>", 5),
        (">>>END", 4),
        ("<<<FILE b", 4),
        ("a>>>b", 3),
        ("file >>>", 4),
        (">>> <<<<FILE b>>>>", 5),
        ("x>>> <", 3),
    ],
)
def test_block_fence(text: str, fence: int) -> None:
    assert choose_block_fence(text) == fence


@pytest.mark.parametrize("rows", LAW_BUNDLES)
def test_the_one_law_everywhere(rows: list[tuple[str, str]]) -> None:
    documents = [RefDocument(name, text) for name, text in rows]
    for damage in damages(documents):
        check_the_law(documents, damage)


@QUICK
@given(bundles, st.data())
def test_the_one_law(documents: list[RefDocument], data: st.DataObject) -> None:
    found = list(damages(documents))
    for _ in range(10):
        check_the_law(documents, found[data.draw(st.integers(0, len(found) - 1))])


def test_every_kind_of_damage_is_made() -> None:
    kinds = {damage.kind for damage in damages([RefDocument("a", "x")])}
    assert len(kinds) == 10


# The documents written, and damage to one marker (or the lack of it) that gives other texts without
# an error: what decisions 15 and 31 say cannot be told.
CANNOT_BE_TOLD = [
    pytest.param(["x\r"], "<<<FILE a>>>\nx\r<<<END FILE>>>\n", id="CRLF lost after a CR: glued"),
    pytest.param(["x"], "<<<FILE a\n>>>\nx\n", id="one document, no closers: opener cut in two"),
    pytest.param(["x"], "<<<FILE a>>>\nx\n<<<FILE EN>>>\nBye.\n", id="FILE END lost a letter, outside text"),
    pytest.param(["x"], "<<<FILE a>>>\n\nx\n<<<END FILE>>>\n", id="blank line after the opener"),
    pytest.param(["\nx"], "<<<FILE a>>>\nx\n<<<END FILE>>>\n", id="no blank line after the opener"),
    pytest.param(["x"], "<<<FILE a>>>\nx\n\n<<<END FILE>>>\n", id="blank line before the closer"),
    pytest.param(["x\n"], "<<<FILE a>>>\nx\n<<<END FILE>>>\n", id="none before the closer"),
    pytest.param(["x\n"], "<<<FILE a>>>\nx<<<END FILE>>>\n", id="none before a glued closer"),
    pytest.param(["x", "y"], "<<<FILE a>>>\nx\n<<<END FILE>>>\n", id="cut at a border"),
    pytest.param(["x", "y"], "", id="cut at the first border"),
    pytest.param(["x"], "<<<FILE a\nb\nx\n>>>\n", id="block opener cut in two"),
    pytest.param(["x"], "<<<FILE\na\nx\n>>>\n", id="block opener cut before its name"),
    pytest.param(["x"], "<<<FILE ax\n>>>\n", id="block opener joined with the text"),
    pytest.param(
        ["x", "y"],
        "<<<FILE a>>>\nx\n<<<END FILE>>>\n<<<FLE b\ny\n>>>\n",
        id="the only block opener damaged",
    ),
    pytest.param(["x", "y"], "<<<FILE a>>>\nx\ny\n", id="no closers: an opener lost"),
    pytest.param(["x", "y"], "<<<FILE a>>>\nx\n", id="no closers: cut off"),
    pytest.param(["x"], "<<<FILE a>>>\nx\nBye.\n", id="one document: its closer lost"),
    # Decision 25: no writer writes such a text with this fence.
    pytest.param(["v<v<int>>>"], "<<<FILE a\nv<v<int>>>\n", id="block text like a glued closer"),
]


@pytest.mark.parametrize(("written", "damaged"), CANNOT_BE_TOLD)
def test_damage_that_is_not_noticed(written: list[str], damaged: str) -> None:
    reading = read(damaged)
    assert reading.errors == []
    assert [document.text for document in reading.documents] != written
