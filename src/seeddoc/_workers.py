"""One function over many items, in several processes: results in the order of the items, in bounded memory.

The function and the items go to each process when it starts; after that only numbers go there, and results come back.
A process that ends before its time costs the item that it was at, whose result is a `Died`; all others are worked on.
However the iteration ends, with ^C too, no process stays behind; and none outlives this one.

It knows nothing of seed documents.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import pickle
import signal
import sys
import threading
import traceback
from collections import deque
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.sharedctypes import Synchronized

T = TypeVar("T")
R = TypeVar("R")
_Batch: TypeAlias = "tuple[int, int]"

# Items that are handed out together: one message for some milliseconds of work.
BATCH: Final = 16
# Batches that a process has at hand, so that it need not wait for the next one.
AHEAD: Final = 2
# Items for each process that may be worked on before the first of them has been taken: the bound on memory.
WINDOW: Final = 16 * BATCH


class Died(NamedTuple):
    """What stands for the result of an item whose process ended: how it did."""

    reason: str


class _Failed(NamedTuple):
    error: Exception


def map_in_processes(function: Callable[[T], R], items: Sequence[T], workers: int) -> Generator[R | Died]:
    """Yield the function's result for each item, in their order.

    Args:
        function: picklable, and what it returns too.
        items: picklable.
        workers: how many processes.

    Raises:
        Exception: what the function raised for an item, when its turn comes.
    """
    pool = _Pool(function, items, workers)
    try:
        for number in range(len(items)):
            result = pool.result(number)
            if isinstance(result, _Failed):
                raise result.error
            yield result
    finally:
        pool.stop()


class _Pool(Generic[T, R]):
    """The processes, and what they have and have not done."""

    def __init__(self, function: Callable[[T], R], items: Sequence[T], workers: int) -> None:
        self._context = _context()
        self._function, self._items = function, items
        self._waiting = deque((at, min(at + BATCH, len(items))) for at in range(0, len(items), BATCH))
        self._done: dict[int, R | Died | _Failed] = {}
        self._window = workers * WINDOW
        self._workers = [self._start() for _ in range(min(workers, len(self._waiting)))]

    def _start(self) -> _Worker[T, R]:
        return _Worker(self._context, self._function, self._items)

    def result(self, number: int) -> R | Died | _Failed:
        """Return the result of an item, and let go of it."""
        while number not in self._done:
            self._hand_out(number)
            busy = {worker.connection: worker for worker in self._workers if worker.batches}
            for connection in wait(list(busy)):
                worker = busy[connection]  # type: ignore[index]
                try:
                    self._done.update(worker.receive())
                except (EOFError, OSError):
                    self._replace(worker)
        return self._done.pop(number)

    def _hand_out(self, number: int) -> None:
        """Give work to whoever has little, as far as it is not too far ahead of the item that is waited for."""
        for worker in self._workers:
            while len(worker.batches) < AHEAD and self._waiting and self._waiting[0][0] < number + self._window:
                worker.send(self._waiting.popleft())

    def _replace(self, worker: _Worker[T, R]) -> None:
        """Take note of what a process was at when it ended, put back the rest of its work, and start another."""
        reason = worker.stop()
        start, stop = worker.batches[0]
        at = worker.at if start <= worker.at < stop else start
        self._done[at] = Died(reason)
        left = [(start, at), (at + 1, stop), *list(worker.batches)[1:]]
        self._waiting.extendleft(reversed([batch for batch in left if batch[0] < batch[1]]))
        self._workers[self._workers.index(worker)] = self._start()

    def stop(self) -> None:
        for worker in self._workers:
            worker.stop()


class _Worker(Generic[T, R]):
    """One process, as seen from outside.

    Attributes:
        connection: to it.
        batches: what it was given and has not answered, the oldest first.
    """

    def __init__(self, context: BaseContext, function: Callable[[T], R], items: Sequence[T]) -> None:
        self.batches = deque[_Batch]()
        self.connection, theirs = context.Pipe()
        self._at: Synchronized[int] = context.Value("q", -1)
        arguments = (theirs, self._at, function, items)
        self._process = context.Process(target=serve, args=arguments, daemon=True)  # type: ignore[attr-defined]
        self._process.start()
        theirs.close()

    @property
    def at(self) -> int:
        """The item that it is at, or was when it ended."""
        return self._at.value

    def send(self, batch: _Batch) -> None:
        """Give it work. If it has ended meanwhile, `receive` will tell."""
        self.batches.append(batch)
        try:
            self.connection.send(batch)
        except OSError:
            return

    def receive(self) -> dict[int, R | _Failed]:
        """Return the results of its oldest batch.

        Raises:
            EOFError, OSError: it has ended.
        """
        results: list[R | _Failed] = self.connection.recv()
        start, _ = self.batches.popleft()
        return dict(enumerate(results, start))

    def stop(self) -> str:
        """End it, if it has not ended, and return how it did."""
        self._process.terminate()
        self._process.join()
        self.connection.close()
        code = self._process.exitcode or 0
        return f"signal {-code}" if code < 0 else f"status {code}"


def _context() -> BaseContext:
    """Choose how to start processes: as copies of this one where that is safe, which takes no time, else anew."""
    copy = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if copy else "spawn")


def serve(connection: Connection, at: Synchronized[int], function: Callable[[T], R], items: Sequence[T]) -> None:
    """Work on batches until nobody wants more: what a process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C goes to all; the one that started this ends it
    parent = multiprocessing.parent_process()
    others = [parent.sentinel] if parent else []
    with contextlib.suppress(EOFError, OSError):  # nobody is at the other end any more
        while connection in wait([connection, *others]):
            start, stop = connection.recv()
            results = []
            for number in range(start, stop):
                at.value = number
                results.append(_work(function, items[number]))
            connection.send(results)


def _work(function: Callable[[T], R], item: T) -> R | _Failed:
    try:
        return function(item)
    except Exception as error:
        return _Failed(_portable(error))


def _portable(error: Exception) -> Exception:
    """Return an error that can go to another process, where its traceback is lost: as a note that stays."""
    error.add_note("".join(traceback.format_exception(error)).rstrip())
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
    except Exception:
        plain = RuntimeError(f"{type(error).__name__}: {error}")
        plain.__notes__ = error.__notes__
        return plain
    return error
