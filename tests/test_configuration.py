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

    def test_a_link_that_leads_nowhere(self, here: Path) -> None:
        (here / "seeddoc.toml").symlink_to(here / "nowhere.toml")
        assert problem() == "seeddoc.toml: cannot be read: No such file or directory"
        (here / "seeddoc.toml").unlink()
        (here / "folder").mkdir()
        (here / "seeddoc.toml").symlink_to(here / "folder")
        assert Configurations().of(Path("x.txt")).path is None

    def test_one_above_the_working_directory(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write("seeddoc.toml", "title-length = 1")
        (here / "a").mkdir()
        monkeypatch.chdir(here / "a")
        assert Configurations().settings(Path("x")).options.title_length == 1

    def test_one_that_extends_another(self, here: Path) -> None:
        write(
            "shared/base.toml",
            "preset = 'strict'\ntitle-length = 90\nignore = ['E']\ncues = ['cues.tsv']\n"
            "per-file-ignores = { 'drafts/*' = ['A'] }\n[[suppressions]]\ncode = 'Q001'\nfile = 'x'\nreason = 'r'\n",
        )
        cues = write("shared/cues.tsv", "toot\tverb\tspeech\t2\n")
        write("shared/a/pyproject.toml", "[tool.seeddoc]\nextend = '../base.toml'\ntitle-length = 80\nignore = ['Q']")
        write(
            "shared/a/b/seeddoc.toml",
            "extend = '../pyproject.toml'\ncues = []\nper-file-ignores = { 'drafts/*' = ['E'] }",
        )
        configurations = Configurations()
        found = configurations.of(Path("shared/a/x.txt"))
        settings = found.settings
        assert (settings.preset, settings.options.title_length, settings.ignore) == ("strict", 80, ("Q",))
        assert (found.root, found.path) == (here / "shared", here / "shared/a/pyproject.toml")
        assert found.bases == (here / "shared/base.toml",)
        assert (found.cues, settings.cues) == ((cues,), ("toot\tverb\tspeech\t2\n",))
        assert found.suppressions is None  # those are for the files of their own configuration
        nearer = configurations.of(Path("shared/a/b/x.txt"))
        assert (nearer.root, nearer.cues) == (here / "shared/a/b", ())
        assert nearer.bases == (here / "shared/a/pyproject.toml", here / "shared/base.toml")
        assert nearer.settings.options.title_length == 80
        assert configurations.settings(Path("shared/a/drafts/x.txt")).ignore == ("Q",)
        assert configurations.settings(Path("shared/a/b/drafts/x.txt")).ignore == ("Q", "E")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("extend = 5", "seeddoc.toml: extend: expected a file such as '../seeddoc.toml', not 5"),
            ("extend = ''", "seeddoc.toml: extend: expected a file such as '../seeddoc.toml', not ''"),
            ("extend = 'no.toml'", "seeddoc.toml: extend: no.toml: cannot be read: No such file or directory"),
            ('extend = "x\\u0000"', "seeddoc.toml: extend: expected a file such as '../seeddoc.toml', not 'x\\x00'"),
            (
                "extend = 'seeddoc.toml'",
                "seeddoc.toml: extend: seeddoc.toml extends this file, which goes on without end",
            ),
            ("extend = 'here/seeddoc.toml'", "extend: here/seeddoc.toml extends this file, which goes on without end"),
            ("extend = 'round.toml'", "seeddoc.toml: extend: round.toml: extend: seeddoc.toml extends this file"),
            ("extend = 'wrong.toml'", "seeddoc.toml: extend: wrong.toml: slect: no such key; did you mean 'select'?"),
            ("extend = 'pyproject.toml'", "seeddoc.toml: extend: pyproject.toml has no table [tool.seeddoc]"),
            ("extend = '0.toml'", "more than 16 files extend one another"),
            ("extnd = '0.toml'", "seeddoc.toml: extnd: no such key; did you mean 'extend'?"),
        ],
    )
    def test_what_cannot_be_extended(self, here: Path, text: str, message: str) -> None:
        write("round.toml", "extend = 'seeddoc.toml'")
        write("wrong.toml", "slect = []")
        write("pyproject.toml", "[tool.other]")
        for number in range(20):
            write(f"{number}.toml", f"extend = '{number + 1}.toml'")
        (here / "here").symlink_to(here)
        write("seeddoc.toml", text)
        assert message in problem()

    def test_a_command_line_does_not_extend(self) -> None:
        overrides = Overrides(values={"extend": "x.toml"})
        assert problem(overrides) == (
            "--config extend: stands in a configuration file; on the command line, --config FILE names one"
        )

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
