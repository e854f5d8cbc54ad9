"""`seeddoc check` over many files: the same report whoever checks, and a clean end when it is cut short."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from seeddoc.cli import main

FAULTY = "A title\nText of {}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for number in range(60):
        path = Path("texts", f"{number:02}.txt")
        path.parent.mkdir(exist_ok=True)
        path.write_text(FAULTY.format(number), "utf-8")
    return tmp_path


def start(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "seeddoc", "check", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.usefixtures("folder")
def test_reports_are_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    reports = set()
    for options in (["--no-cache", "--workers", "1"], ["--no-cache", "--workers", "2"], [], ["--cache-dir", "c"]):
        for _ in range(2):
            assert main(["check", *options, "--format", "full", "texts"]) == 1
            reports.add(capsys.readouterr())
    (report,) = reports
    assert report.out.count("A003") == 60
    assert Path("c", "CACHEDIR.TAG").exists()


@pytest.mark.usefixtures("folder")
def test_rules_across_files_show_lines_of_files_that_are_clean(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        Path(f"{name}.txt").write_text("A title\n\nText.\n", "utf-8")
    for _ in range(2):
        assert main(["check", "a.txt", "b.txt"]) == 1
        out = capsys.readouterr().out
        assert "b.txt:1:1: warning F002" in out
        assert "1 | A title\n" in out


@pytest.mark.parametrize("value", ["0", "-1", "x"])
def test_workers_are_one_or_more(value: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--workers", value, "."]) == 2
    assert "--workers" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_interrupt_stops_all() -> None:
    """A process reads a pipe in which nothing comes; after ^C nobody reads it."""
    os.mkfifo("pipe.txt")
    running = start("--no-cache", "--workers", "2", "texts", "pipe.txt")
    writer = os.open("pipe.txt", os.O_WRONLY)  # waits for who reads
    running.send_signal(signal.SIGINT)
    out, err = running.communicate()
    assert (running.returncode, out, err) == (130, b"", b"")
    with pytest.raises(BrokenPipeError):
        os.write(writer, b"x")
    os.close(writer)


@pytest.mark.usefixtures("folder")
def test_closed_output_is_quiet() -> None:
    documents = "".join(f"<<<FILE {number}.txt>>>\nA title\nText.\n<<<END FILE>>>\n" for number in range(2000))
    Path("texts", "many.txt").write_text(documents, "utf-8")
    running = start("--no-cache", "--workers", "2", "texts")
    assert running.stdout is not None
    assert running.stderr is not None
    assert running.stdout.readline()
    running.stdout.close()
    assert (running.stderr.read(), running.wait()) == (b"", 141)
    running.stderr.close()
