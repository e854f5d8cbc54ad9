"""Watching: what changes, comes or goes is seen, and so is what changes while something is done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from seeddoc import watching
from seeddoc.cli import _running, main
from seeddoc.watching import changes, look_at, watch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.watching import State

CLEAN = "A title\n\nText.\n"
FAULTY = "A title\nText.\n"


def test_changes(tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in "abcd"]
    for path in paths[:3]:
        Path(path).write_text("1", "utf-8")
    before = look_at(paths)
    assert changes(before, look_at(paths)) == []
    Path(paths[0]).unlink()
    Path(paths[1]).write_text("22", "utf-8")
    Path(paths[3]).write_text("1", "utf-8")
    assert changes(before, look_at(paths)) == [paths[0], paths[1], paths[3]]
    assert changes({"a": None}, {}) == changes({}, {"a": None}) == ["a"]


def test_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    """States are looked at in turn: one like the one before makes it wait, and one that is new is looked at again."""
    old, half, new = {"a": (1,)}, {"a": None}, {"a": (2,)}
    states: Iterator[State] = iter([old, old, half, new, half, new, new, {"b": None}, {"b": None}, {"b": None}])
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    done: list[list[str]] = []
    with pytest.raises(StopIteration):
        watch(lambda: next(states), done.append)
    assert done == [[], ["a"], ["a", "b"]]
    assert len(waits) == 3
    assert min(waits) >= watching.PAUSE


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (["a"], "a changed"),
        (["", "a", "b", "c"], "a, b, c changed"),
        (["a", "b", "c", "d", "e"], "a, b, c and 2 more files changed"),
        ([""], "files changed"),
        ([str(Path.cwd() / "x")], "x changed"),
    ],
)
def test_what_has_changed_is_told(changed: list[str], told: str) -> None:
    assert _running._tell(changed) == told


class Watched:
    """A command that watches, and what it tells."""

    def __init__(self, *arguments: str, cwd: Path) -> None:
        command = [sys.executable, "-m", "seeddoc", "check", "--watch", "--format", "concise", *arguments]
        self.process = subprocess.Popen(
            command, cwd=cwd, text=True, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def line(self) -> str:
        return self._read(self.process.stdout)

    def note(self) -> str:
        return self._read(self.process.stderr)

    def _read(self, stream: IO[str] | None) -> str:
        assert stream is not None
        return stream.readline().rstrip("\n")

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        self.process.communicate()
        return self.process.returncode


def put(path: Path, text: str) -> None:
    """Write a file as a whole: whoever watches it must not see it while it is empty."""
    new = path.with_name("new")
    new.write_text(text, "utf-8")
    os.replace(new, path)


@pytest.mark.parametrize("options", [[], ["--no-cache"], ["--workers", "1"]])
def test_command(tmp_path: Path, options: list[str]) -> None:
    """Rules across files stay right: a text that two files have is seen when the second one comes."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(CLEAN, "utf-8")
    watched = Watched("in", *options, cwd=tmp_path)
    try:
        assert watched.line() == "No findings in 1 document, 1 file."
        put(tmp_path / "in" / "a.txt", FAULTY)
        assert watched.note() == f"seeddoc: {Path('in', 'a.txt')} changed; checking again"
        assert watched.line().startswith(f"{Path('in', 'a.txt')}:1:1: A003 ")
        assert watched.line().startswith("1 warning in 1 file")
        assert watched.line().startswith("Can be mended")
        os.replace(tmp_path / "in" / "a.txt", tmp_path / "x")
        assert watched.note() == f"seeddoc: {Path('in', 'a.txt')} changed; checking again"
        assert watched.note() == "seeddoc: in: no *.txt file in this directory"
        put(tmp_path / "seeddoc.toml", 'ignore = ["A003"]')
        assert watched.note() == "seeddoc: seeddoc.toml changed; checking again"
        assert watched.note() == "seeddoc: in: no *.txt file in this directory"
        os.replace(tmp_path / "x", tmp_path / "in" / "a.txt")
        assert watched.note() == f"seeddoc: {Path('in', 'a.txt')} changed; checking again"
        assert watched.line() == "No findings in 1 document, 1 file."
        put(tmp_path / "in" / "b.txt", FAULTY)
        assert watched.note() == f"seeddoc: {Path('in', 'b.txt')} changed; checking again"
        assert watched.line().startswith(f"{Path('in', 'b.txt')}:1:1: F002 ")
        put(tmp_path / "seeddoc.toml", "selct = []")
        assert watched.note() == "seeddoc: seeddoc.toml changed; checking again"
        assert "did you mean 'select'?" in watched.note()
    finally:
        assert watched.end() == 130


def test_what_is_read_besides(tmp_path: Path) -> None:
    """A configuration by any name, what it extends, and suppressions."""
    for name, text in {"a.txt": FAULTY, "my.toml": "extend = 'base.toml'", "base.toml": "", "meant.toml": ""}.items():
        (tmp_path / name).write_text(text, "utf-8")
    watched = Watched("--config", "my.toml", "--suppressions", "meant.toml", "a.txt", cwd=tmp_path)
    try:
        assert watched.line().startswith("a.txt:1:1: A003 ")
        put(tmp_path / "base.toml", "ignore = ['A003']")
        assert watched.note() == "seeddoc: base.toml changed; checking again"
        put(tmp_path / "my.toml", "fail-on = 'never'")
        assert watched.note() == "seeddoc: base.toml, my.toml changed; checking again"
        put(tmp_path / "meant.toml", "[[suppressions]]\ncode = 'A003'\nreason = 'x'\nfile = 'a.txt'")
        assert watched.note() == "seeddoc: meant.toml changed; checking again"
    finally:
        assert watched.end() == 130


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--watch", "--fix", "."], "--watch and --fix do not go together"),
        (["--watch", "-"], "--watch is for files, not for standard input"),
    ],
)
def test_what_cannot_be_watched(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", *arguments]) == 2
    assert message in capsys.readouterr().err
