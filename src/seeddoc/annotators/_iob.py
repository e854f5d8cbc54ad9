"""Quotations as tags on tokens, a token a line, as CoNLL has it.

    -DOCSTART- -X- O O
    “<tab>30<tab>31<tab>O<tab>O<tab>O<tab>B-Quotation
    We<tab>31<tab>33<tab>O<tab>O<tab>O<tab>I-Quotation

The columns are the token, where it begins and ends in the text of the document (code points), and a tag each for
speakers, cues, nested quotations and outer ones. An empty line stands after the title and after each paragraph. The
names of documents are left out, as readers of such files know no place for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seeddoc.annotators._marked import article_of, find_marked, longest_apart
from seeddoc.annotators._tokens import find_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seeddoc.annotators._marked import Marked
    from seeddoc.documents import Document
    from seeddoc.positions import Span

# The columns of a line, in their order.
IOB_COLUMNS: Final = ("token", "start", "end", "speaker", "cue", "nested", "quotation")
_LABELS: Final = ("Speaker", "Cue", "Quotation", "Quotation")
# As CoNLL-2003 writes it, which programs look for.
_DOCUMENT: Final = "-DOCSTART- -X- O O\n\n"


def write_iob(documents: Iterable[Document]) -> str:
    """Write the tokens of documents with their tags (`B-`, `I-`, `O`).

    A column holds one tag a token: of two speakers that overlap, or two cues, the one that begins first counts, or the
    longer; so of nested quotations in a nested one the outer. All else is exact: words are cut where a tag begins or
    ends. Documents are told apart by their order. One whose text is blank or base64 has no tokens.

    Raises:
        ValueError: a quote that was made by hand has a speaker or a cue that stands in no paragraph.
    """
    return "".join(piece for document in documents for piece in _write(document))


def _write(document: Document) -> Iterator[str]:
    yield _DOCUMENT
    article = article_of(document)
    if article is None:
        return
    layers = [longest_apart(layer) for layer in _layers(find_marked(document))]
    borders = {at for layer in layers for span in layer for at in (span.start, span.end)}
    tags = [_Tags(label, layer) for label, layer in zip(_LABELS, layers, strict=True)]
    text = document.text
    for block in article.spans:
        for token in find_tokens(text, block.start, block.end, borders):
            columns = (
                text[token.start : token.end],
                str(token.start),
                str(token.end),
                *(tag.of(token) for tag in tags),
            )
            yield "\t".join(columns) + "\n"
        yield "\n"


def _layers(marked: Sequence[Marked]) -> tuple[list[Span], ...]:
    """Return the spans of each column of tags."""
    return (
        [each.speaker for each in marked if each.speaker],
        [each.cue for each in marked if each.cue],
        [each.span for each in marked if each.parent is not None],
        [each.span for each in marked if each.parent is None],
    )


class _Tags:
    """The tags of one column, asked for tokens in their order."""

    def __init__(self, label: str, spans: Sequence[Span]) -> None:
        self._label = label
        self._spans = spans
        self._at = 0
        self._begun = False

    def of(self, token: Span) -> str:
        """Return the tag of a token."""
        while self._at < len(self._spans) and self._spans[self._at].end <= token.start:
            self._at += 1
            self._begun = False
        if self._at == len(self._spans) or self._spans[self._at].start > token.start:
            return "O"
        prefix, self._begun = ("I" if self._begun else "B"), True
        return f"{prefix}-{self._label}"
