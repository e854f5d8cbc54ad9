"""Compression: the common formats by what their files begin with and are called, read piece by piece and written.

In come file objects and bytes; out come the same, decompressed or compressed. What does not decompress raises whatever
its library does, EOFError where it ends too soon. `.zst` needs zstandard.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable

# The longest that has to be seen to know a compression.
HEAD: Final = 10


class Readable(Protocol):
    """What can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Read up to so many bytes, by default all; nothing more at the end."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class Rewound:
    """A file of which the beginning has been read."""

    def __init__(self, head: bytes, file: Readable) -> None:
        self._head = head
        self._file = file

    def read(self, size: int = -1, /) -> bytes:
        """Read up to so many bytes, by default all."""
        head, self._head = self._head, b""
        if 0 <= size < len(head):
            self._head = head[size:]
            return head[:size]
        return head + self._file.read(size - len(head) if size >= 0 else -1)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class Counted:
    """A file that tells how much of it has been read."""

    def __init__(self, file: Readable) -> None:
        self.size = 0
        self._file = file

    def read(self, size: int = -1, /) -> bytes:
        """Read up to so many bytes, by default all."""
        data = self._file.read(size)
        self.size += len(data)
        return data

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _open_gzip(file: Any) -> Readable:
    import gzip

    return gzip.GzipFile(fileobj=file, mode="rb")


class _Members:
    """Reads what is compressed in one member or several, one after the other, in bounded memory.

    Python's own readers take damage behind the first for nothing, and zstandard's a cut-off end for an end.

    Args:
        file: what is compressed.
        new: makes what decompresses a member.
        error: what that raises, beside OSError and EOFError.
        is_bounded: whether it can be told how much to make; if not, it makes of what it is given all there is, which
            zstandard keeps to 32,768 times as much.
        padding: in bytes: so many zeros, or a multiple of that, may stand behind a member.
    """

    # What is given to a decompressor at a time, and what is asked of it.
    PIECE: Final = 256
    MOST: Final = 256 * 1024

    def __init__(
        self,
        file: Readable,
        new: Callable[[], Any],
        error: type[Exception] = EOFError,
        *,
        is_bounded: bool = True,
        padding: int = 0,
    ) -> None:
        self._file = file
        self._new = new
        self._error = error
        self._most = (self.MOST,) if is_bounded else ()
        self._padding = padding
        self._member: Any = None
        self._given = b""
        self._made = b""
        self._at = 0  # how much of that has been read

    def read(self, size: int = -1, /) -> bytes:
        pieces, left = list[bytes](), size
        while left:
            if self._at == len(self._made):
                made = self._next()
                if made is None:
                    break
                self._made, self._at = made, 0
                continue
            end = len(self._made) if left < 0 else min(len(self._made), self._at + left)
            pieces.append(self._made[self._at : end])
            left -= end - self._at if left > 0 else 0
            self._at = end
        return b"".join(pieces)

    def _next(self) -> bytes | None:
        given = b""
        if not (self._member and self._most and not self._member.needs_input):
            given = self._given or self._file.read(self.PIECE)
            if self._padding and not self._member:
                given = self._behind_padding(given)
            if not given:
                if self._member:
                    raise EOFError("it ends before its end-of-stream marker")
                return None
        self._member = self._member or self._new()
        try:
            made: bytes = self._member.decompress(given, *self._most)
        except self._error as error:
            raise ValueError(str(error)) from error
        self._given = b""
        if self._member.eof:
            self._given, self._member = self._member.unused_data, None
        return made

    def _behind_padding(self, given: bytes) -> bytes:
        """Pass over the zeros that end one member before the next."""
        zeros = 0
        while given:
            rest = given.lstrip(b"\0")
            zeros += len(given) - len(rest)
            given = rest
            if rest:
                break
            given = self._file.read(self.PIECE)
        if zeros % self._padding:
            raise ValueError(f"{zeros} zeros stand behind a stream, which are no multiple of {self._padding}")
        return given

    def close(self) -> None:
        self._file.close()


def _open_bz2(file: Any) -> Readable:
    import bz2

    return _Members(file, bz2.BZ2Decompressor, padding=1)


def _open_xz(file: Any) -> Readable:
    import lzma

    return _Members(file, lzma.LZMADecompressor, lzma.LZMAError, padding=4)


def _open_zstd(file: Any) -> Readable:
    import zstandard

    return _Members(file, zstandard.ZstdDecompressor().decompressobj, zstandard.ZstdError, is_bounded=False)


def _create_gzip(file: IO[bytes], _: int) -> IO[bytes]:
    import gzip

    # The same bytes whenever it is written, and whatever it is called.
    return cast("IO[bytes]", gzip.GzipFile("", "wb", fileobj=file, mtime=0))


def _create_bz2(file: IO[bytes], _: int) -> IO[bytes]:
    import bz2

    return cast("IO[bytes]", bz2.BZ2File(file, "wb"))


def _create_xz(file: IO[bytes], _: int) -> IO[bytes]:
    import lzma

    return cast("IO[bytes]", lzma.LZMAFile(file, "wb"))


def _create_zstd(file: IO[bytes], size: int) -> IO[bytes]:
    import zstandard

    # The size, which some readers ask for, stands at the beginning.
    compressor = zstandard.ZstdCompressor(write_checksum=True)
    return cast("IO[bytes]", compressor.stream_writer(file, size=size, closefd=False))


class Compression(NamedTuple):
    """A way to compress.

    Attributes:
        suffix: of its files.
        magic: what they begin with.
        open: reads a file decompressed.
        create: opens a file to write so many bytes to it, compressed; closing it leaves the file itself open.
    """

    suffix: str
    magic: bytes
    open: Callable[[Any], Readable]
    create: Callable[[IO[bytes], int], IO[bytes]]


# A magic number here begins no UTF-8 text, but for that of bzip2, which begins no article.
_COMPRESSIONS: Final = (
    Compression(".gz", b"\x1f\x8b", _open_gzip, _create_gzip),
    Compression(".bz2", b"BZh", _open_bz2, _create_bz2),
    Compression(".xz", b"\xfd7zXZ\x00", _open_xz, _create_xz),
    Compression(".zst", b"\x28\xb5\x2f\xfd", _open_zstd, _create_zstd),
)
_BY_SUFFIX: Final = {each.suffix: each for each in _COMPRESSIONS}
# The suffixes of compressed files.
COMPRESSED: Final = frozenset(_BY_SUFFIX)
# What a frame of zstandard that is to be passed over begins with, after a byte from 0x50 to 0x5F: pzstd's first one.
_SKIPPED: Final = b"\x2a\x4d\x18"
# After "BZh" and a digit, the number pi begins a block, and its square root ends a file without blocks.
_BZ2_BLOCKS: Final = (b"1AY&SY", b"\x17\x72\x45\x38\x50\x90")


def compression_of(head: bytes) -> Compression | None:
    """Return how data that begins like this is compressed."""
    if head[1:4] == _SKIPPED and 0x50 <= head[0] <= 0x5F:
        return _BY_SUFFIX[".zst"]
    for compression in _COMPRESSIONS:
        if head.startswith(compression.magic):
            return compression if compression.suffix != ".bz2" or head[4:10] in _BZ2_BLOCKS else None
    return None


def compression_by_name(name: str) -> Compression | None:
    """Return how a file of this name is compressed."""
    _, dot, last = name.rpartition(".")
    return _BY_SUFFIX.get(dot + last.lower())


def bare_name(name: str) -> str:
    """Return a file's name without the suffix of its compression."""
    compression = compression_by_name(name)
    return name[: -len(compression.suffix)] if compression else name
