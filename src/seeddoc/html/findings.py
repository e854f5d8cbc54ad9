"""Findings on a page: which document each belongs to, beside which of its paragraphs, and how it looks."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import attrs

from seeddoc.diagnostics import Diagnostic
from seeddoc.html.markup import Html, element
from seeddoc.reports import count

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence

    from seeddoc.documents import Bundle, Document
    from seeddoc.html.markup import Content


@attrs.frozen
class PlacedFindings:
    """The findings of a file.

    Attributes:
        of_documents: for each document its own.
        elsewhere: those that belong to none.
    """

    of_documents: tuple[tuple[Diagnostic, ...], ...]
    elsewhere: tuple[Diagnostic, ...]


def place_findings(bundle: Bundle, findings: Sequence[Diagnostic]) -> PlacedFindings:
    """Give each document its findings: by the lines that it takes up in the file, or else by its name."""
    starts = [document.position.line if document.position else 1 for document in bundle]
    openers = [start - 1 for start in starts]
    # Only those without a name are asked for where they end: a finding names its document, if that has one.
    ends = [
        start + (0 if document.name else document.text.count("\n"))
        for start, document in zip(starts, bundle, strict=True)
    ]
    by_name = {document.name: number for number, document in reversed(list(enumerate(bundle)))}
    placed: list[list[Diagnostic]] = [[] for _ in bundle]
    elsewhere = list[Diagnostic]()
    for finding in findings:
        number = bisect_right(openers, finding.line) - 1
        if number < 0 or not _belongs(finding, bundle[number], ends[number]):
            number = by_name.get(finding.document, -1) if finding.document else -1
        (placed[number] if number >= 0 else elsewhere).append(finding)
    return PlacedFindings(tuple(map(tuple, placed)), tuple(elsewhere))


def _belongs(finding: Diagnostic, document: Document, end: int) -> bool:
    """Tell whether a finding that stands after a document's opener is about it."""
    if finding.document or document.name:
        return finding.document == document.name
    return document.position is not None and finding.line <= end


def group_by_block(findings: Iterable[Diagnostic], document: Document) -> dict[int, list[Diagnostic]]:
    """Group findings by the block of an article beside which they belong: 0 its title, 1 its first paragraph."""
    start = document.position.offset if document.position else 0
    starts = [span.start for span in document.article.spans]
    groups: dict[int, list[Diagnostic]] = {}
    for finding in findings:
        groups.setdefault(max(bisect_right(starts, finding.offset - start) - 1, 0), []).append(finding)
    return groups


def render_finding(finding: Diagnostic) -> Html:
    """Render a finding with what to do about it."""
    place = f"line {finding.line}, column {finding.column}"
    return element(
        "div",
        element("strong", f"{finding.severity} {finding.code}", class_=finding.severity),
        " ",
        finding.message,
        element("span", finding.hint, class_="hint") if finding.hint else "",
        element("span", place, class_="place"),
        class_=f"finding {finding.severity}",
        role="note",
    )


def render_elsewhere(findings: Sequence[Diagnostic]) -> Html:
    """Render the findings that belong to no document, each with its file."""
    items = [element("li", element("bdi", each.filename or "text"), render_finding(each)) for each in findings]
    heading = f"{count(len(findings), 'finding')} outside of documents"
    return element(
        "details", element("summary", heading), element("ul", *items, class_="elsewhere"), open=len(findings) < 6
    )


def render_table(rows: Sequence[tuple[str, str, str]], counts: Counter[str], filters: frozenset[str]) -> Html:
    """Render how often each finding was made.

    Args:
        rows: code, severity and summary.
        counts: by code.
        filters: codes that documents can be filtered by.
    """
    body = [
        element(
            "tr",
            element("th", _render_code(code, filters), scope="row"),
            element("td", severity, class_=severity),
            element("td", summary),
            element("td", f"{counts[code]:,}", class_="amount"),
        )
        for code, severity, summary in rows
    ]
    head = element("tr", *(element("th", name, scope="col") for name in ("Code", "Severity", "What it says", "Number")))
    return element(
        "table", element("caption", "Findings by code"), element("thead", head), element("tbody", *body), class_="codes"
    )


def _render_code(code: str, filters: frozenset[str]) -> Content:
    return element("button", code, type="button", data_code=code) if code in filters else code
