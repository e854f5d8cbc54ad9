"""Writing bundles: the inverse of reading.

In come documents, out comes text that reads back to the same documents; anything else is refused with an error
that says how to mend it. Nothing is ever escaped: the fence around a text is one that the text does not hold.
Sections 2 and 3 of docs/spec.md.
"""

from __future__ import annotations

import io
import re
from os import PathLike
from typing import IO, TYPE_CHECKING, Final, Self, cast

import attrs

from seeddoc import _integrity
from seeddoc._alphabets import find_bad
from seeddoc._files import replace_file
from seeddoc._grammar import FENCED_KEYWORD, MIN_FENCE, NAMING_KEYS
from seeddoc._labels import Attributes, render_pair
from seeddoc._markers import Answers, Closer, Opener, parse_marker
from seeddoc.diagnostics import Diagnostic, diagnostic
from seeddoc.dialects import CANONICAL, PRESETS, Dialect
from seeddoc.documents import Bundle
from seeddoc.errors import BundleError
from seeddoc.limits import NO_LIMITS
from seeddoc.positions import START
from seeddoc.reader import parse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from seeddoc.documents import Document

# A name that reads back as it stands, whatever the keyword before it.
_PLAIN_NAME: Final = re.compile(
    r"(?!(?:BEGIN|START|END)(?![A-Za-z0-9_./-]))[A-Za-z0-9_][A-Za-z0-9_./-]*+", re.IGNORECASE
)
_QUOTES: Final = ('"', "'", "`")
# A run of `>` at the end or at the beginning of a line, which a block's closer could be taken for.
_CLOSING_RUN: Final = re.compile(
    r"(?<!>)(>{3,}+)(?=[ \t]*+\r?(?:\n|\Z))|(?<![^\n])(?:FILE[ \t]*+)?(>{3,}+)", re.IGNORECASE
)


def dumps(documents: Iterable[Document], *, dialect: Dialect | str = CANONICAL, integrity: bool = False) -> str:
    """Write documents as a bundle.

    Args:
        documents: a bundle, or any documents.
        dialect: how markers are spelled: a dialect, or the name of a preset.
        integrity: give each marker the size and the SHA-256 checksum of its text, worked out anew.

    Raises:
        BundleError: the bundle would not read back: a name twice, an incomplete document, a checksum that does
            not hold, a lone surrogate, or what the dialect cannot express.
    """
    renderer = _Renderer(dialect, integrity=integrity)
    return "".join([renderer.render(document) for document in Bundle(documents)])


def dump(
    documents: Iterable[Document],
    target: PathLike[str] | IO[str] | IO[bytes],
    *,
    dialect: Dialect | str = CANONICAL,
    integrity: bool = False,
) -> None:
    """Write documents as a bundle to a path or an open file.

    A file at a path is replaced as a whole or left as it was. A text file is best opened with `newline=""`.

    Args:
        documents: a bundle, or any documents.
        target: a path, or a file that is open for writing.
        dialect: how markers are spelled: a dialect, or the name of a preset.
        integrity: give each marker the size and the SHA-256 checksum of its text, worked out anew.

    Raises:
        BundleError: as for `dumps`; nothing is written then.
        OSError: the file cannot be written.
    """
    if not isinstance(target, PathLike) and not hasattr(target, "write"):
        raise TypeError(f"the target is a pathlib.Path or an open file, not {target!r}")
    text = dumps(documents, dialect=dialect, integrity=integrity)
    if isinstance(target, PathLike):
        replace_file(target, text.encode())
    else:
        _write(target, text)


def _write(file: IO[str] | IO[bytes], text: str) -> None:
    """Write to a text or a binary file: one without an encoding is binary."""
    if isinstance(file, io.TextIOBase) or getattr(file, "encoding", None):
        cast("IO[str]", file).write(text)
    else:
        cast("IO[bytes]", file).write(text.encode())


class Writer:
    """Writes documents one by one to an open file; used with `with`, or closed with `close`.

    Args:
        file: an open binary or text file; it stays open.
        dialect: how markers are spelled: a dialect, or the name of a preset.
        integrity: give each marker the size and the checksum of its text, worked out anew.
    """

    def __init__(
        self, file: IO[str] | IO[bytes], *, dialect: Dialect | str = CANONICAL, integrity: bool = False
    ) -> None:
        if not hasattr(file, "write"):
            raise TypeError(f"a writer writes to an open file, not to {file!r}")
        self._file = file
        self._renderer = _Renderer(dialect, integrity=integrity)
        self._closed = False

    def write(self, document: Document) -> None:
        """Write a document.

        Raises:
            BundleError: it would not read back; nothing of it is written.
            ValueError: the writer is closed.
        """
        if self._closed:
            raise ValueError("the writer is closed")
        _write(self._file, self._renderer.render(document))

    def close(self) -> None:
        """End the bundle. The file stays open."""
        self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Renderer:
    """Renders the documents of one bundle, and refuses those that would not read back."""

    def __init__(self, dialect: Dialect | str, *, integrity: bool) -> None:
        self._dialect = _known(dialect)
        self._integrity = integrity
        self._names: set[str] = set()

    def render(self, document: Document) -> str:
        if self._integrity:
            document = _renewed(document)
        faults = refusals(document)
        if document.name and document.name in self._names:
            faults.append(_refusal("N001", document, repr(document.name)))
        if faults:
            raise BundleError(faults)
        rendered = _render(document, self._dialect)
        self._names.add(document.name)
        return rendered


def _known(dialect: Dialect | str) -> Dialect:
    """Return a dialect, or the preset of a name."""
    found = PRESETS.get(dialect) if isinstance(dialect, str) else dialect
    if found is None:
        raise ValueError(f"no dialect {dialect!r}; the presets are {', '.join(PRESETS)}")
    return found


def _refusal(code: str, document: Document, detail: str) -> Diagnostic:
    return diagnostic(code, document.position or START, detail=detail, document=document.name or None)


def refusals(document: Document) -> list[Diagnostic]:
    """Return why a document cannot be written: what `loads` would refuse, `dumps` refuses to write."""
    faults = []
    if not document.complete:
        faults.append(_refusal("B001", document, f"{document.name!r} is incomplete and would read back as whole"))
    if bad := find_bad(document.text):
        faults.append(_refusal("E002", document, f"in {document.name!r}, at offset {bad[0]} of its text"))
    if find_bad(document.name):
        faults.append(_refusal("E002", document, f"in the name {document.name!r}"))
    if document.attributes:
        _, found = _integrity.check(document.text, "", document.attributes)
        refused = (_refusal(fault.code, document, fault.detail) for fault in found)
        faults.extend(finding for finding in refused if finding.severity == "error")
    return faults


def _renewed(document: Document) -> Document:
    try:
        attributes = _integrity.renewed(document.text, document.attributes)
    except ValueError as error:
        raise BundleError([_refusal("I003", document, str(error))]) from None
    return attrs.evolve(document, attributes=attributes)


def _render(document: Document, dialect: Dialect) -> str:
    """Write one document that can be written.

    Raises:
        BundleError: the dialect cannot express it.
    """
    text = document.text
    fence = _fence(text, dialect)
    opener = _opener_line(dialect, fence, _label(document, dialect, fence))
    text_end = "\r\n" if text.endswith("\r") else dialect.line_end
    closer = _closer_line(document.name, dialect, fence, opener)
    rendered = f"{opener}{dialect.line_end}{text}{text_end}{closer}{dialect.line_end if closer else ''}"
    if dialect != CANONICAL and not _reads_back(rendered, document):
        raise BundleError([_refusal("B016", document, f"{document.name!r} in {dialect.name!r}")])
    return rendered


def _fence(text: str, dialect: Dialect) -> int:
    """Return the length of the smallest fence that nothing in the text can be taken for."""
    taken = {len(found[1]) for found in FENCED_KEYWORD.finditer(text)} if "<<<" in text else set[int]()
    if dialect.block:
        taken.update(len(found[found.lastindex or 0]) for found in _CLOSING_RUN.finditer(text))
    fence = MIN_FENCE
    while fence in taken:
        fence += 1
    return fence


def _opener_line(dialect: Dialect, fence: int, label: str) -> str:
    right = "" if dialect.block else ">" * fence
    return f"{'<' * fence}{dialect.opener}{dialect.separator if label else ''}{label}{right}"


def _label(document: Document, dialect: Dialect, fence: int) -> str:
    """Write the label: the bare name where it reads back and is all, else the name and attributes as pairs."""
    name, attributes, naming = document.name, document.attributes, dialect.naming
    if not attributes and not naming and (_PLAIN_NAME.fullmatch(name) or _is_bare(name, dialect, fence)):
        return name
    if not attributes and naming in _QUOTES and naming not in name:
        return f"{naming}{name}{naming}"
    if naming not in NAMING_KEYS or _is_outranked(naming, attributes):
        naming = "path"
    words = (key if dialect.words and not value else render_pair(key, value) for key, value in attributes)
    return " ".join((render_pair(naming, name), *words))


def _is_bare(name: str, dialect: Dialect, fence: int) -> bool:
    """Tell whether a bare name reads back to itself; a CR at the end of a block's line would not."""
    opener = parse_marker(_opener_line(dialect, fence, name))
    if not isinstance(opener, Opener) or opener.keyword != dialect.opener or opener.block != dialect.block:
        return False
    label = opener.label
    return (label.name, label.attributes, label.fault, label.naming) == (name, (), "", "")


def _is_outranked(naming: str, attributes: Attributes) -> bool:
    """Tell whether an attribute would name the document instead of the naming key."""
    stronger = NAMING_KEYS[: NAMING_KEYS.index(naming) + 1]
    return any(key.lower() in stronger for key, _ in attributes)


def _closer_line(name: str, dialect: Dialect, fence: int, opener: str) -> str:
    """Write the closer; it says the name where the dialect wants it and readers would understand it."""
    if dialect.block or not dialect.closer:
        return dialect.closer.replace(">>>", ">" * fence)
    left, right = f"{'<' * fence}{dialect.closer}", ">" * fence
    opened = parse_marker(opener) if dialect.closing and name else None
    if not isinstance(opened, Opener):
        return left + right
    bare = f"{left}{dialect.separator}{name}{right}"
    closer = parse_marker(bare)
    if isinstance(closer, Closer) and closer.label and Answers(opened).accept(closer):
        return bare
    return f"{left}{dialect.separator}{render_pair('path', name)}{right}"


def _reads_back(rendered: str, document: Document) -> bool:
    result = parse(rendered, limits=NO_LIMITS)
    return result.bundle.documents == (document,) and not result.errors
