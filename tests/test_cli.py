"""The command line, as people and pipes use it: what is printed where, which files change, how it ends."""

from __future__ import annotations

import errno
import gzip
import importlib
import io
import json
import multiprocessing
import os
import pty
import re
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click
import jsonschema
import pyarrow.parquet as pq
import pytest

import seeddoc
from seeddoc import _pool
from seeddoc.cli import _app, _output, _pieces, _show, _targets, _workers, main
from seeddoc.counts import Stats
from seeddoc.partitioning import cut_sources
from seeddoc.quotes import Candidate, Mention, Quote
from seeddoc.reader import ParseResult, to_result
from seeddoc.settings import config_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_315ebbaa87e2e668.txt"

GOOD = "<<<FILE a.txt>>>\nA title\n\n“Yes,” she said.\n<<<END FILE>>>\n"
CUT = "<<<FILE a.txt>>>\nA title\n\nText.\n<<<END FILE>>>\n<<<FILE b.txt>>>\nB title\n\nTe"
OTHER = '<<<FILE: a.txt>>>\r\nA title\n\nText.\n<<<END>>>\n\n<<<FILE name="b b">>>\nB\r\n\nText.\n<<<END>>>\n'
CANONICAL = "<<<FILE a.txt>>>\nA title\n\nText.\n<<<END FILE>>>\n<<<FILE b b>>>\nB\r\n\nText.\n<<<END FILE>>>\n"


def noted(error: Exception, *notes: str) -> Exception:
    """Add notes to an error."""
    for note in notes:
        error.add_note(note)
    return error


@attrs.frozen
class Ended:
    """How a command ended, and what it wrote."""

    status: int
    data: bytes
    problems: str

    @property
    def text(self) -> str:
        return self.data.decode()

    @property
    def json(self) -> object:
        return json.loads(self.data)


class _Stream(io.TextIOWrapper):
    """A standard stream that is a terminal, or is not."""

    def __init__(self, data: bytes = b"", *, terminal: bool = False) -> None:
        self.raw_bytes = io.BytesIO(data)
        self._terminal = terminal
        super().__init__(self.raw_bytes, encoding="ascii")

    def isatty(self) -> bool:
        return self._terminal


def run(*arguments: str | Path, stdin: bytes | str | None = None, terminal: str = "") -> Ended:
    """Run a command in this process. The streams whose names `terminal` holds are terminals."""
    given = stdin.encode() if isinstance(stdin, str) else stdin or b""
    out, err = _Stream(terminal="out" in terminal), _Stream(terminal="err" in terminal)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", _Stream(given, terminal="in" in terminal))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        status = main([str(argument) for argument in arguments])
        err.flush()
    return Ended(status, out.raw_bytes.getvalue(), err.raw_bytes.getvalue().decode())


def environment(**variables: str) -> dict[str, str]:
    """Return an environment for a process that decides nothing of what it prints."""
    names = {
        "NO_COLOR",
        "FORCE_COLOR",
        "CLICOLOR_FORCE",
        "GITHUB_ACTIONS",
        "COLUMNS",
        "TERM",
        "LC_ALL",
        "LANG",
        "PYTHONUTF8",
    }
    kept = {name: value for name, value in os.environ.items() if name not in names}
    paths = [str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return kept | {"PYTHONPATH": os.pathsep.join(paths)} | variables


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "seeddoc", *map(str, arguments)]


def spawn(*arguments: str | Path, stdin: bytes = b"", variables: Mapping[str, str] | None = None) -> Ended:
    """Run a command in a process of its own."""
    done = subprocess.run(
        command(*arguments), input=stdin, capture_output=True, check=False, env=environment(**variables or {})
    )
    return Ended(done.returncode, done.stdout, done.stderr.decode())


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a directory, and no wishes for colours or widths."""
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    for name, text in {"good.txt": GOOD, "cut.txt": CUT, "other.txt": OTHER}.items():
        Path(name).write_bytes(text.encode())
    return tmp_path


class TestProgram:
    def test_version(self) -> None:
        assert run("--version") == Ended(0, f"seeddoc {seeddoc.__version__}\n".encode(), "")

    def test_help_lists_the_commands(self) -> None:
        ended = run("--help")
        assert ended.status == 0
        for name in ("check", "show", "fmt", "convert", "pack", "unpack", "stats", "rule", "schema", "completion"):
            assert f"\n  {name} " in ended.text
            assert run(name, "-h").text.startswith(f"Usage: seeddoc {name} ")

    def test_without_a_command_it_tells_how_to_use_it(self) -> None:
        ended = run()
        assert (ended.status, ended.data) == (2, b"")
        assert ended.problems.startswith("Usage: seeddoc ")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["chekc"], "seeddoc: No such command 'chekc'; did you mean 'check'? (see seeddoc --help)"),
            (["xyz"], "seeddoc: No such command 'xyz' (see seeddoc --help)"),
            (
                ["check", "--color", "alwys"],
                "seeddoc check: Invalid value for '--color': 'alwys' is not one of 'auto', 'always', 'never'; did you",
            ),
            (["--colour", "never"], "seeddoc: No such option"),
            (["check", "--format", "xml", "-"], "seeddoc check: Invalid value for '--format': 'xml'"),
            (["check", "--color", "x"], "seeddoc check: Invalid value for '--color'"),
            (["check", "nope.txt"], "seeddoc: nope.txt: no such file or directory\n"),
            (["check", "no\x1b\n"], "seeddoc: no\\x1b\\x0a: no such file or directory\n"),
            (["check", "nope*"], "seeddoc: nope*: nothing matches\n"),
            (["stats", "broken.gz"], "seeddoc: broken.gz: is not compressed as .gz, or damaged\n"),
            (
                ["convert", "good.txt"],
                "seeddoc convert: Missing option '--to'. Choose from json, jsonl, bundle, html, brat, ",
            ),
            (["unpack", "good.txt"], "seeddoc unpack: Missing argument 'DIR'"),
        ],
    )
    def test_what_cannot_run_is_told_in_one_line(self, arguments: list[str], message: str) -> None:
        Path("broken.gz").write_bytes(b"text")
        ended = run(*arguments)
        assert (ended.status, ended.data) == (2, b"")
        assert ended.problems.startswith(message)
        assert ended.problems.count("\n") == 1

    @pytest.mark.parametrize("name", ["check", "show", "fmt", "stats", "convert"])
    def test_no_path_is_standard_input_unless_that_is_a_terminal(self, name: str) -> None:
        options = ["--to", "json"] if name == "convert" else []
        assert run(name, *options, stdin=GOOD).status == 0
        ended = run(name, *options, terminal="in")
        assert (ended.status, ended.data) == (2, b"")
        assert "no path given, and nothing is piped in" in ended.problems

    def test_a_stream_that_is_replaced_meanwhile_stays(self, monkeypatch: pytest.MonkeyPatch) -> None:
        other = io.StringIO()

        def replace(_arguments: object) -> int:
            sys.stdout = other
            return 0

        monkeypatch.setattr(_app, "_invoke", replace)
        with Path("out.txt").open("wb", buffering=0) as raw, io.TextIOWrapper(raw, write_through=True) as stream:
            monkeypatch.setattr(sys, "stdout", stream)
            assert main(["--version"]) == 0
            assert sys.stdout is other

    def test_closed_standard_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "argv", ["seeddoc", "rule", "B001"])
        assert main() == 0
        monkeypatch.setattr(sys, "stdin", None)
        assert main(["check"]) == 2
        assert main(["check", "-"]) == 2

    def test_closed_standard_output(self, monkeypatch: pytest.MonkeyPatch) -> None:
        error = io.StringIO()
        monkeypatch.setattr(sys, "stderr", error)
        monkeypatch.setattr(sys, "stdout", None)
        assert main(["show", "good.txt"]) == 2
        assert error.getvalue() == "seeddoc: standard output is closed\n"

    def test_closed_standard_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdout", io.StringIO())
        monkeypatch.setattr(sys, "stderr", None)
        assert main(["show", "cut.txt"]) == 1
        assert main(["show", "nope.txt"]) == 2

    @pytest.mark.parametrize("name", [[], ["check"], ["show"], ["fmt"], ["convert"], ["stats"]])
    def test_help_tells_what_is_read_of_a_directory(self, name: list[str]) -> None:
        assert "only the files named *.txt are read" in " ".join(run(*name, "--help").text.split())

    def test_output_streams_of_another_kind_are_left_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        out = io.StringIO()
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["rule", "B001"]) == 0
        assert out.getvalue().startswith("B001 document-not-closed")

    @pytest.mark.parametrize("module", ["click", "rich"])
    def test_without_the_extra(self, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
        for name in list(sys.modules):
            if name.startswith(("seeddoc.cli._", "click", "rich")):
                monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, module, None)
        assert run("--version") == Ended(
            2, b"", f"seeddoc: the command line needs {module}: pip install 'seeddoc[cli]'\n"
        )

    def test_another_missing_module_is_a_fault(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delitem(sys.modules, "seeddoc.cli._app", raising=False)
        monkeypatch.setitem(sys.modules, "seeddoc.cli._check", None)
        with pytest.raises(ModuleNotFoundError):
            run("check", "good.txt")


class TestColor:
    @pytest.mark.parametrize("arguments", [["--color", "always", "check"], ["check", "--color", "always"]])
    def test_always(self, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NO_COLOR", "1")
        assert "\x1b[" in run(*arguments, "cut.txt").text

    def test_never(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FORCE_COLOR", "1")
        assert "\x1b[" not in run("check", "--color", "never", "cut.txt", terminal="out").text

    @pytest.mark.parametrize(
        ("variables", "terminal", "colored"),
        [
            ({}, "", False),
            ({}, "out", True),
            ({}, "err", False),
            ({"NO_COLOR": "1"}, "out", False),
            ({"NO_COLOR": ""}, "out", True),
            ({"FORCE_COLOR": "1"}, "", True),
            ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "out", False),
            ({"CLICOLOR_FORCE": "1"}, "", True),
            ({"CLICOLOR_FORCE": "0"}, "", False),
            ({"CLICOLOR_FORCE": ""}, "", False),
            ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, "out", False),
            ({"TERM": "dumb"}, "out", False),
        ],
    )
    def test_auto(
        self, variables: dict[str, str], terminal: str, colored: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        assert ("\x1b[" in run("check", "cut.txt", terminal=terminal).text) == colored


class TestCheck:
    def test_clean(self) -> None:
        assert run("check", "good.txt") == Ended(0, b"No findings in 1 document, 1 file.\n", "")
        assert run("check", ROOT / "seeds").status == 0

    def test_standard_input_by_another_name(self) -> None:
        ended = run("check", "--format", "concise", "--stdin-filename", "news/a.txt", stdin=CUT)
        assert ended.text.startswith("news/a.txt:6:1: B001 ")

    def test_what_git_ignores_is_left_out(self) -> None:
        Path(".gitignore").write_text("cut.txt\nother.txt\n", "utf-8")
        assert run("check", ".") == Ended(0, b"No findings in 1 document, 1 file.\n", "")
        assert run("check", "--no-respect-gitignore", "--format", "concise", ".").status == 1
        assert run("stats", "--no-respect-gitignore", ".").status == 1

    def test_information_alone_is_clean(self) -> None:
        ended = run("check", "--format", "concise", stdin="\ufeff" + GOOD)
        assert ended.status == 0
        assert ended.text.splitlines() == [
            "<stdin>:1:1: E004 a byte order mark was left out",
            "1 info in 1 file, 1 document.",
            "Can be mended: 1 with --fix --unsafe-fixes.",
        ]

    def test_full(self) -> None:
        ended = run("check", "cut.txt")
        assert (ended.status, ended.problems) == (1, "")
        assert ended.text == (
            "cut.txt:6:1: error B001 the document is not closed\n"
            "  6 | <<<FILE b.txt>>>\n"
            "    | ^^^^^^^^^^^^^^^^\n"
            "    = add its closing marker on a line of its own\n"
            "\n"
            "1 error in 1 file, 2 documents.\n"
        )

    def test_concise(self) -> None:
        ended = run("check", "--format", "concise", "cut.txt", "good.txt")
        assert ended.status == 1
        assert ended.text == (
            "cut.txt:6:1: B001 the document is not closed\n"
            "good.txt:2:1: F001 a document of another file has the same name and another text: "
            "'a.txt', as in cut.txt:2\n"
            "1 error, 1 warning in 2 of 2 files, 3 documents.\n"
        )

    def test_json(self) -> None:
        ended = run("check", "--format", "json", "cut.txt")
        assert ended.status == 1
        (finding,) = seeddoc.parse(CUT).diagnostics
        assert ended.json == [
            {
                "path": "cut.txt",
                "code": "B001",
                "name": "document-not-closed",
                "severity": "error",
                "message": finding.message,
                "line": 6,
                "column": 1,
                "offset": finding.offset,
                "byte_offset": finding.byte_offset,
                "utf16_offset": finding.offset,
                "end_offset": finding.offset + 16,
                "end_line": 6,
                "end_column": 17,
                "end_byte_offset": finding.offset + 16,
                "end_utf16_offset": finding.offset + 16,
                "hint": finding.hint,
                "document": "b.txt",
                "fingerprint": "90205f8b737e7d7b8d6bda20f36e34ce:1",
                "fix": None,
            }
        ]
        assert run("check", "--format", "json", "good.txt") == Ended(0, b"[]\n", "")

    def test_plain_text_and_warnings(self) -> None:
        Path("plain.txt").write_text("A title\nText.", encoding="utf-8")
        ended = run("check", "--format", "concise", "plain.txt")
        assert ended.status == 1
        assert ended.text.startswith("plain.txt:1:1: A003 ")

    def test_one_that_cannot_be_read_keeps_no_other_from_being_checked(self) -> None:
        Path("a.gz").write_bytes(b"no")
        ended = run("check", "--format", "concise", "a.gz", "cut.txt")
        assert ended.status == 2
        assert ended.text.startswith("cut.txt:6:1: B001")
        assert ended.problems == "seeddoc: a.gz: is not compressed as .gz, or damaged\n"

    def test_what_cannot_be_read_is_counted(self) -> None:
        Path("a.gz").write_bytes(b"no")
        problems = "seeddoc: a.gz: is not compressed as .gz, or damaged\n"
        assert run("check", "a.gz") == Ended(2, b"1 file could not be checked.\n", problems)
        assert run("check", "--format", "json", "a.gz") == Ended(2, b"[]\n", problems)
        assert run("check", "a.gz", "good.txt") == Ended(
            2, b"No findings in 1 document, 1 file.\n1 file could not be checked.\n", problems
        )

    def test_nothing_that_a_terminal_obeys_is_printed(self) -> None:
        data = "<<<FILE a\x1b[31m>>>\nTitle\x1b]0;x\x07\u202e\nText\n<<<END FILE>>>\n<<<FILE a\x1b[31m>>>\nx"
        for form in ("full", "concise"):
            ended = run("check", "--format", form, stdin=data)
            assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", ended.text)
        assert "Title\\x1b]0;x\\x07\\u202e" in run("check", stdin=data).text


class TestShow:
    def test_article(self) -> None:
        ended = run("show", SEED)
        assert (ended.status, ended.problems) == (0, "")
        lines = ended.text.splitlines()
        assert lines[:3] == [
            "Iraq: Residents from al-Qa'im speak about their liberation from ISIS",
            "000_315ebbaa87e2e668.txt · 8 paragraphs · 4 quotes",
            "",
        ]
        assert max(map(len, lines)) <= 80
        assert all(line == line.rstrip() for line in lines)
        (margin,) = [line for line in lines if line.startswith("“Praise to God")]
        assert margin.endswith("   one man")
        (margin,) = [line for line in lines if line.startswith("“The injustice")]
        assert margin.endswith("   another man")
        assert sum("another man" in line for line in lines) == 2  # in the text and in the margin

    def test_the_text_is_all_there(self) -> None:
        words = SEED.read_text(encoding="utf-8").split()
        shown = run("show", SEED).text.replace("   one man", "").replace("   another man", "").split()
        assert [word for word in shown if word in set(words)] == words

    def test_speakers_have_colours(self) -> None:
        text = run("show", "--color", "always", SEED).text
        assert "\x1b[36m“Praise to God" in text
        assert "\x1b[2;36mone man" in text
        assert "\x1b[32m“The injustice" in text
        assert "\x1b[2;32manother man" in text

    def test_two_speakers_in_a_paragraph(self) -> None:
        name = "a senior official of the oldest party"
        text = f"Talks\n\n“We will act,” said {name}. “But when?” asked Ms Jones. “Soon,” said Mr Smith."
        lines = run("show", stdin=text).text.splitlines()
        margin = [line[60:].strip() for line in lines[3:]]
        assert margin == ["a senior official of", "the oldest party", "Jones", "Smith"]

    def test_speakers_go_by_their_names(self) -> None:
        text = "“Go,” said Ann Bell. “Stay.” “Wait,” she said."
        first = Mention("Ann Bell", 11, 19, name="Ann Bell")
        second = Mention("she", 37, 40, name="Ann Bell")
        quotes = [Quote("Go,", 0, 5, speaker=first), Quote("Stay.", 21, 28), Quote("Wait,", 29, 36, speaker=second)]
        article = seeddoc.Article("T", [seeddoc.Paragraph(text, quotes)])
        assert [" ".join(line.split()) for line in show_article(article)[3:]] == [f"{text} Ann Bell"]
        (line,) = show_article(article, "--color", "always")[3:]
        assert line.count("\x1b[36m“") == 2

    def test_hard_wrapped_paragraphs_flow(self) -> None:
        ended = run("show", stdin="Talks\n\nOne\r\n  two\nthree\tfour.\n\nFive\u00a0six.")
        assert ended.text.splitlines()[3:] == ["One two three   four.", "", "Five\u00a0six."]

    def test_what_is_no_article(self) -> None:
        bundle = (
            '<<<FILE b encoding="base64" BEGIN="">>>\nAAAA\n<<<END FILE>>>\n'
            "<<<FILE e>>>\n<<<END FILE>>>\n<<<FILE>>>\nX\n<<<END FILE>>>\n"
        )
        ended = run("show", stdin=bundle)
        assert ended.status == 0
        rule = "─" * 80
        assert ended.text == (
            f"b · encoding=base64 · BEGIN · base64, not shown\n\n{rule}\n\ne · empty\n\n{rule}\n\n"
            "X\n(anonymous) · 0 paragraphs · 0 quotes\n"
        )

    def test_faults(self) -> None:
        ended = run("show", "cut.txt")
        assert ended.status == 1
        assert ended.problems == "cut.txt:6:1: B001 the document is not closed\n"
        assert "B title\nb.txt · INCOMPLETE: its end was not found · 1 paragraph · 0 quotes\n\nTe\n" in ended.text

    def test_name(self) -> None:
        assert run("show", "--name", "b b", "other.txt").text == "B\nb b · 1 paragraph · 0 quotes\n\nText.\n"
        ended = run("show", "--name", "a.tx", "other.txt")
        assert (ended.status, ended.data) == (2, b"")
        assert ended.problems == "seeddoc: no document is named 'a.tx'; did you mean 'a.txt'?\n"
        assert run("show", "--name", "zzz", "other.txt").problems == "seeddoc: no document is named 'zzz'\n"

    def test_controls_do_nothing(self) -> None:
        ended = run("show", stdin="Ti\x1b[31mtle\u202e\n\n“Y\x07es,” said M\x1br Smith.", terminal="out")
        assert "Ti\\x1b[31mtle\\u202e" in ended.text
        assert "Y\\x07es" in ended.text
        assert "\x1b[31m" not in ended.text
        assert "\x07" not in ended.text


def show_article(article: seeddoc.Article, *options: str, terminal: str = "") -> list[str]:
    """Show an article with the quotes that it was made with."""
    document = seeddoc.Document("a", article.to_text())
    object.__setattr__(document, "_article", article)
    with pytest.MonkeyPatch.context() as patch:
        result = attrs.evolve(seeddoc.parse(""), bundle=seeddoc.Bundle([document]), diagnostics=())
        patch.setattr(_show, "read_documents", lambda *_: result)
        return run("show", *options, stdin="a", terminal=terminal).text.splitlines()


class TestExplain:
    """`show --explain` says what told the speakers, readable without colours."""

    TEXT = "“They call it ‘the big one’ here,” she said. It was “odd”. “We wait.”"
    SPEAKER = Mention("she", 35, 38, name="Ann Bell")
    QUOTES = (
        Quote(
            *(TEXT[1:33], 0, 34, "direct", SPEAKER, Mention("said", 39, 43)),
            rule="subject-first",
            evidence=Mention("she said", 35, 43),
            confidence=0.928,
            runner_up=Candidate(Mention("Bo\nLund", 0, 7, paragraph=-2, name="Bo Lund"), "colon", 0.0449),
            children=(Quote("the big one", 14, 27, "bare", rule="nickname"),),
        ),
        Quote("odd", 52, 57, "bare"),
        Quote("We wait.", 59, 69, speaker=SPEAKER, rule="by-hand", evidence=Mention("Ann", 0, 3, paragraph=1)),
    )
    ARTICLE = seeddoc.Article(
        "Title", ["Bo\nLund sat.", seeddoc.Paragraph("None.", []), seeddoc.Paragraph(TEXT, QUOTES), "Ann sat."]
    )

    def test_what_was_found(self) -> None:
        plain, ended = run("show", "good.txt"), run("show", "--explain", "good.txt")
        assert (ended.status, ended.problems) == (0, "")
        assert ended.text.startswith(plain.text)
        lines = ended.text.removeprefix(plain.text).splitlines()
        assert lines[:2] == ["", "  “Yes,” · direct"]
        assert lines[2].startswith("    speaker    she")
        assert "    cue        said" in lines
        (rule,) = [line for line in lines if line.startswith("    rule ")]
        name, _, summary = rule.split(None, 1)[1].partition(": ")
        assert (name, bool(summary)) == (seeddoc.load(Path("good.txt"))[0].article.quotes[0].rule, True)

    def test_the_seed(self) -> None:
        lines = run("show", "--explain", SEED).text.splitlines()
        speakers = [line.split()[1:3] for line in lines if line.startswith("    speaker  ")]
        assert speakers == [["one", "man"]] * 2 + [["another", "man"]] * 2
        assert max(map(len, lines)) <= 80
        assert all(line == line.rstrip() for line in lines)

    def test_all_that_is_known(self) -> None:
        lines = show_article(self.ARTICLE, "--explain")
        assert lines[lines.index("None.") + 1 :] == [
            "",
            "“They call it ‘the big one’ here,” she said. It was “odd”. “We wait.”   Ann Bell",
            "",
            "  “They call it ‘the big one’ here,” · direct",
            "    speaker    she → Ann Bell · confidence 0.93",
            "    cue        said",
            f"    rule       subject-first: {seeddoc.quotes.rule_summary('subject-first')}",
            "    evidence   she said",
            "    runner-up  Bo Lund (2 paragraphs before) · confidence 0.04 · colon",
            "    ‘the big one’ · bare · no speaker",
            "      rule       nickname",
            "  “odd” · bare · no speaker",
            "  “We wait.” · direct",
            "    speaker    she → Ann Bell",
            "    rule       by-hand",
            "    evidence   Ann (1 paragraph after)",
            "",
            "Ann sat.",
        ]

    def test_nothing_is_explained_unless_asked(self) -> None:
        shown = show_article(self.ARTICLE)
        assert not [line for line in shown if "confidence" in line or "subject-first" in line]
        explained = show_article(self.ARTICLE, "--explain")
        assert [line for line in explained if line and line in shown] == [line for line in shown if line]

    def test_long_ones_are_cut_and_wrapped(self) -> None:
        said = "“" + "We go on and on. " * 9 + "”"
        clerk = "a very old and tired clerk of the harbour office of " * 3 + "the town"
        at = len(said) + 2
        quote = Quote(said[1:-1], 0, len(said), speaker=Mention(clerk, at, at + len(clerk)))
        lines = show_article(seeddoc.Article("T", [seeddoc.Paragraph(f"{said}, {clerk}", [quote])]), "--explain")
        assert max(map(len, lines)) == 80
        title, *speaker = lines[-4:]
        assert re.fullmatch("  “We go on and on. .*… · direct", title)
        assert [line[:15] for line in speaker] == ["    speaker    ", " " * 15, " " * 15]
        assert " ".join(" ".join(speaker).split()) == f"speaker {clerk}"

    def test_one_colour_for_each_speaker(self) -> None:
        lines = show_article(self.ARTICLE, "--explain", "--color", "always")
        colored = [line for line in lines if "\x1b[36m“" in line]
        assert len(colored) == 3
        assert [line.endswith("\x1b[2;36mAnn Bell\x1b[0m") for line in colored] == [True, False, False]

    def test_controls_do_nothing(self) -> None:
        text = "“Go\x1b[31m”, \x07he\u202e said."
        words = Mention(text[10:16], 10, 16, name="Ann\x1b[31m\x9b")
        candidate = Candidate(words, "rule\x1b", 0.5)
        quote = Quote("Go", 0, 9, "mixed", words, words, rule="r\x07", evidence=words, runner_up=candidate)
        article = seeddoc.Article("T", [seeddoc.Paragraph(text, [quote])])
        shown = "\n".join(show_article(article, "--explain", terminal="out"))
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", re.sub("\x1b\\[[0-9;]*m", "", shown))
        assert "\x1b[31m" not in shown
        assert "\\x07he\\u202e → Ann\\x1b[31m\\u009b" in shown
        assert "rule\\x1b" in shown

    def test_quotations_of_the_title(self) -> None:
        article = seeddoc.Article("“We wait,” says Verma", ["None."])
        assert show_article(article, "--explain")[2:8] == [
            "",
            "  “We wait,” · direct",
            "    speaker    Verma · confidence 0.97",
            "    cue        says",
            f"    rule       inverted: {seeddoc.quotes.rule_summary('inverted')}",
            "    evidence   says Verma",
        ]
        assert "says Verma" not in "".join(show_article(article)[1:])


class TestCues:
    """`--cues` adds words that tell of speaking, or takes some out."""

    TEXT = "A title\n\nIt was “late”, drawled Bo Lind."

    @pytest.fixture(autouse=True)
    def _table(self) -> None:
        Path("cues.tsv").write_text("drawl\tverb\tspeech\t2\n", encoding="utf-8")
        Path("late.txt").write_text(self.TEXT, encoding="utf-8")

    def test_show(self) -> None:
        cue = "    cue        drawled"
        assert cue in run("show", "--explain", "--cues", "cues.tsv", "late.txt").text.splitlines()
        assert cue not in run("show", "--explain", "late.txt").text.splitlines()

    def test_stats(self) -> None:
        with_cues, without = ((*options, "--format", "json", "late.txt") for options in (("--cues", "cues.tsv"), ()))
        assert [json.loads(run("stats", *words).text)["attributed"] for words in (with_cues, without)] == [1, 0]

    @pytest.mark.parametrize("options", [(), ("--recover",)])
    def test_convert(self, options: tuple[str, ...]) -> None:
        Path("late.txt").write_text(f"<<<FILE a>>>\n{self.TEXT}\n<<<END FILE>>>\n", encoding="utf-8")

        def cue(*more: str) -> object:
            ended = run("convert", "--to", "jsonl", *options, *more, "late.txt")
            return json.loads(ended.text)["article"]["paragraphs"][0]["quotes"][0]["cue"]

        assert cue() is None
        assert cue("--cues", "cues.tsv")["text"] == "drawled"  # type: ignore[index]

    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            (b"drawl\tverb\n", "bad.tsv: line 1: a row has 4 or 5 columns parted by tabs, not 2"),
            (b"drawl\xff", "bad.tsv: is not UTF-8, from byte 5"),
            (None, "bad.tsv: cannot be read: No such file or directory"),
        ],
    )
    def test_faulty_tables(self, content: bytes | None, problem: str) -> None:
        if content is not None:
            Path("bad.tsv").write_bytes(content)
        ended = run("show", "--cues", "bad.tsv", "late.txt")
        assert ended.status == 2
        assert ended.problems.startswith(f"seeddoc: {problem}")


class TestFmt:
    def test_writes_in_place(self) -> None:
        ended = run("fmt", "other.txt", "good.txt")
        assert ended == Ended(0, b"rewrote other.txt\n1 file rewritten, 1 file left as it is.\n", "")
        assert Path("other.txt").read_bytes() == CANONICAL.encode()
        assert Path("good.txt").read_bytes() == GOOD.encode()
        assert run("fmt", "other.txt", "good.txt").text == "2 files left as they are.\n"

    def test_compressed_files_stay_compressed(self) -> None:
        Path("c.txt.gz").write_bytes(gzip.compress(OTHER.encode()))
        assert run("fmt", "c.txt.gz").status == 0
        assert gzip.decompress(Path("c.txt.gz").read_bytes()) == CANONICAL.encode()

    def test_check(self) -> None:
        ended = run("fmt", "--check", "other.txt", "good.txt")
        assert ended == Ended(1, b"would rewrite other.txt\n1 file to rewrite, 1 file left as it is.\n", "")
        assert Path("other.txt").read_bytes() == OTHER.encode()
        assert run("fmt", "--check", "good.txt").status == 0

    def test_stdout(self) -> None:
        assert run("fmt", "--stdout", "other.txt") == Ended(0, CANONICAL.encode(), "")
        assert Path("other.txt").read_bytes() == OTHER.encode()
        assert run("fmt", "-", stdin=OTHER) == Ended(0, CANONICAL.encode(), "")
        assert run("fmt", stdin=GOOD) == Ended(0, GOOD.encode(), "")

    def test_diff(self) -> None:
        Path("d.txt").write_bytes(b"<<<FILE a>>>\nx\x1b\r\ny\n<<<END>>>")
        ended = run("fmt", "--diff", "d.txt")
        assert (ended.status, ended.problems) == (1, "")
        assert ended.data == (
            b"--- d.txt\n+++ d.txt\n@@ -1,4 +1,4 @@\n <<<FILE a>>>\n x\x1b\r\n y\n"
            b"-<<<END>>>\n\\ No newline at end of file\n+<<<END FILE>>>\n"
        )
        colored = run("fmt", "--diff", "--color", "always", "d.txt").text
        assert "\x1b[31m-<<<END>>>" in colored
        assert "\x1b[32m+<<<END FILE>>>" in colored
        assert " x\\x1b\\x0d\n" in colored
        assert " x\\x1b\\x0d\n" in run("fmt", "--diff", "--color", "never", "d.txt", terminal="out").text
        assert run("fmt", "--diff", "good.txt") == Ended(0, b"", "")

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            (CUT, "6:1: B001 the document is not closed"),
            (f"outside\n{GOOD}", "1:1: B009 text outside any document"),
        ],
    )
    @pytest.mark.parametrize("options", [[], ["--check"], ["--stdout"], ["--diff"]])
    def test_refuses_to_lose_anything(self, text: str, reason: str, options: list[str]) -> None:
        Path("f.txt").write_bytes(text.encode())
        ended = run("fmt", *options, "f.txt")
        assert ended.status == 1
        assert ended.text in {"", "1 file refused.\n"}
        assert ended.problems == (f"f.txt:{reason}\nseeddoc: f.txt: not rewritten, since something would be lost\n")
        assert Path("f.txt").read_bytes() == text.encode()

    def test_refuses_what_the_writer_refuses(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(bundle: seeddoc.Bundle) -> str:
            incomplete = attrs.evolve(bundle[0], complete=False)
            return seeddoc.dumps([incomplete])

        monkeypatch.setattr("seeddoc.formatting.dumps", refuse)
        ended = run("fmt", "other.txt")
        assert ended.status == 1
        assert ended.problems.startswith("other.txt:1:1: B001 ")

    def test_plain_text_is_left_alone(self) -> None:
        Path("plain.txt").write_bytes(b"Title\n\nText.")
        ended = run("fmt", "plain.txt")
        assert ended.status == 0
        assert ended.problems == "seeddoc: plain.txt: left alone: a text without markers is no bundle\n"
        assert Path("plain.txt").read_bytes() == b"Title\n\nText."
        assert run("fmt", stdin="Title").data == b"Title"

    def test_one_that_cannot_be_read_keeps_no_other_from_being_written(self) -> None:
        Path("a.gz").write_bytes(b"no")
        ended = run("fmt", "a.gz", "other.txt")
        assert ended.status == 2
        assert ended.text == "rewrote other.txt\n1 file rewritten, 1 file not readable.\n"

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--check", "--diff", "good.txt"], "--check and --diff do not go together"),
            (["--stdout", "good.txt", "other.txt"], "--stdout goes with one file only"),
            (["-", "other.txt"], "- goes with one file only"),
        ],
    )
    def test_what_does_not_go_together(self, arguments: list[str], message: str) -> None:
        ended = run("fmt", *arguments)
        assert (ended.status, ended.data) == (2, b"")
        assert message in ended.problems


class TestConvert:
    def test_json_and_back(self) -> None:
        ended = run("convert", "--to", "json", "other.txt")
        assert (ended.status, ended.problems) == (0, "")
        assert seeddoc.from_json(ended.data) == seeddoc.loads(OTHER)
        jsonschema.validate(ended.json, seeddoc.json_schema())
        assert run("convert", "--from", "json", "--to", "bundle", stdin=ended.data).text == CANONICAL

    def test_jsonl_and_back(self) -> None:
        ended = run("convert", "--to", "jsonl", "other.txt", "-o", "out.jsonl.gz")
        assert ended == Ended(0, b"", "")
        lines = gzip.decompress(Path("out.jsonl.gz").read_bytes()).splitlines()
        assert [seeddoc.from_json(line) for line in lines] == list(seeddoc.loads(OTHER))
        assert run("convert", "--to", "bundle", "out.jsonl.gz", "-o", "-").text == CANONICAL

    def test_indent(self) -> None:
        assert run("convert", "--to", "json", "--indent", "2", "good.txt").text.startswith('{\n  "format"')

    def test_plain_text(self) -> None:
        Path("plain.txt").write_bytes(b"Title\n\nText.\n")
        ended = run("convert", "--to", "bundle", "plain.txt", "good.txt")
        assert ended.text == "<<<FILE plain.txt>>>\nTitle\n\nText.\n\n<<<END FILE>>>\n" + GOOD

    def test_dialect(self) -> None:
        ended = run("convert", "--to", "bundle", "--dialect", "path-end", "good.txt")
        assert ended.text.startswith('<<<FILE path="a.txt">>>\n')
        assert ended.text.endswith("\n<<<END>>>\n")

    def test_article(self) -> None:
        article = seeddoc.Article("Title", ("Text.",))
        Path("news.json").write_text(seeddoc.to_json(article), encoding="utf-8")
        ended = run("convert", "--to", "bundle", "news.json")
        assert ended.text == "<<<FILE news>>>\nTitle\n\nText.\n<<<END FILE>>>\n"

    def test_nothing(self) -> None:
        assert run("convert", "--from", "jsonl", "--to", "bundle", stdin="\n") == Ended(0, b"", "")

    def test_faults_leave_nothing_behind(self) -> None:
        ended = run("convert", "--to", "json", "good.txt", "cut.txt", "-o", "out.json")
        assert ended == Ended(1, b"", "cut.txt:6:1: B001 the document is not closed\n")
        assert not Path("out.json").exists()

    def test_pieces_are_written_as_they_come(self, monkeypatch: pytest.MonkeyPatch) -> None:
        target, seen = io.BytesIO(), list[bytes]()

        def work(*_: object, **__: object) -> Iterator[list[_pieces.Piece]]:
            for number in b"123":
                yield [_pieces.Piece("a.txt", (), data=bytes([number]))]
                seen.append(target.getvalue())

        monkeypatch.setattr(_pieces, "work", work)
        _pieces.convert_in_pieces(_output.Output(), [], target, "jsonl", None, None)
        assert seen == [b"1", b"12", b"123"]

    @pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes")
    @pytest.mark.parametrize(("path", "status"), [("good.txt", 0), ("cut.txt", 1)])
    def test_a_pipe_gets_what_is_whole(self, path: str, status: int) -> None:
        os.mkfifo("pipe")
        reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
        try:
            assert run("convert", "--to", "jsonl", "good.txt", "other.txt", "-o", "pipe").status == 1
            assert run("convert", "--to", "jsonl", path, "-o", "pipe").status == status
            assert os.read(reader, 100_000) == run("convert", "--to", "jsonl", path).data
        finally:
            os.close(reader)
        assert not Path("pipe").is_file()

    @pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes")
    def test_a_pipe_that_nobody_reads_any_more(self) -> None:
        os.mkfifo("pipe")
        Path("many.txt").write_text("<<<FILE b>>>\nT\n\n" + "Words. " * 100_000 + "\n<<<END FILE>>>\n", "utf-8")
        child = subprocess.Popen(command("convert", "--to", "jsonl", "many.txt", "-o", "pipe"), stderr=subprocess.PIPE)
        with open("pipe", "rb") as pipe:
            pipe.read(10)
        _, err = child.communicate()
        assert (child.returncode, err) == (141, b"")

    @pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
    def test_a_long_line_to_standard_output(self, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_targets, "_PIECE", 7)
        expected = run("convert", "--to", form, "good.txt").data
        assert run("convert", "--to", form, "good.txt", "-o", "out") == Ended(0, b"", "")
        assert Path("out").read_bytes() == expected

    @pytest.mark.skipif(sys.platform == "darwin", reason="names are UTF-8")
    def test_a_name_that_is_not_utf_8(self) -> None:
        Path("folder").mkdir()
        Path("folder", os.fsdecode(b"\xff.txt")).write_text("T\n\n“Yes,” said Ann.\n", "utf-8")
        ended = run("convert", "--to", "csv", "folder")
        assert (ended.status, ended.data) == (1, b"")
        assert ended.problems == (
            "seeddoc: UTF-8 cannot write a lone surrogate, which the document '\\udcff.txt' holds: replace it\n"
        )
        ended = run("convert", "--to", "parquet", "folder", "-o", "out.parquet")
        assert ended.status == 1
        assert "E002" in ended.problems
        assert not Path("out.parquet").exists()

    @pytest.mark.parametrize("form", ["json", "jsonl", "bundle", "html", "csv", "parquet", "arrow"])
    @pytest.mark.parametrize("target", ["good.txt", "./good.txt", "alias"])
    def test_no_input_is_replaced(self, form: str, target: str) -> None:
        Path("alias").symlink_to("good.txt")
        for options in ((), ("--recover",)) if form in {"json", "parquet"} else ((),):
            ended = run("convert", "--to", form, "good.txt", "-o", target, *options)
            assert (ended.status, ended.data) == (2, b"")
            assert f"{target} is one of the files that are read, and would be replaced" in ended.problems
        assert Path("good.txt").read_text("utf-8") == GOOD

    @pytest.mark.parametrize("command", [["convert", "--to", "jsonl"], ["report"]])
    def test_no_table_of_cues_is_replaced(self, command: list[str]) -> None:
        Path("cues.tsv").write_text("word\tpart\tkind\tstrength\tforms\n", "utf-8")
        ended = run(*command, "--cues", "cues.tsv", "-o", "cues.tsv", "good.txt")
        assert (ended.status, ended.data) == (2, b"")
        assert "cues.tsv is one of the files that are read, and would be replaced" in ended.problems
        assert run(*command, "--cues", "cues.tsv", "-o", "out", "good.txt").status == 0

    def test_warnings_are_told(self) -> None:
        ended = run("convert", "--to", "json", stdin=f"\ufeffoutside\n{GOOD}")
        assert ended.status == 0
        assert ended.problems == "<stdin>:1:2: B009 text outside any document\n"

    @pytest.mark.parametrize("form", ["json", "jsonl", "bundle"])
    def test_names_twice(self, form: str) -> None:
        Path("third.txt").write_text(f"<<<FILE x>>>\n1\n<<<END FILE>>>\n{GOOD}", "utf-8")
        ended = run("convert", "--to", form, "good.txt", "other.txt", "third.txt", "-o", "out")
        assert ended == Ended(
            1,
            b"",
            "other.txt:2:1: N001 two documents have the same name: 'a.txt', as in good.txt:2\n"
            "third.txt:5:1: N001 two documents have the same name: 'a.txt', as in good.txt:2, and the same text: leave "
            "one of the two out\n",
        )
        assert not Path("out").exists()

    def test_names_twice_in_json(self) -> None:
        anonymous, named = (seeddoc.to_json(seeddoc.Document(name, "x")) for name in ("", "a"))
        lines = f"{anonymous}\n{named}\n\n{anonymous}\n{named}\n"
        ended = run("convert", "--from", "jsonl", "--to", "json", stdin=lines)
        expected = "<stdin>:5:1: N001 two documents have the same name: 'a', as in <stdin>:2, "
        expected += "and the same text: leave one of the two out\n"
        assert ended == Ended(1, b"", expected)

    def test_what_cannot_be_written(self) -> None:
        line = seeddoc.to_json(seeddoc.Document("a", "x")).replace('"complete": true', '"complete": false')
        ended = run("convert", "--from", "jsonl", "--to", "bundle", stdin=line)
        assert (ended.status, ended.data) == (1, b"")
        assert ended.problems.startswith("seeddoc: ")

    def test_bad_json(self) -> None:
        lines = seeddoc.to_json(seeddoc.Document("a", "x")) + '\n\n{"name": 1}\n{'
        ended = run("convert", "--from", "jsonl", "--to", "json", stdin=lines)
        assert (ended.status, ended.data) == (1, b"")
        problems = ended.problems.splitlines()
        assert any(line.startswith("seeddoc: <stdin>:3: $.name: ") for line in problems)
        assert any(line.startswith("seeddoc: <stdin>:4: $: not JSON") for line in problems)

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ("--to json --dialect path", "--dialect goes with --to bundle"),
            ("--to jsonl --indent 2", "--indent goes with --to json"),
            ("--to bundle --recover", "--recover goes with --to json, jsonl, parquet or arrow"),
            ("--to json --recover --from json", "--recover reads bundles, not JSON"),
            ("--to json --recover cut.txt", "--recover --to json takes one bundle at a time"),
            ("--to bundle --dialect nope", "Invalid value for '--dialect'"),
        ],
    )
    def test_what_does_not_go_together(self, options: str, message: str) -> None:
        ended = run("convert", *options.split(), "good.txt")
        assert (ended.status, ended.data) == (2, b"")
        assert message in ended.problems

    def test_output_that_cannot_be_written(self) -> None:
        ended = run("convert", "--to", "json", "good.txt", "-o", "no/out.json")
        assert ended == Ended(2, b"", f"seeddoc: {Path('no/out.json')}: cannot be written: No such file or directory\n")


class TestRecover:
    def test_json(self) -> None:
        data = f"stray “text”\n{CUT}"
        ended = run("convert", "--to", "json", "--recover", "-", stdin=data)
        assert (ended.status, ended.problems) == (1, "")
        found = ended.json
        assert isinstance(found, dict)
        result = seeddoc.parse(data)
        assert [(each["code"], each["offset"]) for each in found.pop("diagnostics")] == [("B009", 0), ("B001", 60)]
        assert found.pop("outside") == [{"start": 0, "end": 12}]
        assert seeddoc.from_json(json.dumps(found)) == result.bundle
        assert [each["complete"] for each in found["documents"]] == [True, False]

    def test_keys(self) -> None:
        found = run("convert", "--to", "json", "--recover", "cut.txt").json
        assert isinstance(found, dict)
        assert list(found) == ["format", "version", "dialect", "documents", "diagnostics", "outside"]
        assert list(found["diagnostics"][0]) == [
            "code", "name", "severity", "message", "line", "column", "offset", "byte_offset", "utf16_offset",
            "end_offset",
        ]  # fmt: skip

    def test_warnings_alone(self) -> None:
        ended = run("convert", "--to", "json", "--recover", stdin=f"outside\n{GOOD}")
        assert ended.status == 0

    def test_text_without_markers_has_no_documents(self) -> None:
        found = run("convert", "--to", "json", "--recover", stdin="Title\n")
        assert found.status == 1
        assert isinstance(found.json, dict)
        assert found.json["documents"] == []
        assert [each["code"] for each in found.json["diagnostics"]] == ["B009", "B012"]

    def test_bytes_that_are_not_utf8(self) -> None:
        data = b"<<<FILE \xff>>>\ncaf\xe9\n<<<END FILE>>>\n"
        ended = run("convert", "--to", "json", "--recover", stdin=data)
        assert ended.status == 1
        assert isinstance(ended.json, dict)
        (document,) = ended.json["documents"]
        assert (document["name"], document["text"]) == ("\udcff", "caf\udce9")

    @pytest.mark.parametrize("form", ["jsonl", "parquet"])
    def test_recover_tells_names_in_two_files(self, form: str) -> None:
        Path("x.txt").write_text("<<<FILE a>>>\nA\n<<<END FILE>>>\n", "utf-8")
        Path("y.txt").write_text("<<<FILE a>>>\nB\n<<<END FILE>>>\n<<<FILE a>>>\nC\n<<<END FILE>>>\n", "utf-8")
        ended = run("convert", "--to", form, "--recover", "x.txt", "y.txt", "-o", "out")
        assert ended.status == 1
        if form == "jsonl":
            assert [line.split(" ", 2)[1] for line in ended.problems.splitlines()] == ["N001", "N001"]
            assert len(Path("out").read_bytes().splitlines()) == 3
        else:
            found = pq.read_table("out").to_pylist()
            assert [[each["code"] for each in row["findings"]] for row in found] == [[], ["N001"], ["N001"]]

    def test_jsonl(self) -> None:
        ended = run("convert", "--to", "jsonl", "--recover", "good.txt", "cut.txt")
        assert ended.status == 1
        assert [json.loads(line)["complete"] for line in ended.text.splitlines()] == [True, True, False]
        assert ended.problems == (
            "cut.txt:6:1: B001 the document is not closed\n"
            "cut.txt:2:1: N001 two documents have the same name: 'a.txt', as in good.txt:2\n"
        )


class TestPackAndUnpack:
    def test_there_and_back(self) -> None:
        for name in ("dir/a.txt", "dir/sub/b.txt"):
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_bytes(f"Title\n\n{name}\n".encode())
        packed = run("pack", "dir")
        assert (packed.status, packed.problems) == (0, "")
        assert seeddoc.loads(packed.data).names == ("a.txt", "sub/b.txt")
        assert run("pack", "dir", "-o", "b.txt.gz", "--integrity", "--pattern", "*.txt") == Ended(0, b"", "")
        packed_file = gzip.decompress(Path("b.txt.gz").read_bytes())
        assert seeddoc.loads(packed_file).names == ("a.txt",)
        assert b" sha256=" in packed_file
        Path("all.txt").write_bytes(packed.data)
        assert run("unpack", "all.txt", "to") == Ended(0, b"Wrote 2 files to to.\n", "")
        Path("here").mkdir()
        assert run("unpack", "all.txt", "here/.") == Ended(0, b"Wrote 2 files to here/.\n", "")
        assert Path("to/sub/b.txt").read_bytes() == b"Title\n\ndir/sub/b.txt\n"

    @pytest.mark.parametrize("target", ["dir/out.txt", "dir/sub/../out.txt", "link/out.txt", "dir/alias.txt"])
    def test_output_in_the_directory_is_left_out(self, target: str) -> None:
        Path("dir/sub").mkdir(parents=True)
        Path("dir/a.txt").write_bytes(b"A")
        Path("link").symlink_to("dir")
        if "alias" in target:
            Path("dir/out.txt").touch()
            Path("dir/alias.txt").symlink_to("out.txt")
        for _ in range(2):
            assert run("pack", "dir", "-o", target) == Ended(0, b"", "")
            assert seeddoc.loads(Path(target).read_bytes()).names == ("a.txt",)
        Path("dir/alias.txt").unlink(missing_ok=True)
        assert seeddoc.loads(run("pack", "dir", "-o", "-").data).names == ("a.txt", "out.txt")

    def test_what_is_not_seen_in_a_name_is_told(self) -> None:
        Path("odd.txt").write_text("<<<FILE a\u200bb.txt>>>\nT\n<<<END FILE>>>\n", "utf-8")
        ended = run("unpack", "odd.txt", "to")
        assert ended.status == 1
        assert "seeddoc: a\\u200bb.txt: " in ended.problems

    def test_output_is_no_document_of_the_directory(self) -> None:
        """Only an older bundle is left out: what is none would be lost."""
        Path("dir").mkdir()
        Path("dir/a.txt").write_bytes(b"Title\n\nPrecious.\n")
        Path("out.txt").symlink_to("dir/a.txt")
        for target in ("dir/a.txt", "out.txt"):
            ended = run("pack", "dir", "-o", target)
            assert (ended.status, ended.data) == (2, b"")
            assert f"{target} is a file of dir and no bundle: it would be replaced, not packed" in ended.problems
        assert Path("dir/a.txt").read_bytes() == b"Title\n\nPrecious.\n"

    def test_files_that_are_there(self) -> None:
        Path("to").mkdir()
        Path("to/a.txt").write_bytes(b"old")
        ended = run("unpack", "good.txt", "to")
        assert (ended.status, ended.data) == (1, b"")
        assert ended.problems.startswith("seeddoc: a.txt: ")
        assert Path("to/a.txt").read_bytes() == b"old"
        assert run("unpack", "--overwrite", "good.txt", "to").text == "Wrote 1 file to to.\n"
        assert Path("to/a.txt").read_text(encoding="utf-8").startswith("A title")

    def test_dangerous_names(self) -> None:
        bad = "<<<FILE ../a>>>\nx\n<<<END FILE>>>\n"
        ended = run("unpack", "-", "to", stdin=bad)
        assert (ended.status, ended.data) == (1, b"")
        assert ended.problems.startswith("seeddoc: ../a: ")
        ended = run("unpack", "-", "to", stdin="<<<FILE>>>\nx\n<<<END FILE>>>\n")
        assert "seeddoc: (anonymous): " in ended.problems
        assert not Path("a").exists()

    def test_faulty_bundles(self) -> None:
        ended = run("unpack", "cut.txt", "to")
        assert ended == Ended(1, b"", "cut.txt:6:1: B001 the document is not closed\n")
        assert not Path("to").exists()

    def test_one_bundle_at_a_time(self) -> None:
        ended = run("unpack", "*.txt", "to")
        assert ended.status == 2
        assert "unpack takes one bundle at a time, and *.txt is 3" in ended.problems

    def test_what_cannot_run(self) -> None:
        assert run("pack", "nope").problems == "seeddoc: nope: No such file or directory\n"
        ended = run("unpack", "good.txt", "good.txt/sub")
        assert ended.status in {1, 2}
        assert ended.problems.startswith("seeddoc: ")

    def test_system_refuses_to_unpack(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("seeddoc.cli._files.unpack", refuse)
        assert run("unpack", "good.txt", "to") == Ended(2, b"", "seeddoc: to: No space left on device\n")

    def test_names_that_cannot_be_packed(self) -> None:
        Path("dir").mkdir()
        Path("dir/a:b").write_bytes(b"x")
        ended = run("pack", "dir")
        assert (ended.status, ended.data) == (1, b"")
        assert ended.problems.startswith("seeddoc: a:b: ")

    def test_bundles_that_cannot_be_written(self, monkeypatch: pytest.MonkeyPatch) -> None:
        twice = seeddoc.Bundle((seeddoc.Document("a", "x"), seeddoc.Document("a", "y")))
        monkeypatch.setattr("seeddoc.cli._files.pack", lambda *_, **__: twice)
        ended = run("pack", ".")
        assert (ended.status, ended.data) == (1, b"")
        assert ended.problems.startswith("seeddoc: two documents have the same name: 'a'")


class TestStats:
    def test_a_large_file_is_read_in_chunks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        bundle = f"{GOOD}<<<FILE again>>>\nTitle\n\n“Yes,” said Bo Lund.\n<<<END FILE>>>\n<<<FILE cut>>>\n"
        Path("all.txt").write_text(bundle, "utf-8")
        Path("all.txt.gz").write_bytes(gzip.compress(bundle.encode()))
        sizes: list[int] = []

        def counted(events: list[Any], *rest: Any) -> ParseResult:
            sizes.append(len(events))
            return to_result(events, *rest)

        monkeypatch.setattr(_workers, "_CHUNK", 10)
        monkeypatch.setattr(_workers, "to_result", counted)
        one, other = run("stats", "--workers", "1", "all.txt"), run("stats", "--workers", "1", "all.txt.gz")
        assert (one.status, one.text) == (other.status, other.text)
        assert one.status == 1
        assert len(sizes) > 4

    def test_text(self) -> None:
        ended = run("stats", SEED)
        assert (ended.status, ended.problems) == (0, "")
        assert ended.text == (
            "documents       1\n"
            "paragraphs      8\n"
            "words         355\n"
            "quotes          4  4 with a speaker\n"
            "quoted words  100  28.2% of all\n"
            "speakers        2\n"
            "\n"
            "quotes  speaker\n"
            "     2  one man\n"
            "     2  another man\n"
        )

    def test_json(self) -> None:
        ended = run("stats", "--format", "json", "good.txt")
        assert ended.json == {
            "documents": 1,
            "articles": 1,
            "paragraphs": 1,
            "words": 5,
            "quotes": 1,
            "attributed": 1,
            "quoted_words": 1,
            "quoted_share": 0.2,
            "speakers": [{"name": "she", "quotes": 1}],
        }

    def test_what_is_no_article(self) -> None:
        bundle = '<<<FILE b encoding="base64">>>\nAAAA\n<<<END FILE>>>\n<<<FILE e>>>\n<<<END FILE>>>\n'
        ended = run("stats", stdin=bundle)
        assert ended.status == 0
        assert ended.text.splitlines()[0] == "documents     2"
        assert "words         0\n" in ended.text
        assert isinstance((data := run("stats", "--format", "json", stdin=bundle).json), dict)
        assert (data["articles"], data["quoted_share"]) == (0, 0.0)

    def test_speakers_count_by_their_names(self) -> None:
        ended = run("stats", "--format", "json", stdin="T\n\n“We go,” said Ann\nBell. “I stay,” Ms. Bell said.")
        assert isinstance(ended.json, dict)
        assert ended.json["speakers"] == [{"name": "Ann Bell", "quotes": 2}]

    def test_a_speaker_without_a_name_counts_by_the_words(self) -> None:
        stats = Stats()
        quote = Quote("Go,", 0, 5, speaker=Mention("a\nclerk", 6, 13))
        stats._add_article(seeddoc.Article("T", [seeddoc.Paragraph("“Go,” a\nclerk said.", [quote])]))
        assert stats.speakers == {"a clerk": 1}

    def test_many_speakers_and_scare_quotes(self) -> None:
        paragraphs = [f"“Word number {number},” said Person{number} Smith{number}." for number in range(12)]
        ended = run("stats", stdin="\n\n".join(["Title", *paragraphs, "So-called “deals” failed."]))
        assert "quotes        13  12 with a speaker\n" in ended.text
        assert ended.text.endswith("        and 2 others\n")

    def test_faults(self) -> None:
        ended = run("stats", "cut.txt")
        assert ended.status == 1
        assert ended.problems == "cut.txt:6:1: B001 the document is not closed\n"
        assert ended.text.startswith("documents     2\n")


class TestWorkers:
    """The same output with any number of processes, byte for byte."""

    @pytest.fixture(autouse=True)
    def many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("seeddoc.cli._workers.cut_sources", partial(cut_sources, size=200))
        cut = "".join(f"<<<FILE {n}>>>\nT\n\n“Yes,” said A{n % 5} B.\n<<<END FILE>>>\n" for n in (*range(40), 3))
        Path("large.txt").write_bytes(cut.encode() + b"<<<FILE z>>>\n\xff")
        Path("large.txt.gz").write_bytes(gzip.compress(cut.encode()))
        Path("plain").write_bytes(b"A title\n\nText.")

    @pytest.mark.parametrize("form", ["text", "json"])
    def test_stats(self, form: str) -> None:
        one, two, three = (run("stats", "--workers", n, "--format", form, ".", "plain") for n in "123")
        assert one == two == three
        assert one.status == 1
        assert [line.partition(": ")[0] for line in one.problems.splitlines()] == [
            "cut.txt:6:1: B001 the document is not closed".partition(": ")[0],
            "large.txt:201:1",
            "large.txt:206:1",
            "large.txt:207:1",
            "large.txt.gz:201:1",
        ]
        assert run("stats", "--format", form, ".", "plain") == one

    def make_fine(self) -> list[str]:
        Path("fine.txt").write_bytes(Path("large.txt").read_bytes().partition(b"<<<FILE 3>>>")[0])
        documents = [seeddoc.Document(str(number), f"T\n\nText {number}.") for number in range(50, 90)]
        Path("more.txt").write_bytes(seeddoc.dumps(documents, dialect=seeddoc.PRESETS["block"]).encode())
        Path("empty.txt").write_bytes(b"")
        return ["more.txt", "empty.txt", "fine.txt", "plain"]

    @pytest.mark.parametrize("form", ["json", "jsonl", "csv", "iob", "spacy"])
    def test_forms(self, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
        fine, twice = self.make_fine(), ["cut.txt", "fine.txt", "good.txt", "other.txt"]
        for paths, status in ((fine, 0), (["empty.txt"], 0), (["large.txt", *fine], 1), (twice, 1)):
            one, two, three = (run("convert", "--to", form, "--workers", n, *paths) for n in "123")
            assert one == two == three
            assert one.status == status
            assert bool(one.data) == (not status and (paths is fine or form in {"json", "csv"}))
            with monkeypatch.context() as patch:
                patch.setattr("seeddoc.cli._convert.FORMS", ())  # all in one
                assert run("convert", "--to", form, *paths) == one

    def test_json_has_the_dialect_of_the_first_file(self) -> None:
        ended = run("convert", "--to", "json", "--workers", "2", *self.make_fine())
        assert isinstance(ended.json, dict)
        assert ended.json["dialect"] == "block"
        assert len(ended.json["documents"]) == 44
        indented = run("convert", "--to", "json", "--indent", "1", *self.make_fine())
        assert indented.json == ended.json

    def test_fmt(self) -> None:
        for number in range(60):
            text = f"<<<FILE {number}>>>\nT\n<<<END FILE>>>\n"
            text = text.replace("<<<END FILE>>>", "<<<END>>>") if number % 3 else text
            Path("many", f"{number:02}.txt").parent.mkdir(exist_ok=True)
            Path("many", f"{number:02}.txt").write_bytes(text.encode() if number % 7 else text.encode()[:-5])
        Path("many", "plain.txt").write_bytes(b"Text.")
        Path("many", "not.txt.gz").write_bytes(b"no gzip")
        for action in (["--check"], ["--diff"]):
            one, two = (run("fmt", *action, "--workers", n, "many", "good.txt") for n in "12")
            assert one == two
            assert one.status == 2
            assert one.text.count("many/") > 30
            assert one.problems.count("not rewritten") == 9
        before = {path: path.read_bytes() for path in Path("many").iterdir()}
        one, written = run("fmt", "--workers", "1", "many"), {path: path.read_bytes() for path in before}
        for path, data in before.items():
            path.write_bytes(data)
        assert run("fmt", "--workers", "2", "many") == one
        assert {path: path.read_bytes() for path in before} == written != before
        again = run("fmt", "--check", "--workers", "2", "many")
        assert again.text == "52 files left as they are, 9 files refused, 1 file not readable.\n"
        with_stdin = run("fmt", "--check", "--workers", "2", "many", "-", stdin="<<<FILE: a>>>\nT\n<<<END>>>\n")
        assert with_stdin.text.startswith("would rewrite <stdin>\n")

    def test_evaluate(self) -> None:
        for folder in ("text", "attributions"):
            Path("corpus", folder).mkdir(parents=True)
        for number in range(50):
            text = f"Title\n\n“We go,” said Ann B{'e' * number}ll."
            Path("corpus", "text", f"{number}.txt").write_text(text, "utf-8")
            Path("corpus", "attributions", f"{number}_a.ann").write_text("", "utf-8")
        for more in ([], ["--by-rule", "--errors", "--calibration"], ["--json", "--without", "inverted"]):
            one, two = (run("evaluate", "--workers", n, *more, "corpus") for n in "12")
            assert one == two
            assert one.status == 0
        Path("corpus", "text", "30.txt").write_bytes(b"\xff")
        one, two = (run("evaluate", "--workers", n, "corpus") for n in "12")
        assert one == two
        assert one.status == 2

    def test_a_process_that_dies_at_a_file(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_pool, "_context", lambda: multiprocessing.get_context("fork"))  # which takes this along
        monkeypatch.setattr("seeddoc.cli._fmt.format_content", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        monkeypatch.setattr("seeddoc.cli._workers.MANY", 2)
        ended = run("fmt", "--check", "--workers", "2", "good.txt", "other.txt")
        assert (ended.status, ended.data) == (2, b"")
        assert ended.problems == "seeddoc: good.txt: the process that read it ended with signal 9\n"

    def test_convert(self) -> None:
        Path("fine.txt").write_bytes(Path("large.txt").read_bytes().partition(b"<<<FILE 3>>>")[0])
        documents = [seeddoc.Document(str(number), f"T\n\nText {number}.") for number in range(50, 90)]
        Path("more.txt").write_bytes(seeddoc.dumps(documents).encode())
        fine = ["fine.txt", "more.txt"]
        for paths, status in ((fine, 0), (["large.txt", *fine], 1), (["fine.txt", "good.txt", "other.txt"], 1)):
            one, two = (run("convert", "--to", "jsonl", "--workers", n, *paths) for n in "12")
            assert one == two
            assert (one.status, bool(one.data)) == (status, not status)
        assert one.problems == "other.txt:2:1: N001 two documents have the same name: 'a.txt', as in good.txt:2\n"
        lines = run("convert", "--to", "jsonl", "--workers", "2", *fine).data
        assert lines.splitlines() == [
            seeddoc.to_json(document).encode() for path in fine for document in seeddoc.load(Path(path))
        ]

    def test_own_cues(self) -> None:
        Path("cues").write_text("", "utf-8")
        one, two = (run("stats", "--workers", n, "--cues", "cues", "large.txt") for n in "12")
        assert one == two
        assert "with a speaker" in one.text

    def test_standard_input(self) -> None:
        assert run("stats", "--workers", "2", "-", "large.txt.gz", stdin=GOOD).text.startswith("documents      42\n")

    def test_a_process_that_dies(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_pool, "_context", lambda: multiprocessing.get_context("fork"))  # which takes this along
        monkeypatch.setattr(Stats, "add", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        ended = run("stats", "--workers", "2", "large.txt")
        assert (ended.status, ended.data) == (2, b"")
        assert re.fullmatch(
            r"seeddoc: large\.txt, bytes 0 to 2\d\d: the process that read it ended with signal 9\n", ended.problems
        )

    @pytest.mark.parametrize("workers", ["1", "2"])
    def test_a_file_that_cannot_be_read(self, workers: str) -> None:
        Path("y.txt.gz").write_bytes(Path("large.txt.gz").read_bytes()[:-9])
        ended = run("stats", "--workers", workers, "large.txt.gz", "y.txt.gz")
        assert ended.status == 2
        assert "seeddoc: y.txt.gz: does not decompress: " in ended.problems

    def test_bar(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_output, "BAR_DELAY", 0.0)
        ended = run("stats", "--workers", "2", "large.txt", terminal="err")
        assert "counting" in ended.problems
        assert ended.text == run("stats", "large.txt").text


class TestRule:
    @pytest.mark.parametrize("wanted", ["B013", "b013", "empty-input"])
    def test_one(self, wanted: str) -> None:
        assert run("rule", wanted).text == (
            "B013 empty-input (warning, preset standard)\n"
            "\n"
            "  The input is empty.\n"
            "\n"
            "  An empty file is mostly one that was never written, or was cut off at its very\n"
            "  beginning. Whoever counts files counts it, and there is no document in it.\n"
            "\n"
            "  To mend it: nothing to do if that was meant.\n"
            "\n"
            "  Wrong:\n"
            "  | \n"
            "\n"
            "  Right:\n"
            "  | <<<FILE a.txt>>>\n"
            "  | A title\n"
            "  | \n"
            "  | Text.\n"
            "  | <<<END FILE>>>\n"
        )

    def test_what_mends_it_and_what_cannot_be_seen(self) -> None:
        assert "--fix mends it." in run("rule", "E012").text
        assert "Mon\\u200bday" in run("rule", "E012").text
        assert "--fix --unsafe-fixes mends it." in run("rule", "E005").text
        assert "first paragraph.\\x20\\x20\n" in run("rule", "A010").text

    def test_long_examples_are_cut(self) -> None:
        lines = run("rule", "A008").text.splitlines()
        assert max(map(len, lines)) == 80
        assert any(line.startswith("  | ") and line.endswith("…") for line in lines)
        assert "  | …" in run("rule", "F004").text.splitlines()

    @pytest.mark.parametrize("code", seeddoc.CODES)
    def test_every_one_can_be_printed(self, code: str) -> None:
        ended = run("rule", code)
        assert (ended.status, ended.problems) == (0, "")
        assert ended.text.startswith(f"{code} ")

    @pytest.mark.parametrize("options", [[], ["--all"]])
    def test_all(self, options: list[str]) -> None:
        lines = run("rule", *options).text.splitlines()
        assert [line.split()[:2] for line in lines] == [[rule.code, rule.name] for rule in seeddoc.CODES.values()]

    def test_json(self) -> None:
        every = [attrs.asdict(rule) | {"page": f"docs/rules/{rule.code}.md"} for rule in seeddoc.CODES.values()]
        assert run("rule", "--all", "--format", "json").json == run("rule", "--format", "json").json == every
        assert run("rule", "B001", "--format", "json").json == every[0]

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["B02"], "no rule 'B02'; did you mean "),
            (["ALL"], "no rule 'ALL'"),
            (["E012", "--fixable"], "one rule and --fixable do not go together"),
            (["no-closer"], "did you mean no-closers"),
            (["zzzzz"], "no rule 'zzzzz' (see seeddoc rule --help)"),
            (["B001", "--all"], "a code and --all do not go together"),
        ],
    )
    def test_refused(self, arguments: list[str], message: str) -> None:
        ended = run("rule", *arguments)
        assert (ended.status, ended.data) == (2, b"")
        assert message in ended.problems

    def test_groups_and_what_can_be_mended(self) -> None:
        rows = seeddoc.CODES.values()

        def listed(*options: str) -> list[str]:
            ended = run("rule", *options)
            assert (ended.status, ended.problems) == (0, "")
            return [line.split()[0] for line in ended.text.splitlines()]

        assert listed("e") == [row.code for row in rows if row.code.startswith("E")]
        assert listed("B00") == [f"B00{number}" for number in range(1, 10)]
        assert listed("--fixable") == [row.code for row in rows if row.fix != "none"]
        assert listed("B", "--fixable") == ["B003", "B004"]
        assert listed("S", "--fixable") == []
        assert [each["code"] for each in json.loads(run("rule", "B", "--fixable", "--format", "json").text)] == [
            "B003",
            "B004",
        ]

    def test_schema(self) -> None:
        assert run("schema").json == seeddoc.json_schema()
        assert run("schema", "--config").json == config_schema()


class TestCompletion:
    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_script(self, shell: str) -> None:
        ended = run("completion", shell)
        assert ended.status == 0
        assert f"_SEEDDOC_COMPLETE={shell}_complete" in ended.text

    def test_other_shells(self) -> None:
        assert run("completion", "tcsh").status == 2

    def test_answers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("_SEEDDOC_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", "seeddoc ch")
        monkeypatch.setenv("COMP_CWORD", "1")
        assert run().text == "plain,check\n"


class TestBar:
    @pytest.fixture
    def at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_output, "BAR_DELAY", 0.0)

    @pytest.mark.usefixtures("at_once")
    def test_long_work_at_a_terminal(self) -> None:
        ended = run("check", "--format", "concise", "cut.txt", "good.txt", terminal="err")
        assert ended.status == 1
        assert ended.text.splitlines()[0] == "cut.txt:6:1: B001 the document is not closed"
        assert "checking" in ended.problems
        assert "\x1b[?25h" in ended.problems  # the cursor is back

    @pytest.mark.usefixtures("at_once")
    def test_it_is_gone_before_a_problem_is_told(self) -> None:
        Path("broken.gz").write_bytes(b"text")
        ended = run("convert", "--to", "html", "good.txt", "broken.gz", terminal="err")
        assert ended.status == 2
        assert ended.problems.endswith("\x1b[2Kseeddoc: broken.gz: is not compressed as .gz, or damaged\n")

    @pytest.mark.usefixtures("at_once")
    def test_what_is_told_meanwhile_waits_for_its_end(self) -> None:
        Path("broken.gz").write_bytes(b"text")
        ended = run("check", "broken.gz", "cut.txt", terminal="err")
        assert ended.status == 2
        assert ended.problems.endswith("\x1b[2Kseeddoc: broken.gz: is not compressed as .gz, or damaged\n")
        assert ended.text.startswith("cut.txt:6:1: ")

    @pytest.mark.usefixtures("at_once")
    def test_silent_elsewhere(self) -> None:
        assert run("check", "cut.txt", "good.txt", terminal="out").problems == ""
        assert run("check", "good.txt", terminal="err").problems == ""

    def test_short_work(self) -> None:
        assert run("check", "cut.txt", "good.txt", terminal="err").problems == ""


class TestData:
    def test_bytes_are_exact_in_a_pipe(self) -> None:
        data = b"<<<FILE a>>>\nA\r\n\x1b\xe2\x80\xae\r\n.\n<<<END FILE>>>\n"
        assert run("fmt", stdin=data).data == data

    def test_and_harmless_at_a_terminal(self) -> None:
        data = "<<<FILE a>>>\nA\n\n\x1b\u202e\x9b漢\n<<<END FILE>>>\n"
        shown = run("fmt", stdin=data, terminal="out").text
        assert shown == "<<<FILE a>>>\nA\n\n\\x1b\\u202e\\u009b漢\n<<<END FILE>>>\n"
        ended = run("convert", "--to", "json", stdin=data, terminal="out")
        assert "\u202e" not in ended.text
        # A CR at the end of a line, as CSV has it, is harmless; one inside of it is not.
        assert run("fmt", stdin="<<<FILE a>>>\r\nA\rB\r\n<<<END FILE>>>\r\n", terminal="out").text == (
            "<<<FILE a>>>\nA\\x0dB\n<<<END FILE>>>\n"
        )
        assert seeddoc.from_json(ended.data) == seeddoc.loads(data)


class TestProcess:
    """What only a process of its own can show."""

    def test_importing_the_library_imports_no_extra(self) -> None:
        code = "import sys, seeddoc; print({'click', 'rich', 'zstandard', 'seeddoc.cli'} & set(sys.modules))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment())
        assert done.stdout.decode().strip() == "set()"

    @pytest.mark.parametrize("locale", ["C", "POSIX"])
    def test_output_is_utf8_whatever_the_locale(self, locale: str) -> None:
        variables = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "COLUMNS": "60"}
        for arguments in (["show"], ["convert", "--to", "json"], ["stats"]):
            ended = spawn(*arguments, SEED, variables=variables)
            assert (ended.status, ended.problems) == (0, "")
            assert ended.data.decode()
        assert "“Praise to God" in spawn("show", SEED, variables=variables).text

    def test_names_of_files_in_any_encoding(self, home: Path) -> None:
        name = os.fsencode(home) + b"/caf\xe9.txt"
        try:
            Path(os.fsdecode(name)).write_bytes(CUT.encode())
        except OSError:
            pytest.skip("this file system has names in UTF-8 only")
        ended = spawn("check", "--format", "concise", os.fsdecode(name))
        assert ended.status == 1
        assert "caf\\xe9.txt:6:1: B001 " in ended.text

    def test_standard_input_is_not_replaced(self, home: Path) -> None:
        (home / "in.txt").write_text(GOOD, "utf-8")
        command = [sys.executable, "-m", "seeddoc", "convert", "--to", "jsonl", "-", "-o", "in.txt"]
        with open(home / "in.txt", "rb") as file:
            ended = subprocess.run(command, stdin=file, cwd=home, capture_output=True, env=environment(), check=False)
        assert ended.returncode == 2
        assert b"in.txt is one of the files that are read, and would be replaced" in ended.stderr
        assert (home / "in.txt").read_text("utf-8") == GOOD

    def test_main_module_does_nothing_when_imported(self) -> None:
        assert importlib.import_module("seeddoc.__main__").__name__ == "seeddoc.__main__"

    def test_standard_input(self) -> None:
        ended = spawn("check", stdin=GOOD.encode())
        assert ended == Ended(0, b"No findings in 1 document, 1 file.\n", "")

    def test_the_same_name_in_a_pipe(self, home: Path) -> None:
        script = 'exec "$@" <(cat good.txt)'
        arguments = ["bash", "-c", script, "bash", *command("convert", "--to", "jsonl", "good.txt")]
        done = subprocess.run(arguments, capture_output=True, check=False, env=environment())
        assert (done.returncode, done.stdout) == (1, b"")
        assert b"two documents have the same name, 'a.txt', one of them in what can be read only once" in done.stderr

    @pytest.mark.parametrize(
        "arguments",
        [["schema"], ["show", str(SEED)], ["check", "cut.txt"], ["--help"], ["convert", "--to", "json", str(SEED)]],
    )
    def test_closed_pipe(self, arguments: list[str]) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        try:
            done = subprocess.run(
                command(*arguments), stdout=writer, stderr=subprocess.PIPE, check=False, env=environment()
            )
        finally:
            os.close(writer)
        assert (done.returncode, done.stderr) == (141, b"")

    def test_pipe_that_is_closed_after_a_line(self) -> None:
        Path("big.txt").write_text("".join(f"<<<FILE {n}>>>\nTitle\n<<<END FILE>>>\n" for n in range(3000)), "utf-8")
        child = subprocess.Popen(
            command("check", "--format", "concise", "big.txt"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        )
        with child:
            assert child.stdout is not None
            assert child.stderr is not None
            assert child.stdout.readline().startswith(b"big.txt:2:1: A002")
            child.stdout.close()
            assert child.stderr.read() == b""
        assert child.returncode == 141

    @pytest.mark.parametrize("arguments", [["show", "good.txt"], ["schema"], ["--help"]])
    def test_closed_output(self, arguments: list[str]) -> None:
        script = ["sh", "-c", 'exec "$@" >&-', "sh", *command(*arguments)]
        done = subprocess.run(script, stderr=subprocess.PIPE, check=False, env=environment())
        assert (done.returncode, done.stderr) == (2, b"seeddoc: standard output is closed\n")

    @pytest.mark.parametrize("unbuffered", ["", "1"])
    def test_full_disk_after_a_while(self, unbuffered: str) -> None:
        Path("big.txt").write_text("".join(f"<<<FILE {n}>>>\nTitle\n<<<END FILE>>>\n" for n in range(3000)), "utf-8")
        code = (
            "import resource, signal, sys\n"
            "from seeddoc.cli import main\n"
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
            "before = resource.getrlimit(resource.RLIMIT_FSIZE)\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))\n"
            "status = main(['convert', '--to', 'jsonl', 'big.txt'])\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, before)\n"
            "sys.exit(status)\n"
        )
        with Path("out.jsonl").open("wb") as out:
            done = subprocess.run(
                [sys.executable, "-c", code],
                stdout=out,
                stderr=subprocess.PIPE,
                check=False,
                env=environment(PYTHONUNBUFFERED=unbuffered),
            )
        assert (done.returncode, done.stderr) == (2, b"seeddoc: cannot write: File too large\n")

    @pytest.mark.parametrize(
        ("error", "told"),
        [
            (OSError(errno.EMFILE, "Too many open files"), "cannot go on: Too many open files"),
            (OSError(errno.ENOSPC, "No space left"), "cannot write: No space left"),
            (MemoryError(), "out of memory"),
            (noted(MemoryError(), "while a.txt was read", "Traceback:\n  here"), "out of memory, while a.txt was read"),
        ],
    )
    def test_nothing_left(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception, told: str
    ) -> None:
        def fail(*_: object) -> None:
            raise error

        monkeypatch.setattr(click.Group, "invoke", fail)
        monkeypatch.setattr(_app, "abandon", lambda _: None)  # pytest's own has no descriptor
        assert main(["rule", "B001"]) == 2
        assert capsys.readouterr().err == f"seeddoc: {told}\n"

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
    def test_full_disk(self) -> None:
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                command("schema"), stdout=full, stderr=subprocess.PIPE, check=False, env=environment()
            )
        assert (done.returncode, done.stderr) == (2, b"seeddoc: cannot write: No space left on device\n")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
    @pytest.mark.parametrize(
        ("arguments", "status"),
        [
            (["check", "nowhere.txt"], 2),
            (["check", "--nothing"], 2),
            (["check", "good.txt"], 0),
            (["check", "--fix", "-"], 1),
        ],
    )
    def test_full_disk_for_what_goes_wrong(self, home: Path, arguments: list[str], status: int) -> None:
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                command(*arguments),
                input=b"A\nb\n",
                stdout=subprocess.PIPE,
                stderr=full,
                check=False,
                env=environment(),
            )
        assert done.returncode == status

    def test_a_closed_pipe_for_what_goes_wrong(self, home: Path) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            command("check", "nowhere.txt"), stdout=subprocess.PIPE, stderr=writer, check=False, env=environment()
        )
        os.close(writer)
        assert (done.returncode, done.stdout) == (141, b"")

    @pytest.mark.skipif(not Path("/dev/fd").exists(), reason="the system has no names for open files")
    @pytest.mark.parametrize("arguments", [["check", "--fix"], ["check", "--fix-only"], ["fmt"]])
    def test_a_pipe_is_not_written_anew(self, home: Path, arguments: list[str]) -> None:
        """As `<(…)` of a shell gives one: what is written there is lost."""
        reader, writer = os.pipe()
        os.write(writer, "<<<FILE: a>>>\nA title\n\nMon\u200bday\n<<<END>>>\n".encode())
        os.close(writer)
        path = f"/dev/fd/{reader}"
        ended = run(*arguments, path)
        os.close(reader)
        assert ended.status == 2
        assert ended.problems.startswith(f"seeddoc: {path}: is no file that can be written anew; give - for standard")

    @pytest.mark.parametrize(("how", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
    def test_interrupt(self, home: Path, how: signal.Signals, status: int) -> None:
        fifo = home / "fifo"
        os.mkfifo(fifo)
        before = signal.signal(how, signal.SIG_DFL)  # what is ignored, as by `nohup`, would be so in the child too
        child = subprocess.Popen(
            command("check", fifo), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
        )
        signal.signal(how, before)
        with fifo.open("wb"):  # waits until the command reads
            child.send_signal(how)
            out, err = child.communicate()
        assert (child.returncode, out, err) == (status, b"", b"")

    def test_what_is_begun_is_cleared_away(self, home: Path) -> None:
        fifo = home / "fifo"
        os.mkfifo(fifo)
        child = subprocess.Popen(
            command("convert", "--to", "parquet", fifo, "-o", "out.parquet"), stderr=subprocess.PIPE, env=environment()
        )
        with fifo.open("wb"):
            child.send_signal(signal.SIGTERM)
            _, err = child.communicate()
        assert (child.returncode, err) == (143, b"")
        assert not [path.name for path in home.iterdir() if "seeddoc" in path.name or path.suffix == ".parquet"]

    def test_what_is_done_about_a_signal_stays(self) -> None:
        before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
        try:
            assert run("--version").status == 0
            assert signal.getsignal(signal.SIGTERM) == signal.SIG_IGN
        finally:
            signal.signal(signal.SIGTERM, before)

    @pytest.mark.parametrize("module", ["attr", "click", "rich", "seeddoc.reader", "seeddoc.cli._check"])
    def test_interrupt_while_it_is_imported(self, module: str) -> None:
        code = (
            "import sys\n"
            "class Interrupt:\n"
            "    def find_spec(self, name, path=None, target=None):\n"
            f"        if name == {module!r}:\n"
            "            raise KeyboardInterrupt\n"
            "sys.meta_path.insert(0, Interrupt())\n"
            "from seeddoc.cli import main\n"
            "sys.exit(main(['check', 'good.txt']))\n"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, env=environment())
        assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")

    @pytest.mark.parametrize(("variables", "colored"), [({}, True), ({"NO_COLOR": "1"}, False)])
    def test_terminal(self, variables: dict[str, str], colored: bool) -> None:
        master, slave = pty.openpty()
        child = subprocess.Popen(
            command("show", SEED), stdin=slave, stdout=slave, stderr=slave, env=environment(TERM="xterm", **variables)
        )
        os.close(slave)
        shown = b""
        try:
            while chunk := os.read(master, 65536):
                shown += chunk
        except OSError:  # how Linux says that nothing has it open any more
            pass
        os.close(master)
        assert child.wait() == 0
        assert "“Praise to God".encode() in shown
        assert (b"\x1b[36m" in shown) == colored
