"""The JSON Schema of what is written, made of the table of fields."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from seeddoc.jsonio._fields import MODELS, TOP, VERSION
from seeddoc.jsonio._kinds import ref

if TYPE_CHECKING:
    from seeddoc.jsonio._fields import Model
    from seeddoc.jsonio._kinds import Data


def json_schema() -> Data:
    """Return the JSON Schema (2020-12) of all that `to_json` and `seeddoc convert` write, as a new dict.

    It describes the shape. That offsets and texts agree is what `from_json` checks on top.
    """
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:seeddoc:schema:{VERSION}",
        "title": "A seeddoc bundle, document or article",
        "oneOf": [ref(model.name) for model in TOP],
        "$defs": {model.name: _model_schema(model) for model in MODELS},
    }
    return copy.deepcopy(schema)


def _model_schema(model: Model) -> Data:
    return {
        "description": model.about,
        "type": "object",
        "properties": {field.name: {"description": field.about, **field.kind.schema} for field in model.fields},
        "required": [*model.required],
        "additionalProperties": False,
    }
