"""`github`: workflow commands, which GitHub Actions shows beside the lines that they are about.

A command ends with its line, and its properties end at a comma or colon: what was read can do neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seeddoc.formats._base import as_url_path
from seeddoc.reports import last_line, to_plain, visible_line

if TYPE_CHECKING:
    from seeddoc.diagnostics import Diagnostic, Severity
    from seeddoc.formats._base import Problem, Report

_COMMANDS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}


def render_github(report: Report) -> str:
    """Return a command for each finding and each file that could not be checked, then a summary for the log."""
    lines = [*(_command(finding) for _, finding in report.findings), *map(_problem, report.problems)]
    return "".join(f"{line}\n" for line in lines) + to_plain(report.summary)


def _problem(problem: Problem) -> str:
    return f"::error file={_property(as_url_path(problem.path))}::{_data(problem.message)}"


def _command(finding: Diagnostic) -> str:
    start, end = finding.position, finding.end_position
    properties: dict[str, object] = {
        "title": f"{finding.code} {finding.name}",
        "file": as_url_path(finding.filename or ""),
        "line": start.line,
        "endLine": last_line(finding),
    }
    if end.line == start.line:  # columns of different lines are refused
        properties |= {"col": start.column, "endColumn": end.column}
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(f'{finding.code} {finding.message}')}"


def _data(text: str) -> str:
    """Escape a text that ends with its line; line ends are visible already."""
    return visible_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
