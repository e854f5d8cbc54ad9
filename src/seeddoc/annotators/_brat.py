"""brat standoff, written: a text, and a file of annotations beside it.

All offsets are code points of the text, as brat counts. Reading one back is for `_brat_reading`.

    T1<tab>Quotation 30 47<tab>“We wait,”               with its marks
    T2<tab>Speaker 53 60<tab>Ann Roe
    T3<tab>Cue 48 52<tab>said
    E1<tab>Quotation:T1 Speaker:T2 Cue:T3
    A1<tab>Kind E1 direct                               or mixed, or bare
    A2<tab>Unclosed E1                                  where the closing mark is missing
    #1<tab>AnnotatorNotes T2<tab>Ann Roe                  the name that the article has for the speaker
    R1<tab>Continues Arg1:T4 Arg2:T1                      a further segment of the same statement

No span of brat's may hold a line break, so one that does is written in several fragments (`30 47;48 52`). Files are
no business of this module.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

import attrs

from seeddoc.annotators._marked import find_marked, text_of
from seeddoc.positions import Span
from seeddoc.quotes.models import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.annotators._marked import Marked
    from seeddoc.articles import Article
    from seeddoc.documents import Document

QUOTATION: Final = "Quotation"
SPEAKER: Final = "Speaker"
CUE: Final = "Cue"
KIND: Final = "Kind"
UNCLOSED: Final = "Unclosed"
CONTINUES: Final = "Continues"
NOTE: Final = "AnnotatorNotes"

# What brat is told of these: the file annotation.conf of the folder.
BRAT_CONFIG: Final = f"""\
[entities]
{SPEAKER}
{CUE}

[relations]
{CONTINUES}\tArg1:{QUOTATION}, Arg2:{QUOTATION}

[events]
{QUOTATION}\t{SPEAKER}*:{SPEAKER}, {CUE}*:{CUE}

[attributes]
{KIND}\tArg:{QUOTATION}, Value:{"|".join(sorted(KINDS))}
{UNCLOSED}\tArg:{QUOTATION}
"""

# What some program or other takes for the end of a line, and the tab, which sets fields apart.
_BREAKS: Final = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")


@attrs.frozen
class Standoff:
    """A pair of files.

    Attributes:
        text: of the one named `.txt`.
        annotations: of the one named `.ann`.
    """

    text: str
    annotations: str


def write_standoff(value: Document | Article) -> Standoff:
    """Write the quotations of a document or an article, with their speakers and cues, as brat standoff.

    The text is kept as it is. A document whose text is blank or base64 has no annotations.

    Raises:
        ValueError: a quote that was made by hand has a speaker or a cue that stands in no paragraph, or is nothing but
            line breaks and tabs.
    """
    text = text_of(value)
    writer = _Writer(text)
    for marked in find_marked(value):
        writer.add(marked)
    return Standoff(text, "".join(f"{line}\n" for line in writer.lines))


class _Writer:
    """Gives every span a number, and one number to the same words in the same role."""

    def __init__(self, text: str) -> None:
        self.lines: list[str] = []
        self._text = text
        self._spans: dict[tuple[str, Span, str], str] = {}
        self._counts: defaultdict[str, int] = defaultdict(int)
        self._last: dict[int, str] = {}

    def add(self, marked: Marked) -> None:
        """Write one quotation and what belongs to it."""
        trigger = self._bound(QUOTATION, marked.span)
        roles = [f"{QUOTATION}:{trigger}"]
        if marked.speaker:
            roles.append(f"{SPEAKER}:{self._bound(SPEAKER, marked.speaker, marked.name)}")
        if marked.cue:
            roles.append(f"{CUE}:{self._bound(CUE, marked.cue)}")
        event = self._add("E", " ".join(roles))
        self._add("A", f"{KIND} {event} {marked.quote.kind}")
        if not marked.quote.closed:
            self._add("A", f"{UNCLOSED} {event}")
        before = self._last.get(marked.quote.statement)
        if before:
            self._add("R", f"{CONTINUES} Arg1:{trigger} Arg2:{before}")
        self._last[marked.quote.statement] = trigger

    def _add(self, letter: str, what: str) -> str:
        self._counts[letter] += 1
        name = f"{letter}{self._counts[letter]}"
        self.lines.append(f"{name}\t{what}")
        return name

    def _bound(self, label: str, span: Span, name: str = "") -> str:
        """Return the number of a span, which is written when it first comes."""
        key = label, span, name
        if key not in self._spans:
            pieces = tuple(_fragments(self._text, span))
            if not pieces:
                raise ValueError(f"brat cannot mark what is all line breaks and tabs, from {span.start} to {span.end}")
            places = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
            words = " ".join(self._text[piece.start : piece.end] for piece in pieces)
            self._spans[key] = self._add("T", f"{label} {places}\t{words}")
            if name:
                self._add("#", f"{NOTE} {self._spans[key]}\t{_BREAKS.sub(' ', name)}")
        return self._spans[key]


def _fragments(text: str, span: Span) -> Iterator[Span]:
    """Split a span where a line may end."""
    at = span.start
    for found in _BREAKS.finditer(text, span.start, span.end):
        if found.start() > at:
            yield Span(at, found.start())
        at = found.end()
    if at < span.end:
        yield Span(at, span.end)
