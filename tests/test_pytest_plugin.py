"""The pytest plugin, in processes of pytest of its own: documents are tests, with what `seeddoc check` finds."""

from __future__ import annotations

import gzip
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., pytest.RunResult]

pytest_plugins = ["pytester"]

GOOD = "A title\n\nText.\n"
BUNDLE = f"<<<FILE good.txt>>>\n{GOOD}<<<END FILE>>>\n<<<FILE bad.txt>>>\nA title\nOther text.\n<<<END FILE>>>\n"
WARN = "--strict-config", "-W", "error", "-v"


@pytest.fixture
def files(pytester: pytest.Pytester) -> Callable[[dict[str, str]], None]:
    def write(texts: dict[str, str]) -> None:
        for name, text in texts.items():
            path = pytester.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    return write


@pytest.fixture
def run(pytester: pytest.Pytester) -> Run:
    def run_pytest(*arguments: str) -> pytest.RunResult:
        return pytester.runpytest_subprocess(*WARN, "-p", "no:cacheprovider", *arguments)

    return run_pytest


def outcomes(result: pytest.RunResult) -> dict[str, str]:
    """Return the outcome of each test by its name."""
    rows = (line.split() for line in result.outlines if "::" in line and line.split()[-1].endswith("%]"))
    return {row[0]: row[1] for row in rows}


def test_it_is_off_unless_it_is_asked_for(files: Callable[[dict[str, str]], None], run: Run) -> None:
    files({"bad.txt": "A title\nText."})
    assert run().ret == pytest.ExitCode.NO_TESTS_COLLECTED
    assert run("--seeddoc").ret == pytest.ExitCode.TESTS_FAILED


def test_each_document_is_a_test(files: Callable[[dict[str, str]], None], run: Run) -> None:
    files({"seeds/bundle.txt": BUNDLE, "seeds/note.md": "x", "plain.txt": "Another title\n\nOf another text.\n"})
    result = run("--seeddoc")
    assert outcomes(result) == {
        "plain.txt::[file]": "PASSED",
        "plain.txt::plain.txt": "PASSED",
        "seeds/bundle.txt::[file]": "PASSED",
        "seeds/bundle.txt::good.txt": "PASSED",
        "seeds/bundle.txt::bad.txt": "FAILED",
    }
    told = result.stdout.str()
    assert "seeds/bundle.txt:7:1: warning A003" in told
    assert "  7 | A title\n    | ^^^^^^^\n" in told
    assert "Traceback" not in told


def test_globs_of_the_ini_option(files: Callable[[dict[str, str]], None], run: Run) -> None:
    files({"seeds/a.seed": "T\n\nA.", "seeds/b.txt": "T\n\nB.", "c.txt": "T\n\nC."})
    files({"pytest.ini": "[pytest]\nseeddoc_files = *.seed\n  seeds/*.txt\n"})
    assert outcomes(run()).keys() == {
        f"seeds/{name}" for name in ("a.seed::[file]", "a.seed::a.seed", "b.txt::[file]", "b.txt::b.txt")
    }


def test_globs_are_those_of_a_configuration(files: Callable[[dict[str, str]], None], run: Run) -> None:
    files({"pytest.ini": "[pytest]\nseeddoc_files = seeds/**/*.txt\n"})
    files({"seeds/a.txt": GOOD, "seeds/x/y/b.txt": f"{GOOD}More.\n", "more/seeds/c.txt": f"{GOOD}Most.\n"})
    assert {name.partition("::")[0] for name in outcomes(run())} == {"seeds/a.txt", "seeds/x/y/b.txt"}


def test_what_is_no_glob(files: Callable[[dict[str, str]], None], run: Run) -> None:
    files({"pytest.ini": "[pytest]\nseeddoc_files = seeds/[.txt\n", "a.txt": GOOD})
    result = run()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "seeddoc_files: not a glob: 'seeds/[.txt': [ is not closed" in result.stderr.str()


def test_rules_that_cannot_be_loaded(pytester: pytest.Pytester, files: Callable[[dict[str, str]], None]) -> None:
    files(
        {
            "site/broken_rules-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: broken-rules\nVersion: 1.0\n",
            "site/broken_rules-1.0.dist-info/entry_points.txt": "[seeddoc.rules]\nbroken = broken_rules:RULES\n",
            "site/broken_rules.py": "RULES = 1 / 0\n",
            "a.txt": GOOD,
        }
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(pytester.path / "site"), prepend=os.pathsep)
        result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "--seeddoc")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "ERROR: seeddoc: the entry point 'broken' (broken_rules:RULES): division by zero" in result.stderr.str()


def test_a_name_that_is_not_utf8(pytester: pytest.Pytester, run: Run) -> None:
    """What pytest calls a test goes to files, and with xdist to other processes."""
    try:
        (pytester.path / "n\udce9.txt").write_text("A title\nText.", "utf-8")
    except OSError:
        pytest.skip("the file system takes names of UTF-8 only")
    result = run("--seeddoc", "--junitxml", "out.xml", "-n", "1")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert r"FAILED n\xe9.txt::n\xe9.txt" in result.stdout.str()
    assert r"n\xe9.txt" in (pytester.path / "out.xml").read_text("utf-8")


def test_one_document_can_be_chosen(files: Callable[[dict[str, str]], None], run: Run) -> None:
    files({"bundle.txt": BUNDLE})
    assert outcomes(run("--seeddoc", "bundle.txt::good.txt")) == {"bundle.txt::good.txt": "PASSED"}


def test_settings_and_suppressions_are_those_of_check(files: Callable[[dict[str, str]], None], run: Run) -> None:
    files({"bundle.txt": BUNDLE, "sub/bundle.txt": BUNDLE, "sub/seeddoc.toml": "fail-on = 'error'\nignore = ['F']\n"})
    files({"pyproject.toml": "[tool.seeddoc]\nignore = ['A003', 'F']\n"})
    assert set(outcomes(run("--seeddoc")).values()) == {"PASSED"}
    files({"pyproject.toml": "[[tool.seeddoc.suppressions]]\ncode = 'A003'\ntext = 'A title'\nreason = 'so'\n"})
    assert set(outcomes(run("--seeddoc", "bundle.txt")).values()) == {"PASSED"}


def test_names_do_nothing_to_a_terminal(files: Callable[[dict[str, str]], None], run: Run) -> None:
    files({"a.txt": f"<<<FILE a\x1b[31m\u202e>>>\n{GOOD}<<<END FILE>>>\n"})
    result = run("--seeddoc")
    assert outcomes(result)["a.txt::a\\x1b[31m\\u202e"] == "FAILED"
    assert "N004" in result.stdout.str()
    assert "\u202e" not in result.stdout.str()


def test_what_is_about_a_file_as_a_whole(files: Callable[[dict[str, str]], None], run: Run) -> None:
    files({"a.txt": f"Outside.\n<<<FILE>>>\n{GOOD}<<<END FILE>>>\n"})
    result = run("--seeddoc")
    assert outcomes(result) == {"a.txt::[file]": "FAILED", "a.txt::[anonymous]": "PASSED"}
    assert "a.txt:1:1: warning B009" in result.stdout.str()


def test_what_is_found_across_files(files: Callable[[dict[str, str]], None], run: Run) -> None:
    files({"a.txt": GOOD, "b.txt": GOOD})
    result = run("--seeddoc")
    assert outcomes(result)["b.txt::[across-files]"] == "FAILED"
    assert "b.txt:1:1: warning F002" in result.stdout.str()
    # Of one file alone there is nothing to be found across files.
    assert "b.txt::[across-files]" not in outcomes(run("--seeddoc", "b.txt"))


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("seeddoc.toml", "selct = []", "seeddoc: seeddoc.toml: selct: no such key"),
        ("b.txt.gz", "no gzip", "seeddoc: b.txt.gz: is not compressed as .gz, or damaged"),
    ],
)
def test_what_cannot_be_collected(
    files: Callable[[dict[str, str]], None], run: Run, name: str, text: str, told: str
) -> None:
    files({"a.txt": GOOD, name: text})
    result = run("--seeddoc")
    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert told in result.stdout.str()


def test_compressed(pytester: pytest.Pytester, run: Run) -> None:
    (pytester.path / "a.txt.gz").write_bytes(gzip.compress(BUNDLE.encode()))
    assert outcomes(run("--seeddoc", "a.txt.gz"))["a.txt.gz::bad.txt"] == "FAILED"


def test_from_another_directory(pytester: pytest.Pytester, files: Callable[[dict[str, str]], None], run: Run) -> None:
    files({"one/pytest.ini": "[pytest]\nseeddoc_files = *.txt\n", "one/a.txt": GOOD, "other/x": ""})
    other = pytester.path / "other"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(other)
        result = run(
            "--rootdir",
            str(pytester.path / "one"),
            "-c",
            str(pytester.path / "one" / "pytest.ini"),
            str(pytester.path / "one"),
        )
    assert result.ret == 0, result.stdout.str()


def test_other_errors_are_told_as_pytest_does(files: Callable[[dict[str, str]], None], run: Run) -> None:
    files({"a.txt": "A title\nText."})
    files({"conftest.py": "def pytest_runtest_call(item):\n    raise LookupError('of a hook')\n"})
    assert "LookupError: of a hook" in run("--seeddoc").stdout.str()


def test_ini_file_of_the_documentation(files: Callable[[dict[str, str]], None], run: Run) -> None:
    page = (Path(__file__).resolve().parent.parent / "docs" / "integrations.md").read_text("utf-8")
    (ini,) = re.findall(r"^```ini\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    files({"pytest.ini": ini, "seeds/bundle.txt": BUNDLE, "b.seed": "T\n\nB.", "c.txt": "T\n\nC."})
    assert {name.partition("::")[0] for name in outcomes(run())} == {"seeds/bundle.txt", "b.seed"}
