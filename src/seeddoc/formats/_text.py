"""Formats for people: `full`, `concise` and `grouped`."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from seeddoc.reports import render_concise, render_full, visible_line

if TYPE_CHECKING:
    from seeddoc.diagnostics import Diagnostic
    from seeddoc.formats._base import Report
    from seeddoc.reports import Line


def render_full_report(report: Report) -> tuple[Line, ...]:
    """Return each finding with the lines that it is about and what to do, then a summary."""
    lines: list[Line] = []
    for file, finding in report.findings:
        lines += [*render_full(finding, file.lines, report.width), ()]
    return (*lines, *report.summary)


def render_concise_report(report: Report) -> tuple[Line, ...]:
    """Return each finding on a line, then a summary."""
    return (*(render_concise(finding) for _, finding in report.findings), *report.summary)


def render_grouped_report(report: Report) -> tuple[Line, ...]:
    """Return the findings under the names of their files, then a summary."""
    lines: list[Line] = []
    for path, group in groupby(report.findings, key=lambda pair: pair[0].path):
        findings = [finding for _, finding in group]
        width = max(len(_place(finding)) for finding in findings)
        lines.append(((f"{visible_line(path)}:", "place"),))
        lines += [_row(finding, width) for finding in findings]
        lines.append(())
    return (*lines, *report.summary)


def _place(finding: Diagnostic) -> str:
    return f"{finding.line}:{finding.column}"


def _row(finding: Diagnostic, width: int) -> Line:
    _, _, code, message = render_concise(finding)
    return (f"  {_place(finding):>{width}}  ", "gutter"), code, message
