"""What is checked and how bad it is: which rules are on, what they allow, which findings fail.

In comes a mapping, as a configuration file or a command line gives it; out comes a `Settings`, or a `SettingsError`
with all that is wrong and what was probably meant. One table, the fields of the two models, drives reading, the JSON
Schema and the documentation.

It knows nothing of files, of where a mapping comes from, or of how anything is checked.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

import attrs

from seeddoc._codes import CODES, PRESET_NAMES, Preset, Severity
from seeddoc._globs import compile_glob
from seeddoc.errors import SettingsError
from seeddoc.suppressions import suppressions_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from seeddoc._codes import Code

FailOn: TypeAlias = Literal["error", "warning", "info", "never"]
FinalNewline: TypeAlias = Literal["any", "one", "none"]

# The key of a configuration that is no setting: the entries of `seeddoc.suppressions`.
SUPPRESSIONS: Final = "suppressions"
# Every rule.
ALL: Final = "ALL"
# Codes whose letters are those and whose digits begin so; `E` stands for no code of `EX`.
_SELECTOR: Final = re.compile(r"([A-Z]+)([0-9]{0,3})")
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
FAIL_ON: Final[tuple[FailOn, ...]] = get_args(FailOn)
_FINAL_NEWLINES: Final[tuple[FinalNewline, ...]] = get_args(FinalNewline)


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


def _specificity(code: str, selectors: Iterable[str]) -> int:
    """Return how closely any of the selectors names a code: 0 for `ALL`, -1 where none does."""
    found = [0 if each == ALL else len(each) for each in selectors if each == ALL or _is_selected(code, each)]
    return max(found, default=-1)


# --- Readers of values: each takes what a configuration gives and returns what a model holds -------------------


def _to_list(value: object) -> Sequence[object]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError(f"expected a list of codes such as ['E', 'A004'], not {value!r}")
    return value


def _to_selectors(value: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(to_selector, _to_list(value))))


def _to_selection(value: object) -> tuple[str, ...] | None:
    return None if value is None else _to_selectors(value)


def _to_pairs(value: object, example: str) -> Iterable[tuple[object, object]]:
    if isinstance(value, Mapping):
        return value.items()
    if isinstance(value, tuple) and all(isinstance(pair, tuple) and len(pair) == 2 for pair in value):
        return value
    raise TypeError(f"expected a table such as {example}, not {value!r}")


def _to_ignores(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = []
    for pattern, codes in _to_pairs(value, "{ 'drafts/*' = ['A'] }"):
        if not isinstance(pattern, str) or not pattern:
            raise TypeError(f"expected a glob such as 'drafts/*', not {pattern!r}")
        try:
            compile_glob(pattern)
        except re.error as error:
            raise ValueError(f"not a glob: {pattern!r}: {error}") from None
        found.append((pattern, _to_selectors(codes)))
    return tuple(found)


def _to_severities(value: object) -> tuple[tuple[str, Severity], ...]:
    pairs = _to_pairs(value, "{ Q001 = 'error' }")
    return tuple((to_selector(code), _one_of(SEVERITIES, level)) for code, level in pairs)


def _one_of(words: tuple[Any, ...], value: object) -> Any:
    if not isinstance(value, str) or value not in words:
        told = ", ".join(map(repr, words))
        hint = suggest(value, words) if isinstance(value, str) else ""
        raise ValueError(f"expected one of {told}, not {value!r}{hint}")
    return value


def _to_preset(value: object) -> Preset:
    preset: Preset = _one_of(PRESET_NAMES, value)
    return preset


def _to_fail_on(value: object) -> FailOn:
    level: FailOn = _one_of(FAIL_ON, value)
    return level


def _to_final_newline(value: object) -> FinalNewline:
    wanted: FinalNewline = _one_of(_FINAL_NEWLINES, value)
    return wanted


def _to_count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"expected a whole number, not {value!r}")
    if value < 1:
        raise ValueError(f"expected 1 or more, not {value}")
    return value


# --- Schemas of values ------------------------------------------------------------------------------------------


def _selector_schema() -> dict[str, object]:
    names = [row.name for row in CODES.values()]
    prefixes = sorted({code[:size] for code in CODES for size in range(1, len(code) + 1)})
    return {"enum": [ALL, *prefixes, *names]}


def _selectors_schema() -> dict[str, object]:
    return {"type": "array", "items": _selector_schema()}


def _ignores_schema() -> dict[str, object]:
    return {"type": "object", "propertyNames": {"minLength": 1}, "additionalProperties": _selectors_schema()}


def _severities_schema() -> dict[str, object]:
    return {
        "type": "object",
        "propertyNames": _selector_schema(),
        "additionalProperties": {"enum": list(SEVERITIES)},
    }


def _count_schema() -> dict[str, object]:
    return {"type": "integer", "minimum": 1}


def _choice_schema(words: tuple[str, ...]) -> Callable[[], dict[str, object]]:
    return lambda: {"enum": list(words)}


def _about(text: str, schema: Callable[[], dict[str, object]]) -> dict[str, object]:
    """Return the metadata of a field: what it is for, and what its values may be."""
    return {"help": text, "schema": schema}


# --- The models -------------------------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Options:
    """What rules allow. Each stands in a configuration under its own name, with `-` for `_`."""

    title_length: int = attrs.field(
        default=200,
        converter=_to_count,
        metadata=_about("characters that a title may have (A004)", _count_schema),
    )
    paragraph_length: int = attrs.field(
        default=2500,
        converter=_to_count,
        metadata=_about("characters that a paragraph may have (A008)", _count_schema),
    )
    duplicate_length: int = attrs.field(
        default=200,
        converter=_to_count,
        metadata=_about("characters from which paragraphs in a row must not stand twice (A009)", _count_schema),
    )
    final_newline: FinalNewline = attrs.field(
        default="any",
        converter=_to_final_newline,
        metadata=_about(
            'line breaks at the end of a text (A011): "any" (one or none), "one" or "none"',
            _choice_schema(_FINAL_NEWLINES),
        ),
    )
    speaker_words: int = attrs.field(
        default=8,
        converter=_to_count,
        metadata=_about("words from which a quotation needs a speaker (Q005)", _count_schema),
    )


@attrs.frozen(kw_only=True)
class Settings:
    """What is checked and how bad it is. A value: hashable and picklable.

    What names a rule more closely wins: `ignore=["E"]` with `extend_select=["E008"]` leaves E008 on. Where both name
    it alike it is off.

    Raises:
        TypeError, ValueError: a value is none of those that are told.
    """

    preset: Preset = attrs.field(
        default="standard",
        converter=_to_preset,
        metadata=_about("which rules are on where nothing is selected", _choice_schema(PRESET_NAMES)),
    )
    select: tuple[str, ...] | None = attrs.field(
        default=None,
        converter=_to_selection,
        metadata=_about("the rules that are on, instead of those of the preset", _selectors_schema),
    )
    extend_select: tuple[str, ...] = attrs.field(
        default=(), converter=_to_selectors, metadata=_about("rules that are on besides", _selectors_schema)
    )
    ignore: tuple[str, ...] = attrs.field(
        default=(), converter=_to_selectors, metadata=_about("rules that are off", _selectors_schema)
    )
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(
        default=(),
        converter=_to_ignores,
        metadata=_about(
            "rules that are off in the files, or documents of a bundle, that a glob names", _ignores_schema
        ),
    )
    severity: tuple[tuple[str, Severity], ...] = attrs.field(
        default=(), converter=_to_severities, metadata=_about("how bad findings are", _severities_schema)
    )
    fail_on: FailOn = attrs.field(
        default="warning",
        converter=_to_fail_on,
        metadata=_about("the least severity that makes the exit status 1", _choice_schema(FAIL_ON)),
    )
    options: Options = attrs.field(factory=Options, validator=attrs.validators.instance_of(Options))

    @classmethod
    def from_mapping(cls, data: Mapping[str, object], where: str = "", base: Settings | None = None) -> Settings:
        """Read settings as a configuration file has them: flat, with the options among them.

        Args:
            data: keys with `-` and their values.
            where: what stands before a key in messages, such as "pyproject.toml: tool.seeddoc.".
            base: what holds for keys that are left out; by default the defaults.

        Raises:
            SettingsError: keys or values are wrong; all of them are told.
        """
        base = base or cls()
        problems: list[tuple[str, str]] = []
        found: dict[type, dict[str, object]] = {Settings: {}, Options: {}}
        for key, value in data.items():
            place = f"{where}{key}"
            field = _KEYS.get(key)
            if field is None:
                problems.append((place, f"no such key{suggest(str(key), (*_KEYS, SUPPRESSIONS))}"))
                continue
            model, attribute = field
            try:
                found[model][attribute.name] = attribute.converter(value) if value is not None else _refuse_none()
            except (TypeError, ValueError) as error:
                problems.append((place, str(error)))
        if problems:
            raise SettingsError(problems)
        return attrs.evolve(base, options=attrs.evolve(base.options, **found[Options]), **found[Settings])

    def to_mapping(self) -> dict[str, object]:
        """Return the settings as a configuration file has them; `from_mapping` reads the same ones from it."""
        found: dict[str, object] = {}
        for key, (model, attribute) in _KEYS.items():
            value = getattr(self if model is Settings else self.options, attribute.name)
            if value is not None:
                found[key] = _to_plain(attribute, value)
        return found

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of the rules that are on, of all that are there when it is first asked for."""
        return frozenset(code for code, row in CODES.items() if self._is_on(code, row))

    def _is_on(self, code: str, row: Code) -> bool:
        if self.select is None:
            wanted = 0 if PRESET_NAMES.index(row.preset) <= PRESET_NAMES.index(self.preset) else -1
        else:
            wanted = _specificity(code, self.select)
        return max(wanted, _specificity(code, self.extend_select)) > _specificity(code, self.ignore)

    def severity_of(self, code: str) -> Severity | None:
        """Return the severity that findings of a code are to have; None for that of the table."""
        best = max(self.severity, key=lambda pair: _specificity(code, (pair[0],)), default=None)
        return best[1] if best and _specificity(code, (best[0],)) >= 0 else None

    def for_path(self, path: str) -> Settings:
        """Return the settings for a file, or for a document of a bundle: with what globs ignore there.

        Args:
            path: with `/`, from where the globs are told.
        """
        codes = [code for pattern, codes in self.per_file_ignores if compile_glob(pattern)(path) for code in codes]
        return attrs.evolve(self, ignore=(*self.ignore, *codes)) if codes else self

    @cached_property
    def digest(self) -> str:
        """Names what the settings make of a file: 32 hex digits, the same in every process and on every machine."""
        told = {
            "codes": sorted(self.codes),
            "severity": {code: self.severity_of(code) for code in sorted(self.codes)},
            "per-file-ignores": self.per_file_ignores,
            "options": attrs.asdict(self.options),
        }
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32]

    def fails(self, severity: Severity) -> bool:
        """Tell whether a finding of a severity makes the exit status 1."""
        return self.fail_on != "never" and SEVERITIES.index(severity) <= SEVERITIES.index(self.fail_on)


def _refuse_none() -> object:
    raise TypeError("expected a value, not None")


def _to_plain(attribute: Any, value: Any) -> object:
    """Return a value as a configuration has it."""
    if attribute.converter in {_to_ignores, _to_severities}:
        return {key: list(each) if isinstance(each, tuple) else each for key, each in value}
    return list(value) if isinstance(value, tuple) else value


# What a configuration may hold: each key with the model and the field that it fills.
_KEYS: Final[dict[str, tuple[type, Any]]] = {
    attribute.name.replace("_", "-"): (model, attribute)
    for model in (Settings, Options)
    for attribute in attrs.fields(model)
    if "schema" in attribute.metadata
}


def config_schema() -> dict[str, object]:
    """Return the JSON Schema of a configuration: of `seeddoc.toml`, and of `[tool.seeddoc]` in `pyproject.toml`."""
    defaults = Settings().to_mapping()
    properties = {}
    for key, (_, attribute) in _KEYS.items():
        described = {"description": attribute.metadata["help"], **attribute.metadata["schema"]()}
        properties[key] = described | ({"default": defaults[key]} if key in defaults else {})
    properties[SUPPRESSIONS] = suppressions_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Configuration of seeddoc",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
