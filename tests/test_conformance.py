"""The conformance cases: that seeddoc passes them, that they cover the rules and codes, and that their runner works."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jsonschema
import pytest

from conformance.run import Case, CaseError, Document, Finding, Span, compare, load_cases, main
from seeddoc import CODES, parse

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "conformance" / "cases"
CASES: Final = load_cases(FOLDER)
FILES: Final = sorted(FOLDER.rglob("*.json"))

# A limit is set by the program that reads, B016 is found in writing, and a lone surrogate has no bytes. Reading takes
# any name (S7.1): what is wrong with one as that of a file is found by who checks.
NOT_IN_CASES: Final = frozenset({"B015", "B016", "E002", "N003", "N004", "N005", "N006"})


def read_answer(data: bytes) -> dict[str, Any]:
    """Read a bundle and say what was found in the words of the runner."""
    result = parse(data)
    return {
        "documents": [
            {
                "name": document.name,
                "text": document.text,
                "attributes": document.attributes,
                "complete": document.complete,
            }
            for document in result.bundle
        ],
        "diagnostics": [
            {"code": found.code, "severity": found.severity, "line": found.line, "column": found.column}
            for found in result.diagnostics
        ],
        "outside": [{"start": span.start, "end": span.end} for span in result.outside],
    }


# A case of the tests' own.
WANTED: Final[dict[str, Any]] = {
    "rule": "S5.2",
    "about": "A case.",
    "source": "format 5",
    "documents": [
        {"name": "a", "text": "x", "attributes": [["lang", "en"]]},
        {"name": "b", "text": "y", "complete": False},
    ],
    "diagnostics": [
        {"code": "B009", "severity": "warning", "line": 1, "column": 1},
        {"code": "B001", "severity": "error", "line": 5, "column": 1},
    ],
    "outside": [[0, 5]],
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    assert compare(case, read_answer(case.data)) == []


# --- The cases as a whole -------------------------------------------------------------------------------


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 650


@pytest.mark.parametrize(
    "code", [code for code, row in CODES.items() if row.scope == "bundle" and code not in NOT_IN_CASES]
)
def test_every_code_has_a_case(code: str) -> None:
    assert any(finding.code == code for case in CASES for finding in case.diagnostics)


def test_rules_are_those_of_the_specification() -> None:
    headings = re.findall(r"^### (S\d+\.\d+) ", (ROOT / "docs" / "spec.md").read_text("utf-8"), re.MULTILINE)
    assert {case.rule for case in CASES} <= set(headings)


@pytest.mark.parametrize("rule", [f"S{section}.{number}" for section in (2, 3, 4) for number in range(1, 8)])
def test_every_rule_of_reading_has_cases(rule: str) -> None:
    assert [case.name for case in CASES if case.rule == rule]


def test_no_case_stands_twice() -> None:
    inputs: dict[bytes, list[str]] = {}
    for case in CASES:
        inputs.setdefault(case.data, []).append(case.rule)
    assert [rules for rules in inputs.values() if len(set(rules)) < len(rules)] == []


def render_case(case: dict[str, Any]) -> str:
    """Write a case in the layout that all share: ASCII, a document and a diagnostic a line."""
    members = []
    for key, value in case.items():
        held = json.dumps(value)
        if key in {"documents", "diagnostics"} and value:
            lines = ",\n".join(f"    {json.dumps(each)}" for each in value)
            held = f"[\n{lines}\n  ]"
        members.append(f"  {json.dumps(key)}: {held}")
    return "{{\n{}\n}}\n".format(",\n".join(members))


def test_layout() -> None:
    texts = {path: path.read_text("utf-8") for path in FILES}
    assert [path.stem for path, text in texts.items() if render_case(json.loads(text)) != text] == []


# --- The schema of cases --------------------------------------------------------------------------------

SCHEMA: Final[dict[str, Any]] = json.loads((ROOT / "conformance" / "schema.json").read_text("utf-8"))
VALIDATOR: Final = jsonschema.Draft202012Validator(SCHEMA)


def test_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_cases_have_the_shape_of_the_schema() -> None:
    faults = {path.stem: [*VALIDATOR.iter_errors(json.loads(path.read_text("utf-8")))] for path in FILES}
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("rule", "2.4"),
        ("about", "no full stop"),
        ("source", "somewhere"),
        ("documents", [{"name": "a"}]),
        ("documents", [{"name": "a", "text": "x", "attributes": [["key"]]}]),
        ("diagnostics", [{"code": "A001", "severity": "error", "line": 1, "column": 1}]),
        ("diagnostics", [{"code": "B001", "severity": "error", "line": 0, "column": 1}]),
        ("outside", [[1, 2, 3]]),
        ("comment", "not a member"),
    ],
)
def test_schema_refuses(member: str, value: object) -> None:
    assert VALIDATOR.is_valid(WANTED)
    assert not VALIDATOR.is_valid(WANTED | {member: value})


# --- The runner: cases in -------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder of two cases, `group/first` and `group/second`, which expect the same."""
    group = tmp_path / "cases" / "group"
    group.mkdir(parents=True)
    for name in ("first", "second"):
        (group / name).with_suffix(".txt").write_bytes(name.encode() + b"\r\n")
        (group / name).with_suffix(".json").write_text(json.dumps(WANTED), "utf-8")
    return group.parent


def test_load_cases(folder: Path) -> None:
    first, second = load_cases(folder)
    assert (first.name, second.name) == ("group/first", "group/second")
    assert first == Case(
        name="group/first",
        data=b"first\r\n",
        rule="S5.2",
        about="A case.",
        source="format 5",
        documents=(Document("a", "x", (("lang", "en"),)), Document("b", "y", complete=False)),
        diagnostics=(Finding("B009", "warning", 1, 1), Finding("B001", "error", 5, 1)),
        outside=(Span(0, 5),),
    )


def test_no_cases(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no cases"):
        load_cases(tmp_path)


@pytest.mark.parametrize("suffix", [".txt", ".json"])
def test_half_a_case(folder: Path, suffix: str) -> None:
    (folder / "group" / "first").with_suffix(suffix).unlink()
    with pytest.raises(CaseError, match="first"):
        load_cases(folder)


@pytest.mark.parametrize("member", [member for member in WANTED if member != "outside"])
def test_case_without_a_member(folder: Path, member: str) -> None:
    held = {key: value for key, value in WANTED.items() if key != member}
    (folder / "group" / "first.json").write_text(json.dumps(held), "utf-8")
    with pytest.raises(CaseError, match=member):
        load_cases(folder)


def test_case_without_outside(folder: Path) -> None:
    held = {key: value for key, value in WANTED.items() if key != "outside"}
    (folder / "group" / "first.json").write_text(json.dumps(held), "utf-8")
    assert [case.outside for case in load_cases(folder)] == [None, (Span(0, 5),)]


# --- The runner: answers compared -----------------------------------------------------------------------


def set_in(answer: dict[str, Any], *path: str | int, to: object) -> None:
    """Set one value deep in an answer."""
    held: Any = answer
    for step in path[:-1]:
        held = held[step]
    held[path[-1]] = to


def make_answer() -> dict[str, Any]:
    """Return a right answer: with members that are not compared, and one that may be left out."""
    answer: dict[str, Any] = json.loads(json.dumps(WANTED))
    set_in(answer, "documents", 0, "article", to=None)
    set_in(answer, "diagnostics", 0, "message", to="other outside text")
    set_in(answer, "outside", to=[{"start": 0, "end": 5}])
    return answer


def test_right_answer(folder: Path) -> None:
    assert compare(load_cases(folder)[0], make_answer()) == []


@pytest.mark.parametrize(
    ("path", "value", "failures"),
    [
        (("documents", 0, "name"), "c", ["document 1 ('a'): name: expected 'a', got 'c'"]),
        (("documents", 1, "text"), "y\n", [r"document 2 ('b'): text: expected 'y', got 'y\n'"]),
        (
            ("documents", 0, "attributes"),
            [],
            ["document 1 ('a'): attributes: expected (('lang', 'en'),), got ()"],
        ),
        (("documents", 1, "complete"), True, ["document 2 ('b'): complete: expected False, got True"]),
        (
            ("diagnostics", 0, "code"),
            "B006",
            ["diagnostics: missing 1:1 warning B009", "diagnostics: not expected 1:1 warning B006"],
        ),
        (
            ("diagnostics", 0, "severity"),
            "error",
            ["diagnostics: missing 1:1 warning B009", "diagnostics: not expected 1:1 error B009"],
        ),
        (
            ("diagnostics", 1, "line"),
            6,
            ["diagnostics: missing 5:1 error B001", "diagnostics: not expected 6:1 error B001"],
        ),
        (
            ("diagnostics", 1, "column"),
            2,
            ["diagnostics: missing 5:1 error B001", "diagnostics: not expected 5:2 error B001"],
        ),
        (
            ("diagnostics",),
            [],
            ["diagnostics: missing 1:1 warning B009", "diagnostics: missing 5:1 error B001"],
        ),
        (
            ("diagnostics",),
            WANTED["diagnostics"][::-1],
            ["diagnostics: wrong order, expected 1:1 warning B009, 5:1 error B001"],
        ),
        (
            ("diagnostics",),
            [*WANTED["diagnostics"], WANTED["diagnostics"][1]],
            ["diagnostics: not expected 5:1 error B001"],
        ),
        (("outside",), [], ["outside: expected [(0, 5)], got []"]),
        (("outside",), [{"start": 0, "end": 6}], ["outside: expected [(0, 5)], got [(0, 6)]"]),
        (("documents",), [], ["documents: expected 2, got 0: []"]),
        (
            ("documents",),
            [*WANTED["documents"], {"name": "c", "text": ""}],
            ["documents: expected 2, got 3: ['a', 'b', 'c']"],
        ),
        # What has not the shape of an answer.
        (("documents",), None, ['answer: no array "documents"']),
        (("diagnostics",), {}, ['answer: no array "diagnostics"']),
        (("outside",), 5, ['answer: no array "outside"']),
        (("documents", 0), "a", ["answer: no document: 'a'"]),
        (("documents", 0), {"name": "a"}, ["answer: no document: {'name': 'a'}"]),
        (("documents", 0), {"name": "a", "text": 1}, ["answer: no document: {'name': 'a', 'text': 1}"]),
        (("diagnostics", 0), "B009", ["answer: no diagnostic: 'B009'"]),
        (("outside", 0), [0], ["answer: no span: [0]"]),
        (("outside", 0), {"start": 0, "end": "5"}, ["answer: no span: {'start': 0, 'end': '5'}"]),
        (("outside", 0), {"start": 0}, ["answer: no span: {'start': 0}"]),
    ],
)
def test_wrong_answer(folder: Path, path: tuple[str | int, ...], value: object, failures: list[str]) -> None:
    answer = make_answer()
    set_in(answer, *path, to=value)
    assert compare(load_cases(folder)[0], answer) == failures


def test_diagnostic_of_other_types(folder: Path) -> None:
    answer = make_answer()
    set_in(answer, "diagnostics", 0, "line", to=True)
    (failure,) = compare(load_cases(folder)[0], answer)
    assert failure.startswith("answer: no diagnostic: ")


def test_outside_is_not_always_compared(folder: Path) -> None:
    (folder / "group" / "first.json").write_text(
        json.dumps({key: value for key, value in WANTED.items() if key != "outside"}), "utf-8"
    )
    answer = make_answer()
    del answer["outside"]
    assert [len(compare(case, answer)) for case in load_cases(folder)] == [0, 1]


def test_long_values_are_cut(folder: Path) -> None:
    answer = make_answer()
    set_in(answer, "documents", 0, "text", to="é" * 10_000)
    (failure,) = compare(load_cases(folder)[0], answer)
    assert failure.isascii()
    assert failure.endswith(" (40002 characters)")
    assert len(failure) < 400


# --- The runner: programs run ---------------------------------------------------------------------------

# Answers the second case always right; how it answers the first, its argument says.
PROGRAM: Final = """\
import json, sys, time
answer, how = json.loads(sys.argv[1]), sys.argv[2]
data = sys.stdin.buffer.read()
if data == b"first\\r\\n":
    if how == "wrong":
        answer["documents"][0]["text"] = "z"
    if how == "crash":
        sys.exit("it crashed")
    if how == "status":
        sys.stderr.write("first line\\nlast line\\n")
        sys.exit(3)
    if how == "no JSON":
        print("Traceback")
        sys.exit(0)
    if how == "slow":
        time.sleep(60)
elif data != b"second\\r\\n":
    sys.exit(4)
print(json.dumps(answer))
sys.exit(1)
"""


@pytest.fixture
def program(folder: Path) -> Callable[..., list[str]]:
    """Return what makes the runner's arguments: options, and how the program answers."""
    path = folder.parent / "program.py"
    path.write_text(PROGRAM, "utf-8")

    def arguments(how: str, *options: str) -> list[str]:
        command = [sys.executable, str(path), json.dumps(make_answer()), how]
        return ["--cases", str(folder), *options, "--", *command]

    return arguments


def test_run_right(program: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(program("right")) == 0
    assert capsys.readouterr().out == "2 passed, 0 failed\n"


def test_run_wrong(program: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(program("wrong")) == 1
    assert capsys.readouterr().out == (
        "FAILED group/first (S5.2, format 5)\n"
        "    A case.\n"
        "    - document 1 ('a'): text: expected 'x', got 'z'\n"
        "1 passed, 1 failed\n"
    )


@pytest.mark.parametrize(
    ("how", "failure"),
    [
        ("crash", "no JSON on standard output"),
        ("no JSON", "no JSON on standard output"),
        ("status", "exit status 3: 'last line'"),
        ("slow", "no answer within 2 seconds"),
    ],
)
def test_run_without_answer(
    program: Callable[..., list[str]],
    capsys: pytest.CaptureFixture[str],
    how: str,
    failure: str,
) -> None:
    assert main(program(how, "--timeout", "2")) == 1
    printed = capsys.readouterr().out
    assert f"    - {failure}" in printed
    assert printed.endswith("1 passed, 1 failed\n")


def test_run_json(program: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(program("wrong", "--json")) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["passed"], report["failed"]) == (1, 1)
    assert [(case["case"], len(case["failures"])) for case in report["cases"]] == [
        ("group/first", 1),
        ("group/second", 0),
    ]


@pytest.mark.parametrize("options", [("--only", "*/second"), ("--skip", "*/first")])
def test_run_some(
    program: Callable[..., list[str]], capsys: pytest.CaptureFixture[str], options: tuple[str, str]
) -> None:
    assert main(program("wrong", *options)) == 0
    assert capsys.readouterr().out == "1 passed, 0 failed\n"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--only", "other/*", "--", sys.executable], "cannot run: no case matches\n"),
        (["--cases", "no-such-folder", "--", sys.executable], "cannot run: no-such-folder: no cases\n"),
        (["--only", "lines/crlf-everywhere", "--", "no-such-program"], "no-such-program"),
    ],
)
def test_cannot_run(capsys: pytest.CaptureFixture[str], arguments: list[str], problem: str) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert problem in printed.err
    assert printed.out == ""


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "soon"])
def test_timeout_that_is_none(capsys: pytest.CaptureFixture[str], seconds: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--timeout", seconds, "--", sys.executable])
    assert ended.value.code == 2
    assert "--timeout" in capsys.readouterr().err


def test_run_without_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert "COMMAND" in capsys.readouterr().err


# --- The command line -----------------------------------------------------------------------------------

SEEDDOC: Final = (sys.executable, "-m", "seeddoc", "convert", "--to", "json", "--recover", "-")


def run_cases(*options: str) -> subprocess.CompletedProcess[str]:
    """Run the runner as its README says, with time for a machine that is busy."""
    runner = (sys.executable, str(ROOT / "conformance" / "run.py"), "--timeout", "120")
    command = (*runner, *options, "--", *SEEDDOC)
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.timeout(600)  # it starts a process for each case, and coverage watches them all
def test_command_line() -> None:
    done = run_cases("--only", "encodings/*")
    assert done.stdout == f"{sum(case.name.startswith('encodings/') for case in CASES)} passed, 0 failed\n"
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_command_line_on_all_cases() -> None:
    done = run_cases()
    assert done.stdout == f"{len(CASES)} passed, 0 failed\n"
    assert (done.returncode, done.stderr) == (0, "")
