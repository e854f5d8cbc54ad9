"""What a person names on a command line, as named contents.

In come paths as they were typed: files, directories, globs, `-` for standard input. Out come sources, in an order
that does not depend on the file system, and the decompressed bytes of each, read when asked for. A text without
markers counts as one document, named after its file. What cannot be found, read or decompressed is an
`InputError` of one line.

It knows nothing of options, terminals or exit statuses.
"""

from __future__ import annotations

import glob
import io
import os
import sys
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NamedTuple

import attrs

from seeddoc._files import replace_file
from seeddoc.documents import Bundle, read_document
from seeddoc.errors import SeedDocError
from seeddoc.positions import TextIndex
from seeddoc.reader import ParseResult, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

STDIN: Final = "-"
# What a directory is searched for; compressed forms of it too.
TEXT_SUFFIX: Final = ".txt"

# What `parse` finds in a text that has no markers, and nothing more where it has none. A text that cannot be
# decoded is still a text; a damaged marker is none.
_PLAIN_CODES: Final = frozenset({"B012", "E001"})
_NO_BUNDLE_CODES: Final = frozenset({"B009", "B012"})
_BOM: Final = b"\xef\xbb\xbf"


class InputError(SeedDocError):
    """A path that cannot be read or written. Its message is one line and names the path."""


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


# --- Compression: each function raises ValueError for what does not decompress ------------------------------


def _read_gzip(data: bytes) -> bytes:
    import gzip
    import zlib

    try:
        return gzip.decompress(data)
    except (EOFError, OSError, zlib.error) as error:
        raise ValueError(str(error)) from error


def _write_gzip(data: bytes) -> bytes:
    import gzip

    return gzip.compress(data, mtime=0)  # the same bytes whenever it is written


def _read_bz2(data: bytes) -> bytes:
    import bz2

    try:
        return bz2.decompress(data)
    except OSError as error:
        raise ValueError(str(error)) from error


def _write_bz2(data: bytes) -> bytes:
    import bz2

    return bz2.compress(data)


def _read_xz(data: bytes) -> bytes:
    import lzma

    try:
        return lzma.decompress(data)
    except lzma.LZMAError as error:
        raise ValueError(str(error)) from error


def _write_xz(data: bytes) -> bytes:
    import lzma

    return lzma.compress(data)


def _read_zstd(data: bytes) -> bytes:
    import zstandard

    pieces = []
    while data:  # one frame after the other: the one-shot function wants sizes, and takes a cut-off end
        frame = zstandard.ZstdDecompressor().decompressobj()
        try:
            pieces.append(frame.decompress(data))
        except zstandard.ZstdError as error:
            raise ValueError(str(error)) from error
        if not frame.eof:
            raise ValueError("it ends before its end-of-stream marker")
        data = frame.unused_data
    return b"".join(pieces)


def _write_zstd(data: bytes) -> bytes:
    import zstandard

    return zstandard.ZstdCompressor(write_checksum=True).compress(data)


class _Compression(NamedTuple):
    suffix: str
    magic: bytes
    read: Callable[[bytes], bytes]
    write: Callable[[bytes], bytes]


# A magic number here begins no UTF-8 text, but for that of bzip2, which begins no article.
_COMPRESSIONS: Final = (
    _Compression(".gz", b"\x1f\x8b", _read_gzip, _write_gzip),
    _Compression(".bz2", b"BZh", _read_bz2, _write_bz2),
    _Compression(".xz", b"\xfd7zXZ\x00", _read_xz, _write_xz),
    _Compression(".zst", b"\x28\xb5\x2f\xfd", _read_zstd, _write_zstd),
)
# So much tells them apart.
_HEAD: Final = 16
# The suffixes of compressed files.
COMPRESSED: Final = frozenset(each.suffix for each in _COMPRESSIONS)
# After "BZh" and a digit, the number pi begins a block, and its square root ends a file without blocks.
_BZ2_BLOCKS: Final = (b"1AY&SY", b"\x17\x72\x45\x38\x50\x90")


def _by_content(data: bytes) -> _Compression | None:
    for compression in _COMPRESSIONS:
        if data.startswith(compression.magic):
            return compression if compression.suffix != ".bz2" or data[4:10] in _BZ2_BLOCKS else None
    return None


def is_compressed(data: bytes) -> bool:
    """Tell whether data begins as a compressed file does."""
    return _by_content(data) is not None


def _by_name(name: str) -> _Compression | None:
    found = (each for each in _COMPRESSIONS if name.lower().endswith(each.suffix))
    return next(found, None)


def is_compressed_name(name: str) -> bool:
    """Tell whether a file's name says that it is compressed."""
    return _by_name(name) is not None


def _bare_name(name: str) -> str:
    """Return a file's name without the suffix of its compression."""
    compression = _by_name(name)
    return name[: -len(compression.suffix)] if compression else name


# --- Sources ------------------------------------------------------------------------------------------------


@attrs.frozen
class Source:
    """One thing to read.

    Attributes:
        path: of a file; None for standard input.
        label: what findings call it.
        name: of the document, where it holds one without markers.
    """

    path: Path | None
    label: str
    name: str


def find_sources(paths: Sequence[str]) -> tuple[Source, ...]:
    """Find what paths stand for, each file once, in the order of the paths and by name within each.

    Raises:
        InputError: a path is not there, a glob matches nothing, a directory cannot be read or holds no texts.
    """
    found: dict[Path | None, Source] = {}
    for path in paths:
        for source in _find(path):
            found.setdefault(source.path, source)
    return tuple(found.values())


def _find(path: str) -> Iterator[Source]:
    if path == STDIN:
        yield Source(None, "<stdin>", "stdin")
    elif os.path.lexists(path):
        yield from _find_at(path, Path(path).parent)
    elif glob.has_magic(path):
        yield from _find_glob(path)
    else:
        raise InputError(f"{path}: no such file or directory")


def _find_glob(pattern: str) -> Iterator[Source]:
    """Find what a pattern matches; names are relative to the part of it that is no pattern."""
    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        raise InputError(f"{pattern}: nothing matches")
    parts = Path(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    for match in matches:
        yield from _find_at(match, Path(*parts[:fixed]), sought=False)


def _find_at(path: str, base: Path, *, sought: bool = True) -> Iterator[Source]:
    """Find a file, or the texts in a directory; one that was sought by name has to hold some."""
    if not Path(path).is_dir():
        name = Path(path).relative_to(base).as_posix()
        yield Source(Path(path), path, _bare_name(name))
        return
    files = sorted(_walk(Path(path)), key=lambda file: file.parts)
    if sought and not files:
        raise InputError(f"{path}: no *{TEXT_SUFFIX} file in this directory")
    for file in files:
        yield Source(file, str(file), _bare_name(file.relative_to(path).as_posix()))


def _walk(directory: Path) -> Iterator[Path]:
    """Find the texts in a directory, but for hidden ones; links to directories are not followed."""
    for folder, folders, names in os.walk(directory, onerror=_refuse_directory):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and _bare_name(name).lower().endswith(TEXT_SUFFIX):
                yield Path(folder, name)


def _refuse_directory(error: OSError) -> None:
    raise InputError(f"{error.filename}: {_reason(error)}") from error


# --- Contents -----------------------------------------------------------------------------------------------


@attrs.frozen
class Content:
    """What a source holds.

    Attributes:
        source: where it comes from.
        data: decompressed.
        suffix: of the compression that it had, or "".
    """

    source: Source
    data: bytes
    suffix: str = ""

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, as findings count them; bytes that are not UTF-8 as surrogateescape decodes them."""
        return self.data.decode("utf-8", "surrogateescape").split("\n")


def read_source(source: Source) -> Content:
    """Read and decompress a source. What it holds tells how it is compressed, and its name only that it is.

    Raises:
        InputError: it cannot be read, or not decompressed.
    """
    if source.path is None and sys.stdin is None:
        raise InputError(f"{source.label}: closed")
    try:
        data = sys.stdin.buffer.read() if source.path is None else source.path.read_bytes()
    except OSError as error:
        raise InputError(f"{source.label}: {_reason(error)}") from error
    named = _by_name(source.label)
    compression = _by_content(data)
    if compression is None:
        if named:
            raise InputError(f"{source.label}: is not compressed as {named.suffix}, or damaged")
        return Content(source, data)
    return Content(source, _run(compression.read, data, source.label), compression.suffix)


def open_source(source: Source) -> IO[bytes]:
    """Open a source to be read in pieces; one that is compressed, or standard input, is held as a whole.

    Raises:
        InputError: it cannot be read, or not decompressed.
    """
    if source.path is not None and _by_name(source.label) is None:
        try:
            file = source.path.open("rb")
        except OSError as error:
            raise InputError(f"{source.label}: {_reason(error)}") from error
        if _by_content(file.peek(_HEAD)) is None:
            return file
        file.close()
    return io.BytesIO(read_source(source).data)


def _run(codec: Callable[[bytes], bytes], data: bytes, label: str) -> bytes:
    try:
        return codec(data)
    except ImportError as error:
        extra = "pip install 'seeddoc[cli]'"
        raise InputError(f"{label}: this compression needs the module {error.name}: {extra}") from error
    except ValueError as error:
        raise InputError(f"{label}: does not decompress: {_reason(error)}") from error


def write_file(path: Path, data: bytes, suffix: str | None = None) -> None:
    """Write a file as a whole or not at all; a device or a pipe is written to, and never replaced.

    Args:
        path: of the file.
        data: what it is to hold, before it is compressed.
        suffix: of its compression; by default the one in its name.

    Raises:
        InputError: it cannot be written.
    """
    suffix = path.suffix.lower() if suffix is None else suffix
    compression = _by_name(suffix)
    if compression:
        data = _run(compression.write, data, str(path))
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
        else:
            replace_file(path, data)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {_reason(error)}") from error


# --- Bundles and texts without markers ----------------------------------------------------------------------


def read_bundle(content: Content) -> ParseResult:
    """Read a content as a bundle; nothing is raised on account of what it holds."""
    return _named(parse(content.data), content.source.label)


def read_plain(content: Content, result: ParseResult) -> ParseResult | None:
    """Read a content as the one document that it is, or return None where it has markers, or nothing at all."""
    codes = {finding.code for finding in result.errors}
    if "B012" not in codes or not codes <= _PLAIN_CODES:
        return None
    data = content.data
    start = len(_BOM) if data.startswith(_BOM) else 0
    text = data[start:].decode("utf-8", "surrogateescape")
    document = read_document(content.source.name, text, (), True, TextIndex(data), start)
    findings = (each for each in result.diagnostics if each.code not in _NO_BUNDLE_CODES)
    return attrs.evolve(result, bundle=Bundle((document,)), diagnostics=tuple(findings), outside=())


def read_documents(content: Content) -> ParseResult:
    """Read a content as a bundle, or as one document if it has no markers."""
    result = read_bundle(content)
    return read_plain(content, result) or result


def _named(result: ParseResult, filename: str) -> ParseResult:
    findings = tuple(attrs.evolve(finding, filename=filename) for finding in result.diagnostics)
    return attrs.evolve(result, diagnostics=findings, filename=filename)
