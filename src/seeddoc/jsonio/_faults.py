"""What is wrong with the data of a bundle or a document, and with the article in a document.

In comes data of any kind; out come problems. What a model itself refuses is asked of the model.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from seeddoc._grammar import WHITE_SPACE
from seeddoc._integrity import is_base64
from seeddoc.articles import parse_article
from seeddoc.dialects import PRESETS, Dialect
from seeddoc.documents import Document
from seeddoc.jsonio._article_faults import Block, article_faults
from seeddoc.jsonio._fields import (
    ARTICLE,
    BUNDLE,
    DIAGNOSTIC,
    DIALECT,
    DOCUMENT,
    PARAGRAPH,
    SPAN,
    VERSION,
)
from seeddoc.jsonio._kinds import SURROGATE, is_integer, shown
from seeddoc.jsonio._problems import items_of, own_faults, refusals, suggestion, under

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.articles import Article
    from seeddoc.jsonio._kinds import Data
    from seeddoc.jsonio._problems import Problem


def bundle_faults(data: Data) -> Iterator[Problem]:
    version = data.get("version")
    if is_integer(version) and version != VERSION:  # the rest may mean anything
        yield ".version", f"version {shown(version)} is not supported, only {VERSION} is"
        return
    yield from own_faults(data, BUNDLE)
    yield from under(".dialect", _dialect_faults(data.get("dialect")))
    for number, document in enumerate(items_of(data, "documents")):
        yield from under(f".documents[{number}]", document_faults(document))
    for key, model in (("diagnostics", DIAGNOSTIC), ("outside", SPAN)):
        for number, item in enumerate(items_of(data, key)):
            yield from under(f".{key}[{number}]", own_faults(item, model))


def _dialect_faults(data: object) -> Iterator[Problem]:
    if isinstance(data, str) and data not in PRESETS:
        yield "", f"unknown dialect {shown(data)}{suggestion(data, PRESETS)}"
    if isinstance(data, dict):
        faults = list(own_faults(data, DIALECT))
        yield from faults
        if not faults:
            yield from refusals("", lambda: Dialect(**data))


def document_faults(data: object) -> Iterator[Problem]:
    yield from own_faults(data, DOCUMENT)
    if not isinstance(data, dict):
        return
    if DOCUMENT.has(data, "name"):
        yield from refusals(".name", lambda: Document(_mended(data["name"]), ""))
    yield from under(".attributes", _attribute_faults(items_of(data, "attributes")))
    if isinstance(data.get("article"), dict):
        yield from under(".article", _inner_article_faults(data))


def _mended(text: str) -> str:
    """Replace lone surrogates: names that are made hold none, but one that was read may."""
    return SURROGATE.sub("\ufffd", text)


def _attribute_faults(pairs: list[Any]) -> Iterator[Problem]:
    seen: dict[str, tuple[str, str]] = {}
    for number, pair in enumerate(pairs):
        if not _is_pair(pair):
            yield f"[{number}]", f"expected an array of a key and a value, not {shown(pair)}"
            continue
        key, value = map(_mended, pair)
        # Alone, and after one of the same key: all that a document could refuse.
        both = [seen[key.lower()], (key, value)] if key.lower() in seen else [(key, value)]
        faults = list(refusals(f"[{number}]", partial(Document, "", "", both)))
        yield from faults
        if not faults:
            seen[key.lower()] = (key, value)


def _is_pair(data: object) -> bool:
    return isinstance(data, list) and len(data) == 2 and all(isinstance(item, str) for item in data)


def _inner_article_faults(document: Data) -> Iterator[Problem]:
    """Find the faults of a document's article, which has to be the article that its text is."""
    data, blocks = document["article"], list[Block]()
    if DOCUMENT.has(document, "text"):
        pairs = tuple((key, value) for key, value in filter(_is_pair, items_of(document, "attributes")))
        reason = why_null(document["text"], pairs)
        if reason:
            yield "", f"expected null, as the text is {reason}"
            return
        article = parse_article(document["text"])
        blocks = _blocks(article)
        yield from _title_differences(data, article)
        yield from _differences(data, blocks)
    yield from article_faults(data, _agreed(items_of(data, "paragraphs"), blocks))


def _blocks(article: Article) -> list[Block]:
    places = zip(article.paragraphs, article.spans[1:], strict=True)
    return [Block(paragraph.text, span.start, span.end) for paragraph, span in places]


def _agreed(paragraphs: list[Any], blocks: list[Block]) -> list[Block | None]:
    """Return the block of each paragraph that has its text, None of one that has not."""
    if len(paragraphs) != len(blocks):
        return [None] * len(paragraphs)
    return [
        block if isinstance(data, dict) and data.get("text") == block.text else None
        for data, block in zip(paragraphs, blocks, strict=True)
    ]


def _title_differences(data: Data, article: Article) -> Iterator[Problem]:
    if ARTICLE.has(data, "title") and data["title"] != article.title:
        expected, given = shown(article.title), shown(data["title"])
        yield ".title", f"expected {expected}, as in the document's text, not {given}"


def _differences(data: Data, blocks: list[Block]) -> Iterator[Problem]:
    """Find where paragraphs are not those of the document's text."""
    paragraphs = items_of(data, "paragraphs")
    if ARTICLE.has(data, "paragraphs") and len(paragraphs) != len(blocks):
        message = f"expected {len(blocks)} paragraphs, as in the document's text, not {len(paragraphs)}"
        yield ".paragraphs", message
        return
    for number, (paragraph, block) in enumerate(zip(paragraphs, blocks, strict=False)):
        for name, expected in block._asdict().items():
            given = paragraph.get(name) if isinstance(paragraph, dict) else None
            if given != expected and PARAGRAPH.kinds[name].accepts(given):
                yield f".paragraphs[{number}].{name}", _difference(given, expected, block.start)


def _difference(given: Any, expected: str | int, start: int) -> str:
    if isinstance(expected, int):
        return f"expected {expected}, as in the document's text, not {shown(given)}"
    same = (one == other for one, other in zip(given, expected, strict=False))
    common = next((at for at, equal in enumerate(same) if not equal), min(len(given), len(expected)))
    return f"differs from the document's text at {start + common}"


def why_null(text: str, attributes: tuple[tuple[str, str], ...]) -> str | None:
    """Say why a document has no article in JSON; None if it has one."""
    if not text.strip(WHITE_SPACE):
        return "blank"
    return "base64" if is_base64(attributes) else None
