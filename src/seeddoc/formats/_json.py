"""Formats of seeddoc's own for other programs: `json`, an array of findings, and `jsonl`, a finding a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seeddoc.formats._base import is_printable
from seeddoc.reports import dump_json, dump_json_list, render_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.diagnostics import Diagnostic
    from seeddoc.fixes import Fix
    from seeddoc.formats._base import Report


def render_json(report: Report) -> str:
    """Return all findings as one array."""
    return dump_json_list(finding_rows(report)) + "\n"


def render_jsonl(report: Report) -> str:
    """Return each finding as an object on a line of its own."""
    return "".join(f"{dump_json(row, indent=None)}\n" for row in finding_rows(report))


def finding_rows(report: Report) -> Iterator[dict[str, Any]]:
    """Yield each finding as data, with the fields that docs/output.md tells."""
    for (_, finding), mark in zip(report.findings, report.fingerprints, strict=True):
        yield _to_data(finding, mark)


def _to_data(finding: Diagnostic, mark: str) -> dict[str, Any]:
    end = finding.end_position
    return {
        "path": finding.filename,
        **render_data(finding),
        "end_line": end.line,
        "end_column": end.column,
        "end_byte_offset": end.byte_offset,
        "end_utf16_offset": end.utf16_offset,
        "hint": finding.hint,
        "document": finding.document,
        "fingerprint": mark,
        "fix": fix_to_data(finding.fix) if finding.fix and is_printable(finding.fix) else None,
    }


def fix_to_data(fix: Fix) -> dict[str, Any]:
    """Return a fix as data; its offsets count code points of the file."""
    edits = [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits]
    return {"message": fix.message, "safe": fix.safe, "edits": edits}
