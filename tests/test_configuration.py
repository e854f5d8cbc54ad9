"""Configuration files: where they are looked for, what they may say, and what goes before what."""

from __future__ import annotations

from pathlib import Path

import pytest

from seeddoc import Settings, SettingsError
from seeddoc.configuration import Configurations, Overrides, read_configuration, read_override


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str) -> Path:
    file = Path(path).absolute()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def problem(overrides: Overrides | None = None, path: str = "x.txt") -> str:
    with pytest.raises(SettingsError) as caught:
        Configurations(overrides).settings(Path(path))
    return str(caught.value)


class TestFinding:
    def test_none(self, here: Path) -> None:
        found = Configurations().of(Path("x.txt"))
        assert (found.settings, found.root, found.path) == (Settings(), here, None)

    def test_the_nearest_one_counts(self, here: Path) -> None:
        write("seeddoc.toml", "title-length = 1")
        write("a/pyproject.toml", "[tool.seeddoc]\ntitle-length = 2")
        write("a/b/pyproject.toml", "[tool.other]\nx = 1")
        write("a/b/c/seeddoc.toml", "title-length = 3")
        write("a/b/c/pyproject.toml", "[tool.seeddoc]\ntitle-length = 4")
        configurations = Configurations()
        paths = ["x", "d/x", "a/x", "a/b/x", "a/b/c/d/x", "a/b/../x", str(here / "a" / "b" / "c" / "x")]
        for _ in range(2):
            lengths = [configurations.settings(Path(path)).options.title_length for path in paths]
            assert lengths == [1, 1, 2, 2, 3, 2, 3]
        assert configurations.of(Path("a/b/c/x")).path == here / "a/b/c/seeddoc.toml"
        assert configurations.settings(None).options.title_length == 1

    def test_one_above_the_working_directory(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write("seeddoc.toml", "title-length = 1")
        (here / "a").mkdir()
        monkeypatch.chdir(here / "a")
        assert Configurations().settings(Path("x")).options.title_length == 1

    def test_isolated(self) -> None:
        write("seeddoc.toml", "title-length = 1")
        overrides = Overrides(isolated=True, values={"speaker-words": 3})
        settings = Configurations(overrides).settings(Path("x"))
        assert settings == Settings.from_mapping({"speaker-words": 3})

    def test_a_file_that_is_named(self, here: Path) -> None:
        write("seeddoc.toml", "title-length = 1")
        write("other/own.toml", "title-length = 2\nper-file-ignores = { '/x.txt' = ['A'] }")
        configurations = Configurations(Overrides(Path("other/own.toml")))
        assert configurations.of(Path("a/x")).root == here / "other"
        assert configurations.settings(Path("a/x")).options.title_length == 2
        assert "A001" not in configurations.settings(Path("other/x.txt")).codes
        assert "A001" in configurations.settings(Path("x.txt")).codes


class TestGlobs:
    def test_they_are_told_from_the_folder_of_the_file(self) -> None:
        write("a/seeddoc.toml", "per-file-ignores = { 'drafts/*' = ['A'], '*.log' = ['E'] }")
        configurations = Configurations()
        assert "A001" not in configurations.settings(Path("a/drafts/x.txt")).codes
        assert "A001" in configurations.settings(Path("a/x/drafts/x.txt")).codes
        assert "E001" not in configurations.settings(Path("a/x/y.log")).codes

    def test_those_of_a_command_line_from_the_working_directory(self) -> None:
        write("a/seeddoc.toml", "per-file-ignores = { 'b/*' = ['A'] }")
        configurations = Configurations(Overrides(more={"per-file-ignores": {"a/b/*": ["E"], "a.txt": ["Q"]}}))
        codes = configurations.settings(Path("a/b/x.txt")).codes
        assert codes.isdisjoint({"A001", "E001"})
        assert "Q001" not in configurations.settings(Path("a/c/a.txt")).codes

    def test_a_file_that_is_not_below(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = write("x.txt", "").as_posix()
        (here / "a").mkdir()
        monkeypatch.chdir(here / "a")
        configurations = Configurations(Overrides(more={"per-file-ignores": {"x.txt": ["A"]}}))
        assert "A001" not in configurations.settings(Path("../x.txt")).codes
        assert "A001" not in configurations.settings(Path(path)).codes


class TestOrder:
    def test_what_goes_before_what(self) -> None:
        write(
            "seeddoc.toml",
            "preset = 'minimal'\ntitle-length = 1\nspeaker-words = 1\nignore = ['E']\nselect = ['A', 'B']",
        )
        overrides = Overrides(
            values={"title-length": 2},
            more={"ignore": ["B"], "extend-select": ["Q"], "severity": {"Q": "error"}},
        )
        settings = Configurations(overrides).settings(Path("x"))
        assert (settings.options.title_length, settings.options.speaker_words) == (2, 1)
        assert settings.ignore == ("E", "B")
        assert settings.extend_select == ("Q",)
        assert settings.select == ("A", "B")
        assert settings.preset == "minimal"
        assert settings.severity == (("Q", "error"),)

    def test_what_replaces_what(self) -> None:
        write("seeddoc.toml", "preset = 'minimal'\nselect = ['A']\nfail-on = 'error'\nignore = ['E']")
        more = {"preset": "strict", "select": ["Q"], "fail-on": "never"}
        settings = Configurations(Overrides(values={"ignore": ["B"]}, more=more)).settings(Path("x"))
        assert (settings.preset, settings.select, settings.fail_on, settings.ignore) == (
            "strict",
            ("Q",),
            "never",
            ("B",),
        )


class TestProblems:
    @pytest.mark.parametrize(
        ("name", "text", "message"),
        [
            ("seeddoc.toml", "selct = []", "seeddoc.toml: selct: no such key; did you mean 'select'?"),
            ("a/seeddoc.toml", "select = 1", "a/seeddoc.toml: select: expected a list of codes"),
            ("a/seeddoc.toml", "x = [1\ny", "a/seeddoc.toml: cannot be read: Unclosed array (at line 2, column 1)"),
            ("pyproject.toml", "[tool.seeddoc]\nx = 1", "pyproject.toml: tool.seeddoc.x: no such key"),
            ("pyproject.toml", "[tool]\nseeddoc = 1", "pyproject.toml: tool.seeddoc: expected a table, not 1"),
            ("pyproject.toml", "[tool", "pyproject.toml: cannot be read: "),
            ("a/seeddoc.toml", f"x = {'[' * 3000}", "a/seeddoc.toml: cannot be read: "),
            (
                "a/seeddoc.toml",
                "[tool.seeddoc]\n",
                "a/seeddoc.toml: tool: no such key; [tool.seeddoc] is for pyproject.toml, here its keys",
            ),
            ("pyproject.toml", "\udc80", "pyproject.toml: cannot be read: "),
        ],
    )
    def test_a_file(self, name: str, text: str, message: str) -> None:
        path = write(name, "")
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        assert problem(path="a/x.txt").startswith(message)

    def test_a_pyproject_that_says_nothing(self) -> None:
        for text in ("", "tool = 1", "[tool.other]\nx = 1", "\ufeff[tool]\n"):
            assert read_configuration(write("pyproject.toml", text)) is None

    def test_a_file_that_is_named(self, here: Path) -> None:
        assert problem(Overrides(Path("no.toml"))) == "no.toml: cannot be read: No such file or directory"
        assert problem(Overrides(here.parent / "no.toml")).startswith(f"{here.parent / 'no.toml'}: cannot be read")
        write("pyproject.toml", "")
        assert problem(Overrides(Path("pyproject.toml"))) == "pyproject.toml: has no table [tool.seeddoc]"

    def test_a_command_line(self) -> None:
        assert problem(Overrides(values={"x": 1})) == "--config x: no such key"
        assert problem(Overrides(more={"select": ["X"]})) == "--select: no rule 'X'"

    def test_a_value(self) -> None:
        assert read_override("title-length=3") == {"title-length": 3}
        assert read_override("ignore = ['E', 'A']") == {"ignore": ["E", "A"]}
        assert read_override("severity.Q001 = 'error'") == {"severity": {"Q001": "error"}}
        with pytest.raises(SettingsError, match=r"--config preset=strict: not KEY=VALUE with a value of TOML"):
            read_override("preset=strict")
