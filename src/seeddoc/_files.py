"""Writing files so that a fault leaves nothing behind: a file is replaced as a whole, or it stays as it was."""

from __future__ import annotations

import contextlib
import os
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Write a file beside its place, then move it there in one step.

    A file that was there keeps its permissions; a symlink is followed, so that what it points to is replaced.

    Raises:
        OSError: the file cannot be written; what was there is still there.
    """
    path = path.resolve()
    mode = path.stat().st_mode & 0o7777 if path.exists() else None
    handle, name = tempfile.mkstemp(prefix=f".{path.name}."[:100], suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, _default_mode() if mode is None else mode)  # noqa: PTH101
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise


def _default_mode() -> int:
    """Return the permissions that an ordinary new file would get."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
