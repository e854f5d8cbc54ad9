"""The quotations of documents as a table of comma-separated values, a row for each.

A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-` or `@`, the wide forms of these, or
a tab or a line break) gets an apostrophe before it, and so does one that already begins with apostrophes and then
such a character. So no cell can run anything where the table is opened, and `restore_cell` gives every cell back as
it was.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from seeddoc.annotators._marked import find_marked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seeddoc.annotators._marked import Marked
    from seeddoc.documents import Document
    from seeddoc.positions import Span

# The columns of the table, in their order.
CSV_COLUMNS: Final = (
    "document",
    "number",
    "parent",
    "paragraph",
    "statement",
    "kind",
    "start",
    "end",
    "text",
    "speaker",
    "speaker_name",
    "speaker_start",
    "speaker_end",
    "cue",
    "cue_start",
    "cue_end",
    "rule",
    "confidence",
)

_FORMULA: Final = re.compile(r"'*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]")


def write_csv(documents: Iterable[Document]) -> str:
    """Write the quotations of documents as a table, with a head and a row for each, nested ones too.

    Lines end with CR LF (RFC 4180); line breaks inside a cell are kept. `start` and `end` are code points of the
    text of the document; `number` counts its quotations from 0, and `parent` is the number of the one around.

    Raises:
        ValueError: a quote that was made by hand has a speaker or a cue that stands in no paragraph.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for document in documents:
        writer.writerows(_row(document.name, marked) for marked in find_marked(document))
    return table.getvalue()


def _row(name: str, marked: Marked) -> list[object]:
    quote = marked.quote
    speaker, cue = quote.speaker, quote.cue
    return [
        _guarded(name),
        marked.number,
        marked.parent,
        marked.paragraph,
        quote.statement,
        quote.kind,
        marked.span.start,
        marked.span.end,
        _guarded(quote.text),
        _guarded(speaker.text) if speaker else None,
        _guarded(marked.name) if speaker else None,
        *_places(marked.speaker),
        _guarded(cue.text) if cue else None,
        *_places(marked.cue),
        quote.rule,
        quote.confidence,
    ]


def _places(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restore_cell(cell: str) -> str:
    """Return a cell of the table as it was: without the apostrophe that guards it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
