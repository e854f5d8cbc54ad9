"""A cache of results: bytes by the digest of what they were made of, in one SQLite file.

Two things are kept: a result by its key, and for a file the key of its result beside what the system says of the file
(size, times, number), so that one which has not been touched need not be read. Any number of processes may use a cache
at once. It never fails a run: what cannot be read, written, locked or trusted is a cache that holds nothing. What has
not been used for `DAYS` is let go.

It knows nothing of what the bytes are, and of keys only that they are bytes.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import sys
import time
import zlib
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What the system says of a file: size, time of change in two ways, number.
Signature: TypeAlias = str

# Of the database in its folder; the number is that of its layout.
FILE_NAME: Final = "results-1.sqlite"
# The environment variable that names the folder.
VARIABLE: Final = "SEEDDOC_CACHE_DIR"
# How long a result is kept that nobody asks for.
DAYS: Final = 30
# Rows that are written at once, and those that are asked for at once.
BATCH: Final = 1000
ASKED: Final = 500
# Seconds that a file must not have been touched for: a second change within the clock's grain would not be seen.
SETTLED: Final = 2.0

_TAG: Final = "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of seeddoc; it can be removed at any time.\n"
_TABLES: Final = """
    CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, sum INTEGER, day INTEGER, data BLOB) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS files (file BLOB PRIMARY KEY, signature TEXT, key BLOB, day INTEGER) WITHOUT ROWID;
"""
_BY_KEY: Final = "SELECT key, key, sum, day, data, '' FROM results WHERE key IN ({})"
_BY_FILE: Final = (
    "SELECT files.file, results.key, results.sum, results.day, results.data, files.signature "
    "FROM files JOIN results ON results.key = files.key WHERE files.file IN ({})"
)


class Known(NamedTuple):
    """A result that was put in, and the signature that its file had then.

    Attributes:
        data: the result, as it was put in.
        signature: what the system said of the file: its number, size and times.
    """

    data: bytes
    signature: Signature


def default_folder() -> Path:
    """Return where the cache is, unless it is said: SEEDDOC_CACHE_DIR, or a folder in the user's own for caches."""
    if told := os.environ.get(VARIABLE):
        return Path(told)
    if sys.platform == "win32":
        top = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        top = "~/Library/Caches"
    else:
        top = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(os.path.expanduser(top), "seeddoc")  # not Path.expanduser, which raises where there is no home


def signature_of(path: str) -> Signature:
    """Return what the system says of a file; "" where that cannot tell whether it is touched from now on."""
    try:
        found = os.stat(path)
    except OSError:
        return ""
    touched = max(found.st_mtime, found.st_ctime)
    if not stat.S_ISREG(found.st_mode) or time.time() - touched < SETTLED:
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino} {found.st_dev}"


class Cache:
    """The cache in a folder; both are made when something is put in.

    Args:
        folder: of the cache.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._today = int(time.time() // 86_400)
        self._connection: sqlite3.Connection | None = None
        self._broken = False
        # What is not written yet, and keys of what was used and is older than today.
        self._results: dict[bytes, bytes] = {}
        self._files: dict[bytes, tuple[Signature, bytes]] = {}
        self._used: list[bytes] = []

    def get(self, key: bytes) -> bytes | None:
        """Return what was put in by a key, or None."""
        if key in self._results:
            return self._results[key]
        return next((known.data for _, known in self._ask(_BY_KEY, [key])), None)

    def get_files(self, files: Sequence[bytes]) -> dict[bytes, Known]:
        """Return the results of files, as far as they are known; whether the signatures still hold is not asked."""
        rest = iter(files)
        found: dict[bytes, Known] = {}
        while asked := list(islice(rest, ASKED)):
            found.update(self._ask(_BY_FILE, asked))
        for file in self._files.keys() & set(files):
            signature, key = self._files[file]
            found[file] = Known(self._results[key], signature)
        return found

    def put(self, key: bytes, data: bytes, file: bytes, signature: Signature) -> None:
        """Put in a result, and that it is a file's, if the file has a signature: the one before it was read."""
        self._results[key] = data
        if signature:
            self._files[file] = (signature, key)
        if len(self._results) >= BATCH:
            self._write()

    def close(self) -> None:
        """Write what is not written yet and let go of the file; the cache can be used again after that."""
        if self._results or self._used:
            self._write()
        if self._connection:
            self._connection.close()
        self._connection = None

    # The file

    def _ask(self, query: str, keys: list[bytes]) -> Iterator[tuple[bytes, Known]]:
        """Yield what a query gives for keys, as far as it is sound."""
        try:
            connection = self._connect(to_write=False)
            if connection is None:
                return
            rows = connection.execute(query.format(",".join("?" * len(keys))), keys).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return
        for name, key, total, day, data, signature in rows:
            if isinstance(data, bytes) and zlib.crc32(data) == total:
                if day != self._today:
                    self._used.append(key)
                yield name, Known(data, signature)

    def _connect(self, *, to_write: bool) -> sqlite3.Connection | None:
        if self._connection or self._broken:
            return self._connection
        path = self.folder / FILE_NAME
        if to_write:
            make_folder(self.folder)
        elif not path.exists():
            return None
        self._connection = sqlite3.connect(path, timeout=5.0, isolation_level=None)
        self._connection.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; {_TABLES}")
        return self._connection

    def _give_up(self, error: Exception) -> None:
        """Use the file no more; one that is damaged is removed, so that the next run makes a new one."""
        self._broken = True
        if self._connection:
            self._connection.close()
        self._connection = None
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            for name in (FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"):
                with contextlib.suppress(OSError):
                    (self.folder / name).unlink()

    def _write(self) -> None:
        """Write all that is new, in one transaction, and forget it."""
        today = self._today
        results = [(key, zlib.crc32(data), today, data) for key, data in self._results.items()]
        files = [(file, *known, today) for file, known in self._files.items()]
        used = [(today, key) for key in self._used]
        self._results, self._files, self._used = {}, {}, []
        try:
            connection = self._connect(to_write=True)
            if connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", results)
                connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", files)
                connection.executemany("UPDATE results SET day = ? WHERE key = ?", used)
                connection.execute("DELETE FROM results WHERE day < ?", (today - DAYS,))
                connection.execute("DELETE FROM files WHERE day < ?", (today - DAYS,))
                connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)


def make_folder(folder: Path) -> None:
    """Make the folder of a cache, with what tells git and backups to leave it alone.

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
        if not (folder / name).exists():
            (folder / name).write_text(text, "utf-8")
