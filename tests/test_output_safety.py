"""Whatever a document or a file is called or holds, no output obeys it: payloads by channels.

A terminal gets no control and bidi characters, a report stays what its format says, and a table runs no formulas.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import pytest

from seeddoc import Bundle, Document, dumps, parse
from seeddoc.annotators import _tables, read_standoff, restore_cell, write_csv, write_iob, write_standoff, write_tei
from seeddoc.diagnostics import Diagnostic
from seeddoc.fixes import Edit, Fix
from seeddoc.formats import FORMATS, Problem, Report
from seeddoc.html import ReportedBundle, render_articles, render_report
from seeddoc.positions import TextIndex
from seeddoc.reports import printable, to_plain, visible
from seeddoc.results import CheckedFile
from tests.pages import PAYLOADS, parse_html
from tests.test_cli import Ended, home, run

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["home"]

# --- Payloads -------------------------------------------------------------------------------------------------


@cache
def odd_characters() -> str:
    """Return all of Unicode that controls, formats, parts lines, or is no character at all."""
    return "".join(
        char
        for number in range(0x110000)
        if unicodedata.category(char := chr(number)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        or number & 0xFFFE == 0xFFFE
        or 0xFDD0 <= number <= 0xFDEF
    )


HOSTILE: Final = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;https://example.invalid/\x1b\\link\x1b]8;;\x1b\\",
    "\x9b31m \x90q \x9d0;x\x9c",
    "\r\x1b[2Koverwritten",
    "a\x08\x08b \x7f \x00",
    "\u202eright to left\u202c \u2066isolated\u2069 \u200f \u061c",
    "::error::injected",
    "::set-output name=x::y",
    "%0A::warning::injected",
    "x%0D%0A::add-mask::y, file=z,line=1::",
    "a,b:c=d",
    "##[error]injected",
    "]]>&lt;x/><!-- --><?x ?>",
    "\\u001b[31m \\x1b \\",
    "`code` **bold** [link](javascript:alert(1)) | cell |",
    "\ufeffmark \u2028 \u2029 \x85 \x0b \x0c \x1c",
    *PAYLOADS,
)
FORMULAS: Final = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+cmd",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff20x",
    "'=1",
    "''=1",
    "'plain",
    "''",
    "plain",
    "1=1",
    "",
    '"=1"',
    "a,b;c\td",
)

# What no report and no terminal may get, but for line feeds.
HARM: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# What colours are made of.
STYLE: Final = re.compile("\x1b\\[[0-9;]*m")


# --- Reports --------------------------------------------------------------------------------------------------


def reported(payloads: Sequence[str]) -> Report:
    """Return a report with a file for each payload, which is the file's name and text, and all that a finding says."""
    files = []
    for payload in payloads:
        text = f"Title {payload}\n\nText.\n"
        index = TextIndex(text)
        finding = Diagnostic(
            "A003",
            f"message {payload}",
            "warning",
            index.position(0),
            index.position(6 + len(payload)),
            payload,
            None,
            Fix(f"fix {payload}", (Edit(0, 1, payload),)),
        )
        files.append(CheckedFile(f"folder/{payload}x", text, 1, (finding,)))
    return Report(tuple(files), tuple(Problem(f"{payload}x", f"cannot: {payload}") for payload in payloads))


def rendered(name: str, report: Report) -> str:
    told = FORMATS[name].render(report)
    return told if isinstance(told, str) else to_plain(told)


@cache
def report_of_all() -> tuple[list[str], Report]:
    payloads = [*HOSTILE, *FORMULAS, *odd_characters()]
    return payloads, reported(payloads)


@pytest.mark.parametrize("name", FORMATS)
def test_no_report_holds_harm(name: str) -> None:
    payloads, report = report_of_all()
    text = rendered(name, report)
    assert len(text) > 20 * len(payloads)
    assert HARM.search(text) is None
    text.encode()


def test_a_github_report_has_no_command_but_its_own() -> None:
    payloads, report = report_of_all()
    lines = rendered("github", report).splitlines()
    commands = [line for line in lines if line.lstrip().startswith(("::", "##["))]
    shape = re.compile(r"::(warning|error) (?:[A-Za-z]+=[^:,\n]*,?)+::[^\n]+")
    assert len(commands) == 2 * len(payloads)
    assert all(shape.fullmatch(line) for line in commands)
    assert all(re.sub("%(25|3A|2C)", "", line).count("%") == 0 for line in commands)
    assert [line for line in lines if line not in commands] == to_plain(report.summary).splitlines()


def test_json_of_every_kind_says_what_was_found() -> None:
    payloads, report = report_of_all()
    wanted = [printable(f"message {payload}") for payload in payloads]
    assert [row["message"] for row in json.loads(rendered("json", report))] == wanted
    assert [json.loads(line)["message"] for line in rendered("jsonl", report).splitlines()] == wanted
    assert [row["description"] for row in json.loads(rendered("gitlab", report))] == [f"A003 {each}" for each in wanted]
    assert [row["message"] for row in json.loads(rendered("rdjson", report))["diagnostics"]] == wanted
    results: list[dict[str, Any]] = json.loads(rendered("sarif", report))["runs"][0]["results"]
    assert [row["message"]["text"] for row in results] == wanted


def test_uris_are_of_plain_characters_and_lead_back() -> None:
    payloads, report = report_of_all()
    results = json.loads(rendered("sarif", report))["runs"][0]["results"]
    for payload, row in zip(payloads, results, strict=True):
        uri = row["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~%/-]+", uri)
        path = f"folder/{payload}x"
        back = unquote_to_bytes(uri).decode("utf-8", "surrogateescape")
        assert back in {Path(path).as_posix(), printable(path)}


def test_junit_is_xml_of_as_many_tests() -> None:
    payloads, report = report_of_all()
    root = ET.fromstring(rendered("junit", report))  # noqa: S314 (written here)
    assert len(list(root.iter("testcase"))) == 2 * len(payloads)
    assert len(list(root.iter("failure"))) == len(list(root.iter("error"))) == len(payloads)


# --- Pages ----------------------------------------------------------------------------------------------------


def document_of(payload: str) -> Document:
    """Return a document that has a payload wherever one may stand."""
    name = re.sub("[\n\ud800-\udfff]", "", payload)
    article = "\n\n".join(["Title " + payload, f"“Yes {payload}”, said Ann Roe.", f"x {payload} y"])
    return Document(name, article)


def test_a_page_has_the_elements_of_a_harmless_one() -> None:
    documents = [document_of(payload) for payload in (*HOSTILE, *FORMULAS)]
    for document in (*documents, document_of(odd_characters().replace("\n", ""))):
        page = render_articles(Bundle((document,)))
        report = render_report([ReportedBundle(parse("").bundle, ())], title=document.text[:500])
        for each in (page, report):
            assert HARM.search(each.replace("\t", "")) is None
            names = {node.name for node in parse_html(each).walk()}
            assert not names & {"img", "iframe", "base", "object", "form", "svg", "math"}
            assert len([node for node in parse_html(each).walk() if node.name == "script"]) <= 1


# --- Forms for annotators -------------------------------------------------------------------------------------


@pytest.mark.parametrize("payload", FORMULAS)
def test_no_cell_runs_and_every_cell_comes_back(payload: str) -> None:
    table = io.StringIO()
    csv.writer(table).writerow([_tables._guarded(payload)])
    (cell,) = next(csv.reader(io.StringIO(table.getvalue(), newline="")), [""])
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
    assert restore_cell(cell) == payload


def test_a_table_has_a_row_for_each_quotation() -> None:
    documents = [document_of(payload) for payload in (*HOSTILE, *FORMULAS)]
    rows = list(csv.reader(io.StringIO(write_csv(documents), newline="")))
    assert len({len(row) for row in rows}) == 1
    outer = [row for row in rows[1:] if not row[2]]
    assert [(restore_cell(row[0]), restore_cell(row[8])) for row in outer] == [
        (each.name, quote.text) for each in documents for quote in each.article.quotes
    ]


@pytest.mark.parametrize("payload", [*HOSTILE, *FORMULAS])
def test_other_forms(payload: str) -> None:
    document = document_of(payload)
    ET.fromstring(write_tei([document]))  # noqa: S314 (written here)
    assert len({line.count("\t") for line in write_iob([document]).split("\n") if line}) <= 2
    standoff = write_standoff(document)
    read = read_standoff(standoff.text, standoff.annotations).quotes
    assert [(each.text, each.start) for each in read] == [(each.text, each.start) for each in document.article.quotes]


def test_tei_can_say_every_character() -> None:
    for start in range(0, len(odd_characters()), 200):
        piece = odd_characters()[start : start + 200].replace("\n", "")
        assert "tei" in ET.fromstring(write_tei([document_of(piece)])).tag.lower()  # noqa: S314 (written here)


# --- A terminal -----------------------------------------------------------------------------------------------

ON_A_TERMINAL: Final[dict[str, tuple[str, ...]]] = {
    "check": ("check", "seed.txt"),
    "check, concise": ("check", "--format", "concise", "seed.txt"),
    "check, grouped": ("check", "--format", "grouped", "seed.txt"),
    "check, all rules": ("check", "--preset", "strict", "seed.txt"),
    "check, differences": ("check", "--diff", "--unsafe-fixes", "--preset", "strict", "seed.txt"),
    "check, numbers": ("check", "--statistics", "seed.txt"),
    "show": ("show", "seed.txt"),
    "show, explained": ("show", "--explain", "seed.txt"),
    "stats": ("stats", "seed.txt"),
    "stats as JSON": ("stats", "--format", "json", "seed.txt"),
    "fmt": ("fmt", "--check", "seed.txt"),
    "fmt, differences": ("fmt", "--diff", "other.txt"),
    "fmt to standard output": ("fmt", "--stdout", "seed.txt"),
    "convert to JSON": ("convert", "--to", "json", "seed.txt"),
    "convert to lines": ("convert", "--to", "jsonl", "seed.txt"),
    "convert to a bundle": ("convert", "--to", "bundle", "seed.txt"),
    "convert to HTML": ("convert", "--to", "html", "seed.txt"),
    "convert to CSV": ("convert", "--to", "csv", "seed.txt"),
    "convert to TEI": ("convert", "--to", "tei", "seed.txt"),
    "convert to IOB": ("convert", "--to", "iob", "seed.txt"),
    "convert, recovered": ("convert", "--recover", "--to", "jsonl", "broken.txt"),
    "report": ("report", "seed.txt"),
    "unpack": ("unpack", "seed.txt", "out"),
    "unpack of what is broken": ("unpack", "broken.txt", "out"),
    "a name that is not there": ("show", "--name", "\x1b]0;x\x07\u202e", "seed.txt"),
    "a path that is not there": ("check", "no\x1b]0;x\x07\u202e.txt"),
    "an option": ("check", "--\x1b]0;x\x07\u202e"),
    "a value of an option": ("check", "--select", "\x1b]0;x\x07\u202e", "seed.txt"),
    "a limit": ("show", "--limit", "\x1b]0;x\x07\u202e=1", "seed.txt"),
    "a format": ("check", "--format", "\x1b]0;x\x07\u202e", "seed.txt"),
    "a rule": ("rule", "\x1b]0;x\x07\u202e"),
}


@pytest.fixture
def seeds(home: Path) -> None:
    """Write a bundle whose every part is hostile, one that is spelled in another way, and one that is broken."""
    documents = [document_of(payload) for payload in HOSTILE]
    named = {f"{number}{each.name[:80]}": each for number, each in enumerate(documents)}
    bundle = dumps([Document(name, each.text) for name, each in named.items()]).encode()
    Path("seed.txt").write_bytes(bundle)
    Path("other.txt").write_bytes(bundle.replace(b"<<<END FILE>>>", b"<<<END>>>"))
    broken = b"".join(b"<<<FILE %s\x1b\xff>>>\n%s\n" % (each.name.encode(), each.text.encode()) for each in documents)
    Path("broken.txt").write_bytes(broken + odd_characters().encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", ON_A_TERMINAL)
@pytest.mark.usefixtures("seeds")
def test_a_terminal_gets_nothing_that_it_would_obey(name: str) -> None:
    plain = run(*ON_A_TERMINAL[name], "--color", "never", terminal="out err")
    assert plain.text + plain.problems
    for text in (plain.text, plain.problems):
        assert HARM.search(text.replace("\t", "")) is None
    colored = run(*ON_A_TERMINAL[name], "--color", "always", terminal="out err")
    for text in (colored.text, colored.problems):
        assert HARM.search(STYLE.sub("", text).replace("\t", "")) is None


@pytest.mark.usefixtures("seeds")
def test_names_of_files_are_no_commands_to_a_terminal() -> None:
    for number, payload in enumerate(HOSTILE):
        name = re.sub("[/\x00]", "", payload)[:60]
        Path(f"files{number}").mkdir()
        Path(f"files{number}", f"{name}.txt").write_bytes(b"<<<FILE a>>>\nx\n")
        for command in ("check", "show", "stats", "fmt"):
            told: Ended = run(command, f"files{number}", terminal="out err")
            assert HARM.search(STYLE.sub("", told.text + told.problems).replace("\t", "")) is None


def test_what_is_visible_says_what_it_was() -> None:
    for char in odd_characters():
        shown = visible(char)
        assert HARM.search(shown.replace("\t", "")) is None
        assert shown == char or re.fullmatch(r"\\x[0-9a-f]{2}|\\u[0-9a-f]{4}", shown)


def test_what_leads_the_eye_astray_in_names_is_told_as_html() -> None:
    page = render_articles(Bundle((document_of("\u202e"),)))
    assert html.escape("\\u202e") in page
