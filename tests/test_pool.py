"""Several processes: results in order, whatever becomes of a process, and none that stays behind."""

from __future__ import annotations

import contextlib
import errno
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from queue import SimpleQueue
from typing import TYPE_CHECKING

import pytest

from seeddoc import _pool
from seeddoc._pool import Died, default_workers, map_in_processes, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGE = 1_000_000
_CONTEXT = _pool._context  # before any test replaces it


def double(number: int) -> int:
    return 2 * number


def die_of_some(number: int) -> int:
    """End the process in the way that a number stands for."""
    if number in {3, 40}:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 5:
        os._exit(7)
    return number


def fail_at_five(number: int) -> int:
    if number == 5:
        raise LookupError("five")
    return number


class Unreadable:
    """What pickles, and does not come out of it."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return _raise_end_of_file, ("torn",)


def _raise_end_of_file(message: str) -> None:
    raise EOFError(message)


def unreadable_five(number: int) -> object:
    return Unreadable() if number == 5 else number


def echo(data: bytes) -> bytes:
    return data


def living() -> list[str]:
    return [child.name for child in multiprocessing.active_children()]


def set_start_method(monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    monkeypatch.setattr(_pool, "_context", lambda: multiprocessing.get_context(method))


@pytest.mark.parametrize("batch", [1, 16])
@pytest.mark.parametrize(("workers", "size"), [(1, 0), (2, 1), (1, 81), (2, 81), (5, 7)])
def test_results_are_in_order(workers: int, size: int, batch: int) -> None:
    results = map_in_processes(double, range(size), workers, batch=batch)
    assert list(results) == [(number, 2 * number) for number in range(size)]
    assert living() == []


@pytest.mark.parametrize(("batch", "method"), [(1, "fork"), (4, "fork"), (4, "spawn")])
def test_process_that_ends_costs_its_item_and_no_other(
    batch: int, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_start_method(monkeypatch, method)
    results = [result for _, result in map_in_processes(die_of_some, range(60), 2, batch=batch)]
    wanted: list[int | Died] = list(range(60))
    wanted[3] = wanted[40] = Died("signal 9")
    wanted[5] = Died("status 7")
    assert results == wanted
    assert living() == []


def test_what_is_raised_is_raised_when_its_turn_comes() -> None:
    results = map_in_processes(fail_at_five, range(60), 2)
    assert [next(results)[1] for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(LookupError, match="five") as caught:
        next(results)
    assert "in fail_at_five" in caught.value.__notes__[0]
    assert caught.value.__notes__[1:] == ["while 5 was worked on"]
    assert living() == []


def fail_to_draw() -> Iterator[int]:
    yield from range(3)
    raise LookupError("no more")


def test_what_drawing_raises_is_raised_when_its_turn_comes() -> None:
    results = map_in_processes(double, fail_to_draw(), 2)
    assert [next(results)[1] for _ in range(3)] == [0, 2, 4]
    with pytest.raises(LookupError, match="no more"):
        next(results)
    assert living() == []


class TwoArgumentsError(Exception):
    """An error that does not come back out of a pickle."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")


def fail_in_two(_number: int) -> None:
    raise TwoArgumentsError("one", "other")


def test_an_error_that_cannot_be_sent_is_told_all_the_same() -> None:
    with pytest.raises(RuntimeError, match=r"^TwoArgumentsError: one and other"):
        next(map_in_processes(fail_in_two, [1], 1))
    here = _pool._work(fail_in_two, 1)
    assert isinstance(here, _pool._Failed)
    assert "in fail_in_two" in here.error.__notes__[-1]


def test_a_result_that_cannot_be_read_is_no_death() -> None:
    results = map_in_processes(unreadable_five, range(60), 2, describe="item {}".format)
    assert [next(results)[1] for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(EOFError, match="torn") as caught:
        next(results)
    assert caught.value.__notes__ == [
        "so what came from another process could not be read",
        "while item 5 was worked on",
    ]
    assert living() == []


def test_where_no_more_processes_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    start, started = _pool._Worker.start, 0

    def start_one(worker: _pool._Worker[int, int]) -> None:
        nonlocal started
        started += 1
        if started > 1:
            raise OSError(errno.EAGAIN, "no more")
        start(worker)

    monkeypatch.setattr(_pool._Worker, "start", start_one)
    assert [result for _, result in map_in_processes(double, range(20), 4)] == [2 * number for number in range(20)]
    assert started == 2
    with pytest.raises(OSError, match="no more"):
        next(map_in_processes(double, range(20), 4))
    assert living() == []


def test_items_and_results_of_any_size() -> None:
    data = [bytes([number]) * LARGE for number in range(8)]
    assert [result for _, result in map_in_processes(echo, data, 2)] == data


def test_nothing_stays_of_what_is_not_finished() -> None:
    results = map_in_processes(double, range(10_000), 2)
    assert next(results) == (0, 0)
    assert len(living()) == 2
    results.close()
    assert living() == []


def test_items_are_drawn_when_they_are_due() -> None:
    drawn: list[int] = []

    def draw() -> Iterator[int]:
        for number in range(10**9):
            drawn.append(number)
            yield number

    results = map_in_processes(double, draw(), 2, window=3)
    for number in range(20):
        assert next(results) == (number, 2 * number)
        assert len(drawn) <= number + 2 * 3
    results.close()


def touch(path: Path) -> None:
    path.touch()


def test_no_process_runs_far_ahead(tmp_path: Path) -> None:
    items = [tmp_path / str(number) for number in range(100)]
    results = map_in_processes(touch, items, 1, batch=2, window=4)
    next(results)
    deadline = time.monotonic() + 0.3
    while time.monotonic() < deadline and len(list(tmp_path.iterdir())) <= 8:
        time.sleep(0.01)
    assert len(list(tmp_path.iterdir())) <= 8
    assert sum(1 for _ in results) == len(items) - 1
    assert len(list(tmp_path.iterdir())) == len(items)


_INTERRUPTED = """
import os, signal, sys, time
from seeddoc._pool import map_in_processes
import tests.test_pool as here

signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs this may ignore it
for number, _ in map_in_processes(here.tell_and_sleep, range(1000), 2):
    pass
"""


def tell_and_sleep(_number: int) -> None:
    os.write(1, b"%d\n" % os.getpid())
    time.sleep(60)


@pytest.mark.parametrize(
    ("how", "method"), [(signal.SIGINT, "fork"), (signal.SIGKILL, "fork"), (signal.SIGINT, "spawn")]
)
def test_no_process_stays_when_this_one_ends(how: signal.Signals, method: str) -> None:
    start = f"import multiprocessing; multiprocessing.set_start_method({method!r})\n"
    code = f"{start}if __name__ == '__main__':\n" + "".join(f"    {line}\n" for line in _INTERRUPTED.splitlines())
    program = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert program.stdout
    children = [int(program.stdout.readline()) for _ in range(2)]
    program.send_signal(how)
    program.wait()
    program.communicate()  # until nobody has the other end of its pipes
    assert children[0] != children[1]
    assert program.returncode in {-how, 1}


def interrupt_all_once(latch: str) -> None:
    with contextlib.suppress(FileExistsError):
        os.mkdir(latch)
        os.killpg(0, signal.SIGINT)


class InterruptsOnArrival:
    """A function that sends ^C to all when it arrives in another process, before that can do anything about it."""

    def __init__(self, latch: str) -> None:
        self.latch = latch

    def __call__(self, number: int) -> int:
        return number

    def __setstate__(self, state: dict[str, str]) -> None:
        interrupt_all_once(state["latch"])


_INTERRUPTED_AT_ONCE = """
import multiprocessing, os, signal, sys, time

if __name__ == "__main__":
    method = {method!r}
    from seeddoc import _pool
    import tests.test_pool as here
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs this may ignore it
    multiprocessing.set_start_method(method)
    latch = {latch!r}
    if method == "fork":
        os.register_at_fork(after_in_child=lambda: here.interrupt_all_once(latch))
    try:
        for _ in _pool.map_in_processes(here.InterruptsOnArrival(latch), range(1000), 4):
            time.sleep(0.01)
    except KeyboardInterrupt:
        assert not multiprocessing.active_children()
        sys.exit(130)
"""


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_an_interrupt_while_processes_start(method: str, tmp_path: Path) -> None:
    """^C goes to the whole group; what starts just then says nothing, and the one that started it ends it."""
    program = tmp_path / "program.py"  # spawn runs it again
    program.write_text(_INTERRUPTED_AT_ONCE.format(method=method, latch=str(tmp_path / "sent")), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, program],
        capture_output=True,
        check=False,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_default_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_workers() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert default_workers() == 1


def unsendable_five(number: int) -> object:
    return (lambda: number) if number == 5 else number


class TestServe:
    """What a process does, done in this one."""

    @pytest.fixture(autouse=True)
    def left(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
        left: list[int] = []
        before = frozenset(threading.enumerate())
        monkeypatch.setattr(signal, "signal", lambda *_: None)
        monkeypatch.setattr(_pool, "_leave", left.append)
        yield left
        # A thread that is left over would leave for good, and take the tests along.
        for thread in frozenset(threading.enumerate()) - before:
            thread.join(60)
            assert not thread.is_alive()

    def test_until_the_other_end_is_closed(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        at = multiprocessing.Value("q", -1)
        ours.send([(0, 7), (1, 8)])
        ours.send([(4, 5)])
        ours.close()
        serve(theirs, at, fail_at_five)
        assert at.value == 1

    @pytest.mark.parametrize(("handler", "ended_by"), [(signal.SIG_DFL, True), (signal.SIG_IGN, False)])
    def test_a_closed_terminal(self, handler: object, ended_by: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        done: dict[int, object] = {}
        monkeypatch.setattr(signal, "getsignal", lambda _: handler)
        monkeypatch.setattr(signal, "signal", done.__setitem__)
        self.test_until_the_other_end_is_closed()
        assert done[signal.SIGTERM] == signal.SIG_DFL
        assert (signal.SIGHUP in done) == ended_by

    def test_where_nothing_is_held_back(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr(signal, "pthread_sigmask")
        assert [result for _, result in map_in_processes(double, range(3), 1)] == [0, 2, 4]
        self.test_until_the_other_end_is_closed()

    def test_answers(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        serving = threading.Thread(target=serve, args=(theirs, multiprocessing.Value("q", -1), fail_at_five))
        serving.start()
        ours.send([(0, 3), (1, 4), (2, 5)])
        three, four, failed = ours.recv()
        ours.close()
        serving.join()
        assert (three, four, str(failed.error)) == (3, 4, "five")

    def test_answers_that_cannot_be_sent(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        serving = threading.Thread(target=serve, args=(theirs, multiprocessing.Value("q", -1), unsendable_five))
        serving.start()
        ours.send([(0, 3), (1, 5)])
        three, failed = ours.recv()
        ours.close()
        serving.join()
        assert three == 3
        assert any("could not be sent" in note for note in failed.error.__notes__)

    def test_until_the_one_that_started_it_has_ended(self, monkeypatch: pytest.MonkeyPatch, left: list[int]) -> None:
        class Parent:
            sentinel, _other = multiprocessing.Pipe()

        Parent._other.close()
        monkeypatch.setattr(multiprocessing, "parent_process", lambda: Parent)
        _ours, theirs = multiprocessing.Pipe()
        serve(theirs, multiprocessing.Value("q", -1), double)
        assert left == [1]

    def test_a_batch_that_cannot_be_taken_in(self, left: list[int]) -> None:
        ours, theirs = multiprocessing.Pipe()
        ours.send(Unreadable())
        waiting: SimpleQueue[object] = SimpleQueue()
        _pool._take_in(theirs, waiting)  # type: ignore[arg-type]
        assert left == [1]
        ours.send_bytes(b"no pickle")
        with pytest.raises(pickle.UnpicklingError):
            _pool._take_in(theirs, waiting)  # type: ignore[arg-type]
        assert left == [1, 1]


def test_work_for_a_process_that_has_ended() -> None:
    worker = _pool._Worker(_pool._context(), double)
    worker.start()
    worker.stop()
    worker.send([(0, 1)])  # the connection is closed: nothing is raised
    assert list(worker.batches) == [[(0, 1)]]


class TestContext:
    """How processes are started."""

    def test_copies_only_where_that_is_safe(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(multiprocessing, "get_start_method", lambda *, allow_none: "fork" if allow_none else "")
        monkeypatch.setattr(threading, "active_count", lambda: 1)
        monkeypatch.setattr("sys.platform", "darwin")
        assert _CONTEXT().get_start_method() == "spawn"
        monkeypatch.setattr("sys.platform", "linux")
        assert _CONTEXT().get_start_method() == "fork"
        monkeypatch.setattr(threading, "active_count", lambda: 2)
        assert _CONTEXT().get_start_method() == "spawn"

    def test_as_was_asked_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(multiprocessing, "get_start_method", lambda *, allow_none: "spawn" if allow_none else "")
        monkeypatch.setattr(threading, "active_count", lambda: 1)
        assert _CONTEXT().get_start_method() == "spawn"
