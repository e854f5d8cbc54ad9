"""Writing files so that a fault leaves nothing behind: a file is replaced as a whole, or it stays as it was."""

from __future__ import annotations

import contextlib
import os
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def replace_file(path: os.PathLike[str], data: bytes) -> None:
    """Write a file beside its place, then move it there in one step.

    A file that was there keeps its permissions; a symlink is followed, so that what it points to is replaced. What
    is there and is no file (a device, a pipe) is written to.

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
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        with open(target, "wb") as device:
            yield device
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
