"""`junit`: XML in which each file is a suite of tests and each finding a test that failed.

XML 1.0 has no way to write most control characters: they are made visible, as everywhere.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from seeddoc.formats._base import as_url_path, named_findings
from seeddoc.reports import render_full, to_plain, visible, visible_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.diagnostics import Diagnostic
    from seeddoc.formats._base import Problem, Report
    from seeddoc.results import CheckedFile

# What is left of the characters that XML 1.0 does not allow when control characters and surrogates are visible.
_NO_XML: Final = re.compile("[\ufffe\uffff]")


def render_junit(report: Report) -> str:
    """Return the report as XML; a file without findings is one test that passed."""
    suites = [*(_suite(file, report.width) for file in report.files), *map(_problem, report.problems)]
    failures = report.found["error"] + report.found["warning"]
    tests = sum(max(len(file.findings), 1) for file in report.files) + len(report.problems)
    counts = f'tests="{tests}" failures="{failures}" errors="{len(report.problems)}"'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="seeddoc" {counts}>']
    return "\n".join([*lines, *suites, "</testsuites>"]) + "\n"


def _suite(file: CheckedFile, width: int) -> str:
    name = _attribute(as_url_path(file.path))
    failures = sum(finding.severity != "info" for finding in file.findings)
    counts = f'tests="{max(len(file.findings), 1)}" failures="{failures}" errors="0"'
    cases = [case for finding in named_findings(file) for case in _case(finding, name, file.lines, width)]
    if not cases:
        cases = [f'    <testcase classname="{name}" name="no findings" file="{name}"/>']
    return "\n".join([f'  <testsuite name="{name}" {counts}>', *cases, "  </testsuite>"])


def _case(finding: Diagnostic, name: str, lines: list[str], width: int) -> Iterator[str]:
    place = f"{finding.line}:{finding.column}"
    title = _attribute(f"{finding.code} {finding.name} {place}")
    text = _text(to_plain(render_full(finding, lines, width)))
    yield f'    <testcase classname="{name}" name="{title}" file="{name}" line="{finding.line}">'
    if finding.severity == "info":
        yield f"      <system-out>{text}</system-out>"
    else:
        message = _attribute(finding.message)
        yield f'      <failure type="{finding.severity}" message="{message}">{text}</failure>'
    yield "    </testcase>"


def _problem(problem: Problem) -> str:
    name, message = _attribute(as_url_path(problem.path)), _attribute(problem.message)
    what, kind = ("cannot be checked in full", "rule") if problem.partly else ("cannot be checked", "unreadable")
    lines = [
        f'  <testsuite name="{name}" tests="1" failures="0" errors="1">',
        f'    <testcase classname="{name}" name="{what}" file="{name}">',
        f'      <error type="{kind}" message="{message}"/>',
        "    </testcase>",
        "  </testsuite>",
    ]
    return "\n".join(lines)


def _text(text: str) -> str:
    return html.escape(_NO_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", visible(text)))


def _attribute(text: str) -> str:
    return _text(visible_line(text))
