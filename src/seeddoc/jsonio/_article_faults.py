"""What is wrong with the data of an article: its paragraphs, quotes and mentions, and where they stand.

In comes data of any kind, together with the texts that its offsets are in, as far as they are known; out come
problems. It is the check of what is read and of what is written.

It knows nothing of documents and bundles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from seeddoc.articles import Article, Paragraph
from seeddoc.jsonio._fields import ARTICLE, CANDIDATE, MAX_DEPTH, MENTION, MENTIONS, PARAGRAPH, QUOTE, span_of
from seeddoc.jsonio._kinds import shown
from seeddoc.jsonio._problems import items_of, own_faults, refusals, under

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seeddoc.jsonio._kinds import Data
    from seeddoc.jsonio._problems import Problem


class Block(NamedTuple):
    """A paragraph's text and where it stands in the document's text."""

    text: str
    start: int
    end: int


class _Place(NamedTuple):
    """A paragraph by its number, and what is known of all of them: None of one that has faults."""

    blocks: Sequence[Block | None]
    number: int


def lone_article_faults(data: Data) -> Iterator[Problem]:
    """Find the faults of an article without a document: all that is known of its text is in it."""
    at = 0
    if ARTICLE.has(data, "title"):
        yield from refusals(".title", lambda: Article(data["title"]))
        at = len(data["title"])
    paragraphs = items_of(data, "paragraphs")
    for number, paragraph in enumerate(paragraphs):
        yield from under(f".paragraphs[{number}]", _lone_paragraph_faults(paragraph, at))
        at = max(at, *(span_of(paragraph) or ()), 0)
    yield from article_faults(data, [given_block(paragraph) for paragraph in paragraphs])


def _lone_paragraph_faults(data: object, at: int) -> Iterator[Problem]:
    span = span_of(data)
    if span and span[0] < at:
        yield ".start", f"{span[0]} is before {at}, where the text before it ends"
    if isinstance(data, dict) and PARAGRAPH.has(data, "text"):
        yield from refusals(".text", lambda: Paragraph(data["text"]))
        if span and not given_block(data):
            expected = span[0] + len(data["text"])
            yield ".end", f"expected {expected}, the start and the length of the text, not {span[1]}"


def given_block(data: object) -> Block | None:
    """Return a paragraph with its place as it says them, if they agree."""
    span = span_of(data)
    if isinstance(data, dict) and span and isinstance(data.get("text"), str):
        block = Block(data["text"], *span)
        return block if len(block.text) == block.end - block.start else None
    return None


def article_faults(data: Data, blocks: Sequence[Block | None]) -> Iterator[Problem]:
    yield from own_faults(data, ARTICLE)
    for number, paragraph in enumerate(items_of(data, "paragraphs")):
        yield from under(f".paragraphs[{number}]", _paragraph_faults(paragraph, _Place(blocks, number)))


def _paragraph_faults(data: object, place: _Place) -> Iterator[Problem]:
    yield from own_faults(data, PARAGRAPH)
    block = place.blocks[place.number]
    yield from under(".quotes", _quotes_faults(items_of(data, "quotes"), place, block and block[1:]))


def _quotes_faults(quotes: list[Any], place: _Place, room: tuple[int, int] | None, depth: int = 1) -> Iterator[Problem]:
    """Find the faults of quotes that stand side by side.

    Args:
        quotes: the array.
        place: the paragraph that they are in.
        room: the start and end of what is around them, if known.
        depth: in how many quotes they are, and one.
    """
    if depth > MAX_DEPTH and quotes:
        yield "", f"quotes stand in quotes more than {MAX_DEPTH} deep"
        return
    at = 0
    for number, quote in enumerate(quotes):
        start, end = span_of(quote) or (at, at)
        if start < at:
            yield f"[{number}].start", f"{start} is before {at}, where the quote before it ends"
        at = max(at, end)
        yield from under(f"[{number}]", _quote_faults(quote, place, room, depth))


def _quote_faults(data: object, place: _Place, room: tuple[int, int] | None, depth: int) -> Iterator[Problem]:
    yield from own_faults(data, QUOTE)
    if not isinstance(data, dict):
        return
    misplaced = list(_place_faults(data, place.blocks[place.number], room))
    yield from misplaced
    for key in MENTIONS:
        if isinstance(data.get(key), dict):
            yield from under(f".{key}", _mention_faults(data[key], place))
    if isinstance(data.get("runner_up"), dict):
        yield from under(".runner_up", _candidate_faults(data["runner_up"], place))
    inner = None if misplaced else span_of(data)
    children = items_of(data, "children")
    yield from under(".children", _quotes_faults(children, place, inner, depth + 1))


def _candidate_faults(data: Data, place: _Place) -> Iterator[Problem]:
    yield from own_faults(data, CANDIDATE)
    if isinstance(data.get("speaker"), dict):
        yield from under(".speaker", _mention_faults(data["speaker"], place))


def _mention_faults(data: Data, place: _Place) -> Iterator[Problem]:
    yield from own_faults(data, MENTION)
    if not MENTION.has(data, "paragraph"):
        return
    number = place.number + data["paragraph"]
    if not 0 <= number < len(place.blocks):
        away, last = shown(data["paragraph"]), len(place.blocks) - 1
        yield ".paragraph", f"{away} from paragraph {place.number} is none of 0 to {last}"
        return
    block = place.blocks[number]
    yield from _place_faults(data, block, block and block[1:], exact=True)


def _place_faults(
    data: Data, block: Block | None, room: tuple[int, int] | None, *, exact: bool = False
) -> Iterator[Problem]:
    """Find what is wrong with the place of a quote or mention in its paragraph, if both are known.

    Args:
        data: the quote or mention.
        block: the paragraph.
        room: the start and end of what is around it.
        exact: whether its text is all of what stands there, or without its marks.
    """
    span = span_of(data)
    if span is None or room is None:
        return
    start, end = span
    if not room[0] <= start < room[1]:
        yield ".start", f"{start} is not in {room[0]} to {room[1]}, where it has to be"
    elif not start < end <= room[1]:
        yield ".end", f"{end} is not after {start} and up to {room[1]}"
    elif block and isinstance(data.get("text"), str):
        found = block.text[start - block.start : end - block.start]
        if not (data["text"] == found if exact else data["text"] in found):
            part = "" if exact else "a part of "
            yield ".text", f"expected {part}{shown(found)}, as stands there, not {shown(data['text'])}"
