"""Rules of group Q: quotations and their marks."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.diagnostics import Diagnostic
    from seeddoc.rules._subject import Subject
    from seeddoc.settings import Options


def check_closed(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """Q001: a quotation that is not closed, nor opened again in the next paragraph."""
    # Whether it goes on in the next paragraph takes all of the article; where every mark is closed, nobody asks.
    if all(span.closed for span in chain.from_iterable(subject.spans)):
        return
    article = subject.article
    for block, paragraph in zip(article.spans[1:], article.paragraphs, strict=True):
        for quote in paragraph.quotes:
            if not quote.closed:
                yield subject.finding("Q001", block.start + quote.start, block.start + quote.end)
