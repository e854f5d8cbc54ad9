"""Several processes: results in order, whatever becomes of a process, and none that stays behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

from seeddoc import _workers
from seeddoc._workers import BATCH, WINDOW, Died, map_in_processes, serve

if TYPE_CHECKING:
    from pathlib import Path


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


def living() -> list[str]:
    return [child.name for child in multiprocessing.active_children()]


@pytest.mark.parametrize("workers", [1, 2, 5])
@pytest.mark.parametrize("size", [0, 1, BATCH, 5 * BATCH + 1])
def test_results_are_in_order(workers: int, size: int) -> None:
    assert list(map_in_processes(double, range(size), workers)) == list(range(0, 2 * size, 2))
    assert living() == []


def test_process_that_ends_costs_its_item_and_no_other() -> None:
    results = list(map_in_processes(die_of_some, range(60), 2))
    wanted: list[int | Died] = list(range(60))
    wanted[3] = wanted[40] = Died("signal 9")
    wanted[5] = Died("status 7")
    assert results == wanted
    assert living() == []


def test_what_is_raised_is_raised_when_its_turn_comes() -> None:
    results = map_in_processes(fail_at_five, range(60), 2)
    assert [next(results) for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(LookupError, match="five") as caught:
        next(results)
    assert "in fail_at_five" in caught.value.__notes__[-1]
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
    here = _workers._work(fail_in_two, 1)
    assert isinstance(here, _workers._Failed)
    assert "in fail_in_two" in here.error.__notes__[-1]


def test_nothing_stays_of_what_is_not_finished() -> None:
    results = map_in_processes(double, range(10_000), 2)
    assert next(results) == 0
    assert len(living()) == 2
    results.close()
    assert living() == []


def test_no_process_runs_far_ahead(tmp_path: Path) -> None:
    items = [tmp_path / str(number) for number in range(4 * WINDOW)]
    results = map_in_processes(_touch, items, 1)
    next(results)
    deadline = time.monotonic() + 0.5
    while time.monotonic() < deadline and len(list(tmp_path.iterdir())) <= WINDOW:
        time.sleep(0.01)
    assert len(list(tmp_path.iterdir())) <= WINDOW + BATCH
    assert sum(1 for _ in results) == len(items) - 1
    assert len(list(tmp_path.iterdir())) == len(items)


def _touch(path: Path) -> None:
    path.touch()


def test_processes_are_copies_only_where_that_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert _workers._context().get_start_method() == "spawn"
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert _workers._context().get_start_method() == "fork"
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert _workers._context().get_start_method() == "spawn"


def test_processes_that_start_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_workers, "_context", lambda: multiprocessing.get_context("spawn"))
    assert list(map_in_processes(abs, [-1, 2, -3], 2)) == [1, 2, 3]


class TestServe:
    """What a process does, done in this one."""

    @pytest.fixture(autouse=True)
    def signals(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(signal, "signal", lambda *_: None)

    def test_until_the_other_end_is_closed(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        at = multiprocessing.Value("q", -1)
        ours.send((0, 2))
        ours.send((4, 6))
        threading.Timer(0.2, ours.close).start()
        serve(theirs, at, fail_at_five, range(10))
        assert at.value == 5

    def test_answers(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        serving = threading.Thread(target=serve, args=(theirs, multiprocessing.Value("q", -1), fail_at_five, range(10)))
        serving.start()
        ours.send((3, 6))
        three, four, failed = ours.recv()
        ours.close()
        serving.join()
        assert (three, four, str(failed.error)) == (3, 4, "five")

    def test_until_the_one_that_started_it_has_ended(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Parent:
            sentinel, _other = multiprocessing.Pipe()

        Parent._other.close()
        monkeypatch.setattr(multiprocessing, "parent_process", lambda: Parent)
        _ours, theirs = multiprocessing.Pipe()
        serve(theirs, multiprocessing.Value("q", -1), double, range(10))


def test_work_for_a_process_that_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = _workers._Pool(double, range(5), 1)
    (worker,) = pool._workers
    worker.stop()
    monkeypatch.setattr(worker, "stop", lambda: "signal 15")
    worker.send((0, 5))  # the connection is closed: nothing is raised
    assert list(worker.batches) == [(0, 5)]
    assert pool._start().stop() == "signal 15"
