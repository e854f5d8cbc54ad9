"""The manual: every command that its pages have typed runs, on files like those that they speak of.

The first page, the tutorial and the guides are walked through (tests/test_docs_walks.py). Blocks `console` of all other
pages are typed here, in their order, in a folder that has what they name. What stands below a command is what it
prints; where nothing stands, it has to run, with something found or not.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Final

import pytest

from bench.__main__ import BENCHMARKS
from tests.test_docs import PAGES, ROOT, WALKS, relative
from tests.test_evaluation import RIVER, RIVER_MARKED, SIGN, SIGN_MARKED
from tests.walks import COMMAND, Walk, is_same

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK: Final = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMENT: Final = re.compile(r" +# .*$")
MANUAL: Final = [page for page in PAGES if page not in WALKS and _BLOCK.search(page.read_text("utf-8"))]

EXTRAS: Final = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
# What is not run here, and which tests are there for it.
ELSEWHERE: Final = {
    r"make \w+": "test_goals_of_the_pages_are_there",
    r"seeddoc server$": "tests/test_server.py",
    r"seeddoc check --watch ": "tests/test_watching.py",
    r"seeddoc stats 'https:": "tests/test_inputs.py (nothing is fetched in tests)",
}


def commands_of(page: Path) -> list[tuple[str, str]]:
    """Return what a page has typed, without comments, and what it says that is printed."""
    found = []
    for block in _BLOCK.findall(page.read_text("utf-8")):
        commands = COMMAND.findall(block)
        assert sum(len(command) + len(told) + 3 for command, told in commands) == len(block), block
        found += [(_COMMENT.sub("", command), told) for command, told in commands]
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder that has what the pages name."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    bundle = (ROOT / "seeds/bundle.txt").read_bytes()
    for name in ("bundle.txt", "news.txt", "news/one.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(bundle)
    (tmp_path / "notes.txt").write_text("<<<FILE a.txt>>>\nA title\n\nText.\n<<<END_FILE>>>\n", "utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "river.txt").write_text(
        "The river\n\n“The wa\u200bter is high, said Asha Verma.\n", "utf-8"
    )
    meant = re.findall(
        r"^```toml\n(.*?)^```$", (ROOT / "docs/baseline.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    (tmp_path / "meant.toml").write_text(meant[0], "utf-8")
    for corpus in ("corpus", "PolNeAR/data/train"):
        for month in ("01", "02", "05"):
            for name, text, marked in (("river", RIVER, RIVER_MARKED), ("sign", SIGN, SIGN_MARKED)):
                for kind, content in (
                    (f"text/{name}_2016-{month}-01.txt", text),
                    (f"attributions/{name}_2016-{month}-01_1.ann", marked),
                ):
                    path = tmp_path / corpus / kind
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(content, "utf-8", newline="")
    return tmp_path


def type_one(walk: Walk, command: str, told: str) -> None:
    """Type a command, or look whether it is one."""
    if any(re.match(each, command) for each in ELSEWHERE):
        return
    if command.startswith("pip install "):
        extras = re.findall(r"\[([\w,]+)\]", command)
        assert {name for each in extras for name in each.split(",")} <= EXTRAS.keys()
    elif command.startswith("python -m bench"):
        words = shlex.split(command)[3:]
        assert words[0].startswith("--") or words[0] in BENCHMARKS
        asked = [sys.executable, "-m", "bench", *words, "--help"]
        ended = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False)
        assert ended.returncode == 0, ended.stderr
    else:
        printed = walk.run(command)
        assert walk.status in {0, 1}, f"$ {command}\n{printed}"
        assert not told or is_same(told, printed), f"$ {command}\n{told}--- but it prints:\n{printed}"


@pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="the pages are typed into bash")
@pytest.mark.parametrize("page", MANUAL, ids=relative)
def test_page(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:cacheprovider")
    walk, commands = Walk(folder), list(commands_of(page))
    assert commands, "a page of the manual shows at least one"
    for command, told in commands:
        type_one(walk, command, told)


def test_there_are_pages() -> None:
    assert len(MANUAL) >= 12
    typed = [command for page in MANUAL for command, _ in commands_of(page)]
    assert [each for each in ELSEWHERE if not any(re.match(each, command) for command in typed)] == []
    assert sum(any(re.match(each, command) for each in ELSEWHERE) for command in typed) < len(typed) / 5


@pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="the pages are typed into bash")
@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("seeddoc check no-such-file", ""),
        ("seeddoc check --no-such-option articles", ""),
        ("seeddoc stats seeds", "documents  99\n"),
        ("pip install 'seeddoc[nothing]'", ""),
        ("python -m bench nothing", ""),
    ],
)
def test_what_is_not_so_is_noticed(command: str, told: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(AssertionError):
        type_one(Walk(folder), command, told)
