"""Partitions: what paths hold, cut into pieces of work that any process on any machine can read by itself.

In come paths as on a command line: bundles, texts without markers, directories, globs, URLs. Out come `Partition`
values, which are small, pickle, and read themselves. A large bundle is cut where documents begin (`seeddoc._borders`),
small files are put together, and a compressed file stays whole. Read one after the other, partitions give the documents
and findings that their files give, each with its place in the file.

What cannot be found or read is an `InputError` of one line.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from seeddoc._borders import cut_bundle
from seeddoc._pieces import Piece, count_to, location_of
from seeddoc._remote import Url, reason
from seeddoc._streams import open_stream, size_of
from seeddoc.errors import ArticleError, InputError
from seeddoc.inputs import find_sources
from seeddoc.reader import Errors, ParseResult, check_errors, deliver, to_result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seeddoc.articles import Article
    from seeddoc.documents import Document
    from seeddoc.inputs import Source
    from seeddoc.limits import Limits

    _Paths: TypeAlias = str | os.PathLike[str] | Url | Iterable[str | os.PathLike[str] | Url]

# Of a partition, in bytes, where none is given.
SIZE: Final = 8 * 1024 * 1024
# Where processes share the work, each gets so many parts of a file or more, and the last to end has not much more to do
# than the others; but none smaller than that: handing one out takes what reading a tenth of it does.
_SHARES: Final = 8
_LEAST: Final = 1024 * 1024
# How much of a file is gone through at a time when it is cut, in bytes.
_CHUNK: Final = 1024 * 1024
# How much larger a text is than its compressed file, or so.
_RATIO: Final = 4


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
        """What to call it, such as `news.txt, bytes 0 to 1,048,576`, or `a.txt and 7 more`."""
        more = len(self.pieces) - 1
        return self.pieces[0].label + (f" and {more} more" if more else "")

    @property
    def size(self) -> int:
        """How many bytes of files it has to read, as far as that is known."""
        return sum(piece.part.stop - piece.part.start if piece.part else piece.size or 0 for piece in self.pieces)

    def documents(self, *, errors: Errors = "raise", limits: Limits | None = None) -> Iterator[Document]:
        """Read its documents one by one.

        A text without markers is a document, named after its file.

        Args:
            errors: as for `iter_documents`.
            limits: where to stop reading; of a file that was cut they hold for each part.

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
    paths: str | os.PathLike[str] | Url | Iterable[str | os.PathLike[str] | Url],
    *,
    size: int = SIZE,
    count_places: bool = False,
) -> Iterator[Partition]:
    """Cut what paths hold into partitions, in the order of the paths and by name within each.

    Args:
        paths: files, directories, globs, URLs; as on the command line, but not standard input. What git ignores in
            a directory is read too.
        size: of a partition, in bytes: a part of a bundle ends with the document in which it is reached, and small
            files are put together until it is.
        count_places: count now where in its file each part begins. Without it that is counted when a line or an
            offset is asked for (or a document is pickled), once in each process, by reading the file up to there.

    Yields:
        Partitions as they are found. A file is read at the speed of a search, and its parts come meanwhile.

    Raises:
        InputError: a path is not there, or a file cannot be read.
    """
    if size < 1:
        raise ValueError(f"the size of a partition is at least 1 byte, not {size}")
    return cut_sources(_find(paths), size=size, count_places=count_places)


def shared_partitions(paths: _Paths, workers: int, limits: Limits | None = None) -> Iterator[Partition]:
    """Cut what paths hold as `partitions` does, so that so many processes have about as much to do."""
    return cut_sources(_find(paths), workers=workers, limits=limits)


def _find(paths: _Paths) -> Sequence[Source]:
    """Find the files that paths stand for, all of which other processes can read."""
    given = [paths] if isinstance(paths, (str, os.PathLike, Url)) else paths
    names = [str(path) if isinstance(path, Url) else os.fspath(path) for path in given]
    sources = find_sources(names, respect_gitignore=False)  # data is often what git is not to keep
    for source in sources:
        location_of(source)
    return sources


def cut_sources(
    sources: Iterable[Source],
    *,
    size: int = SIZE,
    count_places: bool = False,
    workers: int = 1,
    limits: Limits | None = None,
) -> Iterator[Partition]:
    """Cut sources as `partitions` does what paths hold; where several workers share them, smaller than a size.

    Where limits hold for a file as a whole, it stays whole.
    """
    group, weight, whole = list[Piece](), 0, size if workers == 1 else min(size, _LEAST)
    if limits is not None and limits.is_of_all:
        size, workers = sys.maxsize, 1
    for source in sources:
        for piece in _cut(source, size, count_places, workers):
            if piece.part is None:
                group.append(piece)
                weight += _weight(piece, whole)
            if group and (weight >= whole or piece.part is not None):
                yield Partition(tuple(group))
                group, weight = [], 0
            if piece.part is not None:
                yield Partition((piece,))
    if group:
        yield Partition(tuple(group))


def _weight(piece: Piece, unknown: int) -> int:
    return unknown if piece.size is None else piece.size * (_RATIO if piece.is_compressed else 1)


def _cut(source: Source, size: int, count_places: bool, workers: int) -> Iterator[Piece]:
    """Cut a file into pieces: itself, where it is small, compressed, one document, or cannot be read in parts."""
    location = location_of(source)
    try:
        total = size_of(location)
        if total is not None and workers > 1:
            size = min(size, max(_LEAST, total // (_SHARES * workers)))
        if total is None or total <= size:
            yield Piece(source, total)
            return
        with open_stream(location, must_fit=False) as stream:
            if stream.suffix:
                yield Piece(source, total)
                return
            first: Piece | None = None  # held back: it may be the only one
            for number, (part, whole) in enumerate(cut_bundle(stream.chunks(_CHUNK), size)):
                start = count_to(source, part.start) if count_places else None
                piece = Piece(source, total, part, whole, start)
                if not number:
                    first = piece
                    continue
                if first:
                    yield first
                    first = None
                yield piece
        if first:
            yield Piece(source, total)
    except OSError as error:
        raise InputError(f"{source.label}: {reason(error)}") from error
