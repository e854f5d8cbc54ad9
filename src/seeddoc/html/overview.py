"""What a report says of all its documents: numbers, who speaks most, and which findings there are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from seeddoc.diagnostics import CODES
from seeddoc.html.findings import render_elsewhere, render_table
from seeddoc.html.markup import Html, element
from seeddoc.reports import SEVERITIES, count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seeddoc.counts import Stats
    from seeddoc.diagnostics import Diagnostic

# Speakers in the chart.
TOP: Final = 15


def render_overview(stats: Stats, findings: Sequence[Diagnostic], elsewhere: Sequence[Diagnostic]) -> Html:
    """Render the overview.

    Args:
        stats: of the documents.
        findings: all of them.
        elsewhere: those that belong to no document.
    """
    return element(
        "section",
        element("h2", "Overview", id="overview-title"),
        _render_numbers(stats),
        element("div", _render_chart(stats), _render_findings(findings, elsewhere), class_="tables"),
        class_="overview",
        id="overview",
        aria_labelledby="overview-title",
    )


def _render_numbers(stats: Stats) -> Html:
    rows = [
        (*_counted(stats.documents, "document"), _of_articles(stats)),
        (*_counted(stats.words, "word"), ""),
        (*_counted(stats.quotes, "quote"), f"{stats.attributed:,} with a speaker"),
        (f"{stats.quoted_share:.1%}", "of all words quoted", count(stats.quoted_words, "word")),
        (*_counted(len(stats.speakers), "speaker"), ""),
    ]
    items = [
        element(
            "div",
            element("dt", name),
            element("dd", number),
            element("dd", more, class_="more") if more else "",
        )
        for number, name, more in rows
    ]
    return element("dl", *items, class_="numbers")


def _counted(number: int, noun: str) -> tuple[str, str]:
    """Return a number and its noun, each by itself."""
    told, _, name = count(number, noun).partition(" ")
    return told, name


def _of_articles(stats: Stats) -> str:
    return "" if stats.articles == stats.documents else f"{count(stats.articles, 'article')} among them"


def _render_chart(stats: Stats) -> Html:
    """Render who speaks most as a table with bars; a name is a button that filters by it."""
    top = stats.speakers.most_common(TOP)
    if not top:
        return element("p", "Nobody speaks in these documents.", class_="nothing")
    longest = top[0][1]
    more = f": the first {len(top)} of {len(stats.speakers):,}" if len(stats.speakers) > len(top) else ""
    head = element("tr", element("th", "Speaker", scope="col"), element("th", "Quotes", scope="col", colspan=2))
    return element(
        "table",
        element("caption", f"Speakers by number of quotes{more}"),
        element("thead", head),
        element("tbody", *(_render_bar(name, number, longest) for name, number in top)),
        class_="chart",
    )


def _render_bar(name: str, number: int, longest: int) -> Html:
    # A style sheet of the page's own is all that its policy allows, so the length of a bar is an attribute.
    bar = element("rect", width=f"{100 * number / longest:.1f}%", height="100%")
    return element(
        "tr",
        element("th", element("button", element("bdi", name), type="button", data_name=name), scope="row"),
        element("td", element("svg", bar, class_="bar", aria_hidden="true")),
        element("td", f"{number:,}", class_="amount"),
    )


def _render_findings(findings: Sequence[Diagnostic], elsewhere: Sequence[Diagnostic]) -> Html:
    if not findings:
        return element("p", "No findings.", class_="nothing")
    counts = Counter(finding.code for finding in findings)
    rows = {(SEVERITIES.index(each.severity), each.code): each for each in findings}
    table = [(each.code, each.severity, summary_of(each)) for _, each in sorted(rows.items(), key=lambda pair: pair[0])]
    in_documents = counts - Counter(finding.code for finding in elsewhere)
    return element(
        "div",
        render_table(table, counts, frozenset(in_documents)),
        render_elsewhere(elsewhere) if elsewhere else "",
        class_="findings",
    )


def summary_of(finding: Diagnostic) -> str:
    """Return what the code of a finding stands for, without what is special about this one."""
    row = CODES.get(finding.code)
    return row.summary if row else finding.message
