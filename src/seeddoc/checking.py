"""Checking of files: the content of one in, a `CheckedFile` out; then all of them together, for rules across files.

`check_content` is one file's work and depends on nothing else, so that files can be checked in any order, in any
process, and their results kept. Pure: nothing is read, changed, printed or raised on account of content.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from seeddoc.checks import check_documents
from seeddoc.inputs import read_bundle, read_plain
from seeddoc.results import CheckedFile, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.documents import Bundle, Document
    from seeddoc.inputs import Content
    from seeddoc.settings import Settings

# The rules across files, and those of them that compare texts.
_ACROSS: Final = frozenset({"F001", "F002", "F003", "F004"})
_OF_TEXTS: Final = frozenset({"F001", "F002"})


def check_content(content: Content, settings: Settings) -> CheckedFile:
    """Check one file: a bundle, or a text without markers as the one document that it is.

    Args:
        content: of the file.
        settings: that hold for it (`Settings.for_path` has been asked).
    """
    result = read_bundle(content)
    plain = read_plain(content, result)
    result = plain or result
    findings = check_documents(result.bundle, result.diagnostics, settings, content.source.label)
    text = content.data.decode("utf-8", "surrogateescape")
    entries = tuple(_entries(result.bundle, settings, plain=plain is not None))
    return CheckedFile(content.source.label, text, len(result.bundle), findings, entries)


def _entries(bundle: Bundle, settings: Settings, *, plain: bool) -> Iterator[Entry]:
    """Yield what the rules across files need, as far as any is on."""
    if settings.codes.isdisjoint(_ACROSS):
        return
    compared = not settings.codes.isdisjoint(_OF_TEXTS)
    for document in bundle:
        yield Entry(document.name, _digest(document) if compared else b"", document.where, plain)


def _digest(document: Document) -> bytes:
    text = document.text.strip()
    if not text or document.is_base64:
        return b""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]
