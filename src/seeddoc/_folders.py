"""Directories below which nothing is followed: what `unpack` and `pack` reach the disk by.

In come names of one segment, each looked up in a directory that is held open where the system can do that, so that
a symbolic link made between a check and a write leads nowhere. What the system refuses is an `OSError`. Which names
are good, and what is written when, is not known here.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self, TypeAlias

import attrs

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

# The segments of a name, from the directory down.
Segments: TypeAlias = tuple[str, ...]

# Whether files are opened below a directory that is held open, so that a symbolic link made between the check
# and the write is not followed. Elsewhere (Windows) every path is looked up anew.
ANCHORED = {os.open, os.mkdir, os.stat, os.rename, os.unlink, os.rmdir, os.link, os.chmod} <= os.supports_dir_fd

_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_NO_WAIT: Final = getattr(os, "O_NONBLOCK", 0)
_OPEN_FOLDER: Final = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
# What a junction of Windows says of itself: a link in all but its name.
_JUNCTION: Final = 0xA0000003

# What stands under a name, as messages say it.
LINK: Final = "a symbolic link"
FOLDER: Final = "a directory"
FILE: Final = "a file"
DEVICE: Final = "neither a file nor a directory"


def _lock(handle: int) -> bool:
    try:
        import fcntl  # not on Windows

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


@attrs.frozen(eq=False)
class Folder:
    """A directory below which nothing is followed: held open, or only a path where the system cannot do that.

    Attributes:
        top: the directory that the user named.
        segments: the way from there to here.
        handle: the open directory, or None.
    """

    top: Path
    segments: Segments
    handle: int | None

    @classmethod
    def at(cls, top: Path) -> Self:
        """Open the user's directory, which may be a symbolic link."""
        if ANCHORED:
            return cls(top, (), os.open(top, _OPEN_FOLDER))
        os.scandir(top).close()
        return cls(top, (), None)

    @property
    def path(self) -> Path:
        return self.top.joinpath(*self.segments)

    def _at(self, name: str) -> str:
        return str(self.path / name) if self.handle is None else name

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        if self.handle is not None:
            with contextlib.suppress(OSError):
                os.close(self.handle)

    def enter(self, name: str) -> Folder:
        """Open a directory in this one."""
        segments = (*self.segments, name)
        if self.handle is not None:
            return Folder(self.top, segments, os.open(name, _OPEN_FOLDER | _NO_FOLLOW, dir_fd=self.handle))
        if self.kind(name) != FOLDER:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), self._at(name))
        return Folder(self.top, segments, None)

    def along(self, segments: Sequence[str], *, make: bool = False) -> Generator[Folder, None, None]:
        """Go down: yield this directory and each one on the way, open until the next one is asked for.

        With `make`, directories that are missing are made.
        """
        folder = self
        try:
            yield folder
            for segment in segments:
                if make:
                    with contextlib.suppress(FileExistsError):
                        folder.make_folder(segment)
                outer, folder = folder, folder.enter(segment)
                if outer is not self:
                    outer.close()
                yield folder
        finally:
            if folder is not self:
                folder.close()

    @contextlib.contextmanager
    def below(self, segments: Sequence[str], *, make: bool = False) -> Iterator[Folder]:
        """Open a directory further down, for as long as the context lasts; `make` as in `along`."""
        with contextlib.closing(self.along(segments, make=make)) as folders:
            for _ in segments:
                next(folders)
            yield next(folders)

    def names(self) -> list[str]:
        return os.listdir(self.path if self.handle is None else self.handle)

    def status(self, name: str) -> os.stat_result:
        """Return what the system knows of an entry; of a link itself, not of what it points to."""
        return os.stat(self._at(name), dir_fd=self.handle, follow_symlinks=False)

    def kind(self, name: str) -> str:
        found = self.status(name)
        if stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION:
            return LINK
        if stat.S_ISDIR(found.st_mode):
            return FOLDER
        return FILE if stat.S_ISREG(found.st_mode) else DEVICE

    def holds(self, name: str) -> bool:
        try:
            return bool(self.kind(name))
        except FileNotFoundError:
            return False

    def read(self, name: str) -> bytes:
        with open(self._open(name, os.O_RDONLY), "rb") as file:
            return file.read()

    def _open(self, name: str, mode: int) -> int:
        """Open a regular file that is there; no pipe is waited for."""
        handle = os.open(self._at(name), mode | _NO_FOLLOW | _NO_WAIT, dir_fd=self.handle)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise OSError(errno.EINVAL, f"no longer {FILE}", str(self.path / name))
        return handle

    @contextlib.contextmanager
    def locked(self, name: str) -> Iterator[bool]:
        """Hold a lock on a file for as long as the context lasts; False if another has it, or there are none here."""
        handle = self._open(name, os.O_RDWR)  # on network file systems a lock is for writing
        try:
            yield _lock(handle)
        finally:
            with contextlib.suppress(OSError):
                os.close(handle)

    def create(self, name: str, data: bytes) -> None:
        """Write a new file; that of another is never opened."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW
        handle = os.open(self._at(name), flags, 0o666, dir_fd=self.handle)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
        finally:
            os.close(handle)

    def make_folder(self, name: str, mode: int = 0o777) -> None:
        os.mkdir(self._at(name), mode, dir_fd=self.handle)

    def copy_mode(self, name: str, other: str) -> None:
        os.chmod(self._at(other), self.status(name).st_mode & 0o777, dir_fd=self.handle)

    def link(self, name: str, to: Folder, other: str) -> None:
        os.link(self._at(name), to._at(other), src_dir_fd=self.handle, dst_dir_fd=to.handle, follow_symlinks=False)

    def move(self, name: str, to: Folder, other: str) -> None:
        os.replace(self._at(name), to._at(other), src_dir_fd=self.handle, dst_dir_fd=to.handle)

    def remove(self, name: str) -> None:
        os.unlink(self._at(name), dir_fd=self.handle)

    def remove_folder(self, name: str) -> None:
        os.rmdir(self._at(name), dir_fd=self.handle)
