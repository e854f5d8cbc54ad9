"""Files and URLs as streams of bytes, decompressed on the way: no more is read than is asked for.

In come paths and `Url`s; out come bytes. What a file holds tells how it is compressed, and its name only that it is.
What cannot be read or decompressed is an `InputError` of one line. It knows nothing of bundles.
"""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, Final, Self, TypeAlias

from seeddoc._compression import HEAD, Counted, Rewound, compression_by_name, compression_of
from seeddoc._remote import Url, open_url, read_url_range, reason, size_of_url
from seeddoc.errors import InputError
from seeddoc.limits import DEFAULT, FREE, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from seeddoc._compression import Readable

# How much of a file is read at a time, in bytes.
CHUNK: Final = 256 * 1024

Location: TypeAlias = "str | os.PathLike[str] | Url"


def refuse_module(label: str, error: ImportError) -> InputError:
    """Return what to say where a compression has no module."""
    extra = "pip install 'seeddoc[cli]'"
    return InputError(f"{label}: this compression needs the module {error.name}: {extra}")


class Stream:
    """A file that is read from its beginning, decompressed.

    Args:
        file: it.
        label: what errors call it.
        must_fit: whether a name that says that it is compressed must be right.
        keep_open: whether it is somebody else's to close, as standard input is.
        limits: how much it may hold when it is decompressed.

    Attributes:
        suffix: of its compression, or "".
    """

    def __init__(
        self,
        file: Readable,
        label: str,
        *,
        must_fit: bool = True,
        keep_open: bool = False,
        limits: Limits | None = None,
    ) -> None:
        self.label = label
        self._expansion = (limits or DEFAULT).expansion
        self._made = 0
        self._keep_open = keep_open
        self._file = file
        self._source: Readable = file
        self.suffix = ""
        self._begun = False
        head = self._read(HEAD)
        compression, named = compression_of(head), compression_by_name(label)
        self._source = self._packed = Counted(_rewind(head, file))
        if compression:
            self.suffix = compression.suffix
            try:
                self._source = compression.open(self._packed)
            except ImportError as error:
                raise refuse_module(label, error) from error
        elif named and must_fit:
            raise InputError(f"{label}: is not compressed as {named.suffix}, or damaged")

    def read(self, size: int = -1, /) -> bytes:
        """Read up to so many bytes; nothing at the end.

        Raises:
            InputError: it cannot be read, or not decompressed.
        """
        if not self.suffix:
            return self._read(size)
        pieces, left = list[bytes](), size
        while left and (piece := self._read(CHUNK if left < 0 else min(left, CHUNK))):
            pieces.append(piece)
            left -= len(piece) if left > 0 else 0
        return b"".join(pieces)

    def chunks(self, size: int = CHUNK) -> Iterator[bytes]:
        """Read it piece by piece."""
        while chunk := self._read(size):
            yield chunk

    def _read(self, size: int) -> bytes:
        try:
            data = self._source.read(size)
        except Exception as error:  # every library of fsspec's has its own
            doing = "does not decompress: " if self.suffix else ""
            raise InputError(f"{self.label}: {doing}{reason(error)}") from error
        if self.suffix and not self._begun:
            self._begun = True
            inner = compression_of(data[:HEAD])
            if inner:
                raise InputError(
                    f"{self.label}: is compressed twice, {inner.suffix} in {self.suffix}: decompress it once"
                )
        self._made += len(data)
        if self.suffix and self._expansion is not None and self._made > max(FREE, self._expansion * self._packed.size):
            raise InputError(
                f"{self.label}: {self._packed.size:,} bytes of it decompress to more than {self._expansion} times as "
                f"many, {self._made:,} so far; raise the limit expansion if it is trusted"
            )
        return data

    def close(self) -> None:
        """Let go of the file."""
        if not self._keep_open:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _rewind(head: bytes, file: Readable) -> Readable:
    """Return a file as if its beginning had not been read. Not every one that says so can go back."""
    if isinstance(file, io.BufferedReader) and file.seekable():
        file.seek(0)
        return file
    return Rewound(head, file)


def open_stream(location: Location, label: str = "", *, must_fit: bool = True, limits: Limits | None = None) -> Stream:
    """Open a file or URL to read it from its beginning to its end, decompressed.

    Raises:
        OSError: a file cannot be opened.
        InputError: a URL cannot; or it is not compressed as its name says.
    """
    file = open_file(location)
    try:
        return Stream(file, label or str(location), must_fit=must_fit, limits=limits)
    except BaseException:
        file.close()
        raise


def open_file(location: Location) -> Readable:
    """Open a file or URL as it stands, to read it from its beginning to its end.

    Raises:
        OSError: a file cannot be opened.
        InputError: a URL cannot.
    """
    return open_url(location) if isinstance(location, Url) else open(location, "rb")


def size_of(location: Location) -> int | None:
    """Return the size of a file in bytes; None where parts of it cannot be read by themselves.

    Raises:
        OSError: a file is not there.
        InputError: a URL is not.
    """
    return size_of_url(location) if isinstance(location, Url) else os.stat(location).st_size


def modified(location: Location) -> int:
    """Return when a file was last changed, in nanoseconds; 0 for a URL, which may not say."""
    return 0 if isinstance(location, Url) else os.stat(location).st_mtime_ns


def read_range(location: Location, start: int, stop: int) -> bytes:
    """Read a part of a file as it stands.

    Raises:
        OSError: a file cannot be read.
        InputError: a URL cannot.
    """
    if isinstance(location, Url):
        return read_url_range(location, start, stop)
    with open(location, "rb") as file:
        file.seek(start)
        return file.read(stop - start)
