"""Findings as text: places, excerpts, marks, and what no terminal gets to see."""

from __future__ import annotations

import json
from collections import Counter

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import seeddoc
from seeddoc.diagnostics import diagnostic
from seeddoc.fixes import Edit, Fix
from seeddoc.positions import Position
from seeddoc.reports import (
    REACH,
    cell_width,
    count,
    dump_json,
    dump_json_list,
    render_concise,
    render_data,
    render_full,
    render_summary,
    text_width,
    to_plain,
    visible,
    visible_line,
)


def finding_at(line: str, start: int, end: int, *, number: int = 1) -> seeddoc.Diagnostic:
    """Make a finding in a line, from one column (0-based) to another."""
    first, last = (Position(at, at, at, number, at + 1) for at in (start, end))
    return attrs.evolve(diagnostic("B006", first, last), filename="a.txt")


def excerpt(line: str, start: int, end: int, width: int = 80) -> list[str]:
    """Return the excerpt and the mark under it, without what is left of them."""
    lines = to_plain(render_full(finding_at(line, start, end), [line], width)).split("\n")
    assert lines[0].startswith("a.txt:1:")
    assert lines[1].startswith("  1 | ")
    assert lines[2].startswith("    | ")
    return [lines[1][6:], lines[2][6:]]


class TestVisible:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("plain “text” 漢字 é\u00a0\n\t", "plain “text” 漢字 é\u00a0\n\t"),
            ("\x1b[31m", "\\x1b[31m"),
            ("a\rb\x00", "a\\x0db\\x00"),
            ("\x7f\x9b31m", "\\u007f\\u009b31m"),
            ("\u202eabc\u2066\u200f\u061c", "\\u202eabc\\u2066\\u200f\\u061c"),
            ("\ufeffa\u2028b\u2029", "\\ufeffa\\u2028b\\u2029"),
            ("caf\udce9 \ud800", "caf\\xe9 \\ud800"),
        ],
    )
    def test_text(self, text: str, shown: str) -> None:
        assert visible(text) == shown

    def test_line(self) -> None:
        assert visible_line("a\tb\nc\x1b") == "a\\x09b\\x0ac\\x1b"

    @given(st.text(st.characters()))
    def test_can_be_written_anywhere(self, text: str) -> None:
        shown = visible(text)
        shown.encode()
        assert not {char for char in shown if ord(char) < 32} - {"\n", "\t"}
        assert visible(shown) == shown

    @given(st.text())
    def test_json_stays_json(self, text: str) -> None:
        assert json.loads(visible(json.dumps(text, ensure_ascii=False))) == text


class TestWidth:
    @pytest.mark.parametrize(("char", "width"), [("a", 1), ("é", 1), ("漢", 2), ("ｱ", 1), ("\u0301", 0), ("\u200d", 0)])
    def test_character(self, char: str, width: int) -> None:
        assert cell_width(char) == width

    def test_text(self) -> None:
        assert text_width("abc") == 3
        assert text_width("e\u0301漢字") == 5


class TestConcise:
    def test_line(self) -> None:
        (line,) = to_plain([render_concise(finding_at("", 2, 2))]).splitlines()
        assert line == "a.txt:1:3: B006 the line begins like a marker but is none"

    def test_without_file_and_with_controls(self) -> None:
        finding = attrs.evolve(finding_at("", 0, 0), filename=None, message="bad\n\x1b")
        assert to_plain([render_concise(finding)]) == "<text>:1:1: B006 bad\\x0a\\x1b\n"
        finding = attrs.evolve(finding, filename="a\n\udcff")
        assert to_plain([render_concise(finding)]).startswith("a\\x0a\\xff:1:1: ")


class TestFull:
    def test_whole(self) -> None:
        finding = finding_at("<<FILE a>>>", 0, 11, number=12)
        assert to_plain(render_full(finding, [""] * 11 + ["<<FILE a>>>\r"], 80)) == (
            "a.txt:12:1: error B006 the line begins like a marker but is none\n"
            "  12 | <<FILE a>>>\n"
            "     | ^^^^^^^^^^^\n"
            "     = mend it: `<<<FILE name>>>` alone on its line, from the first column\n"
        )

    def test_blank_line_and_no_hint(self) -> None:
        finding = attrs.evolve(finding_at("", 0, 0), code="X999")
        assert to_plain(render_full(finding, [" "], 80)) == (
            "a.txt:1:1: error X999 the line begins like a marker but is none\n"
        )

    @pytest.mark.parametrize(
        ("line", "start", "end", "shown", "mark"),
        [
            ("abcdef", 2, 4, "abcdef", "  ^^"),
            ("abcdef", 2, 2, "abcdef", "  ^"),
            ("abcdef", 6, 6, "abcdef", "      ^"),
            ("abcdef", 9, 12, "abcdef", "      ^"),
            ("\tab\tcd", 1, 3, "    ab    cd", "    ^^"),
            ("漢字ab字", 2, 5, "漢字ab字", "    ^^^^"),
            ("e\u0301x", 2, 3, "e\u0301x", " ^"),
            ("\ufeffab", 1, 2, "\\ufeffab", "      ^"),
            ("a\x1bb", 1, 2, "a\\x1bb", " ^^^^"),
            ("a\u200b\u00adb", 1, 3, "a\\u200b\\u00adb", " " + "^" * 12),
            ("a\u200bb", 0, 3, "a\u200bb", "^^"),  # in a longer stretch it may be of use: 👩‍👧
            ("👩\u200d👧 a", 3, 5, "👩\u200d👧 a", "    ^^"),
        ],
    )
    def test_mark_is_under_the_span(self, line: str, start: int, end: int, shown: str, mark: str) -> None:
        assert excerpt(line, start, end) == [shown, mark]

    @pytest.mark.parametrize(
        ("end", "quoted"),
        [
            ((2, 1), ["  2 | abcd", "    |  ^"]),
            ((3, 1), ["  2 | abcd", "    |  ^^^"]),
            ((3, 2), ["  2 | abcd", "    |  ^^^", "  3 | e f", "    | ^"]),
            ((4, 1), ["  2 | abcd", "    |  ^^^", "  3 | e f", "    | ^^^"]),
            ((5, 1), ["  2 | abcd", "    |  ^^^", "  3 | e f", "    | ^^^"]),
            ((5, 2), ["  2 | abcd", "    |  ^^^", "  3 | e f", "    | ^^^", "    …", "  5 | gh", "    | ^"]),
            ((9, 1), ["  2 | abcd", "    |  ^^^", "  3 | e f", "    | ^^^", "    …", "  6 | i", "    | ^"]),
        ],
    )
    def test_span_over_lines(self, end: tuple[int, int], quoted: list[str]) -> None:
        """Each line is marked as far as the span goes; of many lines the first two and the last are shown."""
        finding = finding_at("", 0, 0)
        finding = attrs.evolve(finding, where=Position(1, 1, 1, 2, 2), end=Position(9, 9, 9, *end))
        shown = to_plain(render_full(finding, ["", "abcd", "e f", "\r", "gh", "i"], 80)).split("\n")
        assert shown[1:-2] == quoted

    def test_numbers_of_lines_are_aligned(self) -> None:
        finding = finding_at("", 0, 0)
        finding = attrs.evolve(finding, where=Position(1, 1, 1, 9, 2), end=Position(9, 9, 9, 10, 2))
        shown = to_plain(render_full(finding, [*[""] * 8, "abcd", "e f"], 80)).split("\n")
        assert shown[1:5] == ["   9 | abcd", "     |  ^^^", "  10 | e f", "     | ^"]

    def test_a_line_that_is_not_there(self) -> None:
        shown = to_plain(render_full(finding_at("", 0, 4, number=7), ["abcd"], 80))
        assert [line[:9] for line in shown.splitlines()] == ["a.txt:7:1", "    = men"]

    @pytest.mark.parametrize(
        ("safe", "mark", "last"), [(True, " [*]", "fix: mend\\x07"), (False, "", "fix (unsafe): mend\\x07")]
    )
    def test_fix(self, safe: bool, mark: str, last: str) -> None:
        finding = attrs.evolve(finding_at("", 0, 0), fix=Fix("mend\x07", [Edit(0, 0, "x")], safe=safe))
        shown = to_plain(render_full(finding, ["abcd"], 80)).splitlines()
        assert shown[0] == f"a.txt:1:1: error B006{mark} the line begins like a marker but is none"
        assert shown[-1] == f"    = {last}"

    def test_long_lines_are_cut(self) -> None:
        line = "a" * 200 + "XYZ" + "b" * 200
        shown, mark = excerpt(line, 200, 203, 46)
        assert shown == "…" + "a" * 10 + "XYZ" + "b" * 25 + "…"
        assert mark == " " * 11 + "^^^"
        shown, mark = excerpt(line, 0, 400, 46)
        assert shown == "a" * 39 + "…"
        assert mark == "^" * 39
        shown, mark = excerpt("漢" * 15 + "XYZ", 15, 18, 46)
        assert shown == "…" + "漢" * 5 + "XYZ"
        assert mark == " " * 11 + "^^^"

    def test_characters_without_width(self) -> None:
        accents = "\u0301" * 60
        assert excerpt(f"e{accents}XYZ", 61, 64, 46) == [f"…e{accents}XYZ", "  ^^^"]

    def test_no_more_than_is_near_is_looked_at(self) -> None:
        """Accents have no width, and a line may be made of them."""
        accents, near = "\u0301" * 10_000, "\u0301" * REACH * 40
        for line, start, end, shown in [
            (f"{accents}X", 10_000, 10_001, f"…{near}X"),
            (f"X{accents}", 0, 1, f"X{near}…"),
            (f"{accents}X", 0, 10_000, f"{near}…"),
        ]:
            assert excerpt(line, start, end, 46)[0] == shown

    @given(st.text(st.characters(exclude_characters="\n")), st.data())
    def test_fits_the_width(self, line: str, data: st.DataObject) -> None:
        start = data.draw(st.integers(0, len(line)))
        end = data.draw(st.integers(start, len(line)))
        width = data.draw(st.integers(30, 60))
        finding = finding_at(line, start, end)
        rows = to_plain(render_full(finding, [line], width)).splitlines()
        assert all(text_width(row) <= width + 1 for row in rows if row[4:5] == "|")


class TestJson:
    def test_any_reader_takes_it(self) -> None:
        data = {"a": ["caf\udce9", ("\ud800", 1)], "b": None, "\u202e": True}
        text = dump_json(data, indent=None)
        assert text == '{"a": ["caf\\\\xe9", ["\\\\ud800", 1]], "b": null, "\\u202e": true}'
        assert json.loads(text) == {"a": ["caf\\xe9", ["\\ud800", 1]], "b": None, "\u202e": True}


class TestData:
    def test_keys(self) -> None:
        (finding,) = seeddoc.parse("é\n<<<FILE a>>>").diagnostics[1:]
        assert render_data(finding) == {
            "code": "B001",
            "name": "document-not-closed",
            "severity": "error",
            "message": "the document is not closed",
            "line": 2,
            "column": 1,
            "offset": 2,
            "byte_offset": 3,
            "utf16_offset": 2,
            "end_offset": 14,
        }


class TestSummary:
    @pytest.mark.parametrize(
        ("found", "files", "line"),
        [
            ({}, 1, "No findings in 2 documents, 1 file."),
            ({"error": 2, "info": 1}, 1, "2 errors, 1 info in 1 file, 2 documents."),
            ({"warning": 1}, 1200, "1 warning in 1 of 1,200 files, 2 documents."),
        ],
    )
    def test_line(self, found: dict[str, int], files: int, line: str) -> None:
        assert to_plain([render_summary(Counter(found), files=files, faulty=1, documents=2)]) == f"{line}\n"

    def test_count(self) -> None:
        assert [count(number, "file") for number in (0, 1, 2)] == ["0 files", "1 file", "2 files"]


@pytest.mark.parametrize("rows", [[], [1], [{}], [{"a": [], "b": ["x\ny", {"c": "\u202e\udce9"}]}, [], "z\n"]])
def test_a_list_that_is_written_row_by_row(rows: list[object]) -> None:
    assert dump_json_list(iter(rows)) == dump_json(rows)
    whole = dump_json({"a": {"b": rows}})
    assert whole == '{\n  "a": {\n    "b": ' + dump_json_list(rows, depth=2) + "\n  }\n}"
