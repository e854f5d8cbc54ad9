"""`gitlab`: a Code Quality report, which GitLab shows in merge requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seeddoc.formats._base import as_url_path
from seeddoc.reports import dump_json, last_line

if TYPE_CHECKING:
    from seeddoc.diagnostics import Severity
    from seeddoc.formats._base import Report

_SEVERITIES: Final[dict[Severity, str]] = {"error": "major", "warning": "minor", "info": "info"}


def render_gitlab(report: Report) -> str:
    """Return the findings as GitLab wants them. Of two with one fingerprint it would show one; there are none."""
    issues = [
        {
            "description": f"{finding.code} {finding.message}",
            "check_name": finding.name,
            "fingerprint": mark,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": as_url_path(file.path),
                "lines": {"begin": finding.line, "end": last_line(finding)},
            },
        }
        for (file, finding), mark in zip(report.findings, report.fingerprints, strict=True)
    ]
    return dump_json(issues) + "\n"
