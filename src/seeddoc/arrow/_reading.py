"""Documents of columns again.

In come tables, batches or a reader of them, such as `to_batches` makes and Parquet files give; out come documents.
Only the columns that make a document are read: others may stand beside them. Data is checked as JSON is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from seeddoc._extras import require
from seeddoc.arrow._columns import COLUMNS
from seeddoc.errors import JsonError
from seeddoc.jsonio import from_data
from seeddoc.jsonio._kinds import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyarrow as pa

    from seeddoc.documents import Document
    from seeddoc.jsonio._kinds import Data
    from seeddoc.jsonio._problems import Problem
else:
    pa = require("pyarrow", "arrow")

_TYPES: Final = {column.field.name: column.field.type for column in COLUMNS["nested"]}
_NEEDED: Final = ("name", "text")
_DOCUMENT: Final = (*_NEEDED, "attributes", "complete")
_ARTICLE: Final = ("title", "paragraphs", "quotes")
# Rows that are Python objects at a time.
_ROWS: Final = 256


def read_documents(data: pa.Table | pa.RecordBatch | pa.RecordBatchReader) -> Iterator[Document]:
    """Read documents from the table of documents, or from the nested one, which has their quotes too.

    Args:
        data: has the columns `name` and `text`; `attributes` and `complete` are none and true if they are not
            there. With `title`, `paragraphs` and `quotes`, quotes are those of the table; else they are found.
            Rows with neither, which have only findings, are passed over.

    Raises:
        ValueError: a column is missing or of another type.
        JsonError: a row is no document, or its offsets do not agree with its text; raised when it is reached.
    """
    names = data.schema.names
    if (data.schema.metadata or {}).get(b"seeddoc.table") == b"quotes":
        raise ValueError("these are quotes: documents are read from the table of documents, or the nested one")
    for name in _NEEDED:
        if name not in names:
            raise ValueError(f"no column {name!r}: documents are read from the table of documents, or the nested one")
    wanted = [name for name in _DOCUMENT if name in names]
    if all(name in names for name in _ARTICLE):
        wanted += _ARTICLE
    return _documents(data, wanted)


def _documents(data: Any, wanted: Sequence[str]) -> Iterator[Document]:
    number = 0
    for batch in _batches(data):
        chosen = pa.table({name: _as_ours(name, batch.column(name)) for name in wanted})
        for start in range(0, len(chosen), _ROWS):
            for row in chosen.slice(start, _ROWS).to_pylist():
                if row["name"] is not None or row["text"] is not None:
                    yield _document(row, number)
                number += 1


def _batches(data: Any) -> Iterable[Any]:
    if isinstance(data, pa.Table):
        return cast("Iterable[Any]", data.to_batches())
    return [data] if isinstance(data, pa.RecordBatch) else data


def _as_ours(name: str, column: pa.Array) -> pa.Array:
    """Return a column as the type that is written, such as strings for large strings."""
    try:
        return column.cast(_TYPES[name])
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError) as error:
        raise ValueError(f"the column {name!r} is {column.type}, not {_TYPES[name]}") from error


def _document(row: Data, number: int) -> Document:
    try:
        data = {
            "name": row["name"],
            "text": row["text"],
            "attributes": [[pair["key"], pair["value"]] for pair in row.get("attributes") or ()],
            "complete": row.get("complete", True),
            "article": _article(row) if row.get("title") is not None and "quotes" in row else None,
        }
        return cast("Document", from_data(data))  # its keys are those of a document
    except JsonError as error:
        raise JsonError((f"row {number}: {path}", message) for path, message in error.problems) from None


def _article(row: Data) -> Data:
    """Put the quotes of a row into its paragraphs, and those that stand in others into these.

    Raises:
        JsonError: a quote names a paragraph or a quote that is not there.
    """
    paragraphs = [{**(paragraph or {}), "quotes": []} for paragraph in row["paragraphs"] or ()]
    placed: list[Data] = []
    problems: list[Problem] = []
    for number, quote in enumerate(row["quotes"] or ()):
        fields = {**(quote or {}), "children": []}
        paragraph, parent = fields.pop("paragraph", None), fields.pop("parent", None)
        key, around, among = ("paragraph", paragraph, paragraphs) if parent is None else ("parent", parent, placed)
        if around is None or not 0 <= around < len(among):
            problems.append((f"$.quotes[{number}].{key}", f"expected a number below {len(among)}, not {shown(around)}"))
        else:
            among[around]["quotes" if parent is None else "children"].append(fields)
        placed.append(fields)
    if problems:
        raise JsonError(problems)
    return {"title": row["title"], "paragraphs": paragraphs}
