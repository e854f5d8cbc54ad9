"""Rules of other packages that raise: all else is found and told, and so is which rule of which package it was."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from lsprotocol import types

from seeddoc import CODES, Document, Settings, check
from seeddoc._packing import is_clean, pack, unpack
from seeddoc.checking import check_content
from seeddoc.inputs import Content, Source
from seeddoc.results import Findings, RuleFault
from seeddoc.rules import PACKAGES, RULES, RuleError, RuleFailedError, load_rules, load_rules_once
from seeddoc.server._views import View
from tests.test_cli import home, run
from tests.test_server import connected, play

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["home"]  # a fixture, which pytest finds here

pytest_plugins = ["pytester"]

MODULE: Final = """
from pathlib import Path
from seeddoc import Code, Diagnostic
from seeddoc.fixes import Edit, Fix
from seeddoc.positions import Position
from seeddoc.rules import Rule


def own(subject, edit):
    at = subject.document.where
    return Diagnostic("XY001", "x", "info", at, at, fix=Fix("Mend it", (edit,)))


def dash(subject, options):
    if "--" in subject.text:
        yield subject.finding("XY002", subject.text.index("--"), subject.text.index("--") + 2)


def shout(subject, options):
    yield subject.finding("XY001", 0, 1)
    if "boom" in subject.text:
        {body}


RULES = [
    Rule(Code("XY001", "shouting", "info", "it is a text", "write none"), shout),
    Rule(Code("XY002", "two-hyphens", "warning", "two hyphens", "write a dash"), dash),
]
"""
RAISES: Final = "raise KeyError(subject.name)"
BAD: Final = "Boom\n\nIt went boom -- twice.\n"
GOOD: Final = "Good\n\nIt went well.\n"
BUNDLE: Final = "".join(
    f"<<<FILE {name}>>>\n{text}<<<END FILE>>>\n"
    for name, text in (("a.txt", BAD), ("b.txt", f"{BAD}Again.\n"), ("c.txt", GOOD))
)
TOLD: Final = "the rule XY001 of the package 'shouting-rules' failed for the document 'a.txt'"


def install(folder: Path, body: str = RAISES) -> None:
    """Put a distribution with rules into a folder, as pip would."""
    info = folder / "shouting_rules-1.0.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[seeddoc.rules]\nshouting = shouting_rules:RULES\n")
    (folder / "shouting_rules.py").write_text(MODULE.format(body=body))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Make a folder for packages and one to work in; what is added to the tables is taken away afterwards."""
    before = set(CODES)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.delitem(sys.modules, "shouting_rules", raising=False)
    load_rules_once.cache_clear()
    install(tmp_path / "site")
    yield tmp_path / "site"
    load_rules_once.cache_clear()
    sys.modules.pop("shouting_rules", None)
    for code in CODES.keys() - before:
        for table in (CODES, RULES, PACKAGES):
            del table[code]


def content(text: str) -> Content:
    return Content(Source(None, "x.txt", "x.txt"), text.encode())


class TestPython:
    def test_check_loads_what_is_installed(self, site: Path) -> None:
        assert [each.code for each in check(Document("a", "Title\n\nOne -- two.\n"))] == ["XY001", "XY002"]
        assert PACKAGES["XY001"] == "shouting-rules"
        assert check(Document("a", "Title\n\nOne -- two.\n"), Settings(ignore=["XY"])) == ()

    def test_what_cannot_be_loaded(self, site: Path) -> None:
        (site / "shouting_rules.py").write_text("RULES = 1 / 0")
        for _ in range(2):
            with pytest.raises(RuleError, match="division by zero"):
                check("")

    def test_all_else_is_found(self, site: Path) -> None:
        with pytest.raises(RuleFailedError) as caught:
            check(BUNDLE)
        error = caught.value
        assert isinstance(error.__cause__, KeyError)
        line = MODULE.format(body=RAISES)[: MODULE.format(body=RAISES).index("raise")].count("\n") + 1
        assert str(error) == f"{TOLD} and 1 more: KeyError: 'a.txt' (shouting_rules.py, line {line})"
        assert [each.code for each in error.findings] == ["XY001", "XY002"] * 2 + ["XY001"]
        assert pickle.loads(pickle.dumps(error)).faults == error.faults  # noqa: S301 (made here)

    @pytest.mark.parametrize(
        ("body", "told"),
        [
            ("raise SystemExit", "SystemExit (shouting_rules.py"),
            ("raise ValueError('a\\n\\nb')", "ValueError: a b (shouting_rules.py"),
            ("raise ValueError('x' * 9999)", f"ValueError: {'x' * 287}… (shouting_rules.py"),
            ("yield subject.finding('XX999', 0, 1)", "KeyError: 'XX999' (shouting_rules.py"),
            ("Path(5)", "TypeError: "),
            ("yield 5", "TypeError: 5 is no Diagnostic, which Subject.finding makes"),
            ("raise BaseException('odd')", "BaseException: odd (shouting_rules.py"),
            ("raise GeneratorExit", "GeneratorExit (shouting_rules.py"),
            ("yield subject.finding('XY001', 9, 2)", "ValueError: a finding of XY001 from 9 to 2, in a text of 29"),
            ("yield subject.finding('XY001', -5, 3)", "ValueError: a finding of XY001 from -5 to 3, in a text of 29"),
            ("yield subject.finding('XY001', 0, 99)", "ValueError: a finding of XY001 from 0 to 99, in a text of 29"),
            (
                "yield subject.finding('XY001', 0, 1, fix=('x', [Edit(0, 30, '')]))",
                "ValueError: an edit of XY001 ends at 30, in a text of 29",
            ),
            (
                "yield Diagnostic('XY001', 'x', 'info', Position(4, 4, 4, 2, 1), Position(2, 2, 2, 1, 3))",
                "ValueError: a finding of XY001 ends before it begins",
            ),
            (
                "yield own(subject, Edit(0, 30, ''))",
                "ValueError: a fix of XY001 is not within the document",
            ),
            (
                "yield own(subject, Edit(0, 1, '\\udcff'))",
                "ValueError: a fix of XY001 puts in what UTF-8 cannot write",
            ),
            ("yield subject.finding('XY001', 'a', 2)", "TypeError: "),
            (
                "yield Diagnostic('XX001', 'x', 'error', subject.document.where)",
                "ValueError: a finding has the code 'XX001', which the rule XY001 may not use",
            ),
            (
                "yield subject.finding('A001', 0, 1)",
                "ValueError: a finding has the code 'A001', which the rule XY001 may not use",
            ),
            (
                "yield subject.finding('XY002', 0, 1)",
                "ValueError: a finding has the code 'XY002', which the rule XY001 may not use",
            ),
            (
                "yield Diagnostic('XY001', 'x', 'bad', subject.document.where)",
                "ValueError: a finding of XY001 has the severity 'bad'",
            ),
            (
                "yield Diagnostic('XY001', 5, 'info', subject.document.where)",
                "TypeError: a finding of XY001 has a message, a document or a filename that is no text",
            ),
        ],
    )
    def test_what_is_told(self, site: Path, body: str, told: str) -> None:
        install(site, body)
        load_rules()
        checked = check_content(content(BAD), Settings())
        assert [each.code for each in checked.findings] == ["XY001", "XY002"]
        (fault,) = checked.faults
        assert (fault.code, fault.package, fault.document, fault.more) == ("XY001", "shouting-rules", "x.txt", 0)
        assert fault.error.startswith(told)

    def test_a_fix_that_utf8_cannot_write_is_none(self, site: Path) -> None:
        install(site, "yield subject.finding('XY001', 0, 1, fix=('x', [Edit(0, 1, '\\udcff')]))")
        found = check(BUNDLE)
        assert [each.fix for each in found] == [None] * len(found)

    def test_a_fix_that_a_rule_made_by_itself(self, site: Path) -> None:
        install(site, "yield own(subject, Edit(subject.document.position.offset + 1, 10**6, ''))")
        Path("a.txt").write_text(BUNDLE, "utf-8")
        ended = run("check", "--no-cache", "--fix", "--unsafe-fixes", "a.txt")
        assert ended.status == 2
        assert Path("a.txt").read_text("utf-8") == BUNDLE

    @pytest.mark.parametrize("mending", ["--fix", "--fix-only", "--diff"])
    def test_fixes_that_undo_each_other_end(self, site: Path, mending: str) -> None:
        install(
            site,
            "at = subject.document.position.offset; yield own(subject, Edit(at, at + 1, subject.text[0].swapcase()))",
        )
        Path("a.txt").write_text(BUNDLE, "utf-8")
        ended = run("check", "--no-cache", "--ignore=XY002", mending, "--unsafe-fixes", "a.txt")
        assert ended.status == 2
        assert ended.problems == (
            "seeddoc: a.txt: not all is mended: after 20 rounds of fixes there is more to mend (XY001); "
            "rules may undo each other's fixes\n"
        )
        assert Path("a.txt").read_text("utf-8") == BUNDLE

    def test_a_fix_of_its_own_within_the_document(self, site: Path) -> None:
        install(
            site, "yield own(subject, Edit(subject.document.position.offset, subject.document.position.offset + 1, ''))"
        )
        found = check(BUNDLE)
        assert [each.fix is not None for each in found] == [False, True, False, False, True, False, False]

    def test_an_interrupt_is_none_of_a_rule(self, site: Path) -> None:
        install(site, "raise KeyboardInterrupt")
        with pytest.raises(KeyboardInterrupt):
            check(BUNDLE)

    def test_a_rule_that_yields_nothing(self, site: Path) -> None:
        (site / "shouting_rules.py").write_text(
            "from seeddoc import Code\nfrom seeddoc.rules import Rule\n"
            "RULES = [Rule(Code('XY001', 'a-b', 'info', 'x', 'y'), lambda subject, options: None)]"
        )
        with pytest.raises(RuleFailedError, match="'NoneType' object is not iterable"):
            check(Document("", "T"))

    def test_findings_know_how_many_more_there_are(self, site: Path) -> None:
        install(site, "pass")
        found = check(BUNDLE, Settings(limits={"diagnostics": 1}))
        assert ([each.code for each in found], found.surplus) == (["XY001", "XY002"], (("info", 2), ("warning", 1)))
        assert found.left_out == 3
        again = pickle.loads(pickle.dumps(found))  # noqa: S301 (made here)
        assert (again, again.surplus) == (found, found.surplus)
        assert isinstance(found, tuple)
        assert Findings() == ()
        # What reading has left out counts as well.
        twice = "<<<FILE a>>>\nT\n<<<END FILE>>>\n" * 4
        assert check(twice, Settings(limits={"diagnostics": 1}, select=["N001"])).surplus == (("error", 2),)


def test_a_document_without_a_name() -> None:
    fault = RuleFault("XY001", "p", None, "ValueError")
    assert str(fault) == "the rule XY001 of the package 'p' failed for an anonymous document: ValueError"


def test_packed(site: Path) -> None:
    load_rules()
    settings = Settings(select=["XY001"], severity={"XY001": "info"})
    checked = check_content(content(BUNDLE), settings)
    assert unpack(pack(checked), checked.path, checked.text) == checked
    assert len(checked.faults) == 1
    install_only_fault = check_content(content("Boom\n\nboom\n"), Settings(select=["XY"]))
    assert not is_clean(pack(install_only_fault))


class TestCommand:
    def test_status_and_report(self, site: Path) -> None:
        Path("x.txt").write_text(BUNDLE, "utf-8")
        Path("y.txt").write_text("Y title\nText.\n", "utf-8")
        ended = run("check", "--format", "concise", "--format", "junit=j", "--format", "sarif=s", "--exit-zero", ".")
        assert ended.status == 2
        assert ended.problems.startswith(f"seeddoc: x.txt: {TOLD} and 1 more: KeyError: 'a.txt' (")
        assert ended.problems.count("\n") == 1
        assert ended.text.count(": XY002 ") == 2
        assert "y.txt:1:1: A003" in ended.text
        assert ended.text.endswith("1 file could not be checked in full.\n")
        assert '<error type="rule" message="x.txt: the rule XY001' in Path("j").read_text("utf-8")
        assert '"executionSuccessful": false' in Path("s").read_text("utf-8")

    def test_it_is_not_learned(self, site: Path) -> None:
        Path("x.txt").write_text(BUNDLE, "utf-8")
        command = ("check", "--select", "XY001", "--cache-dir", "kept", "x.txt")
        for _ in range(2):
            assert (run(*command).status, TOLD in run(*command).problems) == (2, True)

    @pytest.mark.parametrize("options", [["--fix"], ["--workers", "2", "--no-cache"]])
    def test_many_files(self, site: Path, options: list[str]) -> None:
        for number in range(50):
            Path(f"{number}.txt").write_text(f"Number {number}\n\n{'boom' if number == 7 else 'well'}\n", "utf-8")
        ended = run("check", "--format", "jsonl", "--select", "XY", *options, ".")
        assert (ended.status, ended.text.count("\n")) == (2, 50)
        assert ended.problems.startswith("seeddoc: 7.txt: the rule XY001")

    def test_a_baseline_keeps_what_it_knows_of_it(self, site: Path) -> None:
        install(site, "yield subject.finding('XY001', 1, 2)")
        Path("x.txt").write_text(BAD, "utf-8")
        command = ("check", "--baseline", "b.json", "--update-baseline", "--no-cache", "x.txt")
        run(*command)
        before = Path("b.json").read_text("utf-8")
        sys.modules.pop("shouting_rules")
        for table in (CODES, RULES, PACKAGES):
            for code in ("XY001", "XY002"):
                del table[code]
        install(site, RAISES)
        assert run(*command).status == 2
        assert Path("b.json").read_text("utf-8") == before

    def test_a_page(self, site: Path) -> None:
        Path("x.txt").write_text(BUNDLE, "utf-8")
        ended = run("report", "x.txt", "-o", "page.html")
        assert (ended.status, ended.problems.startswith(f"seeddoc: x.txt: {TOLD}")) == (2, True)
        assert "two hyphens" in Path("page.html").read_text("utf-8")


class TestServer:
    def view(self, text: str, **settings: Any) -> list[types.Diagnostic]:
        return View(text, "x.txt", Settings(**settings), None, types.PositionEncodingKind.Utf32).diagnostics()

    def test_a_rule_that_fails_is_a_finding(self, site: Path) -> None:
        load_rules()
        first, *others = self.view(BUNDLE)
        assert (first.code, first.severity, first.range.start) == ("XY001", 1, types.Position(0, 0))
        assert first.message.startswith(TOLD)
        assert [each.code for each in others] == ["XY001", "XY002"] * 2 + ["XY001"]

    def test_surplus_is_told_at_the_end(self, site: Path) -> None:
        install(site, "pass")
        load_rules()
        *_, last = self.view(BUNDLE, limits={"diagnostics": 1})
        assert last.message == "3 more findings not shown; the limit diagnostics says how many are"
        assert (last.severity, last.range.start, last.code) == (2, types.Position(BUNDLE.count("\n"), 0), None)

    def test_it_stays_alive(self, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PYTHONPATH", str(site))

        async def scene() -> None:
            async with connected(tmp_path) as editor:
                uri = (tmp_path / "x.txt").as_uri()
                editor.open(uri, BAD)
                first, *others = (await editor.published.get()).diagnostics
                assert first.message.startswith("the rule XY001 of the package 'shouting-rules' failed")
                assert [each.code for each in others] == ["XY001", "XY002"]
                editor.change(uri, GOOD, 2)
                assert await editor.codes() == (2, ["XY001"])

        play(scene)


class TestPlugin:
    def run(self, pytester: pytest.Pytester, configuration: str = "") -> pytest.RunResult:
        (pytester.path / "x.txt").write_text(BUNDLE, "utf-8")
        (pytester.path / "seeddoc.toml").write_text(configuration, "utf-8")
        return pytester.runpytest_subprocess("--seeddoc", "-p", "no:cacheprovider")

    def test_a_rule_that_fails(
        self, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        install(tmp_path / "site")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
        result = self.run(pytester)
        result.assert_outcomes(failed=3, passed=1)
        result.stdout.fnmatch_lines([f"*{TOLD} and 1 more: KeyError: 'a.txt' (shouting_rules.py, line *"])

    def test_surplus(self, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        install(tmp_path / "site", "pass")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
        result = self.run(pytester, "limits = { diagnostics = 1 }")
        result.assert_outcomes(failed=2, passed=2)
        result.stdout.fnmatch_lines(["Not shown: 3 surplus findings; raise the limit diagnostics to see them."])
        result.stdout.fnmatch_lines(["seeddoc: not shown: 3 surplus findings; raise the limit diagnostics to see them"])
        # Information alone fails nowhere, and is told of all the same.
        result = self.run(pytester, "limits = { diagnostics = 1 }\nselect = ['XY001']")
        result.assert_outcomes(passed=4)
        result.stdout.fnmatch_lines(["seeddoc: not shown: 2 surplus findings; raise *"])
