"""A report of documents as one page, and the documents alone as one.

In come bundles with their findings; out comes HTML. Nothing is read, and the same input gives the same page.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import attrs

from seeddoc.counts import Stats
from seeddoc.diagnostics import Diagnostic
from seeddoc.documents import Bundle, Document
from seeddoc.html.document import render_document, title_of
from seeddoc.html.findings import place_findings
from seeddoc.html.markup import Html, element
from seeddoc.html.overview import render_overview
from seeddoc.html.page import render_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


_NOT_IN_SLUG: Final = re.compile(r"[^A-Za-z0-9._]+")
_SLUG_LENGTH: Final = 80
# Between a slug and a number that makes it unique; no slug holds it.
_AGAIN: Final = "~"


@attrs.frozen
class ReportedBundle:
    """What a file holds, and what was found in it.

    Attributes:
        bundle: its documents.
        findings: in the order of their places, as `check` gives them.
    """

    bundle: Bundle
    findings: tuple[Diagnostic, ...] = ()


@attrs.frozen
class _Entry:
    """A document with its place on the page."""

    slug: str
    document: Document
    findings: tuple[Diagnostic, ...]


def render_report(bundles: Iterable[ReportedBundle], *, title: str = "Report") -> str:
    """Render a report: an overview, then every document with its quotations, speakers and findings.

    Args:
        bundles: what to report on.
        title: of the page.
    """
    bundles = tuple(bundles)
    placed = [place_findings(each.bundle, each.findings) for each in bundles]
    pairs = [
        pair
        for each, where in zip(bundles, placed, strict=True)
        for pair in zip(each.bundle, where.of_documents, strict=True)
    ]
    findings = [finding for each in bundles for finding in each.findings]
    elsewhere = [finding for where in placed for finding in where.elsewhere]
    entries, stats = list(_number(pairs)), _count(document for document, _ in pairs)
    return _render(title, entries, stats, render_overview(stats, findings, elsewhere))


def render_articles(bundle: Bundle, *, title: str = "Articles") -> str:
    """Render the documents of a bundle and nothing else: no overview, no findings.

    Args:
        bundle: to be rendered.
        title: of the page.
    """
    entries = list(_number((document, ()) for document in bundle))
    return _render(title, entries, _count(bundle))


def _render(title: str, entries: Sequence[_Entry], stats: Stats, *before: Html) -> str:
    documents = element(
        "section",
        element("h2", "Documents", id="documents-title"),
        *(render_document(each.document, each.slug, each.findings) for each in entries),
        element("p", "There are no documents.", class_="nothing") if not entries else "",
        id="documents",
        aria_labelledby="documents-title",
        tabindex="-1",
    )
    return render_page(
        title,
        *before,
        documents,
        datalist=[name for name, _ in stats.speakers.most_common()],
        codes=sorted({finding.code for each in entries for finding in each.findings}),
        contents=_render_contents(entries),
    )


def _render_contents(entries: Iterable[_Entry]) -> Html:
    items = [
        element("li", element("a", element("bdi", title_of(each.document)), href=f"#doc-{each.slug}"))
        for each in entries
    ]
    return element(
        "nav",
        element("details", element("summary", "Contents"), element("ol", *items), id="contents"),
        aria_label="Documents",
    )


def _count(documents: Iterable[Document]) -> Stats:
    stats = Stats()
    for document in documents:
        stats.add(document)
    return stats


def _number(pairs: Iterable[tuple[Document, tuple[Diagnostic, ...]]]) -> Iterator[_Entry]:
    """Give each document a slug of its own: made of its name, so that links last, or else of its place."""
    used = Counter[str]()
    for place, (document, findings) in enumerate(pairs, 1):
        slug = _NOT_IN_SLUG.sub("-", document.name).strip("-")[:_SLUG_LENGTH] or str(place)
        used[slug] += 1
        again = f"{_AGAIN}{used[slug]}" if used[slug] > 1 else ""
        yield _Entry(f"{slug}{again}", document, findings)
