"""`pylint`: a finding a line, as pylint's parseable output has it and as many collectors of warnings read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeddoc.formats._base import as_url_path
from seeddoc.reports import visible_line

if TYPE_CHECKING:
    from seeddoc.formats._base import Report


def render_pylint(report: Report) -> str:
    """Return `PATH:LINE: [CODE] MESSAGE` for each finding, and no summary."""
    return "".join(
        f"{visible_line(as_url_path(finding.filename or ''))}:{finding.line}: "
        f"[{finding.code}] {visible_line(finding.message)}\n"
        for _, finding in report.findings
    )
