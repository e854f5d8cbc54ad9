"""Fingerprints of findings: what leaves them alone, and what does not."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeddoc import Settings, check
from seeddoc.diagnostics import Diagnostic, diagnostic
from seeddoc.fingerprints import CONTEXT, STRETCH, fingerprint, fingerprints
from seeddoc.positions import Position, TextIndex
from seeddoc.results import CheckedFile

LINE = "It opened late, he said; the café “was full and nobody had left the place by then."
TEXT = f"A title\n\nSome text.\n{LINE}\nAnd more.\n"


def about(text: str, words: str, *, code: str = "Q001", document: str | None = "dir/a.txt") -> Diagnostic:
    """Return a finding about some words, the first of them in a text."""
    start = text.index(words)
    index = TextIndex(text)
    return diagnostic(code, index.position(start), index.position(start + len(words)), document=document)


def mark_of(text: str, words: str, *, code: str = "Q001", document: str | None = "dir/a.txt") -> str:
    return fingerprint(about(text, words, code=code, document=document), text.split("\n"))


MARK = mark_of(TEXT, "“was full")


def test_a_fingerprint_is_kept_in_files() -> None:
    """So this one changes with the name of the scheme only."""
    assert MARK == "ad951e2e311d472b14752f727fdd2c2b"


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("\n", "\r\n"),
        f"\ufeff{TEXT}",
        f"\ufeff{LINE}",
        TEXT.replace("é", "e\u0301"),
        TEXT.replace("the café", "the\u00a0  café"),
        TEXT.replace("A title", "<<<FILE a.txt>>>\nAnother one"),
        TEXT.replace("It opened late", "It did open very late"),
        TEXT.replace("by then", "after midnight"),
        LINE,
    ],
)
def test_what_leaves_it_alone(text: str) -> None:
    assert mark_of(text, "“was full") == MARK


@pytest.mark.parametrize("document", ["a.txt", "other/place/a.txt"])
def test_a_folder_is_no_part_of_a_name(document: str) -> None:
    """What a text without markers is called depends on how its folder was named."""
    assert mark_of(TEXT, "“was full", document=document) == MARK


@pytest.mark.parametrize(
    ("text", "code", "document"),
    [
        (TEXT.replace("the café", "the bar"), "Q001", "a.txt"),
        (TEXT.replace("and nobody", "and no man"), "Q001", "a.txt"),
        (TEXT, "Q002", "a.txt"),
        (TEXT, "Q001", "b.txt"),
        (TEXT, "Q001", None),
    ],
)
def test_what_makes_another_of_it(text: str, code: str, document: str | None) -> None:
    finding = Diagnostic(code, "", "error", *places(text, "“was full"), document)
    assert fingerprint(finding, text.split("\n")) != MARK


def places(text: str, words: str) -> tuple[Position, Position]:
    finding = about(text, words)
    return finding.position, finding.end_position


def test_other_words_have_another_one() -> None:
    assert mark_of(TEXT, "“was") != MARK
    assert mark_of(TEXT, "“was full and") != MARK


def test_of_a_long_stretch_the_beginning_counts() -> None:
    first = "word " * (STRETCH // 5)
    assert mark_of(f"{first} one", f"{first} one") == mark_of(f"{first} two", f"{first} two")
    assert mark_of(f"1{first} one", f"1{first} one") != mark_of(f"2{first} one", f"2{first} one")
    assert mark_of("one\ntwo", "one\ntwo") == mark_of("one\nthree", "one\nthree")


def test_of_the_line_the_nearest_counts() -> None:
    far, near = "x" * CONTEXT, "y" * CONTEXT
    assert mark_of(f"1{far}{near}!{near}{far}1", "!") == mark_of(f"2{far}{near}!{near}{far}2", "!")
    assert mark_of(f"1{near[1:]}!", "!") != mark_of(f"2{near[1:]}!", "!")
    assert mark_of(f"!{near[1:]}1", "!") != mark_of(f"!{near[1:]}2", "!")


def test_places_that_are_not_there() -> None:
    """A finding of a file that holds something else by now has a fingerprint too."""
    far = diagnostic("Q001", Position(9, 9, 9, 7, 70), Position(1, 1, 1, 1, 1))
    assert re.fullmatch("[0-9a-f]{32}", fingerprint(far, ["text"]))
    beyond = diagnostic("Q001", Position(0, 0, 0, 1, 70), Position(9, 9, 9, 1, 3))
    assert fingerprint(beyond, ["text"]) == fingerprint(far, ["text"])


def test_equal_ones_are_numbered_in_all_files() -> None:
    first = CheckedFile("a.txt", TEXT, 1, (about(TEXT, "“was"), about(TEXT, "full"), about(TEXT, "“was")))
    second = CheckedFile("b.txt", TEXT, 1, (about(TEXT, "“was"),))
    marks = fingerprints([first, second])
    was, full = mark_of(TEXT, "“was"), mark_of(TEXT, "full")
    assert marks == ((f"{was}:1", f"{full}:1", f"{was}:2"), (f"{was}:3",))


LINES = st.text(st.characters() | st.sampled_from(" \t\u00a0éê\u0301\ud800"), max_size=60).map(
    lambda text: text.replace("\n", "")
)


@given(st.lists(LINES, min_size=1, max_size=5), st.lists(LINES, max_size=5), st.data())
def test_lines_put_in_elsewhere_change_nothing(lines: list[str], more: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(lines) - 1))
    start = data.draw(st.integers(0, len(lines[number])))
    end = data.draw(st.integers(start, len(lines[number])))
    before = data.draw(st.integers(0, number))
    longer = [*lines[:before], *more, *lines[before:], *more]

    def at(line: int, column: int) -> Position:
        return Position(0, 0, 0, line + 1, column + 1)

    finding = diagnostic("Q001", at(number, start), at(number, end), document="a")
    moved = diagnostic("Q001", at(number + len(more), start), at(number + len(more), end), document="a")
    ended = [f"{line}\r" for line in longer]
    assert fingerprint(finding, lines) == fingerprint(moved, longer) == fingerprint(moved, ended)


DOCUMENTS = [
    "<<<FILE {}.txt>>>\nA title\nText “open and\n<<<END FILE>>>\n",
    "<<<FILE {}.txt>>>\nA title\n\n“Yes,” she said. ‘No” “never.\n<<<END FILE>>>\n",
    "<<<FILE {}.txt>>>\nA  title.\n\nTwo  blanks,\u00a0and e\u0301 and é.\n<<<END FILE>>>\n",
    "<<<FILE {}.txt>>>\n<<<END FILE>>>\n",
]


@given(
    st.lists(st.sampled_from(DOCUMENTS), max_size=3),
    st.lists(st.tuples(st.sampled_from(DOCUMENTS), st.integers(0, 3)), max_size=3),
    st.booleans(),
)
def test_documents_put_in_elsewhere_change_nothing(
    documents: list[str], others: list[tuple[str, int]], other_line_ends: bool
) -> None:
    """Of a bundle that is checked, before and after: what was found has the same fingerprints."""
    bundle = [document.format(number) for number, document in enumerate(documents)]
    longer = list(bundle)
    for number, (document, place) in enumerate(others):
        longer.insert(place, document.format(f"other{number}"))
    texts = ("".join(bundle), "".join(longer).replace("\n", "\r\n" if other_line_ends else "\n"))
    before, after = (
        fingerprints([CheckedFile("x.txt", text, 1, check(text, Settings(preset="strict", ignore=["B"])))])[0]
        for text in texts
    )
    assert set(before) <= set(after)


@given(st.lists(st.sampled_from(["“was", "full", "late", "left"]), max_size=9))
def test_no_two_are_the_same(words: list[str]) -> None:
    file = CheckedFile("a.txt", TEXT, 1, tuple(about(TEXT, word) for word in words))
    (marks,) = fingerprints([file])
    assert all(one != other for one, other in pairwise(sorted(marks)))
