"""Bundles and directories: `pack` and `unpack`. Section 7 of docs/spec.md.

In come documents and a directory, or a directory alone; out come files, or a bundle. All names are checked
before the first byte is written. What is refused is an `UnpackError` with every problem; what the system refuses
is an `OSError`, after which the directory is as it was.

A process that is killed in between leaves a temporary directory, and maybe some of the files in their places. The next
`unpack` into the directory takes these back before it looks at anything, once the process is gone.
"""

from __future__ import annotations

import base64
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from seeddoc import _integrity, _names
from seeddoc._folders import DEVICE, FILE, FOLDER, LINK, Folder
from seeddoc._staging import settle_stale, write_all
from seeddoc.diagnostics import CODES
from seeddoc.documents import Bundle, Document
from seeddoc.errors import UnpackError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from seeddoc._folders import Segments


def unpack(bundle: Iterable[Document], directory: Path | str, *, overwrite: bool = False) -> list[Path]:
    """Write each document into a file of its name: all of them, or none.

    Args:
        bundle: documents with names; a document of base64 is written decoded.
        directory: it may be a symbolic link; nothing below it may be. It is made if it is missing.
        overwrite: whether files that exist are replaced. They keep their permissions.

    Returns:
        The files, in the order of the documents.

    Raises:
        UnpackError: a name or a document is refused, or its place is taken; nothing was written.
        OSError: the system refused; nothing stays of what was written, and what was replaced is back.
    """
    documents, top = tuple(bundle), Path(directory)
    problems = [*_find_refused(documents), *_names.find_collisions(document.name for document in documents)]
    good = [document.name for document in documents if not _names.find_faults(document.name)]
    problems += _find_taken(top, good, overwrite=overwrite)
    if problems:
        raise UnpackError(problems)
    _write(top, documents, overwrite=overwrite)
    return [top / document.name for document in documents]


def pack(directory: Path | str, *, pattern: str = "**/*", exclude: Collection[str] = ()) -> Bundle:
    """Read all files below a directory into a bundle, sorted by their names in code points.

    Text that is UTF-8 is kept verbatim; other content becomes base64. Hidden files are read too, the temporary
    directories of `unpack` are not; empty directories are not represented. A file that holds a bundle is a
    file like any other.

    Args:
        directory: it may be a symbolic link; nothing below it may be.
        pattern: which files, by their name with `/`: `*`, `?` and `[…]` in a segment, `**` for any number of
            segments. Case counts.
        exclude: names of files to leave out.

    Raises:
        UnpackError: a name that `unpack` would refuse, a symbolic link, or no regular file, such as a pipe.
        OSError: the directory or a file cannot be read.
    """
    with Folder.at(Path(directory)) as root:
        names, problems = _find_files(root, pattern, exclude)
        problems += [(name, reason) for name in names for reason in _names.find_faults(name)]
        problems += _names.find_collisions(names)
        if problems:
            raise UnpackError(problems)
        return Bundle(tuple(_read(root, name) for name in names))


def _find_files(root: Folder, pattern: str, exclude: Collection[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the names of the files that match, sorted, and what cannot be packed."""
    names: list[str] = []
    problems: list[tuple[str, str]] = []
    waiting: list[Segments] = [()]
    while waiting:
        with root.below(waiting.pop()) as folder:
            for entry in [entry for entry in folder.names() if not _names.temporary(entry)]:
                place, kind = (*folder.segments, entry), folder.kind(entry)
                name = "/".join(place)
                if name in exclude:
                    continue
                if kind == FOLDER:
                    waiting.append(place)
                elif kind == LINK or (kind == DEVICE and _names.matches(name, pattern)):
                    problems.append((name, f"it is {kind}"))
                elif _names.matches(name, pattern):
                    names.append(name)
    return sorted(names), sorted(problems)


def _read(root: Folder, name: str) -> Document:
    *where, leaf = name.split("/")
    with root.below(where) as folder:
        data = folder.read(leaf)
    try:
        return Document(name, data.decode())
    except UnicodeDecodeError:
        lines = base64.encodebytes(data).decode("ascii")  # of 76 characters
        return Document(name, lines.removesuffix("\n"), (("encoding", "base64"),))


def _find_refused(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Find what is wrong with each document by itself."""
    for document in documents:
        for reason in (*_names.find_faults(document.name), *_find_content_faults(document)):
            yield document.name, reason


def _find_content_faults(document: Document) -> Iterator[str]:
    """Find why a text cannot be written: "what `loads` refuses, and documents of an unknown encoding"."""
    if not document.complete:
        yield "it is incomplete: its end was not found"
    if not _is_utf8(document.text):
        yield "its text holds a lone surrogate, which is not UTF-8"
    for code, detail in _integrity.check(document.text, "", document.attributes)[1]:
        if code != "I004":
            yield f"{CODES[code].summary} ({detail})"


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _write(top: Path, documents: Iterable[Document], *, overwrite: bool) -> None:
    made: list[Path] = []
    try:
        _make_directories(top, made)
        with Folder.at(top) as root:
            write_all(root, ((document.name, document.data) for document in documents), overwrite=overwrite)
        made.clear()
    finally:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir()


def _make_directories(top: Path, made: list[Path]) -> None:
    """Make a directory and those that it is in; `made` tells which, even if an interrupt comes in between."""
    missing = [path for path in (top, *top.parents) if not path.exists()]
    for path in reversed(missing):
        made.append(path)
        try:
            path.mkdir()
        except FileExistsError:
            made.pop()  # by somebody else


def _find_taken(top: Path, names: Iterable[str], *, overwrite: bool) -> list[tuple[str, str]]:
    """Find the names whose places are taken, or lead through what is no directory."""
    try:
        root = Folder.at(top)
    except FileNotFoundError:
        return []
    spellings: dict[Segments, dict[str, list[str]]] = {}
    with root:
        settle_stale(root)
        reasons = [(name, _find_obstacle(root, name, spellings, overwrite=overwrite)) for name in names]
    return [(name, reason) for name, reason in reasons if reason]


def _find_obstacle(
    root: Folder, name: str, spellings: dict[Segments, dict[str, list[str]]], *, overwrite: bool
) -> str | None:
    """Find what is in the way of a file. `spellings` remembers what stands in each directory."""
    segments = name.split("/")
    with contextlib.closing(root.along(segments[:-1])) as folders:
        for folder in folders:
            here = folder.segments
            segment = segments[len(here)]
            if here not in spellings:
                spellings[here] = _fold_all(folder.names())
            found = spellings[here].get(_names.fold(segment))
            if not found:
                return None
            if segment not in found:
                difference = _names.tell_difference(found[0], segment)
                return f"{'/'.join((*here, found[0]))!r} exists, which differs only {difference}"
            kind = folder.kind(segment)
            if kind != (FILE if len(here) == len(segments) - 1 else FOLDER):
                return f"{'/'.join((*here, segment))!r} is {kind} there"
    return None if overwrite else "it exists"


def _fold_all(names: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        found.setdefault(_names.fold(name), []).append(name)
    return found
