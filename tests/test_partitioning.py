"""Partitions: any file, in any pieces, reads as the file does."""

from __future__ import annotations

import gzip
import multiprocessing
import pickle
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import seeddoc
from seeddoc import (
    ArticleError,
    Bundle,
    BundleError,
    Diagnostic,
    Document,
    InputError,
    Limits,
    Partition,
    _pieces,
    dumps,
    partitioning,
)
from seeddoc._compression import compression_of
from seeddoc._streams import size_of
from seeddoc.inputs import find_sources, read_documents, read_source
from seeddoc.partitioning import cut_sources, shared_partitions
from seeddoc.positions import START
from tests import strategies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc import ParseResult
    from seeddoc.positions import Position

TEXT = "A title\n\n“Yes,” said José.\n"


def write_bundle(path: Path, *names: str) -> Path:
    path.write_bytes(dumps([Document(name, TEXT) for name in names]).encode())
    return path


def read_files(*paths: Path) -> list[ParseResult]:
    return [read_documents(read_source(source)) for source in find_sources([str(path) for path in paths])]


def seen(results: list[ParseResult]) -> tuple[list[object], ...]:
    """All that results say: documents with their places, findings, outside text."""
    return (
        [(document, document.position) for result in results for document in result.bundle],
        [
            (each.filename, str(each), each.position, each.end_position)
            for result in results
            for each in result.diagnostics
        ],
        [span for result in results for span in result.outside],
    )


def copy_of(parts: list[Partition]) -> list[Partition]:
    """Send parts through a pickle."""
    copied: list[Partition] = pickle.loads(pickle.dumps(parts))  # noqa: S301 - made here
    return copied


def read_all(parts: list[Partition]) -> list[ParseResult]:
    return [result for part in parts for result in part.results()]


class TestAnyFile:
    """Read one after the other, partitions give the documents and findings that their files give."""

    @given(strategies.garbage_bytes(), st.integers(1, 100), st.booleans())
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @example(b"no markers at all, and longer than a part", 1, True)
    @example(b"caf\xe9\n\nno markers, no UTF-8", 1, False)
    @example(b"\n" * 30, 1, False)
    def test_same_results(self, tmp_path: Path, data: bytes, size: int, counted: bool) -> None:
        assume(compression_of(data) is None)
        path = tmp_path / "a.txt"
        path.write_bytes(data)
        parts = list(seeddoc.partitions(path, size=size, count_places=counted))
        assert sum(part.size for part in parts) == len(data)
        assert seen(read_all(copy_of(parts))) == seen(read_files(path))
        assert seen(read_all(parts[::-1])[::-1]) == seen(read_files(path))
        documents = [document for part in parts for document in part.documents(errors="skip")]
        assert documents == list(next(seeddoc.partitions(path)).documents(errors="skip"))


def test_a_file_that_goes_is_told_where_it_is_to_stay_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Title\n", "utf-8")
    sources = find_sources([str(tmp_path)])
    (tmp_path / "a.txt").unlink()
    with pytest.raises(InputError, match=r"a\.txt: No such file"):
        list(cut_sources(sources, limits=Limits(documents=1)))


class TestPartitions:
    def test_large_bundles_are_cut_and_small_files_put_together(self, tmp_path: Path) -> None:
        large = write_bundle(tmp_path / "m.txt", "a", "b", "c", "d")
        size = large.stat().st_size
        for name in ("l1", "l2", "n1", "n2", "n3"):
            (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
        labels = [
            (part.label.replace(str(tmp_path), "").lstrip("/"), part.size)
            for part in seeddoc.partitions(tmp_path, size=size // 2 + 10)
        ]
        cut = size // 4 * 3
        assert labels == [
            ("l1.txt and 1 more", 2 * len(TEXT.encode())),
            (f"m.txt, bytes 0 to {cut}", cut),
            (f"m.txt, bytes {cut} to {size}", size - cut),
            ("n1.txt and 2 more", 3 * len(TEXT.encode())),
        ]

    def test_compressed_files_stay_whole(self, tmp_path: Path) -> None:
        data = dumps([Document(str(number), TEXT) for number in range(500)]).encode()
        for name in ("a.txt.gz", "b.txt", "c.txt.gz"):
            (tmp_path / name).write_bytes(gzip.compress(data))
        parts = list(seeddoc.partitions(tmp_path, size=20))
        assert [len(part.pieces) for part in parts] == [1, 1, 1]
        assert [len(list(part.documents())) for part in parts] == [500, 500, 500]
        (part,) = seeddoc.partitions(tmp_path)
        assert len(list(part.documents())) == 1500

    @pytest.mark.parametrize("workers", [1, 2, 3, 8])
    def test_several_processes_get_about_as_much(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
    ) -> None:
        monkeypatch.setattr(partitioning, "_LEAST", 100)
        names = [str(number) for number in range(200)]
        large = write_bundle(tmp_path / "a.txt", *names)
        for number in range(20):
            write_bundle(tmp_path / f"b{number}.txt", f"b{number}")
        parts = list(shared_partitions(tmp_path, workers))
        found = [document.name for part in parts for document in part.documents()]
        assert found[:200] == names
        assert len(found) == 220
        cut = [part for part in parts if part.pieces[0].part]
        if workers == 1:
            assert len(parts) == 1
        else:
            assert 6 * workers <= len(cut) <= 16 * workers
            assert max(part.size for part in cut) <= large.stat().st_size // (8 * workers) + 100
            assert 5 <= len(parts) - len(cut) <= 20

    def test_small_files_are_not_cut_for_several_processes(self, tmp_path: Path) -> None:
        write_bundle(tmp_path / "a.txt", *map(str, range(1000)))
        assert len(list(shared_partitions(tmp_path, 8))) == 1

    def test_paths(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        write_bundle(Path("a.txt"), "a")
        write_bundle(Path("b.txt"), "b")
        for paths in ("a.txt", Path("a.txt"), ["a.txt"], (Path("a.txt"),)):
            assert [document.name for part in seeddoc.partitions(paths) for document in part.documents()] == ["a"]
        (part,) = seeddoc.partitions(["b.txt", "*.txt"])
        assert [document.name for document in part.documents()] == ["b", "a"]
        assert list(seeddoc.partitions([])) == []

    def test_faults(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="no such file"):
            seeddoc.partitions(tmp_path / "none.txt")
        with pytest.raises(ValueError, match="at least 1 byte, not 0"):
            seeddoc.partitions(tmp_path, size=0)
        path = write_bundle(tmp_path / "a.txt", "a")
        parts = seeddoc.partitions(path)
        path.unlink()
        with pytest.raises(InputError, match=r"a\.txt: No such file"):
            next(parts)

    def test_standard_input_cannot_be_cut(self) -> None:
        with pytest.raises(InputError, match=r"^<stdin>: cannot be cut into pieces that other processes read$"):
            seeddoc.partitions("-")

    @pytest.mark.parametrize("step", [1, 7, 50, 1000])
    def test_places_are_counted_in_steps(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
        monkeypatch.setattr(_pieces, "_STEP", step)
        path = write_bundle(tmp_path / "a.txt", "a", "b", "c", "d")
        wanted = [document.position for document in seeddoc.load(path)]
        for counted in (False, True):
            parts = list(seeddoc.partitions(path, size=1, count_places=counted))
            assert [document.position for part in parts for document in part.documents()] == wanted
        (source,) = find_sources([str(path)])
        with pytest.raises(InputError, match=r"a\.txt: has changed since it was cut"):
            _pieces.count_to(source, path.stat().st_size + 1)

    def test_places_that_another_thread_counts_meanwhile(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"123456789\n" * 30)
        (source,) = find_sources([str(path)])
        count, counted = _pieces._count, list[tuple[int, int]]()

        def count_while_another_does(location: Path, at: int, stop: int, position: Position) -> Position:
            counted.append((at, stop))
            if len(counted) == 1:
                assert _pieces.count_to(source, 100).line == 11
            return count(location, at, stop, position)

        monkeypatch.setattr(_pieces, "_count", count_while_another_does)
        assert [_pieces.count_to(source, offset).line for offset in (200, 250, 150, 100, 200)] == [21, 26, 16, 11, 21]
        assert counted == [(0, 200), (0, 100), (200, 250), (100, 150)]  # from the nearest before, whoever counted it

    def test_a_place_is_kept_once(self) -> None:
        known, position = _pieces._Known(), attrs.evolve(START, line=3)
        for _ in range(2):
            known.add(8, position)
        assert (known.offsets, known.positions) == ([0, 8], [START, position])

    def test_places_are_kept_of_few_files(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_pieces, "_MOST_KNOWN", 2)
        monkeypatch.setattr(_pieces, "_known", {})
        sources = find_sources([str(write_bundle(tmp_path / name, "a", "b")) for name in ("a.txt", "b.txt", "c.txt")])
        offset = (tmp_path / "a.txt").read_bytes().index(b"<<<FILE b")
        for source in [*sources, sources[0]]:
            line = _pieces.count_to(source, offset).line
            assert line == 1 + (tmp_path / "a.txt").read_bytes()[:offset].count(b"\n")
        assert [Path(key[0]).name for key in _pieces._known] == ["c.txt", "a.txt"]

    def test_a_file_that_changes(self, tmp_path: Path) -> None:
        path = write_bundle(tmp_path / "a.txt", "a", "b")
        parts = list(seeddoc.partitions(path, size=1))
        path.write_bytes(b"x" * path.stat().st_size)
        assert list(parts[0].documents(errors="skip")) == []
        with pytest.raises(InputError, match=r"a\.txt: has changed since it was cut into parts"):
            next(parts[1].documents())
        write_bundle(path, "a", "b", "c")
        with pytest.raises(InputError, match="has changed"):
            next(parts[0].documents())
        path.unlink()
        with pytest.raises(InputError, match="No such file"):
            next(parts[0].documents())


def test_a_file_that_grows_while_it_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "one.txt"
    path.write_text("<<<FILE a>>>\n" + "A\n" * 50 + "<<<END FILE>>>\n", "utf-8")
    size = size_of(path)

    def grow(location: Path) -> int | None:
        with path.open("a", encoding="utf-8") as file:
            file.write("\n")
        return size

    monkeypatch.setattr("seeddoc.partitioning.size_of", grow)
    (part,) = seeddoc.partitions(path, size=20)
    assert [piece.part for piece in part.pieces] == [None]  # one document is not cut
    assert [document.name for document in part.documents()] == ["a"]


class TestPartition:
    @pytest.fixture
    def parts(self, tmp_path: Path) -> list[Partition]:
        texts = {"a": TEXT, "b": "", "a ": TEXT, "c": "QUJD"}
        documents = [Document(name, text) for name, text in texts.items()]
        documents[3] = Document("c", "QUJD", (("encoding", "base64"),))
        data = dumps(documents).replace('path="a "', "a") + dumps([Document("d", TEXT)])
        path = tmp_path / "a.txt"
        path.write_text(data, "utf-8")
        return list(seeddoc.partitions(path, size=1))

    def test_documents(self, parts: list[Partition]) -> None:
        assert len(parts) == 5
        assert [document.name for part in parts for document in part.documents(errors="skip")] == ["a", "b", "c", "d"]
        told: list[Diagnostic] = []
        assert [document.name for part in parts for document in part.documents(errors=told.append)] == list("abacd")
        assert [(finding.code, finding.line) for finding in told] == [("N001", 10)]
        with pytest.raises(BundleError, match=r"a\.txt:10:1"):
            list(parts[2].documents())
        with pytest.raises(ValueError, match="'raise', 'skip' or a function"):
            next(parts[0].documents(errors="x"))  # type: ignore[arg-type]

    def test_articles(self, parts: list[Partition]) -> None:
        assert [article.title for part in parts for article in part.articles(errors="skip")] == ["A title"] * 2
        told: list[Diagnostic] = []
        assert len([article for part in parts for article in part.articles(errors=told.append)]) == 3
        assert [finding.code for finding in told] == ["A001", "N001"]
        with pytest.raises(ArticleError):
            list(parts[1].articles())
        (article,) = parts[4].articles()
        assert article.quotes[0].position is not None
        assert article.quotes[0].position.line == 22

    def test_limits(self, parts: list[Partition]) -> None:
        limits = Limits(document_size=10)
        assert [len(list(part.documents(errors="skip", limits=limits))) for part in parts] == [0, 1, 0, 1, 0]
        assert [len(result.bundle) for result in parts[1].results(limits=limits)] == [1]

    def test_reads_itself_anywhere(self, parts: list[Partition]) -> None:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            read = pool.map(_read, parts)
        assert read == [_read(part) for part in parts]


def _read(part: Partition) -> tuple[Bundle, list[Diagnostic]]:
    (result,) = part.results()
    return result.bundle, list(result.diagnostics)


def test_errors_of_documents_and_of_what_stands_before_them() -> None:
    data = (
        b"<<<END>>>\n<<<FILE a>>>\nA\n<<<END>>>\n<<FILE b>>>\n<<<FILE a>>>\n<<<END>>>\n"
        b"<<<FILE c>>>\n<<<END>>>x<<<FILE d>>>\n<<<END>>>"
    )
    kept: Iterator[Document] = seeddoc.iter_documents(data, errors="skip")
    assert [document.name for document in kept] == ["a", "c"]
