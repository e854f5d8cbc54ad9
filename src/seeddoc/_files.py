"""Writing files so that a fault leaves nothing behind: a file is replaced as a whole, or it stays as it was."""

from __future__ import annotations

import contextlib
import os
import re
from functools import partial
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


# What names an open file of the process itself, and no place of its own: it may be a file that the shell writes to.
_DESCRIPTOR: Final = re.compile(r"/(?:dev|proc/self)/(?:fd/(?P<number>[0-9]{1,9})|std(?:(?P<out>out)|(?P<err>err)))")
# So many links are followed, as systems do.
_LINKS: Final = 40
# What is held back is kept in memory up to so many bytes, else in a temporary file.
_IN_MEMORY: Final = 16 * 1024 * 1024


def replace_file(path: os.PathLike[str], data: bytes) -> None:
    """Write a file beside its place, then move it there in one step.

    A file that was there keeps its permissions; a symlink is followed, so that what it points to is replaced. What
    is there and is no file (a device, a pipe) is written to, and so is an open file (`/dev/stdout`).

    Raises:
        OSError: the file cannot be written; what was there is still there.
    """
    with replacing(path) as file:
        file.write(data)


@contextlib.contextmanager
def replacing(path: os.PathLike[str]) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of another one, as by `replace_file`, when the block ends well.

    Raises:
        OSError: the file cannot be written; what was there is still there, as after any other exception.
    """
    if (number := _find_descriptor(path)) is not None:
        with os.fdopen(os.dup(number), "wb") as opened, holding_back(partial(_copy, opened)) as held:
            yield held
        return
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        with open(target, "wb") as device, holding_back(partial(_copy, device)) as held:
            yield held
        return
    beside = os.path.join(os.path.dirname(target), f".seeddoc-{os.urandom(8).hex()}.tmp")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        with contextlib.suppress(FileNotFoundError):
            os.chmod(beside, os.stat(target).st_mode & 0o7777)
        os.replace(beside, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise


@contextlib.contextmanager
def holding_back(finish: Callable[[IO[bytes]], object]) -> Iterator[IO[bytes]]:
    """Open a file that nobody sees, and hand it on, from its beginning, when the block ends well.

    Raises:
        OSError: there is no room to hold it.
    """
    from tempfile import SpooledTemporaryFile  # who writes no file need not wait for it

    with SpooledTemporaryFile(_IN_MEMORY) as file:
        yield file
        file.seek(0)
        finish(file)


def _copy(target: IO[bytes], held: IO[bytes]) -> None:
    from shutil import copyfileobj

    copyfileobj(held, target)


def _find_descriptor(path: os.PathLike[str]) -> int | None:
    """Return the number of the open file that a path, or what it links to, names; None where it is none."""
    place = os.path.abspath(path)
    for _ in range(_LINKS):
        if found := _DESCRIPTOR.fullmatch(place):
            return 1 if found["out"] else 2 if found["err"] else int(found["number"])
        if not os.path.islink(place):
            break
        place = os.path.normpath(os.path.join(os.path.dirname(place), os.readlink(place)))
    return None
