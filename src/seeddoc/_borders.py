"""Borders: where a bundle can be cut so that its parts read as it does.

In come the chunks of a bundle, cut anywhere; out come its parts, with what a reader of one of them has to know of the
others. It is the scanner itself that goes through the bundle, so that a border is where the scanner opens a document
and nowhere else: no text that quotes markers, no longer fence and no damaged marker can lead it astray. What makes it
fast is what it leaves out: nothing is decoded, no document is made, and documents of the common dialects, one after the
other, are skipped from fence to fence.

A part read with `PartReader` gives the documents and findings that the whole gives there. It does no input or output.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from seeddoc import _recovery
from seeddoc._alphabets import BYTES
from seeddoc._collector import Collector
from seeddoc._locators import NowhereLocator, WholeLocator
from seeddoc._scanner import Scanner
from seeddoc.limits import DEFAULT, NO_LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seeddoc._collector import Bad, Event, Found
    from seeddoc._markers import Closer, Opener
    from seeddoc._scanner import _Line, _Open
    from seeddoc.dialects import Spelling
    from seeddoc.fixes import Fix
    from seeddoc.positions import Where

# Of a part, so many bytes are scanned at a time: its documents come one by one.
BUFFER: Final = 256 * 1024

# Markers of which no rule asks more than these patterns do: every keyword as it is usually written, with a label that
# is a bare name and begins with no word of a keyword, or with a name in quotes. White lines may stand before an opener.
_NAME: Final = rb"[^\x00-\x20:<>=\"'`][^\x00-\x1f<>=\"'`]*+(?<! )"
_QUOTED: Final = rb"(?:path|name)=\"([^\x00-\x1f<>=\"'`\\]*+)\"(?: BEGIN)?"
_SEPARATOR: Final = rb"(?: |::? ?)"
_OPENING: Final = rb"<<<(?:FILE|(?:BEGIN|START)[ _]FILE|FILE_(?:BEGIN|START))" + _SEPARATOR
_OPENER: Final = re.compile(
    rb"(?:\r?+\n)*+(" + _OPENING + rb"(?!(?i:BEGIN|START|END))(?:(" + _NAME + rb")|" + _QUOTED + rb")>>>)\r?+\n"
)
_CLOSER: Final = re.compile(
    rb"\n<<<(?:END(?:[ _]?FILE)?|FILE_END|/FILE)(?:" + _SEPARATOR + rb"(" + _NAME + rb"))?>>>\r?+\n"
)
# The same for documents in block form.
_BLOCK_OPENER: Final = re.compile(rb"(?:\r?+\n)*+(<<<FILE (?!(?i:BEGIN|START|END))(" + _NAME + rb"))\r?+\n")
_BLOCK_CLOSER: Final = re.compile(rb"\n(?:FILE>>>|>>>(?:END)?)\r?+\n")

_BEGUN_CLOSER: Final = re.compile(rb"<<<(?:END|FILE_END|/FILE)")


@attrs.frozen
class Part:
    """A part of a bundle: the bytes from `start` up to but not including `stop`.

    Attributes:
        start, stop: offsets in the bundle, in bytes.
        names: of its documents those names that documents of earlier parts have too.
    """

    start: int
    stop: int
    names: frozenset[str] = frozenset()


@attrs.frozen
class Whole:
    """What is known of a whole bundle, and has to be known to read a part of it.

    Attributes:
        has_closers: whether anything closes its documents (or is wrong with that); not so in the dialect without.
        has_block: whether a document in block form stands anywhere in it.
    """

    has_closers: bool = True
    has_block: bool = False


def cut_bundle(chunks: Iterable[bytes], size: int) -> Iterator[tuple[Part, Whole]]:
    """Cut a bundle into its parts, each with what a reader of it has to know of the whole.

    Memory is that of one line or chunk, and of the names.

    Args:
        chunks: the bundle, cut anywhere.
        size: of a part, in bytes; it ends with the document in which this is reached.

    Yields:
        The parts, in their order, as soon as nothing that may follow changes how they read. The last comes with the
        end; it is the only one if there is no document, or nothing at all.
    """
    skimmer, line = _Skimmer(size), list[bytes]()
    for chunk in chunks:
        stop = _end_of_closer(chunk) or chunk.rfind(b"\n") + 1
        if stop:
            skimmer.scan(b"".join([*line, chunk[:stop]]) if line else chunk[:stop], last=False)
            line.clear()
            yield from skimmer.take()
        if stop < len(chunk):
            line.append(chunk[stop:])
    skimmer.scan(b"".join(line), last=True)
    skimmer.finish()
    yield from skimmer.take()


def _end_of_closer(chunk: bytes) -> int:
    """Return where the last marker of a chunk ends, or begins if it is no closer; 0 where there is none.

    Buffers that end there hold whole documents, which are skipped; those that are cut have to be read.
    """
    start = chunk.rfind(b"\n<<<") + 1
    if start and _BEGUN_CLOSER.match(chunk, start):
        return chunk.find(b"\n", start) + 1
    return start


class _DeafCollector(Collector):
    """Remembers what decides how a bundle reads, and no document or finding."""

    has_lone_closer = False  # whether a block closer stands outside documents

    @property
    def has_block(self) -> bool:
        """Whether a document in block form was opened."""
        return self._has_block

    def report(
        self,
        code: str,
        where: Where,
        end: Where | None = None,
        detail: str = "",
        name: str = "",
        fix: Fix | None = None,
    ) -> None:
        """Let a finding go."""

    def joined(self, code: str, where: Where, opener: Where, line_end: str) -> None:
        """Let a closer and an opener on one line go."""

    def lone_closer(self, where: Where, end: Where) -> None:
        """Take note of a block closer outside documents: whether it is a fault may be told by what follows."""
        self.has_lone_closer = True

    def outside(self, start: Where, end: Where) -> None:
        """Let a run of outside text go."""


class _Skimmer(Scanner[bytes]):
    """The scanner, in search of nothing but borders."""

    def __init__(self, size: int) -> None:
        self._states = _DeafCollector(BYTES.bad_code)
        super().__init__(BYTES, NowhereLocator(), self._states, NO_LIMITS)
        self._parts: list[Part] = []  # that were not taken
        self._whole: Whole | None = None
        self._size = size
        self._start = 0
        self._due = size  # a document that begins from here on begins the next part
        self._has_document = False
        self._may_end = True  # whether what was read may be all of a bundle without closers
        # Names as they stand in the markers: those of earlier parts, and those of this one.
        self._earlier: set[bytes] = set()
        self._names: list[bytes] = []

    def finish(self) -> None:
        """End the bundle: its last part ends here."""
        super().finish()
        states = self._states
        self._cut(self._base)
        self._whole = Whole(not (self._has_document and states.is_undecided and self._may_end), states.has_block)

    def take(self) -> list[tuple[Part, Whole]]:
        """Return the parts that were found, but none while it may turn out that they read otherwise."""
        states, whole = self._states, self._whole
        if whole is None:
            if states.is_undecided or (states.has_lone_closer and not states.has_block):
                return []
            whole = Whole(has_block=states.has_block)
        parts, self._parts = self._parts, []
        return [(part, whole) for part in parts]

    def _enter_document(self, at: int) -> None:
        """Take note of an opener at an offset of the bundle, at the start of its line."""
        if self._has_document and at >= self._due:
            self._cut(at)
        self._has_document = True

    def _cut(self, at: int) -> None:
        again = self._earlier.intersection(self._names)
        names = frozenset(BYTES.decode_any(name) for name in again if name)
        self._parts.append(Part(self._start, at, names))
        self._earlier.update(self._names)
        self._names.clear()
        self._start, self._due = at, at + self._size

    def _read_canonical(self, at: int) -> int:
        """Skip the documents of common dialects that follow one another here."""
        before = -1
        while before < at:
            before, at = at, self._skip_blocks(self._skip_bracketed(at))
        return at

    def _read_unclosed(self, at: int) -> int:
        """Read documents without closers one by one, since before each there may be a border."""
        return at

    def _skip_bracketed(self, at: int) -> int:
        """Skip documents whose markers have a fence on both ends."""
        buffer, find, match, close = self._buffer, self._buffer.find, _OPENER.match, _CLOSER.match
        base, append, passed = self._base, self._names.append, False
        while opener := match(buffer, at):
            at, start = opener.start(1), opener.end()  # white lines before an opener are passed once, whatever comes
            # The next `<` is nearly always the closer's; where it is not, look for a line that begins with one.
            closer = close(buffer, max(find(b"<", start), start) - 1)
            if closer is None and (stop := find(b"\n<<<", start - 1)) >= 0:
                closer = close(buffer, stop)
            if closer is None or closer[1] not in {None, opener[2]}:
                break
            if base + at >= self._due:
                self._enter_document(base + at)
            append(opener[2] or opener[3])
            self._has_document = passed = True
            at = closer.end()
        if passed:
            self._states.decide()
            self._run = None
        return at

    def _skip_blocks(self, at: int) -> int:
        """Skip documents in block form, each closed by the first line in it that could be a marker."""
        buffer, match, passed = self._buffer, _BLOCK_OPENER.match, False
        while opener := match(buffer, at):
            at = opener.start(1)
            closer = self._block_closer(opener.end() - 1)
            if closer is None:
                break
            self._enter_document(self._base + at)
            self._names.append(opener[2])
            passed, at = True, closer.end()
        if passed:
            self._states.note_block()
            self._run = None
        return at

    def _block_closer(self, start: int) -> re.Match[bytes] | None:
        """Return the first line that could be a marker after the line break at `start`, if it closes a block."""
        buffer = self._buffer
        # The next `>` is nearly always its own; where it is not, or a `<` comes first, look at every line.
        end = buffer.find(b"<", start)
        fence = buffer.find(b">", start, end if end >= 0 else len(buffer))
        line = buffer.rfind(b"\n", start, fence) if fence >= 0 else -1
        closer = _BLOCK_CLOSER.match(buffer, line) if line >= 0 else None
        if closer is None:
            stop = BYTES.block_line.search(buffer, start)
            closer = _BLOCK_CLOSER.match(buffer, stop.start()) if stop else None
        return closer

    def _open_document(self, opener: Opener, line: _Line[bytes]) -> None:
        if line.column == 0:
            self._enter_document(self._base + line.at)
        self._has_document = True
        super()._open_document(opener, line)

    def _keep(self, document: _Open[bytes], piece: bytes) -> None:
        """Keep the text only where it may decide that the bundle has closers."""
        if self._states.is_undecided:
            document.parts.append(piece)

    def _end_document(
        self,
        document: _Open[bytes],
        piece: bytes,
        closer: Closer | None,
        marker_size: int = 0,
        torn: Bad | None = None,
    ) -> None:
        self._keep(document, piece)
        self._open = None
        self._names.append(document.opener.label.name.encode("utf-8", "surrogateescape"))
        if closer:
            self._states.decide()
        elif self._states.is_undecided:
            text = BYTES.decode_any(b"".join(document.parts))
            line_end = BYTES.decode_any(document.line_end)
            if not _recovery.may_lack_closer(document.opener, line_end if line_end.endswith("\n") else "", text):
                self._states.decide()
            self._may_end = _recovery.may_end_without_closer(text)


class _PartCollector(Collector):
    """Collects the documents and findings of one part.

    Args:
        bad_code: as for `Collector`.
        whole: what is known of the bundle.
        names: that earlier parts have too.
        is_first: whether it is the first part.
    """

    def __init__(self, bad_code: str, whole: Whole, names: frozenset[str], *, is_first: bool) -> None:
        super().__init__(bad_code)
        self.names.update(names)
        self.is_undecided = False
        self._has_block = whole.has_block
        self._has_closers = whole.has_closers
        self._is_first = is_first

    def unclosed(self, found: Found) -> None:
        """Take a document that ended at the next opener or with the input."""
        if self._has_closers:
            self._not_closed(found)
            return
        if self._is_first and not self.count:
            self.report("B002", found.where, found.end)
        self._deliver_open(found)


class PartReader:
    """Reads a part of a bundle.

    Args:
        data: its bytes.
        part: it.
        whole: what is known of the bundle.
        start: where in the bundle it begins, or where to ask for that.
        limits: where to stop reading; they hold for the part by itself.
    """

    def __init__(self, data: bytes, part: Part, whole: Whole, start: Where, limits: Limits | None = None) -> None:
        self._data = data
        self._collector = _PartCollector(BYTES.bad_code, whole, part.names, is_first=part.start == 0)
        self._scanner = Scanner(BYTES, WholeLocator(data, start), self._collector, limits or DEFAULT)

    def spellings(self) -> tuple[Spelling, ...]:
        """Return how the documents so far are spelled, each spelling once."""
        return tuple(self._collector.spellings)

    def events(self) -> Iterator[Event]:
        """Yield the documents and findings, the findings of a document before it; once."""
        data, scanner, events = self._data, self._scanner, self._collector.events
        start = 0
        while start < len(data) and not scanner.stopped:
            stop = data.find(b"\n", start + BUFFER) + 1 or len(data)
            scanner.scan(data[start:stop], last=stop == len(data))
            start = stop
            while events:
                yield events.popleft()
        scanner.finish()
        yield from events
