"""The columns of each table: its field, and how it is made of the documents of a batch.

One table for the schema and the writing. Columns are made of lists, a list a column: that is faster than rows of
dicts, by what `python -m bench columns` says.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from seeddoc._extras import require
from seeddoc.arrow._types import QUOTE_FIELDS, arrow_field, column, field_of, fields_of, model_of
from seeddoc.jsonio._fields import ARTICLE, DIAGNOSTIC, DOCUMENT, PARAGRAPH
from seeddoc.jsonio._kinds import SURROGATE
from seeddoc.reports import render_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pyarrow as pa

    from seeddoc.arrow._rows import Path, Rows
    from seeddoc.jsonio._fields import Field
else:
    pa = require("pyarrow", "arrow")


class Builder:
    """Makes arrays of the documents of one batch.

    Args:
        rows: the documents.
        replace: put U+FFFD for lone surrogates, which UTF-8 cannot say.
    """

    def __init__(self, rows: Rows, *, replace: bool = False) -> None:
        self.rows = rows
        self._replace = replace

    def array(self, values: Any, of_type: pa.DataType) -> pa.Array:
        """Make an array of values.

        Raises:
            UnicodeEncodeError: one holds a lone surrogate, and none are replaced.
        """
        try:
            return pa.array(values, of_type)
        except UnicodeEncodeError:
            if not self._replace:
                raise
        return pa.array(_replaced(values), of_type)


def _replaced(value: Any) -> Any:
    if isinstance(value, str):
        return SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: _replaced(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_replaced(each) for each in value)
    return value


class Column(NamedTuple):
    """A column of a table."""

    field: pa.Field
    build: Callable[[Builder, pa.DataType], pa.Array]


# --- Documents ------------------------------------------------------------------------------------------


def _numbers(builder: Builder, of_type: pa.DataType) -> pa.Array:
    return builder.array(builder.rows.numbers, of_type)


def _of_documents(name: str, builder: Builder, of_type: pa.DataType) -> pa.Array:
    documents = builder.rows.documents
    return builder.array([None if each is None else getattr(each, name) for each in documents], of_type)


def _attributes(builder: Builder, of_type: pa.DataType) -> pa.Array:
    documents = builder.rows.documents
    pairs = [
        None if each is None else [{"key": key, "value": value} for key, value in each.attributes] for each in documents
    ]
    return builder.array(pairs, of_type)


def _sources(builder: Builder, of_type: pa.DataType) -> pa.Array:
    # What a name of a file holds that is not UTF-8 is no fault of its documents.
    return builder.array([_replaced(row.source) for row in builder.rows.rows], of_type)


def _titles(builder: Builder, of_type: pa.DataType) -> pa.Array:
    return builder.array([None if each is None else each.title for each in builder.rows.articles], of_type)


def _findings(builder: Builder, of_type: pa.DataType) -> pa.Array:
    return builder.array([[render_data(each) for each in row.findings] for row in builder.rows.rows], of_type)


_DOCUMENT_COLUMNS: Final = (
    Column(
        column(
            "document",
            pa.int64(),
            "Numbers the documents of a table, in their order. Of a part: its own number times 2^33, and more.",
        ),
        _numbers,
    ),
    Column(column("source", pa.string(), "The file that it was read from; null if it is not known."), _sources),
    *(Column(field_of(DOCUMENT, name), partial(_of_documents, name)) for name in ("name", "text")),
    Column(
        column(
            "attributes",
            # Not a map, which Hugging Face datasets cannot read; engines make one of it.
            pa.list_(
                pa.struct(
                    [
                        column("key", pa.string(), "A word of its marker, unique without ASCII case."),
                        column("value", pa.string(), "What the marker says of it; empty for a bare word."),
                    ]
                )
            ),
            "Pairs of key and value, in the order of its marker.",
        ),
        _attributes,
    ),
    Column(field_of(DOCUMENT, "complete"), partial(_of_documents, "complete")),
    Column(column("title", pa.string(), "Of its article; null if the text is blank or base64."), _titles),
)

_FINDINGS: Final = Column(
    column(
        "findings",
        pa.list_(pa.struct(fields_of(DIAGNOSTIC))),
        f"{DIAGNOSTIC.about} A row without a name has those that belong to no document.",
    ),
    _findings,
)


# --- Lists in documents ---------------------------------------------------------------------------------


def _listed(builder: Builder, offsets: Sequence[int], arrays: list[pa.Array], of_type: pa.DataType) -> pa.Array:
    """Make a list for each document: null for those without an article."""
    values = pa.StructArray.from_arrays(arrays, fields=list(of_type.value_type))
    missing = pa.array([article is None for article in builder.rows.articles])
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), values, type=of_type, mask=missing)


def _paragraph_lists(builder: Builder, of_type: pa.DataType) -> pa.Array:
    *lists, offsets = builder.rows.paragraphs
    types = [field.type for field in of_type.value_type]
    arrays = [builder.array(values, each) for values, each in zip(lists, types, strict=True)]
    return _listed(builder, offsets, arrays, of_type)


def _quote_lists(builder: Builder, of_type: pa.DataType) -> pa.Array:
    quotes = builder.rows.quotes
    paragraph, parent, *fields = of_type.value_type
    arrays = [
        builder.array(quotes.paragraphs, paragraph.type),
        builder.array(quotes.parents, parent.type),
        *(_nested(builder, (field.name,), field.type) for field in fields),
    ]
    return _listed(builder, quotes.offsets, arrays, of_type)


def _nested(builder: Builder, path: Path, of_type: pa.DataType) -> pa.Array:
    """Make the array of what stands at the end of a path from a quote, with all that is in it."""
    quotes = builder.rows.quotes
    if not pa.types.is_struct(of_type):
        return builder.array(quotes.values(path), of_type)
    arrays = [_nested(builder, (*path, field.name), field.type) for field in of_type]
    missing = pa.array([holder is None for holder in quotes.holders(path)], pa.bool_())
    return pa.StructArray.from_arrays(arrays, fields=list(of_type), mask=missing)


_PARAGRAPH: Final = column("paragraph", pa.int64(), "The number of its paragraph in the article, from 0.", "paragraphs")
_PARENT: Final = column("parent", pa.int64(), "The number of the quote that it stands in; null at the top.", "quotes")

_LIST_COLUMNS: Final = (
    Column(
        column(
            "paragraphs",
            pa.list_(pa.struct(fields_of(PARAGRAPH, leave=("quotes",)))),
            f"Of the article: {ARTICLE.about} Null without one.",
        ),
        _paragraph_lists,
    ),
    Column(
        column(
            "quotes",
            pa.list_(pa.struct([_PARAGRAPH, _PARENT, *map(arrow_field, QUOTE_FIELDS)])),
            "The quotes of all paragraphs, in the order of their starts: numbered from 0. Null without an article.",
        ),
        _quote_lists,
    ),
)


# --- Quotes ---------------------------------------------------------------------------------------------


def _of_quotes(name: str, builder: Builder, of_type: pa.DataType) -> pa.Array:
    return builder.array(getattr(builder.rows.quotes, name), of_type)


def _at_path(path: Path, builder: Builder, of_type: pa.DataType) -> pa.Array:
    return builder.array(builder.rows.quotes.values(path), of_type)


def _of_owners(columns: Callable[[Builder, pa.DataType], pa.Array], builder: Builder, of_type: pa.DataType) -> pa.Array:
    """Make a column of the documents' for the quotes in them."""
    return columns(builder, of_type).take(pa.array(builder.rows.quotes.owners, pa.int32()))


def _flat(fields: Sequence[Field], path: Path = (), about: str = "") -> Iterator[Column]:
    """Make a column of each value in a quote, named by the way to it: `speaker_start`."""
    for field in fields:
        here, told = (*path, field.name), f"{about}{field.about}"
        model = model_of(field)
        if model:
            yield from _flat(model.fields, here, f"{told} ")
        else:
            flat = arrow_field(field)
            yield Column(column("_".join(here), flat.type, told, field.unit), partial(_at_path, here))


_QUOTE: Final = column("quote", pa.int64(), "Its number in the document, from 0.", "quotes")

_QUOTE_COLUMNS: Final = (
    *(Column(each.field, partial(_of_owners, each.build)) for each in _DOCUMENT_COLUMNS[:3]),
    Column(
        column("quote", pa.int64(), "Its number in the document, from 0.", "quotes"), partial(_of_quotes, "numbers")
    ),
    Column(_PARAGRAPH, partial(_of_quotes, "paragraphs")),
    Column(_PARENT, partial(_of_quotes, "parents")),
    *_flat(QUOTE_FIELDS),
)

Columns: TypeAlias = tuple[Column, ...]

# The columns of each table, and those that are there when asked for.
COLUMNS: Final[dict[str, Columns]] = {
    "documents": _DOCUMENT_COLUMNS,
    "quotes": _QUOTE_COLUMNS,
    "nested": (*_DOCUMENT_COLUMNS, *_LIST_COLUMNS),
}
WITH_FINDINGS: Final[dict[str, Columns]] = {
    "documents": (*COLUMNS["documents"], _FINDINGS),
    "nested": (*COLUMNS["nested"], _FINDINGS),
}
