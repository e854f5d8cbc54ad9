"""Bundles in Dask: a bag of documents or articles, and a dataframe of the flat tables.

In come paths; out come collections that read nothing before they are computed, a task for each partition. A task that
is lost with its worker is run again by Dask. Partitions are cut once, and what each holds is always the same: no
document is lost, and none comes twice.

It needs the extra `dask`. Paths and URLs have to lead to the same files on all workers.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from seeddoc._extras import require
from seeddoc._remote import Url
from seeddoc.arrow import part_batches, schema
from seeddoc.arrow._parts import check_faults
from seeddoc.partitioning import SIZE, partitions
from seeddoc.reader import check_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    import pyarrow as pa
    from dask import bag, dataframe

    from seeddoc.arrow import Faults
    from seeddoc.partitioning import Partition
    from seeddoc.reader import Errors
else:
    bag = require("dask.bag", "dask")
    dataframe = require("dask.dataframe", "dask")
    pd = require("pandas", "dask")
    pa = require("pyarrow", "dask")

# What may be read: files, directories, globs, URLs, or several of them.
Paths: TypeAlias = str | os.PathLike[str] | Url | Iterable[str | os.PathLike[str] | Url]
# What the items of a bag are.
Items: TypeAlias = Literal["documents", "articles"]


def read(paths: Paths, items: Items = "documents", *, errors: Errors = "raise", size: int = SIZE) -> bag.Bag:
    """Read what paths hold as a bag.

    Args:
        paths: files, directories, globs, URLs, as for `seeddoc.partitions`.
        items: "documents", or "articles", of which those are left out that are base64.
        errors: as for `iter_documents`; a function is called in the workers.
        size: of a partition, in bytes.

    Returns:
        A bag with a partition for each of `seeddoc.partitions`, in their order.

    Raises:
        InputError: a path is not there, or a file cannot be read. Computing the bag raises what reading raises.
    """
    if items not in {"documents", "articles"}:
        raise ValueError(f"items are documents or articles, not {items!r}")
    check_errors(errors)
    parts = list(partitions(paths, size=size))
    return bag.from_sequence(parts, partition_size=1).map_partitions(_items, items, errors)


def _items(parts: Iterable[Partition], items: Items, errors: Errors) -> list[Any]:
    # A list, since what a task returns may be sent to another process.
    return [item for part in parts for item in getattr(part, items)(errors=errors)]


def read_table(
    paths: Paths,
    table: Literal["documents", "quotes"] = "documents",
    *,
    columns: Sequence[str] | None = None,
    errors: Faults = "raise",
    size: int = SIZE,
) -> dataframe.DataFrame:
    """Read what paths hold as a dataframe of documents or of quotes, as `seeddoc.arrow.schema` describes them.

    Columns that are not used are not worked out: Dask asks the tasks for those that are.

    Args:
        paths: files, directories, globs, URLs, as for `seeddoc.partitions`.
        table: "documents" or "quotes".
        columns: which ones, in this order; all by default.
        errors: "raise", "skip" or "keep", as for `seeddoc.arrow.part_batches`.
        size: of a partition, in bytes.

    Returns:
        A dataframe with a partition for each of `seeddoc.partitions`. Its columns are of Arrow's types, and null
        where a value is missing, in numbers too.

    Raises:
        ValueError: there is no such table or column.
        InputError: as for `read`.
    """
    if table not in {"documents", "quotes"}:
        raise ValueError(f"the flat tables are documents and quotes, not {table!r}")
    check_faults(errors)
    findings = errors == "keep" and table == "documents"
    chosen = schema(table, columns=columns, findings=findings)
    parts = list(partitions(paths, size=size))
    if not parts:
        return dataframe.from_pandas(_to_pandas(chosen.empty_table()), npartitions=1)
    return dataframe.from_map(
        _Frames(table, errors), parts, range(len(parts)), columns=chosen.names, meta=_to_pandas(chosen.empty_table())
    )


class _Frames:
    """Reads a partition as a dataframe; Dask sees that it can be asked for columns."""

    def __init__(self, table: Literal["documents", "quotes"], errors: Faults) -> None:
        self._table = table
        self._errors = errors

    def __call__(self, part: Partition, number: int, columns: Sequence[str]) -> pd.DataFrame:
        # Who wants no column still wants the rows, which a table without columns has none of.
        read = columns or ["document"]
        batches = part_batches(part, number, self._table, columns=read, errors=self._errors)
        return _to_pandas(batches.read_all())[list(columns)]

    def __dask_tokenize__(self) -> tuple[str, ...]:
        return type(self).__name__, self._table, self._errors


def _to_pandas(table: pa.Table) -> pd.DataFrame:
    return table.to_pandas(types_mapper=_dtype)


def _dtype(of_type: pa.DataType) -> object:
    return pd.StringDtype("pyarrow") if pa.types.is_string(of_type) else pd.ArrowDtype(of_type)
