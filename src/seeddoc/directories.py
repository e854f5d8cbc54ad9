"""Bundles and directories: `pack` and `unpack`. Section 7 of docs/spec.md.

In come documents and a directory, or a directory alone; out come files, or a bundle. All names are checked
before the first byte is written. What is refused is an `UnpackError` with every problem; what the system refuses
is an `OSError`, after which the directory is as it was.

Files are first written into `.seeddoc-PID-HOST-RANDOM` in the directory and then moved to their places. A
process that is killed leaves that behind, and maybe some of the files in their places. The next `unpack` there
removes it once its process is gone, except for the originals of files that were being replaced (`old-*` in it):
these are never thrown away before all is in place.
"""

from __future__ import annotations

import base64
import contextlib
import errno
import functools
import os
import platform
import secrets
import stat
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self, TypeAlias

import attrs

from seeddoc import _integrity, _names
from seeddoc.diagnostics import CODES
from seeddoc.documents import Bundle, Document
from seeddoc.errors import UnpackError

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Iterator, Sequence

    # How to open a directory in another one.
    _Enter: TypeAlias = Callable[["_Folder", str], "_Folder"]

# The segments of a name, from the directory down.
_Segments: TypeAlias = tuple[str, ...]

# Whether files are opened below a directory that is held open, so that a symbolic link made between the check
# and the write is not followed. Elsewhere (Windows) every path is looked up anew.
_ANCHORED = {os.open, os.mkdir, os.stat, os.rename, os.unlink, os.rmdir, os.link, os.chmod} <= os.supports_dir_fd
# Whether signal 0 asks for a process. On Windows it would stop it.
_ASKS_FOR_PROCESSES = os.name == "posix"

_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_OPEN_FOLDER: Final = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
# What a junction of Windows says of itself: a link in all but its name.
_JUNCTION: Final = 0xA0000003

_LINK: Final = "a symbolic link"
_FOLDER: Final = "a directory"
_FILE: Final = "a file"
_DEVICE: Final = "neither a file nor a directory"


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
    undo = _Undo()
    try:
        _make_directories(top, undo)
        root = _Folder.at(top)
        undo.steps.append(root.close)
        _write(root, documents, undo, overwrite=overwrite)
    finally:
        undo.run()
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
    with _Folder.at(Path(directory)) as root:
        names, problems = _find_files(root, pattern, exclude)
        problems += [(name, reason) for name in names for reason in _names.find_faults(name)]
        problems += _names.find_collisions(names)
        if problems:
            raise UnpackError(problems)
        return Bundle(tuple(_read(root, name) for name in names))


def _find_files(root: _Folder, pattern: str, exclude: Collection[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the names of the files that match, sorted, and what cannot be packed."""
    names: list[str] = []
    problems: list[tuple[str, str]] = []
    waiting: list[_Segments] = [()]
    while waiting:
        with root.below(waiting.pop()) as folder:
            for entry in [entry for entry in folder.names() if not _names.temporary(entry)]:
                place, kind = (*folder.segments, entry), folder.kind(entry)
                name = "/".join(place)
                if name in exclude:
                    continue
                if kind == _FOLDER:
                    waiting.append(place)
                elif kind == _LINK or (kind == _DEVICE and _names.matches(name, pattern)):
                    problems.append((name, f"it is {kind}"))
                elif _names.matches(name, pattern):
                    names.append(name)
    return sorted(names), sorted(problems)


def _read(root: _Folder, name: str) -> Document:
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


def _find_taken(top: Path, names: Iterable[str], *, overwrite: bool) -> list[tuple[str, str]]:
    """Find the names whose places are taken, or lead through what is no directory."""
    try:
        root = _Folder.at(top)
    except FileNotFoundError:
        return []
    spellings: dict[_Segments, dict[str, list[str]]] = {}
    with root:
        reasons = [(name, _find_obstacle(root, name, spellings, overwrite=overwrite)) for name in names]
    return [(name, reason) for name, reason in reasons if reason]


def _find_obstacle(
    root: _Folder, name: str, spellings: dict[_Segments, dict[str, list[str]]], *, overwrite: bool
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
                return f"{'/'.join((*here, found[0]))!r} exists, which differs only in case or normalisation"
            kind = folder.kind(segment)
            if kind != (_FILE if len(here) == len(segments) - 1 else _FOLDER):
                return f"{'/'.join((*here, segment))!r} is {kind} there"
    return None if overwrite else "it exists"


def _fold_all(names: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        found.setdefault(_names.fold(name), []).append(name)
    return found


@attrs.frozen(eq=False)
class _Undo:
    """What to do to get back to where we were.

    A step is noted before what it undoes is done, for an interrupt may come in between.
    """

    steps: list[Callable[[], object]] = attrs.field(factory=list)

    @contextlib.contextmanager
    def making(self, step: Callable[[], object]) -> Iterator[None]:
        """Note the step; forget it if what is to be made was there already, and so is not ours."""
        self.steps.append(step)
        try:
            yield
        except FileExistsError:
            self.steps.pop()
            raise

    def run(self) -> None:
        """Go all steps back, the last one first; one that fails does not hold up the others."""
        while self.steps:
            with contextlib.suppress(OSError):
                self.steps.pop()()


def _make_directories(top: Path, undo: _Undo) -> None:
    missing = [path for path in (top, *top.parents) if not path.exists()]
    for path in reversed(missing):
        with contextlib.suppress(FileExistsError), undo.making(path.rmdir):
            path.mkdir()


def _write(root: _Folder, documents: Iterable[Document], undo: _Undo, *, overwrite: bool) -> None:
    """Write all documents beside each other, then move them to their places."""
    _remove_stale(root)
    temporary = f".seeddoc-{os.getpid()}-{_host()}-{secrets.token_hex(8)}"
    undo.steps.append(functools.partial(_discard, root, temporary, "new-"))
    root.make_folder(temporary, 0o700)
    with root.enter(temporary) as staging:
        for number, document in enumerate(documents):
            staging.create(f"new-{number}", document.data)
        for number, document in enumerate(documents):
            _place(root, staging, number, document.name.split("/"), undo, overwrite=overwrite)
    undo.steps[:] = [root.close]  # From here on all is in place, and stays.
    _discard(root, temporary, "")


def _place(root: _Folder, staging: _Folder, number: int, segments: list[str], undo: _Undo, *, overwrite: bool) -> None:
    """Move a written file to its place."""
    *where, leaf = segments

    def enter(folder: _Folder, segment: str) -> _Folder:
        with contextlib.suppress(FileNotFoundError):
            return folder.enter(segment)
        with undo.making(functools.partial(_remove_folder, root, folder.segments, segment)):
            folder.make_folder(segment)
        return folder.enter(segment)

    with root.below(where, enter) as folder:
        if overwrite and folder.holds(leaf):
            undo.steps.append(functools.partial(_restore, root, staging.segments, number, where, leaf))
            _set_aside(folder, leaf, staging, number)
        else:
            # Claimed first, since a move would silently replace a file that came in between.
            with undo.making(functools.partial(_remove, root, where, leaf)):
                folder.create(leaf, b"")
        staging.move(f"new-{number}", folder, leaf)


def _set_aside(folder: _Folder, leaf: str, staging: _Folder, number: int) -> None:
    """Keep the file that is to be replaced: as a second link if that can be, so that its place is never empty."""
    old = f"old-{number}"
    try:
        folder.link(leaf, staging, old)
    except (OSError, NotImplementedError):
        folder.move(leaf, staging, old)
    if staging.kind(old) != _FILE:
        raise OSError(errno.EEXIST, "no file any more", str(folder.path / leaf))
    staging.copy_mode(old, f"new-{number}")


def _restore(root: _Folder, staging: _Segments, number: int, where: Sequence[str], leaf: str) -> None:
    old = f"old-{number}"
    with root.below(staging) as source, root.below(where) as folder:
        source.move(old, folder, leaf)
        # Moving one of two links to the same file onto the other does nothing.
        with contextlib.suppress(FileNotFoundError):
            source.remove(old)


def _remove(root: _Folder, where: Sequence[str], leaf: str) -> None:
    with root.below(where) as folder:
        folder.remove(leaf)


def _remove_folder(root: _Folder, where: Sequence[str], leaf: str) -> None:
    with root.below(where) as folder:
        folder.remove_folder(leaf)


def _discard(root: _Folder, temporary: str, prefix: str) -> None:
    """Remove the files of a temporary directory that begin with the prefix, and it too if it is empty then."""
    with contextlib.suppress(OSError), root.enter(temporary) as folder:
        for entry in folder.names():
            if entry.startswith(prefix):
                with contextlib.suppress(OSError):
                    folder.remove(entry)
    with contextlib.suppress(OSError):
        root.remove_folder(temporary)


def _remove_stale(root: _Folder) -> None:
    """Remove what processes that were killed have left, but no originals."""
    for entry in root.names():
        found = _names.temporary(entry)
        if found and _is_gone(*found):
            _discard(root, entry, "new-")


def _host() -> str:
    """Return eight hex digits for this machine: the numbers of processes mean nothing on another one."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _is_gone(process: int, host: str) -> bool:
    """Tell whether a process is certainly no more."""
    if host != _host() or not _ASKS_FOR_PROCESSES:
        return False
    try:
        os.kill(process, 0)
    except OSError as error:
        return isinstance(error, ProcessLookupError)
    return False


@attrs.frozen(eq=False)
class _Folder:
    """A directory below which nothing is followed: held open, or only a path where the system cannot do that.

    Attributes:
        top: the directory that the user named.
        segments: the way from there to here.
        handle: the open directory, or None.
    """

    top: Path
    segments: _Segments
    handle: int | None

    @classmethod
    def at(cls, top: Path) -> Self:
        """Open the user's directory, which may be a symbolic link."""
        if _ANCHORED:
            return cls(top, (), os.open(top, _OPEN_FOLDER))
        os.scandir(top).close()
        return cls(top, (), None)

    @property
    def path(self) -> Path:
        return self.top.joinpath(*self.segments)

    def _at(self, name: str) -> str:
        return str(self.path / name) if self.handle is None else name

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        if self.handle is not None:
            with contextlib.suppress(OSError):
                os.close(self.handle)

    def enter(self, name: str) -> _Folder:
        """Open a directory in this one."""
        segments = (*self.segments, name)
        if self.handle is not None:
            return _Folder(self.top, segments, os.open(name, _OPEN_FOLDER | _NO_FOLLOW, dir_fd=self.handle))
        if self.kind(name) != _FOLDER:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), self._at(name))
        return _Folder(self.top, segments, None)

    def along(self, segments: Sequence[str], enter: _Enter | None = None) -> Generator[_Folder, None, None]:
        """Go down: yield this directory and each one on the way, open until the next one is asked for."""
        folder = self
        try:
            yield folder
            for segment in segments:
                inner = enter(folder, segment) if enter else folder.enter(segment)
                outer, folder = folder, inner
                if outer is not self:
                    outer.close()
                yield folder
        finally:
            if folder is not self:
                folder.close()

    @contextlib.contextmanager
    def below(self, segments: Sequence[str], enter: _Enter | None = None) -> Iterator[_Folder]:
        """Open a directory further down, for as long as the context lasts."""
        with contextlib.closing(self.along(segments, enter)) as folders:
            for _ in segments:
                next(folders)
            yield next(folders)

    def names(self) -> list[str]:
        return os.listdir(self.path if self.handle is None else self.handle)

    def kind(self, name: str) -> str:
        found = os.stat(self._at(name), dir_fd=self.handle, follow_symlinks=False)
        if stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION:
            return _LINK
        if stat.S_ISDIR(found.st_mode):
            return _FOLDER
        return _FILE if stat.S_ISREG(found.st_mode) else _DEVICE

    def holds(self, name: str) -> bool:
        try:
            return bool(self.kind(name))
        except FileNotFoundError:
            return False

    def read(self, name: str) -> bytes:
        with open(os.open(self._at(name), os.O_RDONLY | _NO_FOLLOW, dir_fd=self.handle), "rb") as file:
            return file.read()

    def create(self, name: str, data: bytes) -> None:
        """Write a new file; that of another is never opened."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW
        handle = os.open(self._at(name), flags, 0o666, dir_fd=self.handle)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
        finally:
            os.close(handle)

    def make_folder(self, name: str, mode: int = 0o777) -> None:
        os.mkdir(self._at(name), mode, dir_fd=self.handle)

    def copy_mode(self, name: str, other: str) -> None:
        mode = os.stat(self._at(name), dir_fd=self.handle, follow_symlinks=False).st_mode
        os.chmod(self._at(other), mode & 0o777, dir_fd=self.handle)

    def link(self, name: str, to: _Folder, other: str) -> None:
        os.link(self._at(name), to._at(other), src_dir_fd=self.handle, dst_dir_fd=to.handle, follow_symlinks=False)

    def move(self, name: str, to: _Folder, other: str) -> None:
        os.replace(self._at(name), to._at(other), src_dir_fd=self.handle, dst_dir_fd=to.handle)

    def remove(self, name: str) -> None:
        os.unlink(self._at(name), dir_fd=self.handle)

    def remove_folder(self, name: str) -> None:
        os.rmdir(self._at(name), dir_fd=self.handle)
