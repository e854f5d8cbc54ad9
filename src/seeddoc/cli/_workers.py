"""Work of commands that read many documents: shared between processes, where there is enough of it.

In come sources and a function of what is read, or other items and a function of each; out come its results, in order,
so that a command's output does not depend on how many processes there are.
"""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

import click

from seeddoc._pool import Died, default_workers, map_in_processes
from seeddoc.cli._options import chosen_limits
from seeddoc.documents import Document
from seeddoc.errors import WorkerError
from seeddoc.inputs import read_documents, read_source
from seeddoc.partitioning import Partition, cut_sources
from seeddoc.reader import to_result
from seeddoc.scanning import scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from seeddoc._collector import Event
    from seeddoc.cli._output import Output
    from seeddoc.inputs import Source
    from seeddoc.limits import Limits
    from seeddoc.reader import ParseResult

T = TypeVar("T")
R = TypeVar("R")

# From so many items on other processes are called for help: starting them takes as long.
MANY: Final = 48
# Items that are handed out together: some milliseconds of work.
BATCH: Final = 8
# How many code points of text are in a chunk of a large file, and as how many a finding counts.
_CHUNK: Final = 1_000_000
_OF_A_FINDING: Final = 500

workers_option: Final = click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=1),
    help="How many processes read; by default as many as the machine runs at once.",
)


def work(
    output: Output,
    sources: Sequence[Source],
    function: Callable[[Iterable[ParseResult]], R],
    workers: int | None,
    what: str,
    *,
    in_chunks: bool = False,
) -> Iterator[R]:
    """Call a function with what is read of some sources, or of a part of one, until all have been read.

    Args:
        output: for the bar.
        sources: read in their order.
        function: of a module, so that other processes find it; what it returns pickles.
        workers: how many processes; by default one for each processor.
        what: is done, for the bar.
        in_chunks: whether the function takes a large file as several results, of some documents each and of no
            dialect, so that it is not held as a whole.

    Raises:
        InputError: a source cannot be read.
        WorkerError: a process ended before its time.
    """
    limits = chosen_limits()
    if any(source.location is None for source in sources):  # standard input, which only this process can read
        for source in output.track(sources, what):
            yield function([read_documents(read_source(source, limits=limits), limits)])
        return
    parts = list(cut_sources(sources, workers=workers or default_workers(), limits=limits))
    yield from work_parts(output, parts, partial(_read, function, limits, in_chunks), workers, what)


def work_parts(
    output: Output, parts: Sequence[Partition], function: Callable[[Partition], R], workers: int | None, what: str
) -> Iterator[R]:
    """Call a function with each partition; all else is as for `work`."""
    results = scan(parts, function, per="partition", workers=workers)
    for _, result in zip(output.track(parts, what), results, strict=True):
        yield result


def spread(
    output: Output, items: Sequence[T], function: Callable[[T], R], workers: int | None, what: str
) -> Iterator[tuple[T, R]]:
    """Call a function with each item, and yield both; here, where there are few, else in several processes.

    Args:
        output: for the bar.
        items: files, or what knows one: what other processes read as well as this one. They pickle.
        function: of a module, so that other processes find it; what it returns pickles.
        workers: how many processes; by default one for each processor.
        what: is done, for the bar.

    Raises:
        WorkerError: a process ended before its time.
        Exception: what the function raised.
    """
    workers = workers or default_workers()
    tracked = output.track(items, what)
    if workers == 1 or len(items) < MANY:
        yield from ((item, function(item)) for item in tracked)
        return
    with closing(map_in_processes(function, items, workers, batch=BATCH, describe=_label)) as results:
        for item, (_, result) in zip(tracked, results, strict=True):
            if isinstance(result, Died):
                raise WorkerError(_label(item), result.reason)
            yield item, result


def _label(item: object) -> str:
    return str(getattr(item, "label", item))


def _read(function: Callable[[Iterable[ParseResult]], R], limits: Limits, in_chunks: bool, partition: Partition) -> R:
    return function(_chunks(partition, limits) if in_chunks else partition.results(limits=limits))


def _chunks(partition: Partition, limits: Limits) -> Iterator[ParseResult]:
    """Read the files of a partition as results of a bounded size."""
    for piece in partition.pieces:
        events, _ = piece.read(limits)
        chunk: list[Event] = []
        size = 0
        for event in events:
            chunk.append(event)
            size += len(event.text) if isinstance(event, Document) else _OF_A_FINDING
            if size >= _CHUNK:
                yield to_result(chunk, tuple, piece.source.label)
                chunk, size = [], 0
        yield to_result(chunk, tuple, piece.source.label)
