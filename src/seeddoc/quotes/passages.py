"""Passages: a paragraph cut into words around its quotations, for rules to read.

In the string of tags each word is one character, each quotation one of `QUOTED`, and `END` stands
where a sentence ends; so rules are regular expressions over tags. Which tag a word has is the
business of a language, which makes the passages; here is what they have in common.

Offsets are code points of the paragraph, indexes count tags.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seeddoc.quotes.marks import Span

# A quotation in a sentence that goes on, one that ends a sentence with a full stop, and one that
# may end it with a question or exclamation mark.
OPEN: Final = "Q"
STOPPED: Final = "F"
ASKED: Final = "Y"
QUOTED: Final = OPEN + STOPPED + ASKED
END: Final = "|"

# The most that is read on one side of a quotation, in code points.
WINDOW: Final = 600

# No sentence is read further than so many tags on one side of a quotation.
LONGEST: Final = 150

_SENTENCE_END: Final = re.compile(rf"[{END}{STOPPED}{ASKED}]")
# What may stand between the last word of a quotation and its closing mark.
_TRIMMED: Final = " \N{NO-BREAK SPACE}‘’'"
_ENDS: Final = {".": STOPPED, "…": STOPPED, "?": ASKED, "!": ASKED}
_INVITING: Final = ",?!…-–—"


def trimmed(text: str, span: Span) -> str:
    """Return the quoted text without white space and single marks around it."""
    return text[span.inner_start : span.inner_end].strip(_TRIMMED)


def mark_of(quoted: str) -> str:
    """Return the tag of a quotation at the end of its sentence; `quoted` is trimmed."""
    return _ENDS.get(quoted[-1:], OPEN)


class Passage:
    """The words around the quotations of one paragraph.

    Attributes:
        text: the paragraph.
        spans: its quotations.
        words: the words; that of a quotation or an end that was put in is empty.
        tags: their tags.
        at: where each quotation stands among the tags.
    """

    __slots__ = ("_gaps", "_places", "at", "spans", "tags", "text", "words")

    def __init__(
        self,
        text: str,
        spans: Sequence[Span],
        words: list[str],
        tags: str,
        at: list[int],
        gaps: list[tuple[int, int]],
    ) -> None:
        """Take the parts; `gaps` are (index of the first word, where it is looked for) of each stretch of words."""
        self.text = text
        self.spans = spans
        self.words = words
        self.tags = tags
        self.at = at
        self._gaps = gaps
        self._places: dict[int, list[int]] = {}

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Return where the words from `start` to before `end` begin and end in the paragraph."""
        number = bisect_right(self._gaps, (start, len(self.text))) - 1
        first = self._gaps[number][0]
        if number + 1 < len(self._gaps) and self._gaps[number + 1][0] < end:
            return self.offsets(start, start + 1)[0], self.offsets(end - 1, end)[1]
        places = self._places.get(number)
        if places is None:
            places = self._places[number] = []
        if first + len(places) < end:
            self._extend(places, number, end)
        last = end - 1
        return places[start - first], places[last - first] + len(self.words[last])

    def _extend(self, places: list[int], number: int, end: int) -> None:
        """Find where the words of a stretch begin, each once and in order, to before an index."""
        first, offset = self._gaps[number]
        words, find = self.words, self.text.find
        known = len(places)
        if known:
            offset = places[-1] + len(words[first + known - 1])
        # Nothing but white space stands between the words, so the first find is the word itself.
        for word in words[first + known : end]:
            offset = find(word, offset)
            places.append(offset)
            offset += len(word)

    def quoted(self, number: int) -> str:
        """Return a quotation without white space and single marks around it."""
        return trimmed(self.text, self.spans[number])

    def sentence_start(self, at: int) -> int:
        """Return the index of the first tag of the sentence that the tag before `at` stands in."""
        tags, first = self.tags, max(0, at - LONGEST)
        found = max(tags.rfind(END, first, at), tags.rfind(STOPPED, first, at), tags.rfind(ASKED, first, at))
        return found + 1 if found >= 0 else first


class Case:
    """One quotation of a passage, with the sentence that it stands in.

    Attributes:
        passage: the passage.
        number: which of its quotations.
        at: the index of its tag.
        start: the index of the first tag of its sentence.
        tags: those of the passage.
        quoted: the quoted text without white space and single marks around it.
    """

    __slots__ = ("_end", "at", "number", "passage", "quoted", "start", "tags")

    def __init__(self, passage: Passage, number: int) -> None:
        self.passage = passage
        self.number = number
        self.at = passage.at[number]
        self.tags = passage.tags
        self.start = passage.sentence_start(self.at)
        self.quoted = passage.quoted(number)
        self._end = -1

    @classmethod
    def within(cls, passage: Passage, start: int, end: int) -> Case:
        """Return a case without quotation, at the end of a stretch of a passage."""
        case = cls.__new__(cls)
        case.passage, case.tags, case.number, case.start, case.at = passage, passage.tags, -1, start, end
        case.quoted, case._end = "", end  # noqa: SLF001  # its own
        return case

    @property
    def end(self) -> int:
        """The index after the last tag of its sentence."""
        if self._end < 0:
            if self.tags[self.at] == STOPPED:
                self._end = self.at + 1
            else:
                last = min(len(self.tags), self.at + LONGEST)
                found = _SENTENCE_END.search(self.tags, self.at + 1, last)
                self._end = found.end() if found else last
        return self._end

    @property
    def before(self) -> str:
        """The tag before it in its sentence, or nothing."""
        return self.tags[self.at - 1] if self.at > self.start else ""

    @property
    def begins(self) -> bool:
        """Whether it begins its sentence."""
        return self.at == self.start

    @property
    def invites(self) -> bool:
        """Whether an attribution may follow: after a comma, a question mark and the like."""
        return self.quoted[-1:] in _INVITING or self.tags[self.at + 1 : self.at + 2] in (",", "-")

    @property
    def is_sentence(self) -> bool:
        """Whether it begins a sentence and looks like one."""
        quoted = self.quoted
        if not self.begins or not quoted:
            return False
        return quoted[-1] in ".?!…,-–—" or (quoted[0].isupper() and quoted.count(" ") > 1)
