"""Documents and articles as JSON on one line: models in, text out.

It writes what `json.dumps` writes of the data that `_writing` makes, without making the data: three times as fast. The
keys and their order come from the tables in `_fields`.

It knows nothing of faults: quotes that were made by hand go the other way.
"""

from __future__ import annotations

from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Final

from seeddoc.jsonio._fields import ARTICLE, CANDIDATE, DOCUMENT, MENTION, PARAGRAPH, QUOTE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seeddoc.articles import Article, Paragraph
    from seeddoc.documents import Document
    from seeddoc.jsonio._fields import Model
    from seeddoc.quotes import Candidate, Mention, Quote

_escape: Final[Callable[[str], str]] = encode_basestring
# From so many characters on it pays to look first whether anything has to be escaped that is not common.
_LONG: Final = 60
_NULL: Final = "null"
_WORDS: Final = {False: "false", True: "true"}


def _string(text: str) -> str:
    if len(text) < _LONG:
        return _escape(text)
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{plain}"' if plain.isprintable() else _escape(text)


def _template(model: Model) -> str:
    """Return what a model's object looks like, with a place for each value."""
    return "{" + ", ".join(f'"{name}": %s' for name in model.names) + "}"


_DOCUMENT: Final = _template(DOCUMENT)
_ARTICLE: Final = _template(ARTICLE)
_PARAGRAPH: Final = _template(PARAGRAPH)
_QUOTE: Final = _template(QUOTE)
_MENTION: Final = _template(MENTION)
_CANDIDATE: Final = _template(CANDIDATE)


def document_text(document: Document, article: Article | None) -> str:
    """Write a document, and its article if it has one."""
    pairs = ", ".join(f"[{_string(key)}, {_string(value)}]" for key, value in document.attributes)
    return _DOCUMENT % (
        _string(document.name),
        _string(document.text),
        f"[{pairs}]",
        _WORDS[document.complete],
        _NULL if article is None else article_text(article),
    )


def article_text(article: Article) -> str:
    """Write an article, the quotes of which were found in its text."""
    spans = article.spans[1:]
    starts = [span.start for span in spans]
    paragraphs = [
        _paragraph(paragraph, span.end, starts, number)
        for number, (paragraph, span) in enumerate(zip(article.paragraphs, spans, strict=True))
    ]
    return _ARTICLE % (_string(article.title), f"[{', '.join(paragraphs)}]")


def _paragraph(paragraph: Paragraph, end: int, starts: Sequence[int], number: int) -> str:
    quotes = ", ".join([_quote(quote, starts, number) for quote in paragraph.quotes])
    return _PARAGRAPH % (_string(paragraph.text), starts[number], end, f"[{quotes}]")


def _quote(quote: Quote, starts: Sequence[int], number: int) -> str:
    """Write a quote of the paragraph with this number, of those that begin at `starts`."""
    start = starts[number]
    confidence = quote.confidence
    children = ", ".join([_quote(child, starts, number) for child in quote.children]) if quote.children else ""
    return _QUOTE % (
        _string(quote.text),
        start + quote.start,
        start + quote.end,
        _string(quote.kind),
        _mention(quote.speaker, starts, number),
        _mention(quote.cue, starts, number),
        _WORDS[quote.closed],
        quote.statement,
        _NULL if quote.rule is None else _string(quote.rule),
        _mention(quote.evidence, starts, number),
        _NULL if confidence is None else repr(confidence),
        _candidate(quote.runner_up, starts, number),
        f"[{children}]",
    )


def _mention(mention: Mention | None, starts: Sequence[int], number: int) -> str:
    if mention is None:
        return _NULL
    start, name = starts[number + mention.paragraph], mention.name
    return _MENTION % (
        _string(mention.text),
        start + mention.start,
        start + mention.end,
        mention.paragraph,
        _NULL if name is None else _string(name),
    )


def _candidate(candidate: Candidate | None, starts: Sequence[int], number: int) -> str:
    if candidate is None:
        return _NULL
    speaker = _mention(candidate.speaker, starts, number)
    return _CANDIDATE % (speaker, _string(candidate.rule), repr(candidate.confidence))
