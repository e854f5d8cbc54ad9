"""Arrow's fields and types, made of the table of fields that the JSON schema is made of.

In come fields of `seeddoc.jsonio`; out come Arrow fields that carry their description and unit as metadata.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seeddoc._extras import require
from seeddoc.jsonio._fields import MODELS, QUOTE, Field

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

    from seeddoc.jsonio._fields import Model
    from seeddoc.jsonio._kinds import Data
else:
    pa = require("pyarrow", "arrow")

_MODELS: Final = {model.name: model for model in MODELS}
# Whole numbers are of one size: offsets in a file may go beyond 2^31.
_PLAIN: Final = {
    "string": pa.string(),
    "boolean": pa.bool_(),
    "integer": pa.int64(),
    "number": pa.float64(),
}


def column(name: str, of_type: pa.DataType, about: str, unit: str = "") -> pa.Field:
    """Make a field with its description and unit."""
    return pa.field(name, of_type, metadata={"description": about} | ({"unit": unit} if unit else {}))


def model_of(field: Field) -> Model | None:
    """Return the model that stands in a field of a model, or None."""
    schema = field.kind.schema
    name = schema.get("$ref") or next((each["$ref"] for each in schema.get("oneOf", ()) if "$ref" in each), None)
    return _MODELS[name.rpartition("/")[2]] if name else None


def type_of(field: Field) -> pa.DataType:
    """Return the type of the values of a field."""
    model = model_of(field)
    return pa.struct(fields_of(model)) if model else _PLAIN[_json_type(field.kind.schema)]


def _json_type(schema: Data) -> str:
    found = schema.get("type", "string")  # without a type it lists its strings
    return str(found[0] if isinstance(found, list) else found)


def arrow_field(field: Field) -> pa.Field:
    """Return a field of a model as one of Arrow."""
    return column(field.name, type_of(field), field.about, field.unit)


def fields_of(model: Model, leave: Iterable[str] = ()) -> list[pa.Field]:
    """Return the fields of a model, without those that are left out."""
    return [arrow_field(field) for field in model.fields if field.name not in leave]


# What holds lists stands apart: as a column of its own, or as a number that leads to what is around it.
QUOTE_FIELDS: Final = tuple(field for field in QUOTE.fields if field.name != "children")


def field_of(model: Model, name: str) -> pa.Field:
    """Return the field of a model that has a name."""
    return next(arrow_field(field) for field in model.fields if field.name == name)
