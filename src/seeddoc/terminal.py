"""Articles in a terminal as people read them, with who speaks in the margin.

In come models and a console of rich; out come lines as rich's own texts, for `seeddoc show` and for what
`rich.print` shows of a model. A paragraph is wrapped to the width of the terminal, hard line breaks or not. Each
speaker has a colour, and the margin names the speaker beside the line where a quotation begins, so nothing
depends on the colours. Explained, each paragraph is followed by its quotations, with what told the speaker.

It needs rich, from the extra `cli`. It knows nothing of files or options.
"""

from __future__ import annotations

import re
from itertools import cycle, zip_longest
from typing import TYPE_CHECKING, Final

import attrs
from rich.style import Style
from rich.table import Table
from rich.text import Text

from seeddoc.counts import count_words
from seeddoc.errors import ArticleError
from seeddoc.reasons import render_reasons
from seeddoc.reports import count, text_width, visible, visible_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from seeddoc.articles import Article, Paragraph
    from seeddoc.documents import Bundle, Document
    from seeddoc.quotes import Mention, Quote

# Columns: a comfortable line, the widest margin, and what is between the two.
TEXT_WIDTH: Final = 80
MARGIN_WIDTH: Final = 28
GAP: Final = 3
# And what a quotation and what is said of it are indented by in an explanation, and its widest label.
INDENT: Final = 2
LABEL_WIDTH: Final = 9
# Documents in the table of a bundle.
ROWS: Final = 20

_COLORS: Final = ("cyan", "green", "yellow", "magenta", "blue", "red")
_LINE_BREAK: Final = re.compile(r"(?<![ \t\r])[ \t\r]*+\n[ \t]*+")


@attrs.frozen
class _Layout:
    """How an article is laid out.

    Attributes:
        title: columns for the title and the line under it.
        text: columns for the text.
        margin: columns for the speakers; 0 where nobody speaks.
        colors: of the speakers, by their names.
    """

    title: int
    text: int
    margin: int
    colors: dict[str, str]


def _name(text: str) -> str:
    return visible_line(" ".join(text.split()))


def _known_as(speaker: Mention | None) -> str:
    """Return the name of a speaker, as `Article.speakers` has it; nothing for none."""
    return _name(speaker.name or speaker.text) if speaker else ""


def _plan(names: Iterable[str], width: int) -> _Layout:
    """Plan for a width, with a margin that has room for the names of the speakers."""
    speakers = dict.fromkeys(map(_name, names))
    longest = max(map(text_width, speakers), default=0)
    margin = min(longest, MARGIN_WIDTH, max(width // 4, 8))
    room = width - (margin + GAP if margin else 0)
    title, text = (max(min(columns, TEXT_WIDTH), 10) for columns in (width, room))
    return _Layout(title, text, margin, dict(zip(speakers, cycle(_COLORS), strict=False)))


def _flow(text: str) -> str:
    """Return a part of a paragraph as it is shown: on one line, and harmless."""
    return visible(_LINE_BREAK.sub(" ", text))


def _quoted(paragraph: Paragraph, colors: dict[str, str]) -> tuple[Text, list[str]]:
    """Return a paragraph with its quotes marked, and the names for the margin.

    The mark of a quote that begins a speaker's turn says which name it is, and so can be found after wrapping.
    """
    text, names, at = Text(), list[str](), 0
    for quote in paragraph.quotes:
        text.append(_flow(paragraph.text[at : quote.start]))
        name = _known_as(quote.speaker)
        style = Style(color=colors.get(name))
        if name and name not in names[-1:]:
            style += Style(meta={"name": len(names)})
            names.append(name)
        text.append(_flow(paragraph.text[quote.start : quote.end]), style)
        at = quote.end
    text.append(_flow(paragraph.text[at:]))
    return text, names


def _first_names(line: Text) -> Iterator[int]:
    for span in line.spans:
        if isinstance(span.style, Style) and "name" in span.style.meta:
            yield span.style.meta["name"]


def _margin(console: Console, lines: Iterable[Text], names: list[str], layout: _Layout) -> list[Text]:
    """Return the margin's lines: each name beside the line where its quote begins, or as soon as there is room."""
    margin: list[Text] = []
    told = 0
    for row, line in enumerate(lines):
        for number in _first_names(line):
            if number < told:
                continue
            told = number + 1
            name = Text(names[number], Style(color=layout.colors[names[number]], dim=True))
            margin += [Text()] * (row - len(margin))
            margin += name.wrap(console, layout.margin)
    return margin


def _render_paragraph(console: Console, paragraph: Paragraph, layout: _Layout) -> Iterator[Text]:
    text, names = _quoted(paragraph, layout.colors)
    lines = text.wrap(console, layout.text)
    beside = _margin(console, lines, names, layout)
    for line, note in zip_longest(lines, beside, fillvalue=Text()):
        row = line.copy()
        row.rstrip()
        if note:
            row.append(" " * (layout.text + GAP - row.cell_len))
            row.append_text(note)
        yield row


def _kind(quote: Quote) -> str:
    return f" · {quote.kind}" if quote.speaker else f" · {quote.kind} · no speaker"


def _explain(console: Console, quote: Quote, text: str, layout: _Layout, indent: int = INDENT) -> Iterator[Text]:
    """Render a quote of a paragraph's text with what told its speaker, then those inside of it."""
    words = Text(_name(text[quote.start : quote.end]), Style(color=layout.colors.get(_known_as(quote.speaker))))
    words.truncate(max(layout.title - indent - len(_kind(quote)), 10), overflow="ellipsis")
    yield Text.assemble(" " * indent, words, (_kind(quote), "dim"))
    yield from _explain_speaker(console, quote, layout, indent)
    for child in quote.children:
        yield from _explain(console, child, text, layout, indent + INDENT)


def _explain_speaker(console: Console, quote: Quote, layout: _Layout, indent: int) -> Iterator[Text]:
    margin = " " * (indent + INDENT)
    room = max(layout.title - len(margin) - LABEL_WIDTH - INDENT, 10)
    for label, reason in render_reasons(quote):
        for row, line in enumerate(Text(reason).wrap(console, room)):
            line.rstrip()
            head = f"{margin}{'' if row else label:<{LABEL_WIDTH}}{' ' * INDENT}"
            yield Text.assemble((head, "dim"), line)


def _render_article(
    console: Console, article: Article, facts: list[str], width: int, *, explain: bool
) -> Iterator[Text]:
    layout = _plan(article.speakers, width)
    yield from Text(_flow(article.title), "bold").wrap(console, layout.title)
    facts = [*facts, count(len(article.paragraphs), "paragraph"), count(len(article.quotes), "quote")]
    yield from Text(" · ".join(facts), "dim").wrap(console, layout.title)
    if explain and article.title_quotes:
        yield Text()
        for quote in article.title_quotes:
            yield from _explain(console, quote, article.title, layout)
    for paragraph in article.paragraphs:
        yield Text()
        yield from _render_paragraph(console, paragraph, layout)
        if explain and paragraph.quotes:
            yield Text()
            for quote in paragraph.quotes:
                yield from _explain(console, quote, paragraph.text, layout)


def _render_other(document: Document, facts: list[str]) -> Iterator[Text]:
    """Render what is no article."""
    yield Text(" · ".join([*facts, _other(document)]), "dim")


def _other(document: Document) -> str:
    return "base64, not shown" if document.is_base64 else "empty"


def render_document(console: Console, document: Document, width: int, *, explain: bool = False) -> Iterator[Text]:
    """Render a document in lines; if it is an article, with what told the speakers if that is to be explained."""
    facts = [visible_line(document.name) or "(anonymous)"]
    facts += [visible_line(f"{key}={value}" if value else key) for key, value in document.attributes]
    if not document.complete:
        facts.append("INCOMPLETE: its end was not found")
    try:
        article = None if document.is_base64 else document.article
    except ArticleError:
        article = None
    if article:
        yield from _render_article(console, article, facts, width, explain=explain)
    else:
        yield from _render_other(document, facts)


# --- What rich shows of a model -----------------------------------------------------------------------------


def render_article(console: Console, article: Article, width: int) -> Iterator[Text]:
    """Render an article in lines, as `seeddoc show` does."""
    return _render_article(console, article, [], width, explain=False)


def render_paragraph(console: Console, paragraph: Paragraph, width: int) -> Iterator[Text]:
    """Render a paragraph in lines, with the speakers of its quotes in the margin."""
    speakers = (_known_as(quote.speaker) for quote in paragraph.quotes if quote.speaker)
    return _render_paragraph(console, paragraph, _plan(speakers, width))


def render_quote(console: Console, quote: Quote, width: int) -> Iterator[Text]:
    """Render a quote in lines, with what told its speaker; of those inside of it, how many there are."""
    name = _known_as(quote.speaker)
    layout = _plan([name] if name else [], width)
    words = Text(_flow(quote.text), Style(color=layout.colors.get(name)))
    yield from words.wrap(console, layout.title)
    inside = f" · {count(len(quote.children), 'quote')} inside" if quote.children else ""
    yield Text(f"{' ' * INDENT}{_kind(quote)[3:]}{inside}", "dim")
    yield from _explain_speaker(console, quote, layout, 0)


def render_bundle(bundle: Bundle) -> Table:
    """Render a bundle as a table of its first documents."""
    table = Table(title=count(len(bundle), "document"), title_style="bold", box=None, pad_edge=False)
    for header, numeric in (("document", False), ("title", False), ("words", True), ("quotes", True)):
        table.add_column(header, justify="right" if numeric else "left", overflow="fold")
    for document in bundle[:ROWS]:
        table.add_row(*_row(document))
    if len(bundle) > ROWS:
        table.caption = f"and {len(bundle) - ROWS:,} more"
    return table


def _row(document: Document) -> tuple[Text, Text, str, str]:
    name = Text(visible_line(document.name) or "(anonymous)")
    if not document.complete:
        name.append(" INCOMPLETE", "bold red")
    try:
        article = None if document.is_base64 else document.article
    except ArticleError:
        article = None
    if article is None:
        return name, Text(_other(document), "dim"), "", ""
    return name, Text(_flow(article.title)), f"{count_words(document.text):,}", f"{len(article.quotes):,}"
