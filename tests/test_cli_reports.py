"""Reports of `seeddoc check`: their formats and files, statistics, baselines and suppressions."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from seeddoc import CODES
from seeddoc.cli import _known
from seeddoc.formats import FORMATS
from tests.test_cli import CUT, GOOD, Ended, command, environment, run, spawn
from tests.test_formats import SHOUTING

BAD = "A title\n\n“Come in, he said.\n"
SHORT = "A title\nText.\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a directory, and no wishes for formats, colours or widths."""
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    for name, text in {"good.txt": GOOD, "cut.txt": CUT, "dir/bad.txt": BAD, "dir/short.txt": SHORT}.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(text.encode())
    return tmp_path


def codes(*arguments: str | Path) -> list[str]:
    """Return the codes that a check finds, in their order."""
    ended = run("check", "--format", "json", *arguments)
    rows: Any = ended.json
    assert ended.status in {0, 1}
    return [row["code"] for row in rows]


class TestFormats:
    @pytest.mark.parametrize("form", FORMATS)
    def test_each_can_be_had(self, form: str) -> None:
        ended = run("check", "--format", form, "cut.txt")
        assert (ended.status, ended.problems) == (1, "")
        assert "B001" in ended.text or "document-not-closed" in ended.text
        assert run("check", "--format", form, "good.txt").status == 0

    def test_several_in_one_run(self) -> None:
        ended = run(
            "check", "--format", "concise", "--format", "sarif=out.sarif", "--format", "junit=out.xml", "cut.txt"
        )
        assert ended.status == 1
        assert ended.text.startswith("cut.txt:6:1: B001 ")
        assert json.loads(Path("out.sarif").read_text("utf-8"))["version"] == "2.1.0"
        assert Path("out.xml").read_text("utf-8").startswith("<?xml ")

    def test_two_on_standard_output_come_in_their_order(self) -> None:
        ended = run("check", "--format", "github", "--format", "concise", "cut.txt")
        assert ended.text.index("::error ") < ended.text.index("\ncut.txt:6:1:")

    @pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1"])
    def test_standard_output_by_its_names(self, name: str) -> None:
        assert json.loads(run("check", "--format", f"json={name}", "cut.txt").text)[0]["code"] == "B001"
        assert json.loads(run("check", "--format", "json", "-o", name, "cut.txt").text)[0]["code"] == "B001"
        refused = run("check", "--format", f"json={name}", "--format", "sarif", "cut.txt")
        assert (refused.status, refused.data) == (2, b"")

    def test_a_template(self) -> None:
        ended = run("check", "--template", r"{path}\t{line}:{{{document}}}\\ {severity} {code}{hint}\n-", "cut.txt")
        hint = CODES["B001"].hint
        assert ended == Ended(1, f"cut.txt\t6:{{b.txt}}\\ error B001{hint}\n-\n".encode(), "")
        assert run("check", "--template", "{code}", "good.txt") == Ended(0, b"", "")

    def test_a_template_beside_others(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
        ended = run("check", "--format", "json=out.json", "--template", "{code} {line}", "cut.txt")
        assert (ended.status, ended.text) == (1, "B001 6\n")
        assert json.loads(Path("out.json").read_text("utf-8"))[0]["code"] == "B001"
        ended = run("check", "--template", "{code}", "-o", "out.txt", "cut.txt")
        assert (ended.status, ended.data, Path("out.txt").read_text("utf-8")) == (1, b"", "B001\n")
        assert run("check", "--template", "{code}", "--format", "concise", "cut.txt").text.endswith(".\nB001\n")

    def test_a_template_lets_nothing_through(self) -> None:
        Path("\x1b[31m\udce9.txt").write_text("A\n\n\x1b]0;x\u202e\n", encoding="utf-8")
        ended = run("check", "--no-cache", "--template", "\x1b{path} {message}", "\x1b[31m\udce9.txt")
        assert ended.text.startswith("\\x1b\\x1b[31m\\xe9.txt a control")
        assert not set(ended.text) & {"\x1b", "\u202e"}

    @pytest.mark.parametrize(
        ("template", "message"),
        [
            ("{lin}", "'{lin}' is no template: no field 'lin'; did you mean 'line'?"),
            ("{}", "'{}' is no template: no field ''; there are path, code, "),
            ("{fix}", "no field 'fix'"),
            ("{line.real}", "no field 'line.real'; did you mean 'line'?"),
            ("{line:>9}", "a field is a name in braces, such as {line}, and has no '>9'"),
            ("{line!r}", "and has no 'r'"),
            ("{line", "'{line' is no template: expected '}' before end of string"),
            ("", "'' is no template: it has no field, such as {code}"),
        ],
    )
    def test_what_is_no_template(self, template: str, message: str) -> None:
        ended = run("check", "--template", template, "cut.txt")
        assert (ended.status, ended.data) == (2, b"")
        assert "seeddoc check: Invalid value for '--template': " in ended.problems
        assert message in ended.problems

    @pytest.mark.parametrize(
        ("options", "told"),
        [
            (["--format", "json"], "json and template cannot go"),
            (["--statistics"], "--statistics has no format template"),
            (["--diff"], "--diff writes no report"),
        ],
    )
    def test_what_does_not_go_with_a_template(self, options: list[str], told: str) -> None:
        ended = run("check", "--template", "{code}", *options, "cut.txt")
        assert (ended.status, ended.data) == (2, b"")
        assert told in ended.problems

    def test_a_file_gets_no_colours(self) -> None:
        ended = run("--color", "always", "check", "-o", "out.txt", "cut.txt")
        assert (ended.status, ended.data) == (1, b"")
        assert Path("out.txt").read_text("utf-8").startswith("cut.txt:6:1: error B001 ")

    @pytest.mark.parametrize("target", ["cut.txt", "./cut.txt", "alias", "other.txt"])
    def test_no_input_is_replaced(self, target: str) -> None:
        before = Path("cut.txt").read_bytes()
        Path("alias").symlink_to("cut.txt")
        os.link("cut.txt", "other.txt")
        for options in (["check", "-o", target], ["check", "--format", f"json={target}"], ["report", "-o", target]):
            ended = run(*options, "cut.txt")
            assert (ended.status, ended.data) == (2, b"")
            assert f"{target} is one of the files that are read, and would be replaced" in ended.problems
        assert Path("cut.txt").read_bytes() == before

    @pytest.mark.parametrize(
        ("name", "text", "options"),
        [
            ("cues.tsv", "word\tpart\tkind\tstrength\tforms\n", ["--cues"]),
            ("more.toml", "", ["--suppressions"]),
            ("known.json", None, ["--baseline"]),
            ("seeddoc.toml", "", []),
        ],
    )
    def test_nothing_else_that_is_read_is_replaced(self, name: str, text: str | None, options: list[str]) -> None:
        if text is None:
            run("check", "--update-baseline", "--baseline", name, "cut.txt")
        else:
            Path(name).write_text(text, "utf-8")
        before = Path(name).read_bytes()
        ended = run("check", *(part for option in options for part in (option, name)), "-o", name, "cut.txt")
        assert (ended.status, ended.data) == (2, b"")
        assert f"{name} is one of the files that are read, and would be replaced" in ended.problems
        assert Path(name).read_bytes() == before

    def test_a_file_that_is_not_read_is_replaced(self) -> None:
        Path("out.txt").write_bytes(b"old")
        Path("nowhere.txt").symlink_to("gone")
        assert run("check", "-o", "out.txt", "cut.txt", "nowhere.txt").status == 2
        assert Path("out.txt").read_text("utf-8").startswith("cut.txt:6:1: ")

    def test_output_is_for_the_one_without_a_file(self) -> None:
        assert run("check", "--format", "json=a.json", "--format", "jsonl", "-o", "b.jsonl", "cut.txt").data == b""
        (row,) = json.loads(Path("a.json").read_bytes())
        assert json.loads(Path("b.jsonl").read_bytes()) == row

    def test_what_is_mended_goes_to_standard_output_and_reports_to_their_files(self) -> None:
        text = "A title\n\nMon\u200bday. “Come in.\n"
        ended = run("check", "--fix", "--format", "full", "--format", "json=out.json", stdin=text)
        assert (ended.status, ended.text) == (1, text.replace("\u200b", ""))
        assert ended.problems == "<stdin>:3:9: Q001 the quotation is not closed\n"
        assert [row["code"] for row in json.loads(Path("out.json").read_bytes())] == ["Q001"]

    def test_a_dash_is_standard_output(self) -> None:
        expected = run("check", "--format", "json", "cut.txt")
        assert run("check", "--format", "json=-", "cut.txt") == expected
        assert run("check", "--format", "json", "-o", "-", "cut.txt") == expected
        assert not Path("-").exists()

    def test_a_file_may_be_compressed(self) -> None:
        assert run("check", "--format", "json", "-o", "out.json.gz", "cut.txt").status == 1
        assert Path("out.json.gz").read_bytes().startswith(b"\x1f\x8b")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--format", "jsom"], "Invalid value for '--format': 'jsom' is no format; did you mean json?"),
            (["--format", "json="], "Invalid value for '--format': 'json=' names no file"),
            (
                ["--format", "json", "--format", "full", "-o", "x"],
                "--output is for one report without a file, and there is json and full: give --format NAME=FILE",
            ),
            (["--format", "json=a", "-o", "x"], "--output is for one report without a file, and there is none"),
            (["--format", "json=a", "--format", "sarif=./a"], "two reports for one file, "),
            (
                ["--format", "full", "--format", "json", "--format", "sarif"],
                "full and json and sarif cannot go to standard output together: give one a file, --format json=FILE",
            ),
            (
                ["--diff", "--format", "sarif=a"],
                "--diff writes no report: leave --format, --output and --statistics out, or use --fix",
            ),
            (["--fix-only", "-o", "a"], "--fix-only writes no report: "),
            (["--diff", "--statistics"], "--diff writes no report: "),
            (
                ["--statistics", "--format", "sarif"],
                "--statistics has no format sarif; it has full, concise, grouped, json, jsonl",
            ),
        ],
    )
    def test_what_does_not_go_together(self, arguments: list[str], message: str) -> None:
        ended = run("check", *arguments, "cut.txt")
        assert (ended.status, ended.data) == (2, b"")
        assert ended.problems.startswith(f"seeddoc check: {message}")
        assert ended.problems.count("\n") == 1

    def test_a_file_that_cannot_be_written(self) -> None:
        ended = run("check", "--format", "json=no/such/folder.json", "cut.txt")
        assert ended.status == 2
        assert ended.problems == "seeddoc: no/such/folder.json: cannot be written: No such file or directory\n"

    def test_in_github_actions_annotations_are_written_by_themselves(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
        assert run("check", "cut.txt").text.startswith("::error title=B001 ")
        assert run("check", "--format", "concise", "cut.txt").text.startswith("cut.txt:6:1: ")
        assert run("check", "--statistics", "cut.txt").text.startswith("1  B001  ")
        run("check", "-o", "out.txt", "cut.txt")
        assert Path("out.txt").read_text("utf-8").startswith("cut.txt:6:1: ")
        monkeypatch.setenv("GITHUB_ACTIONS", "")
        assert run("check", "cut.txt").text.startswith("cut.txt:6:1: ")

    def test_files_that_cannot_be_read_are_in_the_report(self) -> None:
        Path("a.gz").write_bytes(b"no")
        ended = run("check", "--format", "junit", "a.gz", "good.txt")
        assert ended.status == 2
        assert '<error type="unreadable" message="a.gz: is not compressed' in ended.text

    def test_a_terminal_is_given_nothing_to_obey(self) -> None:
        data = "<<<FILE a\x1b[31m\u202e>>>\nTitle\x9b\u2066\nText\n<<<END FILE>>>\n<<<FILE b\x07>>>\nx"
        for form in FORMATS:
            shown = run("check", "--color", "never", "--format", form, stdin=data, terminal="out").text
            assert not {"\x1b", "\x9b", "\x07", "\u202e", "\u2066"} & set(shown)

    @pytest.mark.parametrize("form", FORMATS)
    def test_a_closed_pipe_is_quiet(self, form: str) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        arguments = command("check", "--format", form, "cut.txt")
        try:
            done = subprocess.run(arguments, stdout=writer, stderr=subprocess.PIPE, check=False, env=environment())
        finally:
            os.close(writer)
        assert (done.returncode, done.stderr) == (141, b"")

    def test_names_are_completed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("_SEEDDOC_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", "seeddoc check --format js")
        monkeypatch.setenv("COMP_CWORD", "3")
        assert run().text == "plain,json\nplain,jsonl\n"

    def test_one_of_another_package(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        site = home / "site"
        info = site / "shouting-1.0.dist-info"
        info.mkdir(parents=True)
        (site / "shouting.py").write_text(SHOUTING, "utf-8")
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n", "utf-8")
        (info / "entry_points.txt").write_text("[seeddoc.formats]\nshout = shouting:FORMAT\n", "utf-8")
        paths = {"PYTHONPATH": os.pathsep.join([environment()["PYTHONPATH"], str(site)])}
        ended = spawn("check", "--format", "shout", "cut.txt", variables=paths)
        assert (ended.status, ended.text) == (1, "THE DOCUMENT IS NOT CLOSED!\n")
        (site / "shouting.py").write_text("FORMAT = None", "utf-8")
        ended = spawn("check", "--format", "shout", "cut.txt", variables=paths)
        assert ended.status == 2
        assert "Invalid value for '--format': the format 'shout' of shouting is no seeddoc.formats.Fo" in ended.problems

    def test_help_names_them(self) -> None:
        text = " ".join(run("check", "--help").text.split())
        assert (
            "Formats: full, concise, grouped, json, jsonl, github, azure, gitlab, sarif, junit, rdjson, pylint" in text
        )

    def test_schema_of_findings(self) -> None:
        schema: Any = run("schema", "--findings").json
        jsonschema.validate(run("check", "--format", "json", "cut.txt").json, schema)
        ended = run("schema", "--findings", "--config")
        assert ended.status == 2
        assert "--config and --findings do not go together" in ended.problems


class TestStatistics:
    def test_text(self) -> None:
        ended = run("check", "--statistics", "cut.txt", "dir")
        assert ended.status == 1
        assert ended.text.splitlines() == [
            "1  A003  no-blank-line        1 fixable unsafely",
            "1  B001  document-not-closed",
            "1  Q001  unclosed-quote",
            "",
            "1 error, 2 warnings in 3 of 3 files, 4 documents.",
            "Can be mended: 1 with --fix --unsafe-fixes.",
        ]

    def test_json(self) -> None:
        ended = run("check", "--statistics", "--format", "json", "cut.txt")
        assert ended.json == [
            {
                "code": "B001",
                "name": "document-not-closed",
                "severity": "error",
                "count": 1,
                "fixable": 0,
                "fixable_unsafely": 0,
            }
        ]

    def test_of_nothing(self) -> None:
        assert run("check", "--statistics", "good.txt").text == "No findings in 1 document, 1 file.\n"


class TestBaseline:
    BASELINE = ("--baseline", "known.json")
    SURPLUS = "Surplus findings count as new; raise the limit diagnostics to see them.\n"

    def write(self, *paths: str) -> None:
        assert run("check", *self.BASELINE, "--update-baseline", *paths).status == 0

    def test_a_first_one_knows_all(self) -> None:
        ended = run("check", *self.BASELINE, "--update-baseline", "dir", "cut.txt")
        assert ended.status == 0
        assert ended.text == "No findings in 4 documents, 3 files.\nNot shown: 3 known findings.\n"
        assert ended.problems == "seeddoc: known.json: written, with 3 known findings; 0 known findings are gone\n"
        entries = json.loads(Path("known.json").read_bytes())["findings"]
        assert [(entry["path"], entry["code"]) for entry in entries] == [
            ("cut.txt", "B001"),
            ("dir/bad.txt", "Q001"),
            ("dir/short.txt", "A003"),
        ]

    def test_only_what_is_new_is_told(self) -> None:
        self.write("dir", "cut.txt")
        Path("dir/bad.txt").write_text(f"{BAD}\nAnd “more.\n", "utf-8")
        ended = run("check", "--format", "concise", *self.BASELINE, "dir", "cut.txt")
        assert ended.status == 1
        assert ended.text.splitlines() == [
            "dir/bad.txt:5:5: Q001 the quotation is not closed",
            "1 warning in 1 of 3 files, 4 documents.",
            "Not shown: 3 known findings.",
        ]

    @pytest.mark.parametrize("paths", [("dir/bad.txt",), ("./dir/../dir",), ("dir", "cut.txt")])
    def test_it_does_not_matter_how_a_file_is_named(self, paths: tuple[str, ...]) -> None:
        self.write("dir", "cut.txt")
        assert codes(*self.BASELINE, *paths) == []
        assert codes(*self.BASELINE, *(Path(path).resolve() for path in paths)) == []

    def test_edits_elsewhere_and_other_line_ends_change_nothing(self) -> None:
        self.write("dir")
        text = BAD.replace("A title\n\n", "Another title\n\nA new paragraph.\n\n").replace("\n", "\r\n")
        Path("dir/bad.txt").write_bytes(text.encode())
        assert codes(*self.BASELINE, "dir") == []

    def test_a_document_that_moves(self) -> None:
        self.write("dir")
        Path("new").mkdir()
        Path("dir/bad.txt").rename("new/bad.txt")
        assert codes(*self.BASELINE, "dir", "new") == []
        assert codes(*self.BASELINE, "new/bad.txt") == []

    def test_what_is_gone_is_told_and_removed_when_asked_for(self) -> None:
        self.write("dir", "cut.txt")
        Path("dir/bad.txt").write_text(BAD.replace("in,", "in,”"), "utf-8")
        before = Path("known.json").read_bytes()
        ended = run("check", *self.BASELINE, "dir")
        assert ended.status == 0
        assert ended.problems == "seeddoc: known.json: 1 known finding is gone; --update-baseline removes what is\n"
        assert Path("known.json").read_bytes() == before
        assert run("check", *self.BASELINE, "--fail-on-stale", "dir").status == 1
        ended = run("check", *self.BASELINE, "--update-baseline", "--fail-on-stale", "dir")
        assert ended.status == 0
        assert ended.problems == "seeddoc: known.json: written, with 2 known findings; 1 known finding is gone\n"
        ended = run("check", *self.BASELINE, "--fail-on-stale", "dir", "cut.txt")
        assert (ended.status, ended.problems) == (0, "")

    def test_updating_adds_nothing_and_extending_does(self) -> None:
        self.write("dir/short.txt")
        before = Path("known.json").read_bytes()
        ended = run("check", *self.BASELINE, "--update-baseline", "dir")
        assert (ended.status, ended.problems) == (1, "")
        assert Path("known.json").read_bytes() == before
        ended = run("check", *self.BASELINE, "--extend-baseline", "dir")
        assert ended.status == 0
        assert ended.problems.startswith("seeddoc: known.json: written, with 2 known findings")
        assert codes(*self.BASELINE, "dir") == []

    def test_what_is_not_looked_at_is_left_alone(self) -> None:
        """A hook checks the files that changed; the others are not gone."""
        self.write("dir", "cut.txt")
        before = Path("known.json").read_bytes()
        ended = run("check", *self.BASELINE, "--update-baseline", "good.txt")
        assert (ended.status, ended.problems) == (0, "")
        assert Path("known.json").read_bytes() == before

    def test_files_that_are_not_there_any_more(self) -> None:
        self.write("dir", "cut.txt")
        Path("cut.txt").unlink()
        assert "1 known finding is gone" in run("check", *self.BASELINE, "dir").problems

    def test_one_in_another_folder(self) -> None:
        assert run("check", "--baseline", "dir/known.json", "--update-baseline", "dir", "cut.txt").status == 0
        entries = json.loads(Path("dir/known.json").read_bytes())["findings"]
        assert [entry["path"] for entry in entries] == ["../cut.txt", "bad.txt", "short.txt"]
        assert codes("--baseline", "dir/known.json", "dir", "cut.txt") == []

    def test_standard_input(self) -> None:
        assert run("check", *self.BASELINE, "--update-baseline", stdin=BAD).status == 0
        assert run("check", *self.BASELINE, stdin=BAD).status == 0
        assert run("check", *self.BASELINE, "--fail-on-stale", "good.txt").status == 0
        assert run("check", *self.BASELINE, "--fail-on-stale", stdin=GOOD).status == 1

    def test_one_that_is_not_there(self) -> None:
        ended = run("check", *self.BASELINE, "dir")
        assert (ended.status, ended.data) == (2, b"")
        assert ended.problems == "seeddoc: known.json: there is no such baseline; --update-baseline writes one\n"

    @pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b'{"version": 9}'])
    def test_one_that_is_none(self, data: bytes) -> None:
        Path("known.json").write_bytes(data)
        for options in ([], ["--update-baseline"]):
            ended = run("check", *self.BASELINE, *options, "dir")
            assert (ended.status, ended.data) == (2, b"")
            assert ended.problems.startswith("seeddoc: known.json: ")
            assert ended.problems.count("\n") == 1
        assert Path("known.json").read_bytes() == data

    def test_one_that_cannot_be_read(self) -> None:
        ended = run("check", "--baseline", "dir", "cut.txt")
        assert (ended.status, ended.problems) == (2, "seeddoc: dir: Is a directory\n")

    def test_what_is_not_kept_fails_and_nothing_is_called_gone(self) -> None:
        Path("many.txt").write_text(GOOD + "<<<END FILE>>>\n" * 3, encoding="utf-8")
        options = ("check", *self.BASELINE, "many.txt")
        assert run(*options, "--update-baseline").status == 0
        before = Path("known.json").read_bytes()
        few = (*options, "--limit", "diagnostics=1")
        for more in ([], ["--update-baseline"], ["--fail-on-stale"]):
            ended = run(*few, *more)
            assert (ended.status, ended.problems) == (1, "")
            assert ended.text.endswith("1 known finding, 2 surplus findings.\n" + self.SURPLUS)
        assert Path("known.json").read_bytes() == before
        # What other programs read has no place for it, so that it is told beside.
        for form in ("json", "jsonl", "junit", "gitlab", "sarif", "github"):
            ended = run(*few, "--format", form)
            assert (ended.status, ended.problems) == (1, f"seeddoc: Not shown: 2 surplus findings. {self.SURPLUS}")
        assert run(*few, "--fail-on", "never").status == 0
        assert run(*few, "--severity", "B005=info").status == 0
        assert run(*few, "--severity", "B005=info", "--fail-on", "info").status == 1

    @pytest.mark.parametrize("option", ["--update-baseline", "--extend-baseline", "--fail-on-stale"])
    def test_options_that_want_one(self, option: str) -> None:
        ended = run("check", option, "dir")
        assert ended.status == 2
        assert ended.problems.startswith(f"seeddoc check: {option} wants a baseline: give --baseline FILE")

    def test_paths_on_another_drive(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def relpath(_path: str, _start: str) -> str:
            raise ValueError("path is on mount 'D:', start on mount 'C:'")

        monkeypatch.setattr(os.path, "relpath", relpath)
        self.write("dir/bad.txt")
        (entry,) = json.loads(Path("known.json").read_bytes())["findings"]
        assert entry["path"] == Path("dir/bad.txt").resolve().as_posix()

    def test_a_diff_changes_nothing(self) -> None:
        ended = run("check", *self.BASELINE, "--update-baseline", "--diff", "dir")
        assert ended.status == 2
        assert "--diff changes nothing, and a baseline is to be written" in ended.problems
        self.write("dir")
        Path("dir/short.txt").write_text("A title\n\nText.\n", "utf-8")
        ended = run("check", *self.BASELINE, "--diff", "--fail-on-stale", "dir")
        assert ended == (ended.__class__)(0, b"", "")

    def test_what_is_known_can_be_mended(self) -> None:
        Path("dir/bad.txt").write_text("A title\n\nMon\u200bday.\n", "utf-8")
        self.write("dir")
        ended = run("check", *self.BASELINE, "--fix", "dir/bad.txt")
        assert Path("dir/bad.txt").read_text("utf-8") == "A title\n\nMonday.\n"
        assert ended.problems == "seeddoc: known.json: 1 known finding is gone; --update-baseline removes what is\n"


class TestSuppressions:
    OPTION = ("--suppressions", "meant.toml")

    def write(self, **entry: str) -> None:
        entry = {"code": "Q001", "reason": "the poem breaks off here"} | entry
        lines = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in entry.items())
        Path("meant.toml").write_text(f"[[suppressions]]\n{lines}", "utf-8")

    def test_what_is_meant_to_be_is_not_told(self) -> None:
        self.write(file="dir/bad.txt", text="“Come in")
        ended = run("check", *self.OPTION, "dir")
        assert ended.status == 1
        assert ended.text.endswith("\nNot shown: 1 suppressed finding.\n")
        assert codes(*self.OPTION, "dir") == ["A003"]

    def test_one_for_nothing_is_a_finding_in_its_file(self) -> None:
        self.write(file="dir/short.txt")
        ended = run("check", *self.OPTION, "dir/short.txt")
        assert "meant.toml:1:1: warning S001 the suppression is for nothing: Q001 'dir/short.txt'\n" in ended.text
        assert "  1 | [[suppressions]]\n" in ended.text
        assert codes(*self.OPTION, "dir/bad.txt") == ["Q001"]

    def test_folders_that_are_checked_count(self) -> None:
        self.write(text="Go away")
        assert codes(*self.OPTION, "good.txt") == []
        assert codes(*self.OPTION, "good.txt", "dir/../dir") == ["Q001", "A003", "S001"]

    def test_one_that_has_expired_hides_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.write(file="*.txt", expires="2026-07-01")
        monkeypatch.setattr(_known, "_today", lambda: date(2026, 7, 1))
        assert codes(*self.OPTION, "dir/bad.txt") == []
        monkeypatch.setattr(_known, "_today", lambda: date(2026, 7, 2))
        assert codes(*self.OPTION, "dir/bad.txt") == ["Q001", "S002"]

    def test_today_is_a_day(self) -> None:
        assert date(2026, 1, 1) < _known._today() < date(9999, 1, 1)

    def test_one_that_is_not_understood_is_an_error(self) -> None:
        self.write(file="*.txt", raeson="x")
        assert codes(*self.OPTION, "dir/bad.txt") == ["Q001", "S003"]

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"[[suppressions]", "meant.toml: "),
            (b"\xff", "meant.toml: "),
            (b"[tool.x]", "meant.toml: no such key as 'tool'; a file of suppressions has entries [[suppressions]]\n"),
            (None, "meant.toml: No such file or directory\n"),
        ],
    )
    def test_a_file_that_is_none(self, data: bytes | None, message: str) -> None:
        if data is not None:
            Path("meant.toml").write_bytes(data)
        ended = run("check", *self.OPTION, "dir")
        assert (ended.status, ended.data) == (2, b"")
        assert ended.problems.startswith(f"seeddoc: {message}")
        assert ended.problems.count("\n") == 1

    def test_an_empty_file(self) -> None:
        Path("meant.toml").write_bytes(b"")
        assert codes(*self.OPTION, "dir/bad.txt") == ["Q001"]

    def test_what_is_meant_to_be_is_not_mended(self) -> None:
        text = "A title\n\nMon\u200bday.\n\nTues\u200bday.\n"
        Path("dir/bad.txt").write_text(text, "utf-8")
        self.write(code="E012", text="day.", document="bad.txt")
        assert run("check", "--fix", *self.OPTION, "dir/bad.txt").status == 0
        assert Path("dir/bad.txt").read_text("utf-8") == text
        self.write(code="E012", text="Mon")
        assert run("check", "--fix", *self.OPTION, "dir/bad.txt").status == 0
        assert Path("dir/bad.txt").read_text("utf-8") == text.replace("Tues\u200b", "Tues")

    def test_entries_of_a_configuration(self) -> None:
        entry = '[[{}suppressions]]\ncode = "{}"\nfile = "*.txt"\nreason = "so"\n'
        Path("dir/seeddoc.toml").write_text(entry.format("", "Q001"), "utf-8")
        Path("pyproject.toml").write_text(entry.format("tool.seeddoc.", "B001"), "utf-8")
        Path("dir2").mkdir()
        Path("dir2/bad.txt").write_text(BAD, "utf-8")
        assert codes("dir", "dir2", "cut.txt") == ["A003", "Q001"]
        assert codes("--isolated", "dir", "cut.txt") == ["Q001", "A003", "B001"]
        Path("dir/bad.txt").write_text("A title\n\nAll is well.\n", "utf-8")
        assert codes("dir", "cut.txt") == ["A003", "S001"]
        assert codes("--ignore", "S", "dir", "cut.txt") == ["A003"]
        ended = run("check", "--format", "concise", "--severity", "S001=error", "--fail-on", "error", "dir")
        assert ended.status == 1
        assert "dir/seeddoc.toml:1:1: S001 the suppression is for nothing: Q001 '*.txt'" in ended.text

    def test_fixes_heed_entries_of_a_configuration(self) -> None:
        Path("dir/bad.txt").write_text("A title\n\nMon\u200bday.\n", "utf-8")
        entry = '[[suppressions]]\ncode = "E012"\ntext = "Mon"\nreason = "so"\n'
        Path("dir/seeddoc.toml").write_text(entry, "utf-8")
        assert run("check", "--fix", "dir/bad.txt").status == 0
        assert "\u200b" in Path("dir/bad.txt").read_text("utf-8")

    def test_a_bad_entry_of_a_configuration_is_a_finding(self) -> None:
        Path("seeddoc.toml").write_text("suppressions = 7\n", "utf-8")
        ended = run("check", "--format", "concise", "good.txt")
        assert ended.status == 1
        line = "seeddoc.toml:1:1: S003 the suppression is not understood: expected a table, not 7"
        assert ended.text.startswith(line)

    def test_what_is_suppressed_is_not_in_a_baseline(self) -> None:
        self.write(file="dir/bad.txt")
        assert run("check", *self.OPTION, "--baseline", "known.json", "--update-baseline", "dir").status == 0
        entries = json.loads(Path("known.json").read_bytes())["findings"]
        assert [entry["code"] for entry in entries] == ["A003"]
