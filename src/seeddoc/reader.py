"""Reading bundles: whole, streamed, or in chunks that somebody else fetches.

In come bytes, str, paths and open files; out come bundles, documents and findings. `parse` never raises on
content; `loads` and `load` raise `BundleError` with all findings. `Reader` does no input or output: it takes
chunks cut anywhere and gives the same documents and findings as `parse`.

A str is always content, never a file name.
"""

from __future__ import annotations

from enum import Enum
from os import PathLike
from typing import IO, TYPE_CHECKING, AnyStr, Final, Generic, Literal, TypeAlias

import attrs

from seeddoc._alphabets import BYTES, TEXT
from seeddoc._collector import Collector, Event
from seeddoc._locators import RunningLocator, WholeLocator
from seeddoc._remote import Url
from seeddoc._scanner import Scanner
from seeddoc._streams import CHUNK, Stream, open_stream
from seeddoc.diagnostics import Diagnostic
from seeddoc.dialects import CANONICAL, Dialect, Spelling
from seeddoc.documents import Bundle, Document
from seeddoc.errors import BundleError, LimitError
from seeddoc.limits import DEFAULT, Keeper, Limits
from seeddoc.positions import Span, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from seeddoc._alphabets import Alphabet
    from seeddoc._markers import Opener

# What can be read. A str is content; a path, a `Url` or an open file holds it.
Input: TypeAlias = "bytes | bytearray | memoryview | str | PathLike[str] | Url | Stream | IO[bytes] | IO[str]"


class NeedData(Enum):
    """What `Reader.next_event` returns when it has nothing more before the next chunk."""

    NEED_DATA = "need data"


# What `Reader.next_event` returns before the next chunk.
NEED_DATA: Final = NeedData.NEED_DATA


@attrs.frozen
class ParseResult:
    """What an input holds, and what is wrong with it.

    Attributes:
        bundle: all documents that were found, also incomplete ones and those with a name that stands twice.
        diagnostics: all findings, in the order of their places.
        outside: where text stands in no document, in code points.
        dialects: all that were seen, in their order; the first is the bundle's.
        filename: the file that was read, or None.
        surplus: codes, and how many findings of each are not among `diagnostics`: those beyond `Limits.diagnostics`.
    """

    bundle: Bundle
    diagnostics: tuple[Diagnostic, ...]
    outside: tuple[Span, ...]
    dialects: tuple[Dialect, ...]
    filename: str | None = None
    surplus: tuple[tuple[str, int], ...] = ()

    @property
    def left_out(self) -> int:
        """How many findings are not among `diagnostics`, since there are more than `Limits.diagnostics`."""
        return sum(number for _, number in self.surplus)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that are errors."""
        return tuple(finding for finding in self.diagnostics if finding.severity == "error")


def parse(data: Input, *, limits: Limits | None = None) -> ParseResult:
    """Read a bundle and all that is wrong with it.

    Args:
        data: the content as bytes or str, or a path, a `Url` or an open file that holds it. What a path or `Url`
            leads to may be compressed (.gz, .bz2, .xz, .zst). A text file is best opened with `newline=""`, which
            keeps its line ends.
        limits: where to stop reading; by default `Limits()`.

    Raises:
        OSError: the file cannot be read. Nothing is raised on account of the content.
        InputError: a URL cannot be read, or a file not decompressed.
    """
    if limits is not None and not isinstance(limits, Limits):
        raise TypeError(f"limits is a Limits, not {limits!r}")
    limits = limits or DEFAULT
    content, filename = _read(data, limits)
    collector = collect(content, limits, Keeper(limits.diagnostics))
    result = to_result(collector.events, collector.spellings.keys, filename)
    return attrs.evolve(result, surplus=collector.surplus) if collector.surplus else result


def collect(content: str | bytes, limits: Limits | None = None, keeper: Keeper | None = None) -> Collector:
    """Read a bundle and return all that was found, as it was found; of findings those that a keeper takes."""
    limits = limits or DEFAULT
    if isinstance(content, str):
        return _scan(TEXT, content, limits, keeper)
    return _scan(BYTES, content, limits, keeper)


def _scan(alphabet: Alphabet[AnyStr], data: AnyStr, limits: Limits, keeper: Keeper | None) -> Collector:
    collector = Collector(alphabet.bad_code, keeper)
    scanner = Scanner(alphabet, WholeLocator(data), collector, limits)
    most = limits.input_size
    if most is None or len(data) <= most:
        scanner.scan(data, last=True)
    else:
        scanner.scan(data[: data.rfind(alphabet.lf, 0, most) + 1], last=False)
        scanner.exceed_input(most)
    scanner.finish()
    return collector


def to_result(
    events: Iterable[Event], spellings: Callable[[], Iterable[Spelling]], filename: str | None
) -> ParseResult:
    """Return what events amount to; `spellings` is asked after all of them."""
    events, findings, outside = list(events), list[Diagnostic](), list[Span]()
    documents = [event for event in events if isinstance(event, Document)]
    for event in events if len(documents) < len(events) else ():
        if isinstance(event, Diagnostic):
            findings.append(attrs.evolve(event, filename=filename) if filename else event)
        elif not isinstance(event, Document):
            outside.append(Span(resolve(event.start).offset, resolve(event.end).offset))
    dialects = tuple(dict.fromkeys(spelling.dialect() for spelling in spellings())) or (CANONICAL,)
    findings.sort(key=_by_place)
    return ParseResult(
        Bundle(tuple(documents), dialects[0]),
        tuple(findings),
        tuple(sorted(outside)),
        dialects,
        filename,
    )


def _by_place(finding: Diagnostic) -> tuple[int, str]:
    return finding.offset, finding.code


def loads(data: Input, *, limits: Limits | None = None) -> Bundle:
    """Read a bundle, all of it or nothing.

    Args:
        data: as for `parse`.
        limits: where to stop reading.

    Raises:
        BundleError: something is wrong with it; all findings are inside.
        OSError, InputError: as for `parse`.
    """
    result = parse(data, limits=limits)
    if result.errors:
        raise _error(result.diagnostics)
    return result.bundle


def load(source: Input, *, limits: Limits | None = None) -> Bundle:
    """Read a bundle from a path or an open file; the same as `loads`, which takes both too.

    Args:
        source: as for `parse`; a str is content, never the name of a file.
        limits: where to stop reading.

    Raises:
        BundleError: something is wrong with it; all findings are inside.
        OSError, InputError: as for `parse`.
    """
    return loads(source, limits=limits)


def _error(findings: Iterable[Diagnostic]) -> BundleError:
    found = tuple(findings)
    limited = any(finding.code == "B015" for finding in found)
    return LimitError(found) if limited else BundleError(found)


def _read(data: Input, limits: Limits) -> tuple[str | bytes, str | None]:
    """Return the content and the name of its file, if it has one; of a file hardly more is read than may be."""
    if isinstance(data, (str, bytes)):
        return data, None
    if isinstance(data, (bytearray, memoryview)):
        return bytes(data), None
    if isinstance(data, (PathLike, Url)):
        most = limits.input_size
        with open_stream(data, limits=limits) as stream:
            return stream.read(-1 if most is None else most + 1), str(data)
    if hasattr(data, "read"):
        return data.read(), _file_name(data)
    raise TypeError(f"expected bytes, str, a pathlib.Path, a Url or an open file, not {type(data).__name__}")


def _file_name(file: object) -> str | None:
    name = getattr(file, "name", None)
    return name if isinstance(name, str) else None


class Reader:
    """Reads a bundle from chunks, cut anywhere, and does no input or output itself.

    Give it chunks (all bytes, or all str) with `receive`, end with `close`, and take events with `next_event`: a
    `Document`, a `Diagnostic` (those of a document stand before it), an `Outside` stretch of text, `NEED_DATA`
    when there is nothing more before the next chunk, and None at the end. Documents, findings and places are
    those of `parse` (findings in the order in which they are known).

    Memory is that of one document (and of the names seen). Only a bundle without closers is held until its end:
    there is no telling before that nothing closes its documents.

    Args:
        limits: where to stop reading: a B015 error is the last event.
    """

    def __init__(self, *, limits: Limits | None = None) -> None:
        self._limits = limits or DEFAULT
        self._feed: _Feed[str] | _Feed[bytes] | None = None
        self._closed = False

    def receive(self, chunk: str | bytes) -> None:
        """Take the next chunk.

        Raises:
            ValueError: the reader is closed.
            TypeError: a chunk of bytes after one of str, or the reverse.
        """
        if self._closed:
            raise ValueError("the reader is closed")
        if self._feed is None:
            self._feed = _Feed(TEXT, self._limits) if isinstance(chunk, str) else _Feed(BYTES, self._limits)
        self._feed.receive(chunk)

    def close(self) -> None:
        """End the input."""
        if self._feed is None:
            self._feed = _Feed(BYTES, self._limits)
        if not self._closed:
            self._closed = True
            self._feed.close()

    def spellings(self) -> tuple[Spelling, ...]:
        """Return how the documents so far are spelled, each spelling once."""
        return self._feed.spellings() if self._feed else ()

    def next_event(self) -> Event | NeedData | None:
        """Return the next event, NEED_DATA, or None after the last."""
        if self._feed and self._feed.events:
            return self._feed.events.popleft()
        return None if self._closed else NEED_DATA

    @property
    def stopped(self) -> bool:
        """Whether reading has ended before the input: what is received from here on is let go."""
        return self._feed is not None and self._feed.stopped

    @property
    def opener(self) -> Opener | None:
        """The marker of the document that is being read; None where the lines so far end outside documents."""
        return self._feed.opener if self._feed else None

    def events(self) -> Iterator[Event]:
        """Take all events that there are now."""
        while self._feed and self._feed.events:
            yield self._feed.events.popleft()


class _Feed(Generic[AnyStr]):
    """Joins chunks to whole lines and gives them to a scanner."""

    def __init__(self, alphabet: Alphabet[AnyStr], limits: Limits) -> None:
        collector = Collector(alphabet.bad_code)
        self.events = collector.events
        self._spellings = collector.spellings
        self._alphabet: Alphabet[AnyStr] = alphabet
        self._limits = limits
        self._scanner: Scanner[AnyStr] = Scanner(alphabet, RunningLocator(), collector, limits)
        # The line that has not ended yet. Its pieces are joined when it ends: a long line costs no more.
        self._line: list[AnyStr] = []
        self._size = 0
        self._received = 0

    def spellings(self) -> tuple[Spelling, ...]:
        return tuple(self._spellings)

    @property
    def stopped(self) -> bool:
        return self._scanner.stopped

    @property
    def opener(self) -> Opener | None:
        return self._scanner.opener

    def receive(self, chunk: str | bytes) -> None:
        if not isinstance(chunk, type(self._alphabet.empty)):
            expected = type(self._alphabet.empty).__name__
            raise TypeError(f"expected {expected} as in the chunks before, not {type(chunk).__name__}")
        most = self._limits.input_size
        if most is None or self._received + len(chunk) <= most:
            self._take(chunk)
        else:
            self._take(chunk[: max(0, most - self._received)])
            self._scanner.exceed_input(most)
        self._received += len(chunk)

    def _take(self, chunk: AnyStr) -> None:
        if self._scanner.stopped:
            return
        cut = chunk.rfind(self._alphabet.lf) + 1
        if cut:
            lines = chunk[:cut]
            if self._size:
                lines = self._alphabet.empty.join(self._line) + lines
            self._line, self._size = [], 0
            self._scanner.scan(lines, last=False)
        self._line.append(chunk[cut:])
        self._size += len(chunk) - cut
        longest = self._limits.line
        if longest is not None and self._size > longest and not self._scanner.stopped:
            self._scanner.exceed_line(longest)

    def close(self) -> None:
        if not self._scanner.stopped:
            self._scanner.scan(self._alphabet.empty.join(self._line), last=True)
        self._line.clear()
        self._scanner.finish()


# What happens to a finding: it is raised, its document is left out, or a function is called with it.
Errors: TypeAlias = 'Literal["raise", "skip"] | Callable[[Diagnostic], object]'


def iter_documents(source: Input, *, errors: Errors = "raise", limits: Limits | None = None) -> Iterator[Document]:
    """Read documents one by one, in the memory of one.

    A bundle without closers is held until its end, since only there it is known for one.

    Args:
        source: as for `parse`; files are read in chunks.
        errors: "raise" at the first error, before its document; "skip" documents that have an error; or a
            function that is called with every finding, and all documents come.
        limits: where to stop reading.

    Raises:
        BundleError: an error, with `errors="raise"`; the findings so far are inside.
        OSError, InputError: as for `parse`.
    """
    check_errors(errors)
    return _documents(source, errors, limits)


def check_errors(errors: Errors) -> None:
    """Check what is to be done with errors."""
    if not callable(errors) and errors not in {"raise", "skip"}:
        raise ValueError(f"errors is 'raise', 'skip' or a function, not {errors!r}")


def _documents(source: Input, errors: Errors, limits: Limits | None) -> Iterator[Document]:
    yield from deliver(_events(source, limits), errors)


def _events(source: Input, limits: Limits | None) -> Iterator[Event]:
    """Read a source chunk by chunk; findings say its file's name."""
    reader = Reader(limits=limits)
    for chunk, filename in _chunks(source, limits or DEFAULT):
        if chunk is None:
            reader.close()
        else:
            reader.receive(chunk)
        yield from named(reader.events(), filename)
        if reader.stopped:
            break


def named(events: Iterable[Event], filename: str | None) -> Iterator[Event]:
    """Put a file's name into findings."""
    for event in events:
        yield attrs.evolve(event, filename=filename) if filename and isinstance(event, Diagnostic) else event


def deliver(events: Iterable[Event], errors: Errors) -> Iterator[Document]:
    """Yield the documents, and do with findings what `iter_documents` says.

    No more of them is kept than is asked for later: there may be very many before the next document.
    """
    findings, last = list[Diagnostic](), 0
    for event in events:
        if isinstance(event, Document):
            if errors != "skip" or not _has_error(event, last):
                yield event
            findings.clear()
            last = 0
        elif isinstance(event, Diagnostic):
            is_error = event.severity == "error"
            if callable(errors):
                errors(event)
            elif errors == "skip":
                last = max(last, event.line if is_error else 0)
            else:
                findings.append(event)
                if is_error:
                    raise _error(findings)


def _has_error(document: Document, last: int) -> bool:
    """Tell whether the last error, by its line, is one of the document, and not of something before its opener."""
    return last > 0 and document.position is not None and last >= document.position.line - 1


def _chunks(source: Input, limits: Limits) -> Iterator[tuple[str | bytes | None, str | None]]:
    """Yield the content in chunks with the file's name, and None at its end."""
    if isinstance(source, (PathLike, Url)):
        with open_stream(source, limits=limits) as stream:
            yield from ((data, str(source)) for data in stream.chunks())
        yield None, str(source)
        return
    if isinstance(source, (str, bytes, bytearray, memoryview)) or not hasattr(source, "read"):
        content, filename = _read(source, limits)
        for start in range(0, len(content), CHUNK):
            yield content[start : start + CHUNK], filename
    else:
        filename = _file_name(source)
        while chunk := source.read(CHUNK):
            yield chunk, filename
    yield None, filename
