"""What a table looks like: its columns in their order, as an Arrow schema.

In come a table's name and a choice of columns; out come columns and schemas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from seeddoc._extras import require
from seeddoc.arrow._columns import COLUMNS, WITH_FINDINGS, Columns
from seeddoc.jsonio._fields import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa
else:
    pa = require("pyarrow", "arrow")

# The tables: a row a document, a row a quotation, a row a document with lists of both.
Table: TypeAlias = Literal["documents", "quotes", "nested"]
# Their names.
TABLES: Final[tuple[Table, ...]] = get_args(Table)


def chosen_columns(table: Table, columns: Sequence[str] | None, *, findings: bool) -> Columns:
    """Return the columns of a table, or those that are named, in the order of the names.

    Raises:
        ValueError: there is no such table or column, or the table has no findings.
    """
    if table not in TABLES:
        raise ValueError(f"no table {table!r}; the tables are {', '.join(TABLES)}")
    if findings and table not in WITH_FINDINGS:
        raise ValueError(f"the table of {table} has no findings: they are of documents")
    every = WITH_FINDINGS[table] if findings else COLUMNS[table]
    if columns is None:
        return every
    known = {column.field.name: column for column in WITH_FINDINGS.get(table, every)}
    chosen = set[str]()
    for name in columns:
        if name not in known:
            raise ValueError(f"the table of {table} has no column {name!r}; its columns are {', '.join(known)}")
        if name in chosen:
            raise ValueError(f"the column {name!r} is named twice")
        chosen.add(name)
    return tuple(known[name] for name in columns)


def schema_of(table: Table, columns: Columns) -> pa.Schema:
    """Return the schema of some columns of a table."""
    metadata = {"seeddoc.version": str(VERSION), "seeddoc.table": table}
    return pa.schema([column.field for column in columns], metadata=metadata)


def schema(table: Table = "documents", *, columns: Sequence[str] | None = None, findings: bool = False) -> pa.Schema:
    """Return the schema of a table. Each field has its description as metadata, and its unit where it counts.

    Args:
        table: "documents", "quotes" or "nested".
        columns: which ones, in this order; all by default.
        findings: with a column of what was found in each document when it was read; `columns` may name it too.

    Raises:
        ValueError: there is no such table or column, or the table has no findings.
    """
    return schema_of(table, chosen_columns(table, columns, findings=findings))
