"""Quotations as TEI: `<said who="#d1p1">` around each, `<seg type="speaker">` and `<seg type="cue">` where they stand.

Out comes one `<teiCorpus>` with a `<TEI>` for each document: the title is a `<head>`, a paragraph a `<p>`, with their
texts verbatim. Who speaks is a `<person>` in the header. Where two annotations overlap and none stands in the other,
the later one is cut, and its pieces say so (`part="I"`, `"M"`, `"F"`).

XML has no way to write most control characters. They become `<g type="character" n="U+0008"/>`, so that nothing is
lost, and every text makes well-formed XML.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from seeddoc.annotators._marked import article_of, find_marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seeddoc.annotators._marked import Marked
    from seeddoc.documents import Document
    from seeddoc.positions import Span

_NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
# "Char ::= #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]"
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A CR is written by number: XML readers turn one that stands as itself into LF.
_ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_ATTRIBUTE_ESCAPES: Final = {**_ESCAPES, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_ESCAPED: Final = re.compile("[&<>\r]")
_ATTRIBUTE_ESCAPED: Final = re.compile('[&<>\r"\t\n]')


def write_tei(documents: Iterable[Document]) -> str:
    """Write documents as TEI.

    A document whose text is blank or base64 has its text in an `<ab>`, as it stands.

    Raises:
        ValueError: there are no documents, of which TEI knows no form; or a quote that was made by hand has a speaker
            or a cue that stands in no paragraph.
    """
    parts = [piece for number, document in enumerate(documents, 1) for piece in _document(document, f"d{number}")]
    if not parts:
        raise ValueError("a TEI corpus holds at least one document")
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="{_NAMESPACE}">\n'
    return "".join((head, *_header("Seed documents", ()), *parts, "</teiCorpus>\n"))


def _document(document: Document, key: str) -> Iterator[str]:
    article, marked = article_of(document), find_marked(document)
    people = {name: f"{key}p{number}" for number, name in enumerate(dict.fromkeys(_names(marked)), 1)}
    title = article.title if article else document.name
    yield f'<TEI xml:id="{key}" n="{_attribute(document.name)}">\n'
    yield from _header(title, [(people[name], name) for name in people])
    yield "<text>\n<body>\n<div>\n"
    if article is None:
        kind = "base64" if document.is_base64 else "blank"
        yield f'<ab type="{kind}">{_text(document.text)}</ab>\n'
    else:
        title_span, *blocks = article.spans
        yield f"<head>{_text(document.text[title_span.start : title_span.end])}</head>\n"
        elements = _by_block(_elements(marked, people, key), blocks)
        for block, found in zip(blocks, elements, strict=True):
            yield f"<p>{''.join(_inline(document.text, block, found))}</p>\n"
    yield "</div>\n</body>\n</text>\n</TEI>\n"


def _names(marked: Sequence[Marked]) -> Iterator[str]:
    return (each.name for each in marked if each.name)


def _header(title: str, people: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"<teiHeader>\n<fileDesc>\n<titleStmt><title>{_text(title)}</title></titleStmt>\n"
    yield "<publicationStmt><p>Written by seeddoc</p></publicationStmt>\n"
    yield "<sourceDesc><p>A seed document</p></sourceDesc>\n</fileDesc>\n"
    persons = [f'<person xml:id="{key}"><persName>{_text(name)}</persName></person>\n' for key, name in people]
    if persons:
        yield "".join(
            ("<profileDesc><particDesc><listPerson>\n", *persons, "</listPerson></particDesc></profileDesc>\n")
        )
    yield "</teiHeader>\n"


# --- Elements in a paragraph ------------------------------------------------------------------------------


@attrs.frozen
class _Element:
    """A stretch of the text to be put into an element."""

    start: int
    end: int
    tag: str
    attributes: str

    def piece(self, start: int, end: int) -> str:
        """Return the start tag of a piece of it."""
        if (start, end) == (self.start, self.end):
            return f"<{self.tag}{self.attributes}>"
        part = "I" if start == self.start else "F" if end == self.end else "M"
        return f'<{self.tag}{self.attributes} part="{part}">'


# A piece of an element: where it begins and ends.
_Piece: TypeAlias = tuple[int, int, _Element]


def _elements(marked: Sequence[Marked], people: dict[str, str], key: str) -> Iterator[_Element]:
    """Yield the elements of a document: one for each quotation, and for all words in one role one."""
    roles: dict[tuple[str, Span], None] = {}
    for each in marked:
        who = f' who="#{people[each.name]}"' if each.name else ""
        number = f' xml:id="{key}q{each.number}" n="{each.quote.statement}"'
        yield _Element(each.span.start, each.span.end, "said", f"{number}{who}")
        if each.speaker:
            roles["speaker", each.speaker] = None
        if each.cue:
            roles["cue", each.cue] = None
    for role, span in roles:
        yield _Element(span.start, span.end, "seg", f' type="{role}"')


def _by_block(elements: Iterable[_Element], blocks: Sequence[Span]) -> list[list[_Piece]]:
    """Return the elements of each paragraph, an outer one before those inside it."""
    found: list[list[_Element]] = [[] for _ in blocks]
    starts = [block.start for block in blocks]
    for element in elements:
        found[bisect_right(starts, element.start) - 1].append(element)
    return [sorted(_uncrossed(each), key=_by_place) for each in found]


def _by_place(piece: _Piece) -> tuple[int, int, str]:
    start, end, element = piece
    return start, -end, element.tag


def _uncrossed(elements: Sequence[_Element]) -> Iterator[_Piece]:
    """Yield elements of which none crosses a quotation: what would is cut where that begins or ends."""
    said = [element for element in elements if element.tag == "said"]
    by_start = sorted((element.start, element.end) for element in said)
    by_end = sorted((element.end, element.start) for element in said)
    for element in elements:
        start, end = element.start, element.end
        cuts = {begin for begin, stop in _between(by_start, start, end) if stop > end}
        cuts |= {stop for stop, begin in _between(by_end, start, end) if begin < start}
        borders = [start, *sorted(cuts), end]
        yield from ((one, other, element) for one, other in pairwise(borders))


def _between(places: Sequence[tuple[int, int]], start: int, end: int) -> Sequence[tuple[int, int]]:
    """Return those of sorted pairs whose first number lies between two."""
    return places[bisect_left(places, (start + 1, -1)) : bisect_left(places, (end, -1))]


def _inline(text: str, block: Span, pieces: Sequence[_Piece]) -> Iterator[str]:
    """Write a paragraph with its elements; words in a role that would cross others are cut at the end of those."""
    at = block.start
    open_: list[int] = []
    tags: list[str] = []
    waiting = list(reversed(pieces))
    while waiting:
        start, end, element = waiting.pop()
        while open_ and open_[-1] <= start:
            yield f"{_text(text[at : open_[-1]])}</{tags.pop()}>"
            at = open_.pop()
        if open_ and end > open_[-1]:
            _insert(waiting, (open_[-1], end, element))
            end = open_[-1]
        yield f"{_text(text[at:start])}{element.piece(start, end)}"
        at = start
        open_.append(end)
        tags.append(element.tag)
    while open_:
        yield f"{_text(text[at : open_[-1]])}</{tags.pop()}>"
        at = open_.pop()
    yield _text(text[at : block.end])


def _insert(waiting: list[_Piece], rest: _Piece) -> None:
    """Put the rest of an element where it comes in the order of places; the next is at the end of the list."""
    at = len(waiting)
    while at and _by_place(waiting[at - 1]) < _by_place(rest):
        at -= 1
    waiting.insert(at, rest)


# --- Characters -------------------------------------------------------------------------------------------


def _text(text: str) -> str:
    escaped = _ESCAPED.sub(lambda found: _ESCAPES[found[0]], text)
    return _UNWRITABLE.sub(lambda found: f'<g type="character" n="U+{ord(found[0]):04X}"/>', escaped)


def _attribute(value: str) -> str:
    """Escape the value of an attribute; what XML cannot write is told by its number there."""
    escaped = _ATTRIBUTE_ESCAPED.sub(lambda found: _ATTRIBUTE_ESCAPES[found[0]], value)
    return _UNWRITABLE.sub(lambda found: f"U+{ord(found[0]):04X}", escaped)
