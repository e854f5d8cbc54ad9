"""Pages that one follows by typing: every block is run, in the order of the page, in a folder of its own.

A block after a line that ends with the name of a file and a colon is that file: it is written. In a block `console`
each line that begins with `$` is run by a shell, and what it prints has to be what stands below it; a line `…` there
stands for any number of lines. Blocks `python` run with their results compared; `bash` are for setting up, and may
hold only what `SETUP` names. A block `seeddoc` without a name is an excerpt of the seed document.

The folder begins with a copy of seeds/. Nothing is fetched or installed: a clone of the repository is a folder with its
seeds, and a package that is set up (`pip install ./shouting`) has its entry points made known to the commands after it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
import pytest
from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from tests.test_cli import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sybil import Document, Example, Region

ROOT: Final = Path(__file__).resolve().parent.parent
LANGUAGES: Final = ("bash", "console", "ini", "json", "seeddoc", "text", "toml", "tsv", "yaml")
# What a block `bash` may do: make an environment, and install into it.
SETUP: Final = re.compile(r"\$ (git clone|cd|python3 -m venv|source|pip install|pre-commit install|git init|git add)\b")

# What would change the output of commands; and how wide it is.
VARIABLES: Final = ("FORCE_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS", "PYTHONPATH")
COLUMNS: Final = "80"

# A command of seeddoc that asks nothing of a shell.
_PLAIN: Final = re.compile(r"seeddoc [\w ./=-]+")
_BLANKS: Final = re.compile(r" +$", re.MULTILINE)
_NAMED: Final = re.compile(r"`([\w./-]+)`[^`\n]*:\s*\Z")
COMMAND: Final = re.compile(r"^\$ (.*(?:\\\n.*)*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
_CLONE: Final = re.compile(r"git clone \S+ (\S+)")
_PACKAGE: Final = re.compile(r"pip install (?:-e )?\./([\w-]+)")


def find_name(text: str, start: int) -> str | None:
    """Find the name of the file that a block is, by what stands before it; `start` is where the block begins."""
    found = _NAMED.search(text[:start])
    return found[1] if found else None


def is_excerpt(told: str, text: str) -> bool:
    """Whether a block is part of a text; dots stand for what is left out."""
    pattern = ".*?".join(re.escape(part.strip("\n ")) for part in told.split("…"))
    return re.search(pattern, text, re.DOTALL) is not None


def is_same(told: str, printed: str) -> bool:
    """Whether a page tells what was printed; a line of dots stands for any, blanks at line ends for nothing."""
    parts = re.split("^…\n", _BLANKS.sub("", told), flags=re.MULTILINE)
    return re.fullmatch("(?:.*\n)*".join(map(re.escape, parts)), _BLANKS.sub("", printed)) is not None


@attrs.define
class Walk:
    """Somebody who follows a page.

    Attributes:
        folder: where they are.
        status: of the last command.
        steps: how many there were.
        paths: where Python finds what has been set up.
    """

    folder: Path
    status: int = 0
    steps: int = 0
    paths: tuple[Path, ...] = ()

    def parse(self, document: Document) -> Iterator[Region]:
        """Find what is to be done, by all kinds of blocks."""
        for region in PythonCodeBlockParser()(document):
            if find_name(document.text, region.start):
                region.evaluator = self.write_file
            yield region
        for language in LANGUAGES:
            evaluate = {"console": self.type_commands, "bash": self.set_up}.get(language, self.write_file)
            yield from CodeBlockParser(language, evaluate)(document)

    def write_file(self, example: Example) -> None:
        """Write the file that a block is."""
        name = find_name(example.document.text, example.start)
        if name is None:
            assert example.region.lexemes["arguments"] == "seeddoc", f"a block without a use: {example.parsed}"
            assert is_excerpt(example.parsed, (ROOT / "seeds/bundle.txt").read_text("utf-8"))
            return
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(example.parsed, "utf-8")

    def set_up(self, example: Example) -> None:
        """Make known what would be installed."""
        lines = [line for line in example.parsed.splitlines() if not line.startswith("#")]
        assert [line for line in lines if not SETUP.match(line)] == []
        for name in _CLONE.findall(example.parsed):
            shutil.copytree(ROOT / "seeds", self.folder / name / "seeds")
        for name in _PACKAGE.findall(example.parsed):
            if (self.folder / name / "pyproject.toml").exists():
                self.make_known(self.folder / name)

    def make_known(self, package: Path) -> None:
        """Do as if a package were installed, as far as its entry points go."""
        project = tomllib.loads((package / "pyproject.toml").read_text("utf-8"))["project"]
        info = self.folder / ".site" / f"{project['name']}-{project['version']}.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 1\n", "utf-8")
        groups = project["entry-points"].items()
        text = "".join(f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in names.items()) for group, names in groups)
        (info / "entry_points.txt").write_text(text, "utf-8")
        self.paths = (*self.paths, package, package / "src", info.parent)

    def type_commands(self, example: Example) -> None:
        """Run the commands of a block, and hold what they print against what stands there."""
        commands = COMMAND.findall(example.parsed)
        assert sum(len(command) + len(told) + 3 for command, told in commands) == len(example.parsed)
        for command, told in commands:
            printed = self.run(command)
            assert is_same(told, printed), f"$ {command}\n{told}--- but it prints:\n{printed}"

    def run(self, command: str) -> str:
        """Run one command, and return what it prints: a plain one of seeddoc in this process, all else in a shell."""
        if command == "echo $?":
            return f"{self.status}\n"
        if _PLAIN.fullmatch(command) and not self.paths:
            return self.run_here(shlex.split(command)[1:])
        environment = {
            **{key: value for key, value in os.environ.items() if key not in VARIABLES},
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "PYTHONPATH": os.pathsep.join(map(str, self.paths)),
            "PYTHONIOENCODING": "utf-8",
            "COLUMNS": COLUMNS,
        }
        done = subprocess.run(
            [shutil.which("bash") or "bash", "-c", command],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        self.status = done.returncode
        return done.stdout.decode()

    def run_here(self, arguments: list[str]) -> str:
        """Run a command of seeddoc in this process, which starts no other."""
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            patch.setenv("COLUMNS", COLUMNS)
            for name in VARIABLES:
                patch.delenv(name, raising=False)
            done = run(*arguments)
        self.status = done.status
        return done.text + done.problems


def follow(page: Path, folder: Path) -> Walk:
    """Do all that a page says, in an empty folder."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    walk = Walk(folder)
    for example in Sybil(parsers=[walk.parse]).parse(page).examples():
        example.evaluate()
        walk.steps += 1
    return walk
