"""The cache: what is put in is found, in any process, and nothing that becomes of it fails a run."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seeddoc import caching
from seeddoc._pool import map_in_processes
from seeddoc.caching import DAYS, FILE_NAME, Cache, Known, default_folder, signature_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KEY, FILE = b"key", b"file"


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    with closing(Cache(tmp_path / "cache")) as found:
        yield found


def peek(folder: Path, key: bytes = KEY) -> bytes | None:
    """Return what another process would find."""
    cache = Cache(folder)
    data = cache.get(key)
    cache._used.clear()  # and leave no trace
    cache.close()
    return data


def put(folder: Path, key: bytes = KEY, data: bytes = b"data", signature: str = "s") -> None:
    cache = Cache(folder)
    cache.put(key, data, FILE, signature)
    cache.close()


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(folder / FILE_NAME)
    found = connection.execute(query).fetchall()
    connection.commit()
    connection.close()
    return found


class TestWhatIsPutIn:
    def test_nothing_is_made_before_something_is_put_in(self, cache: Cache) -> None:
        assert (cache.get(KEY), cache.get_files([FILE])) == (None, {})
        cache.close()
        assert not cache.folder.exists()

    def test_found_at_once_and_later(self, cache: Cache) -> None:
        cache.put(KEY, b"data", FILE, "s")
        for _ in range(2):
            assert cache.get(KEY) == b"data"
            assert cache.get(b"other") is None
            assert cache.get_files([FILE, b"other"]) == {FILE: Known(b"data", "s")}
            cache.close()
        assert peek(cache.folder) == b"data"

    def test_file_without_a_signature_is_not_known_again(self, cache: Cache) -> None:
        cache.put(KEY, b"data", FILE, "")
        cache.close()
        assert (cache.get(KEY), cache.get_files([FILE])) == (b"data", {})

    def test_the_last_one_counts(self, cache: Cache) -> None:
        put(cache.folder, signature="old")
        put(cache.folder, b"other", b"new", "new")
        assert cache.get_files([FILE]) == {FILE: Known(b"new", "new")}

    def test_many(self, cache: Cache) -> None:
        names = [str(number).encode() for number in range(2 * caching.BATCH + 1)]
        for name in names:
            cache.put(name, name * 2, name, "s")
        assert cache.get_files(names) == {name: Known(name * 2, "s") for name in names}
        cache.close()
        assert cache.get_files(names) == {name: Known(name * 2, "s") for name in names}

    def test_the_folder_tells_others_to_leave_it_alone(self, cache: Cache) -> None:
        put(cache.folder)
        put(cache.folder, b"again")
        assert (cache.folder / ".gitignore").read_text("utf-8") == "*\n"
        assert (
            (cache.folder / "CACHEDIR.TAG")
            .read_text("utf-8")
            .startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
        )


class TestAge:
    def test_what_is_not_used_goes(self, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
        put(cache.folder)
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + (DAYS - 1) * 86_400)
        assert peek(cache.folder) == b"data"
        later = Cache(cache.folder)
        later.get(KEY)
        later.close()
        monkeypatch.setattr(time, "time", lambda: now + (2 * DAYS - 2) * 86_400)
        put(cache.folder, b"other", signature="")
        assert rows(cache.folder, "SELECT key FROM results ORDER BY key") == [(KEY,), (b"other",)]
        assert rows(cache.folder, "SELECT file FROM files") == []
        monkeypatch.setattr(time, "time", lambda: now + (3 * DAYS - 3) * 86_400)
        put(cache.folder, b"third")
        assert rows(cache.folder, "SELECT key FROM results ORDER BY key") == [(b"other",), (b"third",)]


class TestDamage:
    @pytest.mark.parametrize("damage", ["data = 'text'", "data = x'00'", "sum = 0", "sum = 'x'", "data = NULL"])
    def test_row_that_is_not_what_was_put_in(self, cache: Cache, damage: str) -> None:
        put(cache.folder)
        rows(cache.folder, f"UPDATE results SET {damage}")  # noqa: S608 - written here
        assert (cache.get(KEY), cache.get_files([FILE])) == (None, {})
        put(cache.folder)
        assert cache.get(KEY) == b"data"

    @pytest.mark.parametrize("data", [b"", b"no database at all" * 400, b"SQLite format 3\x00" + b"\xff" * 8000])
    def test_file_that_is_no_cache(self, cache: Cache, data: bytes) -> None:
        cache.folder.mkdir()
        (cache.folder / FILE_NAME).write_bytes(data)
        assert cache.get(KEY) is None
        cache.put(KEY, b"data", FILE, "s")
        cache.close()
        put(cache.folder)
        assert peek(cache.folder) == b"data"

    def test_other_tables(self, cache: Cache) -> None:
        cache.folder.mkdir()
        rows(cache.folder, "CREATE TABLE results (x)")
        put(cache.folder)
        assert cache.get(KEY) is None

    @pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="what is not allowed is allowed")
    def test_folder_that_cannot_be_written(self, cache: Cache) -> None:
        cache.folder.mkdir()
        cache.folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
        put(cache.folder)
        assert list(cache.folder.iterdir()) == []

    def test_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        cache = Cache(tmp_path / "file" / "cache")
        cache.put(KEY, b"data", FILE, "s")
        cache.close()
        assert cache.get(KEY) is None

    def test_locked(self, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
        put(cache.folder)
        connect: Callable[..., sqlite3.Connection] = sqlite3.connect
        monkeypatch.setattr(sqlite3, "connect", lambda *args, **more: connect(*args, **more | {"timeout": 0.0}))
        locked = connect(cache.folder / FILE_NAME, isolation_level=None)
        locked.execute("BEGIN EXCLUSIVE")
        cache.put(b"other", b"data", FILE, "s")
        cache.close()
        locked.execute("COMMIT")
        locked.close()
        assert (peek(cache.folder), peek(cache.folder, b"other")) == (b"data", None)


def _fill(folder_and_number: tuple[Path, int]) -> int:
    folder, number = folder_and_number
    for each in range(5):
        put(folder, f"{number} {each}".encode(), signature="")
    return number


def test_many_processes_at_once(cache: Cache) -> None:
    """Each process writes 40 times, while the other does."""
    jobs = [(cache.folder, number) for number in range(16)]
    assert [result for _, result in map_in_processes(_fill, jobs, 2)] == list(range(16))
    assert rows(cache.folder, "SELECT count(*) FROM results") == [(80,)]


class TestSignature:
    def test_of_a_file(self, tmp_path: Path) -> None:
        path = tmp_path / "a"
        path.write_bytes(b"x")
        assert signature_of(str(path)) == ""  # it may be changed again within the clock's grain
        found = self.settle(path)
        assert found
        path.write_bytes(b"y")
        os.utime(path, (0, 0))
        assert self.settle(path) not in {found, ""}

    def settle(self, path: Path) -> str:
        with pytest.MonkeyPatch.context() as patch:
            now = time.time()
            patch.setattr(time, "time", lambda: now + 60)
            return signature_of(str(path))

    def test_of_what_is_no_file(self, tmp_path: Path) -> None:
        assert (signature_of(str(tmp_path)), signature_of(str(tmp_path / "nope"))) == ("", "")


@pytest.mark.parametrize(
    ("platform", "variables", "wanted"),
    [
        ("linux", {"SEEDDOC_CACHE_DIR": "/x"}, "/x"),
        ("linux", {"XDG_CACHE_HOME": "/y"}, "/y/seeddoc"),
        ("linux", {"HOME": "/h"}, "/h/.cache/seeddoc"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Caches/seeddoc"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/seeddoc"),
    ],
)
def test_default_folder(platform: str, variables: dict[str, str], wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SEEDDOC_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert default_folder() == Path(wanted)
