"""The quotations of a document with all their places in its text: what every form of annotation is made from.

In comes a document or an article, out come `Marked` values in code points of the whole text. A document whose text
is blank or base64 has no article and so no quotations. Nothing is known here of any form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from seeddoc.articles import Article
from seeddoc.documents import Document
from seeddoc.errors import ArticleError
from seeddoc.positions import Span
from seeddoc.quotes import Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seeddoc.quotes import Mention


@attrs.frozen
class Marked:
    """A quotation, and where it and what belongs to it stand in the text of the document.

    Attributes:
        number: from 0, in the order in which they begin; an outer one before those inside.
        parent: the number of the quotation that it stands in, or None.
        paragraph: the number of its paragraph, from 0.
        quote: the quotation.
        span: with its marks.
        speaker: the words for who speaks, or None.
        cue: the words that tell of the speaking, or None.
    """

    number: int
    parent: int | None
    paragraph: int
    quote: Quote
    span: Span
    speaker: Span | None
    cue: Span | None

    @property
    def name(self) -> str:
        """Who speaks: the name that the article has for them, else as written; "" where nobody is known."""
        speaker = self.quote.speaker
        return (speaker.name or speaker.text) if speaker else ""


def article_of(value: Document | Article) -> Article | None:
    """Return the article of a document; None where its text is blank or base64."""
    if isinstance(value, Article):
        return value
    if not isinstance(value, Document):
        raise TypeError(f"expected a Document or an Article, not {type(value).__name__}")
    if value.is_base64:
        return None
    try:
        return value.article
    except ArticleError:
        return None


def text_of(value: Document | Article) -> str:
    """Return the text that the places are in."""
    return value.to_text() if isinstance(value, Article) else value.text


def find_marked(value: Document | Article) -> tuple[Marked, ...]:
    """Find the quotations of a document or an article, nested ones too, in the order of their places.

    Raises:
        ValueError: a quote that was made by hand has a speaker or a cue that stands in no paragraph.
    """
    article = article_of(value)
    if article is None:
        return ()
    found: list[Marked] = []
    blocks = article.spans[1:]
    for number, paragraph in enumerate(article.paragraphs):
        for quote in paragraph.quotes:
            found.extend(_marked(quote, number, blocks, len(found)))
    return tuple(found)


def _marked(quote: Quote, paragraph: int, blocks: tuple[Span, ...], first: int) -> Iterator[Marked]:
    """Yield a quotation and all that stand in it, numbered from `first`."""
    number = first
    waiting: list[tuple[Quote, int | None]] = [(quote, None)]
    while waiting:
        each, parent = waiting.pop()
        yield Marked(
            number,
            parent,
            paragraph,
            each,
            _moved(each.start, each.end, blocks[paragraph]),
            _place(each.speaker, paragraph, blocks),
            _place(each.cue, paragraph, blocks),
        )
        waiting.extend((child, number) for child in reversed(each.children))
        number += 1


def _moved(start: int, end: int, block: Span) -> Span:
    return Span(block.start + start, block.start + end)


def _place(mention: Mention | None, paragraph: int, blocks: tuple[Span, ...]) -> Span | None:
    """Return where a mention stands in the text."""
    if mention is None:
        return None
    number = paragraph + mention.paragraph
    if not 0 <= number < len(blocks) or mention.end > blocks[number].end - blocks[number].start:
        raise ValueError(f"{mention.text!r}, of a quote in paragraph {paragraph}, stands in no paragraph")
    return _moved(mention.start, mention.end, blocks[number])


def longest_apart(spans: Iterable[Span]) -> list[Span]:
    """Return spans of which none overlap, in order: of two that do, the one that begins first, or the longer."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
