"""Writing files: as a whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from seeddoc import Document, dump
from seeddoc._files import _find_descriptor, replace_file


def test_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    mask = os.umask(0o027)
    try:
        replace_file(path, b"\xffx\r\n")
    finally:
        os.umask(mask)
    assert path.read_bytes() == b"\xffx\r\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_an_old_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o604)
    replace_file(path, b"new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o604


def test_a_symlink_is_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old")
    link.symlink_to(target)
    replace_file(link, b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_long_name(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 120 + ".txt")
    replace_file(path, b"x")
    assert path.read_bytes() == b"x"


def test_what_is_no_file_is_written_to() -> None:
    replace_file(Path(os.devnull), b"x")
    assert not Path(os.devnull).is_file()


def test_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        replace_file(pipe, b"x")
        assert os.read(reader, 9) == b"x"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def fail(*_arguments: object) -> None:
    raise OSError("no space left")


@pytest.mark.parametrize("step", ["replace", "chmod", "fdopen"])
def test_a_fault_leaves_the_old_file_and_nothing_else(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with monkeypatch.context() as patched:
        patched.setattr(os, step, fail)
        with pytest.raises(OSError, match="no space left"):
            dump([Document("a", "x")], path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_fault_is_told_even_where_the_rest_cannot_be_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", fail)
        patched.setattr(os, "unlink", fail)
        with pytest.raises(OSError, match="no space left"):
            replace_file(tmp_path / "a.txt", b"x")
    assert not (tmp_path / "a.txt").exists()


def test_no_such_directory(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "missing" / "a.txt", b"x")


@pytest.mark.skipif(not os.path.exists("/dev/fd"), reason="the system has no names for open files")
def test_an_open_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    """As where a shell sends the output to a file, and the output is named by its number."""
    path, link = tmp_path / "log.txt", tmp_path / "link"
    with path.open("wb", buffering=0) as log:
        log.write(b"before\n")
        link.symlink_to(f"/dev/fd/{log.fileno()}")
        replace_file(Path(f"/dev/fd/{log.fileno()}"), b"one\n")
        replace_file(link, b"two\n")
        replace_file(Path(f"/proc/self/fd/{log.fileno()}"), b"three\n")
        log.write(b"after\n")
    assert path.read_bytes() == b"before\none\ntwo\nthree\nafter\n"
    assert sorted(tmp_path.iterdir()) == [link, path]


def test_links_without_end(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(OSError, match=r"[Ss]ymbolic links|cannot be resolved"):
        replace_file(one, b"x")
    assert sorted(tmp_path.iterdir()) == [one, other]


@pytest.mark.parametrize(("name", "number"), [("stdout", 1), ("stderr", 2)])
def test_standard_streams_have_names(name: str, number: int) -> None:
    assert _find_descriptor(Path("/dev") / name) == number
    assert _find_descriptor(Path("/dev/null")) is None
