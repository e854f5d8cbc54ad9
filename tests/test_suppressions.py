"""Suppressions: which findings they are for, which entries are understood, and what is said of those that are not."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeddoc import CODES
from seeddoc.diagnostics import Diagnostic, diagnostic
from seeddoc.positions import TextIndex
from seeddoc.results import CheckedFile
from seeddoc.suppressions import Suppressed, Suppression, SuppressionFile, is_covered, read_suppressions, suppress

TODAY = date(2026, 7, 1)
POEM = "A title\n\nShe said: “Come\n   in, and  stay.\n\nThen “Come out.\n"
ENTRY = {"code": "Q001", "file": "poem.txt", "reason": "it breaks off here"}


def about(text: str, words: str, code: str = "Q001", document: str | None = "poem") -> Diagnostic:
    start, index = text.index(words), TextIndex(text)
    return diagnostic(code, index.position(start), index.position(start + len(words)), document=document)


FILE = CheckedFile("poem.txt", POEM, 1, (about(POEM, "“Come\n   in, and  stay."), about(POEM, "“Come out.")))


def read(toml: str) -> SuppressionFile:
    data = tomllib.loads(toml)
    return read_suppressions(data.get("suppressions", []), "seeddoc.toml", toml)


def apply(*entries: Suppression, files: tuple[CheckedFile, ...] = (FILE,)) -> Suppressed:
    return suppress(files, [SuppressionFile("seeddoc.toml", "", entries)], TODAY)


def left(entry: Suppression) -> list[int]:
    """Return the lines of the findings that an entry leaves."""
    return [finding.line for file in apply(entry).files for finding in file.findings]


# --- What an entry is for -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("narrowed", "lines"),
    [
        ({"file": "poem.txt"}, []),
        ({"file": "*.txt"}, []),
        ({"file": "other/*.txt"}, [3, 6]),
        ({"document": "poem"}, []),
        ({"document": "p*"}, []),
        ({"document": "prose"}, [3, 6]),
        ({"text": "“Come in, and stay."}, [6]),
        ({"text": "“Come   out"}, [3]),
        ({"text": "said: “Come"}, [6]),
        ({"text": "Then "}, [3, 6]),
        ({"text": "She said:"}, [3, 6]),
        ({"text": "Come"}, []),
        ({"text": "stay. Then"}, [6]),
        ({"file": "poem.txt", "document": "poem", "text": "in, and"}, [6]),
        ({"file": "poem.txt", "document": "prose", "text": "in, and"}, [3, 6]),
    ],
)
def test_what_is_suppressed(narrowed: dict[str, Any], lines: list[int]) -> None:
    assert left(Suppression("Q001", "why", **narrowed)) == lines


def test_words_that_touch_what_is_found() -> None:
    text = "one two three"
    file = CheckedFile("a.txt", text, 1, (about(text, "two"),))
    touching = Suppression("Q001", "why", text="two three")
    assert apply(touching, files=(file,)).count == 1
    beside = Suppression("Q001", "why", text="three")
    assert apply(beside, files=(file,)).count == 0


def test_another_code_is_left() -> None:
    other = Suppression("A003", "why", file="*")
    assert left(other) == [3, 6]
    assert not other.matches(FILE.findings[0], POEM)


def test_a_finding_of_no_document_has_no_name() -> None:
    file = CheckedFile("a.txt", "x", 0, (about("x", "x", "B009", None),))
    assert apply(Suppression("B009", "why", document="*"), files=(file,)).count == 0


def test_paths_are_what_the_configuration_calls_them() -> None:
    entry = Suppression("Q001", "why", file="dir/poem.txt")
    source = SuppressionFile("seeddoc.toml", "", (entry,))
    assert suppress([FILE], [source], TODAY, name=lambda path: f"dir/{path}").count == 2


def test_files_without_findings_are_left_as_they_are() -> None:
    clean = CheckedFile("a.txt", "x", 1, ())
    result = apply(Suppression("Q001", "why", text="“Come in"), files=(clean, FILE))
    assert result.files[0] is clean
    assert (result.count, result.notes) == (1, ())
    assert result.files[1].findings == FILE.findings[1:]


def test_no_entry_is_called_unused_where_not_all_findings_are_kept() -> None:
    entry = Suppression("B009", "why", file="poem.txt")
    assert len(apply(entry, files=(FILE,)).notes) == 1
    assert apply(entry, files=(attrs.evolve(FILE, surplus=(("warning", 1),)),)).notes == ()


# --- What is said of entries ----------------------------------------------------------------------------------


HEADED = '# why\n[[suppressions]]\ncode = "Q001"\ntext = "{}"\nreason = "so"\n{}\n'


def notes(toml: str, *, covered: bool = True) -> list[str]:
    result = suppress([FILE], [read(toml)], TODAY, covers=lambda _: covered)
    return [str(finding) for file in result.notes for finding in file.findings]


def test_one_that_is_for_something_is_not_told() -> None:
    assert notes(HEADED.format("“Come in", "")) == []


def test_one_for_nothing_is_told_where_a_run_can_tell() -> None:
    toml = HEADED.format("Go away", "")
    assert notes(toml) == ["seeddoc.toml:2:1: S001 the suppression is for nothing: Q001 'Go away'"]
    assert notes(toml, covered=False) == []


@pytest.mark.parametrize(
    ("day", "said"), [("2026-07-01", []), ("2026-06-30", ["S002"]), ("1999-01-01T10:00:00", ["S002"])]
)
@pytest.mark.parametrize("mark", ["", '"'])
def test_one_holds_up_to_its_day(day: str, said: list[str], mark: str) -> None:
    if mark:
        day = day.partition("T")[0]
    toml = HEADED.format("“Come in", f"expires = {mark}{day}{mark}")
    result = suppress([FILE], [read(toml)], TODAY)
    assert [finding.code for file in result.notes for finding in file.findings] == said
    assert result.count == (0 if said else 1)


def test_what_is_said_of_one_that_has_expired() -> None:
    (line,) = notes(HEADED.format("Go away", "expires = 2026-06-30"))
    assert line == "seeddoc.toml:2:1: S002 the suppression has expired: Q001 'Go away', on 2026-06-30"


@pytest.mark.parametrize(
    ("entry", "problems"),
    [
        (ENTRY, []),
        (ENTRY | {"code": "unclosed-quote"}, []),
        (ENTRY | {"code": " q001 "}, []),
        (1, ["expected a table, not 1"]),
        (ENTRY | {"raeson": "x"}, ["no such key as 'raeson'; did you mean 'reason'?"]),
        (ENTRY | {"zzz": "x"}, ["no such key as 'zzz'"]),
        (ENTRY | {"reason": " "}, ["reason has to be a text, not ' '"]),
        (ENTRY | {"file": ["a"]}, ["file has to be a text, not ['a']"]),
        (ENTRY | {"file": "[]"}, ["file is no glob: '[]'"]),
        (ENTRY | {"document": "a[z-a]"}, ["document is no glob: 'a[z-a]'"]),
        (ENTRY | {"text": "[]"}, []),
        (ENTRY | {"code": 1}, ["code has to be a text, not 1"]),
        (ENTRY | {"code": ""}, ["code has to be a text, not ''"]),
        (ENTRY | {"code": "Q0O1"}, ["no finding has the code 'Q0O1'; did you mean 'Q001'?"]),
        (ENTRY | {"code": "Unused-Suppression"}, ["'Unused-Suppression' is about suppressions"]),
        (ENTRY | {"code": "S004"}, ["no finding has the code 'S004'"]),
        (
            ENTRY | {"code": "S001"},
            ["'S001' is about suppressions, and none can suppress it; mend the entry that it tells of"],
        ),
        (ENTRY | {"expires": "tomorrow"}, ["expires has to be a date such as 2030-12-31, not 'tomorrow'"]),
        (ENTRY | {"expires": 2030}, ["expires has to be a date such as 2030-12-31, not 2030"]),
        ({"code": "Q001", "file": "a"}, ["reason is missing"]),
        (
            {"reason": "why"},
            ["code is missing", "it would be for every finding of its code; give file, document or text"],
        ),
    ],
)
def test_what_is_understood(entry: object, problems: list[str]) -> None:
    source = read_suppressions([entry], "seeddoc.toml", "")
    assert {finding.code for finding in source.faults} <= {"S003"}
    told = [finding.message for finding in source.faults]
    assert len(told) == len(problems)
    for message, problem in zip(told, problems, strict=True):
        assert message.startswith(f"the suppression is not understood: {problem}")
    assert len(source.entries) == (not problems)


def test_an_entry() -> None:
    (entry,) = read_suppressions([ENTRY | {"text": " a b "}], "seeddoc.toml", "").entries
    assert (entry.code, entry.file, entry.text, entry.expires) == ("Q001", "poem.txt", "a b", None)
    assert entry.label == "Q001 'a b'"
    assert Suppression("Q001", "", document="d", file="f").label == "Q001 'd'"


@pytest.mark.parametrize(
    ("toml", "lines"),
    [
        ("\n[[suppressions]]\nx = 1\n\n  [[ suppressions ]] # more\nx = 1\n", [2, 5]),
        ("x = 1\nsuppressions = [{x = 1}, {x = 1}]\n", [2, 2]),
        ('x = """\n[[suppressions]]\n"""\nsuppressions = [{x = 1}, {x = 1}]', [4, 4]),
        ("[suppressions]\nx = 1", [1]),
        ("suppressions = 7", [1]),
        ("", []),
    ],
)
def test_places_of_entries(toml: str, lines: list[int]) -> None:
    found = [finding.line for finding in read(toml).faults]
    assert sorted(set(found)) == sorted(set(lines))


def test_places_in_a_pyproject() -> None:
    toml = '[tool.seeddoc]\n[[tool.seeddoc.suppressions]]\ncode = "Q001"\n'
    source = read_suppressions([{"code": "Q001"}], "pyproject.toml", toml)
    assert {(finding.line, finding.end_position.column) for finding in source.faults} == {(2, 30)}


def test_findings_about_suppressions_stand_in_their_order() -> None:
    toml = (
        HEADED.format("Go away", "")
        + HEADED.format("Come", "expires = 2001-01-01")
        + HEADED.format("Come in", "").replace("reason", "raeson")
    )
    (file,) = suppress([FILE], [read(toml)], TODAY).notes
    assert [(finding.line, finding.code) for finding in file.findings] == [
        (2, "S001"),
        (8, "S002"),
        *[(14, "S003")] * 2,
    ]
    assert (file.path, file.documents) == ("seeddoc.toml", 0)


@pytest.mark.parametrize("code", ["S001", "S002", "S003"])
def test_examples_of_the_rows(code: str) -> None:
    """The bad example of a row yields exactly its code, the good one none."""
    row = CODES[code]
    for toml, wanted in ((row.bad, [code]), (row.good, [])):
        result = suppress([FILE], [read(toml)], TODAY)
        assert sorted({finding.code for file in result.notes for finding in file.findings}) == wanted


@pytest.mark.parametrize(
    ("glob", "checked", "folders", "covered"),
    [
        ("", [], ["."], True),
        ("", [], ["dir"], True),
        ("", ["a.txt"], [], False),
        ("*.txt", ["a.txt"], [], False),
        ("*.txt", [], ["dir"], True),
        ("dir/a.txt", ["dir/a.txt"], [], True),
        ("./dir/a.txt", ["dir/a.txt"], [], True),
        ("dir/a.txt", ["dir/b.txt"], [], False),
        ("dir/gone.txt", [], [], True),
        ("dir/*.txt", [], ["."], True),
        ("dir/*.txt", [], ["dir"], True),
        ("dir/sub/*.txt", [], ["dir"], True),
        ("dir/*.txt", [], ["dir/sub"], False),
        ("dir/*.txt", [], ["directory"], False),
        ("dir/*.txt", ["dir/a.txt"], [], False),
        ("**/a.txt", [], ["dir"], False),
        ("**/a.txt", [], ["."], True),
    ],
)
def test_what_a_run_can_tell(glob: str, checked: list[str], folders: list[str], covered: bool) -> None:
    entry = Suppression("Q001", "why", file=glob)
    assert is_covered(entry, checked, folders, lambda path: "gone" not in path) == covered


VALUES = st.none() | st.integers() | st.text() | st.dates() | st.lists(st.text(), max_size=2)
KEYS = st.sampled_from(["code", "file", "document", "text", "reason", "expires"]) | st.text()


@given(
    st.lists(st.dictionaries(KEYS, VALUES) | VALUES, max_size=4) | VALUES,
    st.text(),
    st.lists(st.sampled_from(["Q001", "A001", "B001"]), max_size=3),
)
def test_anything_can_be_read_and_applied(data: object, text: str, codes: list[str]) -> None:
    source = read_suppressions(data, "seeddoc.toml", text)
    file = CheckedFile("a.txt", POEM, 1, tuple(about(POEM, "“Come", code) for code in codes))
    result = suppress([file], [source], TODAY)
    assert result.count + sum(len(each.findings) for each in result.files) == len(codes)


@given(st.text(min_size=1), st.text(st.sampled_from("ab \n\t"), max_size=30), st.data())
def test_words_are_found_whatever_they_are(words: str, around: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(around)))
    text = around[:cut] + words + around[cut:]
    index = TextIndex(text)
    finding = diagnostic("Q001", index.position(cut), index.position(cut + len(words)))
    assert Suppression("Q001", "why", text=words).matches(finding, text)
