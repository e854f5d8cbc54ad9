"""The scanner: whole lines in, documents and findings out, in one pass and linear time.

`Scanner.scan` takes buffers of whole lines (bytes or str), the last one with `last=True`; `finish` ends the input.
What was found goes to a collector, which keeps the events. Faults are findings: content never raises.

It does no input or output, knows nothing of articles, and looks at no line twice but the one that opens a document.
Sections 2, 4 and 5 of docs/spec.md.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, AnyStr, Final, Generic

import attrs

from seeddoc import _recovery
from seeddoc._alphabets import find_bad
from seeddoc._collector import Bad, Collector, Found, Held
from seeddoc._grammar import BLANKS, BOM, MARKER_LIKE, WHITE_SPACE
from seeddoc._locators import Origin
from seeddoc._markers import Answers, Closer, Opener, parse_block_closer, parse_marker
from seeddoc.articles import language_of
from seeddoc.dialects import CANONICAL_SPELLING, CRLF_SPELLING
from seeddoc.documents import Document, read_document
from seeddoc.positions import Where

if TYPE_CHECKING:
    from seeddoc._alphabets import Alphabet
    from seeddoc._locators import Locator
    from seeddoc.limits import Limits


# By whether it is CRLF.
_LINE_ENDS: Final = ("\n", "\r\n")

# The most of plain outside text that is taken at once, in units of the input.
_MOST_PLAIN: Final = 1 << 20


@attrs.define
class _Open(Generic[AnyStr]):
    """The document that is being read.

    Attributes:
        opener: its marker.
        where: the marker begins; `end`: it ends.
        bad: what in it cannot be decoded.
        origin: where the text begins.
        needle: what a line begins with that can end it.
        line_end: of the marker line.
        parts: the text so far, lines of earlier buffers.
    """

    opener: Opener
    where: Where
    end: Where
    bad: Bad | None
    origin: Origin
    needle: AnyStr
    line_end: AnyStr
    answers: Answers
    parts: list[AnyStr] = attrs.field(factory=list)
    size: int = 0


@attrs.frozen
class _Line(Generic[AnyStr]):
    """A line that holds an opener: it begins at `at` of the buffer, the opener at `column` of its text."""

    at: int
    text: str
    column: int
    line_end: AnyStr
    following: int


@attrs.define
class _Run:
    """A run of outside lines."""

    start: Where
    stop: int
    bad: Where | None = None
    bad_count: int = 0
    end: Where | None = None


class Scanner(Generic[AnyStr]):
    """Reads a bundle, buffer by buffer. See the module's contract."""

    def __init__(
        self,
        alphabet: Alphabet[AnyStr],
        locator: Locator,
        collector: Collector,
        limits: Limits,
    ) -> None:
        self.stopped = False
        self._alphabet: Alphabet[AnyStr] = alphabet
        self._locator = locator
        self._collector = collector
        self._limits = limits
        collector.language = language_of(limits)
        # Of what is not longer than that no limit can be exceeded, but for the number of documents.
        self._sure = 0 if limits.documents is not None else sys.maxsize if limits.sure is None else limits.sure
        self._buffer: AnyStr = alphabet.empty
        self._base = 0  # where in the input the buffer begins
        # Where the next of each stands that a line with a marker holds, looked for once.
        self._signs: dict[AnyStr, int] = {}
        self._open: _Open[AnyStr] | None = None
        self._run: _Run | None = None

    def scan(self, buffer: AnyStr, *, last: bool) -> None:
        """Read a buffer of whole lines; of the last one, the last line may lack its line end."""
        self._buffer = buffer
        self._signs = dict.fromkeys((self._alphabet.lt, self._alphabet.gt, self._alphabet.mark), -1)
        self._locator.enter(buffer, self._base)
        if self._base == 0 and (found := self._alphabet.wrong_encoding(buffer)):
            self._collector.report("E003", self._locator.where(0), detail=found)
            self.stopped = True
        at = 0
        while at < len(buffer) and not self.stopped:
            at = self._read_text(at, self._open) if self._open else self._read_outside(at, last=last)
        if self._run and self._run.end is None:
            self._run.end = self._locator.where(self._run.stop)
        self._base += len(buffer)
        self._locator.leave()

    @property
    def opener(self) -> Opener | None:
        """The marker of the document that is being read, or None."""
        return self._open.opener if self._open else None

    def finish(self) -> None:
        """End the input: what is open is not closed, what was undecided is decided."""
        if self.stopped:
            return
        if self._open:
            self._end_document(self._open, self._alphabet.empty, None)
        if not self.stopped:
            self._end_run()
            self._collector.finish(self._locator.start)

    def exceed_line(self, longest: int) -> None:
        """Stop reading: the line that comes next is longer than any document or marker may be."""
        self._exceed("document_size", f"a line of more than {longest}")

    def exceed_input(self, most: int) -> None:
        """Stop reading: there is more input than there may be."""
        if not self.stopped:
            self._exceed("input_size", f"an input of more than {most}")

    def _exceed(self, name: str, what: str) -> None:
        self._stop(self._open.where if self._open else self._locator.where(self._base), name, what)

    def _stop(self, where: Where, name: str, what: str) -> None:
        """Stop reading at a place, since something exceeds the limit of a name."""
        self._end_run()
        self._collector.decide()
        self._collector.report("B015", where, detail=f"{what} ({name})")
        self._open = None
        self.stopped = True

    def _line(self, at: int) -> tuple[str, AnyStr, int]:
        """Return a line without its end, that line end, and where the next line begins."""
        alphabet, buffer = self._alphabet, self._buffer
        stop = buffer.find(alphabet.lf, at)
        line_end, following = (alphabet.lf, stop + 1) if stop >= 0 else (alphabet.empty, len(buffer))
        stop = stop if stop >= 0 else len(buffer)
        if stop > at and buffer[stop - 1 : stop] == alphabet.cr:
            line_end, stop = alphabet.cr + line_end, stop - 1
        return alphabet.decode_any(buffer[at:stop]), line_end, following

    def _where(self, at: int, line: str, column: int = 0) -> Where:
        """Return the place of a character of a line that begins at an offset of the buffer."""
        return self._locator.where(self._base + at + self._alphabet.size(line[:column]))

    # Outside documents

    def _read_outside(self, at: int, *, last: bool) -> int:
        """Read on from the start of a line that is in no document; return where the next begins."""
        at = self._read_canonical(at)
        if self._collector.is_undecided:
            at = self._read_unclosed(at)
        if at >= len(self._buffer):
            return at
        plain = self._read_plain(at)
        if plain > at:
            return plain  # what comes next may be canonical again
        line, line_end, following = self._line(at)
        cut_off = last and not line_end.endswith(self._alphabet.lf)
        column = self._left_out_marks(at, line, cut_off=cut_off)
        rest = line[column:]
        marker = parse_marker(rest) or parse_block_closer(rest)
        if isinstance(marker, Opener) and not (marker.block and cut_off):
            self._open_document(marker, _Line(at, line, column, line_end, following))
        elif marker or rest.strip(WHITE_SPACE):
            self._read_outside_text(at, line, column, marker, cut_off=cut_off)
        return following

    def _read_canonical(self, at: int) -> int:
        """Read the canonical documents that follow one another here, as fast as that goes."""
        alphabet, buffer, collector = self._alphabet, self._buffer, self._collector
        decode, match, find, startswith = (
            alphabet.decode,
            alphabet.opener.match,
            buffer.find,
            buffer.startswith,
        )
        names, append, language = collector.names, collector.events.append, collector.language
        closer, width, place, base, sure = (
            alphabet.closer,
            len(alphabet.closer),
            self._locator.place,
            self._base,
            self._sure,
        )
        while opener := match(buffer, at):
            start = opener.end()
            # The next `<` is nearly always the closer's; where it is not, look for a line that begins with one.
            stop = find(alphabet.lt, start) - 1
            if not startswith(closer, stop):
                stop = find(alphabet.line_fence, start - 1)
                if stop < 0 or not startswith(closer, stop):
                    break
            following = stop + width
            if not startswith(alphabet.lf, following):
                if not startswith(alphabet.crlf, following):
                    break
                following += 1
            if following - at > sure:
                break
            end = stop - (buffer[stop - 1 : stop] == alphabet.cr)
            try:
                text = decode(buffer[start:end])
            except UnicodeError:
                break
            spelling = CRLF_SPELLING if opener[2] else CANONICAL_SPELLING
            if self._run or spelling not in collector.spellings:
                self._end_run()
                collector.first_canonical(self._locator.where(base + at), spelling)
            name = decode(opener[1])
            if name in names:
                break
            names.add(name)
            append(read_document(name, text, (), True, *place(base + start, text, base + end), language))
            collector.count += 1
            at = following + 1
        return at

    def _read_unclosed(self, at: int) -> int:
        """Read the canonical documents without closers that follow one another here, but for the last.

        For as long as all the bundle may be without closers; the text of each is plain: it holds no `<` and no `>`.
        """
        alphabet, buffer, base = self._alphabet, self._buffer, self._base
        match, find, lt, lf, gt = alphabet.open_opener.match, buffer.find, alphabet.lt, alphabet.lf, alphabet.gt
        decode, place, language = alphabet.decode, self._locator.place, self._collector.language
        documents, are_crlf = list[Document](), (False, False)
        opener = match(buffer, at)
        if opener and self._run:
            self._end_run()
        while opener:
            start = opener.end()
            stop = find(lt, start)
            following = match(buffer, stop) if stop >= 0 and buffer[stop - 1 : stop] == lf else None
            if not following or stop - at > self._sure or find(gt, start, stop) >= 0:
                break
            try:
                text = decode(buffer[start : stop - 1])
            except UnicodeError:
                break
            end, here = base + stop - 1, (bool(opener[2]), text[-1:] == "\r")
            if here != are_crlf:
                self._hold(documents, are_crlf)
                documents, are_crlf = [], here
            if here[1]:
                text, end = text[:-1], end - 1
            documents.append(
                read_document(decode(opener[1]), text, (), True, *place(base + start, text, end), language)
            )
            at, opener = stop, following
        self._hold(documents, are_crlf)
        return at

    def _hold(self, documents: list[Document], are_crlf: tuple[bool, bool]) -> None:
        """Give documents to the collector, if there are any, and whether their markers and texts end with CRLF."""
        if documents:
            self._collector.hold(Held(documents, *(_LINE_ENDS[is_crlf] for is_crlf in are_crlf)))

    def _read_plain(self, at: int) -> int:
        """Take the lines here that hold no `<`, no `>` and no byte order mark: they cannot be markers."""
        alphabet, buffer, longest = self._alphabet, self._buffer, self._limits.line
        stop = min(self._next_sign(at), at + _MOST_PLAIN)
        end = stop if stop >= len(buffer) else buffer.rfind(alphabet.lf, at, stop) + 1
        if end <= at or (longest is not None and end - at > longest):
            return at
        text = alphabet.decode_any(buffer[at:end])
        if text.strip(WHITE_SPACE):
            self._extend_run(at, text, 0)
        return end

    def _next_sign(self, at: int) -> int:
        """Return where the next character stands that is part of a marker, or the end of the buffer."""
        for sign, known in self._signs.items():
            if known < at:
                found = self._buffer.find(sign, at)
                self._signs[sign] = found if found >= 0 else len(self._buffer)
        return min(self._signs.values())

    def _left_out_marks(self, at: int, line: str, *, cut_off: bool) -> int:
        """Return how many byte order marks begin the line and are left out: at the start, or before a marker."""
        marks = 0
        if self._base + at == 0 and line.startswith(BOM):
            self._leave_out_mark(at, line, 0)
            marks = 1
        if line.startswith(BOM, marks):
            marker = parse_marker(line[marks + 1 :]) or parse_block_closer(line[marks + 1 :])
            if marker and not (cut_off and isinstance(marker, Opener) and marker.block):
                self._end_run()
                self._collector.note_text(self._where(at, line, marks))
                self._leave_out_mark(at, line, marks)
                marks += 1
        return marks

    def _leave_out_mark(self, at: int, line: str, column: int) -> None:
        self._collector.report("E004", self._where(at, line, column), self._where(at, line, column + 1))

    def _read_outside_text(
        self, at: int, line: str, column: int, marker: Opener | Closer | None, *, cut_off: bool
    ) -> None:
        """Take a line that is not blank and opens nothing."""
        rest, collector = line[column:], self._collector
        # A bundle without closers has no other line that looks like a marker.
        if marker or "<<<" in rest or rest.rstrip(BLANKS).endswith(">>>") or MARKER_LIKE.match(rest):
            collector.decide()
        if _recovery.is_block_closer(marker):
            self._end_run()
            where, _, end = self._note(at, line, column)
            collector.lone_closer(where, end)
        elif code := _recovery.outside_fault(rest, marker, cut_off=cut_off):
            self._end_run()
            where, bad, end = self._note(at, line, column)
            collector.report(code, where, end)
            if bad:
                collector.bad(*bad)
        else:
            self._extend_run(at, line, column)

    def _note(self, at: int, line: str, column: int) -> tuple[Where, Bad | None, Where]:
        """Return where a marker begins, what in it cannot be decoded, and where it ends."""
        where = self._where(at, line, column)
        self._collector.note_text(self._where(at, line, len(line) - len(line[column:].lstrip(WHITE_SPACE))))
        bad = find_bad(line[column:])
        place = (self._where(at, line, column + bad[0]), bad[1]) if bad else None
        return where, place, self._where(at, line, len(line.rstrip(BLANKS)))

    def _extend_run(self, at: int, line: str, column: int) -> None:
        longest = self._limits.line
        if longest is not None and self._alphabet.size(line) > longest:
            self._end_run()
            self._stop(self._where(at, line), "document_size", f"a line of more than {longest}")
            return
        if self._run is None:
            first = len(line) - len(line[column:].lstrip(WHITE_SPACE))
            self._run = _Run(self._where(at, line, first), 0)
            self._collector.note_text(self._run.start)
        if bad := find_bad(line):
            self._run.bad = self._run.bad or self._where(at, line, bad[0])
            self._run.bad_count += bad[1]
        last = len(line.rstrip(WHITE_SPACE))
        self._run.stop, self._run.end = self._base + at + self._alphabet.size(line[:last]), None

    def _end_run(self) -> None:
        run, self._run = self._run, None
        if run:
            if run.bad:
                self._collector.bad(run.bad, run.bad_count)
            self._collector.outside(run.start, run.end or self._locator.where(run.stop))

    # Documents

    def _open_document(self, opener: Opener, line: _Line[AnyStr]) -> None:
        """Open a document at a marker in a line."""
        self._end_run()
        where, bad, end = self._note(line.at, line.text, line.column)
        limits, collector = self._limits, self._collector
        size = self._alphabet.size(line.text)
        if limits.marker_line is not None and size > limits.marker_line:
            self._stop(where, "marker_line", f"a marker of more than {limits.marker_line}")
        elif limits.documents is not None and collector.count + collector.held >= limits.documents:
            self._stop(where, "documents", f"more than {limits.documents} documents")
        elif limits.attributes is not None and len(opener.label.attributes) > limits.attributes:
            self._stop(where, "attributes", f"a marker with more than {limits.attributes} attributes")
        else:
            if opener.block:
                collector.note_block()
            text_at = self._base + line.following
            origin, needle = (
                self._locator.place(text_at, "", text_at),
                self._alphabet.lt * opener.fence,
            )
            self._open = _Open(opener, where, end, bad, origin, needle, line.line_end, Answers(opener))

    def _read_text(self, at: int, document: _Open[AnyStr]) -> int:
        """Read on in an open document from the start of a line; return where the next line to read begins."""
        begin = at
        while (at := self._next_candidate(at, document)) >= 0:
            line, line_end, following = self._line(at)
            is_whole = line_end.endswith(self._alphabet.lf)
            marker = self._ending(line, document)
            if isinstance(marker, Opener) and (is_whole or not marker.block):
                self._end_document(document, self._buffer[begin:at], None)
                return at
            if isinstance(marker, Closer):
                self._end_document(document, self._buffer[begin:at], marker, self._alphabet.size(line))
                return following
            if joined := self._joined(line, document, is_whole=is_whole):
                closer, opener, (stop, column), code = joined
                joint, bad = self._where(at, line), find_bad(line[stop:column])
                torn = (self._where(at, line, stop + bad[0]), bad[1]) if bad else None
                where = self._where(at, line, column)
                self._end_document(document, self._buffer[begin:at], closer, torn=torn)
                if not self.stopped:
                    self._collector.joined(code, joint, where, self._missing_end(line[:column], line_end))
                    self._open_document(opener, _Line(at, line, column, line_end, following))
                return following
            at = following
        self._keep(document, self._buffer[begin:])
        return len(self._buffer)

    def _missing_end(self, before: str, line_end: AnyStr) -> str:
        """Return the line end that is missing after a part of a line; what is left of one may stand there."""
        is_crlf = self._alphabet.decode_any(line_end) == "\r\n" and not before.endswith("\r")
        return "\r\n" if is_crlf else "\n"

    def _next_candidate(self, at: int, document: _Open[AnyStr]) -> int:
        """Return the start of the next line, from the line start `at` on, that may end the document; or -1."""
        alphabet, buffer = self._alphabet, self._buffer
        if document.opener.block:
            if alphabet.block_start.match(buffer, at):
                return at
            found = alphabet.block_line.search(buffer, at)
            return found.start() + 1 if found else -1
        if buffer.startswith(document.needle, at):
            return at
        return buffer.find(alphabet.lf + document.needle, at) + 1 or -1

    def _ending(self, line: str, document: _Open[AnyStr]) -> Opener | Closer | None:
        """Return the marker that the line is, if it ends the document."""
        opener = document.opener
        if opener.block and (closer := parse_block_closer(line)):
            return closer if closer.fence == opener.fence else None
        marker = parse_marker(line)
        if marker is None or marker.fence != opener.fence:
            return None
        if isinstance(marker, Closer):
            return marker if document.answers.accept(marker) else None
        return marker if opener.block or not marker.block else None

    def _joined(
        self, line: str, document: _Open[AnyStr], *, is_whole: bool
    ) -> tuple[Closer, Opener, tuple[int, int], str] | None:
        """Take a line apart that is a closer of the document and an opener; that of a block needs a line end.

        Returns:
            The two, where in the line the one ends and the other begins, and the code for that.
        """
        for stop, start, is_joined in _recovery.joints(line):
            closer, opener = self._ending(line[:stop], document), parse_marker(line[start:])
            if isinstance(closer, Closer) and isinstance(opener, Opener) and (is_whole or not opener.block):
                # What stands between them was a line end: no writer puts such a line into a text.
                return closer, opener, (stop, start), "B004" if is_joined else "B006"
        return None

    def _keep(self, document: _Open[AnyStr], piece: AnyStr) -> None:
        document.parts.append(piece)
        document.size += len(piece)
        limit = self._limits.document_size
        if limit is not None and document.size > limit + 2:  # a line break of two may belong to a marker
            self._stop(document.where, "document_size", f"a document of more than {limit}")

    def _end_document(
        self,
        document: _Open[AnyStr],
        piece: AnyStr,
        closer: Closer | None,
        marker_size: int = 0,
        torn: Bad | None = None,
    ) -> None:
        """End the open document: at a closer, or, where there is none, before an opener or at the end."""
        self._keep(document, piece)
        limit = self._limits.marker_line
        if limit is not None and marker_size > limit and not self.stopped:
            self._stop(document.where, "marker_line", f"a marker of more than {limit}")
        if self.stopped:
            return
        self._open = None
        alphabet = self._alphabet
        whole = alphabet.decode_any(alphabet.empty.join(document.parts))
        text = whole.removesuffix("\n")
        if len(text) < len(whole):
            text = text.removesuffix("\r")
        if self._limits.document_size is not None and alphabet.size(text) > self._limits.document_size:
            self._stop(document.where, "document_size", f"a document of more than {self._limits.document_size}")
            return
        line_end = alphabet.decode_any(document.line_end)
        found = Found(
            opener=document.opener,
            where=document.where,
            end=document.end,
            bad=document.bad,
            origin=document.origin,
            line_end=line_end if line_end.endswith("\n") else "",
            text=text,
            line_break=whole[len(text) :],
            answers=document.answers,
            torn=torn,
        )
        if closer:
            self._collector.closed(found, closer)
        else:
            self._collector.unclosed(found)
