"""Documents side by side as plain lists, one for each column: what arrays are made of.

In come documents; out come lists, each worked out when it is first asked for: who wants only names has no article
parsed, and who wants no evidence has none sought. It knows nothing of Arrow.
"""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from seeddoc.articles import has_given_quotes
from seeddoc.jsonio import to_data
from seeddoc.jsonio._faults import why_null

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seeddoc.articles import Article
    from seeddoc.diagnostics import Diagnostic
    from seeddoc.documents import Document
    from seeddoc.quotes import Quote

# The way from a quote to one of its values, such as ("speaker", "start").
Path: TypeAlias = tuple[str, ...]

_SHIFTED = frozenset({"start", "end"})


class Row(NamedTuple):
    """A document with what is known of it beside its text.

    Attributes:
        document: None in a row of findings that belong to no document.
        findings: what was found in it when it was read.
        source: the file that it was read from.
    """

    document: Document | None
    findings: Sequence[Diagnostic] = ()
    source: str | None = None


def to_rows(document: Document | None, findings: Sequence[Diagnostic] = (), source: str | None = None) -> Iterator[Row]:
    """Make rows of a document and of what was found up to its end.

    Findings of what stands before its opening marker belong to no document, and get a row of their own before it.
    """
    others: tuple[Diagnostic, ...] = tuple(findings)
    own: tuple[Diagnostic, ...] = ()
    if document is not None and others:
        # Only where there is something to tell apart: working out a place takes longer than the reading.
        first = position.line - 1 if (position := document.position) else 0
        others = tuple(each for each in findings if each.line < first)
        own = tuple(each for each in findings if each.line >= first)
    if others:
        yield Row(None, others, source)
    if document is not None:
        yield Row(document, own, source)


class Paragraphs(NamedTuple):
    """The paragraphs of all articles.

    Attributes:
        texts: of each.
        starts: where each begins in its document's text.
        ends: where each ends there.
        offsets: how many stand before each document's, and the number of all.
    """

    texts: list[str]
    starts: list[int]
    ends: list[int]
    offsets: list[int]


class Rows:
    """The documents of one batch.

    Args:
        first: the number of its first row.
        rows: its documents.
    """

    def __init__(self, first: int, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.numbers = range(first, first + len(rows))

    @property
    def documents(self) -> list[Document | None]:
        """What stands in each row."""
        return [row.document for row in self.rows]

    @cached_property
    def articles(self) -> list[Article | None]:
        """The article of each document; None where it has none.

        Raises:
            JsonError: quotes that were made by hand do not agree with their text.
        """
        return [None if document is None else _article(document) for document in self.documents]

    @cached_property
    def paragraphs(self) -> Paragraphs:
        """The paragraphs of all articles, one after the other."""
        articles = [article for article in self.articles if article is not None]
        spans = [span for article in articles for span in article.spans[1:]]
        return Paragraphs(
            [text for article in articles for text in article.texts],
            [span.start for span in spans],
            [span.end for span in spans],
            _offsets(0 if article is None else len(article.texts) for article in self.articles),
        )

    @cached_property
    def quotes(self) -> Quotes:
        """The quotations of all articles, one after the other, those inside another after it."""
        return Quotes(self)


def _article(document: Document) -> Article | None:
    if why_null(document.text, document.attributes):
        return None
    article = document.article
    if has_given_quotes(article):
        to_data(document)  # refuses what does not agree
    return article


def _offsets(counts: Any) -> list[int]:
    return list(accumulate(counts, initial=0))


class Quotes:
    """The quotations of the documents of a batch.

    Attributes:
        quotes: all of them.
        owners: the number of the row that each stands in, in the batch.
        paragraphs: the number of its paragraph, in its article.
        numbers: its own number, in its document.
        parents: the number of the quote that it stands in; None at the top.
        offsets: how many stand before each document's, and the number of all.
    """

    def __init__(self, rows: Rows) -> None:
        self.quotes: list[Quote] = []
        self.owners: list[int] = []
        self.paragraphs: list[int] = []
        self.numbers: list[int] = []
        self.parents: list[int | None] = []
        # The number of each one's paragraph among those of the batch, and where these begin.
        self._places: list[int] = []
        self._starts = rows.paragraphs.starts
        self._holders: dict[Path, list[Any]] = {(): self.quotes}
        counts = []
        for owner, article in enumerate(rows.articles):
            before = len(self.quotes)
            if article is not None:
                self._collect(article, owner, rows.paragraphs.offsets[owner])
            counts.append(len(self.quotes) - before)
        self.offsets = _offsets(counts)

    def _collect(self, article: Article, owner: int, place: int) -> None:
        base = len(self.quotes)
        for number, paragraph in enumerate(article.paragraphs):
            before = len(self.quotes)
            for quote in paragraph.quotes:
                self._add(quote, None, base)
            count = len(self.quotes) - before
            self.paragraphs += [number] * count
            self._places += [place + number] * count
        count = len(self.quotes) - base
        self.owners += [owner] * count
        self.numbers += range(count)

    def _add(self, quote: Quote, parent: int | None, base: int) -> None:
        number = len(self.quotes) - base
        self.quotes.append(quote)
        self.parents.append(parent)
        for child in quote.children:
            self._add(child, number, base)

    def holders(self, path: Path) -> list[Any]:
        """Return what stands at the end of a path, for each quote; None where nothing does."""
        if path not in self._holders:
            *above, name = path
            self._holders[path] = _values(self.holders(tuple(above)), name)
        return self._holders[path]

    def values(self, path: Path) -> list[Any]:
        """Return the values at the end of a path, for each quote; offsets count in the document's text."""
        *above, name = path
        holders = self.holders(tuple(above))
        values = _values(holders, name)
        if name not in _SHIFTED:
            return values
        starts = self._starts
        if not above:
            return [value + starts[place] for value, place in zip(values, self._places, strict=True)]
        return [
            None if holder is None else value + starts[place + holder.paragraph]
            for holder, value, place in zip(holders, values, self._places, strict=True)
        ]


def _values(holders: list[Any], name: str) -> list[Any]:
    get = attrgetter(name)
    return [None if holder is None else get(holder) for holder in holders]
