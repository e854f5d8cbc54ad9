"""Scanning: one function over all that paths hold, on all processors of a machine.

In come paths, as for `partitions`, and a function; out come its results, one by one in the order of the documents, or
put together where they are made. No more partitions are in work at once than memory is sure to hold. A process that
ends before its time is a `WorkerError` that names what it was reading: nothing is lost unseen, and nothing comes twice.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from contextlib import closing
from functools import reduce as fold
from itertools import chain, islice
from multiprocessing import current_process, parent_process
from os import PathLike
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeAlias, TypeVar, cast, overload

import attrs

from seeddoc._pool import Died, default_workers, map_in_processes, portable
from seeddoc._remote import Url
from seeddoc.diagnostics import Diagnostic
from seeddoc.errors import WorkerError
from seeddoc.limits import Limits
from seeddoc.partitioning import Partition, shared_partitions
from seeddoc.reader import Errors, check_errors

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

# What the function returns.
R = TypeVar("R")

# What the function is called with.
Per: TypeAlias = Literal["document", "article", "partition"]
# What is scanned: files, directories, globs, URLs, several of them, or partitions.
Paths: TypeAlias = "str | PathLike[str] | Url | Iterable[str | PathLike[str] | Url] | Iterable[Partition]"

# Reductions that have a name: what takes two results and gives one.
REDUCTIONS: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "sum": operator.add,
    "union": operator.or_,
    "min": min,
    "max": max,
}

_MIXED: Final = "paths and partitions cannot be scanned together: give partitions(paths), too"


@overload
def scan(
    paths: Paths,
    function: Callable[[Any], R],
    *,
    per: Per = "document",
    reduce: None = None,
    workers: int | None = None,
    errors: Errors = "raise",
    limits: Limits | None = None,
) -> Iterator[R]: ...
@overload
def scan(
    paths: Paths,
    function: Callable[[Any], R],
    *,
    per: Per = "document",
    reduce: str | Callable[[R, R], R],
    workers: int | None = None,
    errors: Errors = "raise",
    limits: Limits | None = None,
) -> R | None: ...
def scan(
    paths: Paths,
    function: Callable[[Any], R],
    *,
    per: Per = "document",
    reduce: str | Callable[[R, R], R] | None = None,
    workers: int | None = None,
    errors: Errors = "raise",
    limits: Limits | None = None,
) -> Iterator[R] | R | None:
    """Call a function with every document that paths hold, in several processes.

    Args:
        paths: files, directories, globs, URLs, as for `partitions`; or partitions, where their size matters.
        function: takes a document and returns what is wanted of it. Other processes have to find it: it is one of a
            module, not a lambda, and what it returns pickles.
        per: what it takes: each document, each article, or each partition (`Partition.documents` and so on).
        reduce: what takes two results and gives one, such as `operator.add`, or its name: "sum" (by `+`), "union" (by
            `|`), "min", "max". Results are put together where they are made, which is much quicker than sending each.
        workers: how many processes; by default one for each processor, and with 1 no other than this one.
        errors: as for `iter_documents`; a function is called in this process. With partitions it is for the function
            to say.
        limits: where to stop reading a file; of partitions that were given, each of them. A limit on all of a file,
            such as on the number of its documents, keeps it whole, for one process.

    Returns:
        An iterator of the results, in the order of the documents; or with `reduce` one result, None if there is no
        document.

    Raises:
        BundleError, ArticleError: an error, with `errors="raise"`.
        InputError: a path is not there, or a file cannot be read.
        WorkerError: a process ended before its time.
        Exception: whatever the function raises, with a note that names the partition. What does not pickle comes out of
            another process as a RuntimeError that says the same.
        TypeError: paths and partitions are given together.
    """
    check_errors(errors)
    if per not in {"document", "article", "partition"}:
        raise ValueError(f"per is 'document', 'article' or 'partition', not {per!r}")
    if isinstance(reduce, str) and reduce not in REDUCTIONS:
        raise ValueError(f"reduce is a function or one of {', '.join(REDUCTIONS)}, not {reduce!r}")
    if workers is not None and operator.index(workers) < 1:
        raise ValueError(f"at least 1 worker is needed, not {workers}")
    combine = REDUCTIONS[reduce] if isinstance(reduce, str) else reduce
    job = _Job(function, per, combine, "keep" if callable(errors) else errors, limits)
    workers = workers or default_workers()
    results = _results(_work(job, _to_partitions(paths, workers, limits), workers), errors)
    return results if combine is None else _reduced(combine, results)


def _to_partitions(paths: Paths, workers: int, limits: Limits | None) -> Iterator[Partition]:
    """Return partitions as they were given, or cut what paths hold for so many processes."""
    if isinstance(paths, (str, PathLike, Url)):
        return shared_partitions(paths, workers, limits)
    given = iter(paths)
    first = next(given, None)
    if isinstance(first, Partition):
        return chain([first], map(_sure_partition, given))
    found = [] if first is None else [first, *cast("Iterator[str | PathLike[str] | Url]", given)]
    if any(isinstance(each, Partition) for each in found):
        raise TypeError(_MIXED)
    return shared_partitions(found, workers, limits)


def _sure_partition(given: object) -> Partition:
    if not isinstance(given, Partition):
        raise TypeError(_MIXED)
    return given


def _reduced(combine: Callable[[R, R], R], results: Iterator[R]) -> R | None:
    for first in results:
        return fold(combine, results, first)
    return None


@attrs.frozen
class _Answer(Generic[R]):
    """What came of a partition.

    Attributes:
        results: all, or the one that they were reduced to.
        findings: to be told.
        error: what was raised after that.
    """

    results: list[R]
    findings: list[Diagnostic]
    error: Exception | None = None


@attrs.frozen
class _Job(Generic[R]):
    """What is done with a partition, in any process."""

    function: Callable[[Any], R]
    per: Per
    combine: Callable[[R, R], R] | None
    errors: Literal["raise", "skip", "keep"]
    limits: Limits | None

    def __call__(self, partition: Partition) -> _Answer[R]:
        results, findings = list[R](), list[Diagnostic]()
        try:
            for item in self._items(partition, findings):  # not map: the function may raise StopIteration
                result = self.function(item)
                if self.combine and results:
                    results[0] = self.combine(results[0], result)
                else:
                    results.append(result)
        except Exception as caught:
            error = caught if not isinstance(caught, StopIteration) else _end_of_nothing(caught)
            error.add_note(f"while {partition.label} was read")
            return _Answer(results, findings, portable(error) if parent_process() else error)
        return _Answer(results, findings)

    def _items(self, partition: Partition, findings: list[Diagnostic]) -> Iterable[Any]:
        errors: Errors = findings.append if self.errors == "keep" else self.errors
        if self.per == "document":
            return partition.documents(errors=errors, limits=self.limits)
        if self.per == "article":
            return partition.articles(errors=errors, limits=self.limits)
        return [partition]


def _end_of_nothing(stop: StopIteration) -> RuntimeError:
    """Return what to raise for a StopIteration of the function, which would end the iteration without a word."""
    error = RuntimeError("the function raised StopIteration")
    error.__cause__ = stop
    return error


def _work(job: _Job[R], parts: Iterator[Partition], workers: int) -> Generator[_Answer[R]]:
    first = list(islice(parts, 2))
    parts = chain(first, parts)
    # One partition is no work for two, and a process of a pool may start no others.
    if workers == 1 or len(first) < 2 or current_process().daemon:
        yield from map(job, parts)
        return
    with closing(map_in_processes(job, parts, workers, describe=operator.attrgetter("label"))) as answers:
        for partition, answer in answers:
            if isinstance(answer, Died):
                raise WorkerError(partition.label, answer.reason)
            yield answer


def _results(answers: Generator[_Answer[R]], errors: Errors) -> Iterator[R]:
    with closing(answers):  # whatever ends this ends the processes too
        for answer in answers:
            if callable(errors):
                for finding in answer.findings:
                    errors(finding)
            yield from answer.results
            if answer.error:
                raise answer.error
