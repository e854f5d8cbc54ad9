"""Baselines: which findings they know, what becomes of them, and the file that they are kept in."""

from __future__ import annotations

import json
from collections import Counter

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeddoc.baseline import BaselineError, Known, compare, read_baseline, write_baseline
from seeddoc.diagnostics import Diagnostic, diagnostic
from seeddoc.positions import Position
from seeddoc.results import CheckedFile


def found(code: str, line: int = 1, document: str = "a") -> Diagnostic:
    return diagnostic(code, Position(0, 0, 0, line, 1), Position(0, 0, 0, line, 3), document=document)


def checked(path: str, *findings: Diagnostic, text: str = "one\ntwo\none") -> CheckedFile:
    return CheckedFile(path, text, 1, findings)


def known(*files: CheckedFile) -> tuple[Known, ...]:
    return compare(files, ()).new


A = checked("a.txt", found("B001"), found("Q001", 1), found("Q001", 2))
B = checked("b.txt", found("Q001", document="b"))


def test_all_is_new_where_nothing_is_known() -> None:
    result = compare([A, B], ())
    assert (result.files, result.known, result.kept, result.gone) == ((A, B), 0, (), ())
    assert [(entry.path, entry.document, entry.code) for entry in result.new] == [
        ("a.txt", "a", "B001"),
        ("a.txt", "a", "Q001"),
        ("a.txt", "a", "Q001"),
        ("b.txt", "b", "Q001"),
    ]


def test_nothing_is_new_where_all_is_known() -> None:
    baseline = known(A, B)
    result = compare([A, B], baseline)
    assert [file.findings for file in result.files] == [(), ()]
    assert (result.known, result.new, result.kept, result.gone) == (4, (), baseline, ())


def test_only_what_is_new_is_left() -> None:
    more = attrs.evolve(A, findings=(*A.findings, found("A003", 2)))
    result = compare([more], known(A))
    assert [finding.code for finding in result.files[0].findings] == ["A003"]
    assert len(result.new) == 1


def test_one_entry_is_for_one_finding() -> None:
    """Lines 1 and 3 are equal."""
    one, two = checked("a.txt", found("Q001", 1)), checked("a.txt", found("Q001", 1), found("Q001", 3))
    assert compare([two], known(one)).known == 1
    result = compare([two], known(two))
    assert (result.known, result.gone) == (2, ())
    result = compare([one], known(two))
    assert (result.known, len(result.kept), result.gone) == (1, 1, known(one))


def test_what_is_gone_is_told() -> None:
    result = compare([checked("a.txt")], known(A))
    assert (result.known, result.kept, result.gone) == (0, (), known(A))


def test_nothing_is_called_gone_where_not_all_findings_are_kept() -> None:
    baseline = known(A, B)
    result = compare([attrs.evolve(A, findings=A.findings[:1], surplus=(("error", 2),)), B], baseline)
    assert (result.known, result.new, result.kept, result.gone) == (2, (), baseline, ())


def test_lines_that_move_change_nothing() -> None:
    moved = checked("a.txt", *(found(each.code, each.line + 2) for each in A.findings), text="0\n\none\ntwo")
    assert compare([moved], known(A)).known == 3


def test_documents_that_move_to_another_file_take_their_entries_along() -> None:
    moved = attrs.evolve(A, path="c.txt")
    result = compare([checked("a.txt"), moved], known(A))
    assert (result.known, result.new, result.gone) == (3, (), ())
    assert result.kept == known(moved)


def test_what_a_run_has_not_looked_at_is_left_alone() -> None:
    """A finding in a file of its own is new, though one as that is known of a file that was not checked."""
    baseline = known(A, B)
    result = compare([B], baseline, covers=lambda entry: entry.path == "b.txt")
    assert (result.known, result.new, result.kept, result.gone) == (1, (), baseline, ())
    copy = attrs.evolve(A, path="copy.txt")
    result = compare([copy], baseline, covers=lambda _: False)
    assert (result.known, len(result.new), result.kept) == (0, 3, baseline)


def test_an_entry_is_first_for_its_own_file() -> None:
    same = attrs.evolve(B, path="c.txt")
    result = compare([B, same], known(same))
    assert [len(file.findings) for file in result.files] == [1, 0]


def test_paths_are_what_the_baseline_calls_them() -> None:
    baseline = known(attrs.evolve(A, path="dir/a.txt"))
    result = compare([A], baseline, name=lambda path: f"dir/{path}", covers=lambda _: False)
    assert (result.known, result.kept) == (3, baseline)


FILES = st.lists(
    st.builds(
        CheckedFile,
        st.sampled_from(["a.txt", "b.txt", "c.txt"]),
        st.just("one\ntwo\none"),
        st.just(1),
        st.lists(st.builds(found, st.sampled_from(["Q001", "B001"]), st.integers(1, 3)), max_size=4).map(tuple),
    ),
    max_size=3,
)


@given(FILES, FILES, st.sets(st.sampled_from(["a.txt", "b.txt", "c.txt"])))
def test_nothing_is_lost(before: list[CheckedFile], after: list[CheckedFile], covered: set[str]) -> None:
    """Findings are known or new, entries kept or gone; a second look at what was kept finds the same."""
    baseline = known(*before)
    result = compare(after, baseline, covers=lambda entry: entry.path in covered)
    assert result.known + len(result.new) == sum(len(file.findings) for file in after)
    assert len(result.new) == sum(len(file.findings) for file in result.files)
    assert len(result.kept) + len(result.gone) == len(baseline)
    assert not Counter(result.gone) - Counter(baseline)
    again = compare(after, result.kept, covers=lambda entry: entry.path in covered)
    assert (again.files, again.known, again.kept, again.gone) == (result.files, result.known, result.kept, ())
    full = compare(after, (*result.kept, *result.new), covers=lambda entry: entry.path in covered)
    assert (full.new, full.gone) == ((), ())


@given(FILES, FILES)
def test_no_more_is_known_of_a_fingerprint_than_there_is(before: list[CheckedFile], after: list[CheckedFile]) -> None:
    had, has = (Counter(entry.fingerprint for entry in known(*files)) for files in (before, after))
    assert compare(after, known(*before)).known == (had & has).total()


# --- The file -----------------------------------------------------------------------------------------------


def test_an_entry_is_a_line() -> None:
    entries = (Known("b.txt", "b", "Q001", "1f"), Known("a.txt", "", "B001", "2e"))
    assert write_baseline(entries) == (
        "{\n"
        '  "version": 1,\n'
        '  "fingerprints": "seeddoc/v1",\n'
        '  "findings": [\n'
        '    {"path": "a.txt", "document": "", "code": "B001", "fingerprint": "2e"},\n'
        '    {"path": "b.txt", "document": "b", "code": "Q001", "fingerprint": "1f"}\n'
        "  ]\n"
        "}\n"
    )
    assert write_baseline(()) == '{\n  "version": 1,\n  "fingerprints": "seeddoc/v1",\n  "findings": []\n}\n'


@given(st.lists(st.builds(Known, *[st.text()] * 4)))
def test_what_is_written_is_read(entries: list[Known]) -> None:
    text = write_baseline(entries)
    assert list(read_baseline(text)) == sorted(entries)
    assert write_baseline(reversed(entries)) == text


def test_names_that_utf8_cannot_write() -> None:
    file = checked("caf\udce9", found("Q001", document="\ud800"))
    baseline = read_baseline(write_baseline(known(file)))
    assert compare([file], baseline, covers=lambda _: False).known == 1


HEAD = {"version": 1, "fingerprints": "seeddoc/v1"}
ENTRY = {"path": "a", "document": "b", "code": "Q001", "fingerprint": "f"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no JSON: Expecting value: line 1 column 1"),
        ('{\n  "version": 1,\n<<<<<<< ours', "is no JSON: Expecting property name enclosed in double quotes: line 3"),
        ("[" * 100_000, "is no JSON: "),
        ("[]", "is no baseline: expected an object"),
        ("{}", "is no baseline: expected an object"),
        ('{"version": 2}', "is of version 2 with fingerprints None, and this seeddoc knows version 1 with"),
        (json.dumps(HEAD | {"fingerprints": "seeddoc/v2"}), "is of version 1 with fingerprints 'seeddoc/v2', and"),
        (json.dumps(HEAD), 'has no list "findings"'),
        (json.dumps(HEAD | {"findings": {}}), 'has no list "findings"'),
        (json.dumps(HEAD | {"findings": [ENTRY, 1]}), "finding 2 is no object"),
        (json.dumps(HEAD | {"findings": [{}]}), "finding 1 has no text for 'code'"),
        (json.dumps(HEAD | {"findings": [ENTRY | {"path": 1}]}), "finding 1 has no text for 'path'"),
    ],
)
def test_what_is_no_baseline(text: str, message: str) -> None:
    with pytest.raises(BaselineError) as caught:
        read_baseline(text)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
