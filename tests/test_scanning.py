"""Scanning: the same results with any number of processes, and nothing lost or doubled."""

from __future__ import annotations

import multiprocessing
import operator
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

import seeddoc
from seeddoc import (
    Article,
    ArticleError,
    BundleError,
    Diagnostic,
    Document,
    InputError,
    Limits,
    Partition,
    WorkerError,
    dumps,
    partitions,
    scan,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = [f"{number:03}.txt" for number in range(200)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    documents = [Document(name, f"Title of {name}\n\nOne of {number % 7}.") for number, name in enumerate(NAMES)]
    path = tmp_path / "bundle.txt"
    path.write_text(dumps(documents), "utf-8")
    return path


def name_of(document: Document) -> str:
    return document.name


def last_word(document: Document) -> Counter[str]:
    return Counter([document.text.split()[-1]])


def title_of(article: Article) -> str:
    return article.title


def stop_at_101(document: Document) -> str:
    if document.name == "101.txt":
        raise StopIteration
    return document.name


def unsendable_at_101(document: Document) -> object:
    return (lambda: document.name) if document.name == "101.txt" else document.name


def scan_here(path: str) -> list[str]:
    return list(scan(partitions(path, size=1000), name_of, workers=2))


def count(partition: Partition) -> tuple[str, int]:
    return partition.label, sum(1 for _ in partition.documents())


def place_of(document: Document) -> tuple[str, int]:
    assert document.position
    return document.name, document.position.line


def die_at_101(document: Document) -> str:
    if document.name == "101.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return document.name


def fail_at_101(document: Document) -> str:
    if document.name == "101.txt":
        raise LookupError(document.name)
    return document.name


@pytest.mark.parametrize("workers", [1, 2, 3])
class TestAnyNumberOfWorkers:
    def test_results_in_order(self, path: Path, workers: int) -> None:
        assert list(scan(path, name_of, workers=workers)) == NAMES
        assert list(scan(partitions(path, size=300), name_of, workers=workers)) == NAMES
        assert list(scan([path, path.parent], place_of, workers=workers))[100] == ("100.txt", 502)

    def test_reduced(self, path: Path, workers: int) -> None:
        parts = list(partitions(path, size=1000))
        wanted = Counter({f"{number}.": len(range(number, 200, 7)) for number in range(7)})
        assert scan(parts, last_word, reduce=operator.add, workers=workers) == wanted
        assert scan(parts, last_word, reduce="sum", workers=workers) == wanted
        assert scan(parts, name_of, reduce="max", workers=workers) == "199.txt"
        assert scan(parts, name_of, reduce=operator.add, workers=workers) == "".join(NAMES)
        assert scan([], name_of, reduce="sum", workers=workers) is None

    def test_per_article(self, path: Path, workers: int) -> None:
        assert list(scan(path, title_of, per="article", workers=workers)) == [f"Title of {name}" for name in NAMES]

    def test_per_partition(self, path: Path, workers: int) -> None:
        parts = list(partitions(path, size=2500))
        found = list(scan(parts, count, per="partition", workers=workers))
        assert [label for label, _ in found] == [part.label for part in parts]
        assert sum(number for _, number in found) == len(NAMES)

    def test_errors(self, path: Path, workers: int) -> None:
        with path.open("a", encoding="utf-8") as file:
            file.write("<<<FILE 000.txt>>>\n\n<<<END FILE>>>\n<<<FILE x>>>\n")
        parts = list(partitions(path, size=1000))
        results = scan(parts, name_of, workers=workers)
        assert [next(results) for _ in NAMES] == NAMES
        with pytest.raises(BundleError, match=rf"bundle\.txt:{len(NAMES) * 5 + 1}:1: N001") as caught:
            next(results)
        assert any("while" in note and "bundle.txt, bytes" in note for note in caught.value.__notes__)
        assert multiprocessing.active_children() == []
        assert len(list(scan(parts, name_of, errors="skip", workers=workers))) == len(NAMES)
        told: list[Diagnostic] = []
        assert len(list(scan(parts, name_of, errors=told.append, workers=workers))) == len(NAMES) + 2
        assert [(each.code, each.line) for each in told] == [("N001", 1001), ("B001", 1004)]
        path.write_text("<<<FILE a>>>\n\n<<<END FILE>>>\n", "utf-8")
        with pytest.raises(ArticleError):
            list(scan(path, title_of, per="article", workers=workers))

    def test_what_the_function_raises(self, path: Path, workers: int) -> None:
        results = scan(partitions(path, size=60), fail_at_101, workers=workers)
        assert [next(results) for _ in range(101)] == NAMES[:101]
        with pytest.raises(LookupError, match="101") as caught:
            next(results)
        assert any("bundle.txt, bytes" in note for note in caught.value.__notes__)

    def test_limits(self, path: Path, workers: int) -> None:
        with pytest.raises(BundleError, match="B015"):
            list(scan(path, name_of, limits=Limits(document_size=5), workers=workers))

    def test_limits_on_all_of_a_file(self, path: Path, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("seeddoc.partitioning._LEAST", 1000)
        assert list(scan(path, name_of, limits=Limits(documents=20), workers=workers, errors="skip")) == NAMES[:20]
        assert not Limits(diagnostics=None).is_of_all
        with pytest.raises(InputError, match="more than 1,200 bytes"):
            list(scan(path, name_of, limits=Limits(input_size=1200), workers=workers))

    def test_a_function_that_stops(self, path: Path, workers: int) -> None:
        results = scan(partitions(path, size=600), stop_at_101, workers=workers)
        assert [next(results) for _ in range(101)] == NAMES[:101]
        with pytest.raises(RuntimeError, match="the function raised StopIteration") as caught:
            next(results)
        assert any("while" in note and "bytes" in note for note in caught.value.__notes__)

    def test_paths_that_are_not_there(self, path: Path, workers: int) -> None:
        with pytest.raises(InputError, match="no such file"):
            scan(path.parent / "none", name_of, workers=workers)


def test_arguments(path: Path) -> None:
    for arguments, message in (
        ({"per": "word"}, "per is 'document', 'article' or 'partition'"),
        ({"reduce": "mean"}, "reduce is a function or one of sum, union, min, max, not 'mean'"),
        ({"workers": 0}, "at least 1 worker"),
        ({"errors": "ignore"}, "errors is"),
    ):
        with pytest.raises(ValueError, match=message):
            scan(path, name_of, **arguments)


def test_paths_and_partitions_together(path: Path) -> None:
    parts = list(partitions(path))
    for mixed in ([path, *parts], [*parts, path]):
        with pytest.raises(TypeError, match="cannot be scanned together"):
            list(scan(mixed, name_of))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="integer"):
        scan(path, name_of, workers="2")  # type: ignore[call-overload]


def test_a_result_that_cannot_be_sent(path: Path) -> None:
    results = scan(partitions(path, size=1000), unsendable_at_101, workers=2)
    with pytest.raises(Exception, match="pickle") as caught:
        list(results)
    assert not isinstance(caught.value, WorkerError)
    assert any("could not be sent" in note for note in caught.value.__notes__)
    assert re.fullmatch(r"while .*, bytes [0-9,]+ to [0-9,]+ was worked on", caught.value.__notes__[-1])


def test_in_a_process_that_may_start_no_others(path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(scan_here, (str(path),)) == NAMES


def test_all_processors_by_default(path: Path) -> None:
    assert list(scan(path, name_of)) == NAMES


@pytest.mark.parametrize("size", [1, 300, 10_000])
def test_a_process_that_dies(path: Path, size: int) -> None:
    parts = list(partitions(path, size=size))
    at = next(part for part in parts if "101.txt" in map(name_of, part.documents()))
    results = scan(parts, die_at_101, workers=2)
    read: list[str] = []
    with pytest.raises(WorkerError) as caught:
        read.extend(results)
    assert str(caught.value) == f"{at.label}: the process that read it ended with signal 9"
    assert multiprocessing.active_children() == []
    with pytest.raises(WorkerError):
        scan(parts, die_at_101, reduce="sum", workers=2)


def test_what_came_before_a_process_died_comes_once(path: Path) -> None:
    results = scan(partitions(path, size=1), die_at_101, workers=3)
    assert [next(results) for _ in range(101)] == NAMES[:101]
    with pytest.raises(WorkerError):
        next(results)


def test_worker_error_pickles() -> None:
    error = WorkerError("a", "signal 9")
    assert (error.args, WorkerError(*error.args).label, error.reason) == (("a", "signal 9"), "a", "signal 9")


def test_results_are_not_kept(path: Path) -> None:
    results: Iterator[str] = scan(path, name_of, workers=2)
    assert next(results) == NAMES[0]
    del results
    assert multiprocessing.active_children() == []


_SPAWNED = """
import multiprocessing, sys
from seeddoc import partitions, scan
import tests.test_scanning as here

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[2])
    print(len(list(scan(partitions(sys.argv[1], size=500), here.name_of, workers=2))))
"""


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_every_start_method(path: Path, method: str) -> None:
    command = [sys.executable, "-c", _SPAWNED, str(path), method]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == f"{len(NAMES)}\n"


def test_names_are_imported_when_they_are_used() -> None:
    code = "import sys, seeddoc; assert 'seeddoc._pool' not in sys.modules; seeddoc.scan"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert callable(seeddoc.scan)
