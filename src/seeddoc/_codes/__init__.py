"""The one table of codes: what each says, why, how bad it is, what brings it out and what does not.

A leaf: rows of data, a module for each group, in the order of the documentation. Codes are stable: one never
changes its meaning and none is used again. What finds them is elsewhere: the reader, and `seeddoc.rules`.
"""

from __future__ import annotations

from typing import Final

from seeddoc._codes import articles, bundles, encoding, files, integrity, names, quotations, suppressions
from seeddoc._codes._model import PRESET_NAMES, Code, Fixable, Preset, Scope, Severity

__all__ = ["CODES", "GROUPS", "PRESET_NAMES", "Code", "Fixable", "Preset", "Scope", "Severity"]

# The letter that codes of a group begin with, and what the group is about.
GROUPS: Final[dict[str, str]] = {
    "B": "bundles and markers",
    "N": "names",
    "I": "integrity",
    "E": "encoding and Unicode",
    "A": "articles",
    "Q": "quotations",
    "F": "across files",
    "S": "suppressions",
}

_ROWS: Final = (
    *bundles.ROWS,
    *names.ROWS,
    *integrity.ROWS,
    *encoding.ROWS,
    *articles.ROWS,
    *quotations.ROWS,
    *files.ROWS,
    *suppressions.ROWS,
)

# Every code by itself; iteration is in the order of the documentation.
CODES: Final[dict[str, Code]] = {row.code: row for row in _ROWS}
