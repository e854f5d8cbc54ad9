"""The TextMate grammar for editors: it is current, and marks the lines that the scanner takes as markers."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import regex

from conformance.run import load_cases
from seeddoc import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT: Final = Path(__file__).resolve().parent.parent
GRAMMAR: Final[dict[str, Any]] = json.loads((ROOT / "editors" / "seeddoc.tmLanguage.json").read_text("utf-8"))
ENGINE: Final = ROOT / "tests" / "textmate.mjs"

Marks = dict[int, str]


def load_tool() -> ModuleType:
    spec = spec_from_file_location("make_grammar", ROOT / "tools" / "make_grammar.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scanned(data: bytes) -> Marks | None:
    """Tell which lines of a bundle the scanner takes as markers; None where there is any finding."""
    result = parse(data)
    if result.diagnostics or not result.bundle:
        return None
    text, marks = data.decode(), Marks()
    for document in result.bundle:
        assert document.position is not None
        marks[document.position.line - 1] = "opener"
        end = document.position.offset + len(document.text)
        line = text.count("\n", 0, end) + 1
        marks[line + text.startswith(("\n", "\r\n"), end)] = "closer"
    return marks


CASES: Final = {
    case.name: (case.data, marks)
    for case in load_cases(ROOT / "conformance" / "cases")
    if (marks := scanned(case.data))
}


# --- An engine of TextMate grammars, as far as this one needs it ----------------------------------------------


def find_rules(names: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for name in names:
        rule = GRAMMAR["repository"][name["include"].removeprefix("#")] if "include" in name else name
        if "begin" in rule:
            yield rule
        else:
            yield from find_rules(rule["patterns"])


def end_of(rule: dict[str, Any], begun: regex.Match[str]) -> regex.Pattern[str]:
    def refer(found: regex.Match[str]) -> str:
        return regex.escape(begun[int(found[1])] or "")

    return regex.compile(regex.sub(r"\\([1-9])", refer, rule["end"]))


def marked(data: bytes) -> Marks:
    """Tell which lines of a bundle the grammar marks as markers."""
    marks, stack = Marks(), list[tuple[dict[str, Any], Any]]()
    for number, line in enumerate(data.decode().replace("\r\n", "\n").removesuffix("\r").split("\n"), 1):
        at = 0
        while at <= len(line):
            inner = stack[-1][0]["patterns"] if stack else GRAMMAR["patterns"]
            found = [
                (match, rule) for rule in find_rules(inner) if (match := regex.compile(rule["begin"]).search(line, at))
            ]
            ended = stack[-1][1].search(line, at) if stack else None
            first = min(found, key=lambda pair: pair[0].start(), default=None)
            if ended and (first is None or ended.start() <= first[0].start()):
                rule, _ = stack.pop()
                if ended.end() > ended.start() and "document" in rule["name"]:
                    marks[number] = "closer"
                at = ended.end()
            elif first:
                match, rule = first
                stack.append((rule, end_of(rule, match)))
                if "document" in rule["name"]:
                    marks[number] = "opener"
                at = match.end()
            else:
                break
            if at == len(line) and at:
                break
    return marks


def test_it_is_current(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tool = load_tool()
    assert tool.main(["--check"]) == 0
    monkeypatch.setattr(tool, "TARGET", tmp_path / "editors" / "x.json")
    assert tool.main(["--check"]) == 1
    assert tool.main([]) == 0
    assert tool.main(["--check"]) == 0
    assert "not current" in capsys.readouterr().out


def test_every_pattern_compiles() -> None:
    rules = list(find_rules(GRAMMAR["patterns"]))
    assert len(rules) == 17
    for rule in rules:
        begin = regex.compile(rule["begin"])
        assert begin.groups >= len(rule.get("beginCaptures", ()))
        regex.compile(regex.sub(r"\\[1-9]", "", rule["end"]))


def test_there_are_many_cases() -> None:
    assert len(CASES) > 200


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    data, wanted = CASES[name]
    assert marked(data) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("He said “Yes, ‘do’ it.” And", "“Yes, ‘do’ it.”"),
        ('"No," she said.', '"No,"'),
        ("«Oui», dit-elle", "«Oui»"),
        ("„Ja“, sagte sie", "„Ja“"),
        ("‘It’s mine,’ he said", "‘It’s mine,’"),
        ('It’s 5" wide', ""),
    ],
)
def test_quotations(line: str, wanted: str) -> None:
    rules = list(find_rules([{"include": "#quotations"}]))
    found = [(begun, rule) for rule in rules if (begun := regex.search(rule["begin"], line))]
    first = min(found, key=lambda pair: pair[0].start(), default=None)
    assert (first is None) == (not wanted)
    if first:
        begun, rule = first
        ended = regex.compile(rule["end"]).search(line, begun.end())
        assert ended is not None
        assert line[begun.start() : ended.end()] == wanted


# --- The engine of Visual Studio Code -------------------------------------------------------------------------

NODE: Final = shutil.which("node")
NPM: Final = shutil.which("npm")


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(NODE is None or NPM is None, reason="Node is not installed")
def test_as_an_editor_marks_them(tmp_path: Path) -> None:
    shutil.copy(ROOT / "editors" / "package.json", tmp_path)
    subprocess.run([str(NPM), "install", "--silent", "--no-audit", "--no-fund"], cwd=tmp_path, check=True)
    texts = [data.decode().replace("\r\n", "\n").removesuffix("\r") for data, _ in CASES.values()]
    command = [str(NODE), str(ROOT / "editors" / "mark.mjs"), str(ROOT / "editors" / "seeddoc.tmLanguage.json")]
    ran = subprocess.run(command, cwd=tmp_path, check=True, input=json.dumps(texts).encode(), stdout=subprocess.PIPE)
    found = dict(zip(CASES, (dict(marks) for marks in json.loads(ran.stdout)), strict=True))
    assert {name: marks for name, marks in found.items() if marks != CASES[name][1]} == {}
