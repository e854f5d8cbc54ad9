"""What checking gave for a file as bytes, and back: for a cache, and from one process to another.

In comes a `CheckedFile`, out come bytes of JSON without its path and its text, with every place worked out, so that
nothing holds on to the text; and back. Reading takes no byte for code: what was not packed here is a `ValueError`.

It knows nothing of files, caches or processes.
"""

from __future__ import annotations

import json
from typing import Any, Final, TypeAlias

import attrs

from seeddoc.diagnostics import Diagnostic
from seeddoc.fixes import Edit, Fix
from seeddoc.positions import Position, Where, resolve
from seeddoc.results import CheckedFile, Entry, RuleFault

# Five numbers, as `Position` has them.
_Place: TypeAlias = tuple[int, int, int, int, int]


# What packed bytes begin with: whether anything was found, or went wrong.
_CLEAN: Final = b"-"
_FAULTY: Final = b"+"


def is_clean(data: bytes) -> bool:
    """Tell whether packed bytes hold neither findings nor faults, without unpacking them."""
    return data.startswith(_CLEAN)


def pack(checked: CheckedFile) -> bytes:
    """Pack all but the path and the text."""
    findings = [_pack_finding(finding) for finding in checked.findings]
    entries = [(each.name, each.digest.hex(), _pack_place(each.where), each.plain) for each in checked.entries]
    faults = [attrs.astuple(fault) for fault in checked.faults]
    packed = json.dumps((checked.documents, findings, entries, checked.surplus, faults), separators=(",", ":"))
    return (_FAULTY if findings or faults else _CLEAN) + packed.encode()


def unpack(data: bytes, path: str, text: str = "") -> CheckedFile:
    """Unpack a file's result, and put its path and text back.

    Raises:
        ValueError: it was not packed by `pack`.
    """
    try:
        documents, findings, entries, surplus, faults = json.loads(data[1:])
        return CheckedFile(
            path,
            text,
            documents,
            tuple(map(_unpack_finding, findings)),
            tuple(Entry(name, bytes.fromhex(digest), Position(*at), plain) for name, digest, at, plain in entries),
            tuple((severity, number) for severity, number in surplus),
            tuple(RuleFault(*fault) for fault in faults),
        )
    except (LookupError, TypeError, ValueError) as error:
        raise ValueError(f"not what `pack` packs: {error}") from error


def _pack_place(where: Where) -> _Place:
    at = resolve(where)
    return at.offset, at.byte_offset, at.utf16_offset, at.line, at.column


def _pack_finding(finding: Diagnostic) -> tuple[object, ...]:
    fix = finding.fix
    return (
        finding.code,
        finding.message,
        finding.severity,
        _pack_place(finding.position),
        _pack_place(finding.end_position),
        finding.document,
        finding.filename,
        fix and (fix.message, [(edit.start, edit.end, edit.text) for edit in fix.edits], fix.safe),
    )


def _unpack_finding(packed: Any) -> Diagnostic:
    code, message, severity, start, end, document, filename, fix = packed
    return Diagnostic(
        code, message, severity, Position(*start), Position(*end), document, filename, fix and _unpack_fix(*fix)
    )


def _unpack_fix(message: str, edits: Any, safe: bool) -> Fix:
    return Fix(message, tuple(Edit(*edit) for edit in edits), safe)
