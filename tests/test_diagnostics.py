"""Findings, the table of codes, and the errors that carry findings."""

from __future__ import annotations

import pickle
import re

import attrs
import pytest

from seeddoc import (
    CODES,
    ArticleError,
    BundleError,
    Diagnostic,
    JsonError,
    LimitError,
    Limits,
    Position,
    SeedDocError,
    UnpackError,
    loads,
    parse,
    parse_article,
)
from seeddoc._codes import GROUPS
from seeddoc.diagnostics import diagnostic
from seeddoc.errors import FindingsError
from seeddoc.positions import START

PLACE = Position(30, 32, 31, 4, 7)
PLACE_END = Position(33, 35, 34, 4, 10)

# The codes of the specification (S5.1), which never change.
STABLE = {
    **dict.fromkeys(("B001", "B005", "B006", "B007", "B011", "B012", "B014", "B015", "B016"), "error"),
    **dict.fromkeys(("B002", "B003", "B004", "B008", "B009", "B010", "B013"), "warning"),
    **dict.fromkeys(("N001", "I001", "I002", "I003", "E001", "E002", "E003", "A001"), "error"),
    **dict.fromkeys(("N002", "I004", "I005", "A002", "A003", "Q001"), "warning"),
    "E004": "info",
}
# And those of rules for content and style, which never change either.
RULES = {
    **dict.fromkeys(("E005", "E006", "E007", "E010", "E011", "E012"), "warning"),
    **dict.fromkeys(("E008", "E009"), "info"),
    **dict.fromkeys(("A004", "A006", "A009"), "warning"),
    **dict.fromkeys(("A005", "A007", "A008", "A010", "A011"), "info"),
    "N003": "error",
    **dict.fromkeys(("N004", "N005", "N006"), "warning"),
    **dict.fromkeys(("Q002", "Q006", "Q007"), "warning"),
    **dict.fromkeys(("Q003", "Q004", "Q005"), "info"),
    **dict.fromkeys(("F001", "F002", "F003"), "warning"),
    **dict.fromkeys(("F004", "F005"), "info"),
    **dict.fromkeys(("S001", "S002"), "warning"),
    "S003": "error",
}


def test_the_table_of_codes() -> None:
    assert {code: row.severity for code, row in CODES.items()} == STABLE | RULES
    assert [code for code, row in CODES.items() if row.code != code] == []
    assert len({row.name for row in CODES.values()}) == len(CODES)
    for row in CODES.values():
        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", row.name)
        assert row.summary
        assert row.hint
        assert not row.summary.endswith(".")
        assert row.why.endswith((".", ".)"))
        assert row.bad
        assert row.good
        assert row.bad != row.good
        assert row.page == f"docs/rules/{row.code}.md"


def test_codes_are_in_the_order_of_their_groups() -> None:
    letters = list(GROUPS)
    assert list(CODES) == sorted(CODES, key=lambda code: (letters.index(code[0]), code))


class TestDiagnostic:
    FOUND = diagnostic("B009", PLACE, PLACE_END, detail="3 lines", document="a", filename="x.txt")

    def test_what_it_says(self) -> None:
        found = self.FOUND
        assert (found.code, found.name, found.severity) == ("B009", "outside-text", "warning")
        assert found.message == "text outside any document: 3 lines"
        assert found.hint == CODES["B009"].hint
        assert (found.document, found.filename) == ("a", "x.txt")
        assert (found.line, found.column) == (4, 7)
        assert (found.offset, found.byte_offset, found.utf16_offset) == (30, 32, 31)
        assert (found.position, found.end_position) == (PLACE, PLACE_END)
        assert str(found) == "x.txt:4:7: B009 text outside any document: 3 lines"
        assert str(attrs.evolve(found, filename=None)) == "4:7: B009 text outside any document: 3 lines"

    def test_without_an_end_or_a_detail(self) -> None:
        found = diagnostic("B001", PLACE)
        assert found.end_position == PLACE
        assert found.message == CODES["B001"].summary

    def test_of_a_code_that_is_not_in_the_table(self) -> None:
        found = Diagnostic("X001", "own", "info", START)
        assert (found.name, found.hint, str(found)) == ("X001", "", "1:1: X001 own")

    def test_it_is_a_value(self) -> None:
        again = pickle.loads(pickle.dumps(self.FOUND))  # noqa: S301 (made here)
        assert again == self.FOUND
        assert hash(again) == hash(self.FOUND)
        assert attrs.evolve(self.FOUND, end=None) != self.FOUND
        assert attrs.evolve(self.FOUND, where=START) != self.FOUND
        read, same = (parse("x").diagnostics[0] for _ in range(2))
        assert read == same
        assert hash(read) == hash(same)


class TestFindingsError:
    TWO = (diagnostic("B002", START), diagnostic("B001", PLACE, filename="x.txt"), diagnostic("N001", PLACE_END))

    def test_the_first_error_counts(self) -> None:
        error = BundleError(iter(self.TWO))
        assert error.diagnostics == self.TWO
        assert error.first == self.TWO[1]
        assert (error.filename, error.line, error.column, error.offset) == ("x.txt", 4, 7, 30)
        assert str(error) == (
            "x.txt:4:7: B001 the document is not closed; add its closing marker on a line of its own (and 1 more)"
        )

    def test_one_error(self) -> None:
        assert str(BundleError(self.TWO[2:])) == "4:10: N001 two documents have the same name; rename one of them"

    def test_only_warnings(self) -> None:
        error = ArticleError(self.TWO[:1])
        assert error.first == self.TWO[0]
        assert error.line == 1

    def test_none(self) -> None:
        error = BundleError()
        assert (error.first, error.filename, error.line, error.column, error.offset) == (None,) * 5
        assert str(error) == "no findings"

    def test_without_a_hint(self) -> None:
        assert str(BundleError([Diagnostic("X001", "own", "error", START)])) == "1:1: X001 own"

    @pytest.mark.parametrize("kind", [FindingsError, BundleError, ArticleError, LimitError])
    def test_pickling(self, kind: type[FindingsError]) -> None:
        again = pickle.loads(pickle.dumps(kind(self.TWO)))  # noqa: S301 (made here)
        assert type(again) is kind
        assert again.args == (self.TWO,)
        assert str(again) == str(kind(self.TWO))


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            JsonError(iter([("$.a", "expected a string"), ("$.b", "is missing")])),
            "$.a: expected a string\n$.b: is missing",
        ),
        (UnpackError([("../a", "leaves the directory")]), "'../a': leaves the directory"),
    ],
)
def test_errors_with_problems(error: JsonError | UnpackError, message: str) -> None:
    assert str(error) == message
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 (made here)
    assert type(again) is type(error)
    assert again.problems == error.problems
    assert str(again) == message


def test_what_the_errors_are() -> None:
    for kind in (BundleError, ArticleError, LimitError, JsonError, UnpackError):
        assert issubclass(kind, SeedDocError)
        assert issubclass(kind, ValueError)
    assert issubclass(LimitError, BundleError)
    assert not issubclass(SeedDocError, ValueError)


def test_errors_of_reading() -> None:
    with pytest.raises(BundleError, match=r"2:1: B001 .*\(and 1 more\)"):
        loads("hi\n<<<FILE a>>>\nx\n<<<FILE b>>>\ny<<<")
    with pytest.raises(LimitError, match="B015"):
        loads("<<<FILE a>>>\n", limits=Limits(documents=0))
    with pytest.raises(ArticleError, match="1:1: A001"):
        parse_article(" \n")
    with pytest.raises(ArticleError, match="4:7: A001"):
        parse_article("", start=PLACE)
