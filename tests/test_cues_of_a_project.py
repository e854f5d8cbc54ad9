"""Cues that a project adds: in settings, configuration and on the command line, wherever it is checked."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Final

import jsonschema
import pytest
from lsprotocol import types

from seeddoc import Document, Settings, SettingsError, check
from seeddoc.configuration import Configurations, Overrides
from seeddoc.quotes.cues import extend_cues
from seeddoc.server._views import View
from seeddoc.settings import config_schema
from tests.test_cli import home, run
from tests.test_watching import Watched, put

__all__ = ["home"]  # a fixture, which pytest finds here

pytest_plugins = ["pytester"]

HEADER: Final = "word\tpart\tkind\tstrength\tforms\n"
TOOT: Final = f"{HEADER}toot\tverb\tspeech\t2\n"
OTHER: Final = f"{HEADER}tootle\tverb\tspeech\t2\n"
GONE: Final = f"{HEADER}toot\tverb\t-\t0\n"
TEXT: Final = (
    "Bridge opens in Lund\n\nIn the morning Ida Holm tooted “I will cross it every single day of my life from now on” "
    "and left.\n"
)
STRICT: Final = ("check", "--preset", "strict", "--format", "concise")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_table_is_read_once() -> None:
    """So it may be one that cannot be read twice, such as what a shell writes for `<(…)`."""
    write("a.txt", TEXT)
    reading, writing = os.pipe()
    os.write(writing, TOOT.encode())
    os.close(writing)
    try:
        ended = run(*STRICT, "--no-cache", "--cues", f"/dev/fd/{reading}", "a.txt")
    finally:
        os.close(reading)
    assert (ended.status, ended.problems) == (0, "")


class TestSettings:
    def test_quotations_are_read_by_them(self) -> None:
        document = Document("a", TEXT)
        assert [each.code for each in check(document, Settings(preset="strict"))] == ["Q005"]
        assert check(document, Settings(preset="strict", cues=[TOOT])) == ()
        assert [each.code for each in check(document, Settings(preset="strict", cues=[TOOT, GONE]))] == ["Q005"]

    def test_a_value(self) -> None:
        settings = Settings(cues=[TOOT])
        assert pickle.loads(pickle.dumps(settings)) == settings  # noqa: S301 (made here)
        assert len({settings, Settings(cues=(TOOT,)), Settings()}) == 2
        assert len({each.digest for each in (settings, Settings(), Settings(cues=[OTHER]))}) == 3

    @pytest.mark.parametrize("wrong", [TOOT, 5, [1]])
    def test_what_is_no_list_of_texts(self, wrong: object) -> None:
        with pytest.raises(SettingsError, match=r"^cues: expected a list of the texts of tables of cues"):
            Settings(cues=wrong)

    def test_a_faulty_table(self) -> None:
        with pytest.raises(SettingsError, match=r"^cues: line 1: a row has 4 or 5 columns"):
            Settings(cues=["toot"])
        with pytest.raises(SettingsError, match=r"^cues: table 2, line 2: there is no verb 'toot' to remove$"):
            Settings(cues=[OTHER, GONE])
        assert "tooted" in extend_cues("english", [OTHER, TOOT]).verbs

    def test_a_mapping_does_not_hold_them(self) -> None:
        assert "cues" not in Settings(cues=[TOOT]).to_mapping()
        with pytest.raises(SettingsError, match=r"^x: cues: names files, which a configuration file or --cues does"):
            Settings.from_mapping({"cues": ["cues.tsv"]}, "x: ")


class TestConfiguration:
    def test_files_are_told_from_its_folder(self, here: Path) -> None:
        write("a/words/cues.tsv", TOOT)
        write("a/seeddoc.toml", 'cues = ["words/cues.tsv"]')
        configurations = Configurations()
        assert configurations.settings(Path("a/x.txt")) == Settings(cues=[TOOT])
        assert configurations.of(Path("a/x.txt")).cues == (here / "a/words/cues.tsv",)
        assert configurations.settings(Path("x.txt")) == Settings()
        assert Configurations(Overrides(Path("a/seeddoc.toml"))).settings(Path("x.txt")).cues == (TOOT,)

    def test_a_command_line_adds_or_replaces(self) -> None:
        write("cues.tsv", TOOT)
        write("other.tsv", OTHER)
        write("pyproject.toml", '[tool.seeddoc]\ncues = ["cues.tsv"]')
        added = Configurations(Overrides(more={"cues": ["other.tsv"]}))
        assert added.settings(Path("x")).cues == (TOOT, OTHER)
        replaced = Configurations(Overrides(values={"cues": ["other.tsv"]}))
        assert replaced.settings(Path("x")).cues == (OTHER,)
        assert Configurations(Overrides(isolated=True)).settings(Path("x")).cues == ()

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ('cues = "cues.tsv"', "seeddoc.toml: cues: expected a list of files such as ['cues.tsv'], not 'cues.tsv'"),
            ("cues = [1]", "seeddoc.toml: cues: expected a list of files such as ['cues.tsv'], not [1]"),
            ("cues = 1", "seeddoc.toml: cues: expected a list of files such as ['cues.tsv'], not 1"),
            ('cues = ["no.tsv"]', "no.tsv: cannot be read: No such file or directory"),
            ('cues = ["n\\u0000.tsv"]', "n\x00.tsv: cannot be read: embedded null byte"),
            ('cues = ["cues.tsv", "gone.tsv", "gone.tsv"]', "gone.tsv: line 2: there is no verb 'toot' to remove"),
            ('cues = ["latin.tsv"]', "latin.tsv: is not UTF-8, from byte 0"),
            ('cues = ["/dev/null"]', "/dev/null: is a device, and no table of cues"),
            ('cuse = ["cues.tsv"]', "seeddoc.toml: cuse: no such key; did you mean 'cues'?"),
        ],
    )
    def test_what_is_wrong(self, text: str, message: str) -> None:
        write("cues.tsv", TOOT)
        write("gone.tsv", GONE)
        Path("latin.tsv").write_bytes(b"\xe4")
        write("seeddoc.toml", text)
        with pytest.raises(SettingsError) as caught:
            Configurations().settings(Path("x.txt"))
        assert str(caught.value).startswith(message)

    def test_schema(self) -> None:
        jsonschema.validate({"cues": ["cues.tsv"]}, config_schema())
        for wrong in ("cues.tsv", [1]):
            with pytest.raises(jsonschema.ValidationError):
                jsonschema.validate({"cues": wrong}, config_schema())


class TestCommand:
    def test_option(self) -> None:
        write("a.txt", TEXT)
        write("cues.tsv", TOOT)
        assert "Q005" in run(*STRICT, "a.txt").text
        assert run(*STRICT, "--cues", "cues.tsv", "a.txt").text.startswith("No findings")
        ended = run(*STRICT, "--cues", "no.tsv", "a.txt")
        assert (ended.status, ended.problems) == (2, "seeddoc: no.tsv: cannot be read: No such file or directory\n")

    def test_results_that_are_kept_depend_on_what_is_in_the_files(self) -> None:
        write("a.txt", TEXT)
        write("seeddoc.toml", 'cues = ["cues.tsv"]')
        write("cues.tsv", OTHER)
        caching = (*STRICT, "--cache-dir", "kept", "a.txt")
        assert "Q005" in run(*caching).text
        write("cues.tsv", TOOT)
        assert run(*caching).text.startswith("No findings")
        write("cues.tsv", OTHER)
        assert "Q005" in run(*caching).text

    def test_many_files_in_several_processes(self) -> None:
        write("cues.tsv", TOOT)
        for number in range(60):
            write(f"in/{number}.txt", f"Number {number}\n\n{TEXT}")
        ended = run(*STRICT, "--select", "Q", "--cues", "cues.tsv", "--workers", "2", "--no-cache", "in")
        assert ended.text == "No findings in 60 documents, 60 files.\n"

    def test_settings_are_shown(self, here: Path) -> None:
        write("in/a.txt", TEXT)
        write("in/own.tsv", TOOT)
        write("cues.tsv", OTHER)
        write("in/seeddoc.toml", 'cues = ["own.tsv"]')
        shown = run("check", "--show-settings", "--cues", "cues.tsv", "in").text
        assert f'\ncues = ["own.tsv", "{(here / "cues.tsv").as_posix()}"]\n' in shown
        assert "cues" not in run("check", "--show-settings", "--isolated", "in").text

    def test_watched(self, here: Path) -> None:
        write("a.txt", TEXT)
        write("seeddoc.toml", 'preset = "strict"\ncues = ["cues.tsv"]')
        write("cues.tsv", TOOT)
        watched = Watched("--no-cache", "a.txt", cwd=here)
        try:
            assert watched.line() == "No findings in 1 document, 1 file."
            put(here / "cues.tsv", OTHER)
            assert watched.note() == "seeddoc: cues.tsv changed; checking again"
            assert watched.line().startswith("a.txt:3:32: Q005 ")
        finally:
            assert watched.end() == 130


def test_the_pytest_plugin_has_them(pytester: pytest.Pytester) -> None:
    for name, text in {"a.txt": TEXT, "cues.tsv": TOOT}.items():
        (pytester.path / name).write_text(text, "utf-8")

    def run_with(configuration: str) -> pytest.RunResult:
        (pytester.path / "seeddoc.toml").write_text(configuration, "utf-8")
        return pytester.runpytest_subprocess("--seeddoc", "-p", "no:cacheprovider")

    # Information alone fails nowhere else.
    base = 'preset = "strict"\nfail-on = "info"\n'
    run_with(base).assert_outcomes(passed=1, failed=1)
    run_with(base + 'cues = ["cues.tsv"]').assert_outcomes(passed=2)


@pytest.mark.parametrize(("cues", "codes", "speaker"), [([], ["Q005"], "No speaker"), ([TOOT], [], "**Ida Holm**")])
def test_the_server_has_them(cues: list[str], codes: list[str], speaker: str) -> None:
    view = View(TEXT, "a.txt", Settings(preset="strict", cues=cues), None, types.PositionEncodingKind.Utf32)
    assert [each.code for each in view.diagnostics()] == codes
    hover = view.hover(types.Position(2, 40), markdown=True)
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert speaker in hover.contents.value
