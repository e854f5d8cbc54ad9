"""Checks of a whole bundle: all that reading finds, and what is wrong with its articles and quotations.

In comes a bundle or a text, out come findings in the order of their places. Pure: nothing is changed, printed or
raised on account of content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeddoc.articles import BLANK_LINES, Article
from seeddoc.diagnostics import Diagnostic, diagnostic
from seeddoc.documents import Bundle, Document
from seeddoc.errors import ArticleError
from seeddoc.positions import START
from seeddoc.reader import Input, ParseResult, parse
from seeddoc.writer import refusals

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(bundle: Bundle | Document | ParseResult | Input) -> tuple[Diagnostic, ...]:
    """Check a bundle.

    Args:
        bundle: a text or file, of which everything is checked; what `parse` gave for it; or a bundle or document
            from anywhere, of which everything is checked that would keep it from being written and read.

    Returns:
        The findings, in the order of their places; none are errors where all is well.
    """
    if isinstance(bundle, Document):
        bundle = Bundle((bundle,))
    if isinstance(bundle, Bundle):
        documents, findings, filename = bundle, list(_bundle_findings(bundle)), None
    else:
        result = bundle if isinstance(bundle, ParseResult) else parse(bundle)
        documents, findings, filename = result.bundle, list(result.diagnostics), result.filename
    for document in documents:
        findings.extend(article_findings(document, filename))
    return tuple(sorted(findings, key=_by_place))


def _by_place(finding: Diagnostic) -> tuple[int, str]:
    return finding.offset, finding.code


def _bundle_findings(bundle: Bundle) -> Iterator[Diagnostic]:
    """Find what would keep the documents from being written."""
    names = set[str]()
    for document in bundle:
        yield from refusals(document)
        place, name = document.position or START, document.name
        if not name:
            yield diagnostic("N002", place)
        elif name in names:
            yield diagnostic("N001", place, detail=repr(name), document=name)
        names.add(name)


def article_findings(document: Document, filename: str | None = None) -> Iterator[Diagnostic]:
    """Find what is wrong with a document's text as an article; base64 is none."""
    if document.is_base64:
        return
    name = document.name or None
    try:
        article = document.article
    except ArticleError:
        yield diagnostic("A001", document.position or START, document=name, filename=filename)
        return
    yield from _shape_findings(article, name, filename)
    for paragraph in article.paragraphs:
        for quote in paragraph.quotes:
            if not quote.closed and quote.position:
                yield diagnostic("Q001", quote.position, quote.end_position, document=name, filename=filename)


def _shape_findings(article: Article, name: str | None, filename: str | None) -> Iterator[Diagnostic]:
    start = article.position or START
    end = article.end_position
    if not article.paragraphs:
        yield diagnostic("A002", start, end, document=name, filename=filename)
    elif not BLANK_LINES.search(article.gap_after_title):
        yield diagnostic("A003", start, end, document=name, filename=filename)
