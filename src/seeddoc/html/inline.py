"""Models as pieces of HTML for notebooks, and wherever else there is no style sheet.

In comes a model, out comes HTML with its styles in attributes and without a script. The colours are half
transparent, so that they work on light and on dark, and the text has the colour that is there. Only so much is shown
as one looks at: the first documents of a bundle, the first paragraphs of an article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seeddoc.annotated import Closed, Opened, Speaker, annotate_article, annotate_paragraph, read_block, speaker_name
from seeddoc.counts import count_words
from seeddoc.html.document import title_of, to_article
from seeddoc.html.markup import NOTHING, Html, element, escape, join, start_tag
from seeddoc.html.palette import look
from seeddoc.reasons import render_reasons
from seeddoc.reports import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seeddoc.annotated import Block, Event, MarkedQuote
    from seeddoc.articles import Article, Paragraph
    from seeddoc.documents import Bundle, Document
    from seeddoc.quotes import Quote

# How much of a bundle and of an article is shown.
DOCUMENTS: Final = 20
PARAGRAPHS: Final = 60

# Hues of middling lightness, which light and dark pages both bear under text and as lines.
_HUES: Final = ("64,132,222", "190,112,40", "196,82,158", "150,140,30", "130,105,225", "40,160,140")
_LINES: Final = ("solid 2px", "dashed 2px", "dotted 2px", "double 1px", "solid 4px")
_TINT: Final = 0.16
_FAINT: Final = "opacity:.75;font-size:.9em"
_BOX: Final = "max-width:44em;line-height:1.5;text-align:start"
_CELL: Final = "text-align:start;padding:.15em .9em .15em 0;vertical-align:top"
_AMOUNT: Final = "text-align:end;padding:.15em 0 .15em .9em;vertical-align:top;font-variant-numeric:tabular-nums"


def render_bundle(bundle: Bundle) -> str:
    """Render a bundle as a table of its first documents."""
    rows = [_render_row(document) for document in bundle[:DOCUMENTS]]
    head = [
        *(element("th", name, scope="col", style=_CELL) for name in ("Document", "Title")),
        *(element("th", name, scope="col", style=_AMOUNT) for name in ("Words", "Quotes")),
    ]
    rest = f", of which the first {DOCUMENTS} are shown" if len(bundle) > DOCUMENTS else ""
    return element(
        "table",
        element("caption", f"Bundle of {count(len(bundle), 'document')}{rest}", style="text-align:start"),
        element("thead", element("tr", *head)),
        element("tbody", *rows),
    ).text


def _render_row(document: Document) -> Html:
    article = to_article(document)
    name = element("bdi", document.name or "(anonymous)")
    state = "" if document.complete else element("strong", " incomplete")
    if article is None:
        what = "base64" if document.is_base64 else "empty"
        cells = [element("td", element("em", what), colspan=3, style=_CELL)]
    else:
        amounts = (count_words(document.text), len(article.quotes))
        cells = [
            element("td", element("bdi", title_of(document)), style=_CELL),
            *(element("td", f"{amount:,}", style=_AMOUNT) for amount in amounts),
        ]
    return element("tr", element("td", name, state, style=_CELL), *cells)


def render_article(article: Article) -> str:
    """Render an article: its title, who speaks, and its first paragraphs with their quotations."""
    annotated = annotate_article(article)
    shown = annotated.paragraphs[:PARAGRAPHS]
    left = len(annotated.paragraphs) - len(shown)
    return element(
        "div",
        element("p", element("strong", _render_block(annotated.title)), dir="auto", style="font-size:1.25em"),
        _render_speakers(annotated.speakers),
        *(element("p", _render_block(block), dir="auto") for block in shown),
        element("p", f"… and {count(left, 'more paragraph')}", style=_FAINT) if left else "",
        style=_BOX,
    ).text


def render_paragraph(paragraph: Paragraph) -> str:
    """Render a paragraph with its quotations and who speaks in it."""
    block, speakers = annotate_paragraph(paragraph)
    return element("div", element("p", _render_block(block), dir="auto"), _render_speakers(speakers), style=_BOX).text


def render_quote(quote: Quote) -> str:
    """Render a quotation with who speaks it, and what told that."""
    name = speaker_name(quote)
    words = element("p", element("q", escape(quote.text), style=_style(1 if name else 0)), dir="auto")
    label_style = f"{_CELL};font-weight:normal;opacity:.75"
    rows = (
        element("tr", element("th", label, scope="row", style=label_style), element("td", text, style=_CELL))
        for label, text in (("kind", quote.kind), *render_reasons(quote))
    )
    return element("div", words, element("table", element("tbody", *rows)), style=_BOX).text


def _render_speakers(speakers: Sequence[Speaker]) -> Html:
    if not speakers:
        return NOTHING
    names = (
        join((_render_number(speaker.number), " ", element("bdi", speaker.name), _amount(speaker)))
        for speaker in speakers
    )
    return element("p", join(names, " · "), style=_FAINT)


def _amount(speaker: Speaker) -> str:
    return f" ({speaker.quotes})" if speaker.quotes else ""


def _render_block(block: Block) -> Html:
    return join(part for event in read_block(block) for part in _render(event))


def _render(event: Event) -> Iterator[Html]:
    if isinstance(event, Opened):
        yield start_tag("q", style=_style(event.quote.speaker), title=_title(event.quote))
    elif isinstance(event, Closed):
        yield Html("</q>")
        if event.quote.speaker:
            yield _render_number(event.quote.speaker)
    elif any(mention.speaker for mention in event.mentions):
        yield element("strong", event.text)
    elif event.mentions:
        yield element("em", event.text)
    else:
        yield escape(event.text)


def _title(marked: MarkedQuote) -> str:
    return f"{speaker_name(marked.quote) or 'no speaker'}, {marked.quote.kind}"


def _render_number(speaker: int) -> Html:
    return element("sup", str(speaker), style="padding:0 .2em;line-height:0")


def _style(speaker: int) -> str:
    """Return the style of what somebody says; 0 is nobody."""
    marks = "quotes:none"  # a `q` has marks of its own, and the text has them too
    if not speaker:
        return f"{marks};text-decoration:underline dotted 1px"
    hue, line = look(speaker)
    color = _HUES[hue]
    return (
        f"{marks};background:rgba({color},{_TINT});text-decoration:underline {_LINES[line]} rgb({color});"
        "text-underline-offset:.2em"
    )
