"""Limits: how much one input may ask for, as values.

The defaults are far from what anybody has on purpose, and keep hostile input from taking a machine down with it. What
to do where one is exceeded is the readers' business. A leaf: it imports nothing of seeddoc.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

# What is decompressed up to so many bytes is never called too much.
FREE: Final = 64 * 1024 * 1024
# The longest marker where the size of documents has a limit and that of markers has none.
_LONG: Final = 65_536
# How deep quotations nest by default; there is hardly a deeper one, so a closing mark is missing then.
QUOTE_DEPTH: Final = 6
# Each level takes as much work as the text is long, and some calls in a row; with single marks, which count apart,
# there are twice as many, and JSON takes no more.
_MOST_QUOTE_DEPTH: Final = 32


def _check(_limits: object, attribute: attrs.Attribute[int | None], value: int | None) -> None:
    if not _is_limit(attribute.metadata, value):
        raise ValueError(
            f"the limit {attribute.name} is {_values(attribute.metadata, ', or None for no limit')}: {value!r}"
        )


def _is_limit(metadata: Mapping[str, Any], value: object) -> bool:
    least, most = metadata["least"], metadata["most"]
    if value is None:
        return most is None
    return type(value) is int and least <= value and (most is None or value <= most)


def _values(metadata: Mapping[str, Any], none: str) -> str:
    """Say what a limit may be."""
    least, most = metadata["least"], metadata["most"]
    if most is not None:
        return f"a whole number from {least} to {most}"
    return f"a whole number from {least} on{none}" if least else f"a whole number{none}"


def _limit(default: int | None, about: str, least: int = 0, most: int | None = None) -> Any:
    return attrs.field(default=default, validator=_check, metadata={"help": about, "least": least, "most": most})


@attrs.frozen(kw_only=True)
class Limits:
    """How much one input may ask for; None is no limit. Reading stops at the first that is exceeded (B015).

    Attributes:
        document_size: of one document's text; in bytes where bytes are read, else in code points.
        marker_line: of one marker, in the same unit.
        documents: their number.
        attributes: of one marker.
        input_size: of all that is read, decompressed, in the same unit.
        expansion: how many times its own size a compressed file may hold, from 64 MiB on; more is an `InputError`.
        diagnostics: findings of each severity that are kept, at least one, so that what has errors never seems to have
            none; those beyond are counted, and reading goes on. A `Reader`, which hands each of them on, keeps none.
        quote_depth: how deep quotations nest, from 2 to 32, never without a limit; deeper ones end there, and reading
            goes on.
    """

    document_size: int | None = _limit(1 << 30, "of a document's text, in bytes")
    marker_line: int | None = _limit(1 << 20, "of a marker, in bytes")
    documents: int | None = _limit(None, "how many documents")
    attributes: int | None = _limit(1_000, "of a marker")
    input_size: int | None = _limit(None, "of all that is read, decompressed, in bytes")
    expansion: int | None = _limit(100, "how many times its own size a compressed file may hold, from 64 MiB on")
    diagnostics: int | None = _limit(100_000, "how many findings of each severity are kept; the others are counted", 1)
    quote_depth: int = _limit(QUOTE_DEPTH, "how deep quotations nest; deeper ones end there", 2, _MOST_QUOTE_DEPTH)

    @property
    def line(self) -> int | None:
        """The longest line that can be of use: text of the largest document, or a marker."""
        return None if self.document_size is None else self.document_size + (self.marker_line or _LONG)

    @property
    def is_of_all(self) -> bool:
        """Whether something is limited in an input as a whole, so that it cannot be read in parts."""
        few = self.diagnostics not in {None, DEFAULT.diagnostics}
        return few or self.documents is not None or self.input_size is not None

    @property
    def sure(self) -> int | None:
        """So many bytes of a bundle exceed no limit, whatever they hold; None where there is none that they could."""
        return min((each for each in (self.document_size, self.marker_line) if each is not None), default=None)

    @classmethod
    def from_mapping(cls, given: Mapping[str, object], base: Limits | None = None) -> Limits:
        """Read limits as a configuration or a command line has them: names with `-`; `"none"` is no limit.

        Raises:
            ValueError: a name or a value is none.
        """
        known = {attribute.name.replace("_", "-"): attribute for attribute in attrs.fields(cls)}
        if unknown := [name for name in given if name not in known]:
            raise ValueError(f"no limit {unknown[0]!r}; there are {', '.join(known)}")
        values: dict[str, Any] = {
            known[name].name: _to_limit(name, value, known[name].metadata) for name, value in given.items()
        }
        return attrs.evolve(base or cls(), **values)

    def to_mapping(self) -> dict[str, int | str]:
        """Return the limits as a configuration has them; `from_mapping` reads the same ones from it."""
        return {
            name.replace("_", "-"): "none" if value is None else value for name, value in attrs.asdict(self).items()
        }


def _to_limit(name: str, value: object, metadata: Mapping[str, Any]) -> int | None:
    limit = None if value == "none" else value
    if value is None or not _is_limit(metadata, limit):
        wanted = _values(metadata, ' or "none"')
        raise ValueError(f"the limit {name} is {wanted}, not {value!r}")
    return cast("int | None", limit)


# What holds where nothing else is said.
DEFAULT: Final = Limits()
# What a program's own data are read with.
_NONE: Final[dict[str, Any]] = {each.name: None for each in attrs.fields(Limits) if _is_limit(each.metadata, None)}
NO_LIMITS: Final = Limits(**_NONE)


class Keeper:
    """Tells which findings are kept: so many of each severity. `surplus` counts the others, by their codes.

    Of each severity the first are kept, at least one, so that a bundle with errors never seems to have none.
    """

    def __init__(self, most: int | None) -> None:
        self.surplus: Counter[str] = Counter()
        self._most = most
        self._kept: Counter[str] = Counter()

    def takes(self, code: str, severity: str) -> bool:
        """Take a finding, and tell whether it is kept."""
        if self._most is not None and self._kept[severity] >= self._most:
            self.surplus[code] += 1
            return False
        self._kept[severity] += 1
        return True
