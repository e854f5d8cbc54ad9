"""What a person names on a command line, as named contents.

In come paths as they were typed: files, directories, globs, URLs, `-` for standard input. Out come sources, in an order
that does not depend on the file system, and the decompressed bytes of each, read when asked for. A directory is
searched as git would, and no link that is found in it is followed; what is named itself is always read. A text without
markers counts as one document, named after its file. What cannot be found, read or decompressed is an `InputError` of
one line.

It knows nothing of options, terminals or exit statuses.
"""

from __future__ import annotations

import glob
import os
import re
import sys
from contextlib import ExitStack, contextmanager
from functools import cached_property, partial
from pathlib import Path
from shutil import copyfileobj
from typing import IO, TYPE_CHECKING, Final

import attrs

from seeddoc._compression import bare_name, compression_by_name
from seeddoc._files import holding_back, replacing
from seeddoc._grammar import WHITE_SPACE
from seeddoc._ignoring import REPOSITORY, Ignoring, ignoring_above
from seeddoc._remote import Url, find_urls, is_url, reason
from seeddoc._streams import Stream, open_stream, refuse_module
from seeddoc.articles import language_of
from seeddoc.diagnostics import CODES, diagnostic
from seeddoc.dialects import CANONICAL
from seeddoc.documents import Bundle, read_document
from seeddoc.errors import InputError
from seeddoc.limits import DEFAULT, Limits
from seeddoc.positions import START, TextIndex
from seeddoc.reader import ParseResult, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seeddoc._compression import Compression

# The path that stands for standard input.
STDIN: Final = "-"
# What a directory is searched for; compressed forms of it too.
TEXT_SUFFIX: Final = ".txt"

# What `parse` finds in a text that has no markers, and nothing more where it has none. A text that cannot be
# decoded is still a text; a damaged marker is none.
_PLAIN_CODES: Final = frozenset({"B012", "E001"})
_NO_BUNDLE_CODES: Final = frozenset({"B009", "B012"})
_BOM: Final = b"\xef\xbb\xbf"
# Without any of these a text has no markers, and is in no other encoding.
_SIGNS: Final = (b"<", b">", b"\0", _BOM)

# So many bytes tell the encoding of a text, and fewer do not.
_SEEN: Final = 4096
_LEAST: Final = 8
# The encodings with two or four bytes a character: which of four bytes are mostly zero in Latin text, and which hardly.
_MOSTLY: Final = 0.6
_HARDLY: Final = 0.02
_WIDE: Final = (
    ("UTF-32LE", (1, 2, 3), (0,)),
    ("UTF-32BE", (0, 1, 2), (3,)),
    ("UTF-16LE", (1, 3), (0, 2)),
    ("UTF-16BE", (0, 2), (1, 3)),
)

_SEPARATORS: Final = os.sep + "/"
_PART: Final = re.compile(rf"[^{re.escape(_SEPARATORS)}]+")


# --- Sources ------------------------------------------------------------------------------------------------


@attrs.frozen
class Source:
    """One thing to read.

    Attributes:
        path: of a file; None for standard input, and for a URL.
        label: what findings call it.
        name: of the document, where it holds one without markers.
        url: where it is, if that is no path.
    """

    path: Path | None
    label: str
    name: str
    url: Url | None = None

    @property
    def location(self) -> Path | Url | None:
        """Where it is; None for standard input."""
        return self.path or self.url


def find_sources(paths: Sequence[str], *, respect_gitignore: bool = True) -> tuple[Source, ...]:
    """Find what paths stand for, each file once, in the order of the paths and by name within each.

    Args:
        paths: as they were typed.
        respect_gitignore: leave out of a directory what git ignores in it.

    Raises:
        InputError: a path is not there, a glob matches nothing, a directory cannot be read or holds no texts.
    """
    found: dict[Path | Url | None, Source] = {}
    for path in paths:
        for source in _find(path, respect_gitignore):
            found.setdefault(source.location, source)
    return tuple(found.values())


def _find(path: str, respect_gitignore: bool) -> Iterator[Source]:
    if path == STDIN:
        yield Source(None, "<stdin>", "stdin")
    elif is_url(path):
        yield from _find_urls(Url(path))
    elif os.path.lexists(path):
        yield from _find_at(path, Path(path).parent, respect_gitignore)
    elif glob.has_magic(path):
        yield from _find_glob(path, respect_gitignore)
    else:
        raise InputError(f"{path or repr(path)}: no such file or directory")


def _find_urls(url: Url) -> Iterator[Source]:
    """Find what a URL stands for; names are relative to the part of it that is no pattern."""
    for each, path in find_urls(url, TEXT_SUFFIX):
        yield Source(None, each.address, bare_name(path), each)


def _find_glob(pattern: str, respect_gitignore: bool) -> Iterator[Source]:
    """Find what a pattern matches; names are relative to the part of it that is no pattern."""
    matches = sorted({match for match in _expand(pattern) if _may_be_read(match)})
    if not matches:
        raise InputError(f"{pattern}: nothing matches")
    parts = Path(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    for match in matches:
        yield from _find_at(match, Path(*parts[:fixed]), respect_gitignore, sought=False)


def _expand(pattern: str) -> Iterator[str]:
    """Yield what a pattern matches; `**` finds no links and nothing behind one, since who made them is not known."""
    deep = next((part for part in _PART.finditer(pattern) if part[0] == "**"), None)
    if deep is None:
        yield from glob.iglob(pattern)
        return
    before, after = pattern[: deep.start()], pattern[deep.end() :].lstrip(_SEPARATORS)
    for top in glob.iglob(before) if glob.has_magic(before) else [before]:
        for folder, inner, _ in os.walk(top or os.curdir):
            inner[:] = [name for name in inner if not name.startswith(".")]
            here = os.path.join(folder, "") if top else os.path.join(folder, "")[len(os.path.join(os.curdir, "")) :]
            # Without anything after it, folders are gone through anyway.
            below = _expand(glob.escape(here) + (after or "*"))
            yield from (path for path in below if not _is_linked(path, here) and (after or not os.path.isdir(path)))


def _is_linked(path: str, folder: str) -> bool:
    """Tell whether what is in a folder is a link, or behind one that is in the folder."""
    ends = (found.end() for found in _PART.finditer(path, len(folder)))
    return any(os.path.islink(path[:end]) for end in ends)


def _may_be_read(path: str) -> bool:
    """Tell files and folders from pipes and devices, which might never end; a link may lead nowhere."""
    return os.path.isfile(path) or os.path.isdir(path) or not os.path.exists(path)


def _find_at(path: str, base: Path, respect_gitignore: bool, *, sought: bool = True) -> Iterator[Source]:
    """Find a file, or the texts in a directory; one that was sought by name has to hold some."""
    top = Path(path)
    if not top.is_dir():
        yield Source(top, path, bare_name(top.relative_to(base).as_posix()))
        return
    names = sorted(_walk(top, respect_gitignore), key=lambda name: name.split("/"))
    if sought and not names:
        hidden = respect_gitignore and any(True for _ in _walk(top, respect_gitignore=False))
        more = " that git does not ignore; --no-respect-gitignore reads the others" if hidden else ""
        raise InputError(f"{path}: no *{TEXT_SUFFIX} file in this directory{more}")
    for name in names:
        file = top / name
        yield Source(file, str(file), bare_name(name))


def _walk(top: Path, respect_gitignore: bool) -> Iterator[str]:
    """Find the texts in a directory, by their paths in it, but for hidden ones and those that git ignores.

    Links are not followed: they may lead to anything, anywhere, and round in a circle.
    """
    real = f"{Path(os.path.realpath(top)).as_posix().rstrip('/')}/"
    pending = [("", ignoring_above(real) if respect_gitignore else None)]
    while pending:
        folder, ignoring = pending.pop()
        here = f"{real}{folder}"
        entries = _list(top / folder)
        if ignoring is not None:
            ignoring = ignoring.entered(here, is_repository=any(each.name == REPOSITORY for each in entries))
        for entry in entries:
            if entry.name.startswith(".") or _is_ignored(ignoring, f"{here}{entry.name}", entry):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append((f"{folder}{entry.name}/", ignoring))
            elif bare_name(entry.name).lower().endswith(TEXT_SUFFIX) and entry.is_file(follow_symlinks=False):
                yield f"{folder}{entry.name}"


def _is_ignored(ignoring: Ignoring | None, path: str, entry: os.DirEntry[str]) -> bool:
    return ignoring is not None and ignoring.ignores(path, is_folder=entry.is_dir(follow_symlinks=False))


def _list(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        raise InputError(f"{error.filename}: {reason(error)}") from error


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


def read_source(source: Source, *, limits: Limits | None = None) -> Content:
    """Read and decompress a source. What it holds tells how it is compressed, and its name only that it is.

    Args:
        source: it.
        limits: how much it may hold, decompressed.

    Raises:
        InputError: it cannot be read, or not decompressed, or holds more.
    """
    most = (limits or DEFAULT).input_size
    with open_source(source, limits) as stream:
        data = stream.read(-1 if most is None else most + 1)
        if most is not None and len(data) > most:
            hint = "raise the limit input-size if it is trusted"
            raise InputError(f"{source.label}: holds more than {most:,} bytes{_when(stream)}; {hint}")
        return Content(source, data, stream.suffix)


def _when(stream: Stream) -> str:
    return " when it is decompressed" if stream.suffix else ""


def open_source(source: Source, limits: Limits | None = None) -> Stream:
    """Open a source, to be read and decompressed piece by piece.

    Args:
        source: it.
        limits: how much it may hold for its size.

    Raises:
        InputError: it cannot be read, or is not compressed as its name says.
    """
    location = source.location
    if location is None:
        if sys.stdin is None:
            raise InputError(f"{source.label}: closed")
        return Stream(sys.stdin.buffer, source.label, must_fit=False, keep_open=True, limits=limits)
    try:
        return open_stream(location, source.label, limits=limits)
    except OSError as error:
        raise InputError(f"{source.label}: {reason(error)}") from error


def write_file(path: Path, data: bytes, suffix: str | None = None) -> None:
    """Write a file as a whole or not at all; a device or a pipe is written to, and never replaced.

    Args:
        path: of the file.
        data: what it is to hold, before it is compressed.
        suffix: of its compression; by default the one in its name.

    Raises:
        InputError: it cannot be written.
    """
    with writing_file(path, suffix) as file:
        file.write(data)


@contextmanager
def writing_file(path: Path, suffix: str | None = None) -> Iterator[IO[bytes]]:
    """Open a file that is written as a whole when the block ends well, or not at all, as by `write_file`.

    Arguments and what it raises are the same; and BrokenPipeError, where it is a pipe that nobody reads any more.
    """
    compression = compression_by_name(path.suffix if suffix is None else suffix)
    try:
        with ExitStack() as stack:
            file = stack.enter_context(replacing(path))
            if compression:
                file = stack.enter_context(holding_back(partial(_compress, compression, path, file)))
            yield file
    except BrokenPipeError:  # whoever reads a pipe has seen enough
        raise
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {reason(error)}") from error


def _compress(compression: Compression, path: Path, target: IO[bytes], held: IO[bytes]) -> None:
    size = held.seek(0, os.SEEK_END)
    held.seek(0)
    try:
        packed = compression.create(target, size)
    except ImportError as error:
        raise refuse_module(str(path), error) from error
    with packed as file:
        copyfileobj(held, file)


def replace_source(content: Content, data: bytes) -> None:
    """Write a file anew that was read.

    Args:
        content: what was read, of a file.
        data: what the file is to hold, before it is compressed as it was.

    Raises:
        InputError: it cannot be written; or it is no file, but a pipe or a device, so that it would be lost.
    """
    path = content.source.path
    if path is None or not path.is_file():
        raise InputError(f"{content.source.label}: is no file that can be written anew; give - for standard input")
    write_file(path, data, content.suffix)


# --- Bundles and texts without markers ----------------------------------------------------------------------


def read_bundle(content: Content, limits: Limits | None = None) -> ParseResult:
    """Read a content as a bundle; nothing is raised on account of what it holds."""
    return _named(parse(content.data, limits=limits), content.source.label)


def is_plain(result: ParseResult) -> bool:
    """Tell whether what was read as a bundle is a text without markers, and not nothing at all."""
    surplus = {code for code, _ in result.surplus if CODES[code].severity == "error"}
    codes = surplus | {finding.code for finding in result.errors}
    return "B012" in codes and codes <= _PLAIN_CODES


def read_plain(content: Content, result: ParseResult, limits: Limits | None = None) -> ParseResult | None:
    """Read a content as the one document that it is, or return None where it has markers, or nothing at all.

    Limits hold for it as for any document: where it exceeds one, there is that error and no document. UTF-16 and UTF-32
    have a zero byte beside each letter, and are no text here even without a byte order mark.
    """
    if not is_plain(result):
        return None
    data = content.data
    wide = _wide_encoding(data[:_SEEN])
    if wide:
        detail = f"{wide} without a byte order mark; `iconv -f {wide} -t UTF-8` converts it"
        return _without_document(result, "E003", detail)
    start = len(_BOM) if data.startswith(_BOM) else 0
    limits = limits or DEFAULT
    exceeded = _exceeded(len(data) - start, limits)
    if exceeded:
        return _without_document(result, "B015", exceeded)
    text = data[start:].decode("utf-8", "surrogateescape")
    document = read_document(content.source.name, text, (), True, TextIndex(data), start, language_of(limits))
    findings = tuple(each for each in result.diagnostics if each.code not in _NO_BUNDLE_CODES)
    surplus = tuple(each for each in result.surplus if each[0] not in _NO_BUNDLE_CODES)
    return attrs.evolve(result, bundle=Bundle((document,)), diagnostics=findings, outside=(), surplus=surplus)


def _without_document(result: ParseResult, code: str, detail: str) -> ParseResult:
    """Return the result for a text that is not read, since there is an error."""
    finding = diagnostic(code, START, detail=detail, filename=result.filename)
    return attrs.evolve(result, bundle=Bundle(), diagnostics=(finding,), outside=(), surplus=())


def _exceeded(size: int, limits: Limits) -> str:
    """Tell which limit one document of a size exceeds, as the scanner does; "" if none."""
    if limits.documents == 0:
        return "more than 0 documents (documents)"
    if limits.document_size is not None and size > limits.document_size:
        return f"a document of more than {limits.document_size} (document_size)"
    return ""


def _wide_encoding(data: bytes) -> str | None:
    """Return the encoding of a text that begins like this, if it has two or four bytes a character."""
    if b"\0" not in data or len(data) < _LEAST:
        return None
    zero = [data[at::4].count(0) / len(data[at::4]) for at in range(4)]
    for encoding, empty, letters in _WIDE:
        if all(zero[at] >= _MOSTLY for at in empty) and all(zero[at] <= _HARDLY for at in letters):
            return encoding
    return None


def read_documents(content: Content, limits: Limits | None = None) -> ParseResult:
    """Read a content as a bundle, or as one document if it has no markers."""
    return read_content(content, limits)[0]


def read_content(content: Content, limits: Limits | None = None) -> tuple[ParseResult, bool]:
    """Read a content as a bundle, or as one document if it has no markers, and tell whether it has none."""
    plain = _read_ordinary(content, limits or DEFAULT)
    if plain is None:
        result = read_bundle(content, limits)
        plain = read_plain(content, result, limits)
        if plain is None:
            return result, False
    return plain, True


def _read_ordinary(content: Content, limits: Limits) -> ParseResult | None:
    """Read a text that plainly has no markers, nor anything else to be told of, without looking for any; else None."""
    data = content.data
    if any(sign in data for sign in _SIGNS) or _exceeded(len(data), limits):
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not text.strip(WHITE_SPACE) or (limits.input_size is not None and len(data) > limits.input_size):
        return None
    document = read_document(content.source.name, text, (), True, TextIndex(data), 0, language_of(limits))
    return ParseResult(Bundle((document,)), (), (), (CANONICAL,), content.source.label)


def _named(result: ParseResult, filename: str) -> ParseResult:
    findings = tuple(attrs.evolve(finding, filename=filename) for finding in result.diagnostics)
    return attrs.evolve(result, diagnostics=findings, filename=filename)
