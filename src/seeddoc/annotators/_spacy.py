"""Quotations as the dicts that spaCy makes documents of: `spacy.tokens.Doc(vocab).from_json(data)`.

    {"text": …, "tokens": [{"id": 0, "start": 0, "end": 3}, …],
     "spans": {"quotations": [{"start": 30, "end": 41, "label": "QUOTATION", "kb_id": "0"}, …],
               "speakers": …, "cues": …}}

The `kb_id` of a quotation is its number, from 0, and that of a speaker or a cue the number of the quotation that it
belongs to. Offsets are code points. spaCy itself is not needed here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from seeddoc.annotators._marked import find_marked
from seeddoc.annotators._tokens import find_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seeddoc.annotators._marked import Marked
    from seeddoc.documents import Document
    from seeddoc.positions import Span


def to_spacy(document: Document) -> dict[str, Any]:
    """Return a document as spaCy's JSON form: its text, tokens, and spans for quotations, speakers and cues.

    The tokens are seeddoc's own and not those of a language of spaCy's; between them they hold the whole text. A
    document whose text is blank or base64 has no spans.

    Raises:
        ValueError: a quote that was made by hand has a speaker or a cue that stands in no paragraph.
    """
    marked = find_marked(document)
    return {
        "text": document.text,
        "name": document.name,
        "tokens": [
            {"id": number, "start": start, "end": end} for number, (start, end) in enumerate(_tokens(document, marked))
        ],
        "spans": {
            "quotations": [_span("QUOTATION", each, each.span) for each in marked],
            "speakers": [_span("SPEAKER", each, each.speaker) for each in marked if each.speaker],
            "cues": [_span("CUE", each, each.cue) for each in marked if each.cue],
        },
    }


def write_spacy(documents: Iterable[Document]) -> str:
    """Write documents as lines of JSON, one for each, of what `to_spacy` returns; all characters in ASCII."""
    return "".join(f"{json.dumps(to_spacy(document))}\n" for document in documents)


def _span(label: str, marked: Marked, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "label": label, "kb_id": str(marked.number)}


def _tokens(document: Document, marked: Sequence[Marked]) -> Iterator[tuple[int, int]]:
    """Yield the tokens, and between them the white space that is more than the one blank that spaCy expects."""
    text = document.text
    spans = [span for each in marked for span in (each.span, each.speaker, each.cue) if span]
    borders = {at for span in spans for at in (span.start, span.end)}
    at = 0
    for token in find_tokens(text, 0, len(text), borders):
        if at < token.start:
            yield at, token.start
        yield token.start, token.end
        at = token.end + text.startswith(" ", token.end)
    if at < len(text):
        yield at, len(text)
