"""Bundles in Spark: a data source that reads paths to tables and writes tables as bundles.

`register(spark)` once, then `spark.read.format("seeddoc").load("news/*.txt")`; a task reads a partition of
`seeddoc.partitions` and hands Spark record batches. `df.write.format("seeddoc").mode("append").save("out")` writes a
bundle for each task of a dataframe that has the columns `name` and `text`, or all of the nested table.

Spark's Python data sources are not told which columns a query uses. What is read is told by the option `columns`, or by
a schema (`spark.read.format("seeddoc").schema("name string, title string")`): no other columns are worked out.

It needs the extra `spark`, and Java. Paths and URLs have to lead to the same files on all workers.
"""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from seeddoc._extras import require
from seeddoc._remote import is_url
from seeddoc.arrow import TABLES, Faults, Table, part_batches, read_documents, schema
from seeddoc.dialects import CANONICAL, PRESETS
from seeddoc.partitioning import partitions
from seeddoc.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyarrow as pa
    from pyspark import taskcontext
    from pyspark.sql import SparkSession, datasource
    from pyspark.sql.pandas import types
    from pyspark.sql.types import StructType

else:
    pa = require("pyarrow", "spark")
    datasource = require("pyspark.sql.datasource", "spark")
    taskcontext = require("pyspark.taskcontext", "spark")
    types = require("pyspark.sql.pandas.types", "spark")

# The name of the data source.
FORMAT: Final = "seeddoc"
# Of a task, in bytes: handing one out costs what it takes to read some megabytes.
SIZE: Final[int] = 64 * 1024 * 1024

# As Spark's own sources name them: keep with a column of findings, leave out, fail the job.
MODES: Final[dict[str, Faults]] = {"permissive": "keep", "dropmalformed": "skip", "failfast": "raise"}


def register(spark: SparkSession) -> None:
    """Make the format "seeddoc" known to a session."""
    spark.dataSource.register(SeedDocSource)


@attrs.frozen
class Options:
    """What a reader is told.

    Attributes:
        paths: files, directories, globs, URLs, as for `seeddoc.partitions`.
        table: "documents" (without it), "quotes" or "nested".
        columns: which ones, in this order; all if there are none.
        errors: by `mode`, FAILFAST without it.
        size: of a partition, in bytes; by `partitionSize`.
    """

    paths: tuple[str, ...]
    table: Table
    columns: tuple[str, ...] | None
    errors: Faults
    size: int

    @property
    def schema(self) -> pa.Schema:
        """Of the table that is read."""
        findings = self.errors == "keep" and self.table != "quotes"
        return schema(self.table, columns=self.columns, findings=findings)


_KNOWN: Final = ("path", "paths", "table", "columns", "mode", "partitionSize")


def parse_options(options: Mapping[str, str]) -> Options:
    """Read the options of a reader.

    Raises:
        ValueError: one is not known, or has a value that it cannot have.
    """
    given = {key.lower(): value for key, value in options.items()}
    for key in given:
        if key not in {known.lower() for known in _KNOWN}:
            raise ValueError(f"no option {key!r}; the options are {', '.join(_KNOWN)}")
    paths = json.loads(given["paths"]) if "paths" in given else [given["path"]] if "path" in given else []
    columns = [name.strip() for name in given.get("columns", "").split(",")]
    size = given.get("partitionsize", str(SIZE))
    if not size.isdecimal() or not int(size):
        raise ValueError(f"partitionSize is a number of bytes, not {size!r}")
    return Options(
        tuple(paths),
        cast("Table", _choice("table", given.get("table", TABLES[0]).lower(), TABLES)),
        tuple(columns) if columns != [""] else None,
        MODES[_choice("mode", given.get("mode", "failfast").lower(), MODES)],
        int(size),
    )


def _choice(name: str, given: str, known: Any) -> str:
    if given not in known:
        raise ValueError(f"{name} is one of {', '.join(known)}, not {given!r}")
    return given


# --- Reading --------------------------------------------------------------------------------------------


class SeedDocSource(datasource.DataSource):
    """The format "seeddoc" of a Spark session.

    Options of a reader: `table` (documents, quotes, nested), `columns` (names with commas), `mode` (FAILFAST, the
    default, fails the job at an error; PERMISSIVE keeps faulty documents with a column `findings`, and replaces lone
    surrogates; DROPMALFORMED leaves documents with errors out) and `partitionSize` (bytes). Options of a writer:
    `dialect` and `integrity`, as of `seeddoc.dumps`.
    """

    @classmethod
    def name(cls) -> str:
        """Return what `format` calls it."""
        return FORMAT

    def schema(self) -> StructType:
        """Return the schema of what the options tell."""
        return types.from_arrow_schema(parse_options(self.options).schema)

    def reader(self, schema: StructType) -> SeedDocReader:
        """Return a reader of the columns of a schema."""
        return SeedDocReader(chosen_by(schema, parse_options(self.options)))

    def writer(self, schema: StructType, overwrite: bool) -> SeedDocWriter:
        """Return a writer of the documents that a dataframe holds."""
        return parse_writer(self.options, schema.names, overwrite=overwrite)


def chosen_by(schema: StructType, options: Options) -> Options:
    """Return options with the columns of a schema, which may have been given with the reader.

    Raises:
        ValueError: it has a column that is not there, or of another type.
    """
    chosen = attrs.evolve(options, columns=tuple(schema.names))
    for given, ours in zip(schema, types.from_arrow_schema(chosen.schema), strict=True):
        if given.dataType.simpleString() != ours.dataType.simpleString():
            raise ValueError(f"{given.name} is {ours.dataType.simpleString()}, not {given.dataType.simpleString()}")
    return chosen


class SeedDocReader(datasource.DataSourceReader):
    """Reads paths: a task for each partition, and record batches of each."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def partitions(self) -> Sequence[datasource.InputPartition]:
        """Cut what paths hold into partitions.

        Raises:
            ValueError: there is no path.
            InputError: a path is not there, or a file cannot be read.
        """
        if not self._options.paths:
            raise ValueError('no path: spark.read.format("seeddoc").load("a path, a directory or a glob")')
        found = partitions(self._options.paths, size=self._options.size)
        return [datasource.InputPartition(each) for each in enumerate(found)]

    def read(self, partition: datasource.InputPartition) -> Iterator[pa.RecordBatch]:
        """Read a partition."""
        number, part = partition.value
        options = self._options
        yield from part_batches(part, number, options.table, columns=options.columns, errors=options.errors)


# --- Writing --------------------------------------------------------------------------------------------


def parse_writer(options: Mapping[str, str], columns: Sequence[str], *, overwrite: bool) -> SeedDocWriter:
    """Make a writer of its options.

    Raises:
        ValueError: one is not known, or there is no path, or it is a URL, or documents lack a column.
    """
    given = {key.lower(): value for key, value in options.items()}
    path = given.pop("path", "")
    dialect = _choice("dialect", given.pop("dialect", CANONICAL.name), PRESETS)
    integrity = _choice("integrity", given.pop("integrity", "false").lower(), ("false", "true"))
    if given:
        raise ValueError(f"no option {min(given)!r}; the options of a writer are path, dialect, integrity")
    if not path:
        raise ValueError('no path: df.write.format("seeddoc").mode("append").save("a directory")')
    if is_url(path):
        raise ValueError(f"{path}: is no directory: write to one that all machines have, and copy it from there")
    if missing := {"name", "text"}.difference(columns):
        raise ValueError(f"documents need the columns name and text: there is no {min(missing)}")
    return SeedDocWriter(Path(path), dialect, integrity=integrity == "true", overwrite=overwrite)


@attrs.frozen
class Written(datasource.WriterCommitMessage):
    """What a task wrote: a file, and what it is to be called.

    Attributes:
        beside: the file as it was written.
        path: its name when all tasks are done.
    """

    beside: Path
    path: Path


class SeedDocWriter(datasource.DataSourceArrowWriter):
    """Writes a bundle for each task; they get their names when all tasks are done."""

    def __init__(self, directory: Path, dialect: str, *, integrity: bool, overwrite: bool) -> None:
        self._directory = directory
        self._dialect = dialect
        self._integrity = integrity
        self._overwrite = overwrite
        self._job = secrets.token_hex(4)

    def write(self, iterator: Iterator[pa.RecordBatch]) -> Written:
        """Write the documents of a task.

        Raises:
            BundleError: they would not read back: a name twice in one task, an incomplete one.
        """
        self._directory.mkdir(parents=True, exist_ok=True)
        beside = self._directory / f".seeddoc-{secrets.token_hex(8)}.tmp"
        try:
            with beside.open("xb") as file:
                writer = Writer(file, dialect=self._dialect, integrity=self._integrity)
                for batch in iterator:
                    for document in read_documents(batch):
                        writer.write(document)
        except BaseException:
            beside.unlink()
            raise
        return Written(beside, self._directory / f"part-{_task_number():05}-{self._job}.txt")

    def commit(self, messages: Sequence[Written | None]) -> None:
        """Give all files their names, in place of those that were there if they are to be overwritten."""
        if self._overwrite:
            for old in self._directory.glob("part-*-*.txt"):
                old.unlink()
        for message in filter(None, messages):
            if message.beside.stat().st_size:
                message.beside.replace(message.path)
            else:  # a task without documents
                message.beside.unlink()

    def abort(self, messages: Sequence[Written | None]) -> None:
        """Remove what was written."""
        for message in filter(None, messages):
            message.beside.unlink(missing_ok=True)


def _task_number() -> int:
    """Return the number of the partition that this process works on; 0 where it is no task."""
    context = taskcontext.TaskContext.get()
    return context.partitionId() if context else 0
