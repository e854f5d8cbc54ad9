"""One document on a page: its title, who speaks in it, and its paragraphs with speakers and findings in the margin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seeddoc.annotated import annotate_article
from seeddoc.errors import ArticleError
from seeddoc.html.findings import group_by_block, render_finding
from seeddoc.html.markup import Html, element
from seeddoc.html.passage import look_of, render_block
from seeddoc.reports import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seeddoc.annotated import Block, Speaker
    from seeddoc.articles import Article
    from seeddoc.diagnostics import Diagnostic
    from seeddoc.documents import Document

# A document out of sight is not laid out. The browser takes its height to be that of its class: so many steps, each
# of which holds about so many characters, so that the scroll bar does not jump.
HEIGHTS: Final = 25
_CHARACTERS: Final = 600


def to_article(document: Document) -> Article | None:
    """Return the article of a document; None where it has none."""
    try:
        return None if document.is_base64 else document.article
    except ArticleError:
        return None


def title_of(document: Document) -> str:
    """Return what a document is called: the title of its article, or else its name."""
    article = to_article(document)
    return article.title if article else document.name or "(anonymous)"


def render_document(document: Document, slug: str, findings: Sequence[Diagnostic] = ()) -> Html:
    """Render a document.

    Args:
        document: to be rendered.
        slug: that its links are made of, unique on the page.
        findings: about it.
    """
    article = to_article(document)
    codes = " ".join(dict.fromkeys(finding.code for finding in findings))
    height = min(len(document.text) // _CHARACTERS, HEIGHTS - 1) if article else 0
    return element(
        "article",
        *(_render_article(document, article, slug, findings) if article else _render_other(document, slug, findings)),
        class_=f"document height-{height}",
        id=f"doc-{slug}",
        aria_labelledby=f"title-{slug}",
        data_codes=codes or None,
    )


def _render_article(
    document: Document, article: Article, slug: str, findings: Iterable[Diagnostic]
) -> tuple[Html, ...]:
    beside = group_by_block(findings, document)
    annotated = annotate_article(article)
    facts = [count(len(article.paragraphs), "paragraph"), count(len(article.quotes), "quote")]
    header = element(
        "header",
        _render_title(render_block(annotated.title, slug), slug),
        _render_facts(document, slug, facts),
        _render_cast(annotated.speakers),
        *map(render_finding, beside.get(0, ())),
    )
    rows = (
        _render_row(block, slug, annotated.speakers, beside.get(number, ()))
        for number, block in enumerate(annotated.paragraphs, 1)
    )
    return header, *rows


def _render_other(document: Document, slug: str, findings: Iterable[Diagnostic]) -> tuple[Html, ...]:
    """Render what is no article."""
    facts = ["base64, not shown" if document.is_base64 else "empty"]
    title = _render_title(element("bdi", title_of(document)), slug)
    return (element("header", title, _render_facts(document, slug, facts), *map(render_finding, findings)),)


def _render_title(content: Html, slug: str) -> Html:
    return element("h3", content, class_="text", id=f"title-{slug}", dir="auto")


def _render_facts(document: Document, slug: str, facts: Iterable[str]) -> Html:
    pairs = (f"{key}={value}" if value else key for key, value in document.attributes)
    named = [element("bdi", fact) for fact in (document.name or "(anonymous)", *pairs)]
    items = [*(element("li", fact) for fact in named), *(element("li", fact) for fact in facts)]
    if not document.complete:
        items.append(element("li", "incomplete: its end was not found", class_="error"))
    items.append(element("li", element("a", "link", class_="link", href=f"#doc-{slug}")))
    return element("ul", *items, class_="facts", aria_label="About this document")


def _render_cast(speakers: Sequence[Speaker]) -> Html:
    """Render who speaks, as buttons that filter by them."""
    if not speakers:
        return Html("")
    items = [element("li", _render_speaker(speaker)) for speaker in speakers]
    return element("ul", *items, class_="cast", aria_label="Speakers in this document")


def _render_speaker(speaker: Speaker) -> Html:
    return element(
        "button",
        element("span", str(speaker.number), class_="number", aria_hidden="true"),
        element("bdi", speaker.name),
        element("span", count(speaker.quotes, "quote") if speaker.quotes else "not in paragraphs", class_="amount"),
        type="button",
        class_=look_of(speaker.number),
        data_p=speaker.number,
        data_name=speaker.name,
        aria_pressed="false",
    )


def _render_row(block: Block, slug: str, speakers: Sequence[Speaker], findings: Iterable[Diagnostic]) -> Html:
    """Render a paragraph and what stands beside it."""
    heard = dict.fromkeys(quote.speaker for quote in block.quotes if quote.speaker)
    names = [
        element("span", element("bdi", speakers[number - 1].name), class_=f"name {look_of(number)}", data_number=number)
        for number in heard
    ]
    notes = [*names, *map(render_finding, findings)]
    return element(
        "div",
        element("p", render_block(block, slug), class_="text", dir="auto"),
        element("div", *notes, class_="margin") if notes else "",
        class_="row",
    )
