"""The files of `seeddoc convert`, read by the programs that people read columns with."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import seeddoc
from seeddoc.arrow import read_documents, to_batches, to_table
from seeddoc.cli import main
from tests.engines.bundles import TRICKY

pytest.importorskip("polars", reason="the extra engines is not installed; `make engines` installs it")

pytestmark = [pytest.mark.engines, pytest.mark.filterwarnings("default")]  # theirs are not ours to mend

BUNDLE = seeddoc.loads(TRICKY)
NAMES = list(BUNDLE.names)
QUOTES = to_table(BUNDLE, "quotes").to_pylist()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory with each table as a Parquet and an Arrow file, made by the command line."""
    directory = tmp_path_factory.mktemp("files")
    (directory / "in.txt").write_bytes(TRICKY)
    for table in ("documents", "quotes", "nested"):
        for form in ("parquet", "arrow"):
            target = str(directory / f"{table}.{form}")
            assert main(["convert", "--to", form, "--table", table, str(directory / "in.txt"), "-o", target]) == 0
    return directory


def check_quotes(rows: list[dict[str, Any]]) -> None:
    """Check the rows of the table of quotes, whatever a program has for a missing value."""
    assert len(rows) == len(QUOTES) > 5
    texts = {document.name: document.text for document in BUNDLE}
    for row, wanted in zip(rows, QUOTES, strict=True):
        assert (row["name"], row["text"], row["speaker_text"]) == (
            wanted["name"],
            wanted["text"],
            wanted["speaker_text"],
        )
        assert row["text"] in texts[row["name"]][row["start"] : row["end"]]


class TestPandas:
    def test_parquet(self, files: Path) -> None:
        import pandas as pd

        frame = pd.read_parquet(files / "documents.parquet")
        assert list(frame["name"]) == NAMES
        assert list(frame["text"]) == [document.text for document in BUNDLE]
        quotes = pd.read_parquet(files / "quotes.parquet")
        check_quotes(quotes.to_dict("records"))
        both = quotes.merge(frame, on="document", suffixes=("", "_document"))
        assert len(both) == len(quotes)

    def test_feather(self, files: Path) -> None:
        import pandas as pd

        assert list(pd.read_feather(files / "nested.arrow")["name"]) == NAMES
        nested = pd.read_parquet(files / "nested.parquet")
        assert [len(quotes) for quotes in nested["quotes"] if quotes is not None] == [
            len(document.article.quotes) for document in BUNDLE if document.text
        ]


class TestPolars:
    def test_parquet_and_arrow(self, files: Path) -> None:
        import polars as pl

        for read, form in ((pl.read_parquet, "parquet"), (pl.read_ipc, "arrow")):
            assert read(files / f"documents.{form}")["name"].to_list() == NAMES
            check_quotes(read(files / f"quotes.{form}").to_dicts())

    def test_lists_are_taken_apart(self, files: Path) -> None:
        import polars as pl

        nested = pl.scan_parquet(files / "nested.parquet").select("name", "quotes").explode("quotes").unnest("quotes")
        speakers = nested.drop_nulls("start").select(pl.col("speaker").struct.field("text")).collect()
        assert speakers["text"].to_list() == [quote["speaker_text"] for quote in QUOTES]

    def test_batches_in_memory(self) -> None:
        import polars as pl

        frame = pl.from_arrow(to_batches(BUNDLE, columns=["name"]).read_all())
        assert isinstance(frame, pl.DataFrame)
        assert frame["name"].to_list() == NAMES


class TestDuckDB:
    def test_parquet(self, files: Path) -> None:
        import duckdb

        query = (
            "SELECT d.name, q.text, q.speaker_text, substring(d.text, q.start + 1, q.end - q.start) AS there "
            "FROM read_parquet($quotes) q JOIN read_parquet($documents) d USING (document) "
            "ORDER BY q.document, q.quote"
        )
        paths = {table: str(files / f"{table}.parquet") for table in ("quotes", "documents")}
        found = duckdb.execute(query, paths).fetchall()
        assert [row[:3] for row in found] == [(row["name"], row["text"], row["speaker_text"]) for row in QUOTES]
        assert all(text in there for _, text, _, there in found)

    def test_lists_and_maps(self, files: Path) -> None:
        import duckdb

        query = "SELECT name, map_from_entries(attributes)['lang'], len(quotes) FROM read_parquet($path)"
        rows = duckdb.execute(query, {"path": str(files / "nested.parquet")}).fetchall()
        assert [row[0] for row in rows] == NAMES
        assert rows[2][1] == "zh"
        assert sum(row[2] or 0 for row in rows) == len(QUOTES)

    def test_batches_in_memory(self) -> None:
        import duckdb

        batches = to_batches(BUNDLE, "quotes")
        assert duckdb.sql("SELECT count(*) FROM batches").fetchall() == [(len(QUOTES),)]
        assert batches.schema.names[0] == "document"


class TestDatasets:
    @pytest.fixture(autouse=True)
    def _offline(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HF_HUB_OFFLINE", "1")
        monkeypatch.setenv("HF_HOME", str(tmp_path))
        assert os.environ["HF_HUB_OFFLINE"] == "1"

    @pytest.mark.parametrize(("builder", "form"), [("parquet", "parquet"), ("arrow", "arrow")])
    def test_files(self, files: Path, tmp_path: Path, builder: str, form: str) -> None:
        import datasets

        quotes = datasets.load_dataset(
            builder, data_files=str(files / f"quotes.{form}"), split="train", cache_dir=str(tmp_path)
        )
        check_quotes(list(quotes))
        nested = datasets.load_dataset(
            builder, data_files=str(files / f"nested.{form}"), split="train", cache_dir=str(tmp_path)
        )
        assert nested["name"][:] == NAMES
        assert nested[0]["title"] == "Title é𝄞"
        assert list(read_documents(nested.data.table)) == list(BUNDLE)

    def test_streamed(self, files: Path, tmp_path: Path) -> None:
        import datasets

        streamed = datasets.load_dataset(
            "parquet",
            data_files=str(files / "documents.parquet"),
            split="train",
            streaming=True,
            cache_dir=str(tmp_path),
        )
        assert [row["name"] for row in streamed] == NAMES


def test_one_line_each_in_the_guide(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of docs/howto/parquet.md: each program counts who speaks how often."""
    import duckdb
    import pandas as pd
    import polars as pl

    monkeypatch.chdir(files)
    page = Path(__file__).resolve().parents[2] / "docs" / "howto" / "parquet.md"
    lines = dict(re.findall(r"^\| (\w+) \| `(.+)` \|$", page.read_text("utf-8"), re.MULTILINE))
    names = {"pandas": pd, "polars": pl}
    counted = {
        "DuckDB": dict(duckdb.sql(lines["DuckDB"]).fetchall()),
        "pandas": eval(lines["pandas"], names).to_dict(),  # noqa: S307  # the page's own text
        "polars": dict(eval(lines["polars"], names).iter_rows()),  # noqa: S307
    }
    wanted = Counter(row["speaker_name"] for row in QUOTES)
    del wanted[None]
    for program, found in counted.items():
        assert {name: count for name, count in found.items() if name is not None} == wanted, program
