"""Spark: the data source by itself, and in a session with two threads."""

from __future__ import annotations

import gzip
import os
import pickle
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest

import seeddoc
from seeddoc import BundleError, Document, JsonError
from seeddoc.arrow import schema, to_batches, to_table
from tests.engines.bundles import FAULTY, TRICKY, many, write_directory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("pyspark", reason="the extra spark is not installed; `make engines` installs it")

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import LongType, StringType, StructField, StructType

from seeddoc.spark import SIZE, Options, SeedDocSource, Written, parse_options, register

pytestmark = pytest.mark.engines

HAS_JAVA = bool(shutil.which("java") or os.environ.get("JAVA_HOME"))
needs_java = pytest.mark.skipif(not HAS_JAVA, reason="Spark needs Java 17, and there is no java here")


@pytest.fixture
def tricky(tmp_path: Path) -> Path:
    path = tmp_path / "tricky.txt"
    path.write_bytes(TRICKY)
    return path


# --- The data source by itself --------------------------------------------------------------------------


def read_alone(path: Path | str, wanted: StructType | None = None, **options: str) -> list[dict[str, Any]]:
    """Read as Spark does: pickled on the way, and a schema asked for before anything is read."""
    source = SeedDocSource({"path": str(path)} | options)
    reader = source.reader(wanted or source.schema())
    rows: list[dict[str, Any]] = []
    for partition in reader.partitions():
        task, part = pickle.loads(pickle.dumps((reader, partition)))  # noqa: S301 (made here)
        for batch in task.read(part):
            rows += batch.to_pylist()
    return rows


def test_schema_is_that_of_the_table() -> None:
    for table in ("documents", "quotes", "nested"):
        assert SeedDocSource({"table": table}).schema() == from_arrow_schema(schema(table))
    kept = SeedDocSource({"table": "nested", "mode": "PERMISSIVE"}).schema()
    assert kept.names[-1] == "findings"
    assert SeedDocSource({"table": "quotes", "mode": "PERMISSIVE"}).schema() == from_arrow_schema(schema("quotes"))
    assert SeedDocSource.name() == "seeddoc"


def test_options() -> None:
    assert parse_options({}) == Options((), "documents", None, "raise", SIZE)
    given = {"PATHS": '["a", "b"]', "Table": "Nested", "columns": "name, title", "mode": "dropMalformed"}
    assert parse_options(given | {"partitionSize": "5"}) == Options(("a", "b"), "nested", ("name", "title"), "skip", 5)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"tabel": "x"}, "no option 'tabel'; the options are path, paths, table, columns, mode, partitionSize"),
        ({"table": "words"}, "table is one of documents, quotes, nested, not 'words'"),
        ({"mode": "lax"}, "mode is one of permissive, dropmalformed, failfast, not 'lax'"),
        ({"partitionSize": "0"}, "partitionSize is a number of bytes, not '0'"),
        ({"partitionSize": "1 MB"}, "partitionSize is a number of bytes, not '1 MB'"),
        ({"columns": "name,word"}, "the table of documents has no column 'word'"),
    ],
)
def test_options_that_are_refused(options: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        SeedDocSource(options).schema()


def test_a_reader_needs_a_path() -> None:
    with pytest.raises(ValueError, match="no path"):
        read_alone("", paths="[]")


def test_partition_borders_fall_anywhere(tricky: Path) -> None:
    expected = to_table(seeddoc.loads(TRICKY), columns=["name", "text"]).to_pylist()
    for size in range(1, len(TRICKY), 3):
        assert read_alone(tricky, columns="name,text", partitionSize=str(size)) == expected


def test_a_schema_chooses_columns(tricky: Path) -> None:
    wanted = StructType([StructField("title", StringType()), StructField("name", StringType())])
    assert list(read_alone(tricky, wanted)[0]) == ["title", "name"]
    other = StructType([StructField("name", LongType())])
    with pytest.raises(ValueError, match="name is string, not bigint"):
        SeedDocSource({}).reader(other)


def test_modes(tmp_path: Path) -> None:
    path = tmp_path / "faulty.txt"
    path.write_bytes(FAULTY)
    with pytest.raises(BundleError):
        read_alone(path)
    assert [row["name"] for row in read_alone(path, mode="DROPMALFORMED")] == ["a", "d"]
    found = read_alone(path, mode="PERMISSIVE", partitionSize="1")
    assert [(row["name"], [each["code"] for each in row["findings"]]) for row in found] == [
        ("a", []),
        (None, ["B005"]),
        ("b", ["B001"]),
        ("c", ["E001"]),
        ("d", []),
        (None, ["B009"]),
    ]


def write_alone(path: Path, *tasks: list[Document], overwrite: bool = False, **options: str) -> None:
    writer = SeedDocSource({"path": str(path)} | options).writer(from_arrow_schema(schema("nested")), overwrite)
    messages: list[Written | None] = [None]
    try:
        for documents in tasks:
            copy = pickle.loads(pickle.dumps(writer))  # noqa: S301 (made here)
            messages.append(copy.write(iter(to_batches(documents, "nested", rows=1))))
    except Exception:
        writer.abort(messages)
        raise
    writer.commit(messages)


def test_writing(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "out"
    write_alone(target, list(many(3)), [], dialect="path", integrity="TRUE")
    (file,) = target.iterdir()
    assert file.read_text("utf-8").startswith('<<<FILE path="0000.txt" size="')
    assert [document.name for document in seeddoc.load(file)] == list(many(3).names)
    write_alone(target, [Document("more", "T")])
    assert len(list(target.iterdir())) == 2
    write_alone(target, [Document("other", "T")], overwrite=True)
    (file,) = target.iterdir()
    assert seeddoc.load(file).names == ("other",)


def test_a_job_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="same name"):
        write_alone(tmp_path, list(many(3)), [Document("a", "T"), Document("a", "U")])
    assert list(tmp_path.iterdir()) == []
    writer = SeedDocSource({"path": str(tmp_path)}).writer(from_arrow_schema(schema()), overwrite=False)
    batch = to_table([Document("a", "T")]).set_column(2, "name", [["a\nb"]]).to_batches()[0]
    with pytest.raises(JsonError, match="line break"):
        writer.write(iter([batch]))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "columns", "message"),
    [
        ({}, "name text", "no path"),
        ({"path": "s3://bucket/out"}, "name text", "s3://bucket/out: is no directory"),
        ({"path": "file:///out"}, "name text", "file:///out: is no directory"),
        ({"path": "x", "mode": "x"}, "name text", "no option 'mode'; the options of a writer are path, dialect"),
        ({"path": "x", "dialect": "x"}, "name text", "dialect is one of canonical"),
        ({"path": "x", "integrity": "x"}, "name text", "integrity is one of false, true"),
        ({"path": "x"}, "name title", "documents need the columns name and text: there is no text"),
    ],
)
def test_what_cannot_be_written(options: dict[str, str], columns: str, message: str) -> None:
    fields = StructType([StructField(name, StringType()) for name in columns.split()])
    with pytest.raises(ValueError, match=message):
        SeedDocSource(options).writer(fields, overwrite=False)


# --- A session ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable  # else it is whatever python3 is
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    register(session)
    yield session
    session.stop()


@needs_java
@pytest.mark.timeout(600)
@pytest.mark.filterwarnings("default")  # of pyspark's sockets and of what it calls in pandas
class TestSession:
    def test_a_bundle_larger_than_a_part(self, spark: SparkSession, tmp_path: Path) -> None:
        path = tmp_path / "many.txt"
        seeddoc.dump(many(500), path)
        frame = spark.read.format("seeddoc").option("partitionSize", "5000").load(str(path))
        assert frame.rdd.getNumPartitions() > 4
        rows = frame.orderBy("document").collect()
        assert [row["name"] for row in rows] == list(many(500).names)
        assert [row["text"] for row in rows] == [document.text for document in many(500)]

    def test_borders_in_documents_markers_line_ends_and_characters(self, spark: SparkSession, tricky: Path) -> None:
        expected = [(document.name, document.text, dict(document.attributes)) for document in seeddoc.loads(TRICKY)]
        for size in (1, 7, TRICKY.index(b"\xa9") + 1, TRICKY.index(b"<<<END") + 2, TRICKY.index(b"\r\n") + 1):
            frame = spark.read.format("seeddoc").option("partitionSize", str(size)).load(str(tricky))
            found = frame.orderBy("document").selectExpr("name", "text", "map_from_entries(attributes)").collect()
            assert [tuple(row) for row in found] == expected

    def test_directories_globs_lists_and_compressed_files(self, spark: SparkSession, tmp_path: Path) -> None:
        expected = [document.name for document in write_directory(tmp_path)]
        reader = spark.read.format("seeddoc").option("columns", "document,source,name").option("partitionSize", "50")
        paths = [str(path) for path in sorted(tmp_path.iterdir())]
        for given in (str(tmp_path), f"{tmp_path}/*", paths):
            rows = reader.load(given).orderBy("document").collect()
            assert [row["name"] for row in rows] == expected
            assert list(dict.fromkeys(row["source"] for row in rows)) == paths

    def test_quotes_in_sql(self, spark: SparkSession, tricky: Path) -> None:
        spark.read.format("seeddoc").option("table", "quotes").load(str(tricky)).createOrReplaceTempView("quotes")
        found = spark.sql("SELECT speaker_text, count(*) AS n FROM quotes GROUP BY speaker_text ORDER BY n DESC")
        expected = [
            quote.speaker and quote.speaker.text
            for each in seeddoc.loads(TRICKY)
            if each.text
            for quote in each.article.quotes
        ]
        assert {row["speaker_text"]: row["n"] for row in found.collect()} == {
            speaker: expected.count(speaker) for speaker in expected
        }

    def test_offsets_are_those_of_sql(self, spark: SparkSession, tricky: Path) -> None:
        spark.read.format("seeddoc").option("table", "nested").load(str(tricky)).createOrReplaceTempView("nested")
        found = spark.sql(
            "SELECT substring(text, quote.start + 1, quote.end - quote.start) AS there, quote.text AS words "
            "FROM nested LATERAL VIEW explode(quotes) AS quote"
        ).collect()
        assert len(found) > 5
        assert all(row["words"] in row["there"] for row in found)

    def test_a_schema_chooses_columns(self, spark: SparkSession, tricky: Path) -> None:
        frame = spark.read.format("seeddoc").schema("title string, name string").load(str(tricky))
        assert frame.columns == ["title", "name"]
        assert {row["name"] for row in frame.collect()} == {each.name for each in seeddoc.loads(TRICKY)}

    def test_faults_fail_the_job_or_are_kept(self, spark: SparkSession, tmp_path: Path) -> None:
        path = tmp_path / "faulty.txt.gz"
        path.write_bytes(gzip.compress(FAULTY))
        reader = spark.read.format("seeddoc")
        with pytest.raises(PySparkException, match="B005"):
            reader.load(str(path)).collect()
        found = reader.option("mode", "PERMISSIVE").load(str(path)).selectExpr("name", "findings.code AS codes")
        assert {(row["name"], *row["codes"]) for row in found.collect()} == {
            ("a",),
            (None, "B005"),
            ("b", "B001"),
            ("c", "E001"),
            ("d",),
            (None, "B009"),
        }
        assert reader.option("mode", "DROPMALFORMED").load(str(path)).count() == 2
        with pytest.raises(PySparkException, match="no such file or directory"):
            reader.load(str(tmp_path / "nothing.txt")).collect()

    def test_there_and_back(self, spark: SparkSession, tmp_path: Path) -> None:
        expected = many(200)
        seeddoc.dump(expected, tmp_path / "many.txt")
        frame = (
            spark.read.format("seeddoc")
            .option("table", "nested")
            .option("partitionSize", "3000")
            .load(str(tmp_path / "many.txt"))
        )
        target = tmp_path / "out"
        frame.where("document % 2 = 0").write.format("seeddoc").mode("append").save(str(target))
        files = sorted(target.iterdir())
        assert len(files) == frame.rdd.getNumPartitions() > 2
        halves = [document for file in files for document in seeddoc.load(file)]
        assert {document.name for document in halves} < set(expected.names)
        frame.write.format("seeddoc").mode("overwrite").option("integrity", "true").save(str(target))
        back = [document for file in sorted(target.iterdir()) for document in seeddoc.load(file)]
        assert [(each.name, each.text) for each in back] == [(each.name, each.text) for each in expected]

    def test_a_job_that_cannot_write_leaves_nothing(self, spark: SparkSession, tmp_path: Path) -> None:
        frame = spark.createDataFrame([("a", "T"), ("b", "U"), ("a", "V"), ("c", "W")], "name string, text string")
        with pytest.raises(PySparkException, match="N001"):
            frame.coalesce(1).write.format("seeddoc").mode("append").save(str(tmp_path / "out"))
        assert list((tmp_path / "out").iterdir()) == []
