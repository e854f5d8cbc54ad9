"""Numbers of findings by code, most frequent first: what `--statistics` writes instead of the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seeddoc.reports import dump_json

if TYPE_CHECKING:
    from seeddoc.diagnostics import Diagnostic
    from seeddoc.formats._base import Report
    from seeddoc.reports import Line


def count_by_code(report: Report) -> list[dict[str, Any]]:
    """Count findings by code, and how many of them `--fix` would mend: safely, or only when asked for."""
    rows: dict[str, dict[str, Any]] = {}
    for _, finding in report.findings:
        row = rows.setdefault(finding.code, _row(finding))
        row["count"] += 1
        if finding.fix:
            row["fixable" if finding.fix.safe else "fixable_unsafely"] += 1
    return sorted(rows.values(), key=lambda row: (-row["count"], row["code"]))


def _row(finding: Diagnostic) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "count": 0,
        "fixable": 0,
        "fixable_unsafely": 0,
    }


def render_counts(report: Report) -> tuple[Line, ...]:
    """Return a line for each code, then a summary."""
    rows = count_by_code(report)
    width = max((len(f"{row['count']:,}") for row in rows), default=0)
    names = max((len(row["name"]) for row in rows), default=0)
    lines: list[Line] = [
        (
            (f"{row['count']:>{width},}  ", "title"),
            (row["code"], row["severity"]),
            (f"  {row['name']:<{names}}{_fixable(row)}".rstrip(), ""),
        )
        for row in rows
    ]
    return (*lines, *(((),) if rows else ()), *report.summary)


def _fixable(row: dict[str, Any]) -> str:
    kinds = ((row["fixable"], "fixable"), (row["fixable_unsafely"], "fixable unsafely"))
    told = ", ".join(f"{number:,} {kind}" for number, kind in kinds if number)
    return f"  {told}" if told else ""


def render_counts_json(report: Report) -> str:
    """Return an array with an object for each code."""
    return dump_json(count_by_code(report)) + "\n"


def render_counts_jsonl(report: Report) -> str:
    """Return an object for each code on a line of its own."""
    return "".join(f"{dump_json(row, indent=None)}\n" for row in count_by_code(report))
