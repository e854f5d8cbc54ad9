"""The pages on reports and old findings: their tables say what the code says."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from pathlib import Path
from typing import Final

import attrs
import pytest

from seeddoc.baseline import Known, read_baseline
from seeddoc.diagnostics import CODES
from seeddoc.formats import FORMATS
from seeddoc.suppressions import read_suppressions
from tests.test_formats import REPORT, as_text

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
OUTPUT: Final = (DOCS / "output.md").read_text("utf-8")
BASELINE: Final = (DOCS / "baseline.md").read_text("utf-8")


def read_tables(page: str, header: str) -> list[list[list[str]]]:
    """Read the tables of a page that have a header."""
    found = re.findall(rf"^{re.escape(header)}\n\|[-|]+\n((?:\|.*\n)+)", page, re.MULTILINE)
    return [[[cell.strip().strip("`") for cell in row[1:-1].split("|")] for row in body.splitlines()] for body in found]


def read_block(page: str, language: str) -> str:
    (block,) = re.findall(rf"^```{language}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    return str(block)


def test_table_of_formats() -> None:
    (rows,) = read_tables(OUTPUT, "| format | what it is | stability |")
    assert rows == [[row.name, row.summary, row.stability] for row in FORMATS.values()]


def test_every_stable_format_has_its_part() -> None:
    told = " ".join(re.findall("^### (.+)$", OUTPUT, re.MULTILINE)).replace(" and ", " ").split()
    assert told == [row.name for row in FORMATS.values() if row.stability == "stable"]


def test_fields_of_json() -> None:
    findings, statistics = read_tables(OUTPUT, "| field | what it is |")
    assert [row[0] for row in findings] == list(json.loads(as_text(FORMATS["json"].render(REPORT)))[0])
    assert [row[0] for row in statistics] == list(json.loads((DOCS.parent / KEPT).read_text("utf-8"))[0])
    able = re.search(r"in the formats (.+?)\. The", OUTPUT[OUTPUT.index("## Statistics") :], re.DOTALL)
    assert able
    assert re.findall("`([a-z]+)`", able[1]) == [row.name for row in FORMATS.values() if row.render_statistics]


KEPT: Final = "tests/data/formats/statistics-json.json"


def test_the_baseline_of_the_page_is_one() -> None:
    (entry,) = read_baseline(read_block(BASELINE, "json"))
    assert list(attrs.asdict(entry)) == [field.name for field in attrs.fields(Known)]


def test_the_suppression_of_the_page_is_one() -> None:
    text = read_block(BASELINE, "toml")
    source = read_suppressions(tomllib.loads(text)["suppressions"], "meant.toml", text)
    assert (len(source.entries), source.faults) == (1, ())


def test_keys_of_suppressions() -> None:
    (rows,) = read_tables(BASELINE, "| key | what it is |")
    keys = {row[0]: "x" for row in rows}
    faults = [finding.message for finding in read_suppressions([keys], "meant.toml", "").faults]
    assert not any("no such key" in message for message in faults)
    (more,) = read_suppressions([{**keys, "other": "x", "code": "Q001", "expires": "2030-12-31"}], "", "").faults
    assert "no such key as 'other'" in more.message


@pytest.mark.parametrize("code", ["S001", "S002", "S003"])
def test_codes_of_suppressions(code: str) -> None:
    (rows,) = read_tables(BASELINE, "| code | name | severity |")
    row = CODES[code]
    assert [row.code, row.name, row.severity] in rows
    assert len(rows) == 3


# --- The page beside other linters ------------------------------------------------------------------------------

COMPARISON: Final = (DOCS / "comparison.md").read_text("utf-8")


def read_comparison() -> list[list[str]]:
    return [row for table in read_tables(COMPARISON, "| what | seeddoc | test |") for row in table]


def find_tests(path: Path) -> set[str]:
    """Find the tests of a file, by their names for pytest."""
    found = set[str]()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{each.name}" for each in node.body if isinstance(each, ast.FunctionDef)}
        elif isinstance(node, ast.FunctionDef):
            found.add(node.name)
    return found


def test_rows_of_the_comparison() -> None:
    rows = read_comparison()
    assert len(rows) == 17 + 33 + 13
    assert all(len(row) == 3 and all(row) for row in rows)
    assert len({row[0] for row in rows}) == len(rows)


@pytest.mark.parametrize("row", read_comparison(), ids=lambda row: row[0])
def test_a_row_of_the_comparison_names_its_test(row: list[str]) -> None:
    """Where there is nothing, the row says so."""
    _, told, test = row
    if test == "—":
        assert told.startswith(("no;", "not yet"))
        return
    path, _, name = test.partition("::")
    assert name.rpartition("::")[2].startswith("test_")
    assert name in find_tests(DOCS.parent / path)
