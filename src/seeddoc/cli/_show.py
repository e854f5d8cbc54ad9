"""`seeddoc show`: articles as people read them, with who speaks in the margin.

A paragraph is wrapped to the width of the terminal, hard line breaks or not. Each speaker has a colour, and the
margin names the speaker beside the line where a quotation begins, so nothing depends on the colours. With
`--explain`, each paragraph is followed by its quotations, with what told the speaker.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from itertools import cycle, zip_longest
from typing import TYPE_CHECKING, Final

import attrs
import click
from rich.style import Style
from rich.text import Text

from seeddoc.cli._options import PATHS_HELP, color_option, cues_option, in_language, paths_argument, to_sources
from seeddoc.documents import Document
from seeddoc.errors import ArticleError, InputError
from seeddoc.inputs import read_documents, read_source
from seeddoc.quotes import rule_summary
from seeddoc.reports import count, text_width, visible, visible_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from seeddoc.articles import Article, Paragraph
    from seeddoc.cli._output import Output
    from seeddoc.quotes import Mention, Quote
    from seeddoc.quotes.language import Language

# Columns: a comfortable line, the widest margin, and what is between the two.
TEXT_WIDTH: Final = 80
MARGIN_WIDTH: Final = 28
GAP: Final = 3
# And what a quotation and what is said of it are indented by in an explanation, and its widest label.
INDENT: Final = 2
LABEL_WIDTH: Final = 9

_COLORS: Final = ("cyan", "green", "yellow", "magenta", "blue", "red")
_LINE_BREAK: Final = re.compile(r"[ \t\r]*\n[ \t]*")


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


def _plan(article: Article, width: int) -> _Layout:
    speakers = dict.fromkeys(map(_name, article.speakers))
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


def _mention(mention: Mention, confidence: float | None = None) -> str:
    """Tell a mention: the words, whom they name, how far away they are, how sure that is."""
    text, name, away = _name(mention.text), _name(mention.name or ""), abs(mention.paragraph)
    told = f"{text} → {name}" if name not in {"", text} else text
    if away:
        told += f" ({count(away, 'paragraph')} {'before' if mention.paragraph < 0 else 'after'})"
    return told if confidence is None else f"{told} · confidence {confidence:.2f}"


def _reasons(quote: Quote) -> Iterator[tuple[str, str]]:
    """Yield what is known of a quote's speaker, each with its label."""
    if quote.speaker:
        yield "speaker", _mention(quote.speaker, quote.confidence)
    if quote.cue:
        yield "cue", _mention(quote.cue)
    if quote.rule:
        summary = rule_summary(quote.rule)
        yield "rule", visible_line(f"{quote.rule}: {summary}" if summary else quote.rule)
    if quote.evidence:
        yield "evidence", _mention(quote.evidence)
    if quote.runner_up:
        found = quote.runner_up
        yield "runner-up", f"{_mention(found.speaker, found.confidence)} · {visible_line(found.rule)}"


def _explain(console: Console, quote: Quote, text: str, layout: _Layout, indent: int = INDENT) -> Iterator[Text]:
    """Render a quote of a paragraph's text with what told its speaker, then those inside of it."""
    kind = f" · {quote.kind}" if quote.speaker else f" · {quote.kind} · no speaker"
    words = Text(_name(text[quote.start : quote.end]), Style(color=layout.colors.get(_known_as(quote.speaker))))
    words.truncate(max(layout.title - indent - len(kind), 10), overflow="ellipsis")
    yield Text.assemble(" " * indent, words, (kind, "dim"))
    margin = " " * (indent + INDENT)
    room = max(layout.title - len(margin) - LABEL_WIDTH - INDENT, 10)
    for label, reason in _reasons(quote):
        for row, line in enumerate(Text(reason).wrap(console, room)):
            line.rstrip()
            head = f"{margin}{'' if row else label:<{LABEL_WIDTH}}{' ' * INDENT}"
            yield Text.assemble((head, "dim"), line)
    for child in quote.children:
        yield from _explain(console, child, text, layout, indent + INDENT)


def _render_article(
    console: Console, article: Article, facts: list[str], width: int, *, explain: bool
) -> Iterator[Text]:
    layout = _plan(article, width)
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
    what = "base64, not shown" if document.is_base64 else "empty"
    yield Text(" · ".join([*facts, what]), "dim")


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


def _choose(documents: list[Document], name: str | None) -> list[Document]:
    """Return the documents of a name, or all.

    Raises:
        InputError: there is none of that name.
    """
    if name is None:
        return documents
    found = [document for document in documents if document.name == name]
    if not found:
        near = get_close_matches(name, [document.name for document in documents], 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise InputError(f"no document is named {name!r}{hint}")
    return found


@click.command("show", short_help="Show articles, with who speaks in the margin.", epilog=PATHS_HELP)
@paths_argument
@click.option("--name", metavar="NAME", help="Show the document of this name only.")
@cues_option
@click.option("--explain", is_flag=True, help="Say below each paragraph what told the speakers of its quotations.")
@color_option
@click.pass_obj
def show_command(
    output: Output, paths: tuple[str, ...], name: str | None, language: Language | None, explain: bool
) -> int:
    """Show articles as people read them: wrapped, with each quotation's speaker beside it."""
    documents, errors = list[Document](), 0
    for source in output.track(to_sources(paths), "reading"):
        result = read_documents(read_source(source))
        output.complain(result.errors)
        errors += len(result.errors)
        documents += in_language(result.bundle, language)
    console = output.console
    width = console.width
    for number, document in enumerate(_choose(documents, name)):
        if number:
            rule = "─" * min(width, TEXT_WIDTH)
            output.print((), ((rule, "dim"),), ())
        for line in render_document(console, document, width, explain=explain):
            output.print_text(line)
    return 1 if errors else 0
