"""An article's blocks with all that is to be marked in them: quotations, and the words that tell who speaks.

In come the models of an article, a paragraph or a quotation; out come `Block`s, in which every quotation and every
mention has a number, and `read_block`, which reads one as a stream of events: a quotation opens, words, it closes.
Whoever shows an article needs nothing else: what crosses or overlaps is cut up here. Linear in the text.

It knows nothing of HTML, colours or terminals.
"""

from __future__ import annotations

from collections import Counter, deque
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import attrs

from seeddoc.quotes import Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seeddoc.articles import Article, Paragraph
    from seeddoc.quotes import Mention


@attrs.frozen
class Speaker:
    """Someone who speaks in an article.

    Attributes:
        number: from 1, in the order in which they first speak.
        name: on one line, as `Article.speakers` has it.
        quotes: how many outermost quotations of paragraphs they have.
    """

    number: int
    name: str
    quotes: int


@attrs.frozen
class MarkedQuote:
    """A quotation with the numbers that tie it to the rest of the article.

    Attributes:
        quote: the quotation.
        number: from 1, of the outermost ones in paragraphs, as in `Article.quotes`; 0 for all others.
        speaker: the number of who speaks; 0 where that is not known.
        speaker_at: the number of the mention that names them; 0 where it does not stand in the blocks.
        cue_at: the number of the mention that tells of the speaking; 0 likewise.
        children: the quotations inside.
    """

    quote: Quote
    number: int
    speaker: int
    speaker_at: int
    cue_at: int
    children: tuple[MarkedQuote, ...]


@attrs.frozen
class MarkedMention:
    """Words that name a speaker or tell of the speaking.

    Attributes:
        number: from 1, in the article; the same words for several quotations are one mention.
        start: where they begin in the text of the block, in code points.
        end: where they end there.
        speaker: the number of whom they name; 0 for a cue.
    """

    number: int
    start: int
    end: int
    speaker: int


@attrs.frozen
class Block:
    """A title or a paragraph.

    Attributes:
        text: of it.
        quotes: the outermost ones, in order.
        mentions: by where they begin.
    """

    text: str
    quotes: tuple[MarkedQuote, ...]
    mentions: tuple[MarkedMention, ...]


@attrs.frozen
class AnnotatedArticle:
    """An article to be shown.

    Attributes:
        title: its title.
        paragraphs: the rest.
        speakers: by their numbers, from the one of number 1.
    """

    title: Block
    paragraphs: tuple[Block, ...]
    speakers: tuple[Speaker, ...]


def annotate_article(article: Article) -> AnnotatedArticle:
    """Number all that is to be marked in an article."""
    numbers = _Numbers()
    paragraphs = numbers.mark(article.texts, [paragraph.quotes for paragraph in article.paragraphs], counted=True)
    (title,) = numbers.mark([article.title], [article.title_quotes], counted=False)
    return AnnotatedArticle(title, paragraphs, numbers.speakers())


def annotate_paragraph(paragraph: Paragraph) -> tuple[Block, tuple[Speaker, ...]]:
    """Number all that is to be marked in one paragraph, and who speaks in it."""
    numbers = _Numbers()
    (block,) = numbers.mark([paragraph.text], [paragraph.quotes], counted=True)
    return block, numbers.speakers()


def speaker_name(quote: Quote) -> str:
    """Return the name of a quotation's speaker on one line, as the article has it; nothing where none is known."""
    return " ".join((quote.speaker.name or quote.speaker.text).split()) if quote.speaker else ""


# Which block, and where in it: what is at the same place is one mention.
_Key: TypeAlias = tuple[int, int, int, int]


class _Numbers:
    """The numbers that one article has given out."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self._counts = Counter[int]()
        self._mentions: dict[_Key, MarkedMention] = {}
        self._given = self._quotes = 0

    def speakers(self) -> tuple[Speaker, ...]:
        return tuple(Speaker(number, name, self._counts[number]) for name, number in self._names.items())

    def mark(self, texts: Sequence[str], quotes: Sequence[Sequence[Quote]], *, counted: bool) -> tuple[Block, ...]:
        """Mark blocks that mention each other's speakers."""
        self._mentions = {}
        marked = [
            tuple(self._mark_quote(quote, number, texts, counted=counted) for quote in found)
            for number, found in enumerate(quotes)
        ]
        mentions: list[list[MarkedMention]] = [[] for _ in texts]
        for (block, *_), mention in sorted(self._mentions.items()):
            mentions[block].append(mention)
        parts = zip(texts, marked, mentions, strict=True)
        return tuple(Block(text, found, tuple(said)) for text, found, said in parts)

    def _mark_quote(self, quote: Quote, block: int, texts: Sequence[str], *, counted: bool) -> MarkedQuote:
        speaker = self._number_of(speaker_name(quote))
        number = 0
        if counted:
            self._quotes += 1
            number = self._quotes
            self._counts[speaker] += 1
        return MarkedQuote(
            quote,
            number,
            speaker,
            self._mention(quote.speaker, block, texts, speaker),
            self._mention(quote.cue, block, texts, 0),
            tuple(self._mark_quote(child, block, texts, counted=False) for child in quote.children),
        )

    def _number_of(self, name: str) -> int:
        return self._names.setdefault(name, len(self._names) + 1) if name else 0

    def _mention(self, mention: Mention | None, block: int, texts: Sequence[str], speaker: int) -> int:
        """Return the number of a mention; 0 for none, and for one that does not stand in these blocks."""
        if mention is None:
            return 0
        block += mention.paragraph
        if not 0 <= block < len(texts) or mention.end > len(texts[block]):
            return 0
        key = block, mention.start, mention.end, speaker
        known = self._mentions.get(key)
        if known is None:
            self._given += 1
            known = MarkedMention(self._given, mention.start, mention.end, speaker)
            self._mentions[key] = known
        return known.number


# --- Reading a block ----------------------------------------------------------------------------------------


@attrs.frozen
class Opened:
    """A quotation begins.

    Attributes:
        quote: that one.
    """

    quote: MarkedQuote


@attrs.frozen
class Closed:
    """A quotation ends.

    Attributes:
        quote: the one that was opened last and not closed.
    """

    quote: MarkedQuote


@attrs.frozen
class Words:
    """A stretch of text, with the mentions that it is a part of, by where they begin.

    Attributes:
        text: verbatim.
        mentions: speakers and cues that it belongs to.
    """

    text: str
    mentions: tuple[MarkedMention, ...]


# What a block is made of, in its order: a quotation or mention begins, it ends, words.
Event: TypeAlias = Opened | Closed | Words


def read_block(block: Block) -> Iterator[Event]:
    """Read a block as events; the texts of its words, joined, are its text."""
    edges, mentions = deque(_edges(block.quotes)), deque(block.mentions)
    cuts = {0, len(block.text), *(place for place, _ in edges)}
    cuts.update(place for mention in mentions for place in (mention.start, mention.end))
    active: tuple[MarkedMention, ...] = ()
    for start, end in pairwise(sorted(cuts)):
        while edges and edges[0][0] == start:
            yield edges.popleft()[1]
        active = tuple(mention for mention in active if mention.end > start)
        while mentions and mentions[0].start == start:
            active += (mentions.popleft(),)
        yield Words(block.text[start:end], active)
    yield from (event for _, event in edges)


def _edges(quotes: Iterable[MarkedQuote]) -> Iterator[tuple[int, Event]]:
    """Yield where quotations open and close, in the order of the text; without recursion, as deep as they are."""
    waiting: list[Opened | Closed] = [Opened(quote) for quote in reversed(tuple(quotes))]
    while waiting:
        event = waiting.pop()
        marked = event.quote
        if isinstance(event, Closed):
            yield marked.quote.end, event
        else:
            yield marked.quote.start, event
            waiting.append(Closed(marked))
            waiting += [Opened(child) for child in reversed(marked.children)]
