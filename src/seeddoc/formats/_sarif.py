"""`sarif`: SARIF 2.1.0, which code scanning services take; with rules, fixes and fingerprints.

Columns and offsets count code points, as the file itself says; lines end at a line feed alone. Paths stay as they
were named: relative ones are for whoever reads the file to place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from seeddoc.__about__ import __version__
from seeddoc.diagnostics import CODES, Severity
from seeddoc.fingerprints import SCHEME
from seeddoc.formats._base import as_url_path, is_printable
from seeddoc.positions import LF, TextIndex
from seeddoc.reports import dump_json, dump_json_list, printable, spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seeddoc.diagnostics import Code, Diagnostic
    from seeddoc.fixes import Edit, Fix
    from seeddoc.formats._base import Problem, Report
    from seeddoc.positions import Position

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}


def render_sarif(report: Report) -> str:
    """Return the report as a log with one run."""
    codes = list(dict.fromkeys(finding.code for _, finding in report.findings))
    run = {
        "tool": {"driver": {"name": "seeddoc", "version": __version__, "rules": _rules(report, codes)}},
        "invocations": [_invocation(report.problems)],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": [LF],
        "results": [],
    }
    # The results stand last: there may be very many, and they are written one by one.
    before, _, after = dump_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}).rpartition("[]")
    return before + dump_json_list(_results(report, codes), depth=3) + after + "\n"


def _results(report: Report, codes: Iterable[str]) -> Iterator[dict[str, Any]]:
    rows, marks = {code: number for number, code in enumerate(codes)}, iter(report.fingerprints)
    for file in report.files:
        place, index = {"uri": _to_uri(file.path)}, TextIndex(file.text)
        for finding in file.findings:
            result = _result(finding, place, index) | {"ruleIndex": rows[finding.code]}
            yield result | {"partialFingerprints": {SCHEME: next(marks)}}


def _rules(report: Report, codes: Iterable[str]) -> list[dict[str, Any]]:
    """Return the rules of the findings, with what to do as their help."""
    severities = {finding.code: finding.severity for _, finding in report.findings}
    return [_rule(code, severities[code]) for code in codes]


def _rule(code: str, severity: Severity) -> dict[str, Any]:
    row = CODES.get(code)
    if row is None:  # of another package, whose table is not known here
        return {"id": code, "defaultConfiguration": {"level": _LEVELS[severity]}}
    return {
        "id": code,
        "name": row.name,
        "shortDescription": {"text": f"{row.summary[:1].upper()}{row.summary[1:]}."},
        "fullDescription": {"text": row.why},
        "help": {"text": _help(row, "", ""), "markdown": _help(row, "~~~~text\n", "~~~~\n")},
        "defaultConfiguration": {"level": _LEVELS[row.severity]},
    }


def _help(row: Code, opener: str, closer: str) -> str:
    """Return what a rule is about, with its examples between an opener and a closer."""
    bad, good = (
        opener + spelled(text if text.endswith(LF) else f"{text}{LF}") + closer for text in (row.bad, row.good)
    )
    return f"{row.why}\n\nTo mend it: {row.hint}.\n\nThis yields it:\n\n{bad}\nThis does not:\n\n{good}"


def _result(finding: Diagnostic, place: dict[str, str], index: TextIndex) -> dict[str, Any]:
    start, end = finding.position, finding.end_position
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": place, "region": _region(start, end)}}],
    }
    if finding.document is not None:
        result["locations"][0]["logicalLocations"] = [{"name": finding.document, "kind": "document"}]
    if finding.fix and is_printable(finding.fix):
        result["fixes"] = [_fix(finding.fix, place, index)]
    return result


def _region(start: Position, end: Position) -> dict[str, int]:
    """Return a stretch; one that ends before it begins is a place."""
    end = max(start, end, key=lambda each: (each.line, each.column))
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": start.offset,
        "charLength": max(end.offset - start.offset, 0),
    }


def _fix(fix: Fix, place: dict[str, str], index: TextIndex) -> dict[str, Any]:
    replacements = [_replacement(edit, index) for edit in fix.edits]
    return {
        "description": {"text": fix.message},
        "artifactChanges": [{"artifactLocation": place, "replacements": replacements}],
        "properties": {"safe": fix.safe},
    }


def _replacement(edit: Edit, index: TextIndex) -> dict[str, Any]:
    region = _region(index.position(edit.start), index.position(edit.end))
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}


def _invocation(problems: Iterable[Problem]) -> dict[str, Any]:
    notes = [
        {
            "level": "error",
            "message": {"text": problem.message},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _to_uri(problem.path)}}}],
        }
        for problem in problems
    ]
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}


def _to_uri(path: str) -> str:
    """Return a path as a URI, or as a reference relative to wherever the reader puts it."""
    written = as_url_path(path)
    return ("file://" if written.startswith("/") else "") + quote(_encode(written), safe="/")


def _encode(path: str) -> bytes:
    """Return the bytes of a path; one that no file system has, with lone surrogates, is made visible."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return printable(path).encode()
