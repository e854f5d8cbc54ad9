"""Models as JSON.

In come models; out comes JSON text, or the same as dicts and lists. Quotes that were made by hand are checked, as
data, by what checks JSON that is read; JSON cannot say those with faults.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from seeddoc.articles import Article, has_given_quotes
from seeddoc.dialects import PRESETS
from seeddoc.documents import Bundle, Document
from seeddoc.errors import JsonError
from seeddoc.jsonio._article_faults import article_faults, given_block
from seeddoc.jsonio._faults import why_null
from seeddoc.jsonio._fields import CANDIDATE, DIALECT, FORMAT, MAX_DEPTH, MENTION, MENTIONS, QUOTE, VERSION, moved
from seeddoc.jsonio._kinds import SURROGATE, shown
from seeddoc.jsonio._problems import refuse, under
from seeddoc.jsonio._text import write_article, write_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seeddoc.dialects import Dialect
    from seeddoc.jsonio._kinds import Data
    from seeddoc.jsonio._problems import Problem
    from seeddoc.quotes import Mention, Quote

_SURROGATE_PAIR: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def to_json(value: Bundle | Document | Article, *, indent: int | None = None) -> str:
    """Write a bundle, a document or an article as JSON.

    Args:
        value: what to write.
        indent: how many spaces each level is indented by; None for one line.

    Returns:
        Text that can be encoded as UTF-8, lone surrogates escaped. `from_json` makes an equal value of it.

    Raises:
        JsonError: JSON cannot say it: quotes made by hand do not agree with the text that they are in, or a
            text holds the two halves of a surrogate pair, each as a code point.
        TypeError: it is none of the three.
        ValueError: `indent` is no whole number from 0 on.
    """
    if indent is not None and (type(indent) is not int or indent < 0):
        raise ValueError(f"indent is a whole number of spaces, or None for one line: {indent!r}")
    match value:
        case _ if indent is not None:
            text = _encodable(_dumps(to_data(value), indent))
        case Bundle():
            before = _dumps(_write_bundle(value, ())).removesuffix("]}")
            text = _text_of(value.documents, "$.documents[{}]", (before, "]}"))
        case Document():
            text = _text_of([value], "$", ("", ""))
        case Article() if not has_given_quotes(value):
            pieces: list[str] = []
            is_sure = write_article(value, pieces)
            text = _joined(pieces, is_sure=is_sure)
        case _:
            text = _encodable(_dumps(to_data(value)))
    return text


def _dumps(data: Data, indent: int | None = None) -> str:
    # It was made just now: there are no circles to look for.
    return json.dumps(data, ensure_ascii=False, indent=indent, check_circular=False)


def _text_of(documents: Iterable[Document], path: str, around: tuple[str, str]) -> str:
    """Write documents on one line: what `_dumps` gives, without the data of all of them at a time."""
    problems: list[Problem] = []
    pieces, is_sure = [around[0]], around[0].isascii()
    for number, document in enumerate(documents):
        if number:
            pieces.append(", ")
        is_sure &= _write_pieces(document, path.format(number), problems, pieces)
    refuse(problems)
    pieces.append(around[1])
    return _joined(pieces, is_sure=is_sure)


def _write_pieces(document: Document, path: str, problems: list[Problem], pieces: list[str]) -> bool:
    """Write a document the quick way, if none of its quotes was made by hand; return as `write_document` does."""
    article = None if why_null(document.text, document.attributes) else document.article
    if article is not None and has_given_quotes(article):
        pieces.append(_dumps(_write_document(document, path, problems)))
        return False
    return write_document(document, article, pieces)


def _joined(pieces: list[str], *, is_sure: bool) -> str:
    text = "".join(pieces)
    return text if is_sure else _encodable(text)


def _encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return _escaped(text)
    return text


def _escaped(text: str) -> str:
    """Escape the lone surrogates of a JSON text, which stand nowhere but in its strings."""
    pair = _SURROGATE_PAIR.search(text)
    if pair:
        message = "JSON takes a high surrogate and a low one after it for one character"
        raise JsonError([("$", f"{message}: {shown(pair[0])}")])
    return SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def to_data(value: Bundle | Document | Article) -> Data:
    """Return what `to_json` writes as dicts, lists and plain values.

    Raises:
        JsonError: quotes made by hand do not agree with the text that they are in.
        TypeError: it is none of the three.
        ValueError: `indent` is no whole number from 0 on.
    """
    problems: list[Problem] = []
    match value:
        case Bundle():
            written = [
                _write_document(document, f"$.documents[{number}]", problems)
                for number, document in enumerate(value.documents)
            ]
            data = _write_bundle(value, written)
        case Document():
            data = _write_document(value, "$", problems)
        case Article():
            data = _write_article(value, "$", problems)
        case _:
            raise TypeError(
                f"only a Bundle, a Document or an Article can be written as JSON, not a {type(value).__name__}"
            )
    refuse(problems)
    return data


def _write_bundle(bundle: Bundle, documents: Iterable[Data]) -> Data:
    return {
        "format": FORMAT,
        "version": VERSION,
        "dialect": _write_dialect(bundle.dialect),
        "documents": [*documents],
    }


def _write_dialect(dialect: Dialect) -> str | Data:
    return dialect.name if PRESETS.get(dialect.name) == dialect else DIALECT.plain(dialect)


def _write_document(document: Document, path: str, problems: list[Problem]) -> Data:
    null = why_null(document.text, document.attributes)
    return {
        "name": document.name,
        "text": document.text,
        "attributes": [[key, value] for key, value in document.attributes],
        "complete": document.complete,
        "article": None if null else _write_article(document.article, f"{path}.article", problems),
    }


def _write_article(article: Article, path: str, problems: list[Problem]) -> Data:
    """Write an article; what is wrong with quotes made by hand goes to the problems."""
    spans = article.spans[1:]
    starts = [span.start for span in spans]
    paragraphs = [
        {
            "text": paragraph.text,
            "start": span.start,
            "end": span.end,
            "quotes": [_write_quote(quote, starts, number) for quote in paragraph.quotes],
        }
        for number, (paragraph, span) in enumerate(zip(article.paragraphs, spans, strict=True))
    ]
    data = {"title": article.title, "paragraphs": paragraphs}
    # Quotes that were found agree with their text.
    if has_given_quotes(article):
        blocks = [given_block(paragraph) for paragraph in paragraphs]
        problems.extend(under(path, article_faults(data, blocks)))
    return data


def _write_quote(quote: Quote, starts: Sequence[int], number: int, depth: int = 1) -> Data:
    """Write a quote of the paragraph with this number, of those that begin at `starts`."""
    data = moved(QUOTE.plain(quote), starts[number])
    for key in MENTIONS:
        if data[key] is not None:
            data[key] = _write_mention(data[key], starts, number)
    if quote.runner_up is not None:
        speaker = _write_mention(quote.runner_up.speaker, starts, number)
        data["runner_up"] = CANDIDATE.plain(quote.runner_up) | {"speaker": speaker}
    # One level below the deepest is enough for the check to refuse it.
    inner = quote.children if depth <= MAX_DEPTH else ()
    data["children"] = [_write_quote(child, starts, number, depth + 1) for child in inner]
    return data


def _write_mention(mention: Mention, starts: Sequence[int], number: int) -> Data:
    # A mention made by hand may name a paragraph that is not there, which the check refuses.
    place = number + mention.paragraph
    return moved(MENTION.plain(mention), starts[place] if 0 <= place < len(starts) else 0)
