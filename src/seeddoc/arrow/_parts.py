"""Partitions as rows and record batches: what engines ask of each of their tasks.

In come partitions; out come rows with their findings and files, and batches whose documents have numbers of their own
among those of all partitions. It knows nothing of any engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from seeddoc._extras import require
from seeddoc.arrow._rows import Row, to_rows
from seeddoc.arrow._writing import ROWS, to_batches
from seeddoc.diagnostics import Diagnostic
from seeddoc.partitioning import Partition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa

    from seeddoc.arrow._schema import Table
else:
    pa = require("pyarrow", "arrow")

# raise: an error ends the reading; skip: its document is left out; keep: all come, with what was found.
Faults: TypeAlias = Literal["raise", "skip", "keep"]
FAULTS: Final[tuple[Faults, ...]] = get_args(Faults)

# So many documents have numbers of a partition: what Spark's monotonically_increasing_id leaves to each.
_NUMBERS: Final = 2**33


def part_rows(part: Partition, *, errors: Faults = "raise") -> Iterator[Row]:
    """Read the documents of a partition, each with its file and, with `errors="keep"`, with what was found in it.

    Args:
        part: of `seeddoc.partitions`.
        errors: "raise" at the first error, "skip" documents that have an error, or "keep" all: what was found between
            documents, or in a file without any, comes in a row without a document.

    Raises:
        ValueError: `errors` is none of these.
        BundleError: an error, with `errors="raise"`.
        InputError: a file cannot be read, or has changed since it was cut.
    """
    check_faults(errors)
    return _rows(part, errors)


def check_faults(errors: object) -> None:
    """Refuse what `errors` cannot be.

    Raises:
        ValueError: it is none of `FAULTS`.
    """
    if errors not in FAULTS:
        raise ValueError(f"errors is one of {', '.join(FAULTS)}, not {errors!r}")


def _rows(part: Partition, errors: Faults) -> Iterator[Row]:
    findings = list[Diagnostic]()
    for piece in part.pieces:
        label = piece.source.label
        for document in Partition((piece,)).documents(errors=findings.append if errors == "keep" else errors):
            yield from to_rows(document, findings, label)
            findings.clear()
        yield from to_rows(None, findings, label)
        findings.clear()


def part_batches(
    part: Partition,
    number: int = 0,
    table: Table = "documents",
    *,
    columns: Sequence[str] | None = None,
    errors: Faults = "raise",
    rows: int = ROWS,
) -> pa.RecordBatchReader:
    """Read a partition as record batches, in the memory of the partition and one batch.

    Args:
        part: of `seeddoc.partitions`.
        number: of the partition; its documents are numbered from 2^33 times it.
        table: as for `to_batches`.
        columns: as for `to_batches`.
        errors: as for `part_rows`. With "keep" the tables of documents have the column of findings, and lone
            surrogates are replaced by U+FFFD.
        rows: as for `to_batches`.

    Raises:
        ValueError: there is no such table or column, or a number is not right.
        BundleError: as for `part_rows`, and for a lone surrogate, when the batch is made.
        InputError: as for `part_rows`.
    """
    keep = errors == "keep"
    return to_batches(
        part_rows(part, errors=errors),
        table,
        columns=columns,
        findings=keep and table != "quotes",
        replace=keep,
        rows=rows,
        first=number * _NUMBERS,
    )
