"""Rules of other packages, which an entry point names."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import attrs
import pytest

from seeddoc import CODES, Code, Document, Settings, check
from seeddoc.rules import PACKAGES, RULES, Rule, RuleError, Subject, add_rule, load_rules
from tests.test_cli import command, environment, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seeddoc import Diagnostic
    from seeddoc.settings import Options

ROW = Code("XY001", "shouting", "warning", "the title is in capitals", "write it in small letters", fix="unsafe")

MODULE = """
from seeddoc import Code
from seeddoc.fixes import Edit
from seeddoc.rules import Rule


def check(subject, options):
    title = subject.article.title
    if title.isupper():
        span = subject.article.spans[0]
        edit = Edit(span.start, span.end, title.capitalize())
        yield subject.finding("XY001", span.start, span.end, fix=("Write it in small letters", [edit]))


RULE = Rule(Code("XY001", "shouting", "warning", "the title is in capitals", "write it small", fix="safe"), check)
RULES = [RULE]
WRONG = [1]
"""


def find_shouting(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    if subject.article.title.isupper():
        yield subject.finding("XY001", 0, 1)


@pytest.fixture(autouse=True)
def _tables() -> Iterator[None]:
    """Take away afterwards what a test adds to the tables."""
    before = {"codes": set(CODES), "rules": set(RULES)}
    yield
    for code in CODES.keys() - before["codes"]:
        del CODES[code]
    for code in RULES.keys() - before["rules"]:
        del RULES[code]
        del PACKAGES[code]


def install(folder: Path, value: str = "shouting_rules:RULES") -> None:
    """Put a distribution with an entry point into a folder, as pip would."""
    info = folder / "shouting_rules-1.0.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[seeddoc.rules]\nshouting = {value}\n")
    (folder / "shouting_rules.py").write_text(MODULE)


class TestAdding:
    def test_a_rule(self) -> None:
        rule = Rule(ROW, find_shouting)
        assert check(Document("a", "A TITLE\n\nText.")) == ()
        add_rule(rule)
        add_rule(rule)
        document = Document("a", "A TITLE\n\nText.")
        assert [(each.code, each.name, each.hint) for each in check(document)] == [("XY001", "shouting", ROW.hint)]
        assert [each.code for each in check(document, Settings(select=["XY"]))] == ["XY001"]
        assert check(document, Settings(ignore=["shouting"])) == ()

    def test_letters_stand_for_their_own_group_only(self) -> None:
        add_rule(Rule(attrs.evolve(ROW, code="EX001"), find_shouting))
        assert "EX001" not in Settings(select=["E"]).codes
        assert "EX001" in Settings(select=["EX0"]).codes

    @pytest.mark.parametrize(
        ("code", "name", "message"),
        [
            ("X001", "shouting", "'X001' is not two capital letters or more and three digits"),
            ("XY01", "shouting", "is not two capital letters"),
            ("XY001", "mojibake", "the rule XY001 mojibake cannot be added: E010 mojibake is there"),
        ],
    )
    def test_what_is_refused(self, code: str, name: str, message: str) -> None:
        with pytest.raises(RuleError, match=message):
            add_rule(Rule(attrs.evolve(ROW, code=code, name=name), find_shouting))
        assert code not in CODES

    def test_a_code_that_another_has(self) -> None:
        add_rule(Rule(ROW, find_shouting))
        with pytest.raises(RuleError, match="XY001 shouting is there"):
            add_rule(Rule(attrs.evolve(ROW, name="other"), find_shouting))


class TestLoading:
    @pytest.mark.parametrize("value", ["shouting_rules:RULES", "shouting_rules:RULE"])
    def test_an_installed_package(self, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        install(tmp_path, value)
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.delitem(sys.modules, "shouting_rules", raising=False)
        load_rules()
        load_rules()
        assert CODES["XY001"].name == "shouting"
        assert [each.code for each in check(Document("a", "A TITLE\n\nText."))] == ["XY001"]

    @pytest.mark.parametrize(
        ("value", "message"),
        [
            ("shouting_rules:WRONG", r"'shouting' \(shouting_rules:WRONG\): 1 is no seeddoc.rules.Rule"),
            ("shouting_rules:NOTHING", r"'shouting' \(shouting_rules:NOTHING\): module 'shouting_rules' has no"),
            ("no_such_module:X", "No module named 'no_such_module'"),
        ],
    )
    def test_one_that_cannot_be_loaded(
        self, value: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        install(tmp_path, value)
        monkeypatch.syspath_prepend(tmp_path)
        with pytest.raises(RuleError, match=message):
            load_rules()
        ended = run("rule")
        assert (ended.status, ended.data) == (2, b"")
        assert ended.problems.startswith("seeddoc: the entry point 'shouting' (")


def test_the_command_line_has_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "site")
    path = tmp_path / "a.txt"
    path.write_text("A TITLE\n\nText.\n")
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.delitem(sys.modules, "shouting_rules", raising=False)
    assert run("check", "--format", "concise", path).text.startswith(
        f"{path}:1:1: XY001 [*] the title is in capitals\n"
    )
    assert run("check", "--ignore", "shouting", path).text.startswith("No findings")
    assert "XY001" in run("rule", "--all", "--format", "json").text
    assert run("rule", "XY001").text.startswith("XY001 shouting (warning, preset standard)\n")
    assert '"XY001"' in run("schema", "--config").text
    run("check", "--fix", path)
    assert path.read_text() == "A title\n\nText.\n"


def test_a_process_of_its_own_has_them(tmp_path: Path) -> None:
    install(tmp_path)
    paths = {"PYTHONPATH": f"{environment()['PYTHONPATH']}:{tmp_path}"}
    done = subprocess.run(
        command("rule", "XY001"), capture_output=True, text=True, env=environment() | paths, check=False
    )
    assert done.stdout.startswith("XY001 shouting")
