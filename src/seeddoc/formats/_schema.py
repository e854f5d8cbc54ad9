"""The JSON Schema of findings, as `json` (an array) and `jsonl` (an object a line) have them."""

from __future__ import annotations

from typing import Any, Final, get_args

from seeddoc._codes import Severity

# Of the fields that are told; one more is no new version.
VERSION: Final = 1

_STRING: Final = {"type": "string"}
_NAME: Final = {"type": ["string", "null"]}
_OFFSET: Final = {"type": "integer", "minimum": 0}
_NUMBER: Final = {"type": "integer", "minimum": 1}

# What each finding has.
FIELDS: Final[dict[str, dict[str, Any]]] = {
    "path": _STRING,
    "code": _STRING,
    "name": _STRING,
    "severity": {"enum": list(get_args(Severity))},
    "message": _STRING,
    "line": _NUMBER,
    "column": _NUMBER,
    "offset": _OFFSET,
    "byte_offset": _OFFSET,
    "utf16_offset": _OFFSET,
    "end_offset": _OFFSET,
    "end_line": _NUMBER,
    "end_column": _NUMBER,
    "end_byte_offset": _OFFSET,
    "end_utf16_offset": _OFFSET,
    "hint": _STRING,
    "document": _NAME,
    "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}:[1-9][0-9]*$"},
    "fix": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/fix"}]},
}


def _object(fields: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the schema of an object that has some fields, and maybe more of a later version."""
    return {"type": "object", "properties": {name: dict(each) for name, each in fields.items()}, "required": [*fields]}


def findings_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what the formats `json` and `jsonl` write, as a new dict."""
    edit = _object({"start": _OFFSET, "end": _OFFSET, "text": _STRING})
    edits: dict[str, Any] = {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/edit"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:seeddoc:findings:{VERSION}",
        "title": "Findings of seeddoc check: an array of all, or one",
        "oneOf": [{"type": "array", "items": {"$ref": "#/$defs/finding"}}, {"$ref": "#/$defs/finding"}],
        "$defs": {
            "finding": _object(FIELDS),
            "fix": _object({"message": _STRING, "safe": {"type": "boolean"}, "edits": edits}),
            "edit": edit,
        },
    }
