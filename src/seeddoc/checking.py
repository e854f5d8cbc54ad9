"""Checking of files: the content of one in, a `CheckedFile` out; then all of them together, for rules across files.

`check_content` is one file's work and depends on nothing else, so that files can be checked in any order, in any
process, and their results kept. Pure: nothing is read, changed, printed or raised on account of content.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import attrs

from seeddoc._alphabets import BYTES, LONGEST_MARK
from seeddoc._grammar import BOM
from seeddoc.checks import as_bad_as, by_place, check_documents, count_surplus
from seeddoc.inputs import read_content
from seeddoc.limits import Keeper
from seeddoc.results import CheckedFile, Entry
from seeddoc.rules import ACROSS, Guard
from seeddoc.rules.files import Placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seeddoc.diagnostics import Diagnostic
    from seeddoc.documents import Bundle, Document
    from seeddoc.inputs import Content
    from seeddoc.settings import Settings

# Those of the rules across files that compare texts.
_OF_TEXTS: Final = frozenset({"F001", "F002", "F005"})

_BOM: Final = BOM.encode()


def _shields_mark(data: bytes) -> bool:
    """Tell whether a byte order mark stands before another, of whatever encoding, which would be one without it.

    What stands after the other, maybe a marker, would begin a line then, or the text would be of another encoding.
    """
    after = data[len(_BOM) : len(_BOM) + LONGEST_MARK]
    return data.startswith(_BOM) and (after.startswith(_BOM) or BYTES.wrong_encoding(after) is not None)


def check_content(content: Content, settings: Settings) -> CheckedFile:
    """Check one file: a bundle, or a text without markers as the one document that it is.

    Args:
        content: of the file.
        settings: that hold for it (`Settings.for_path` has been asked).
    """
    result, plain = read_content(content, settings.limits)
    keeper, guard = Keeper(settings.limits.diagnostics), Guard()
    findings = check_documents(result.bundle, result.diagnostics, settings, content.source.label, keeper, guard)
    if _shields_mark(content.data):
        findings = tuple(attrs.evolve(each, fix=None) if each.code == "E004" else each for each in findings)
    text = content.data.decode("utf-8", "surrogateescape")
    entries = tuple(_entries(result.bundle, settings, plain=plain))
    surplus = count_surplus(result.surplus, keeper.surplus, settings)
    return CheckedFile(content.source.label, text, len(result.bundle), findings, entries, surplus, guard.faults)


def _entries(bundle: Bundle, settings: Settings, *, plain: bool) -> Iterator[Entry]:
    """Yield what the rules across files need, as far as any is on."""
    if settings.codes.isdisjoint(ACROSS):
        return
    compared = not settings.codes.isdisjoint(_OF_TEXTS)
    for document in bundle:
        yield Entry(document.name, _digest(document) if compared else b"", document.where, plain)


def _digest(document: Document) -> bytes:
    text = document.text.strip()
    if not text or document.is_base64:
        return b""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


def check_across(files: Sequence[CheckedFile], settings: Sequence[Settings]) -> tuple[CheckedFile, ...]:
    """Add what can only be seen across files to the findings of each.

    Args:
        files: all that were checked, in their order; what comes later is told of what comes first.
        settings: of each of them.

    Returns:
        The same files; those where nothing was found are the same objects.
    """
    placed = [Placed(number, file.path, entry) for number, file in enumerate(files) for entry in file.entries]
    found: dict[int, list[Diagnostic]] = {}
    for code, check in ACROSS.items():
        if placed and any(code in each.codes for each in settings):
            for number, finding in check(placed):
                if code in settings[number].for_path(finding.document or "").codes:
                    found.setdefault(number, []).append(as_bad_as(finding, settings[number]))
    return tuple(
        attrs.evolve(file, findings=tuple(sorted((*file.findings, *found[number]), key=by_place)))
        if number in found
        else file
        for number, file in enumerate(files)
    )
