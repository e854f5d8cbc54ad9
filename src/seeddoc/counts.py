"""What there is of everything: documents, words, quotations and speakers, in numbers.

In come documents, one after the other; out come sums. It knows nothing of files or of how numbers are shown.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import attrs

from seeddoc.errors import ArticleError

if TYPE_CHECKING:
    from seeddoc.articles import Article
    from seeddoc.documents import Document

# A word: what stands between white space and has a letter or a digit.
_WORD: Final = re.compile(r"[^\W_]\S*")


def count_words(text: str) -> int:
    """Count the words of a text: what stands between white space and has a letter or a digit."""
    return sum(1 for _ in _WORD.finditer(text))


@attrs.define
class Stats:
    """Numbers of documents, added up.

    Attributes:
        documents: all of them.
        articles: those that are neither empty nor base64; what follows is of these.
        paragraphs: without titles.
        words: with those of titles.
        quotes: outermost ones.
        attributed: quotes whose speaker is known.
        quoted_words: words in quotes.
        speakers: how many quotes each has, by the name that the article has for them.
    """

    documents: int = 0
    articles: int = 0
    paragraphs: int = 0
    words: int = 0
    quotes: int = 0
    attributed: int = 0
    quoted_words: int = 0
    speakers: Counter[str] = attrs.field(factory=Counter)

    @property
    def quoted_share(self) -> float:
        """The share of quoted words, from 0 to 1."""
        return self.quoted_words / self.words if self.words else 0.0

    def add(self, document: Document) -> None:
        """Count a document."""
        self.documents += 1
        if document.is_base64:
            return
        try:
            self._add_article(document.article)
        except ArticleError:
            return

    def include(self, other: Stats) -> None:
        """Add the numbers of documents that were counted elsewhere, after these."""
        for name in attrs.fields_dict(Stats):
            if name != "speakers":
                setattr(self, name, getattr(self, name) + getattr(other, name))
        self.speakers.update(other.speakers)

    def _add_article(self, article: Article) -> None:
        self.articles += 1
        self.paragraphs += len(article.texts)
        self.words += count_words(article.title) + sum(map(count_words, article.texts))
        for quote in article.quotes:
            self.quotes += 1
            self.quoted_words += count_words(quote.text)
            if quote.speaker:
                self.attributed += 1
                self.speakers[" ".join((quote.speaker.name or quote.speaker.text).split())] += 1
