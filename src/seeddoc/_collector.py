"""The collector: what the scanner found becomes documents and findings, in their order.

It decides what needs more than one line: whether a bundle has no closers at all, whether a name stands twice,
whether a block closer outside documents is a fault. It never sees the input, only texts and places. Every finding
of a document stands before it in `events`. Section 5 of docs/spec.md.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from seeddoc import _integrity, _recovery
from seeddoc._alphabets import find_bad
from seeddoc._grammar import BLANKS, MIN_FENCE
from seeddoc._labels import Label
from seeddoc._locators import Origin
from seeddoc._markers import Answers, Closer, Opener
from seeddoc.diagnostics import CODES, Diagnostic, diagnostic
from seeddoc.dialects import OPEN_SPELLINGS, Spelling
from seeddoc.documents import Document, origin_of, read_document
from seeddoc.fixes import Edit, Fix
from seeddoc.positions import Place, TextIndex, Where, line_start_before, place_after, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc._labels import Attributes
    from seeddoc.limits import Keeper
    from seeddoc.quotes.language import Language


_TORN: Final = "a closing and an opening marker with something between them, where a line end belongs"


@attrs.frozen
class Outside:
    """A stretch of text in no document, from its first to its last character that is not white space.

    Attributes:
        start: where it begins in the file.
        end: the first place behind it.
    """

    start: Where
    end: Where


# What cannot be decoded: where the first is, and how many there are.
Bad: TypeAlias = tuple[Where, int]

Event: TypeAlias = Document | Diagnostic | Outside


@attrs.frozen
class Found:
    """A document whose text is known.

    Attributes:
        opener: its marker, which stands from `where` to `end`.
        bad: what in the marker cannot be decoded.
        origin: where the text begins.
        line_end: of the opener; "" at the end of the input.
        text: less the line break that belongs to the marker after it; `line_break` is that one.
        answers: what its closer may say.
        torn: what cannot be decoded after its closer, where a line end belongs.
    """

    opener: Opener
    where: Where
    end: Where
    bad: Bad | None
    origin: Origin
    line_end: str
    text: str
    line_break: str
    answers: Answers
    torn: Bad | None = None


@attrs.frozen(eq=False)
class Held:
    """Canonical documents, one after the other, that nothing closed, while the bundle may be without closers.

    Attributes:
        documents: as they are if the bundle has none; at least one.
        line_end: of the marker of each.
        line_break: behind the text of each.
    """

    documents: list[Document]
    line_end: str
    line_break: str

    def marker(self, number: int) -> tuple[Where, Where]:
        """Return where the marker of a document begins and ends: right before its text."""
        document = self.documents[number]
        marker = f"<<<FILE {document.name}>>>"
        where = line_start_before(document.where, marker + self.line_end)
        return where, place_after(where, marker)

    def found(self) -> Iterator[Found]:
        """Yield the documents as they are found in any other bundle."""
        for number, document in enumerate(self.documents):
            opener = Opener(MIN_FENCE, "FILE", " ", Label(document.name, document.name))
            where, end = self.marker(number)
            origin, answers = origin_of(document), Answers(opener)
            yield Found(opener, where, end, None, origin, self.line_end, document.text, self.line_break, answers)


class Collector:
    """Collects `events`. `spellings` are those of the documents, each once, in their order."""

    def __init__(self, bad_code: str, keeper: Keeper | None = None) -> None:
        self.events: deque[Event] = deque()
        self._keeper = keeper
        self.spellings: dict[Spelling, None] = {}
        self.names: set[str] = set()
        self.count = 0
        self.language: Language | None = None  # of the quotations of the documents
        self._bad_code = bad_code
        self._first_text: Where | None = None
        # Documents that nothing closed, for as long as all the bundle may be without closers.
        self.is_undecided = True
        self._held: list[Found | Held] = []
        self.held = 0  # how many documents these are
        # Block closers outside documents, for as long as no block opener was seen.
        self._has_block = False
        self._lone_closers: list[tuple[Where, Where]] = []

    @property
    def surplus(self) -> tuple[tuple[str, int], ...]:
        """How many findings of each code were not kept."""
        return tuple(self._keeper.surplus.items()) if self._keeper else ()

    def report(
        self,
        code: str,
        where: Where,
        end: Where | None = None,
        detail: str = "",
        name: str = "",
        fix: Fix | None = None,
    ) -> None:
        """Add a finding, if it is one of those that are kept."""
        if self._keeper and not self._keeper.takes(code, CODES[code].severity):
            return
        self.events.append(diagnostic(code, where, end, detail=detail, document=name or None, fix=fix))

    def joined(self, code: str, where: Where, opener: Where, line_end: str) -> None:
        """Take a closer and an opener on one line.

        Args:
            code: B004, or B006 where something else stands between them.
            where: the line begins.
            opener: where that begins.
            line_end: what is missing between them.
        """
        if code == "B004":
            self.report(code, where, opener, fix=_break_at(resolve(opener).offset, line_end, safe=True))
        else:
            self.report(code, where, opener, _TORN)

    def note_text(self, where: Where) -> None:
        """Remember where the first thing stands that is not white space."""
        if self._first_text is None:
            self._first_text = where

    def first_canonical(self, where: Where, spelling: Spelling) -> None:
        """Take note of a canonical document, the first or the first after outside text, at its opener."""
        self.note_text(where)
        self.decide()
        self.spellings[spelling] = None

    def note_block(self) -> None:
        """Take note of a block opener: the bundle has closers, and lone block closers are faults."""
        self.decide()
        self._has_block = True
        for where, end in self._lone_closers:
            self.report("B005", where, end)
        self._lone_closers.clear()

    def lone_closer(self, where: Where, end: Where) -> None:
        """Take a block closer outside documents."""
        if self._has_block:
            self.report("B005", where, end)
        else:
            self._lone_closers.append((where, end))

    def outside(self, start: Where, end: Where) -> None:
        """Take a run of outside text."""
        self.report("B009", start, end)
        self.events.append(Outside(start, end))

    def bad(self, where: Where, count: int, name: str = "") -> None:
        """Take a place that cannot be decoded, the first of `count`."""
        self.report(
            self._bad_code,
            where,
            None,
            f"{count} places, the first here" if count > 1 else "",
            name,
        )

    def decide(self) -> None:
        """Take note that the bundle is not one without closers: what was held is not closed."""
        self.is_undecided = False
        held, self._held, self.held = self._held, [], 0
        for each in held:
            for found in each.found() if isinstance(each, Held) else (each,):
                self._not_closed(found)

    def closed(self, found: Found, closer: Closer) -> None:
        """Take a document that a marker closed."""
        self.decide()
        opener = found.opener
        if opener.block and not _recovery.is_block_closer(closer):
            self._bracketed_closer(found, found.text)
        elif _recovery.is_cut_closer(found.text, closer):
            self.report("B011", found.where, found.end, name=opener.label.name)
        self.spellings[Spelling.of(opener, found.line_end, closer)] = None
        self._deliver(found, found.text, found.line_break, complete=True)

    def unclosed(self, found: Found) -> None:
        """Take a document that ended at the next opener or with the input."""
        if self.is_undecided and _recovery.may_lack_closer(found.opener, found.line_end, found.text):
            self._held.append(found)
            self.held += 1
        else:
            self.decide()
            self._not_closed(found)

    def hold(self, held: Held) -> None:
        """Take canonical documents each of which ended at the next opener, while nothing is decided."""
        if self._first_text is None:
            self._first_text, _ = held.marker(0)
        self._held.append(held)
        self.held += len(held.documents)

    def finish(self, start: Where) -> None:
        """End the input, which began at `start`."""
        last = self._held[-1] if self._held else None
        if last and not _recovery.may_end_without_closer(
            last.documents[-1].text if isinstance(last, Held) else last.text
        ):
            self.decide()
        self._deliver_held()
        for where, end in self._lone_closers:
            self.outside(where, end)
        if not self.count:
            self.report("B012" if self._first_text else "B013", self._first_text or start)

    def _deliver_held(self) -> None:
        """Deliver the documents of a bundle without closers, if there are any."""
        for number, held in enumerate(self._held):
            if not number:
                self.report("B002", *(held.marker(0) if isinstance(held, Held) else (held.where, held.end)))
            if isinstance(held, Held):
                self._deliver_run(held)
            else:
                self._deliver_open(held)

    def _deliver_open(self, found: Found) -> None:
        """Deliver one of them."""
        self.spellings[Spelling.of(found.opener, found.line_end, None)] = None
        self._deliver(found, found.text, found.line_break, complete=True)

    def _deliver_run(self, held: Held) -> None:
        """Deliver canonical ones of them: nothing is to be said of them but that a name stands twice."""
        self.spellings[OPEN_SPELLINGS[held.line_end]] = None
        self.count += len(held.documents)
        names = {document.name for document in held.documents}
        if len(names) == len(held.documents) and self.names.isdisjoint(names):
            self.events.extend(held.documents)
            self.names |= names
            return
        for number, document in enumerate(held.documents):
            if document.name in self.names:
                self.report("N001", *held.marker(number), repr(document.name), document.name)
            self.names.add(document.name)
            self.events.append(document)

    def _not_closed(self, found: Found) -> None:
        """Deliver a document that should have been closed: its closer may be glued to the last line."""
        opener, text = found.opener, found.text
        glued = _recovery.glued_closer(text + found.line_break, opener, found.answers)
        if glued is not None:
            stop, bracketed = glued
            self.report("B003", found.where, found.end, name=opener.label.name, fix=_fix_glued(found, stop))
            if opener.block and bracketed:
                self._bracketed_closer(found, text[:stop])
            self._deliver(found, text[:stop], "", complete=True)
            return
        self.report("B001", found.where, found.end, name=opener.label.name)
        index = _index(found)
        for start, stop in _recovery.near_markers(text + found.line_break, opener):
            self.report(
                "B008",
                Place(index.position, start),
                Place(index.position, stop),
                name=opener.label.name,
            )
        self._deliver(found, text, found.line_break, complete=False)

    def _bracketed_closer(self, found: Found, text: str) -> None:
        """Report a block that a marker in brackets closed; its opener may have been cut in two."""
        self.report("B010", found.where, found.end, name=found.opener.label.name)
        if _recovery.is_cut_opener(text, found.opener):
            self.report("B011", found.where, found.end, name=found.opener.label.name)

    def _deliver(self, found: Found, text: str, line_break: str, *, complete: bool) -> None:
        """Deliver a document after all that is to be said of its marker and its text."""
        label = found.opener.label
        where, end, name = found.where, found.end, label.name
        if label.fault:
            self.report("B014", where, end, label.fault, name)
        self._deliver_bad(found, text)
        if label.attributes:
            text = self._check_integrity(found, text, line_break, label.attributes)
        if not name:
            self.report("N002", where, end)
        elif name in self.names:
            self.report("N001", where, end, repr(name), name)
        self.names.add(name)
        self.count += 1
        self.events.append(read_document(name, text, label.attributes, complete, *found.origin, self.language))

    def _deliver_bad(self, found: Found, text: str) -> None:
        """Report, once a document, what is not UTF-8 in its marker, its text and right after its closer."""
        in_text = find_bad(text)
        inside = (Place(_index(found).position, in_text[0]), in_text[1]) if in_text else None
        bad = [each for each in (found.bad, inside, found.torn) if each]
        if bad:
            self.bad(bad[0][0], sum(count for _, count in bad), found.opener.label.name)

    def _check_integrity(self, found: Found, text: str, line_break: str, attributes: Attributes) -> str:
        text, faults = _integrity.check(text, line_break, attributes)
        for fault in faults:
            self.report(fault.code, found.where, found.end, fault.detail, found.opener.label.name)
        return text


def _index(found: Found) -> TextIndex:
    """Return an index of a document's text that knows where in the input it begins."""
    source, at = found.origin
    start = source.position(at) if isinstance(source, TextIndex) else source
    return TextIndex(found.text, resolve(start))


def _fix_glued(found: Found, stop: int) -> Fix | None:
    """Return what puts a closer on a line of its own, given where the text before it ends.

    None where the line could be a marker itself without it, more than blanks stand after the closer, or the opener says
    what the text must be.
    """
    text = found.text
    line = text[text.rfind("\n", 0, stop) + 1 : stop]
    marker = (text[stop:] + found.line_break).partition("\n")[0].removesuffix("\r").rstrip(BLANKS)
    is_checked = any(key.lower() in _integrity.KEYS for key, _ in found.opener.label.attributes)
    if is_checked or "<" in line or ">" in line or not marker.endswith(">"):
        return None
    has_cr = text.startswith("\r", stop)  # a CRLF that lost its LF
    at = _index(found).position(stop + has_cr).offset
    return _break_at(at, "\n" if has_cr else found.line_end or "\n", safe=False)


def _break_at(at: int, line_end: str, *, safe: bool) -> Fix:
    return Fix("Put the marker on a line of its own", (Edit(at, at, line_end),), safe)
