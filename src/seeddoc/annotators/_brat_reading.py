"""brat standoff, read back: a text and its annotations in, an article out whose quotes are those of the file.

What a line says is looked at first, then what the lines say together; a fault is a ValueError that names the line.
Quotes that people made have no rule, no evidence and no confidence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Final, cast

import attrs

from seeddoc.annotators._brat import CONTINUES, CUE, KIND, NOTE, QUOTATION, SPEAKER, UNCLOSED
from seeddoc.articles import Article, Layout, Paragraph, parse_article
from seeddoc.positions import Span
from seeddoc.quotes import Mention, Quote
from seeddoc.quotes.marks import STYLES
from seeddoc.quotes.models import KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LINE: Final = re.compile(r"[TEAR]\d+\t|#\d*\t")
# A role that comes twice in an event is numbered: Speaker, Speaker2.
_NUMBER: Final = re.compile(r"(?<!\d)\d++\Z")

_CLOSERS: Final[dict[str, tuple[str, ...]]] = {}
for _style in STYLES:
    _CLOSERS.setdefault(_style.opener, _style.closers + _style.stand_ins)
# `` before `
_OPENERS: Final = tuple(sorted(_CLOSERS, key=len, reverse=True))


def read_standoff(text: str, annotations: str) -> Article:
    """Read an article with the quotes that brat has for it, edited by hand or not.

    Args:
        text: of the `.txt` file, as it was written.
        annotations: of the `.ann` file. Lines of other kinds, and spans of other types, are passed over.

    Returns:
        The article, with its own layout. Its quotes are those of the file and no others. A span in several
        fragments goes from the first to the last of them; of several speakers or cues of one quotation the first
        counts; a quotation without an event has none.

    Raises:
        ValueError: a line cannot be read or does not fit the text: the message says which.
        ArticleError: the text is blank.
    """
    article = parse_article(text)
    blocks = _Blocks(text, article.spans[1:])
    drafts = defaultdict[int, list[_Draft]](list)
    for draft in _drafts(_read_lines(annotations, len(text)), blocks):
        drafts[draft.paragraph].append(draft)
    paragraphs = [Paragraph(each.text, _nested(drafts[number])) for number, each in enumerate(article.paragraphs)]
    return Article(article.title, paragraphs, layout=Layout(text))


# --- Lines ------------------------------------------------------------------------------------------------


@attrs.frozen
class _Bound:
    """A span with a type, and the number of its line."""

    label: str
    span: Span
    line: int


@attrs.define
class _Read:
    """What the lines of a file say, by the names that they have there."""

    bounds: dict[str, _Bound] = attrs.field(factory=dict)
    events: dict[str, list[tuple[str, str]]] = attrs.field(factory=dict)
    kinds: dict[str, str] = attrs.field(factory=dict)
    unclosed: set[str] = attrs.field(factory=set)
    notes: dict[str, str] = attrs.field(factory=dict)
    joined: list[tuple[str, str]] = attrs.field(factory=list)


def _read_lines(annotations: str, size: int) -> _Read:
    read = _Read()
    for number, line in enumerate(annotations.replace("\r\n", "\n").split("\n"), 1):
        if not _LINE.match(line):
            continue
        try:
            _read_line(read, line.split("\t"), number, size)
        except (ValueError, IndexError) as error:
            raise ValueError(f"line {number} is no annotation of this text: {line[:60]!r}") from error
    return read


def _read_line(read: _Read, fields: Sequence[str], number: int, size: int) -> None:
    name, what = fields[0], fields[1]
    words = what.split()
    match name[0]:
        case "T":
            read.bounds[name] = _Bound(words[0], _read_span(what.partition(" ")[2], size), number)
        case "E":
            roles = [(role, target) for role, target in (word.split(":") for word in words)]
            read.events[name] = [(_NUMBER.sub("", role), target) for role, target in roles]
        case "A" if words[0] == KIND:
            read.kinds[words[1]] = words[2]
        case "A" if words[0] == UNCLOSED:
            read.unclosed.add(words[1])
        case "R" if words[0] == CONTINUES:
            one, other = (word.split(":")[1] for word in words[1:3])
            read.joined.append((one, other))
        case "#" if words[0] == NOTE:
            read.notes[words[1]] = fields[2]
        case _:
            pass


def _read_span(places: str, size: int) -> Span:
    """Read `30 47;48 52`: from the first of the fragments to the last."""
    numbers = [int(word) for piece in places.split(";") for word in piece.split(" ")]
    span = Span(min(numbers), max(numbers))
    if not 0 <= span.start < span.end <= size:
        raise ValueError("it is not in the text")
    return span


# --- What they say together -------------------------------------------------------------------------------


class _Blocks:
    """The paragraphs of a text by where they stand."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self.spans = spans
        self._starts = [span.start for span in spans]

    def find(self, bound: _Bound) -> int:
        """Return the number of the paragraph that a span stands in."""
        number = bisect_right(self._starts, bound.span.start) - 1
        if number < 0 or bound.span.end > self.spans[number].end:
            place = f"the span from {bound.span.start} to {bound.span.end}"
            raise ValueError(f"line {bound.line}: {place} does not stand in one paragraph")
        return number

    def words(self, span: Span) -> str:
        """Return the words of a span."""
        return self.text[span.start : span.end]


@attrs.frozen
class _Draft:
    """A quotation that was read, but for those inside it; its place is one in its paragraph."""

    paragraph: int
    line: int
    words: str
    start: int
    end: int
    kind: Kind
    unclosed: bool
    statement: int
    speaker: Mention | None
    cue: Mention | None

    def quote(self, children: Iterable[Quote]) -> Quote:
        """Make the quote, with those inside it."""
        text, closed = _unmarked(self.words, unclosed=self.unclosed)
        return Quote(
            text,
            self.start,
            self.end,
            self.kind,
            self.speaker,
            self.cue,
            closed=closed,
            statement=self.statement,
            children=tuple(children),
        )


def _unmarked(words: str, *, unclosed: bool) -> tuple[str, bool]:
    """Return the words of a quotation without its marks, and whether it is closed; without marks it is."""
    opener = next((mark for mark in _OPENERS if words.startswith(mark)), "")
    inner = words[len(opener) :]
    if unclosed:
        return inner, False
    closer = next((mark for mark in _CLOSERS.get(opener, ()) if inner.endswith(mark)), "")
    return inner.removesuffix(closer), bool(closer) or not opener


def _drafts(read: _Read, blocks: _Blocks) -> list[_Draft]:
    """Make a draft of each quotation, in the order of their places."""
    events: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    for event, roles in read.events.items():
        events.setdefault(roles[0][1], (event, roles[1:]))
    names = [name for name, bound in read.bounds.items() if bound.label == QUOTATION]
    names.sort(key=lambda name: (read.bounds[name].span.start, -read.bounds[name].span.end))
    statements = _number(names, read.joined)
    return [_draft(read, name, events.get(name, ("", [])), statements[name], blocks) for name in names]


def _number(names: Sequence[str], joined: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Number the statements; quotations that are joined share one."""
    leaders = {name: name for name in names}

    def leader(name: str) -> str:
        while leaders[name] != name:
            leaders[name] = name = leaders[leaders[name]]
        return name

    for one, other in joined:
        if one in leaders and other in leaders:
            leaders[leader(one)] = leader(other)
    numbers: dict[str, int] = {}
    return {name: numbers.setdefault(leader(name), len(numbers)) for name in names}


def _draft(read: _Read, name: str, event: tuple[str, list[tuple[str, str]]], statement: int, blocks: _Blocks) -> _Draft:
    bound = read.bounds[name]
    paragraph = blocks.find(bound)
    given: dict[str, Mention] = {}
    for role, target in event[1]:
        if role in {SPEAKER, CUE} and role not in given:
            given[role] = _mention(read, target, role, paragraph, blocks)
    kind = read.kinds.get(event[0]) or read.kinds.get(name) or ("direct" if SPEAKER in given else "bare")
    if kind not in KINDS:
        raise ValueError(f"line {bound.line}: a quotation is one of {', '.join(sorted(KINDS))}, not {kind!r}")
    start = blocks.spans[paragraph].start
    return _Draft(
        paragraph,
        bound.line,
        blocks.words(bound.span),
        bound.span.start - start,
        bound.span.end - start,
        cast("Kind", kind),
        event[0] in read.unclosed or name in read.unclosed,
        statement,
        given.get(SPEAKER),
        given.get(CUE),
    )


def _mention(read: _Read, name: str, role: str, paragraph: int, blocks: _Blocks) -> Mention:
    """Make a mention of a span, seen from the paragraph of its quotation."""
    if name not in read.bounds:
        raise ValueError(f"an event names {name} as its {role}, which is not there")
    bound = read.bounds[name]
    number = blocks.find(bound)
    start = blocks.spans[number].start
    return Mention(
        blocks.words(bound.span),
        bound.span.start - start,
        bound.span.end - start,
        paragraph=number - paragraph,
        name=read.notes.get(name, "").strip() or None if role == SPEAKER else None,
    )


def _nested(drafts: Iterable[_Draft]) -> tuple[Quote, ...]:
    """Make the quotes of a paragraph, each with those inside it.

    Raises:
        ValueError: two of them overlap, and none stands in the other.
    """
    top: list[Quote] = []
    open_: list[tuple[_Draft, list[Quote]]] = []

    def close(until: int) -> None:
        while open_ and open_[-1][0].end <= until:
            draft, children = open_.pop()
            (open_[-1][1] if open_ else top).append(draft.quote(children))

    for draft in drafts:
        close(draft.start)
        if open_ and draft.end > open_[-1][0].end:
            raise ValueError(f"line {draft.line}: this quotation overlaps the one of line {open_[-1][0].line}")
        open_.append((draft, []))
    while open_:
        close(open_[-1][0].end)
    return tuple(top)
