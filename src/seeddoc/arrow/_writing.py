"""Documents as record batches, tables and files.

In come documents one by one; out come batches, each made when it is asked for and let go after it.
"""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from itertools import chain
from os import PathLike
from typing import IO, TYPE_CHECKING, Any, Final, TypeAlias

from seeddoc._alphabets import find_bad
from seeddoc._extras import require
from seeddoc._files import replacing
from seeddoc.arrow._columns import Builder
from seeddoc.arrow._rows import Row, Rows
from seeddoc.arrow._schema import chosen_columns, schema_of
from seeddoc.diagnostics import diagnostic
from seeddoc.errors import BundleError
from seeddoc.jsonio._kinds import SURROGATE
from seeddoc.positions import START

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pyarrow as pa

    from seeddoc.arrow._columns import Columns
    from seeddoc.arrow._schema import Table
    from seeddoc.documents import Document
else:
    pa = require("pyarrow", "arrow")

# Documents a batch, at most.
ROWS: Final = 1024
# Code points of text a batch; the document that goes beyond is its last.
SIZE: Final = 16 * 1024 * 1024

Target: TypeAlias = "PathLike[str] | IO[bytes]"


def to_batches(
    documents: Iterable[Document | Row],
    table: Table = "documents",
    *,
    columns: Sequence[str] | None = None,
    findings: bool = False,
    replace: bool = False,
    rows: int = ROWS,
    first: int = 0,
) -> pa.RecordBatchReader:
    """Turn documents into record batches, in the memory of one.

    Args:
        documents: in their order; a `Row` for one with findings or a source.
        table: "documents", "quotes" or "nested".
        columns: which ones, in this order; all by default. What the others need is not worked out.
        findings: with the column of findings.
        replace: put U+FFFD for lone surrogates, which Arrow's strings cannot say; offsets stay right.
        rows: how many documents a batch is made of, at most; fewer where they are long. All quotes of a document
            are in one batch.
        first: the number of the first document.

    Returns:
        A reader, which has the schema and gives one batch after the other. Going through it raises what the
        documents raise as they come, BundleError for a lone surrogate that is not replaced, and JsonError for quotes
        made by hand that do not agree with their text.

    Raises:
        ValueError: there is no such table or column; `rows` is not positive.
    """
    if rows < 1:
        raise ValueError(f"a batch has at least one row, not {rows}")
    chosen = chosen_columns(table, columns, findings=findings)
    schema = schema_of(table, chosen)
    groups = _grouped(documents, rows)
    return pa.RecordBatchReader.from_batches(schema, _batches(groups, chosen, schema, first, replace))


def to_table(
    documents: Iterable[Document | Row],
    table: Table = "documents",
    *,
    columns: Sequence[str] | None = None,
    findings: bool = False,
    replace: bool = False,
) -> pa.Table:
    """Turn documents, such as a bundle, into one table.

    Arguments are those of `to_batches`, and so is all that it raises.
    """
    return to_batches(documents, table, columns=columns, findings=findings, replace=replace).read_all()


def _grouped(documents: Iterable[Document | Row], rows: int) -> Iterator[list[Row]]:
    """Put together as many documents as a batch may have."""
    group, size = list[Row](), 0
    for given in documents:
        row = given if isinstance(given, Row) else Row(given)
        group.append(row)
        size += len(row.document.text) if row.document else 0
        if len(group) >= rows or size >= SIZE:
            yield group
            group, size = [], 0
    if group:
        yield group


def _batches(
    groups: Iterator[list[Row]], chosen: Columns, schema: pa.Schema, first: int, replace: bool
) -> Iterator[pa.RecordBatch]:
    for group in groups:
        rows = Rows(first, group)
        builder = Builder(rows, replace=replace)
        try:
            arrays = [column.build(builder, column.field.type) for column in chosen]
        except UnicodeEncodeError:
            _refuse_surrogates(rows)
            raise
        batch = pa.RecordBatch.from_arrays(arrays, schema=schema)
        if batch.num_rows:  # documents may be without quotes
            yield batch
        first += len(group)


def _refuse_surrogates(rows: Rows) -> None:
    """Raise for the first document that holds a lone surrogate.

    Raises:
        BundleError: there is one.
    """
    for document, _, source in rows.rows:
        if document is None:
            continue
        name = document.name
        for text in (document.text, name, *chain.from_iterable(document.attributes)):
            if bad := find_bad(text):
                detail = f"in {name!r}, at offset {bad[0]}; replace=True puts U+FFFD for each"
                place = document.position or START
                label = source and SURROGATE.sub("\ufffd", source)  # pyarrow hands errors on in UTF-8
                raise BundleError([diagnostic("E002", place, detail=detail, document=name or None, filename=label)])


# --- Files ----------------------------------------------------------------------------------------------


def write_parquet(batches: pa.RecordBatchReader, target: Target) -> None:
    """Write batches as a Parquet file, a row group each, compressed with Zstandard.

    Args:
        batches: of `to_batches`; each is let go when it is written.
        target: a path, whose file is replaced as a whole or left as it was, or an open binary file.

    Raises:
        OSError: the file cannot be written; and all that `batches` raises.
    """
    from pyarrow import parquet

    _write(batches, target, partial(parquet.ParquetWriter, compression="zstd"))


def write_arrow(batches: pa.RecordBatchReader, target: Target) -> None:
    """Write batches as an Arrow file (of the IPC format, also called Feather 2), compressed with Zstandard.

    Args:
        batches: as of `write_parquet`.
        target: as of `write_parquet`.

    Raises:
        OSError: the file cannot be written; and all that `batches` raises.
    """
    _write(batches, target, partial(pa.ipc.new_file, options=pa.ipc.IpcWriteOptions(compression="zstd")))


def _write(batches: pa.RecordBatchReader, target: Target, create: Callable[..., Any]) -> None:
    opened = replacing(target) if isinstance(target, PathLike) else nullcontext(target)
    with opened as file, create(file, batches.schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
