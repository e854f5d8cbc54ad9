"""What is checked and how bad it is: which rules are on, what they allow, which findings fail.

In comes a mapping, as a configuration file or a command line gives it; out comes a `Settings`, or a `SettingsError`
with all that is wrong and what was probably meant. One table, the fields of the two models, drives reading, the JSON
Schema and the documentation.

It knows nothing of files, of where a mapping comes from, or of how anything is checked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, Final

import attrs

from seeddoc._codes import CODES, PRESET_NAMES, Preset, Severity
from seeddoc._globs import compile_glob
from seeddoc._values import (
    FAIL_ON,
    FINAL_NEWLINES,
    SEVERITIES,
    FailOn,
    FinalNewline,
    about,
    choice_schema,
    count_schema,
    ignores_schema,
    limits_schema,
    selectors_schema,
    severities_schema,
    specificity,
    suggest,
    to_count,
    to_fail_on,
    to_final_newline,
    to_ignores,
    to_limits,
    to_preset,
    to_selection,
    to_selectors,
    to_severities,
)
from seeddoc.errors import SettingsError
from seeddoc.limits import Limits
from seeddoc.suppressions import suppressions_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seeddoc._codes import Code

# The key of a configuration that is no setting: the entries of `seeddoc.suppressions`.
SUPPRESSIONS: Final = "suppressions"
# The key that names another configuration, which holds for what is not said.
EXTEND: Final = "extend"
# The key that names files; `Settings.cues` has what they hold.
CUES: Final = "cues"


def _to_cues(value: object) -> tuple[str, ...]:
    """Read tables of cues, each as text."""
    if isinstance(value, str) or not isinstance(value, Sequence) or not all(isinstance(each, str) for each in value):
        raise TypeError(f"expected a list of the texts of tables of cues, not {value!r}")
    tables = tuple(value)
    if tables:
        from seeddoc.quotes.english import english_with  # its patterns take long to make

        english_with(tables)
    return tables


def _naming(_model: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """Have the converters of fields say which of them was given what it cannot be."""
    return [
        field.evolve(converter=_named(field.name, field.converter)) if field.converter else field for field in fields
    ]


def _named(name: str, convert: Any) -> Callable[[object], object]:
    @wraps(convert)
    def converted(value: object) -> object:
        try:
            return convert(value)
        except (TypeError, ValueError) as error:
            raise SettingsError([(name, str(error))]) from error

    return converted


@attrs.frozen(kw_only=True, field_transformer=_naming)
class Options:
    """What rules allow. Each stands in a configuration under its own name, with `-` for `_`.

    Attributes:
        title_length: characters that a title may have (A004).
        paragraph_length: characters that a paragraph may have (A008).
        duplicate_length: characters from which paragraphs in a row must not stand twice (A009).
        final_newline: line breaks at the end of a text (A011): "any" (one or none), "one" or "none".
        speaker_words: words from which a quotation needs a speaker (Q005).

    Raises:
        SettingsError: a value is wrong; it names which.
    """

    title_length: int = attrs.field(
        default=200,
        converter=to_count,
        metadata=about("characters that a title may have (A004)", count_schema),
    )
    paragraph_length: int = attrs.field(
        default=2500,
        converter=to_count,
        metadata=about("characters that a paragraph may have (A008)", count_schema),
    )
    duplicate_length: int = attrs.field(
        default=200,
        converter=to_count,
        metadata=about("characters from which paragraphs in a row must not stand twice (A009)", count_schema),
    )
    final_newline: FinalNewline = attrs.field(
        default="any",
        converter=to_final_newline,
        metadata=about(
            'line breaks at the end of a text (A011): "any" (one or none), "one" or "none"',
            choice_schema(FINAL_NEWLINES),
        ),
    )
    speaker_words: int = attrs.field(
        default=8,
        converter=to_count,
        metadata=about("words from which a quotation needs a speaker (Q005)", count_schema),
    )


@attrs.frozen(kw_only=True, field_transformer=_naming)
class Settings:
    """What is checked and how bad it is. A value: hashable and picklable.

    What names a rule more closely wins: `ignore=["E"]` with `extend_select=["E008"]` leaves E008 on. Where both name
    it alike it is off. A rule is named by its code, by what codes begin with (`"E"`), or by its name.

    Attributes:
        preset: which rules are on where nothing is selected: "minimal", "standard" or "strict".
        select: the rules that are on, instead of those of the preset: names in any iterable, or None.
        extend_select: rules that are on besides.
        ignore: rules that are off.
        per_file_ignores: rules that are off in some files: a mapping or pairs of a glob and names.
        fixable: rules whose fixes are offered and made.
        unfixable: rules whose fixes are not.
        severity: how bad findings are: a mapping or pairs of a code and "error", "warning" or "info".
        fail_on: the least severity that makes the exit status 1, or "never".
        options: what rules allow.
        limits: how much one input may ask for, and how many findings are kept of it.
        cues: tables of words that tell of speaking, each as text, by which quotations are read besides the built-in
            one. A configuration file names the files that hold them.

    Raises:
        SettingsError: a value is wrong; it names which.
    """

    preset: Preset = attrs.field(
        default="standard",
        converter=to_preset,
        metadata=about("which rules are on where nothing is selected", choice_schema(PRESET_NAMES)),
    )
    select: tuple[str, ...] | None = attrs.field(
        default=None,
        converter=to_selection,
        metadata=about("the rules that are on, instead of those of the preset", selectors_schema),
    )
    extend_select: tuple[str, ...] = attrs.field(
        default=(), converter=to_selectors, metadata=about("rules that are on besides", selectors_schema)
    )
    ignore: tuple[str, ...] = attrs.field(
        default=(), converter=to_selectors, metadata=about("rules that are off", selectors_schema)
    )
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(
        default=(),
        converter=to_ignores,
        metadata=about("rules that are off in the files, or documents of a bundle, that a glob names", ignores_schema),
    )
    fixable: tuple[str, ...] = attrs.field(
        default=("ALL",), converter=to_selectors, metadata=about("rules whose fixes are made", selectors_schema)
    )
    unfixable: tuple[str, ...] = attrs.field(
        default=(), converter=to_selectors, metadata=about("rules whose fixes are not made", selectors_schema)
    )
    severity: tuple[tuple[str, Severity], ...] = attrs.field(
        default=(), converter=to_severities, metadata=about("how bad findings are", severities_schema)
    )
    fail_on: FailOn = attrs.field(
        default="warning",
        converter=to_fail_on,
        metadata=about("the least severity that makes the exit status 1", choice_schema(FAIL_ON)),
    )
    limits: Limits = attrs.field(
        factory=Limits,
        converter=to_limits,
        metadata=about('how much an input may ask for; "none" is no limit', limits_schema),
    )
    options: Options = attrs.field(factory=Options, validator=attrs.validators.instance_of(Options))
    cues: tuple[str, ...] = attrs.field(default=(), converter=_to_cues)

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
                problems.append((place, _tell_unknown(str(key))))
                continue
            model, attribute = field
            if value is None:
                problems.append((place, "expected a value, not None"))
                continue
            try:
                found[model][attribute.name] = attribute.converter(value)
            except SettingsError as error:
                problems += [(place, message) for _, message in error.problems]
        if problems:
            raise SettingsError(problems)
        return attrs.evolve(base, options=attrs.evolve(base.options, **found[Options]), **found[Settings])

    def to_mapping(self) -> dict[str, object]:
        """Return the settings as a configuration file has them; `from_mapping` reads the same ones from it.

        Cues are left out: a configuration file has the names of their files.
        """
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
            wanted = specificity(code, self.select)
        return max(wanted, specificity(code, self.extend_select)) > specificity(code, self.ignore)

    def severity_of(self, code: str) -> Severity | None:
        """Return the severity that findings of a code are to have; None for that of the table."""
        best = max(self.severity, key=lambda pair: specificity(code, (pair[0],)), default=None)
        return best[1] if best and specificity(code, (best[0],)) >= 0 else None

    def may_fix(self, code: str) -> bool:
        """Tell whether fixes of findings of a code are offered and made."""
        return specificity(code, self.fixable) > specificity(code, self.unfixable)

    def for_path(self, path: str) -> Settings:
        """Return the settings for a file, or for a document of a bundle: with what globs ignore there.

        Args:
            path: with `/`, from where the globs are told.
        """
        codes = [code for pattern, codes in self.per_file_ignores if compile_glob(pattern)(path) for code in codes]
        return attrs.evolve(self, ignore=(*self.ignore, *codes)) if codes else self

    @cached_property
    def digest(self) -> str:
        """Names what the settings make of a file by 32 hex digits, the same in every process and on every machine."""
        told = {
            "codes": sorted(self.codes),
            "severity": {code: self.severity_of(code) for code in sorted(self.codes)},
            "fixable": [code for code in sorted(self.codes) if self.may_fix(code)],
            "per-file-ignores": self.per_file_ignores,
            "limits": self.limits.to_mapping(),
            "options": attrs.asdict(self.options),
            "cues": self.cues,
        }
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32]

    def fails(self, severity: Severity) -> bool:
        """Tell whether a finding of a severity makes the exit status 1."""
        return self.fail_on != "never" and SEVERITIES.index(severity) <= SEVERITIES.index(self.fail_on)


def _to_plain(attribute: Any, value: Any) -> object:
    """Return a value as a configuration has it."""
    if isinstance(value, Limits):
        return value.to_mapping()
    if attribute.name in {"per_file_ignores", "severity"}:
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
    properties[CUES] = {
        "description": "tables of words that tell of speaking: files, told from the folder of the configuration",
        "type": "array",
        "items": {"type": "string"},
        "default": [],
    }
    properties[EXTEND] = {
        "description": "a configuration file that holds for keys that are left out, told from the folder of this one",
        "type": "string",
        "minLength": 1,
    }
    properties[SUPPRESSIONS] = suppressions_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Configuration of seeddoc",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _tell_unknown(key: str) -> str:
    if key == SUPPRESSIONS:
        return "stands in a configuration file, or in one of its own: --suppressions FILE"
    if key == EXTEND:
        return "stands in a configuration file; on the command line, --config FILE names one"
    if key == CUES:
        return "names files, which a configuration file or --cues does; in Python, Settings(cues=[…]) takes their texts"
    if key == "tool":
        return "no such key; [tool.seeddoc] is for pyproject.toml, here its keys stand by themselves"
    return f"no such key{suggest(key, (*_KEYS, CUES, EXTEND, SUPPRESSIONS))}"
