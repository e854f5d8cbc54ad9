"""Documents and articles as JSON on one line: models in, pieces of text out.

It writes what `json.dumps` writes of the data that `_writing` makes, without making the data. The pieces of a bundle
are joined once, and most are there already: each block of a text is escaped once, if it has to be at all, and stands
both in the document's text and in its article. The keys and their order are those of the tables in `_fields`.

It knows nothing of faults: quotes that were made by hand go the other way.
"""

from __future__ import annotations

from functools import lru_cache
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Final

from seeddoc._alphabets import find_bad
from seeddoc.articles import layout_of, quotes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seeddoc.articles import Article
    from seeddoc.documents import Document
    from seeddoc.quotes import Candidate, Mention, Quote

    # What makes a text what stands between the quotation marks of JSON.
    Escape = Callable[[str], str]

_string: Final[Callable[[str], str]] = encode_basestring
_NULL: Final = "null"
_WORDS: Final = {False: "false", True: "true"}

# Between most blocks, escaped.
_GAP: Final = "\n\n"
_ESCAPED_GAP: Final = "\\n\\n"


# --- Escaping -----------------------------------------------------------------------------------------------

# Control characters that are not common: what else JSON has to escape is.
_COMMON: Final = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"))
_COMMON_BYTES: Final = "".join(char for char, _ in _COMMON).encode()
_CONTROLS: Final = bytes(code for code in range(0x20) if chr(code) not in "\n\r\t")

# Rules, kinds and confidences are few.
_word: Final = lru_cache(maxsize=1024)(encode_basestring)
_number: Final = lru_cache(maxsize=1024, typed=True)(repr)


def _escape_any(text: str) -> str:
    return _string(text)[1:-1]


def _escape_common(text: str) -> str:
    for char, escaped in _COMMON:
        if char in text:
            text = text.replace(char, escaped)
    return text


def _escape_of(text: str) -> tuple[Escape, bool]:
    """Return the quickest way to escape what stands in a text, and whether that has no lone surrogate."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return _escape_any, False
    if any([control in data for control in _CONTROLS]):  # noqa: C419 - a generator is slower
        return _escape_any, True
    return (_escape_common if any([common in data for common in _COMMON_BYTES]) else str), True  # noqa: C419


# --- Models -------------------------------------------------------------------------------------------------


def write_document(document: Document, article: Article | None, pieces: list[str]) -> bool:
    """Write a document, and its article if it has one.

    Returns:
        Whether it is certain that no lone surrogate is in it.
    """
    name = _string(document.name)
    attributes = ", ".join([f"[{_string(key)}, {_string(value)}]" for key, value in document.attributes])
    after = f'", "attributes": [{attributes}], "complete": {_WORDS[document.complete]}, "article": '
    pieces.append(f'{{"name": {name}, "text": "')
    if article is None:
        escape, is_sure = _escape_of(document.text)
        pieces += escape(document.text), after, _NULL
    else:
        blocks, escape, is_sure = _escape_blocks(article)
        pieces += _text_of(blocks, layout_of(article)[0])
        pieces.append(after)
        _write_article(article, blocks, escape, pieces)
    pieces.append("}")
    return is_sure and find_bad(name + attributes) is None


def _text_of(blocks: Sequence[str], gaps: Sequence[str]) -> list[str]:
    """Return the pieces of a document's text: its blocks, which are escaped already, and what is around them."""
    pieces = [""] * (len(blocks) + len(gaps))
    pieces[1::2] = blocks
    pieces[::2] = [_ESCAPED_GAP if gap == _GAP else _escape_any(gap) for gap in gaps]
    return pieces


def write_article(article: Article, pieces: list[str]) -> bool:
    """Write an article, the quotes of which were found in its text; return as `write_document` does."""
    blocks, escape, is_sure = _escape_blocks(article)
    _write_article(article, blocks, escape, pieces)
    return is_sure


def _escape_blocks(article: Article) -> tuple[Sequence[str], Escape, bool]:
    """Escape the title and the paragraphs; return what escapes their parts too, and what `_escape_of` says of them."""
    blocks = (article.title, *article.texts)
    escape, is_sure = _escape_of("".join(blocks))
    return blocks if escape is str else list(map(escape, blocks)), escape, is_sure


def _write_article(article: Article, blocks: Sequence[str], escape: Escape, pieces: list[str]) -> None:
    """Write an article whose blocks are escaped already."""
    starts = layout_of(article)[1][1:]
    pieces.append(f'{{"title": "{blocks[0]}", "paragraphs": [')
    paragraphs = zip(article.texts, blocks[1:], quotes_of(article), starts, strict=True)
    for number, (text, escaped, quotes, start) in enumerate(paragraphs):
        written = ", ".join([_quote(quote, starts, number, escape) for quote in quotes]) if quotes else ""
        after = f'", "start": {start}, "end": {start + len(text)}, "quotes": [{written}]}}'
        pieces += '{"text": "', escaped, after, ", "
    if article.texts:
        pieces.pop()
    pieces.append("]}")


def _quote(quote: Quote, starts: Sequence[int], number: int, escape: Escape) -> str:
    """Write a quote of the paragraph with this number, of those that begin at `starts`."""
    start, rule, confidence, inner = starts[number], quote.rule, quote.confidence, quote.children
    children = ", ".join([_quote(child, starts, number, escape) for child in inner]) if inner else ""
    return (
        f'{{"text": "{escape(quote.text)}", "start": {start + quote.start}, "end": {start + quote.end}, '
        f'"kind": {_word(quote.kind)}, "speaker": {_mention(quote.speaker, starts, number, escape)}, '
        f'"cue": {_mention(quote.cue, starts, number, escape)}, "closed": {_WORDS[quote.closed]}, '
        f'"statement": {quote.statement}, "rule": {_NULL if rule is None else _word(rule)}, '
        f'"evidence": {_mention(quote.evidence, starts, number, escape)}, '
        f'"confidence": {_NULL if confidence is None else _number(confidence)}, '
        f'"runner_up": {_candidate(quote.runner_up, starts, number, escape)}, "children": [{children}]}}'
    )


def _mention(mention: Mention | None, starts: Sequence[int], number: int, escape: Escape) -> str:
    if mention is None:
        return _NULL
    away, name = mention.paragraph, mention.name
    start = starts[number + away]
    return (
        f'{{"text": "{escape(mention.text)}", "start": {start + mention.start}, "end": {start + mention.end}, '
        f'"paragraph": {away}, "name": {_NULL if name is None else _string(name)}}}'
    )


def _candidate(candidate: Candidate | None, starts: Sequence[int], number: int, escape: Escape) -> str:
    if candidate is None:
        return _NULL
    speaker = _mention(candidate.speaker, starts, number, escape)
    return f'{{"speaker": {speaker}, "rule": {_word(candidate.rule)}, "confidence": {_number(candidate.confidence)}}}'
