"""Partitions: what paths hold, cut into pieces of work that any process on any machine can read by itself.

In come paths as on a command line: bundles, texts without markers, directories, globs. Out come `Partition` values,
which are small, pickle, and read themselves. A large bundle is cut where documents begin (`seeddoc._borders`), small
files are put together, and a compressed file stays whole. Read one after the other, partitions give the documents and
findings that their files give, each with its place in the file.

What cannot be found or read is an `InputError` of one line.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Final

import attrs

from seeddoc._borders import Cutter, Part, PartReader, Whole
from seeddoc.errors import ArticleError
from seeddoc.inputs import InputError, Source, find_sources, is_compressed, is_compressed_name, read_plain, read_source
from seeddoc.positions import START, Place, Position
from seeddoc.reader import Errors, ParseResult, check_errors, collect, deliver, named, to_result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seeddoc._collector import Event
    from seeddoc._scanner import Limits
    from seeddoc.articles import Article
    from seeddoc.dialects import Spelling
    from seeddoc.documents import Document
    from seeddoc.positions import Where

SIZE: Final = 16 * 1024 * 1024
# How much of a file is read at a time, in bytes.
_CHUNK: Final = 1024 * 1024
# How much larger a text is than its compressed file, or so.
_RATIO: Final = 4


@attrs.frozen
class Piece:
    """A file of a partition, or a part of one.

    Attributes:
        source: the file.
        size: of the file when it was cut, in bytes.
        part: what of it, or None for all.
        whole: what is known of the whole bundle.
        start: where in the file the part begins, if that was counted.
    """

    source: Source
    size: int
    part: Part | None = None
    whole: Whole = attrs.field(factory=Whole)
    start: Position | None = None

    @property
    def label(self) -> str:
        """What findings call it, and which bytes it is."""
        if self.part is None:
            return self.source.label
        return f"{self.source.label}, bytes {self.part.start:,} to {self.part.stop:,}"

    def read(self, limits: Limits | None = None) -> tuple[Iterator[Event], Iterable[Spelling]]:
        """Return what it holds, and the spellings of the documents (to be gone through after that)."""
        if self.part is None:
            return _read_whole(self.source, limits)
        reader = PartReader(_read_bytes(self, self.part), self.part, self.whole, self._where(self.part), limits)
        return named(reader.events(), self.source.label), reader.spellings

    def _where(self, part: Part) -> Where:
        return self.start or Place(partial(_locate, self.source), part.start)


def _read_whole(source: Source, limits: Limits | None) -> tuple[Iterator[Event], Iterable[Spelling]]:
    content = read_source(source)
    collector = collect(content.data, limits)
    if not collector.count:
        plain = read_plain(content, to_result(collector.events, (), source.label))
        if plain:
            return iter((*plain.diagnostics, *plain.bundle)), ()
    return named(collector.events, source.label), collector.spellings


def _read_bytes(piece: Piece, part: Part) -> bytes:
    """Read a part of a file that has not changed since it was cut."""
    label = piece.source.label
    try:
        with open(_path(piece.source), "rb") as file:
            is_same = os.fstat(file.fileno()).st_size == piece.size
            file.seek(part.start)
            data = file.read(part.stop - part.start)
    except OSError as error:
        raise InputError(f"{label}: {error.strerror}") from error
    if not is_same or (part.start and not data.startswith(b"<<<")):
        raise InputError(f"{label}: has changed since it was cut into parts")
    return data


def _path(source: Source) -> str:
    return os.fspath(source.path or "")


# --- Places -------------------------------------------------------------------------------------------------

# For each file, how far it has been counted: parts are mostly read one after the other.
_counted: dict[str, tuple[int, Position]] = {}


def _locate(source: Source, offset: int) -> Position:
    """Return the position of a byte at the start of a line: by counting the file up to there."""
    at, position = _counted.get(source.label, (0, START))
    if at > offset:
        at, position = 0, START
    with open(_path(source), "rb") as file:
        file.seek(at)
        line: list[bytes] = []
        while at < offset and (chunk := file.read(min(_CHUNK, offset - at))):
            at += len(chunk)
            cut = chunk.rfind(b"\n") + 1 if at < offset else len(chunk)
            if cut:
                lines = b"".join([*line, chunk[:cut]])
                position = position.advanced(lines.decode("utf-8", "surrogateescape"), len(lines))
                line.clear()
            line.append(chunk[cut:])
    _counted[source.label] = at, position
    return position


# --- Partitions ---------------------------------------------------------------------------------------------


@attrs.frozen
class Partition:
    """A piece of work: a part of a large bundle, or some small files.

    It pickles, and reads its files wherever they have the same paths. Documents and findings know their places in
    the file that they are of.

    Attributes:
        pieces: the files, or the part of one.
    """

    pieces: tuple[Piece, ...]

    @property
    def label(self) -> str:
        """What to call it: `news.txt, bytes 0 to 1,048,576`, or `a.txt and 7 more`."""
        more = len(self.pieces) - 1
        return self.pieces[0].label + (f" and {more} more" if more else "")

    @property
    def size(self) -> int:
        """How many bytes of files it has to read."""
        return sum(piece.part.stop - piece.part.start if piece.part else piece.size for piece in self.pieces)

    def documents(self, *, errors: Errors = "raise", limits: Limits | None = None) -> Iterator[Document]:
        """Read its documents one by one.

        A text without markers is a document, named after its file.

        Args:
            errors: as for `iter_documents`.
            limits: where to stop reading; the number of documents is that of a partition.

        Raises:
            BundleError: an error, with `errors="raise"`.
            InputError: a file cannot be read, or has changed since it was cut.
        """
        check_errors(errors)
        for piece in self.pieces:
            events, _ = piece.read(limits)
            yield from deliver(events, errors)

    def articles(self, *, errors: Errors = "raise", limits: Limits | None = None) -> Iterator[Article]:
        """Read its documents as articles; those that are base64 are left out.

        Args:
            errors: as for `iter_documents`. An empty document is an error too (A001), and no article.
            limits: as for `documents`.

        Raises:
            ArticleError: an empty document, with `errors="raise"`.
            BundleError, InputError: as for `documents`.
        """
        for document in self.documents(errors=errors, limits=limits):
            if document.is_base64:
                continue
            try:
                yield document.article
            except ArticleError as error:
                if callable(errors):
                    for finding in error.diagnostics:
                        errors(finding)
                elif errors == "raise":
                    raise

    def results(self, *, limits: Limits | None = None) -> Iterator[ParseResult]:
        """Read each of its files (or the part of one) with all that is wrong with it, as `parse` does.

        Raises:
            InputError: a file cannot be read, or has changed since it was cut.
        """
        for piece in self.pieces:
            events, spellings = piece.read(limits)
            yield to_result(events, spellings, piece.source.label)


def partitions(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], *, size: int = SIZE, count_places: bool = False
) -> Iterator[Partition]:
    """Cut what paths hold into partitions, in the order of the paths and by name within each.

    Args:
        paths: files, directories, globs; as on the command line, but not standard input.
        size: of a partition, in bytes: a part of a bundle ends with the document in which it is reached, and small
            files are put together until it is.
        count_places: count now where in its file each part begins. Without it that is counted when a line or an
            offset is asked for (or a document is pickled), once in each process, by reading the file up to there.

    Yields:
        Partitions as they are found: a file is read, at the speed of a search, before its first one comes.

    Raises:
        InputError: a path is not there, or a file cannot be read.
    """
    if size < 1:
        raise ValueError(f"the size of a partition is at least 1 byte, not {size}")
    given = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    return _partitions(find_sources([os.fspath(path) for path in given]), size, count_places)


def _partitions(sources: Iterable[Source], size: int, count_places: bool) -> Iterator[Partition]:
    group, weight = list[Piece](), 0
    for source in sources:
        pieces = _cut(source, size, count_places)
        for piece in pieces:
            if piece.part is not None:
                yield from _flush(group)
                yield Partition((piece,))
                continue
            group.append(piece)
            weight = sum(map(_weight, group))
            if weight >= size:
                yield from _flush(group)
    yield from _flush(group)


def _flush(group: list[Piece]) -> Iterator[Partition]:
    if group:
        yield Partition(tuple(group))
        group.clear()


def _weight(piece: Piece) -> int:
    return piece.size * (_RATIO if is_compressed_name(piece.source.label) else 1)


def _cut(source: Source, size: int, count_places: bool) -> list[Piece]:
    """Cut a file into pieces: itself, where it is small, compressed or one document."""
    try:
        with open(_path(source), "rb") as file:
            total = os.fstat(file.fileno()).st_size
            if total <= size:
                return [Piece(source, total)]
            chunk = file.read(_CHUNK)
            if is_compressed(chunk):
                return [Piece(source, total)]
            cutter = Cutter(size)
            while chunk:
                cutter.receive(chunk)
                chunk = file.read(_CHUNK)
            cutter.close()
    except OSError as error:
        raise InputError(f"{source.label}: {error.strerror}") from error
    if len(cutter.parts) == 1:
        return [Piece(source, total)]
    starts = [_locate(source, part.start) if count_places else None for part in cutter.parts]
    return [Piece(source, total, part, cutter.whole, start) for part, start in zip(cutter.parts, starts, strict=True)]
