"""`azure`: logging commands of Azure Pipelines, which shows them as issues of a run.

A command ends with its line, and its properties end at a semicolon or bracket: what was read can do neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seeddoc.formats._base import as_url_path
from seeddoc.reports import to_plain, visible_line

if TYPE_CHECKING:
    from seeddoc.diagnostics import Diagnostic, Severity
    from seeddoc.formats._base import Problem, Report

# There is nothing less than a warning.
_TYPES: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "warning"}


def render_azure(report: Report) -> str:
    """Return a command for each finding and each file that could not be checked, then a summary for the log."""
    lines = [*(_command(finding) for _, finding in report.findings), *map(_problem, report.problems)]
    return "".join(f"{line}\n" for line in lines) + to_plain(report.summary)


def _problem(problem: Problem) -> str:
    return f"##vso[task.logissue type=error;sourcepath={_property(as_url_path(problem.path))};]{_data(problem.message)}"


def _command(finding: Diagnostic) -> str:
    properties: dict[str, object] = {
        "type": _TYPES[finding.severity],
        "sourcepath": as_url_path(finding.filename or ""),
        "linenumber": finding.line,
        "columnnumber": finding.column,
        "code": finding.code,
    }
    written = "".join(f"{key}={_property(str(value))};" for key, value in properties.items())
    return f"##vso[task.logissue {written}]{_data(f'{finding.code} {finding.message}')}"


def _data(text: str) -> str:
    """Escape a text that ends with its line; line ends are visible already."""
    return visible_line(text).replace("%", "%AZP25")


def _property(text: str) -> str:
    return _data(text).replace(";", "%3B").replace("]", "%5D")
