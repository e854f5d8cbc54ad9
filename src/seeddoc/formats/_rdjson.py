"""`rdjson`: the Reviewdog Diagnostic Format, which reviewdog turns into comments on changes.

Its columns count bytes of UTF-8 from 1. Its suggestions are taken one by one, so a fix that makes several edits, all
or none, is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seeddoc.formats._base import as_url_path, is_printable
from seeddoc.positions import TextIndex
from seeddoc.reports import dump_json

if TYPE_CHECKING:
    from seeddoc.diagnostics import Diagnostic
    from seeddoc.formats._base import Report
    from seeddoc.positions import Position


def render_rdjson(report: Report) -> str:
    """Return the findings as one result of a diagnostic tool."""
    found: list[dict[str, Any]] = []
    for file in report.files:
        index = TextIndex(file.text)
        found += [_diagnostic(finding, as_url_path(file.path), index) for finding in file.findings]
    return dump_json({"source": {"name": "seeddoc"}, "diagnostics": found}) + "\n"


def _diagnostic(finding: Diagnostic, path: str, index: TextIndex) -> dict[str, Any]:
    fix = finding.fix
    data: dict[str, Any] = {
        "message": finding.message,
        "location": {"path": path, "range": _range(finding.position, finding.end_position, index)},
        "severity": finding.severity.upper(),
        "code": {"value": finding.code},
    }
    if fix and len(fix.edits) == 1 and is_printable(fix):
        edit = fix.edits[0]
        place = _range(index.position(edit.start), index.position(edit.end), index)
        data["suggestions"] = [{"range": place, "text": edit.text}]
    return data


def _range(start: Position, end: Position, index: TextIndex) -> dict[str, Any]:
    return {"start": _place(start, index), "end": _place(end, index)}


def _place(position: Position, index: TextIndex) -> dict[str, int]:
    line = index.position(position.offset - position.column + 1)
    return {"line": position.line, "column": max(position.byte_offset - line.byte_offset, 0) + 1}
