"""Passages: a paragraph cut into words around its quotations, for rules to read.

In the string of tags each word is one character, each quotation one of `QUOTED`, and `END` stands
where a sentence ends; so rules are regular expressions over tags. Which tag a word has is the
business of a language, which makes the passages; here is what they have in common.

Offsets are code points of the paragraph, indexes count tags.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
        ends: the same, but quotations that end a sentence are ends.
        at: where each quotation stands among the tags.
        quotations: what each of them quotes, without white space and single marks around it.
    """

    __slots__ = ("_firsts", "_offsets", "_places", "at", "ends", "quotations", "spans", "tags", "text", "words")

    def __init__(
        self,
        text: str,
        spans: Sequence[Span],
        words: list[str],
        tags: str,
        at: list[int],
        gaps: list[tuple[int, int]],
        quotations: list[str] | None = None,
    ) -> None:
        """Take the parts.

        Args:
            text: the paragraph.
            spans: its quotations.
            words: the words.
            tags: their tags.
            at: where each quotation stands among the tags.
            gaps: (index of the first word, where it is looked for) of each stretch of words.
            quotations: the trimmed text of each quotation, where it is known already.
        """
        self.text = text
        self.spans = spans
        self.words = words
        self.tags = tags
        self.ends = tags.replace(STOPPED, END).replace(ASKED, END)
        self.at = at
        self.quotations = [trimmed(text, span) for span in spans] if quotations is None else quotations
        self._firsts = [first for first, _ in gaps]
        self._offsets = [offset for _, offset in gaps]
        self._places: dict[int, list[int]] = {}

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Return where the words from `start` to before `end` begin and end in the paragraph."""
        last = self.words[end - 1]
        if not last and self.tags[end - 1] in QUOTED:  # `the author of “Rain”`
            return self.offsets(start, end - 1)[0], self.spans[bisect_left(self.at, end - 1)].end
        firsts = self._firsts
        number = bisect_right(firsts, start)
        if number < len(firsts) and firsts[number] < end:
            return self.offsets(start, start + 1)[0], self.offsets(end - 1, end)[1]
        first = firsts[number - 1]
        places = self._places.get(first)
        if places is None:
            # Where each word begins, and last where the next is looked for.
            places = self._places[first] = [self._offsets[number - 1]]
        if first + len(places) <= end:
            # Each word is found once and in order. Nothing but white space stands between them, so the first find is
            # the word itself.
            find, add = self.text.find, places.append
            offset = places.pop()
            for word in self.words[first + len(places) : end]:
                offset = find(word, offset)
                add(offset)
                offset += len(word)
            add(offset)
        return places[start - first], places[end - 1 - first] + len(last)

    def sentence_start(self, at: int) -> int:
        """Return the index of the first tag of the sentence that the tag before `at` stands in."""
        first = max(0, at - LONGEST)
        found = self.ends.rfind(END, first, at)
        return found + 1 if found >= 0 else first


class Case:
    """One quotation of a passage, with the sentence that it stands in.

    Attributes:
        passage: the passage.
        number: which of its quotations.
        at: the index of its tag.
        start: the index of the first tag of its sentence.
        end: the index after the last tag of its sentence.
        tags: those of the passage.
        before: the tag before it in its sentence, or nothing.
        quoted: the quoted text without white space and single marks around it.
    """

    __slots__ = ("at", "before", "end", "number", "passage", "quoted", "start", "tags")

    def __init__(self, passage: Passage, number: int) -> None:
        self.passage = passage
        self.number = number
        self.at = at = passage.at[number]
        self.tags = tags = passage.tags
        self.start = start = passage.sentence_start(at) if at else 0
        self.before = tags[at - 1] if at > start else ""
        self.quoted = passage.quotations[number]
        last = at + LONGEST
        # A question may be quoted in the middle of a sentence; a statement ends it.
        found = at if tags[at] == STOPPED else passage.ends.find(END, at + 1, last)
        self.end = found + 1 if found >= 0 else min(len(tags), last)

    @classmethod
    def within(cls, passage: Passage, start: int, end: int) -> Case:
        """Return a case without quotation, at the end of a stretch of a passage."""
        case = cls.__new__(cls)
        case.passage, case.tags, case.number = passage, passage.tags, -1
        case.start, case.at, case.end, case.quoted = start, end, end, ""
        case.before = passage.tags[end - 1] if end > start else ""
        return case

    @property
    def begins(self) -> bool:
        """Whether it begins its sentence."""
        return self.at == self.start

    @property
    def invites(self) -> bool:
        """Whether an attribution may follow, as after a comma, a question mark and the like."""
        return self.quoted[-1:] in _INVITING or self.tags[self.at + 1 : self.at + 2] in (",", "-")

    @property
    def is_sentence(self) -> bool:
        """Whether it begins a sentence and looks like one."""
        quoted = self.quoted
        if not self.begins or not quoted:
            return False
        return quoted[-1] in ".?!…,-–—" or (quoted[0].isupper() and quoted.count(" ") > 1)
