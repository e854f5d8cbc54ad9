"""Dask: bags and dataframes of what paths hold, also where a worker dies on the way."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import seeddoc
from seeddoc import BundleError, Diagnostic, Document
from seeddoc.arrow import schema, to_table
from tests.engines.bundles import FAULTY, TRICKY, many, write_directory

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.importorskip("dask.dataframe", reason="the extra dask is not installed; `make engines` installs it")

import dask
from dask import distributed

from seeddoc.dask import read, read_table

pytestmark = pytest.mark.engines


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    with dask.config.set(scheduler="synchronous"):
        yield


@pytest.fixture
def tricky(tmp_path: Path) -> Path:
    path = tmp_path / "tricky.txt"
    path.write_bytes(TRICKY)
    return path


def records(frame: Any) -> list[dict[str, Any]]:
    """Return the rows of a dataframe of Arrow's types as Python objects."""
    import pyarrow as pa

    rows: list[dict[str, Any]] = pa.Table.from_pandas(frame.compute(), preserve_index=False).to_pylist()
    return rows


# --- Bags -----------------------------------------------------------------------------------------------


def test_documents(tmp_path: Path) -> None:
    expected = write_directory(tmp_path)
    bag = read(tmp_path, size=100)
    assert bag.npartitions > 3
    assert bag.compute() == expected


def test_partition_borders_fall_anywhere(tricky: Path) -> None:
    expected = seeddoc.loads(TRICKY)
    cuts = set()
    for size in range(1, len(TRICKY), 3):
        bag = read(tricky, size=size)
        cuts.add(bag.npartitions)
        assert bag.compute() == list(expected)
    assert cuts == {1, 2, 3, 4}


def test_articles(tmp_path: Path) -> None:
    expected = [document.article for document in write_directory(tmp_path) if document.text]
    assert read(tmp_path, "articles", errors="skip").compute() == expected
    titles = read(tmp_path, "articles", errors="skip").map(lambda article: article.title)
    assert titles.compute() == [article.title for article in expected]


def test_work_is_done_where_the_documents_are(tmp_path: Path) -> None:
    seeddoc.dump(many(50), tmp_path / "many.txt")
    speakers = read(tmp_path / "many.txt", "articles", size=300).map(lambda article: len(article.quotes)).sum()
    assert speakers.compute() == 50


def test_errors(tmp_path: Path) -> None:
    path = tmp_path / "faulty.txt"
    path.write_bytes(FAULTY)
    with pytest.raises(BundleError):
        read(path, size=1).compute()
    assert [document.name for document in read(path, errors="skip", size=1).compute()] == ["a", "d"]
    found: list[Diagnostic] = []
    assert len(read(path, errors=found.append, size=1).compute()) == 4
    assert {finding.code for finding in found} == {"B005", "B001", "E001", "B009"}


def test_a_table_of_nothing() -> None:
    frame = read_table([], columns=["name", "text"])
    assert (list(frame.columns), len(frame.compute())) == (["name", "text"], 0)


def test_what_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="errors is one of raise, skip, keep, not 'ignore'"):
        read_table(tmp_path, errors="ignore")  # type: ignore[arg-type]


def test_what_is_not_there() -> None:
    with pytest.raises(ValueError, match="items are documents or articles, not 'words'"):
        read("x", "words")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="errors is"):
        read("x", errors="keep")  # type: ignore[arg-type]
    with pytest.raises(seeddoc.InputError, match="no such file"):
        read("nothing-here.txt")
    with pytest.raises(ValueError, match="the flat tables are documents and quotes, not 'nested'"):
        read_table("x", "nested")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no column 'word'"):
        read_table("x", columns=["word"])


# --- Dataframes -----------------------------------------------------------------------------------------


def test_dataframe_of_documents(tricky: Path) -> None:
    frame = read_table(tricky, size=100)
    assert list(frame.columns) == schema().names
    assert frame.npartitions > 1
    expected = to_table(seeddoc.loads(TRICKY)).to_pylist()
    found = records(frame)
    assert len({row["document"] for row in found}) == len(expected)
    for row, wanted in zip(found, expected, strict=True):
        assert row["source"] == str(tricky)
        assert [row[key] for key in wanted if key not in {"document", "source"}] == [
            value for key, value in wanted.items() if key not in {"document", "source"}
        ]


def test_dataframe_of_quotes(tricky: Path) -> None:
    expected = to_table(seeddoc.loads(TRICKY), "quotes", columns=["name", "text", "start", "speaker_text"]).to_pylist()
    frame = read_table(tricky, "quotes", columns=["name", "text", "start", "speaker_text"], size=1)
    assert records(frame) == expected
    assert frame["speaker_text"].value_counts().compute()["Ann Roe"] >= 3
    assert read_table(tricky, "quotes", size=1)["start"].dtype == "int64[pyarrow]"


def test_types_are_the_same_in_every_partition(tricky: Path) -> None:
    frame = read_table(tricky, "quotes", size=1)
    for number in range(frame.npartitions):
        assert (frame.partitions[number].compute().dtypes == frame.dtypes).all()


def test_rows_are_there_where_no_column_is_wanted(tricky: Path) -> None:
    count = len(seeddoc.loads(TRICKY))
    frame = read_table(tricky, size=100)
    assert len(frame.assign(x=1)[["x"]].compute()) == count
    assert frame.assign(kind="news")["kind"].value_counts().compute().to_dict() == {"news": count}
    assert read_table(tricky, columns=[]).compute().shape == (count, 0)


def test_columns_that_are_not_used_are_not_worked_out(tricky: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("asked for")

    monkeypatch.setattr("seeddoc.documents.parse_article", refuse)
    frame = read_table(tricky)
    assert list(frame["name"].compute()) == ["a.txt", "b.txt", "c &amp; d", "e.txt"]
    with pytest.raises(AssertionError, match="asked for"):
        frame["title"].compute()


def test_findings(tmp_path: Path) -> None:
    path = tmp_path / "faulty.txt"
    path.write_bytes(FAULTY)
    with pytest.raises(BundleError):
        read_table(path).compute()
    assert list(read_table(path, errors="skip")["name"].compute()) == ["a", "d"]
    for size in (1, 60, 1000):
        found = records(read_table(path, errors="keep", size=size)[["name", "text", "findings"]])
        assert [(row["name"], [each["code"] for each in row["findings"]]) for row in found] == [
            ("a", []),
            (None, ["B005"]),
            ("b", ["B001"]),
            ("c", ["E001"]),
            ("d", []),
            (None, ["B009"]),
        ]
        assert found[3]["text"].startswith("caf\ufffd")


# --- Two workers, one of which dies ---------------------------------------------------------------------


def name_after_a_death(document: Document, grave: str) -> str:
    """Return a document's name; the first process that comes to a certain one dies there."""
    if document.name == "0150.txt":
        try:
            Path(grave).touch(exist_ok=False)
        except FileExistsError:
            pass
        else:
            time.sleep(0.5)  # so that what this worker has done is known to be done, and lost with it
            os.kill(os.getpid(), signal.SIGKILL)
    return document.name


@pytest.mark.filterwarnings("default")  # of the ports and processes that distributed opens
@pytest.mark.timeout(300)
def test_a_worker_that_dies_loses_nothing(tmp_path: Path) -> None:
    documents = many(400)
    path, grave = tmp_path / "many.txt", tmp_path / "grave"
    seeddoc.dump(documents, path)
    options: dict[str, Any] = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with (
        distributed.LocalCluster(host="127.0.0.1", local_directory=str(tmp_path), **options) as cluster,
        distributed.Client(cluster) as client,
    ):
        before = set(client.run(os.getpid).values())
        bag = read(path, size=500)
        assert bag.npartitions > 20
        names = client.compute(bag.map(name_after_a_death, str(grave))).result(timeout=200)
        client.wait_for_workers(2, timeout=60)
        after = set(client.run(os.getpid).values())
    assert grave.exists()
    assert len(before & after) == 1
    assert names == list(documents.names)
