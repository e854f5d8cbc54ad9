"""What a rule looks at: a document with its article, its marks and its quotations, each worked out when asked for.

Offsets are code points of the document's text here; a finding turns them into places of the file.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from seeddoc._alphabets import find_bad
from seeddoc._fences import Fences
from seeddoc._grammar import BOM, FENCED_KEYWORD, MIN_FENCE
from seeddoc._integrity import KEYS
from seeddoc.articles import depth_of, layout_of
from seeddoc.diagnostics import CODES, Diagnostic, diagnostic
from seeddoc.errors import ArticleError
from seeddoc.fixes import Edit, Fix
from seeddoc.positions import Place, TextIndex, resolve

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from seeddoc.articles import Article
    from seeddoc.documents import Document
    from seeddoc.quotes.marks import Span

# What is left out of the characters that are odd: nothing asks for one of these.
_ORDINARY: Final = bytes(range(0x20, 0x7F)) + b"\n"

# A text whose marker says what it must be is never mended: the marker would be false then. Nor is one that was cut
# off, or that holds markers itself, which may say the same of what is between them.
_SHORTEST_FENCE: Final = "<" * MIN_FENCE


def _may_be_mended(document: Document) -> bool:
    checked = any(key.lower() in KEYS for key, _ in document.attributes)
    # One character is found much faster than three, and most texts have none.
    holds_fence = "<" in document.text and _SHORTEST_FENCE in document.text
    holds_markers = holds_fence and FENCED_KEYWORD.search(document.text)
    # Nor one that has nothing to be seen: without what is odd in it there would be no article.
    holds_text = any(char.isprintable() and not char.isspace() for char in document.text)
    return document.complete and not checked and not holds_markers and holds_text


_inner_start: Final = attrgetter("inner_start")


class Subject:
    """One document under the eyes of the rules.

    Attributes:
        document: the document.
        text: its text.
        name: its name, or None for an anonymous one.
        filename: the file that it was read from, or None.
        is_glued: whether its closing marker stands on its last line, and not on one of its own.
    """

    __slots__ = (
        "_fences",
        "_fixable",
        "_index",
        "_odd",
        "_spans",
        "_title_spans",
        "document",
        "filename",
        "is_glued",
        "name",
        "text",
    )

    def __init__(self, document: Document, filename: str | None = None, *, is_glued: bool = False) -> None:
        self.document = document
        self.is_glued = is_glued
        self.text = document.text
        self.name = document.name or None
        self.filename = filename
        self._odd: frozenset[str] | None = None
        self._index: TextIndex | None = None
        self._fixable: bool | None = None
        self._fences: Fences | None = None
        self._spans: list[tuple[Span, ...]] | None = None
        self._title_spans: tuple[Span, ...] | None = None

    @property
    def is_blank(self) -> bool:
        """Whether the text has nothing but white space, so that there is no article."""
        try:
            return not self.article.title
        except ArticleError:
            return True

    @property
    def article(self) -> Article:
        """The text as an article.

        Raises:
            ArticleError: the text is blank; no rule is asked for a blank text then.
        """
        return self.document.article

    @property
    def odd(self) -> frozenset[str]:
        """The characters of the text that are not printable ASCII or a line feed, by one quick pass for all rules."""
        if self._odd is None:
            rest = self.text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY)
            self._odd = frozenset(rest.decode("utf-8", "surrogatepass"))
        return self._odd

    def find(self, pattern: re.Pattern[str], beginnings: frozenset[str]) -> Iterator[re.Match[str]]:
        """Find a pattern in the text, as `finditer` does, that begins with one of some odd characters.

        They are looked for one by one, which takes less time than any pattern does.
        """
        done = 0
        for at in self.places(beginnings):
            found = pattern.match(self.text, at) if at >= done else None
            if found:
                done = found.end()
                yield found

    def places(self, chars: frozenset[str]) -> list[int]:
        """Return where some odd characters stand, in order."""
        here = self.odd & chars
        return sorted(chain.from_iterable(map(self._places_of, here))) if here else []

    def _places_of(self, char: str) -> Iterator[int]:
        at = -1
        while (at := self.text.find(char, at + 1)) >= 0:
            yield at

    @property
    def starts(self) -> tuple[int, ...]:
        """Where the title (0) and each paragraph (from 1) begin in the text."""
        return layout_of(self.article)[1]

    @property
    def spans(self) -> list[tuple[Span, ...]]:
        """What stands between quotation marks in each paragraph; offsets are of the paragraph."""
        if self._spans is None:
            from seeddoc.quotes.marks import find_all_spans  # its patterns take long to make, and few texts need them

            article = self.article
            self._spans = find_all_spans(article.texts, depth_of(article))
        return self._spans

    def spans_of(self, number: int) -> tuple[Span, ...]:
        """Return what stands between quotation marks in the title (0) or a paragraph (from 1); offsets are its own."""
        if number:
            return self.spans[number - 1]
        if self._title_spans is None:
            from seeddoc.quotes.marks import find_spans  # as above

            article = self.article
            self._title_spans = find_spans(article.title, depth_of(article))
        return self._title_spans

    def is_quoted(self, offset: int) -> bool:
        """Tell whether an offset of the text lies in quoted words, which are nobody's style but the speaker's."""
        starts = self.starts
        number = bisect_right(starts, offset) - 1
        if number < 0:
            return False
        at, spans = offset - starts[number], self.spans_of(number)
        last = bisect_right(spans, at, key=_inner_start) - 1
        return last >= 0 and at < spans[last].inner_end

    def finding(
        self, code: str, start: int, end: int, detail: str = "", fix: tuple[str, Iterable[Edit]] | None = None
    ) -> Diagnostic:
        """Make a finding from `start` to `end` of the text.

        Args:
            code: a key of `CODES`.
            start: where it begins in the text.
            end: where it ends there.
            detail: what is special about it.
            fix: what the fix does, and its edits in the text; left out where none may be made, as in a line that may
                be a marker, and where it would put in what UTF-8 cannot write. Whether it is a safe one says the table.

        Raises:
            ValueError: a place of the finding or of an edit is not in the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"a finding of {code} from {start} to {end}, in a text of {len(self.text)}")
        ask = self._index_of_text().position
        return diagnostic(
            code,
            Place(ask, start),
            Place(ask, end),
            detail=detail,
            document=self.name,
            filename=self.filename,
            fix=self._to_fix(code, fix),
        )

    def _index_of_text(self) -> TextIndex:
        """Return what knows the places of the text; where it begins in its file is worked out once for all findings."""
        if self._index is None:
            self._index = TextIndex(self.text, resolve(self.document.where))
        return self._index

    def _to_fix(self, code: str, fix: tuple[str, Iterable[Edit]] | None) -> Fix | None:
        if fix is None:
            return None
        if self._fixable is None:
            self._fixable = _may_be_mended(self.document)
        if not self._fixable:
            return None
        base = self._index_of_text().position(0).offset
        if self._fences is None:
            self._fences = Fences.find(self.text, is_glued=self.is_glued, is_first=base <= len(BOM))
        message, edits = fix[0], tuple(fix[1])
        last = max((edit.end for edit in edits), default=0)
        if last > len(self.text):
            raise ValueError(f"an edit of {code} ends at {last}, in a text of {len(self.text)}")
        if any(find_bad(edit.text) for edit in edits):
            return None
        if self._fences.forbid(edits):
            return None
        moved = (Edit(base + edit.start, base + edit.end, edit.text) for edit in edits)
        return Fix(message, moved, CODES[code].fix == "safe")
