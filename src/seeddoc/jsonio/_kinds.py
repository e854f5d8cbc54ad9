"""What a value in JSON may be: in words, as a test and as JSON Schema, in one `Kind`.

In come constants and the names of models; out come kinds. It knows nothing of the models themselves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from typing import Any, Final, TypeAlias

import attrs

from seeddoc._grammar import WHITE_SPACE

Data: TypeAlias = dict[str, Any]

# What strings may hold, as they come from bytes that are not UTF-8, and UTF-8 cannot say.
SURROGATE: Final = re.compile("[\ud800-\udfff]")


@attrs.frozen
class Kind:
    """What a value may be, without what is inside of it.

    Attributes:
        expected: in words.
        accepts: tells whether a value is one.
        schema: as JSON Schema, together with what is inside.
    """

    expected: str
    accepts: Callable[[object], bool]
    schema: Data


def is_integer(value: object) -> bool:
    return type(value) is int  # and no bool


def is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_ordinal(value: object) -> bool:
    return type(value) is int and value >= 1


def _is_share(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1  # and no NaN


def _is_name_or_null(value: object) -> bool:
    return value is None or (isinstance(value, str) and bool(value.strip(WHITE_SPACE)))


def typed(expected: str, types: type | tuple[type, ...], **schema: object) -> Kind:
    """Return the kind of the values of some Python types."""
    return Kind(expected, lambda value: isinstance(value, types), schema)


def constant(constant: str | int) -> Kind:
    """Return the kind of one value."""

    def accepts(value: object) -> bool:
        return type(value) is type(constant) and value == constant

    return Kind(shown(constant), accepts, {"const": constant})


def choice(values: Collection[str]) -> Kind:
    """Return the kind of some strings."""
    expected = f"one of {', '.join(map(shown, values))}"
    return Kind(expected, lambda value: isinstance(value, str) and value in values, {"enum": [*values]})


def ref(model: str) -> Data:
    """Return the schema of a model by its name."""
    return {"$ref": f"#/$defs/{model}"}


def array(model: str) -> Kind:
    """Return the kind of arrays of a model."""
    return typed("an array", list, type="array", items=ref(model))


def nullable(model: str) -> Kind:
    """Return the kind of a model or null."""
    return typed("an object or null", (dict, type(None)), oneOf=[ref(model), {"type": "null"}])


def required(model: str) -> Kind:
    """Return the kind of a model."""
    return typed("an object", dict, **ref(model))


def shown(value: object) -> str:
    """Say in a message what a value is: short, and printable whatever it holds."""
    if isinstance(value, str):
        return json.dumps(value) if len(value) <= 40 else f"{json.dumps(value[:40])} (cut)"
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int) and abs(value) >= 10**18:
        return "a number of more than 18 digits"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, dict):
        return "an object"
    return "an array" if isinstance(value, list) else f"a Python {type(value).__name__}"


STRING: Final = typed("a string", str, type="string")
STRING_OR_NULL: Final = typed("a string or null", (str, type(None)), type=["string", "null"])
BOOLEAN: Final = typed("true or false", bool, type="boolean")
INTEGER: Final = Kind("a whole number", is_integer, {"type": "integer"})
COUNT: Final = Kind("a whole number, 0 or more", is_count, {"type": "integer", "minimum": 0})
ORDINAL: Final = Kind("a whole number, 1 or more", _is_ordinal, {"type": "integer", "minimum": 1})
NAME_OR_NULL: Final = Kind(
    "a string that is not blank, or null",
    _is_name_or_null,
    {"type": ["string", "null"], "pattern": f"[^{WHITE_SPACE}]"},
)
_FROM_0_TO_1: Final[Data] = {"minimum": 0, "maximum": 1}
SHARE: Final = Kind("a number from 0 to 1", _is_share, {"type": "number", **_FROM_0_TO_1})
SHARE_OR_NULL: Final = Kind(
    "a number from 0 to 1, or null",
    lambda value: value is None or _is_share(value),
    {"type": ["number", "null"], **_FROM_0_TO_1},
)
