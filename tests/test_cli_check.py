"""`seeddoc check`: its options, its fixes and how it ends."""

from __future__ import annotations

import gzip
import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

from seeddoc import CODES, Settings
from tests.test_cli import GOOD, Ended, home, run

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["home"]  # a fixture, which pytest finds here

# One finding that can be mended, one that cannot safely, one that cannot at all.
TEXT = "A title\n\nMon\u200bday \u202ex\ufffd.\r\n"
MENDED = TEXT.replace("\u200b", "")
ALL_MENDED = MENDED.replace("\u202e", "")


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return path


def text_of(name: str) -> str:
    return Path(name).read_bytes().decode("utf-8", "surrogateescape")


def codes(*arguments: str | Path, stdin: str | None = None) -> list[str]:
    ended = run("check", "--format", "json", *arguments, stdin=stdin)
    assert ended.problems == ""
    found = ended.json
    assert isinstance(found, list)
    return [each["code"] for each in found]


class TestSelection:
    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            ([], "E012 E006 E011"),
            (["--select", "E012"], "E012"),
            (["--select", "E012,E006", "--select", "A"], "E012 E006"),
            (["--select", "zero-width-character"], "E012"),
            (["--ignore", "E01"], "E006"),
            (["--ignore", "E", "--extend-select", "E006"], "E006"),
            (["--preset", "minimal"], ""),
            (["--per-file-ignores", "*.txt:E012,E006"], "E011"),
            (["--per-file-ignores", "other/*: E"], "E012 E006 E011"),
            (["--config", "preset='minimal'"], ""),
            (["--config", "ignore=['E012']", "--config", 'ignore=["E006"]'], "E012 E011"),
            (["--config", "own.toml"], "E011"),
            (["--config", "own.toml", "--config", "select=['E006']"], "E006"),
        ],
    )
    def test_options(self, options: Sequence[str], expected: str) -> None:
        write("a.txt", TEXT)
        write("own.toml", "select = ['E011']")
        assert codes(*options, "a.txt") == expected.split()

    def test_configuration_files(self) -> None:
        for name in ("a.txt", "x/b.txt"):
            write(name, TEXT)
        write("seeddoc.toml", "select = ['E011']")
        write("x/pyproject.toml", "[tool.seeddoc]\nselect = ['E012']")
        assert codes("a.txt", "x") == ["E011", "E012"]
        assert codes("a.txt", "x", "--isolated", "--select", "E006") == ["E006", "E006"]
        assert codes("--stdin-filename", "x/c.txt", stdin=TEXT) == ["E012"]
        assert codes(stdin=TEXT) == ["E011"]

    def test_severities_and_what_fails(self) -> None:
        write("a.txt", TEXT)
        only = ["check", "--select", "E012", "a.txt"]
        assert run(*only).status == 1
        assert run(*only, "--severity", "E012=info").status == 0
        assert run(*only, "--severity", "E012=info", "--fail-on", "info").status == 1
        assert run(*only, "--fail-on", "error").status == 0
        assert run(*only, "--fail-on", "error", "--severity", "E=error").status == 1
        assert run(*only, "--fail-on", "never", "--severity", "E=error").status == 0
        assert run(*only, "--exit-zero").status == 0
        assert "warning E012" in run(*only, "--exit-zero").text
        assert "error E012" in run(*only, "--severity", "E=error").text

    def test_each_file_fails_as_its_own_settings_say(self) -> None:
        write("x/a.txt", TEXT)
        write("x/seeddoc.toml", "fail-on = 'never'")
        assert run("check", "x").status == 0
        write("b.txt", TEXT)
        assert run("check", "x", "b.txt").status == 1

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            (["--select", "E99"], "seeddoc: --select: no rule 'E99'\n"),
            (["--ignore", "no-brake-space"], "did you mean 'no-break-space'?\n"),
            (["--preset", "strickt"], "not 'strickt'; did you mean 'strict'?\n"),
            (
                ["--fail-on", "bad"],
                "seeddoc: --fail-on: expected one of 'error', 'warning', 'info', 'never', not 'bad'",
            ),
            (["--severity", "E012"], "seeddoc: --severity: expected CODE=LEVEL, not 'E012'\n"),
            (["--severity", "E012=bad"], "seeddoc: --severity: expected one of "),
            (["--per-file-ignores", "E"], "seeddoc: --per-file-ignores: expected GLOB:CODES, not 'E'\n"),
            (["--select", ""], "seeddoc: --select: names no rule; --ignore ALL checks none\n"),
            (["--config", "suppressions=[]"], "suppressions: stands in a configuration file, or in one of its own: "),
            (["--config", "selct=[]"], "seeddoc: --config selct: no such key; did you mean 'select'?\n"),
            (["--config", "preset=strict"], "seeddoc: --config preset=strict: not KEY=VALUE with a value of TOML"),
            (["--config", "no.toml"], "seeddoc: no.toml: cannot be read: No such file or directory\n"),
            (["--config", "own.toml", "--isolated"], "seeddoc check: --isolated and --config FILE do not go together"),
            (["--fix", "--diff"], "seeddoc check: --fix and --diff do not go together"),
            (["--stdin-filename", "x"], "seeddoc check: --stdin-filename is for standard input, which is not read"),
            (["nope.txt"], "seeddoc: nope.txt: no such file or directory\n"),
        ],
    )
    def test_what_cannot_run(self, options: Sequence[str], message: str) -> None:
        write("a.txt", TEXT)
        ended = run("check", "a.txt", *options)
        assert (ended.status, ended.data) == (2, b"")
        assert message in ended.problems
        assert ended.problems.count("\n") == 1

    def test_all_that_is_wrong_with_a_configuration_is_told(self) -> None:
        write("a.txt", TEXT)
        write("seeddoc.toml", "selct = []\nfail-on = 1")
        assert run("check", "a.txt") == Ended(
            2,
            b"",
            "seeddoc: seeddoc.toml: selct: no such key; did you mean 'select'?\n"
            "seeddoc: seeddoc.toml: fail-on: expected one of 'error', 'warning', 'info', 'never', not 1\n",
        )


class TestShowing:
    def test_settings(self) -> None:
        write("a.txt", TEXT)
        write("x/b.txt", TEXT)
        path = write(
            "x/seeddoc.toml", "ignore = ['E']\nper-file-ignores = { 'a b/*' = ['A'], c = [] }\nseverity.Q = 'info'"
        )
        ended = run("check", "--show-settings", "x/b.txt")
        assert (ended.status, ended.problems) == (0, "")
        assert ended.text.startswith(f"# from {path.absolute()}\n")
        assert Settings.from_mapping(tomllib.loads(ended.text)) == Settings.from_mapping(
            tomllib.loads(text_of(str(path)))
        )
        assert ended.text.splitlines()[-1].startswith("# on: A001 A002 ")
        both = run("check", "--show-settings", "a.txt", "x").text
        assert both.startswith("# from no configuration file\n")
        assert both.count("# from ") == 2
        assert run("check", "--show-settings", stdin="").text.count("# from ") == 1

    def test_what_is_shown_is_a_configuration_to_begin_with(self) -> None:
        shown = run("check", "--isolated", "--show-settings", "--preset", "strict", stdin="").text
        write("seeddoc.toml", shown)
        write("a.txt", TEXT)
        again = run("check", "--show-settings", "a.txt").text
        assert again.splitlines()[1:] == shown.splitlines()[1:]
        assert Settings.from_mapping(tomllib.loads(shown)) == Settings(preset="strict")

    def test_files(self) -> None:
        write("x/b.txt", TEXT)
        assert run("check", "--show-files", "x", "good.txt") == Ended(0, b"x/b.txt\ngood.txt\n", "")


class TestFix:
    def test_safe(self) -> None:
        write("a.txt", TEXT)
        ended = run("check", "--fix", "--format", "concise", "a.txt")
        assert (ended.status, text_of("a.txt")) == (1, MENDED)
        assert ended.text == (
            "a.txt:3:8: E006 a character that turns the direction of the text: U+202E RIGHT-TO-LEFT OVERRIDE\n"
            "a.txt:3:10: E011 U+FFFD stands for something that could not be decoded\n"
            "2 warnings in 1 file, 1 document.\n"
            "Can be mended: 1 with --fix --unsafe-fixes.\n"
            "Mended 1 finding in 1 file.\n"
        )
        again = run("check", "--fix", "--format", "concise", "a.txt")
        assert "Mended" not in again.text
        assert text_of("a.txt") == MENDED

    def test_unsafe(self) -> None:
        write("a.txt", TEXT)
        ended = run("check", "--fix", "--unsafe-fixes", "a.txt")
        assert (ended.status, text_of("a.txt")) == (1, ALL_MENDED)
        assert "Mended 2 findings in 1 file.\n" in ended.text

    def test_all_is_mended_however_few_are_told(self) -> None:
        write("a.txt", "A title\n\n\ufffd" + " Mon\u200bday." * 90)
        ended = run("check", "--fix", "--limit", "diagnostics=1", "--format", "concise", "a.txt")
        assert (ended.status, text_of("a.txt")) == (1, "A title\n\n\ufffd" + " Monday." * 90)
        assert "Mended 90 findings in 1 file.\n" in ended.text

    @pytest.mark.parametrize(
        ("options", "left"),
        [
            (["--unfixable", "E"], "A title\n\nMon\u200bday\n"),
            (["--unfixable", "E,A003", "--fixable", "E012"], "A title\nMonday\n"),
            (["--fixable", "A"], "A title\n\nMon\u200bday\n"),
            (["--fixable", "E012", "--unfixable", "E"], "A title\nMonday\n"),
            (["--unfixable", "ALL"], "A title\nMon\u200bday\n"),
            (["--config", "unfixable=['zero-width-character']"], "A title\n\nMon\u200bday\n"),
        ],
    )
    def test_which_fixes_are_made(self, options: list[str], left: str) -> None:
        write("a.txt", "A title\nMon\u200bday\n")
        before = json.loads(run("check", "--format", "json", "--no-cache", "a.txt", *options).text)
        run("check", "--fix", "--unsafe-fixes", "a.txt", *options)
        assert text_of("a.txt") == left
        assert [bool(each["fix"]) for each in before] == ["title\n\n" in left, "Mond" in left]
        assert [each["code"] for each in before] == ["A003", "E012"]

    def test_a_changed_choice_of_fixes_is_seen_by_the_cache(self) -> None:
        write("a.txt", "A title\n\nMon\u200bday\n")
        assert "[*]" in run("check", "--format", "concise", "--cache-dir", "c", "a.txt").text
        assert "[*]" not in run("check", "--format", "concise", "--cache-dir", "c", "--unfixable=E", "a.txt").text

    def test_names_that_are_empty(self) -> None:
        write("a.txt", GOOD)
        assert (
            run("check", "--config", "", "a.txt").problems == "seeddoc: --config: names neither a file nor KEY=VALUE\n"
        )
        assert run("check", "").problems == "seeddoc: '': no such file or directory\n"
        named = run("check", "--stdin-filename", "", "-", stdin=GOOD)
        assert (named.status, named.data) == (2, b"")
        assert named.problems.startswith("seeddoc check: --stdin-filename gives no name")

    def test_no_rule_at_all(self) -> None:
        write("a.txt", GOOD)
        told = "seeddoc: --fixable: names no rule; --unfixable ALL mends nothing\n"
        assert run("check", "--fixable", "", "a.txt") == Ended(2, b"", told)

    def test_all_mended_is_clean(self) -> None:
        write("a.txt", "A title\n\nMon\u200bday.\n")
        assert run("check", "--fix", "a.txt") == Ended(
            0, b"No findings in 1 document, 1 file.\nMended 1 finding in 1 file.\n", ""
        )

    def test_fix_only(self) -> None:
        write("a.txt", TEXT)
        assert run("check", "--fix-only", "a.txt") == Ended(0, b"Mended 1 finding in 1 file.\n", "")
        assert text_of("a.txt") == MENDED
        assert run("check", "--fix-only", "a.txt") == Ended(0, b"", "")

    def test_json_is_only_json(self) -> None:
        write("a.txt", TEXT)
        found = json.loads(run("check", "--fix", "--format", "json", "a.txt").text)
        assert [each["code"] for each in found] == ["E006", "E011"]
        assert text_of("a.txt") == MENDED

    def test_diff(self) -> None:
        write("a.txt", TEXT)
        ended = run("check", "--diff", "a.txt", "good.txt")
        assert (ended.status, text_of("a.txt"), ended.problems) == (1, TEXT, "")
        assert ended.data.decode() == (
            "--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n A title\n \n"
            "-Mon\u200bday \u202ex\ufffd.\r\n+Monday \u202ex\ufffd.\r\n"
        )
        assert run("check", "--diff", "--exit-zero", "a.txt").status == 0
        assert run("check", "--diff", "good.txt") == Ended(0, b"", "")
        assert "-Mon\\u200bday" not in ended.text
        assert "\\u202ex" in run("check", "--diff", "a.txt", terminal="out").text

    def test_a_diff_of_bytes_that_are_not_utf8(self) -> None:
        write("a.txt", "A title\n\nMon\u200bday \udce9")
        data = run("check", "--diff", "a.txt").data
        assert b"-Mon\xe2\x80\x8bday \xe9\n\\ No newline at end of file\n+Monday \xe9\n" in data

    def test_compressed(self) -> None:
        Path("a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
        run("check", "--fix", "a.txt.gz")
        assert gzip.decompress(Path("a.txt.gz").read_bytes()).decode() == MENDED
        before = Path("a.txt.gz").read_bytes()
        run("check", "--fix", "a.txt.gz")
        assert Path("a.txt.gz").read_bytes() == before

    def test_a_file_without_fixes_is_not_written(self) -> None:
        path = write("a.txt", "A title\n\nText \ufffd.\n")
        path.chmod(0o444)
        before = path.stat()
        run("check", "--fix", "a.txt")
        after = path.stat()  # when it was read may have changed
        assert (after.st_ino, after.st_mtime_ns, after.st_mode) == (before.st_ino, before.st_mtime_ns, before.st_mode)

    def test_standard_input(self) -> None:
        ended = run("check", "--fix", "--stdin-filename", "x/a.txt", stdin=TEXT)
        assert (ended.status, ended.data.decode()) == (1, MENDED)
        assert ended.problems.startswith("x/a.txt:3:8: E006 ")
        assert run("check", "--fix", "-", stdin=GOOD) == Ended(0, GOOD.encode(), "")
        assert run("check", "--fix-only", stdin=TEXT) == Ended(0, MENDED.encode(), "")
        assert run("check", "--diff", stdin=TEXT).text.startswith("--- <stdin>\n")

    def test_what_cannot_be_written(self, monkeypatch: pytest.MonkeyPatch) -> None:
        write("a.txt", TEXT)
        write("b.txt", TEXT)

        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("seeddoc.inputs.replacing", fail)
        ended = run("check", "--fix", "a.txt", "b.txt")
        assert ended.status == 2
        assert "seeddoc: a.txt: cannot be written: No space left on device\n" in ended.problems
        assert "seeddoc: b.txt: cannot be written" in ended.problems


def test_what_is_found_across_files() -> None:
    write("x.txt", "<<<FILE a>>>\nA\n\nOne.\n<<<END>>>\n")
    write("y.txt", "<<<FILE b>>>\nA\n\nOne.\n<<<END>>>\n")
    assert codes("x.txt", "y.txt") == ["F002"]
    assert codes("x.txt", "y.txt", "--ignore", "F") == []
    assert attrs.asdict(CODES["F002"])["scope"] == "files"
