"""A title or paragraph as HTML: its quotations, the words that tell who speaks, and what ties them together.

Each quotation and each mention carries the numbers of its partners, which the page's script follows; a quotation of
a paragraph is followed by a link to itself, which shows the number of its speaker and can be reached by keyboard. What
stands in the link is drawn by the style sheet, so that the text of a paragraph stays what it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seeddoc.annotated import Closed, Opened, read_block, speaker_name
from seeddoc.html.markup import Html, element, escape, join, start_tag
from seeddoc.html.palette import LINES, look
from seeddoc.reasons import render_reasons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.annotated import Block, Event, MarkedQuote, Words

_END_OF_QUOTE: Final = Html("</q>")


def look_of(speaker: int) -> str:
    """Return the classes that give a speaker their looks; those of nobody for 0."""
    if not speaker:
        return "nobody"
    hue, line = look(speaker)
    return f"hue-{hue} {LINES[line]}"


def render_block(block: Block, slug: str) -> Html:
    """Render a title or paragraph.

    Args:
        block: to be rendered.
        slug: of its document, for the links.
    """
    return join(part for event in read_block(block) for part in _render(event, slug))


def _render(event: Event, slug: str) -> Iterator[Html]:
    if isinstance(event, Opened):
        yield _start_of(event.quote, slug)
    elif isinstance(event, Closed):
        yield _END_OF_QUOTE
        if event.quote.number:
            yield _link_to(event.quote, slug)
    else:
        yield _render_words(event)


def _start_of(marked: MarkedQuote, slug: str) -> Html:
    quote = marked.quote
    return start_tag(
        "q",
        class_=f"{quote.kind} {look_of(marked.speaker)}",
        id=_id_of(marked, slug) if marked.number else None,
        data_p=marked.speaker or None,
        data_s=marked.speaker_at or None,
        data_c=marked.cue_at or None,
        data_why="\n".join(f"{label}\t{text}" for label, text in (("kind", quote.kind), *render_reasons(quote))),
    )


def _id_of(marked: MarkedQuote, slug: str) -> str:
    return f"quote-{slug}-{marked.number}"


def _link_to(marked: MarkedQuote, slug: str) -> Html:
    name = speaker_name(marked.quote)
    return element(
        "a",
        class_=f"number {look_of(marked.speaker)}",
        href=f"#{_id_of(marked, slug)}",
        data_number=marked.speaker or "·",
        aria_label=f"Quote {marked.number}, {marked.quote.kind}, {name or 'no speaker'}",
    )


def _render_words(words: Words) -> Html:
    content = escape(words.text)
    if not words.mentions:
        return content
    speakers = [mention.speaker for mention in words.mentions if mention.speaker]
    return element(
        "span",
        content,
        class_=f"speaker {look_of(speakers[0])}" if speakers else "cue",
        data_m=" ".join(str(mention.number) for mention in words.mentions),
    )
