"""One function over many items, in several processes: results in the order of the items, in bounded memory.

The function goes to each process when it starts, items when they are due, and results come back. Items are drawn only
so far ahead as the window allows, so that they may be endless, or cost something to find. A process that ends before
its time costs the item that it was at, whose result is a `Died`; all others are worked on, each once. However the
iteration ends, with ^C too, no process stays behind; and none outlives this one.

It knows nothing of seed documents.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections import deque
from multiprocessing.connection import wait
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.sharedctypes import Synchronized

T = TypeVar("T")
R = TypeVar("R")
_Numbered: TypeAlias = "tuple[int, T]"

# Batches that a process has at hand, so that it need not wait for the next one.
AHEAD: Final = 2


class Died(NamedTuple):
    """What stands for the result of an item whose process ended: how it did."""

    reason: str


class _Failed(NamedTuple):
    error: Exception


def default_workers() -> int:
    """Return how many processors this process may use at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_in_processes(
    function: Callable[[T], R],
    items: Iterable[T],
    workers: int,
    *,
    batch: int = 1,
    window: int = 4,
    describe: Callable[[T], str] = str,
) -> Generator[tuple[T, R | Died]]:
    """Yield each item with what the function gives for it, in their order.

    Args:
        function: picklable, and what it returns too.
        items: picklable; drawn when they are due.
        workers: how many processes at most; no more are started than there is work for.
        batch: how many items are sent at once: as many as take some milliseconds.
        window: how many batches for each process may be done before the first of them is taken: what bounds memory.
        describe: gives the name of an item, for errors.

    Raises:
        Exception: what the function raised for an item, or what drawing it raised, when its turn comes; or why its
            result could not come here. It has a note of the item.
        OSError: no process can be started.
    """
    pool = _Pool(function, items, workers, batch, window * workers * batch)
    try:
        number = 0
        while pool.has(number):
            item, result = pool.take(number)
            if isinstance(result, _Failed):
                result.error.add_note(f"while {describe(item)} was worked on")
                raise result.error
            yield item, result
            number += 1
    finally:
        pool.stop()


class _Pool(Generic[T, R]):
    """The processes, and what they have and have not done."""

    def __init__(self, function: Callable[[T], R], items: Iterable[T], workers: int, batch: int, window: int) -> None:
        self._context = _context()
        self._function = function
        self._items = iter(items)
        self._drawn = 0
        self._drawn_all = False
        self._fault: Exception | None = None  # what drawing the next item raised
        self._again: deque[list[_Numbered[T]]] = deque()  # what a process left undone
        self._done: dict[int, tuple[T, R | Died | _Failed]] = {}
        self._most, self._batch, self._window = workers, batch, window
        self._workers: list[_Worker[T, R]] = []

    def has(self, number: int) -> bool:
        """Work until an item is done; tell whether there is one of that number.

        Raises:
            Exception: what drawing the item raised.
        """
        while number not in self._done:
            self._hand_out(number)
            if self._drawn_all and number >= self._drawn:
                if self._fault:
                    raise self._fault
                return False
            busy = {worker.connection: worker for worker in self._workers if worker.batches}
            for connection in wait(list(busy)):
                self._receive(busy[connection])  # type: ignore[index]
        return True

    def take(self, number: int) -> tuple[T, R | Died | _Failed]:
        """Return an item that is done and its result, and let go of them."""
        return self._done.pop(number)

    def _receive(self, worker: _Worker[T, R]) -> None:
        try:
            data = worker.connection.recv_bytes()
        except (EOFError, OSError):
            self._lose(worker)
            return
        numbered = worker.batches.popleft()
        for (number, item), result in zip(numbered, _unpacked(data, len(numbered)), strict=True):
            self._done[number] = item, result

    def _hand_out(self, number: int) -> None:
        """Give work to whoever has little, as far as it is not too far ahead of the item that is waited for."""
        while True:
            idle = min(self._workers, key=lambda worker: len(worker.batches), default=None)
            if (idle is None or idle.batches) and len(self._workers) < self._most:
                idle = None
            elif idle is None or len(idle.batches) >= AHEAD:
                return
            numbered = self._again.popleft() if self._again else self._draw(number + self._window)
            if not numbered:
                return
            if idle is None and not (idle := self._start()):
                self._again.appendleft(numbered)
                continue
            idle.send(numbered)

    def _start(self) -> _Worker[T, R] | None:
        """Start a process; where no more can be, the work is for those that there are.

        Raises:
            OSError: there are none.
        """
        try:
            worker = _Worker(self._context, self._function)  # may start multiprocessing's own, which lets ^C through
            with _no_interrupt():
                worker.start()
                self._workers.append(worker)
        except OSError:
            self._most = len(self._workers)
            if not self._most:
                raise
            return None
        return worker

    def _draw(self, limit: int) -> list[_Numbered[T]]:
        """Draw the items of the next batch, but none from `limit` on."""
        numbered: list[_Numbered[T]] = []
        while not self._drawn_all and len(numbered) < self._batch and self._drawn < limit:
            try:
                numbered.append((self._drawn, next(self._items)))
                self._drawn += 1
            except StopIteration:
                self._drawn_all = True
            except Exception as error:
                self._drawn_all, self._fault = True, error
        return numbered

    def _lose(self, worker: _Worker[T, R]) -> None:
        """Take note of what a process was at when it ended, and put back the rest of its work."""
        reason = worker.stop()
        self._workers.remove(worker)
        first, *others = worker.batches
        # What it was at is that of its oldest batch, unless it ended before it began with that.
        at = next((place for place, (number, _) in enumerate(first) if number == worker.at), 0)
        number, item = first[at]
        self._done[number] = item, Died(reason)
        self._again.extend(left for left in (first[:at], first[at + 1 :], *others) if left)

    def stop(self) -> None:
        """End all processes; ^C, once more, waits for that."""
        with _no_interrupt():
            for worker in self._workers:
                worker.stop()


class _Worker(Generic[T, R]):
    """One process, as seen from outside.

    Attributes:
        connection: to it.
        batches: what it was given and has not answered, the oldest first.
    """

    def __init__(self, context: BaseContext, function: Callable[[T], R]) -> None:
        self.batches: deque[list[_Numbered[T]]] = deque()
        self.connection, self._theirs = context.Pipe()
        self._at: Synchronized[int] = context.Value("q", -1)
        arguments = (self._theirs, self._at, function)
        self._process = context.Process(target=serve, args=arguments, daemon=True)  # type: ignore[attr-defined]

    def start(self) -> None:
        """Start it."""
        self._process.start()
        self._theirs.close()

    @property
    def at(self) -> int:
        """The item that it is at, or was when it ended."""
        return self._at.value

    def send(self, batch: list[_Numbered[T]]) -> None:
        """Give it work. If it has ended meanwhile, the pool finds out when it wants its results."""
        self.batches.append(batch)
        with contextlib.suppress(OSError):
            self.connection.send(batch)

    def stop(self) -> str:
        """End it, if it has not ended, and return how it did."""
        self._process.terminate()
        self._process.join()
        self.connection.close()
        code = self._process.exitcode or 0
        return f"signal {-code}" if code < 0 else f"status {code}"


def _unpacked(data: bytes, size: int) -> list[Any]:
    """Return the results of a batch; or for each of them why they cannot be had."""
    try:
        results: list[Any] = pickle.loads(data)  # noqa: S301 - made by a process of ours
    except Exception as error:
        error.add_note("so what came from another process could not be read")
        return [_Failed(error)] * size
    return results


@contextlib.contextmanager
def _no_interrupt() -> Iterator[None]:
    """Hold ^C back: what is started meanwhile holds it back too, until it has said what it does about it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _context() -> BaseContext:
    """Choose how to start processes: as copies of this one where that is safe, which takes no time; else anew.

    Other ways than "fork" can be asked for by `multiprocessing.set_start_method`.
    """
    asked = multiprocessing.get_start_method(allow_none=True)
    if asked in {None, "fork"}:
        asked = "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"
    return multiprocessing.get_context(asked)


# --- In a process -------------------------------------------------------------------------------------------

# The signal that a terminal was closed, where the system has it.
_HANGUP: Final = getattr(signal, "SIGHUP", signal.SIGTERM)

_leave: Callable[[int], object] = os._exit  # whatever it is at


def serve(connection: Connection, at: Synchronized[int], function: Callable[[T], R]) -> None:
    """Work on batches until nobody wants more: what a process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C goes to all; the one that started this ends it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if signal.getsignal(_HANGUP) != signal.SIG_IGN:  # as `nohup` has it
        signal.signal(_HANGUP, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # for what it starts in its turn
    waiting: SimpleQueue[list[_Numbered[T]] | None] = SimpleQueue()
    # Batches are taken as soon as they come: else both sides could wait for each other to read.
    threading.Thread(target=_take_in, args=(connection, waiting), daemon=True).start()
    while batch := waiting.get():
        results = []
        for number, item in batch:
            at.value = number
            results.append(_work(function, item))
        try:
            connection.send(results)
        except OSError:  # nobody is at the other end any more
            return
        except Exception:  # one of them does not pickle; nothing has been sent
            connection.send([_sendable(result) for result in results])


def _take_in(connection: Connection, waiting: SimpleQueue[list[_Numbered[T]] | None]) -> None:
    """Take batches in until the other end is closed or whoever started this process has ended; then leave at once."""
    parent = multiprocessing.parent_process()
    others = [parent.sentinel] if parent else []
    try:
        with contextlib.suppress(EOFError, OSError):
            while connection in wait([connection, *others]):
                waiting.put(connection.recv())
    finally:  # if there was no memory for a batch, too: the one that sent it waits for an answer
        _leave(1)
        waiting.put(None)


def _work(function: Callable[[T], R], item: T) -> R | _Failed:
    try:
        return function(item)
    except Exception as error:
        return _Failed(portable(error))


def _sendable(result: R | _Failed) -> R | _Failed:
    """Return a result, or why it cannot be sent."""
    try:
        pickle.dumps(result)
    except Exception as error:
        error.add_note("so a result could not be sent from the process that made it")
        return _Failed(portable(error))
    return result


def portable(error: Exception) -> Exception:
    """Return an error that can go to another process, where its traceback is lost: as a note that stays."""
    error.add_note("".join(traceback.format_exception(error)).rstrip())
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
    except Exception:
        plain = RuntimeError(f"{type(error).__name__}: {error}")
        plain.__notes__ = error.__notes__
        return plain
    return error
