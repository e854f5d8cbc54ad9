"""Values of a configuration: what each may be, read from whatever a file or a command line has, and as JSON Schema.

A reader takes a value and returns what a model holds, or raises a TypeError or ValueError that says what was expected
and what may have been meant. Selectors are what stands for rules: `ALL`, a code, what codes begin with, a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

import attrs

from seeddoc._codes import CODES, PRESET_NAMES, Preset, Severity
from seeddoc._globs import compile_glob
from seeddoc.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

FailOn: TypeAlias = Literal["error", "warning", "info", "never"]
FinalNewline: TypeAlias = Literal["any", "one", "none"]

# Every rule.
ALL: Final = "ALL"
# Codes whose letters are those and whose digits begin so; `E` stands for no code of `EX`.
_SELECTOR: Final = re.compile(r"([A-Z]+)([0-9]{0,3})")
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
FAIL_ON: Final[tuple[FailOn, ...]] = get_args(FailOn)
FINAL_NEWLINES: Final[tuple[FinalNewline, ...]] = get_args(FinalNewline)


def suggest(wanted: str, known: Iterable[str]) -> str:
    """Return what to add to a message on a word that is not known: the nearest one that is, if any is near."""
    words = {word.lower(): word for word in known}
    near = get_close_matches(wanted.lower(), words, 1)
    return f"; did you mean {words[near[0]]!r}?" if near else ""


# --- Selectors ----------------------------------------------------------------------------------------------


def to_selector(value: object) -> str:
    """Read what stands for rules: `ALL`, a code or its beginning, or the name of a rule, which becomes its code.

    Raises:
        TypeError: it is no text.
        ValueError: no rule has such a code or name.
    """
    if not isinstance(value, str):
        raise TypeError(f"expected a code such as 'E' or 'A004', not {value!r}")
    word = value.strip()
    named = next((code for code, row in CODES.items() if row.name == word.lower()), None)
    selector = named or word.upper()
    if selector != ALL and not any(_is_selected(code, selector) for code in CODES):
        known = [ALL, *CODES, *(row.name for row in CODES.values())]
        raise ValueError(f"no rule {value!r}{suggest(word, known)}")
    return selector


def _is_selected(code: str, selector: str) -> bool:
    parts, own = _SELECTOR.fullmatch(selector), _SELECTOR.fullmatch(code)
    return parts is not None and own is not None and parts[1] == own[1] and own[2].startswith(parts[2])


def specificity(code: str, selectors: Iterable[str]) -> int:
    """Return how closely any of the selectors names a code: 0 for `ALL`, -1 where none does."""
    found = [0 if each == ALL else len(each) for each in selectors if each == ALL or _is_selected(code, each)]
    return max(found, default=-1)


# --- Readers of values: each takes what a configuration gives and returns what a model holds -------------------


def _to_list(value: object) -> Sequence[object]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError(f"expected a list of codes such as ['E', 'A004'], not {value!r}")
    return value


def to_selectors(value: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(to_selector, _to_list(value))))


def to_selection(value: object) -> tuple[str, ...] | None:
    return None if value is None else to_selectors(value)


def _to_pairs(value: object, example: str) -> Iterable[tuple[object, object]]:
    if isinstance(value, Mapping):
        return value.items()
    if isinstance(value, tuple) and all(isinstance(pair, tuple) and len(pair) == 2 for pair in value):
        return value
    raise TypeError(f"expected a table such as {example}, not {value!r}")


def to_ignores(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = []
    for pattern, codes in _to_pairs(value, "{ 'drafts/*' = ['A'] }"):
        if not isinstance(pattern, str) or not pattern:
            raise TypeError(f"expected a glob such as 'drafts/*', not {pattern!r}")
        try:
            compile_glob(pattern)
        except re.error as error:
            raise ValueError(f"not a glob: {pattern!r}: {error}") from None
        found.append((pattern, to_selectors(codes)))
    return tuple(found)


def to_severities(value: object) -> tuple[tuple[str, Severity], ...]:
    pairs = _to_pairs(value, "{ Q001 = 'error' }")
    return tuple((to_selector(code), _one_of(SEVERITIES, level)) for code, level in pairs)


def _one_of(words: tuple[Any, ...], value: object) -> Any:
    if not isinstance(value, str) or value not in words:
        told = ", ".join(map(repr, words))
        hint = suggest(value, words) if isinstance(value, str) else ""
        raise ValueError(f"expected one of {told}, not {value!r}{hint}")
    return value


def to_preset(value: object) -> Preset:
    preset: Preset = _one_of(PRESET_NAMES, value)
    return preset


def to_fail_on(value: object) -> FailOn:
    level: FailOn = _one_of(FAIL_ON, value)
    return level


def to_final_newline(value: object) -> FinalNewline:
    wanted: FinalNewline = _one_of(FINAL_NEWLINES, value)
    return wanted


def to_limits(value: object) -> Limits:
    if isinstance(value, Limits):
        return value
    if not isinstance(value, Mapping):
        raise TypeError(f"expected a table such as {{ documents = 1000 }}, not {value!r}")
    return Limits.from_mapping(value)


def to_count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"expected a whole number, not {value!r}")
    if value < 1:
        raise ValueError(f"expected 1 or more, not {value}")
    return value


# --- Schemas of values ------------------------------------------------------------------------------------------


def selector_schema() -> dict[str, object]:
    names = [row.name for row in CODES.values()]
    prefixes = sorted({code[:size] for code in CODES for size in range(1, len(code) + 1)})
    return {"enum": [ALL, *prefixes, *names]}


def selectors_schema() -> dict[str, object]:
    return {"type": "array", "items": selector_schema()}


def ignores_schema() -> dict[str, object]:
    return {"type": "object", "propertyNames": {"minLength": 1}, "additionalProperties": selectors_schema()}


def severities_schema() -> dict[str, object]:
    return {
        "type": "object",
        "propertyNames": selector_schema(),
        "additionalProperties": {"enum": list(SEVERITIES)},
    }


def count_schema() -> dict[str, object]:
    return {"type": "integer", "minimum": 1}


def limits_schema() -> dict[str, object]:
    return {
        "type": "object",
        "properties": {
            attribute.name.replace("_", "-"): _limit_schema(attribute.metadata) for attribute in attrs.fields(Limits)
        },
        "additionalProperties": False,
    }


def _limit_schema(metadata: Mapping[str, Any]) -> dict[str, object]:
    number = {"type": "integer", "minimum": metadata["least"]}
    if metadata["most"] is not None:
        return {"description": metadata["help"], **number, "maximum": metadata["most"]}
    return {"description": metadata["help"], "anyOf": [number, {"const": "none"}]}


def choice_schema(words: tuple[str, ...]) -> Callable[[], dict[str, object]]:
    return lambda: {"enum": list(words)}


def about(text: str, schema: Callable[[], dict[str, object]]) -> dict[str, object]:
    """Return the metadata of a field: what it is for, and what its values may be."""
    return {"help": text, "schema": schema}
