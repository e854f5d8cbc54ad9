"""The documentation: its examples are right, its tables say what the code says, and its links lead somewhere."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

from seeddoc import CODES, PRESETS, Document, Settings, dumps, parse, runner, strategies
from seeddoc.cli import _workers, main
from seeddoc.llm import REPAIRS
from seeddoc.quotes.english import RULES
from seeddoc.quotes.joining import JOINS
from seeddoc.rules import ENTRY_POINTS
from seeddoc.settings import config_schema
from tests.test_diagnostics import STABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parent.parent
SPECIFICATION: Final = (ROOT / "docs" / "spec.md").read_text("utf-8")
PAGES: Final = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "conformance/README.md", "changelog.d/README.md")),
    *sorted((ROOT / "docs").glob("**/*.md")),
)

_FENCED: Final = re.compile(r"^(```+)(\w*)\n(.*?)^\1\n", re.MULTILINE | re.DOTALL)
_LINK: Final = re.compile(r"\[[^\[\]]*\]\(([^()\s]+)\)")
_HEADING: Final = re.compile(r"^#+ (.+)$", re.MULTILINE)
_RULE: Final = re.compile(r"\bS(\d+)\.(\d+)(?:\.(\d+))?")


class Example(NamedTuple):
    """An input of the specification, and what it says comes out; `line` is where it stands."""

    line: int
    text: str
    wanted: dict[str, Any]


def find_examples(page: str) -> Iterator[Example]:
    """Find the pairs of blocks `seeddoc` and `json`."""
    blocks = list(_FENCED.finditer(page))
    for block, after in pairwise(blocks):
        if block[2] == "seeddoc" and after[2] == "json" and block.end() == after.start():
            yield Example(page.count("\n", 0, block.start()) + 1, block[3], json.loads(after[3]))


EXAMPLES: Final = list(find_examples(SPECIFICATION))


def relative(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


# --- Examples -------------------------------------------------------------------------------------------


def test_there_are_many_examples() -> None:
    assert len(EXAMPLES) >= 50


def test_every_input_has_its_output() -> None:
    assert len(EXAMPLES) == sum(block[2] == "seeddoc" for block in _FENCED.finditer(SPECIFICATION))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"line{example.line}")
@pytest.mark.parametrize("as_bytes", [False, True], ids=["str", "bytes"])
def test_example(example: Example, as_bytes: bool) -> None:
    result = parse(example.text.encode() if as_bytes else example.text)
    found = [
        {
            "name": document.name,
            "text": document.text,
            "attributes": [[*pair] for pair in document.attributes],
            "complete": document.complete,
        }
        for document in result.bundle
    ]
    assert example.wanted.keys() == {"documents", "diagnostics"}
    # "the documents in their order, as far as the keys are given"
    assert len(found) == len(example.wanted["documents"])
    assert [document | wanted for document, wanted in zip(found, example.wanted["documents"], strict=True)] == found
    assert [finding.code for finding in result.diagnostics] == example.wanted["diagnostics"]


# What is typed step by step: tests/test_docs_walks.py runs all of it.
WALKS: Final = {ROOT / "docs/README.md", ROOT / "docs/tutorial.md", *(ROOT / "docs/howto").iterdir()}


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page not in WALKS and "```python" in page.read_text("utf-8")], ids=relative
)
def test_python_blocks_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)  # the examples read from seeds/
    examples = list(Sybil(parsers=[PythonCodeBlockParser()]).parse(page).examples())
    # A block of a session is an example a prompt, or so.
    assert len(examples) >= page.read_text("utf-8").count("```python\n")
    for example in examples:
        example.evaluate()


def test_readme_has_python_blocks() -> None:
    assert (ROOT / "README.md").read_text("utf-8").count("```python\n") >= 2


def find_console_lines(program: str) -> set[str]:
    """Find what the pages run as `$ program WORD`, or name as `program WORD` in a table."""
    lines = re.compile(rf"^(?:\$ |\| `|    ){program} ([a-z-]+)", re.MULTILINE)
    return {found for page in PAGES for found in lines.findall(page.read_text("utf-8"))}


def test_commands_of_the_pages_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    commands = find_console_lines("seeddoc")
    assert {"check", "show", "convert"} <= commands
    assert {command: main([command, "--help"]) for command in commands} == dict.fromkeys(commands, 0)
    assert "Usage: seeddoc check" in capsys.readouterr().out


def test_from_how_many_files_on_there_are_several_processes() -> None:
    page = (ROOT / "docs/scale.md").read_text("utf-8")
    assert set(re.findall(r"from (\d+) on|`evaluate` (\d+) files or more|`check` (\d+) that are not", page)) == {
        (str(_workers.MANY), "", ""),
        ("", str(_workers.MANY), ""),
        ("", "", str(runner.MANY)),
    }
    assert runner.MANY == _workers.MANY


def test_goals_of_the_pages_are_there() -> None:
    goals = find_console_lines("make")
    assert {"demo", "test"} <= goals
    assert goals <= set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


# --- Tables and numbers of the specification ------------------------------------------------------------


def read_rows(header: str) -> list[list[str]]:
    """Read the table of the specification that begins with a header."""
    lines = SPECIFICATION[SPECIFICATION.index(header) :].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip().strip("`") for cell in line.strip("|").split(" | ")] for line in lines]


def test_table_of_codes() -> None:
    rows = [row[:3] for row in read_rows("| code | name | severity |")]
    assert rows == [[code, CODES[code].name, CODES[code].severity] for code in CODES if code in STABLE]


def test_table_of_the_configuration() -> None:
    page = (ROOT / "docs" / "checking.md").read_text("utf-8")
    told = re.findall(r"^\| `([a-z-]+)` \| (.+) \| (?:`(.+)`)? ?\|$", page, re.MULTILINE)
    schema: Any = config_schema()["properties"]
    wanted = [(key, about["description"], json.dumps(about.get("default"))) for key, about in schema.items()]
    assert [(key, about, default or "null") for key, about, default in told[-len(wanted) :]] == wanted


def test_configurations_of_the_pages_are_right() -> None:
    page = (ROOT / "docs" / "checking.md").read_text("utf-8")
    found = [tomllib.loads(block[3]) for block in _FENCED.finditer(page) if block[2] == "toml"]
    assert len(found) == 2
    assert Settings.from_mapping(found[0]) != Settings()
    assert found[1] == {"project": {"entry-points": {ENTRY_POINTS: {"shouting": "my_package.rules:RULES"}}}}


def test_table_of_presets() -> None:
    rows = read_rows("| preset | opener | closer |")
    written = []
    for name, dialect in PRESETS.items():
        document = Document("name", "x", (("BEGIN", ""),) if dialect.words else ())
        opener, _, *closer = dumps([document], dialect=dialect).splitlines()
        written.append([name, opener, *(closer or ["none"])])
    assert rows == written


def test_numbers_of_rules() -> None:
    rules = re.findall(r"^(?:### S(\d+\.\d+) |\*\*S(\d+\.\d+\.\d+)\*\* )", SPECIFICATION, re.MULTILINE)
    numbers = [tuple(map(int, (heading or part).split("."))) for heading, part in rules]
    assert numbers == sorted(set(numbers))
    assert len(numbers) > 150


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_rules_that_are_named_are_there(page: Path) -> None:
    held = set(re.findall(r"^(?:### |\*\*)(S[\d.]+\d)\b", SPECIFICATION, re.MULTILINE))
    assert {found[0] for found in _RULE.finditer(page.read_text("utf-8"))} <= held


# --- Links ----------------------------------------------------------------------------------------------


def find_anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, made as GitHub makes them."""
    headings = _HEADING.findall(_FENCED.sub("", page.read_text("utf-8")))
    return {
        "".join(
            "-" if char == " " else char
            for char in heading.lower()
            if char in " -_" or unicodedata.category(char)[0] in "LN"
        )
        for heading in headings
    }


def find_links(page: Path) -> list[str]:
    """Return what the links of a page point to, other sites aside."""
    text = re.sub(r"`[^`\n]+`", "", _FENCED.sub("", page.read_text("utf-8")))
    return [target for target in _LINK.findall(text) if "://" not in target]


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_links(page: Path) -> None:
    missing = []
    for link in find_links(page):
        name, _, anchor = link.partition("#")
        target = (page.parent / name) if name else page
        if not target.exists() or (anchor and anchor not in find_anchors(target)):
            missing.append(link)
    assert missing == []


def test_pages_have_links() -> None:
    assert {"docs/spec.md", "CONTRIBUTING.md", "LICENSE"} <= set(find_links(ROOT / "README.md"))


def test_anchors(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# The `first` one, S2.1\n\n```text\n# no heading\n```\n\n## Zwei_Über-alles\n", "utf-8")
    assert find_anchors(page) == {"the-first-one-s21", "zwei_über-alles"}


def test_repairs_are_all_told() -> None:
    page = (ROOT / "docs/llm.md").read_text("utf-8")
    told = re.findall(r"^\| `([a-z-]+)` \| (.+) \| (yes|no) \|$", page, re.MULTILINE)
    assert told == [(row.name, row.summary, "yes" if row.safe else "no") for row in REPAIRS.values()]


def test_strategies_are_all_told() -> None:
    page = (ROOT / "docs/strategies.md").read_text("utf-8")
    functions = {name for name in strategies.__all__ if name.islower()}
    assert functions <= set(re.findall(r"`([a-z_]+)\(", page))


def test_rules_of_quotations_are_all_told() -> None:
    page = (ROOT / "docs/quotes.md").read_text("utf-8")
    told = re.findall(r"^\| `([a-z-]+)` \| (.+) \| (0\.\d\d) \|$", page, re.MULTILINE)
    assert told == [(rule.name, rule.summary, f"{rule.confidence:.2f}") for rule in (*RULES, *JOINS)]
